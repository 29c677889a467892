"""
Headings of all levels, wherever a line, a sentence or a table before them ends: each is found where it was written, with what it names.
"""

from itertools import product
from random import Random

import pytest

from disclint.grammar import parse
from disclint.grammar.front import title
from disclint.grammar.outline import headings, loosely_named, marks, numerals, unnumbered
from disclint.source import Flow, Source, Span
from disclint.syntax import Heading, Title
from tests.forms import EDITION, EDITIONS, LEXICON

HAN = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
# How a numeral of each level is written, and whether that is one.
NUMERALS = [
    ("二、", 1), ("三.", 1), ("十一、", 1), ("四:", 1), ("第三部分、", 1), ("第三部分", 1), ("（二）", 2), ("(十二)", 2), ("（三）、", 2), ("3.", 3), ("12、", 3),
]  # fmt: skip
WORDS = ["强化公开实效", "完善制度", "加强组织领导"]


def found_in(text: str) -> list[Heading]:
    flow = Flow.of(text)
    return headings(flow, EDITION, marks(flow, EDITION))


def titled(text: str) -> list[tuple[int, str | None, str]]:
    return [(each.level, each.numeral, each.title) for each in found_in(text)]


@pytest.mark.parametrize(("numeral", "level"), NUMERALS)
def test_at_the_beginning_of_a_line_a_numeral_opens_a_heading_up_to_the_end_of_its_title(
    numeral: str, level: int
) -> None:
    for words, (end, inline) in product(
        WORDS,
        [("\n全年无。", False), ("。全年无。", True), ("：全年无", True), ("；全年无", True), ("", False)],
    ):
        for before in ("", "正文没有句号\n", "正文。\n\n", "|3|4\n"):
            text = f"{before}{numeral}{words}{end}"
            (one,) = found_in(text)
            seen = Flow.of(numeral).text
            assert (one.level, one.numeral, one.title) == (level, seen, words)
            assert one.span == Span(len(before), len(before) + len(numeral) + len(words))
            assert one.inline is inline
            assert one.section is None
            assert not one.canonical


@pytest.mark.parametrize(("numeral", "level"), NUMERALS)
@pytest.mark.parametrize(
    ("before", "opens"),
    [
        ("已经办结。", {1, 2, 3}), ("包括；", {1, 2, 3}), ("如下：", {1, 2, 3}), ("办结吗？", {1, 2, 3}), ("（略）", {1, 2}),
        ("见“说明”", {1, 2}), ("共 ", {1, 2}), ("办结", set()), ("和", set()), ("、", set()), ("按照第", set()),
    ],
)  # fmt: skip
def test_amid_a_line_a_numeral_opens_a_heading_behind_a_sentence_a_bracket_or_a_blank(
    numeral: str, level: int, before: str, opens: set[int]
) -> None:
    text = f"本局今年{before}{numeral}强化公开实效\n"
    found = found_in(text)
    # A dot may be that of a number, and the digits before it may be a cell.
    mark = Flow.of(numeral).text
    is_one = level in opens and not (mark.endswith(".") and not {1, 2, 3} <= opens)
    if level == 3 and not {1, 2, 3} <= opens:
        # Between digits and what stands before them only a sentence's end is sure.
        return
    assert [each.title for each in found] == (["强化公开实效"] if is_one else [])
    if is_one:
        assert found[0].span.start == len("本局今年") + len(before)


def test_a_title_goes_no_further_than_the_next_numeral_nor_than_any_title_does() -> None:
    text = "一、" + "长" * 60 + "\n（一）甲乙 （二）丙丁\n"
    assert titled(text) == [(1, "一、", "长" * 45), (2, "(一)", "甲乙"), (2, "(二)", "丙丁")]


@pytest.mark.parametrize("reference", [False, True])
def test_numerals_are_those_of_the_form_and_nothing_in_a_number(*, reference: bool) -> None:
    text = "一、二(三)4.5.6、甲7.89-、第五部分:(12)十三.十四;1.2"
    found = [text[slice(*each)] for each in numerals(text, reference=reference)]
    assert found == ["一、", "(三)", "6、", "-、", "第五部分:", "十三."]


# The sections of the form.


def report_of(lines: list[str]) -> list[tuple[str, int, int]]:
    text = "\n".join(lines)
    report = parse(Source(text), EDITIONS, LEXICON, year=2024).report
    assert report == parse(Source(text), EDITIONS, LEXICON, year=2024, reference=True).report
    return [(each.id, each.body.start, each.span.end) for each in report.sections]


FORM = EDITION.sections
BODY = "全年工作有序开展，没有更多情况。"


@pytest.mark.parametrize("line", ["{n}、{t}", "{n}.{t}", "第{n}部分 {t}", "{n}、{t}："])
@pytest.mark.parametrize("seed", range(4))
def test_sections_go_from_heading_to_heading(line: str, seed: int) -> None:
    drawn = Random(f"{line}{seed}")
    there = [each for each in FORM if drawn.random() < 0.8 or each.id in ("overview", "other")]
    lines, at, expected = [], 0, []
    starts = []
    for each in there:
        head = line.format(n=each.numeral, t=each.title)
        body = [
            f"（{HAN[number]}）{words}\n{BODY}" for number, words in enumerate(WORDS[: drawn.randrange(4)])
        ] or [BODY]
        starts.append(at)
        expected.append([each.id, at + len(head.rstrip("：")), 0])
        lines += [head, *body]
        at += len("\n".join([head, *body])) + 1
    text = "\n".join(lines)
    for one, following in zip(expected, [*starts[1:], len(text)], strict=True):
        one[2] = following
    assert report_of(lines) == [tuple(each) for each in expected]


@pytest.mark.parametrize("count", [1, 2, 3, 6])
@pytest.mark.parametrize("leader", ["", "……3", " 3", "-------- 12"])
def test_a_table_of_contents_is_no_section(count: int, leader: str) -> None:
    contents = [f"{each.numeral}、{each.title}{leader}" for each in FORM[:count]]
    lines = [line for each in FORM for line in (f"{each.numeral}、{each.title}", BODY)]
    found = report_of(["目录", *contents, *lines])
    first = len("\n".join(["目录", *contents])) + 1
    assert [each[0] for each in found] == [each.id for each in FORM]
    assert found[0][1] == first + len(lines[0]) or count == 1


def test_sub_headings_in_the_words_of_a_section_are_not_the_section() -> None:
    lines = ["一、总体情况", "（一）主动公开政府信息情况", BODY, "（二）收到和处理政府信息公开申请情况", BODY]
    whole = [line for each in FORM[1:] for line in (f"{each.numeral}、{each.title}", BODY)]
    found = report_of([*lines, *whole])
    assert [each[0] for each in found] == [each.id for each in FORM]
    assert found[0][2] == len("\n".join(lines)) + 1


@pytest.mark.parametrize("lost", range(6))
@pytest.mark.parametrize("written", ["{t}", "{n}{t}", "{n}:{t}", "{n} {t}", "{n};{t}"])
def test_one_section_whose_numeral_or_its_mark_was_lost_is_known_by_its_line(lost: int, written: str) -> None:
    lines = [line for each in FORM for line in (f"{each.numeral}、{each.title}", BODY)]
    lines[2 * lost] = written.format(n=FORM[lost].numeral, t=FORM[lost].title)
    found = report_of(lines)
    assert [each[0] for each in found] == [each.id for each in FORM]
    assert found[lost][1] == len("\n".join(lines[: 2 * lost + 1]))
    # With another numeral it is not.
    other = FORM[(lost + 1) % 6]
    lines[2 * lost] = f"{other.numeral}{FORM[lost].title}"
    assert FORM[lost].id not in [each[0] for each in report_of(lines)]


def test_a_heading_in_other_words_is_a_section_by_its_numeral_and_a_key_word() -> None:
    for section in FORM:
        key = section.key.split("|")[0]
        for numeral, words, level, section_id in [
            (section.numeral, f"本局{key}的说明", 1, section.id), ("九", f"本局{key}的说明", 1, None),
            (section.numeral, f"本局{key}的说明", 2, None), (section.numeral, "本局的说明", 1, None),
            (section.numeral, key + "说" * (30 - len(key)), 1, section.id), (section.numeral, key + "说" * (31 - len(key)), 1, None),
        ]:  # fmt: skip
            one = Heading(Span(0, 5), level, f"{numeral}、", words)
            (said,) = loosely_named(EDITION, [one])
            assert said.section == section_id or (section_id is None and said.section != section.id)
            # A section that is there already is not named twice, and one behind a sentence is none.
            there = Heading(Span(9, 15), 1, f"{section.numeral}、", section.title, section.id, canonical=True)
            assert loosely_named(EDITION, [one, there])[0].section != section.id
            assert loosely_named(EDITION, [there, one])[1].section != section.id
        inline = Heading(Span(0, 5), 1, f"{section.numeral}、", f"本局{key}的说明", inline=True)
        assert loosely_named(EDITION, [inline]) == [inline]


def test_lines_that_follow_one_another_are_a_table_of_contents() -> None:
    for count in range(1, 7):
        flow = Flow.of("\n".join([*(each.title for each in FORM[:count]), BODY]))
        found = unnumbered(flow, EDITION, [])
        assert [each.section for each in found] == ([each.id for each in FORM[:count]] if count < 3 else [])
    flow = Flow.of("\n".join([*(each.title for each in FORM), FORM[0].title, BODY]))
    assert [each.section for each in unnumbered(flow, EDITION, [])] == ["overview"]


# Titles.


def title_of(text: str) -> Title | None:
    flow = Flow.of(text)
    return title(Source(text), flow, len(flow.text))


AGENCIES = ["丁山县水利局", "丁山县人民政府办公室", "丁山市数据局（大数据中心）"]
NAMES = ["政府信息公开工作年度报告", "政府信息公开年度报告", "政务公开工作年报", "政府信息公开工作总结报告"]
ORDERS = ["{a}{y}{n}", "{y}{a}{n}"]


@pytest.mark.parametrize("agency", AGENCIES)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("year", ["2023年", "2023年度", "2023"])
@pytest.mark.parametrize("order", ORDERS)
def test_a_title_is_agency_year_and_name_in_either_order(
    agency: str, name: str, year: str, order: str
) -> None:
    line = order.format(a=agency, y=year, n=name)
    for before, behind in (("", "\n正文。"), ("首页\n导航\n", "\n"), ("政务公开 > 年报\n\n", "")):
        found = title_of(f"{before}{line}{behind}")
        assert found is not None
        at = len(before)
        assert found.span == Span(at, at + len(line))
        assert found.text == Flow.of(line).text
        assert (found.agency, found.year) == (Flow.of(agency).text, 2023)
        start = at + line.index(agency)
        assert found.agency_span == Span(start, start + len(agency))
        assert found.year_span is not None
        assert found.year_span.start == at + line.index("2023")
        assert found.repeated == ()


def test_a_title_may_have_its_agency_and_its_year_above_it() -> None:
    for above, agency, year in [
        ("丁山县水利局", "丁山县水利局", None), ("丁山县水利局2022年", "丁山县水利局", 2022), ("2022年丁山县水利局", "丁山县水利局", 2022),
        ("（丁山县水利局）", "丁山县水利局", None), ("丁山县的水利", None, None),
    ]:  # fmt: skip
        text = f"{above}\n政府信息公开工作年度报告\n正文。"
        found = title_of(text)
        assert found is not None
        assert (found.agency, found.year) == (agency, year)
        start = 0 if agency else text.index("政府信息")
        assert found.span == Span(start, text.index("\n正文"))
        assert found.agency_span == (Span(0, len(above)) if agency else None)
        own = title_of(f"{above}\n2023年政府信息公开工作年度报告\n正文。")
        assert own is not None
        assert (own.agency, own.year) == (agency, 2023)


def test_of_several_titles_that_of_the_year_named_most_often_counts() -> None:
    lines = [f"丁山县水利局{year}年政府信息公开工作年度报告" for year in (2021, 2022, 2023, 2023)]
    text = "\n".join(lines)
    found = title_of(text)
    assert found is not None
    assert found.year == 2023
    at = text.index(lines[2])
    assert (found.span, found.repeated) == (
        Span(at, at + len(lines[2])),
        (Span(len(text) - len(lines[3]), len(text)),),
    )
    # As often as each other: the last.
    found = title_of("\n".join(lines[:3]))
    assert found is not None
    assert (found.year, found.repeated) == (2023, ())
    # A summary goes behind a report.
    found = title_of(f"丁山县水利局2023年政府信息公开工作总结\n{lines[0]}\n")
    assert found is not None
    assert found.year == 2021


def test_no_sentence_is_a_title() -> None:
    for text in (
        "现将《丁山县水利局2023年政府信息公开工作年度报告》公布如下\n", "丁山县水利局2023年工作总结\n", "政府信息公开工作，年度报告\n",
        "丁山县水利局政府信息公开指南\n",
    ):  # fmt: skip
        assert title_of(text) is None
