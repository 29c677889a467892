"""
What a sheet shows in which cell: values as they are formatted, merged cells, nothing that is hidden.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from attrs import field, frozen

from disclint.readers.unreadable import Unreadable
from disclint.readers.workbook import numbers
from disclint.readers.workbook.package import Book, Look, S, words
from disclint.readers.xmltree import whole

_NAME = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_ON = frozenset(("1", "true"))
_MOST_MERGED = 20_000
_MOST_COVERED = 200_000
_LETTERS = 26
# Sheets have no more.
_MOST_ROWS, _MOST_COLUMNS = 1 << 20, 1 << 14


@frozen
class Cell:
    """
    A cell that says something or has a line around it: row and column from 1, the words, its last row and column.

    `is_missing` if it is a formula without a saved result.
    """

    row: int
    column: int
    text: str
    is_framed: bool = False
    last_row: int = 0
    last_column: int = 0
    is_missing: bool = False


@frozen
class Sheet:
    """
    The cells of each row that has any, by column.

    `covered` are the columns of each row that belong to a merged cell which begins elsewhere; `hidden`
    columns are not shown.
    """

    rows: Mapping[int, Mapping[int, Cell]]
    covered: Mapping[int, frozenset[int]] = field(factory=dict)
    hidden: frozenset[int] = frozenset()


def read(root: Element, book: Book) -> Sheet:
    """
    The cells of a sheet.  Raises Unreadable for more merged cells than anybody makes.
    """
    hidden = frozenset(_hidden_columns(root))
    rows: dict[int, dict[int, Cell]] = {}
    for each in _cells(root, book):
        if each.column not in hidden and (each.text or each.is_framed or each.is_missing):
            rows.setdefault(each.row, {})[each.column] = each
    covered = _merge(root, rows)
    return Sheet(rows, covered, hidden)


def name(row: int, column: int) -> str:
    """
    What a cell is called: `H12`.
    """
    letters = ""
    while column:
        column, letter = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def _cells(root: Element, book: Book) -> Iterator[Cell]:
    at = 0
    for row in root.iterfind(f"{S}sheetData/{S}row"):
        stated = whole(row.get("r"))
        at = stated if stated is not None and 0 < stated <= _MOST_ROWS else at + 1
        if row.get("hidden") in _ON:
            continue
        column = 0
        for each in row.iterfind(f"{S}c"):
            place = _place(each.get("r") or "")
            column = place[1] if place else column + 1
            style = whole(each.get("s"))
            look = book.looks[style] if style is not None and 0 <= style < len(book.looks) else Look()
            text = _text(each, look, book)
            is_missing = not text and each.find(f"{S}f") is not None and not each.findtext(f"{S}v")
            yield Cell(at, column, text, look.is_framed, at, column, is_missing)


def _text(cell: Element, look: Look, book: Book) -> str:
    sort = cell.get("t", "n")
    if sort == "inlineStr":
        return words(cell.find(f"{S}is"))
    value = cell.findtext(f"{S}v") or ""
    if sort == "s":
        index = whole(value)
        return book.strings[index] if index is not None and 0 <= index < len(book.strings) else ""
    if sort == "b":
        return {"0": "FALSE", "1": "TRUE"}.get(value, value)
    if sort == "n" and value:
        return numbers.shown(value, look.format, since_1904=book.since_1904)
    return value


def _hidden_columns(root: Element) -> Iterator[int]:
    behind = 1
    for first, last in sorted(_hidden_ranges(root)):
        yield from range(max(first, behind), min(last, _MOST_COLUMNS) + 1)
        behind = max(behind, last + 1)


def _hidden_ranges(root: Element) -> Iterator[tuple[int, int]]:
    for each in root.iterfind(f"{S}cols/{S}col"):
        first, last = whole(each.get("min")), whole(each.get("max"))
        if each.get("hidden") in _ON and first is not None and last is not None:
            yield first, last


def _merge(root: Element, rows: dict[int, dict[int, Cell]]) -> dict[int, frozenset[int]]:
    """
    Let merged cells reach to their last row and column; the columns that they cover in each row.
    """
    present = sorted(rows)
    covered: dict[int, set[int]] = {}
    total = 0
    for count, each in enumerate(root.iterfind(f"{S}mergeCells/{S}mergeCell")):
        first, _, last = (each.get("ref") or "").partition(":")
        start, end = _place(first), _place(last)
        if count >= _MOST_MERGED:
            raise Unreadable.of("oversized")
        if start is None or end is None or end < start:
            continue
        own = rows.get(start[0], {}).get(start[1])
        text = own.text if own else ""
        # An origin outside of what is shown leaves the rest of its cell empty.
        if start[0] in rows:
            missing = own is not None and own.is_missing
            rows[start[0]][start[1]] = Cell(*start, text, True, *end, missing)  # noqa: FBT003
        for row in present[bisect_left(present, start[0]) : bisect_right(present, end[0])]:
            total += end[1] - start[1] + 1
            if total > _MOST_COVERED:
                raise Unreadable.of("oversized")
            inside = set(range(start[1], end[1] + 1))
            covered.setdefault(row, set()).update(inside - {start[1]} if row == start[0] else inside)
    for row, columns in covered.items():
        for column in columns & rows[row].keys():
            del rows[row][column]
    return {row: frozenset(columns) for row, columns in covered.items()}


def _place(written: str) -> tuple[int, int] | None:
    match = _NAME.fullmatch(written)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return int(match[2]), column
