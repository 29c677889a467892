"""
Reports put together from several: each table is read as it is where it came from, whatever stands around it.
"""

from itertools import product

import pytest
from bench.reports import sound

from disclint.grammar import parse
from disclint.readers import read
from disclint.source import Source
from disclint.syntax import NUMBER, Report
from tests.forms import EDITIONS, LEXICON

STYLES = ("pipe", "pipe_ragged", "lines", "spaced", "tabbed", "bars_alternate", "lines_bar")
THIRD, FOURTH = "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况"


def parsed(text: str) -> Report:
    return parse(Source(text), EDITIONS, LEXICON).report


def text_of(seed: int, style: str, edition: str | None = None) -> str:
    made = sound(seed, style=style, edition=edition)
    return read(made.data, "report" + made.suffix).text


def spliced(outer: str, inner: str) -> str:
    """
    The one report with the third section of the other.
    """
    own = inner[inner.index(THIRD) : inner.index(FOURTH)]
    return outer[: outer.index(THIRD)] + own + outer[outer.index(FOURTH) :]


@pytest.mark.parametrize(("outer", "inner"), list(product(STYLES, repeat=2)))
def test_a_table_is_read_whatever_layout_the_others_have(outer: str, inner: str) -> None:
    made = sound(5, style=outer, edition="2021")
    report = parsed(spliced(text_of(5, outer, "2021"), text_of(5, inner, "2021")))
    read_ = {each.address: each for table in report.tables for each in table.cells()}
    for address, value in made.truth.items():
        assert (read_[address].state, read_[address].value) == (NUMBER, value), address


def test_the_edition_of_a_report_is_that_of_its_third_table() -> None:
    old, new = text_of(5, "pipe", "2019"), text_of(5, "pipe", "2021")
    for outer, inner, edition in (
        (old, new, "2021"),
        (new, old, "2019"),
        (old, old, "2019"),
        (new, new, "2021"),
    ):
        report = parsed(spliced(outer, inner))
        assert report.edition == edition


@pytest.mark.parametrize(
    ("written", "day"),
    [("2025-01-20", (2025, 1, 20)), ("2025/1/9 08:30", (2025, 1, 9)), ("昨天", None)],
)
def test_a_page_may_tell_in_its_head_when_it_was_published(
    written: str, day: tuple[int, int, int] | None
) -> None:
    page = (
        f'<html><head><meta name="PubDate" content="{written}"><title>年报</title></head><body>'
        "<p>甲县商务局2024年政府信息公开工作年度报告</p><p>一、总体情况</p><p>本机关主动公开信息5条。</p></body></html>"
    )
    source = read(page.encode(), "a.html")
    found = parse(source, EDITIONS, LEXICON).report.published
    assert (found and (found.year, found.month, found.day)) == day
