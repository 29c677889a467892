"""
The functions of expressions that need nothing but their arguments.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from disclint import values
from disclint.source import fold
from disclint.values import Leaf, Missing, Number, Subject, Text, Truth, Value, rounding

_LONGEST_COMPARED = 20_000


class EvaluationError(TypeError):
    """
    A rule asks of a value what its type does not have; the rule is wrong, not the report.
    """


def as_number(value: Value) -> Number:
    """
    The number that `value` is, or that a cell or claim holds; anything at all if it is missing.
    """
    if isinstance(value, Number):
        return value
    if isinstance(value, Missing):
        return Number(None, None, frozenset([value.reason]))
    if isinstance(value, Subject) and value.has("value"):
        return as_number(value.read("value"))
    raise EvaluationError(f"{describe(value)} is no number")


def as_truth(value: Value) -> Truth:
    """
    The truth that `value` is; unknown if it is missing.
    """
    if isinstance(value, Truth):
        return value
    if isinstance(value, Missing):
        return values.unknown(value.reason)
    raise EvaluationError(f"{describe(value)} is neither true nor false")


def items(value: Value) -> tuple[Value, ...]:
    """
    The items of a list; a single thing is a list of one, a missing one may be there or not.
    """
    return value if isinstance(value, tuple) else (value,)


def describe(value: Value) -> str:
    """
    The type of `value`, for whoever wrote the rule.
    """
    if isinstance(value, tuple):
        return "a list"
    return f"a {value.kind}" if isinstance(value, Subject) else f"a {type(value).__name__.lower()}"


def exists(value: Value) -> Truth:
    """
    Whether there is such a thing; of a list, whether there is one in it.
    """
    if isinstance(value, Missing):
        return values.unknown(value.reason) if value.unread else values.FALSE
    if not isinstance(value, tuple):
        return values.TRUE
    reasons = [each.reason for each in value if isinstance(each, Missing)]
    if len(value) > len(reasons):
        return values.TRUE
    return values.unknown(*reasons) if reasons else values.FALSE


def count(value: Value) -> Number:
    """
    How many items a list has; what may be in it widens the number.
    """
    found = () if isinstance(value, Missing) else items(value)
    reasons = [each.reason for each in found if isinstance(each, Missing)]
    sure = Decimal(len(found) - len(reasons))
    return Number(sure, Decimal(len(found)), frozenset(reasons), _leaves(found))


def first(value: Value) -> Value:
    """
    The first item of a list.
    """
    found = items(value)
    return found[0] if found else Missing("first of an empty list")


def last(value: Value) -> Value:
    """
    The last item of a list.
    """
    found = items(value)
    return found[-1] if found else Missing("last of an empty list")


def repeated(value: Value) -> Value:
    """
    The items of a list whose text an earlier item has.
    """
    seen: set[str] = set()
    found: list[Value] = []
    for each in items(value):
        text = _text(each)
        if isinstance(text, Missing):
            continue
        if text in seen:
            found.append(each)
        seen.add(text)
    return tuple(found)


def add_up(value: Value) -> Number:
    """
    The sum of a list of numbers.
    """
    return values.total(as_number(each) for each in items(value))


def least(*arguments: Value) -> Value:
    """
    The least of some numbers, or of a list of them.
    """
    return _extreme(arguments, min)


def greatest(*arguments: Value) -> Value:
    """
    The greatest of some numbers, or of a list of them.
    """
    return _extreme(arguments, max)


def magnitude(value: Value) -> Number:
    """
    The number without its sign.
    """
    number = as_number(value)
    negative = values.negate(number)
    if number.low is not None and number.low >= 0:
        return number
    if number.high is not None and number.high <= 0:
        return negative
    high = None if number.high is None or negative.high is None else max(number.high, negative.high)
    return Number(Decimal(0), high, number.missing, number.leaves)


def length(value: Value) -> Value:
    """
    How many characters a text has.
    """
    text = _text(value)
    return text if isinstance(text, Missing) else values.number(len(text))


def similarity(one: Value, other: Value) -> Value:
    """
    How much of two texts is alike, from 0 to 1: the share of pairs of characters they have in common, whatever their width.
    """
    left, right = _text(one), _text(other)
    if isinstance(left, Missing):
        return left
    if isinstance(right, Missing):
        return right
    return values.number(_alike(left, right))


# Reports name the same few titles, and rules compare each with the same few.
@lru_cache(maxsize=256)
def _alike(left: str, right: str) -> Decimal:
    pairs, others = _pairs(left), _pairs(right)
    alike = 2 * sum((pairs & others).values())
    share = rounding.rounded(alike, pairs.total() + others.total(), 4, rounding.HALF_EVEN)
    return Decimal(left == right) if share is None else share


def ordinal(year: Value, month: Value, day: Value) -> Value:
    """
    The number of a day, counted from a fixed one; `Missing` if the calendar has no such day.
    """
    parts = []
    for each in (as_number(year), as_number(month), as_number(day)):
        if each.value is None:
            return Missing(", ".join(sorted(each.missing)) or "day")
        parts.append(each.value)
    try:
        return values.number(date(*map(int, parts)).toordinal())
    except (ValueError, OverflowError):
        return Missing("no such day: {}-{}-{}".format(*parts))


def multiple(value: Value, of: Value) -> Truth:
    """
    Whether a number is a whole multiple of another.
    """
    number, step = as_number(value), as_number(of)
    if number.value is None or not step.value:
        return values.unknown(*(number.missing | step.missing or {"about so much"}))
    return Truth(not Fraction(number.value) % Fraction(step.value), leaves=number.leaves)


def explicable(value: Value, percent: Value) -> Truth:
    """
    Whether a count can be `percent` more or less than some whole number, or so much of one.
    """
    number, share = as_number(value), as_number(percent)
    if number.value is None or not share.value:
        return values.unknown(*(number.missing | share.missing or {"about so much"}))
    unit = Fraction(1, 10 ** decimals(share))
    stated = Fraction(share.value)
    factors = (100 + stated, 100 - stated, stated)
    possible = any(_has_whole(Fraction(number.value) * 100, each - unit, each + unit) for each in factors)
    return Truth(possible, leaves=(*number.leaves, *share.leaves))


def _has_whole(part: Fraction, least: Fraction, most: Fraction) -> bool:
    """
    Whether `part` divided by something between `least` and `most` can be a whole number.
    """
    if most <= 0:
        return False
    return least <= 0 or part // least >= -(-part // most)


FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    "exists": exists, "count": count, "first": first, "last": last, "repeated": repeated, "sum": add_up, "min": least,
    "max": greatest, "abs": magnitude, "length": length, "similarity": similarity, "ordinal": ordinal,
    "multiple": multiple, "explicable": explicable,
}  # fmt: skip


def decimals(value: Number) -> int:
    """
    How many digits a number was written with behind the point: only the words it was read from tell.
    """
    written = value.leaves[0].label if value.leaves else ""
    behind = written.replace("．", ".").partition(".")[2]
    return len(behind) - len(behind.lstrip("0123456789０１２３４５６７８９"))


def text_leaf(value: Value) -> tuple[Leaf, ...]:
    """
    The place that a text or a subject stands at.
    """
    if isinstance(value, Text) and value.span is not None:
        return (Leaf(value.text, span=value.span),)
    if isinstance(value, Subject) and value.span is not None:
        return (Leaf(value.kind, value.address, value.span),)
    return ()


def _extreme(arguments: tuple[Value, ...], choose: Callable[..., Decimal]) -> Value:
    numbers = [as_number(each) for argument in arguments for each in items(argument)]
    if not numbers:
        return Missing("the least or greatest of nothing")
    lows, highs = [each.low for each in numbers], [each.high for each in numbers]
    # One without a bound bounds nothing from its side, or everything, as it happens to be.
    low = _chosen(lows, choose, unbounded=choose is min)
    high = _chosen(highs, choose, unbounded=choose is max)
    missing = frozenset[str]().union(*(each.missing for each in numbers))
    return Number(low, high, missing, values.leaves_of(*numbers))


def _chosen(
    bounds: list[Decimal | None], choose: Callable[..., Decimal], *, unbounded: bool
) -> Decimal | None:
    known = [each for each in bounds if each is not None]
    if not known or (unbounded and len(known) < len(bounds)):
        return None
    return choose(known)


def _text(value: Value) -> str | Missing:
    if isinstance(value, Subject):
        value = value.read("text")
    if isinstance(value, Missing):
        return value
    if isinstance(value, Text):
        return value.text
    raise EvaluationError(f"{describe(value)} is no text")


def _pairs(text: str) -> Counter[tuple[str, str]]:
    # One page has `，` and the next `,`.
    return Counter(pairwise(fold(text[:_LONGEST_COMPARED])))


def _leaves(found: tuple[Value, ...]) -> tuple[Leaf, ...]:
    return tuple(dict.fromkeys(leaf for each in found for leaf in text_leaf(each)))
