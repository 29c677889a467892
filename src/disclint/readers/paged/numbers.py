"""
The numbers of tables without any border: rows of them that belong together, and the columns in which they stand.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise

from attrs import define, frozen

from disclint.readers.paged.blocks import Line, chunks, is_number

# Values stand apart by this much of their height.
VALUES = 0.35
# So many numbers make a row of numbers; so many lines without any, and the table is over.
FEWEST, _BETWEEN = 3, 5
_DASHES = frozenset(("-", "—", "——", "/", "\\"))


@define
class Column:
    """
    Where the numbers of a column begin and end.
    """

    start: float
    end: float


@frozen
class Body:
    """
    The columns of numbers, the line of their first row, and that behind their last.
    """

    first: int
    end: int
    columns: Sequence[Column]

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
            return [0] if first - piece.x1 < piece.size and self.fits(piece, 0) else []
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

    def fits(self, piece: Line, column: int) -> bool:
        """
        Whether words are no wider than the column above which they stand.
        """
        own, last = self.columns[column], len(self.columns) - 1
        before, after = self.columns[max(0, column - 1)], self.columns[min(last, column + 1)]
        if column == 0:
            room = max(after.start - own.start, after.end - own.end)
        elif column == last:
            room = max(own.start - before.start, own.end - before.end)
        else:
            room = after.start - before.end
        return piece.x1 - piece.x0 <= room


def _start(column: Column) -> float:
    return column.start


def values(line: Line) -> list[Line]:
    """
    The numbers of a line, and the dashes in place of one.
    """
    return [each for each in chunks(line, VALUES) if is_number(each.text()) or each.text() in _DASHES]


def body_of(lines: Sequence[Line], start: int) -> Body | None:
    """
    The first rows of numbers from the line `start` on; None if there are none.
    """
    for first in range(start, len(lines)):
        if len(lines[first].gaps) + 1 >= FEWEST and len(values(lines[first])) >= FEWEST:
            rows = _rows(lines, first)
            # Where numbers touch, a row seems to have fewer.
            columns = [Column(each.x0, each.x1) for each in max(rows.values(), key=len)]
            for row in rows.values():
                widen(columns, row)
            return Body(first, max(rows) + 1, columns)
    return None


def widen(columns: Sequence[Column], row: Sequence[Line]) -> None:
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
    found = {first: values(lines[first])}
    last = first
    for at in range(first + 1, len(lines)):
        if at - last > _BETWEEN:
            break
        row = values(lines[at])
        if len(row) >= FEWEST and _are_alike(found[first], row):
            found[at] = row
            last = at
    return found


def _are_alike(row: Sequence[Line], other: Sequence[Line]) -> bool:
    """
    Whether two rows may be of one table: all that stands in the one stands above what stands in the other.
    """
    fewer, more = sorted((row, other), key=len)
    return all(any(a.x0 < b.x1 and b.x0 < a.x1 for b in more) for a in fewer)
