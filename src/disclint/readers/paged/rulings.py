"""
Strokes to borders: pieces of one line put together, doubled lines made one, and lines that meet grouped.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from attrs import frozen

from disclint.source.page import Stroke

# Lines that are no further apart than this are one line, drawn twice or in pieces, in points.
_DOUBLE = 3.5
_STEP = 2.5
# Pieces of a line may leave gaps like this, and lines that meet may fall short so far.
GAP = 3.2
# More pairs than these are a drawing, not a table.
_MOST_PAIRS = 2_000_000
# Shorter lines belong to signs.
_SHORTEST = 6.0


@frozen
class Ruling:
    """
    A straight line at a position `at` of the one axis, from `start` to `end` of the other.
    """

    at: float
    start: float
    end: float


@frozen
class Group:
    """
    Lines that meet: the level and the upright ones.
    """

    level: tuple[Ruling, ...]
    upright: tuple[Ruling, ...]


def rulings(strokes: Iterable[Stroke]) -> tuple[list[Ruling], list[Ruling]]:
    """
    The level and the upright lines that the strokes make.
    """
    level, upright = [], []
    for x0, y0, x1, y1 in set(strokes):
        if x1 - x0 > y1 - y0:
            level.append((y0, x0, x1))
        else:
            upright.append((x0, y0, y1))
    return _long(_merged(level)), _long(_merged(upright))


def _long(lines: Iterable[Ruling]) -> list[Ruling]:
    return [each for each in lines if each.end - each.start >= _SHORTEST]


def _merged(pieces: list[tuple[float, float, float]]) -> list[Ruling]:
    pieces.sort()
    found: list[Ruling] = []
    cluster: list[tuple[float, float, float]] = []
    for piece in pieces:
        if cluster and (piece[0] - cluster[-1][0] > _STEP or piece[0] - cluster[0][0] > _DOUBLE):
            found.extend(_joined(cluster))
            cluster = []
        cluster.append(piece)
    if cluster:
        found.extend(_joined(cluster))
    return found


def _joined(cluster: Sequence[tuple[float, float, float]]) -> list[Ruling]:
    at = sum(each[0] for each in cluster) / len(cluster)
    found: list[Ruling] = []
    start = end = None
    for _, first, last in sorted(cluster, key=lambda each: each[1]):
        if start is None or end is None or first > end + GAP:
            if start is not None and end is not None:
                found.append(Ruling(at, start, end))
            start, end = first, last
        else:
            end = max(end, last)
    if start is not None and end is not None:
        found.append(Ruling(at, start, end))
    return found


def groups(level: Sequence[Ruling], upright: Sequence[Ruling]) -> list[Group]:
    """
    The lines that meet, as groups of at least two of each; the smallest first.
    """
    if len(level) * len(upright) > _MOST_PAIRS:
        return []
    parent = list(range(len(level) + len(upright)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    heights = [each.at for each in level]
    for number, line in enumerate(upright):
        first = bisect_left(heights, line.start - GAP)
        for index in range(first, bisect_right(heights, line.end + GAP)):
            crossing = level[index]
            if crossing.start - GAP <= line.at <= crossing.end + GAP:
                parent[root(index)] = root(len(level) + number)
    members: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for index in range(len(parent)):
        sorts = members.setdefault(root(index), ([], []))
        if index < len(level):
            sorts[0].append(level[index])
        else:
            sorts[1].append(upright[index - len(level)])
    found = [Group(tuple(a), tuple(b)) for a, b in members.values() if len(a) + len(b) > 2 and a and b]
    return sorted(found, key=_area)


def _area(group: Group) -> float:
    xs = [each.at for each in group.upright] + [each.start for each in group.level] + [each.end for each in group.level]  # fmt: skip
    ys = [each.at for each in group.level] + [each.start for each in group.upright] + [each.end for each in group.upright]  # fmt: skip
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


def positions(lines: Iterable[Ruling], across: Iterable[Ruling], *, beyond: float) -> list[float]:
    """
    Where the borders of the columns stand: the lines', and the ends of crossing lines that reach `beyond` the outermost.
    """
    found = sorted({each.at for each in lines})
    ends = list(across)
    merged: list[float] = []
    for each in found:
        if not merged or each - merged[-1] > GAP:
            merged.append(each)
    if ends:
        first, last = min(each.start for each in ends), max(each.end for each in ends)
        if not merged or first < merged[0] - beyond:
            merged.insert(0, first)
        if last > merged[-1] + beyond:
            merged.append(last)
    return merged
