"""
The 整改清单 as CSV that Excel and WPS open rightly: with a byte-order mark, and nothing in it is a formula.
"""

from collections.abc import Iterable, Iterator
from csv import writer
from io import StringIO

from disclint.outputs import checklist
from disclint.outputs.view import View
from disclint.result import Result

# A cell that begins so is a formula to a spreadsheet, also behind blanks, and in full width.
_FORMULA = tuple("=+-@\t\r＝＋－＠")


def write(results: Iterable[Result], view: View) -> Iterator[str]:
    """
    A row for each finding, under a head.
    """
    # Of a stream in another encoding, such as a GBK console, the mark would be an error.
    yield "" if view.ascii_only else "\ufeff"
    yield _row(checklist.head(view))
    number = 0
    for result in results:
        yield ""
        for number, each in enumerate(checklist.entries(result, view), number + 1):  # noqa: B020 - it goes on counting
            yield _row(each.cells(number, view))


def _row(cells: Iterable[str | int]) -> str:
    written = StringIO()
    writer(written, lineterminator="\n").writerow([harmless(each) for each in cells])
    return written.getvalue()


def harmless(cell: str | int) -> str | int:
    """
    A cell that no spreadsheet takes for a formula.
    """
    if isinstance(cell, str) and cell.lstrip(" \u3000\n").startswith(_FORMULA):
        return f"'{cell}"
    return cell
