"""
Text as subjects: occurrences, claims, sections, paragraphs, sentences, and the anchors that save looking.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from disclint import values
from disclint.editions import SectionForm
from disclint.facts import subjects
from disclint.facts.claims import Claim
from disclint.facts.parallel import is_parallel
from disclint.facts.ranges import Range, section_at
from disclint.phrases import Capture, Finder, Index, Match, Phrase, RegexPhrase, clause, sentence
from disclint.source import Flow, Source, Span
from disclint.source.light import light
from disclint.syntax import Heading, Report, Section
from disclint.values import Missing, Subject, Text, Value

_FULL_STOPS = re.compile("[。!?]")
# No sentence of a report is this long; hostile text has no stops at all.
_FARTHEST = 400
# So far back is `before`.
BEFORE = 5_000
# So many characters on either side show where a bracket is.
_NEAR = 8


class TextFacts:
    """
    What is said of the text of one report.
    """

    def __init__(self, flow: Flow, source: Source, report: Report, index: Index) -> None:
        self.flow = flow
        self.source = source
        self.report = report
        self.finder = Finder(flow, index)
        # Sections follow one another; what stands in none of them is looked up.
        self._starts = [each.span.start for each in report.sections]
        self._ends = [each.span.end for each in report.sections]
        self._addresses = [f"section:{each.id}" for each in report.sections]

    def find(self, phrase: Phrase | RegexPhrase, stretches: Sequence[Range]) -> Iterable[Match]:
        """
        The occurrences of a phrase in these stretches.
        """
        return self.finder.find(phrase, stretches)

    def address(self, span: Span) -> str:
        """
        The address of a place in the text.
        """
        at = bisect_right(self._starts, span.start) - 1
        if at >= 0 and span.start < self._ends[at]:
            return self._addresses[at]
        id = section_at(self.report, span)
        return id if id in ("document", "title") else f"section:{id}"

    def text(self, stretch: Range) -> Text:
        """
        The words of a stretch as the report writes them, without blanks.
        """
        span = self.flow.span(*stretch)
        return Text(subjects.written(self.source, span), span)

    def match(self, match: Match, previous: Subject | None = None) -> Subject:
        """
        An occurrence, with its captures and the occurrence before it in its list.
        """
        span = self.flow.span(match.start, match.end)
        address = self.address(span)
        of = _Found(self, match, span, address, previous)
        return Subject("match", span, address, self._captures(match.captures, address), _MATCH, of)

    def claim(self, claim: Claim, doubts: Callable[[Claim], bool]) -> Subject:
        """
        A claim, with its captures; it lies where its value stands.  `doubts` tells whether it is doubtful.
        """
        match, value = claim.match, claim.value
        whole = self.flow.span(match.start, match.end)
        span = whole if value is None else self.flow.span(value.start, value.end)
        address = self.address(span)
        of = _Found(self, match, whole, address, claim=claim, doubts=doubts)
        return Subject("claim", span, address, self._captures(match.captures, address), _CLAIM, of)

    def earlier(self, match: Match) -> Value:
        """
        The passage before the one an occurrence stands in, in the same paragraph.
        """
        start = self.passage(match.start)[0]
        if start == self.flow.paragraph(start)[0]:
            return Missing("passage before the first of a paragraph")
        return self.text((self.passage(start - 1)[0], start))

    def passage(self, at: int) -> Range:
        """
        The stretch from full stop to full stop around a place: semicolons end no passage.
        """
        first, last = self.flow.paragraph(at)
        first, last = max(first, at - _FARTHEST), min(last, at + _FARTHEST)
        start = max(first, *(self.flow.text.rfind(each, first, at) + 1 for each in "。!?"))
        stop = _FULL_STOPS.search(self.flow.text, at, last)
        return start, last if stop is None else stop.end()

    def _captures(self, captures: Mapping[str, Capture], address: str) -> dict[str, Callable[[], Value]]:
        # Most of what is found is looked at once or not at all.
        return {name: partial(self.capture, each, address) for name, each in captures.items()}

    def capture(self, capture: Capture, address: str) -> Value:
        """
        What was captured, read at its place.
        """
        span = self.flow.span(capture.start, capture.end)
        return subjects.capture_value(capture, subjects.written(self.source, span), span, address)

    def section(
        self, id: str, form: SectionForm | None, section: Section | None, stretches: Sequence[Range]
    ) -> Value:
        """
        A section that is there, or a scope such as `preamble`.
        """
        if not stretches and section is None:
            return Missing(f"section {id}")
        heading = section.heading if section else None
        first = self.flow.span(*stretches[0]) if stretches else Span(0, 0)
        last = self.flow.span(*stretches[-1]) if stretches else first
        place = heading.span if heading else section.span if section else Span(first.start, last.end)
        of = _Part(self, id, form, heading, Span(first.start, last.end), stretches)
        return Subject("section", place, f"section:{id}", getters=_PART, of=of)

    def stretch(self, kind: str, stretch: Range) -> Subject:
        """
        A paragraph or a sentence.
        """
        span = self.flow.span(*stretch)
        address = self.address(span)
        return Subject(kind, span, address, getters=_STRETCH, of=_Piece(self, span, stretch, address))

    def characters(self, span: Span, **more: Value) -> Subject:
        """
        Characters as typed, the words around them, and what else is known of them.
        """
        first, last = self.flow.bounds(span)
        near = (max(0, first - _NEAR), min(len(self.flow.text), last + _NEAR))
        return Subject("characters", span, self.address(span), {
            "text": Text(self.source.slice(span), span),
            "near": self.text(near),
            "section": Text(self.address(span).removeprefix("section:")),
            **more,
        })  # fmt: skip


@light(eq=False, unsafe_hash=False)
class _Found:
    """
    An occurrence in the text of a report, or a claim, and where it stands.
    """

    words: TextFacts
    match: Match
    span: Span
    address: str
    previous: Subject | None = None
    claim: Claim | None = None
    doubts: Callable[[Claim], bool] | None = None

    def text(self) -> Value:
        """
        The words that were found.
        """
        return Text(subjects.written(self.words.source, self.span), self.span)

    def passage(self) -> Range:
        """
        The stretch from full stop to full stop around it.
        """
        return self.words.passage(self.match.start)

    def first(self) -> Capture | None:
        """
        The value of a claim; of an occurrence, what it captured first.
        """
        return self.claim.value if self.claim else next(iter(self.match.captures.values()), None)

    def value(self) -> Value:
        """
        That as a value.
        """
        first = self.first()
        if first is None:
            return Missing(f"number of {self.claim.concept.id}" if self.claim else "number")
        return self.words.capture(first, self.address)


_FOUND: Mapping[str, Callable[[_Found], Value]] = {
    "value": _Found.value,
    "unit": lambda of: subjects.text_or_missing(first.unit if (first := of.first()) else None, "unit"),
    "text": _Found.text,
    "section": lambda of: Text(of.address.removeprefix("section:")),
    "units": lambda of: tuple(
        map(Text, dict.fromkeys(each.unit for each in of.match.captures.values() if each.unit))
    ),
    "passage": lambda of: of.words.text(of.passage()),
    "lead": lambda of: of.words.text((of.passage()[0], of.match.start)),
    "rest": lambda of: of.words.text((of.match.end, max(of.match.end, of.passage()[1]))),
    "earlier": lambda of: of.words.earlier(of.match),
    "before": lambda of: of.words.text((max(0, of.match.start - BEFORE), of.match.start)),
}
_MATCH: Mapping[str, Callable[[_Found], Value]] = {
    **_FOUND,
    "clause": lambda of: of.words.text(clause(of.words.flow, of.match.start)),
    "sentence": lambda of: of.words.text(sentence(of.words.flow, of.match.start)),
    "previous": lambda of: of.previous or Missing("previous occurrence"),
    "parallel": lambda of: subjects.truth(is_parallel(of.match, of.words.flow)),
}
_CLAIM: Mapping[str, Callable[[Any], Value]] = {
    **_FOUND,
    "clause": lambda of: of.words.text(of.claim.clause),
    "sentence": lambda of: of.words.text(of.claim.sentence),
    "approximate": lambda of: subjects.truth(
        of.claim.value is not None and of.claim.value.approximation is not None
    ),
    "doubtful": lambda of: subjects.truth(of.doubts(of.claim)),
    "concept": lambda of: Text(of.claim.concept.id),
    "label": lambda of: subjects.words(of.claim.concept.label),
}


@light(eq=False, unsafe_hash=False)
class _Part:
    """
    A section of the report, or a scope, with the form's section and the stretches it is made of.
    """

    words: TextFacts
    id: str
    form: SectionForm | None
    heading: Heading | None
    span: Span
    stretches: Sequence[Range]

    def text(self) -> Value:
        """
        Its words without blanks.
        """
        return Text("".join(self.words.text(each).text for each in self.stretches), self.span)

    def under(self) -> Value:
        """
        Its heading.
        """
        if self.heading is None:
            return Missing(f"heading of {self.id}")
        return subjects.heading_subject(self.heading, 0, f"section:{self.id}")


_PART: Mapping[str, Callable[[_Part], Value]] = {
    "id": lambda of: Text(of.id),
    "title": lambda of: Text(of.form.title if of.form else of.id),
    "numeral": lambda of: Text(of.form.numeral) if of.form else Missing("numeral"),
    "exists": lambda _: values.TRUE,
    "heading": _Part.under,
    "text": _Part.text,
    "length": lambda of: values.number(sum(last - first for first, last in of.stretches)),
}


@light(eq=False, unsafe_hash=False)
class _Piece:
    """
    A paragraph or a sentence.
    """

    words: TextFacts
    span: Span
    stretch: Range
    address: str


_STRETCH: Mapping[str, Callable[[_Piece], Value]] = {
    "text": lambda of: Text(subjects.written(of.words.source, of.span), of.span),
    "folded": lambda of: Text(of.words.flow.text[slice(*of.stretch)], of.span),
    "length": lambda of: values.number(of.stretch[1] - of.stretch[0]),
    "section": lambda of: Text(of.address.removeprefix("section:")),
}
