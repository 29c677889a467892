"""
What people are told who write packs: all that is wrong, in the line and column where it is, in both languages.
"""

from pathlib import Path

import pytest

from disclint.resources import rules_directory
from disclint.session import data, packs
from tests.packs import SIGNED, house


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
