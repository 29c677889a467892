"""
Tables that only level lines draw: a stack of lines that end at the same place on the right.

Where a line begins further right than the others it leaves out a cell that goes on below it, which
tells where that column ends.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from disclint.readers.paged.blocks import Table
from disclint.readers.paged.ruled import regions
from disclint.readers.paged.rulings import GAP, Ruling

_FEWEST = 3
_ALIKE = 6.0
# Lines further apart than this, in points, do not belong to one table.
_APART = 150.0
_SHORTEST = 60.0


def stacks(level: Iterable[Ruling]) -> list[Table]:
    """
    The tables, without their text, that level lines draw where no upright ones meet them.
    """
    by_height: dict[float, list[Ruling]] = {}
    for each in level:
        by_height.setdefault(each.at, []).append(each)
    found: list[list[Ruling]] = []
    for _, pieces in sorted(by_height.items()):
        if sum(each.end - each.start for each in pieces) < _SHORTEST:
            continue
        if not found or not _goes_on(found[-1], pieces):
            found.append([])
        found[-1].extend(pieces)
    return [table for each in found if (table := _table(each)) is not None]


def _goes_on(stack: Sequence[Ruling], pieces: Sequence[Ruling]) -> bool:
    return (
        pieces[0].at - stack[-1].at <= _APART
        and abs(_end(stack) - _end(pieces)) <= _ALIKE
        and min(each.start for each in pieces) >= min(each.start for each in stack) - _ALIKE
    )


def _end(pieces: Iterable[Ruling]) -> float:
    return max(each.end for each in pieces)


def _table(stack: Sequence[Ruling]) -> Table | None:
    ys = sorted({each.at for each in stack})
    if len(ys) < _FEWEST:
        return None
    left, right = min(each.start for each in stack), _end(stack)
    xs = [left]
    for at in sorted(each.start for each in stack):
        if at - xs[-1] > _ALIKE and at < right - _ALIKE:
            xs.append(at)
    xs.append(right)
    rows = len(ys) - 1
    below = [
        [any(each.at == at and each.start - GAP <= first and second <= each.end + GAP for each in stack)
         for first, second in pairwise(xs)]
        for at in ys
    ]  # fmt: skip
    walls = [[False] * rows for _ in xs]
    for column, at in enumerate(xs[1:-1], start=1):
        beside = [ys.index(each.at) for each in stack if abs(each.start - at) <= _ALIKE]
        for row in range(max(0, min(beside) - 1), min(rows, max(beside) + 1)):
            walls[column][row] = True
    return Table(xs, ys, regions(rows, len(xs) - 1, walls, below))
