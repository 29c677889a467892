"""
Text as subjects: occurrences, claims, sections, paragraphs, sentences, and the anchors that save looking.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import pairwise
from operator import add

from disclint import values
from disclint.editions import SectionForm
from disclint.facts import subjects
from disclint.facts.claims import Claim
from disclint.facts.ranges import Range, section_at
from disclint.phrases import Capture, Match, Phrase, clause, sentence
from disclint.source import Flow, Source, Span
from disclint.syntax import Report, Section
from disclint.values import Missing, Subject, Text, Value

_STOPS = "。;!?"
_FULL_STOPS = re.compile("[。!?]")
# No sentence of a report is this long; hostile text has no stops at all.
_FARTHEST = 400
_BEFORE = 5_000
# So many characters on either side show where a bracket is.
_NEAR = 8


class TextFacts:
    """
    What is said of the text of one report.
    """

    def __init__(self, flow: Flow, source: Source, report: Report) -> None:
        self.flow = flow
        self.source = source
        self.report = report
        self._anchors: dict[str, bool] = {}
        self._phrases: dict[str, bool] = {}

    def may_occur(self, phrase: Phrase) -> bool:
        """
        Whether one of the words without which the phrase cannot match is in the report.
        """
        found = self._phrases.get(phrase.words)
        if found is None:
            anchors = phrase.anchors
            found = self._phrases[phrase.words] = not anchors or any(map(self._has, anchors))
        return found

    def _has(self, anchor: str) -> bool:
        found = self._anchors.get(anchor)
        if found is None:
            # Packs have thousands of words, and nearly all are absent by their first two letters.
            found = self._anchors[anchor] = anchor[:2] in self._pairs and anchor in self.flow.text
        return found

    @cached_property
    def _pairs(self) -> frozenset[str]:
        text = self.flow.text
        return frozenset(map(add, text, text[1:])) | frozenset(text)

    def find(self, phrase: Phrase, stretches: Iterable[Range]) -> Iterator[Match]:
        """
        The occurrences of a phrase in these stretches.
        """
        if self.may_occur(phrase):
            for first, last in stretches:
                yield from phrase.find(self.flow, first, last)

    def address(self, span: Span) -> str:
        """
        The address of a place in the text.
        """
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
        first = next(iter(match.captures.values()), None)
        return Subject("match", span, address, {
            "value": lambda: Missing("number") if first is None else self._capture(first, address),
            "unit": lambda: subjects.text_or_missing(first.unit if first else None, "unit"),
            **self._captures(match.captures, address),
            **self._around(match),
            "text": lambda: Text(subjects.written(self.source, span), span),
            "clause": lambda: self.text(clause(self.flow, match.start)),
            "sentence": lambda: self.text(sentence(self.flow, match.start)),
            "section": Text(address.removeprefix("section:")),
            "previous": previous or Missing("previous occurrence"),
        })  # fmt: skip

    def claim(self, claim: Claim) -> Subject:
        """
        A claim, with its captures; it lies where its value stands.
        """
        value = claim.value
        whole = self.flow.span(claim.match.start, claim.match.end)
        span = whole if value is None else self.flow.span(value.start, value.end)
        address = self.address(span)
        return Subject("claim", span, address, {
            **self._captures(claim.match.captures, address),
            **self._around(claim.match),
            "text": Text(subjects.written(self.source, whole), whole),
            "clause": lambda: self.text(claim.clause),
            "sentence": lambda: self.text(claim.sentence),
            "value": Missing(f"number of {claim.concept.id}") if value is None else self._capture(value, address),
            "unit": subjects.text_or_missing(value.unit if value else None, "unit"),
            "approximate": subjects.truth(value is not None and value.approximation is not None),
            "concept": Text(claim.concept.id),
            "label": subjects.words(claim.concept.label),
            "section": Text(address.removeprefix("section:")),
        })  # fmt: skip

    def _around(self, match: Match) -> dict[str, Callable[[], Value]]:
        """
        The units an occurrence counts in, and the words around it.
        """
        return {
            "units": lambda: tuple(
                map(Text, dict.fromkeys(each.unit for each in match.captures.values() if each.unit))
            ),
            "passage": lambda: self.text(self.passage(match.start)),
            "lead": lambda: self.text((self.passage(match.start)[0], match.start)),
            "rest": lambda: self.text((match.end, max(match.end, self.passage(match.start)[1]))),
            "earlier": lambda: self._earlier(match),
            "before": lambda: self.text((max(0, match.start - _BEFORE), match.start)),
        }

    def _earlier(self, match: Match) -> Value:
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
        return {name: partial(self._capture, each, address) for name, each in captures.items()}

    def _capture(self, capture: Capture, address: str) -> Value:
        span = self.flow.span(capture.start, capture.end)
        return subjects.capture_value(
            capture, subjects.written(self.source, span), span, address
        )

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
        address = f"section:{id}"
        return Subject("section", place, address, {
            "id": Text(id),
            "title": Text(form.title) if form else Text(id),
            "numeral": Text(form.numeral) if form else Missing("numeral"),
            "exists": values.TRUE,
            "heading": subjects.heading_subject(heading, 0, address) if heading else Missing(f"heading of {id}"),
            "text": lambda: Text("".join(self.text(each).text for each in stretches), Span(first.start, last.end)),
            "length": values.number(sum(last - first for first, last in stretches)),
        })  # fmt: skip

    def stretch(self, kind: str, stretch: Range) -> Subject:
        """
        A paragraph or a sentence.
        """
        text = self.text(stretch)
        address = self.address(text.span or Span(0, 0))
        return Subject(kind, text.span, address, {
            "text": text,
            "length": values.number(stretch[1] - stretch[0]),
            "section": Text(address.removeprefix("section:")),
        })  # fmt: skip

    def characters(self, span: Span) -> Subject:
        """
        Characters as typed, and the words around them.
        """
        first, last = self.flow.bounds(span)
        near = (max(0, first - _NEAR), min(len(self.flow.text), last + _NEAR))
        return Subject("characters", span, self.address(span), {
            "text": Text(self.source.slice(span), span),
            "near": self.text(near),
            "section": Text(self.address(span).removeprefix("section:")),
        })  # fmt: skip

    def paragraphs(self, stretch: Range) -> Iterator[Range]:
        """
        The paragraphs of a stretch.
        """
        first, last = stretch
        inside = [each for each in self.flow.breaks if first < each < last]
        yield from pairwise([first, *inside, last])

    def sentences(self, stretch: Range) -> Iterator[Range]:
        """
        The sentences of a stretch, with their full stops.
        """
        for first, last in self.paragraphs(stretch):
            at = first
            for stop in range(first, last):
                if self.flow.text[stop] in _STOPS:
                    yield at, stop + 1
                    at = stop + 1
            if at < last:
                yield at, last
