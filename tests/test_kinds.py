"""
Kinds of rules on reports that leave something open: house rules, each on the words that it is about.
"""

from pathlib import Path

import disclint
from disclint.result import Result
from tests.packs import house
from tests.test_tables import SPARSE

RULE = """\
id: HOUSE-{id}
title: {{zh: 甲, en: A}}
kind: {kind}
severity: error
{options}
message: {{zh: "{says}", en: "{says}"}}
why: {{zh: 乙, en: B}}
fix: {{zh: 丙, en: C}}
basis: [{{ref: city}}]
examples:
  pass: [{{name: 丁, text: "一、总体情况\\n无。\\n", verdict: pass}}]
  fail: [{{name: 戊, text: "一、总体情况\\n无。\\n"}}]
"""
HEAD = "甲市商务局2024年政府信息公开工作年度报告\n"


def checked(root: Path, text: str, **rules: str) -> Result:
    return disclint.check_text(HEAD + text, packs=[house(root, **rules)])


def verdict(result: Result, id: str) -> tuple[str, list[str | None]]:
    (found,) = [each.status for each in result.verdicts if each.rule == id]
    return found, [each.address for each in result.diagnostics if each.rule == id]


def test_a_cell_of_which_nobody_can_tell_what_stands_there_is_not_said_to_be_wrong(tmp_path):
    rule = RULE.format(
        id="NUMBERS", kind="domain", says="{cell.raw}",
        options='foreach: {cell: "cells(requests/new_received/*)"}\naccept: [number]',
    )  # fmt: skip
    assert verdict(checked(tmp_path / "a", SPARSE, HOUSE_NUMBERS=rule), "HOUSE-NUMBERS") == ("unknown", [])
    # What is told for sure, is.
    row = "一、本年新收政府信息公开申请数量 | 12 | 若干 | 0 | 0 | 0 | 0 | 12\n"
    told = SPARSE.replace("一、本年新收政府信息公开申请数量 57 9 1 4 2 73\n", row)
    found = verdict(checked(tmp_path / "b", told, HOUSE_NUMBERS=rule), "HOUSE-NUMBERS")
    assert found == ("fail", ["requests/new_received/commercial"])
