"""
Titles: how far down a page, how far along a line and how far over a line end one is looked for, to the character.
"""

from itertools import product

import pytest
from attrs import evolve

from disclint.grammar import parse
from disclint.grammar.front import is_title, title
from disclint.source import Flow, Source, Span, Tag
from disclint.syntax import Title
from tests.forms import EDITION, EDITIONS, LEXICON

AGENCY, NAME = "甲市乙区水利局", "政府信息公开工作年度报告"
TITLE = f"{AGENCY}2023年{NAME}"


def title_of(text: str, limit: int | None = None, tags: tuple[Tag, ...] = ()) -> Title | None:
    flow = Flow.of(text)
    return title(evolve(Source(text), tags=tags), flow, len(flow.text) if limit is None else limit)


def year_of(text: str) -> int | None:
    found = title_of(text)
    return found and found.year


@pytest.mark.parametrize("lines", [0, 1, 38, 39, 40, 41, 60])
def test_a_title_is_one_of_the_first_forty_lines(lines: int) -> None:
    text = "导航\n" * lines + TITLE + "\n正文"
    found = title_of(text)
    assert (found is not None) == (lines < 40)
    if found is not None:
        at = text.index(TITLE)
        assert (found.span, found.text, found.repeated) == (Span(at, at + len(TITLE)), TITLE, ())
        assert (found.agency_span, found.year_span) == (Span(at, at + 7), Span(at + 7, at + 11))


def test_a_title_stands_before_the_first_section() -> None:
    flow = Flow.of(f"导航\n{TITLE}\n一、总体情况")
    for limit in range(len(flow.text) + 1):
        found = title(Source(flow.source_text), flow, limit)
        whole = limit >= 2 + len(TITLE)
        # What ends earlier is cut, and may be one still.
        assert found is None or found.text == flow.text[2:limit][: len(TITLE)]
        assert (found is not None and found.text == TITLE) == whole


def test_a_title_has_so_many_characters_at_most() -> None:
    for length in (74, 75, 76):
        agency = "甲" * 39 + "局"
        rest = length - len(agency) - len(NAME) - 5
        words = f"{agency}2023年{'乙' * rest}{NAME}"
        assert len(words) == length
        flow = Flow.of(f"甲\n{words}\n乙")
        assert is_title(flow, 1, 1 + length) == (length <= 75)
        assert not is_title(flow, 0, 1 + length)
        assert (title_of(words) is not None) == (length <= 75)
        # Behind the word for it, longer ones are titles as well.
        marked = title_of(f"标题：{words}")
        assert marked is not None
        assert marked.text == words


OPENINGS = "根据 依据 按照 依照 本报告 本年度报告 为落实 为贯彻 现将 现公布 一、 发布日期 来源"


@pytest.mark.parametrize("opening", OPENINGS.split())
def test_a_line_that_begins_with_a_title_goes_on_with_how_texts_begin(opening: str) -> None:
    for before, between in product(["", "导航\n"], ["", " "]):
        text = f"{before}{TITLE}{between}{opening}{'情况' * 40}"
        found = title_of(text)
        assert found is not None
        at = len(before)
        assert (found.span, found.text) == (Span(at, at + len(TITLE)), TITLE)
        # Where its name is short it has to stand apart.
        bare = title_of(f"{before}{NAME}{between}{opening}{'情况' * 40}")
        assert bare is not None
        assert (bare.text, bare.agency, bare.year) == (NAME, None, None)
    assert title_of(f"{NAME}另有{'情况' * 40}") is None


@pytest.mark.parametrize("at", [380, 384, 385, 386, 400, 420])
def test_amid_a_line_a_title_ends_within_four_hundred_characters(at: int) -> None:
    lead = "导航" * ((at - 8) // 2) + "来" * (at % 2) + "发布机构"
    text = f"{lead}:{TITLE} {'情况' * 60}"
    start = len(lead) + 1
    found = title_of(text)
    whole = start + len(TITLE) <= 400
    assert (found is not None and found.text == TITLE) == whole
    if whole:
        assert found is not None
        assert (found.span.start, found.agency, found.year) == (start, AGENCY, 2023)


@pytest.mark.parametrize("order", ["{y}{a}{n}", "{a}{y}{n}", "{a}政府信息公开工作{y}年度报告", "{a}{n}"])
def test_amid_a_line_a_title_has_its_year_in_one_of_its_places(order: str) -> None:
    words = order.format(a=AGENCY, y="2023年", n=NAME)
    text = f"首页 发布日期:1月3日 {words} {'情况' * 60}"
    found = title_of(text)
    assert (found is not None) == ("{y}" in order)
    if found is not None:
        at, year = text.index(words), text.index("2023")
        assert (found.span, found.text) == (Span(at, at + len(words)), words)
        assert (found.agency, found.agency_span) == (AGENCY, Span(text.index(AGENCY), text.index(AGENCY) + 7))
        assert (found.year, found.year_span) == (2023, Span(year, year + 4))


def test_a_line_end_cuts_a_title_in_words_or_its_year_and_nowhere_else() -> None:
    for cut in range(1, len(TITLE)):
        above, below = TITLE[:cut], TITLE[cut:]
        found = title_of(f"{above}\n{below}\n正文")
        # Behind the name of the agency alone the line above is told by itself.
        assert found is not None
        assert (found.agency, found.year) in (
            (AGENCY, 2023),
            (None, 2023),
            (AGENCY, None),
            (AGENCY[cut:] or None, 2023),
        ), cut
        if cut > len(AGENCY):
            assert (found.agency, found.year) == (AGENCY, 2023)
            assert found.span.start == 0
    for length in (74, 75, 76):
        agency = "甲" * 39 + "局"
        rest = length - len(agency) - len(NAME) - 5
        words = f"{agency}2023年{'乙' * rest}{NAME}"
        cut = title_of(f"{words[:-3]}\n{words[-3:]}")
        assert (cut is not None and cut.text == words) == (length <= 75)


@pytest.mark.parametrize(
    ("written", "agency"),
    [
        ("首页>公开>甲市局", "甲市局"), ("»甲市局", "甲市局"), ("(甲市局)", "甲市局"), ("- 甲市局 -", "甲市局"), ("甲市局(乙局)", "甲市局(乙局)"), ("甲市局关于", "甲市局"),
        ("甲县人民", "甲县人民政府"), ("现公布甲市局", "甲市局"), ("特面向社会公开甲市局", "甲市局"), ("特向社会发布甲市局", "甲市局"), ("现将甲市局", "甲市局"), ("现将", None),
    ],
)  # fmt: skip
def test_the_name_of_an_agency_is_without_what_stands_around_it(written: str, agency: str | None) -> None:
    found = title_of(f"{written}2023年{NAME}")
    assert found is not None
    assert (found.agency, found.year) == (agency, 2023)


def test_a_page_s_own_title_tells_where_the_text_does_not_and_counts_among_years() -> None:
    other = TITLE.replace("2023", "2022")
    for words in (TITLE, f"{TITLE}_甲市", f"{TITLE} · 甲市", f"{TITLE} - 甲市"):
        tags = (Tag("published", other), Tag("title", "首页"), Tag("title", words))
        found = title_of("无。", tags=tags)
        assert found is not None
        assert (found.agency, found.year, found.span, found.year_span) == (
            AGENCY,
            2023,
            Span(0, 0),
            Span(0, 0),
        )
        # Of two that the text has, the page's is the one.
        told = title_of(f"{TITLE}\n{other}", tags=tags)
        assert told is not None
        assert (told.year, told.span) == (2023, Span(0, len(TITLE)))
        assert year_of(f"{TITLE}\n{other}") == 2022
        alone = title_of(f"{other}\n无。", tags=tags)
        assert alone is not None
        assert alone.year == 2022


def test_a_title_that_stands_there_again_is_told_and_a_summary_goes_behind_a_report() -> None:
    other, summary = TITLE.replace("2023", "2022"), f"{AGENCY}2023年政府信息公开工作总结"
    for lines, found, repeated in [
        ([TITLE, other], 1, []), ([TITLE, other, TITLE], 0, [2]), ([TITLE, TITLE], 0, [1]), ([other, TITLE, other, other], 0, [2, 3]),
        ([summary, TITLE], 1, []), ([summary, other], 1, []), ([summary], 0, []), ([summary, summary], 0, [1]), ([TITLE, f"2023年{AGENCY}{NAME}"], 0, [1]),
        ([f"2023年{NAME}", TITLE], 1, []),
    ]:  # fmt: skip
        text = "\n".join(["导航", *lines, "无。"])
        starts = [len("\n".join(["导航", *lines[:at], ""])) for at in range(len(lines))]
        said = title_of(text)
        assert said is not None
        assert said.span == Span(starts[found], starts[found] + len(lines[found])), lines
        assert said.repeated == tuple(Span(starts[at], starts[at] + len(lines[at])) for at in repeated), lines


@pytest.mark.parametrize("order", ["{y}{a}", "{a}{y}"])
def test_amid_a_line_the_name_begins_behind_the_page_s_words_or_the_last_gap(order: str) -> None:
    words = order.format(a=AGENCY, y="2023年") + NAME
    tail = "情况" * 60
    for lead in (
        "甲市 乙网 ",
        "信息公开",
        "甲市公开年报",
        "信息公开年度报告",
        "政务 当前位置",
        "甲市信息来源",
        "丙县 信息公开",
    ):
        text = f"{lead}{words}，{tail}"
        found = title_of(text)
        assert found is not None
        at = text.index(words)
        own = text.index(AGENCY)
        assert (found.agency, found.year, found.agency_span) == (AGENCY, 2023, Span(own, own + len(AGENCY)))
        assert found.span.end == at + len(words)
        assert found.text == words
    # The year is of the title if nothing but a blank stands between it and the name.
    for between, first in (("", "2023"), (" ", "2023"), ("甲 ", AGENCY)):
        text = f"导航 2023年{between}{AGENCY}{NAME}，{tail}"
        found = title_of(text)
        assert found is not None
        assert (found.agency, found.year, found.span.start) == (AGENCY, 2023, text.index(first))


def test_titles_of_one_year_are_the_same_if_they_are_of_one_agency() -> None:
    for other, is_same in [
        (TITLE, True), (f"2023年{AGENCY}{NAME}", True), (f"乙县水利局2023年{NAME}", False), (f"{AGENCY}2022年{NAME}", False), (f"2023年{NAME}", False),
    ]:  # fmt: skip
        found = title_of(f"{TITLE}\n{TITLE}\n{other}\n导航")
        assert found is not None
        assert (found.text, len(found.repeated)) == (TITLE, 1 + is_same)
    # The year of the line above counts where the title has none.
    for above, title_, year, start in [
        (f"{AGENCY}2022年", f"2023年{NAME}", 2023, 0), (f"{AGENCY}2022年", NAME, 2022, 0), (AGENCY, f"2023年{NAME}", 2023, 0), (AGENCY, NAME, None, 0),
    ]:  # fmt: skip
        found = title_of(f"{above}\n{title_}\n导航")
        assert found is not None
        assert (found.agency, found.year, found.span.start) == (AGENCY, year, start)


# What a report is for, by its title and its period.


@pytest.mark.parametrize("said", [None, 2016, 2018, 2019, 2023])
@pytest.mark.parametrize("within", [None, 2016, 2018, 2019, 2022])
def test_a_year_before_the_forms_is_a_slip_if_the_period_is_of_one_with_forms(
    said: int | None, within: int | None
) -> None:
    text = f"{AGENCY}{f'{said}年' if said else ''}{NAME}\n"
    text += f"数据统计期限为{within}年1月1日至{within}年12月31日。\n" if within else ""
    text += "".join(f"{each.numeral}、{each.title}\n无。\n" for each in EDITION.sections)
    is_slip = said is not None and within is not None and said < 2019 <= within
    assert parse(Source(text), EDITIONS, LEXICON).report.year == (within if is_slip or said is None else said)


@pytest.mark.parametrize(
    ("heads", "is_told"),
    [
        (["（一）总体情况", "", "五、存在的主要问题及改进情况", "六、其他需要报告的事项"], True),
        (["（一）总体情况", "", "五、存在的主要问题及改进情况"], False),
        (["（一）总体情况", "", "（五）存在的主要问题及改进情况"], False),
        # In other words a part opens no section.
        (["（一）工作总体概况", "", "五、存在的主要问题及改进情况"], True),
        (["一、工作总体概况", "", "（五）存在的主要问题及改进情况"], False),
    ],
)
def test_a_title_stands_before_the_first_heading_that_opens_a_section(
    heads: list[str],
    is_told: bool,  # noqa: FBT001 - a case
) -> None:
    text = "前言\n" + "\n".join(each or TITLE for each in heads) + "\n无。"
    assert (parse(Source(text), EDITIONS, LEXICON).report.title is not None) == is_told


def test_labels_of_rows_are_no_headings_where_a_table_begins_with_them() -> None:
    form = EDITION.tables["requests"]
    rows = "\n".join(f"{each.label} 0 0 0 0 0 0 0" for each in form.rows())
    section = EDITION.sections[2]
    text = f"{section.numeral}、{section.title}\n{rows}\n五、存在的主要问题及改进情况\n无。"
    found = parse(Source(text), EDITIONS, LEXICON, year=2024).report
    assert [each.section for each in found.headings] == ["requests", "problems"]
