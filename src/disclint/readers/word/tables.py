"""
Which cells a Word table has, and where they stand: `gridBefore`, `gridSpan`, `vMerge`.

Columns are those that a reader sees: edges that lie a hair's breadth apart, as converted documents have them,
are one edge, and an empty cell between two such edges is none.
"""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from attrs import evolve, frozen

from disclint.readers.unreadable import Unreadable
from disclint.readers.word.names import W, number, value
from disclint.readers.xmltree import whole

# Two millimetres in twentieths of a point: no column of a form is as narrow.
_SLIVER = 114
_MOST_COLUMNS = 1000
_MOST_CELLS = 200_000
_CELL, _ROW = f"{W}tc", f"{W}tr"
_PROPERTIES, _CELL_PROPERTIES = f"{W}trPr", f"{W}tcPr"
_GONE_ROW = (f"{W}del", f"{W}moveFrom")
_GONE_CELL = f"{W}cellDel"
_ROW_CHANGES = {
    f"{W}ins": "inserted", f"{W}del": "deleted", f"{W}cellIns": "inserted", f"{W}cellDel": "deleted",
}  # fmt: skip
_TEXT = f"{W}t"
_DELETED = frozenset((f"{W}del", f"{W}moveFrom"))


@frozen
class Cell:
    """
    A cell: row and column from 0, how far it reaches, and what holds its paragraphs.

    `continues` if it belongs to the cell above.
    """

    element: Element
    row: int
    column: int
    column_span: int
    row_span: int = 1
    continues: bool = False


def rows(table: Element) -> list[list[Cell]]:
    """
    The cells of each row in order, those that belong to the cell above left out.

    A row without cells, or one that a tracked change deleted, is an empty list.
    """
    placed = [_placed(row, at) for at, row in enumerate(_children(table, _ROW))]
    if sum(map(len, placed)) > _MOST_CELLS:
        raise Unreadable.of("oversized")
    return _merged(_seen(placed, _edges(table)))


def changes(table: Element) -> Iterator[tuple[str, Element]]:
    """
    The tracked changes of whole rows and cells: `inserted` or `deleted`, and the element that says so.
    """
    for row in _children(table, _ROW):
        marked = [row.find(_PROPERTIES), *(each.find(_CELL_PROPERTIES) for each in _children(row, _CELL))]
        for each in (inside for properties in marked if properties is not None for inside in properties):
            if each.tag in _ROW_CHANGES:
                yield _ROW_CHANGES[each.tag], each


def _children(parent: Element, name: str) -> Iterator[Element]:
    # Content controls and tracked changes stand around rows and cells.
    stack = list(reversed(list(parent)))
    while stack:
        each = stack.pop()
        if each.tag == name:
            yield each
        elif each.tag in (_CELL, _ROW) or each.tag in _DELETED:
            continue
        else:
            stack.extend(reversed(list(each)))


def _placed(row: Element, at: int) -> list[Cell]:
    properties = row.find(_PROPERTIES)
    column = 0
    if properties is not None:
        if any(properties.find(each) is not None for each in _GONE_ROW):
            return []
        column = _reach(properties.find(f"{W}gridBefore"), least=0)
    found = []
    for each in _children(row, _CELL):
        own = each.find(_CELL_PROPERTIES)
        span = 1 if own is None else _reach(own.find(f"{W}gridSpan"))
        merged = None if own is None else own.find(f"{W}vMerge")
        if own is not None and own.find(_GONE_CELL) is not None:
            continue
        continues = merged is not None and value(merged) in (None, "continue")
        found.append(Cell(each, at, column, span, continues=continues))
        column += span
    return found


def _reach(element: Element | None, *, least: int = 1) -> int:
    written = number(element)
    return least if written is None else min(max(least, written), _MOST_COLUMNS)


def _edges(table: Element) -> list[int] | None:
    """
    How far from the left each edge of the declared grid is; None if the grid says nothing.
    """
    grid = table.find(f"{W}tblGrid")
    widths = [] if grid is None else [whole(each.get(f"{W}w")) for each in grid.findall(f"{W}gridCol")]
    if not widths or len(widths) > _MOST_COLUMNS or any(each is None for each in widths):
        return None
    edges = [0]
    for each in widths:
        edges.append(edges[-1] + max(0, each or 0))
    return edges


def _seen(placed: list[list[Cell]], edges: Sequence[int] | None) -> list[list[Cell]]:
    """
    The cells by the columns that a reader sees.
    """
    used = {at for row in placed for each in row for at in (each.column, each.column + each.column_span)}
    column = _columns(sorted(used), edges)
    found = []
    for row in placed:
        kept = []
        for each in row:
            first, end = column[each.column], column[each.column + each.column_span]
            if first == each.column and end - first == each.column_span:
                kept.append(each)
            elif end > first or any(text.text for text in each.element.iter(_TEXT)):
                kept.append(evolve(each, column=first, column_span=max(1, end - first)))
        found.append(kept)
    return found


def _columns(used: Sequence[int], edges: Sequence[int] | None) -> dict[int, int]:
    """
    The number of the column that begins at each edge in use; edges close together begin one.
    """
    if not used or edges is None or not edges[-1]:
        return {at: index for index, at in enumerate(used)}
    sliver = min(_SLIVER, edges[-1] // len(used) // 6)
    found: dict[int, int] = {}
    last, count = None, -1
    for at in used:
        # Beyond the declared grid every edge is one of its own.
        distance = edges[at] if at < len(edges) else None
        if last is None or distance is None or distance - last >= sliver:
            last, count = distance, count + 1
        found[at] = count
    return found


def _merged(placed: list[list[Cell]]) -> list[list[Cell]]:
    """
    The cells without those that continue one above, which reaches down to them instead.
    """
    open_at: dict[int, tuple[int, int]] = {}
    found: list[list[Cell]] = []
    for at, row in enumerate(placed):
        kept: list[Cell] = []
        above, open_at = open_at, {}
        for each in row:
            origin = above.get(each.column) if each.continues else None
            if origin is not None:
                head, index = origin
                started = found[head][index]
                found[head][index] = evolve(started, row_span=at - started.row + 1)
                open_at[each.column] = origin
            else:
                open_at[each.column] = (at, len(kept))
                kept.append(each)
        if not row:
            # A deleted row parts nothing.
            open_at = above
        found.append(kept)
    return found
