"""
The line of Table 4 amid bars that pad it, with cells left blank, with words, dashes and lost blanks.
"""

from itertools import product
from random import Random

import pytest

from disclint.grammar import parse
from disclint.source import Source
from disclint.syntax import BLANK, DASH, NUMBER, Table
from tests.forms import DISPUTES, EDITIONS, HEADINGS, LEXICON, values

ADDRESSES = DISPUTES.addresses()
HEAD = "行政复议 行政诉讼 未经复议直接起诉 复议后起诉 " + " ".join(
    ["结果维持 结果纠正 其他结果 尚未审结 总计"] * 3
)
END = "五、存在的主要问题及改进情况\n宣传不够。"


def cells(drawn: Random, high: int = 20, off: int = 0) -> list[str]:
    """
    The numbers of three groups, each of which adds up but for so much.
    """
    found = []
    for _ in range(3):
        parts = [drawn.randrange(1, high) for _ in range(4)]
        found += [str(each) for each in (*parts, sum(parts) + off)]
    return found


def read(*lines: str) -> Table:
    text = "\n".join([HEADINGS["disputes"], HEAD, *lines, END])
    report = parse(Source(text), EDITIONS, LEXICON, year=2024).report
    assert report == parse(Source(text), EDITIONS, LEXICON, year=2024, reference=True).report
    found = report.table("disputes")
    assert found is not None
    for cell in found.cells():
        if cell.state == NUMBER:
            assert text[cell.span.start : cell.span.end] == cell.raw
    return found


def numbers(words: list[str]) -> dict[str, int]:
    return {address: int(each) for address, each in zip(ADDRESSES, words, strict=True) if each.isdigit()}


@pytest.mark.parametrize("before", ["", "|", "| |", "||| |"])
@pytest.mark.parametrize("behind", ["", "|", "| |", "|| ||"])
@pytest.mark.parametrize("off", [0, 3])
def test_bars_around_the_line_are_none_of_its_cells(before: str, behind: str, off: int) -> None:
    own = cells(Random(before + behind), off=off)
    for bar in ("|", " | "):
        found = read(f"{before}{bar.join(own)}{behind}")
        assert values(found) == numbers(own)
        assert {each.confidence for each in found.cells()} == {1.0}
        assert found.counted == 15
        assert found.extra == ()


@pytest.mark.parametrize("blank", range(15))
@pytest.mark.parametrize("sign", ["", "-", "/", "无"])
def test_a_cell_without_a_number_is_where_it_is(blank: int, sign: str) -> None:
    own = cells(Random(blank))
    own[blank] = sign
    for before, behind in product(("", "|", "||"), repeat=2):
        if not sign and blank in (0, 14) and before != behind:
            # It may as well be padding.
            continue
        found = read(f"{before}{'|'.join(own)}{behind}")
        assert values(found) == numbers(own)
        (cell,) = (each for each in found.cells() if each.state != NUMBER)
        assert cell.address == ADDRESSES[blank]
        assert cell.state == (DASH if sign else BLANK)


@pytest.mark.parametrize("seed", range(4))
def test_of_blank_cells_at_its_ends_sums_tell_which_are_padding(seed: int) -> None:
    drawn = Random(seed)
    own = cells(drawn)
    # The first of a group is a nought that was left out.
    own[0], own[4] = "", str(int(own[4]) - int(own[0]))
    for before, behind in product(("", "|", "||"), repeat=2):
        if (before, behind) == ("", "||"):
            # Bars around fifteen cells, of which the last is blank.
            continue
        found = read(f"{before}{'|'.join(own)}{behind}")
        certain = {
            each.address: each.value
            for each in found.cells()
            if each.state == NUMBER and each.confidence == 1
        }
        assert certain.items() <= numbers(own).items()


@pytest.mark.parametrize("words", ["", "无", "-", "/"])
def test_a_line_of_cells_without_numbers_is_a_form_that_nobody_filled_in(words: str) -> None:
    found = read("|".join([words] * 15))
    assert {each.state for each in found.cells()} == {DASH if words else BLANK}
    own = cells(Random(words))
    # Where another line has numbers, it is not.
    for lines in (["|".join([words] * 15), "|".join(own)], ["|".join(own), "|".join([words] * 15)]):
        found = read(*lines)
        assert values(found) == numbers(own)


def test_of_two_lines_the_first_is_the_table_and_the_other_too_much() -> None:
    one, two = cells(Random(1)), cells(Random(2))
    found = read("|".join(one), "|".join(two))
    assert values(found) == numbers(one)
    assert len(found.extra) == 15
    assert found.counted == 30


@pytest.mark.parametrize("label", ["件数", "本年 合计", "法院 数量"])
def test_a_label_that_lost_its_line_end_is_none_of_the_first_cell(label: str) -> None:
    own = cells(Random(label))
    found = read("|".join([f"{label} {own[0]}", *own[1:]]))
    assert values(found) == numbers(own)
    own[0] = "1,234"
    found = read("|".join([f"{label} {own[0]}", *own[1:]]))
    assert values(found) == {**numbers(own), ADDRESSES[0]: 1234}


@pytest.mark.parametrize("bar", ["|", "\t"])
@pytest.mark.parametrize("label", ["件数", "数量"])
def test_a_label_in_a_cell_of_its_own_is_none_of_the_line_s(bar: str, label: str) -> None:
    own = cells(Random(label))
    found = read(bar.join([label, *own]))
    assert values(found) == numbers(own)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("bar", [" ", "\n"])
def test_numbers_that_lost_a_blank_are_cut_where_every_group_adds_up(seed: int, bar: str) -> None:
    drawn = Random(seed)
    own = cells(drawn, high=9)
    at = drawn.choice([0, 1, 2, 5, 6, 7, 10, 11, 12])
    glued = [*own[:at], own[at] + own[at + 1], *own[at + 2 :]]
    found = read(bar.join(glued))
    for cell in found.cells():
        written = numbers(own)[cell.address]
        assert cell.value in (None, written)
        assert not cell.options or written in cell.options
        assert cell.confidence < 1
    # Where no group adds up, nothing is cut.
    odd = cells(drawn, high=9, off=30)
    found = read(bar.join([*odd[:at], odd[at] + odd[at + 1], *odd[at + 2 :]]))
    certain = {
        each.address: each.value for each in found.cells() if each.state == NUMBER and each.confidence == 1
    }
    assert certain.items() <= numbers(odd).items()


@pytest.mark.parametrize("seed", range(4))
def test_a_run_of_digits_is_three_groups_that_add_up(seed: int) -> None:
    own = cells(Random(seed), high=4)
    found = read("".join(own))
    for cell in found.cells():
        written = numbers(own)[cell.address]
        assert cell.value in (None, written)
        assert not cell.options or written in cell.options


@pytest.mark.parametrize("bar", ["|\n", "\n|", "\n\n"])
@pytest.mark.parametrize("blank", [None, 1, 7, 12])
def test_each_cell_may_have_its_own_line(bar: str, blank: int | None) -> None:
    own = cells(Random(bar))
    if blank is not None:
        own[blank] = ""
    around = bar.strip() or "\n"
    found = read(f"{around}{bar.join(own)}{around}")
    assert values(found) == numbers(own)
