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


class Lengths:
    """
    How many dots lines had: those of one column begin below each other, and are as long as each other.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[int, bool], int] = {}

    def line(self, first: Stroke, boxes: Boxes, index: int, count: int) -> tuple[Stroke, int]:
        """
        The box round the line of dots that begins with `first`, and the number of the object behind that line.

        `first` is the box of the object before `index`; there are `count` objects.  An object that is where the hundredth dot from here must be is that dot; nobody need ask those between.
        """
        if index >= count:
            return first, index
        start, last = index - 1, boxes(index)
        step, lead = _step(first, last), first
        if step is None and index + 1 < count:
            # What begins a line may be longer or shorter than its dots, so that these end where the line ends.
            first, last, index = last, boxes(index + 1), index + 1
            step = _step(first, last)
            if step is not None and not _leads(lead, first, step):
                step = None
        if step is None:
            return lead, start + 1
        index += 1
        key = (round(lead[0]), abs(step[0]) > abs(step[1]))
        # As long as the line above; else twice as far each time, and back by halves where that was too far.
        known = self._known.get(key, 0) - (index - start)
        if 0 < known <= count - index and _follows(last, box := boxes(index + known - 1), step, known):
            index, last = index + known, box
        ahead = 1
        while ahead <= count - index and _follows(last, box := boxes(index + ahead - 1), step, ahead):
            index, last = index + ahead, box
            ahead *= 2
        while ahead > 1:
            ahead //= 2
            if ahead <= count - index and _follows(last, box := boxes(index + ahead - 1), step, ahead):
                index, last = index + ahead, box
        self._known[key] = index - start
        (x0, y0, x1, y1), (left, bottom, right, top) = lead, last
        return (min(x0, left), min(y0, bottom), max(x1, right), max(y1, top)), index


def _step(first: Stroke, second: Stroke) -> tuple[float, float] | None:
    """
    The way from a dot to the next, if the second is that.
    """
    x0, y0, x1, y1 = first
    left, bottom, right, top = second
    across, up = left - x0, bottom - y0
    if abs(right - x1 - across) > _ALIKE or abs(top - y1 - up) > _ALIKE:
        return None
    if abs(up) <= _ALIKE < abs(across) < THIN + _BETWEEN or abs(across) <= _ALIKE < abs(up) < THIN + _BETWEEN:
        return across, up
    return None


def _leads(lead: Stroke, first: Stroke, step: tuple[float, float]) -> bool:
    """
    Whether a box that is longer or shorter than the dots of a line stands before the first of them.
    """
    along = 0 if abs(step[0]) > abs(step[1]) else 1
    gap = first[along] - lead[along + 2] if step[along] > 0 else lead[along] - first[along + 2]
    level = (
        abs(lead[1 - along] - first[1 - along]) <= _ALIKE
        and abs(lead[3 - along] - first[3 - along]) <= _ALIKE
    )
    return level and -_ALIKE <= gap < _BETWEEN


def _follows(last: Stroke, box: Stroke, step: tuple[float, float], number: int) -> bool:
    """
    Whether a box is that of the dot so many behind the last.
    """
    x0, y0, x1, y1 = last
    left, bottom, right, top = box
    across, up = left - x0, bottom - y0
    return (
        abs(across - number * step[0]) <= _ASTRAY
        and abs(up - number * step[1]) <= _ASTRAY
        and abs(right - x1 - across) <= _ALIKE
        and abs(top - y1 - up) <= _ALIKE
    )


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
