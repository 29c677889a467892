"""
The 整改清单 as a workbook: filter, frozen head, a choice of states, and a sheet of the files that were looked at.

Needs openpyxl (the extra `[xlsx]`); it is imported when the first workbook is written.
"""

import errno
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from math import ceil
from typing import Any

from attrs import frozen

from disclint import disk
from disclint.diagnostics import ERROR, INFO, WARNING
from disclint.errors import UsageError
from disclint.outputs import checklist, ink, names
from disclint.outputs.view import View
from disclint.result import Result

# In characters of the sheet's own font; a Chinese one takes two.
_WIDTHS = (6, 24, 22, 8, 8, 34, 48, 40, 44, 20, 12)
_FILE_WIDTHS = (40, 28, 8, 40, 8, 8, 8)
_STATE_COLUMN = "K"
_SEVERITY = 4
# Points of a line, and of the highest row that there may be.  Programs that find no height in the file make all rows one line high.
_LINE, _HIGHEST = 17.0, 405.0
# What stands in a cell is wrapped between words, so that lines are seldom full.
_FULL = 0.92
_NARROW = "\u2000"
# A cell holds no more.
_MOST = 32_000
_A4 = 9
_EDGE = "FFBFBFBF"
_FILLS = {ERROR: "FFF8D7DA", WARNING: "FFFFF3CD", INFO: "FFD9ECF7"}

# The cells of a row, and the colour of its severity.
Row = tuple[Sequence[str | int], str | None]


def write(results: Iterable[Result], view: View) -> Iterator[bytes]:
    """
    The workbook, whole, after the last result; until then only what its rows say is kept.
    """
    _library()
    rows: list[Row] = []
    files: list[Row] = []
    for result in results:
        yield b""
        for finding, entry in zip(result.diagnostics, checklist.entries(result, view), strict=True):
            rows.append(row(entry, finding.severity, len(rows) + 1, view))
        files.append((_file(result, view), None))
    yield book(rows, files, view)


def row(entry: checklist.Entry, severity: str, number: int, view: View) -> Row:
    """
    A finding as the `number`th row.
    """
    return entry.cells(number, view), _FILLS[severity]


def _file(result: Result, view: View) -> Sequence[str | int]:
    report = result.report
    counts = [sum(each.severity == id for each in result.diagnostics) for id in (ERROR, WARNING, INFO)]
    agency, year = (report.agency or "", report.year or "") if report else ("", "")
    return [ink.named(result.path), ink.still(agency), year, checklist.status(result, view), *counts]


@frozen
class Sheet:
    """
    Another sheet: its title, the widths and the names of its columns, its rows.
    """

    title: str
    widths: Sequence[int]
    head: Sequence[str]
    rows: Sequence[Sequence[str | int]]


def book(rows: Sequence[Row], files: Sequence[Row], view: View, more: Iterable[Sheet] = ()) -> bytes:
    """
    The workbook of these rows, and of the files that were looked at: file, agency, year, result, errors, warnings, hints.

    `more` are sheets behind these.  Raises UsageError if openpyxl is not installed, and where it cannot write.
    """
    disk.refuse_clock()
    made = _library().Workbook(write_only=True)
    made.properties.creator = "disclint"
    try:
        _fill_book(made, rows, files, view, more)
        written = BytesIO()
        made.save(written)
    except Exception as error:
        # Sheets lie in temporary files until the workbook is whole, and lxml has a name of its own for what the system says of them.
        code = (
            error.errno
            if isinstance(error, OSError)
            else getattr(errno, str(error).removeprefix("IO_"), None)
        )
        if code is None:
            raise
        _let_go(made)
        raise disk.no_room(OSError(code, os.strerror(code))) from error
    return written.getvalue()


def _let_go(book: Any) -> None:
    # What was left for later would fail once more when it is forgotten, and complain.
    for sheet in book.worksheets:
        writer = sheet._writer  # noqa: SLF001 - there is no other way
        for each in (sheet._rows, writer and writer.xf):  # noqa: SLF001 - as above
            with suppress(Exception):
                each.close()
        with suppress(Exception):
            writer.cleanup()


def _fill_book(
    made: Any, rows: Sequence[Row], files: Sequence[Row], view: View, more: Iterable[Sheet]
) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    head = checklist.head(view)
    sheet = _sheet(made, view.pick("整改清单", "To put right"), _WIDTHS, head)
    last = max(2, len(rows) + 1)
    sheet.auto_filter.ref = f"A1:{_STATE_COLUMN}{last}"
    choice = DataValidation(type="list", formula1=f'"{",".join(checklist.states(view))}"', allow_blank=True)
    choice.add(f"{_STATE_COLUMN}2:{_STATE_COLUMN}{last}")
    sheet.data_validations.append(choice)
    _fill(sheet, rows, _WIDTHS)
    severities = [names.severity(each, view) for each in (ERROR, WARNING, INFO)]
    labels = [*head[1:4], view.pick("结果", "Result"), *severities]
    _fill(_sheet(made, view.pick("检查的文件", "Files"), _FILE_WIDTHS, labels), files, _FILE_WIDTHS)
    for each in more:
        _fill(
            _sheet(made, each.title, each.widths, each.head), [(row, None) for row in each.rows], each.widths
        )


def _sheet(book: Any, title: str, widths: Sequence[int], head: Sequence[str]) -> Any:
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    sheet = book.create_sheet(title)
    # All this is written before the first row.
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_margins.left = sheet.page_margins.right = 0.3
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    cells = [_cell(sheet, each, "FFE7E6E6") for each in head]
    for each in cells:
        each.font = Font(bold=True)
    sheet.append(cells)
    return sheet


def _fill(sheet: Any, rows: Sequence[Row], widths: Sequence[int]) -> None:
    for row, (cells, fill) in enumerate(rows, 2):
        sheet.row_dimensions[row].height = _height(cells, widths)
        # The colour of a severity stands where the severity does.
        sheet.append([_cell(sheet, each, fill if at == _SEVERITY else None) for at, each in enumerate(cells)])


def _height(cells: Sequence[str | int], widths: Sequence[int]) -> float:
    """
    The height of a row in which all can be read, in points.
    """
    most = max(
        sum(max(1, ceil(_columns(line) / (width * _FULL))) for line in str(each).split("\n"))
        for each, width in zip(cells, widths, strict=True)
    )
    return min(_HIGHEST, most * _LINE)


def _columns(line: str) -> int:
    return sum(1 if char < _NARROW else 2 for char in line)


def _cell(sheet: Any, value: str | int, fill: str | None = None) -> Any:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Alignment, Border, PatternFill, Side  # noqa: PLC0415

    cell = WriteOnlyCell(sheet)
    if isinstance(value, str):
        cell.value = checklist.printable(value)[:_MOST]
        # Whatever it begins with, it is text and no formula, also after somebody has edited it.
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    else:
        cell.value = value
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    edge = Side(style="thin", color=_EDGE)
    cell.border = Border(left=edge, right=edge, top=edge, bottom=edge)
    if fill is not None:
        cell.fill = PatternFill("solid", start_color=fill)
    return cell


def _library() -> Any:
    try:
        import openpyxl  # noqa: PLC0415 - slow to import, and an extra
    except ImportError as error:
        raise UsageError(
            "writing xlsx needs openpyxl, which is not installed",
            "pip install 'disclint[xlsx]', or write csv instead",
            zh=(
                "输出 xlsx 需要 openpyxl，还没有安装",
                "请运行 pip install 'disclint[xlsx]'，或者改用 csv",
            ),
        ) from error
    return openpyxl
