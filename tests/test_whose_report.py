"""
Which of the titles on a page is the report's, what is declined, and where its sections begin.
"""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import disclint
from tests.forms import DISPUTES, EDITION

AGENCY, NAME = "甲市乙区水利局", "政府信息公开工作年度报告"
BODY = "\n".join(f"{each.numeral}、{each.title}\n无。" for each in EDITION.sections)
TITLES = st.tuples(st.sampled_from([AGENCY, "甲市丙区财政局", ""]), st.sampled_from([2022, 2023, 2024, None]))


def written(agency: str, year: int | None, name: str = NAME) -> str:
    return f"{agency}{f'{year}年' if year else ''}{name}"


@settings(max_examples=120, deadline=None, derandomize=True)
@given(st.lists(TITLES, min_size=1, max_size=6), st.booleans())
def test_of_several_titles_the_report_s_is_of_the_year_that_is_named_most_often(
    named: list[tuple[str, int | None]],
    is_spaced: bool,  # noqa: FBT001 - a case
) -> None:
    between = "\n浏览次数\n" if is_spaced else "\n"
    text = between.join(written(*each) for each in named) + f"\n{BODY}"
    count = Counter(year for _, year in named if year)
    most = max(count.values(), default=0)
    year = next((year for _, year in reversed(named) if year and count[year] == most), None)
    of_year = [each for each in named if each[1] == year]
    agency, year = next((each for each in of_year if each[0]), of_year[0])
    found = disclint.parse_text(text).title
    assert found is not None
    assert (found.agency or "", found.year) == (agency, year)
    at = named.index((agency, year))
    places = [len(between.join([*(written(*each) for each in named[:at]), ""])) if at else 0]
    places += [each.start for each in found.repeated]
    assert found.span.start == places[0]
    assert [text[each.start : each.end] for each in (found.span, *found.repeated)] == [
        written(agency, year)
    ] * named.count((agency, year))
    assert len({*places}) == len(places)


@pytest.mark.parametrize("name", ["政府信息公开工作总结", "政府信息公开总结报告"])
def test_a_summary_is_the_title_only_where_no_report_is_named(name: str) -> None:
    summary, other = written(AGENCY, 2023, name), written("甲市丙区财政局", 2024)
    assert disclint.parse_text(f"{summary}\n{BODY}").year == 2023
    for lines in ([summary, summary, other], [other, summary, summary]):
        assert disclint.parse_text("\n".join([*lines, BODY])).year == 2024


@pytest.mark.parametrize("length", [60, *range(72, 79)])
@pytest.mark.parametrize("cut", [-8, -6])
def test_a_title_that_a_line_end_cuts_has_at_most_so_many_characters(length: int, cut: int) -> None:
    head = written(f"甲市{'乙' * 15}水利局", 2024)
    # What stands in brackets behind a title belongs to its line.
    title = head + "[" + "甲" * (length - len(head) - 2) + "]"
    at = len(head) + cut
    found = disclint.parse_text(f"{title[:at]}\n{title[at:]}\n{BODY}").title
    assert (found is not None) == (length <= 75)


@pytest.mark.parametrize(
    ("title", "agency", "year"),
    [
        (f"2024年{AGENCY}{NAME}", AGENCY, "2024"),
        (f"2024年度{AGENCY}{NAME}", AGENCY, "2024"),
        (f"{AGENCY}2024年{NAME}", AGENCY, "2024"),
        (f"{AGENCY}2024年度{NAME}", AGENCY, "2024"),
        (f"{AGENCY}政府信息公开工作2024年度报告", AGENCY, "2024"),
        (f"{AGENCY}政府信息公开2024年年度报告", AGENCY, "2024"),
    ],
)
@pytest.mark.parametrize("page", ["浏览次数：12 ", "索引号：0001 发布机构：甲市 ", "发布日期：2025年1月3日 "])
@pytest.mark.parametrize("mark", ["，", "。", "；", "《"])
def test_a_title_amid_a_line_has_its_parts_where_they_stand(
    title: str, agency: str, year: str, page: str, mark: str
) -> None:
    rest = f"根据条例的有关要求和上级的统一部署{mark}现公布本机关的年度报告" + "，欢迎社会各界查阅" * 6
    text = f"{page}{title}{rest}\n{BODY}"
    found = disclint.parse_text(text).title
    assert found is not None
    spans = (found.span, found.agency_span, found.year_span)
    assert [text[each.start : each.end] for each in spans if each] == [title, agency, year]
    assert found.year == int(year)
    assert found.text == title


@pytest.mark.parametrize("above", ["{}", "（{}）", "2024年{}", "{}2024年度", "2024年度{}"])
@pytest.mark.parametrize("year", [None, 2023])
def test_the_line_above_a_title_may_name_the_agency_and_the_year(above: str, year: int | None) -> None:
    line = above.format(AGENCY)
    text = f"{line}\n{written('', year)}\n{BODY}"
    found = disclint.parse_text(text).title
    assert found is not None
    assert found.agency == AGENCY
    assert found.year == (year or (2024 if "2024" in above else None))
    assert text[found.span.start : found.span.end] == f"{line}\n{written('', year)}"


@pytest.mark.parametrize("line", ["浏览次数", "甲市乙区水利局欢迎您", "12"])
def test_another_line_above_a_title_names_no_agency(line: str) -> None:
    found = disclint.parse_text(f"{line}\n{written('', 2024)}\n{BODY}").title
    assert found is not None
    assert found.agency is None


def test_a_title_in_section_one_is_none_of_the_report_s_whatever_its_parts_are_called() -> None:
    parts = "".join(f"（{each.numeral}）{each.title}\n公开信息30条。\n" for each in EDITION.sections[1:4])
    text = "浏览次数\n" + BODY.replace("无。", f"公开信息30条。\n{written(AGENCY, 2022)}\n{parts}", 1)
    found = disclint.parse_text(text)
    assert found.title is None
    assert [each.id for each in found.sections] == [each.id for each in EDITION.sections]
    assert {each.body.start for each in found.sections} == {
        text.rindex(f"{each.numeral}、{each.title}") + len(f"{each.numeral}、{each.title}")
        for each in EDITION.sections
    }


def with_tables(head: str, *ids: str, first: str = "无。") -> str:
    """
    A report with these words above it and in section one, and these of its tables.
    """
    lines = [head]
    for section in EDITION.sections:
        lines.append(f"{section.numeral}、{section.title}")
        forms = [each for each in EDITION.tables.values() if each.section == section.id and each.id in ids]
        lines += [] if forms else [first if section.id == "overview" else "无。"]
        for form in forms:
            for block in form.blocks:
                lines += [block.caption.label] if block.caption else []
                groups = block.rows if form is DISPUTES else block.rows[:1]
                lines.append(
                    " | ".join(["信息内容", *(each.label for _ in groups for each in block.columns)])
                )
                if form is DISPUTES:
                    lines.insert(-1, " | ".join(each.label for each in block.rows))
                    lines[-1] = lines[-1].removeprefix("信息内容 | ")
                    lines.append(" | ".join("0" for _ in groups for _ in block.columns))
                else:
                    lines += [" | ".join([row.label, *("0" for _ in block.columns)]) for row in block.rows]
    return "\n".join(lines)


IDS = ("disclosure", "requests", "disputes")


@pytest.mark.parametrize("count", range(4))
@pytest.mark.parametrize(
    ("head", "first", "needed", "reason"),
    [
        (written(AGENCY, 2024), "无。", 0, None),
        (written(AGENCY, 2019), "无。", 0, None),
        # What is no administrative organ may still report by the form.
        (written("甲市第一中学", 2024), "无。", 2, "not-a-report"),
        (written(AGENCY, 2024), "统计期限为2023年9月1日至2024年8月31日。", 2, "not-a-report"),
        (written(AGENCY, 2024), "2023-2024学年，公开信息30条。", 2, "not-a-report"),
        (written(AGENCY, 2024), "公开信息30条。" * 220 + "2023-2024学年。", 0, None),
        # With all its tables, a report of long ago has but a slip in its year.
        (written(AGENCY, 2018), "无。", 3, "before-2019"),
        (written(AGENCY, 2024), "无。\n二、收费及减免情况\n无。", 1, "before-2019"),
        ("", "无。\n七、概述\n无。", 1, "before-2019"),
        ("", "无。", 0, None),
    ],
)
def test_what_is_no_report_by_the_form_is_one_with_so_many_of_its_tables(
    count: int, head: str, first: str, needed: int, reason: str | None
) -> None:
    found = disclint.parse_text(with_tables(head, *IDS[:count], first=first))
    assert [each.id for each in found.tables if each.state == "read"] == list(IDS[:count])
    assert (found.status, found.reason) == (("ok", None) if count >= needed else ("declined", reason))


ONE, TWO = "一、总体情况\n公开信息30条。\n", "五、存在的主要问题及改进情况\n宣传不够。\n"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (f"{written(AGENCY, 2024)}\n{ONE}", True),
        (f"{written(AGENCY, 2024)}\n公开信息30条。\n", False),
        (f"{written(AGENCY, 2024, '政府信息公开工作总结')}\n{ONE}", False),
        (f"{written(AGENCY, 2024, '政府信息公开工作总结')}\n{ONE}{TWO}", True),
        (ONE, False),
        (f"{ONE}{TWO}", True),
    ],
)
def test_without_a_table_a_report_has_a_title_and_a_section_or_two_sections(text: str, is_one: bool) -> None:  # noqa: FBT001 - a case
    found = disclint.parse_text(text)
    assert (found.status, found.reason) == (("ok", None) if is_one else ("declined", "not-a-report"))


@pytest.mark.parametrize("lost", [(), ("requests",), ("disclosure", "disputes"), IDS])
def test_a_table_is_missing_where_others_are_there_and_lost_where_none_is(lost: tuple[str, ...]) -> None:
    text = with_tables(written(AGENCY, 2024), *(each for each in IDS if each not in lost))
    found = {each.id: each for each in disclint.parse_text(text).tables}
    assert [*found] == [*IDS]
    for id, table in found.items():
        assert table.state == ("read" if id not in lost else "lost" if lost == IDS else "missing")
        form = EDITION.tables[id]
        assert table.section == form.section
        heading = next(
            f"{each.numeral}、{each.title}" for each in EDITION.sections if each.id == form.section
        )
        if id in lost:
            assert text[table.span.start : table.span.end] == heading
        else:
            assert table.span.start > text.index(heading)


def test_entries_of_a_table_of_contents_open_no_sections_however_they_end() -> None:
    for end in ("", "……1", " 3", "(12)", "…第3页"):
        contents = "\n".join(f"{each.numeral}、{each.title}{end}" for each in EDITION.sections)
        text = f"{written(AGENCY, 2024)}\n目录\n{contents}\n{BODY}"
        found = disclint.parse_text(text)
        assert [each.span.start for each in found.sections] == [
            text.rindex(f"{each.numeral}、{each.title}") for each in EDITION.sections
        ]


def test_parts_worded_like_sections_open_none_in_another_s_place() -> None:
    # The numeral tells a section from a part in its words; a section has to follow those before it.
    parts = "（一）主动公开政府信息情况\n甲。\n（二）主动公开政府信息情况\n甲。\n（五）存在的主要问题及改进情况\n甲。\n"
    text = f"{written(AGENCY, 2024)}\n" + BODY.replace("无。\n", f"无。\n{parts}", 1)
    found = disclint.parse_text(text)
    assert [each.id for each in found.sections] == [each.id for each in EDITION.sections]
    assert [each.numeral for each in found.sections[0].headings] == ["(一)", "(二)", "(五)"]
    assert [each.heading and each.heading.level for each in found.sections] == [1] * len(EDITION.sections)
