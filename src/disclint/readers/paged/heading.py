"""
The heads of tables without any border: the words above each column of numbers, in the order of the columns.

    head := (title-of-columns | corner | label-of-a-column)*     above the first row of numbers

A label that was wrapped goes on below, beside labels that begin higher or lower; the numbers below show where
the columns are.  What spans columns, and what stands before the first, keeps its order.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import define, frozen

from disclint.readers.paged.blocks import Line, chunks, is_number, part

# Labels stand apart by this much of their height, values by this much; what stands closer was set so as one.
_APART, _VALUES, _CLOSE = 0.6, 0.35, 0.1
# Lines of a head are no further apart than this, in heights, and no more than these.
_PITCH, _MOST_LINES = 2.4, 9
# Lines of one label are no further apart than this.
_WRAPPED = 1.7
# So many numbers make a row of numbers; so many lines without any, and the table is over.
_FEWEST, _BETWEEN = 3, 5
# Words that begin so near the margin, in heights, are a heading or a paragraph if nothing stands beside them.
_MARGIN = 3.0
# A label that is centred beside two rows is no further from each.
_NEAR = 0.4
_DASHES = frozenset(("-", "—", "——", "/", "\\"))
_SPACED = 3


@define
class _Column:
    """
    Where the numbers of a column begin and end.
    """

    start: float
    end: float


@frozen
class _Body:
    """
    The columns of numbers, and the line of their first row.
    """

    first: int
    columns: Sequence[_Column]

    def over(self, piece: Line) -> list[int]:
        """
        The columns above which a piece of a line stands.
        """
        return [at for at, each in enumerate(self.columns) if each.start < piece.x1 and piece.x0 < each.end]

    def is_between(self, before: float, after: float) -> bool:
        """
        Whether a gap is one that parts two columns.
        """
        at = bisect_left(self.columns, after, key=_start)
        # What begins where the column does may begin a little earlier.
        slack = (after - before) / 2
        return any(
            left.end <= after and before < right.start + slack
            for left, right in pairwise(self.columns[max(0, at - 2) : at + 2])
        ) or before <= self.columns[0].start <= after + slack


def joined(lines: Sequence[Line]) -> list[Line]:
    """
    The lines in the order in which they are read, the labels of a head put into a line in the order of its columns.
    """
    ordered = _beside(lines)
    found: list[Line] = []
    at = 0
    while (body := _body(ordered, at)) is not None:
        top = _top(ordered, at, body)
        found.extend(ordered[at:top])
        found.extend(_head(ordered[top : body.first], body))
        at = _end(ordered, body.first)
        found.extend(ordered[body.first : at])
    return [*found, *ordered[at:]]


def _start(column: _Column) -> float:
    return column.start


def _beside(lines: Sequence[Line]) -> list[Line]:
    """
    The lines, a label that is centred beside two rows of others put before the upper one.
    """
    found: list[Line] = []
    for at, line in enumerate(lines):
        if 0 < at < len(lines) - 1 and _is_beside(line, lines[at - 1], lines[at + 1]):
            found[-1] = _row([line, found[-1]])
        else:
            found.append(line)
    return found


def _is_beside(line: Line, above: Line, below: Line) -> bool:
    near = _NEAR * line.size
    return (
        line.x1 < min(above.x0, below.x0)
        and line.y0 - above.y1 < near and below.y0 - line.y1 < near
    )  # fmt: skip


def _row(pieces: Sequence[Line]) -> Line:
    """
    The pieces beside each other as a line, parted by blanks.
    """
    marks, gaps, blanks = [], set[int](), set[int]()
    for piece in pieces:
        behind = len(marks)
        gaps.update(behind + each for each in (0, *piece.gaps) if behind + each)
        blanks.update(behind + each for each in (0, *piece.blanks) if behind + each)
        marks.extend(piece.marks)
    left, top = min(each.x0 for each in pieces), pieces[-1].y0
    right, bottom = max(each.x1 for each in pieces), pieces[-1].y1
    return Line(marks, left, top, right, bottom, frozenset(gaps), frozenset(blanks), pieces[-1].page)


def _values(line: Line) -> list[Line]:
    return [each for each in chunks(line, _VALUES) if is_number(each.text()) or each.text() in _DASHES]


def _body(lines: Sequence[Line], start: int) -> _Body | None:
    """
    The first rows of numbers from the line `start` on; None if there are none.
    """
    for first in range(start, len(lines)):
        if len(lines[first].gaps) + 1 >= _FEWEST and len(_values(lines[first])) >= _FEWEST:
            columns = [_Column(each.x0, each.x1) for each in _values(lines[first])]
            for line in lines[first + 1 : _end(lines, first)]:
                _widen(columns, _values(line))
            return _Body(first, columns)
    return None


def _widen(columns: Sequence[_Column], row: Sequence[Line]) -> None:
    """
    Make the columns as wide as the numbers of a row, if each stands in one of them.
    """
    found = []
    for piece in row:
        over = [each for each in columns if each.start < piece.x1 and piece.x0 < each.end]
        if len(over) != 1:
            return
        found.append((over[0], piece))
    for column, piece in found:
        column.start, column.end = min(column.start, piece.x0), max(column.end, piece.x1)


def _end(lines: Sequence[Line], first: int) -> int:
    """
    The line behind the last row of the numbers that begin at the line `first`.
    """
    last = first
    columns = _values(lines[first])
    for at in range(first + 1, len(lines)):
        if at - last > _BETWEEN:
            break
        if _are_below(columns, _values(lines[at])):
            last = at
    return last + 1


def _are_below(columns: Sequence[Line], values: Sequence[Line]) -> bool:
    return len(values) == len(columns) and all(
        above.x0 < each.x1 and each.x0 < above.x1 for above, each in zip(columns, values, strict=True)
    )


def _top(lines: Sequence[Line], start: int, body: _Body) -> int:
    """
    The first line of the head above the numbers.
    """
    top = body.first
    while top > max(start, body.first - _MOST_LINES):
        above = lines[top - 1]
        if lines[top].middle - above.middle > _PITCH * above.size or _values(above):
            break
        top -= 1
    left = min(each.x0 for each in lines[top : body.first + 1])
    # A heading or a paragraph above is one stretch of words at the margin.
    while top < body.first and len(chunks(lines[top], _APART)) == 1 and lines[top].x0 < left + _MARGIN * lines[top].size:  # fmt: skip
        top += 1
    return top


def _head(lines: Sequence[Line], body: _Body) -> list[Line]:
    labels: list[list[Line]] = [[] for _ in body.columns]
    rows = [list(_pieces(line, body)) for line in lines]
    rest: list[list[Line]] = []
    for row in reversed(rows):
        beside = []
        for piece in row:
            over = body.over(piece)
            if len(over) == 1 and _fits(piece, over[0], body) and _goes_on(piece, labels[over[0]]):
                labels[over[0]].insert(0, piece)
            else:
                beside.append(piece)
        rest.insert(0, beside)
    if sum(map(bool, labels)) < _FEWEST or all(len(each) < 2 for each in labels):
        return list(lines)
    return [*(_row(each) for each in rest if each), _row([_whole(each) for each in labels if each])]


def _goes_on(piece: Line, below: Sequence[Line]) -> bool:
    """
    Whether words are the last of a label, or go on in the line right below.
    """
    return not below or below[0].middle - piece.middle <= _WRAPPED * piece.size


def _fits(piece: Line, column: int, body: _Body) -> bool:
    """
    Whether words are no wider than the column above which they stand.
    """
    own = body.columns[column]
    after = body.columns[column + 1].start if column + 1 < len(body.columns) else float("inf")
    before = body.columns[column - 1].end if column else float("-inf")
    return piece.x1 - piece.x0 <= max(after - own.start, own.end - before)


def _pieces(line: Line, body: _Body) -> Iterator[Line]:
    """
    The stretches of a line that are parted where its columns are.
    """
    for chunk in chunks(line, _APART):
        cuts = [0]
        for index, (before, after) in enumerate(pairwise(chunk.marks), start=1):
            if after[1] - before[3] > _CLOSE * chunk.size and body.is_between(before[3], after[1]):
                cuts.append(index)
        ends = [*cuts[1:], len(chunk.marks)]
        if len(cuts) >= _SPACED and len(cuts) == len(chunk.marks):
            # Letters that were set apart.
            yield chunk
        else:
            yield from (part(chunk, start, end) for start, end in zip(cuts, ends, strict=True))


def _whole(pieces: Sequence[Line]) -> Line:
    """
    A label whose lines are the pieces.
    """
    return Line(
        [mark for each in pieces for mark in each.marks], min(each.x0 for each in pieces), pieces[0].y0,
        max(each.x1 for each in pieces), pieces[-1].y1, page=pieces[0].page,
    )  # fmt: skip
