"""
Generated reports: the sound ones are quiet, and what was made wrong in the others is found where it was made wrong.
"""

import pytest
from bench.reports import FAULTS, STYLES, faulty, sound

from disclint.diagnostics import INFO, Diagnostic
from disclint.readers import read
from tests.pack import DEFAULT_RULES, check


def findings(data: bytes, suffix: str) -> list[Diagnostic]:
    outcome = check(read(data, f"report{suffix}"), settings=DEFAULT_RULES).outcome
    return [each for each in outcome.diagnostics if each.severity != INFO]


@pytest.mark.parametrize("style", sorted(STYLES))
@pytest.mark.parametrize("seed", range(7000, 7004))
def test_a_sound_report_is_quiet(seed: int, style: str) -> None:
    report = sound(seed, style=style)
    assert [
        (each.rule, each.address, each.message["zh"]) for each in findings(report.data, report.suffix)
    ] == []


@pytest.mark.parametrize("fault", sorted(FAULTS))
@pytest.mark.parametrize("seed", [7101, 7102])
def test_what_was_made_wrong_is_found_there(seed: int, fault: str) -> None:
    report = faulty(seed, fault)
    (made,) = report.faults
    rules = {made.rule, *made.also}
    found = findings(report.data, report.suffix)
    mine = [each for each in found if rules & {each.rule, *each.folded}]
    assert mine, found
    named = {each.address for one in mine for each in (one, *one.related)}
    if made.address.count("/") == 2:
        assert made.address in named
    # Nothing else is wrong with it.
    assert [each.rule for each in found if each not in mine] == []
