"""
The facts of one report: whatever an expression can ask for, computed when it is asked for.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from disclint import values
from disclint.editions import Edition
from disclint.facts import characters, listing, respective, subjects
from disclint.facts import claims as claims_module
from disclint.facts.claims import Claim
from disclint.facts.concepts import Vocabulary
from disclint.facts.gaps import Gaps
from disclint.facts.layout import Pattern
from disclint.facts.making import in_full
from disclint.facts.named import NAMED
from disclint.facts.places import Places
from disclint.facts.ranges import FIXED_SCOPES, Range, merged, paragraphs, ranges_of, sentences
from disclint.facts.record import ALONE, RELATIONS, Company
from disclint.facts.recorded import others
from disclint.facts.tabular import Tabular
from disclint.facts.words import TextFacts
from disclint.grammar import stated
from disclint.phrases import Match, Phrase
from disclint.source import Flow, Source
from disclint.syntax import Report
from disclint.values import Missing, Subject, Text, Truth, Value


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
        company: Company = ALONE,
    ) -> None:
        self.company = company
        self.report = report
        self.flow = flow
        self.source = source
        self.editions = editions
        self.vocabulary = vocabulary
        self.tabular = Tabular(report, flow, source, editions, self.expected)
        self.gaps = Gaps(report, source, self.tabular.tables)
        self.words = TextFacts(flow, source, report, vocabulary.index)
        # Several rules ask the same of one sentence.
        self._occurrences: dict[tuple[tuple[Range, ...], str | None, tuple[Phrase, ...]], Value] = {}
        self._merged: dict[tuple[str, ...], tuple[Range, ...]] = {}
        self._sorted: dict[tuple[str, ...], tuple[Range, ...]] = {}
        self.claims_read: dict[str, tuple[Claim, ...]] = {}  # `carrying` knows some
        self._subjects: dict[tuple[str, str], Value] = {}
        self._reader = claims_module.Reader(
            self.words.finder, vocabulary.guards, report.agency, report.agency_kind, report.year,
            self.all_claims, self.tabular.value, vocabulary.continuations, report.headings,
        )  # fmt: skip

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

    @property
    def places(self) -> Places:
        """
        Where things lie that are not there; what places are called.
        """
        return self.tabular.places

    def stated(self) -> str | None:
        """
        The agency that the preamble names; a short form of the title's is that of the title.
        """
        start, end = self.flow.bounds(self.report.preamble)
        title = self.report.title
        return in_full(stated.quoted(self.flow, end, start)[0], title.agency if title else None)

    # The scope of expressions (`rules.scope.Scope`).

    def name(self, id: str) -> Value:
        """
        The part of the document called `id`.
        """
        found = NAMED.get(id)
        if found is None and id in RELATIONS:
            return self._once("name", id, others)
        value = Missing(id) if found is None else self._once("name", id, found)
        return self.gaps.named(id, value) if self.gaps else value

    def address(self, pattern: Pattern) -> Value:
        """
        The number in a cell, or those of a group.  Inapplicable if the form has no such cells.
        """
        return self.tabular.numbers(pattern)

    def cells(self, pattern: Pattern) -> Value:
        """
        The cells of a group that are in tables which were read.
        """
        return tuple(self.tabular.cell(each) for each in self.tabular.read_addresses(pattern))

    def call(self, function: str, arguments: tuple[Value, ...]) -> Value:
        """
        What a function of the document gives.
        """
        if function == "claims":
            ids = [each.text for each in arguments if isinstance(each, Text)]
            places = [each for id in ids for each in self.vocabulary.concepts[id].places]
            return *(self.claim(each) for each in self.claims(*ids)), *self.gaps.missing(places)
        word = arguments[0].text if arguments and isinstance(arguments[0], Text) else ""
        value = self._once(function, word, _CALLED[function])
        return self.gaps.called(function, word, value) if self.gaps else value

    def occurrences(self, where: Value, phrases: tuple[Phrase, ...]) -> Value:
        """
        The occurrences of phrases in a scope or in a subject's text, left to right.
        """
        # Scopes that are nowhere have the same stretches, none, and may be in gaps of their own.
        key = (self._stretches(where), self.gaps.scope_of(where) if self.gaps else None, phrases)
        if key not in self._occurrences:
            found = [match for each in phrases for match in self.words.find(each, key[0])]
            listed: list[Subject] = []
            for each in sorted(found, key=lambda each: (each.start, each.end)):
                last = listed[-1] if listed else None
                apart = last is not None and self.gaps.part(last.span, self.flow.span(each.start, each.end))
                listed.append(self.words.match(each, None if apart else last))
            self._occurrences[key] = *listed, *self.gaps.behind(where)
        return self._occurrences[key]

    def matches(self, where: Value, phrase: Phrase) -> Truth:
        """
        Whether the phrase occurs in a text or in a subject's text.
        """
        return self.gaps.doubted(where, self._matches(where, phrase))

    def _matches(self, where: Value, phrase: Phrase) -> Truth:
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
        return subjects.truth(self.words.finder.occurs(phrase, stretches))

    def claims(self, *concepts: str) -> tuple[Claim, ...]:
        """
        The claims of these concepts that may be compared, left to right.
        """
        said = [id for id in concepts if id in self.heard]
        found = [each for id in said for each in self.all_claims(id) if each.refused is None]
        return tuple(sorted(found, key=lambda each: each.match.start)) if len(said) > 1 else tuple(found)

    @cached_property
    def heard(self) -> frozenset[str]:
        """
        The concepts that something may be said of.
        """
        return self.words.finder.heard(self.vocabulary.speakers)

    def all_claims(self, id: str) -> tuple[Claim, ...]:
        """
        Every claim of a concept, the refused ones, too.
        """
        if id not in self.claims_read:
            concept = self.vocabulary.concepts[id]
            possible = self.words.finder.possible(concept.phrases)
            self.claims_read[id] = (
                self._reader.claims(concept, possible, self._places(concept.places)) if possible else ()
            )
        return self.claims_read[id]

    def _places(self, scopes: tuple[str, ...]) -> tuple[Range, ...]:
        found = self._sorted.get(scopes)
        if found is None:
            stretches = {each for scope in scopes for each in self.ranges.get(scope, ())}
            found = self._sorted[scopes] = tuple(sorted(stretches))
        return found

    def claim(self, claim: Claim) -> Subject:
        """
        A claim as a subject; it lies where its value stands.
        """
        key = ("claim", f"{claim.concept.id}/{claim.match.start}")
        if key not in self._subjects:
            self._subjects[key] = self.words.claim(claim, self._reader.doubts)
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
        known = self._merged.get(scopes)
        if known is None:
            known = self._merged[scopes] = merged(
                each for scope in scopes for each in self.ranges.get(scope, ())
            )
        return known

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
        return tuple(listing.headings(self.report, self.words, self.gaps))

    def _citations(self, _: str) -> Value:
        return tuple(listing.citations(self.report, self.words, self.source))

    def _paragraphs(self, scope: str) -> Value:
        return tuple(self.words.stretch("paragraph", each) for each in self._pieces(scope, paragraphs))

    def _sentences(self, scope: str) -> Value:
        return tuple(self.words.stretch("sentence", each) for each in self._pieces(scope, sentences))

    def _pieces(self, scope: str, cut: Callable[[Flow, Range], Iterator[Range]]) -> Iterator[Range]:
        return (piece for each in self.ranges.get(scope, ()) for piece in cut(self.flow, each))

    def _once(self, what: str, of: str, make: "Callable[[Facts, str], Value]") -> Value:
        key = (what, of)
        if key not in self._subjects:
            self._subjects[key] = make(self, of)
        return self._subjects[key]


def _typed(find: Callable[[TextFacts, Sequence[Range]], Value]) -> Callable[[Facts, str], Value]:
    return lambda facts, scope: find(facts.words, facts.ranges.get(scope, ()))


_CALLED: Mapping[str, Callable[[Facts, str], Value]] = {
    "rows": lambda facts, id: facts.tabular.rows(id), "columns": lambda facts, id: facts.tabular.columns(id),
    "labels": lambda facts, id: facts.tabular.labels(id), "table": lambda facts, id: facts.tabular.table(id),
    "section": Facts._section, "headings": Facts._headings, "citations": Facts._citations, "paragraphs": Facts._paragraphs, "sentences": Facts._sentences,  # noqa: SLF001
    "unpaired": _typed(characters.unpaired), "spaces": _typed(characters.spaces), "slips": _typed(characters.slips),
    "identifiers": _typed(characters.identifiers), "definitions": _typed(characters.definitions),
    "places": _typed(characters.places), "namesakes": _typed(characters.likenesses),
    "respective": lambda facts, scope: respective.respective(facts.words, facts.ranges.get(scope, ()), facts._reader.is_whole),  # noqa: SLF001
}  # fmt: skip


def facts_of(
    report: Report,
    flow: Flow,
    source: Source,
    editions: Mapping[str, Edition],
    vocabulary: Vocabulary,
    company: Company = ALONE,
) -> Facts:
    """
    The facts of a report; `company` are the other reports that rules may compare it with.
    """
    return Facts(report, flow, source, editions, vocabulary, company)
