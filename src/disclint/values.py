"""
Values that know how sure they are: numbers as intervals, truth in three values, and what is missing.

Refuses to know where values come from; a leaf only carries it along.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Context, Decimal
from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne
from types import MappingProxyType
from typing import Any

from attrs import field, frozen

from disclint.source import Span

HALF_UP, HALF_EVEN, TRUNCATE = "half_up", "half_even", "truncate"


@frozen
class Leaf:
    """
    A place that a value was read from: a cell, or words of the text.
    """

    label: str
    address: str | None = None
    span: Span | None = None


@frozen
class Number:
    """
    A number somewhere from `low` to `high`, both included; None is without bound.

    `missing` says which operands were not there; an approximation misses nothing.
    `options` are the only numbers that it can be, if that is known; sums and products forget them.
    """

    low: Decimal | None
    high: Decimal | None
    missing: frozenset[str] = frozenset()
    leaves: tuple[Leaf, ...] = ()
    options: tuple[Decimal, ...] = ()

    @property
    def value(self) -> Decimal | None:
        """
        The number itself, if nothing is left open.
        """
        return self.low if self.low == self.high else None


@frozen
class Truth:
    """
    True, False, or None where it cannot be known, for `reasons`.

    `leaves` are the places that decided it.
    """

    value: bool | None
    reasons: frozenset[str] = frozenset()
    leaves: tuple[Leaf, ...] = ()


@frozen
class Text:
    """
    Words, and where they stand.
    """

    text: str
    span: Span | None = None


_NO_FIELDS: "Mapping[str, Value | Callable[[], Value]]" = MappingProxyType({})
_NO_GETTERS: "Mapping[str, Callable[[Any], Value]]" = MappingProxyType({})


@frozen(eq=False)
class Subject:
    """
    Something of the report that rules speak about: a row, a section, a claim.

    `fields` are its properties, or functions that look them up when asked.  What all of its kind
    have is in `getters`, which look it up in `of`.
    """

    kind: str
    span: Span | None = None
    address: str | None = None
    fields: "Mapping[str, Value | Callable[[], Value]]" = field(default=_NO_FIELDS, repr=False)
    getters: "Mapping[str, Callable[[Any], Value]]" = field(default=_NO_GETTERS, repr=False)
    of: Any = field(default=None, repr=False)

    def has(self, name: str) -> bool:
        """
        Whether there is a property called `name`.
        """
        return name in self.fields or name in self.getters

    def read(self, name: str) -> "Value":
        """
        The property called `name`; `Missing` if there is none.
        """
        found = self.fields.get(name)
        if found is not None:
            return found() if callable(found) else found
        getter = self.getters.get(name)
        return Missing(f"{self.address or self.kind}.{name}") if getter is None else getter(self.of)


@frozen
class Missing:
    """
    Stands where something should be; whatever needs it is unknown.
    """

    reason: str
    span: Span | None = None


# More digits than any expression can make, so that nothing is ever rounded.
_CONTEXT = Context(prec=10_000)
_MIRRORED = {">": "<", ">=": "<="}
_ORDERED: Mapping[str, Callable[[Any, Any], bool]] = {
    "==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge,
}  # fmt: skip
_INFINITE = Decimal("Infinity")

# Lists are tuples.
Value = Number | Truth | Text | Subject | Missing | tuple["Value", ...]

TRUE, FALSE = Truth(value=True), Truth(value=False)


def number(value: Decimal | int, *leaves: Leaf) -> Number:
    """
    Exactly `value`.
    """
    exact = Decimal(value)
    return Number(exact, exact, leaves=leaves)


def unknown(*reasons: str) -> Truth:
    """
    What cannot be known for `reasons`.
    """
    return Truth(None, frozenset(reasons))


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
            low = _CONTEXT.add(low, each.low)
        return Number(low, low, leaves=leaves_of(*found))
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


def negation(truth: Truth) -> Truth:
    """
    Not `truth`.
    """
    return Truth(
        None if truth.value is None else not truth.value, truth.reasons, truth.leaves
    )


def conjunction(*truths: Truth) -> Truth:
    """
    All of `truths`: false if one is, else unknown if one is.
    """
    return _decided(truths, decisive=False)


def disjunction(*truths: Truth) -> Truth:
    """
    One of `truths`: true if one is, else unknown if one is.
    """
    return _decided(truths, decisive=True)


def implication(condition: Truth, consequence: Truth) -> Truth:
    """
    Not the condition, or the consequence.
    """
    return disjunction(negation(condition), consequence)


def rounded(
    numerator: Decimal | int, denominator: Decimal | int, decimals: int, mode: str
) -> Decimal | None:
    """
    The quotient to `decimals` places, exactly by `mode`; None if the denominator is zero.
    """
    if not denominator:
        return None
    scaled = Fraction(numerator) / Fraction(denominator) * 10**decimals
    sign = -1 if scaled < 0 else 1
    whole, rest = divmod(abs(scaled), 1)
    half = Fraction(1, 2)
    up = rest > half or (
        rest == half and (mode == HALF_UP or (mode == HALF_EVEN and whole % 2))
    )
    return Decimal(sign * (whole + (1 if up and mode != TRUNCATE else 0))).scaleb(-decimals)


def leaves_of(*values: Number | Truth) -> tuple[Leaf, ...]:
    """
    The places that `values` were read from, each once, in order.
    """
    some = [each.leaves for each in values if each.leaves]
    if len(some) < 2:  # noqa: PLR2004 - one list of leaves has each once
        return some[0] if some else ()
    return tuple(dict.fromkeys(leaf for leaves in some for leaf in leaves))


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


def _decided(truths: tuple[Truth, ...], *, decisive: bool) -> Truth:
    open_: list[Truth] = []
    for at, each in enumerate(truths):
        if each.value is decisive:
            others = (other for other in truths[at + 1 :] if other.value is decisive)
            return Truth(decisive, leaves=leaves_of(each, *others))
        if each.value is None:
            open_.append(each)
    if open_:
        reasons = frozenset[str]().union(*(each.reasons for each in open_))
        return Truth(None, reasons, leaves_of(*open_))
    return Truth(not decisive, leaves=leaves_of(*truths))
