"""
What a word in a rule file stands for: a rule, a concept, a kind, a function, a list of words, an address; and where it is written.
"""

import re

from lsprotocol.types import Hover, Location, MarkupContent, MarkupKind, Position, Range

from disclint.kinds import KINDS
from disclint.lsp.completing import function_words, kind_words, list_words
from disclint.lsp.documents import Document
from disclint.packs.kit import Kit
from disclint.result import said
from disclint.rules.functions import FUNCTIONS
from disclint.rules.vocabulary import FUNCTION_TYPES

_WORD = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+|[a-z_]+(?:/[a-z_*]+)+|[a-z_]\w*")
_KIND = re.compile(r"^\s*kind:\s*\w*$")


def word_at(document: Document, position: Position) -> tuple[str, int, int] | None:
    """
    The id, address or name at a position, and the offsets between which it stands.
    """
    lines = document.lines
    if position.line >= len(lines):
        return None
    start, end = lines.line(position.line)
    offset = lines.offset(position)
    for match in _WORD.finditer(document.text, start, end):
        if match.start() <= offset <= match.end():
            return match.group(), match.start(), match.end()
    return None


def hover(document: Document, position: Position, kit: Kit, lang: str) -> Hover | None:
    """
    What the word at a position stands for; None if it is none of ours.
    """
    found = word_at(document, position)
    if found is None:
        return None
    word, start, end = found
    line_start = document.text.rfind("\n", 0, start) + 1
    words = (
        kind_words(word)
        if word in KINDS and _KIND.match(document.text[line_start:end])
        else _words(word, kit, lang)
    )
    if not words:
        return None
    return Hover(
        MarkupContent(MarkupKind.Markdown, f"**{word.replace('*', chr(92) + '*')}** {words}"),
        document.lines.range(start, end),
    )


def _words(word: str, kit: Kit, lang: str) -> str:
    rule = next((each for each in kit.pack.rules if each.id == word), None)
    if rule is not None:
        return f"{said(rule.title, lang)} (`{rule.kind}`)\n\n{said(rule.why, lang)}"
    concept = kit.pack.vocabulary.concepts.get(word)
    if concept is not None:
        return said(concept.label, lang)
    if word in kit.pack.words:
        return list_words(kit.pack.words[word])
    if "/" in word:
        return _address(word.split("/"), kit, lang)
    return function_words(word) if word in FUNCTIONS or word in FUNCTION_TYPES else ""


def _address(steps: list[str], kit: Kit, lang: str) -> str:
    for edition in kit.editions.values():
        form = edition.tables.get(steps[0])
        labels = {} if form is None else {each.id: each.label for each in (*form.rows(), *form.columns())}
        if form is not None and all(each in labels or each == "*" for each in steps[1:]):
            return " > ".join([said(form.name, lang), *(labels.get(each, "＊") for each in steps[1:])])
    return ""


def definition(document: Document, position: Position, kit: Kit) -> Location | None:
    """
    The file of the rule whose id stands at a position.
    """
    found = word_at(document, position)
    rule = next((each for each in kit.pack.rules if found is not None and each.id == found[0]), None)
    if rule is None or rule.where is None:
        return None
    return Location(rule.where.absolute().as_uri(), Range(Position(0, 0), Position(0, 0)))
