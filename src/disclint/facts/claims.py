"""
Claims: what sentences say, as the concepts of a pack read them.

Refuses claims that do not speak of the report's own totals, as the pack's guards tell.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from disclint.facts.concepts import BEFORE, CLAUSE, REPORT, Concept, Guard, Guards
from disclint.facts.ranges import Range
from disclint.phrases import Capture, Match, Phrase, clause, sentence
from disclint.source import Flow

# A chart or a table that was flattened leaves numbers without words; nobody claims anything there.
_MOST_NUMBERS_IN_CLAUSE = 8
_OWN_SUFFIX = 3


@frozen
class Claim:
    """
    An occurrence of a concept; all offsets are of the flow.

    `value` is the capture that counts; `refused` names the guard that keeps a claim from being
    compared with the report's totals.
    """

    concept: Concept
    match: Match
    clause: Range
    sentence: Range
    value: Capture | None = None
    refused: str | None = None


@frozen
class Reader:
    """
    Reads claims in one report; `agency` and `year` tell whose totals are its own.
    """

    flow: Flow
    guards: Guards
    agency: str | None
    year: int | None

    def claims(self, concept: Concept, stretches: Sequence[Range]) -> tuple[Claim, ...]:
        """
        The claims of a concept in these stretches, left to right, none overlapping.
        """
        found: list[Claim] = []
        taken: list[Range] = []
        for phrase in concept.phrases:
            for first, last in stretches:
                for match in phrase.find(self.flow, first, last):
                    # The first phrase that reads a place is the one that was meant.
                    if any(match.start < end and start < match.end for start, end in taken):
                        continue
                    claim = self._claim(concept, match)
                    if claim is not None:
                        taken.append((match.start, match.end))
                        found.append(claim)
        return tuple(sorted(found, key=lambda each: each.match.start))

    def _claim(self, concept: Concept, match: Match) -> Claim | None:
        flow = self.flow
        start, end = clause(flow, match.start)[0], clause(flow, max(match.start, match.end - 1))[1]
        around = sentence(flow, match.start)
        if _occurs(flow, concept.unless, start, end):
            return None
        if _occurs(flow, concept.unless_sentence, *around):
            return None
        value = match.captures.get(concept.value) if concept.value else None
        if concept.value and (value is None or glued(flow, value)):
            return None
        claim = Claim(concept, match, (start, end), around, value)
        return claim if concept.scope != REPORT else self._guarded(claim)

    def _guarded(self, claim: Claim) -> Claim:
        for guard in self.guards:
            if guard.id not in claim.concept.allow and self._refuses(guard, claim):
                return Claim(
                    claim.concept, claim.match, claim.clause, claim.sentence, claim.value, guard.id
                )
        return claim

    def _refuses(self, guard: Guard, claim: Claim) -> bool:
        first = claim.sentence[0] if guard.window == BEFORE else claim.clause[0]
        last = claim.sentence[1] if guard.window not in (CLAUSE, BEFORE) else claim.clause[1]
        for found in self._mentions(guard, first, last):
            between = (found.end, claim.match.start)
            if found.end > claim.match.start or not _occurs(self.flow, guard.returns, *between):
                return True
        return False

    def _mentions(self, guard: Guard, first: int, last: int) -> Iterator[Match]:
        for phrase in guard.phrases:
            for found in phrase.find(self.flow, first, last):
                if not (guard.bodies and self._own(guard, found)):
                    yield found
        if guard.years:
            yield from self._other_years(first, last)

    def _own(self, guard: Guard, found: Match) -> bool:
        text = self.flow.text
        if any(text.endswith(own, 0, found.end) for own in guard.own):
            return True
        if any(found.start >= len(own) and own in text[found.start - 4 : found.end + 2] for own in guard.own):
            return True
        name = self.agency or ""
        suffix = text[max(0, found.end - _OWN_SUFFIX) : found.end]
        return len(suffix) == _OWN_SUFFIX and suffix in name

    def _other_years(self, first: int, last: int) -> Iterator[Match]:
        if self.year is None:
            return
        for found in YEAR.find(self.flow, first, last):
            year = found.captures["y"].value
            if year is not None and int(year) != self.year:
                yield found


def _occurs(flow: Flow, phrases: Iterable[Phrase], start: int, end: int) -> bool:
    return any(True for phrase in phrases for _ in phrase.find(flow, start, end))


def glued(flow: Flow, value: Capture) -> bool:
    """
    Whether a number is made of digits that layout put side by side: two cells, a page number.
    """
    stretches = flow.chunks(value.start, value.end)
    return any(
        flow.text[left[1] - 1].isdigit()
        and flow.text[right[0]].isdigit()
        and "|" in flow.between(left[1] - 1, right[0])
        for left, right in zip(stretches, stretches[1:], strict=False)
    )


def captures_of(claim: Claim) -> Mapping[str, Capture]:
    """
    All that was captured, by name.
    """
    return claim.match.captures
