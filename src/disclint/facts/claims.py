"""
Claims: what sentences say, as the concepts of a pack read them.

Refuses claims that do not speak of the report's own totals, as the pack's guards tell.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import islice

from attrs import Factory, field, frozen

from disclint.facts.concepts import BEFORE, BEHIND, CLAUSE, REPORT, Concept, Continuation, Guard, Guards
from disclint.facts.hearing import Hearing
from disclint.facts.making import consists, glued, unnamed
from disclint.facts.owning import Own
from disclint.facts.ranges import Range
from disclint.phrases import (
    Capture,
    Finder,
    Match,
    Phrase,
    clause_end,
    clause_start,
    sentence,
)
from disclint.source import Flow
from disclint.source.light import light
from disclint.syntax import Heading

# A report says a thing of one kind a dozen times; a text made to be slow must not succeed.
_MOST = 200
# Guards that may find something, and the sentences in which they may, a bit for each.
_Alert = list[tuple[Guard, int]]


@light
class Claim:
    """
    An occurrence of a concept; all offsets are of the flow.

    `value` is the capture that counts; `refused` names the guard that keeps a claim from being
    compared with the report's totals.  `context` is the sentence with what it goes on from.
    """

    concept: Concept
    match: Match
    clause: Range
    sentence: Range
    context: Range
    value: Capture | None = None
    refused: str | None = None


@frozen(eq=False, slots=False)
class Reader:
    """
    Reads claims in one report; `agency`, `kind` and `year` tell whose totals are its own.
    """

    finder: Finder
    guards: Guards
    agency: str | None
    kind: str | None
    year: int | None
    # What another concept reads, and what a cell holds, for guards that ask for the whole.
    claims_of: Callable[[str], tuple["Claim", ...]]
    number_at: Callable[[str], Decimal | None]
    continuations: Sequence[Continuation] = ()
    headings: Sequence[Heading] = ()
    hearing: Hearing = field(
        init=False,
        default=Factory(
            lambda self: Hearing(self.finder, self.continuations, self.headings), takes_self=True
        ),
    )

    @property
    def flow(self) -> Flow:
        """
        The text that is read.
        """
        return self.finder.flow

    def claims(
        self, concept: Concept, phrases: Iterable[Phrase], stretches: Sequence[Range]
    ) -> tuple[Claim, ...]:
        """
        The claims of a concept in these stretches, left to right, none overlapping.

        `phrases` are those of the concept that may occur.  Of more than any report makes, only so many are read.
        """
        found: list[Claim] = []
        taken: list[Range] = []
        for phrase in phrases:
            for match in islice(self._occurrences(concept, phrase, stretches), _MOST):
                # The first phrase that reads a place is the one that was meant.
                if any(match.start < end and start < match.end for start, end in taken):
                    continue
                claim = self._claim(concept, match)
                if claim is not None:
                    taken.append((match.start, match.end))
                    found.append(claim)
        return tuple(sorted(found, key=lambda each: each.match.start))

    def _occurrences(self, concept: Concept, phrase: Phrase, stretches: Sequence[Range]) -> Iterator[Match]:
        for match in self.finder.find(phrase, stretches):
            if self._is_made_of(concept, match):
                yield match
            else:
                # It began too early: 接受监督,收到申请30件.
                yield from self._occurrences(concept, phrase, [(match.start + 1, match.end)])

    def _is_made_of(self, concept: Concept, match: Match) -> bool:
        if not concept.made_of:
            return True
        at = match.start
        for each in sorted(match.captures.values(), key=lambda each: each.start):
            if not self._consists((at, each.start), concept):
                return False
            at = each.end
        return self._consists((at, match.end), concept)

    def _consists(self, stretch: Range, concept: Concept) -> bool:
        text, words = self.flow.text[slice(*stretch)], concept.made_of
        if consists(text, words):
            return True
        # 通过网站、信函等方式 leaves the whole as it is.
        for phrase in concept.asides:
            for found in phrase.find(self.flow, *stretch):
                text = text.replace(self.flow.text[found.start : found.end], "", 1)
        # 向县教育局提出申请 leaves the whole as it is in the report of this bureau.
        rest = unnamed(text, self.agency or "")
        return len(rest) < stretch[1] - stretch[0] and consists(rest, words)

    def _claim(self, concept: Concept, match: Match) -> Claim | None:
        flow = self.flow
        value = match.captures.get(concept.value) if concept.value else None
        if concept.value and (value is None or glued(flow, value)):
            return None
        # A bare number (`number`) has no measure word that could be the wrong one.
        if value is not None and concept.units and value.unit not in (None, *concept.units):
            return None
        # What begins with a full stop says what stands behind it.
        first = match.start + flow.text.startswith(("。", ";"), match.start)
        start, end = clause_start(flow, first), clause_end(flow, max(first, match.end - 1))
        around = sentence(flow, first)
        context = self.hearing.context(around)
        if self._is_spoilt(concept, match, (start, end), context):
            return None
        claim = Claim(concept, match, (start, end), around, context, value)
        refused = self._refusing(claim, None if concept.scope == REPORT else self._naming)
        return (
            claim if refused is None else Claim(concept, match, (start, end), around, context, value, refused)
        )

    def is_whole(self, concept: Concept, match: Match) -> bool:
        """
        Whether no guard takes what an occurrence says out of the report's own totals.
        """
        inside = clause_start(self.flow, match.start), clause_end(self.flow, match.end - 1)
        around = sentence(self.flow, match.start)
        claim = Claim(concept, match, inside, around, self.hearing.context(around))
        return self._refusing(claim) is None

    def doubts(self, claim: Claim) -> bool:
        """
        Whether what a claim says may be true of a part only, as a guard tells that refuses nothing.
        """
        return self._refusing(claim, self._doubting) is not None

    def _is_spoilt(self, concept: Concept, match: Match, inside: Range, around: Range) -> bool:
        before = (around[0], match.end)
        there = self.finder.within(around)
        for phrases, stretch in (
            (concept.unless, inside),
            (concept.unless_before, before),
            (concept.unless_sentence, around),
        ):
            if (
                phrases
                and self.hearing.somewhere(phrases) & there
                and any(True for _ in self.hearing.spoken(phrases, stretch, around, match))
            ):
                return True
        return bool(concept.needs or concept.headed) and not (
            any(self.hearing.heard(each, around) for each in concept.needs)
            or (concept.headed and self.hearing.headed(concept.headed, match.start))
        )

    def _refusing(self, claim: Claim, guards: _Alert | None = None) -> str | None:
        """
        The guard that refuses a claim, if one of these, or of those that refuse at all, does.
        """
        there = self.finder.within(claim.context)
        for guard, sentences in self._alert if guards is None else guards:
            if not sentences & there:
                continue
            if guard.kinds and self.kind is not None and self.kind not in guard.kinds:
                continue
            if guard.concepts and claim.concept.id not in guard.concepts:
                continue
            if guard.id not in claim.concept.allow and self._refuses(guard, claim):
                return guard.id
        return None

    @cached_property
    def _own(self) -> Own:
        return Own(self.agency or "", self.kind)

    @cached_property
    def _alert(self) -> _Alert:
        return self._alerted(doubts=False)

    @cached_property
    def _naming(self) -> _Alert:
        # Concepts of other scopes than `report` are refused only by guards that name them.
        return [each for each in self._alert if each[0].concepts]

    @cached_property
    def _doubting(self) -> _Alert:
        # Only findings are doubted, and most reports have none.
        return self._alerted(doubts=True)

    def _alerted(self, *, doubts: bool) -> _Alert:
        """
        The guards that may find something to refuse, or to doubt, and the sentences in which they may, a bit for each.
        """
        asked = (each for each in self.guards if each.doubts == doubts)
        several = [(each, self.finder.sentences((*each.phrases, *each.years))) for each in asked]
        return [(each, sentences) for each, sentences in several if sentences]

    def _refuses(self, guard: Guard, claim: Claim) -> bool:
        # A comma behind a claim may be its last character.
        starts = {CLAUSE: claim.clause[0], BEHIND: claim.match.end - 1}
        first = starts.get(guard.window, claim.context[0])
        last = claim.clause[1] if guard.window in (CLAUSE, BEFORE) else claim.context[1]
        if guard.wholes:
            return self._speaks_of_some(guard, (first, last), claim)
        for found in self._mentions(guard, (first, last), claim):
            between = (found.end, claim.match.start)
            if guard.window == BEHIND:
                between = (claim.match.end, found.start)
            if between[0] > between[1] or not self._leads_back(guard, between):
                return True
        return False

    def _leads_back(self, guard: Guard, between: Range) -> bool:
        # 2023年结转2件,2024年新收35件 has come back to the report's year.
        return self.hearing.occurs(guard.returns, *between) or (
            self.year is not None
            and any(
                found.captures["y"].value == self.year
                for each in guard.years
                for found in self.finder.find(each, [between])
            )
        )

    def _speaks_of_some(self, guard: Guard, stretch: Range, claim: Claim) -> bool:
        """
        Whether counts stand before a claim and none is the whole: 撤回申请2件,均已办结.
        """
        counts = [
            found
            for found in self.hearing.spoken(guard.phrases, stretch, claim.context, claim.match)
            if found.end <= claim.match.start
        ]
        others = [each for each in guard.whole if each != claim.concept.id]
        return bool(counts) and not any(self._is_whole(guard, others, each) for each in counts)

    def _is_whole(self, guard: Guard, concepts: Iterable[str], count: Match) -> bool:
        written = count.captures["n"]
        for cells in guard.wholes:
            numbers = [self.number_at(each) for each in cells]
            if sum(each or 0 for each in numbers) == written.value and None not in numbers:
                return True
        return any(
            each.value is not None and each.value.start == written.start and each.refused is None
            for id in concepts
            for each in self.claims_of(id)
        )

    def _mentions(self, guard: Guard, stretch: Range, claim: Claim) -> Iterator[Match]:
        for found in self.hearing.spoken(guard.phrases, stretch, claim.context, claim.match):
            if not (guard.bodies and self._own.is_meant(guard, found, self.flow)):
                yield found
        if self.year is not None:
            for found in self.hearing.spoken(guard.years, stretch, claim.context, claim.match):
                if found.captures["y"].value != self.year:
                    yield found
