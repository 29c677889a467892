"""
XLSX: what the sheets of a workbook show, one line a row; hidden sheets, rows and columns are left out.

Rows of several cells that follow each other are a table: their cells stand between bars, empty ones too, and are
kept as grids.  A row of one cell is a paragraph.  Formulas show their saved results; one without is a notice,
and its cell is not taken for blank.  Merged cells stand where they begin.  A place is a cell of a sheet (`H12`), without columns inside.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from attrs import define, field, frozen

from disclint.readers.unreadable import Unreadable
from disclint.readers.workbook import cells, package
from disclint.readers.workbook.cells import Cell, Sheet
from disclint.readers.writer import Writer, trimmed
from disclint.source import Grid, GridCell, Notice, Place, Source, Span

_BAR = " | "
_MOST_CELLS = 200_000
# Shorter tables are no table of the form with remarks beside it.
_LONG = 5
_REMARKS = re.compile(r"备\s*注|说\s*明|备\s*考|(?:复|审)?[核查]对?(?:结果|意见|情况)?")
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")


@define
class _Page:
    """
    The text so far, and what was found on the way.
    """

    writer: Writer = field(factory=Writer)
    places: list[Place] = field(factory=list)
    grids: list[list[GridCell]] = field(factory=list)
    missing: list[Span] = field(factory=list)
    cells: int = 0


@frozen
class _Table:
    """
    Rows that follow each other, and the columns in which any of them has something.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]


def read(data: bytes, name: str) -> Source:
    """
    The source of an .xlsx file.  Raises Unreadable.
    """
    book = package.opened(data)
    page = _Page()
    for title, root in book.sheets:
        _write(page, title, cells.read(root, book))
    text = page.writer.text()
    uncalculated = (
        [Notice("uncalculated", page.missing[0], {"count": len(page.missing)})] if page.missing else []
    )
    return Source(
        text,
        name,
        "workbook",
        pieces=(),
        grids=tuple(_grid(text, each) for each in page.grids),
        places=tuple(page.places),
        notices=tuple(uncalculated),
        pending=frozenset(each.start for each in page.missing),
    )


def _write(page: _Page, title: str, sheet: Sheet) -> None:
    for block in _blocks(sheet):
        if isinstance(block, _Table):
            _write_table(page, title, sheet, block)
        else:
            _write_lines(page, title, block)


def _blocks(sheet: Sheet) -> Iterator[_Table | Cell]:
    """
    The paragraphs and tables of a sheet in order.
    """
    rows = sorted(sheet.rows)
    run: list[int] = []
    # The last column of the table that the run is.
    last = 0
    for at, row in enumerate(rows):
        if run and row != run[-1] + 1:
            yield from _closed(sheet, run)
            run, last = [], 0
        following = rows[at + 1] if at + 1 < len(rows) else 0
        if _is_row(sheet, row) or (run and _is_label(sheet, last, row, following)):
            run.append(row)
            last = max([last, *(each.last_column for each in sheet.rows[row].values())])
            continue
        if run:
            yield from _closed(sheet, run)
            run, last = [], 0
        yield from (each for each in sheet.rows[row].values() if each.text.strip())
    if run:
        yield from _closed(sheet, run)


def _is_row(sheet: Sheet, row: int) -> bool:
    """
    Whether a row has several cells, counting those of merged cells from above.
    """
    found = sheet.rows[row]
    if not found:
        return row in sheet.covered
    from_above = sheet.covered.get(row, frozenset()) - {
        column for each in found.values() for column in range(each.column, each.last_column + 1)
    }
    return len(found) > 1 or bool(from_above)


def _is_label(sheet: Sheet, last: int, row: int, following: int) -> bool:
    """
    Whether the one cell of a row in the midst of a table, up to a column, is a label whose values are all empty.
    """
    (only,) = sheet.rows[row].values() if len(sheet.rows[row]) == 1 else (None,)
    if only is None or following != row + 1 or not _is_row(sheet, following):
        return False
    return only.last_column < last


def _closed(sheet: Sheet, rows: Sequence[int]) -> Iterator[_Table | Cell]:
    """
    The table that the rows are, and after it what stands beside it.
    """
    table = _table(sheet, rows)
    beside = _beside(sheet, table)
    yield _Table(table.rows, table.columns[: len(table.columns) - beside])
    for column in table.columns[len(table.columns) - beside :]:
        yield from (
            cell for row in rows if (cell := sheet.rows[row].get(column)) is not None and cell.text.strip()
        )


def _beside(sheet: Sheet, table: _Table) -> int:
    """
    How many of the last columns are remarks beside a table: outside of its lines, or words behind its numbers.
    """
    if len(table.rows) < _LONG:
        return 0
    said = {row: _said(sheet, row) for row in table.rows}
    count = 0
    for at in range(len(table.columns) - 1, 1, -1):
        own = {
            row: each
            for row in table.rows
            if (each := sheet.rows[row].get(table.columns[at])) and (each.text.strip() or each.is_framed)
        }
        before = {row: _left_of(said[row], table.columns[at]) for row in table.rows}
        if any(each.is_framed for each in own.values()) or any(
            table.columns[at] in sheet.covered.get(row, ()) for row in table.rows
        ):
            break
        written = {row: each.text.strip() for row, each in own.items() if each.text.strip()}
        if any(_NUMBER.search(each) for each in written.values()):
            break
        is_outside = sum(each is not None and each.is_framed for each in before.values()) * 2 > len(before)
        behind = [row for row in written if (each := before[row]) and _NUMBER.fullmatch(each.text.strip())]
        others = [text for row, text in written.items() if row not in behind]
        if not (is_outside and behind) and not (written and all(map(_REMARKS.fullmatch, others))):
            break
        count = len(table.columns) - at
    return count


def _said(sheet: Sheet, row: int) -> list[Cell]:
    """
    The cells of a row that say something or have a line around them, from the left.
    """
    found = (each for each in sheet.rows[row].values() if each.text.strip() or each.is_framed)
    return sorted(found, key=_column)


def _column(cell: Cell) -> int:
    return cell.column


def _left_of(said: Sequence[Cell], column: int) -> Cell | None:
    """
    The last of these cells that stands left of a column.
    """
    at = bisect_left(said, column, key=_column)
    return said[at - 1] if at else None


def _table(sheet: Sheet, rows: Sequence[int]) -> _Table:
    """
    The table that the rows are.  Raises Unreadable for more cells than any report has.
    """
    used = {each.column for row in rows for each in sheet.rows[row].values()}
    covered = {column for row in rows for column in sheet.covered.get(row, ())}
    shown = sorted(each for each in used | covered if each not in sheet.hidden)
    if len(rows) * len(shown) > _MOST_CELLS:
        raise Unreadable.of("oversized")
    return _Table(tuple(rows), tuple(shown))


def _write_lines(page: _Page, title: str, cell: Cell) -> None:
    for line in cell.text.splitlines():
        _write_words(page, title, cell, line)
        page.writer.end_line(0)


def _write_words(page: _Page, title: str, cell: Cell, words: str) -> Span:
    # A workbook has no text of its own that offsets could count in.
    kept = page.writer.write(words, 0, 0)
    start = page.writer.length - kept
    page.places.append(Place(start, kept, title, cells.name(cell.row, cell.column)))
    if cell.is_missing:
        page.missing.append(Span(start, start))
    return Span(start, page.writer.length)


def _write_table(page: _Page, title: str, sheet: Sheet, table: _Table) -> None:
    page.cells += len(table.rows) * len(table.columns)
    if page.cells > _MOST_CELLS:
        raise Unreadable.of("oversized")
    index = {column: at for at, column in enumerate(table.columns)}
    found: list[GridCell] = []
    for at, row in enumerate(table.rows):
        covered = sheet.covered.get(row, frozenset())
        shown = [column for column in table.columns if column not in covered]
        for number, column in enumerate(shown):
            cell = sheet.rows[row].get(column) or Cell(row, column, "", last_row=row, last_column=column)
            if number:
                page.writer.insert(_BAR, 0)
            page.writer.begin()
            span = _write_words(page, title, cell, cell.text)
            page.writer.begin()
            end = bisect_right(table.columns, cell.last_column) - 1
            below = bisect_right(table.rows, cell.last_row) - at
            found.append(GridCell(span, at, index[column], max(1, below), max(1, end - index[column] + 1)))
        if shown:
            page.writer.insert("\n", 0)
    if found:
        page.grids.append(found)


def _grid(text: str, found: Sequence[GridCell]) -> Grid:
    placed = tuple(
        GridCell(
            trimmed(text, each.span.start, each.span.end),
            each.row,
            each.column,
            each.row_span,
            each.column_span,
        )
        for each in found
    )
    return Grid(Span(placed[0].span.start, placed[-1].span.end), placed)
