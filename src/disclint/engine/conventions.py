"""
How a report rounds its percentages, told by all of them together, and what breaks its own way.

Refuses to complain of each percentage of a report that cuts off throughout: that is a habit, and one finding.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from disclint import values
from disclint.engine.program import Compiled
from disclint.kinds.core import Finding, Place, Rounding, Tally
from disclint.kinds.ratio import HABIT, TRUNCATED
from disclint.values.rounding import HALF_EVEN, HALF_UP, TRUNCATE

# Two that are cut off may be slips; three with as many decimals are a habit, or one more of any,
# if they are so many times those rounded.
_LEAST, _TIMES = 3, 4

# What lies in the middle and was left below it.
_TIE = frozenset((HALF_EVEN, TRUNCATE))

Judged = tuple[Compiled, Tally]


@frozen
class Convention:
    """
    The way a report rounds: `half_up`, `half_even` or `truncate`; None if nothing tells.

    `cut` and `rounded` count the percentages that only cutting off and only rounding explains.  With
    `lifts` the report rounds up what lies in the middle, more often than not.
    """

    mode: str | None
    cut: int = 0
    rounded: int = 0
    lifts: bool = False


def convention(roundings: Iterable[Rounding]) -> Convention:
    """
    What percentages tell of the way they were rounded; several rules may speak of one of them.
    """
    by_place = {each.leaf.span: each for each in roundings}.values()
    told = [each.modes for each in by_place]
    by_decimals = Counter(each.decimals for each in by_place if each.modes == {TRUNCATE})
    cut = by_decimals.total()
    rounded = sum(TRUNCATE not in each for each in told)
    # What lies in the middle is rounded up by some, and to the even digit by others.
    up = sum(each == {HALF_UP} for each in told)
    even = sum(HALF_UP not in each and HALF_EVEN in each for each in told)
    is_habit = cut > _LEAST or _LEAST in by_decimals.values()
    if is_habit and cut >= _TIMES * rounded:
        return Convention(TRUNCATE, cut, rounded)
    mode = HALF_EVEN if even > up else HALF_UP if up or rounded else None
    return Convention(mode, cut, rounded, up > even)


def matters(tallies: Iterable[Tally]) -> bool:
    """
    Whether something depends on the way: a percentage was cut off, or left below the middle.
    """
    return any(
        each.finding.variant == TRUNCATED if each.finding else each.modes == _TIE
        for tally in tallies
        for each in tally.roundings
    ) or any(finding.variant == TRUNCATED for tally in tallies for finding in tally.findings)


def settled(judged: Sequence[Judged], silent: Sequence[Judged] = ()) -> list[Tally]:
    """
    The tallies of the rules, without the findings that keep to the report's own way; of a habit one is kept.

    Rules that nobody asked for only help to tell what the way is.
    """
    if not matters(tally for _, tally in judged):
        return [tally for _, tally in judged]
    found = convention(each for _, tally in (*judged, *silent) for each in tally.roundings)
    if found.mode == TRUNCATE:
        return _habit(judged, found)
    return [_strict(compiled, tally, found) for compiled, tally in judged]


def _habit(judged: Sequence[Judged], found: Convention) -> list[Tally]:
    cut = [each for _, tally in judged for each in tally.findings if each.variant == TRUNCATED]
    may_tell = {
        id(each): each
        for compiled, tally in judged
        if HABIT in compiled.rule.severity
        for each in tally.findings
        if each.variant == TRUNCATED
    }
    first = min(may_tell.values(), key=lambda each: each.place.span, default=None)
    tallies = []
    for _, tally in judged:
        kept = [each for each in tally.findings if each.variant != TRUNCATED]
        if first is not None and any(each is first for each in tally.findings):
            kept.append(_told(first, [each.place for each in cut], found))
        is_changed = len(kept) < len(tally.findings) or any(each.variant == HABIT for each in kept)
        tallies.append(evolve(tally, findings=kept) if is_changed else tally)
    return tallies


def _told(first: Finding, places: Iterable[Place], found: Convention) -> Finding:
    scope = first.scope.bound(cut=values.number(found.cut), rounded=values.number(found.rounded))
    others = tuple(each for each in dict.fromkeys(places) if each != first.place)
    return evolve(first, scope=scope, variant=HABIT, related=others)


def _strict(compiled: Compiled, tally: Tally, found: Convention) -> Tally:
    """
    Where the middle is rounded up elsewhere, what was left below it was cut off.
    """
    if not found.lifts or (compiled.rule.only and TRUNCATED not in compiled.rule.only):
        return tally
    ties = [each for each in tally.roundings if each.modes == _TIE and not each.finding]
    if not ties:
        return tally
    return evolve(tally, findings=[*tally.findings, *(each.truncated() for each in ties)])
