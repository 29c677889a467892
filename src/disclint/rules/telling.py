"""
Whether a condition holds, told without saying why.

Most conditions are met, or not, and nobody asks where that was read.  What is told is what
`rules.evaluation` finds; where this room cannot tell, it tells nothing, and the whole evaluation decides.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from disclint.rules.evaluation import Compiled, compiled
from disclint.rules.functions import as_truth, items
from disclint.rules.nodes import Chain, Literal, Node, Not, Quantifier
from disclint.rules.scope import Scope, Within
from disclint.values import Number, Text, Truth, Value

# None leaves it to the whole evaluation.
Told = Callable[[Scope], bool | None]
_Raw = Callable[[Scope], Decimal | str | bool | None]

_COMPARED: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge,
}  # fmt: skip


def telling(node: Node) -> Told:
    """
    The function that tells whether an expression, which has been checked, is true.
    """
    match node:
        case Not(operand=operand):
            return _denied(telling(operand))
        case Chain(operators=("and" | "or" as operator, *_), operands=operands):
            return _decided(tuple(map(telling, operands)), decisive=operator == "or")
        case Chain(operators=("implies",), operands=(condition, consequence)):
            return _decided((_denied(telling(condition)), telling(consequence)), decisive=True)
        case Chain(operators=(operator,), operands=(left, right)) if operator in _COMPARED:
            return _compared(_raw(left), operator, _raw(right))
        case Quantifier(kind="all" | "any" as kind, name=name, domain=domain, body=body):
            return _quantified(compiled(domain), name, telling(body), decisive=kind == "any")
        case _:
            whole = compiled(node)
            return lambda scope: as_truth(whole(scope)).value


def _denied(told: Told) -> Told:
    def deny(scope: Scope) -> bool | None:
        found = told(scope)
        return None if found is None else not found

    return deny


def _decided(told: tuple[Told, ...], *, decisive: bool) -> Told:
    def decide(scope: Scope) -> bool | None:
        sure = True
        for each in told:
            found = each(scope)
            if found is decisive:
                return decisive
            sure = sure and found is not None
        return not decisive if sure else None

    return decide


def _quantified(domain: Compiled, name: str, body: Told, *, decisive: bool) -> Told:
    def decide(scope: Scope) -> bool | None:
        sure = True
        for item in items(domain(scope)):
            found = body(Within(scope, name, item))
            if found is decisive:
                return decisive
            sure = sure and found is not None
        return not decisive if sure else None

    return decide


def _compared(left: _Raw, operator: str, right: _Raw) -> Told:
    compare, ordered = _COMPARED[operator], operator not in ("==", "!=")

    def decide(scope: Scope) -> bool | None:
        one, other = left(scope), right(scope)
        # Of other types than numbers, and of two types, the whole evaluation knows what to say.
        if type(one) is not type(other) or one is None or (ordered and type(one) is not Decimal):
            return None
        return compare(one, other)

    return decide


def _raw(node: Node) -> _Raw:
    if isinstance(node, Literal):
        value = node.value
        return lambda _: value
    whole = compiled(node)
    return lambda scope: _bare(whole(scope))


def _bare(value: Value) -> Decimal | str | bool | None:
    if isinstance(value, Number):
        return value.low if value.low == value.high and not value.missing else None
    if isinstance(value, Text):
        return value.text
    return value.value if isinstance(value, Truth) else None
