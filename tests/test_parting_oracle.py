"""
Cells on lines of their own, held against all rows that could be written so; and words among the numbers of a row.
"""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclint.grammar.dealing import Segment
from disclint.grammar.labels import Hit
from disclint.grammar.parting import ended, in_place, lined, worded
from disclint.grammar.values import Value
from disclint.grammar.windows import padding
from disclint.source import Flow, Span
from disclint.syntax import BLANK, NUMBER

OFTEN = settings(max_examples=150, deadline=None, derandomize=True)
CELL = st.sampled_from(["7", "12", "-", "0"])
# How many line ends part two cells, and how many a blank cell between them adds.
SCHEMES = [(2, 1), (2, 2), (1, 1)]


def said(found: tuple[Value, ...] | None) -> list[str] | None:
    return None if found is None else [each.raw for each in found]


def fitting(words: list[str], gaps: list[int], columns: int, scheme: tuple[int, int]) -> list[list[str]]:
    """
    The rows of so many cells that are written with these line ends before, between and behind their words.
    """
    apart, blank = scheme
    missing = columns - len(words)
    found = []
    for blanks in product(range(max(missing, 0) + 1), repeat=len(words) + 1):
        *inner, last = blanks
        if sum(blanks) != missing or any(
            apart + blank * n != gap for n, gap in zip(inner, gaps, strict=False)
        ):
            continue
        # Behind a row that ends in a number the table may end.
        if last and gaps[-1] != apart + blank * last:
            continue
        row = [each for n, word in zip(inner, words, strict=True) for each in (*[""] * n, word)]
        found.append([*row, *[""] * last])
    return found


@settings(OFTEN, max_examples=250)
@given(
    st.lists(st.one_of(st.none(), CELL), min_size=3, max_size=5),
    st.sampled_from(SCHEMES),
    st.sampled_from([0, 0, 0, 1, -1]),
    st.booleans(),
)
def test_of_cells_on_lines_of_their_own_empty_lines_are_blank_ones(
    row: list[str | None],
    scheme: tuple[int, int],
    slip: int,
    ends: bool,  # noqa: FBT001 - a case
) -> None:
    apart, blank = scheme
    words, gaps, gap = [], [], apart
    for each in row:
        if each is None:
            gap += blank
        else:
            words.append(each)
            gaps.append(gap)
            gap = apart
    gaps.append(gap)
    if words:
        gaps[0] = max(1, gaps[0] + slip)
    text = "甲" + "".join("\n" * gap + each for gap, each in zip(gaps, words, strict=False)) + "\n" * gaps[-1]
    text += "" if ends else "乙"
    flow = Flow.of(text)
    # A text in which an empty line stands between any two others is set so throughout.
    is_spaced = all(gap > 1 for gap in gaps[: len(words)]) and (ends or gaps[-1] > 1)
    columns = len(row)
    ways = [
        way for each in (SCHEMES[:2] if is_spaced else SCHEMES) for way in fitting(words, gaps, columns, each)
    ]
    found = lined(flow, 1, len(flow.text) - (0 if ends else 1), columns)
    if len(ways) == 1:
        assert said(found) == ways[0]
        assert all(text[each.span.start : each.span.end] == each.raw for each in found or ())
    else:
        assert found is None


@pytest.mark.parametrize("words", ["公开", "见附件", "3件", "|"])
def test_words_on_lines_of_their_own_end_a_row(words: str) -> None:
    flow = Flow.of(f"甲\n1\n\n3\n{words}\n")
    assert said(lined(flow, 1, len(flow.text), 3)) == ["1", "", "3"]
    flow = Flow.of(f"甲\n1\n{words}\n\n3\n")
    assert lined(flow, 1, len(flow.text), 3) is None


# Bars at the ends of lines.


@OFTEN
@given(
    st.lists(st.one_of(st.just(""), CELL), min_size=2, max_size=5),
    st.sampled_from(["|\n", "\n|", "|\n ", "\n| "]),
    st.integers(0, 2),
)
def test_nothing_between_bars_is_a_blank_cell(row: list[str], bar: str, more: int) -> None:
    text = f"甲{bar}" + bar.join(row) + f"{bar}\n乙"
    flow = Flow.of(text)
    found = ended(flow, 1, len(flow.text) - 1, len(row), more)
    if any(row):
        assert said(found) == row
        assert all(text[each.span.start : each.span.end] == each.raw for each in found or ())
    assert ended(flow, 1, len(flow.text) - 1, len(row) + 1) is None


def test_blank_cells_alone_are_a_row_only_where_each_has_its_line() -> None:
    for text, is_row in (("甲\n|\n|\n|\n|乙", True), ("甲||||乙", False), ("甲\n||||\n乙", False)):
        flow = Flow.of(text)
        assert (ended(flow, 1, len(flow.text) - 1, 3) is not None) is is_row


@pytest.mark.parametrize(
    ("cells", "whole", "is_row"),
    [
        ("1|无|3", False, True), ("1|见附件|3", False, True), ("1|公开|3", False, True), ("1|2|公开", False, False), ("1|2|公开", True, False),
        ("公开|2|3", False, False), ("公开|2|3", True, True), ("1|公开|", False, False), ("见附件|2|3", False, True), ("1|2|不详", False, True),
        ("1|公开|其他", True, False), ("1|3件|5", False, True), ("1|公 开|5", False, False), ("1|公开|-", False, False),
    ],
)  # fmt: skip
def test_words_are_cells_where_they_can_be_no_label(cells: str, is_row: bool, whole: bool) -> None:  # noqa: FBT001 - a case
    flow = Flow.of(f"甲|\n{cells}|\n乙")
    found = ended(flow, 1, len(flow.text) - 1, 3, whole=whole)
    assert said(found) == (cells.split("|") if is_row else None)


@pytest.mark.parametrize(
    ("words", "whole", "row"),
    [
        ("1 公开 3", False, ["1", "公开", "3"]), ("1 2 公开", False, None), ("公开 2 3", False, None), ("公开 2 3", True, ["公开", "2", "3"]),
        ("1 2 公开", True, None), ("1 2 见附件", False, ["1", "2", "见附件"]), ("见附件 2 3", False, ["见附件", "2", "3"]),
        ("见附件 未知 3", False, ["见附件", "未知", "3"]), ("1 公开 其他 4", False, None), ("1 12* 3", False, ["1", "12*", "3"]),
        ("1 2 12（注）", False, ["1", "2", "12(注)"]), ("1 2 3", False, None), ("1 - 3", False, None), ("1 公开信息共六条 3", False, None),
        ("1 公开信息共六 3", False, ["1", "公开信息共六", "3"]), ("办理 1 公开 3", False, ["1", "公开", "3"]), ("9 1 公开 3", False, None),
        ("1 公开 3 办理", True, ["1", "公开", "3"]), ("1 公开 3 办理", False, None), ("1 公开 3 9", True, None), ("1 公开", False, None),
        ("情况\n1 公开 3", False, ["1", "公开", "3"]), ("1\n公开\n3", False, ["1", "公开", "3"]), ("1 公2开 3", False, None),
    ],
)  # fmt: skip
def test_a_row_that_is_full_with_them_may_have_words_among_its_numbers(
    words: str,
    whole: bool,  # noqa: FBT001 - a case
    row: list[str] | None,
) -> None:
    text = f"甲 {words} 乙"
    flow = Flow.of(text)
    found = worded(flow, 1, len(flow.text) - 1, 3, whole=whole)
    assert said(found) == row
    assert all(flow.folded[each.span.start : each.span.end] == each.raw for each in found or ())


@pytest.mark.parametrize("words", ["见附件", "详见附表1", "无法统计", "若干", "不详"])
def test_words_that_stand_in_place_of_a_number_are_the_only_cell(words: str) -> None:
    for before in (" ", "|", "\n", " |\n "):
        flow = Flow.of(f"甲{before}{words} 乙 3")
        found = in_place(flow, 1, len(flow.text))
        assert said(found) == [words]
        assert found is not None
        assert found[0].span.start == 1 + len(before)
        assert found[0].state != BLANK
        assert in_place(Flow.of(f"甲{before}乙 {words}"), 1, 4) is None
    assert in_place(Flow.of("甲"), 1, 1) is None


# Cells that pad the rows.


def segment(columns: int, cells: list[str] | None) -> Segment:
    values = [Value(Span(0, 0), each, NUMBER if each else BLANK) for each in cells or ()]
    filled = tuple(each for each in values if each.raw)
    return Segment("", Hit(0, 1, ()), 1, columns, filled, None if cells is None else tuple(values))


ROW = st.tuples(
    st.integers(0, 2), st.lists(st.sampled_from(["", "7"]), min_size=1, max_size=3), st.integers(0, 2)
)


@OFTEN
@given(st.lists(st.tuples(st.sampled_from([2, 3]), st.one_of(st.none(), ROW)), max_size=6))
def test_rows_that_leave_no_choice_tell_how_many_cells_stand_behind_the_others(
    rows: list[tuple[int, tuple[int, list[str], int] | None]],
) -> None:
    segments, seen = [], dict[int, list[int]]()
    for columns, row in rows:
        cells = None if row is None else [*[""] * row[0], *row[1], *[""] * row[2]]
        segments.append(segment(columns, cells))
        if cells is not None:
            windows = [
                at for at in range(len(cells) - columns + 1) if not any([*cells[:at], *cells[at + columns :]])
            ]
            if len(windows) == 1:
                seen.setdefault(columns, []).append(len(cells) - columns - windows[0])
    # Of several that are as many the first counts.
    assert padding(segments) == {
        columns: max(dict.fromkeys(found), key=found.count) for columns, found in seen.items()
    }
