"""
Findings as a person reads them: a message, the place in the report, the basis, what to do.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from disclint.diagnostics import ERROR, INFO, UNKNOWN, WARNING, Diagnostic
from disclint.outputs import frame, ink, names, place
from disclint.outputs.frame import Mark
from disclint.outputs.view import View
from disclint.result import DECLINED, OK, UNREADABLE, Result

_COUNTED = {
    ERROR: ("个错误", "error"),
    WARNING: ("个警告", "warning"),
    INFO: ("条提示", "note"),
}


def write(results: Iterable[Result], view: View) -> Iterator[str]:
    """
    Every finding with its place, then one line for the whole run.
    """
    severities: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    undecided = 0
    for result in results:
        severities.update(each.severity for each in result.diagnostics)
        statuses[result.status] += 1
        undecided += sum(each.status == UNKNOWN for each in result.verdicts)
        for each in result.diagnostics:
            yield "\n".join(finding(result, each, view)) + "\n\n"
        if result.status == DECLINED:
            label = view.pick("未检查", "not checked")
            yield f"{label}: {result.path}: {names.declined(result.reason, view)}\n\n"
        if view.verdicts and result.verdicts:
            yield "\n".join(_verdicts(result, view)) + "\n\n"
    yield _summary(severities, statuses, undecided, view) + "\n"


def _verdicts(result: Result, view: View) -> Iterator[str]:
    yield ink.paint(view.pick(f"各条规则的结论 {result.path}", f"verdicts {result.path}"), ink.BOLD, color=view.color)
    widest = max(len(each.rule) for each in result.verdicts)
    for each in result.verdicts:
        reason = names.reason(each.reasons[0], result, view) if each.reasons else ""
        more = len(each.reasons) - 1
        others = view.pick(f"(等 {more + 1} 处)", f" (and {more} more)") if more > 0 else ""
        ending = names.verdict(each.status, view)
        yield f"  {each.rule.ljust(widest)}  {ending}{': ' if reason else ''}{reason}{others}"


def finding(result: Result, each: Diagnostic, view: View) -> Iterator[str]:
    """
    The lines of one finding.
    """
    head = f"{names.severity(each.severity, view)}[{each.rule}]"
    painted = ink.paint(head, ink.BY_SEVERITY[each.severity], color=view.color)
    yield f"{painted}: {ink.paint(view.say(each.message), ink.BOLD, color=view.color)}"
    marks = _marks(each, view)
    indent = max(2, frame.gutter(result.source, marks)) if result.source else 2
    blue = ink.BLUE if view.color else ""
    where = place.short(result, each.span)
    way = place.trail(result, each.address, view)
    corner = ink.paint("┌─", blue, color=view.color)
    yield f"{' ' * indent}{corner} {where}{'  ' if way else ''}{way}"
    if result.source is not None:
        yield f"{' ' * indent}{ink.paint('│', blue, color=view.color)}"
        yield from frame.lines(result.source, marks, view, indent)
    for label, words in _notes(each, view):
        yield f"{' ' * indent}= {ink.paint(label, ink.BOLD, color=view.color)}: {words}"


def _marks(each: Diagnostic, view: View) -> list[Mark]:
    replacement = each.suggestion.replacement if each.suggestion else None
    should = "" if replacement is None else view.pick(f"应为 {replacement}", f"should be {replacement}")
    related = [Mark(other.span, view.say(other.message)) for other in each.related]
    return [Mark(each.span, should, main=True), *related]


def _notes(each: Diagnostic, view: View) -> Iterator[tuple[str, str]]:
    for basis in each.basis:
        yield view.pick("依据", "basis"), basis
    if each.suggestion is not None:
        yield view.pick("处理", "fix"), view.say(each.suggestion.text)
    if each.folded:
        yield (
            view.pick("同一原因,已合并", "same cause, folded in"),
            view.pick("、", ", ").join(each.folded),
        )


def _summary(
    severities: Counter[str], statuses: Counter[str], undecided: int, view: View
) -> str:
    total = sum(statuses.values())
    found = [_count(severity, severities[severity], view) for severity in _COUNTED if severities[severity]]
    if not total:
        return view.pick("没有检查任何文件。", "Nothing was checked.")
    parts = [
        view.pick(f"共检查 {total} 个文件", f"Checked {total} file{'s' if total > 1 else ''}"),
        view.pick("、", ", ").join(found)
        if found
        else view.pick("没有发现问题", "nothing found")
        if statuses[OK]
        else "",
        _others(statuses, view),
        view.pick(f"{undecided} 条规则因缺少数据无法判断", f"{undecided} rules undecided for lack of data")
        if undecided
        else "",
    ]
    style = ink.BY_SEVERITY[ERROR] if severities[ERROR] else ink.BOLD
    sentence = view.pick(",", "; ").join(each for each in parts if each)
    return ink.paint(sentence + view.pick("。", "."), style, color=view.color)


def _count(severity: str, number: int, view: View) -> str:
    zh, en = _COUNTED[severity]
    return view.pick(f"{number} {zh}", f"{number} {en}{'s' if number > 1 else ''}")


def _others(statuses: Counter[str], view: View) -> str:
    parts = []
    if statuses[UNREADABLE]:
        number = statuses[UNREADABLE]
        parts.append(view.pick(f"{number} 个无法读取", f"{number} unreadable"))
    if statuses[DECLINED]:
        number = statuses[DECLINED]
        parts.append(view.pick(f"{number} 个不属于检查范围", f"{number} not for these forms"))
    return view.pick(",", "; ").join(parts)
