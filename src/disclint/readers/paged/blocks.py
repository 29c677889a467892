"""
What stands on a page: lines of characters, paragraphs of lines, tables of cells.
"""

import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from attrs import define, field

# A character, its box in the direction of reading, and its number among those of the document.
Mark: TypeAlias = tuple[str, float, float, float, float, int]

_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?%?\Z")
# Characters on one line may stand so far, in heights, above or below each other.
_LEVEL = 0.5
# A gap of this part of the height between two characters; the same where the file writes a blank.
_GAP, _GAP_WHERE_WRITTEN = 0.35, 0.1
# Where nothing is written, a blank between other characters than letters and digits is as wide as this.
_WIDE = 1.0
# Wider margins than these are blanks, or words in the middle of their cells.
_MOST_PADDING = 16.0
# The same character printed again as near as this is one that was made bold.
_TWICE = 0.3


@define
class Line:
    """
    Characters beside each other, from left to right, without blanks.

    `gaps` are the indices of marks that stand apart from the one before; `blanks` those of them that
    a reader would call parted by a blank: justified Chinese stands apart everywhere.
    """

    marks: list[Mark]
    x0: float
    y0: float
    x1: float
    y1: float
    gaps: frozenset[int] = frozenset()
    blanks: frozenset[int] = frozenset()
    page: int = 0

    @property
    def size(self) -> float:
        """
        The height of the line.
        """
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        """
        The height at which its characters are centred.
        """
        return (self.y0 + self.y1) / 2

    def text(self) -> str:
        """
        What it says, with blanks.
        """
        return "".join(
            f" {mark[0]}" if index in self.blanks else mark[0] for index, mark in enumerate(self.marks)
        )


@define
class Cell:
    """
    A cell: its place and extent in the rows and columns of the table, and what stands in it.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    lines: list[Line] = field(factory=list)

    def text(self) -> str:
        """
        What it says, without blanks.
        """
        return "".join(mark[0] for line in self.lines for mark in line.marks)


@define
class Table:
    """
    A table: the positions of the borders of its columns and rows, and its cells in the order of rows.

    On the page it stands `shift` further right.
    """

    xs: list[float]
    ys: list[float]
    cells: list[Cell]
    shift: float = 0.0

    @property
    def rows(self) -> int:
        """
        How many rows it has.
        """
        return max((each.row + each.row_span for each in self.cells), default=0)

    def holds(self, x: float, y: float) -> bool:
        """
        Whether the point lies inside.
        """
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]


def padding(table: Table) -> float:
    """
    How much of a cell's width words leave free at its two sides together, in points.
    """
    beside = [
        each
        for cell in table.cells
        for line in cell.lines
        for each in (line.x0 - table.xs[cell.column], table.xs[cell.column + cell.column_span] - line.x1)
    ]
    return min(_MOST_PADDING, 2 * max(0.0, min(beside, default=0.0)))


def is_full(cell: Cell, line: Line, following: Line, xs: Sequence[float], padding: float) -> bool:
    """
    Whether a line of a cell has no room for the first character of the line that follows it.
    """
    char = following.marks[0]
    room = xs[cell.column + cell.column_span] - xs[cell.column] - (line.x1 - line.x0) - padding
    return room < char[3] - char[1]


def is_number(text: str) -> bool:
    """
    Whether `text` is one number.
    """
    return _NUMBER.match(text) is not None


def lines(marks: Iterable[Mark]) -> list[Line]:
    """
    The lines that the characters make, from the top.
    """
    found: list[list[Mark]] = []
    middle = height = 0.0
    line: list[Mark] = []
    for mark in sorted(marks, key=_middle):
        own = mark[4] - mark[2]
        at = mark[2] + own / 2
        higher = max(height, own)
        if line and at - middle <= _LEVEL * higher:
            line.append(mark)
            middle += (at - middle) / len(line)
            height = higher
        else:
            line = [mark]
            found.append(line)
            middle, height = at, own
    return [made for each in found if (made := _line(each)) is not None]


def _middle(mark: Mark) -> float:
    return mark[2] + mark[4]


def _left(mark: Mark) -> float:
    return mark[1]


def _line(marks: list[Mark]) -> Line | None:
    if len(marks) == 1 and not marks[0][0].isspace():
        return Line(marks, *marks[0][1:5])
    marks.sort(key=_left)
    kept: list[Mark] = []
    gaps, blanks = set(), set()
    owed = False
    last: Mark | None = None
    for mark in marks:
        char, x0, y0, x1, y1, _ = mark
        if char.isspace():
            owed = True
            continue
        if last is not None:
            before, left, top, right, bottom, _ = last
            size = min(bottom - top, y1 - y0)
            if char == before and x0 - left < _TWICE * (x1 - x0) and abs(y0 - top) < _TWICE * size:
                continue
            gap = x0 - right
            if gap > (_GAP_WHERE_WRITTEN if owed else _GAP) * size:
                gaps.add(len(kept))
                if owed or gap > _WIDE * size or (_is_word(before) and _is_word(char)):
                    blanks.add(len(kept))
        kept.append(mark)
        last, owed = mark, False
    if not kept:
        return None
    return Line(
        kept, kept[0][1], min(each[2] for each in kept), max(each[3] for each in kept),
        max(each[4] for each in kept), frozenset(gaps), frozenset(blanks),
    )  # fmt: skip


def _is_word(char: str) -> bool:
    return char.isascii() and char.isalnum()


def part(line: Line, start: int, end: int) -> Line:
    """
    The marks of a line from `start` to before `end` as a line.
    """
    marks = line.marks[start:end]
    gaps, blanks = (
        frozenset(each - start for each in found if start < each < end) for found in (line.gaps, line.blanks)
    )
    return Line(
        marks, marks[0][1], min(each[2] for each in marks), max(each[3] for each in marks),
        max(each[4] for each in marks), gaps, blanks, line.page,
    )  # fmt: skip


def chunks(line: Line, gap: float) -> list[Line]:
    """
    The stretches of a line between gaps wider than `gap` times the height.
    """
    cuts = [0]
    for index in sorted(line.gaps):
        before, after = line.marks[index - 1], line.marks[index]
        if after[1] - before[3] > gap * min(before[4] - before[2], after[4] - after[2]):
            cuts.append(index)
    return [part(line, start, end) for start, end in zip(cuts, [*cuts[1:], len(line.marks)], strict=True)]
