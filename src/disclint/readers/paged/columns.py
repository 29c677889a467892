"""
Text in two columns: a page parted into what is read one after the other.

    page := (wide | left right)*

Columns are seen where prose fills both sides of a white strip in the middle.  What crosses the strip (a title, a table
as wide as the page) is read between what stands above it and what stands below; so is the heading of a section beside which nothing stands.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from statistics import median
from typing import TypeAlias

from attrs import define, evolve, field, frozen

from disclint.readers.paged import heading
from disclint.readers.paged import open as opened
from disclint.readers.paged.blocks import Line, Mark, Table, lines
from disclint.readers.paged.open import Stack

# The strip lies in the middle of the page, is as wide as this in points, and hardly anything reaches into it.
_FROM, _TO = 0.36, 0.64
_WIDE = 8
_CROSSING = 0.2
# A line across it has no gap as wide, in heights; punctuation that hangs out of a column leaves more.
_GAP = 0.4
# No page with fewer characters, and none as narrow, in points, has columns.
_FEW, _NARROW = 100, 200.0
# So many lines of so many characters begin and end, in heights, so near the margins of either column.
_LINES, _LONG, _BEGINS, _ENDS = 3, 8, 3.2, 1.6
_IDEOGRAPH = "\u2e80"
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、")
# More lines across the strip than these are those of a page without columns.
_TITLE = 3
# Right above and below a heading as wide as the page nothing stands in the other column, in points.
_CLEAR = 2.0

# From where to where something reaches.
_Range: TypeAlias = tuple[float, float]


@frozen
class Strip:
    """
    The white strip between two columns: where its middle is, and how much further right the second column begins than the first.
    """

    middle: float
    shift: float


@define
class Part:
    """
    What is read before the next part; in the right column all stands `shift` points further left than on the page.
    """

    marks: list[Mark] = field(factory=list)
    tables: list[Table] = field(factory=list)
    stacks: list[Stack] = field(factory=list)
    is_column: bool = False

    def __bool__(self) -> bool:
        """
        Whether anything is in it.
        """
        return bool(self.marks or self.tables or self.stacks)


def strip(marks: Sequence[Mark], tables: Sequence[Table]) -> Strip | None:
    """
    The white strip between two columns, of which one at least is prose and the other prose or tables, if a page has it.
    """
    if len(marks) < _FEW:
        return None
    left = min([*(each[1] for each in marks), *(each.xs[0] for each in tables)])
    right = max([*(each[3] for each in marks), *(each.xs[-1] for each in tables)])
    width = right - left
    if width < _NARROW:
        return None
    free, narrow = list(marks), []
    for each in tables:
        x0, x1, top, bottom = each.xs[0], each.xs[-1], each.ys[0], each.ys[-1]
        if x0 < left + _FROM * width and x1 > left + _TO * width:
            free = [mark for mark in free if not top <= mark[2] <= bottom]
        else:
            narrow.append(each)
            free = [mark for mark in free if not (x0 <= mark[1] <= x1 and top <= mark[2] <= bottom)]
    found = _widest(free, narrow, left, right) if len(free) >= _FEW else None
    if found is None:
        return None
    start, end = found
    middle = (start + end) / 2
    first = _prose([each for each in free if each[1] + each[3] < 2 * middle], left, start)
    second = _prose([each for each in free if each[1] + each[3] > 2 * middle], end, right)
    begins = [each.x0 for each in first] + [each.xs[0] for each in narrow if each.xs[-1] < middle]
    goes_on = [each.x0 for each in second] + [each.xs[0] for each in narrow if each.xs[0] > middle]
    # A column may hold nothing but a table.
    if not (first or second) or not begins or not goes_on:
        return None
    return Strip(middle, min(goes_on) - min(begins))


def shares(page: "Part", white: Strip) -> bool:
    """
    Whether a page has the columns of another: something on both sides, and hardly a line across the strip.
    """
    sides = {each[1] > white.middle for each in page.marks}
    boxes = {(each.ys[0], each.ys[-1]) for each in page.tables}
    return len(sides) > 1 and sum(each not in boxes for each in _crossing(page, white)) <= _TITLE


def _widest(marks: Sequence[Mark], tables: Sequence[Table], left: float, right: float) -> _Range | None:
    """
    The widest strip, somewhere in the middle, that hardly anything reaches into.
    """
    steps = [0] * (int(right - left) + 3)
    for _, x0, _, x1, _, _ in marks:
        steps[int(x0 - left)] += 1
        steps[int(x1 - left)] -= 1
    for each in tables:
        steps[int(each.xs[0] - left)] += each.rows
        steps[int(each.xs[-1] - left)] -= each.rows
    over = list(accumulate(steps))
    allowed = _CROSSING * median(over)
    best = (0, 0)
    first = int(len(over) * _FROM)
    for at in range(first, int(len(over) * _TO)):
        if over[at] > allowed:
            first = at + 1
        elif at + 1 - first > best[1] - best[0]:
            best = (first, at + 1)
    return (left + best[0], left + best[1]) if best[1] - best[0] >= _WIDE else None


def _prose(marks: Sequence[Mark], left: float, right: float) -> list[Line]:
    """
    The lines that fill the space between two margins; none if they are few.
    """
    found = [
        each for each in lines(marks)
        if each.x0 < left + _BEGINS * each.size and each.x1 > right - _ENDS * each.size
        and sum(mark[0] >= _IDEOGRAPH for mark in each.marks) >= _LONG
    ]  # fmt: skip
    return found if len(found) >= _LINES else []


def parts(page: Part, white: Strip) -> list[Part]:
    """
    What is on a page in the order in which it is read.
    """
    crossing = _merged([*_crossing(page, white)])
    ends = [end for _, end in crossing]
    # Bands between what crosses: left, right; and what crosses.
    left, right, wide = ([Part() for _ in range(len(crossing) + 1)] for _ in range(3))
    shift, middle = white.shift, white.middle

    def among(x: float, y: float) -> tuple[Part, bool]:
        at = bisect_left(ends, y)
        if at < len(crossing) and crossing[at][0] <= y:
            return wide[at], False
        return (right[at], True) if x > middle else (left[at], False)

    for mark in page.marks:
        part, shifted = among((mark[1] + mark[3]) / 2, (mark[2] + mark[4]) / 2)
        char, x0, y0, x1, y1, number = mark
        part.marks.append((char, x0 - shift, y0, x1 - shift, y1, number) if shifted else mark)
    for table in page.tables:
        part, shifted = among((table.xs[0] + table.xs[-1]) / 2, (table.ys[0] + table.ys[-1]) / 2)
        part.tables.append(_shifted(table, shift) if shifted else table)
    for stack in page.stacks:
        x0, y0, x1, y1 = opened.extent(stack)
        part, shifted = among((x0 + x1) / 2, (y0 + y1) / 2)
        part.stacks.append(
            [evolve(each, start=each.start - shift, end=each.end - shift) for each in stack]
            if shifted
            else stack
        )
    return list(_in_order(left, right, wide))


def _crossing(page: Part, white: Strip) -> Iterator[_Range]:
    """
    Where something is as wide as the page.
    """
    middle = white.middle
    boxes = [(each.xs[0], each.ys[0], each.xs[-1], each.ys[-1]) for each in page.tables]
    for stack in page.stacks:
        x0, top, x1, bottom = opened.extent(stack)
        # The first row stands above the first line.
        boxes.append((x0, top - min(line.at - top for line in stack if line.at > top), x1, bottom))
    wide = [box for box in boxes if box[0] < middle < box[2]]
    yield from ((box[1], box[3]) for box in wide)
    free = [
        each for each in page.marks
        if not each[0].isspace() and not any(box[1] <= (each[2] + each[4]) / 2 <= box[3] for box in wide)
    ]  # fmt: skip
    across = lines(free)
    yield from ((line.y0, line.y1) for line in across if _crosses(line, middle))
    yield from ((box[1], box[3]) for box in heading.boxes(across) if box[0] < middle < box[2])
    right = [each for each in free if each[1] + each[3] > 2 * middle]
    for line in lines(each for each in free if each[1] + each[3] <= 2 * middle):
        if _HEADING.match(line.text()) and _is_alone(line, right):
            yield line.y0, line.y1


def _crosses(line: Line, middle: float) -> bool:
    """
    Whether a line goes on over a place without a gap.
    """
    at = sum(each[1] + each[3] < 2 * middle for each in line.marks)
    return 0 < at < len(line.marks) and line.marks[at][1] - line.marks[at - 1][3] < _GAP * line.size


def _is_alone(line: Line, beside: Iterable[Mark]) -> bool:
    """
    Whether the other column has a gap where a line is, with something above and below.
    """
    above = below = False
    for _, _, top, _, bottom, _ in beside:
        if bottom <= line.y0 - _CLEAR:
            above = True
        elif top >= line.y1 + _CLEAR:
            below = True
        else:
            return False
    return above and below


def _merged(ranges: Sequence[_Range]) -> list[_Range]:
    found: list[_Range] = []
    for top, bottom in sorted(ranges):
        if found and top < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], bottom))
        else:
            found.append((top, bottom))
    return found


def _shifted(table: Table, shift: float) -> Table:
    return evolve(table, xs=[each - shift for each in table.xs], shift=shift)


def _in_order(left: Sequence[Part], right: Sequence[Part], wide: Sequence[Part]) -> Iterator[Part]:
    """
    The parts that hold anything; what has nothing beside it is as wide as the page.
    """
    waiting = Part()
    for first, second, crossing in zip(left, right, wide, strict=True):
        if first and second:
            if waiting:
                yield waiting
                waiting = Part()
            yield evolve(first, is_column=True)
            yield evolve(second, is_column=True)
        else:
            _take(waiting, first or second)
        _take(waiting, crossing)
    if waiting:
        yield waiting


def _take(part: Part, other: Part) -> None:
    part.marks.extend(other.marks)
    part.tables.extend(other.tables)
    part.stacks.extend(other.stacks)
