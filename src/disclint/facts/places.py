"""
Where things lie that are not there, and what a place is called.
"""

from collections.abc import Mapping

from attrs import frozen

from disclint.editions import Edition
from disclint.facts.layout import Placed
from disclint.facts.subjects import written
from disclint.source import Flow, Source, Span
from disclint.syntax import READ, Report

_LONGEST_QUOTE = 40


@frozen(eq=False)
class Places:
    """
    The places of one report.
    """

    report: Report
    flow: Flow
    source: Source
    edition: Edition
    tables: Mapping[str, Placed]

    def of_section(self, id: str) -> Span:
        """
        The heading of a section; where it belongs if it is missing.
        """
        section = self.report.section(id)
        if section is not None:
            return section.heading.span if section.heading else section.span
        order = [each.id for each in self.edition.sections]
        behind = order[order.index(id) + 1 :] if id in order else []
        for each in behind:
            following = self.report.section(each)
            if following is not None:
                return Span(following.span.start, following.span.start)
        last = self.report.sections[-1].span.end if self.report.sections else 0
        return Span(last, last) if self.report.sections else Span(0, 0)

    def of_table(self, id: str) -> Span:
        """
        A table; the heading of its section if it is missing.
        """
        placed = self.tables[id]
        if placed.table.state == READ or placed.table.span:
            return placed.table.span
        return self.of_section(placed.layout.form.section)

    def words(self, address: str | None, span: Span) -> Mapping[str, str]:
        """
        What a place says, for a reader who looks at it: a cell's labels and value, or the words.
        """
        parts = (address or "").split("/")
        placed = self.tables.get(parts[0])
        if placed is None or len(parts) != 3:
            quote = written(self.source, span)
            shown = quote if len(quote) <= _LONGEST_QUOTE else f"{quote[: _LONGEST_QUOTE - 1]}…"
            return {"zh": f"“{shown}”", "en": f"“{shown}”"}
        row, column = placed.layout.rows[parts[1]].label, placed.layout.columns[parts[2]].label
        cell = placed.cells.get(address or "")
        value = f": {cell.raw}" if cell and cell.raw else ""
        return {
            lang: f"{name} “{row}” “{column}”{value}" if lang != "zh" else f"{name}“{row}”“{column}”{value}"
            for lang, name in placed.layout.form.name.items()
        }
