"""
What somebody does not want to hear, and why.
"""

from fnmatch import fnmatchcase

from attrs import frozen

from disclint.diagnostics import Diagnostic
from disclint.session.patterns import stands_for
from disclint.source import Span
from disclint.syntax import Report


@frozen
class Suppression:
    """
    Findings that are not wanted, the reason, and where that is written (`path:line`).

    What it does not name it does not ask about: `span` are the places, in the text, at which findings begin,
    `agency` and `addresses` are patterns, `years` the first and the last.
    """

    kind: str
    rules: tuple[str, ...]
    reason: str
    where: str
    until: str | None = None
    span: Span | None = None
    agency: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    addresses: tuple[str, ...] = ()

    def concerns(self, report: Report | None) -> bool:
        """
        Whether it is for this report; one that does not say its agency or year is none of those that were named.
        """
        agency, year = (report.agency, report.year) if report else (None, None)
        if self.agency and not any(fnmatchcase(agency or "", each) for each in self.agency):
            return False
        return self.years is None or (year is not None and self.years[0] <= year <= self.years[1])

    def suppresses(self, finding: Diagnostic) -> bool:
        """
        Whether it is for this finding of a report that it is for.
        """
        return (
            stands_for(self.rules, finding.rule)
            and (self.span is None or self.span.start <= finding.span.start <= self.span.end)
            and (not self.addresses or any(fnmatchcase(finding.address, each) for each in self.addresses))
        )
