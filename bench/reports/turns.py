"""
Which kinds of faults provinces are given, so that each is made as often as any.
"""

from collections.abc import Mapping, Sequence

from attrs import field, frozen

from bench.reports.draft import Draft
from bench.reports.faults import EVERY

# What may be wrong between reports: the rule, and those that the same cause may break.
BETWEEN: Mapping[str, tuple[str, ...]] = {
    "XYR-CARRY": (),
    "XYR-NORM-STOCK": (),
    "XYR-YEAR-COPY": (),
    "XYR-SECTION-COPY": (),
    "REQ-S5-COPY": (),
    "XYR-STALE-YEAR": ("DOC-YEAR-STALE", "DOC-YEAR-CONFLICT"),
    "XYR-NUMBER-REPEAT": (),
    "PCT-YOY-CROSS": (),
    "PUB-MULTI": (),
    "PEER-COPY": (),
    "AGG-T3-SUM": ("AGG-GE-UNIT",),
    "AGG-T2-SUM": (),
    "AGG-T4-SUM": (),
    "AGG-GE-UNIT": ("AGG-T3-SUM",),
}
_OF_GOVERNMENTS = tuple(each for each in BETWEEN if each.startswith("AGG"))
_OF_BODIES = tuple(each for each in BETWEEN if not each.startswith("AGG"))


class Rotation:
    """
    Kinds of faults in turn, those that are behind first.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        self.counts = dict.fromkeys(keys, 0)

    def waiting(self) -> list[str]:
        """
        The kinds, those that were made least often first.
        """
        return sorted(self.counts, key=lambda each: self.counts[each])

    def made(self, key: str) -> None:
        """
        One more was made.
        """
        self.counts[key] += 1


@frozen
class Turns:
    """
    The faults of all provinces, in turn.
    """

    within: Rotation = field(factory=lambda: Rotation(tuple(EVERY)))
    bodies: Rotation = field(factory=lambda: Rotation(_OF_BODIES))
    governments: Rotation = field(factory=lambda: Rotation(_OF_GOVERNMENTS))
    # The last sound report of each year that every reader can read.
    seen: dict[int, Draft] = field(factory=dict)
