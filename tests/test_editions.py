"""
Editions are data: what ships is valid, a form that nobody has seen is read as well, and mistakes are named.
"""

from pathlib import Path

import pytest

from disclint import schemas, yamlfile
from disclint.editions.load import editions
from disclint.engine import compile_pack, run
from disclint.engine.run import Settings
from disclint.errors import UsageError
from disclint.facts import facts_of
from disclint.grammar import parse
from disclint.outputs import html
from disclint.outputs.view import View
from disclint.resources import rules_directory
from disclint.result import Result
from disclint.rules import load
from disclint.source import Source
from tests.forms import EDITIONS, LEXICON

SHIPPED = sorted(rules_directory().glob("editions/*.yaml"))

# A form with another section, another table and other applicants, for the years from 2041.
MADE_UP = """
id: "2041"
title: {zh: 假想格式, en: A form that does not exist}
number: 国办假函〔2041〕7号
report_years: {from: 2041}
source: {basis: 假想}
sections:
  - {id: overview, numeral: 一, title: 总体情况, key: 总体}
  - {id: requests, numeral: 二, title: 收到和处理政府信息公开申请情况, key: 申请}
  - {id: data_openness, numeral: 三, title: 公共数据开放情况, key: 公共数据}
tables:
  - id: requests
    section: requests
    name: {zh: 表二, en: Table 2}
    layout: rows
    openers: [一、本年收到申请数量]
    blocks:
      - id: requests
        columns:
          - {id: resident, label: 居民}
          - {id: enterprise, label: 市场主体}
          - {id: total, label: 合计}
        rows:
          - {id: new_received, label: 一、本年收到申请数量, key: 本年收到}
          - {id: granted, label: (一)全部提供}
          - {id: refused, label: (二)没有提供}
          - {id: disposed_total, label: (三)小计}
    axes:
      applicants: [resident, enterprise]
      outcomes: [granted, refused]
    equations:
      - {id: row, each: row, left: [resident, enterprise], right: [total]}
      - {id: column, each: column, left: [granted, refused], right: [disposed_total]}
  - id: openness
    section: data_openness
    name: {zh: 表三, en: Table 3}
    layout: rows
    openers: [数据集]
    blocks:
      - id: sets
        columns: [{id: opened, label: 本年开放数}, {id: closed, label: 本年关闭数}]
        rows: [{id: sets, label: 数据集}]
    axes: {}
    equations: []
"""

REPORT = """甲州市大数据局2042年政府信息公开工作年度报告

一、总体情况
2042年，本机关共收到申请12件。

二、收到和处理政府信息公开申请情况
| | 居民 | 市场主体 | 合计 |
| 一、本年收到申请数量 | 5 | 7 | 12 |
| (一)全部提供 | 4 | 2 | 6 |
| (二)没有提供 | 1 | 5 | 6 |
| (三)小计 | 5 | 7 | 13 |

三、公共数据开放情况
| | 本年开放数 | 本年关闭数 |
| 数据集 | 31 | 2 |
"""

RULE = """
id: XX-SUM
title: {zh: 合计, en: Total}
kind: sum
severity: error
foreach: {row: rows(requests)}
total: requests/$row/total
parts: requests/$row/@applicants
message: {zh: "{row.label}：{parts}，不是{total}", en: "{row.label}: {parts}, not {total}"}
why: {zh: 合计, en: Total}
fix: {zh: 改, en: Mend}
basis: [{ref: form}]
examples:
  pass: [{name: 对, text: 无}]
  fail: [{name: 错, text: 无}]
"""
HEAD = """
pack: {id: made-up, version: 1.0.0, title: {zh: 假想, en: made up}}
sources: {form: {title: {zh: 假想格式, en: a form}}}
"""

# A form that nobody has seen, beside those that ship.
ALL = editions([*((each, each.read_bytes()) for each in SHIPPED), (Path("2041.yaml"), MADE_UP.encode())])


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_ships_is_valid(path: Path) -> None:
    schemas.validate(yamlfile.load(path.read_bytes(), path), "edition")


def test_a_made_up_form_is_read_without_touching_code() -> None:
    parsed = parse(Source(REPORT), ALL, LEXICON)
    report = parsed.report
    assert (report.year, report.expected_edition, report.edition) == (2042, "2041", "2041")
    assert [each.id for each in report.sections] == ["overview", "requests", "data_openness"]
    cells = {each.address: each.value for table in report.tables for each in table.cells()}
    assert cells == {
        "requests/new_received/resident": 5, "requests/new_received/enterprise": 7,
        "requests/new_received/total": 12,
        "requests/granted/resident": 4, "requests/granted/enterprise": 2, "requests/granted/total": 6,
        "requests/refused/resident": 1, "requests/refused/enterprise": 5, "requests/refused/total": 6,
        "requests/disposed_total/resident": 5, "requests/disposed_total/enterprise": 7,
        "requests/disposed_total/total": 13,
        "openness/sets/opened": 31, "openness/sets/closed": 2,
    }  # fmt: skip


def test_rules_judge_a_made_up_form() -> None:
    files = [(Path("pack.yaml"), HEAD.encode()), (Path("XX-SUM.yaml"), RULE.encode())]
    pack = load.pack(files, [each.id for each in ALL["2041"].sections])
    parsed = parse(Source(REPORT), ALL, LEXICON)
    facts = facts_of(parsed.report, parsed.flow, parsed.source, ALL, pack.vocabulary)
    outcome = run(compile_pack(pack, ALL, strict=True), facts, Settings())
    assert [(each.address, each.message["zh"]) for each in outcome.diagnostics] == [
        ("requests/disposed_total/total", "(三)小计：12，不是13")
    ]


def test_an_equation_may_be_for_some_rows_only() -> None:
    row = "{id: row, each: row, left: [resident, enterprise], right: [total]"
    some = MADE_UP.replace(row, f"{row}, only: [new_received, '@outcomes']")
    forms = editions([(Path("2041.yaml"), some.encode())])
    equation = forms["2041"].tables["requests"].equations[0]
    assert [equation.is_for(each) for each in ("granted", "new_received", "disposed_total")] == [
        True,
        True,
        False,
    ]
    # 5 and 7 are not 13; that the parts of the total are not 13 either is said below.
    source = Source(REPORT)
    drawn = [
        html.fragment(
            Result("甲.txt", "ok", parse(source, each, LEXICON).report, source), View(editions=each), "r1"
        )
        for each in (ALL, {**ALL, **forms})
    ]
    assert [each.count('class="sum off"') for each in drawn] == [2, 1]
    with pytest.raises(UsageError):
        editions([(Path("2041.yaml"), some.replace("'@outcomes'", "granded").encode())])


def test_the_other_forms_are_read_as_before_beside_it() -> None:
    text = "甲州市财政局2024年政府信息公开工作年度报告\n一、总体情况\n无\n"
    assert parse(Source(text), ALL, LEXICON).report.expected_edition == "2021"
    assert list(EDITIONS) == ["2021", "2019"]


@pytest.mark.parametrize(
    ("wrong", "right", "line"),
    [
        ("outcomes: [granted, refused]", "outcomes: [granted, refusd]", "refused"),
        ("right: [disposed_total]", "right: [disposed]", "disposed_total"),
        ("section: data_openness", "section: data_opennes", "data_openness"),
    ],
)
def test_a_mistake_in_a_form_names_what_was_meant(wrong: str, right: str, line: str) -> None:
    broken = MADE_UP.replace(wrong, right)
    with pytest.raises(UsageError) as caught:
        editions([(Path("2041.yaml"), broken.encode())])
    assert line in str(caught.value)
    assert "2041.yaml" in str(caught.value)


@pytest.mark.parametrize(
    ("agency", "scope"),
    [
        ("石桥镇人民政府", "township"),
        ("甲市丙区东湖街道", "township"),
        ("丰和县住房和城乡建设局", "county"),
        ("丰和县市场监督管理局", "county"),
        ("甲州丰和县人民政府", "county"),
        ("丁省财政厅", "province"),
        ("某某自治区水利厅", "province"),
        ("甲市住房和城乡建设局", None),
        ("丁省甲市水利局", None),
        ("甲市城市管理局", None),
        ("甲镇市财政局", None),
        ("某地区行政公署", None),
    ],
)
def test_the_last_place_in_a_name_says_how_far_its_power_reaches(agency: str, scope: str | None) -> None:
    assert LEXICON.scope(agency) == scope
