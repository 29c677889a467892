"""
Days, periods, dates of publication and numbers of documents, in all the ways in which they are written.
"""

from itertools import product

import pytest

from disclint.grammar.dates import citations, period, published
from disclint.source import Flow, Source, Tag
from disclint.source.places import Span
from disclint.syntax import Citation, Day, Period
from tests.forms import LEXICON

NOUNS = LEXICON.period_nouns
TITLE = "某某市某局2023年政府信息公开工作年度报告\n"


def told(text: str, *, start: int = 0, end: int | None = None) -> Period | None:
    flow = Flow.of(text)
    return period(flow, NOUNS, [(start, len(flow.text) if end is None else end)])


def day(text: str, written: str, year: int | None, month: int, number: int, at: int = 0) -> Day:
    """
    The day that stands as `written` in a text.
    """
    start = text.index(written, at)
    return Day(Span(start, start + len(written)), year, month, number)


# The period.

# A first of January and an end of December, as they are written, and the year that they say.
FIRST = [("2023年1月1日", 2023), ("2023年01月01号", 2023), ("2023-1-1", 2023), ("2023.01.01", 2023), ("2023/1/1", 2023), ("1月1日", None), ("1月1", None)]  # fmt: skip
LAST = [("2023年12月31日", 2023), ("2023-12-31", 2023), ("12月31日", None), ("2024年12月31号", 2024), ("12月31", None)]  # fmt: skip
BETWEEN = ["至", "到", "-", "—", "起至", "起，至", "开始到", "零时至", "截至"]


@pytest.mark.parametrize("noun", ["统计期限自", "统计时间为", "", "本报告所列数据的统计期限为"])
@pytest.mark.parametrize("between", BETWEEN)
def test_a_period_is_two_days_with_a_word_between_them(noun: str, between: str) -> None:
    for (first, year), (last, until) in product(FIRST, LAST):
        if first.endswith("1月1") and between not in ("至", "到"):
            # Without 日 only such a word says that it is a day.
            continue
        text = f"按规定编制。{noun}{first}{between}{last}止，下同。"
        found = told(text)
        assert found is not None, text
        assert found.start == day(text, first, year, 1, 1)
        assert found.end == day(text, last, until, 12, 31, text.index(first) + len(first))
        assert found.span.end == text.index("止") + 1


@pytest.mark.parametrize(
    "blanks",
    [
        "统计期限为 2023 年 1 月 1 日 至 2023 年\n12 月 31 日。",
        "统计期限为|2023年1月1日|至|2023年12月31日|。",
    ],
)
def test_blanks_and_bars_are_no_part_of_a_day_but_of_its_place(blanks: str) -> None:
    found = told(blanks)
    assert found is not None
    assert found.start is not None
    assert found.end is not None
    assert (found.start.year, found.start.month, found.start.day) == (2023, 1, 1)
    assert blanks[found.start.span.start : found.start.span.end].replace(" ", "") == "2023年1月1日"
    assert (found.end.year, found.end.month, found.end.day) == (2023, 12, 31)
    assert (
        blanks[found.end.span.start : found.end.span.end].replace(" ", "").replace("\n", "")
        == "2023年12月31日"
    )


@pytest.mark.parametrize(
    ("text", "is_there"),
    [
        ("我局2023年3月1日至2023年4月2日开展培训。", False),
        ("我局2023年1月1日至2023年4月2日开展培训。", True),
        ("我局2023年3月1日至2023年12月31日开展培训。", True),
        ("我局2023年1月2日至2023年12月30日开展培训。", False),
        ("我局2023年2月1日至2023年11月31日开展培训。", False),
        ("统计期限为2023年3月1日至2023年4月2日。", True),
        ("统计期限见封面。我局2023年3月1日至2023年4月2日开展培训。", False),
        ("2023年1月1日公开，2023年12月31日归档。", False),
        ("统计期限为12023年1月1日", False),
    ],
)
def test_without_the_noun_only_a_whole_year_is_the_period(text: str, *, is_there: bool) -> None:
    assert (told(text) is not None) is is_there


def test_of_several_ranges_the_one_behind_the_noun_is_the_period_and_else_the_first_of_a_year() -> None:
    ranges = (
        "2021年1月1日至2021年12月31日，",
        "2022年1月1日至2022年12月31日，",
        "2023年1月1日至2023年12月31日。",
    )
    found = told("".join(ranges))
    assert found is not None
    assert found.start is not None
    assert found.start.year == 2021
    found = told(f"{ranges[0]}统计期限为{ranges[1]}另有{ranges[2]}")
    assert found is not None
    assert found.start is not None
    assert found.start.year == 2022
    # What is farther away than some lines belongs to another sentence.
    far = f"统计期限为{'我局及所属各单位' * 8}2022年3月1日至2022年4月2日。"
    assert told(far) is None
    near = f"统计期限为{'我局及所属各单位' * 5}2022年3月1日至2022年4月2日。"
    assert told(near) is not None


def test_stretches_are_looked_through_in_order() -> None:
    text = "统计期限为2021年1月1日至2021年12月31日。统计期限为2022年1月1日至2022年12月31日。"
    flow = Flow.of(text)
    half = text.index("统", 3)
    for stretches, year in [
        ([(0, half), (half, len(text))], 2021),
        ([(half, len(text)), (0, half)], 2022),
        ([(0, 3), (half, len(text))], 2022),
        ([(0, 10), (0, half)], 2021),
    ]:
        found = period(flow, NOUNS, stretches)
        assert found is not None
        assert found.start is not None
        assert found.start.year == year
        assert text[found.span.start : found.span.end].startswith("统计期限")
    assert period(flow, NOUNS, []) is None
    assert period(flow, NOUNS, [(0, 12), (half, half + 14)]) is None


@pytest.mark.parametrize("noun", ["统计期限", "数据截至", "统计时间"])
@pytest.mark.parametrize("end", ["。", ""])
def test_a_period_may_say_only_its_last_day(noun: str, end: str) -> None:
    text, last = f"以下{noun}为2023年12月31日{end}", "2023年12月31日"
    found = told(text)
    assert found is not None
    assert found.start is None
    assert found.end == day(text, last, 2023, 12, 31)
    assert found.span == Span(text.index(noun), text.index(last) + len(last))


@pytest.mark.parametrize("text", ["统计期限截至2023年11月30日。", "统计期限见封面。截至2023年12月31日。"])
def test_no_other_day_alone_is_a_period(text: str) -> None:
    assert told(text) is None


@pytest.mark.parametrize("damaged", ["20231月1日至12月31日", "2023年1231", "20230101至", "202311日"])
def test_a_period_whose_days_lost_their_marks_is_there_without_days_or_with_those_that_are_whole(
    damaged: str,
) -> None:
    text = f"统计期限为{damaged}，下同，如无特别说明均为全年的数字。"
    found = told(text)
    assert found is not None
    if found.end is None:
        assert found.span == Span(0, text.index(damaged) + len(damaged))
    assert found.span.start == 0
    assert found.end is None or (found.end.month, found.end.day) == (12, 31)
    assert told(f"统计期限为{'全年全市' * 9}{damaged}，下同。") is None or found.end is not None


# The date of publication.


def date(text: str, *, end: int | None = None, tags: tuple[Tag, ...] = ()) -> Day | None:
    flow = Flow.of(text)
    return published(Source(text, tags=tags), flow, len(flow.text) if end is None else end)


DATES = [("2024-01-25", "2024-01-25"), ("2024年1月25日", "2024年1月25"), ("2024/1/25", "2024/1/25"), ("2024.1.25", "2024.1.25")]  # fmt: skip


@pytest.mark.parametrize(
    "noun",
    [
        "发布日期",
        "发布时间",
        "公开日期",
        "成文日期",
        "生成日期",
        "印发时间",
        "发文日期",
        "公布日期",
        "发布于",
    ],
)
@pytest.mark.parametrize(("written", "place"), DATES)
def test_a_page_says_when_it_was_published(noun: str, written: str, place: str) -> None:
    for mark in ("：", ":", "", "：[", "["):
        text = f"来源：某局\n{noun}{mark}{written}\n{TITLE}"
        assert date(text) == day(text, place, 2024, 1, 25)
        # It is looked for no further than the report begins.
        assert date(text, end=8) is None


@pytest.mark.parametrize(("written", "place"), DATES)
def test_a_date_says_nothing_of_what_else_happened_then(written: str, place: str) -> None:
    text = f"日期：{written} 浏览次数：3\n{TITLE}"
    assert date(text) == day(text, place, 2024, 1, 25)
    for noun in ("更新日期", "访问时间", "修改日期", "采集时间", "统计时间", "截止日期"):
        assert date(f"{noun}：{written}\n") is None
    for more in ("至2024年2月1日", "起", "-2024.2.1"):
        assert date(f"时间：{written}{more}\n") is None
    # The first that counts.
    text = f"更新日期：2024-02-02\n时间：{written}\n发布日期：2025-01-01\n"
    assert date(text) == day(text, place, 2024, 1, 25)


@pytest.mark.parametrize(("written", "place"), DATES)
@pytest.mark.parametrize("clock", ["8:05", "08:05", "15:30:07", "23:59"])
def test_below_the_title_a_day_and_a_time_of_day_are_when_it_was_published(
    written: str, place: str, clock: str
) -> None:
    text = f"{TITLE}{written} {clock} 来源：某局\n一、总体情况\n"
    assert date(text) == day(text, place, 2024, 1, 25)
    assert date(f"某局要闻\n{written} {clock} 来源：某局\n") is None
    assert date(f"{TITLE}会议于{written} {clock} 召开\n") is None
    assert date(f"{TITLE}{written} 25:05 来源\n") is None


@pytest.mark.parametrize(("written", "place"), DATES)
@pytest.mark.parametrize("around", ["{}", "（{}）", "({})"])
def test_a_day_alone_right_below_the_title_is_when_it_was_published(
    written: str, place: str, around: str
) -> None:
    for behind in ("", "\n一、总体情况\n"):
        text = f"{TITLE}{around.format(written)}{behind}"
        assert date(text) == day(text, place, 2024, 1, 25)
    assert date(f"{around.format(written)}\n一、总体情况\n") is None
    assert date(f"{TITLE}截至{around.format(written)}\n") is None
    assert date(f"{TITLE}{around.format(written)}，我局发文\n") is None
    assert date(f"{TITLE}{'某某市某局办公室印发' * 5}\n{around.format(written)}\n") is None


def test_a_day_at_the_very_beginning_of_a_page_is_below_no_title() -> None:
    assert date("2024年1月25日\n某局年度报告\n") is None


def test_what_the_file_itself_says_counts_where_the_page_says_nothing() -> None:
    tags = Tag("author", "2020-01-02"), Tag("published", " 2024-01-25 10:00"), Tag("published", "2025-01-01")
    assert date(TITLE, tags=tags) == Day(Span(0, 0), 2024, 1, 25)
    assert date(TITLE, tags=(Tag("published", "昨天"), tags[2])) == Day(Span(0, 0), 2025, 1, 1)
    assert date(TITLE, tags=(Tag("published", "昨天"),)) is None
    text = f"{TITLE}2023-02-03\n"
    assert date(text, tags=tags) == day(text, "2023-02-03", 2023, 2, 3)


# Numbers of documents.


def cited(text: str) -> list[Citation]:
    return list(citations(Flow.of(text)))


@pytest.mark.parametrize(
    ("lead", "office"),
    [
        ("根据", "国办公开办函"), ("按照", "国办发"), ("依据", "某府办"), ("以及", "某政办发"), ("，", "某府"),
        ("《关于做好工作的通知》（", "国办公开办函"), ("落实", "国发"), ("", "国办公开办函"), ("。", "某政函"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("brackets", "number"), [("〔{}〕", "30号"), ("[{}]", "5号"), ("（{}）", "1234号"), ("〔{}〕", "第7号")]
)
def test_a_number_of_a_document_is_its_office_its_year_and_its_number(
    lead: str, office: str, brackets: str, number: str
) -> None:
    written = f"{office}{brackets.format(2021)}{number}"
    text = (
        f"我局{'' if lead[:1] in '，。《' or not lead else '认真'}{lead}{written}的要求。"
        if lead
        else f"{written}的要求。"
    )
    (found,) = cited(text)
    at = text.index(written)
    assert found.span == Span(at, at + len(written))
    assert (found.office, found.year, found.number) == (office, 2021, int(number.strip("第号")))
    assert found.written == Flow.of(written).text


@pytest.mark.parametrize(
    ("written", "number"),
    [("国务院令第711号", 711), ("国务院令711号", 711), ("国令第711号", 711), ("国务院第492号令", 492),
     ("国务院令（第711号）", None), ("国务院令第7号", None), ("中华人民共和国国务院令第711号", 711), ("国务院令(修订)第711号", 711)],
)  # fmt: skip
def test_an_order_has_a_number_and_no_year(written: str, number: int | None) -> None:
    text = f"《条例》（{written}）施行。"
    found = cited(text)
    if number is None:
        assert found == []
        return
    (one,) = found
    at = text.index(written)
    assert one.span == Span(at, at + len(written))
    assert (one.office, one.year, one.number) == ("国务院令", None, number)
    assert one.written == Flow.of(written).text


def test_every_number_of_a_document_is_cited_in_turn() -> None:
    text = "国办发〔2019〕1号、国办发〔2020〕22号，国务院令第711号和号码3号、6号楼，某府办〔1999〕333号。"
    assert [(each.office, each.year, each.number) for each in cited(text)] == [
        ("国办发", 2019, 1), ("国办发", 2020, 22), ("国务院令", None, 711), ("某府办", 1999, 333),
    ]  # fmt: skip
    assert cited("号") == []
    assert cited("国办发〔2019〕12345号，国办发〔2099号，发〔2019〕3号") == []
    (found,) = cited("国办发〔2019〕1号号")
    assert found.written == "国办发[2019]1号"
    # Nothing that stands between makes two of one.
    (found,) = cited("《关于〈国办发〔2019〕1号\n〉的说明》" + "长" * 40 + "号")
    assert found.number == 1
