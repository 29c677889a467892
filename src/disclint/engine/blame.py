"""
Which cell is wrong: the smallest sets of cells whose change repairs every equation of a table.

Refuses to accuse when two explanations are equally small.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from attrs import frozen

from disclint.kinds.core import Equation

# Beyond this many wrong cells an explanation is a coincidence, and beyond this many steps we give up.
_MOST_CELLS = 3
_MOST_STEPS = 4000

Repair = tuple[str, Decimal]
Residuals = dict[int, Decimal]


@frozen
class Cause:
    """
    Why equations fail: one accused cell, or the cells that it may be.

    `equations` are indexes into the equations asked about; `value` is what the cell should be.
    """

    equations: tuple[int, ...]
    cell: str | None = None
    value: Decimal | None = None
    candidates: tuple[Repair, ...] = ()


def causes(equations: Sequence[Equation], values: Mapping[str, Decimal]) -> list[Cause]:
    """
    The causes of all failing equations, in the order of the first equation each explains.
    """
    found: list[Cause] = []
    for component in _components(equations):
        failing = {at: equations[at].residual for at in component if equations[at].residual}
        if failing:
            found += _Search(equations, component, values).causes(failing)
    return sorted(found, key=lambda cause: (cause.equations, cause.cell or ""))


def _components(equations: Sequence[Equation]) -> Iterator[list[int]]:
    # Equations that share a cell, directly or through others, are solved together.
    by_cell: dict[str, list[int]] = {}
    for at, equation in enumerate(equations):
        for cell in equation.terms:
            by_cell.setdefault(cell, []).append(at)
    seen: set[int] = set()
    for first in range(len(equations)):
        if first in seen:
            continue
        seen.add(first)
        component, waiting = [], [first]
        while waiting:
            at = waiting.pop()
            component.append(at)
            new = {each for cell in equations[at].terms for each in by_cell[cell]} - seen
            seen |= new
            waiting += sorted(new)
        yield sorted(component)


class _Search:
    """
    The search in one component; counts its steps.
    """

    def __init__(
        self, equations: Sequence[Equation], component: Iterable[int], values: Mapping[str, Decimal]
    ) -> None:
        self.equations = equations
        self.values = values
        self.steps = 0
        self.columns: dict[str, dict[int, int]] = {}
        for at in component:
            for cell, coefficient in equations[at].terms.items():
                self.columns.setdefault(cell, {})[at] = coefficient

    def causes(self, failing: Residuals) -> list[Cause]:
        explanations: set[frozenset[Repair]] = set()
        for size in range(1, _MOST_CELLS + 1):
            explanations = set(self._explanations(failing, size))
            if explanations or self.steps > _MOST_STEPS:
                break
        if self.steps > _MOST_STEPS or not explanations:
            return [Cause((at,)) for at in sorted(failing)]
        certain = frozenset.intersection(*explanations)
        accused = [self._accusation(repair, failing) for repair in sorted(certain)]
        return accused + self._undecided(explanations, certain, failing)

    def _explanations(self, failing: Residuals, size: int) -> Iterator[frozenset[Repair]]:
        widest = max(len(column) for column in self.columns.values())
        if len(failing) > size * widest or self.steps > _MOST_STEPS:
            return
        # Whatever repairs the equation with the fewest cells is one of those cells.
        narrowest = min(failing, key=lambda at: (len(self.equations[at].terms), at))
        for cell in self.equations[narrowest].terms:
            for change in self._changes(cell, failing, last=size == 1):
                self.steps += 1
                after = self._after(cell, change, failing)
                repair = (cell, self.values[cell] + change)
                if not after and size == 1:
                    yield frozenset([repair])
                elif after and size > 1:
                    for rest in self._explanations(after, size - 1):
                        if all(other != cell for other, _ in rest):
                            yield rest | {repair}

    def _changes(self, cell: str, failing: Residuals, *, last: bool) -> set[Decimal]:
        # A cell of the smallest explanation has an equation that no other cell of it touches,
        # and that equation tells by how much the cell is off.
        column = self.columns[cell]
        if last and not failing.keys() <= column.keys():
            return set()
        changes = {-failing[at] / coefficient for at, coefficient in column.items() if at in failing}
        return {change for change in changes if _possible(self.values[cell], change)}

    def _after(self, cell: str, change: Decimal, failing: Residuals) -> Residuals:
        after = dict(failing)
        for at, coefficient in self.columns[cell].items():
            left = after.pop(at, Decimal(0)) + coefficient * change
            if left:
                after[at] = left
        return after

    def _accusation(self, repair: Repair, failing: Residuals) -> Cause:
        cell, value = repair
        explained = tuple(at for at in sorted(self.columns[cell]) if at in failing)
        return Cause(explained, cell, value)

    def _undecided(
        self, explanations: set[frozenset[Repair]], certain: frozenset[Repair], failing: Residuals
    ) -> list[Cause]:
        left = failing
        for cell, value in certain:
            left = self._after(cell, value - self.values[cell], left)
        possible = sorted({repair for each in explanations for repair in each - certain})
        mine: dict[int, list[int]] = {}
        for at in sorted(left):
            if self._covered(at, mine, explanations, certain):
                mine[self._owner(at, mine, possible)].append(at)
            else:
                mine[at] = [at]
        return [
            Cause(tuple(group), candidates=tuple(self._touching(at, possible)))
            for at, group in mine.items()
        ]

    def _covered(
        self,
        at: int,
        chosen: Iterable[int],
        explanations: set[frozenset[Repair]],
        certain: frozenset[Repair],
    ) -> bool:
        # Whatever the truth, the cells that would repair this equation are spoken of already.
        return all(
            any(self._touching(other, [repair]) for other in chosen)
            for each in explanations
            for repair in self._touching(at, each - certain)
        )

    def _owner(self, at: int, chosen: Iterable[int], possible: Sequence[Repair]) -> int:
        here = set(self._touching(at, possible))
        return next(each for each in chosen if here & set(self._touching(each, possible)))

    def _touching(self, at: int, repairs: Iterable[Repair]) -> list[Repair]:
        return [repair for repair in repairs if at in self.columns[repair[0]]]


def _possible(value: Decimal, change: Decimal) -> bool:
    after = value + change
    return after >= 0 and (after == after.to_integral_value() or value != value.to_integral_value())
