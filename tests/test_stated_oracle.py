"""
Who reports and on which year, where no title says so, held against sentences that were put together of known parts.
"""

from collections import Counter
from itertools import product
from random import Random

import pytest

from disclint.grammar.stated import acting, quoted, spoken_of
from disclint.source import Flow, Span
from disclint.syntax import Section

AGENCY = "甲市乙区水利局"
NAME = "政府信息公开工作年度报告"


def quoted_in(text: str, end: int | None = None) -> tuple[str | None, int | None]:
    flow = Flow.of(text)
    return quoted(flow, len(flow.text) if end is None else end)


def quoted_from(text: str, start: int) -> tuple[str | None, int | None]:
    flow = Flow.of(text)
    return quoted(flow, len(flow.text), start)


# A sentence that announces the report.

LEADS = [
    "", "现将", "根据有关规定和上级要求，现公布", "本年度报告由", "特编制了", "现就", "按照条例第五十条，现发布",
    "首页 > 年报\n", "甲市\n", "丙镇人民政府。\n", "通知：",
]  # fmt: skip


@pytest.mark.parametrize("lead", LEADS)
def test_who_announces_a_report_stands_before_its_year_or_behind(lead: str) -> None:
    for agency, short, year, name in product(
        [AGENCY, "丙镇人民政府", "中国丁县税务局"],
        ["", "（以下简称我局）", "(简称本机关)"],
        ["2023年", "2024年度", "2024"],
        [NAME, "政府信息公开报告", "政府信息公开年度工作报告"],
    ):
        number = int(year[:4])
        assert quoted_in(f"{lead}{agency}{short}{year}{name}予以公布。") == (agency, number)
        if not short:
            assert quoted_in(f"{lead}{year}{agency}{name}予以公布。") == (agency, number)
        # No agency is named here; who has drawn it up is asked for then.
        assert quoted_in(f"{lead}{year}{name}予以公布。") == (None, number)
        drawn_up = f"{year}{name}。本报告由{agency}编制，请查阅。"
        assert quoted_in(f"现将{drawn_up}") == (agency, number)


def test_what_is_announced_ends_before_a_place() -> None:
    text = f"现将{AGENCY}2024年{NAME}予以公布。"
    last = text.index("予以")
    for end in range(last - 2, last + 2):
        # 报 and 告 are wanted, and what stands before is no other name.
        assert quoted_in(text, end) == ((AGENCY, 2024) if end >= last else (None, None))


def test_what_is_announced_begins_behind_a_place() -> None:
    text = f"现将{AGENCY}2024年{NAME}予以公布。"
    year = text.index("2024")
    for start in range(year + 2):
        named = text[max(start, 2) : year]
        assert quoted_from(text, start) == (
            named if len(named) > 3 else None,
            2024 if start <= year else None,
        )
    told = f"由{AGENCY}编制。现就2024年公开情况报告如下"
    for start in range(len(told) - 20, len(told)):
        assert quoted_from(told, start)[1] == (2024 if start <= told.index("现就") else None)
    assert [quoted_from(told, start)[0] for start in (0, 1)] == [AGENCY, None]


def test_a_name_begins_in_its_own_paragraph_and_has_forty_characters_at_most() -> None:
    # The line above is short: it was not wrapped.
    assert quoted_in(f"信息公开\n{AGENCY}2024年{NAME}。") == (AGENCY, 2024)
    assert quoted_in(f"{AGENCY}\n2024年{NAME}。") == (None, 2024)
    # A short form that another paragraph begins is none.
    assert quoted_in(f"{AGENCY}（以下简称\n我局）2024年{NAME}。") == (None, 2024)
    assert quoted_in(f"{AGENCY}（以下简称我局）2024年{NAME}。") == (AGENCY, 2024)
    for length in (39, 40, 41, 60):
        name = "丁" * (length - 1) + "局"
        assert quoted_in(f"{name}2024年{NAME}。") == (name[-40:], 2024)
        short = "丁" * (length - 1) + "局"
        found = quoted_in(f"{AGENCY}（以下简称{short}）2024年{NAME}。")
        assert found == (AGENCY if length <= 40 else None, 2024)


def test_the_last_part_of_what_is_said_that_is_a_name_counts_if_it_is_not_by_whose_rules() -> None:
    assert quoted_in(f"丙县水利局公布{AGENCY}2024年{NAME}。") == (AGENCY, 2024)
    assert quoted_in(f"{AGENCY}2024年丙县水利局{NAME}。") == ("丙县水利局", 2024)
    for by in ("按照", "根据", "依据", "依照", "遵照", "参照", "对照", "落实"):
        assert quoted_in(f"{by}{AGENCY}2024年{NAME}要求。") == (None, 2024)
        assert quoted_in(f"{AGENCY}公布{by}丙县水利局2024年{NAME}。") == (AGENCY, 2024)


@pytest.mark.parametrize("between", ["", "年", "年度", "年第一季度", "年" + "丁" * 30])
def test_a_year_is_that_of_a_report_named_soon_behind_it(between: str) -> None:
    for more in ("", "丁", "丁丁", "。"):
        text = f"2024{between}{more}{NAME}"
        rest = between.removeprefix("年").removeprefix("度") + more
        is_one = "。" not in more and len(rest) <= 30
        assert quoted_in(text)[1] == (2024 if is_one else None)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        # A line that ends inside a sentence is no line of the page's.
        ("2024年甲市乙区水利局认真落实条例要求\n编制政府信息公开工作年度报告", 2024),
        ("2024年\n政府信息公开工作年度报告", None),
        ("浏览次数 2023\n政府信息公开工作年度报告", None),
        ("在各级各部门大力支持下，现编制公布甲市乙区水利局2024年度\n政府信息公开工作年度报告", 2024),
        ("在各级各部门大力支持下来源：甲市乙区水利局浏览次数2023\n政府信息公开工作年度报告", None),
        ("在各级各部门大力支持下来源：甲市乙区水利局浏览次数2023政府信息公开工作年度报告", 2023),
        (
            "来源：甲市\n在各级各部门大力支持下，现编制公布甲市乙区水利局2024年度\n政府信息公开工作年度报告",
            2024,
        ),
        (
            "甲市\n来源：甲市\n在各级各部门大力支持下，现编制公布甲市乙区水利局2024年度\n政府信息公开工作年度报告\n无",
            2024,
        ),
        ("在各级各部门大力支持下来源：甲市乙区水利局浏览次数2023政府信息公开工作年度报告\n无", 2023),
        # The first that is whole counts, and only then what is told.
        ("浏览次数 2023\n政府信息公开工作年度报告\n2024年政府信息公开工作年度报告", 2024),
        ("现将2022年政府信息公开工作情况公布如下。2023年政府信息公开工作年度报告", 2023),
        ("现将2022年政府信息公开工作情况公布如下。浏览次数2023\n政府信息公开工作年度报告", 2022),
        ("现将2022年政府信息公开工作情况公布如下。", 2022),
        ("现就我局2022年度信息公开工作汇报如下。", 2022),
        ("汇报我局2022年政府信息公开工作。", 2022),
        ("将2022年政府信息公开工作情况公布。", None),
    ],
)
def test_a_year_on_a_line_of_the_page_s_is_none_of_the_title_below(text: str, year: int | None) -> None:
    assert quoted_in(text)[1] == year


# Who has drawn it up.

OFFICES = ["办公室", "办", "领导小组", "服务中心"]


@pytest.mark.parametrize("verb", ["编制", "撰写", "负责编制", "编写"])
def test_who_has_drawn_up_a_report_is_no_office_but_whose_it_is(verb: str) -> None:
    for name, agency in [
        (AGENCY, AGENCY), ("丙丁镇人民政府", "丙丁镇人民政府"), ("丙丁镇人民政府党政办公室", "丙丁镇人民政府"), ("丁街道党工委办公室", None),
        ("乙区水利局办公室", "乙区水利局"), ("乙区住建委员会综合办公室", "乙区住建委员会"), ("乙区人民政府办公室", None), ("我们自己", None),
        *((f"乙区公开{each}", None) for each in OFFICES),
    ]:  # fmt: skip
        said = f"本报告由{name}{verb}。"
        assert quoted_in(said) == (agency, None)
        # The first that is an agency counts.
        assert quoted_in(f"{said}由庚县水利局编制。") == (agency or "庚县水利局", None)


@pytest.mark.parametrize("ask", ["请与", "请联系", "请咨询", "请咨询："])
@pytest.mark.parametrize("end", ["联系", "（电话", "，", "：", "；", "。"])
def test_whom_to_ask_is_who_reports(ask: str, end: str) -> None:
    for name in (
        AGENCY,
        "乙区发展和改革委员会",
        "乙区发改委",
        "甲省水利厅",
        "丙丁镇人民政府",
        "丙丁乡人民政府",
        "丙丁街道办事处",
    ):
        for office in ("", "办公室", "政务公开科", "丁" * 12 + "办公室"):
            assert quoted_in(f"如有疑问，{ask}{name}{office}{end}") == (name, None)
        assert quoted_in(f"如有疑问，{ask}{name}{'丁' * 13}办公室{end}") == (None, None)


# The subject of the first sentences.

HEADING = "一、总体情况\n"


def report(
    preamble: str, overview: str | None, end: str = "\n二、主动公开"
) -> tuple[Flow, int, list[Section]]:
    """
    The flow, where the preamble ends in it, and the sections.
    """
    lead = f"{preamble}\n" if preamble else ""
    if overview is None:
        flow = Flow.of(lead + end)
        return flow, flow.offset(len(lead)), []
    body = Span(len(lead) + len(HEADING), len(lead) + len(HEADING) + len(overview))
    flow = Flow.of(lead + HEADING + overview + end)
    other = Section("other", Span(0, 1), None, Span(0, len(flow.source_text)))
    return flow, flow.offset(len(lead)), [other, Section("overview", Span(len(lead), body.end), None, body)]


def acting_in(preamble: str, overview: str | None) -> str | None:
    return acting(*report(preamble, overview))


SENTENCE = f"2024年，{AGENCY}认真"


def test_the_subject_of_a_sentence_that_opens_with_the_year_reports() -> None:
    for year, under, verb in product(
        ["2024年，", "2024年度", "2024年以来，", "2024年度以来", "2024"],
        ["", "在区委区政府的领导下，", "在上级指导下，"],
        ["坚持", "认真", "主动公开", "共收到", "收到", "在区委", "以公开", "围绕"],
    ):
        assert acting_in("", f"{year}{under}{AGENCY}{verb}……") == AGENCY
        assert acting_in(f"{year}{under}{AGENCY}{verb}……", None) == AGENCY
    for no_name in (
        "全县水利局",
        "我市水利局",
        "各县水利局",
        "本县水利局",
        "在县水利局",
        "为县水利局",
        "按县水利局",
        "根据水利局",
        "甲市水利局网站",
    ):
        assert acting_in("", f"2024年，{no_name}认真。{SENTENCE.replace('2024', '2023')}") == AGENCY
    # The section is asked before the preamble.
    assert acting_in("2024年，丙县水利局认真工作。", f"{SENTENCE}工作。") == AGENCY
    assert acting_in("2024年，丙县水利局认真工作。", "工作有序。") == "丙县水利局"
    assert acting_in("工作有序。", "工作有序。") is None


@pytest.mark.parametrize(
    ("before", "begins"),
    [
        ("", True),
        ("工作。", True),
        ("如下：", True),
        ("如下；", True),
        ("工作\n", True),
        ("工作", False),
        ("工作，", False),
        ("工作、", False),
        ("工作 ", False),
    ],
)
def test_such_a_sentence_begins_with_its_line_or_behind_another(before: str, begins: bool) -> None:  # noqa: FBT001 - a case
    assert acting_in("", f"{before}{SENTENCE}工作。") == (AGENCY if begins else None)
    assert acting_in(f"{before}{SENTENCE}工作。", "无。") == (AGENCY if begins else None)


@pytest.mark.parametrize("at", [599, 600, 601, 602])
def test_only_six_hundred_characters_tell_who_acts(at: int) -> None:
    before = "公" * (at - len(SENTENCE) - 1) + "。"
    assert len(before + SENTENCE) == at
    assert acting_in("", f"{before}{SENTENCE}工作。") == (AGENCY if at <= 600 else None)
    assert acting_in(f"{before}{SENTENCE}工作。", "无。") == (AGENCY if at <= 600 else None)
    drawn_up = f"本报告由{AGENCY}编制"
    before = "公" * (at - len(drawn_up))
    assert acting_in("", f"{before}{drawn_up}。") == (AGENCY if at <= 600 else None)
    told = "汇报我局2024年政府信息公开"
    year = spoken_of(*report("", f"{'公' * (at - len(told))}{told}工作。"))
    assert year == (2024 if at <= 600 else None)


def test_neither_the_preamble_nor_the_section_is_left_behind_its_end() -> None:
    for cut in range(len(SENTENCE) + 1):
        # What stands in the next section goes on the sentence.
        flow, end, sections = report("", SENTENCE[:cut], end=SENTENCE[cut:])
        assert acting(flow, end, sections) == (AGENCY if cut == len(SENTENCE) else None)
        flow = Flow.of(f"{SENTENCE}工作。")
        assert acting(flow, cut, []) == (AGENCY if cut == len(SENTENCE) else None)
        told = f"本报告由{AGENCY}编制"
        flow, end, sections = report("", told[: cut + 1], end=told[cut + 1 :])
        assert acting(flow, end, sections) == (AGENCY if cut + 1 >= len(told) else None)


# The year of the first sentences.

YEARS = (2022, 2023, 2024)


def sentence(year: int, drawn: Random) -> tuple[str, int]:
    """
    A sentence that names a year, and how often it tells of it.
    """
    return drawn.choice(
        [(f"{year}年工作有序。", 1), (f"自{year}年来。", 1), (f"较{year}年多，比{year}年好。", 2), (f"{year}年末结清。", 0), (f"{year}年度结转三件。", 0),
         (f"{year}年底完成。", 0), (f"文号{year}号。", 0)]
    )  # fmt: skip


def page(year: int, drawn: Random) -> tuple[str, int]:
    """
    A line above the report, with what it tells of a year.
    """
    return drawn.choice(
        [
            (f"首页 {year}年", 0), (f"发布日期：{year}年1月3日", 0), (f"{year}年1月3日", 0), (f"于{year}年12月31日前", 0), (f"{year}年工作", 1),
            (f"其中{year}年、{year}年", 2), (f"{year}年 浏览次数", 0), (f"{year}年12月", 1),
        ]
    )  # fmt: skip


def test_the_year_is_named_more_often_than_all_others_or_opens_the_text_and_is_named_as_often() -> None:
    drawn, seen = Random(4), Counter[str]()
    for _ in range(4000):
        where = drawn.choice(["none", "section", "preamble", "told", "none"])
        opening = drawn.choice(YEARS)
        lines, told = preamble_of(opening if where == "preamble" else None, drawn)
        sentences, named = section_of(opening, where, drawn)
        found = spoken_of(*report("\n".join(lines), "".join(sentences)))
        often = [year for year in YEARS if named[year] >= 2 and named[year] * 2 > named.total()]
        together = named + told
        is_told = where != "none" and together[opening] * 2 > together.total()
        assert found == (often[0] if often else opening if is_told else None), (lines, sentences)
        seen["often" if often else f"{where} {is_told}"] += 1
    assert min(seen.values()) > 50
    assert len(seen) == 8


def preamble_of(opening: int | None, drawn: Random) -> tuple[list[str], Counter[int]]:
    """
    Lines before section one, and what they tell of years.
    """
    lines, told = list[str](), Counter[int]()
    if opening is not None:
        lines.append(
            f"{opening}{drawn.choice(['年，', '年度，', '年我局', '年以来', '年来', '年全县'])}工作有序。"
        )
        told[opening] += 1
    for _ in range(drawn.randrange(3)):
        year = drawn.choice(YEARS)
        words, times = page(year, drawn)
        if lines or not words.startswith("20"):
            lines.append(words)
            told[year] += times
    return lines, told


def section_of(opening: int, where: str, drawn: Random) -> tuple[list[str], Counter[int]]:
    """
    Sentences of section one, and what they tell of years.
    """
    sentences, named = list[str](), Counter[int]()
    if where == "section":
        sentences.append(f"{opening}年，工作有序。")
        named[opening] += 1
    for _ in range(drawn.randrange(5)):
        year = drawn.choice(YEARS)
        words, times = sentence(year, drawn)
        if where == "section" or not words.startswith("20"):
            sentences.append(words)
            named[year] += times
    if where == "told":
        sentences.append(f"现将{opening}年公开情况报告如下。")
        named[opening] += 1
    return sentences, named


def test_without_a_section_one_the_preamble_alone_tells_its_year() -> None:
    assert spoken_of(*report("2024年，工作有序。", None)) == 2024
    assert spoken_of(*report("2024年，工作有序，2023年也是。", None)) is None
    flow = Flow.of("2024年，工作有序。")
    for end in range(len(flow.text) + 1):
        assert spoken_of(flow, end, []) == (2024 if end >= len("2024年，") else None)
