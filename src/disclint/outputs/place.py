"""
Where a finding is, for people: file and line, and the way through the form's own labels.
"""

import re

from disclint.editions import Edition, TableForm
from disclint.outputs import ink
from disclint.outputs.view import View
from disclint.result import Result
from disclint.source import Location, Span

_LONGEST = 14
_SHEET_CELL = re.compile(r"[A-Z]+[0-9]+")
_STEP = re.compile(r"([a-z]+)([0-9]+)")
# The steps of a block in a Word document; a cell is the last, and Chinese joins row and column.
_STEPS = {
    "p": ("第{}段", "paragraph {}"),
    "t": ("表{} ", "table {}"),
    "r": ("第{}行", "row {}"),
    "c": ("第{}列", "column {}"),
    "box": ("文本框{} ", "text box {}"),
    "chunk": ("嵌入的文档{} ", "embedded document {}"),
}


def short(result: Result, span: Span, view: View) -> str:
    """
    `path:line:column`, or `path: ` and what the format has instead of lines.
    """
    at = result.locate(span)
    return f"{ink.named(result.path)}:{'' if at.line is not None else ' '}{spot(at, view)}".rstrip(" :")


def spot(at: Location, view: View) -> str:
    """
    A place inside a file: `line:column`, a paragraph or cell of Word, a cell of a workbook, a page.
    """
    if at.line is not None:
        return f"{at.line}:{at.column}"
    if at.page is not None:
        return view.pick(f"第{at.page}页", f"page {at.page}")
    if at.block is None:
        return ""
    if _SHEET_CELL.fullmatch(at.block):
        sheet = at.part or ""
        return view.pick(f"工作表“{sheet}” {at.block}", f"sheet “{sheet}” {at.block}")
    return "Word " + view.pick("", ", ").join(_step(each, view) for each in at.block.split("/"))


def _step(step: str, view: View) -> str:
    named = _STEP.fullmatch(step)
    if named is None or named[1] not in _STEPS:
        return step
    zh, en = _STEPS[named[1]]
    return view.pick(zh, en).format(named[2])


def trail(result: Result, address: str, view: View) -> str:
    """
    The section, the table, the row and the column that an address names, as the form calls them.
    """
    edition = _edition(result, view)
    return "" if edition is None else way(edition, address, view)


def way(edition: Edition, address: str, view: View) -> str:
    """
    The same by a form.
    """
    if address.startswith("section:"):
        steps = [_section(edition, address.removeprefix("section:"))]
    else:
        steps = _cell(edition, address.split("/"), view)
    return " > ".join(_clipped(each) for each in steps if each)


def _edition(result: Result, view: View) -> Edition | None:
    if result.report is None:
        return None
    id = result.report.edition or result.report.expected_edition or ""
    return view.editions.get(id) or next(iter(view.editions.values()), None)


def _section(edition: Edition, id: str) -> str:
    return next((f"{each.numeral}、{each.title}" for each in edition.sections if each.id == id), "")


def _cell(edition: Edition, steps: list[str], view: View) -> list[str]:
    form = edition.tables.get(steps[0])
    if form is None:
        return []
    return [
        _section(edition, form.section),
        view.say(form.name),
        *(_label(form, id) for id in steps[1:]),
    ]


def _label(form: TableForm, id: str) -> str:
    return next((each.label for each in (*form.rows(), *form.columns()) if each.id == id), id)


def _clipped(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
