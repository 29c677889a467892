"""
A page of several reports, with an index; reports are written as they come.

Filters and jumps work without a script: check boxes stand before what they hide, and links lead to ids.
"""

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from disclint.outputs import checklist
from disclint.outputs.html import report as drawing
from disclint.outputs.html.marking import SUPPRESSED, plain
from disclint.outputs.html.style import STYLE
from disclint.outputs.view import View
from disclint.result import Result

# Nothing is loaded and nothing runs, whatever a report says.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


@frozen
class _Entry:
    """
    A report in the index.
    """

    id: str
    path: str
    agency: str
    year: str
    status: str
    counts: Mapping[str, int]


def write(results: Iterable[Result], view: View) -> Iterator[str]:
    """
    The page; the index of more than one report comes last and is shown first.
    """
    for piece in _pieces(results, view):
        # A stream that cannot hold every character gets references to them.
        yield piece.encode("ascii", "xmlcharrefreplace").decode() if view.ascii_only else piece


def _pieces(results: Iterable[Result], view: View) -> Iterator[str]:
    title = view.pick("政府信息公开年度报告检查结果", "Reports on disclosure, checked")
    yield (
        f'<!DOCTYPE html>\n<html lang="{view.pick("zh-CN", "en")}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f'<p class="legend">{view.pick("显示：", "Show:")}</p>\n'
    )
    for id, name in drawing.kinds(view).items():
        checked = "" if id == SUPPRESSED else " checked"
        yield f'<input type="checkbox" id="show-{id}"{checked}><label class="{id}" for="show-{id}">{name}</label>\n'
    yield "<main>\n"
    index: list[_Entry] = []
    for result in results:
        id = f"r{len(index) + 1}"
        yield drawing.fragment(result, view, id) + "\n"
        index.append(_entry(result, id, view))
    if not index:
        yield f'<p class="note">{view.pick("没有检查任何文件。", "Nothing was checked.")}</p>\n'
    if len(index) > 1:
        yield _index(index, view)
    yield "</main>\n</body>\n</html>\n"


def _entry(result: Result, id: str, view: View) -> _Entry:
    report = result.report
    agency, year = (report.agency or "", report.year or "") if report else ("", "")
    status = "" if result.status == "ok" else checklist.status(result, view)
    return _Entry(id, result.path, agency, str(year), status, drawing.counts(result))


def _index(entries: Iterable[_Entry], view: View) -> str:
    kinds = drawing.kinds(view)
    heads = [*checklist.head(view)[1:4], *kinds.values(), view.pick("结果", "result")]
    head = "".join(f'<th scope="col">{plain(each)}</th>' for each in heads)
    rows = "".join(_indexed(each, kinds) for each in entries)
    name = view.pick("目录", "index")
    return (
        f'<nav aria-label="{name}"><div class="scroll"><table class="index"><caption>{name}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></nav>\n"
    )


def _indexed(each: _Entry, kinds: Iterable[str]) -> str:
    counts = "".join(
        f'<td class="count {id if each.counts[id] else ""}">{each.counts[id] or ""}</td>' for id in kinds
    )
    return (
        f'<tr><th scope="row"><a href="#{each.id}">{plain(each.path)}</a></th><td>{plain(each.agency)}</td>'
        f"<td>{plain(each.year)}</td>{counts}<td>{plain(each.status)}</td></tr>"
    )
