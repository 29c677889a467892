"""
Which cells an expression adds up, and how often.
"""

from collections.abc import Callable
from functools import reduce

from disclint.facts import Inapplicable
from disclint.kinds.core import Scope
from disclint.rules.nodes import Address, Call, Chain, Listing, Node, parts
from disclint.values import Subject, Text

# The weight of each cell, by address.
Terms = dict[str, int]
Linear = Callable[[Scope], Terms]


def linear(node: Node) -> Linear | None:
    """
    The cells that an expression adds and subtracts; None if it does anything else.
    """
    match node:
        case Address():
            pattern = parts(node)
            return lambda scope: dict.fromkeys(scope.facts.tabular.addresses(_placed(scope, pattern)), 1)
        case Call(function="sum", arguments=(one,)):
            return linear(one)
        case Listing(items=several):
            return _combined([linear(each) for each in several], ["+"] * len(several))
        case Chain(operands=operands, operators=operators) if set(operators) <= {"+", "-"}:
            return _combined([linear(each) for each in operands], ["+", *operators])
        case _:
            return None


def _combined(parts: list[Linear | None], signs: list[str]) -> Linear | None:
    known = [each for each in parts if each is not None]
    if len(known) < len(parts):
        return None
    weights = [-1 if sign == "-" else 1 for sign in signs]
    return lambda scope: reduce(
        merged, (_weighted(each(scope), by) for each, by in zip(known, weights, strict=True)), {}
    )


def merged(one: Terms, other: Terms) -> Terms:
    """
    Both sums together.
    """
    found = dict(one)
    for address, weight in other.items():
        found[address] = found.get(address, 0) + weight
    return {address: weight for address, weight in found.items() if weight}


def _weighted(terms: Terms, by: int) -> Terms:
    return {address: weight * by for address, weight in terms.items()}


def difference(left: Terms, right: Terms) -> Terms:
    """
    The left sum less the right one.
    """
    return merged(left, _weighted(right, -1))


def _placed(scope: Scope, pattern: tuple[str, str, str]) -> tuple[str, str, str]:
    table, row, column = (_id(scope, each) if each[0] == "$" else each for each in pattern)
    return table, row, column


def _id(scope: Scope, variable: str) -> str:
    value = scope.name(variable[1:])
    if isinstance(value, Subject):
        value = value.read("id")
    if isinstance(value, Text):
        return value.text
    raise Inapplicable(f"{variable} has no id")
