"""
A condition must hold.
"""

from disclint.facts import Facts
from disclint.kinds.binding import Binding, bind
from disclint.kinds.compiling import Compiler
from disclint.kinds.conditions import Condition, of_node
from disclint.kinds.core import FAIL, Judge, Tally, leaf_places, note
from disclint.rules.tracing import PASS, UNKNOWN

NAME = "assert"
VARIANTS = frozenset((FAIL,))


def compiled(compiler: Compiler) -> tuple[Judge, Binding]:
    """
    Fails for each instance whose `check` is false.
    """
    binding = bind(compiler)
    inner = binding.compiler
    check = of_node(inner, inner.node(inner.option("check"), "check"), "check")
    return lambda facts: _judged(facts, binding, check), binding


def _judged(facts: Facts, binding: Binding, check: Condition) -> Tally:
    findings, checked, reasons = [], 0, list[str]()
    for scope in binding.instances(facts, reasons):
        if check.is_met(scope):
            checked += 1
            continue
        truth = check.truth(scope)
        if truth.value is None:
            reasons.extend(sorted(truth.reasons))
            note(scope, UNKNOWN, truth)
            continue
        checked += 1
        if truth.value:
            note(scope, PASS, truth)
            continue
        read = leaf_places(truth.leaves, facts)
        default = read[0] if read and not binding.domains else None
        finding = binding.finding(scope, default, related=read)
        note(scope, FAIL, truth, variant=finding.variant)
        findings.append(finding)
    return Tally(findings, checked, reasons)
