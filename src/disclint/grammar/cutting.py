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
    Digits of several values in a row; `walls` are the places where a blank stood between them.
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
        if self.signed:
            return [
                {end: int(digits[start:end]) for end in _ends(self, start, 0)} for start in range(len(digits))
            ]
        found, wall = [], len(digits)
        for start in range(len(digits) - 1, -1, -1):
            last = start + 1 if digits[start] == "0" else min(wall, start + LONGEST)
            found.append({end: int(digits[start:end]) for end in range(start + 1, last + 1)})
            wall = start if start in walls else wall
        return found[::-1]

    @cached_property
    def tally(self) -> list[int]:
        """
        The sum of the digits before each place.
        """
        return [*accumulate((int(each) for each in self.digits if each != "-"), initial=0)]


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


def _ends(glued: Joined, start: int, spare: int) -> Iterator[int]:
    """
    Where a number that begins at `start` can end, leaving `spare` digits at the least.
    """
    last = len(glued.digits) - spare
    first = start + 1 if glued.digits.startswith("-", start) else start
    longest = first + (1 if glued.digits.startswith("0", first) else LONGEST)
    for end in range(first + 1, min(longest, last) + 1):
        yield end
        if end in glued.walls or glued.digits.startswith("-", end):
            return


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
    for end in _ends(glued, start, count - 1):
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
        totals = numbers[begin]
        if not spare:
            totals = {length: totals[length]} if length in totals else {}
        for end, total in totals.items():
            # Nines cast out, numbers come to what all their digits come to, wherever they are cut.
            may_be = signed or (2 * tally[begin] - tally[start] - tally[end]) % 9 == 0
            if may_be and least <= end <= length - spare:
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
        signed = self.signed
        if key in self._vain or not (signed or _may_be(self.end - start, count, total)):
            return
        is_vain, last = True, self.end - count + 1
        numbers = self.glued.numbers
        for end, value in numbers[start].items():
            if end > last or (value > total and not signed):
                break
            if count == 2:
                # What is left is one number or none.
                if numbers[end].get(self.end) == total - value:
                    is_vain = False
                    yield (end, self.end)
                continue
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
