"""
What a fault is, and the small changes that all faults are made of.
"""

from collections.abc import Callable
from datetime import date
from random import Random

from attrs import evolve, field, frozen

from bench.reports.draft import Cell, Draft, Sentence, adding, cells, recast, without
from bench.reports.drawing import Number
from bench.reports.facts import Facts


class Unfit(Exception):  # noqa: N818 - it says that facts do not suit, not that something failed.
    """
    These facts cannot have this fault; draw others.
    """


@frozen
class Fault:
    """
    What was made wrong: the rule that must say so, where, and what may be said with it.

    `also` names rules that the same cause breaks too, which a linter may fold in.
    """

    rule: str
    address: str
    description: str
    note: str = ""
    also: tuple[str, ...] = ()


Change = Callable[[Draft, Random], tuple[Draft, Fault]]


@frozen
class Injection:
    """
    A change that makes one thing wrong, and the styles in which it cannot be seen.
    """

    change: Change
    avoid: frozenset[str] = field(default=frozenset())

    def __call__(self, draft: Draft, random: Random) -> tuple[Draft, Fault]:
        """
        The faulty draft and its fault; raises `Unfit`.
        """
        return self.change(draft, random)


def written(draft: Draft) -> dict[str, str]:
    """
    What each addressed cell says.
    """
    return {cell.address: cell.text for cell in cells(draft.tables.values()) if cell.address}


def rewrite(draft: Draft, address: str, text: str) -> Draft:
    """
    The draft with another text in one cell.
    """

    def change(cell: Cell) -> Cell:
        return evolve(cell, text=text) if cell.address == address else cell

    return recast(quiet(draft, address), address.split("/", maxsplit=1)[0], change)


def quiet(draft: Draft, address: str) -> Draft:
    """
    The draft without the sentences that state this cell.
    """
    table, row, column = address.split("/")
    if table == "requests":
        stated = column == "total" or row == "new_received"
        return without(draft, "requests") if stated else draft
    if table == "disputes":
        return without(draft, "disputes")
    return without(draft, "norms", "decisions")


def claim(draft: Draft, topic: str, *sentences: Sentence) -> Draft:
    """
    The draft with these sentences, and no others, on a topic.
    """
    return adding(without(draft, topic), "requests", *sentences)


def lying(facts: Facts, **cells: int) -> Facts:
    """
    Facts with other totals in rows of table 3, to make false sentences from.
    """
    wrong: dict[str, Number] = {f"requests/{row}/total": n for row, n in cells.items()}
    return evolve(facts, values={**facts.values, **wrong})


def published(draft: Draft, day: date) -> Draft:
    """
    The draft as published on another day, which the line below its title tells.
    """
    return evolve(
        without(draft, "signature"),
        facts=evolve(draft.facts, published=day),
        chrome=evolve(draft.chrome, dateline=True),
    )


# What the digits of an identity card's number count, and its last one by what they come to.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def identity(body: str) -> str:
    """
    The number of an identity card that begins with these seventeen digits.
    """
    return body + _CHECKS[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11]


def card(body: str) -> str:
    """
    The number of a bank card that begins with these digits.
    """
    doubled = [int(digit) * (2 - at % 2) for at, digit in enumerate(reversed(body))]
    return body + str(-sum(each // 10 + each % 10 for each in doubled) % 10)


def other_number(random: Random, number: int, *true: int) -> int:
    """
    A positive number near this one that is none of the true ones.
    """
    reach = max(4, number // 6)
    near = range(max(1, number - reach), number + reach + len(true) + 2)
    return random.choice([each for each in near if each not in {number, *true}])


def fit(condition: object) -> None:
    """
    Raise `Unfit` unless the facts have what the fault needs.
    """
    if not condition:
        raise Unfit
