"""
What a value is: a number somewhere in an interval, a truth that may be open, words, a thing, or what is missing.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from attrs import field

from disclint.source import Span
from disclint.source.light import light


@light
class Leaf:
    """
    A place that a value was read from: a cell, or words of the text.
    """

    label: str
    address: str | None = None
    span: Span | None = None


@light
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


@light
class Truth:
    """
    True, False, or None where it cannot be known, for `reasons`.

    `leaves` are the places that decided it.
    """

    value: bool | None
    reasons: frozenset[str] = frozenset()
    leaves: tuple[Leaf, ...] = ()


@light
class Text:
    """
    Words, and where they stand.
    """

    text: str
    span: Span | None = None


_NO_FIELDS: "Mapping[str, Value | Callable[[], Value]]" = MappingProxyType({})
_NO_GETTERS: "Mapping[str, Callable[[Any], Value]]" = MappingProxyType({})


@light(eq=False, unsafe_hash=False)
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


@light
class Missing:
    """
    Stands where something should be; whatever needs it is unknown.

    `unread` if nobody can tell whether it is there at all.
    """

    reason: str
    span: Span | None = None
    unread: bool = False


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


def leaves_of(*values: Number | Truth) -> tuple[Leaf, ...]:
    """
    The places that `values` were read from, each once, in order.
    """
    some = [each.leaves for each in values if each.leaves]
    # One list of leaves has each once.
    if len(some) < 2:
        return some[0] if some else ()
    return tuple(dict.fromkeys(leaf for leaves in some for leaf in leaves))
