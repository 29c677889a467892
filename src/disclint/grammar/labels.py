"""
A grammar for each table of an edition: its labels, and what stands between them.

    table := (label | other)*
    label := any spelling of a row, a column, a caption, a group or a note that the edition knows
    other := a character that no label begins with, or at which none stands

It reads the flow (text without blanks), so a label broken over lines or cells is still a label.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

import pyparsing as pp
from attrs import frozen

from disclint.cache import compiled
from disclint.editions import Line, Named, TableForm
from disclint.editions.model import plain
from disclint.grammar.fusing import fused
from disclint.source import Flow
from disclint.source.light import light

ROW, COLUMN, CAPTION, GROUP, NOTE, HEADER = (
    "row",
    "column",
    "caption",
    "group",
    "note",
    "header",
)

# It begins with what is looked for: what begins with what stands before that is tried at every character.
_ITEM_MARK = compiled(r"[、,:](?<=\d.)(?=[一-龥])")


@frozen(cache_hash=True)
class Meaning:
    """
    What a spelling stands for: the sort of label, its id, and the block it belongs to.
    """

    sort: str
    id: str
    block: str


@light
class Hit:
    """
    A label found in the flow; `meanings` has several where blocks share a label.

    `row` and `group` are what it means as the label of a row, and of several; `others` are the sorts and ids of
    all but rows.
    """

    start: int
    end: int
    meanings: tuple[Meaning, ...]
    row: Meaning | None = None
    group: Meaning | None = None
    others: tuple[tuple[str, str], ...] = ()

    def of(self, sort: str) -> Meaning | None:
        """
        What it means as a label of this sort.
        """
        return meaning_as(self.meanings, sort)


Meant: TypeAlias = tuple[tuple[Meaning, ...], Meaning | None, Meaning | None, tuple[tuple[str, str], ...]]


def named(form: TableForm) -> Iterator[tuple[Named, Meaning]]:
    """
    Everything the form prints, with what it means.
    """
    for block in form.blocks:
        if block.caption:
            yield block.caption, Meaning(CAPTION, block.caption.id, block.id)
        for column in block.columns:
            yield column, Meaning(COLUMN, column.id, block.id)
        for row in block.rows:
            yield row, Meaning(ROW, row.id, block.id)
    for sort, names in ((HEADER, form.header), (GROUP, form.groups), (NOTE, form.notes)):
        for each in names:
            yield each, Meaning(sort, each.id, "")


def normal(words: str) -> str:
    """
    Words with the mark behind an item number made uniform (`1、` is `1.`), length unchanged.
    """
    return _ITEM_MARK.sub(".", words)


def normal_flow(flow: Flow) -> str:
    """
    The text of a flow with these marks made uniform; a comma or a colon is one only behind a digit that stands apart.

    In 机构3,其他1 it ends a number.
    """
    return _ITEM_MARK.sub(
        lambda mark: "." if mark.group() == "、" or flow.opens_chunk(mark.start() - 1) else mark.group(),
        flow.text,
    )


@frozen(eq=False)
class LabelGrammar:
    """
    The grammar of a table's labels, and `label` fused, to be looked for from one to the next.

    `meanings` are the fields of a `Hit` behind its place, by spelling.
    """

    table: pp.ParserElement
    label: re.Pattern[str]
    meanings: Mapping[str, Meant]

    def spans(self, text: str, start: int, end: int, *, reference: bool = False) -> list[tuple[int, int]]:
        """
        Where the labels stand between two offsets of `text`.
        """
        if not reference:
            return [each.span() for each in self.label.finditer(text, start, end)]
        matches = self.table.parse_string(text[start:end])
        return [(start + each.start(), start + each.end()) for each in matches]


@lru_cache(maxsize=16)
def label_grammar(form: TableForm) -> LabelGrammar:
    """
    The grammar generated from a table's form.
    """
    meanings: dict[str, tuple[Meaning, ...]] = {}
    for name, meaning in named(form):
        for spelling in name.known():
            seen = meanings.get(normal(spelling), ())
            meanings[normal(spelling)] = seen if meaning in seen else (*seen, meaning)
    first = "".join(sorted({re.escape(each[0]) for each in meanings}))
    # Nothing stands around it as a whole: what it begins with is then looked for without trying it.
    label = pp.Regex("|".join(_alternatives(meanings)), as_match=True).set_name("label").leave_whitespace()
    other = (pp.Regex(f"[^{first}]++") | ~label + pp.Regex(r"[\s\S]")).suppress()
    table = (other | label)[...].leave_whitespace(recursive=True).set_name("table").parse_with_tabs()
    return LabelGrammar(table, fused(label), {spelling: _meant(each) for spelling, each in meanings.items()})


def _meant(meanings: tuple[Meaning, ...]) -> Meant:
    others = dict.fromkeys((each.sort, each.id) for each in meanings if each.sort != ROW)
    return meanings, meaning_as(meanings, ROW), meaning_as(meanings, GROUP), tuple(others)


def meaning_as(meanings: Iterable[Meaning], sort: str) -> Meaning | None:
    """
    What is meant as a label of this sort.
    """
    return next((each for each in meanings if each.sort == sort), None)


def _alternatives(spellings: Iterable[str]) -> list[str]:
    """
    Expressions one of which finds the longest of these spellings, and tries no letter twice.
    """
    beginnings: dict[str, list[str]] = {}
    for each in spellings:
        beginnings.setdefault(each[:1], []).append(each[1:])
    return [re.escape(first) + _tail(rest) for first, rest in beginnings.items() if first]


def _tail(spellings: Sequence[str]) -> str:
    """
    An expression for the longest of these spellings, one of which may be nothing.
    """
    ways = _alternatives(spellings)
    if not ways:
        return ""
    ends = "" in spellings
    found = ways[0] if len(ways) == 1 and not ends else f"(?>{'|'.join(ways)})"
    return f"{found}?+" if ends else found


@frozen(eq=False)
class RowForm:
    """
    What is asked again and again of a row of the form: its columns, the addresses of its cells, its wordings.

    `plain` is the form's own wording as the flow has it, `accepted` are all that follow the form.
    """

    row: Line
    block: str
    columns: tuple[Line, ...]
    addresses: tuple[str, ...]
    plain: str
    accepted: frozenset[str]


@lru_cache(maxsize=16)
def row_forms(form: TableForm) -> Mapping[str, RowForm]:
    """
    The rows of a form by id, in the form's order.
    """
    return {
        row.id: RowForm(
            row,
            block.id,
            block.columns,
            tuple(f"{form.id}/{row.id}/{each.id}" for each in block.columns),
            normal(plain(row.label)),
            accepted_labels(row),
        )
        for block in form.blocks
        for row in block.rows
    }


def accepted_labels(name: Named) -> frozenset[str]:
    """
    The spellings that follow the form, as the flow has them.
    """
    return frozenset(normal(each) for each in name.accepted())
