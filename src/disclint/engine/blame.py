"""
Which cell is wrong: the smallest sets of cells whose change repairs every equation of a table.

Refuses to accuse when two explanations are equally small.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from attrs import frozen

from disclint.kinds.core import Equation

# Beyond this many wrong cells an explanation is a coincidence, and beyond this many steps we give up.
MOST_CELLS = 3
_MOST_STEPS = 4000

Repair = tuple[str, Decimal]
Explanation = frozenset[Repair]
Cover = frozenset[Explanation]
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


class _TooLongError(Exception):
    """
    There are too many ways in which cells may be wrong.
    """


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
        explanations = self._smallest(failing)
        if not explanations:
            return [Cause((at,)) for at in sorted(failing)]
        ordered = sorted(map(sorted, explanations))
        certain = self._certain([self._parts(each, failing) for each in ordered])
        left = dict(failing)
        for cell, value in certain:
            left = self._after(cell, value - self.values[cell], left)
        open_ = [[each for each in explanation if each not in certain] for explanation in ordered]
        return self._accusations(certain, failing) + self._undecided(open_, left)

    def _smallest(self, failing: Residuals) -> set[Explanation]:
        """
        All explanations of as few cells as possible; none where it takes too long to find them.
        """
        try:
            several = (set(self._explanations(failing, size)) for size in range(1, MOST_CELLS + 1))
            return next(filter(None, several), set())
        except _TooLongError:
            return set()

    def _explanations(self, failing: Residuals, size: int) -> Iterator[Explanation]:
        widest = max(len(column) for column in self.columns.values())
        if len(failing) > size * widest:
            return
        # Whatever repairs the equation with the fewest cells is one of those cells.
        narrowest = min(failing, key=lambda at: (len(self.equations[at].terms), at))
        for cell in self.equations[narrowest].terms:
            for change in self._changes(cell, failing, last=size == 1):
                self.steps += 1
                if self.steps > _MOST_STEPS:
                    raise _TooLongError
                after = self._after(cell, change, failing)
                repair = (cell, self.values[cell] + change)
                if not after:
                    yield frozenset([repair])
                elif size > 1:
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

    def _parts(self, explanation: Sequence[Repair], failing: Residuals) -> list[Explanation]:
        """
        The repairs that belong together: one undoes what another does to an equation that holds.
        """
        parts: list[set[Repair]] = []
        for repair in explanation:
            holding = self.columns[repair[0]].keys() - failing.keys()
            linked = [part for part in parts if any(holding & self.columns[cell].keys() for cell, _ in part)]
            parts = [part for part in parts if part not in linked]
            parts.append({repair}.union(*linked))
        return [frozenset(part) for part in parts]

    def _certain(self, explanations: Sequence[Sequence[Explanation]]) -> list[Repair]:
        common = frozenset.intersection(*(frozenset(parts) for parts in explanations))
        return sorted(repair for part in common if len(part) == 1 for repair in part)

    def _accusations(self, certain: Sequence[Repair], failing: Residuals) -> list[Cause]:
        # Two wrong cells of one line share its equation; each has one of its own, too.
        found, told = [], set[int]()
        for cell, value in certain:
            mine = [at for at in sorted(self.columns[cell]) if at in failing]
            own = [at for at in mine if at not in told] or mine
            told.update(own)
            found.append(Cause(tuple(own), cell, value))
        return found

    def _undecided(self, explanations: Sequence[Sequence[Repair]], left: Residuals) -> list[Cause]:
        parted = [self._parts(each, left) for each in explanations]
        covers = {at: [self._covering(at, parts) for parts in parted] for at in sorted(left)}
        groups: dict[int, list[int]] = {}
        for at, cover in covers.items():
            if groups and all(
                parts <= frozenset().union(*(covers[other][index] for other in groups))
                for index, parts in enumerate(cover)
            ):
                # Whatever the truth, what would repair this equation is spoken of already.
                groups[self._owner(cover, groups, covers)].append(at)
            else:
                groups[at] = [at]
        return [Cause(tuple(group), candidates=self._candidates(group, covers)) for group in groups.values()]

    def _covering(self, at: int, parts: Sequence[Explanation]) -> frozenset[Explanation]:
        return frozenset(part for part in parts if any(at in self.columns[cell] for cell, _ in part))

    def _owner(
        self, cover: Sequence[Cover], chosen: Iterable[int], covers: Mapping[int, Sequence[Cover]]
    ) -> int:
        return next(
            each
            for each in chosen
            if any(one & other for one, other in zip(cover, covers[each], strict=True))
        )

    def _candidates(self, group: Iterable[int], covers: Mapping[int, Sequence[Cover]]) -> tuple[Repair, ...]:
        parts = {part for at in group for cover in covers[at] for part in cover}
        return tuple(sorted({repair for part in parts for repair in part}))


def _possible(value: Decimal, change: Decimal) -> bool:
    after = value + change
    return after >= 0 and (after == after.to_integral_value() or value != value.to_integral_value())
