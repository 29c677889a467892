"""
Two sides must be equal.
"""

from disclint.kinds import sides
from disclint.kinds.binding import Binding, bind
from disclint.kinds.compiling import Compiler
from disclint.kinds.core import FAIL, Judge, Place, Scope, leaf_places
from disclint.kinds.sides import Sides
from disclint.rules.functions import as_number
from disclint.values import Number

NAME = "identity"
VARIANTS = frozenset((FAIL,))
NAMES = {"left": "number", "right": "number", "delta": "number"}


def compiled(compiler: Compiler) -> tuple[Judge, Binding]:
    """
    Fails at the right side of each instance whose sides cannot be equal.
    """
    binding = bind(compiler, NAMES)
    inner = binding.compiler
    left, right = inner.node(inner.option("left"), "left"), inner.node(inner.option("right"), "right")
    read_left, read_right = inner.compiled(left, "left"), inner.compiled(right, "right")

    def both(scope: Scope) -> tuple[Number, Number]:
        one, other = as_number(read_left(scope)), as_number(read_right(scope))
        scope.names.update(left=one, right=other)
        return other, one

    return sides.judge(Sides(both, left, right, _right), binding), binding


def _right(scope: Scope) -> Place | None:
    right = scope.names["right"]
    found = leaf_places(right.leaves, scope.facts) if isinstance(right, Number) else ()
    return found[0] if found else None
