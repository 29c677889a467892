"""
Lines of dots and dashes, which a page may have tens of thousands of: a few of them tell where a line ends.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

from disclint.native.wire import Stroke

# A filled path as thin as this is a line that was drawn as a surface.
THIN: Final = 3.5
# Dots of one line are alike and on one level to this, are no further from where they should be, and leave no larger
# gaps, in points.
_ALIKE, _ASTRAY, _BETWEEN = 0.02, 0.3, 3.0
# How many points the dashes of a path may have: mostly they are rectangles.
_TRIED = (4, 5, *range(1, 16))

# The box of the object with a number, as pdfium counts: left, bottom, right, top.
Boxes: TypeAlias = Callable[[int], Stroke]


class Dots:
    """
    A line of dots, each an object of its own.

    `first` and `last` are the boxes of those at its ends: left, bottom, right, top, as pdfium counts.  Of more than
    one, `step` is from one to the next.
    """

    def __init__(self, first: Stroke) -> None:
        self.first = self.last = first
        self.step = (0.0, 0.0)
        self.number = 1

    def takes(self, box: Stroke, number: int = 1) -> bool:
        """
        Whether a box is that of the dot so many behind the last, which it is then itself.
        """
        x0, y0, x1, y1 = self.last
        left, bottom, right, top = box
        across, up = left - x0, bottom - y0
        if abs(right - x1 - across) > _ALIKE or abs(top - y1 - up) > _ALIKE:
            return False
        if self.number == 1:
            if min(abs(across), abs(up)) > _ALIKE or not _ALIKE < max(abs(across), abs(up)) < THIN + _BETWEEN:
                return False
            self.step = (across, up)
        elif abs(across - number * self.step[0]) > _ASTRAY or abs(up - number * self.step[1]) > _ASTRAY:
            return False
        self.last = box
        self.number += number
        return True

    def box(self) -> Stroke:
        """
        The box round all of them.
        """
        (x0, y0, x1, y1), (left, bottom, right, top) = self.first, self.last
        return min(x0, left), min(y0, bottom), max(x1, right), max(y1, top)


class Lengths:
    """
    How many dots lines had: those of one column begin below each other, and are as long as each other.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[int, bool], int] = {}

    def gone_on(self, dots: Dots, boxes: Boxes, index: int, count: int) -> int:
        """
        Where a line of dots ends that the object before `index` belongs to, or somewhat before; there are `count` objects.

        An object that is where the hundredth dot from here must be is that dot; nobody need ask those between.
        """
        key = (round(dots.first[0]), abs(dots.step[0]) > abs(dots.step[1]))
        ahead = self._known.get(key, 0) - dots.number
        if ahead > 0 and index + ahead <= count and dots.takes(boxes(index + ahead - 1), ahead):
            return index + ahead
        ahead = 2
        while index + ahead <= count and dots.takes(boxes(index + ahead - 1), ahead):
            index += ahead
            ahead *= 2
        while ahead > 1:
            ahead //= 2
            if index + ahead <= count and dots.takes(boxes(index + ahead - 1), ahead):
                index += ahead
        self._known[key] = dots.number
        return index


def is_dashed(
    width: float, height: float, count: int, begins: Callable[[int], tuple[float, float] | None]
) -> bool:
    """
    Whether a path of `count` points in a box of that size is a line of dashes, all alike, with gaps that a line may have.

    `begins` tells where the outline begins that begins with a point, if one does.
    """
    if min(width, height) > THIN:
        return False
    points, second = next(
        ((each, at) for each in _TRIED if each < count and (at := begins(each)) is not None), (0, None)
    )
    if not points or count % points or second is None:
        return False
    first, last = begins(0), begins(count - points)
    if first is None or last is None:
        return False
    dashes = count // points
    along = 0 if width > height else 1
    step = abs(second[along] - first[along])
    return (
        step > _ALIKE
        and dashes * step - max(width, height) < _BETWEEN
        and all(
            abs(last[each] - first[each] - (dashes - 1) * (second[each] - first[each])) < _ASTRAY
            for each in (0, 1)
        )
    )
