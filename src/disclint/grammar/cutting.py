"""
Where a run of digits that lost its blanks can be cut into the cells of rows.

    row  := number{columns - 1} total          the total is the sum of the numbers before it
    rows := row{rows}

Numbers have no leading zeros.  Knows no labels and no columns; which of the ways is meant is for others to say.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import accumulate, islice, pairwise

from attrs import define, field, frozen

from disclint.grammar.values import Value
from disclint.source import Span
from disclint.syntax import NUMBER

# More ways than this are not looked through.
MOST = 3000
# No agency answers ten million requests a year; without a bound, glued rubbish costs seconds.
LONGEST = 7

Reading = tuple[Value | None, ...]

_GLUABLE = re.compile(r"-?\d+")


@frozen(slots=False)
class Joined:
    """
    Digits of several values in a row; `walls` are the places where they begin, for a blank stood there.
    """

    digits: str
    places: Sequence[int]
    walls: frozenset[int]

    @property
    def signed(self) -> bool:
        """
        Whether there are negative numbers.
        """
        return "-" in self.digits

    @cached_property
    def numbers(self) -> list[dict[int, int]]:
        """
        For each place the values of the numbers that may begin there by their ends, the shortest first.
        """
        digits, walls = self.digits, self.walls
        # Behind the last digit begins none.
        found: list[dict[int, int]] = [{}]
        wall = len(digits)
        for start in reversed(range(len(digits))):
            if digits[start] == "-":
                found.append({end: -value for end, value in found[-1].items()})
            else:
                last = start + 1 if digits[start] == "0" else min(wall, start + LONGEST)
                found.append({end: int(digits[start:end]) for end in range(start + 1, last + 1)})
            wall = start if start in walls else wall
        return found[::-1]

    @cached_property
    def tally(self) -> list[int]:
        """
        The sum of the digits before each place, if no number is negative.
        """
        return [*accumulate(map(int, self.digits), initial=0)]


@lru_cache(maxsize=4096)
def _decimal(raw: str) -> Decimal:
    return Decimal(raw)


def joined(values: Sequence[Value]) -> Joined | None:
    """
    The digits of values that stand one behind the other; None if one of them is no whole number.
    """
    if len(values) == 1:
        # Nearly always one number has taken in all others.
        begin, raw = values[0].span.start, values[0].raw
        if values[0].state != NUMBER or not _GLUABLE.fullmatch(raw):
            return None
        return Joined(raw, range(begin, begin + len(raw)), frozenset((0,)))
    digits: list[str] = []
    places: list[int] = []
    walls: set[int] = set()
    for value in values:
        if value.state != NUMBER or not _GLUABLE.fullmatch(value.raw):
            return None
        walls.add(sum(map(len, digits)))
        digits.append(value.raw)
        places.extend(range(value.span.start, value.span.start + len(value.raw)))
    return Joined("".join(digits), tuple(places), frozenset(walls))


def cut(glued: Joined, bounds: tuple[int, ...]) -> Reading:
    """
    The numbers between the bounds.
    """
    cells = []
    for start, end in pairwise(bounds):
        raw = glued.digits[start:end]
        cells.append(
            Value(
                Span(glued.places[start], glued.places[end - 1] + 1),
                raw,
                NUMBER,
                _decimal(raw),
            )
        )
    return tuple(cells)


def cuts(glued: Joined, start: int, count: int) -> Iterator[tuple[int, ...]]:
    """
    The bounds of so many numbers that take all digits from `start`.
    """
    return _cuts(glued, start, count, set())


def _cuts(glued: Joined, start: int, count: int, vain: set[tuple[int, int]]) -> Iterator[tuple[int, ...]]:
    """
    The same; what was in vain is remembered, for ways to a dead end are many.
    """
    if count == 0:
        if start == len(glued.digits):
            yield (start,)
        return
    if (start, count) in vain:
        return
    is_vain = True
    for end in glued.numbers[start]:
        for rest in _cuts(glued, end, count - 1, vain):
            is_vain = False
            yield (start, *rest)
    if is_vain:
        vain.add((start, count))


def summing(glued: Joined, start: int, columns: int, rows: int) -> Iterator[tuple[int, ...]]:
    """
    The bounds of the numbers of so many rows that take all digits from `start`, where each row adds up.
    """
    if rows == 0:
        if start == len(glued.digits):
            yield (start,)
        return
    for bounds in _one_row(glued, start, columns - 1, columns * (rows - 1)):
        for rest in summing(glued, bounds[-1], columns, rows - 1):
            yield (start, *bounds[:-1], *rest)


def _one_row(glued: Joined, start: int, parts: int, spare: int) -> list[tuple[int, ...]]:
    """
    Where the cells of a row can end that begins at `start`, adds up, and leaves so many digits at the least.

    The total is chosen first: knowing what has to come out, most cuts are seen to lead nowhere.
    """
    found: list[tuple[int, ...]] = []
    length, numbers, signed = len(glued.digits), glued.numbers, glued.signed
    tally = [] if signed else glued.tally
    # Behind the last row stands nothing, behind others no more than there can be.
    least = length - LONGEST * spare
    for begin in range(max(start + parts, least - LONGEST), length - spare):
        before = _Parts(glued, begin, signed)
        for end, total in numbers[begin].items():
            # Nines cast out, numbers come to what all their digits come to, wherever they are cut.
            may_be = signed or (2 * tally[begin] - tally[start] - tally[end]) % 9 == 0
            if may_be and end >= least:
                ways = before.cuts(start, parts, total)
                found += [(*each, end) for each in islice(ways, MOST)]
    return sorted(found)


@define
class _Parts:
    """
    The digits before a total, to be cut into the numbers that it is the sum of; what was in vain is remembered.
    """

    glued: Joined
    end: int
    signed: bool
    _vain: set[tuple[int, int, int]] = field(factory=set)

    def cuts(self, start: int, count: int, total: int) -> Iterator[tuple[int, ...]]:
        """
        Where `count` numbers that come to `total` can end, the first of which begins at `start`.
        """
        if count == 1:
            if self.glued.numbers[start].get(self.end) == total:
                yield (self.end,)
            return
        key = (start, count, total)
        # Digits come to most as one long number and others of one digit each.
        if key in self._vain or total >= 10 ** (self.end - start - count + 1) + 9 * (count - 1):
            return
        is_vain, numbers = True, self.glued.numbers
        for end, value in numbers[start].items():
            if value <= total or self.signed:
                for others in self.cuts(end, count - 1, total - value):
                    is_vain = False
                    yield (end, *others)
        if is_vain:
            self._vain.add(key)
