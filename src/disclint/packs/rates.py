"""
How often the rules of a pack end in which verdict on many reports, and what changed since another time.

Refuses to read reports; the session does, and hands over their verdicts.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from attrs import field, frozen

from disclint.diagnostics import VERDICTS, Verdict
from disclint.rules.model import Rule

_HUNDREDTH = Decimal("0.01")


@frozen
class Counts:
    """
    In how many reports rules ended in which verdict.

    `reports` were judged; `unread` files could not be.  `rules` has a number for each verdict, by rule and verdict.
    """

    reports: int
    rules: Mapping[str, Mapping[str, int]] = field(repr=False)
    unread: int = 0


@frozen
class Rate:
    """
    A rule's share of reports in percent, by verdict, and how that changed; `None` where it was not known before.
    """

    rule: str
    counts: Mapping[str, int]
    percent: Mapping[str, Decimal]
    change: Mapping[str, Decimal] | None


def counted(reports: Iterable[Iterable[Verdict] | None], rules: Iterable[Rule]) -> Counts:
    """
    The verdicts of many reports, a None for each file that could not be read.
    """
    found = {each.id: Counter[str]() for each in rules}
    judged = unread = 0
    for verdicts in reports:
        if verdicts is None:
            unread += 1
            continue
        judged += 1
        for each in verdicts:
            if each.rule in found:
                found[each.rule][each.status] += 1
    return Counts(judged, {id: {each: told[each] for each in VERDICTS} for id, told in found.items()}, unread)


def rates(now: Counts, before: Counts | None = None) -> tuple[Rate, ...]:
    """
    The rates of each rule, and their change in percentage points.
    """
    found = []
    for id, counts in now.rules.items():
        percent = _percent(counts, now.reports)
        old = before.rules.get(id) if before is not None and before.reports else None
        change = None
        if before is not None and old is not None:
            former = _percent(old, before.reports)
            change = {each: percent[each] - former[each] for each in VERDICTS}
        found.append(Rate(id, counts, percent, change))
    return tuple(found)


def _percent(counts: Mapping[str, int], reports: int) -> dict[str, Decimal]:
    whole = Decimal(max(1, reports))
    return {
        each: (100 * counts.get(each, 0) / whole).quantize(_HUNDREDTH, ROUND_HALF_UP) for each in VERDICTS
    }
