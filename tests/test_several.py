"""
Files with more than one report: the first is read as if it stood alone, and that there are others is said.
"""

from pathlib import Path

import pytest
from bench.reports import STYLES, sound

from disclint.grammar import parse
from disclint.grammar.report import Parsed
from disclint.readers import read
from disclint.source import Source
from tests.corpus import files, needs_corpus
from tests.forms import EDITIONS, LEXICON

CODE = "several-reports"
PLAIN = sorted(set(STYLES) - {"text_bom", "text_gb18030"})
SECTIONS = {
    "一、总体情况": "公开信息30条。",
    "二、主动公开政府信息情况": "没有制发文件。",
    "三、收到和处理政府信息公开申请情况": "没有收到申请。",
    "四、政府信息公开行政复议、行政诉讼情况": "没有发生。",
    "五、存在的主要问题及改进情况": "解读不多，将加强培训。",
    "六、其他需要报告的事项": "没有收取信息处理费。",
}
WHOLE = "".join(f"{heading}\n{words}\n" for heading, words in SECTIONS.items())


def _parsed(source: Source) -> Parsed:
    return parse(source, EDITIONS, LEXICON)


def _codes(parsed: Parsed) -> list[str]:
    return [each.code for each in parsed.report.problems]


@pytest.mark.parametrize("style", PLAIN)
def test_the_first_of_two_reports_is_read_alone(style: str) -> None:
    one, other = sound(11, style=style), sound(12, style=style)
    alone = _parsed(read(one.data, f"report{one.suffix}")).report
    source = read(one.data + b"\n\n" + other.data, f"report{one.suffix}")
    both = _parsed(source)
    (problem,) = [each for each in both.report.problems if each.code == CODE]
    # Where lines are left, the second begins with its title.
    title = _parsed(read(other.data, f"report{other.suffix}")).report.title
    assert title is not None
    assert problem.span.start > alone.sections[-1].span.start
    assert source.text.find("总体", problem.span.start) > 0
    values = {cell.address: cell.value for table in alone.tables for cell in table.cells()}
    assert {cell.address: cell.value for table in both.report.tables for cell in table.cells()} == values
    assert [each.id for each in both.report.sections] == [each.id for each in alone.sections]
    assert both.report.title == alone.title


def test_a_report_that_begins_again_before_it_came_to_its_end_is_no_second() -> None:
    title = "乙县水利局2024年政府信息公开工作年度报告\n"
    begun = WHOLE[: WHOLE.index("五、")]
    assert CODE not in _codes(_parsed(Source(title + begun + WHOLE)))
    assert CODE in _codes(_parsed(Source(title + WHOLE + WHOLE)))


def test_the_second_report_begins_with_its_title() -> None:
    first, second = (f"乙县水利局{year}年政府信息公开工作年度报告\n{WHOLE}" for year in (2024, 2023))
    parsed = _parsed(Source(first + second))
    (problem,) = parsed.report.problems
    assert (problem.code, problem.span.start) == (CODE, len(first))
    assert parsed.report.year == 2024


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        # A table of contents.
        "目录\n" + "\n".join(SECTIONS) + "\n" + WHOLE,
        # A heading that stands there twice.
        WHOLE + "一、总体情况\n公开信息30条。\n",
        # The list of the form at the end.
        WHOLE + "填报说明：一、总体情况二、主动公开政府信息情况\n",
        # Section one begins again before the report is through.
        "一、总体情况\n公开信息30条。\n二、主动公开政府信息情况\n没有。\n" + WHOLE,
    ],
)
def test_headings_that_stand_there_twice_are_no_second_report(text: str) -> None:
    assert CODE not in _codes(_parsed(Source(f"乙县水利局2024年政府信息公开工作年度报告\n{text}")))


@pytest.mark.parametrize("style", sorted(STYLES))
def test_one_report_is_one(style: str) -> None:
    for seed in range(3):
        report = sound(seed, style=style)
        assert CODE not in _codes(_parsed(read(report.data, f"report{report.suffix}")))


@needs_corpus
@pytest.mark.parametrize("path", files(), ids=lambda each: each.name)
def test_a_real_report_is_one(path: Path) -> None:
    assert CODE not in _codes(_parsed(read(path.read_bytes(), path.name)))


def test_a_second_report_is_told_where_commas_part_the_cells_too() -> None:
    one, other = (sound(seed, style="pipe").data.decode().replace("|", ",") for seed in (11, 12))
    alone, both = _parsed(Source(one)), _parsed(Source(f"{one}\n{other}"))
    assert CODE not in _codes(alone)
    assert CODE in _codes(both)
    values = {cell.address: cell.value for table in alone.report.tables for cell in table.cells()}
    assert any(value is not None for value in values.values())
    assert {cell.address: cell.value for table in both.report.tables for cell in table.cells()} == values
