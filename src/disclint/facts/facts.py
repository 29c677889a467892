"""
The facts of one report: whatever an expression can ask for, computed when it is asked for.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from itertools import islice

from disclint import values
from disclint.editions import Edition
from disclint.facts import claims as claims_module
from disclint.facts import labels, subjects, typography
from disclint.facts.claims import Claim
from disclint.facts.concepts import Vocabulary
from disclint.facts.cutting import cut_table
from disclint.facts.layout import Inapplicable, Pattern, Placed, placed_tables
from disclint.facts.places import Places
from disclint.facts.ranges import FIXED_SCOPES, Range, ranges_of
from disclint.facts.words import TextFacts
from disclint.grammar import front
from disclint.phrases import Match, Phrase
from disclint.source import Flow, Source, Span
from disclint.syntax import AMBIGUOUS, NUMBER, Report
from disclint.values import Missing, Number, Subject, Text, Truth, Value

# Who has more of them has another problem.
_MOST_CHARACTERS = 500


class Facts:
    """
    One report by address; also the scope that expressions without variables are evaluated in.
    """

    def __init__(
        self,
        report: Report,
        flow: Flow,
        source: Source,
        editions: Mapping[str, Edition],
        vocabulary: Vocabulary,
    ) -> None:
        self.report = report
        self.flow = flow
        self.source = source
        self.editions = editions
        self.vocabulary = vocabulary
        self.tables = placed_tables(report, editions, source.text)
        self.words = TextFacts(flow, source, report)
        self._patterns: dict[Pattern, dict[str, None]] = {}
        self._numbers: dict[str, Number] = {}
        # Several rules ask the same of one sentence.
        self._occurrences: dict[tuple[tuple[Range, ...], tuple[Phrase, ...]], Value] = {}
        self._claims: dict[str, tuple[Claim, ...]] = {}
        self._subjects: dict[tuple[str, str], Value] = {}
        self._reader = claims_module.Reader(
            flow, vocabulary.guards, report.agency, report.agency_kind, report.year, self.words.may_occur
        )

    # What the report is.

    @cached_property
    def edition(self) -> Edition:
        """
        The form that the report follows, or should; the newest if nothing tells.
        """
        known = self.report.edition or self.report.expected_edition
        return self.editions.get(known or "") or next(iter(self.editions.values()))

    @cached_property
    def expected(self) -> Edition:
        """
        The form that the report should follow, or at least does.
        """
        known = self.report.expected_edition
        return self.editions.get(known or "") or self.edition

    @cached_property
    def ranges(self) -> Mapping[str, tuple[Range, ...]]:
        """
        The stretches of the flow of every scope.
        """
        return ranges_of(self.report, self.flow)

    @cached_property
    def places(self) -> Places:
        """
        Where things lie that are not there, and what places are called.
        """
        return Places(self.report, self.flow, self.source, self.expected, self.tables)

    @cached_property
    def odd_cells(self) -> Mapping[str, str]:
        """
        The states of all cells of tables that were read which hold no ordinary number, by address.
        """
        return {
            address: state
            for placed in self.tables.values()
            if placed.is_read
            for address in placed.layout.addresses("*", "*")
            if (state := placed.state(address)) != NUMBER
        }

    @cached_property
    def known(self) -> Mapping[str, Decimal]:
        """
        The numbers of all cells that hold one, by address.
        """
        return {
            cell.address: cell.value
            for placed in self.tables.values()
            if placed.is_read
            for cell in placed.cells.values()
            if cell.value is not None
        }

    @property
    def tables_lost(self) -> bool:
        """
        Whether the extraction dropped a table.
        """
        return any(each.table.state == "lost" for each in self.tables.values())

    def stated(self) -> str | None:
        """
        The agency that the preamble names.
        """
        start, end = self.flow.bounds(self.report.preamble)
        return front.quoted(self.flow, end, start)[0]

    @cached_property
    def cut_table(self) -> str | None:
        """
        The table in which the text breaks off.
        """
        return cut_table(self.report, self.flow, self.edition)

    # The scope of expressions (`rules.scope.Scope`).

    def name(self, id: str) -> Value:
        """
        The part of the document called `id`.
        """
        found = _NAMED.get(id)
        return Missing(id) if found is None else self._once("name", id, found)

    def address(self, pattern: Pattern) -> Value:
        """
        The number in a cell, or those of a group.  Inapplicable if the form has no such cells.
        """
        table, row, column = pattern
        if table == "*":
            return tuple(self.number(each) for each in self.addresses(pattern))
        placed = self.placed(table)
        found = placed.layout.addresses(row, column)
        if row[0] not in "@*" and column[0] not in "@*":
            return self.number(found[0])
        return tuple(self.number(each) for each in found)

    def cells(self, pattern: Pattern) -> Value:
        """
        The cells of a group that are in tables which were read.
        """
        return tuple(self.cell(each) for each in self.read_addresses(pattern))

    def call(self, function: str, arguments: tuple[Value, ...]) -> Value:
        """
        What a function of the document gives.
        """
        if function == "claims":
            ids = [each.text for each in arguments if isinstance(each, Text)]
            return tuple(self.claim(each) for each in self.claims(*ids))
        word = arguments[0].text if arguments and isinstance(arguments[0], Text) else ""
        return self._once(function, word, _CALLED[function])

    def occurrences(self, where: Value, phrases: tuple[Phrase, ...]) -> Value:
        """
        The occurrences of phrases in a scope or in a subject's text, left to right.
        """
        key = (self._stretches(where), phrases)
        if key not in self._occurrences:
            found = [match for each in phrases for match in self.words.find(each, key[0])]
            listed: list[Subject] = []
            for each in sorted(found, key=lambda each: (each.start, each.end)):
                listed.append(self.words.match(each, listed[-1] if listed else None))
            self._occurrences[key] = tuple(listed)
        return self._occurrences[key]

    def matches(self, where: Value, phrase: Phrase) -> Truth:
        """
        Whether the phrase occurs in a text or in a subject's text.
        """
        if isinstance(where, Missing):
            return values.unknown(where.reason)
        if isinstance(where, Text) and not where.span:
            # Words that are nowhere in the text, or stand in the page's own title.
            return subjects.truth(phrase.search("".join(where.text.split())) is not None)
        stretches = self._stretches(where)
        if not stretches and isinstance(where, Subject):
            text = where.read("text")
            if isinstance(text, Text):
                return subjects.truth(phrase.search(text.text) is not None)
        return subjects.truth(next(self.words.find(phrase, stretches), None) is not None)

    # Tables.

    def placed(self, table: str) -> Placed:
        """
        The table called `table`.  Inapplicable if the report's form has none.
        """
        found = self.tables.get(table)
        if found is None:
            raise Inapplicable(f"the form has no table {table}")
        return found

    def number(self, address: str) -> Number:
        """
        The number in the cell at an address of the form.
        """
        found = self._numbers.get(address)
        if found is None:
            found = self.tables[address.split("/", 1)[0]].number(address)
            self._numbers[address] = found
        return found

    def addresses(self, pattern: Pattern) -> tuple[str, ...]:
        """
        The addresses that a pattern stands for in this report's form.
        """
        table, row, column = pattern
        if table != "*":
            return self.placed(table).layout.addresses(row, column)
        found: list[str] = []
        for each in self.tables.values():
            try:
                found += each.layout.addresses(row, column)
            except Inapplicable:
                continue
        return tuple(found)

    def read_addresses(self, pattern: Pattern) -> Collection[str]:
        """
        Those addresses of a pattern whose table was read.  Inapplicable if there are none.
        """
        table, row, column = pattern
        if table != "*":
            return self._read(table).layout.address_set(row, column)
        found = self._patterns.get(pattern)
        if found is None:
            read = {each.table.id for each in self.tables.values() if each.is_read}
            found = self._patterns[pattern] = dict.fromkeys(
                each for each in self.addresses(pattern) if each.split("/", 1)[0] in read
            )
        if not found:
            raise Inapplicable(self._unread(table))
        return found

    def cell(self, address: str) -> Value:
        """
        A cell as a subject.
        """
        return self._once("cell", address, Facts._cell)

    def _cell(self, address: str) -> Value:
        table, row, column = address.split("/")
        placed = self.tables[table]
        cell = placed.cells.get(address)
        span = cell.span if cell else Span(placed.table.span.start, placed.table.span.start)
        return Subject(
            "cell", span, address,
            {
                "value": lambda: self.number(address),
                "confidence": lambda: values.number(0) if cell is None else _exact(cell.confidence),
                "state": Text(cell.state if cell else "absent"),
                "raw": Text(cell.raw if cell else "", span),
                "address": Text(address),
                "row": lambda: self.line("row", placed, row),
                "column": lambda: self.line("column", placed, column),
                "table": lambda: self.call("table", (Text(table),)),
            },
        )  # fmt: skip

    def line(self, kind: str, placed: Placed, id: str) -> Value:
        """
        A row or a column of a table as a subject.
        """
        lines = placed.layout.rows if kind == "row" else placed.layout.columns
        key = (kind, f"{placed.table.id}/{id}")
        if key not in self._subjects:
            self._subjects[key] = labels.line_subject(kind, lines[id], placed, self.source)
        return self._subjects[key]

    def _rows(self, table: str) -> Value:
        placed = self._read(table)
        return tuple(self.line("row", placed, each) for each in placed.layout.rows)

    def _columns(self, table: str) -> Value:
        placed = self._read(table)
        return tuple(self.line("column", placed, each) for each in placed.layout.columns)

    def _labels(self, table: str) -> Value:
        return tuple(labels.label_subjects(self._read(table), self.source))

    def _read(self, table: str) -> Placed:
        placed = self.placed(table)
        if not placed.is_read:
            raise Inapplicable(self._unread(table))
        return placed

    def _unread(self, table: str) -> str:
        placed = self.tables.get(table)
        return "no table was read" if placed is None else f"table {table} is {placed.table.state}"

    def _table(self, id: str) -> Value:
        placed = self.placed(id)
        table = placed.table
        return Subject(
            "table", self.places.of_table(id), id,
            {
                "id": Text(id), "state": Text(table.state), "edition": Text(table.edition),
                "name": subjects.words(placed.layout.form.name), "label": subjects.words(placed.layout.form.name),
                "counted": values.number(table.counted), "expected": values.number(len(placed.layout.cells)),
                "section": subjects.text_or_missing(table.section, f"section of table {id}"),
                "belongs": Text(placed.layout.form.section),
                "extra": values.number(len(table.extra)),
                "cut": lambda: subjects.truth(self.cut_table == id),
                "unplaced": lambda: values.number(sum(each.state == AMBIGUOUS for each in placed.cells.values())),
            },
        )  # fmt: skip

    # Words.

    def claims(self, *concepts: str) -> tuple[Claim, ...]:
        """
        The claims of these concepts that may be compared, left to right.
        """
        found = [each for id in concepts for each in self.all_claims(id) if each.refused is None]
        return tuple(sorted(found, key=lambda each: each.match.start)) if len(concepts) > 1 else tuple(found)

    def all_claims(self, id: str) -> tuple[Claim, ...]:
        """
        Every claim of a concept, the refused ones, too.
        """
        if id not in self._claims:
            concept = self.vocabulary.concepts[id]
            stretches = [each for place in concept.places for each in self.ranges.get(place, ())]
            self._claims[id] = self._reader.claims(concept, sorted(set(stretches)))
        return self._claims[id]

    def claim(self, claim: Claim) -> Subject:
        """
        A claim as a subject; it lies where its value stands.
        """
        key = ("claim", f"{claim.concept.id}/{claim.match.start}")
        if key not in self._subjects:
            self._subjects[key] = self.words.claim(claim)
        found = self._subjects[key]
        return found if isinstance(found, Subject) else Subject("claim")

    def match(self, match: Match) -> Subject:
        """
        An occurrence as a subject.
        """
        return self.words.match(match)

    def stretches(self, scopes: tuple[str, ...]) -> tuple[Range, ...]:
        """
        The stretches of several scopes together, each place once.
        """
        found = sorted({each for scope in scopes for each in self.ranges.get(scope, ())})
        merged: list[Range] = []
        for first, last in found:
            if merged and first < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
            else:
                merged.append((first, last))
        return tuple(merged)

    def _stretches(self, where: Value) -> tuple[Range, ...]:
        if isinstance(where, Text) and where.span is None:
            return self.ranges.get(where.text, ())
        if isinstance(where, Subject) and where.kind == "section" and where.address:
            return self.ranges.get(where.address.removeprefix("section:"), ())
        span = where.span if isinstance(where, (Text, Subject)) else None
        return () if span is None else (self.flow.bounds(span),)

    def _section(self, id: str) -> Value:
        form = next((each for each in self.expected.sections if each.id == id), None)
        section = self.report.section(id)
        if section is None and id not in FIXED_SCOPES and form is not None:
            return subjects.section_form_subject(form, self.places.of_section(id))
        return self.words.section(id, form, section, self.ranges.get(id, ()))

    def _headings(self, _: str) -> Value:
        found: list[Subject] = []
        last: dict[tuple[str, int], Subject] = {}
        for index, each in enumerate(self.report.headings, 1):
            address = self.words.address(each.span)
            key = address, each.level
            last[key] = subjects.heading_subject(each, index, address, last.get(key))
            found.append(last[key])
        return tuple(found)

    def _citations(self, _: str) -> Value:
        return tuple(
            subjects.citation_subject(each, self.words.address(each.span)) for each in self.report.citations
        )

    def _paragraphs(self, scope: str) -> Value:
        return tuple(self.words.stretch("paragraph", each) for each in self._pieces(scope, self.words.paragraphs))

    def _sentences(self, scope: str) -> Value:
        return tuple(self.words.stretch("sentence", each) for each in self._pieces(scope, self.words.sentences))

    def _unpaired(self, scope: str) -> Value:
        found = (typography.unpaired(self.source, self.flow, each) for each in self.ranges.get(scope, ()))
        return self._characters(span for each in found for span in each)

    def _spaces(self, scope: str) -> Value:
        found = (typography.spaces(self.flow, each) for each in self.ranges.get(scope, ()))
        return self._characters(span for each in found for span in each)

    def _characters(self, spans: Iterator[Span]) -> Value:
        return tuple(self.words.characters(each) for each in islice(spans, _MOST_CHARACTERS))

    def _pieces(self, scope: str, cut: Callable[[Range], Iterator[Range]]) -> Iterator[Range]:
        return (piece for each in self.ranges.get(scope, ()) for piece in cut(each))

    def _once(self, what: str, of: str, make: "Callable[[Facts, str], Value]") -> Value:
        key = (what, of)
        if key not in self._subjects:
            self._subjects[key] = make(self, of)
        return self._subjects[key]


def _exact(confidence: float) -> Number:
    return values.number(Decimal(str(round(confidence, 4))))


_NAMED: Mapping[str, Callable[[Facts, str], Value]] = {
    "report": lambda facts, _: subjects.report_subject(facts.report, facts.source.media, facts.stated),
    "title": lambda facts, _: subjects.title_subject(facts.report.title, facts.source),
    "period": lambda facts, _: subjects.period_subject(
        facts.report.period, facts.source, facts.words.address(facts.report.period.span) if facts.report.period else "document"
    ),
    "published": lambda facts, _: subjects.day_subject(facts.report.published, "day of publication", "document"),
}
_CALLED: Mapping[str, Callable[[Facts, str], Value]] = {
    "rows": Facts._rows, "columns": Facts._columns, "labels": Facts._labels, "table": Facts._table,  # noqa: SLF001
    "section": Facts._section, "headings": Facts._headings, "citations": Facts._citations,  # noqa: SLF001
    "paragraphs": Facts._paragraphs, "sentences": Facts._sentences,  # noqa: SLF001
    "unpaired": Facts._unpaired, "spaces": Facts._spaces,  # noqa: SLF001
}  # fmt: skip


def facts_of(
    report: Report,
    flow: Flow,
    source: Source,
    editions: Mapping[str, Edition],
    vocabulary: Vocabulary,
) -> Facts:
    """
    The facts of a report.
    """
    return Facts(report, flow, source, editions, vocabulary)
