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

# One template per language: literal words, or what is written in a placeholder.
Template = tuple[tuple[str, str | None], ...]


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
    # What several languages write alike is one expression.
    _compiled: dict[str, Compiled] = field(factory=dict, repr=False)

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
        return self.told(scope)[0]

    def told(self, scope: Scope) -> tuple[dict[str, str], dict[str, str]]:
        """
        The words with their values, and what the placeholders of the first language are worth, by what is written in them.
        """
        known: dict[str, Value] = {}
        said: dict[str, str] = {}
        worth: dict[str, str] | None = None
        for lang in self.words:
            template = self._template(lang)
            for _, written in template:
                if written is not None and written not in known:
                    known[written] = self._compiled[written](scope)
            said[lang] = "".join(
                [words if written is None else rendered(known[written], lang) for words, written in template]
            )
            if worth is None:
                worth = {each: rendered(value, "zh") for each, value in known.items()}
        return said, worth or {}

    def _template(self, lang: str) -> Template:
        found = self._templates.get(lang)
        if found is not None:
            return found
        path = (*self.key, lang)
        parts: list[tuple[str, str | None]] = []
        start = 0
        for index, part in enumerate(_PLACEHOLDER.split(self.words[lang])):
            if index % 2:
                if part not in self._compiled:
                    compiler, at = self.compiler(), start + 1
                    node = compiler.node(part, *path, start=at)
                    self._compiled[part] = compiler.compiled(node, *path, start=at)
                parts.append(("", part))
                start += len(part) + 2
            elif part:
                parts.append((part, None))
                start += len(part)
        self._templates[lang] = tuple(parts)
        return self._templates[lang]


def placeholders(words: Words) -> frozenset[str]:
    """
    The expressions whose values stand in words.
    """
    return frozenset(each for said in words.values() for each in _PLACEHOLDER.findall(said))


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
