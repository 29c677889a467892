"""
Parts of the document that expressions call by name.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from disclint.facts import subjects
from disclint.facts.words import TextFacts
from disclint.source import Source
from disclint.syntax import Report
from disclint.values import Value


class Document(Protocol):
    """
    What the parts are of.
    """

    report: Report
    source: Source

    @property
    def words(self) -> TextFacts:
        """
        The text, by scope.
        """

    def stated(self) -> str | None:
        """
        The agency that the preamble names in full.
        """


NAMED: Mapping[str, Callable[[Document, str], Value]] = {
    "report": lambda facts, _: subjects.report_subject(facts.report, facts.source.media, facts.stated),
    "title": lambda facts, _: subjects.title_subject(facts.report.title, facts.source),
    "period": lambda facts, _: subjects.period_subject(
        facts.report.period,
        facts.source,
        facts.words.address(facts.report.period.span) if facts.report.period else "document",
    ),
    "published": lambda facts, _: subjects.day_subject(
        facts.report.published, "day of publication", "document"
    ),
}
