"""
Conditions: told at once where that is possible, evaluated where it matters why.
"""

from attrs import frozen

from disclint.kinds.compiling import Compiler
from disclint.kinds.core import Compiled, Scope
from disclint.rules.functions import as_truth
from disclint.rules.nodes import Node
from disclint.rules.telling import Told, telling
from disclint.rules.tracing import recording
from disclint.values import Truth


@frozen(eq=False)
class Condition:
    """
    A condition of a rule.
    """

    told: Told
    whole: Compiled

    def is_met(self, scope: Scope) -> bool:
        """
        Whether it certainly holds, and nobody wants to know why.
        """
        return recording() is None and self.told(scope) is True

    def truth(self, scope: Scope) -> Truth:
        """
        Whether it holds, why that cannot be known, and where it was read.
        """
        return as_truth(self.whole(scope))

    def holds(self, scope: Scope, reasons: list[str]) -> bool:
        """
        Whether it holds; `reasons` takes up why that cannot be known.
        """
        told = None if recording() else self.told(scope)
        if told is not None:
            return told
        truth = self.truth(scope)
        if truth.value is None:
            reasons.extend(sorted(truth.reasons))
        return bool(truth.value)


def condition(compiler: Compiler, key: str) -> Condition | None:
    """
    The condition under `key` of a rule, if there is one.
    """
    source = compiler.option(key)
    return None if source is None else of_node(compiler, compiler.node(source, key), key)


def of_node(compiler: Compiler, node: Node, key: str) -> Condition:
    """
    The condition that an expression is.
    """
    whole = compiler.compiled(node, key)
    return Condition(telling(node), whole)
