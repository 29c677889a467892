"""
Every rule's examples, through the real grammar.
"""

import pytest

from disclint.engine.examples import complaints
from disclint.rules.model import Example, Rule
from tests.forms import EDITIONS, LEXICON
from tests.pack import PACK, PROGRAM

EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{example.expect}-{example.name}")
    for rule in PACK.rules
    for example in rule.examples
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_a_rule_ends_on_its_example_as_it_says(rule: Rule, example: Example) -> None:
    assert complaints(PROGRAM, rule, example, EDITIONS, LEXICON) == []
