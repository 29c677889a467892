"""
The rules of a pack: a line each for people, data for programs, a page for the web.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from disclint.outputs import ink, jsontext, names
from disclint.outputs.explain_text import condition
from disclint.outputs.view import View
from disclint.result import Explanation
from disclint.rules.model import ALL, Rule

VERSION = 1


def text(rules: Sequence[Explanation], view: View) -> Iterator[str]:
    """
    Severity, id and title of each rule, and how many there are.
    """
    widest = max((len(each.rule.id) for each in rules), default=0)
    for each in rules:
        rule = each.rule
        worst = rule.severity_of("fail")
        name = names.severity(worst, view)
        gap = " " * (
            max(ink.width(names.severity(other, view)) for other in names.SEVERITY_NAMES) - ink.width(name)
        )
        head = ink.paint(name, ink.BY_SEVERITY[worst], color=view.color)
        more = view.pick("  (仅 --profile all)", "  (--profile all)") if rule.profile == ALL else ""
        more += (
            ""
            if rule.disabled is None
            else view.pick(f"  (已停用: {rule.disabled})", f"  (off: {rule.disabled})")
        )
        yield f"{head}{gap}  {rule.id.ljust(widest)}  {view.say(rule.title)}{more}\n"
    yield view.pick(
        f"\n共 {len(rules)} 条规则。disclint explain 规则编号 查看详情。\n",
        f"\n{len(rules)} rules.  `disclint explain RULE` tells more.\n",
    )


def json(rules: Sequence[Explanation], view: View) -> Iterator[str]:
    """
    One object, a rule a line.
    """
    found = {"version": VERSION, "rules": [_data(each, view) for each in rules]}
    yield jsontext.spread(found, ascii_only=view.ascii_only) + "\n"


def markdown(rules: Sequence[Explanation], view: View) -> Iterator[str]:
    """
    The reference of all rules.
    """
    yield view.pick("# 规则\n", "# Rules\n")
    for each in rules:
        rule = each.rule
        yield f"\n## {rule.id}\n\n{view.say(rule.title)}\n\n"
        yield f"- {view.pick('级别', 'severity')}: {_severities(rule, view)}\n"
        yield f"- {view.pick('为什么', 'why')}: {_line(view.say(rule.why))}\n"
        yield f"- {view.pick('怎么改', 'what to do')}: {_line(view.say(rule.fix))}\n"
        for source in each.sources:
            yield f"- {view.pick('依据', 'basis')}: {view.say(source)}\n"
        body = "\n".join(condition(rule))
        yield f"\n```yaml\n{body}\n```\n"


RULE_LISTS: dict[str, Callable[[Sequence[Explanation], View], Iterator[str]]] = {
    "text": text,
    "json": json,
    "markdown": markdown,
}


def _data(each: Explanation, view: View) -> dict[str, Any]:
    rule = each.rule
    return {
        "id": rule.id,
        "title": view.say(rule.title),
        "kind": rule.kind,
        "severity": rule.severity_of("fail"),
        "severities": dict(rule.severity),
        "profile": rule.profile,
        "disabled": rule.disabled,
        "why": _line(view.say(rule.why)),
        "fix": _line(view.say(rule.fix)),
        "basis": [view.say(source) for source in each.sources],
        "examples": len(rule.examples),
    }


def _severities(rule: Rule, view: View) -> str:
    return view.pick("、", ", ").join(
        names.severity(severity, view) + ("" if variant == "fail" else f" ({variant})")
        for variant, severity in rule.severity.items()
    )


def _line(words: str) -> str:
    return " ".join(words.split())
