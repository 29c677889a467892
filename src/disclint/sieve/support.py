"""
What written conditions call: comparisons and lists of plain values, which give up where anything is not sure.

Refuses to decide what is missing or only about so much: `Unsure` leaves it to the whole evaluation.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from disclint.rules import functions
from disclint.values import Number, Text, number

_NUMBERS = (Decimal, int)

# What is only worked out when it is needed.
Given = Callable[[], Any]


class Unsure(Exception):  # noqa: N818 - nothing is wrong
    """
    The sieve cannot tell.
    """


def sure(value: Any) -> Any:
    """
    The value, if there is one.
    """
    if value is None:
        raise Unsure
    return value


def equal(left: Any, right: Any) -> bool:
    """
    Whether two values of one type are the same.
    """
    if left.__class__ is not right.__class__:
        if left.__class__ not in _NUMBERS or right.__class__ not in _NUMBERS:
            raise Unsure
    elif left is None:
        raise Unsure
    return bool(left == right)


def same(left: Any, right: Any) -> bool:
    """
    Whether two things of the report stand at one place.
    """
    if left is None or right is None or left.__class__ is not right.__class__:
        raise Unsure
    return left is right or bool(left.key == right.key)


def among(value: Any, some: frozenset[Any]) -> bool:
    """
    Whether a text is one of some.
    """
    if value is None:
        raise Unsure
    return value in some


def some(listed: Sequence[Any] | None) -> bool:
    """
    Whether there is something in a list, which may have gaps.
    """
    if not listed:
        return False
    if any(each is not None for each in listed):
        return True
    raise Unsure


def first(listed: Sequence[Any] | None) -> Any:
    """
    The first of a list; None if there is none.
    """
    return listed[0] if listed else None


def last(listed: Sequence[Any] | None) -> Any:
    """
    The last of a list; None if there is none.
    """
    return listed[-1] if listed else None


def added(numbers: Any) -> Decimal | int:
    """
    The sum of numbers.
    """
    found: Decimal | int = sum(numbers, 0)
    return found


def least(*given: Any) -> Any:
    """
    The least of some numbers.
    """
    return min(map(sure, given))


def greatest(*given: Any) -> Any:
    """
    The greatest of some numbers.
    """
    return max(map(sure, given))


def repeated(things: Sequence[Any]) -> list[Any]:
    """
    The things whose text an earlier one has.
    """
    seen: set[str] = set()
    found = []
    for each in things:
        text = sure(each.text)
        if text in seen:
            found.append(each)
        seen.add(text)
    return found


def get(thing: Any, name: str) -> Any:
    """
    A property of something that may not be there.
    """
    return None if thing is None else getattr(thing, name)


def capture(thing: Any, name: str) -> Any:
    """
    What an occurrence that may not be there captured.
    """
    return None if thing is None else thing.capture(name)


def text_of(thing: Any, name: str) -> Any:
    """
    The words around an occurrence that may not be there.
    """
    return None if thing is None else thing.text_of(name)


def at_of(thing: Any, name: str) -> Any:
    """
    The place of the words around an occurrence that may not be there.
    """
    return None if thing is None else thing.at_of(name)


def known(value: Any) -> list[Decimal]:
    """
    The numbers other than nought that something gives for sure.
    """
    found = []
    for each in value if isinstance(value, tuple | list) else (value,):
        if each is None:
            continue
        # The sum of nothing is a plain nought.
        number_ = Decimal(each) if isinstance(each, Decimal | int) else each.certain
        if number_:
            found.append(number_)
    return found


def shares(part: Any, percent: Any, base: Sequence[Given], denominators: Sequence[Given]) -> bool:
    """
    Whether a percentage is clearly a part of its base, or else of one of the denominators.

    `percent` is the number and its decimals.  What is just in the middle between two is not clear.
    """
    value, decimals = percent
    hundredfold, unit = sure(part) * 100, Decimal(2).scaleb(decimals)
    first_base = next((each for give in base for each in known(give())), None)

    def holds(whole: Decimal) -> bool:
        return bool(abs(hundredfold - whole * value) * unit < whole)

    if first_base is not None:
        if holds(first_base):
            return True
        if abs(hundredfold - first_base * value) * unit == first_base:
            return False
    # All are worked out, as the evaluation does: one may not be in the form.
    others = [each for give in denominators for each in known(give())]
    return any(map(holds, others))


def explicable(value: Number, percent: Number) -> bool:
    """
    Whether a count can be so much more or less than a whole number.
    """
    found: bool = sure(functions.explicable(value, percent).value)
    return found


def _asked(function: Callable[..., Any], make: Callable[[Any], Any]) -> Callable[..., Any]:
    def ask(*given: Any) -> Any:
        found = function(*(make(sure(each)) for each in given))
        value = found.value if isinstance(found, Number) else getattr(found, "value", None)
        return sure(value)

    return ask


# What is written in conditions as a function of numbers or texts alone is the evaluation's own.
ASKED: Mapping[str, Callable[..., Any]] = {
    "similarity": _asked(functions.similarity, Text),
    **{
        name: _asked(functions.FUNCTIONS[name], number)
        for name in ("ordinal", "multiple")
    },
}  # fmt: skip
