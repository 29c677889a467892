"""
The pack that ships with disclint, loaded once for all tests, and what it says of a report.
"""

import os

from attrs import frozen

from disclint.engine import Outcome, Program, Settings, compile_pack, run
from disclint.facts import Facts, facts_of
from disclint.grammar import parse
from disclint.readers import read
from disclint.resources import rules_directory
from disclint.rules import load
from disclint.source import Source
from tests.forms import EDITIONS, LEXICON

_FOLDER = rules_directory() / "annual-report"

PACK = load.pack(
    [(each, each.read_bytes()) for each in sorted(_FOLDER.rglob("*.yaml"))],
    [each.id for each in next(iter(EDITIONS.values())).sections],
)
PROGRAM = compile_pack(PACK, EDITIONS, strict=True)
EVERY_RULE = Settings(runs=lambda _id, _profile: True)
DEFAULT_RULES = Settings()
# `.ci/pythons` tries every tenth where each takes long: one Python finds what a slip of ours is, the others what is Python's.
EVERY = int(os.environ.get("DISCLINT_EVERY", "1"))


@frozen(eq=False)
class Checked:
    """
    A report with what the pack says of it.
    """

    source: Source
    facts: Facts
    outcome: Outcome


def check(
    source: Source, *, program: Program = PROGRAM, settings: Settings = EVERY_RULE, year: int | None = None
) -> Checked:
    """
    Judge a report.
    """
    parsed = parse(source, EDITIONS, LEXICON, year=year)
    facts = facts_of(parsed.report, parsed.flow, parsed.source, EDITIONS, PACK.vocabulary)
    return Checked(parsed.source, facts, run(program, facts, settings))


def check_bytes(data: bytes, name: str, settings: Settings = DEFAULT_RULES) -> Checked:
    """
    Judge a file.
    """
    return check(read(data, name), settings=settings)
