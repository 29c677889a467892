"""
The worked examples of the rule language as packs: every kind, templates, parameters, and a house that changes them.
"""

from pathlib import Path

import pytest

from disclint.kinds import KINDS
from disclint.packs import testing
from disclint.session import data, packs

FOLDER = Path(__file__).parent / "data"
CASES = [
    pytest.param(name, case, id=f"{case.rule.id}-{case.tried.example.name}")
    for name in ("worked", "worked-house")
    for chosen in [packs.chosen(str(FOLDER / name))]
    for case in testing.cases(chosen.kit, chosen.rules)
]


@pytest.mark.parametrize(("_pack", "case"), CASES)
def test_a_worked_rule_ends_as_it_says(_pack: str, case: testing.Case) -> None:
    assert case.is_good, [each.words["en"] for each in case.tried.complaints]


@pytest.mark.parametrize("name", ["worked", "worked-house"])
def test_a_worked_pack_has_nothing_wrong(name: str) -> None:
    checked = packs.check(str(FOLDER / name))
    assert checked.problems == ()
    # What is for the house to use is no fault.
    assert {each.problem.split()[-1] for each in checked.notes} <= {"'must-say'"}


def test_they_show_nearly_all_kinds() -> None:
    rules = data.kit([FOLDER / "worked"]).pack.rules
    assert {each.kind for each in rules} == KINDS.keys() - {"problem"}


def test_a_house_changes_what_it_extends() -> None:
    pack = data.kit([FOLDER / "worked-house"]).pack
    found = {each.id: each for each in pack.rules}
    assert found["WORK-SHARE"].disabled == "本市统一口径为截尾"
    assert ">= 10" in found["WORK-PROBLEMS-SHORT"].options["check"]
    assert found["WORK-CELL"].severity == {"blank": "error", "dash": "info", "text": "error", "fail": "error"}
    assert found["WORK-FEES"].options["require"][-1].startswith("免收")
    assert found["WZ-GAZETTE"].kind == "statement"
