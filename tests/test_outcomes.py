"""
Every rule has examples of all ways in which it can end, or `outcomes.yaml` says why it cannot end so.
"""

from pathlib import Path

import pytest
import yaml

from disclint.diagnostics import NOT_APPLICABLE, UNKNOWN
from disclint.engine.examples import staged
from disclint.engine.run import judge
from disclint.rules.model import Rule
from tests.forms import EDITIONS, LEXICON
from tests.pack import PACK, PROGRAM

LISTED = yaml.safe_load((Path(__file__).parent / "outcomes.yaml").read_text("utf-8"))
OUTCOMES = (UNKNOWN, NOT_APPLICABLE)
# Every so many examples are judged by all rules, which takes long.
_STEP = 25


def _lacking(outcome: str) -> set[str]:
    return {rule.id for rule in PACK.rules if outcome not in {each.expect for each in rule.examples}}


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_rule_without_an_example_of_an_outcome_is_listed_with_its_reason(outcome: str) -> None:
    listed = [id for group in LISTED[outcome] for id in group["rules"]]
    assert sorted(listed) == sorted(_lacking(outcome))
    assert all(group["why"] for group in LISTED[outcome])


@pytest.mark.parametrize("rule", PACK.rules, ids=lambda each: each.id)
def test_every_rule_passes_and_fails_in_its_examples(rule: Rule) -> None:
    assert {"pass", "fail"} <= {each.expect for each in rule.examples}


def test_a_rule_that_is_only_for_some_reports_shows_one_that_it_is_not_for() -> None:
    restricted = {rule.id for rule in PACK.rules if rule.applies_to != type(rule.applies_to)()}
    assert sorted(restricted & _lacking(NOT_APPLICABLE)) == []


def test_no_rule_ends_as_it_is_said_never_to_end() -> None:
    never = {outcome: _lacking(outcome) for outcome in OUTCOMES}
    every = [(rule, example) for rule in PACK.rules for example in rule.examples]
    wrong = set()
    for rule, example in every[::_STEP]:
        _, facts = staged(PROGRAM, rule, example, EDITIONS, LEXICON)
        if facts.report.status != "ok":
            continue
        for compiled in PROGRAM.rules:
            status = judge(compiled, facts).verdict.status
            if compiled.rule.id in never.get(status, ()):
                wrong.add((compiled.rule.id, status, example.name))
    assert wrong == set()
