"""
What a rule of a pack may cost, wherever it writes what is dear: told before a report is read.
"""

from pathlib import Path

import pytest

from tests.packs import SIGNED, house, load, refused

# Goes through each pair, and through each triple, of a list that is called `x`.
_PAIRS = "all(a in x: all(b in x: a == b))"
_TRIPLES = "all(a in x: all(b in x: all(c in x: a == b and b == c)))"
_ASSERT = SIGNED.replace("kind: statement", "kind: assert").replace(
    "in: [overview]\nrequire: [编制机关]", "check: 'true'"
)


def over(domain: str, condition: str = _TRIPLES) -> str:
    return condition.replace(" in x", f" in {domain}")


def dear(**keys: str) -> str:
    return _ASSERT.replace("check: 'true'", "\n".join(f"{key}: {value}" for key, value in keys.items()))


_LISTED = f"[{', '.join(['1'] * 600)}]"
_ALIKE = _TRIPLES.replace("a == b and b == c", "similarity(a.text, b.text) > 0")
DEAR = {
    "a list of a let": dear(let=f"{{x: '{_LISTED}'}}", check=f"'{_TRIPLES}'"),
    "sentences": dear(check=f"'{over('sentences(report)')}'"),
    "places": dear(check=f"'{over('places(report)', _ALIKE)}'"),
    "the members of lists": dear(check=f"'{over('respective(report)', _ALIKE)}'"),
    "a message": SIGNED.replace("{zh: 未写明编制机关", f"{{zh: '{{{over('sentences(report)')}}}'"),
    "what to do": SIGNED.replace("{zh: 写明编制机关", f"{{zh: '{{{over('sentences(report)')}}}'"),
    "an order": SIGNED.replace("kind: statement", "kind: order").replace(
        "in: [overview]\nrequire: [编制机关]", f"of: 'filter(r in rows(requests): {over('sentences(report)', _PAIRS)})'"
    ),
    "what each claim is held against": dear(
        claims="[new_received]", accept="['count(filter(a in sentences(report): any(b in sentences(report): a == b)))']"
    ).replace("kind: assert", "kind: match"),
}  # fmt: skip


@pytest.mark.parametrize("name", DEAR)
def test_what_would_take_too_long_is_refused_at_its_place(tmp_path: Path, name: str) -> None:
    error = refused(house(tmp_path, HOUSE_SIGNED=DEAR[name]))
    assert "goes through too much" in error.problem
    assert error.where == tmp_path / "rules" / "HOUSE-SIGNED.yaml"


@pytest.mark.parametrize("domain", ["[1, 2, 3]", "rows(requests)", "definitions(report)"])
def test_what_is_short_may_be_gone_through_thrice(tmp_path: Path, domain: str) -> None:
    load(house(tmp_path, HOUSE_SIGNED=dear(check=f"'{over(domain)}'")))
