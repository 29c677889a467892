"""
Cells that hold the numbers of several columns or rows because a border between them is not drawn.

Numbers of a table stand above each other: what several lines have side by side are columns.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from disclint.readers.paged.blocks import Cell, Line, Table, chunks, is_full, is_number, padding, part

# A gap of this part of the height parts two values; two words of a header stand further apart.
_VALUES, _WORDS = 0.35, 0.8
_SEVERAL = 2
# A first line that fills so much of its cell was wrapped.
_FULL = 0.8
_LEVEL = 0.5
# A border that stands beside a word leaves so much, in points.
_BESIDE = 0.5


def split(table: Table) -> None:
    """
    Part such cells of the table, which gets the columns and rows that it lacks.
    """
    _rows(table)
    several = [(cell, pieces) for cell in table.cells for line in cell.lines if (pieces := _values(line))]
    if not several:
        return
    wanting = [pieces for cell, pieces in several if not _apart(table, cell, pieces)]
    words = [line for cell in table.cells for line in cell.lines if not _values(line)]
    inferred = _borders(wanting, words)
    if inferred:
        _insert(table, inferred)
    counted = {id(cell) for cell, _ in several}
    first = min(_column(table, each) for _, pieces in several for each in pieces if is_number(each.text()))
    table.cells = [
        each
        for cell in table.cells
        for each in (
            _parted(table, cell, first, numeric=id(cell) in counted)
            if cell.column_span > 1 and (inferred or id(cell) in counted)
            else [cell]
        )
    ]


def _values(line: Line) -> list[Line]:
    """
    The pieces of a line that holds several numbers; none of another.
    """
    if len(line.gaps) + 1 < _SEVERAL:
        return []
    pieces = chunks(line, _VALUES)
    return pieces if sum(is_number(each.text()) for each in pieces) >= _SEVERAL else []


def _column(table: Table, piece: Line) -> int:
    return min(max(bisect_right(table.xs, (piece.x0 + piece.x1) / 2) - 1, 0), len(table.xs) - 2)


def _apart(table: Table, cell: Cell, pieces: Sequence[Line]) -> bool:
    """
    Whether the columns that other rows draw keep the values of a cell apart.
    """
    numbers = [_column(table, each) for each in pieces if is_number(each.text())]
    inside = range(cell.column, cell.column + cell.column_span)
    return len(set(numbers)) == len(numbers) and all(each in inside for each in numbers)


def _borders(rows: Sequence[Sequence[Line]], heads: Sequence[Line]) -> list[float]:
    """
    Where borders must stand so that the values of the rows are in columns of their own, and few words of `heads` are cut.
    """
    spans = sorted((each.x0, each.x1) for pieces in rows for each in pieces if is_number(each.text()))
    columns: list[list[float]] = []
    for start, end in spans:
        if columns and start < columns[-1][1]:
            columns[-1][1] = max(columns[-1][1], end)
        else:
            columns.append([start, end])
    if not columns:
        return []
    words = [
        each.x1
        for pieces in rows
        for each in pieces
        if not is_number(each.text()) and each.x1 <= columns[0][0]
    ]
    between = [_border(left[1], right[0], heads) for left, right in pairwise(columns)]
    return [*([(max(words) + columns[0][0]) / 2] if words else []), *between]


def _border(start: float, end: float, heads: Sequence[Line]) -> float:
    """
    Where between two columns of numbers a border cuts the fewest words; in the middle, if that is as good as anywhere.
    """
    middle = (start + end) / 2
    gaps = [
        (line.marks[each - 1][3] + line.marks[each][1]) / 2
        for line in heads
        if line.x0 < end and start < line.x1
        for each in line.gaps
    ]
    ends = [each for line in heads for each in (line.x0 - _BESIDE, line.x1 + _BESIDE)]
    places = [middle, *(each for each in (*gaps, *ends) if start <= each <= end)]
    return min(places, key=lambda at: (sum(_is_cut(line, at) for line in heads), abs(at - middle)))


def _is_cut(line: Line, at: float) -> bool:
    """
    Whether a border cuts a word.
    """
    if not line.x0 < at < line.x1:
        return False
    behind = next(index for index, mark in enumerate(line.marks) if mark[3] > at)
    return behind not in line.gaps or line.marks[behind][1] < at


def _insert(table: Table, borders: Iterable[float]) -> None:
    old = table.xs
    new = sorted({*old, *(each for each in borders if old[0] < each < old[-1])})
    for cell in table.cells:
        start, end = old[cell.column], old[cell.column + cell.column_span]
        cell.column = bisect_left(new, start)
        cell.column_span = bisect_left(new, end) - cell.column
    table.xs = new


def _parted(table: Table, cell: Cell, first: int, *, numeric: bool) -> list[Cell]:
    pieces = [
        piece
        for line in cell.lines
        for piece in (chunks(line, _VALUES) if numeric else _words(line, table.xs))
    ]
    if len(pieces) < _SEVERAL:
        return [cell]
    last = cell.column + cell.column_span - 1
    parted = {column: Cell(cell.row, column, cell.row_span, 1) for column in range(cell.column, last + 1)}
    for piece in pieces:
        column = min(max(_column(table, piece), cell.column), last)
        if column < first:
            # The words before the columns of numbers are one label, however its letters are spaced.
            column = cell.column
        parted[column].lines.append(piece)
    return list(parted.values())


def _words(line: Line, borders: Sequence[float]) -> list[Line]:
    """
    The words of a head: what stands far apart, or a border between.
    """
    found: list[Line] = []
    for chunk in chunks(line, _WORDS):
        cuts = [
            each
            for each in sorted(chunk.gaps)
            if bisect_left(borders, chunk.marks[each - 1][3]) < bisect_right(borders, chunk.marks[each][1])
        ]
        if len(chunk.gaps) + 1 == len(chunk.marks) > _SEVERAL:
            # Letters that were set apart.
            cuts = []
        ends = zip([0, *cuts], [*cuts, len(chunk.marks)], strict=True)
        found.extend(part(chunk, start, end) for start, end in ends)
    return found


def _rows(table: Table) -> None:
    cuts: dict[int, list[float]] = {}
    free = padding(table)
    rows: dict[int, list[Cell]] = {}
    for each in table.cells:
        if each.row_span == 1:
            rows.setdefault(each.row, []).append(each)
    for row, own in rows.items():
        stacked = [each for each in own if _is_stacked(table, each, free)]
        if len(stacked) >= _SEVERAL and len({len(each.lines) for each in stacked}) == 1:
            levels = list(zip(*(each.lines for each in stacked), strict=True))
            if all(_level(each) for each in levels):
                middles = [sum(each.middle for each in level) / len(level) for level in levels]
                cuts[row] = [(a + b) / 2 for a, b in pairwise(middles)]
    for row in sorted(cuts, reverse=True):
        _cut(table, row, cuts[row])


def _is_stacked(table: Table, cell: Cell, free: float) -> bool:
    """
    Whether a cell holds numbers below each other, and not one whose digits were wrapped.
    """
    if len(cell.lines) < _SEVERAL or not all(is_number(each.text()) for each in cell.lines):
        return False
    if all(is_full(cell, line, following, table.xs, free) for line, following in pairwise(cell.lines)):
        return False
    width = table.xs[cell.column + cell.column_span] - table.xs[cell.column]
    return cell.lines[0].x1 - cell.lines[0].x0 < _FULL * width


def _level(lines: Sequence[Line]) -> bool:
    middles = [each.middle for each in lines]
    return max(middles) - min(middles) < _LEVEL * min(each.size for each in lines)


def _cut(table: Table, row: int, at: Sequence[float]) -> None:
    more = len(at)
    table.ys[row + 1 : row + 1] = at
    cells: list[Cell] = []
    for cell in table.cells:
        if cell.row > row:
            cell.row += more
        elif cell.row + cell.row_span > row + 1 or len(cell.lines) <= more:
            cell.row_span += more if cell.row + cell.row_span > row else 0
        elif cell.row == row:
            parts = [Cell(row + each, cell.column, 1, cell.column_span) for each in range(more + 1)]
            for line in cell.lines:
                parts[bisect_right(at, line.middle)].lines.append(line)
            cells.extend(parts)
            continue
        cells.append(cell)
    table.cells = sorted(cells, key=lambda each: (each.row, each.column))
