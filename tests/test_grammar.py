"""
Laws of reading: any text gives a tree, and what was written is read back where it stands.
"""

import re
from decimal import Decimal

import pytest
from bench.reports import GLUED, STYLES, sound
from hypothesis import given, settings
from hypothesis import strategies as st

from disclint.grammar import parse
from disclint.readers import read, read_text
from disclint.source import Flow, Source
from disclint.syntax import AMBIGUOUS, BLANK, NUMBER, Report
from tests.forms import EDITIONS, LEXICON

# Mostly what reports are made of, so that sections, labels and values do get recognised.
SCRAPS = st.sampled_from(
    [
        "一、", "二、", "三、", "（一）", "总体情况", "主动公开政府信息情况", "\n", "\n", "|", " | ", " ", "0", "12", "１", "-", "。", "，",
        "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开", "（七）总计", "四、结转下年度继续办理",
        "自然人", "总计", "行政复议", "行政诉讼", "结果维持", "未经复议直接起诉", "复议后起诉", "第二十条第（一）项", "规章", "信息内容",
        "本年制发件数", "2024年", "政府信息公开工作年度报告", "统计期限", "1月1日", "至12月31日", "国办公开办函〔2021〕30号", "《", "》",
    ]
)  # fmt: skip
COLUMNS = (
    "natural_person",
    "commercial",
    "research",
    "public_welfare",
    "legal_service",
    "other_org",
    "total",
)
TEXTS = st.lists(SCRAPS | st.characters(), max_size=80).map("".join)


def report_of(text: str) -> Report:
    return parse(read_text(text), EDITIONS, LEXICON).report


@given(TEXTS)
def test_any_text_gives_a_tree_that_covers_every_character(text: str) -> None:
    source = read_text(text)
    report = parse(source, EDITIONS, LEXICON).report
    spans = sorted([report.front, *(each.span for each in report.sections)])
    at = 0
    for span in spans:
        assert span.start <= at
        at = max(at, span.end)
    assert at >= len(source.text)


@given(TEXTS)
def test_every_span_lies_in_the_text(text: str) -> None:
    source = read_text(text)
    report = parse(source, EDITIONS, LEXICON).report
    cells = [cell for table in report.tables for cell in table.cells()]
    spans = [
        each.span
        for each in (
            *report.headings,
            *report.sections,
            *report.citations,
            *report.tables,
            *cells,
        )
    ]
    assert all(0 <= each.start <= each.end <= len(source.text) for each in spans)
    assert all(each.value is not None for each in cells if each.state == NUMBER)


@pytest.mark.parametrize("style", sorted(STYLES))
def test_written_values_are_read_back_in_each_style(style: str) -> None:
    for seed in range(12):
        made = sound(seed, style=style)
        source = read(made.data, "report" + made.suffix)
        report = parse(source, EDITIONS, LEXICON).report
        cells = {cell.address: cell for table in report.tables for cell in table.cells()}
        assert report.year == made.facts.year
        assert report.status == "ok"
        for address, value in made.truth.items():
            cell = cells[address]
            if style in GLUED and cell.state == AMBIGUOUS:
                assert not cell.options or value in cell.options
                continue
            assert (cell.state, cell.value) == (NUMBER, value), (seed, address, cell)
            assert source.slice(cell.span).replace(",", "") == cell.raw


@settings(max_examples=25)
@given(st.integers(0, 10_000))
def test_the_outline_of_a_sound_report_is_the_form(seed: int) -> None:
    made = sound(seed)
    report = parse(read(made.data, "report" + made.suffix), EDITIONS, LEXICON).report
    expected = EDITIONS[made.facts.edition]
    assert [each.id for each in report.sections] == [each.id for each in expected.sections]
    assert report.edition == report.expected_edition == made.facts.edition
    assert report.period is not None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "某市2016年政府信息公开年度报告\n一、概述\n全年公开信息若干。\n二、收费及减免情况\n未收费。\n",
            "before-2019",
        ),
        (
            "某某大学2022年信息公开年度报告\n统计期限为2021年9月1日至2022年8月31日。\n一、概述\n",
            "not-a-report",
        ),
        ("今天天气不错，适合出门。", "not-a-report"),
        (
            "乙县水利局2024年政府信息公开工作总结\n现将情况总结如下。\n一、主要做法\n公开信息30条。\n二、打算\n",
            "not-a-report",
        ),
        (
            "乙县水利局2024年政府信息公开工作总结\n一、总体情况\n公开信息30条。\n二、存在的困难\n人手不够。\n",
            "not-a-report",
        ),
        (
            "乙县水利局2024年政务公开工作总结\n一、总体情况\n公开信息30条。\n二、打算\n加强培训。\n",
            "not-a-report",
        ),
    ],
)
def test_other_documents_are_declined(text: str, reason: str) -> None:
    report = report_of(text)
    assert (report.status, report.reason) == ("declined", reason)


def test_a_report_may_be_called_a_summary_of_disclosure() -> None:
    text = sound(3, style="pipe", edition="2021").data.decode()
    assert text.count("政府信息公开工作年度报告") >= 1
    for name, is_title in (
        ("政府信息公开工作总结", True),
        ("政府信息公开工作总结报告", True),
        ("政务公开工作总结", False),
    ):
        report = report_of(text.replace("政府信息公开工作年度报告", name, 1))
        assert report.status == "ok"
        assert (report.title is not None and report.title.text.endswith(name)) == is_title


@pytest.mark.parametrize(
    ("title", "period", "year"),
    [(2014, 2024, 2024), (1924, 2024, 2024), (2023, 2024, 2023), (2014, 2014, 2014)],
)
def test_a_title_s_year_before_the_forms_gives_way_to_the_period_s(
    title: int, period: int, year: int
) -> None:
    text = f"乙县水利局{title}年政府信息公开工作年度报告\n统计期限为{period}年1月1日至{period}年12月31日。\n一、总体情况\n公开信息30条。\n"
    assert report_of(text).year == year


def test_rows_that_begin_like_headings_open_no_section() -> None:
    made = sound(3, style="lines")
    report = parse(read(made.data, "r.txt"), EDITIONS, LEXICON).report
    assert not [each for each in report.headings if "结转" in each.title or "办理结果" in each.title]


def cells_of(text: str) -> dict[str, object]:
    """
    What the cells of a text hold, those that are absent left out.
    """
    report = parse(Source(text), EDITIONS, LEXICON, year=2024).report
    return {
        each.address: each.value if each.state == "number" else each.state
        for table in report.tables
        for each in table.cells()
        if each.state != "absent"
    }


APPLICANTS = ("natural_person", "commercial", "research", "public_welfare", "legal_service", "other_org")


def test_blank_cells_that_have_a_line_each_keep_their_columns() -> None:
    rows = ["一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "(一)予以公开"]
    text = "\n".join(f"{label} |\n|\n3 |\n|\n|\n|\n|\n3 |\n||" for label in rows)
    found = cells_of(f"自然人 |\n商业企业 |\n总计 |\n{text}\n")
    for row in ("new_received", "carried_over", "granted"):
        assert found[f"requests/{row}/commercial"] == found[f"requests/{row}/total"] == 3
        blank = [each for each in APPLICANTS if each != "commercial"]
        assert {found[f"requests/{row}/{each}"] for each in blank} == {"blank"}


def test_a_blank_cell_between_tabs_keeps_its_column() -> None:
    rows = ["一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "(一)予以公开"]
    text = "\n".join(f"{label}\t\t3\t\t0\t0\t0\t3" for label in rows)
    found = cells_of(f"自然人\t商业企业\t总计\n{text}\n")
    for row in ("new_received", "carried_over", "granted"):
        assert found[f"requests/{row}/commercial"] == found[f"requests/{row}/total"] == 3
        assert found[f"requests/{row}/natural_person"] == found[f"requests/{row}/research"] == "blank"


def test_a_row_that_an_explanation_names_is_not_read_there() -> None:
    text = (
        "信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |\n"
        "行政许可 | 6 | 减4 | 2 |\n"
        "其他对外管理服务事项（含行政确认、行政处罚、行政强制、行政奖励等） | 40 | 3 | 71 |\n"
        "行政处罚 | 9 | 0 | 5 |\n行政强制 | 1 | 1 | 8 |\n政府集中采购 | 4 | 52.15 |\n"
    )
    found = cells_of("二、主动公开政府信息情况\n第二十条第（一）项\n规章 | 0 | 0 | 0 |\n" + text)
    assert [found[f"disclosure/{row}/decisions"] for row in ("licences", "other_services", "penalties", "coercive_measures")] == [2, 71, 5, 8]  # fmt: skip
    assert found["disclosure/licences/change"] == -4
    assert found["disclosure/procurement/amount"] == Decimal("52.15")


@pytest.mark.parametrize("style", ["pipe", "pipe_leading", "bars_alternate", "lines", "inline", "spaced"])
def test_a_text_that_lost_its_line_ends_is_read(style: str) -> None:
    for seed in range(3):
        made = sound(seed, style=style)
        text = read(made.data, f"x{made.suffix}").text.replace("\n", " ")
        cells = {
            each.address: each
            for table in parse(Source(text), EDITIONS, LEXICON).report.tables
            for each in table.cells()
        }
        assert {address: cells[address].value for address in made.truth} == dict(made.truth)


@pytest.mark.parametrize(
    ("preamble", "agency", "year"),
    [
        (
            "根据有关规定，特向社会公布国家税务总局青溪县税务局（以下简称“青溪县税务局”）2024年政府信息公开工作年度报告。",
            "国家税务总局青溪县税务局",
            2024,
        ),
        ("根据有关规定，现向社会公布2024年青溪县民政局政府信息公开工作年度报告。", "青溪县民政局", 2024),
        ("根据《中华人民共和国政府信息公开条例》，由青溪县民政局编制本报告。", "青溪县民政局", None),
        ("本报告由青溪县人民政府办公室编制。", None, None),
        ("如有疑问，请与青溪县水务局办公室联系（电话：0797-3312456）。", "青溪县水务局", None),
        ("如有意见，请联系青溪县水务局办公室，联系电话：0797-3312456。", "青溪县水务局", None),
        ("现公布县统计局2024年政府信息公开工作年度报告。", "县统计局", 2024),
    ],
)
def test_a_preamble_may_name_the_agency_and_the_year(
    preamble: str, agency: str | None, year: int | None
) -> None:
    text = f"{preamble}\n一、总体情况\n公开信息30条。\n二、主动公开政府信息情况\n五、存在的主要问题及改进情况\n无。\n"
    report = parse(Source(text), EDITIONS, LEXICON).report
    assert (report.agency, report.year) == (agency, year)


@pytest.mark.parametrize(
    ("overview", "agency", "year"),
    [
        ("2024年，青溪县水务局坚持公开。2024年发布信息30条，2023年结转的申请1件。", "青溪县水务局", 2024),
        (
            "（一）主动公开。2024年，双塘工业园区管委会认真落实要求。2024年，我委未收到申请。",
            "双塘工业园区管委会",
            2024,
        ),
        ("2024年，全县各级各部门认真落实要求，2023年的问题已经整改。", None, None),
        ("我局坚持公开，2024年发布信息30条。", None, None),
    ],
)
def test_section_one_may_tell_whose_report_it_is_and_of_which_year(
    overview: str, agency: str | None, year: int | None
) -> None:
    report = report_of(
        f"一、总体情况\n{overview}\n二、主动公开政府信息情况\n五、存在的主要问题及改进情况\n无。\n"
    )
    assert (report.agency, report.year) == (agency, year)


@pytest.mark.parametrize(
    ("head", "agency", "kind"),
    [
        ("标   题 县水务局2024年政府信息公开工作年度报告\n发布机构 县水务局\n", "县水务局", "department"),
        ("青溪县人民政府机关\n2024年政府信息公开工作年度报告\n", "青溪县人民政府机关", "office"),
        ("青溪海关（本级机关）2024年政府信息公开工作年度报告\n", "青溪海关(本级机关)", "vertical"),
    ],
)
def test_what_stands_around_the_agency_in_a_title_is_known(head: str, agency: str, kind: str) -> None:
    report = report_of(
        f"{head}一、总体情况\n公开信息30条。\n二、主动公开政府信息情况\n五、存在的主要问题及改进情况\n无。\n"
    )
    assert (report.agency, report.agency_kind) == (agency, kind)


_CONTENTS = "目录\n" + "".join(
    f"{numeral}、{title}……{page}\n"
    for page, (numeral, title) in enumerate(
        (
            ("一", "总体情况"),
            ("二", "主动公开政府信息情况"),
            ("三", "收到和处理政府信息公开申请情况"),
            ("四", "政府信息公开行政复议、行政诉讼情况"),
            ("五", "存在的主要问题及改进情况"),
            ("六", "其他需要报告的事项"),
        ),
        1,
    )
)


@pytest.mark.parametrize("contents", [_CONTENTS, re.sub("……\\d", "", _CONTENTS)])
@pytest.mark.parametrize("first", [True, False])
def test_a_table_of_contents_opens_no_sections(contents: str, first: bool) -> None:  # noqa: FBT001
    plain = sound(3, style="lines").data.decode()
    title, rest = plain.split("\n", 1)
    report = report_of(f"{contents}{plain}" if first else f"{title}\n{contents}{title}\n{rest}")
    alone = report_of(plain)
    assert [each.id for each in report.sections] == [each.id for each in alone.sections]
    assert (report.year, report.agency) == (alone.year, alone.agency)


@pytest.mark.parametrize(
    "menu",
    [
        ["2023年政府信息公开工作年度报告"],
        [f"青溪县人民政府{year}年政府信息公开工作年度报告" for year in (2021, 2022, 2023, 2024)],
        [f"青溪县人民政府{year}年政府信息公开工作年度报告" for year in (2024, 2023, 2022)],
    ],
)
def test_reports_in_a_menu_give_no_title(menu: list[str]) -> None:
    title = "青溪县人民政府2024年政府信息公开工作年度报告"
    links = "".join(f"<li><a href='#'>{each}</a></li>" for each in menu)
    page = (
        f"<html><body><ul>{links}</ul><h1>{title}</h1><p>一、总体情况</p><p>收到申请5件。</p></body></html>"
    )
    found = parse(read(page.encode(), "r.html"), EDITIONS, LEXICON).report.title
    assert found is not None
    assert (found.year, found.agency) == (2024, "青溪县人民政府")


@pytest.mark.parametrize("head", ["|\n{} | ||||\n", "| {}\n|\n"])
def test_bars_before_a_line_of_numbers_are_no_cells(head: str) -> None:
    cells = ["2", "", "", "1", "3", "", "", "", "", "", "", "4", "", "", "4"]
    labels = [
        "行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉",
        *("结果维持", "结果纠正", "其他结果", "尚未审结", "总计") * 3,
    ]  # fmt: skip
    row = "|\n" + "".join(f"{each} |\n" if each else "|\n" for each in cells)
    if head.startswith("| "):
        row = f"| {cells[0]}\n|\n" + "".join(f"{each}\n|\n" if each else "|\n" for each in cells[1:])
    table = "".join(head.format(each) for each in labels) + row
    report = report_of(
        f"一、总体情况\n四、政府信息公开行政复议、行政诉讼情况\n{table}五、存在的主要问题及改进情况\n无。\n"
    )
    read = [each for table in report.tables if table.id == "disputes" for each in table.cells()]
    assert [each.value and int(each.value) for each in read] == [
        int(each) if each else None for each in cells
    ]


@pytest.mark.parametrize(("apart", "blank"), [(2, 1), (2, 2), (1, 1)])
def test_empty_lines_are_blank_cells_where_each_cell_has_its_line(apart: int, blank: int) -> None:
    rows = {"（一）予以公开": ["4", "", "", "1", "", "", "5"], "（七）总计": ["", "2", "", "", "", "", "2"]}
    text = "".join(
        "".join(f"{each}{chr(10) * apart}" if each else "\n" * blank for each in (label, *cells))
        for label, cells in rows.items()
    )
    head = "自然人\n总计\n一、本年新收政府信息公开申请数量\n二、上年结转政府信息公开申请数量\n"
    report = report_of(
        f"一、总体情况\n三、收到和处理政府信息公开申请情况\n{head}{text}四、结转下年度继续办理\n"
    )
    cells = {each.address: each for table in report.tables for each in table.cells()}
    for row, id in zip(rows.values(), ("granted", "disposed_total"), strict=True):
        read = [cells[f"requests/{id}/{each}"] for each in (*APPLICANTS, "total")]
        assert [each.value and int(each.value) for each in read] == [
            int(each) if each else None for each in row
        ]
        assert {each.state for each in read} == {NUMBER, BLANK}


def test_traditional_characters_and_pronunciations_are_read_like_the_others() -> None:
    text = (
        "青溪縣水務局2024年政府資訊公開工作年度報告\n一、總體情況\n公開信息30條(tiáo)。\n"
        "三、收到和處理政府信息公開申請情況\n自然人 | 總計 |\n"
        "一、本年新收政府信息公開申請數(shù)量 | 3 | 0 | 0 | 0 | 0 | 1 | 4 |\n"
        "二、上年結轉政府信息公開申請數量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"
        "4.無正當理由大量反覆申請 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n"
        "五、存在的主要問題及改進情況\n無。\n"
    )
    report = report_of(text)
    cells = {each.address: each.value for table in report.tables for each in table.cells()}
    assert (report.agency, report.year, report.status) == ("青溪县水务局", 2024, "ok")
    assert [each.id for each in report.sections] == ["overview", "requests", "problems"]
    for row, total in (("new_received", 4), ("carried_over", 1), ("refuse_excessive", 2)):
        assert cells[f"requests/{row}/total"] == total


@pytest.mark.parametrize(
    ("below", "day"),
    [
        ("2025-02-05 17:21 青溪县水务局", (2025, 2, 5)),
        ("2025-02-05 青溪县水务局", None),
        ("今天是2025-02-05 17:21", None),
        ("（2025年2月5日）", (2025, 2, 5)),
        ("2025.2.5", (2025, 2, 5)),
        ("本报告于\n2025年2月5日\n公布", (2025, 2, 5)),
        ("2025年2月5日至3月1日", None),
        ("数据统计起止日期：2024年1月1日—2024年12月31日", None),
        ("时间：2024-01-01至2024-12-31", None),
        ("时间：2025-01-31 09:20", (2025, 1, 31)),
    ],
)
def test_a_day_alone_or_with_a_time_below_the_title_is_that_of_publication(
    below: str, day: tuple[int, int, int] | None
) -> None:
    report = report_of(f"青溪县水务局2024年政府信息公开工作年度报告\n{below}\n一、总体情况\n公开信息30条。\n")
    found = report.published
    assert (found and (found.year, found.month, found.day)) == day


@pytest.mark.parametrize(
    "period",
    [
        "统计时间：2024年1月1日至2024年12月31日。",
        "数据起止时间：2024年1月1日—12月31日。",
        "报告时间：2024年1月1日起至12月31日止。",
    ],
)
def test_the_first_day_of_the_period_is_not_that_of_publication(period: str) -> None:
    report = report_of(
        f"青溪县水务局2024年政府信息公开工作年度报告\n本报告按规定编制。{period}\n一、总体情况\n公开信息30条。\n"
    )
    assert report.published is None


def test_a_title_that_lost_a_letter_of_its_name_is_one() -> None:
    report = report_of("青溪县水务局2024年政府信息公开工年度报告\n一、总体情况\n公开信息30条。\n")
    assert report.title is not None
    assert (report.agency, report.year) == ("青溪县水务局", 2024)


def test_lines_drawn_with_characters_are_no_words() -> None:
    drawn = "+------+-----+\n| 规章 | 3 |\n+======+=====+\n"
    flow = Flow.of(f"一、总体情况\n{drawn}减少-3+2\n")
    assert flow.text == "一、总体情况规章3减少-3+2"
    assert len(flow.folded) == len(flow.source_text)


@pytest.mark.parametrize("mark", ["、", "."])
def test_an_arabic_numeral_of_a_section_behind_the_last_cell_of_a_table_is_no_cell(mark: str) -> None:
    row = "0 0 0 0 0 0 0"
    text = (
        f"甲县水务局2024年政府信息公开工作年度报告 1{mark}总体情况 公开信息30条。 3{mark}收到和处理政府信息公开申请情况 "
        "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计 一、本年新收政府信息公开申请数量 2 0 0 0 0 0 2 "
        f"二、上年结转政府信息公开申请数量 {row} （一）予以公开 1 0 0 0 0 0 1 （七）总计 1 0 0 0 0 0 1 "
        f"四、结转下年度继续办理 1 0 0 0 0 0 1 4{mark}政府信息公开行政复议、行政诉讼情况 没有。"
    )
    report = report_of(text)
    assert [each.id for each in report.sections] == ["overview", "requests", "disputes"]
    found = report.table("requests")
    assert found is not None
    assert [
        int(each.value or 0)
        for each in next(each for each in found.rows if each.id == "carried_forward").cells
    ] == [1, 0, 0, 0, 0, 0, 1]
