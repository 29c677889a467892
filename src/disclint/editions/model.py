"""
An edition of the form as a value: sections, tables, labels, axes and the form's own equations.

Labels are kept as the form prints them and, for matching, folded and without blanks.
"""

from collections.abc import Mapping
from functools import cached_property, lru_cache

from attrs import frozen

from disclint.source import fold

Words = Mapping[str, str]


@lru_cache(maxsize=4096)
def plain(words: str) -> str:
    """
    Words as the flow of a text has them: folded and without blanks.
    """
    return "".join(fold(words).split())


@frozen
class Named:
    """
    Something the form prints: `label` verbatim, `also` spellings that are as good.

    `seen` are spellings that are met and understood but are not the form's; `key` is a short
    stretch of the label that is enough to know it by.
    """

    id: str
    label: str
    also: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    key: str | None = None

    def accepted(self) -> frozenset[str]:
        """
        The plain spellings that follow the form.
        """
        return frozenset(plain(each) for each in (self.label, *self.also))

    def known(self) -> tuple[str, ...]:
        """
        Every plain spelling it is recognised by, the longest first.
        """
        spellings = (self.label, *self.also, *self.seen, *([self.key] if self.key else []))
        return tuple(sorted({plain(each) for each in spellings}, key=len, reverse=True))


@frozen
class Line(Named):
    """
    A row or a column; `type` is what a column counts (`count`, `change`, `amount`).
    """

    type: str = "count"
    unit: str | None = None
    group: str | None = None


@frozen
class Block:
    """
    A part of a table with columns of its own; `caption` stands above it.
    """

    id: str
    caption: Named | None
    columns: tuple[Line, ...]
    rows: tuple[Line, ...]


@frozen
class Equation:
    """
    What the form says must balance: for each row or column, left adds up to right.

    `left` and `right` are ids of lines on the other axis, `only` those of the rows or columns that it is for, if not for all.
    """

    id: str
    each: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    only: tuple[str, ...] = ()

    def is_for(self, line: str) -> bool:
        """
        Whether it is for the row or column of this id.
        """
        return not self.only or line in self.only


@frozen(eq=False)
class TableForm:
    """
    A table of the form.

    `layout` is `rows` (each row has its label) or `line` (one line of numbers, grouped by the
    header).  `axes` are named groups of row or column ids.  `openers` are words by which the
    table is recognised wherever it stands; `notes` words printed inside it.
    """

    id: str
    section: str
    name: Words
    layout: str
    blocks: tuple[Block, ...]
    axes: Mapping[str, tuple[str, ...]]
    equations: tuple[Equation, ...]
    openers: tuple[str, ...] = ()
    header: tuple[Named, ...] = ()
    notes: tuple[Named, ...] = ()
    groups: tuple[Named, ...] = ()

    def rows(self) -> tuple[Line, ...]:
        """
        Every row, in the form's order.
        """
        return self._rows

    def columns(self) -> tuple[Line, ...]:
        """
        Every column of every block, without repetition.
        """
        return self._columns

    def addresses(self) -> tuple[str, ...]:
        """
        The address of every cell, `table/row/column`, in the form's order.
        """
        return self._addresses

    @cached_property
    def _rows(self) -> tuple[Line, ...]:
        return tuple(row for block in self.blocks for row in block.rows)

    @cached_property
    def _columns(self) -> tuple[Line, ...]:
        return tuple({column.id: column for block in self.blocks for column in block.columns}.values())

    @cached_property
    def _addresses(self) -> tuple[str, ...]:
        return tuple(
            f"{self.id}/{row.id}/{column.id}"
            for block in self.blocks
            for row in block.rows
            for column in block.columns
        )


@frozen
class SectionForm:
    """
    A section of the form; `also` are phrases (docs/rule-language.md §4) for other accepted headings.
    """

    id: str
    numeral: str
    title: str
    also: tuple[str, ...] = ()
    key: str = ""
    hint: str = ""


@frozen(eq=False)
class Edition:
    """
    One form of the annual report, for the report years `first_year` to `last_year`.
    """

    id: str
    title: Words
    first_year: int
    last_year: int | None
    number: str
    sections: tuple[SectionForm, ...]
    tables: Mapping[str, TableForm]

    def covers(self, year: int) -> bool:
        """
        Whether reports for `year` follow this form.
        """
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)
