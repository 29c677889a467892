"""
Every rule's examples, through the real grammar.
"""

from pathlib import Path

import pytest
import yaml

from disclint.engine.examples import complaints
from disclint.rules.model import Example, Rule
from tests.forms import EDITIONS, LEXICON
from tests.pack import EVERY, PACK, PROGRAM

EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{example.expect}-{example.name}")
    for rule in PACK.rules
    for example in rule.examples
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES[::EVERY])
def test_a_rule_ends_on_its_example_as_it_says(rule: Rule, example: Example) -> None:
    assert complaints(PROGRAM, rule, example, EDITIONS, LEXICON) == []


def test_every_file_is_yaml_to_other_programs_too() -> None:
    # They take what looks like a day for one, even if there is none.
    files = sorted((Path(__file__).parents[1] / "rules").rglob("*.yaml"))
    assert len(files) > len(PACK.rules)
    for each in files:
        assert yaml.safe_load(each.read_text(encoding="utf-8")), each
