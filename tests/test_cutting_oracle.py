"""
Digits that ran together, held against all places at which numbers can end: no number has a nought before it, or more than seven digits.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate, pairwise
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from disclint.grammar.cutting import Joined, cut, cuts, joined, summing
from disclint.grammar.values import Value
from disclint.source import Span
from disclint.syntax import DASH, NUMBER, TEXT

OFTEN = settings(max_examples=100, deadline=None, derandomize=True)
NUMBER_ALONE = re.compile(r"-?(?:0|[1-9][0-9]{0,6})")
# What stood between blanks: digits, perhaps with noughts before them, or a negative number.
PIECES = st.lists(
    st.one_of(
        st.text("0129", min_size=1, max_size=4),
        st.text("0123456789", min_size=1, max_size=9),
        st.integers(-30, -1).map(str),
    ),
    min_size=1,
    max_size=4,
)
# Numbers that were written without blanks, or with a few, and what their rows come to.
SMALL = st.one_of(st.integers(0, 3), st.integers(0, 30), st.integers(0, 2500))


def beside(pieces: list[str]) -> list[Value]:
    """
    The pieces as they stand in a text, two blanks between them.
    """
    starts = accumulate((len(each) + 2 for each in pieces), initial=5)
    return [
        Value(Span(at, at + len(each)), each, NUMBER, Decimal(each))
        for at, each in zip(starts, pieces, strict=False)
    ]


def together(pieces: list[str]) -> Joined:
    glued = joined(beside(pieces))
    assert glued is not None
    return glued


def ends(pieces: list[str], at: int) -> dict[int, int]:
    """
    Where a number that begins at `at` can end, and which number it is then.
    """
    bounds = [*accumulate(map(len, pieces), initial=0)]
    words, stop = "".join(pieces), next(each for each in bounds if each > at)
    return {
        end: int(words[at:end])
        for end in range(at + 1, stop + 1)
        if NUMBER_ALONE.fullmatch(words[at:end])
    }  # fmt: skip


def runs(pieces: list[str], at: int, count: int) -> Iterator[tuple[int, ...]]:
    """
    The bounds of all runs of so many numbers that begin at `at`.
    """
    if count == 0:
        yield (at,)
    elif at < sum(map(len, pieces)):
        for end in ends(pieces, at):
            yield from ((at, *rest) for rest in runs(pieces, end, count - 1))


def ways(pieces: list[str], at: int, count: int) -> list[tuple[int, ...]]:
    """
    The bounds of all ways to read so many numbers from `at` to the end.
    """
    return [each for each in runs(pieces, at, count) if each[-1] == sum(map(len, pieces))]


def adding(pieces: list[str], at: int, columns: int, rows: int) -> Iterator[tuple[int, ...]]:
    """
    The bounds of all ways to read rows from `at` to the end of which each adds up.
    """
    words = "".join(pieces)
    if rows == 0:
        yield from [(at,)] if at == len(words) else []
        return
    for way in runs(pieces, at, columns):
        *parts, total = (int(words[start:end]) for start, end in pairwise(way))
        if sum(parts) == total:
            yield from ((*way[:-1], *rest) for rest in adding(pieces, way[-1], columns, rows - 1))


@OFTEN
@given(PIECES)
def test_digits_know_where_they_stood_and_what_numbers_may_begin_with_them(pieces: list[str]) -> None:
    values = beside(pieces)
    glued = together(pieces)
    assert glued.digits == "".join(pieces)
    assert [*glued.places] == [at for each in values for at in range(each.span.start, each.span.end)]
    assert glued.signed == any(each.startswith("-") for each in pieces)
    # The shortest comes first.
    assert [[*each.items()] for each in glued.numbers] == [
        *([*ends(pieces, at).items()] for at in range(len(glued.digits))),
        [],
    ]
    if not glued.signed:
        assert glued.tally == [sum(map(int, glued.digits[:at])) for at in range(len(glued.digits) + 1)]


@pytest.mark.parametrize(
    "odd",
    [
        Value(Span(9, 10), "-", DASH),
        Value(Span(9, 12), "12件", TEXT),
        Value(Span(9, 12), "1.5", NUMBER, Decimal("1.5")),
        Value(Span(9, 14), "1,234", NUMBER, Decimal(1234)),
        Value(Span(9, 10), "7", TEXT),
    ],
)
def test_what_is_no_whole_number_runs_together_with_none(odd: Value) -> None:
    assert joined([odd]) is None
    assert joined([*beside(["1"]), odd]) is None
    assert joined([odd, *beside(["1"])]) is None


@OFTEN
@given(PIECES, st.integers(1, 5), st.integers(0, 4))
def test_so_many_numbers_are_cut_in_every_way(pieces: list[str], count: int, start: int) -> None:
    glued = together(pieces)
    start = min(start, len(glued.digits))
    found = list(cuts(glued, start, count))
    assert sorted(found) == sorted(ways(pieces, start, count))
    for way in found[:20]:
        for each, end, first in zip(cut(glued, way), way[1:], way, strict=False):
            assert each is not None
            assert each.raw == glued.digits[first:end]
            assert each.value == int(each.raw)
            assert each.span == Span(glued.places[first], glued.places[end - 1] + 1)


@st.composite
def written(draw: st.DrawFn, least: int) -> tuple[list[str], int, int]:
    """
    Rows that add up, or nearly, with some of the blanks between their numbers.
    """
    columns, rows = draw(st.integers(2, 4)), draw(st.integers(1, 2))
    numbers = []
    for _ in range(rows):
        parts = [
            draw(SMALL if least == 0 else st.integers(least, 40)) for _ in range(columns - 1)
        ]  # fmt: skip
        numbers += [*parts, sum(parts) + draw(st.sampled_from([0, 0, 0, 1, 9]))]
    pieces: list[str] = []
    for each in map(str, numbers):
        if pieces and not each.startswith("-") and draw(st.integers(0, 3)):
            pieces[-1] += each
        else:
            pieces.append(each)
    return pieces, columns, rows


@settings(OFTEN, max_examples=150)
@given(written(0))
@example((["0" * 8], 4, 2))
@example((["1" * 12], 4, 2))
@example((["99991999910000010001"], 4, 1))
@example((["9999117"], 4, 1))
@example((["1123420"], 5, 1))
@example((["99999107"], 3, 1))
@example((["999999999910000008"], 3, 1))
@example((["5000000500000010000000"], 3, 1))
def test_rows_are_cut_in_every_way_in_which_they_add_up(case: tuple[list[str], int, int]) -> None:
    pieces, columns, rows = case
    found = list(summing(together(pieces), 0, columns, rows))
    assert sorted(found) == sorted(adding(pieces, 0, columns, rows))


@OFTEN
@given(written(-40))
def test_negative_numbers_that_stand_apart_take_part_in_sums(case: tuple[list[str], int, int]) -> None:
    pieces, columns, rows = case
    found = list(summing(together(pieces), 0, columns, rows))
    assert sorted(found) == sorted(adding(pieces, 0, columns, rows))


@OFTEN
@given(st.text("0123456789", min_size=1, max_size=9), st.integers(2, 6), st.integers(0, 3))
def test_whatever_digits_there_are_only_sums_are_found(digits: str, columns: int, start: int) -> None:
    start = min(start, len(digits) - 1)
    found = list(summing(together([digits]), start, columns, 1))
    assert sorted(found) == sorted(adding([digits], start, columns, 1))


def test_a_long_row_is_cut_soon() -> None:
    # Of six numbers of seven digits and their sum; millions of cuts lead nowhere.
    parts = [1090807, 2030405, 1112131, 1415161, 1718192, 1021222]
    digits = "".join(map(str, [*parts, sum(parts)]))
    began = process_time()
    found = [
        [each.raw for each in cut(together([digits]), way) if each]
        for way in summing(together([digits]), 0, 7, 1)
    ]
    assert [*map(str, parts), str(sum(parts))] in found
    assert process_time() - began < 2


@pytest.mark.parametrize("digits", ["1" * 106, "9000009" * 15 + "1"])
def test_digits_of_which_no_cut_takes_all_are_given_up_soon(digits: str) -> None:
    # Fifteen numbers of seven digits are not enough, and there are millions of ways to begin.
    began = process_time()
    assert list(cuts(together([digits]), 0, 15)) == []
    assert process_time() - began < 2


@pytest.mark.parametrize("digits", ["12" * 20 + "9999997", "13" * 20 + "9000000"])
def test_a_total_that_the_digits_before_it_never_come_to_is_given_up_soon(digits: str) -> None:
    began = process_time()
    assert all(
        int(cut(together([digits]), way)[-1].raw) != int(digits[-7:])  # type: ignore[union-attr]
        for way in summing(together([digits]), 0, 17, 1)
    )
    assert process_time() - began < 4
