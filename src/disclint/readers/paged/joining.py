"""
Tables that a page break cut in two made one again.

    rest := repeated-header? cut-row? row*

The parts have the same width; header rows that the next page repeats are left out, and what the
break cut through (a row, a cell over several rows) is joined where nothing was ruled off.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from attrs import evolve, frozen

from disclint.readers.paged.blocks import Cell, Line, Table, is_full, is_number, padding
from disclint.source import fold

_ALIKE = 6.0
_SAME = 4.0
# What remains beside the text of a cell that was full: its margins in points, and a part of a character.
_PADDING, _FULL = 10.8, 0.9
# The margins of a cell beside a number that was wrapped.
_MARGINS = 13.0
# What begins so is a label of its own.
_OPENS = re.compile(r"\(?[一二三四五六七八九十]{1,3}[、)]|\(?\d{1,2}[.、)](?!\d)")


@frozen
class _Room:
    """
    The borders of the columns, and how much of a cell's width its words leave free.
    """

    xs: Sequence[float]
    padding: float


def fits(table: Table, rest: Table) -> bool:
    """
    Whether `rest` has the left and right borders of `table`.
    """
    return abs(table.xs[0] - rest.xs[0]) <= _ALIKE and abs(table.xs[-1] - rest.xs[-1]) <= _ALIKE


def joined(table: Table, rest: Table) -> Table:
    """
    The one table that both are.
    """
    xs = _columns(table, rest)
    upper, lower = _placed(table, xs), _placed(rest, xs)
    repeated = _repeated(upper, lower)
    lower = [evolve(each, row=each.row - repeated) for each in lower if each.row >= repeated]
    height = table.rows
    ys = [*table.ys, *(table.ys[-1] + each - rest.ys[repeated] for each in rest.ys[repeated + 1 :])]
    if lower:
        lower, cut = _sewn(upper, lower, height, _Room(xs, min(padding(table), padding(rest))))
        if cut:
            height -= 1
            ys.pop(table.rows)
    upper.extend(evolve(each, row=each.row + height) for each in lower)
    return Table(xs, ys, upper, shift=table.shift)


def _columns(table: Table, rest: Table) -> list[float]:
    xs: list[float] = []
    for each in sorted([*table.xs, *rest.xs]):
        if not xs or each - xs[-1] > _SAME:
            xs.append(each)
    return xs


def _placed(table: Table, xs: Sequence[float]) -> list[Cell]:
    if table.xs == xs:
        # Mostly the parts have the same columns, and there may be hundreds of them.
        return list(table.cells)

    def column(at: float) -> int:
        near = bisect_left(xs, at - _SAME)
        return min(near, len(xs) - 1)

    placed = []
    for cell in table.cells:
        start, end = column(table.xs[cell.column]), column(table.xs[cell.column + cell.column_span])
        placed.append(evolve(cell, column=start, column_span=max(1, end - start)))
    return placed


def _repeated(upper: Sequence[Cell], lower: Sequence[Cell]) -> int:
    """
    How many rows at the top of the one are the first rows of the other again.
    """
    last = max((each.row for each in lower), default=0)
    count = 0
    for row in range(last + 1):
        first, again = _words(upper, row), _words(lower, row)
        if first != again or not any(words for _, words in again):
            break
        count = row + 1
    # A cell over several rows belongs to the header as a whole.
    while count and any(each.row < count < each.row + each.row_span for each in lower):
        count -= 1
    words = [each.text() for each in lower if each.row < count]
    return 0 if count > last or any(is_number(each) for each in words) else count


def _words(cells: Sequence[Cell], row: int) -> list[tuple[int, str]]:
    """
    What the cells of a row say, and in which column; cells come in the order of rows.
    """
    first, end = (bisect(cells, row, key=lambda each: each.row) for bisect in (bisect_left, bisect_right))
    return [(each.column, each.text()) for each in cells[first:end]]


def _sewn(upper: list[Cell], lower: list[Cell], height: int, room: _Room) -> tuple[list[Cell], bool]:
    """
    The lower cells without what went on from the upper ones, and whether a row was cut through.
    """
    above = {each.column: each for each in upper if each.row + each.row_span == height}
    top = [each for each in lower if each.row == 0]
    pairs = [(above.get(each.column), each) for each in top]
    same = all(a is not None and a.column_span == b.column_span for a, b in pairs)
    if same and len(above) == len(top) and len(top) > 1 and _is_cut([(a, b) for a, b in pairs if a], room):
        for a, b in pairs:
            if a is not None:
                a.lines.extend(b.lines)
                a.row_span += b.row_span - 1
        return [each for each in lower if each.row > 0], True
    kept = []
    for a, b in zip([above.get(each.column) for each in lower], lower, strict=True):
        if b.row == 0 and b.row_span > 1 and a is not None and a.column_span == b.column_span and _continues(a, b, room):  # fmt: skip
            a.lines.extend(b.lines)
            a.row_span += b.row_span
        else:
            kept.append(b)
    return kept, False


def _is_cut(pairs: Sequence[tuple[Cell, Cell]], room: _Room) -> bool:
    """
    Whether two rows are the parts of one: what is in one of them is not in the other, unless it was wrapped.
    """
    both = [(a, b) for a, b in pairs if a.lines and b.lines]
    if not any(b.lines for _, b in pairs):
        return False
    if all(not b.lines or _is_rest(a, b, room.xs) for a, b in pairs):
        return True
    if any(is_number(b.text()) or is_number(a.text()) for a, b in both):
        return False
    numbers = [is_number(a.text()) or is_number(b.text()) for a, b in pairs]
    if both and not any(numbers):
        # A header of words, which may be cut too: all that stands below goes on from cells that were full, and others end.
        ends = any(not b.lines for _, b in pairs) and all(a.lines or not b.lines for a, b in pairs)
        return ends and all(_goes_on(a, b, room) for a, b in both)
    if both:
        filled = not any(is_number(b.text()) for _, b in pairs)
        return all(_goes_on(a, b, room) or (filled and _is_label_rest(a, b)) for a, b in both)
    return any(a.lines for a, _ in pairs) and any(numbers)


def _is_label_rest(above: Cell, below: Cell) -> bool:
    """
    Whether words without a number stand below a numbered label.

    What keeps together (及“三) goes to the next line before this one is full.
    """
    return bool(_OPENS.match(fold(above.text()))) and not _OPENS.match(fold(below.text()))


def _is_rest(above: Cell, below: Cell, xs: Sequence[float]) -> bool:
    """
    Whether a cell holds the last digits of a number that the cell above has no room for.
    """
    if not (is_number(above.text()) and below.text().isdigit()):
        return False
    digit = below.lines[0].marks[0]
    width = xs[above.column + above.column_span] - xs[above.column]
    return width - (above.lines[-1].x1 - above.lines[-1].x0) <= _MARGINS + digit[3] - digit[1]


def _continues(above: Cell, below: Cell, room: _Room) -> bool:
    """
    Whether a cell over several rows goes on below the page break.
    """
    if not below.lines:
        return True
    if is_number(above.text()) or is_number(below.text()):
        return False
    return bool(above.lines) and _goes_on(above, below, room)


def _goes_on(above: Cell, below: Cell, room: _Room) -> bool:
    """
    Whether the words of a cell go on in the cell below: there was no room for more, and no label of its own begins.
    """
    if _OPENS.match(fold(below.text())):
        return False
    line: Line = above.lines[-1]
    width = room.xs[above.column + above.column_span] - room.xs[above.column]
    return width - (line.x1 - line.x0) < _FULL * line.size + _PADDING or is_full(
        above, line, below.lines[0], room.xs, room.padding
    )
