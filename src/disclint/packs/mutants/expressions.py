"""
Mutants of expressions: a comparison, a connective, a sign or a number is another one; a term, a part or a filter is left out.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import TypeVar

from attrs import evolve

from disclint.packs.mutants import phrases
from disclint.packs.mutants.change import Change
from disclint.rules.literals import is_word
from disclint.rules.nodes import (
    Address,
    Call,
    Chain,
    Listing,
    Literal,
    Node,
    Not,
    Property,
    Quantifier,
    children,
    parts,
)
from disclint.rules.writing import written

_FLIPPED = {"==": "!=", "!=": "==", "<=": "<", "<": "<=", ">=": ">", ">": ">="}
_SWAPPED = {"and": "or", "or": "and", "+": "-", "-": "+"}
_CONNECTIVES, _SIGNS = ("and", "or"), ("+", "-")
# Calls of several arguments that can do without one of them, and how many they need.
_LISTS = {"claims": 1, "matches": 2, "min": 1, "max": 1}
_QUANTIFIERS = {"all": "any", "any": "all"}
_ENDS = {"first": "last", "last": "first"}
_NONE = Literal(0, Decimal(0))
_T = TypeVar("_T")


def variations(node: Node) -> Iterator[tuple[Change, Node]]:
    """
    The changes of an expression, and the expression after each.
    """
    yield from _own(node)
    for index, child in enumerate(children(node)):
        if isinstance(node, Call) and is_word(node, child):
            continue
        if _is_phrase(node, index) and isinstance(child, Literal):
            asked = isinstance(node, Chain)
            for change, words in phrases.variations(str(child.value), asked=asked):
                yield change.moved(child.at + 1), _with(node, index, evolve(child, value=words))
            continue
        for change, new in variations(child):
            yield change, _with(node, index, new)


def negated(node: Node) -> tuple[Change, Node] | None:
    """
    The opposite of a condition, unless that is one of its variations already.
    """
    match node:
        case Chain(operators=("and" | "or" | "implies", *_)) | Property() | Quantifier() | Call():
            if isinstance(node, Call) and node.function == "exists":
                return None
            return Change(node.at, written(node), f"not ({written(node)})"), Not(node.at, node)
        case _:
            return None


def _own(node: Node) -> Iterator[tuple[Change, Node]]:
    match node:
        case Literal(value=Decimal() as value):
            for other in (value + 1, value - 1):
                if other >= 0:
                    yield _to(node, evolve(node, value=other))
        case Not(operand=operand):
            yield _to(node, operand)
        case Quantifier():
            yield from _quantifier(node)
        case Listing(items=items) if len(items) > 1:
            for at, each in enumerate(items):
                yield _without(each), evolve(node, items=_less(items, at))
        case Call():
            yield from _call(node)
        case Chain():
            yield from _chain(node)
        case _:
            return


def _quantifier(node: Quantifier) -> Iterator[tuple[Change, Node]]:
    if node.kind in _QUANTIFIERS:
        other = _QUANTIFIERS[node.kind]
        yield Change(node.at, node.kind, other), evolve(node, kind=other)
    elif node.kind == "filter":
        yield Change(node.body.at, written(node.body)), node.domain
    elif node.kind == "count":
        yield Change(node.body.at, written(node.body)), Call(node.at, "count", (node.domain,))


def _call(node: Call) -> Iterator[tuple[Change, Node]]:
    if node.function == "exists":
        yield _to(node, Not(node.at, node))
    if node.function in _ENDS and not _is_single(node.arguments[0]):
        other = _ENDS[node.function]
        yield Change(node.at, node.function, other), evolve(node, function=other)
    least = _LISTS.get(node.function, len(node.arguments))
    if len(node.arguments) > least:
        for at in range(least - 1, len(node.arguments)):
            yield _without(node.arguments[at]), evolve(node, arguments=_less(node.arguments, at))


def _is_single(node: Node) -> bool:
    """
    Whether a list is of one cell, so that its first is its last.
    """
    match node:
        case Call(function="cells", arguments=(Address() as address,)):
            return not any(each[0] in "@*" for each in parts(address))
        case _:
            return False


def _chain(node: Chain) -> Iterator[tuple[Change, Node]]:
    first = node.operators[0]
    if first in _FLIPPED:
        other = _FLIPPED[first]
        yield (
            Change(node.at, written(node), written(evolve(node, operators=(other,)))),
            evolve(node, operators=(other,)),
        )
    elif first in ("in", "matches"):
        yield _to(node, Not(node.at, node))
    elif first == "implies":
        condition, consequence = node.operands
        yield _without(condition), consequence
        both = evolve(node, operators=("and",))
        yield Change(condition.at, "implies", "and"), both
    elif first in _CONNECTIVES:
        other = _SWAPPED[first]
        yield (
            Change(node.at, f"{first} ({written(node)})", other),
            evolve(node, operators=(other,) * len(node.operators)),
        )
        yield from ((_without(each), _rest(node, at)) for at, each in enumerate(node.operands))
    elif first in _SIGNS:
        for at, sign in enumerate(node.operators):
            signs = (*node.operators[:at], _SWAPPED[sign], *node.operators[at + 1 :])
            term = written(node.operands[at + 1])
            change = Change(node.operands[at + 1].at, f"{sign} {term}", f"{_SWAPPED[sign]} {term}")
            yield change, evolve(node, operators=signs)
        yield from ((_without(each), _rest(node, at)) for at, each in enumerate(node.operands))


def _rest(node: Chain, at: int) -> Node:
    """
    A chain without one of its operands; what was taken away from it is then taken from nought.
    """
    operands = _less(node.operands, at)
    operators = _less(node.operators, max(0, at - 1))
    if at == 0 and node.operators[0] == "-":
        return Chain(node.at, (_NONE, *operands), node.operators)
    return operands[0] if len(operands) == 1 else evolve(node, operands=operands, operators=operators)


def _is_phrase(node: Node, index: int) -> bool:
    match node:
        case Call(function="matches"):
            return index > 0
        case Chain(operators=("matches",)):
            return index == 1
        case _:
            return False


def _with(node: Node, index: int, new: Node) -> Node:  # noqa: PLR0911 - one for each kind of node.
    match node:
        case Listing(items=items):
            return evolve(node, items=_set(items, index, new))
        case Call(arguments=arguments):
            return evolve(node, arguments=_set(arguments, index, new))
        case Chain(operands=operands):
            return evolve(node, operands=_set(operands, index, new))
        case Property():
            return evolve(node, subject=new)
        case Not():
            return evolve(node, operand=new)
        case Quantifier():
            return evolve(node, body=new) if index else evolve(node, domain=new)
        case _:
            return node


def _set(items: tuple[Node, ...], at: int, new: Node) -> tuple[Node, ...]:
    return (*items[:at], new, *items[at + 1 :])


def _less(items: tuple[_T, ...], at: int) -> tuple[_T, ...]:
    return (*items[:at], *items[at + 1 :])


def _to(old: Node, new: Node) -> tuple[Change, Node]:
    return Change(old.at, written(old), written(new)), new


def _without(node: Node) -> Change:
    return Change(node.at, written(node))
