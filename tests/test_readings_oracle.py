"""
What numbers that are not kept apart can mean as rows, held against trying every way.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise, product
from random import Random

import pytest

from disclint.editions import Equation
from disclint.grammar.cutting import LONGEST, MOST, Reading
from disclint.grammar.readings import blanks, choose, is_summed, readings, sums, unrepeated
from disclint.grammar.values import Value
from disclint.source import Span
from disclint.syntax import BLANK, DASH, NUMBER

Places = list[tuple[int, int, str] | None]


def written(words: Sequence[str], gaps: Sequence[int] = ()) -> list[Value]:
    """
    The numbers one behind the other, so far from each other.
    """
    found, at = [], 0
    for word, gap in zip(words, [*gaps, *[1] * len(words)], strict=False):
        state, number = (DASH, None) if word == "-" else (NUMBER, Decimal(word))
        found.append(Value(Span(at, at + len(word)), word, state, number))
        at += len(word) + gap
    return found


def shown(ways: Sequence[Reading]) -> list[Places]:
    return [[each and (each.span.start, each.span.end, each.raw) for each in way] for way in ways]


def places(way: Sequence[Value]) -> Places:
    return [(each.span.start, each.span.end, each.raw) for each in way]


def adds_up(row: Places) -> bool:
    numbers = [int(each[2]) for each in row if each]
    return sum(numbers[:-1]) == numbers[-1]


def all_add_up(way: Places, columns: int) -> bool:
    return all(adds_up(way[at : at + columns]) for at in range(0, len(way), columns))


# A row that adds up.


def test_the_last_cell_can_be_the_sum_of_the_others_whatever_is_blank() -> None:
    for row in product([None, "-", "0", "1", "2"], repeat=3):
        way = tuple(None if each is None else written([each])[0] for each in row)
        *parts, total = [None if each in (None, "-") else int(each) for each in row]
        added = sum(each for each in parts if each is not None)
        assert sums(way) == (total is None or (added <= total if None in parts else added == total))
        known = [each for each in way if each is not None]
        # A dash is no number that could be one of a sum.
        told = [None if each == "-" else int(each) for each in row if each is not None]
        wanted = len(told) > 1 and None not in told and sum(each or 0 for each in told[:-1]) == told[-1]
        assert is_summed(known) == wanted


# Fewer runs of digits than cells.


def cuts(words: Sequence[str], values: Sequence[Value], count: int) -> Iterator[Places]:
    """
    Every way to cut the digits into so many numbers without noughts before them, none longer than any is; each begins where one began.
    """
    at = [value.span.start + each for value in values for each in range(len(value.raw))]
    digits = "".join(words)
    walls = {sum(map(len, words[:each])) for each in range(1, len(words))}
    for bounds in combinations(range(1, len(digits)), count - 1):
        if walls <= {*bounds}:
            pieces = [
                (first, last, digits[first:last]) for first, last in pairwise((0, *bounds, len(digits)))
            ]
            if all(len(raw) <= LONGEST and (raw == "0" or raw[0] != "0") for _, _, raw in pieces):
                yield [(at[first], at[last - 1] + 1, raw) for first, last, raw in pieces]


@pytest.mark.parametrize(("columns", "rows"), [(2, 1), (3, 1), (4, 1), (2, 2), (3, 2)])
def test_digits_that_ran_together_are_cut_in_every_way(columns: int, rows: int) -> None:
    drawn, seen = Random(columns + 10 * rows), Counter[str]()
    wanted = columns * rows
    for _ in range(250):
        words = [
            str(drawn.choice([0, 1, 2, 3, 5, 10, 12, 105, 1234, 12345678]))
            for _ in range(drawn.randrange(1, wanted))
        ]
        if drawn.random() < 0.6:
            parts = [[drawn.choice([0, 1, 2, 11]) for _ in range(columns - 1)] for _ in range(rows)]
            digits = "".join(f"{each}" for part in parts for each in (*part, sum(part)))
            at = drawn.randrange(1, len(digits))
            words = [digits] if drawn.random() < 0.6 or digits[at] == "0" else [digits[:at], digits[at:]]
        total_last, noughtless = drawn.random() < 0.6, drawn.random() < 0.3
        if rows == 1 and columns > 2 and drawn.random() < 0.3:
            # Noughts may be blanks that vanished.
            part = [drawn.choice([1, 2, 11, 73]) for _ in range(drawn.randrange(1, columns - 1))]
            words, total_last, noughtless = ["".join(map(str, [*part, sum(part)]))], True, True
        values = written(words)
        digits = "".join(words)
        every = [*cuts(words, values, wanted)]
        if len(digits) == wanted or len(words) >= wanted:
            continue
        adding = [each for each in every if all_add_up(each, columns)]
        fewer = rows == 1 and any(
            adds_up(each) for count in range(2, columns) for each in cuts(words, values, count)
        )
        found = shown(readings(values, columns, rows, total_last=total_last, noughtless=noughtless))
        if total_last and noughtless and fewer:
            assert found == []
            seen["fewer"] += 1
        else:
            assert found == (adding if total_last and adding else every)
            seen["adding" if total_last and adding else "every" if every else "none"] += 1
    assert min(seen[each] for each in ("adding", "every", "none")) > 5
    assert seen["fewer"] > 5 or rows > 1 or columns == 2


def test_where_noughts_are_left_blank_digits_that_can_be_fewer_numbers_are_no_row_although_it_adds_up() -> (
    None
):
    values = written(["121022"])
    way: Places = [(0, 1, "1"), (1, 3, "21"), (3, 4, "0"), (4, 6, "22")]
    assert shown(readings(values, 4, 1, total_last=True)) == [way]
    assert readings(values, 4, 1, total_last=True, noughtless=True) == []


@pytest.mark.parametrize(("ways", "decided"), [(6000, True), (6001, False)])
def test_of_more_than_six_thousand_ways_none_is_chosen(ways: int, decided: bool) -> None:  # noqa: FBT001 - a case
    equation = Equation("e", "column", ("a",), ("b",))
    many = [(each,) for each in written([*map(str, range(ways))])]
    found = choose({"a": many, "b": [(written(["7"])[0],)]}, [equation], 1)
    assert [*found["a"]] == ([many[7]] if decided else many)


def test_digits_are_too_many_to_be_rows_from_one_on_that_no_number_can_take() -> None:
    for columns, rows in ((2, 1), (3, 1), (2, 2)):
        longest = "1" * (LONGEST * columns * rows)
        (one,) = readings(written([longest]), columns, rows, total_last=False)
        assert [each and each.raw for each in one] == ["1" * LONGEST] * (columns * rows)
        assert readings(written([f"{longest}1"]), columns, rows, total_last=False) == []
    # As many ways as cannot be looked through are none.
    for length in (20, 30):
        assert len(readings(written(["1" * length]), 4, 1, total_last=False)) == len(
            [*cuts(["1" * length], written(["1" * length]), 4)]
        )
    assert readings(written(["1" * 40]), 8, 1, total_last=False) == []


def test_a_number_of_another_sort_is_cut_in_no_way() -> None:
    for words in (["12", "-"], ["1.5"], ["1.5", "2"], ["2", "-"]):
        assert readings(written(words), 3, 1, total_last=True) == []
    # With a sign the digit is no cell by itself.
    assert shown(readings(written(["-12"]), 3, 1, total_last=False)) == []
    assert shown(readings(written(["-12"]), 2, 1, total_last=False)) == [[(0, 2, "-1"), (2, 3, "2")]]


# More numbers than cells.


def one_number(pieces: Sequence[Value], width: int) -> bool:
    """
    Whether a narrow column may have wrapped a number into these: all as wide as it is but the last, on lines that follow each other.
    """
    full = all(len(each.raw) == width for each in pieces[:-1])
    below = all(two.span.start == one.span.end + 1 for one, two in pairwise(pieces))
    return full and below and pieces[0].raw[0] != "0" and all(each.raw.isdigit() for each in pieces)


def wrapped(values: Sequence[Value], wanted: int) -> Iterator[Places]:
    width = max(len(each.raw) for each in values)
    for bounds in combinations(range(1, len(values)), wanted - 1):
        parts = [values[first:last] for first, last in pairwise((0, *bounds, len(values)))]
        if all(len(each) == 1 or one_number(each, width) for each in parts):
            yield [
                (each[0].span.start, each[-1].span.end, "".join(one.raw for one in each)) for each in parts
            ]


@pytest.mark.parametrize(("columns", "rows"), [(2, 1), (3, 1), (2, 2)])
def test_of_more_numbers_than_cells_some_are_none_or_several_are_one(columns: int, rows: int) -> None:
    drawn, seen = Random(columns * rows), Counter[str]()
    wanted = columns * rows
    for _ in range(400):
        row = [drawn.choice([0, 1, 2, 7, 12, 73, 100]) for _ in range(columns - 1)]
        whole = [*map(str, [*row, sum(row)])]
        if drawn.random() < 0.6:
            width = drawn.choice([1, 2])
            words = [each[at : at + width] for each in whole for at in range(0, len(each), width)]
        else:
            words = [*whole * rows, *drawn.choices(["0", "1", "2", "73", "7"], k=drawn.choice([1, 2]))]
            drawn.shuffle(words)
        if len(words) <= wanted:
            continue
        values = written(words, [drawn.choice([1, 1, 1, 2]) for _ in words])
        total_last = drawn.random() < 0.7
        every = [places(each) for each in combinations(values, wanted)]
        adding = [each for each in every if all_add_up(each, columns)] if total_last else []
        joined = (
            [each for each in wrapped(values, wanted) if adds_up(each)] if total_last and rows == 1 else []
        )
        found = shown(readings(values, columns, rows, total_last=total_last))
        assert found == ([*adding, *joined] if joined else adding or every)
        seen["joined" if joined else "adding" if adding else "every"] += 1
    assert (
        min(seen[each] for each in (("joined", "adding", "every") if rows == 1 else ("adding", "every"))) > 20
    )


@pytest.mark.parametrize("count", [26, 27, 28])
def test_more_numbers_than_can_be_looked_through_are_read_in_no_way(count: int) -> None:
    ways = count * (count - 1) * (count - 2) // 6
    found = readings(written(["1"] * count), 3, 1, total_last=False)
    assert len(found) == (ways if ways < MOST else 0)


def test_as_many_numbers_as_cells_are_one_each() -> None:
    for third, *(total_last, gaps, noughtless) in product(("3", "1.5", "-"), *[(False, True)] * 3):
        values = written(["5", "12", third])
        assert readings(values, 3, 1, total_last=total_last, gaps=gaps, noughtless=noughtless) == [
            tuple(values)
        ]


# Digits as many as cells.


def test_a_digit_for_each_cell_is_a_cell_if_nothing_speaks_for_fewer_numbers() -> None:
    for digits in map("".join, product("0123", repeat=3)):
        for total_last, gaps, noughtless in product((False, True), repeat=3):
            values = written([digits])
            singly: Places = [(at, at + 1, each) for at, each in enumerate(digits)]
            fewer = any(adds_up(each) for each in cuts([digits], values, 2))
            if total_last:
                is_open = not adds_up(singly) and (noughtless or ("0" not in digits and fewer))
            else:
                is_open = gaps
            found = shown(readings(values, 3, 1, total_last=total_last, gaps=gaps, noughtless=noughtless))
            assert found == ([] if is_open else [singly]), (digits, total_last, gaps, noughtless)


# Blanks between.


@pytest.mark.parametrize("width", [2, 3, 4])
def test_fewer_numbers_than_cells_stand_with_blanks_between_them(width: int) -> None:
    for count in range(width + 1):
        for row in product([0, 1, 2, 3], repeat=count):
            values = written([*map(str, row)])
            ways = [
                [values[at.index(place)] if place in at else None for place in range(width)]
                for at in combinations(range(width), count)
            ]
            every = [[each and (each.span.start, each.span.end, each.raw) for each in way] for way in ways]
            assert shown(blanks(values, width, total_last=False)) == every
            found = shown(blanks(values, width, total_last=True))
            last = places(values)[-1:]
            if count > 1 and sum(row[:-1]) == row[-1]:
                assert found == [each for each in every if each[-1:] == last]
                continue
            likely = [each for each, way in zip(every, ways, strict=True) if sums(way)]
            assert found == (likely if any(each[-1] for each in likely) else every)


# Cells that come again.


def test_cells_that_come_again_side_by_side_are_one_if_that_makes_a_row() -> None:
    for count in range(1, 6):
        for row in product("012", repeat=count):
            values = written(row)
            for columns in (1, 2, 3):
                runs = [each for at, each in enumerate(row) if at == 0 or row[at - 1] != each]
                found = unrepeated(values, columns)
                if len({*row}) == 1:
                    assert found == tuple(values[:columns])
                elif len(runs) == columns:
                    assert found is not None
                    assert [each and each.raw for each in found] == runs
                    starts = [at for at, each in enumerate(row) if at == 0 or row[at - 1] != each]
                    assert found == tuple(values[at] for at in starts)
                else:
                    assert found is None
    assert BLANK not in {each.state for each in written("012")}
