"""
What could not be decided, as findings: all of it, once a cause, and nothing else.
"""

import json
from collections import Counter
from pathlib import Path

import pytest
from bench.reports import FAULTS, faulty, sound
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import disclint
from disclint.cli import main
from disclint.diagnostics import UNKNOWN

BLANK = next(each for each in sorted(FAULTS) if each.startswith("CEL-BLANK"))
REPORT = faulty(1, BLANK, style="pipe", edition="2021")


def told(result: disclint.Result) -> list[str]:
    return [
        rule for each in result.diagnostics if each.variant == UNKNOWN for rule in (each.rule, *each.folded)
    ]


def undecided(result: disclint.Result) -> list[str]:
    return [each.rule for each in result.verdicts if each.status == UNKNOWN]


@settings(max_examples=15)
@given(st.data())
def test_each_rule_that_could_not_decide_is_told_once_and_the_rest_stays(data: st.DataObject) -> None:
    report = data.draw(
        st.sampled_from(sorted(FAULTS)).map(lambda fault: faulty(4, fault))
        | st.sampled_from(["pipe", "glued", "html"]).map(lambda style: sound(4, style=style))
    )
    name = f"x{report.suffix}"
    plain, strict = (disclint.check_bytes(report.data, name, profile=each) for each in ("default", "strict"))
    assert Counter(told(strict)) == Counter(undecided(strict)) == Counter(undecided(plain))
    assert told(plain) == []
    rest = [each for each in strict.diagnostics if each.variant != UNKNOWN]
    assert [each.fingerprint for each in rest] == [each.fingerprint for each in plain.diagnostics]
    listed = [each.fingerprint for each in strict.diagnostics]
    assert len(listed) == len(set(listed))


def test_a_finding_lies_at_what_is_missing_and_names_it() -> None:
    result = disclint.check_bytes(REPORT.data, "x.txt", config={"strict": True, "select": ["TBL3"]})
    unknown = [each for each in result.diagnostics if each.variant == UNKNOWN]
    assert unknown
    for each in unknown:
        assert each.address == REPORT.faults[0].address
        assert each.message["zh"].startswith("无法判断“")
        assert each.message["en"].startswith("cannot decide “")
        assert "空白" in each.message["zh"]
        assert each.severity == "warning"
        assert each.basis


def test_the_profile_the_option_and_the_setting_are_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("甲.txt").write_bytes(REPORT.data)

    def found(*arguments: str) -> list[str]:
        shown = CliRunner().invoke(main, ["check", "甲.txt", "--output-format=json", *arguments]).stdout
        return [each["rule"] for each in json.loads(shown)["files"][0]["diagnostics"]]

    by_option = found("--strict")
    assert len(by_option) > len(found())
    assert found("--profile=strict") == by_option
    Path("disclint.toml").write_text("strict = true\n", encoding="utf-8")
    assert found() == by_option
    assert len(found("--profile=all")) > len(found("--profile=all", "--isolated"))
    assert found("--isolated") != by_option
    Path("disclint.toml").write_text(
        'strict = true\n[severity]\nTBL3 = {unknown = "error"}\n', encoding="utf-8"
    )
    assert CliRunner().invoke(main, ["check", "甲.txt", "--select=TBL3"]).exit_code == 1
    assert CliRunner().invoke(main, ["check", "甲.txt", "--select=TBL3", "--isolated"]).exit_code == 0
