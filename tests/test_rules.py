"""
Every rule's examples, through the real grammar.
"""

import pytest

from disclint.engine import compile_pack
from disclint.engine.examples import complaints
from disclint.resources import rules_directory
from disclint.rules import load
from disclint.rules.model import Example, Rule
from tests.forms import EDITIONS, LEXICON

FOLDER = rules_directory() / "annual-report"
PACK = load.pack(
    [(each, each.read_bytes()) for each in sorted(FOLDER.rglob("*.yaml"))],
    [each.id for each in next(iter(EDITIONS.values())).sections],
)
PROGRAM = compile_pack(PACK, EDITIONS, strict=True)
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{example.expect}-{example.name}")
    for rule in PACK.rules
    for example in rule.examples
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_a_rule_ends_on_its_example_as_it_says(rule: Rule, example: Example) -> None:
    assert complaints(PROGRAM, rule, example, EDITIONS, LEXICON) == []
