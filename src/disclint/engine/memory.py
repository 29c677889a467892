"""
What came of the rules on a document before its last edit, as far as it still holds.

A rule that asks nothing of what changed ends as it did, at places that may have moved; `facts.changing` tells what
changed, `kinds.asking` what a rule may ask.  Refuses to remember rules that crashed, and anything across documents.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from operator import is_

from attrs import define, evolve, field, frozen

from disclint.diagnostics import CRASHED, Diagnostic, Related
from disclint.engine.blame import Cause, causes
from disclint.engine.folding import Fold
from disclint.engine.judging import Judged
from disclint.engine.planning import Plan
from disclint.engine.wording import worded
from disclint.facts import Facts
from disclint.facts.carrying import carry
from disclint.facts.changing import Change, change
from disclint.kinds.core import Equation, Finding, Place, Scope, Tally
from disclint.source import Shift

# What is remembered holds on to the report that it was read in; after so many checks all is read anew.
_MOST = 64


@frozen(eq=False)
class Known:
    """
    How a rule ended: what the sieve `told` of it, how it was `judged`, or both; and what was `asked`, in bits of its plan.
    """

    told: int | str | None
    judged: Judged | None
    asked: int

    @property
    def is_troubled(self) -> bool:
        """
        Whether the sieve could not tell how it ended.
        """
        tally = None if self.told is not None or self.judged is None else self.judged.tally
        return tally is not None and bool(tally.findings or tally.reasons or tally.roundings)

    def moved(self, shift: Shift) -> "Known | None":
        """
        The same where all of its places are now; None if something changed at one of them.
        """
        if self.judged is None:
            return self
        tally = self.judged.tally
        if tally.roundings:
            # They do not tell where all of their places are.
            return None if self.told is None else Known(self.told, None, self.asked)
        if not tally.findings:
            return self
        moved = [_moved(each, shift) for each in tally.findings]
        findings = [each for each in moved if each is not None]
        if len(findings) < len(moved):
            return None
        if all(map(is_, findings, tally.findings)):
            return self
        moved_tally = Tally(findings, tally.checked, tally.reasons, tally.equations)
        judged = Judged(self.judged.compiled, self.judged.verdict, moved_tally)
        return Known(self.told, judged, self.asked)


@frozen(eq=False)
class _Said:
    """
    A finding in words, and what it was `about`.
    """

    about: tuple[object, ...]
    diagnostic: Diagnostic


@define(eq=False)
class Memory:
    """
    The memory of one document.  Whoever checks it hands it to each check; it takes no other way to the next.
    """

    _plan: Plan | None = None
    _facts: Facts | None = None
    _known: dict[int, Known] = field(factory=dict)
    _checks: int = 0
    # The rules, by number, of which the last check found something, or something not to be known.
    troubled: frozenset[int] = frozenset()
    # The rules that ended as they did before, by id.
    still: frozenset[str] = frozenset()
    # How findings were said at the last check, and are at this one, by scope and variant.
    _said: dict[tuple[Scope, str], _Said] = field(factory=dict)
    _saying: dict[tuple[Scope, str], _Said] = field(factory=dict)
    _blamed: tuple[Sequence[Equation], Mapping[str, Decimal], list[Cause]] = field(
        factory=lambda: ((), {}, [])
    )

    def recalled(self, plan: Plan, facts: Facts) -> dict[int, Known]:
        """
        How those rules of a plan end that end as they did, by their numbers.
        """
        changed = None
        if self._plan is plan and self._facts is not None and self._checks < _MOST:
            changed = change(self._facts, facts)
        self._said, self._saying = self._saying, {}
        if changed is None:
            self._known, self._said, self._checks = {}, {}, 0
        self.troubled = frozenset([number for number, each in self._known.items() if each.is_troubled])
        found: dict[int, Known] = {}
        if changed is not None:
            found = self._as_ever(plan, changed)
            carry(changed)
        self.still = frozenset(plan.wanted[each].rule.id for each in found)
        return found

    def _as_ever(self, plan: Plan, changed: Change) -> dict[int, Known]:
        others, shift = changed.changed(plan.questions), changed.shift
        found: dict[int, Known] = {}
        for number, known in self._known.items():
            if not known.asked & others:
                still = known.moved(shift)
                if still is not None:
                    found[number] = still
        return found

    def keep(
        self,
        plan: Plan,
        facts: Facts,
        known: Mapping[int, Known],
        told: Mapping[int, int | str],
        judged: Mapping[int, Judged],
    ) -> None:
        """
        Remember how all rules of a plan ended: what was `known`, of what so many instances were told to hold, and what was judged.
        """
        self._plan, self._facts = plan, facts
        self._checks += 1
        self._known = {}
        for number in told.keys() | judged.keys():
            each = judged.get(number)
            if each is not None and each.verdict.status == CRASHED:
                continue
            before = known.get(number)
            if before is None or before.judged is not each:
                is_told = each is not None and bool(each.tally.findings)
                before = Known(told.get(number), each, plan.asking(number, telling=is_told))
            self._known[number] = before

    def worded(self, fold: Fold, facts: Facts, severity: str) -> Diagnostic:
        """
        The diagnostic of a cause; the words of the last time, where all that it rests on is as it was.
        """
        key = (fold.finding.scope, fold.finding.variant)
        about = (
            fold.compiled.rule.id, severity, fold.folded, fold.repair, fold.equations, fold.place.address,
            tuple([each.address for each in fold.related]), tuple([each.address for each in fold.places]),
        )  # fmt: skip
        known = self._said.get(key)
        if known is not None and known.about == about and self.still.issuperset((*fold.folded, about[0])):
            found = _placed(known.diagnostic, fold)
        else:
            found = worded(fold, facts, severity)
        self._saying[key] = _Said(about, found)
        return found

    def causes(self, equations: Sequence[Equation], values: Mapping[str, Decimal]) -> list[Cause]:
        """
        The causes of failing equations, which hardly any edit changes.
        """
        if (equations, values) != self._blamed[:2]:
            self._blamed = equations, values, causes(equations, values)
        return self._blamed[2]


def _moved(finding: Finding, shift: Shift) -> Finding | None:
    places = (finding.place, *finding.related)
    spans = [shift.moved(each.span) for each in places]
    if all(one is each.span for one, each in zip(spans, places, strict=True)):
        return finding
    moved = [Place(one, each.address) for one, each in zip(spans, places, strict=True) if one is not None]
    if len(moved) < len(places):
        return None
    return evolve(finding, place=moved[0], related=tuple(moved[1:]))


def _placed(known: Diagnostic, fold: Fold) -> Diagnostic:
    """
    A diagnostic at the places of a cause.
    """
    places = [(each.span, each.address) for each in fold.related]
    if known.span == fold.place.span and places == [(each.span, each.address) for each in known.related]:
        return known
    related = (
        Related(each.span, each.address, before.message)
        for each, before in zip(fold.related, known.related, strict=True)
    )
    return evolve(known, span=fold.place.span, related=tuple(related))
