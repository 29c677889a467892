"""
Which tables of a page hold data, what their rows are, and where cells with spans stand.

Follows browsers: end tags are implied, a row span occupies later rows, text outside cells
belongs before the table.  A table around a table is layout, and so is one with a single cell
or with an article in a cell.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from attrs import define, frozen

from disclint.readers import markup
from disclint.readers.markup import END, START, TEXT, Token
from disclint.source.light import light

CELLS = frozenset(("td", "th"))
_PARTS = frozenset(("tr", "tbody", "thead", "tfoot", "table", "caption", "col", "colgroup"))
_STRUCTURE = CELLS | _PARTS
_SIZE = re.compile(r"\s*\+?([0-9]{1,9})")
_MOST = 1000
# No cell of a form is this long; an article set in a cell is.
ARTICLE = 1500


@light
class Cell:
    """
    A cell as written: the stretch of tokens inside it, and its spans.

    A row span of 0 means all rows that follow.
    """

    first: int
    last: int
    row_span: int
    column_span: int


class Place(NamedTuple):
    """
    Where a cell stands in the grid, from 0, and how far it reaches.
    """

    row: int
    column: int
    row_span: int
    column_span: int


@frozen
class Table:
    """
    A data table: its rows, and the tokens in it that are in no cell.

    What follows the last cell stays behind it: the table's end tag may be missing.
    """

    rows: tuple[tuple[Cell, ...], ...]
    before: tuple[Token, ...]
    after: tuple[Token, ...]


@define
class _Open:
    start: int
    cells: int = 0
    in_cell: bool = False
    is_layout: bool = False
    length: int = 0


def data_tables(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """
    The stretches of `tokens` that are data tables, in order.
    """
    found: list[tuple[int, int]] = []
    opened: list[_Open] = []
    inmost: _Open | None = None
    for index, (kind, value, _, _, _) in enumerate(tokens):
        if kind == TEXT:
            if inmost is not None and inmost.in_cell:
                inmost.length += len(value.strip())
                inmost.is_layout = inmost.is_layout or inmost.length > ARTICLE
        elif value == "table":
            _turn(kind, index, opened, found)
            inmost = opened[-1] if opened else None
        elif inmost is None:
            continue
        elif value in CELLS:
            inmost.in_cell = kind == START
            inmost.cells += kind == START
            inmost.length = 0
        elif value in _PARTS:
            inmost.in_cell = False
    found += [(each.start, len(tokens)) for each in opened if _holds_data(each)]
    return sorted(found)


def table(tokens: Sequence[Token], start: int, end: int) -> Table:
    """
    The data table in `tokens[start:end]`.
    """
    rows: list[list[Cell]] = []
    outside: list[Token] = []
    before, in_row, opened = 0, False, -1
    for index, token in enumerate(tokens[start:end], start):
        kind, value, _, _, _ = token
        if kind == TEXT or value not in _STRUCTURE:
            if opened < 0:
                outside.append(token)
            continue
        is_cell = value in CELLS
        if opened >= 0:
            rows[-1].append(_cell(tokens, opened, index))
            opened, before = -1, len(outside)
        if kind == START and (value == "tr" or (is_cell and not in_row)):
            rows.append([])
            in_row = True
        if is_cell:
            opened = index if kind == START else -1
        else:
            in_row = kind == START and value == "tr"
            outside.append(token)
    if opened >= 0:
        rows[-1].append(_cell(tokens, opened, end))
        before = len(outside)
    return Table(tuple(map(tuple, rows)), tuple(outside[:before]), tuple(outside[before:]))


def places(rows: Sequence[Sequence[Cell]]) -> list[list[Place]]:
    """
    The place of each cell of each row; columns beyond the thousandth occupy nothing below.
    """
    occupied: list[int] = []
    return [_placed(cells, row, len(rows) - row, occupied) for row, cells in enumerate(rows)]


def _placed(cells: Sequence[Cell], row: int, rows_left: int, occupied: list[int]) -> list[Place]:
    # `occupied[column]` is the first row in which the column is free again.
    found = []
    column = 0
    for cell in cells:
        while column < len(occupied) and occupied[column] > row:
            column += 1
        row_span = min(cell.row_span or rows_left, rows_left)
        found.append(Place(row, column, row_span, cell.column_span))
        if row_span > 1:
            _occupy(occupied, column, min(column + cell.column_span, _MOST), row + row_span)
        column += cell.column_span
    return found


def _occupy(occupied: list[int], start: int, end: int, below: int) -> None:
    occupied.extend([0] * (end - len(occupied)))
    occupied[start:end] = [max(below, each) for each in occupied[start:end]]


def _turn(kind: int, index: int, opened: list[_Open], found: list[tuple[int, int]]) -> None:
    # A table that begins between the cells of another ends that one.
    if opened and (kind == END or not opened[-1].in_cell):
        ended = opened.pop()
        if _holds_data(ended):
            found.append((ended.start, index))
    if kind == START:
        if opened:
            opened[-1].is_layout = True
        opened.append(_Open(index))


def _holds_data(opened: _Open) -> bool:
    return opened.cells > 1 and not opened.is_layout


def _cell(tokens: Sequence[Token], opened: int, last: int) -> Cell:
    _, _, _, _, written = tokens[opened]
    if not written or "span" not in written.lower():
        return Cell(opened + 1, last, 1, 1)
    attributes = markup.attributes(written)
    columns = max(1, _size(attributes.get("colspan", "")))
    return Cell(opened + 1, last, _size(attributes.get("rowspan", "")), columns)


def _size(written: str) -> int:
    match = _SIZE.match(written)
    return 1 if match is None else min(int(match[1]), _MOST)
