"""
The heads of tables without any border: the words above each column of numbers, in the order of the columns.

    head := (title-of-columns | corner | label-of-a-column)*     above the first row of numbers

A label that was wrapped goes on below, beside labels that begin higher or lower; the numbers below show where
the columns are.  What spans columns, and what stands before the first, keeps its order.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from attrs import define, evolve, frozen

from disclint.readers.paged.blocks import Line, Mark, chunks, is_number, part

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
_IDEOGRAPH = "\u2e80"


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
    The columns of numbers, the line of their first row, and that behind their last.
    """

    first: int
    end: int
    columns: Sequence[_Column]

    def over(self, piece: Line) -> list[int]:
        """
        The columns above which a piece of a line stands; the nearer one if it stands between two.
        """
        found = [at for at, each in enumerate(self.columns) if each.start < piece.x1 and piece.x0 < each.end]
        if found:
            return found
        first = self.columns[0].start
        if piece.x1 <= first:
            # The corner is further from the numbers, or wider than a column.
            return [0] if first - piece.x1 < piece.size and _fits(piece, 0, self) else []
        after = bisect_left(self.columns, piece.x1, key=_start)
        if after == len(self.columns):
            return [after - 1]
        return [
            after
            if self.columns[after].start - piece.x1 < piece.x0 - self.columns[after - 1].end
            else after - 1
        ]

    def is_between(self, before: float, after: float) -> bool:
        """
        Whether a gap is one that parts two columns.
        """
        at = bisect_left(self.columns, after, key=_start)
        # What begins where the column does may begin a little earlier.
        slack = (after - before) / 2
        return (
            any(
                left.end <= after and before < right.start + slack
                for left, right in pairwise(self.columns[max(0, at - 2) : at + 2])
            )
            or before <= self.columns[0].start <= after + slack
        )


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
        at = body.end
        found.extend(_apart(each, body) for each in ordered[body.first : at])
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
    marks: list[Mark] = []
    gaps, blanks = set[int](), set[int]()
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
            rows = _rows(lines, first)
            # Where numbers touch, a row seems to have fewer.
            columns = [_Column(each.x0, each.x1) for each in max(rows.values(), key=len)]
            for row in rows.values():
                _widen(columns, row)
            return _Body(first, max(rows) + 1, columns)
    return None


def _widen(columns: Sequence[_Column], row: Sequence[Line]) -> None:
    """
    Make the columns as wide as what stands in them, if each piece of the row stands in one.
    """
    found = []
    for piece in row:
        over = [each for each in columns if each.start < piece.x1 and piece.x0 < each.end]
        if len(over) != 1:
            return
        found.append((over[0], piece))
    for column, piece in found:
        column.start, column.end = min(column.start, piece.x0), max(column.end, piece.x1)


def _rows(lines: Sequence[Line], first: int) -> Mapping[int, Sequence[Line]]:
    """
    The numbers of the line `first` and of those lines below that go on with its table, by line.
    """
    found = {first: _values(lines[first])}
    last = first
    for at in range(first + 1, len(lines)):
        if at - last > _BETWEEN:
            break
        values = _values(lines[at])
        if len(values) >= _FEWEST and _are_alike(found[first], values):
            found[at] = values
            last = at
    return found


def _are_alike(row: Sequence[Line], other: Sequence[Line]) -> bool:
    """
    Whether two rows may be of one table: all that stands in the one stands above what stands in the other.
    """
    fewer, more = sorted((row, other), key=len)
    return all(any(a.x0 < b.x1 and b.x0 < a.x1 for b in more) for a in fewer)


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
    # From below, since what stands next to the numbers is surely a column's.
    rows = [list(_pieces(line, body)) for line in reversed(lines)]
    for piece in (each for row in rows for each in row):
        if _column(piece, body) is not None:
            _widen(body.columns, [piece])
    labels: list[list[Line]] = [[] for _ in body.columns]
    rest: list[list[Line]] = []
    for row in rows:
        beside = []
        for piece in row:
            column = _column(piece, body)
            if column is not None and _goes_on(piece, labels[column]):
                labels[column].append(piece)
            else:
                beside.append(piece)
        rest.append(beside)
    if sum(map(bool, labels)) < _FEWEST:
        return list(lines)
    whole = [_whole(each[::-1]) for each in labels if each]
    corner = [each for row in rest[::-1] for each in row if not body.over(each)]
    titles = [[each for each in row if body.over(each)] for row in rest[::-1]]
    if len(corner) == 1 and not any(titles):
        return [_row([*corner, *whole])]
    return [*corner, *map(_row, _in_order([each for each in titles if each])), _row(whole)]


def _column(piece: Line, body: _Body) -> int | None:
    """
    The one column that a piece of a head belongs to; None if it is wider, or of the corner.
    """
    over = body.over(piece)
    return over[0] if len(over) == 1 and _fits(piece, over[0], body) else None


def _in_order(rows: Sequence[list[Line]]) -> list[list[Line]]:
    """
    Rows of titles, those of columns left of all that the row above has put before it.
    """
    found: list[list[Line]] = []
    for row in rows:
        moved = [each for each in row if found and each.x1 < found[-1][0].x0]
        if moved:
            found[-1] = [*moved, *found[-1]]
        if len(moved) < len(row):
            found.append(row[len(moved) :])
    return found


def _goes_on(piece: Line, below: Sequence[Line]) -> bool:
    """
    Whether words are the last of a label, or go on in the line right below.
    """
    return not below or below[-1].middle - piece.middle <= _WRAPPED * piece.size


def _fits(piece: Line, column: int, body: _Body) -> bool:
    """
    Whether words are no wider than the column above which they stand.
    """
    own, last = body.columns[column], len(body.columns) - 1
    before, after = body.columns[max(0, column - 1)], body.columns[min(last, column + 1)]
    if column == 0:
        room = max(after.start - own.start, after.end - own.end)
    elif column == last:
        room = max(own.start - before.start, own.end - before.end)
    else:
        room = after.start - before.end
    return piece.x1 - piece.x0 <= room


def _pieces(line: Line, body: _Body) -> Iterator[Line]:
    """
    The stretches of a line, parted where its columns are; what stands above one column is one.
    """
    waiting: list[Line] = []
    for piece in _parts(line, body):
        if waiting and not body.over(waiting[-1]) == body.over(piece) == body.over(piece)[:1]:
            yield _whole(waiting)
            waiting = []
        waiting.append(piece)
    if waiting:
        yield _whole(waiting)


def _parts(line: Line, body: _Body) -> Iterator[Line]:
    for chunk in chunks(line, _APART):
        cuts = [0, *_between(chunk, body)]
        ends = [*cuts[1:], len(chunk.marks)]
        if len(cuts) >= _SPACED and len(cuts) == len(chunk.marks):
            # Letters that were set apart.
            yield chunk
        else:
            yield from (part(chunk, start, end) for start, end in zip(cuts, ends, strict=True))


def _between(line: Line, body: _Body) -> Iterator[int]:
    """
    The marks of a line before which a column ends.
    """
    for index, (before, after) in enumerate(pairwise(line.marks), start=1):
        if after[1] - before[3] > _CLOSE * line.size and body.is_between(before[3], after[1]):
            yield index


def _apart(line: Line, body: _Body) -> Line:
    """
    A row of numbers, with blanks also between those that stand close to each other.
    """
    cuts = [
        each
        for each in _between(line, body)
        if line.marks[each][0].isdigit()
        and (line.marks[each - 1][0].isdigit() or line.marks[each - 1][0] >= _IDEOGRAPH)
    ]
    return evolve(line, gaps=line.gaps | {*cuts}, blanks=line.blanks | {*cuts})


def _whole(pieces: Sequence[Line]) -> Line:
    """
    A label whose lines are the pieces.
    """
    return Line(
        [mark for each in pieces for mark in each.marks], min(each.x0 for each in pieces), pieces[0].y0,
        max(each.x1 for each in pieces), pieces[-1].y1, page=pieces[0].page,
    )  # fmt: skip
