"""
A condition must hold.
"""

from disclint.facts import Facts
from disclint.kinds.binding import Binding, bind
from disclint.kinds.compiling import Compiler
from disclint.kinds.core import FAIL, Compiled, Judge, Tally, leaf_places
from disclint.rules.functions import as_truth

NAME = "assert"
VARIANTS = frozenset((FAIL,))


def compiled(compiler: Compiler) -> tuple[Judge, Binding]:
    """
    Fails for each instance whose `check` is false.
    """
    binding = bind(compiler)
    check = binding.compiler.needed("check")
    return lambda facts: _judged(facts, binding, check), binding


def _judged(facts: Facts, binding: Binding, check: Compiled) -> Tally:
    findings, checked, reasons = [], 0, list[str]()
    for scope in binding.instances(facts, reasons):
        truth = as_truth(check(scope))
        if truth.value is None:
            reasons.extend(sorted(truth.reasons))
            continue
        checked += 1
        if not truth.value:
            read = leaf_places(truth.leaves, facts)
            default = read[0] if read and not binding.domains else None
            findings.append(binding.finding(scope, default, related=read))
    return Tally(findings, checked, reasons)
