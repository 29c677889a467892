"""
Borders to cells: the grid that lines draw, cells that no line parts being one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from disclint.readers.paged.blocks import Cell, Mark, Table, lines
from disclint.readers.paged.rulings import GAP, Group, Ruling, positions

# Crossing lines that reach further than this beyond the last border leave a table open there.
_BEYOND = 5.0
MOST_CELLS = 40_000


def drawn(group: Group) -> Table | None:
    """
    The table that a group of lines draws, without its text; None if it has but one cell.
    """
    xs = positions(group.upright, group.level, beyond=_BEYOND)
    ys = positions(group.level, group.upright, beyond=_BEYOND)
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or not 1 < columns * rows <= MOST_CELLS:
        return None
    right = _walls(group.upright, xs, ys)
    below = _walls(group.level, ys, xs)
    cells = regions(rows, columns, right, below)
    if len(cells) < 2:
        return None
    return Table(xs, ys, cells)


def _walls(lines: Sequence[Ruling], along: Sequence[float], across: Sequence[float]) -> list[list[bool]]:
    """
    For each position, and each stretch between two of the other axis, whether lines, which come in order, cover half of it.
    """
    found = []
    places = [each.at for each in lines]
    for at in along:
        near = lines[bisect_left(places, at - GAP) : bisect_right(places, at + GAP)]
        row = []
        for start, end in pairwise(across):
            length = sum(max(0.0, min(each.end, end) - max(each.start, start)) for each in near)
            row.append(length >= (end - start) / 2)
        found.append(row)
    return found


def regions(rows: int, columns: int, right: list[list[bool]], below: list[list[bool]]) -> list[Cell]:
    """
    The cells of a grid by the stretches of its columns' and its rows' borders that are drawn.
    """
    parent = list(range(rows * columns))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for row in range(rows):
        for column in range(columns):
            at = row * columns + column
            if column + 1 < columns and not right[column + 1][row]:
                parent[root(at + 1)] = root(at)
            if row + 1 < rows and not below[row + 1][column]:
                parent[root(at + columns)] = root(at)
    members: dict[int, list[int]] = {}
    for at in range(rows * columns):
        members.setdefault(root(at), []).append(at)
    return sorted(
        (cell for each in members.values() for cell in _rectangles(each, columns)),
        key=lambda each: (each.row, each.column),
    )


def _rectangles(members: list[int], columns: int) -> list[Cell]:
    """
    The cell that the members make; if they are no rectangle, one for each run in a row.
    """
    top, bottom = members[0] // columns, members[-1] // columns
    left, right = min(each % columns for each in members), max(each % columns for each in members)
    if (bottom - top + 1) * (right - left + 1) == len(members):
        return [Cell(top, left, bottom - top + 1, right - left + 1)]
    runs: list[Cell] = []
    for each in members:
        row, column = divmod(each, columns)
        if runs and runs[-1].row == row and runs[-1].column + runs[-1].column_span == column:
            runs[-1].column_span += 1
        else:
            runs.append(Cell(row, column, 1, 1))
    return runs


def fill(table: Table, marks: Sequence[Mark]) -> list[Mark]:
    """
    Put the characters that stand inside a table into its cells; the others come back.
    """
    at = {
        (row, column): number
        for number, cell in enumerate(table.cells)
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    inside: dict[int, list[Mark]] = {}
    outside: list[Mark] = []
    left, right, top, bottom = table.xs[0], table.xs[-1], table.ys[0], table.ys[-1]
    for mark in marks:
        x, y = (mark[1] + mark[3]) / 2, (mark[2] + mark[4]) / 2
        if left <= x < right and top <= y < bottom:
            number = at[bisect_right(table.ys, y) - 1, bisect_right(table.xs, x) - 1]
            inside.setdefault(number, []).append(mark)
        else:
            outside.append(mark)
    for number, own in inside.items():
        table.cells[number].lines = lines(own)
    return outside
