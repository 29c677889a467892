"""
Two texts of which one is the other after an edit: what they have in common at either end, and where places have moved.
"""

from collections.abc import Callable

from attrs import frozen

from disclint.source.flow import Flow
from disclint.source.places import Span


@frozen
class Shift:
    """
    The characters from `start` to `end` gave way to others, and what stands behind them has moved `by` so many.
    """

    start: int
    end: int
    by: int

    @classmethod
    def between(cls, old: Flow, new: Flow) -> "Shift":
        """
        The fewest characters, one next to the other, in which two texts differ as they are written or as they are folded.
        """
        written = differing(old.source_text, new.source_text)
        folded = differing(old.folded, new.folded)
        return cls(min(written.start, folded.start), max(written.end, folded.end), written.by)

    def moved(self, span: Span) -> Span | None:
        """
        Where a place is now; None if any of it changed, or may have.
        """
        if span.end <= self.start and (span or span.end < self.start or not span.end):
            return span
        if span.start < self.end or (not span and span.start == self.start):
            return None
        return Span(span.start + self.by, span.end + self.by) if self.by else span

    def leads(self, old: int, new: int) -> bool:
        """
        Whether an end of a place that may reach over the change is now where `new` is.
        """
        if old < self.start or (old == self.start and new == old):
            return new == old
        return old >= self.end and new == old + self.by

    def spans(self, old: Span, new: Span) -> bool:
        """
        The same of both ends.
        """
        return self.leads(old.start, new.start) and self.leads(old.end, new.end)

    def keeps(self, old: Span | None, new: Span | None) -> bool:
        """
        Whether a place that did not change is now where `new` is.
        """
        if old is None or new is None:
            return old is new
        # Nearly all that stands before the change is told at once.
        return self.moved(old) == new


def differing(one: str, other: str) -> Shift:
    """
    The fewest characters, one next to the other, in which two texts differ.
    """
    start = _common(one, other, _begins)
    end = _common(one[start:], other[start:], _ends)
    return Shift(start, len(one) - end, len(other) - len(one))


def _begins(one: str, other: str, length: int) -> bool:
    return one[:length] == other[:length]


def _ends(one: str, other: str, length: int) -> bool:
    return one[len(one) - length :] == other[len(other) - length :]


def _common(one: str, other: str, are_same: Callable[[str, str, int], bool]) -> int:
    """
    How many characters two texts have in common, by a test of so many.
    """
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if are_same(one, other, middle):
            least = middle
        else:
            most = middle - 1
    return least
