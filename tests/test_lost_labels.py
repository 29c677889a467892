"""
A row of which an extraction lost the label, but not the numbers: they stand between the head and the next label.
"""

import pytest

from disclint.grammar import parse
from disclint.source import Source
from disclint.syntax import ABSENT, NUMBER, Row
from tests.forms import DISCLOSURE, EDITIONS, HEADINGS, LEXICON

TABLE = [
    "第二十条第", "信息内容", "本年制发件数", "本年废止件数", "现行有效件数",
    "规章", "3", "1", "12", "行政规范性文件", "2", "0", "9",
    "第二十条第（五）项", "信息内容", "本年处理决定数量", "行政许可", "7",
    "第二十条第（六）项", "信息内容", "本年处理决定数量", "行政处罚", "4", "行政强制", "5",
    "第二十条第（八）项", "信息内容", "本年收费金额（单位：万元）", "行政事业性收费", "8",
]  # fmt: skip
NUMBERS = {"government_rules": [3, 1, 12], "licences": [7], "penalties": [4], "administrative_fees": [8]}
LABELS = {
    "government_rules": "规章",
    "licences": "行政许可",
    "penalties": "行政处罚",
    "administrative_fees": "行政事业性收费",
}
LOST = pytest.mark.parametrize("lost", LABELS)
APART = pytest.mark.parametrize("apart", ["\n\n", "\n", " |\n", "\n|\n"])


def rows(cells: list[str], apart: str) -> dict[str, Row]:
    text = f"{HEADINGS['disclosure']}\n\n{apart.join(cells)}\n\n{HEADINGS['requests']}\n"
    table = parse(Source(text), EDITIONS, LEXICON, year=2024).report.table(DISCLOSURE.id)
    assert table is not None
    return {each.id: each for each in table.rows}


@APART
@LOST
def test_its_numbers_are_read_in_its_place_and_are_less_certain(lost: str, apart: str) -> None:
    found = rows([each for each in TABLE if each != LABELS[lost]], apart)
    assert [each.value for each in found[lost].cells] == NUMBERS[lost]
    assert found[lost].label is None
    assert all(each.confidence < 1 for each in found[lost].cells)
    assert [each.value for each in found["normative_documents"].cells] == [2, 0, 9]
    assert found["coercive_measures"].cells[0].value == 5


def test_what_is_left_of_a_column_s_label_may_stand_before_them() -> None:
    clipped = [each.replace("现行有效件数", "行有效件数") for each in TABLE if each != "规章"]
    assert [each.value for each in rows(clipped, "\n\n")["government_rules"].cells] == [3, 1, 12]


@APART
@pytest.mark.parametrize(
    "left",
    [[], ["3", "1"], ["3", "1", "12", "6"], ["3", "无", "12"], ["甲", "乙", "3", "1", "12"]],
    ids=["none", "too few", "too many", "a word", "words before"],
)
def test_other_numbers_are_no_row(left: list[str], apart: str) -> None:
    at = TABLE.index("规章")
    found = rows([*TABLE[:at], *left, *TABLE[at + 4 :]], apart)
    assert {each.state for each in found["government_rules"].cells} == {ABSENT}
    assert found["normative_documents"].cells[0].state == NUMBER
