"""
Puts the parts together: title, outline, tables, period and citations make a report.
"""

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, field, frozen

from disclint.editions import Edition
from disclint.editions.lexicon import Lexicon
from disclint.grammar import dates, front, outline, recognition, several, stated, tables
from disclint.grammar.earlier import Earlier, Read
from disclint.grammar.fastened import fastened, merged
from disclint.grammar.labels import normal_flow
from disclint.grammar.outline import Mark
from disclint.grammar.regions import regions as regions_of
from disclint.grammar.sections import Outline, named_headings, without_contents
from disclint.grammar.sections import outline as sections_of
from disclint.grammar.separated import separated
from disclint.source import Flow, Source, Span
from disclint.source.light import light
from disclint.syntax import LOST, MISSING, READ, Heading, Period, Problem, Report, Section, Table, Title

# A page that opens with the text still has its date within the first lines.
_HEAD = 60


@frozen
class Parsed:
    """
    A report, the flow that its phrases are looked for in, and the source both stand on.
    """

    report: Report
    flow: Flow
    source: Source
    # What of its tables may serve to read it again after an edit.
    tables: Earlier | None = field(default=None, eq=False, repr=False)


@light
class _Parts:
    """
    What was read of a report, before it is judged what it is.
    """

    title: Title | None
    outline: Outline
    tables: Sequence[Table]
    problems: Sequence[Problem]


@light
class _Given:
    """
    What is known of a report before it is read: the editions, the likeliest first, and what a fragment does not say.
    """

    editions: Sequence[Edition]
    year: int | None
    kind: str | None
    edition: str | None


def parse(
    source: Source,
    editions: Mapping[str, Edition],
    lexicon: Lexicon,
    *,
    year: int | None = None,
    kind: str | None = None,
    edition: str | None = None,
    reference: bool = False,
    before: Parsed | None = None,
) -> Parsed:
    """
    The report in `source`; `before` is what was read of it before its last edit, and makes no difference but in time.

    `year`, `kind` and `edition` stand in for what the text does not say (a fragment under test);
    a text with a given year is never declined.  With `reference`, the grammars are parsed with themselves
    and not what was fused from them, and no row is read the short way: the same report, in twice the time.
    """
    given = _Given(list(editions.values()), year, kind, edition)
    flow = Flow.of(source.text, hard_wrapped=source.is_wrapped)
    parsed = _parsed(source, flow, lexicon, given, reference=reference, before=before)
    if not _is_plain(parsed.report) and (text := separated(parsed.flow, parsed.report)) is not None:
        # A second report still stands behind the first.
        flow = Flow.of(text + flow.source_text[len(text) :], hard_wrapped=source.is_wrapped)
        parsed = evolve(_parsed(source, flow, lexicon, given, reference=reference), tables=None)
    return parsed


def _is_plain(report: Report) -> bool:
    return all(each.rows for each in report.tables) and all(
        row.numbers is not None for each in report.tables for row in each.rows
    )


def _parsed(
    source: Source, flow: Flow, lexicon: Lexicon, given: _Given, *, reference: bool, before: Parsed | None = None
) -> Parsed:  # fmt: skip
    """
    The report in a flow of the source.
    """
    ordered = list(given.editions)
    marks = outline.marks(flow, ordered[0], reference=reference)
    known: outline.Known = {}
    named = _openers(flow, ordered[0], marks, known)
    glued = fastened(flow, ordered[0], named)
    if glued:
        marks = merged(marks, glued)
        named = _openers(flow, ordered[0], marks, known)
    others = several.second(flow, ordered[0], named)
    if others is not None:
        # What stands behind the first report says nothing of it.
        more = Problem("several-reports", flow.span(others, others + 1))
        flow = Flow.of(flow.source_text[: flow.origin(others)], hard_wrapped=source.is_wrapped)
        marks, known = outline.marks(flow, ordered[0], reference=reference), {}
        marks = merged(marks, [each for each in glued if each.end < others])
        named = [each for each in named if flow.offset(each.span.start) < others]
    openers = [flow.offset(each.span.start) for each in named]
    title = front.title(source, flow, openers[0] if openers and openers[0] > 0 else len(flow.text))
    expected = _expected(ordered, (title.year if title else None) or given.year, given.edition)
    ordered = [expected, *(each for each in ordered if each is not expected)] if expected else ordered
    earlier = None if before is None or reference else before.tables
    tabled = _tables(flow, ordered, openers, earlier, reference=reference)
    read, problems = [each.table for each in tabled], [one for each in tabled for one in each.problems]
    if source.certainty < 1:
        read = [_doubted(each, source.certainty) for each in read]
    problems += [] if others is None else [more]
    headings = outline.headings(flow, ordered[0], _outside(flow, marks, openers, read), known)
    headings = outline.loosely_named(ordered[0], headings)
    headings.extend(outline.unnumbered(flow, ordered[0], headings))
    named = named_headings(flow, sorted(headings, key=lambda each: each.span.start), ordered[0])
    parts = _Parts(title, sections_of(flow, headings, named, read), read, problems)
    report = _report(source, flow, lexicon, parts, evolve(given, editions=ordered))
    judged = recognition.judged(report, flow, lexicon, fragment=given.year is not None)
    return Parsed(judged, flow, source, Earlier(flow, ordered, tabled))


def _doubted(table: Table, certainty: float) -> Table:
    """
    The table with less confidence in every cell.
    """
    rows = tuple(
        evolve(row, cells=tuple(evolve(each, confidence=each.confidence * certainty) for each in row.cells))
        for row in table.rows
    )
    return evolve(table, rows=rows)


def _openers(flow: Flow, edition: Edition, marks: Sequence[Mark], known: outline.Known) -> list[Heading]:
    """
    What sections begin with: their first-level headings, in any level's numerals if there are none.
    """
    first_level = [each for each in marks if each.level == 1]
    named = [each for each in outline.headings(flow, edition, first_level, known) if each.section]
    if len({each.section for each in named}) < 2:
        others = outline.headings(flow, edition, marks, known)
        named = [each for each in others if each.section and (each.level == 1 or each.canonical)]
    return without_contents(flow, named)


def _expected(editions: Sequence[Edition], year: int | None, wanted: str | None) -> Edition | None:
    if wanted is not None:
        return next((each for each in editions if each.id == wanted), None)
    if year is None:
        return None
    return next((each for each in editions if each.covers(year)), None)


def _tables(
    flow: Flow,
    editions: Sequence[Edition],
    openers: Sequence[int],
    earlier: Earlier | None,
    *,
    reference: bool,
) -> list[Read]:
    regions = regions_of(flow, editions, openers)
    known = {} if earlier is None else earlier.read(flow, editions, regions)
    words = normal_flow(flow) if len(known) < len(regions) else ""
    return [
        known.get(each.id) or Read(each, *tables.read_table(flow, each, editions, words, reference=reference))
        for each in regions
    ]


def _outside(flow: Flow, marks: Sequence[Mark], openers: Sequence[int], read: Sequence[Table]) -> list[Mark]:
    """
    The marks that are no row's label; the heading of a section never is.
    """
    outside, opening = list(marks), frozenset(openers)
    for start, end in [flow.bounds(each.span) for each in read if each.state == READ]:
        outside = [each for each in outside if not start <= each.start < end or each.start in opening]
    return outside


def _report(source: Source, flow: Flow, lexicon: Lexicon, parts: _Parts, given: _Given) -> Report:
    outline_, title = parts.outline, parts.title
    end = outline_.preamble_end
    name, kind, scope = recognition.agency(source, flow, lexicon, title, outline_)
    period = _period(flow, lexicon, outline_)
    year = _dated(title, period) or given.year or _stated_year(flow, end, outline_, period)
    expected = _expected(given.editions, year, given.edition)
    return Report(
        title=title,
        agency=name,
        agency_kind=kind or given.kind,
        agency_scope=scope,
        year=year,
        edition=_edition(parts.tables, expected),
        expected_edition=expected.id if expected else None,
        front=Span(0, end),
        preamble=Span(title.span.end if title and title.span.end <= end else 0, end),
        period=period,
        citations=tuple(dates.citations(flow)),
        headings=outline_.headings,
        sections=outline_.sections,
        tables=_all_tables(outline_.sections, parts.tables, expected or given.editions[0]),
        problems=(*parts.problems, *_noticed(source)),
        published=dates.published(source, flow, max(flow.offset(end), _HEAD)),
    )


def _edition(read: Sequence[Table], expected: Edition | None) -> str | None:
    """
    The edition that the tables were read by, the third one's before the others', else the one that is expected.
    """
    there = [each for each in read if each.state == READ]
    third = next((each.edition for each in there if each.id == "requests"), None)
    return third or (there[0].edition if there else None) or (expected.id if expected else None)


def _noticed(source: Source) -> Iterator[Problem]:
    return (Problem(each.code, each.span, values=each.values) for each in source.notices)


def _section_of(sections: Sequence[Section], table: Table) -> str | None:
    return next(
        (each.id for each in sections if each.span.start <= table.span.start < each.span.end),
        None,
    )


def _period(flow: Flow, lexicon: Lexicon, whole: Outline) -> Period | None:
    """
    The period before section two, else wherever it stands.
    """
    starts = [flow.offset(each.span.start) for each in whole.sections if each.id != "overview"]
    two = min(starts, default=len(flow.text))
    return dates.period(flow, lexicon.period_nouns, [(0, two), (two, len(flow.text))])


def _dated(title: Title | None, period: Period | None) -> int | None:
    """
    The title's year, unless it is before the forms and the period's is not: then it is the slip, and rules say so.
    """
    said = title.year if title else None
    within = _period_year(period)
    return within if said and within and said < recognition.FIRST_EDITION <= within else said


def _stated_year(flow: Flow, end: int, outline_: Outline, period: Period | None) -> int | None:
    """
    The year of a report without a title: that of its period, unless what announces it and section one agree on another.
    """
    announced = stated.quoted(flow, flow.offset(end))[1]
    told = stated.spoken_of(flow, flow.offset(end), outline_.sections)
    within = _period_year(period)
    if announced is not None and announced == told:
        return announced
    return within or announced or told


def _period_year(period: Period | None) -> int | None:
    days = (period.end, period.start) if period else ()
    return next((day.year for day in days if day and day.year), None)


def _all_tables(sections: Sequence[Section], read: Sequence[Table], expected: Edition) -> tuple[Table, ...]:
    """
    The tables read, and those of the form that are not there: missing, or lost with all the rest.
    """
    here = {each.id: each for each in read}
    readable = any(each.state == READ for each in here.values())
    found = []
    for id, form in expected.tables.items():
        if id in here:
            found.append(here[id].within(_section_of(sections, here[id])))
            continue
        section = next((each for each in sections if each.id == form.section), None)
        state = MISSING if readable or not sections else LOST
        place = Span(section.span.start, section.body.start) if section else Span(0, 0)
        found.append(Table(id, expected.id, place, state, section=section.id if section else None))
    return tuple(found)
