"""
Who reports, on which year and for which days, told far down, on a line of the page's or in the first words of a text.
"""

import pytest

import disclint
from disclint.source import Span
from tests.forms import EDITION

AGENCY = "甲市乙区水利局"
HEADS = [f"{each.numeral}、{each.title}" for each in EDITION.sections]
BODY = "\n".join(f"{each}\n无。" for each in HEADS[1:])


def report(preamble: str, overview: str) -> disclint.Report:
    """
    The tree of a report with these words before and in section one.
    """
    return disclint.parse_text(f"{preamble}\n{HEADS[0]}\n{overview}\n{BODY}")


@pytest.mark.parametrize(("length", "is_told"), [(0, True), (500, True), (700, False)])
def test_only_the_first_sentences_of_section_one_tell_who_reports(length: int, is_told: bool) -> None:  # noqa: FBT001 - a case
    before = ("及时更新。" * (length // 5))[:length]
    found = report("", f"{before}2024年，{AGENCY}认真做好公开工作。")
    assert (found.agency == AGENCY) == is_told


@pytest.mark.parametrize(
    "page", ["甲市水利 2022年 浏览次数：5", "甲市水利 2022年 字号：大", "2022年 当前位置 2022年"]
)
def test_a_line_of_the_page_tells_no_year_wherever_its_words_stand_in_it(page: str) -> None:
    assert report(page, "2024年，公开信息30条。").year == 2024


@pytest.mark.parametrize("name", ["政府信息公开工作年度报告", "政府信息公开2024年年度报告"])
def test_a_title_amid_a_long_line_is_one_only_with_its_year(name: str) -> None:
    line = f"首页 浏览次数：12 {AGENCY}{name} 根据条例编制本报告{'，及时更新' * 20}。"
    found = disclint.parse_text(f"{line}\n{HEADS[0]}\n无。\n{BODY}").title
    assert (found is not None) == ("2024" in name)


def test_a_text_may_begin_with_the_heading_of_section_one_and_say_its_words_again() -> None:
    title = EDITION.sections[0].title
    text = f"{title}\n公开信息30条。\n{title}\n公开信息40条。\n{BODY}"
    found = next(each for each in disclint.parse_text(text).headings if each.section == "overview")
    assert found.span == Span(0, len(title))


@pytest.mark.parametrize("before", ["", "数据的统计期限", "本报告中所列数据的统计期限为"])
@pytest.mark.parametrize("year", ["2024年", ""])
def test_the_days_of_a_period_have_the_places_where_they_stand(before: str, year: str) -> None:
    first, last = f"{year}1月1日", f"{year}12月31日"
    text = f"{AGENCY}2024年政府信息公开工作年度报告\n{before}{first}至{last}。\n{HEADS[0]}\n无。\n{BODY}"
    found = disclint.parse_text(text).period
    assert found
    assert found.start
    assert found.end
    assert [text[each.span.start : each.span.end] for each in (found.start, found.end)] == [first, last]
