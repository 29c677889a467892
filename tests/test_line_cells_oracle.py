"""
A line of numbers under a grouped header: its cells held against a plain count of bars, tabs and words, and the short way against the long one.
"""

import re
from collections import Counter
from decimal import Decimal
from random import Random

import pytest

from disclint.editions import Equation, TableForm
from disclint.editions.model import Block, Line
from disclint.grammar.binder import Bound
from disclint.grammar.found import found
from disclint.grammar.labels import normal_flow
from disclint.grammar.line import bind_line
from disclint.source import Flow, Span
from disclint.syntax import ABSENT, AMBIGUOUS, BLANK, DASH, NUMBER, TEXT, Label

COLUMNS = (Line("x", "维持"), Line("y", "纠正"), Line("s", "总计"))
GROUPS = (Line("a", "甲类"), Line("b", "乙类"))
BLOCK = Block("one", None, COLUMNS, GROUPS)
ACROSS = Equation("across", "row", ("x", "y"), ("s",))
FORM = TableForm("made", "disputes", {"zh": "表"}, "line", (BLOCK,), {}, (ACROSS,))
PLAIN = TableForm("made", "disputes", {"zh": "表"}, "line", (BLOCK,), {}, ())
HEAD = "甲类 乙类\n维持 纠正 总计 维持 纠正 总计"
WIDTH, WANTED = 3, 6
NUMBERS = {DASH: ("-", "/", "无"), BLANK: ("",)}


def bound(text: str, form: TableForm = FORM) -> Bound:
    flow = Flow.of(text)
    hits = found(form, flow, normal_flow(flow), (0, len(flow.text))).hits
    ways = [
        bind_line(form, flow, hits, 0, len(flow.text), reference=reference) for reference in (False, True)
    ]
    assert ways[0] == ways[1], text
    for row in ways[0].rows:
        assert row.span == Span(
            min(each.span.start for each in row.cells), max(each.span.end for each in row.cells)
        )
    return ways[0]


def words_of(found: Bound) -> list[str]:
    return [each.raw for row in found.rows for each in row.cells]


def state_of(word: str) -> str:
    if re.fullmatch(r"[-+]?\d+", word):
        return NUMBER
    return next((state for state, words in NUMBERS.items() if word in words), TEXT)


def adds_up(group: list[str]) -> bool:
    """
    Whether a group ends in a number that can be the sum of the others, those without a number being anything.
    """
    *parts, total = (int(each) if state_of(each) == NUMBER else None for each in group)
    known = [each for each in parts if each is not None]
    if total is None:
        return False
    return sum(known) == total if len(known) == len(parts) else sum(known) <= total


def expected(line: str) -> list[str] | None:
    """
    The six cells of a line between bars; None if it is none of so many cells.
    """
    cells = [each.strip() for each in line.split("|")]
    more = len(cells) - WANTED
    if more == 2 and cells[0] == cells[-1] == "":
        return cells[1:-1]
    starts = [
        at for at in range(more + 1)
        if not any(cells[at + WANTED :]) and not any(char.isdigit() for each in cells[:at] for char in each)
    ]  # fmt: skip
    if not starts:
        return None
    first = starts[0]
    own = cells[first : first + WANTED]
    if own[0] and own[-1]:
        return own
    # A blank at one end is padding or a cell: as many groups as possible add up.
    least = min(first, cells.index("") if "" in cells else first)
    ways = [
        cells[at : at + WANTED] for at in range(least, more + 1)
        if not any(cells[least:at]) and not any(cells[at + WANTED :])
    ]  # fmt: skip
    best = max(ways, key=lambda way: adds_up(way[:WIDTH]) + adds_up(way[WIDTH:]), default=own)
    return own if TEXT in map(state_of, best) else best


def with_its_number(cells: list[str]) -> list[str]:
    """
    The cells, the first without the words that a lost line end left before its number.
    """
    match = re.fullmatch(r"(?:本年 )?件数 (\d+)", cells[0])
    return [match[1], *cells[1:]] if match else cells


def counts(cells: list[str]) -> bool:
    filled = [each for each in cells if each]
    return 2 * sum(any(map(str.isdigit, each)) for each in filled) > len(filled)


def is_empty(cells: list[str]) -> bool:
    return all(state_of(each) in (BLANK, DASH) for each in cells) and not counts(cells)


ODD = [
    "|||||",
    "|9|2|3|5||||",
    "件数|无|-|无|||",
    "||件数|无|-|无|||",
    "|-||7|8|5|3|8",
    "3|4|7||||",
    "||||3|4|7",
    "|||3件",
]


def drawn_line(drawn: Random) -> str:
    parts = [drawn.randrange(1, 9) for _ in range(4)]
    numbers = [parts[0], parts[1], parts[0] + parts[1], parts[2], parts[3], parts[2] + parts[3]]
    cells = [str(each + (drawn.random() < 0.1)) for each in numbers]
    for _ in range(drawn.choice([0, 0, 0, 1, 2, 3, 6])):
        cells[drawn.randrange(len(cells))] = drawn.choice(["", "", "-", "无", "说明", "3件", "0"])
    if drawn.random() < 0.1:
        cells = [drawn.choice(["", "", "-", "无"]) for _ in cells]
    for _ in range(drawn.choice([0, 0, 0, 0, 1, 2])):
        cells.pop() if drawn.random() < 0.4 else cells.append(drawn.choice(["7", "", "无"]))
    if drawn.random() < 0.15 and cells:
        cells[0] = f"{drawn.choice(['件数', '本年 件数'])} {cells[0]}"
    elif drawn.random() < 0.15:
        cells = [*drawn.choice([["件数"], ["", "件数"], ["件数", ""], ["本年", "件数"], ["-"]]), *cells]
    cells = [*[""] * drawn.choice([0, 0, 0, 1, 1, 2]), *cells, *[""] * drawn.choice([0, 0, 0, 1, 1, 2, 3])]
    return drawn.choice(["|", " | ", "| "]).join(cells)


def test_cells_between_bars_are_those_that_leave_out_nothing_but_padding() -> None:
    drawn, seen = Random(1), Counter[str]()
    for odd in [*ODD, *[""] * 800]:
        lines = [odd] if odd else [drawn_line(drawn) for _ in range(drawn.choice([1, 1, 1, 2, 3]))]
        if any(not line.strip(" |") and line.count("|") > WANTED + 4 for line in lines):
            continue
        text = "\n".join([HEAD, *lines])
        rows = [with_its_number(own) for own in map(expected, lines) if own is not None]
        full, empty = [each for each in rows if counts(each)], [each for each in rows if is_empty(each)]
        best = full or empty[:1]
        if not best:
            seen["none"] += 1
            bound(text)
            continue
        result = bound(text)
        assert words_of(result) == best[0], text
        assert [each.state for row in result.rows for each in row.cells] == list(map(state_of, best[0]))
        assert all(each.confidence == 1 for row in result.rows for each in row.cells)
        extra = [text[each.start : each.end] for each in result.extra]
        assert extra == [each for row in best[1:] for each in row if each], text
        assert result.counted == len([each for row in best for each in row if each])
        seen["full" if full else "empty"] += 1
    assert min(seen.values()) > 30


def test_the_long_way_and_the_short_one_read_every_line_alike() -> None:
    drawn, seen = Random(2), Counter[bool]()
    for _ in range(800):
        lines = [HEAD]
        for _ in range(drawn.randrange(1, 4)):
            bar = drawn.choice(["|", "|", " ", " ", "\t", "\t", "\n", "", "  "])
            words = drawn.choice(
                [[*"0123456789"] * 10 + ["", "-", "-3", "无", "说明", "3件"]] * 5 + [["", "无"]]
            )
            cells = [drawn.choice(words) for _ in range(drawn.choice([6, 6, 6, 5, 7, 3]))]
            lines.append(
                drawn.choice(["", "", "", "件数", "|", " "])
                + bar.join(cells)
                + drawn.choice(["", "", "|", " "])
            )
        result = bound("\n".join(lines), drawn.choice([FORM, PLAIN]))
        seen[all(each.numbers for each in result.rows)] += 1
    assert min(seen.values()) > 100


NINE = ["1", "2", "3", "40", "50", "90"]


@pytest.mark.parametrize(
    "lines",
    ["|".join(NINE), "|" + "|".join(NINE) + "|", "\t".join(NINE), " ".join(NINE), "\n".join(NINE), "\t".join(NINE) + "|", " | ".join(NINE) + "\n说明", "|".join(NINE[:5]) + "\n90"],
)  # fmt: skip
def test_a_line_that_leaves_no_choice_is_read_without_looking_at_any_cell(lines: str) -> None:
    text = f"{HEAD}\n{lines}"
    result = bound(text)
    assert words_of(result) == NINE
    assert [row.numbers and row.numbers.raws for row in result.rows] == [tuple(NINE[:3]), tuple(NINE[3:])]
    assert [row.span for row in result.rows] == [
        Span(text.index("1"), text.index("3") + 1),
        Span(text.index("40"), text.index("90") + 2),
    ]
    assert [row.label and row.label.written for row in result.rows] == ["甲类", "乙类"]
    assert [row.label and row.label.span.start for row in result.rows] == [0, 3]
    assert (result.counted, result.extra, result.surplus) == (6, (), ())


def test_words_without_values_may_stand_before_the_run_and_none_with_a_value() -> None:
    run = " ".join(NINE)
    for words, is_plain in [
        ("件", True),
        ("件，个", True),
        ("第2类", False),
        ("无", False),
        ("N/A", False),
        ("件/年", False),
        ("附-表", False),
    ]:
        result = bound(f"{HEAD} {words} {run}")
        assert words_of(result) == NINE or not is_plain
        assert all((row.numbers is not None) == is_plain for row in result.rows), words
    # A value amid the labels, or digits right behind words.
    assert all(row.numbers is None for row in bound(f"甲类 3 乙类\n维持 纠正 总计 维持 纠正 总计 {run}").rows)
    assert all(row.numbers is None for row in bound(f"{HEAD}件{run}").rows)
    # Two lines that are whole, or one and another of as many cells.
    assert all(row.numbers is None for row in bound(f"{HEAD}\n{'|'.join(NINE)}\n{'|'.join(NINE)}").rows)
    assert all(row.numbers is None for row in bound(f"{HEAD}\n{'|'.join(NINE)}\n||||||").rows)


@pytest.mark.parametrize("behind", ["", "\n甲乙丙", "\n无可奉告"])
def test_without_numbers_the_cells_are_absent_right_behind_the_last_label(behind: str) -> None:
    result = bound(HEAD + behind)
    for row in result.rows:
        assert [each.state for each in row.cells] == [ABSENT] * WIDTH
        assert [each.span for each in row.cells] == [Span(len(HEAD), len(HEAD))] * WIDTH
    assert (result.counted, result.extra) == (0, ())


def test_without_labels_what_stands_there_is_read_all_the_same() -> None:
    flow = Flow.of("前言 1|2|3|4|5|9 后")
    for start in range(3):
        result = bind_line(FORM, flow, [], start, start, reference=False)
        assert {each.state for row in result.rows for each in row.cells} == {ABSENT}
        assert {each.span for row in result.rows for each in row.cells} == {
            Span(flow.origin(start), flow.origin(start))
        }
    line = Flow.of("前言\n1|2|3|4|5|9\n后")
    result = bind_line(FORM, line, [], 0, len(line.text), reference=False)
    assert words_of(result) == ["1", "2", "3", "4", "5", "9"]
    assert all(row.label is None and row.numbers is not None for row in result.rows)


def test_of_a_label_that_comes_twice_the_first_is_the_group_s() -> None:
    text = f"{HEAD}\n甲类 说明\n{'|'.join(NINE)}\n1|"
    assert [row.label and row.label.span.start for row in bound(text).rows] == [0, 3]
    assert [row.label and row.label.span.start for row in bound(f"{HEAD} 乙类\n{'|'.join(NINE)}").rows] == [
        0,
        3,
    ]


@pytest.mark.parametrize("bar", [" ", "|"])
@pytest.mark.parametrize(("more", "is_told"), [(["8"], True), (["8", "7"], True), (["8", "7", "6"], False)])
def test_numbers_that_are_too_many_are_told_unless_a_cell_is_ambiguous(
    bar: str,
    more: list[str],
    is_told: bool,  # noqa: FBT001 - a case
) -> None:
    line = bar.join(["1", "2", "3", *more, "4", "5", "9"])
    text = f"前言。\n{HEAD}\n{line}\n完"
    result = bound(text)
    assert numbers_in(result) == [1, 2, 3, 4, 5, 9]
    place = Span(text.index(line), text.index(line) + len(line))
    told = [(Label(place, line), WANTED, WANTED + len(more))] if is_told else []
    assert list(result.surplus) == told
    assert bound(text, PLAIN).surplus == ()


def test_where_one_cell_is_ambiguous_it_is_enough() -> None:
    result = bound(f"{HEAD}\n1 2 3 5 6 7 13")
    assert [{each.state for each in row.cells} for row in result.rows] == [{AMBIGUOUS}, {NUMBER}]
    assert result.surplus == ()


def numbers_in(result: Bound) -> list[Decimal | None]:
    return [each.value for row in result.rows for each in row.cells]


def test_a_number_that_stands_apart_is_cut_only_where_every_group_adds_up() -> None:
    # 1 2 3 | 4 5 9, the first two or the last two together.
    for written in ("12 3 4 5 9", "1 2 3 4 59", "1 23 4 5 9"):
        result = bound(f"{HEAD}\n{written}")
        assert numbers_in(result) == [1, 2, 3, 4, 5, 9]
        assert {each.confidence for row in result.rows for each in row.cells} == {0.85}
    for written in ("12 3 4 5 8", "12 4 4 5 9", "1 1 3 4 59"):
        result = bound(f"{HEAD}\n{written}")
        assert {each.state for row in result.rows for each in row.cells} == {AMBIGUOUS}
    # Where the form knows no sums, in every way.
    for written in ("12 3 4 5 9", "12 4 4 5 9"):
        result = bound(f"{HEAD}\n{written}", PLAIN)
        assert numbers_in(result) == [1, 2, int(written[3]), 4, 5, 9]


def test_what_is_surely_cut_or_has_a_number_too_many_may_be_anything_where_sums_do_not_tell() -> None:
    for written in ("1 1 3 8 4 5 8", "件数12 4 4 5 8"):
        cells = [each for row in bound(f"{HEAD}\n{written}").rows for each in row.cells]
        assert any(each.options or each.value for each in cells)
    cells = [each for row in bound(f"{HEAD}\n12 4 4 5 8").rows for each in row.cells]
    assert not any(each.options or each.value for each in cells)


def test_of_a_number_too_many_sums_tell_which_it_is() -> None:
    result = bound(f"{HEAD}\n1 2 3 8 4 5 9")
    assert numbers_in(result) == [1, 2, 3, 4, 5, 9]
    assert {each.confidence for row in result.rows for each in row.cells} == {0.85}
    assert result.counted == WANTED + 1


@pytest.mark.parametrize("blank", [None, 0, 2, 4, 5])
@pytest.mark.parametrize("behind", ["|", "|\n|", "|\n|\n|"])
def test_cells_may_stand_a_line_each_between_bars(blank: int | None, behind: str) -> None:
    own = ["1", "2", "3", "4", "5", "9"]
    if blank is not None:
        own[blank] = ""
    lines = "\n".join(f"|{each}" for each in own)
    result = bound(f"{HEAD}\n{lines}\n{behind}")
    # A blank cell at an end is the line's if sums agree.
    assert words_of(result) == own or (blank in (0, 5) and behind != "|")
    assert {each.confidence for row in result.rows for each in row.cells} == {1}


@pytest.mark.parametrize("blank", range(WANTED))
def test_tabs_keep_blank_cells_apart(blank: int) -> None:
    own = ["1", "2", "3", "4", "5", "9"]
    own[blank] = ""
    result = bound(f"{HEAD}\n" + "\t".join(own) + "\n说明")
    assert words_of(result) == own
    assert {each.confidence for row in result.rows for each in row.cells} == {1}


def test_a_bar_before_the_first_cell_and_more_numbers_than_cells_are_no_cells() -> None:
    result = bound(f"{HEAD}\n|\n|1\n|2\n|3\n|\n|9\n|9\n|")
    assert words_of(result) == ["1", "2", "3", "", "9", "9"]
    # No number is left out.
    result = bound(f"{HEAD}\n|1\n|2\n|3件\n|4\n|5件\n|9\n|7\n|8\n|")
    assert {each.state for row in result.rows for each in row.cells} == {AMBIGUOUS}


def test_words_may_be_cells_of_a_line_by_themselves_if_it_is_full_with_them() -> None:
    for own in (["1", "2", "3", "不详", "5", "9"], ["另报", "2", "3", "4", "5", "9"]):
        result = bound(f"{HEAD}\n{' '.join(own)}")
        assert words_of(result) == own
        assert [each.state for row in result.rows for each in row.cells] == list(map(state_of, own))


def test_wide_gaps_part_cells_of_which_each_digit_stands_apart() -> None:
    result = bound(f"{HEAD}\n1 0  2  1 2  4  5  9")
    assert numbers_in(result) == [10, 2, 12, 4, 5, 9]
    # Not where as many numbers as are wanted stand together elsewhere.
    result = bound(f"{HEAD}\n1 0  2  1 2  4  5  9\n合计如下\n1 2 3 4 5 9")
    assert numbers_in(result) == [1, 2, 3, 4, 5, 9]
