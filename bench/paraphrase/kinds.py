"""
What a kind of sentence is: its templates, when it is true, and which of its numbers a linter could find wrong.
"""

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from random import Random
from typing import Any, TypeAlias

from attrs import frozen

Known: TypeAlias = Mapping[str, Any]
# The templates, or what makes one of the facts.
Templates: TypeAlias = tuple[str, ...] | Callable[[Known, Random], str]
# A slot, and a number that is wrong there.
Twist: TypeAlias = Callable[[Known, Random], tuple[str, int | Decimal]]


def _always(_known: Known) -> bool:
    return True


def _nothing(_known: Known, _random: Random) -> dict[str, object]:
    return {}


@frozen
class Kind:
    """
    A kind of sentence.

    `part` is where it belongs: `requests` or `proactive`.  `checked` are the slots whose number some table or some
    other number of the sentence contradicts if it is wrong; a kind without any only has to be left alone.  `more` draws what the facts
    do not have, `twist` another number for one slot where not any number would be noticed.
    """

    name: str
    part: str
    templates: Templates
    fits: Callable[[Known], bool] = _always
    checked: Collection[str] = ()
    more: Callable[[Known, Random], Mapping[str, object]] = _nothing
    twist: Twist | None = None
    loose: bool = False


@frozen
class Universal:
    """
    A claim without a number: sentences that are true if `holds`, and false if `lies`.
    """

    name: str
    part: str
    templates: tuple[str, ...]
    holds: Callable[[Known], bool]
    lies: Callable[[Known], bool]
