"""
Digits without separators are cut in every way that adds up, and cells made late are the cells.
"""

from itertools import combinations, pairwise
from time import process_time

import pytest
from bench.reports import STYLES, sound
from hypothesis import example, given, settings
from hypothesis import strategies as st

from disclint.editions import Equation
from disclint.facts.layout import placed_tables
from disclint.grammar import parse
from disclint.grammar.readings import choose, readings
from disclint.grammar.values import Value, stream
from disclint.readers import read
from disclint.source import Flow
from disclint.syntax import NUMBER
from tests.forms import EDITIONS, LEXICON

COLUMNS = 4


def cuts(words: str, rows: int) -> set[tuple[str, ...]]:
    """
    All ways to cut the digits into rows that add up; blanks cut, and no number has a nought before it.
    """
    digits, walls = words.replace(" ", ""), set[int]()
    for piece in words.split(" ")[:-1]:
        walls.add(len(piece) + max(walls, default=0))
    found = set()
    for inner in combinations(range(1, len(digits)), COLUMNS * rows - 1):
        if not walls <= set(inner):
            continue
        way = tuple(digits[start:end] for start, end in pairwise((0, *inner, len(digits))))
        if any(len(each) > 1 and each[0] == "0" for each in way):
            continue
        whole = [way[at : at + COLUMNS] for at in range(0, len(way), COLUMNS)]
        if all(sum(map(int, row[:-1])) == int(row[-1]) for row in whole):
            found.add(way)
    return found


def values(words: str) -> list[Value]:
    flow = Flow.of(words)
    return stream(flow, 0, len(flow.text))


ROWS = st.lists(st.tuples(*[st.integers(0, 120)] * (COLUMNS - 1)), min_size=1, max_size=2)


@settings(max_examples=150, deadline=None)
@given(ROWS, st.integers(0, 2), st.integers(0, 20), st.data())
@example([(1, 1, 1), (0, 0, 0)], 0, 0, None)
def test_glued_rows_are_cut_in_every_way_that_adds_up(
    rows: list[tuple[int, ...]], blanks: int, slip: int, data: st.DataObject | None
) -> None:
    digits = "".join(f"{''.join(map(str, each))}{sum(each) + (slip == 1)}" for each in rows)[:14]
    places = data.draw(st.sets(st.integers(1, len(digits) - 1), max_size=blanks)) if data else set()
    words = "".join(f" {each}" if at in places else each for at, each in enumerate(digits))
    given_values = values(words)
    if len(given_values) >= COLUMNS * len(rows) or len(digits) == COLUMNS * len(rows):
        return
    expected = cuts(words, len(rows))
    found = readings(given_values, COLUMNS, len(rows), total_last=True)
    if expected:
        assert {tuple(each.raw if each else "" for each in way) for way in found} == expected
    else:
        # Then all ways to cut are left.
        assert not any(
            all(
                int(row[-1].raw) == sum(int(each.raw) for each in row[:-1] if each)
                for row in (way[at : at + COLUMNS] for at in range(0, len(way), COLUMNS))
                if row[-1]
            )
            for way in found
        )


def test_long_glued_rows_do_not_take_long() -> None:
    # 22 digits of six numbers and their sum.
    (found,) = readings(values("2363601420118674725711"), 7, 1, total_last=True)
    assert [each.raw for each in found if each][-1] == "25711"
    assert readings(values("9" * 60), 7, 1, total_last=True) == []


@pytest.mark.parametrize(
    "words",
    ["9" * 365, f"16 {'9' * 365} 0 0 16", f"0 {'90' * 200} 0", f"7 {'9000' * 100}9 0 3", f"-{'1' * 300} 2"],
)
@pytest.mark.parametrize("total_last", [True, False])
def test_more_digits_than_cells_can_hold_are_no_row_and_take_no_time(words: str, total_last: bool) -> None:  # noqa: FBT001 - a case
    given_values = values(words)
    began = process_time()
    assert readings(given_values, 7, 1, total_last=total_last) == []
    assert process_time() - began < 0.5


@pytest.mark.parametrize(
    "words", ["9000009" * 3, "100" * 6, "90" * 7 + "0", "1020304050", "00000009", "0" * 7]
)
def test_digits_with_noughts_among_them_are_cut_in_every_way(words: str) -> None:
    ways = {
        tuple(words[start:end] for start, end in pairwise((0, *inner, len(words))))
        for inner in combinations(range(1, len(words)), 6)
    }
    found = {
        tuple(each.raw for each in way if each) for way in readings(values(words), 7, 1, total_last=False)
    }
    assert found == {way for way in ways if all(len(each) <= 7 and str(int(each)) == each for each in way)}


def test_an_equation_that_fails_elsewhere_leaves_the_others_their_say() -> None:
    rows = {"a": ["3 4"], "b": ["5 6"], "c": ["1 1"], "d": ["1 23", "12 3"], "e": ["13 4"]}
    candidates = {row: [tuple(values(way)) for way in ways] for row, ways in rows.items()}
    fails = Equation("fails", "column", ("a", "b"), ("c",))
    tells = Equation("tells", "column", ("c", "d"), ("e",))
    assert choose(candidates, [fails, tells], 2)["d"] == [tuple(values("12 3"))]
    assert choose(candidates, [fails], 2)["d"] == candidates["d"]


def test_as_many_digits_as_cells_need_not_be_one_each_where_noughts_are_left_blank() -> None:
    # 57, 1, 4, 1 and their sum 63, blanks gone.
    assert readings(values("5714163"), 7, 1, total_last=True) == []
    for digits in ("3120006", "3120005", "2000020"):
        (found,) = readings(values(digits), 7, 1, total_last=True)
        assert [each.raw for each in found if each] == list(digits)
    assert readings(values("260"), 3, 1, total_last=False, gaps=True) == []
    assert len(readings(values("260"), 3, 1, total_last=False)) == 1


def test_more_digits_than_cells_may_be_fewer_numbers_where_rows_show_that_noughts_are_left_blank() -> None:
    # 12, 11 and their sum 23, or 1, 21, 1 and their sum 23.
    (found,) = readings(values("121123"), 4, 1, total_last=True)
    assert [each.raw for each in found if each] == ["1", "21", "1", "23"]
    assert readings(values("121123"), 4, 1, total_last=True, noughtless=True) == []
    # 1, 1 and 12 would add up to the 9 behind them in no way.
    assert len(readings(values("1129"), 4, 1, total_last=True)) == 1
    assert readings(values("1129"), 4, 1, total_last=True, noughtless=True) == []


def test_a_table_of_glued_rows_without_noughts_has_no_wrong_numbers() -> None:
    rows = {
        "一、本年新收政府信息公开申请数量": (12, 0, 0, 0, 0, 11, 23),
        "二、上年结转政府信息公开申请数量": (1, 0, 0, 0, 0, 0, 1),
        "（一）予以公开": (13, 0, 0, 0, 0, 10, 23),
        "（七）总计": (13, 0, 0, 0, 0, 10, 23),
        "四、结转下年度继续办理": (0, 0, 0, 0, 0, 1, 1),
    }
    head = "三、收到和处理政府信息公开申请情况\n申请人情况自然人商业企业科研机构社会公益组织法律服务机构其他总计\n"
    text = head + "\n".join(f"{label}{''.join(str(x) for x in row if x)}" for label, row in rows.items())
    parsed = parse(read(text.encode(), "a.txt"), EDITIONS, LEXICON, year=2024)
    found = parsed.report.table("requests")
    assert found is not None
    told = {row.id: [each.value for each in row.cells] for row in found.rows if row.label}
    assert set(told) == {"new_received", "carried_over", "granted", "disposed_total", "carried_forward"}
    for id, row in zip(told, rows.values(), strict=True):
        assert all(value in (None, wanted) for value, wanted in zip(told[id], row, strict=True))


def test_dashes_that_ran_together_with_digits_are_no_signs() -> None:
    assert [each.raw for each in values("--104")] == ["-", "-", "104"]
    assert [each.raw for each in values("12-3")] == ["12", "-3"]


@pytest.mark.parametrize(
    ("words", "cells"),
    [
        ("12-000-12", ["12", "-", "0", "0", "0", "-", "12"]),
        ("1200--0--12", ["12", "0", "0", "--", "0", "--", "12"]),
        ("0--0--0--0", ["0", "--", "0", "--", "0", "--", "0"]),
        ("57-1-4-62", ["57", "-", "1", "-", "4", "-", "62"]),
        ("-000303", ["-", "0", "0", "0", "3", "0", "3"]),
        # Neither adds up.
        ("12-000-13", None),
        ("1,200-----1,200", None),
    ],
)
def test_a_dash_between_glued_digits_is_a_nought_of_a_row_that_adds_up(
    words: str, cells: list[str] | None
) -> None:
    found = readings(values(words), 7, 1, total_last=True)
    assert [[each.raw for each in row if each] for row in found] == ([] if cells is None else [cells])


def test_a_sign_that_stands_apart_is_one() -> None:
    (found,) = readings(values("5 -1 0 0 0 0 4"), 7, 1, total_last=True)
    assert found[1] is not None
    assert found[1].value == -1


@pytest.mark.parametrize("style", sorted(STYLES))
def test_what_is_told_of_a_row_is_what_its_cells_say(style: str) -> None:
    number = sorted(STYLES).index(style)
    made = sound(number, style=style, edition=sorted(EDITIONS)[number % len(EDITIONS)])
    source = read(made.data, f"x{made.suffix}")
    parsed = parse(source, EDITIONS, LEXICON)
    for placed in placed_tables(parsed.report, EDITIONS, source.text).values():
        odd = dict(placed.odd_states())
        known = placed.known()
        longest = placed.longest
        states = {each: placed.state(each) for each in placed.layout.addresses("*", "*")}
        assert odd == {address: state for address, state in states.items() if state != NUMBER}
        assert known == {each: cell.value for each, cell in placed.cells.items() if cell.value is not None}
        assert longest == max((len(each.raw) for each in placed.cells.values()), default=0)
        for address, cell in placed.cells.items():
            assert placed.cell(address) == cell
