"""
HTML as a stream of tokens: text, start tags, end tags, and the raw insides of some elements.

Linear in the length of the file whatever it holds, and never fails: what is not markup is
text.  Refuses to build a tree.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from html.entities import html5
from typing import Final, TypeAlias

# What it is; the text shown, the element's name in small letters or the raw inside; where it
# starts and ends in the file; the attributes as written.  A bare tuple: a page has thousands.
Token: TypeAlias = tuple[int, str, int, int, str]

TEXT: Final = 0
START: Final = 1
END: Final = 2
RAW: Final = 3

_BLOCK_NAMES = (
    "address article aside blockquote body br caption center dd details dialog dir div dl dt"
    " fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend"
    " li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
_UNSEEN_NAMES = (
    "script style noscript template select option textarea iframe object svg math noframes"
    " noembed audio video canvas datalist xmp"
)
_STYLING_NAMES = "span|font|strong|b|em|i|u|a|big|small|sub|sup|ins|label|o:p"
_VOID_NAMES = "br hr img input meta link col area base embed param source track wbr"

BLOCKS: Final = frozenset(_BLOCK_NAMES.split())
_UNSEEN = frozenset(_UNSEEN_NAMES.split())
_VOID = frozenset(_VOID_NAMES.split())
_RAW_ENDS = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in (
        "script",
        "style",
        "title",
        "textarea",
        "iframe",
        "noframes",
        "noembed",
        "xmp",
    )
}
# Every alternative of the repeat begins differently and the whole cannot fail after the
# name, so nothing is ever tried twice.  A tag that runs into `<` was never finished.
# What is repeated is atomic in itself: before 3.11.5 Python loses its way where such a repeat has to try again.
_ATTRIBUTES = r"(?>[^<>\"'=]++|=\s*+(?>\"[^\"]*+\"|'[^']*+')?+|[\"'])*+"
_ONE_TAG = rf"<(/?)([A-Za-z][^\s/<>]*+)({_ATTRIBUTES})(>?+)"
# The set tells most other tags at their first letter.
_STYLING = rf"((?></?(?=[abefilosuABEFILOSU])(?i:{_STYLING_NAMES})(?=[\s/>]){_ATTRIBUTES}>){{1,8}}+)"
# Some styling tags or one tag, with the text behind; both expressions have the same groups.
_TAGS = re.compile(rf"(?:{_STYLING}|{_ONE_TAG})([^<]*+)")
_TAG = re.compile(rf"(){_ONE_TAG}([^<]*+)")
_SIGNS = re.compile(r"(?><(?![A-Za-z/!?])[^<]*+)++")
_MAY_HIDE = re.compile("hidden|display", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,30}|#[0-9]{1,30}|[A-Za-z][A-Za-z0-9]{0,31});?")
_ATTRIBUTE = re.compile(r"([^\s=/\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_UNDISPLAYED = re.compile(r"(?:^|;)\s*display\s*:\s*none(?![\w-])", re.IGNORECASE)


def shown(file: str) -> Iterator[Token]:
    """
    The tokens of what a browser shows of a page, in order, and an end tag of nothing where the page ends.

    Tags that only style a stretch of a line are left out.
    """
    size = len(file)
    at = _next_tag(file, 0)
    yield from _characters(file, 0, at)
    while at < size:
        match = _TAGS.match(file, at)
        if match is not None and match[1] is not None and _MAY_HIDE.search(match[1]):
            match = _TAG.match(file, at)
        if match is None:
            begin = _past_declaration(file, at)
            if begin == at + 1:
                # What begins nothing is text, with all that follows.
                begin = at
                text = file[at : _past_signs(file, at)]
            else:
                text = file[begin : _next_tag(file, begin)]
        else:
            _, closing, name, written, finished, text = match.groups()
            begin = match.start(6)
            if finished:
                name = _small(name)
                if not closing and (name in _UNSEEN or (written and _is_hidden(name, written))):
                    begin = _past_hidden(file, begin, name)
                    text = file[begin : _next_tag(file, begin)]
                else:
                    yield END if closing else START, name, at, begin, written
                    if name in _RAW_ENDS and not closing:
                        inside, begin = begin, _raw_end(file, begin, name)
                        yield RAW, file[inside:begin], inside, begin, ""
                        text = ""
        at = begin + len(text)
        if "&" in text:
            yield from _characters(file, begin, at)
        elif text:
            yield TEXT, text, begin, at, ""
    yield END, "", size, size, ""


def _next_tag(file: str, at: int) -> int:
    opening = file.find("<", at)
    return len(file) if opening < 0 else opening


@lru_cache(maxsize=1024)
def _small(name: str) -> str:
    # One string a name, not one a tag.
    return name.lower()


def _past_signs(file: str, at: int) -> int:
    found = _SIGNS.match(file, at)
    return at + 1 if found is None else found.end()


def _raw_end(file: str, at: int, name: str) -> int:
    end = _RAW_ENDS[name].search(file, at)
    return len(file) if end is None else end.start()


def _past_hidden(file: str, at: int, name: str) -> int:
    """
    Where a hidden element ends whose start tag ends at `at`.
    """
    depth = 1
    if name in _RAW_ENDS:
        at = _raw_end(file, at, name)
    while (opening := file.find("<", at)) >= 0:
        match = _TAG.match(file, opening)
        if match is None:
            at = _past_declaration(file, opening)
            continue
        _, closing, other, _, finished, _ = match.groups()
        at, other = match.start(6), other.lower()
        if not finished:
            continue
        if name == "p" and not closing and other in BLOCKS:
            return opening
        if other == name:
            depth += -1 if closing else 1
            if not depth:
                return at
        if other in _RAW_ENDS and not closing:
            at = _raw_end(file, at, other)
    return len(file)


def attributes(written: str) -> dict[str, str]:
    """
    The attributes of a tag by their names in small letters; the first of a name counts.
    """
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(written):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), value)
    return found


def unescaped(written: str) -> str:
    """
    `written` with its character references read.
    """
    return "".join(shown for _, shown, _, _, _ in _characters(written, 0, len(written)))


def _is_hidden(name: str, written: str) -> bool:
    lower = written.lower()
    if "hidden" not in lower and "display" not in lower:
        return False
    if name in _VOID or name in {"html", "body"}:
        # A page that shows its body by script is read; a void element has no inside.
        return False
    stated = attributes(written)
    return "hidden" in stated or _UNDISPLAYED.search(stated.get("style", "")) is not None


def _characters(file: str, start: int, end: int) -> Iterator[Token]:
    at = start
    for match in _REFERENCE.finditer(file, start, end):
        character, length = _decoded(match.group())
        if not length:
            continue
        first = match.start()
        if first > at:
            yield TEXT, file[at:first], at, first, ""
        at = first + length
        if character:
            yield TEXT, character, first, at, ""
    if at < end:
        yield TEXT, file[at:end], at, end, ""


@lru_cache(maxsize=256)
def _decoded(reference: str) -> tuple[str, int]:
    """
    What a reference stands for, and how many of its characters belong to it; 0 for none.
    """
    if reference[1] == "#":
        return unescape(reference), len(reference)
    for length in range(len(reference), 2, -1):
        character = html5.get(reference[1:length])
        if character is not None:
            return character, length
    return "", 0


def _past_declaration(file: str, opening: int) -> int:
    if file.startswith("<!--", opening):
        end = file.find("-->", opening + 2)
        return len(file) if end < 0 else end + 3
    if file.startswith(("<!", "<?", "</"), opening):
        end = file.find(">", opening)
        return len(file) if end < 0 else end + 1
    return opening + 1
