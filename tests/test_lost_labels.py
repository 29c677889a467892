"""
Rows and headings of which an extraction lost the label, its numeral or its marks, but not the numbers.
"""

import pytest

from disclint.grammar import parse
from disclint.source import Source
from disclint.syntax import ABSENT, NUMBER, Row
from tests.forms import DISCLOSURE, EDITIONS, HEADINGS, LEXICON, REQUESTS

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


# An extraction that leaves out what stands alone in a span: numerals, brackets, marks.
REQUEST_ROWS = {
    "new_received": ("本年新收政府信息公开申请数量", [5, 2, 0, 0, 0, 0, 7]),
    "carried_over": ("、上年结转政府信息公开申请数量", [0, 0, 0, 0, 0, 1, 1]),
    "granted": ("、本年度办理结果\n\n）予以公开", [1, 1, 0, 0, 0, 0, 2]),
    "partially_granted": ("部分公开区分处理的只计这一情形，不计其他情形）", [3, 0, 0, 0, 0, 0, 3]),
    "deny_state_secret": ("三）不予公开\n\n属于国家秘密", [0, 1, 0, 0, 0, 0, 1]),
    "disposed_total": ("七）总计", [4, 2, 0, 0, 0, 0, 6]),
    "carried_forward": ("、结转下年度继续办理", [1, 0, 0, 0, 0, 1, 2]),
}


def requests(granted: str) -> dict[str, Row]:
    lines = [
        HEADINGS["requests"],
        "自然人",
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
        "总计",
    ]
    for id, (label, numbers) in REQUEST_ROWS.items():
        lines += [granted if id == "granted" else label, *map(str, numbers)]
    text = "\n\n".join([*lines, "、政府信息公开行政复议、行政诉讼情况", "没有。"])
    table = parse(Source(text), EDITIONS, LEXICON, year=2024).report.table("requests")
    assert table is not None
    return {each.id: each for each in table.rows}


@pytest.mark.parametrize(
    "granted",
    [
        "、本年度办理结果\n\n）予以公开",
        "三本年度办理结果\n\n予以公开",
        "本年度办理结果\n\n（一予以公开",
        "予以公开",
    ],
)
def test_rows_are_known_by_their_words_where_numerals_and_marks_are_lost(granted: str) -> None:
    found = requests(granted)
    for id, (_, numbers) in REQUEST_ROWS.items():
        assert [each.value for each in found[id].cells] == numbers, id


def test_numbers_that_are_glued_to_the_words_of_a_label_are_its_row() -> None:
    lines = [f"{each.label}3000003".replace("（一）予以公开", "（一予以公开") for each in REQUESTS.rows()]
    lines = [each.replace("(一)予以公开", "(一予以公开") for each in lines]
    text = "\n".join([HEADINGS["requests"], *lines, HEADINGS["disputes"], "没有。"])
    table = parse(Source(text), EDITIONS, LEXICON, year=2024).report.table("requests")
    assert table is not None
    (row,) = (each for each in table.rows if each.id == "granted")
    assert row.label is not None
    assert row.label.written == "一予以公开"
    assert [each.value for each in row.cells] == [3, 0, 0, 0, 0, 0, 3]


def test_other_words_are_not_the_label() -> None:
    assert {each.state for each in requests("收费许可")["granted"].cells} == {ABSENT}


HEADS = {
    "overview": "一、总体情况",
    "disclosure": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "disputes": "四、政府信息公开行政复议、行政诉讼情况",
    "problems": "五、存在的主要问题及改进情况",
    "other": "六、其他需要报告的事项",
}  # fmt: skip


def sections(heads: dict[str, str]) -> list[str]:
    text = "\n\n".join(f"{each}\n\n本年度没有，共12" for each in heads.values())
    return [each.id for each in parse(Source(text), EDITIONS, LEXICON, year=2024).report.sections]


@pytest.mark.parametrize(
    "lost", [["overview"], ["disputes"], ["overview", "requests", "problems"], ["disputes", "other"]]
)
def test_a_heading_of_which_only_the_numeral_is_lost_opens_its_section(lost: list[str]) -> None:
    # The number that stands above such a mark is none of its.
    assert sections({id: words[1:] if id in lost else words for id, words in HEADS.items()}) == list(HEADS)


def test_a_heading_without_its_mark_among_the_words_opens_its_section() -> None:
    assert sections({**HEADS, "disputes": "政府信息公开行政复议行政诉讼情况"}) == list(HEADS)


def test_a_number_above_a_mark_stays_a_cell() -> None:
    lines = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    numbers = {"本年新收政府信息公开申请数量": [190, 3, 0, 0, 0, 0, 193], "、上年结转政府信息公开申请数量": [1, 0, 0, 0, 0, 0, 1],
               "、本年度办理结果\n\n予以公开": [8, 0, 0, 0, 0, 0, 8], "七）总计": [8, 0, 0, 0, 0, 0, 8], "、结转下年度继续办理": [183, 3, 0, 0, 0, 0, 186]}  # fmt: skip
    for label, own in numbers.items():
        lines += [label, *map(str, own)]
    text = "\n\n".join([HEADINGS["requests"], *lines, "、政府信息公开行政复议、行政诉讼情况", "没有。"])
    table = parse(Source(text), EDITIONS, LEXICON, year=2024).report.table("requests")
    assert table is not None
    rows = {each.id: [cell.value for cell in each.cells] for each in table.rows}
    assert rows["carried_over"] == [1, 0, 0, 0, 0, 0, 1]
    assert rows["carried_forward"] == [183, 3, 0, 0, 0, 0, 186]
