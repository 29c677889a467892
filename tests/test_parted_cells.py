"""
Cells that lines, bars, words or marks of punctuation part, held against all the rows that could be written so.
"""

import csv
from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclint.grammar import parse
from disclint.grammar.parting import ended, in_place, lined, parted, worded
from disclint.grammar.separated import separated
from disclint.grammar.values import Value, barred
from disclint.source import Flow, Source
from tests.forms import EDITIONS, HEADINGS, LEXICON, REQUESTS

OFTEN = settings(max_examples=200, deadline=None, derandomize=True)
COLUMNS = 4


def between(text: str, before: str = "甲", behind: str = "") -> tuple[Flow, int, int]:
    """
    A text between two labels, and the offsets of its flow between which it stands.
    """
    flow = Flow.of(before + text + behind)
    return flow, len(Flow.of(before).text), len(flow.text) - len(Flow.of(behind).text)


def shown(cells: tuple[Value, ...] | None) -> list[str] | None:
    return None if cells is None else [each.raw for each in cells]


def placed(values: list[str], width: int) -> Iterator[list[str]]:
    """
    All rows of so many cells with these values in this order.
    """
    for places in combinations(range(width), len(values)):
        row = [""] * width
        for at, value in zip(places, values, strict=True):
            row[at] = value
        yield row


def gaps_of(row: list[str], apart: int, blank: int) -> list[int]:
    """
    How many line ends stand before each value of a row and behind the last, if a blank cell is so many.
    """
    gaps, more = [], 0
    for each in row:
        if each:
            gaps.append(apart + more)
            more = 0
        else:
            more += blank
    return [*gaps, apart + more]


@OFTEN
@given(
    st.lists(
        st.tuples(st.sampled_from(["3", "12", "-"]), st.integers(1, 5)), min_size=1, max_size=COLUMNS - 1
    ),
    st.integers(1, 6),
    st.sampled_from(["乙", "乙丙\n丁", ""]),
)
def test_empty_lines_are_the_blank_cells_of_the_only_row_that_is_set_so(
    values: list[tuple[str, int]], last: int, behind: str
) -> None:
    text = "".join("\n" * before + value for value, before in values) + "\n" * last
    gaps = [*(before for _, before in values), last]
    # Where no line follows another at once, each line of the text has an empty one behind it.
    is_spaced = min(gaps[:-1] if not behind else gaps) > 1 and "\n" not in behind
    # So it has in a row without two lines of which one follows the other, whatever the text around does.
    is_spaced |= 1 not in gaps
    rows = [
        row
        for apart, blank in ((2, 1), (2, 2), *(() if is_spaced else ((1, 1),)))
        for row in placed([value for value, _ in values], COLUMNS)
        if (set_so := gaps_of(row, apart, blank)) == gaps or (set_so[:-1] == gaps[:-1] and row[-1])
    ]
    flow, start, end = between(text, behind=behind)
    assert shown(lined(flow, start, end, COLUMNS)) == (rows[0] if len(rows) == 1 else None)


def test_words_among_the_lines_of_a_row_are_no_cells_of_it() -> None:
    flow, start, end = between("\n\n3\n若干\n\n5\n", behind="乙")
    assert lined(flow, start, end, COLUMNS) is None


CELLS = st.lists(st.sampled_from(["0", "7", "12", "", "-", "3*", "约3"]), min_size=COLUMNS, max_size=COLUMNS)


@OFTEN
@given(
    CELLS.filter(any),
    st.sampled_from(["|\n", " |\n", "\n|\n", " | \n"]),
    st.sampled_from(["", "乙", "|\n乙"]),
)
def test_bars_at_line_ends_part_cells_and_nothing_between_them_is_a_blank_one(
    row: list[str], bar: str, behind: str
) -> None:
    flow, start, end = between(bar + "".join(each + bar for each in row), behind=behind)
    assert shown(ended(flow, start, end, COLUMNS)) == row


@OFTEN
@given(CELLS.filter(any), st.integers(0, 3), st.integers(0, 3))
def test_so_many_more_cells_may_stand_there(row: list[str], more: int, allowed: int) -> None:
    every = [*row, *["5"] * more]
    flow, start, end = between("|\n" + "".join(f"{each}|\n" for each in every), behind="乙")
    found = shown(ended(flow, start, end, COLUMNS, allowed))
    assert found == every[: COLUMNS + allowed]


@pytest.mark.parametrize("row", [["3"], ["3", "4", ""], []])
def test_fewer_cells_than_columns_are_none(row: list[str]) -> None:
    flow, start, end = between("|\n" + "".join(f"{each}|\n" for each in row), behind="乙")
    assert ended(flow, start, end, COLUMNS) is None


@pytest.mark.parametrize(
    ("row", "whole", "is_read"),
    [
        # A word among the numbers of a row that is full is a cell; at its ends it may be a label's.
        ("3 若干 0 5", False, True),
        ("3 某某 0 5", False, True),
        ("3 0 某某 5", False, True),
        ("某某 3 0 5", False, False),
        ("某某 3 0 5", True, True),
        ("3 0 5 某某", False, False),
        ("3 0 5 某某", True, False),
        ("若干 3 0 5", False, True),
        ("3 0 5 若干", False, True),
        ("若干 见附件 0 5", False, True),
        ("某某 3 其他 5", True, False),
        ("3 某某 其他 5", True, False),
        ("3 某某 若干 5", True, False),
        # Dashes and blank cells leave it open whether the row is full.
        ("3 某某 - 5", True, False),
        ("3 某某 _ 5", True, False),
        ("3 若干 _ 5", True, False),
        # A number with a mark behind it is none of a label's words.
        ("3* _ 0 5", False, True),
        ("约3 _ 0 5", False, True),
        ("3* 4* 0 5", False, True),
    ],
)
def test_words_in_cells_with_bars(row: str, whole: bool, is_read: bool) -> None:  # noqa: FBT001 - a case
    cells = ["" if each == "_" else each for each in row.split()]
    flow, start, end = between("|\n" + "".join(f"{each}|\n" for each in cells), behind="乙")
    found = shown(ended(flow, start, end, COLUMNS, whole=whole))
    assert found == (cells if is_read else None)


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        ("|\n|\n|\n|\n|\n", True),
        # Bars without anything between them on one line are a layout's, and so are too few lines of them.
        ("| | | | |\n", False),
        ("|\n||||\n", False),
        ("|\n|\n| |\n", False),
    ],
)
def test_blank_cells_alone_are_a_row_if_each_has_its_line(text: str, is_read: bool) -> None:  # noqa: FBT001 - a case
    flow, start, end = between(text, behind="乙")
    assert shown(ended(flow, start, end, COLUMNS)) == ([""] * COLUMNS if is_read else None)


def test_a_line_of_nothing_but_bars_is_no_row_of_blank_cells() -> None:
    flow, start, end = between("|\n3|\n| | | |\n0|\n1|\n4|\n", behind="乙")
    assert shown(ended(flow, start, end, COLUMNS)) == ["3", "0", "1", "4"]


@pytest.mark.parametrize("before", ["5|6|7|8|甲", "|\n5|\n6|\n7|\n8|\n甲"])
def test_bars_before_a_label_part_no_cells_behind_it(before: str) -> None:
    flow, start, end = between(" 3 0 1 4\n", before=before, behind="乙")
    assert ended(flow, start, end, COLUMNS) is None


@pytest.mark.parametrize("before", ["甲|乙", "甲|\n乙"])
def test_bars_within_a_label_part_no_cells_behind_it(before: str) -> None:
    flow, start, end = between("|\n3|\n0|\n1|\n4|\n", before=before, behind="丙")
    assert shown(ended(flow, start, end, COLUMNS)) == ["3", "0", "1", "4"]


@pytest.mark.parametrize("row", ["3|0 1|4|5|", "3|0|1|4 5|"])
def test_two_words_between_bars_are_no_cell(row: str) -> None:
    flow, start, end = between(f"|\n{row}\n", behind="乙")
    assert ended(flow, start, end, COLUMNS) is None


@pytest.mark.parametrize(
    ("row", "whole", "is_read"),
    [
        ("3 若干 0 5", False, True),
        ("3 某某 0 5", False, True),
        ("3 某某某某某某 0 5", False, True),
        ("3 某某某某某某某 0 5", False, False),
        ("3 某3某 0 5", False, False),
        ("某某 3 0 5", False, False),
        ("某某 3 0 5", True, True),
        ("3 0 5 某某", True, False),
        ("若干 3 0 5", False, True),
        ("3 0 5 若干", False, True),
        ("见附件 详见附表2 0 5", False, False),
        ("见附件 若干 0 5", False, True),
        ("3 某某 其他 5", True, False),
        ("3 某某 - 5", True, False),
        ("3 12* 0 5", False, True),
        ("12* 3 0 5", False, True),
        ("3 0 5 12(注)", False, True),
        ("3 12* 13* 5", False, False),
        ("3 1234567件 0 5", False, True),
        ("3 4 0 5", True, False),
        ("3 若干 0", False, False),
    ],
)
@pytest.mark.parametrize("apart", [" ", "\n", " | "])
def test_words_among_the_numbers_of_a_row(row: str, whole: bool, is_read: bool, apart: str) -> None:  # noqa: FBT001 - a case
    cells = row.split()
    flow, start, end = between(" " + apart.join(cells) + "\n", behind="乙")
    assert shown(worded(flow, start, end, COLUMNS, whole=whole)) == (cells if is_read else None)
    ways = [shown(way(flow, start, end, COLUMNS)) for way in (ended, lined)]
    assert shown(parted(flow, start, end, COLUMNS, whole=whole)) == next(
        (each for each in (*ways, cells if is_read else None) if each), None
    )


@pytest.mark.parametrize(
    ("text", "whole", "cells"),
    [
        # What is wrapped of a label stands around its cells, on the line before or behind.
        ("的其他情形\n3 若干 0 5\n等", False, "3 若干 0 5"),
        (" 的情形 3 若干 0 5\n等", False, "3 若干 0 5"),
        # Behind a label that is whole its cells come first.
        (" 3 若干 0 5 第某项", True, "3 若干 0 5"),
        (" 3 若干 0 5 第某项", False, None),
        # With one number more nobody knows where the row begins.
        (" 9 3 若干 0 5", False, None),
        (" 3 若干 0 5 9", True, None),
    ],
)
def test_words_of_a_label_around_its_cells(text: str, whole: bool, cells: str | None) -> None:  # noqa: FBT001 - a case
    flow, start, end = between(text, behind="\n乙")
    found = shown(worded(flow, start, end, COLUMNS, whole=whole))
    assert found == (None if cells is None else cells.split())


@pytest.mark.parametrize("words", ["若干", "见附件", "详见附表2", "无法统计", "没有"])
@pytest.mark.parametrize("behind", ["", "\n乙 3"])
def test_words_in_place_of_a_number_are_known_behind_a_label(words: str, behind: str) -> None:
    flow, start, end = between(f" | {words} |\n", behind=behind)
    assert shown(in_place(flow, start, end)) == [words]
    for other in ("", " 某某", f" 某某 {words}", f"{words}等"):
        flow, start, end = between(f"{other}\n", behind=behind)
        assert in_place(flow, start, end) is None


WORDS = st.sampled_from(["0", "12", "1,234", "-", "", "", "若干"])


@OFTEN
@given(
    st.lists(WORDS, max_size=6),
    st.integers(1, 5),
    st.sampled_from(["|", " | "]),
    st.sampled_from(["", "\n乙"]),
)
def test_bars_on_a_line_part_its_cells_if_they_are_enough(
    row: list[str], columns: int, bar: str, behind: str
) -> None:
    flow, start, end = between("".join(bar + each for each in row) + "\n8|9|7|6", behind=behind)
    found = barred(flow, start, end, columns)
    assert (None if found is None else [each.raw for each in found]) == (row if len(row) >= columns else None)


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("3|0|1|4|", ["3", "0", "1", "4", ""]),
        (" 3 | 0 | 1 | 4", ["3", "0", "1", "4"]),
        (" 3 | 0 | 1", None),
        ("3||1|4||", ["3", "", "1", "4", "", ""]),
        # There is no room for one more.
        ("9|3|0|1|4", ["3", "0", "1", "4"]),
        ("9|3|0|1|4|", ["3", "0", "1", "4", ""]),
        ("9|3||1|4|", ["3", "", "1", "4", ""]),
        ("的情形|3|0|1|4", ["3", "0", "1", "4"]),
        ("-|3|0|1|4", ["3", "0", "1", "4"]),
    ],
)
def test_a_number_before_the_first_bar_is_a_cell(line: str, cells: list[str] | None) -> None:
    flow, start, end = between(line, behind="\n乙")
    found = barred(flow, start, end, COLUMNS)
    assert (None if found is None else [each.raw for each in found]) == cells


@OFTEN
@given(st.lists(WORDS, min_size=1, max_size=5), st.integers(1, 5))
def test_tabs_on_a_line_part_its_cells_if_they_are_just_as_many(row: list[str], columns: int) -> None:
    flow, start, end = between("".join("\t" + each for each in row) + "\n8\t9", behind="\n乙")
    found = barred(flow, start, end, columns)
    assert (None if found is None else [each.raw for each in found]) == (row if len(row) == columns else None)


def written(line: list[str], mark: str) -> str:
    return mark.join(f'"{each}"' if mark in each else each for each in line)


def with_bars(lines: list[str], id: str = "requests") -> str | None:
    """
    A table whose cells some mark parts, as `separated` writes it; the rows of the form stand around the lines.
    """
    text = "\n".join([HEADINGS[id], *lines])
    flow = Flow.of(text)
    found = separated(flow, parse(Source(text), EDITIONS, LEXICON, year=2024).report)
    assert found is None or len(found) == len(text)
    return found


CELL = st.sampled_from(["0", "3", "12", "", "-", "无", "见附件"])


@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.sampled_from([",", ";"]), st.lists(st.lists(CELL, min_size=7, max_size=7), min_size=1, max_size=3))
def test_marks_of_a_file_are_bars_where_it_has_cells(mark: str, rows: list[list[str]]) -> None:
    table = [[each.label, *["0"] * 7] for each in REQUESTS.rows()]
    for at, row in enumerate(rows):
        table[at][1:] = row
    table.insert(5, [f"小计{mark}合计", *["1"] * 7])
    lines = [written(each, mark) for each in table]
    found = with_bars(lines)
    assert found is not None
    cells = [[each.strip() for each in line.split("|")] for line in found.split("\n")[1:]]
    assert cells == [*csv.reader(lines, delimiter=mark)] == table


# Lines with a mark between their cells, and what becomes of it.
LONG = "乙" * 13
MARKED = {
    f"{LONG}#3#乙类#丙类": f"{LONG}|3|乙类#丙类",
    "甲类##乙类": "甲类||乙类",
    "甲类#乙类#5": "甲类#乙类|5",
    f"{LONG}#乙类#5件#丙类": f"{LONG}#乙类|5件|丙类",
    # Names alone are a head if they are many, and short.
    "甲类#乙类#丙类": "甲类#乙类#丙类",
    "甲类#乙类#丙类#丁类": "甲类|乙类|丙类|丁类",
    f"{'乙' * 12}#甲类#乙类#丙类": f"{'乙' * 12}|甲类|乙类|丙类",
    f"{LONG}#甲类#乙类#丙类": f"{LONG}#甲类#乙类#丙类",
    # A sentence has no cells, nor has what is longer than any.
    "甲类#3#5。": "甲类#3#5。",
    "甲" * 60 + "#3#5": "甲" * 60 + "|3|5",
    "甲" * 61 + "#3#5": "甲" * 61 + "#3#5",
    f'{LONG}#"3#5"#乙类#5': f'{LONG}#"3#5"#乙类|5',
    # A colon or a blank may stand between the label and the first of several numbers.
    "甲类：3#4#乙类": "甲类|3|4|乙类",
    "甲类 3#4#乙类": "甲类|3|4|乙类",
    "甲类: 3#4#5#备注": "甲类| 3|4|5|备注",
    "甲类：3#乙类#丙类": "甲类：3#乙类#丙类",
    "甲类：乙3#4#5": "甲类：乙3|4|5",
}


@pytest.mark.parametrize("mark", ["、", "/", "，"])
def test_marks_next_to_values_are_bars_and_others_are_not(mark: str) -> None:
    rows = [mark.join([each.label, *"1020014"]) for each in REQUESTS.rows()]
    found = with_bars([*rows[:5], *(each.replace("#", mark) for each in MARKED), *rows[5:]])
    assert found is not None
    lines = found.split("\n")[6 : 6 + len(MARKED)]
    assert dict(zip(MARKED, lines, strict=True)) == {
        line: expected.replace("#", mark) for line, expected in MARKED.items()
    }
