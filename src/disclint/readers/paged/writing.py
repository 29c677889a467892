"""
Blocks to text: a line a paragraph, a line a table row with bars, and the box of every character.
"""

from collections.abc import Sequence

from attrs import define, field

from disclint.readers.paged.blocks import Cell, Line, Table
from disclint.readers.paged.flowing import Paragraph, needs_blank
from disclint.source import Gap, Grid, GridCell, Place, Span

_BAR = " | "
# The margins of a cell, in points: a line that leaves no more room, but for another digit, was wrapped.
_PADDING = 13.0
Box = tuple[float, float, float, float]


@define
class Writer:
    """
    A text under construction, its grids and its places; `boxes` are those of the marks, by number, with their page.
    """

    boxes: Sequence[tuple[int, Box]]
    parts: list[str] = field(factory=list)
    places: list[Place] = field(factory=list)
    grids: list[Grid] = field(factory=list)
    length: int = 0

    def paragraph(self, paragraph: Paragraph) -> None:
        """
        Append a paragraph as a line.
        """
        before: Line | None = None
        for line in paragraph.lines:
            if before is not None and needs_blank(before, line):
                self._put(" ")
            self._line(line)
            before = line
        self._put("\n")

    def table(self, table: Table, page: int) -> None:
        """
        Append a table, a line for each row in which a cell begins; empty cells are placed on `page`.
        """
        start = self.length
        placed = []
        row = None
        for cell in table.cells:
            if cell.row == row:
                self._put(_BAR)
            elif row is not None:
                self._put("\n")
            row = cell.row
            first = self.length
            self._cell(cell, table)
            if first == self.length:
                box = (
                    table.shift + table.xs[cell.column], table.ys[cell.row],
                    table.shift + table.xs[cell.column + cell.column_span], table.ys[cell.row + cell.row_span],
                )  # fmt: skip
                self.places.append(Place(first, 0, page=page, box=box))
            placed.append(
                GridCell(Span(first, self.length), cell.row, cell.column, cell.row_span, cell.column_span)
            )
        if placed:
            self.grids.append(Grid(Span(start, self.length), tuple(placed)))
            self._put("\n")

    def gap(self, page: int, box: Box) -> Gap:
        """
        Append an empty line for a page of which nothing was read; it is all in the box.
        """
        found = Gap(self.length, f"page {page}", cuts=True)
        self.places.append(Place(self.length, 0, page=page, box=box))
        self._put("\n")
        return found

    def text(self) -> str:
        """
        All that was appended.
        """
        return "".join(self.parts)

    def _cell(self, cell: Cell, table: Table) -> None:
        width = table.xs[cell.column + cell.column_span] - table.xs[cell.column]
        before: Line | None = None
        for line in cell.lines:
            if before is not None and _parted(before, line, width):
                self._put(" ")
            self._line(line)
            before = line

    def _line(self, line: Line) -> None:
        parts, places, boxes, blanks = self.parts, self.places, self.boxes, line.blanks
        at = self.length
        for index, mark in enumerate(line.marks):
            if index in blanks:
                parts.append(" ")
                at += 1
            char = mark[0]
            page, box = boxes[mark[5]]
            places.append(Place(at, len(char), None, None, None, page, box))
            parts.append(char)
            at += len(char)
        self.length = at

    def _put(self, written: str) -> None:
        self.parts.append(written)
        self.length += len(written)


def _parted(before: Line, line: Line, width: float) -> bool:
    # A number that is too long for its cell goes on below; two numbers in a cell are two.
    a, b = before.marks[-1][0], line.marks[0][0]
    if not (a.isascii() and a.isalnum() and b.isascii() and b.isalnum()):
        return False
    digit = line.marks[0][3] - line.marks[0][1]
    return width - (before.x1 - before.x0) > _PADDING + digit
