"""
Sums that choose between readings, held against all numbers that the readings can be.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclint.editions import Equation
from disclint.grammar.readings import adds_up, choose, is_summed, readings, sums
from disclint.grammar.values import Value, cell_of, marked, stream
from disclint.source import Flow, Span
from disclint.syntax import BLANK, DASH, NUMBER, TEXT

OFTEN = settings(max_examples=150, deadline=None, derandomize=True)
# A number, or nothing where a cell is blank.
Numbers = tuple[int | None, ...]
NUMBERS = st.integers(0, 3)
ROWS = ("a", "b", "c", "t")


def value(number: int) -> Value:
    return Value(Span(number, number + 1), str(number), NUMBER, Decimal(number))


def cells(numbers: Sequence[int | None]) -> tuple[Value | None, ...]:
    return tuple(None if each is None else value(each) for each in numbers)


def shown(reading: Sequence[Value | None]) -> Numbers:
    return tuple(None if each is None or each.value is None else int(each.value) for each in reading)


def holds(equation: Equation, rows: Mapping[str, Numbers], column: int) -> bool:
    """
    Whether an equation can hold: what is not known may be anything.
    """
    sides = [[rows.get(id, (None, None))[column] for id in side] for side in (equation.left, equation.right)]
    if any(each is None for side in sides for each in side):
        return True
    left, right = (sum(each or 0 for each in side) for side in sides)
    return left == right


LINE = st.tuples(NUMBERS, NUMBERS)
MAYBE = st.tuples(st.one_of(NUMBERS, st.none()), NUMBERS)
WAYS = st.one_of(
    st.lists(LINE, min_size=1, max_size=3, unique=True), st.lists(MAYBE, min_size=1, max_size=2, unique=True)
)
SIDES = [
    (("a", "b"), ("t",)), (("a",), ("b",)), (("a", "b"), ("c", "t")), (("t",), ("a", "b", "c")), (("a",), ("x",)),
]  # fmt: skip
EQUATIONS = st.builds(
    lambda sides, each, only: Equation("e", each, *sides, only=only),
    st.sampled_from(SIDES),
    st.sampled_from(["column", "column", "column", "row"]),
    st.sampled_from([(), (), (), ("first",)]),
)


@settings(OFTEN, max_examples=200)
@given(st.tuples(WAYS, WAYS, WAYS, WAYS), st.lists(EQUATIONS, min_size=1, max_size=2))
def test_those_readings_are_left_with_which_every_sum_down_the_columns_can_hold(
    found: tuple[list[Numbers], ...], equations: list[Equation]
) -> None:
    candidates = dict(zip(ROWS, found, strict=True))
    # What is for some columns only says nothing here, nor what is for rows; nor a sum in which nothing is undecided.
    open_rows = {id for id, ways in candidates.items() if len(ways) > 1}
    asked = [
        each
        for each in equations
        if each.each == "column" and not each.only and open_rows & {*each.left, *each.right}
    ]
    ways = [dict(zip(ROWS, way, strict=True)) for way in product(*found)]
    fitting = [way for way in ways if all(holds(each, way, at) for each in asked for at in (0, 1))]
    chosen = choose({id: [cells(way) for way in each] for id, each in candidates.items()}, equations, 2)
    for id, before in candidates.items():
        left = [each for each in before if any(way[id] == each for way in fitting)] if fitting else before
        assert sorted(map(str, map(shown, chosen[id]))) == sorted(map(str, left))


def test_more_ways_than_can_be_looked_through_are_all_left() -> None:
    ways = [(each, 0) for each in range(80)]
    candidates = {
        "a": [cells(each) for each in ways],
        "b": [cells(each) for each in ways],
        "t": [cells((5, 0))],
    }
    equation = Equation("e", "column", ("a", "b"), ("t",))
    assert choose(candidates, [equation], 2) == candidates
    fewer = {**candidates, "b": candidates["b"][:70]}
    assert [shown(each)[0] for each in choose(fewer, [equation], 2)["a"]] == [0, 1, 2, 3, 4, 5]


@OFTEN
@given(
    st.lists(st.one_of(NUMBERS, st.none()), min_size=1, max_size=4), st.one_of(st.integers(0, 9), st.none())
)
def test_a_total_may_be_the_sum_of_its_parts_if_blanks_make_up_the_rest(
    parts: list[int | None], total: int | None
) -> None:
    known = sum(each for each in parts if each is not None)
    can = total is None or (known <= total if None in parts else known == total)
    assert sums(cells([*parts, total])) is can


@OFTEN
@given(st.lists(NUMBERS, max_size=4), st.integers(0, 9))
def test_the_last_of_several_numbers_is_the_sum_of_the_others_or_not(parts: list[int], total: int) -> None:
    given_values = [value(each) for each in (*parts, total)]
    assert is_summed(given_values) is (bool(parts) and sum(parts) == total)
    dash = Value(Span(0, 1), "-", DASH)
    assert not is_summed([dash, *given_values])
    assert not is_summed([*given_values, dash])
    assert not is_summed([])


@pytest.mark.parametrize(
    ("equation", "says"),
    [
        (Equation("e", "row", ("a", "b"), ("t",)), True),
        (Equation("e", "row", ("b", "a"), ("t",)), True),
        (Equation("e", "column", ("a", "b"), ("t",)), False),
        (Equation("e", "row", ("a", "b"), ("t",), only=("first",)), False),
        (Equation("e", "row", ("a",), ("t",)), False),
        (Equation("e", "row", ("a", "b", "x"), ("t",)), False),
        (Equation("e", "row", ("a", "t"), ("b",)), False),
        (Equation("e", "row", ("t",), ("a", "b")), False),
    ],
)
def test_the_last_column_is_the_total_where_the_form_says_so_of_every_row(
    equation: Equation, *, says: bool
) -> None:
    assert adds_up([equation], ["a", "b", "t"]) is says
    other = Equation("o", "row", ("x",), ("y",))
    assert adds_up([other, equation], ["a", "b", "t"]) is says
    assert not adds_up([], ["a", "b", "t"])


# Digits that ran together, of which there are as many as cells.


def in_words(words: str) -> list[Value]:
    flow = Flow.of(words)
    return stream(flow, 0, len(flow.text))


def fewer(digits: str, columns: int) -> bool:
    """
    Whether the digits can be some numbers, but not as many as there are columns, of which the last is the sum of the others.
    """

    def ways(at: int, count: int) -> list[list[int]]:
        if count == 0:
            return [[]] if at == len(digits) else []
        ends = [at + 1] if digits[at : at + 1] == "0" else range(at + 1, min(at + 7, len(digits)) + 1)
        return [
            [int(digits[at:end]), *rest]
            for end in ends
            if end <= len(digits)
            for rest in ways(end, count - 1)
        ]

    return any(sum(way[:-1]) == way[-1] for count in range(2, columns) for way in ways(0, count))


@OFTEN
@given(st.text("01236", min_size=4, max_size=4))
def test_a_digit_for_each_cell_is_one_each_unless_it_can_be_fewer_numbers_that_add_up(digits: str) -> None:
    *parts, total = map(int, digits)
    found = readings(in_words(digits), 4, 1, total_last=True)
    singly = [tuple(map(int, digits))]
    if sum(parts) == total:
        assert [*map(shown, found)] == singly
        assert [*map(shown, readings(in_words(digits), 4, 1, total_last=True, noughtless=True))] == singly
        return
    # Who leaves noughts blank writes none.
    assert [*map(shown, found)] == ([] if "0" not in digits and fewer(digits, 4) else singly)
    assert readings(in_words(digits), 4, 1, total_last=True, noughtless=True) == []
    # Without a total, blanks that vanished elsewhere are all that speaks for fewer.
    assert [*map(shown, readings(in_words(digits), 4, 1, total_last=False))] == singly
    assert readings(in_words(digits), 4, 1, total_last=False, gaps=True) == []
    # Of several rows nothing is said.
    assert [*map(shown, readings(in_words(digits), 2, 2, total_last=False, gaps=True))] == singly


@OFTEN
@given(st.text("01236", min_size=5, max_size=6))
def test_where_noughts_are_left_blank_more_digits_than_cells_are_no_row_if_they_can_be_fewer_numbers(
    digits: str,
) -> None:
    found = readings(in_words(digits), 4, 1, total_last=True)
    kept = readings(in_words(digits), 4, 1, total_last=True, noughtless=True)
    assert kept == ([] if fewer(digits, 4) else found)
    assert all(len(each) == 4 for each in found)


# What stands between labels.

WORDS = [
    "12",
    "0",
    "-",
    "--",
    "/",
    "无",
    "N/A",
    "公开",
    "3件",
    "1.5",
    "1,234",
    "-7",
    "+8",
    "x9x",
    "7O",
    "第3章",
    "5元",
]
EXPECTED: dict[str, list[tuple[str, str]]] = {
    "12": [("12", NUMBER)], "0": [("0", NUMBER)], "-": [("-", DASH)], "--": [("--", DASH)], "/": [("/", DASH)],
    "无": [("无", DASH)], "N/A": [("N/A", DASH)], "公开": [], "3件": [("3件", TEXT)], "1.5": [("1.5", NUMBER)],
    "1,234": [("1,234", NUMBER)], "-7": [("-7", NUMBER)], "+8": [("+8", NUMBER)], "x9x": [("x9x", TEXT)], "7O": [], "第3章": [],
    "5元": [("5元", TEXT)],
}  # fmt: skip


@OFTEN
@given(st.lists(st.sampled_from(WORDS), max_size=6), st.sampled_from([" ", "\n", "|", " | ", "\t"]))
def test_values_are_what_blanks_and_bars_part_and_stand_where_they_stand(words: list[str], bar: str) -> None:
    text = bar.join(["标", *words, "签"])
    flow = Flow.of(text)
    found = stream(flow, 1, len(flow.text) - 1)
    assert [(each.raw, each.state) for each in found] == [one for each in words for one in EXPECTED[each]]
    at = 0
    for each in found:
        assert each.span.start >= at
        assert flow.folded[each.span.start : each.span.end] == each.raw
        assert not each.glued
        assert each.value == (Decimal(each.raw.replace(",", "")) if each.state == NUMBER else None)
        at = each.span.end


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("公开12", [("12", True)]), ("12公开3", [("3", True)]), ("3-5", [("3", True), ("-5", True)]),
        ("3--5", [("3", True), ("-", True), ("-", True), ("5", True)]), ("3万元4", [("3", True), ("4", True)]),
        ("5元6", [("5", True), ("6", True)]), ("12第二十条", [("12", True)]), ("公开12第二十条", []),
        ("公开1234567890123456开", [("1234567890123456", True)]), ("公开123456789012345开", [("123456789012345", True)]),
        ("公开12345678901234开", []), ("增加3", []), ("1.2.3", [("3", True)]),
    ],
)  # fmt: skip
def test_numbers_beside_words_are_values_where_they_end_them(
    words: str, found: list[tuple[str, bool]]
) -> None:
    numbers = [each for each in in_words(words) if each.state in (NUMBER, DASH)]
    assert [(each.raw, each.glued) for each in numbers] == found
    assert all(words[each.span.start : each.span.end] == each.raw for each in numbers)


@pytest.mark.parametrize(
    ("words", "found"),
    [("公开 3///0 5", "3///0"), ("3-0-", "3-0-"), ("3*4", "3*4"), ("3 4///5", None), ("公开", None), ("3///", None), ("1.5~2", "1.5~2")],
)  # fmt: skip
def test_several_numbers_with_marks_between_them_are_one_word(words: str, found: str | None) -> None:
    flow = Flow.of(words)
    said = marked(flow, 0, len(flow.text))
    assert (said and said.raw) == found
    if said is not None:
        assert (said.state, said.value) == (TEXT, None)
        assert words[said.span.start : said.span.end] == found


@pytest.mark.parametrize("before", ["", " ", "\n", "\u200b "])
@pytest.mark.parametrize("behind", ["", " ", " \u200b\n"])
@pytest.mark.parametrize(("words", "state"), [("12", NUMBER), ("", BLANK), ("-", DASH), ("公开 1", TEXT)])
def test_a_cell_is_what_stands_in_it_without_the_blanks_around(
    before: str, behind: str, words: str, state: str
) -> None:
    text = f"甲|{before}{words}{behind}|乙"
    found = cell_of(Flow.of(text), 2, len(text) - 2)
    assert (found.raw, found.state) == (words, state)
    start = 2 + len(before) if words else 2
    assert found.span == Span(start, start + len(words))
