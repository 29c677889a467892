"""
What `final` means: a rule that packs which inherit it may neither turn off nor make rarer or milder.

Refuses to say whether that may be overruled: who is asked has the option.
"""

from collections.abc import Mapping, Sequence

from disclint.rules.files import APART, EXAMPLES
from disclint.rules.merging import Change, touched
from disclint.rules.model import DEFAULT, Rule
from disclint.yamlfile import Document, NodePath

# What makes a final rule neither rarer nor milder.
_HARMLESS = frozenset((*APART, "rank", EXAMPLES))
_WORST_FIRST = ("error", "warning", "info")


def ensure_may_go(rule: Rule, head: Document, at: NodePath) -> None:
    """
    Raise UsageError, at the place `at` of the pack's head, if a rule that is to be turned off is final.
    """
    if not rule.final:
        return
    raise head.error(
        f"{rule.id} is final in pack {rule.pack!r} and cannot be turned off",
        "leave it on, or run with --allow-final-off",
        *at,
        zh=(
            f"{rule.id} 在规则包 {rule.pack} 中是 final 规则，不能停用",
            "保留它；确需停用时加 --allow-final-off",
        ),
    )


def ensure_no_weaker(rule: Rule, new: Document, made: Sequence[Change], pattern: str) -> None:
    """
    Raise UsageError where one of the changes `made` could make a final rule rarer or milder.
    """
    for key in touched(made):
        if key in _HARMLESS or _is_no_weaker(key, rule, new):
            continue
        at = next(each.at for each in made if each.path[0] == key)
        raise at[0].error(
            f"{rule.id} is final in pack {rule.pack!r}; changing its {key} could weaken it",
            f"leave {pattern} as it is, or run with --allow-final-off",
            *at[1],
            zh=(
                f"{rule.id} 在规则包 {rule.pack} 中是 final 规则，改动 {key} 会放宽它",
                "只能加重级别或改文字；确需放宽时加 --allow-final-off",
            ),
        )


def _is_no_weaker(key: str, rule: Rule, new: Document) -> bool:
    value = new.data.get(key)
    if key == "final":
        return value is True
    if key == "profile":
        return bool(value == DEFAULT)
    if key != "severity":
        return False
    severities = value if isinstance(value, Mapping) else {"fail": value}
    variants = {*severities, *rule.severity, "fail"}
    return all(
        (found := severities.get(each) or severities.get("fail")) in _WORST_FIRST
        and _WORST_FIRST.index(found) <= _WORST_FIRST.index(rule.severity_of(each))
        for each in variants
    )
