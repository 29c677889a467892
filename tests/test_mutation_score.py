"""
The built-in rules hold their examples' bar: of their mutants at least 95 % are noticed (`pack test --mutate` for all of them).
"""

import pytest

from disclint.packs import mutation
from disclint.session import data

BAR = 95


def _errors() -> list[str]:
    return [rule.id for rule in data.pack().rules if "error" in rule.severity.values()]


@pytest.mark.parametrize("id", _errors())
def test_examples_notice_what_is_changed_in_a_rule(id: str) -> None:
    rule = data.pack().rule(id)
    assert rule is not None
    found = mutation.score(data.builtin(), rule)
    assert (found.failing, found.stale) == ((), ())
    assert found.percent >= BAR, [each.id for each in found.survivors]
