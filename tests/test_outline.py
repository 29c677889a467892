"""
What stands before the tables: titles, periods and headings in the forms that offices give them.
"""

import pytest

from disclint.facts import Facts, facts_of
from disclint.facts.concepts import Vocabulary
from disclint.grammar import parse
from disclint.readers import read_text
from disclint.syntax import Day
from disclint.values import Missing, Number, Subject, Text, Value
from tests.forms import EDITIONS, LEXICON

BODY = "\n一、总体情况\n公开信息30条。\n二、主动公开政府信息情况\n没有。\n"


def facts(text: str) -> Facts:
    parsed = parse(read_text(text), EDITIONS, LEXICON)
    return facts_of(parsed.report, parsed.flow, parsed.source, EDITIONS, Vocabulary({}))


@pytest.mark.parametrize(
    "written",
    [
        "丁山县水利局2023年\n政府信息公开工作年度报告",
        "2023年度丁山县水利局\n政府信息公开工作年度报告",
        "丁山县水利局\n2023年政府信息公开工作年度报告",
        "丁山县水利局2023年政府信息公开工作年度报告根据《中华人民共和国政府信息公开条例》的有关规定和上级的具体要求，结合本局一年来公开工作的实际，编制本报告，现予公布。",
    ],
)
def test_a_title_says_whose_report_it_is_and_of_which_year(written: str) -> None:
    title = facts(f"{written}{BODY}").report.title
    assert title is not None
    assert (title.agency, title.year) == ("丁山县水利局", 2023)


def test_the_way_through_the_site_is_no_title() -> None:
    way = "首页 > 政务公开 > 政府信息公开年报 > 2022 > 部门政府信息公开工作年度报告"
    title = facts(f"{way}\n丁山县水利局2023年政府信息公开工作年度报告{BODY}").report.title
    assert title is not None
    assert (title.agency, title.year) == ("丁山县水利局", 2023)
    # It ends with the title where the page has it nowhere else.
    only = facts(f"首页 > 部门动态 > 丁山县水利局2023年政府信息公开工作年度报告{BODY}").report.title
    assert only is not None
    assert (only.agency, only.year) == ("丁山县水利局", 2023)


@pytest.mark.parametrize("numeral", ["1. ", "1、", "（一）", ""])
def test_section_one_may_have_the_numeral_of_a_list(numeral: str) -> None:
    behind = "二、主动公开政府信息情况\n没有。\n三、收到和处理政府信息公开申请情况\n没有。\n"
    head = "丁山县水利局2023年政府信息公开工作年度报告\n根据《条例》编制。\n"
    report = facts(f"{head}{numeral}总体情况\n（一）主动公开。公开信息30条。\n{behind}").report
    found = [each.id for each in report.sections]
    assert found == (
        ["disclosure", "requests"] if numeral == "（一）" else ["overview", "disclosure", "requests"]
    )


def test_what_has_the_number_of_another_section_in_a_list_is_none() -> None:
    behind = "二、主动公开政府信息情况\n没有。\n三、收到和处理政府信息公开申请情况\n没有。\n"
    text = f"丁山县水利局2023年政府信息公开工作年度报告\n根据《条例》编制。\n2. 总体情况\n公开信息30条。\n{behind}"
    assert [each.id for each in facts(text).report.sections] == ["disclosure", "requests"]


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("自2023年1月1日起至2023年12月31日止", (2023, 1, 1), (2023, 12, 31)),
        ("为2023-01-01至2023-12-31", (2023, 1, 1), (2023, 12, 31)),
        ("：2023.1.1—2023.12.31", (2023, 1, 1), (2023, 12, 31)),
        ("为2023年1月1日—12月31日", (2023, 1, 1), (None, 12, 31)),
        # Extraction ate a 年: no day can be told.
        ("为20231月1日至12月31日", None, (None, 12, 31)),
        ("为202311日至1231日", None, None),
    ],
)
def test_the_period_is_read_in_every_form(
    written: str, start: tuple[int | None, int, int] | None, end: tuple[int | None, int, int] | None
) -> None:
    period = facts(f"丁山县水利局2023年政府信息公开工作年度报告\n统计期限{written}。{BODY}").report.period
    assert period is not None
    assert (_parts(period.start), _parts(period.end)) == (start, end)


def _parts(day: Day | None) -> tuple[int | None, int, int] | None:
    return day and (day.year, day.month, day.day)


def test_a_heading_knows_its_number_its_section_and_the_one_before_it() -> None:
    report = facts(
        "一、总体情况\n（一）主动公开\n公开信息30条，属于第二十条第\n（五）项的8条。\n（二）监督保障\n培训1次。\n五、存在的主要问题及改进情况\n（一）问题\n更新不及时。\n"
    )
    found = report.call("headings", ())
    assert isinstance(found, tuple)
    assert [_said(each) for each in found] == [
        (1, "overview", None),
        (1, "overview", None),
        (2, "overview", "主动公开"),
        (5, "problems", None),
        (1, "problems", None),
    ]


def _said(heading: Value) -> tuple[int, str, str | None]:
    assert isinstance(heading, Subject)
    number, within, previous = (heading.read(each) for each in ("number", "within", "previous"))
    assert isinstance(number, Number)
    assert isinstance(within, Text)
    title = previous.read("title") if isinstance(previous, Subject) else previous
    assert isinstance(title, Text | Missing)
    return int(number.value or 0), within.text, title.text if isinstance(title, Text) else None


SECTIONS = [
    ("总体情况", "工作概述", "2023年工作总体情况"),
    ("主动公开政府信息情况", "政府信息主动公开情况", "主动公开情况"),
    ("收到和处理政府信息公开申请情况", "收到和处理政府信息公开申请的情况", "政府信息公开申请办理情况"),
    ("政府信息公开行政复议、行政诉讼情况", "政府信息公开行政复议和行政诉讼情况", "行政复议、行政诉讼情况"),
    ("存在的主要问题及改进情况", "存在的问题及改进措施", "主要问题及改进情况"),
    ("其他需要报告的事项", "其他需报告的事项", "需要说明的其他事项"),
]
FORM = EDITIONS["2021"].sections
IDS = ["overview", "disclosure", "requests", "disputes", "problems", "other"]
TITLE = "丁山县水利局2023年政府信息公开工作年度报告"


@pytest.mark.parametrize("wording", [0, 1, 2])
@pytest.mark.parametrize(
    "line", ["{}", "{}：", "【{}】", "　　{}", "■ {}", "**{}**", "① {}", "第一部分 {}", "Ⅰ、{}"]
)
def test_headings_without_numerals_are_lines_in_a_wording_of_theirs(line: str, wording: int) -> None:
    parts = [f"{line.format(each[wording])}\n全年工作有序开展，没有更多情况。" for each in SECTIONS]
    report = facts("\n".join([TITLE, *parts])).report
    assert [each.id for each in report.sections] == IDS
    assert [each.heading.title for each in report.sections] == [each[wording] for each in SECTIONS]


@pytest.mark.parametrize("at", range(1, 6))
def test_a_section_may_have_the_numeral_of_a_part_if_it_is_its_own(at: int) -> None:
    for numeral, is_one in ((FORM[at].numeral, True), (FORM[at - 1].numeral, False)):
        lines = [f"{each.numeral}、{each.title}\n无。" for each in FORM]
        lines[at] = f"（{numeral}）{FORM[at].title}\n无。"
        found = facts("丁山县水利局2023年政府信息公开工作年度报告\n" + "\n".join(lines)).report
        assert (FORM[at].id in [each.id for each in found.sections]) == is_one


@pytest.mark.parametrize("line", ["", "甲\n", "甲乙\n"])
def test_a_heading_without_a_numeral_may_be_the_first_line_or_the_second(line: str) -> None:
    parts = [f"{each[0]}\n全年工作有序开展。" for each in SECTIONS]
    report = facts(line + "\n".join(parts)).report
    assert [each.id for each in report.sections] == IDS


@pytest.mark.parametrize("between", ["；", "。", "，"])
def test_headings_listed_in_one_line_before_the_text_are_none(between: str) -> None:
    contents = "报告目录：" + between.join(each[0] for each in SECTIONS) + "。"
    parts = [f"{each[0]}\n全年工作有序开展。" for each in SECTIONS]
    report = facts("\n".join([TITLE, contents, *parts])).report
    assert [each.id for each in report.sections] == IDS
    assert all(each.body.end > each.body.start + 8 for each in report.sections)


@pytest.mark.parametrize("page", ["", "……3"])
def test_lines_of_a_table_of_contents_are_no_headings(page: str) -> None:
    contents = [f"{each[0]}{page}" for each in SECTIONS]
    parts = [f"{each[0]}\n全年工作有序开展。" for each in SECTIONS]
    report = facts("\n".join([TITLE, "目录", *contents, *parts])).report
    assert [each.id for each in report.sections] == IDS
    assert all(each.body.end > each.body.start + 8 for each in report.sections)


@pytest.mark.parametrize("between", ["", " ", "；", "·", "-"])
@pytest.mark.parametrize("at", range(6))
def test_a_numeral_may_have_lost_its_mark(between: str, at: int) -> None:
    lines = [f"{each.numeral}、{each.title}\n无。" for each in FORM]
    lines[at] = lines[at].replace("、", between, 1)
    found = facts("丁山县水利局2023年政府信息公开工作年度报告\n" + "\n".join(lines)).report
    assert [each.id for each in found.sections] == [each.id for each in FORM]
    # Another section's numeral, or an item's, makes no heading of the same words.
    for other in ("七", "9.", "（二）无。"):
        lines[at] = f"{other}{FORM[at].title}\n无。"
        found = facts("丁山县水利局2023年政府信息公开工作年度报告\n" + "\n".join(lines)).report
        assert FORM[at].id not in [each.id for each in found.sections]


def test_a_line_that_may_be_a_heading_is_none_where_others_have_numerals() -> None:
    lines = ["一、总体情况", "主动公开情况", "公开信息30条。", "三、收到和处理政府信息公开申请情况", "没有。"]
    assert [each.id for each in facts("\n".join([TITLE, *lines])).report.sections] == ["overview", "requests"]


GLUED = [
    ("一、", "总体情况"),
    ("二、", "主动公开政府信息的情况"),
    ("三、", "收到和处理政府信息公开申请的情况"),
    ("四、", "行政复议和行政诉讼情况"),
    ("五、", "存在的问题及改进措施"),
    ("六、", "其他需要报告事项"),
]


@pytest.mark.parametrize("at", range(1, 6))
@pytest.mark.parametrize("before", ["全年公开信息30条", "工作有序开展", "详见“公开专栏”栏目"])
@pytest.mark.parametrize("behind", ["\n", " ", ""])
def test_a_heading_in_other_words_may_be_glued_to_the_line_before_it(
    at: int, before: str, behind: str
) -> None:
    parts = [
        f"{numeral}{title}{behind if index == at else chr(10)}2023年工作有序开展{'' if index == at - 1 else '。' + chr(10)}"
        for index, (numeral, title) in enumerate(GLUED)
    ]
    parts[at - 1] += before
    report = facts(f"{TITLE}\n{''.join(parts)}").report
    assert [each.id for each in report.sections] == IDS
    assert report.sections[at].heading.title == GLUED[at][1]


@pytest.mark.parametrize(
    "sentence",
    [
        # Told in passing: a list, an ordinal, and where another section is.
        "全年重点做好一、政策解读，二、申请办理，三、收到和处理政府信息公开申请的情况。",
        "情况见第三、收到和处理政府信息公开申请的情况。",
        "标准共十三、收到和处理政府信息公开申请的情况。",
        "会议研究了有关三、收到和处理政府信息公开申请的情况通报会的安排。",
        "会议研究了四、收到和处理政府信息公开申请的情况。",
    ],
)
def test_words_of_a_heading_within_a_sentence_open_no_section(sentence: str) -> None:
    lines = [f"{numeral}{title}\n没有更多情况。" for numeral, title in GLUED]
    lines[2] = sentence
    report = facts("\n".join([TITLE, *lines])).report
    assert [each.id for each in report.sections] == [each for each in IDS if each != "requests"]


def test_words_of_a_missing_section_elsewhere_than_in_its_place_open_none() -> None:
    lines = [f"{numeral}{title}\n没有更多情况。" for numeral, title in GLUED]
    lines[2] = ""
    lines[4] += "明年补写三、收到和处理政府信息公开申请的情况"
    report = facts("\n".join([TITLE, *lines])).report
    assert [each.id for each in report.sections] == [each for each in IDS if each != "requests"]
