"""
Which numbers a row can mean when its cells are not kept apart, and which the form's equations leave.

A reading is a tuple of values, one for each cell; None stands for a blank that vanished.
Refuses to guess: several survivors stay several.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, islice, pairwise, product

from disclint.editions import Equation
from disclint.grammar import cutting, dashes
from disclint.grammar.cutting import MOST, Reading
from disclint.grammar.values import Value
from disclint.source import Span
from disclint.syntax import NUMBER

_MOST_TOGETHER = 6000


def adds_up(equations: Sequence[Equation], column_ids: Sequence[str]) -> bool:
    """
    Whether the form says of every row that the last column is the sum of all the others.
    """
    return any(
        each.each == "row"
        and not each.only
        and each.right == tuple(column_ids[-1:])
        and {*each.left} == {*column_ids[:-1]}
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


def readings(
    values: Sequence[Value], columns: int, rows: int, *, total_last: bool, gaps: bool = False,
    noughtless: bool = False,
) -> list[Reading]:  # fmt: skip
    """
    The ways to read `values` as `rows` consecutive rows of `columns` cells.

    With `total_last`, the ways in which every row adds up, if there is one.  With `gaps`, blank cells have
    vanished elsewhere in the table and may have here, so that as many digits as cells need not be one each.  A
    table that is `noughtless` has rows with fewer digits than cells: noughts are blanks there, and have vanished.
    An empty list says that there are none, or too many to look through.
    """
    wanted = columns * rows
    # A number that is negative stands apart, or cannot be told from a dash before digits.
    dashed = total_last and dashes.are_glued(values)
    if dashed or len(values) == wanted:
        return dashes.ways(values, columns, rows) if dashed else [tuple(values)]
    if len(values) > wanted:
        return _of_more(values, columns, rows, total_last=total_last)
    glued = cutting.joined(values)
    if glued is None or len(glued.digits) > wanted * cutting.LONGEST:
        return []
    if len(glued.digits) == wanted and "-" not in glued.digits:
        singly = cutting.cut(glued, tuple(range(wanted + 1)))
        fewer = (noughtless and total_last and not sums(singly)) or _may_be_fewer(
            glued, singly, total_last=total_last, gaps=gaps
        )
        return [] if rows == 1 and fewer else [singly]
    if total_last:
        fewer = noughtless and rows == 1 and _of_fewer(glued, wanted)
        summing = list(islice(cutting.summing(glued, 0, columns, rows), MOST))
        if fewer or summing:
            return [] if fewer or len(summing) == MOST else [cutting.cut(glued, each) for each in summing]
    ways = [cutting.cut(glued, each) for each in islice(cutting.cuts(glued, 0, wanted), MOST)]
    return [] if len(ways) == MOST else ways


def _of_more(values: Sequence[Value], columns: int, rows: int, *, total_last: bool) -> list[Reading]:
    """
    The ways to read more values than cells: some are no cells, or were wrapped into several.
    """
    wanted = columns * rows
    ways: list[Reading] = list(islice(combinations(values, wanted), MOST))
    if len(ways) == MOST:
        return []
    wrapped = [each for each in _unwrapped(values, wanted) if sums(each)] if total_last and rows == 1 else []
    if not wrapped:
        return _preferring_sums(ways, columns, total_last=total_last)
    return [*(each for each in ways if sums(each)), *wrapped]


def _unwrapped(values: Sequence[Value], wanted: int) -> Iterator[Reading]:
    """
    The rows of `wanted` numbers that narrow columns wrapped into more: 73 into 7 and 3, all at the same width.
    """
    most = max(len(each.raw) for each in values)
    for bounds in islice(combinations(range(1, len(values)), wanted - 1), MOST):
        parts = [values[start:end] for start, end in pairwise((0, *bounds, len(values)))]
        if all(len(each) == 1 or _is_wrapped(each, most) for each in parts):
            yield tuple(each[0] if len(each) == 1 else _as_one(each) for each in parts)


def _is_wrapped(pieces: Sequence[Value], width: int) -> bool:
    """
    Whether numbers on lines that follow each other may be one of more digits than `width`.
    """
    return (
        not pieces[0].raw.startswith("0")
        and all(each.raw.isdigit() for each in pieces)
        and all(len(each.raw) == width for each in pieces[:-1])
        and all(two.span.start - one.span.end == 1 for one, two in pairwise(pieces))
    )


def _as_one(pieces: Sequence[Value]) -> Value:
    raw = "".join(each.raw for each in pieces)
    return Value(Span(pieces[0].span.start, pieces[-1].span.end), raw, NUMBER, Decimal(raw))


def _may_be_fewer(glued: cutting.Joined, singly: Reading, *, total_last: bool, gaps: bool) -> bool:
    """
    Whether digits that could be a cell each may as well be longer numbers between blanks that vanished.
    """
    if not total_last:
        return gaps
    if sums(singly):
        return False
    # Who leaves noughts blank writes none.
    return "0" not in glued.digits and _of_fewer(glued, len(singly))


def _of_fewer(glued: cutting.Joined, columns: int) -> bool:
    """
    Whether digits can be fewer numbers than there are columns, of which the last is the sum of the others.
    """
    return any(next(cutting.summing(glued, 0, each, 1), None) is not None for each in range(2, columns))


def is_summed(values: Sequence[Value]) -> bool:
    """
    Whether the last of several values is the sum of the others, so that blanks between them are noughts.
    """
    known = [each.value for each in values if each.value is not None]
    return len(known) == len(values) > 1 and sum(known[:-1], Decimal(0)) == known[-1]


def blanks(values: Sequence[Value], columns: int, *, total_last: bool) -> list[Reading]:
    """
    The ways in which fewer values than columns can stand with blanks between them.

    With `total_last`, where the last is the sum of the others, it is the total.
    """
    if total_last and is_summed(values):
        parts = blanks(values[:-1], columns - 1, total_last=False)
        return [(*each, values[-1]) for each in parts]
    ways: list[Reading] = []
    for places in islice(combinations(range(columns), len(values)), MOST):
        row: list[Value | None] = [None] * columns
        for place, value in zip(places, values, strict=True):
            row[place] = value
        ways.append(tuple(row))
    # Numbers that do not add up do not tell that the total is blank: it may be wrong, or a number cut in two.
    return ways


def unrepeated(values: Sequence[Value], columns: int) -> Reading | None:
    """
    The row if a converter wrote cells that are merged once for each column that they cover; None if it did not.
    """
    if len({each.raw for each in values}) == 1:
        return tuple(values[:columns])
    first = [each for at, each in enumerate(values) if not at or each.raw != values[at - 1].raw]
    return tuple(first) if len(first) == columns else None


def _preferring_sums(ways: list[Reading], columns: int, *, total_last: bool) -> list[Reading]:
    if not total_last:
        return ways
    summing = [
        each for each in ways if all(sums(each[at : at + columns]) for at in range(0, len(each), columns))
    ]
    return summing or ways


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
    across = [each for each in equations if each.each == "column" and not each.only]
    if not undecided or not across or ways > _MOST_TOGETHER:
        return candidates
    fixed = {row: found[0] for row, found in candidates.items() if len(found) == 1}
    balances = [
        balance
        for each in across
        for column in range(columns)
        if (balance := _balance(each, column, fixed, undecided))
    ]
    ways_of = [candidates[row] for row in undecided]
    survivors = [way for way in product(*ways_of) if all(_holds(way, *each) for each in balances)]
    if not survivors:
        return candidates
    chosen = {row: list(dict.fromkeys(way[at] for way in survivors)) for at, row in enumerate(undecided)}
    return {**candidates, **chosen}


def _balance(
    equation: Equation, column: int, fixed: Mapping[str, Reading], undecided: Sequence[str]
) -> tuple[int, Decimal, list[tuple[int, int]]] | None:
    """
    What an equation asks of the undecided rows in a column: the column, what the others come to, each row with its sign.

    None if it asks nothing of them: there are none in it, or what another row holds is not known.
    """
    total = Decimal(0)
    open_rows: list[tuple[int, int]] = []
    for side, sign in ((equation.left, 1), (equation.right, -1)):
        for row in side:
            if row in undecided:
                open_rows.append((undecided.index(row), sign))
                continue
            piece = fixed[row][column] if row in fixed else None
            if piece is None or piece.value is None:
                return None
            total += sign * piece.value
    return (column, total, open_rows) if open_rows else None


def _holds(
    way: tuple[Reading, ...], column: int, total: Decimal, open_rows: Sequence[tuple[int, int]]
) -> bool:
    for number, sign in open_rows:
        piece = way[number][column]
        if piece is None or piece.value is None:
            return True
        total += sign * piece.value
    return total == 0
