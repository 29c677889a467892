"""
Which numbers a row can mean when its cells are not kept apart, and which the form's equations leave.

A reading is a tuple of values, one for each cell; None stands for a blank that vanished.
Refuses to guess: several survivors stay several.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import combinations, islice, pairwise, product

from attrs import define, field, frozen

from disclint.editions import Equation
from disclint.grammar.values import Value
from disclint.source import Span
from disclint.syntax import NUMBER

# More readings than this are not looked through: the row stays ambiguous.
MOST_READINGS = 3000
_MOST_TOGETHER = 6000
# No agency answers ten million requests a year; without a bound, glued rubbish costs seconds.
_LONGEST = 7


Reading = tuple[Value | None, ...]


def adds_up(equations: Sequence[Equation], column_ids: Sequence[str]) -> bool:
    """
    Whether the form says that the last column is the sum of all the others.
    """
    return any(
        each.each == "row" and (*each.left, *each.right) == tuple(column_ids) and len(each.right) == 1
        for each in equations
    )


def sums(reading: Reading) -> bool:
    """
    Whether the last cell can be the sum of the others, blanks standing for anything not negative.
    """
    *parts, total = reading
    values = [each.value for each in parts if each is not None and each.value is not None]
    has_gap = len(values) < len(parts)
    added = sum(values, Decimal(0))
    if total is None or total.value is None:
        return True
    return added <= total.value if has_gap else added == total.value


def readings(values: Sequence[Value], columns: int, rows: int, *, total_last: bool) -> list[Reading]:
    """
    The ways to read `values` as `rows` consecutive rows of `columns` cells.

    With `total_last`, the ways in which every row adds up, if there is one.  An empty list
    says that there are none, or too many to look through.
    """
    wanted = columns * rows
    if len(values) == wanted:
        return [tuple(values)]
    if len(values) > wanted:
        ways: list[Reading] = list(islice(combinations(values, wanted), MOST_READINGS))
        return _preferring_sums(ways, columns, total_last=total_last)
    glued = _joined(values)
    if glued is None:
        return []
    if len(glued.digits) == wanted and "-" not in glued.digits:
        return [_cut(glued, tuple(range(wanted + 1)))]
    if total_last:
        summing = list(islice(_summing(glued, 0, columns, rows), MOST_READINGS))
        if summing:
            return [] if len(summing) == MOST_READINGS else [_cut(glued, each) for each in summing]
    ways = [_cut(glued, each) for each in islice(_cuts(glued, 0, wanted), MOST_READINGS)]
    return [] if len(ways) == MOST_READINGS else ways


def blanks(values: Sequence[Value], columns: int, *, total_last: bool) -> list[Reading]:
    """
    The ways in which fewer values than columns can stand with blanks between them.
    """
    ways = []
    for places in islice(combinations(range(columns), len(values)), MOST_READINGS):
        row: list[Value | None] = [None] * columns
        for place, value in zip(places, values, strict=True):
            row[place] = value
        ways.append(tuple(row))
    return _preferring_sums(ways, columns, total_last=total_last)


def _preferring_sums(ways: list[Reading], columns: int, *, total_last: bool) -> list[Reading]:
    if not total_last:
        return ways
    summing = [
        each for each in ways if all(sums(each[at : at + columns]) for at in range(0, len(each), columns))
    ]
    return summing or ways


_GLUABLE = re.compile(r"-?\d+")


@frozen(slots=False)
class _Joined:
    """
    Digits of several values in a row; `walls` are the places where a blank stood between them.
    """

    digits: str
    places: tuple[int, ...]
    walls: frozenset[int]

    @property
    def signed(self) -> bool:
        """
        Whether there are negative numbers.
        """
        return "-" in self.digits

    @cached_property
    def numbers(self) -> list[list[tuple[int, int]]]:
        """
        For each place the ends and values of the numbers that may begin there, the shortest first.
        """
        digits = self.digits
        return [
            [(end, int(digits[start:end])) for end in _ends(self, start, 0) if end - start <= _LONGEST]
            for start in range(len(digits))
        ]


def _joined(values: Sequence[Value]) -> _Joined | None:
    digits: list[str] = []
    places: list[int] = []
    walls: set[int] = set()
    for value in values:
        if value.state != NUMBER or not _GLUABLE.fullmatch(value.raw):
            return None
        walls.add(sum(map(len, digits)))
        digits.append(value.raw)
        places.extend(range(value.span.start, value.span.start + len(value.raw)))
    return _Joined("".join(digits), tuple(places), frozenset(walls))


def _cut(glued: _Joined, bounds: tuple[int, ...]) -> Reading:
    cells = []
    for start, end in pairwise(bounds):
        raw = glued.digits[start:end]
        cells.append(
            Value(
                Span(glued.places[start], glued.places[end - 1] + 1),
                raw,
                NUMBER,
                Decimal(raw),
            )
        )
    return tuple(cells)


def _ends(glued: _Joined, start: int, spare: int) -> Iterator[int]:
    """
    Where a number that begins at `start` can end, leaving `spare` digits at the least.
    """
    last = len(glued.digits) - spare
    first = start + 1 if glued.digits.startswith("-", start) else start
    longest = first + 1 if glued.digits.startswith("0", first) else last
    for end in range(first + 1, min(longest, last) + 1):
        yield end
        if end in glued.walls or glued.digits.startswith("-", end):
            return


def _cuts(glued: _Joined, start: int, count: int) -> Iterator[tuple[int, ...]]:
    if count == 0:
        if start == len(glued.digits):
            yield (start,)
        return
    for end in _ends(glued, start, count - 1):
        for rest in _cuts(glued, end, count - 1):
            yield (start, *rest)


def _summing(glued: _Joined, start: int, columns: int, rows: int) -> Iterator[tuple[int, ...]]:
    if rows == 0:
        if start == len(glued.digits):
            yield (start,)
        return
    for bounds in _one_row(glued, start, columns - 1, columns * (rows - 1)):
        for rest in _summing(glued, bounds[-1], columns, rows - 1):
            yield (start, *bounds[:-1], *rest)


def _one_row(glued: _Joined, start: int, parts: int, spare: int) -> list[tuple[int, ...]]:
    """
    Where the cells of a row can end that begins at `start`, adds up, and leaves so many digits at the least.

    The total is chosen first: knowing what has to come out, most cuts are seen to lead nowhere.
    """
    found: list[tuple[int, ...]] = []
    length, numbers = len(glued.digits), glued.numbers
    # Behind the last row stands nothing, behind others no more than there can be.
    least = length - _LONGEST * spare
    for begin in range(max(start + parts, least - _LONGEST), length - spare):
        for end, total in numbers[begin]:
            if least <= end <= length - spare:
                ways = _Parts(glued, begin).cuts(start, parts, total)
                found += [(*each, end) for each in islice(ways, MOST_READINGS)]
    return sorted(found)


@define
class _Parts:
    """
    The digits before a total, to be cut into the numbers that it is the sum of; what was in vain is remembered.
    """

    glued: _Joined
    end: int
    _vain: set[tuple[int, int, int]] = field(factory=set)

    def cuts(self, start: int, count: int, total: int) -> Iterator[tuple[int, ...]]:
        """
        Where `count` numbers that come to `total` can end, the first of which begins at `start`.
        """
        if count == 1:
            if (self.end, total) in self.glued.numbers[start]:
                yield (self.end,)
            return
        key = (start, count, total)
        signed = self.glued.signed
        if key in self._vain or not (signed or _may_be(self.end - start, count, total)):
            return
        is_vain, last = True, self.end - count + 1
        for end, value in self.glued.numbers[start]:
            if end > last or (value > total and not signed):
                break
            for others in self.cuts(end, count - 1, total - value):
                is_vain = False
                yield (end, *others)
        if is_vain:
            self._vain.add(key)


def _may_be(length: int, count: int, total: int) -> bool:
    """
    Whether so many digits can be so many numbers that come to a total.
    """
    width = len(str(total))
    if width == 1:
        return length == count
    # So long is one if all others are as short as can be; so many are as long as the total if no other is longer.
    longest, full = length - count + 1, length - count * (width - 1)
    return total < 10**longest + 9 * count and full <= count and full * 10 ** (width - 1) <= total


def choose(
    candidates: Mapping[str, Sequence[Reading]], equations: Sequence[Equation], columns: int
) -> Mapping[str, Sequence[Reading]]:
    """
    The readings of each row that survive the equations holding down the columns.

    Only rows with several readings are decided; the others are taken as read.
    """
    undecided = [row for row, found in candidates.items() if len(found) > 1]
    ways = 1
    for row in undecided:
        ways *= len(candidates[row])
    across = [each for each in equations if each.each == "column"]
    if not undecided or not across or ways > _MOST_TOGETHER:
        return candidates
    fixed = {row: found[0] for row, found in candidates.items() if len(found) == 1}
    survivors: list[tuple[Reading, ...]] = []
    for way in product(*(candidates[row] for row in undecided)):
        rows = {**fixed, **dict(zip(undecided, way, strict=True))}
        if all(_holds(rows, each, column) for each in across for column in range(columns)):
            survivors.append(way)
    if not survivors:
        return candidates
    chosen = {row: list(dict.fromkeys(way[at] for way in survivors)) for at, row in enumerate(undecided)}
    return {**candidates, **chosen}


def _holds(rows: Mapping[str, Reading], equation: Equation, column: int) -> bool:
    total = Decimal(0)
    for side, sign in ((equation.left, 1), (equation.right, -1)):
        for row in side:
            piece = rows[row][column] if row in rows else None
            if piece is None or piece.value is None:
                return True
            total += sign * piece.value
    return total == 0
