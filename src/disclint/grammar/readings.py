"""
Which numbers a row can mean when its cells are not kept apart, and which the form's equations leave.

A reading is a tuple of values, one for each cell; None stands for a blank that vanished.
Refuses to guess: several survivors stay several.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, islice, pairwise, product

from attrs import frozen

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


@frozen
class _Joined:
    """
    Digits of several values in a row; `walls` are the places where a blank stood between them.
    """

    digits: str
    places: tuple[int, ...]
    walls: frozenset[int]


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
    for bounds in _one_row(glued, start, columns - 1, 0, columns * (rows - 1)):
        for rest in _summing(glued, bounds[-1], columns, rows - 1):
            yield (start, *bounds[:-1], *rest)


def _one_row(glued: _Joined, start: int, parts: int, added: int, spare: int) -> Iterator[tuple[int, ...]]:
    if parts == 0:
        total = str(added)
        end = start + len(total)
        inside = any(wall in glued.walls for wall in range(start + 1, end))
        if glued.digits.startswith(total, start) and not inside and end + spare <= len(glued.digits):
            yield (end,)
        return
    for end in _ends(glued, start, parts + spare):
        if end - start > _LONGEST or len(glued.digits) - end > _LONGEST * (parts + spare):
            continue
        value = added + int(glued.digits[start:end])
        # The total is at least as long as any part: no room for it means no reading.
        if end + (parts - 1) + len(str(value)) + spare > len(glued.digits):
            return
        for rest in _one_row(glued, end, parts - 1, value, spare):
            yield (end, *rest)


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
