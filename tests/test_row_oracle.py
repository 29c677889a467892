"""
Rows with too few cells, or too many, held against all the ways in which they can be read.
"""

from decimal import Decimal
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclint.editions import Equation
from disclint.grammar import dashes
from disclint.grammar.cutting import Reading
from disclint.grammar.readings import blanks, choose, readings, unrepeated
from disclint.grammar.values import Value, barred, stream
from disclint.grammar.windows import windows
from disclint.source import Flow, Span
from disclint.syntax import BLANK, NUMBER

OFTEN = settings(max_examples=150, deadline=None, derandomize=True)
NUMBERS = st.integers(0, 6)
# A number, or nothing where a cell is blank.
Row = tuple[int | None, ...]


def cell(number: int | None, at: int = 0) -> Value:
    place = Span(3 * at, 3 * at + 1)
    if number is None:
        return Value(place, "", BLANK)
    return Value(place, str(number), NUMBER, Decimal(number))


def cells(row: Row) -> list[Value]:
    return [cell(number, at) for at, number in enumerate(row)]


def shown(reading: Reading) -> Row:
    return tuple(None if each is None or each.value is None else int(each.value) for each in reading)


def can_add_up(row: Row) -> bool:
    """
    Whether some numbers in the place of its blanks make the last the sum of the others.
    """
    *parts, total = row
    if total is None:
        return True
    added = sum(each for each in parts if each is not None)
    return added == total if None not in parts else added <= total


@OFTEN
@given(st.lists(NUMBERS, min_size=4, max_size=6), st.booleans())
def test_of_too_many_numbers_some_are_the_row(numbers: list[int], total_last: bool) -> None:  # noqa: FBT001 - a case
    ways = list(combinations(numbers, 3))
    adding = [each for each in ways if can_add_up(each)] if total_last else []
    found = readings(cells(tuple(numbers)), 3, 1, total_last=total_last)
    assert [shown(each) for each in found] == (adding or ways)


@OFTEN
@given(st.lists(NUMBERS, min_size=1, max_size=3), st.booleans())
def test_of_too_few_numbers_some_cells_are_blank(numbers: list[int], total_last: bool) -> None:  # noqa: FBT001 - a case
    width = 5
    ways: set[Row] = {
        way
        for way in product([None, *numbers], repeat=width)
        if [each for each in way if each is not None] == numbers
    }
    found = [shown(each) for each in blanks(cells(tuple(numbers)), width, total_last=total_last)]
    assert len(set(found)) == len(found)
    if not total_last:
        assert set(found) == ways
    elif len(numbers) > 1 and sum(numbers[:-1]) == numbers[-1]:
        # Noughts were left out, and the total was not.
        assert set(found) == {each for each in ways if each[-1] == numbers[-1]}
    else:
        likely = {each for each in ways if can_add_up(each)}
        # That no number can be the total does not tell that it is blank: it may be wrong.
        told = any(each[-1] is not None for each in likely)
        assert set(found) == (likely if told else ways)


@OFTEN
@given(
    st.builds(
        lambda before, filled, behind: [*[None] * before, *filled, *[None] * behind],
        st.integers(0, 3),
        st.lists(st.one_of(NUMBERS, st.none()), max_size=4),
        st.integers(0, 3),
    ).filter(lambda row: len(row) > 2),
    st.one_of(st.none(), st.integers(0, 5)),
    st.booleans(),
)
def test_of_cells_with_blanks_around_them_the_row_leaves_out_no_number(
    row: list[int | None],
    behind: int | None,
    total_last: bool,  # noqa: FBT001 - a case
) -> None:
    width = 3
    whole = {
        at: tuple(row[at : at + width])
        for at in range(len(row) - width + 1)
        if not any(each is not None for each in (*row[:at], *row[at + width :]))
    }
    found = [shown(each) for each in windows(cells(tuple(row)), width, behind, total_last=total_last)]
    if not whole:
        # Then cells came twice, or no run of them is the row: numbers are left out, never a nought put in.
        assert all(None not in each for each in found)
        return
    told = None if behind is None else len(row) - width - behind
    if told in whole and len(whole) > 1:
        whole = {told: whole[told]}
    adding = [each for each in whole.values() if each[-1] is not None and can_add_up(each)]
    assert found == ((adding if total_last else []) or list(whole.values()))[:1]


@pytest.mark.parametrize(
    ("numbers", "row"),
    [([4, 4, 7, 7, 7, 9], (4, 7, 9)), ([4, 7, 7], None), ([5, 5, 5, 5], (5, 5, 5)), ([1, 2, 3], (1, 2, 3))],
)
def test_cells_that_come_once_for_each_column_they_cover(numbers: list[int], row: Row | None) -> None:
    found = unrepeated(cells(tuple(numbers)), 3)
    assert (None if found is None else shown(found)) == row


LINES = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=4)


@OFTEN
@given(LINES, LINES, LINES)
def test_of_readings_those_are_left_that_add_up_down_the_columns(
    first: list[tuple[int, int]], second: list[tuple[int, int]], total: list[tuple[int, int]]
) -> None:
    equation = Equation("down", "column", ("a", "b"), ("t",))
    rows = dict(zip("abt", (list(dict.fromkeys(each)) for each in (first, second, total)), strict=True))
    found = choose({id: [tuple(cells(way)) for way in ways] for id, ways in rows.items()}, (equation,), 2)
    fitting = [
        way
        for way in product(*rows.values())
        if all(a + b == t for a, b, t in zip(*way, strict=True))
    ]  # fmt: skip
    for at, (id, ways) in enumerate(rows.items()):
        left = [each for each in ways if any(way[at] == each for way in fitting)] if fitting else ways
        assert {shown(each) for each in found[id]} == set(left)


def tokenized(words: str, dash: str) -> list[tuple[str, ...]]:
    """
    All ways to cut what stands between blanks into dashes and numbers that no nought begins.
    """
    if not words:
        return [()]
    if words[0] == " ":
        return tokenized(words[1:], dash)
    ends = [len(dash)] if words.startswith(dash) else []
    if words[0].isdigit():
        length = len(words) - len(words.lstrip("0123456789"))
        ends = [1] if words[0] == "0" else list(range(1, length + 1))
    return [(words[:end], *rest) for end in ends for rest in tokenized(words[end:], dash)]


@OFTEN
@given(
    st.lists(st.tuples(NUMBERS, st.integers(0, 12)), min_size=1, max_size=2),
    st.sampled_from(["-", "--"]),
    st.lists(st.sampled_from(["", "", " "]), min_size=6, max_size=6),
    st.sampled_from([0, 0, 0, 1]),
)
def test_dashes_and_digits_that_ran_together_are_every_row_that_adds_up(
    rows: list[tuple[int, int]], dash: str, between: list[str], slip: int
) -> None:
    numbers = [each for a, b in rows for each in (a, b, a + b + slip)]
    words = "".join(f"{each or dash}{blank}" for each, blank in zip(numbers, between, strict=False)).strip()
    flow = Flow.of(words)
    given_values = stream(flow, 0, len(flow.text))
    if "".join(each.raw for each in given_values) != words.replace(" ", ""):
        # Three dashes in a row are a line, not a value.
        return
    expected = set[tuple[str, ...]]()
    for sign in ("-", "--"):
        for way in tokenized(words, sign):
            cells = [0 if each == sign else int(each) for each in way]
            lines = [cells[at : at + 3] for at in range(0, len(cells), 3)]
            if len(cells) == 3 * len(rows) and all(a + b == total for a, b, total in lines):
                expected.add(way)
    found = dashes.ways(given_values, 3, len(rows))
    assert {tuple(each.raw for each in way if each) for way in found} == expected
    for way in found:
        assert all(each is not None and words[each.span.start : each.span.end] == each.raw for each in way)


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("甲|1|2|3", (1, 2, 3)),
        ("甲|1|2|3|", (1, 2, 3)),
        ("甲|1||3|", (1, None, 3)),
        ("甲|1 2 3", None),
        ("甲 1 2 3", None),
        ("甲\t1\t2\t3", (1, 2, 3)),
        ("甲\t1\t2", None),
    ],
)
def test_bars_part_the_cells_of_a_line_if_they_are_enough(line: str, numbers: Row | None) -> None:
    flow = Flow.of(line)
    found = barred(flow, 1, len(flow.text), 3)
    assert (None if found is None else shown(tuple(found))[:3]) == numbers
