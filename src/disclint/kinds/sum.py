"""
Parts must add up to their total.
"""

from collections.abc import Sequence

from disclint import values
from disclint.kinds import sides
from disclint.kinds.binding import Binding, bind
from disclint.kinds.compiling import Compiler
from disclint.kinds.core import FAIL, Judge, Scope, subject_place
from disclint.kinds.sides import Sides
from disclint.rules.functions import as_number, items
from disclint.values import Number, Text, Value

NAME = "sum"
VARIANTS = frozenset((FAIL,))
NAMES = {"total": "number", "parts": "number", "delta": "number", "summands": "text"}


def compiled(compiler: Compiler) -> tuple[Judge, Binding]:
    """
    Fails at the total of each instance whose parts cannot add up to it.
    """
    binding = bind(compiler, NAMES)
    inner = binding.compiler
    total, parts = inner.node(inner.option("total"), "total"), inner.node(inner.option("parts"), "parts")
    read_total, read_parts = inner.compiled(total, "total"), inner.compiled(parts, "parts")

    def both(scope: Scope) -> tuple[Number, Number]:
        summands = [as_number(each) for each in items(read_parts(scope))]
        whole, added = as_number(read_total(scope)), values.total(summands)
        scope.names.update(total=whole, parts=added, summands=_written(summands))
        return whole, added

    found = Sides(both, parts, total, lambda scope: subject_place(scope.names["total"], scope.facts))
    return sides.judge(found, binding), binding


def _written(summands: Sequence[Number]) -> Value:
    return Text("+".join("?" if each.value is None else f"{each.value:f}" for each in summands))
