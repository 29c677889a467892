"""
Tables as they were written: labels, cells, rows.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from attrs import field

from disclint.source import Span
from disclint.source.light import light

NUMBER, BLANK, DASH, TEXT, ABSENT, AMBIGUOUS = (
    "number",
    "blank",
    "dash",
    "text",
    "absent",
    "ambiguous",
)
CELL_STATES = (NUMBER, BLANK, DASH, TEXT, ABSENT, AMBIGUOUS)

READ, LOST, MISSING = "read", "lost", "missing"


@light
class Label:
    """
    A label of the form as it stands in the report; `written` is folded and without blanks.
    """

    span: Span
    written: str


@light
class Cell:
    """
    One value of a table, at `address` (`table/row/column`).

    `value` is None unless `state` is `number`; `confidence` is 1 where the file itself
    separates the value, less where the form's equations had to choose among readings.
    `options` are the values that remain possible when `state` is `ambiguous`.
    """

    address: str
    span: Span
    raw: str
    state: str
    value: Decimal | None = None
    confidence: float = 1.0
    options: tuple[Decimal, ...] = ()


@light
class Numbers:
    """
    The cells of a row that are numbers and certain: at each place stands what is in `raws`, folded.

    `exact` says that it stands there unfolded, too.  Cells are made of it when somebody asks.
    """

    addresses: tuple[str, ...]
    raws: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    exact: bool = field(eq=False)

    def values(self) -> list[Decimal]:
        """
        What they are.
        """
        return list(map(_decimal, self.raws))

    def cells(self) -> tuple[Cell, ...]:
        """
        The cells.
        """
        return tuple(
            [
                Cell(address, Span(start, end), raw, NUMBER, _decimal(raw))
                for address, (start, end), raw in zip(self.addresses, self.places, self.raws, strict=True)
            ]
        )


@lru_cache(maxsize=4096)
def _decimal(raw: str) -> Decimal:
    return Decimal(raw)


Given = tuple[Cell, ...] | Numbers


def _cells_of(given: Given) -> tuple[Cell, ...]:
    return given.cells() if isinstance(given, Numbers) else given


def _shown(given: Given) -> str:
    return repr(_cells_of(given))


@light
class Row:
    """
    A row of a table; without `label` its numbers were placed by their order alone.
    """

    id: str
    span: Span
    label: Label | None
    _given: Given = field(alias="cells", eq=_cells_of, repr=_shown)
    _made: tuple[Cell, ...] | None = field(default=None, init=False, eq=False, repr=False)

    @property
    def numbers(self) -> Numbers | None:
        """
        Its cells, if they are numbers and certain.
        """
        return self._given if isinstance(self._given, Numbers) else None

    @property
    def cells(self) -> tuple[Cell, ...]:
        """
        Its cells.
        """
        if isinstance(self._given, tuple):
            return self._given
        if self._made is None:
            object.__setattr__(self, "_made", self._given.cells())
        return self._made or ()

    @property
    def is_absent(self) -> bool:
        """
        Whether all its cells are.
        """
        return self.numbers is None and all(each.state == ABSENT for each in self.cells)


@light
class Table:
    """
    One of the three statutory tables, read by the form of `edition`.

    `state` is `read`, `lost` (the extraction dropped it or its cells) or `missing`.
    `columns`, `captions` and `notes` are the labels that were found, by id: of the columns, above the blocks,
    and all others but the rows'; `extra` are numbers that fit no cell.
    """

    id: str
    edition: str
    span: Span
    state: str
    rows: tuple[Row, ...] = ()
    columns: Mapping[str, tuple[Label, ...]] = field(factory=dict)
    captions: Mapping[str, tuple[Label, ...]] = field(factory=dict)
    notes: Mapping[str, tuple[Label, ...]] = field(factory=dict)
    section: str | None = None
    extra: tuple[Span, ...] = ()
    counted: int = 0

    def within(self, section: str | None) -> "Table":
        """
        The table as one of a section.
        """
        return Table(
            self.id, self.edition, self.span, self.state, self.rows, self.columns, self.captions, self.notes,
            section, self.extra, self.counted,
        )  # fmt: skip

    def cells(self) -> Iterator[Cell]:
        """
        Every cell, row by row.
        """
        for row in self.rows:
            yield from row.cells
