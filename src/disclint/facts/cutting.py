"""
Whether the text breaks off inside a table, so that what is missing behind it was lost on the way.

Refuses to take a table for cut off that has its last row, or that sentences follow.
"""

from disclint.source import Flow
from disclint.syntax import READ, Report, Table

# A page's last words (打印, 关闭窗口) may follow; a section does not fit.
_LAST_WORDS = 30
_FEWEST_ROWS = 3


def cut_table(report: Report, flow: Flow) -> str | None:
    """
    The table in which the text breaks off: nothing follows it, and at least its last two rows are not there.
    """
    read = [each for each in report.tables if each.state == READ]
    last = max(read, key=lambda each: each.span.end, default=None)
    if last is None or not _ends_early(last):
        return None
    return None if len(flow.text) - flow.offset(last.span.end) > _LAST_WORDS else last.id


def _ends_early(table: Table) -> bool:
    if len(table.rows) < _FEWEST_ROWS:
        return False
    return all(each.is_absent for each in table.rows[-2:])
