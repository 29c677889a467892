"""
The machine-readable form of `explain`: `schemas/explain.schema.json`, version 1.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from disclint.outputs import check_json, jsontext, names
from disclint.outputs.saying.values import shown
from disclint.outputs.view import View
from disclint.result import Evidence, Explanation, Formula, Looked, Result, Working
from disclint.rules.tracing import EXCLUDED, FAIL, PASS, UNKNOWN, Step
from disclint.rules.writing import written
from disclint.source import Span

VERSION = 1
# An evaluation is a tree as deep as its expression, and as broad as the lists in it.
_MOST_STEPS = 60


def write(explanation: Explanation, view: View) -> Iterator[str]:
    """
    One object: the rule, and what came of it on the file if there is one.
    """
    found = {
        "version": VERSION,
        "rule": _rule(explanation, view),
        "file": None if explanation.result is None else _file(explanation, explanation.result, view),
    }
    yield jsontext.spread(found, depth=4, ascii_only=view.ascii_only) + "\n"


def write_plain(id: str, view: View) -> Iterator[str]:
    """
    A finding that no rule makes, in the same shape.
    """
    title, why, fix = (view.pick(*each) for each in names.PLAIN[id])
    rule: dict[str, Any] = {
        "id": id, "title": title, "kind": "plain", "severities": {}, "profile": "default",
        "why": why, "fix": fix, "basis": [], "formula": None,
    }  # fmt: skip
    yield jsontext.spread({"version": VERSION, "rule": rule, "file": None}, ascii_only=view.ascii_only) + "\n"


def _rule(explanation: Explanation, view: View) -> Mapping[str, Any]:
    rule = explanation.rule
    return {
        "id": rule.id,
        "title": view.say(rule.title),
        "kind": rule.kind,
        "severities": dict(rule.severity),
        "profile": rule.profile,
        "why": view.say(rule.why),
        "fix": view.say(explanation.formula.fix if explanation.formula else rule.fix),
        "basis": [view.say(each) for each in explanation.sources],
        "formula": None if explanation.formula is None else _formula(explanation.formula, view),
    }


def _formula(formula: Formula, view: View) -> Mapping[str, Any]:
    return {
        "demand": view.say(formula.demand),
        "equation": None if formula.equation is None else view.say(formula.equation),
        "conditions": [view.say(each) for each in formula.conditions],
        "definitions": [view.say(each) for each in formula.definitions],
        "messages": {variant: view.say(each) for variant, each in formula.messages.items()},
    }


def _file(explanation: Explanation, result: Result, view: View) -> Mapping[str, Any]:
    verdict = explanation.verdict
    counts = Counter(each.outcome for each in explanation.looked)
    return {
        "path": result.path,
        "status": result.status,
        "verdict": verdict.status if verdict else None,
        "checked": verdict.checked if verdict else 0,
        "reasons": list(verdict.reasons) if verdict else [],
        "counts": {each: counts[each] for each in (PASS, FAIL, UNKNOWN, EXCLUDED)},
        "instances": [_looked(each, result, view) for each in explanation.looked],
        "before": [_working(each, result, view) for each in explanation.before],
        "looked_at": [_read(each, result, view) for each in explanation.evidence],
        "diagnostics": [check_json.diagnostic(result, each, view) for each in explanation.diagnostics],
    }


def _looked(each: Looked, result: Result, view: View) -> Mapping[str, Any]:
    return {
        "what": view.say(each.what),
        "outcome": each.outcome,
        "address": each.address,
        "location": _location(each.span, result),
        "variant": each.variant,
        "by": each.by,
        "reasons": list(each.reasons),
        "conclusion": None if each.conclusion is None else view.say(each.conclusion),
        "workings": [_working(working, result, view) for working in each.workings],
    }


def _working(each: Working, result: Result, view: View) -> Mapping[str, Any]:
    return {
        "key": each.key,
        "expression": each.expression,
        "filled": view.say(each.filled),
        "value": view.say(each.value),
        "missing": list(each.missing),
        "read": [_read(place, result, view) for place in each.read],
        "steps": [_step(step, view) for step in each.step.steps[:_MOST_STEPS]],
    }


def _step(step: Step, view: View) -> Mapping[str, Any]:
    below = [_step(each, view) for each in step.steps[:_MOST_STEPS]]
    found: dict[str, Any] = {"expression": written(step.node), "value": shown(step.value, view.lang)}
    return found | ({"steps": below} if below else {})


def _read(each: Evidence, result: Result, view: View) -> Mapping[str, Any]:
    found: dict[str, Any] = {
        "address": each.address,
        "location": _location(each.span, result),
        "text": view.say(each.words),
    }
    return found | ({} if each.refused is None else {"refused": view.say(each.refused)})


def _location(span: Span | None, result: Result) -> Mapping[str, Any] | None:
    return None if span is None else check_json.location(result.locate(span))
