"""
Tables as facts: numbers by address, and cells, rows, columns and tables as subjects.
"""

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from functools import cached_property

from attrs import frozen

from disclint import values
from disclint.editions import Edition, TableForm
from disclint.facts import labels, subjects
from disclint.facts.cutting import cut_table
from disclint.facts.layout import Inapplicable, Layout, Pattern, Placed, addresses_of, placed_tables
from disclint.facts.places import Places
from disclint.source import Flow, Source, Span
from disclint.syntax import ABSENT, AMBIGUOUS, LOST, Cell, Report, Table
from disclint.values import Number, Subject, Text, Value


class Tabular:
    """
    The tables of one report.
    """

    def __init__(
        self, report: Report, flow: Flow, source: Source, editions: Mapping[str, Edition], expected: Edition
    ) -> None:
        self.tables = placed_tables(report, editions, source.text)
        self.source = source
        self.places = Places(report, flow, source, expected, self.tables)
        self._numbers: dict[str, Number] = {}
        self._subjects: dict[tuple[str, str], Subject] = {}

    @cached_property
    def odd_cells(self) -> Mapping[str, str]:
        """
        The states of all cells of tables that were read which hold no ordinary number, by address.
        """
        return {
            address: state
            for placed in self.tables.values()
            if placed.is_read
            for address, state in placed.odd_states()
        }

    @cached_property
    def known(self) -> Mapping[str, Decimal]:
        """
        The numbers of all cells that hold one, by address.
        """
        found: dict[str, Decimal] = {}
        for placed in self.tables.values():
            if placed.is_read:
                found.update(placed.known())
        return found

    @cached_property
    def _read_layouts(self) -> tuple[Layout, ...]:
        return tuple([each.layout for each in self.tables.values() if each.is_read])

    @cached_property
    def cut(self) -> str | None:
        """
        The table in which the text breaks off.
        """
        return cut_table(self.places.report, self.places.flow)

    def is_pictured(self, section: str) -> bool:
        """
        Whether there is a picture in a section.
        """
        found = self.places.report.section(section)
        return found is not None and any(
            found.span.start <= each <= found.span.end for each in self.source.pictures
        )

    @property
    def are_damaged(self) -> bool:
        """
        Whether a table was lost or broken off on the way, so that more may have been lost with it.
        """
        return self.cut is not None or any(each.table.state == LOST for each in self.tables.values())

    def placed(self, table: str) -> Placed:
        """
        The table called `table`.  Inapplicable if the report's form has none.
        """
        found = self.tables.get(table)
        if found is None:
            raise Inapplicable(f"the form has no table {table}")
        return found

    def read(self, table: str) -> Placed:
        """
        The table called `table`.  Inapplicable if it was not read.
        """
        placed = self.placed(table)
        if not placed.is_read:
            raise Inapplicable(self._unread(table))
        return placed

    def number(self, address: str) -> Number:
        """
        The number in the cell at an address of the form.
        """
        found = self._numbers.get(address)
        if found is None:
            found = self.tables[address.split("/", 1)[0]].number(address)
            self._numbers[address] = found
        return found

    def value(self, address: str) -> Decimal | None:
        """
        What a cell holds; None if that is not sure, or the form has no such cell.
        """
        table, row, column = address.split("/")
        try:
            found = self.numbers((table, row, column))
        except (Inapplicable, KeyError):
            return None
        return found.value if isinstance(found, Number) else None

    def numbers(self, pattern: Pattern) -> Value:
        """
        The number in a cell, or those of a group.  Inapplicable if the form has no such cells.
        """
        table, row, column = pattern
        if table == "*":
            return tuple(self.number(each) for each in self.addresses(pattern))
        found = self.placed(table).layout.addresses(row, column)
        if row[0] not in "@*" and column[0] not in "@*":
            return self.number(found[0])
        return tuple(self.number(each) for each in found)

    def addresses(self, pattern: Pattern) -> tuple[str, ...]:
        """
        The addresses that a pattern stands for in this report's form.
        """
        table, row, column = pattern
        if table != "*":
            return self.placed(table).layout.addresses(row, column)
        return tuple(addresses_of(tuple([each.layout for each in self.tables.values()]), row, column))

    def read_addresses(self, pattern: Pattern) -> Collection[str]:
        """
        Those addresses of a pattern whose table was read.  Inapplicable if there are none.
        """
        table, row, column = pattern
        if table != "*":
            return self.read(table).layout.address_set(row, column)
        found = addresses_of(self._read_layouts, row, column)
        if not found:
            raise Inapplicable(self._unread(table))
        return found

    def cell(self, address: str) -> Subject:
        """
        A cell as a subject.
        """
        table, row, column = address.split("/")
        placed = self.tables[table]
        cell = placed.cell(address)
        span = cell.span if cell else Span(placed.table.span.start, placed.table.span.start)
        # Not kept: whoever keeps himself is cleared away late.
        of = _Cell(self, placed, cell, span, address, row, column)
        return Subject("cell", span, address, getters=_CELL, of=of)

    def line(self, kind: str, placed: Placed, id: str) -> Subject:
        """
        A row or a column of a table as a subject.
        """
        lines = placed.layout.rows if kind == "row" else placed.layout.columns
        key = (kind, f"{placed.table.id}/{id}")
        if key not in self._subjects:
            self._subjects[key] = labels.line_subject(kind, lines[id], placed, self.source)
        return self._subjects[key]

    def rows(self, table: str) -> Value:
        """
        The rows that the form demands of a table that was read.
        """
        placed = self.read(table)
        return tuple(self.line("row", placed, each) for each in placed.layout.rows)

    def columns(self, table: str) -> Value:
        """
        The columns that the form demands of a table that was read.
        """
        placed = self.read(table)
        return tuple(self.line("column", placed, each) for each in placed.layout.columns)

    def labels(self, table: str) -> Value:
        """
        Whatever else the form prints in a table that was read.
        """
        return tuple(labels.label_subjects(self.read(table), self.source))

    def table(self, id: str) -> Subject:
        """
        A table as a subject.
        """
        placed = self.placed(id)
        return Subject("table", self.places.of_table(id), id, getters=_TABLE, of=_Table(self, placed))

    def _unread(self, table: str) -> str:
        placed = self.tables.get(table)
        return "no table was read" if placed is None else f"table {table} is {placed.table.state}"


@frozen(eq=False)
class _Cell:
    """
    A cell of the form, and what the report has there.
    """

    tabular: Tabular
    placed: Placed
    cell: Cell | None
    span: Span
    address: str
    row: str
    column: str

    def confidence(self) -> Value:
        """
        How sure the value is, from 0 to 1.
        """
        return values.number(Decimal(str(round(self.cell.confidence, 4))) if self.cell else 0)


_CELL: Mapping[str, Callable[[_Cell], Value]] = {
    "value": lambda of: of.tabular.number(of.address),
    "confidence": _Cell.confidence,
    "state": lambda of: Text(of.cell.state if of.cell else ABSENT),
    "raw": lambda of: Text(subjects.written(of.tabular.source, of.span) if of.cell else "", of.span),
    "address": lambda of: Text(of.address),
    "row": lambda of: of.tabular.line("row", of.placed, of.row),
    "column": lambda of: of.tabular.line("column", of.placed, of.column),
    "table": lambda of: of.tabular.table(of.placed.table.id),
}


@frozen(eq=False)
class _Table:
    """
    A table with all others.
    """

    tabular: Tabular
    placed: Placed

    @property
    def table(self) -> Table:
        """
        The table as it was read.
        """
        return self.placed.table

    @property
    def form(self) -> TableForm:
        """
        The form it was read by.
        """
        return self.placed.layout.form

    def unplaced(self) -> Value:
        """
        How many of its cells have several readings.
        """
        doubtful = (each for row in self.table.rows if row.numbers is None for each in row.cells)
        return values.number(sum(each.state == AMBIGUOUS for each in doubtful))


_TABLE: Mapping[str, Callable[[_Table], Value]] = {
    "id": lambda of: Text(of.table.id),
    "state": lambda of: Text(of.table.state),
    "edition": lambda of: Text(of.table.edition),
    "name": lambda of: subjects.words(of.form.name),
    "label": lambda of: subjects.words(of.form.name),
    "counted": lambda of: values.number(of.table.counted),
    "expected": lambda of: values.number(len(of.placed.layout.cells)),
    "section": lambda of: subjects.text_or_missing(of.table.section, f"section of table {of.table.id}"),
    "belongs": lambda of: Text(of.form.section),
    "extra": lambda of: values.number(len(of.table.extra)),
    "pictured": lambda of: subjects.truth(of.tabular.is_pictured(of.form.section)),
    "cut": lambda of: subjects.truth(of.tabular.cut == of.table.id),
    "unplaced": _Table.unplaced,
}
