"""
Where a finding is, for people: file and line, and the way through the form's own labels.
"""

from disclint.editions import Edition, TableForm
from disclint.outputs.view import View
from disclint.result import Result
from disclint.source import Span

_LONGEST = 14


def short(result: Result, span: Span) -> str:
    """
    `path:line:column`, or what the format has instead of lines.
    """
    at = result.locate(span)
    steps = (at.line, at.column) if at.line is not None else (at.part, at.block, at.page)
    return ":".join([result.path, *(str(each) for each in steps if each is not None)])


def trail(result: Result, address: str, view: View) -> str:
    """
    The section, the table, the row and the column that an address names, as the form calls them.
    """
    edition = _edition(result, view)
    if edition is None:
        return ""
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
