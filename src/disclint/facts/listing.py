"""
What a report has several of: its headings and the documents it cites, as subjects in their order.
"""

from collections.abc import Iterator

from disclint.facts import subjects
from disclint.facts.gaps import Gaps
from disclint.facts.words import TextFacts
from disclint.source import Source
from disclint.syntax import Report
from disclint.values import Subject


def headings(report: Report, words: TextFacts, gaps: Gaps) -> Iterator[Subject]:
    """
    The headings; behind a gap none follows one before it.
    """
    last: dict[tuple[str, int], Subject] = {}
    titled: dict[tuple[str, int], Subject] = {}
    before = None
    for index, each in enumerate(report.headings, 1):
        if gaps.part(before, each.span):
            last.clear()
        before = each.span
        address = words.address(each.span)
        key, twin = (address, each.level), (each.title, each.level)
        subject = subjects.heading_subject(each, index, address, last.get(key), titled.get(twin))
        last[key] = titled[twin] = subject
        yield subject


def citations(report: Report, words: TextFacts, source: Source) -> Iterator[Subject]:
    """
    The document numbers.
    """
    for each in report.citations:
        yield subjects.citation_subject(each, source, words.address(each.span))
