"""
Who reports, and on which year, where no title says so.
"""

import re

import pytest
from bench.reports import sound

import disclint

SECTIONS = """
二、主动公开政府信息情况
无。
三、收到和处理政府信息公开申请情况
无。
四、政府信息公开行政复议、行政诉讼情况
无。
五、存在的主要问题及改进情况
更新不够及时，将加强检查。
六、其他需要报告的事项
无。
"""


def report(preamble: str, overview: str) -> disclint.Report:
    """
    The tree of a report with these words before and in section one.
    """
    return disclint.parse_text(f"{preamble}\n一、总体情况\n{overview}{SECTIONS}")


@pytest.mark.parametrize(
    ("preamble", "overview", "year"),
    [
        ("现将我镇2024年度信息公开工作情况报告如下。", "认真做好公开工作。", 2024),
        ("2024年，甲乡人民政府坚持以公开促落实。", "公开信息30条。", 2024),
        ("从六个方面汇报我镇2024年政府信息公开工作。", "公开信息30条。", 2024),
        ("", "2024年以来，甲乡公开信息30条。", 2024),
        ("", "根据条例要求，从六个方面汇报我镇2024年政府信息公开工作。", 2024),
        ("", "2024年，公开信息30条，2023年为20条。", None),
        ("", "公开信息30条，2023年为20条。", None),
    ],
)
def test_the_year_is_what_the_text_begins_with_or_announces(
    preamble: str, overview: str, year: int | None
) -> None:
    assert report(preamble, overview).year == year


@pytest.mark.parametrize(
    "page",
    [
        "今天是2026年11月26日 星期四",
        "阅读次数：2023",
        "来源：甲市乙区水利局 发布日期：2205-01-17 浏览次数：2023",
        "首页 > 政府信息公开年报 > 2022年",
        "发布日期：2205年1月17日",
        "2025年1月17日",
    ],
)
@pytest.mark.parametrize("name", ["", "甲市乙区水利局政府信息公开工作年度报告"])
def test_lines_of_the_page_tell_no_year(page: str, name: str) -> None:
    overview = "2024年，公开信息30条。"
    assert report(f"{page}\n{name}", overview).year == 2024
    assert report(f"{name}\n{page}", overview).year == 2024


def test_a_title_over_two_lines_tells_its_year() -> None:
    assert report("2023年甲市乙区水利局\n政府信息公开工作年度报告", "2024年，公开信息30条。").year == 2023
    announced = "根据有关规定和上级要求，现将甲市乙区水利局2023年\n政府信息公开工作年度报告予以公布。"
    assert report(announced, "2024年，公开信息30条。").year == 2023


def test_a_period_of_last_year_does_not_make_the_report_last_years() -> None:
    preamble = "现公布甲市水利局2024年政府信息公开工作年度报告，数据的统计期限为2023年1月1日至12月31日。"
    overview = "2024年，我局公开信息30条。2024年收到申请2件。"
    assert report(preamble, overview).year == 2024


def test_a_period_stands_against_what_only_one_sentence_says() -> None:
    preamble = "现公布甲市水利局2023年政府信息公开工作年度报告，数据的统计期限为2024年1月1日至12月31日。"
    assert report(preamble, "公开信息30条。").year == 2024


def test_a_preamble_under_the_heading_of_section_one_names_the_agency() -> None:
    overview = "本年度报告根据条例要求，由甲市乙区城市管理执法局编制。2024年，公开信息30条。"
    assert report("", overview).agency == "甲市乙区城市管理执法局"
    assert report("", "2024年，公开信息30条，公开指南由区政府办公室编制。").agency is None


def test_what_is_published_where_is_no_agency() -> None:
    overview = "2024年，市政府门户网站主动公开信息30条。2024年，甲市水利局坚持以公开促落实。"
    assert report("", overview).agency == "甲市水利局"


@pytest.mark.parametrize(
    ("preamble", "agency"),
    [
        ("本报告由甲市水利局编制的2024年度政府信息公开工作年度报告改写。", "甲市水利局"),
        ("如有疑问，请联系：甲市乙区卫健局办公室，地址：丙路36号。", "甲市乙区卫健局"),
        ("本报告由丙丁镇人民政府党政办公室编制。", "丙丁镇人民政府"),
        ("如有疑问，请与甲市乙区发改委办公室联系。", "甲市乙区发改委"),
        ("如有疑问，请与甲市乙区发展和改革委员会办公室联系。", "甲市乙区发展和改革委员会"),
        ("2024年，戊己乡人民政府坚持以公开促落实。", "戊己乡人民政府"),
        ("按照庚辛区2024年政府信息公开工作年度报告编制要求，编制本报告。", None),
        ("根据庚辛区2024年政府信息公开工作年度报告编制要求，编制本报告。", None),
    ],
)
def test_the_agency_is_who_writes_and_not_whose_requirements_are_followed(
    preamble: str, agency: str | None
) -> None:
    assert report(preamble, "公开信息30条。").agency == agency


@pytest.mark.parametrize(
    ("page", "agency"),
    [
        ("信息来源：甲市乙区水利局 字体：大 中 小", "甲市乙区水利局"),
        ("发布机构：甲市乙区水利局", "甲市乙区水利局"),
        # No agency: a page tells of persons, too.
        ("来源：王小明", None),
        ("", None),
    ],
)
def test_a_page_tells_who_reports_where_no_title_does(page: str, agency: str | None) -> None:
    found = report(page, "公开信息30条。")
    assert found.agency == agency
    assert (found.agency_kind is None) == (agency is None)


def test_the_source_that_a_page_is_tagged_with_is_who_reports() -> None:
    words = "".join(f"<p>{each}</p>" for each in ("一、总体情况", "公开信息30条。", *SECTIONS.split()))
    page = (
        f"<html><head><meta name='ContentSource' content='甲市乙区水利局'></head><body>{words}</body></html>"
    )
    assert disclint.parse_bytes(page.encode(), "report.html").agency == "甲市乙区水利局"


TITLE = "甲市乙区水利局2024年政府信息公开工作年度报告"


@pytest.mark.parametrize("at", range(len("甲市乙区水利局"), len(TITLE)))
@pytest.mark.parametrize("page", ["", "首页 > 信息公开\n", "2025-01-03\n"])
def test_a_title_is_one_wherever_behind_the_name_a_line_ends_in_it(page: str, at: int) -> None:
    found = report(f"{page}{TITLE[:at]}\n{TITLE[at:]}", "公开信息30条。")
    assert (found.agency, found.year) == ("甲市乙区水利局", 2024)
    assert found.title is not None
    # What is left of a last word is none of the title.
    assert TITLE.startswith(found.title.text)
    assert found.title.text.endswith(("报告", "年度报"))


@pytest.mark.parametrize(
    "title",
    [
        TITLE,
        "2024年甲市乙区水利局政府信息公开工作年度报告",
        "甲市乙区水利局政府信息公开工作2024年度报告",
        "2024年度甲市乙区水利局政府信息公开工作年度报告",
        "甲市乙区水利局（2024年）政府信息公开工作年度报告",
        "甲市乙区水利局关于2024年政府信息公开工作年度报告",
    ],
)
@pytest.mark.parametrize("page", ["", "首页\n", "首页\n标题："])
def test_a_title_is_whole_however_its_parts_are_ordered(title: str, page: str) -> None:
    text = f"{page}{title}"
    found = report(text, "公开信息30条。").title
    assert found is not None
    assert (found.agency, found.year) == ("甲市乙区水利局", 2024)
    assert found.text == title.replace("（", "(").replace("）", ")")
    assert (found.agency_span, found.year_span) != (None, None)
    for span, words in (
        (found.span, title),
        (found.agency_span, "甲市乙区水利局"),
        (found.year_span, "2024"),
    ):
        assert span is not None
        assert text[span.start : span.end].startswith(words)


def test_a_long_page_above_a_title_that_is_cut_hides_it_not() -> None:
    chrome = "网站地图无障碍浏览繁体登录个人中心注册\n" * 6
    for at in (16, 20):
        found = report(f"{chrome}{TITLE[:at]}\n{TITLE[at:]}", "公开信息30条。")
        assert (found.agency, found.year) == ("甲市乙区水利局", 2024)


@pytest.mark.parametrize(
    "tail",
    [
        "",
        "_甲市乙区人民政府",
        " - 甲市乙区人民政府",
        " | 甲市乙区人民政府",
        "——甲市",
        "_通知公告_政府信息公开专栏_甲市乙区人民政府门户网站",
    ],
)
def test_a_page_s_own_title_is_what_stands_before_its_site(tail: str) -> None:
    words = "".join(f"<p>{each}</p>" for each in ("一、总体情况", "公开信息30条。", *SECTIONS.split()))
    page = f"<html><head><title>{TITLE}{tail}</title></head><body>{words}</body></html>"
    found = disclint.parse_bytes(page.encode(), "report.html")
    assert (found.agency, found.year) == ("甲市乙区水利局", 2024)
    assert found.title is not None
    assert (found.title.span.start, found.title.span.end) == (0, 0)


def test_a_report_with_all_its_tables_is_one_whatever_year_its_title_tells() -> None:
    made = sound(5, style="pipe", edition="2021")
    for year in (2016, 2018):
        text = made.data.decode()
        text = re.sub(r"20[0-9]{2}年", f"{year}年", text)
        found = disclint.parse_text(text)
        assert (found.status, found.year) == ("ok", year)


@pytest.mark.parametrize(
    ("page", "is_told"),
    [
        ("{title}\n2025-01-03 08:30", True),
        ("{title}\n办公室2025-01-03 08:30", False),
        ("2025-01-03 08:30\n{title}", False),
        ("首页 2025-01-03 08:30\n{title}", False),
    ],
)
def test_a_stamp_of_time_below_the_title_tells_when_it_was_published(page: str, is_told: bool) -> None:  # noqa: FBT001 - a case
    found = report(page.format(title=TITLE), "公开信息30条。")
    assert (found.published is not None) == is_told


def test_a_title_that_comes_again_in_another_order_is_the_same() -> None:
    again = "2024年甲市乙区水利局政府信息公开工作年度报告"
    other = "甲市乙区水利局2023年政府信息公开工作年度报告"
    text = f"{TITLE}\n{again}\n{other}"
    found = report(text, "公开信息30条。").title
    assert found is not None
    assert [text[each.start : each.end] for each in found.repeated] == [again]


WAYS = [
    "首页 ",
    "首页 信息公开 ",
    "首页>信息公开>年报 ",
    "当前位置：首页 > 公开 > 年报 ",
    "您的位置：首页 > 政府信息公开 > 年报\n",
]
SENTENCE = "根据条例的要求，现公布本机关年度报告，欢迎查阅，如有疑问请与本机关办公室联系，联系地址在门户网站上可以找到。"


@pytest.mark.parametrize("title", [TITLE, "2024年甲市乙区水利局政府信息公开工作年度报告"])
@pytest.mark.parametrize(
    ("page", "rest"),
    [
        *((page, rest) for page in WAYS for rest in ("", SENTENCE)),
        ("索引号：0001 发布日期：2025年1月20日 ", SENTENCE),
        ("信息来源：办公室 ", SENTENCE),
    ],
)
def test_a_title_between_what_a_page_says_and_a_sentence_has_its_parts(
    page: str, rest: str, title: str
) -> None:
    text = f"{page}{title}{rest}"
    found = report(text, "公开信息30条。").title
    assert found is not None
    assert found.agency_span is not None
    assert found.year_span is not None
    assert text[found.span.start : found.span.end] == title
    assert text[found.agency_span.start : found.agency_span.end] == "甲市乙区水利局"
    assert text[found.year_span.start : found.year_span.end].startswith("2024")


def test_a_year_that_others_are_named_as_often_as_is_not_the_report_s() -> None:
    named = "工作有序，其中{}年甲，{}年乙，{}年丙；{}年丁，{}年戊；{}年己，{}年庚。"
    assert report("", named.format(*[2024] * 3, *[2023] * 2, *[2022] * 2)).year is None
    assert report("", named.format(*[2024] * 5, *[2023] * 2)).year == 2024


@pytest.mark.parametrize(
    "title", ["政府信息公开 工作年度报告", "信息公开 年度报告", "政府信息公开 2024年度报告"]
)
def test_blanks_within_a_title_part_nothing_from_it(title: str) -> None:
    found = report(f"甲市乙区水利局\n{title}", "2024年，公开信息30条。")
    assert found.title is not None
    assert found.title.text == f"甲市乙区水利局{title.replace(' ', '')}"
    assert (found.agency, found.year) == ("甲市乙区水利局", 2024)
