"""
Findings as a person reads them: a message, the place in the report, the basis, what to do.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from disclint.diagnostics import (
    BASELINE,
    COMMENT,
    CONFIGURATION,
    ERROR,
    INFO,
    SUPPRESSIONS,
    UNKNOWN,
    WARNING,
    Diagnostic,
)
from disclint.outputs import assurance, frame, ink, names, place
from disclint.outputs.frame import Mark
from disclint.outputs.view import View
from disclint.result import DECLINED, OK, UNREADABLE, Result

# A column of a table has 18 cells; past a few, the message and the table itself tell more.
_MOST_ELSEWHERE = 6
_SUPPRESSED = {
    COMMENT: ("报告中注释", "comments"),
    CONFIGURATION: ("配置文件", "the configuration"),
    BASELINE: ("基线", "the baseline"),
}
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
    suppressed: Counter[str] = Counter()
    undecided = 0
    for result in results:
        yield ""
        severities.update(each.severity for each in result.diagnostics)
        suppressed.update(each.suppressed.kind for each in result.suppressed if each.suppressed)
        # A configuration with findings is not one of the reports that were checked.
        if result.is_report:
            statuses[result.status] += 1
        undecided += sum(each.status == UNKNOWN for each in result.verdicts)
        for group in _groups(result, view):
            yield "\n".join(finding(result, group, view)) + "\n\n"
        if result.status == DECLINED:
            label = view.pick("未检查", "not checked")
            yield f"{label}: {ink.named(result.path)}: {names.declined(result.reason, view)}\n\n"
        if result.assured is not None and result.status == OK:
            yield "\n".join(assurance.lines(result, view)) + "\n\n"
        if view.verdicts and result.verdicts:
            yield "\n".join(_verdicts(result, view)) + "\n\n"
    yield _summary(severities, statuses, undecided, view) + "\n"
    if suppressed:
        yield _suppressed(suppressed, view) + "\n"


def _groups(result: Result, view: View) -> Iterator[Sequence[Diagnostic]]:
    # The same slip several times in one line is shown once, with all its places marked.
    def key(at: int) -> tuple[object, ...]:
        each = result.diagnostics[at]
        if result.source is None or each.related or each.folded:
            return (at,)
        start = result.source.text.rfind("\n", 0, each.span.start) + 1
        if each.span.end - start > view.width:
            return (at,)
        return each.rule, each.severity, start, each.suggestion

    for _, indexes in groupby(range(len(result.diagnostics)), key):
        yield [result.diagnostics[at] for at in indexes]


def _verdicts(result: Result, view: View) -> Iterator[str]:
    yield ink.paint(
        view.pick(f"各条规则的结论 {ink.named(result.path)}", f"verdicts {ink.named(result.path)}"),
        ink.BOLD,
        color=view.color,
    )
    widest = max(len(each.rule) for each in result.verdicts)
    for each in result.verdicts:
        reason = names.reason(each.reasons[0], result, view) if each.reasons else ""
        more = len(each.reasons) - 1
        others = view.pick(f"(等 {more + 1} 处)", f" (and {more} more)") if more > 0 else ""
        ending = names.verdict(each.status, view)
        yield f"  {each.rule.ljust(widest)}  {ending}{': ' if reason else ''}{reason}{others}"


def finding(result: Result, group: Sequence[Diagnostic], view: View) -> Iterator[str]:
    """
    The lines of findings of one rule that share a place in the report.
    """
    first = group[0]
    head = f"{names.severity(first.severity, view)}[{first.rule}]"
    painted = ink.paint(head, ink.BY_SEVERITY[first.severity], color=view.color)
    for each in group:
        message = frame.visible(" ".join(view.say(each.message).split("\n")))
        yield f"{painted}: {ink.paint(message, ink.BOLD, color=view.color)}"
    source = result.source
    indent = max(2, len(frame.number(source, first.span.start))) if source else 2
    margin = " " * indent
    way = place.trail(result, first.address, view)
    corner = ink.paint("┌─", ink.BLUE, color=view.color)
    where = place.short(result, first.span, view)
    yield f"{margin}{corner} {where}{'  ' if way else ''}{way}"
    outside: Sequence[Mark] = ()
    if source is not None:
        yield f"{margin}{ink.paint('│', ink.BLUE, color=view.color)}"
        related = [
            Mark(other.span, view.say(other.message))
            for each in group
            for other in each.related
            if other.span  # What is not there has no place to look at.
        ]
        picture = frame.picture(source, [_wrong(each, view) for each in group], related, view, indent)
        yield from picture.lines
        outside = picture.outside
    for label, words in (*_elsewhere(result, outside, view), *_notes(first, view)):
        yield f"{margin}= {ink.paint(label, ink.BOLD, color=view.color)}: {words}"


def _wrong(each: Diagnostic, view: View) -> Mark:
    replacement = each.suggestion.replacement if each.suggestion else None
    if replacement is None:
        return Mark(each.span)
    return Mark(each.span, view.pick(f"应为 {replacement}", f"should be {replacement}"))


def _elsewhere(result: Result, marks: Sequence[Mark], view: View) -> Iterator[tuple[str, str]]:
    for mark in marks[:_MOST_ELSEWHERE]:
        where = place.spot(result.locate(mark.span), view)
        words = frame.visible(mark.text)
        yield view.pick("对照", "compare"), f"{where}  {words}".strip()
    left = len(marks) - _MOST_ELSEWHERE
    if left > 0:
        yield (
            view.pick("对照", "compare"),
            view.pick(f"……另有 {left} 处", f"... and {left} more"),
        )


def _notes(each: Diagnostic, view: View) -> Iterator[tuple[str, str]]:
    if each.suggestion is not None:
        words = " ".join(frame.lines_of(view.say(each.suggestion.text)))
        yield view.pick("处理", "fix"), words
    for basis in each.basis:
        yield view.pick("依据", "basis"), view.say(basis)
    if each.folded:
        yield (
            view.pick("同一原因，已合并", "same cause, folded in"),
            view.pick("、", ", ").join(each.folded),
        )


def _summary(severities: Counter[str], statuses: Counter[str], undecided: int, view: View) -> str:
    total = sum(statuses.values())
    found = [_count(severity, severities[severity], view) for severity in _COUNTED if severities[severity]]
    if not total:
        return view.pick("没有检查任何文件。", "Nothing was checked.")
    parts = [
        view.pick(f"共检查 {total} 个文件", f"Checked {_plural(total, 'file')}"),
        view.pick("、", ", ").join(found)
        if found
        else view.pick("没有发现问题", "nothing found")
        if statuses[OK]
        else "",
        _others(statuses, view),
        _undecided(undecided, total, view),
    ]
    style = ink.BY_SEVERITY[ERROR] if severities[ERROR] else ink.BOLD
    sentence = view.pick("，", "; ").join(each for each in parts if each)
    return ink.paint(sentence + view.pick("。", "."), style, color=view.color)


def _suppressed(kinds: Counter[str], view: View) -> str:
    zh = "、".join(f"{_SUPPRESSED[each][0]} {kinds[each]} 条" for each in SUPPRESSIONS if kinds[each])
    en = ", ".join(f"{kinds[each]} by {_SUPPRESSED[each][1]}" for each in SUPPRESSIONS if kinds[each])
    total = sum(kinds.values())
    return view.pick(
        f"另有 {total} 个问题已忽略，不计在内：{zh}。", f"{_plural(total, 'finding')} suppressed: {en}."
    )


def _undecided(number: int, files: int, view: View) -> str:
    if not number:
        return ""
    # Who sees the verdicts already need not be told how to.
    zh, en = ("", "") if view.verdicts else ("（--verdicts 列出）", " (--verdicts lists them)")
    if files > 1:
        return view.pick(
            f"规则因缺少数据无法判断 {number} 次{zh}",
            f"rules undecided {_plural(number, 'time')} for lack of data{en}",
        )
    rules = _plural(number, "rule")
    return view.pick(
        f"{number} 条规则因缺少数据无法判断{zh}",
        f"{rules} undecided for lack of data{en}",
    )


def _plural(number: int, word: str) -> str:
    return f"{number} {word}{'s' if number > 1 else ''}"


def _count(severity: str, number: int, view: View) -> str:
    zh, en = _COUNTED[severity]
    return view.pick(f"{number} {zh}", _plural(number, en))


def _others(statuses: Counter[str], view: View) -> str:
    parts = []
    if statuses[UNREADABLE]:
        number = statuses[UNREADABLE]
        parts.append(view.pick(f"{number} 个无法读取", f"{number} unreadable"))
    if statuses[DECLINED]:
        number = statuses[DECLINED]
        parts.append(view.pick(f"{number} 个不属于检查范围", f"{number} not for these forms"))
    return view.pick("，", "; ").join(parts)
