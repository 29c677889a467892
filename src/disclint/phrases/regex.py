r"""
Regular expressions, for packs that a user trusts: on an engine whose time grows with the text and nothing else.

Refuses to fall back on Python's `re`, which a few characters can keep busy for years.  Classes are Unicode's: `\w`
takes in Chinese characters, `\d` full-width digits.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from attrs import field, frozen

from disclint.phrases.errors import PhraseError
from disclint.phrases.match import Match, paragraphs_of
from disclint.phrases.sketch import Piece
from disclint.source import Flow

_LONGEST = 500
_MEMORY = 8 * 1024 * 1024
_SIGN = re.compile(r"\\[pP](?:\{\^?\w+\}|\w)|\\x\{[0-9A-Fa-f]+\}|\\.|\[:|.", re.DOTALL)
# What the engine takes for ASCII, by what it is here, outside brackets and inside.
_CLASSES = {
    r"\w": (r"[\p{L}\p{M}\p{N}_]", r"\p{L}\p{M}\p{N}_"),
    r"\W": (r"[^\p{L}\p{M}\p{N}_]", None),
    r"\d": (r"\p{Nd}", r"\p{Nd}"),
    r"\D": (r"\P{Nd}", r"\P{Nd}"),
    r"\s": (r"[\s\x{85}\p{Z}]", r"\s\x{85}\p{Z}"),
    r"\S": (r"[^\s\x{85}\p{Z}]", None),
}
_NO_BOUNDARY = (
    "there are no word boundaries in Chinese",
    r"write what stands beside the word, as in [^\p{Han}]",
    ("中文没有词的边界", r"写明词的前后是什么，例如 [^\p{Han}]"),
)
_NO_QUOTING = (
    "quoting with \\Q is not supported",
    "put a backslash before each sign",
    ("不支持 \\Q…\\E", "在每个符号前加反斜杠"),
)
_REFUSED = {
    r"\b": _NO_BOUNDARY,
    r"\B": _NO_BOUNDARY,
    r"\Q": _NO_QUOTING,
    r"\E": _NO_QUOTING,
    r"\C": (
        "single bytes cannot be matched",
        "write . for any character",
        ("不能匹配单个字节", "任意字符写作 ."),
    ),
}


@frozen(eq=False)
class RegexPhrase:
    """
    A compiled regular expression, found as phrases are: in one paragraph, in text without its blanks.
    """

    words: str
    _pattern: Any = field(repr=False)
    # It captures nothing that a message could use.
    captures: tuple[tuple[str, str], ...] = ()
    begins: bool = False
    ends: bool = False
    plain: None = None

    def find(self, flow: Flow, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """
        The occurrences between two offsets of the flow that are not empty.
        """
        stop = len(flow.text) if end is None else min(end, len(flow.text))
        found = paragraphs_of(flow, max(0, start), stop)
        yield from self.within([(flow.text[first:last], 0, last - first, first) for first, last in found])

    def ready(self, _: int) -> None:
        """
        Nothing: its engine goes over whole paragraphs.
        """

    def match(self, found: Any, shift: int) -> Match:
        """
        An occurrence in a text that begins at a flow offset.
        """
        return Match(shift + found.start(), shift + found.end())

    def within(self, pieces: Sequence[Piece]) -> Iterator[Match]:
        """
        The occurrences in texts that lie in one paragraph each; all of a text is looked at.
        """
        for text, _, _, first in pieces:
            for found in self._pattern.finditer(text):
                if found.end() > found.start():
                    yield self.match(found, first)


@lru_cache(maxsize=256)
def compile_regex(pattern: str) -> RegexPhrase:
    """
    The regular expression; PhraseError if it is none, or if there is no engine to run it safely.
    """
    if len(pattern) > _LONGEST:
        raise PhraseError(
            f"longer than {_LONGEST} characters", "split it", _LONGEST,
            (f"正则表达式长于 {_LONGEST} 个字符", "拆成几条"),
        )  # fmt: skip
    try:
        import re2  # type: ignore[import-untyped]  # noqa: PLC0415 - an extra, and needed by few
    except ImportError as error:
        raise PhraseError(
            "`regex:` needs the engine google-re2, which is not installed",
            "pip install 'disclint[regex]', or write a phrase",
            0,
            (
                "regex: 需要引擎 google-re2，这里没有安装",
                "运行 pip install 'disclint[regex]'，或者改写成短语",
            ),
        ) from error
    options = re2.Options()
    options.max_mem = _MEMORY
    options.log_errors = False
    try:
        return RegexPhrase(f"regex:{pattern}", re2.compile(translated(pattern), options))
    except re2.error as error:
        why = error.args[0]
        shown = why.decode("utf-8", "replace") if isinstance(why, bytes) else str(why)
        raise PhraseError(
            f"not a regular expression of RE2: {shown}", "see github.com/google/re2/wiki/Syntax", 0,
            (f"这不是 RE2 的正则表达式: {shown}", "见 github.com/google/re2/wiki/Syntax"),
        ) from error  # fmt: skip


def translated(pattern: str) -> str:
    """
    The pattern with Unicode's classes for ASCII's; PhraseError for what cannot be had.
    """
    pieces, is_inside, since = [], False, 0
    for found in _SIGN.finditer(pattern):
        sign = found.group()
        if sign in _REFUSED:
            problem, remedy, zh = _REFUSED[sign]
            raise PhraseError(problem, remedy, found.start(), zh)
        if sign == "[:" and is_inside:
            raise PhraseError(
                "classes such as [:alpha:] are ASCII", r"write \p{L}, \p{Nd} …", found.start(),
                ("[:alpha:] 之类只认 ASCII 字符", r"写成 \p{L}、\p{Nd} …"),
            )  # fmt: skip
        if sign in _CLASSES:
            written = _CLASSES[sign][is_inside]
            if written is None:
                raise PhraseError(
                    f"{sign} cannot stand in brackets", "negate the brackets: [^…]", found.start(),
                    (f"方括号里不能写 {sign}", "改用否定的方括号：[^…]"),
                )  # fmt: skip
            pieces.append(written)
            continue
        if sign in ("[", "[:"):
            since = since if is_inside else found.start()
            is_inside = True
        elif sign == "]" and is_inside:
            # The first sign in brackets is a sign.
            is_inside = pattern[since : found.start()] in ("[", "[^")
        pieces.append(sign)
    return "".join(pieces)
