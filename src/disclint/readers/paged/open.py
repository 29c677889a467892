"""
Tables that only level lines draw: a stack of lines that end at the same place on the right.

Where a line begins further right than the others it leaves out a cell that goes on below it, which
tells where that column ends.  No line need open the first row: it is what stands right above, as small as the rest;
larger characters between two lines are a heading between two tables.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from statistics import median

from disclint.readers.paged.blocks import Line, Mark, Table, chunks, lines
from disclint.readers.paged.ruled import MOST_CELLS, regions
from disclint.readers.paged.rulings import GAP, Ruling

_FEWEST = 3
_ALIKE = 6.0
# Lines further apart than this, in points, do not belong to one table.
_APART = 150.0
_SHORTEST = 60.0
# Characters so many times as high as the table's are not the table's.
_LARGER = 1.12
# How far lines of a first row are apart at most, in heights, and how many there are.
_PITCH, _MOST_LINES = 1.5, 4
_WORDS = 0.8
_IDEOGRAPH = "\u2e80"

Stack = list[Ruling]


def stacks(level: Iterable[Ruling]) -> list[Stack]:
    """
    The stacks that level lines make where no upright ones meet them.
    """
    found: list[Stack] = []
    last = right = 0.0
    for height, pieces in sorted(_by_height(level).items()):
        if sum(each.end - each.start for each in pieces) < _SHORTEST:
            continue
        end = _end(pieces)
        if not found or height - last > _APART or abs(right - end) > _ALIKE:
            found.append([])
            right = end
        found[-1].extend(pieces)
        last, right = height, max(right, end)
    return [each for each in found if len({line.at for line in each}) >= _FEWEST]


def _by_height(level: Iterable[Ruling]) -> Mapping[float, list[Ruling]]:
    found: dict[float, list[Ruling]] = {}
    for each in level:
        found.setdefault(each.at, []).append(each)
    return found


def extent(stack: Stack) -> tuple[float, float, float, float]:
    """
    The box round a stack.
    """
    return min(each.start for each in stack), stack[0].at, _end(stack), stack[-1].at


def tables(stack: Stack, marks: Sequence[Mark]) -> list[Table]:
    """
    The tables, without their text, that a stack draws round some of the characters.
    """
    left, top, right, bottom = extent(stack)
    across = sorted((each for each in marks if left <= (each[1] + each[3]) / 2 < right), key=_middle)
    middles = [_middle(each) for each in across]
    size = _size(each for each in across if top <= each[2] and each[4] <= bottom)
    if not size:
        return []
    first = min(each.start for each in stack if each.at == top)
    parts: list[tuple[float | None, Stack]] = [(_above(across, top, (left, first), size), [])]
    pieces = _by_height(stack)
    heights = sorted(pieces)
    for start, end in zip([None, *heights], heights, strict=False):
        if start is not None:
            between = across[bisect_right(middles, start) : bisect_left(middles, end)]
            # No line is larger on the whole than its characters are.
            are_large = any(each[4] - each[2] > _LARGER * size for each in between)
            larger = [
                each for each in (lines(between) if are_large else ()) if _size(each.marks) > _LARGER * size
            ]
            if larger:
                parts.append((max(each.y1 for each in larger), []))
        parts[-1][1].extend(pieces[end])
    return [table for above, part in parts if (table := _table(part, above)) is not None]


def _middle(mark: Mark) -> float:
    return (mark[2] + mark[4]) / 2


def _end(pieces: Iterable[Ruling]) -> float:
    return max(each.end for each in pieces)


def _size(marks: Iterable[Mark]) -> float:
    heights = [each[4] - each[2] for each in marks if each[0] >= _IDEOGRAPH]
    return median(heights) if heights else 0.0


def _above(marks: Iterable[Mark], top: float, margin: tuple[float, float], size: float) -> float | None:
    """
    The top of what stands right above a stack as its first row; None if nothing does.

    `margin` is where the table begins on the left, and where its first line does.
    """
    left, first = margin
    near = lines(each for each in marks if top - _APART < each[2] and (each[2] + each[4]) / 2 < top)
    taken: list[Line] = []
    below = top
    for line in reversed(near):
        if len(taken) == _MOST_LINES or below - line.y1 > _PITCH * size or _size(line.marks) > _LARGER * size:
            break
        taken.append(line)
        below = line.y0
    # A heading or a paragraph above is one stretch of words at the margin.
    while taken and len(chunks(taken[-1], _WORDS)) == 1 and taken[-1].x0 < left + 3 * size:
        taken.pop()
    # Words over a line that leaves out what stands beside them are the head of the columns below it.
    is_inset = first > left + _ALIKE and bool(taken) and all(each.x0 >= first - _ALIKE for each in taken)
    return taken[-1].y0 if is_inset or any(len(chunks(each, _WORDS)) > 1 for each in taken) else None


def _table(stack: Stack, above: float | None) -> Table | None:
    pieces = _by_height(stack)
    ys = sorted(pieces)
    if not ys:
        return None
    if above is not None and above < ys[0]:
        ys.insert(0, above)
    if len(ys) < _FEWEST:
        return None
    left, right = min(each.start for each in stack), _end(stack)
    xs = [left]
    for at in sorted(each.start for each in stack):
        if at - xs[-1] > _ALIKE and at < right - _ALIKE:
            xs.append(at)
    xs.append(right)
    rows = len(ys) - 1
    if rows * (len(xs) - 1) > MOST_CELLS:
        return None
    below = [[_covers(pieces.get(at, ()), *each) for each in pairwise(xs)] for at in ys]
    return Table(xs, ys, regions(rows, len(xs) - 1, _walls(pieces, xs, ys), below))


def _covers(pieces: Sequence[Ruling], first: float, second: float) -> bool:
    """
    Whether one of the pieces of a line, which come in order and apart, reaches from a border to the next.
    """
    at = bisect_right(pieces, first + GAP, key=_start) - 1
    return at >= 0 and second <= pieces[at].end + GAP


def _start(piece: Ruling) -> float:
    return piece.start


def _walls(
    pieces: Mapping[float, Sequence[Ruling]], xs: Sequence[float], ys: Sequence[float]
) -> list[list[bool]]:
    """
    Where inner borders of columns stand: in the rows on both sides of lines that begin there, and of all between.
    """
    rows = len(ys) - 1
    reach: dict[int, tuple[int, int]] = {}
    for number, height in enumerate(ys):
        for each in pieces.get(height, ()):
            for column in range(bisect_left(xs, each.start - _ALIKE), bisect_right(xs, each.start + _ALIKE)):
                reach[column] = reach.get(column, (number, number))[0], number
    walls = [[False] * rows for _ in xs]
    for column in range(1, len(xs) - 1):
        first, last = reach[column]
        for row in range(max(0, first - 1), min(rows, last + 1)):
            walls[column][row] = True
    return walls
