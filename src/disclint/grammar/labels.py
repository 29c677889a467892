"""
A grammar for each table of an edition: its labels, and what stands between them.

    table := (other label)*
    label := any spelling of a row, a column, a caption, a group or a note that the edition knows
    other := characters up to the next label

It reads the flow (text without blanks), so a label broken over lines or cells is still a label.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import pyparsing as pp
from attrs import frozen

from disclint.editions import Named, TableForm
from disclint.editions.model import plain

ROW, COLUMN, CAPTION, GROUP, NOTE, HEADER = (
    "row",
    "column",
    "caption",
    "group",
    "note",
    "header",
)

_ITEM_MARK = re.compile(r"(?<=\d)[、,:](?=[一-龥])")


@frozen
class Meaning:
    """
    What a spelling stands for: the sort of label, its id, and the block it belongs to.
    """

    sort: str
    id: str
    block: str


@frozen
class Hit:
    """
    A label found in the flow; `meanings` has several where blocks share a label.
    """

    start: int
    end: int
    meanings: tuple[Meaning, ...]

    def of(self, sort: str) -> Meaning | None:
        """
        What it means as a label of this sort.
        """
        for each in self.meanings:
            if each.sort == sort:
                return each
        return None


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


@frozen
class LabelGrammar:
    """
    The grammar of a table's labels.
    """

    table: pp.ParserElement
    meanings: dict[str, tuple[Meaning, ...]]

    def hits(self, words: str, offset: int) -> list[Hit]:
        """
        The labels in `words`, which begin at flow offset `offset`.
        """
        return [
            Hit(offset + match.start(1), offset + match.end(1), self.meanings[match[1]])
            for match in self.table.parse_string(normal(words))
        ]


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
    label = _alternatives(meanings)
    first = "".join(sorted({re.escape(each[0]) for each in meanings}))
    # One expression for both: an element that fails costs pyparsing an exception.
    item = pp.Regex(rf"(?:[^{first}]++|(?!{label})[\s\S])*+({label})", as_match=True).set_name("label")
    return LabelGrammar(
        item[...].set_name(form.id).leave_whitespace(recursive=True).parse_with_tabs(),
        meanings,
    )


def _alternatives(spellings: Iterable[str]) -> str:
    ordered = sorted(spellings, key=len, reverse=True)
    return "(?>" + "|".join(re.escape(each) for each in ordered) + ")"


@lru_cache(maxsize=2048)
def plain_label(name: Named) -> str:
    """
    The form's own wording as the flow has it.
    """
    return normal(plain(name.label))


@lru_cache(maxsize=2048)
def accepted_labels(name: Named) -> frozenset[str]:
    """
    The spellings that follow the form, as the flow has them.
    """
    return frozenset(normal(each) for each in name.accepted())
