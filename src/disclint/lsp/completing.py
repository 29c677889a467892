"""
What may be written at a place in a rule file: rule ids, kinds, addresses, concepts, functions, properties, captures, lists.

The place is told by the line before the cursor, for a file that is being written is seldom whole.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from lsprotocol.types import CompletionItem, CompletionItemKind, Position, Range, TextEdit

from disclint.diagnostics import SEVERITIES
from disclint.kinds import KINDS
from disclint.lsp.documents import Document
from disclint.packs.kit import Kit
from disclint.phrases.numbers import TYPES
from disclint.result import said
from disclint.rules.functions import FUNCTIONS
from disclint.rules.vocabulary import FUNCTION_TYPES, NAMES, PROPERTIES

# Of a list of words so many are shown.
_FEW = 8
# One thing to write: the word, what it is, more about it.
Offer = tuple[str, CompletionItemKind, str]

_KEY = re.compile(r"^\s*(?:-\s+)?(?P<key>kind|severity):\s*(?P<typed>[\w-]*)$")
_REF = re.compile(r"\bref:\s*(?P<typed>[\w-]*)$")
_CAPTURE = re.compile(r"\{\w+:(?P<typed>\w*)$")
_LIST = re.compile(r"(?:[\"'{|!]@|^\s*(?:made_of|units):\s*\[(?:.*,\s*)?)(?P<typed>\w*)$")
_CLAIMS = re.compile(r"(?:claims\(|\b(?:claims?|concept):\s*\[?)(?:[\w\s,]*[\s,])?(?P<typed>\w*)$")
_RULE = re.compile(r"(?<![\w-])(?P<typed>[A-Z][A-Z0-9-]*)$")
_ADDRESS = re.compile(r"(?<![\w/])(?P<before>[a-z_]+(?:/[a-z_*$]+)?)/(?P<typed>[a-z_*$]*)$")
_PROPERTY = re.compile(r"\w\.(?P<typed>\w*)$")
_NAME = re.compile(r"(?<![\w./])(?P<typed>[a-z_]\w*)?$")
_EXPRESSION = re.compile(
    r"^\s*(?:-\s+)?(?:check|when|unless|total|parts|left|right|at|against|part|whole|value|of|say|[a-z_]+):\s*[\"']?[^\"'#]*$"
    r"|^\s*(?:-\s+)?(?:foreach|let):.*\{.*$"
)


def completions(document: Document, position: Position, kit: Kit, lang: str) -> list[CompletionItem]:
    """
    What may stand at a position, each replacing what is written of it.
    """
    lines = document.lines
    offset = lines.offset(position)
    line = document.text[lines.offset(Position(position.line, 0)) : offset]
    typed, offers = _offered(line, kit, lang)
    place = lines.range(offset - len(typed), offset)
    return [_item(each, place) for each in offers]


def _offered(line: str, kit: Kit, lang: str) -> tuple[str, Iterable[Offer]]:
    """
    What is written of the last word, and what it may become: the first pattern that fits tells.
    """
    for pattern, offers in _PLACES:
        match = pattern.search(line)
        if match is not None:
            return match["typed"] or "", offers(match, kit, lang)
    name = _NAME.search(line)
    if name is not None and _EXPRESSION.match(line):
        return name["typed"] or "", chain(_functions(), _tables(kit, lang))
    return "", ()


def _item(offer: Offer, place: Range) -> CompletionItem:
    word, kind, detail = offer
    return CompletionItem(word, kind=kind, detail=detail or None, text_edit=TextEdit(place, word))


def _values(match: re.Match[str], _kit: Kit, _lang: str) -> Iterator[Offer]:
    if match["key"] == "kind":
        yield from ((each, CompletionItemKind.EnumMember, kind_words(each)) for each in KINDS)
    else:
        yield from ((each, CompletionItemKind.EnumMember, "") for each in SEVERITIES)


def _sources(_match: re.Match[str], kit: Kit, lang: str) -> Iterator[Offer]:
    for id, source in kit.pack.sources.items():
        yield id, CompletionItemKind.Reference, said(source.title, lang)


def _captures(_match: re.Match[str], _kit: Kit, _lang: str) -> Iterator[Offer]:
    return ((each, CompletionItemKind.TypeParameter, "") for each in TYPES)


def _lists(_match: re.Match[str], kit: Kit, _lang: str) -> Iterator[Offer]:
    return ((id, CompletionItemKind.Enum, list_words(each)) for id, each in kit.pack.words.items())


def list_words(words: Sequence[str]) -> str:
    """
    The first words of a list, and whether there are more.
    """
    return "、".join(words[:_FEW]) + ("……" if len(words) > _FEW else "")


def kind_words(kind: str) -> str:
    """
    What a kind of rule is for, in a sentence.
    """
    module = __import__(KINDS[kind].__module__, fromlist=["__doc__"])
    return next((each for each in (module.__doc__ or "").strip().splitlines() if each), "")


def _concepts(_match: re.Match[str], kit: Kit, lang: str) -> Iterator[Offer]:
    for id, concept in kit.pack.vocabulary.concepts.items():
        yield id, CompletionItemKind.Variable, said(concept.label, lang)


def _rules(_match: re.Match[str], kit: Kit, lang: str) -> Iterator[Offer]:
    for each in sorted(kit.pack.rules, key=lambda rule: rule.id):
        yield each.id, CompletionItemKind.Constant, said(each.title, lang)


def _steps(match: re.Match[str], kit: Kit, _lang: str) -> Iterator[Offer]:
    """
    The rows of a table, or the columns behind a row, in all forms.
    """
    before = match["before"].split("/")
    seen: dict[str, str] = {"*": ""}
    for edition in kit.editions.values():
        form = edition.tables.get(before[0])
        lines = () if form is None else (form.rows() if len(before) == 1 else form.columns())
        for each in lines:
            seen.setdefault(each.id, each.label)
    return ((id, CompletionItemKind.Field, label) for id, label in seen.items())


def _tables(kit: Kit, lang: str) -> Iterator[Offer]:
    seen = {id: said(form.name, lang) for each in kit.editions.values() for id, form in each.tables.items()}
    yield from ((id, CompletionItemKind.Struct, name) for id, name in seen.items())


def _functions() -> Iterator[Offer]:
    for id in dict.fromkeys((*FUNCTIONS, *FUNCTION_TYPES)):
        yield id, CompletionItemKind.Function, function_words(id)
    for id, type in NAMES.items():
        yield id, CompletionItemKind.Variable, type or ""


def function_words(id: str) -> str:
    """
    What a function gives: its type, and a sentence where it has one.
    """
    made = FUNCTIONS.get(id)
    words = " ".join(((made.__doc__ if made else None) or "").split())
    return f"→ {FUNCTION_TYPES.get(id) or 'any'}{'  ' if words else ''}{words}"


def _properties(_match: re.Match[str], _kit: Kit, _lang: str) -> Iterator[Offer]:
    owners: dict[str, list[str]] = {}
    for kind, properties in PROPERTIES.items():
        for each in properties:
            owners.setdefault(each, []).append(kind)
    return ((id, CompletionItemKind.Property, ", ".join(kinds)) for id, kinds in sorted(owners.items()))


_PLACES: Sequence[tuple[re.Pattern[str], Callable[[re.Match[str], Kit, str], Iterable[Offer]]]] = (
    (_KEY, _values),
    (_REF, _sources),
    (_CAPTURE, _captures),
    (_LIST, _lists),
    (_CLAIMS, _concepts),
    (_RULE, _rules),
    (_ADDRESS, _steps),
    (_PROPERTY, _properties),
)
