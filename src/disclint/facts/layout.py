"""
The cells that address patterns mean in an edition, and the numbers that stand in them.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from decimal import Decimal
from functools import cached_property, lru_cache

from attrs import field, frozen

from disclint.editions import Edition, Line, TableForm
from disclint.facts.noughts import left_out
from disclint.facts.written import DECIMAL, NEGATIVE, are_plain, is_plain, told, written
from disclint.syntax import (
    ABSENT,
    AMBIGUOUS,
    BLANK,
    DASH,
    NUMBER,
    READ,
    TEXT,
    Cell,
    Report,
    Row,
    Table,
)
from disclint.values import Leaf, Number

Pattern = tuple[str, str, str]

CHANGE, AMOUNT = "change", "amount"
_NOUGHT = Decimal(0)


@frozen
class Inapplicable(Exception):  # noqa: N818 - the report is not wrong, nor is the rule
    """
    The report has nothing that a rule could look at there.
    """

    reason: str


@frozen(eq=False)
class Layout:
    """
    A table of an edition, its lines by id, and the addresses that a pattern stands for.
    """

    form: TableForm
    rows: Mapping[str, Line]
    columns: Mapping[str, Line]
    cells: frozenset[str]
    _expanded: dict[tuple[str, str], tuple[str, ...]] = field(factory=dict, repr=False)
    _sets: dict[tuple[str, str], dict[str, None]] = field(factory=dict, repr=False)

    def addresses(self, row: str, column: str) -> tuple[str, ...]:
        """
        The addresses of a pattern, in the form's order.  Inapplicable if the form has no such line.
        """
        found = self._expanded.get((row, column))
        if found is None:
            found = self._expanded[row, column] = tuple(
                address
                for each in self._lines(row, self.rows)
                for other in self._lines(column, self.columns)
                if (address := f"{self.form.id}/{each}/{other}") in self.cells
            )
        # Also when it is asked for again: that there is nothing is remembered, too.
        if not found:
            raise Inapplicable(f"the form has no {self.form.id}/{row}/{column}")
        return found

    def address_set(self, row: str, column: str) -> dict[str, None]:
        """
        The same addresses in the same order, quick to be looked for.
        """
        found = self._sets.get((row, column))
        if found is None:
            found = self._sets[row, column] = dict.fromkeys(self.addresses(row, column))
        return found

    def index(self, id: str) -> int:
        """
        Which row or column of the form `id` is, from 1.
        """
        return list(self.rows if id in self.rows else self.columns).index(id) + 1

    def _lines(self, part: str, lines: Mapping[str, Line]) -> tuple[str, ...]:
        if part == "*":
            return tuple(lines)
        if part.startswith("@"):
            if part[1:] not in self.form.axes:
                raise Inapplicable(f"the form has no group {part}")
            return tuple(each for each in self.form.axes[part[1:]] if each in lines)
        if part not in lines:
            raise Inapplicable(f"the form has no {part} in {self.form.id}")
        return (part,)


@lru_cache(maxsize=64)
def layout_of(form: TableForm) -> Layout:
    """
    The layout of a table's form.
    """
    return Layout(
        form,
        {each.id: each for each in form.rows()},
        {each.id: each for each in form.columns()},
        frozenset(form.addresses()),
    )


# Reports share a handful of forms, and rules their patterns.
@lru_cache(maxsize=1024)
def addresses_of(layouts: tuple[Layout, ...], row: str, column: str) -> dict[str, None]:
    """
    The addresses that a pattern stands for in some tables, of which each has its own.
    """
    found: dict[str, None] = {}
    for each in layouts:
        with suppress(Inapplicable):
            found.update(dict.fromkeys(each.addresses(row, column)))
    return found


@frozen(eq=False)
class Placed:
    """
    A table of the report with its layout, and the text that it stands in.
    """

    table: Table
    layout: Layout
    text: str = field(default="", repr=False)
    rows: Mapping[str, Row] = field(init=False, repr=False)

    @rows.default
    def _rows_by_id(self) -> Mapping[str, Row]:
        return {each.id: each for each in self.table.rows}

    @cached_property
    def cells(self) -> Mapping[str, Cell]:
        """
        Its cells by address.
        """
        return {each.address: each for each in self.table.cells()}

    @cached_property
    def noughts(self) -> frozenset[str]:
        """
        The addresses of blanks and dashes that stand for a nought.
        """
        return left_out(self.table, self.layout.form)

    def cell(self, address: str) -> Cell | None:
        """
        The cell at an address; only those of its row are made for it.
        """
        row = self.rows.get(address.split("/", 2)[1])
        return None if row is None else next((each for each in row.cells if each.address == address), None)

    def known(self) -> dict[str, Decimal]:
        """
        The numbers of the cells that hold one, or stand for a nought, by address.
        """
        found = dict.fromkeys(self.noughts, _NOUGHT)
        for row in self.table.rows:
            if (numbers := row.numbers) is not None:
                found.update(zip(numbers.addresses, numbers.values(), strict=True))
            else:
                found.update((each.address, each.value) for each in row.cells if each.value is not None)
        return found

    @property
    def longest(self) -> int:
        """
        How many characters stand in the cell that has most.
        """
        lengths = [0]
        for row in self.table.rows:
            raws = row.numbers.raws if row.numbers is not None else [each.raw for each in row.cells]
            lengths += map(len, raws)
        return max(lengths)

    @property
    def is_read(self) -> bool:
        """
        Whether there are cells to look at.
        """
        return self.table.state == READ

    def state(self, address: str, type: str | None = None) -> str:
        """
        The state of a cell, or one of `CELL_KINDS`.

        These are for a number that a cell of `type` cannot hold or that is written oddly, and for a text that
        tells one.
        """
        cell = self.cell(address)
        if cell is None:
            return ABSENT
        if is_plain(cell, self.text):
            return NUMBER
        return self._odd_state(cell, type or self._type(address))

    def odd_states(self) -> Iterator[tuple[str, str]]:
        """
        The addresses and states of the form's cells that hold no plain number.
        """
        left, text = self.layout.address_set("*", "*").copy(), self.text
        cells: dict[str, Cell] = {}
        for row in self.table.rows:
            if (numbers := row.numbers) is not None and are_plain(numbers):
                for address in numbers.addresses:
                    left.pop(address, None)
            else:
                cells.update((each.address, each) for each in row.cells)
        for address in left:
            cell = cells.get(address)
            if cell is None:
                yield address, ABSENT
            elif not is_plain(cell, text) and (state := self._odd_state(cell, self._type(address))) != NUMBER:
                yield address, state

    def _odd_state(self, cell: Cell, type: str) -> str:
        value = cell.value
        if cell.state == TEXT:
            return told(cell.raw)
        if cell.state != NUMBER or value is None:
            return cell.state
        if value < 0 and type != CHANGE:
            return NEGATIVE
        # 12.0 is a whole number, but not written as one.
        if type != AMOUNT and "." in cell.raw:
            return DECIMAL
        return written(cell.raw, self.text[cell.span.start : cell.span.end])

    def number(self, address: str) -> Number:
        """
        The number in a cell; an interval that misses it where the cell tells none.
        """
        cell = self.cell(address)
        if cell is not None and cell.value is not None and cell.state == NUMBER:
            return Number(cell.value, cell.value, leaves=(Leaf(cell.raw, address, cell.span),))
        if cell is None:
            state = "absent" if self.is_read else self.table.state
            return Number(self._least(address), None, frozenset([f"{address}: {state}"]))
        leaves = (Leaf(cell.raw, address, cell.span),)
        if cell.state in (BLANK, DASH) and address in self.noughts:
            return Number(_NOUGHT, _NOUGHT, leaves=leaves)
        missing = frozenset([f"{address}: {cell.state}"])
        if cell.state == AMBIGUOUS and cell.options:
            return Number(min(cell.options), max(cell.options), missing, leaves, tuple(sorted(cell.options)))
        return Number(self._least(address), None, missing, leaves)

    def _least(self, address: str) -> Decimal | None:
        return None if self._type(address) == CHANGE else Decimal(0)

    def _type(self, address: str) -> str:
        return self.layout.columns[address.rsplit("/", 1)[1]].type


def placed_tables(report: Report, editions: Mapping[str, Edition], text: str) -> dict[str, Placed]:
    """
    The tables of a report by id, those that it does not have among them: the grammar notes them as missing.
    """
    found: dict[str, Placed] = {}
    for table in report.tables:
        if table.id not in found:
            form = editions[table.edition].tables[table.id]
            found[table.id] = Placed(table, layout_of(form), text)
    return found
