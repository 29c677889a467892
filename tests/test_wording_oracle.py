"""
Which of a row's spellings its words are, amid letters of the side header; where the head of a table begins; columns in scattered letters.
"""

from collections import Counter
from itertools import combinations
from random import Random

import pytest

from disclint.editions import TableForm
from disclint.editions.model import Block, Line, Named
from disclint.grammar.dashes import are_glued
from disclint.grammar.labels import ROW, Hit, Meaning, row_forms
from disclint.grammar.values import Value
from disclint.grammar.wording import head_above, row_label, scattered
from disclint.source import Flow, Span
from disclint.syntax import DASH, NUMBER, Label

COLUMNS = (Line("x", "城镇"), Line("y", "乡村"), Line("s", "全部"))
ROWS = (Line("a", "甲事类处", ("甲事类",), (), "甲事"), Line("b", "乙事"))
FORM = TableForm(
    "made", "requests", {"zh": "表"}, "rows", (Block("one", None, COLUMNS, ROWS),), {}, (), groups=(Named("g", "处理"),)
)  # fmt: skip
A = row_forms(FORM)["a"]


def said(text: str, cells: tuple[str, ...] = ()) -> Label:
    flow = Flow.of(text)
    return row_label(FORM, flow, A, Hit(1, 3, (Meaning(ROW, "a", "one"),)), lambda: len(flow.text), cells)


@pytest.mark.parametrize(
    ("behind", "label", "end"),
    [
        # Of two spellings the longer; letters of the side header are between or behind.
        (" 类 处 3", "甲事类处", 7), (" 类 3", "甲事类", 5), (" 类 理 3", "甲事类", 7), (" 类 3 处 理", "甲事类处", 11), (" 处 类 3", "甲事类", 7),
        (" 类 处 处 3", "甲事类处", 9), (" 理类处 3", "甲事类处", 7), (" 3", "甲事", 3), (" 类 甚 3", "甲事类甚", 7), (" 甚 处 3", "甲事甚", 5),
        # Several values in one word are no words.
        (" 类 3件5件", "甲事类", 5), (" 类 12元3 4", "甲事类", 5), (" 3 件 类", "甲事件类", 9), (" 无 类", "甲事类", 7), (" 类3 4", "甲事类", 5),
    ],
)  # fmt: skip
def test_a_label_is_the_longest_spelling_that_its_words_are(behind: str, label: str, end: int) -> None:
    assert said(f"前甲事{behind}") == Label(Span(1, end), label)


def test_words_of_cells_are_left_out_and_those_behind_them_are_not() -> None:
    assert said("前甲事 见附 甚么 3", ("见附",)).written == "甲事甚么"
    assert said("前甲事 见附 类 3", ("见附", "3")).written == "甲事类"
    assert said("前甲事 见附 类 3").written == "甲事见附类"


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_column_is_scattered_where_its_letters_suffice(times: int) -> None:
    drawn, seen = Random(times), Counter[bool]()
    column = Line("x", "总计数", ("合计计",), ("共",))
    for _ in range(600):
        letters = Counter(
            {each: drawn.choice([0, times - 1, times, times, times + 1, 2 * times]) for each in "总计数合共"}
        )
        want = None
        # Of several, the first.
        for label in ("合计计", "总计数"):
            if want is None and all(letters[each] >= times * label.count(each) for each in label):
                want = label
        assert scattered(letters, column, times) == want
        seen[want is None] += 1
    assert min(seen.values()) > 50


def expected_head(lines: list[str], number: int) -> int:
    """
    The number of the first of at most six lines above that hold nothing but pieces of column labels.
    """
    first = number
    while (
        first
        and number - first < 6
        and all(any(each in label for label in ("城镇", "乡村", "全部")) for each in lines[first - 1].split())
    ):
        first -= 1
    return first


def test_the_head_of_a_table_begins_with_the_lines_of_pieces_right_above_it() -> None:
    drawn, seen = Random(1), Counter[int]()
    for _ in range(600):
        lines = [
            drawn.choice(
                ["城镇", "城 镇", "全部 乡", "村", "乡村", "部", "正文。", "城镇 正文", "城镇乡村"][
                    : drawn.choice([6, 9])
                ]
            )
            for _ in range(drawn.randrange(9))
        ]
        before = drawn.choice(["", "", "城镇 ", "全 ", "正文 "])
        text = "\n".join([*lines, f"{before}乙事 3"])
        flow = Flow.of(text)
        start = flow.text.rindex("乙事")
        first = len(lines) if before == "正文 " else expected_head(lines, len(lines))
        at = start if first == len(lines) else flow.offset(len("\n".join(lines[:first])) + (first > 0))
        assert head_above(FORM, flow, start) == at, text
        seen[len(lines) - first] += 1
    assert min(seen[each] for each in range(7)) > 5, seen


# Dashes for noughts among digits.


def test_dashes_ran_together_with_digits_where_none_stands_apart() -> None:
    def value(raw: str, *, glued: bool) -> Value:
        return Value(Span(0, len(raw)), raw, DASH if raw == "-" else NUMBER, None, glued)

    # What is a dash, or begins with one, and has something beside it; or a nought and more behind a sign.
    kinds = {
        (raw, glued): (glued and raw.startswith("-")) or raw in ("-01", "-05-")
        for raw in ("-", "5", "-5", "5-", "-0", "-01", "-05-", "0-")
        for glued in (False, True)
    }
    for size in range(3):
        for some in combinations(kinds, size):
            assert are_glued([value(raw, glued=glued) for raw, glued in some]) == any(
                kinds[each] for each in some
            )
