"""
How many cells stand behind the values of most rows, and which cells of a line are remarks, held against looking at every cell.
"""

from collections import Counter
from itertools import product

import pytest

from disclint.grammar.dealing import Segment
from disclint.grammar.labels import Hit
from disclint.grammar.lexemes import reading
from disclint.grammar.values import Value
from disclint.grammar.windows import padding, windows
from disclint.source import Span
from disclint.syntax import BLANK

WIDTH = 3


def cells(words: tuple[str, ...]) -> tuple[Value, ...]:
    return tuple(
        Value(Span(at, at + len(each)), each, *reading(each, "count")) for at, each in enumerate(words)
    )


def segment(words: tuple[str, ...]) -> Segment:
    own = cells(words)
    return Segment("a", Hit(0, 1, ()), 2, WIDTH, tuple(each for each in own if each.state != BLANK), own)


@pytest.mark.parametrize("length", [2, 3, 4, 5, 6])
def test_a_row_tells_what_stands_behind_its_values_if_they_can_stand_in_one_place(length: int) -> None:
    for words in product(["", "1"], repeat=length):
        starts = [at for at in range(length - WIDTH + 1) if not any(words[:at] + words[at + WIDTH :])]
        found = padding([segment(words)])
        # Of a row without values nobody knows where they would stand.
        assert found == ({WIDTH: length - WIDTH - starts[0]} if len(starts) == 1 else {})
        if starts:
            for behind in (None, 0, 1, 2):
                told = length - WIDTH - (behind or 0)
                at = told if behind is not None and told in starts else starts[0]
                (row,) = windows(cells(words), WIDTH, behind, total_last=False)
                assert row == cells(words)[at : at + WIDTH]


def test_most_rows_tell() -> None:
    rows = {0: ("1", "2", "3"), 1: ("1", "2", "3", ""), 2: ("1", "2", "3", "", "")}
    for some in product(rows, repeat=3):
        most, count = Counter(some).most_common(1)[0]
        if count > 1:
            assert padding([segment(rows[each]) for each in some]) == {WIDTH: most}


@pytest.mark.parametrize(
    ("remark", "is_remark"),
    [
        ("说明", True),
        ("5%", True),
        ("5.5%", True),
        ("%", True),
        ("%5", False),
        ("见2", False),
        ("4", False),
        ("备注无", True),
    ],
)
def test_words_and_shares_behind_the_cells_are_none_of_the_row_s(remark: str, is_remark: bool) -> None:  # noqa: FBT001 - a case
    row = cells(("1", "2", "9", remark))
    # Other rows tell so, or that a number stands in each cell before it.
    for behind in (None, 1):
        found = windows(row, WIDTH, behind, total_last=False)
        assert ([tuple(each) for each in found] == [row[:3]]) == is_remark
