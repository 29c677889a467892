"""
What the examples of rules show: which verdicts, which variants of a finding, and which of them none shows.

A rule's `lacks` says why an outcome cannot be shown.  What no rule of a kind can come to is not asked for, and
`not_applicable` only of a rule that says what it applies to.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby

from attrs import frozen

from disclint.diagnostics import FAIL, NOT_APPLICABLE, PASS, UNKNOWN, VERDICTS
from disclint.kinds import domain, order, problem, ratio, section, statement
from disclint.packs.testing import Case
from disclint.rules.model import Rule
from disclint.syntax import AMBIGUOUS


@frozen
class Covered:
    """
    The outcomes that the examples of a rule show, those that it should and that none shows, and those that none can, with the reason.

    An outcome is a verdict, or a variant of a finding.  `shown` counts the examples.  `idle` are keys of
    `lacks` that an example shows all the same.
    """

    rule: Rule
    shown: Mapping[str, int]
    lacking: tuple[str, ...]
    excused: Mapping[str, str]
    idle: tuple[str, ...] = ()


def covered(cases: Iterable[Case]) -> tuple[Covered, ...]:
    """
    What the examples of each rule show; the cases of a rule stand together.
    """
    return tuple(_covered(next(iter(group)).rule, group) for group in _grouped(cases))


def _grouped(cases: Iterable[Case]) -> Iterable[tuple[Case, ...]]:
    return (tuple(group) for _, group in groupby(cases, key=lambda each: each.rule.id))


def _covered(rule: Rule, cases: Iterable[Case]) -> Covered:
    seen: dict[str, int] = {}
    for each in cases:
        verdict = each.tried.verdict
        for outcome in (verdict.status, *(one for one in verdict.variants if one != FAIL)):
            seen[outcome] = seen.get(outcome, 0) + 1
        if FAIL in verdict.variants:
            seen[_PLAIN] = seen.get(_PLAIN, 0) + 1
    missing = [each for each in outcomes(rule) if not seen.get(_PLAIN if each == FAIL else each)]
    shown = {
        each: seen[each] for each in (*VERDICTS, *sorted(seen.keys() - {*VERDICTS, _PLAIN})) if each in seen
    }
    return Covered(
        rule,
        shown,
        tuple(each for each in missing if each not in rule.lacks),
        {each: rule.lacks[each] for each in missing if each in rule.lacks},
        tuple(each for each in rule.lacks if each not in missing),
    )


# Findings without a variant of their own, as against all that fail.
_PLAIN = ""
# What these look at is there or is not.
_CERTAIN = frozenset((section.NAME, order.NAME, problem.NAME))


def outcomes(rule: Rule) -> tuple[str, ...]:
    """
    The verdicts that a rule may come to, and the variants of its findings; `fail` stands for findings without one.
    """
    found = [PASS, *_variants(rule)]
    if not _is_certain(rule):
        found.append(UNKNOWN)
    if rule.document.data.get("applies_to") or rule.applies_to.needs:
        found.append(NOT_APPLICABLE)
    return tuple(dict.fromkeys(found))


def _is_certain(rule: Rule) -> bool:
    filtered = any(rule.options.get(each) is not None for each in ("where", "when"))
    return rule.kind in _CERTAIN or (rule.kind == statement.NAME and not filtered)


def _variants(rule: Rule) -> Iterable[str]:
    if rule.only:
        return rule.only
    own = tuple(rule.options.get("variants", ()))
    named = [each for each in (*rule.severity, *rule.message) if each != FAIL]
    match rule.kind:
        case domain.NAME:
            return [each for each in rule.options.get("refuse", named) if each != AMBIGUOUS]
        case order.NAME:
            return (order.EARLY, order.LATE)
        case ratio.NAME | section.NAME:
            return (FAIL, *named, *own)
        case statement.NAME if "partial" in rule.options:
            return (FAIL, statement.PARTIAL, *own)
        case _:
            return (FAIL, *own)
