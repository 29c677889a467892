"""
Nodes of the tree as subjects: what rules can ask of a row, a heading, a day.

Refuses to look anything up that was not asked for.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

from attrs import frozen

from disclint import values
from disclint.cache import compiled
from disclint.editions import SectionForm
from disclint.phrases import Capture
from disclint.phrases.numerals import worth
from disclint.source import Source, Span
from disclint.syntax import Citation, Day, Heading, Period, Report, Title
from disclint.values import Leaf, Missing, Number, Subject, Text, Truth, Value

_NUMERAL = compiled(r"[一二三四五六七八九十]+|[0-9]+")
_BRACKET = compiled("[^一-鿿0-9\\s](?=\\s*[12])")
_AMOUNTS = ("count", "money", "percent", "number", "year")


def words(given: Mapping[str, str]) -> Subject:
    """
    Words that are shown in the reader's language.
    """
    return Subject("words", fields={lang: Text(each) for lang, each in given.items()})


def text_or_missing(value: str | None, what: str) -> Value:
    """
    The text, or `Missing` for `what` the report does not say.
    """
    return Missing(what) if value is None else Text(value)


def number_or_missing(value: int | None, what: str) -> Value:
    """
    The number, or `Missing` for `what` the report does not say.
    """
    return Missing(what) if value is None else values.number(value)


def truth(value: bool) -> Truth:  # noqa: FBT001 - a value, not an option
    """
    Certainly `value`.
    """
    return values.TRUE if value else values.FALSE


def report_subject(report: Report, media: str, stated: Callable[[], str | None]) -> Subject:
    """
    The report as a whole; `stated` is the agency that its preamble names.
    """
    return Subject(
        "report", Span(0, 0), "document",
        {
            "year": number_or_missing(report.year, "report year"),
            "edition": text_or_missing(report.edition, "edition"),
            "expected_edition": text_or_missing(report.expected_edition, "expected edition"),
            "kind": text_or_missing(report.agency_kind, "agency kind"),
            "scope": text_or_missing(report.agency_scope, "agency scope"),
            "agency": text_or_missing(report.agency, "agency"),
            "stated": lambda: text_or_missing(stated(), "agency in the preamble"),
            "status": Text(report.status),
            "reason": text_or_missing(report.reason, "reason to decline the report"),
            "media": Text(media),
        },
    )  # fmt: skip


def title_subject(title: Title | None, source: Source) -> Value:
    """
    The title; its text lies nowhere if lines part it, for phrases reach over no line's end.
    """
    if title is None:
        return Missing("title", Span(0, 0))
    place = None if "\n" in source.slice(title.span) else title.span
    return Subject(
        "title", title.span, "title",
        {
            "text": Text(title.text, place),
            "year": number_or_missing(title.year, "year in the title"),
            "agency": text_or_missing(title.agency, "agency in the title"),
            "repeated": tuple(
                Subject("repetition", each, "title", {"text": Text(title.text, each)})
                for each in title.repeated
            ),
        },
    )  # fmt: skip


def day_subject(day: Day | None, what: str, address: str) -> Value:
    """
    A day; `ordinal` is missing where the calendar has no such day.
    """
    if day is None:
        return Missing(what)
    return Subject(
        "day", day.span, address,
        {
            "year": number_or_missing(day.year, f"year of {what}"),
            "month": values.number(day.month),
            "day": values.number(day.day),
            "ordinal": _ordinal(day.year, day.month, day.day),
        },
    )  # fmt: skip


def _ordinal(year: int | None, month: int, day: int) -> Value:
    try:
        return Missing("year") if year is None else values.number(date(year, month, day).toordinal())
    except (ValueError, OverflowError):
        return Missing(f"no such day: {year}-{month}-{day}")


def period_subject(period: Period | None, source: Source, address: str) -> Value:
    """
    The statistical period.
    """
    if period is None:
        return Missing("period")
    return Subject(
        "period", period.span, address,
        {
            "text": Text(written(source, period.span), period.span),
            "start": day_subject(period.start, "start of the period", address),
            "end": day_subject(period.end, "end of the period", address),
        },
    )  # fmt: skip


@frozen(eq=False)
class _Placed:
    """
    A heading, its number among all, its address, the last of its level before it, and the last of its title.
    """

    heading: Heading
    index: int
    address: str
    previous: Subject | None
    twin: Subject | None


@lru_cache(maxsize=1024)
def numeral_value(numeral: str) -> Decimal | None:
    """
    What a heading's numeral is worth; None if it is none.
    """
    found = _NUMERAL.search(numeral)
    return worth(found.group()) if found else None


def _number(of: _Placed) -> Value:
    value = numeral_value(of.heading.numeral or "")
    return Missing("numeral") if value is None else values.number(value)


_HEADING: Mapping[str, Callable[[_Placed], Value]] = {
    "level": lambda of: values.number(of.heading.level),
    "numeral": lambda of: text_or_missing(of.heading.numeral, "numeral"),
    "number": _number,
    "within": lambda of: Text(of.address.removeprefix("section:")),
    "previous": lambda of: of.previous or Missing("previous heading"),
    "twin": lambda of: of.twin or Missing("heading of the same title"),
    "title": lambda of: Text(of.heading.title, of.heading.span),
    "text": lambda of: Text(of.heading.title, of.heading.span),
    "section": lambda of: text_or_missing(of.heading.section, "section"),
    "canonical": lambda of: truth(of.heading.canonical),
    "inline": lambda of: truth(of.heading.inline),
    "index": lambda of: values.number(of.index),
}


def heading_subject(
    heading: Heading,
    index: int,
    address: str,
    previous: Subject | None = None,
    twin: Subject | None = None,
) -> Subject:
    """
    A heading; `index` counts all from 1.

    `previous` is the last of its level in its section, `twin` the last of its level with its title.
    """
    of = _Placed(heading, index, address, previous, twin)
    return Subject("heading", heading.span, address, getters=_HEADING, of=of)


def citation_subject(citation: Citation, source: Source, address: str) -> Subject:
    """
    A document number; `bracket` is the one before its year, as it was typed.
    """
    bracket = _BRACKET.search(source.slice(citation.span))
    return Subject(
        "citation", citation.span, address,
        {
            "office": Text(citation.office),
            "year": number_or_missing(citation.year, "year of the document number"),
            "number": values.number(citation.number),
            "written": Text(citation.written, citation.span),
            "bracket": text_or_missing(bracket.group() if bracket else None, "bracket of the document number"),
            "text": Text(citation.written, citation.span),
        },
    )  # fmt: skip


def capture_value(capture: Capture, text: str, span: Span, address: str) -> Value:
    """
    What a phrase captured.
    """
    if capture.kind in _AMOUNTS:
        return Number(capture.low, capture.high, leaves=(Leaf(text, address, span),))
    year, month, day = capture.parts or (None, 0, 0)
    return day_subject(Day(span, year, month, day), "day", address)


def section_form_subject(form: SectionForm, span: Span) -> Subject:
    """
    A section as the form has it, at the place where it belongs.
    """
    return Subject(
        "section", span, f"section:{form.id}",
        {
            "id": Text(form.id), "title": Text(form.title), "numeral": Text(form.numeral),
            "exists": values.FALSE, "heading": Missing(f"heading of {form.id}"),
            "text": Missing(f"section {form.id}"), "length": Missing(f"section {form.id}"),
        },
    )  # fmt: skip


def written(source: Source, span: Span) -> str:
    """
    The characters of a place, without blanks and line ends.
    """
    return "".join(source.slice(span).replace("|", " ").split())
