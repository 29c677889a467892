"""
The paragraphs and tables of a Word document in order, each with a name of its own.

A table around a table is layout, and so is one with a single cell or with an article in a cell: its
cells are read as paragraphs.
"""

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from attrs import define, evolve, field

from disclint.readers.unreadable import Unreadable
from disclint.readers.word import objects, tables
from disclint.readers.word.chunks import Chunks
from disclint.readers.word.inline import (
    ALTERNATIVES,
    GONE,
    INSERTED,
    RUN_PROPERTIES,
    TEXT,
    UNSEEN,
    Inline,
    chosen,
)
from disclint.readers.word.names import W, value
from disclint.readers.word.numbering import Numbering
from disclint.readers.word.page import Block, Page
from disclint.readers.writer import trimmed
from disclint.source import Gap, Grid, GridCell, Span

_P, _TABLE = f"{W}p", f"{W}tbl"
_SORTS = {**INSERTED, **GONE}
# No cell of a form is this long; an article set in a cell is.
_ARTICLE = 1500
_DEEPEST = 40
_BAR = " | "
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@define
class Scope:
    """
    What paragraphs and tables are counted in: the body or a text box; a cell is one block for all in it.
    """

    prefix: str = ""
    cell: Block | None = None
    paragraphs: int = 0
    tables: int = 0

    def paragraph(self) -> Block:
        """
        The block of the next paragraph.
        """
        self.paragraphs += 1
        return self.cell or Block(f"{self.prefix}p{self.paragraphs}")

    def table(self) -> str:
        """
        The name of the next table.
        """
        self.tables += 1
        return f"{self.cell.name}/t{self.tables}" if self.cell else f"{self.prefix}t{self.tables}"


@define
class Walk:
    """
    A walk through a document, and what was found on it.
    """

    inline: Inline
    numbering: Numbering
    chunks: Chunks
    grids: list[Grid] = field(factory=list)
    _taken: set[str] = field(factory=set)
    _depth: int = 0

    @property
    def page(self) -> Page:
        """
        The text so far.
        """
        return self.inline.page

    def blocks(self, parent: Element, scope: Scope) -> None:
        """
        The paragraphs and tables in `parent`.  Raises Unreadable for nesting that nobody writes.
        """
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Unreadable.of("damaged")
        for each in parent:
            if each.tag == _P:
                self._paragraph(each, scope)
            elif each.tag == _TABLE:
                self._table(each, scope.table())
            elif each.tag == ALTERNATIVES:
                self.blocks(chosen(each), scope)
            elif each.tag == objects.ALTERNATIVE_CHUNK:
                self._chunk(each)
            elif each.tag == f"{W}commentRangeStart":
                self.inline.changes.comment_begins(each, self.page.length)
            elif len(each) and each.tag not in UNSEEN and each.tag not in GONE:
                self.blocks(each, scope)
        self._depth -= 1

    def _chunk(self, element: Element) -> None:
        # Each is read once: a part may be named a thousand times.
        id = element.get(_RELATION) or ""
        found = None if self.page.in_cell or id in self._taken else self.chunks(id)
        self._taken.add(id)
        if found is None:
            self.inline.gaps.append(Gap(self.page.length, objects.DOCUMENT, cuts=False))
            return
        self.page.end(self.inline.at)
        start = self.page.length
        self.page.take(found, f"chunk{len(self._taken)}", self.inline.at)
        self.grids.extend(_moved(each, start) for each in found.grids)
        self.inline.pictures.extend(start + each for each in found.pictures)

    def _paragraph(self, paragraph: Element, scope: Scope) -> None:
        block = scope.paragraph()
        properties = paragraph.find(f"{W}pPr")
        if properties is not None and self.numbering.styles.hides(value(properties.find(f"{W}pStyle"))):
            return
        marked = None if properties is None else properties.find(RUN_PROPERTIES)
        gone = _mark(marked, GONE)
        start, counted = self.page.length, self._changes()
        self._label(paragraph, properties, block, counts=gone is None)
        boxes = self.inline.words(paragraph, block)
        if gone is None:
            self.page.end_line(block, self.inline.at)
        # A paragraph added or deleted as a whole is one change, its words and its end.
        change = _mark(marked, INSERTED) if gone is None else gone
        if change is not None and self._changes() == counted and (sort := _SORTS[change.tag]):
            self.inline.changes.changed(sort, change, self.inline.span(start))
        for index, box in enumerate(boxes, 1):
            self.page.end(self.inline.at)
            self.blocks(box, Scope(f"{block.name}/box{index}/"))
            self.page.end(self.inline.at)

    def _changes(self) -> int:
        return sum(self.inline.changes.counts.values())

    def _label(self, paragraph: Element, properties: Element | None, block: Block, *, counts: bool) -> None:
        # A paragraph that is gone is not counted; one without words is, but shows nothing.
        if not counts and not _has_words(paragraph):
            return
        words = self.numbering.label(properties)
        if words and _has_words(paragraph):
            self.page.label(block, words, self.inline.at)

    def _table(self, table: Element, name: str) -> None:
        self._depth += 1
        rows = tables.rows(table)
        for sort, change in tables.changes(table):
            self.inline.changes.changed(sort, change, self.inline.span(self.page.length))
        if not any(rows):
            pass
        elif _is_layout(table, rows):
            self._layout(rows, name)
        elif self.page.in_cell:
            self._words(rows, name)
        else:
            self._data(rows, name)
        self._depth -= 1

    def _layout(self, rows: list[list[tables.Cell]], name: str) -> None:
        for cell in (each for row in rows for each in row):
            self.page.end(self.inline.at)
            self.blocks(cell.element, Scope(cell=Block(_cell_name(name, cell))))
            self.page.end(self.inline.at)

    def _words(self, rows: list[list[tables.Cell]], name: str) -> None:
        # A table that hangs in a cell of another is no grid; what it says belongs to that cell.
        for cell in (each for row in rows for each in row):
            self.blocks(cell.element, Scope(cell=Block(_cell_name(name, cell))))

    def _data(self, rows: list[list[tables.Cell]], name: str) -> None:
        writer = self.page.writer
        self.page.end(self.inline.at)
        found: list[GridCell] = []
        for row in rows:
            for index, each in enumerate(row):
                if index:
                    writer.insert(_BAR, self.inline.at)
                span = self._cell(each, _cell_name(name, each))
                found.append(GridCell(span, each.row, each.column, each.row_span, each.column_span))
            if row:
                writer.insert("\n", self.inline.at)
        self.grids.append(Grid(Span(found[0].span.start, found[-1].span.end), tuple(found)))

    def _cell(self, cell: tables.Cell, name: str) -> Span:
        block = Block(name)
        self.page.begin_cell(block)
        start = self.page.length
        self.blocks(cell.element, Scope(cell=block))
        self.page.end_cell()
        return self.inline.span(start)


def walked(body: Element, numbering: Numbering, chunks: Chunks) -> Walk:
    """
    The walk through the body of a document that takes in these others.
    """
    origins: dict[Element, int] = {}
    at = 0
    for each in body.iter(TEXT):
        origins[each] = at
        at += len(each.text or "")
    walk = Walk(Inline(origins, numbering.styles), numbering, chunks)
    walk.blocks(body, Scope())
    return walk


def grids(found: Sequence[Grid], text: str) -> tuple[Grid, ...]:
    """
    The tables that hold data, their cells without blanks around what is in them.
    """
    return tuple(Grid(each.span, tuple(_without_blanks(text, cell) for cell in each.cells)) for each in found)


def _moved(grid: Grid, by: int) -> Grid:
    """
    The table of a text that begins at an offset of another.
    """
    cells = (evolve(each, span=Span(each.span.start + by, each.span.end + by)) for each in grid.cells)
    return Grid(Span(grid.span.start + by, grid.span.end + by), tuple(cells))


def _without_blanks(text: str, cell: GridCell) -> GridCell:
    span = trimmed(text, cell.span.start, cell.span.end)
    return cell if span == cell.span else evolve(cell, span=span)


def file_text(body: Element) -> str:
    """
    The characters of all `w:t`, which origins count in.
    """
    return "".join(each.text or "" for each in body.iter(TEXT))


def _mark(properties: Element | None, names: Mapping[str, str]) -> Element | None:
    if properties is None:
        return None
    return next((each for each in properties if each.tag in names), None)


def _has_words(paragraph: Element) -> bool:
    return any(each.text and each.text.strip() for each in paragraph.iter(TEXT))


def _cell_name(table: str, cell: tables.Cell) -> str:
    return f"{table}/r{cell.row + 1}/c{cell.column + 1}"


def _is_layout(table: Element, rows: list[list[tables.Cell]]) -> bool:
    if sum(map(len, rows)) <= 1 or sum(1 for _ in zip(range(2), table.iter(_TABLE), strict=False)) > 1:
        return True
    lengths = (sum(len(each.text or "") for each in cell.element.iter(TEXT)) for row in rows for cell in row)
    return any(each > _ARTICLE for each in lengths)
