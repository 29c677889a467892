"""
Every entry of the catalogue of checks is a rule, or `catalogue.yaml` says why it is none.
"""

import re
from pathlib import Path

import pytest
import yaml

from tests.corpus import ROOT
from tests.pack import PACK

DOMAIN = ROOT.parent / "domain.md"
LISTED = yaml.safe_load((Path(__file__).parent / "catalogue.yaml").read_text("utf-8"))
RULES = {rule.id for rule in PACK.rules}


def test_what_is_carried_by_other_rules_names_rules() -> None:
    assert {id for each in LISTED["carried"].values() for id in each["by"]} <= RULES
    assert not RULES & {*LISTED["carried"], *LISTED["never"], *LISTED["undecidable"]}


@pytest.mark.skipif(not DOMAIN.is_file(), reason=f"the catalogue is not at {DOMAIN}; CI has it")
def test_every_entry_is_a_rule_or_listed() -> None:
    entries = set(
        re.findall(r"^\| `([A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+)` \|", DOMAIN.read_text("utf-8"), re.MULTILINE)
    )
    assert len(entries) > 200
    known = {*RULES, *LISTED["carried"], *LISTED["never"], *LISTED["undecidable"]}
    assert sorted(entries - known) == []
