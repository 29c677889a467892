"""
Words around a place, characters as typed, and the percentages that rules of kind `ratio` accuse.
"""

from decimal import Decimal

import pytest

from disclint import values
from disclint.facts import facts_of
from disclint.facts.concepts import Vocabulary
from disclint.facts.facts import Facts
from disclint.grammar import parse
from disclint.phrases import compile_phrase
from disclint.rules.functions import decimals, explicable, multiple
from disclint.source import Source
from disclint.values import Leaf, Missing, Number, Subject, Text
from tests.forms import EDITIONS, LEXICON


def facts(text: str) -> Facts:
    """
    The facts of a report.
    """
    parsed = parse(Source(text), EDITIONS, LEXICON, year=2024, kind="department")
    return facts_of(parsed.report, parsed.flow, parsed.source, EDITIONS, Vocabulary())


def occurrence(report: Facts, phrase: str) -> Subject:
    """
    The first occurrence of a phrase in a report.
    """
    found = report.occurrences(Text("report"), (compile_phrase(phrase),))
    assert isinstance(found, tuple)
    assert isinstance(found[0], Subject)
    return found[0]


def read(subject: Subject, name: str) -> str:
    """
    A property that is text.
    """
    value = subject.read(name)
    assert isinstance(value, Text)
    return value.text


def stated(written: str) -> Number:
    """
    A percentage as a report writes it.
    """
    return values.number(Decimal(written), Leaf(f"{written}%"))


def test_a_passage_goes_on_behind_a_semicolon() -> None:
    report = facts("一、总体情况\n前一句。收到申请8件；其中公开3件，占一成。后一句。\n")
    found = occurrence(report, "{n:count}，占")
    assert read(found, "passage") == "收到申请8件；其中公开3件，占一成。"
    assert read(found, "lead") == "收到申请8件；其中公开"
    assert read(found, "rest") == "一成。"
    assert read(found, "earlier") == "前一句。"


def test_the_first_passage_of_a_paragraph_has_none_before_it() -> None:
    report = facts("一、总体情况\n前一段。\n收到申请8件。\n")
    assert isinstance(occurrence(report, "收到{..4}{n:count}").read("earlier"), Missing)


@pytest.mark.parametrize("mark", ["- 2 -", "—2—", "\n－ 2 －\n", "第2页", "第 2 页 共 5 页"])
def test_a_sentence_goes_on_behind_a_page_number(mark: str) -> None:
    line = "本机关的工作与群众的期待相比仍然有不少差距，主要表现在下面的几个方面：一"
    report = facts(f"五、存在的主要问题及改进情况\n{line}\n{mark}\n是更新不及时，二是解读不多。\n")
    passage = read(occurrence(report, "一是"), "passage")
    assert passage.startswith(line)
    assert passage.endswith("是更新不及时，二是解读不多。")


def test_an_occurrence_knows_its_first_value_and_all_its_units() -> None:
    found = occurrence(
        facts("一、总体情况\n申请8件、信函3封、申请2件。\n"), "申请{a:count}、信函{b:count}、申请{c:count}"
    )
    value = found.read("value")
    assert isinstance(value, Number)
    assert value.value == 8
    assert [each.text for each in found.read("units")] == ["件", "封"]  # type: ignore[union-attr]


def test_brackets_without_a_partner_are_found_where_they_stand() -> None:
    text = "一、总体情况\n依据《条例（以下简称）》公开。1）公开《办法。\n"
    report = facts(text)
    found = report.call("unpaired", (Text("report"),))
    assert isinstance(found, tuple)
    spans = [each.span for each in found if isinstance(each, Subject) and each.span]
    assert [text[each.start : each.end + 2] for each in spans] == ["《办法"]


def test_a_blank_before_a_stop_is_found() -> None:
    text = "一、总体情况\n作用 。办理 申请， 公开\n"
    found = facts(text).call("spaces", (Text("report"),))
    assert isinstance(found, tuple)
    assert ["作用。办理" in read(each, "near") for each in found if isinstance(each, Subject)] == [True]


@pytest.mark.parametrize(
    ("amount", "of", "expected"), [(150, 10, True), (155, 10, False), (Decimal("0.5"), 10, False)]
)
def test_a_whole_multiple(amount: Decimal | int, of: int, expected: bool) -> None:  # noqa: FBT001
    assert multiple(values.number(amount), values.number(of)).value is expected


@pytest.mark.parametrize(
    ("n", "p", "expected"),
    [
        (50, "25", True),  # from 40
        (198, "19.8", True),  # from 247 down
        (51, "17.6", True),  # 51 of 290
        (112, "55.5", True),  # from 72, cut off
        (12, "20.5", False),
    ],
)
def test_a_rate_that_some_whole_number_gives(n: int, p: str, expected: bool) -> None:  # noqa: FBT001
    assert explicable(values.number(n), stated(p)).value is expected


def test_written_decimals_count() -> None:
    assert decimals(stated("30.0")) == 1
    assert decimals(values.number(30)) == 0


@pytest.mark.parametrize(
    ("behind", "kept"),
    [
        ("无。\n0\n", "无。"),
        ("无。\n\n阅读次数：0\n", "无。"),
        (
            "无\n丁山县水利局\n2025年1月15日\n【字体：大 中 小】 打印 关闭\n12\n",
            "无丁山县水利局2025年1月15日",
        ),
        # A number may be what the words above it say, or one of a table's.
        ("实际收取金额\n0\n", "实际收取金额0"),
        ("通知件数。\n0\n0\n0\n", "通知件数。000"),
        ("无。\n打印机已经更换。\n", "无。打印机已经更换。"),
        ("无。\n扫一扫栏目里的二维码，即可查阅本报告。\n", "无。扫一扫栏目里的二维码,即可查阅本报告。"),
        # Only at the end.
        ("打印 关闭\n无。\n", "打印关闭无。"),
    ],
)
def test_the_last_section_ends_before_what_a_page_puts_below_it(behind: str, kept: str) -> None:
    report = facts(f"五、存在的主要问题及改进情况\n0\n六、其他需要报告的事项\n{behind}")
    text = report.flow.text
    assert "".join(text[first:last] for first, last in report.ranges["other"]) == kept
    assert "".join(text[first:last] for first, last in report.ranges["problems"]) == "0"
