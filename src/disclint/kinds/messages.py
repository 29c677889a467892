"""
Messages: words with values in braces, compiled like any other expression.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from attrs import field, frozen

from disclint.kinds.compiling import Compiler
from disclint.kinds.core import Compiled, Scope
from disclint.rules.model import Words
from disclint.values import Missing, Number, Subject, Text, Truth, Value

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_OR = {"zh": "或"}
_MOST_OPTIONS = 6
_LISTED = {"zh": "、", "en": ", "}
_SHOWN_FIRST = ("text", "label", "title", "written", "raw", "id")
_LONGEST = 60

# One template per language: literal words and compiled values in turn.
Template = tuple[str | Compiled, ...]


@frozen(eq=False, slots=False)
class Message:
    """
    Words in every language, compiled when they are first used; `key` is where the rule has them.

    `compiler` gives what knows the names in scope; that, too, may have to be made.
    """

    words: Words
    compiler: Callable[[], Compiler] = field(repr=False)
    key: tuple[str, ...]
    _templates: dict[str, Template] = field(factory=dict, repr=False)

    def check(self) -> None:
        """
        Raise a UsageError if a placeholder names what is not in scope.
        """
        for lang in self.words:
            self._template(lang)

    def said(self, scope: Scope) -> dict[str, str]:
        """
        The words with their values.
        """
        return {
            lang: "".join(
                each if isinstance(each, str) else rendered(each(scope), lang)
                for each in self._template(lang)
            )
            for lang in self.words
        }

    def values(self, scope: Scope) -> dict[str, str]:
        """
        What the placeholders are worth, by what is written in them.
        """
        words = next(iter(self.words.values()))
        written = dict.fromkeys(match[1] for match in _PLACEHOLDER.finditer(words))
        found = [each for each in self._template(next(iter(self.words))) if not isinstance(each, str)]
        by_place = dict(zip((match[1] for match in _PLACEHOLDER.finditer(words)), found, strict=True))
        return {each: rendered(by_place[each](scope), "zh") for each in written}

    def _template(self, lang: str) -> Template:
        if lang not in self._templates:
            path = (*self.key, lang)
            parts: list[str | Compiled] = []
            start = 0
            for index, part in enumerate(_PLACEHOLDER.split(self.words[lang])):
                if index % 2:
                    compiler, at = self.compiler(), start + 1
                    parts.append(compiler.compiled(compiler.node(part, *path, start=at), *path, start=at))
                    start += len(part) + 2
                elif part:
                    parts.append(part)
                    start += len(part)
            self._templates[lang] = tuple(parts)
        return self._templates[lang]


def rendered(value: Value, lang: str) -> str:
    """
    A value as a reader sees it.
    """
    if isinstance(value, tuple):
        return _LISTED.get(lang, ", ").join(rendered(each, lang) for each in value)
    return _RENDERED[type(value)](value, lang)


def _number(value: Number, lang: str) -> str:
    if value.value is not None:
        return plain(value.value)
    if value.options:
        shown = [plain(each) for each in value.options[:_MOST_OPTIONS]]
        more = ["…"] if len(value.options) > _MOST_OPTIONS else []
        return _OR.get(lang, " or ").join([*shown, *more])
    low = "" if value.low is None else plain(value.low)
    return f"≥{low}" if value.high is None else f"{low}–{plain(value.high)}"


def plain(number: Decimal) -> str:
    """
    A number without exponent and needless noughts.
    """
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _subject(value: Subject, lang: str) -> str:
    if value.kind == "words":
        return rendered(value.read(lang if value.has(lang) else "zh"), lang)
    for name in _SHOWN_FIRST:
        if value.has(name):
            return rendered(value.read(name), lang)
    return value.address or value.kind


def _text(value: Text, _: str) -> str:
    return value.text if len(value.text) <= _LONGEST else f"{value.text[: _LONGEST - 1]}…"


_RENDERED: Mapping[type, Callable[..., str]] = {
    Number: _number,
    Text: _text,
    Subject: _subject,
    Truth: lambda value, _: "?" if value.value is None else str(value.value).lower(),
    Missing: lambda _value, _lang: "—",
}
