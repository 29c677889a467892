"""
The report as it was written: a typed tree in which every node knows its place in the text.

Refuses to say what should have been written; that is the edition's business, and the rules'.
"""

from collections.abc import Mapping

from attrs import field

from disclint.source import Span
from disclint.source.light import light
from disclint.syntax.tables import (
    ABSENT,
    AMBIGUOUS,
    BLANK,
    CELL_STATES,
    DASH,
    LOST,
    MISSING,
    NUMBER,
    READ,
    TEXT,
    Cell,
    Label,
    Numbers,
    Row,
    Table,
)

__all__ = [
    "ABSENT",
    "AMBIGUOUS",
    "BLANK",
    "CELL_STATES",
    "DASH",
    "LOST",
    "MISSING",
    "NUMBER",
    "READ",
    "TEXT",
    "Cell",
    "Citation",
    "Day",
    "Heading",
    "Label",
    "Numbers",
    "Period",
    "Problem",
    "Report",
    "Row",
    "Section",
    "Table",
    "Title",
]


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


@light
class Section:
    """
    A section of the form: its heading, what stands under it, and the headings inside.
    """

    id: str
    span: Span
    heading: Heading | None
    body: Span
    headings: tuple[Heading, ...] = ()


@light
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


@light
class Day:
    """
    A day as written; `year` None where the sentence leaves it out.  Not always in the calendar.
    """

    span: Span
    year: int | None
    month: int
    day: int


@light
class Period:
    """
    The statistical period: the sentence's words from its noun to its end, and its two days.
    """

    span: Span
    start: Day | None
    end: Day | None


@light
class Citation:
    """
    A document number as written, e.g. `国办公开办函〔2021〕30号`, folded: office, year, number.
    """

    span: Span
    office: str
    year: int | None
    number: int
    written: str


@light
class Problem:
    """
    Something the grammar could not read or place; a rule of kind `problem` words it.
    """

    code: str
    span: Span
    address: str = "document"
    values: Mapping[str, object] = field(factory=dict)


@light
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
