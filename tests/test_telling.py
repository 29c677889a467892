"""
What is told of a condition at once is what the whole evaluation finds, in every condition of the pack.
"""

import pytest
from attrs import evolve
from bench.reports import FAULTS, faulty, sound
from hypothesis import given, settings
from hypothesis import strategies as st

from disclint.kinds.conditions import Condition
from disclint.kinds.core import Scope
from disclint.readers import read
from disclint.source import Source
from tests.pack import EVERY_RULE, check

# The sieve would leave hardly anything to tell.
EVALUATED = evolve(EVERY_RULE, sieved=False)


@pytest.fixture(name="asked", scope="module")
def _asked() -> list[bool | None]:
    return []


@pytest.fixture(autouse=True)
def _compared(monkeypatch: pytest.MonkeyPatch, asked: list[bool | None]) -> None:
    def agreed(condition: Condition, scope: Scope) -> bool | None:
        told, truth = condition.told(scope), condition.truth(scope)
        assert told in (None, truth.value)
        asked.append(told)
        return truth.value

    def holds(condition: Condition, scope: Scope, reasons: list[str]) -> bool:
        found = agreed(condition, scope)
        if found is None:
            reasons.extend(sorted(condition.truth(scope).reasons))
        return bool(found)

    monkeypatch.setattr(Condition, "is_met", lambda condition, scope: agreed(condition, scope) is True)
    monkeypatch.setattr(Condition, "holds", holds)


def _verdicts_without_crash(source: Source) -> None:
    assert not [
        each for each in check(source, settings=EVALUATED).outcome.verdicts if each.status == "crashed"
    ]


@pytest.mark.parametrize("seed", range(21))
def test_on_sound_reports(seed: int, asked: list[bool | None]) -> None:
    report = sound(seed)
    _verdicts_without_crash(read(report.data, f"x{report.suffix}"))
    # Nearly all conditions are told without the whole evaluation.
    assert sum(each is not None for each in asked) > 0.9 * len(asked)


@pytest.mark.parametrize("fault", sorted(FAULTS)[::3])
def test_on_faulty_reports(fault: str) -> None:
    report = faulty(7, fault)
    _verdicts_without_crash(read(report.data, f"x{report.suffix}"))


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 500), st.data())
def test_on_pieces_of_reports(seed: int, data: st.DataObject) -> None:
    report = sound(seed)
    text = read(report.data, f"x{report.suffix}").text
    cut = data.draw(st.integers(0, len(text)))
    _verdicts_without_crash(Source(text[cut:] + text[:cut]))
