"""
The scopes that rules name, as stretches of the flow: a section's prose, the preamble, all but the tables.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from disclint.facts.furniture import before_furniture
from disclint.source import Flow, Span
from disclint.syntax import READ, Report

_STOP = re.compile("[。;!?]")

# A half-open stretch of the flow.
Range = tuple[int, int]

WHOLE, PROSE, PREAMBLE, TITLE, BEFORE_TABLES = (
    "report", "prose", "preamble", "title", "before_tables",
)  # fmt: skip
FIXED_SCOPES = (WHOLE, PROSE, PREAMBLE, TITLE, BEFORE_TABLES)
# Made up of others.
MADE_UP = (WHOLE, PROSE, BEFORE_TABLES)


def ranges_of(report: Report, flow: Flow) -> Mapping[str, tuple[Range, ...]]:
    """
    The stretches of every scope; a scope that the report does not have is not there.

    Sections are without their tables and their own heading, the last one without what a web page puts below a report.
    """
    tables = sorted(flow.bounds(each.span) for each in report.tables if each.state == READ)
    whole = (0, len(flow.text))
    found: dict[str, tuple[Range, ...]] = {
        WHOLE: (whole,),
        PROSE: without([whole], tables),
        PREAMBLE: without([flow.bounds(report.preamble)], tables),
    }
    if report.title is not None:
        found[TITLE] = (flow.bounds(report.title.span),)
    for section in report.sections:
        prose = without([flow.bounds(section.body)], tables)
        if section is report.sections[-1] and prose:
            prose = (*prose[:-1], *_without_furniture(flow, prose[-1]))
        found[section.id] = (*found.get(section.id, ()), *prose)
    found[BEFORE_TABLES] = (*found[PREAMBLE], *found.get("overview", ()))
    return found


def _without_furniture(flow: Flow, stretch: Range) -> Sequence[Range]:
    """
    The stretch at the end of a report, without what the page puts there.
    """
    inside = [*paragraphs(flow, stretch)]
    count = before_furniture(flow, inside)
    return [(stretch[0], inside[count - 1][1])] if count else []


def without(stretches: Sequence[Range], holes: Sequence[Range]) -> tuple[Range, ...]:
    """
    The stretches with the holes, which are in order, cut out.
    """
    found = []
    for first, last in stretches:
        at = first
        for start, end in (*holes, (last, last)):
            stop = min(start, last)
            if at < stop:
                found.append((at, stop))
            at = max(at, end)
    return tuple(found)


def merged(stretches: Iterable[Range]) -> tuple[Range, ...]:
    """
    The stretches in order, each place once.
    """
    found: list[Range] = []
    for first, last in sorted(set(stretches)):
        if found and first < found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return tuple(found)


def section_at(report: Report, span: Span) -> str:
    """
    The id of the section that a place lies in, or `title`, `preamble` or `document`.
    """
    if span and report.title is not None and report.title.span.holds(span):
        return TITLE
    for section in report.sections:
        if section.span.start <= span.start < max(section.span.end, section.span.start + 1):
            return section.id
    return "preamble" if report.preamble.holds(span) and span else "document"


def paragraphs(flow: Flow, stretch: Range) -> Iterator[Range]:
    """
    The paragraphs of a stretch.
    """
    first, last = stretch
    inside = flow.breaks[bisect_right(flow.breaks, first) : bisect_left(flow.breaks, last)]
    yield from pairwise([first, *inside, last])


def sentences(flow: Flow, stretch: Range) -> Iterator[Range]:
    """
    The sentences of a stretch, with their full stops.
    """
    for first, last in paragraphs(flow, stretch):
        at = first
        for stop in _STOP.finditer(flow.text, first, last):
            yield at, stop.end()
            at = stop.end()
        if at < last:
            yield at, last
