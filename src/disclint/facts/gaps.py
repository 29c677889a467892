"""
What of the file was not read, and what might stand there: of that nothing is known, and nothing is missing.

What was read is judged as ever.  Refuses to guess where the text would go on.
"""

from collections.abc import Collection, Mapping
from decimal import Decimal

from attrs import evolve, frozen

from disclint import values
from disclint.facts.layout import Placed
from disclint.facts.ranges import BEFORE_TABLES, PREAMBLE, PROSE, TITLE, WHOLE
from disclint.source import Source, Span
from disclint.syntax import READ, Report
from disclint.values import Missing, Number, Subject, Text, Truth, Value

# What the document has one of, or lists.
_FRONT = ("year", "agency", "kind", "scope")
_LISTS = frozenset(("headings", "paragraphs", "sentences", "citations"))
_LINES = frozenset(("rows", "columns", "labels"))
_NOWHERE = Span(0, 0)


@frozen(eq=False)
class Gaps:
    """
    The gaps of one report; false if there are none, as nearly always.
    """

    report: Report
    source: Source
    tables: Mapping[str, Placed]

    def __bool__(self) -> bool:
        """
        Whether anything was not read.
        """
        return bool(self.source.gaps)

    def missing(self, scopes: Collection[str]) -> tuple[Missing, ...]:
        """
        What may stand in any of these scopes.
        """
        if not self.source.gaps:
            return ()
        stretches = [self._stretch(each) for each in scopes]
        return tuple(
            Missing(f"{each.what} was not read", unread=True)
            for each in self.source.gaps
            if any(stretch.start <= each.at <= stretch.end for stretch in stretches)
        )

    def of_table(self, id: str) -> tuple[Missing, ...]:
        """
        What may belong to a table.
        """
        placed = self.tables.get(id)
        return self.missing([placed.layout.form.section if placed else WHOLE])

    def part(self, one: Span | None, other: Span | None) -> bool:
        """
        Whether something between two places was not read.
        """
        if one is None or other is None:
            return False
        return any(one.start < each.at <= other.start for each in self.source.gaps)

    def cutting(self, span: Span) -> Missing | None:
        """
        What goes on, or begins, where nothing was read: the lines right before and behind a gap.
        """
        if span == _NOWHERE:
            return None
        for each in (gap for gap in self.source.gaps if gap.cuts):
            first, last = self._around(each.at)
            if span.start < last and first < span.end:
                return Missing(f"{each.what} was not read", unread=True)
        return None

    def scope_of(self, where: Value) -> str | None:
        """
        The scope that a value names or is; None for other stretches of text.
        """
        if isinstance(where, Text):
            return where.text if where.span is None else None
        if isinstance(where, Subject) and where.kind == "section" and where.address:
            return where.address.removeprefix("section:")
        return None

    def behind(self, where: Value) -> tuple[Missing, ...]:
        """
        What may stand in a scope beside what was found there.
        """
        scope = self.scope_of(where) if self.source.gaps else None
        return () if scope is None else self.missing([scope])

    def doubted(self, where: Value, found: Truth) -> Truth:
        """
        Whether something stands in a scope, where it was not found.
        """
        missing = self.behind(where) if found.value is False else ()
        return values.unknown(*(each.reason for each in missing)) if missing else found

    def named(self, id: str, value: Value) -> Value:
        """
        A part of the document, which may be where nothing was read.
        """
        if id == "report" and isinstance(value, Subject):
            front = next(iter(self.missing([PREAMBLE])), None)
            gone = [each for each in _FRONT if isinstance(value.read(each), Missing)]
            return evolve(value, fields={**value.fields, **dict.fromkeys(gone, front)}) if front else value
        scope = PREAMBLE if id == "title" else WHOLE
        return next(iter(self.missing([scope])), value) if isinstance(value, Missing) else value

    def called(self, function: str, word: str, value: Value) -> Value:
        """
        What a function of the document gives, and may give.
        """
        if function == "section" and isinstance(value, Subject):
            return self._section(word, value)
        if function == "table" and isinstance(value, Subject):
            return self._table(value, word)
        if not isinstance(value, tuple):
            return value
        if function in _LINES:
            return tuple(self._line(each, word) if isinstance(each, Subject) else each for each in value)
        return (*value, *self.missing([word or WHOLE])) if function in _LISTS else value

    def _section(self, id: str, section: Subject) -> Subject:
        missing = self.missing([id])
        if not missing:
            return section
        reasons = [each.reason for each in missing]
        if section.read("exists") != values.TRUE:
            return evolve(section, fields={**section.fields, "exists": values.unknown(*reasons)})
        length = section.read("length")
        least = length.low if isinstance(length, Number) else Decimal(0)
        return evolve(section, fields={**section.fields, "length": Number(least, None, frozenset(reasons))})

    def _table(self, table: Subject, id: str) -> Subject:
        missing = self.of_table(id)
        if not missing or table.read("state") == Text(READ):
            return table
        return evolve(table, fields={**table.fields, "state": missing[0]})

    def _line(self, line: Subject, table: str) -> Subject:
        missing = self.of_table(table)
        if not missing:
            return line
        reasons = frozenset(each.reason for each in missing)
        open_: dict[str, Value] = {}
        times = line.read("times")
        if isinstance(times, Number):
            open_["times"] = evolve(times, high=None, missing=times.missing | reasons)
        if line.read("found") == values.FALSE:
            open_["found"] = values.unknown(*reasons)
        if isinstance(line.read("written"), Missing):
            open_["written"] = missing[0]
        return evolve(line, fields={**line.fields, **open_})

    def _stretch(self, scope: str) -> Span:
        """
        Where in the text a scope may reach.
        """
        end = len(self.source.text)
        if scope in (WHOLE, PROSE):
            return Span(0, end)
        if scope in (PREAMBLE, TITLE):
            return Span(0, self.report.front.end if self.report.sections else end)
        if scope == BEFORE_TABLES:
            return Span(0, max(self._stretch(PREAMBLE).end, self._stretch("overview").end))
        parts = [each.span for each in self.report.sections if each.id == scope]
        return Span(parts[0].start, parts[-1].end) if parts else Span(0, end)

    def _around(self, at: int) -> tuple[int, int]:
        text = self.source.text
        first = text.rfind("\n", 0, max(0, at - 1)) + 1
        while text.startswith("\n", at):
            at += 1
        last = text.find("\n", at)
        return first, len(text) if last < 0 else last
