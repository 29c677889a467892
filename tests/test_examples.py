"""
The example reports: the sound ones are quiet, the faulty ones have the defects they were written with.
"""

import pytest

import disclint
from disclint.diagnostics import ERROR, WARNING
from disclint.resources import data_directory
from tests.pack import DEFAULT_RULES, check_bytes

EXAMPLES = data_directory() / "examples"

# What each faulty example was given: rule and line.
DEFECTS = {
    "2021-faulty.html": {
        ("DOC-TITLE-WORD", 10), ("DAT-DEADLINE-GOV", 11), ("PRE-EDITION-CITE", 13), ("PRE-PERIOD-YEAR", 13),
        ("WRD-ABBR-UNDEFINED", 15), ("NAR-T3-RECEIVED", 17), ("NAR-T3-ALLCLOSED", 17), ("PCT-SHARE", 17),
        ("WRD-CHONGFU", 18), ("TBL2-LABEL-NORM", 26), ("TBL3-SUM-ROW", 55), ("TBL3-LABEL-EXACT", 56), ("CEL-BLANK", 61),
        ("TBL4-SUM-RECON", 74), ("NAR-T4-LITIG", 76), ("FEE-INCOMPLETE", 78), ("FEE-TARIFF", 78),
        ("SEC-ORDER", 77), ("SEC-ENUM-SEQ", 80),
    },
    "2019-faulty.txt": {
        ("PRE-PERIOD-VALUE", 3), ("PCT-GROWTH", 7), ("NAR-T3-RECEIVED", 9), ("NAR-T3-ALLCLOSED", 9),
        ("NAR-T3-BYRESULT", 9), ("TBL2-NEW-GT-TOTAL", 25), ("TBL2-PROC-ZERO-AMOUNT", 65), ("CEL-DASH", 250),
        ("TBL3-SUM-ROW", 252), ("TBL4-SUM-DIRECT", 298), ("NAR-T4-NONE", 305), ("REQ-S5-MEASURE", 307),
        ("DOC-TEMPLATE-RESIDUE", 309), ("REQ-S6-EMPTY", 311),
    },
}  # fmt: skip


def findings(name: str) -> set[tuple[str, int]]:
    """
    Rule and line of the errors and warnings in an example.
    """
    checked = check_bytes((EXAMPLES / name).read_bytes(), name, DEFAULT_RULES)
    return {
        (each.rule, checked.source.locate(each.span).line or 0)
        for each in checked.outcome.diagnostics
        if each.severity in (ERROR, WARNING)
    }


@pytest.mark.parametrize("name", ["2021-sound.txt", "2019-sound.md"])
def test_a_sound_example_is_quiet(name: str) -> None:
    assert findings(name) == set()


@pytest.mark.parametrize("name", sorted(DEFECTS))
def test_a_faulty_example_has_its_defects_and_no_others(name: str) -> None:
    assert findings(name) == DEFECTS[name]


@pytest.mark.parametrize("written", ["本机关理不以掌握相关政信息", "本机关不掌握相关政以府息"])
def test_a_label_that_lost_letters_and_has_some_of_its_side_header_is_told(written: str) -> None:
    text = (EXAMPLES / "2021-sound.txt").read_text(encoding="utf-8")
    changed = text.replace("本机关不掌握相关政府信息", written)
    result = disclint.check_bytes(changed.encode(), "x.txt")
    (verdict,) = [each for each in result.verdicts if each.rule == "TBL3-LABEL-EXACT"]
    assert verdict.status != "crashed", verdict
