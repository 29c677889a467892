"""
Tables of which only the cells that matter are given, completed so that the form's equations hold.

A cell that nothing forces is 0 if it can be.  What was given stays as it was given, wrong sums included: around a
wrong total the table is completed as if it were right.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from attrs import define, field

from disclint.editions import TableForm

_MOST_STEPS = 4_000

_Numbers = dict[str, Decimal]


@define
class _Balance:
    """
    Cells of which the sum on the left is the sum on the right.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]

    def __iter__(self) -> Iterator[tuple[str, int]]:
        yield from ((each, 1) for each in self.left)
        yield from ((each, -1) for each in self.right)


@define
class _Search:
    """
    How much was tried.
    """

    balances: tuple[_Balance, ...]
    of_cell: Mapping[str, tuple[_Balance, ...]]
    steps: int = field(default=0)


def completed(form: TableForm, given: Mapping[str, Any]) -> dict[str, Any] | None:
    """
    A value for every cell of a table, by address; None if none fit what is given.

    Cells that are given as something else than a count stay so, and their equations are left alone.
    """
    known = {address: number for address, value in given.items() if (number := _count(value)) is not None}
    odd = given.keys() - known.keys()
    balances = tuple(each for each in _balances(form) if not any(cell in odd for cell, _ in each))
    for each in balances:
        if len(each.right) == 1 and all(cell in known for cell, _ in each) and _off(each, known):
            known[each.right[0]] += _off(each, known)
    of_cell = {
        cell: tuple(each for each in balances if cell in each.left or cell in each.right)
        for cell in form.addresses()
    }
    found = _solved(known, form.addresses(), _Search(balances, of_cell))
    if found is None:
        return None
    numbers = {address: int(value) if value == int(value) else value for address, value in found.items()}
    return {address: given.get(address, numbers.get(address)) for address in form.addresses()}


def _count(value: Any) -> Decimal | None:
    # A list or a truth value is written in other signs than digits.
    written = str(value).replace(",", "")
    digits = written.replace(".", "", 1)
    return Decimal(written) if digits.isascii() and digits.isdigit() else None


def _balances(form: TableForm) -> Iterator[_Balance]:
    exists = set(form.addresses())
    for equation in form.equations:
        is_row = equation.each == "row"
        for line in form.rows() if is_row else form.columns():
            if not equation.is_for(line.id):
                continue
            left, right = (
                tuple(f"{form.id}/{line.id}/{id}" if is_row else f"{form.id}/{id}/{line.id}" for id in side)
                for side in (equation.left, equation.right)
            )
            if exists.issuperset((*left, *right)):
                yield _Balance(left, right)


def _off(balance: _Balance, known: Mapping[str, Decimal]) -> Decimal:
    return sum((sign * known[cell] for cell, sign in balance if cell in known), Decimal(0))


def _solved(known: _Numbers, free: Sequence[str], search: _Search) -> _Numbers | None:
    forced = _propagated(dict(known), search)
    if forced is None:
        return None
    unknown = _next(forced, free, search)
    if unknown is None:
        return forced
    search.steps += 1
    if search.steps > _MOST_STEPS:
        return None
    for value in _candidates(unknown, forced, search):
        found = _solved({**forced, unknown: value}, free, search)
        if found is not None:
            return found
    return None


def _next(known: _Numbers, free: Sequence[str], search: _Search) -> str | None:
    # Where something is missing first, lest it be found out too late that it fits nowhere.
    open_cells = (
        [cell for cell, _ in balance if cell not in known]
        for balance in search.balances
        if _off(balance, known)
    )
    nearest = min((each for each in open_cells if each), key=len, default=None)
    return nearest[0] if nearest else next((each for each in free if each not in known), None)


def _candidates(cell: str, known: _Numbers, search: _Search) -> list[Decimal]:
    # Nothing, or all that is missing on its side of an equation.
    missing = {abs(_off(each, known)) for each in search.of_cell[cell]}
    return [Decimal(0), *sorted(missing - {Decimal(0)})]


def _propagated(known: _Numbers, search: _Search) -> _Numbers | None:
    """
    The numbers with all that they force; None if they contradict one another.
    """
    changed = True
    while changed:
        changed = False
        for balance in search.balances:
            open_cells = [(cell, sign) for cell, sign in balance if cell not in known]
            off = _off(balance, known)
            if not open_cells and off:
                return None
            # What is missing can only be made up for on the other side.
            if len({sign for _, sign in open_cells}) == 1 and off * open_cells[0][1] > 0:
                return None
            if len(open_cells) == 1 or (
                open_cells and not off and len({sign for _, sign in open_cells}) == 1
            ):
                for cell, sign in open_cells:
                    known[cell] = -sign * off if len(open_cells) == 1 else Decimal(0)
                changed = True
    return known
