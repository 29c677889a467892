"""
The grammar of phrases.

    phrase  := item+
    item    := leaf | nested
    leaf    := words | gap | typed | edge | listed
    words   := character+                      anything but "{", "|" and "}"
    gap     := "{" (".." | "~" | "*") number "}"
    typed   := "{" name ":" type "}"
    edge    := "{^}" | "{$}"
    listed  := open words ("|" words)* close   alternatives without braces in them
    nested  := open phrase ("|" phrase)* close
    open    := "{" | "{!" | "{<!"
    close   := "}" | "}?"

A leaf is one expression: most of what phrases are made of, and packs have hundreds of phrases.
"""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

import pyparsing as pp

from disclint.cache import compiled
from disclint.phrases.errors import PhraseError
from disclint.phrases.nodes import Choice, Edge, Gap, Guard, Item, Sequence, Typed, Words
from disclint.phrases.numbers import TYPES
from disclint.source import fold

MAX_LENGTH = 2_000
MAX_DEPTH = 16
MAX_REACH = 60
MAX_CAPTURES = 20

_BLANK = compiled(r"[\s\u200b]+")
_BRACE = compiled(r"[{}|]")
# What begins like a construct but is none is a slip, not words.
_SLIP = compiled(r"\.\.|[~*!^$]|<!|[A-Za-z_0-9]+:[A-Za-z_]*$")


_LEAF = compiled(
    r"(?P<words>[^{}|]+)"
    r"|\{(?P<kind>\.\.|~|\*)(?P<reach>[0-9]+)\}"
    r"|\{(?P<name>[a-z][a-z_0-9]*):(?P<type>[a-z]+)\}"
    r"|\{(?P<side>[\^$])\}"
    r"|\{(?P<guard><!|!)?(?P<listed>[^{}|]+(?:\|[^{}|]+)*)\}(?P<optional>\??)"
)


_OPENING, _CLOSING = r"\{(?:<!|!)?", r"\}\??"
_TOKEN = compiled(rf"{_LEAF.pattern}|(?P<opening>{_OPENING})|(?P<sign>{_CLOSING}|\|)")


def _grammar() -> pp.ParserElement:
    # Naming the groups for every leaf costs as much as parsing it.
    leaf = pp.Regex(re.sub(r"\?P<\w+>", "?:", _LEAF.pattern)).set_name("words or {…}")
    opening = pp.Regex(_OPENING).set_name("'{'")
    closing = pp.Regex(_CLOSING).set_name("'}'")
    phrase = pp.Forward()
    phrase.set_name("phrase")
    nested = pp.Group(opening + pp.DelimitedList(phrase, "|") + closing).set_name("alternatives")
    # What is left below a forward expression is not reached from above it.
    leaf, nested = (each.leave_whitespace(recursive=True) for each in (leaf, nested))
    phrase <<= pp.Group((leaf | nested)[1, ...])
    whole: pp.ParserElement = phrase + pp.StringEnd()
    return whole.leave_whitespace(recursive=True).parse_with_tabs()


_GRAMMAR = _grammar()


def parse(words: str) -> Sequence:
    """
    The phrase that `words` writes; PhraseError if it writes none.
    """
    folded = fold(words)
    _check_shape(folded)
    phrase, _ = _sequence(quick(folded) or parsed(folded), 0)
    captures = list(_captures(phrase))
    if len(captures) > MAX_CAPTURES:
        raise PhraseError(
            f"more than {MAX_CAPTURES} captures",
            "split the phrase",
            captures[MAX_CAPTURES].at,
        )
    return phrase


def quick(folded: str) -> list[Any] | None:
    """
    What the grammar makes of a phrase, in a tenth of the time, for a command waits for hundreds of them.

    None if it is for the grammar to say what is wrong.
    """
    items: list[Any] = []
    around: list[list[Any]] = []
    end = 0
    for found in _TOKEN.finditer(folded):
        if found.start() != end:
            return None
        end = found.end()
        written = found[0]
        if found.lastgroup not in ("opening", "sign"):
            items.append(written)
            continue
        if found.lastgroup == "opening":
            inner: list[Any] = []
            items.append([written, inner])
            around.append(items)
            items = inner
            continue
        if not items or not around:
            return None
        group = around[-1][-1]
        if written == "|":
            items = []
            group.append(items)
        else:
            group.append(written)
            items = around.pop()
    return items if items and not around and end == len(folded) else None


def parsed(folded: str) -> list[Any]:
    """
    What the grammar makes of a phrase; PhraseError if it is none.
    """
    try:
        found: list[Any] = _GRAMMAR.parse_string(folded)[0].as_list()
    except pp.ParseException as error:
        raise _unread(folded, error.loc) from error
    return found


def _check_shape(folded: str) -> None:
    # The parser recurses, so that depth is looked at before it runs.
    if len(folded) > MAX_LENGTH:
        raise PhraseError(f"longer than {MAX_LENGTH} characters", "split the phrase", MAX_LENGTH)
    if not _BLANK.sub("", folded):
        raise PhraseError("the phrase is empty", "write the words to look for", 0)
    opened: list[int] = []
    for found in _BRACE.finditer(folded):
        at, char = found.start(), found[0]
        if char == "{":
            opened.append(at)
            if len(opened) > MAX_DEPTH:
                raise PhraseError(f"braces nest deeper than {MAX_DEPTH}", "flatten the phrase", at)
        elif char == "}":
            if not opened:
                raise PhraseError("'}' without '{'", "remove it or open the brace", at)
            opened.pop()
        elif not opened:
            raise PhraseError("'|' outside braces", "write the alternatives as {甲|乙}", at)
    if opened:
        raise PhraseError("'{' is never closed", "add '}'", opened[-1])


def _unread(folded: str, at: int) -> PhraseError:
    if folded[at : at + 1] in ("|", "}") or folded[at + 1 : at + 2] in ("|", "}"):
        return PhraseError(
            "an alternative is empty",
            "write something in it, or make the group optional: {…}?",
            at,
        )
    return PhraseError("this is no phrase", "see docs/rule-language.md, section 4", at)


def _sequence(parts: Iterable[Any], at: int) -> tuple[Sequence, int]:
    """
    The sequence that begins at `at`, and where it ends: nothing is left out of what was parsed.
    """
    items: list[Item] = []
    end = at
    for each in parts:
        item, end = _leaf(each, end) if isinstance(each, str) else _nested(each, end)
        if not (isinstance(item, Words) and not item.text):
            items.append(item)
    if not items:
        raise PhraseError("an alternative is empty", "write something in it", at)
    return Sequence(items[0].at, tuple(items)), end


def _nested(group: Iterable[Any], at: int) -> tuple[Item, int]:
    opening, *phrases, closing = group
    options = []
    end = at + len(opening)
    for each in phrases:
        option, end = _sequence(each, end)
        options.append(option)
        end += 1
    return _options(at, options, opening[1:], closing == "}?"), end - 1 + len(closing)


def _leaf(written: str, at: int) -> tuple[Item, int]:
    found = _LEAF.fullmatch(written)
    if found is None:
        raise PhraseError("this is no phrase", "see docs/rule-language.md, section 4", at)
    end = at + len(written)
    if found["words"]:
        return _words(at, written), end
    if found["kind"]:
        return _gap(at, found["kind"], int(found["reach"])), end
    if found["type"]:
        return _typed(at, found["name"], found["type"]), end
    if found["side"]:
        return Edge(at, found["side"]), end
    options = []
    start = at + found.start("listed")
    for each in found["listed"].split("|"):
        words = _words(start, each)
        if not words.text:
            raise PhraseError("an alternative is empty", "write something in it", start)
        options.append(Sequence(start, (words,)))
        start += len(each) + 1
    return _options(at, options, found["guard"] or "", found["optional"] == "?"), end


def _options(at: int, options: list[Sequence], guard: str, optional: bool) -> Item:  # noqa: FBT001
    _check_slips(options)
    if not guard:
        return Choice(at, tuple(options), optional)
    if optional:
        raise PhraseError("a guard cannot be optional", "remove the '?'", at)
    if any(True for each in options for _ in _captures(each)):
        raise PhraseError("a guard captures nothing", "name no value inside {!…}", at)
    return Guard(at, tuple(options), guard == "<!")


def _words(at: int, text: str) -> Words:
    if text.isalnum():
        return Words(at, text)
    if "?" in text:
        raise PhraseError(
            "'?' stands behind no group",
            "write {甲}? for what may be missing",
            at + text.index("?"),
        )
    return Words(at, _BLANK.sub("", text))


def _gap(at: int, kind: str, reach: int) -> Gap:
    if not 1 <= reach <= MAX_REACH:
        raise PhraseError(f"a gap of {reach}", f"write a number from 1 to {MAX_REACH}", at)
    return Gap(at, kind, reach)


def _typed(at: int, name: str, type: str) -> Typed:
    if type not in TYPES:
        close = get_close_matches(type, TYPES, 1)
        meant = f"did you mean {close[0]!r}?" if close else f"use one of {', '.join(TYPES)}"
        raise PhraseError(f"no type {type!r}", meant, at)
    return Typed(at, name, type)


def _check_slips(options: Iterable[Sequence]) -> None:
    for each in options:
        first = each.items[0]
        if isinstance(first, Words) and first.text[:1].isascii() and _SLIP.match(first.text):
            raise PhraseError(
                f"{{{first.text}}} is no construct of the phrase language",
                "see docs/rule-language.md, section 4",
                first.at - 1,
            )


def _captures(phrase: Sequence) -> Iterator[Typed]:
    for item in phrase.items:
        if isinstance(item, Typed):
            yield item
        elif isinstance(item, (Choice, Guard)):
            for each in item.options:
                yield from _captures(each)
