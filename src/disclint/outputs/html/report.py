"""
One report as a piece of HTML: the list of its findings, and the document with marks.

It needs the style of the page, but nothing else of it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from disclint.diagnostics import SEVERITIES, Diagnostic
from disclint.outputs import check_json, checklist, names
from disclint.outputs.html import document
from disclint.outputs.html.marking import SUPPRESSED, Canvas, marks, plain
from disclint.outputs.view import View
from disclint.result import DECLINED, Result


def fragment(result: Result, view: View, prefix: str = "r1", *, placed: bool = False) -> str:
    """
    A report, drawn; `prefix` (ASCII letters and digits) begins all ids in it and must be its own in a page.

    Where it is `placed`, `data-at="START-END"` of a paragraph, a cell or a finding tells its place in the text of the
    source, in code points, and `data-fix` of a finding what would repair it there.
    """
    findings = check_json.ordered(result)
    text = result.source.text if result.source else ""
    canvas = Canvas(text, marks(result, findings, view), prefix, placed=placed)
    # The document is drawn first: the list leads only to places that are there.
    drawn = document.draw(result, canvas, view) or document.nothing(_status(result, view))
    listed = "".join(_finding(result, each, number, canvas, view) for number, each in enumerate(findings, 1))
    listed = f'<ol class="findings">{listed}</ol>' if listed else document.nothing(_nothing(result, view))
    side, text_label = view.pick("问题", "findings"), view.pick("报告", "report")
    return (
        f'<section class="report" id="{prefix}" aria-labelledby="{prefix}-h">'
        f'<header><h2 id="{prefix}-h">{plain(result.path)}</h2><p>{plain(_subtitle(result, view))}</p></header>'
        f'<aside aria-label="{side}">{listed}</aside>'
        f'<article aria-label="{text_label}">{drawn}</article></section>'
    )


def counts(result: Result) -> Mapping[str, int]:
    """
    How many findings of each severity there are, and how many are suppressed.
    """
    found = Counter(each.severity for each in result.diagnostics)
    return {id: found[id] for id in SEVERITIES} | {SUPPRESSED: len(result.suppressed)}


def kinds(view: View) -> Mapping[str, str]:
    """
    What the kinds of findings are called.
    """
    named = {id: names.severity(id, view) for id in SEVERITIES}
    return named | {SUPPRESSED: view.pick("已忽略", "suppressed")}


def _subtitle(result: Result, view: View) -> str:
    report, counted = result.report, counts(result)
    parts = (
        [report.agency, view.pick(f"{report.year}年度", str(report.year)) if report.year else None]
        if report
        else []
    )
    if result.status != "ok":
        parts.append(_status(result, view))
    parts += [f"{name} {counted[id]}" for id, name in kinds(view).items() if counted[id]]
    return " · ".join(each for each in parts if each)


def _status(result: Result, view: View) -> str:
    return checklist.status(result, view)


def _nothing(result: Result, view: View) -> str:
    if result.status == DECLINED:
        return _status(result, view)
    return view.pick("没有发现问题。", "Nothing found.")


def _finding(result: Result, each: Diagnostic, number: int, canvas: Canvas, view: View) -> str:
    kind = each.severity if each.suppressed is None else SUPPRESSED
    return (
        f'<li class="finding {kind}" id="{canvas.finding_id(number)}"{_repair(each, canvas)}>'
        f'<h3><span class="no">{number}</span> <span class="kind">{plain(kinds(view)[kind])}</span>'
        f" <code>{plain(each.rule)}</code></h3>"
        f"<p>{plain(view.say(each.message))}</p>"
        f"<dl>{''.join(_details(result, each, number, canvas, view))}</dl></li>"
    )


def _details(result: Result, each: Diagnostic, number: int, canvas: Canvas, view: View) -> Iterator[str]:
    where = checklist.where(result, each, view)
    if where:
        yield _row(view.pick("位置", "place"), [_link(canvas, canvas.mark_id(number), where)])
    if each.suggestion is not None:
        fix = [plain(view.say(each.suggestion.text))]
        if each.suggestion.replacement is not None:
            should = view.pick("应为", "should be")
            fix.append(f"{should} <ins>{plain(each.suggestion.replacement)}</ins>")
        yield _row(view.pick("处理", "fix"), fix)
    related = [
        _link(canvas, canvas.mark_id(number, at), view.say(other.message))
        for at, other in enumerate(each.related, 1)
        if other.span and view.say(other.message)
    ]
    yield _row(view.pick("对照", "compare"), related)
    yield _row(view.pick("依据", "basis"), [plain(view.say(basis)) for basis in each.basis])
    yield _row(
        view.pick("同一原因", "same cause"),
        [plain(view.pick("、", ", ").join(each.folded))] * bool(each.folded),
    )
    if each.suppressed is not None:
        yield _row(
            view.pick("已忽略", "suppressed"), [plain(f"{each.suppressed.reason} ({each.suppressed.where})")]
        )


def _repair(each: Diagnostic, canvas: Canvas) -> str:
    if not canvas.placed or each.suggestion is None or each.suggestion.replacement is None:
        return ""
    return f'{canvas.place(each.span)} data-fix="{plain(each.suggestion.replacement)}"'


def _row(label: str, values: Sequence[str]) -> str:
    return f"<dt>{plain(label)}</dt>{''.join(f'<dd>{each}</dd>' for each in values)}" if values else ""


def _link(canvas: Canvas, id: str, words: str) -> str:
    return f'<a href="#{id}">{plain(words)}</a>' if id in canvas.drawn else plain(words)
