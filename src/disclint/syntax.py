"""
The report as it was written: a typed tree in which every node knows its place in the text.

Refuses to say what should have been written; that is the edition's business, and the rules'.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from attrs import field, frozen

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
    _made: list[tuple[Cell, ...]] = field(factory=list, init=False, eq=False, repr=False)

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
        if not self._made:
            self._made.append(self._given.cells())
        return self._made[0]

    @property
    def is_absent(self) -> bool:
        """
        Whether all its cells are.
        """
        return self.numbers is None and all(each.state == ABSENT for each in self.cells)


@frozen
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

    def cells(self) -> Iterator[Cell]:
        """
        Every cell, row by row.
        """
        for row in self.rows:
            yield from row.cells


@light
class Heading:
    """
    A heading as written: `numeral` such as `一`, `(二)`, `3.`; `title` folded, without blanks.

    `level` is 1 for `一、`, 2 for `(一)`, 3 for `1.`.  `section` is the section of the form that
    the wording names, `canonical` whether it is the form's own wording; `inline` whether text
    goes on behind it on the same line.
    """

    span: Span
    level: int
    numeral: str | None
    title: str
    section: str | None = None
    canonical: bool = False
    inline: bool = False


@frozen
class Section:
    """
    A section of the form: its heading, what stands under it, and the headings inside.
    """

    id: str
    span: Span
    heading: Heading | None
    body: Span
    headings: tuple[Heading, ...] = ()


@frozen
class Title:
    """
    The line that names the report; `agency` and `year` are what it says of them.
    """

    span: Span
    text: str
    agency: str | None = None
    agency_span: Span | None = None
    year: int | None = None
    year_span: Span | None = None
    repeated: tuple[Span, ...] = ()


@frozen
class Day:
    """
    A day as written; `year` None where the sentence leaves it out.  Not always in the calendar.
    """

    span: Span
    year: int | None
    month: int
    day: int


@frozen
class Period:
    """
    The statistical period: the sentence's words from its noun to its end, and its two days.
    """

    span: Span
    start: Day | None
    end: Day | None


@frozen
class Citation:
    """
    A document number as written, e.g. `国办公开办函〔2021〕30号`, folded: office, year, number.
    """

    span: Span
    office: str
    year: int | None
    number: int
    written: str


@frozen
class Problem:
    """
    Something the grammar could not read or place; a rule of kind `problem` words it.
    """

    code: str
    span: Span
    address: str = "document"
    values: Mapping[str, object] = field(factory=dict)


@frozen
class Report:
    """
    A whole report.

    `status` is `ok`, or `declined` with the `reason` (`before-2019`, `not-a-report`).
    `year` is the report year (the title's, else the period's); `edition` the one its tables
    were read by, `expected_edition` the one its year calls for.  `published` is the page's date.
    `front` is everything before the first section, `preamble` what follows the title in it;
    `front` and the sections together are the whole text.
    """

    title: Title | None
    agency: str | None
    agency_kind: str | None
    agency_scope: str | None
    year: int | None
    edition: str | None
    expected_edition: str | None
    front: Span
    preamble: Span
    period: Period | None
    citations: tuple[Citation, ...]
    headings: tuple[Heading, ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    problems: tuple[Problem, ...] = ()
    published: Day | None = None
    status: str = "ok"
    reason: str | None = None

    def table(self, id: str) -> Table | None:
        """
        The table called `id`.
        """
        return next((each for each in self.tables if each.id == id), None)

    def section(self, id: str) -> Section | None:
        """
        The first section called `id`.
        """
        return next((each for each in self.sections if each.id == id), None)
