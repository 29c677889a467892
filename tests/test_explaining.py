"""
What `explain` tells: every verdict with its numbers, where they stand, and what was missing or refused.
"""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from bench.reports import faulty, sound
from click.testing import CliRunner

from disclint.cli import main
from disclint.outputs import explain_json
from disclint.outputs.view import View
from disclint.resources import schema_path
from disclint.result import Explanation
from disclint.session import data, explaining, reading
from tests.packs import SIGNED, house

SCHEMA = json.loads(schema_path("explain").read_text(encoding="utf-8"))
RULES = sorted(each.id for each in data.pack().rules)
REPORT = "examples/2021-faulty.html"


def explained(id: str, text: str | bytes, name: str = "a.txt") -> Explanation:
    parsed = reading.parse_text(text, name) if isinstance(text, str) else reading.parse_bytes(text, name)
    return explaining.explained_on(id, parsed, name, "zh")


def shown(*arguments: str) -> Any:
    result = CliRunner().invoke(main, ["explain", *arguments, "--output-format=json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def text(body: str) -> str:
    return f"某县教育局2024年政府信息公开工作年度报告\n一、总体情况\n{body}\n"


def test_a_failing_row_is_told_with_its_numbers_and_their_places() -> None:
    found = explained("TBL3-SUM-ROW", Path(REPORT).read_bytes(), REPORT)
    (wrong,) = [each for each in found.looked if each.outcome == "fail"]
    assert wrong.what["zh"] == "1.本机关不掌握相关政府信息"
    assert wrong.conclusion
    assert wrong.conclusion["zh"] == "25 + 4 + 0 + 0 + 1 + 0 ＝ 30；总计写作 27，相差 3"
    assert found.result is not None
    for working in wrong.workings:
        for place in working.read:
            written = found.result.source.slice(place.span) if found.result.source else ""
            assert place.words["zh"].endswith(f": {written.strip()}")


def test_what_is_missing_is_named() -> None:
    found = explained("TBL3-SUM-ROW", Path(REPORT).read_bytes(), REPORT)
    (open_,) = [each for each in found.looked if each.outcome == "unknown"]
    assert open_.reasons == ("requests/refuse_excessive/research: blank",)
    assert [each.key for each in open_.workings if each.missing] == ["parts"]


def test_what_holds_is_told_alike() -> None:
    found = explained("TBL3-SUM-ROW", sound(3, style="pipe").data)
    assert found.verdict
    assert (found.verdict.status, found.verdict.checked) == ("pass", len(found.looked))
    assert all(each.conclusion and "＝" in each.conclusion["zh"] for each in found.looked)


def test_a_claim_that_is_refused_is_told_with_its_guard() -> None:
    found = explained("NAR-T3-RECEIVED", text("其中网上收到申请30件。县卫生健康局收到申请5件。"))
    refused = [each.refused["zh"] for each in found.evidence if each.refused]
    assert "另一机关或下级单位" in refused


def test_the_condition_that_excludes_is_named() -> None:
    found = explained("PCT-RANGE", text("全年办结率达816%，答复率达100%。"))
    assert [(each.outcome, each.by) for each in found.looked] == [("excluded", "where"), ("pass", None)]
    (working,) = found.looked[0].workings
    assert working.filled == {"zh": "816 ＜ 200", "en": "816 ＜ 200"}
    assert working.value["zh"] == "不成立"


def test_what_does_not_apply_says_why() -> None:
    found = shown("DAT-DEADLINE-DEPT", REPORT)
    assert found["file"]["verdict"] == "not_applicable"
    assert found["file"]["reasons"] == ["agency kind government"]


def test_nothing_to_look_at_shows_where_it_was_looked_for() -> None:
    found = shown("PCT-GROWTH", REPORT)["file"]
    assert (found["verdict"], found["instances"]) == ("vacuous", [])
    assert [(each["key"], each["value"]) for each in found["before"]] == [("foreach/claim", "没有")]


def test_a_habit_pardons_single_percentages() -> None:
    cut = "全年答复申请320件，其中予以公开21件，占6.5%；部分公开21件，占6.5%；无法提供125件，占39.0%。"
    found = explained("PCT-TRUNC", text(cut))
    assert [(each.variant, each.severity) for each in found.diagnostics] == [("habit", "info")]


@pytest.mark.parametrize("id", RULES)
def test_explanations_keep_to_their_schema(id: str) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    report = faulty(5, "TBL3-SUM-ROW", style="pipe").data

    for explanation in (explaining.explained(id), explained(id, report)):
        for lang in ("zh", "en"):
            written = "".join(explain_json.write(explanation, View(lang=lang)))
            validator.validate(json.loads(written))


def test_findings_that_no_rule_makes_have_the_same_shape() -> None:
    found = shown("IO-UNREADABLE")
    jsonschema.validate(found, SCHEMA)
    assert (found["rule"]["kind"], found["file"]) == ("plain", None)


def test_all_lists_what_the_first_few_stand_for() -> None:
    few = CliRunner().invoke(main, ["explain", "TBL3-SUM-ROW", REPORT]).stdout
    every = CliRunner().invoke(main, ["explain", "TBL3-SUM-ROW", REPORT, "--all"]).stdout
    assert "另有 23 处成立（--all 列出）" in few
    assert every.count("成立:") == 23 + 1  # and one 不成立
    assert "另有" not in every.partition("推导")[2].partition("看到的")[0]


@pytest.mark.parametrize("id", RULES)
def test_a_rule_is_told_without_its_syntax(id: str) -> None:
    formula = explaining.explained(id).formula
    assert formula is not None
    for said in (formula.demand, *formula.messages.values(), *formula.conditions, *formula.definitions):
        assert said["zh"]
        assert said["en"]
        assert "{" not in said["zh"], said["zh"]
        assert "$" not in said["zh"]
        assert "requests/" not in said["zh"]


def test_placeholders_are_named_by_the_form() -> None:
    formula = explaining.explained("FEE-UNPAID-ROW").formula
    assert formula is not None
    assert any("〈" in each["zh"] for each in formula.messages.values())
    messages = explaining.explained("TBL4-EXCESS").formula
    assert messages is not None
    assert "〈表四行政复议总计〉" in messages.messages["fail"]["zh"]


def test_the_basis_has_its_dates() -> None:
    basis = explaining.explained("DAT-DEADLINE-GOV").sources[0]
    assert basis["zh"].endswith("（2019年4月3日印发，2019年5月15日起施行）")
    assert basis["en"].endswith("(issued 2019-04-03, in force from 2019-05-15)")


def test_a_condition_that_is_not_known_is_not_called_false(tmp_path: Path) -> None:
    rule = SIGNED.replace(
        "kind: statement\nseverity: warning\nin: [overview]\nrequire: [编制机关]",
        "kind: assert\nseverity: warning\nwhen: requests/new_received/total > 0\ncheck: requests/granted/total > 0",
    )
    house(tmp_path / "pack", HOUSE_SIGNED=rule)
    report = tmp_path / "a.txt"
    report.write_text(text("全年无事。\n三、收到和处理政府信息公开申请情况\n略"), encoding="utf-8")
    told = CliRunner().invoke(
        main, ["explain", "HOUSE-SIGNED", str(report), "--isolated", "--pack", str(tmp_path / "pack")]
    )
    assert told.exit_code == 0, told.output
    assert "不知道前提成立不成立(when)" in told.stdout
    assert "前提不成立" not in told.stdout
