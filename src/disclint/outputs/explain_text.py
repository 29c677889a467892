"""
A rule as a person reads it, and how it ended on a report.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from disclint.diagnostics import ERROR
from disclint.outputs import derivation, frame, ink, names, place, text
from disclint.outputs.view import View
from disclint.result import DECLINED, Evidence, Explanation, Formula, Result
from disclint.rules.model import ALL, Example, Rule

_MARGIN = "  "
_MOST_EXAMPLES = 3
_MOST_REASONS = 8
# More rows than this are told with `--all`.
_MOST_EVIDENCE = 12


def write(explanation: Explanation, view: View, *, complete: bool = False) -> Iterator[str]:
    """
    The rule in words; with a result, its verdict, its derivation, its findings, and what it looked at.

    `complete` tells of all that was looked at, not of the first few.
    """
    yield from (f"{each}\n" for each in _rule(explanation, view))
    if explanation.result is None:
        yield from (f"{each}\n" for each in _examples(explanation.rule, view))
        return
    yield from (f"{each}\n" for each in _ending(explanation, view, complete=complete))


def write_plain(id: str, view: View) -> Iterator[str]:
    """
    A finding that no rule makes.
    """
    title, why, fix = names.PLAIN[id]
    head = ink.paint(id, ink.BY_SEVERITY[ERROR], color=view.color)
    yield f"{head}  {ink.paint(view.pick(*title), ink.BOLD, color=view.color)}\n\n"
    for label, words in ((("为什么", "why"), why), (("怎么改", "what to do"), fix)):
        yield from (f"{each}\n" for each in _labelled(view.pick(*label), [view.pick(*words)], view))


def condition(rule: Rule) -> Iterator[str]:
    """
    What a rule demands, as its file has it.
    """
    yield f"kind: {rule.kind}"
    applies = rule.document.data.get("applies_to")
    options = {"applies_to": applies} if applies else {}
    for key, value in (options | dict(rule.options)).items():
        yield from _yaml(key, value)


def _rule(explanation: Explanation, view: View) -> Iterator[str]:
    rule = explanation.rule
    worst = rule.severity_of("fail")
    head = ink.paint(rule.id, ink.BY_SEVERITY[worst], color=view.color)
    yield f"{head}  {ink.paint(view.say(rule.title), ink.BOLD, color=view.color)}"
    yield ""
    yield from _labelled(view.pick("级别", "severity"), [_severities(rule, view)], view)
    yield from _labelled(view.pick("为什么", "why"), view.say(rule.why).splitlines(), view)
    fix = rule.fix if explanation.formula is None else explanation.formula.fix
    yield from _labelled(view.pick("怎么改", "what to do"), view.say(fix).splitlines(), view)
    yield from _labelled(view.pick("依据", "basis"), map(view.say, explanation.sources), view)
    if explanation.formula is not None:
        yield from _formula(explanation.formula, view, in_short=explanation.result is not None)
    if explanation.result is None:
        yield from _labelled(view.pick("规则原文", "as the rule has it"), condition(rule), view)
    if rule.where is not None:
        yield from _labelled(view.pick("规则文件", "rule file"), [str(rule.where)], view)


def _formula(formula: Formula, view: View, *, in_short: bool) -> Iterator[str]:
    yield from _labelled(view.pick("要求", "demand"), [view.say(formula.demand)], view)
    if formula.equation is not None:
        yield from _labelled(view.pick("等式", "equation"), [view.say(formula.equation)], view)
    for label, listed in (
        (view.pick("条件", "conditions"), formula.conditions),
        (view.pick("其中", "where"), formula.definitions),
    ):
        if listed:
            yield from _labelled(label, [f"- {view.say(each)}" for each in listed], view)
    if in_short:
        return
    several = view.pick("合并为一条时：", "of several at once: ")
    said = [
        ("" if variant == "fail" else several if variant == "several" else f"{variant}: ") + view.say(each)
        for variant, each in formula.messages.items()
    ]
    yield from _labelled(view.pick("报告时说", "message"), said, view)


def _labelled(label: str, lines: Any, view: View) -> Iterator[str]:
    yield ink.paint(label, ink.BLUE, color=view.color)
    for each in lines:
        yield f"{_MARGIN}{each}"


def _severities(rule: Rule, view: View) -> str:
    named = [
        names.severity(severity, view) + ("" if variant == "fail" else f" ({variant})")
        for variant, severity in rule.severity.items()
    ]
    only = view.pick("只在 --profile all 时检查", "only with --profile all")
    off = view.pick(f"已停用：{rule.disabled}", f"off: {rule.disabled}")
    marks = [only] * (rule.profile == ALL) + [off] * (rule.disabled is not None)
    return view.pick("、", ", ").join(named) + "".join(f"  [{each}]" for each in marks)


def _examples(rule: Rule, view: View) -> Iterator[str]:
    for expect, label in (
        ("fail", view.pick("会报告的例子", "reported")),
        ("pass", view.pick("不会报告的例子", "not reported")),
    ):
        found = [each for each in rule.examples if each.expect == expect][:_MOST_EXAMPLES]
        if found:
            lines = [line for each in found for line in _example(each)]
            yield from _labelled(label, lines, view)


def _example(each: Example) -> Iterator[str]:
    yield f"- {each.name}"
    if each.text:
        yield from (f"    {line}" for line in each.text.splitlines())
    for key, value in each.cells.items():
        yield from (f"    {line}" for line in _yaml(key, value))


def _ending(explanation: Explanation, view: View, *, complete: bool) -> Iterator[str]:
    result, verdict = explanation.result, explanation.verdict
    if result is None:
        return
    yield ""
    if verdict is None:
        words = view.pick("没有运行这条规则", "the rule did not run")
    else:
        words = names.verdict(verdict.status, view)
        if verdict.checked:
            words += view.pick(f"，检查了 {verdict.checked} 处", f", {verdict.checked} looked at")
    head = f"{result.path}: {words}"
    yield ink.paint(head, ink.BOLD, color=view.color)
    if result.status == DECLINED:
        yield f"{_MARGIN}{names.declined(result.reason, view)}"
    reasons = verdict.reasons if verdict else ()
    if reasons:
        shown = [names.reason(each, result, view) for each in reasons[:_MOST_REASONS]]
        left = len(reasons) - len(shown)
        more = [view.pick(f"……另有 {left} 处", f"... and {left} more")] if left else []
        yield from _labelled(view.pick("原因", "because"), [*shown, *more], view)
    if explanation.looked or explanation.before:
        head = view.pick("推导", "derivation")
        yield ink.paint(f"{head}{_counted(explanation, view)}", ink.BLUE, color=view.color)
        yield from derivation.write(explanation, view, complete=complete)
    is_short = complete or len(explanation.evidence) <= _MOST_EVIDENCE
    # The derivation tells of the cells of a table; what sentences say, and why it is not compared, is told here.
    evidence = [each for each in explanation.evidence if is_short or "/" not in each.address]
    if evidence:
        yield from _labelled(view.pick("看到的", "looked at"), _evidence(evidence, result, view), view)
    for each in explanation.diagnostics:
        yield ""
        yield from text.finding(result, [each], view)


def _counted(explanation: Explanation, view: View) -> str:
    counts = Counter(each.outcome for each in explanation.looked)
    said = [
        f"{view.pick(*derivation.OUTCOMES[each])} {counts[each]}"
        for each in derivation.OUTCOMES
        if counts[each]
    ]
    return f" ({view.pick('，', ', ').join(said)})" if said else ""


def _evidence(evidence: Sequence[Evidence], result: Result, view: View) -> Iterator[str]:
    for each in evidence:
        where = place.spot(result.locate(each.span), view)
        refused = (
            ""
            if each.refused is None
            else view.pick("  ——不比较:", "  (not compared: ") + view.say(each.refused) + view.pick("", ")")
        )
        words = frame.visible(view.say(each.words))
        yield f"{where.ljust(8)} {words}{refused}"


def _yaml(key: str, value: Any, margin: str = "") -> Iterator[str]:
    if isinstance(value, Mapping):
        yield f"{margin}{key}:"
        for name, each in value.items():
            yield from _yaml(str(name), each, f"{margin}  ")
    elif isinstance(value, list) and any(isinstance(each, str) and len(each) > 20 for each in value):
        yield f"{margin}{key}:"
        yield from (f"{margin}  - {_plain(each)}" for each in value)
    elif isinstance(value, list):
        yield f"{margin}{key}: [{', '.join(_plain(each) for each in value)}]"
    else:
        yield f"{margin}{key}: {_plain(value)}"


def _plain(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_plain(each)}' for key, each in value.items())}}}"
    return " ".join(str(value).split())
