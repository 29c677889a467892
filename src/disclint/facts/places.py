"""
Where things lie that are not there, and what a place is called.
"""

from collections.abc import Mapping

from attrs import frozen

from disclint.editions import Edition
from disclint.facts.layout import Placed
from disclint.facts.subjects import written
from disclint.source import Flow, Source, Span
from disclint.syntax import Report

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
        return placed.table.span or self.of_section(placed.layout.form.section)

    def words(self, address: str | None, span: Span) -> Mapping[str, str]:
        """
        What a place says, for a reader who looks at it: a cell's labels and value, a line's label, or the words.
        """
        table, *lines = (address or "").split("/")
        placed = self.tables.get(table)
        names = None if placed is None else [_name(placed, each) for each in lines if each != "*"]
        if placed is None or not names or None in names:
            quote = written(self.source, span)
            shown = quote if len(quote) <= _LONGEST_QUOTE else f"{quote[: _LONGEST_QUOTE - 1]}…"
            return {"zh": f"“{shown}”", "en": f"“{shown}”"}
        cell = placed.cell(address) if address else None
        value = f": {written(self.source, cell.span) or cell.raw}" if cell and cell.raw else ""
        quoted = [f"“{each}”" for each in names]
        return {
            lang: f"{name}{''.join(quoted)}{value}" if lang == "zh" else f"{' '.join([name, *quoted])}{value}"
            for lang, name in placed.layout.form.name.items()
        }


def _name(placed: Placed, id: str) -> str | None:
    form = placed.layout.form
    captions = [each.caption for each in form.blocks if each.caption]
    named = (*form.rows(), *form.columns(), *captions, *form.header, *form.groups, *form.notes)
    return next((each.label for each in named if each.id == id), None)
