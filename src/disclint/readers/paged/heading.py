"""
The heads of tables without any border: the words above each column of numbers, in the order of the columns.

    head := (title-of-columns | corner | label-of-a-column)*     above the first row of numbers

A label that was wrapped goes on below, beside labels that begin higher or lower; the numbers below show where
the columns are.  What spans columns, and what stands before the first, keeps its order.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import evolve

from disclint.readers.paged.blocks import Line, Mark, chunks, part
from disclint.readers.paged.numbers import FEWEST, Body, body_of, values, widen
from disclint.readers.paged.worded import worded

# Labels stand apart by this much of their height; what stands closer than this was set so as one.
_APART, _CLOSE = 0.6, 0.1
# Lines of a head are no further apart than this, in heights, and no more than these.
_PITCH, _MOST_LINES = 2.4, 9
# Lines of one label are no further apart than this.
_WRAPPED = 1.7
# Words that begin so near the margin, in heights, are a heading or a paragraph if nothing stands beside them.
_MARGIN = 3.0
# A label that is centred beside two rows is no further from each.
_NEAR = 0.4
_SPACED = 3
_IDEOGRAPH = "\u2e80"


def joined(lines: Sequence[Line]) -> list[Line]:
    """
    The lines in the order in which they are read, the labels of a head put into a line in the order of its columns.
    """
    ordered = _beside(lines)
    found: list[Line] = []
    at = 0
    while (body := body_of(ordered, at)) is not None:
        top = _top(ordered, at, body)
        found.extend(ordered[at:top])
        found.extend(_head(ordered[top : body.first], body))
        at = body.end
        found.extend(_apart(each, body) for each in worded(ordered[body.first : at], body))
    return [*found, *ordered[at:]]


def boxes(lines: Sequence[Line]) -> Iterator[tuple[float, float, float, float]]:
    """
    The boxes round the tables without borders among the lines, from the top of their heads, as wide as their numbers.
    """
    at = 0
    while (body := body_of(lines, at)) is not None:
        top = _top(lines, at, body)
        at = body.end
        yield body.columns[0].start, lines[top].y0, body.columns[-1].end, lines[at - 1].y1


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


def _top(lines: Sequence[Line], start: int, body: Body) -> int:
    """
    The first line of the head above the numbers.
    """
    top = body.first
    while top > max(start, body.first - _MOST_LINES):
        above = lines[top - 1]
        if lines[top].middle - above.middle > _PITCH * above.size or values(above):
            break
        top -= 1
    left = min(each.x0 for each in lines[top : body.first + 1])
    # A heading or a paragraph above is one stretch of words at the margin.
    while top < body.first and len(chunks(lines[top], _APART)) == 1 and lines[top].x0 < left + _MARGIN * lines[top].size:  # fmt: skip
        top += 1
    return top


def _head(lines: Sequence[Line], body: Body) -> list[Line]:
    # From below, since what stands next to the numbers is surely a column's.
    rows = [list(_pieces(line, body)) for line in reversed(lines)]
    for piece in (each for row in rows for each in row):
        if _column(piece, body) is not None:
            widen(body.columns, [piece])
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
    if sum(map(bool, labels)) < FEWEST:
        return list(lines)
    whole = [_whole(each[::-1]) for each in labels if each]
    corner = [each for row in rest[::-1] for each in row if not body.over(each)]
    titles = [[each for each in row if body.over(each)] for row in rest[::-1]]
    if len(corner) == 1 and not any(titles):
        return [_row([*corner, *whole])]
    return [*corner, *map(_row, _in_order([each for each in titles if each])), _row(whole)]


def _column(piece: Line, body: Body) -> int | None:
    """
    The one column that a piece of a head belongs to; None if it is wider, or of the corner.
    """
    over = body.over(piece)
    return over[0] if len(over) == 1 and body.fits(piece, over[0]) else None


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


def _pieces(line: Line, body: Body) -> Iterator[Line]:
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


def _parts(line: Line, body: Body) -> Iterator[Line]:
    for chunk in chunks(line, _APART):
        cuts = [0, *_between(chunk, body)]
        ends = [*cuts[1:], len(chunk.marks)]
        if len(cuts) >= _SPACED and len(cuts) == len(chunk.marks):
            # Letters that were set apart.
            yield chunk
        else:
            yield from (part(chunk, start, end) for start, end in zip(cuts, ends, strict=True))


def _between(line: Line, body: Body) -> Iterator[int]:
    """
    The marks of a line before which a column ends.
    """
    for index, (before, after) in enumerate(pairwise(line.marks), start=1):
        if after[1] - before[3] > _CLOSE * line.size and body.is_between(before[3], after[1]):
            yield index


def _apart(line: Line, body: Body) -> Line:
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
