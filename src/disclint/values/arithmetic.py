"""
Arithmetic on intervals: what holds for every completion of what is missing.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Context, Decimal, InvalidOperation
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from disclint.values.types import Number, Truth, leaves_of

# More digits than any sensible expression can make, so that nothing is ever rounded.  What has more places than a
# number can have (squares of squares of squares) is without bound, and no fault.
_CONTEXT = Context(prec=10_000, traps=[InvalidOperation])
_MIRRORED = {">": "<", ">=": "<="}
_ORDERED: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge,
}  # fmt: skip
_NOUGHT = Decimal(0)
_INFINITE = Decimal("Infinity")


def add(left: Number, right: Number) -> Number:
    """
    Every sum of a number of `left` and one of `right`.
    """
    return total((left, right))


def subtract(left: Number, right: Number) -> Number:
    """
    Every difference of a number of `left` and one of `right`.
    """
    return total((left, negate(right)))


def negate(number: Number) -> Number:
    """
    The number with the other sign.
    """
    low, high = _bounds(number)
    return _number(_CONTEXT.minus(high), _CONTEXT.minus(low), number)


def multiply(left: Number, right: Number) -> Number:
    """
    Every product of a number of `left` and one of `right`.
    """
    corners = [
        _CONTEXT.multiply(one, other) if one and other else Decimal(0)
        for one in _bounds(left)
        for other in _bounds(right)
    ]
    return _number(min(corners), max(corners), left, right)


def total(numbers: Iterable[Number]) -> Number:
    """
    The sum of `numbers`; zero if there are none.
    """
    found = tuple(numbers)
    low = high = Decimal(0)
    if all(map(_is_exact, found)):
        for each in found:
            low = _CONTEXT.add(low, each.low or _NOUGHT)
        return Number(low, low, leaves=leaves_of(*found)) if low.is_finite() else _number(low, low, *found)
    for each in found:
        least, greatest = _bounds(each)
        low, high = _CONTEXT.add(low, least), _CONTEXT.add(high, greatest)
    return _number(low, high, *found)


def equal(left: Number, right: Number) -> Truth:
    """
    Whether the two can be the same number.
    """
    return compare(left, "==", right)


def compare(left: Number, operator: str, right: Number) -> Truth:
    """
    Whether the two can stand in that order: `==`, `!=`, `<`, `<=`, `>`, `>=`.

    False if no completion of what is missing helps, unknown if one is needed, else true.
    """
    if _is_exact(left) and _is_exact(right):
        # Nearly all numbers of a report are; they need no intervals.
        return Truth(_ORDERED[operator](left.low, right.low), leaves=leaves_of(left, right))
    if operator in _MIRRORED:
        return compare(right, _MIRRORED[operator], left)
    (least, greatest), (lowest, highest) = _bounds(left), _bounds(right)
    meet = _fits(left, lowest, highest) and _fits(right, least, greatest)
    same = least == greatest == lowest == highest
    possible, certain = {
        "==": (meet, same),
        "!=": (not same, not meet),
        "<": (least < highest, greatest < lowest),
        "<=": (least <= highest, greatest <= lowest),
    }[operator]
    return _verdict(left, right, possible, certain)


def _is_exact(number: Number) -> bool:
    return number.low is number.high and number.low is not None and not number.missing


def _fits(number: Number, low: Decimal, high: Decimal) -> bool:
    pieces = [(each, each) for each in number.options] or [_bounds(number)]
    return any(least <= high and low <= greatest for least, greatest in pieces)


def _bounds(number: Number) -> tuple[Decimal, Decimal]:
    low = -_INFINITE if number.low is None else number.low
    return low, _INFINITE if number.high is None else number.high


def _number(low: Decimal, high: Decimal, *origins: Number) -> Number:
    return Number(
        low if low.is_finite() else None,
        high if high.is_finite() else None,
        frozenset().union(*(each.missing for each in origins)),
        leaves_of(*origins),
    )


def _verdict(left: Number, right: Number, possible: bool, certain: bool) -> Truth:  # noqa: FBT001
    leaves = leaves_of(left, right)
    if not possible:
        return Truth(value=False, leaves=leaves)
    missing = left.missing | right.missing
    if missing and not certain:
        return Truth(None, missing, leaves)
    return Truth(value=True, leaves=leaves)
