"""
What people are told who write packs: all that is wrong, in the line and column where it is, in both languages.
"""

from itertools import islice
from pathlib import Path

import pytest
from attrs import evolve

from disclint.engine import faults
from disclint.packs import limits, testing
from disclint.resources import rules_directory
from disclint.rules.model import RuleError
from disclint.session import data, packs
from tests.packs import SIGNED, house, load


def test_the_pack_that_ships_has_no_problem() -> None:
    checked = packs.check(str(rules_directory() / "annual-report"))
    assert not [str(each) for each in (*checked.problems, *checked.notes)]
    assert checked.own == len(data.pack().rules)


MEANT = SIGNED.replace("kind: statement", "kind: assert").replace(
    "in: [overview]\nrequire: [编制机关]", "foreach: {each: sentences(overview)}\ncheck: false"
)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("", "", None),
        ("foreach: {each: sentences(overview)}\n", "", "always is false"),
        ("foreach: {each: sentences(overview)}\n", "applies_to: {kind: [office]}\n", None),
        ("check: false", "check: true", "always holds"),
        ("en: Say it}", "en: 写明 PDF 的机关}", "the English of fix is not English"),
        ("en: Say it}", "en: Write 编制机关（全称，第 1 项） there}", None),
        ("en: Say it}", 'en: "{report.agency}"}', None),
    ],
)
def test_what_is_meant_is_no_problem(tmp_path: Path, old: str, new: str, problem: str | None) -> None:
    assert old in MEANT
    found = packs.check(str(house(tmp_path, HOUSE_SIGNED=MEANT.replace(old, new) if old else MEANT))).problems
    assert [each.problem for each in found] == ([f"HOUSE-SIGNED: {problem}"] if problem else []) or (
        problem and problem in found[0].problem
    ), found


# Each line that is wrong here is told, at its column.
ALL_WRONG = """\
id: HOUSE-WRONG
title: {zh: 全错, en: All wrong}
kind: assert
severity: {fail: warning, odd: info}
foreach: {row: rows(requsts)}
let:
  a: requests/new_receivd/total + 1
  b: 'count(claims(nosuch))'
where: row.idd == "x" and
when: >-
  requests/new_received/total > 3
  and requests/granted/totl > 4
check: "row.index > a ＆ b"
related: ['section(overvew)', 'first(matches(report, "{甲|}"))']
message: {zh: "{row.label} {rwo.label} {a} {c}", en: "{row.label} {d}"}
why: {zh: 甲, en: A}
fix: {zh: "{nix}", en: Fix it}
basis: [{ref: city}, {ref: town}]
examples: {pass: [{name: 甲, text: 一}], fail: [{name: 乙, text: 二}]}
"""


def test_all_that_is_wrong_with_a_rule_is_told_in_its_column(tmp_path: Path) -> None:
    found = packs.check(str(house(tmp_path, HOUSE_WRONG=ALL_WRONG))).problems
    lines = ALL_WRONG.splitlines()
    at = [(each.line or 0, each.column) for each in found]
    words = [lines[line - 1][column - 1 :] if column else "" for line, column in at]
    begins = (
        "requsts", "new_receivd", "nosuch", "", "totl", "＆", "overvew", "|}", "rwo", "c}", "d}", "nix",
    )  # fmt: skip
    told = [each for (line, column), each in zip(at, words, strict=True) if column]
    assert len(found) == 14, [str(each) for each in found]
    assert len(told) == len(begins)
    assert all(each.startswith(word) for each, word in zip(told, begins, strict=True)), told
    assert {line for line, column in at if column is None} == {4, 18}
    assert all(each.zh and each.said("zh").startswith("HOUSE-WRONG: ") for each in found)


@pytest.mark.parametrize(
    ("written", "line", "column"),
    [
        ("check: requests/granted/totl == 1", 5, 25),
        ("check: 'requests/granted/totl == 1'", 5, 26),
        ('check: "1 == requests/granted/totl"', 5, 31),
        ('check: "\\"甲\\" == \\"乙\\" or requests/granted/totl == 1"', 5, None),
        ("check: >\n  1 == 1 and\n\n  requests/granted/totl == 1", 8, 20),
        ("check: |\n  1 == 1 and\n  requests/granted/totl == 1", 7, 20),
        ("check: 1 == 1 and\n  requests/granted/totl == 1", 6, 20),
        ("check: 'true and ''甲'' == totl'", 5, 18),
    ],
)
def test_columns_are_those_of_the_file(tmp_path: Path, written: str, line: int, column: int | None) -> None:
    rule = SIGNED.replace("kind: statement", "kind: assert").replace(
        "in: [overview]\nrequire: [编制机关]", written
    )
    (error,) = packs.check(str(house(tmp_path, HOUSE_SIGNED=rule))).problems[:1]
    assert (error.line, error.column) == (line, column or error.column), error
    lines = rule.splitlines()
    if column is None:
        assert lines[line - 1][(error.column or 0) - 1 :].startswith("totl")


def test_what_a_template_fills_in_is_shown_in_words(tmp_path: Path) -> None:
    more = """
    templates:
      share:
        params: {what: address}
        kind: assert
        check: "${what} > 1 and requests/granted/totl > 1"
    """
    lines = SIGNED.splitlines()
    rule = "\n".join(
        [lines[0], "use: share", "with: {what: requests/granted/total}", lines[1], lines[3], *lines[6:]]
    )
    (error,) = packs.check(str(house(tmp_path, more, HOUSE_SIGNED=rule))).problems[:1]
    assert (error.where, error.line, error.column) == (tmp_path / "pack.yaml", 10, None)
    assert "“requests/granted/total > 1 and requests/granted/totl > 1”第 49 个字符: " in error.said("zh")


# What people get wrong while they write a rule, and what they are told in Chinese.

PLACED = SIGNED.replace("kind: statement", "kind: assert").replace(
    "in: [overview]\nrequire: [编制机关]",
    'applies_to: {year: ">=2021", kind: [office]}\nwhen: requests/granted/total > 0\ncheck: requests/granted/total > 1',
)


@pytest.mark.parametrize(
    ("old", "new", "line", "problem", "remedy"),
    [
        ("kind: statement", " kind: statement", 3, "缩进没有对齐", "左边对齐"),
        ("in: [overview]", "\tin: [overview]", 5, "缩进用了制表符", "改用空格"),
        ("severity: warning", "severity：warning", 4, "全角冒号“：”", "改成半角冒号"),
        ("severity: warning", "severity:warning", 4, "冒号后面没有空格", "加一个空格"),
        ("severity: warning", "severity: warning\nseverity: info", 5, "键“severity”写了两次", "只留一个"),
        ("severity: warning", "severty: warning", 4, "没有名为“severty”的键", "severity"),
        ("severity: warning", "severity: 警告", 4, "这里不能写“警告”", "error、warning、info"),
        ("examples:", "example:", 11, "没有名为“example”的键", "examples"),
        ("zh: 便于核实", "zh: 注意: 便于核实", 8, "[…] 或 {…} 没有写完", "文字里有冒号"),
        ("zh: 便于核实, ", "", 8, "缺少“zh”", "写上 zh: 中文的文字"),
        ("{zh: 便于核实, en: So that one can ask}", "便于核实", 8, "类型不对", "{zh: 中文, en: 英文}"),
        ("[编制机关]", "编制机关", 6, "类型不对", "短语的列表"),
        ("[编制机关]", "[编制: 机关]", 6, "不能用在这里", "加上双引号"),
        ("[编制机关]", "[{编制|起草}机关]", 6, "花括号开头的短语没有加引号", "整个短语加上双引号"),
        ("[编制机关]", "[“编{..3}制”]", 6, "用了中文引号", "半角"),
        ("[编制机关]", '["编制机关]', 6, "引号没有成对", "补上引号"),
        ("[编制机关]", '["编制.*机关"]', 6, "“.*”像是正则表达式", "{..8}"),
        ("[编制机关]", '["编制{...8}机关"]', 6, "短语里没有 {...8} 这种写法", "{..8}"),
        ("[编制机关]", '["编制{n:cuont}"]', 6, "没有类型“cuont”", "count"),
        ("[overview]", "[总体情况]", 5, "范围写编号，不写标题“总体情况”", "写成 overview"),
        ("[overview]", "［overview］", 5, "类型不对", "[overview]"),
        ("HOUSE-SIGNED", "house-signed", 1, "“house-signed”的写法不对", "大写字母"),
        ("HOUSE-SIGNED", "HOUSE-SIGN", 1, "文件名是 HOUSE-SIGNED.yaml", "HOUSE-SIGN.yaml"),
        ("[overview]", '{o: matches(other, "甲")}', 5, "{…} 里的表达式含有逗号", "加上单引号"),
        ("ref: city", "ref: town", 10, "没有依据“town”", "city"),
        ("id: HOUSE-SIGNED", "---\nid: HOUSE-SIGNED\n---\nx: 1", 3, "一个文件里只能有一份内容", "---"),
        ("{name: 写明, ", "{", 12, "缺少“name”", "写上 name"),
        ("[编制机关]", "['收费{n:money2}']", 6, "短语里没有 {n:money2} 这种写法", "{n:count}"),
        (
            "[overview]",
            "[overview]\nforeach: {a: b, c: d, e: f, g: h}",
            6,
            "这里写了 4 项，最多 3 项",
            "减到 3 项",
        ),
    ],
)
def test_slips_are_told_in_chinese(
    tmp_path: Path, old: str, new: str, line: int, problem: str, remedy: str
) -> None:
    _assert_told(tmp_path, SIGNED, (old, new), line, problem, remedy)


@pytest.mark.parametrize(
    ("old", "new", "line", "problem", "remedy"),
    [
        ("granted/total > 1", "granted/totl > 1", 7, "没有名为“totl”的列", "total"),
        ("granted/total > 1", "granted > 1", 7, "地址 requests/granted 有 2 段", "表/行/列"),
        ("requests/granted/total > 1", "表三/总计 > 1", 7, "“表三”没有加引号", "双引号"),
        ("requests/granted/total > 1", "cuont(rows(requests)) > 1", 7, "没有名为“cuont”的函数", "count"),
        ("check: requests/granted/total > 1", "check: requests/granted/total", 7, "这里要真假", "比较"),
        ("total > 0", "total ＞ 0", 6, "“＞”是全角", "半角的 >"),
        ("total > 0", "total = 0", 6, "没有赋值", "=="),
        ("total > 0", "total / 2 > 0", 6, "没有除法", "ratio"),
        ("when: requests/granted/total > 0", "when: report.kind > 0", 6, "这里要数，写的却是文字", "比较"),
        ('">=2021"', ">=2021", 5, "文字不能以这个字符开头", "加引号"),
        ('">=2021"', '"2021以后"', 5, "写法不对", "2019-2020"),
        ("[office]", "[office，other]", 5, "这里不能写", "半角逗号"),
        ("zh: 未写明编制机关", 'zh: "{report.yeer}年"', 8, "报告没有 .yeer", "year"),
        ('text: "一、总体情况\\n编制机关：某局。\\n"', "cells: {requests/granted: [1, 2]}", 13, "格数不对", "写 7 个数"),
    ],
)  # fmt: skip
def test_slips_in_expressions_are_told_in_chinese(
    tmp_path: Path, old: str, new: str, line: int, problem: str, remedy: str
) -> None:
    _assert_told(tmp_path, PLACED, (old, new), line, problem, remedy)


def _assert_told(
    folder: Path, rule: str, change: tuple[str, str], line: int, problem: str, remedy: str
) -> None:
    assert change[0] in rule
    found = packs.check(str(house(folder, HOUSE_SIGNED=rule.replace(*change)))).problems
    (error,) = found
    where = folder / "rules/HOUSE-SIGNED.yaml"
    assert (error.where, error.line) == (where, line), error
    assert problem in error.said("zh")
    assert remedy in error.to_do("zh")
    assert error.worded("zh").startswith(f"{where}:{line}: ")


def test_an_unknown_key_of_an_override_is_told_where_it_was_written(tmp_path: Path) -> None:
    (error,) = packs.check(str(house(tmp_path, "overrides:\n  FEE-MISSING: {requires+: [收费]}\n"))).problems
    assert (error.where, error.line) == (tmp_path / "pack.yaml", 6)
    assert error.zh == ("这里没有名为“requires”的键", "是不是想写 require？")


def test_a_severity_that_is_changed_is_not_held_against_the_examples(tmp_path: Path) -> None:
    kit = load(house(tmp_path, "overrides:\n  TBL3-MISSING: {severity: warning}\n"))
    rule = kit.pack.rule("TBL3-MISSING")
    assert rule is not None
    assert any(each.severity for each in rule.examples)
    assert not [each for each in testing.cases(kit, [rule]) if each.tried.outcome in testing.BAD]


@pytest.mark.parametrize("first", range(4))
def test_every_wrong_expression_of_a_rule_is_told(first: int) -> None:
    pack, editions = data.pack(), data.editions()
    told = 0
    for rule in [each for each in pack.rules if each.kind != "domain"][first::24]:
        options, broken = rule.options, []
        # Of a rule with more expressions than anybody would read errors of, some are wrong.
        for path, _ in islice(limits.expressions(rule), 30):
            wrong = faults.changed(options, path, lambda old: f"({old}) > > nothing")
            assert wrong is not None
            options = wrong
            broken.append(path)
        found = faults.faults(evolve(rule, options=options), pack, editions)
        assert sorted(map(str, broken)) == sorted(
            str(each.path) for each in found if isinstance(each, RuleError)
        ), rule.id
        told += len(found)
    assert told > 10


def test_all_wrong_phrases_of_a_concept_are_told_and_its_rules_are_not_blamed(tmp_path: Path) -> None:
    more = """
    concepts:
      visits:
        label: {zh: 来访, en: visits}
        value: n
        phrases: ["来访{n:count}", "来访{..0}{n:count}", "{来|}访{n:count}"]
        unless: ["{电话"]
    """
    rule = SIGNED.replace("kind: statement", "kind: assert").replace(
        "in: [overview]\nrequire: [编制机关]",
        "foreach: {visit: claims(visits)}\ncheck: visit.value > 0 and visit.nosuch.x > > 1",
    )
    found = packs.check(str(house(tmp_path, more, HOUSE_SIGNED=rule))).problems
    head = (tmp_path / "pack.yaml").read_text(encoding="utf-8").splitlines()
    at = [head.index(next(each for each in head if key in each)) + 1 for key in ("phrases:", "unless:")]
    assert [(each.where and each.where.name, each.line) for each in found] == [
        ("pack.yaml", at[0]), ("pack.yaml", at[0]), ("pack.yaml", at[1]), ("HOUSE-SIGNED.yaml", 6),
    ]  # fmt: skip
    assert all(each.column for each in found)
