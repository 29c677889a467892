"""
The five seeds against what a reviewer found in them by hand.

A place is a line, or a line and a column in code points from 1, within twelve columns.
"""

from functools import cache

import pytest

from disclint.diagnostics import ERROR, INFO, WARNING
from tests.corpus import ROOT, needs_corpus
from tests.pack import DEFAULT_RULES, EVERY_RULE, PROGRAM, check_bytes

ADVICE = (WARNING, INFO)

# Certain findings: seed, line, column, rule, severity.
CERTAIN = [
    ("000", 24, 24, "NAR-T3-HANDLED", ERROR),
    ("001", 18, 1, "TBL2-LABEL-NORM", WARNING),
    ("001", 69, None, "FEE-INCOMPLETE", WARNING),
    ("002", 4, 1680, "PCT-TRUNC", WARNING),
    ("002", 4, 1642, "PCT-TRUNC", WARNING),
    ("002", 4, 1599, "WRD-ABBR-UNDEFINED", WARNING),
    ("003", 88, 54, "NAR-T3-ALLCLOSED", ERROR),
    ("003", 460, 25, "TBL3-LABEL-EXACT", WARNING),
    ("003", None, None, "PRE-PERIOD-MISSING", WARNING),
    *(("004", 4, column, "SEC-LEVEL-MIX", WARNING) for column in (383, 497, 689, 841, 1027)),
]
# Places that a reviewer found, too, and that a certain finding points at: seed, line, column, rule.
POINTED_AT = [("002", 4, 2695, "WRD-ABBR-UNDEFINED")]
# Findings a reviewer would agree with: seed, lines, column, one of these rules.
AGREED = [
    ("000", (28,), 44, ("NAR-T2-NORM-VALID",)),
    ("000", (615,), None, ("FEE-ZERO-SHORT",)),
    ("000", (615,), 16, ("FEE-TERM",)),
    ("001", (10,), 94, ("NAR-T3-ALLCLOSED-WORD",)),
    ("002", (4,), 3028, ("PCT-GROWTH-TRUNC",)),
    ("002", (4, 5), None, ("SEC-MISS-3",)),
    ("002", (4, 5), None, ("TBL2-MISSING",)),
    ("002", (4, 5), None, ("TBL3-MISSING",)),
    ("002", (5, 6), None, ("TBL4-MISSING",)),
    ("002", (4,), 2790, ("WRD-ABBR-UNDEFINED",)),
    ("002", (4,), 120, ("DOC-TITLE-WORD", "DOC-TITLE-DUPYEAR")),
    ("002", (4,), 1958, ("NUM-REDUND",)),
    ("003", (None,), None, ("PRE-BASIS-MISSING",)),
    ("003", (613,), 21, ("FEE-ZERO-SHORT",)),
    ("003", (613,), 21, ("FEE-TERM",)),
    ("004", (4, 5, 6, 7), None, ("TBL2-MISSING",)),
    ("004", (4, 5, 6, 7), None, ("TBL3-MISSING",)),
    ("004", (4, 5, 6, 7), None, ("TBL4-MISSING",)),
    ("004", (4,), 378, ("PUN-SPACE-BEFORE",)),
]
# What must not be found: seed, rules that begin like this, on these lines (all if empty).
TEMPTING = [
    ("000", "NAR-T2-", (14, 32)),
    ("000", "NAR-T3-CLOSED", (18,)),
    ("000", "NAR-", (18, 32, 22)),
    ("000", "PCT-", ()),
    ("000", "SEC-", ()),
    ("000", "TBL4-", ()),
    ("000", "PUN-QUOTE", (36,)),
    ("000", "CEL-", ()),
    ("000", "DAT-", ()),
    ("000", "DOC-YEAR", ()),
    ("000", "REQ-S6", ()),
    ("000", "PUN-HALFWIDTH", ()),
    ("001", "DAT-", ()),
    ("001", "NAR-T3-RECEIVED", ()),
    ("001", "NAR-T3-CLOSED", ()),
    ("001", "NAR-T3-CARRY", ()),
    ("001", "NAR-T3-ALLCLOSED-", (69,)),
    ("001", "CEL-", ()),
    ("001", "PII-", ()),
    ("001", "DOC-TITLE-FORM", ()),
    ("001", "SEC-", ()),
    ("001", "FEE-TARIFF", ()),
    ("001", "REQ-", ()),
    ("002", "FEE-", ()),
    ("002", "REQ-S6", ()),
    ("002", "PRE-", ()),
    ("002", "NAR-", ()),
    ("002", "PCT-SHARE", ()),
    ("002", "PCT-YOY", ()),
    ("002", "PCT-GROWTH", (1, 2, 3)),
    ("002", "PII-", ()),
    ("002", "SEC-SUB-EXTRA", ()),
    ("002", "DOC-YEAR", ()),
    ("003", "NUM-PARTS", ()),
    ("003", "NAR-T2-", (24,)),
    ("003", "NAR-T3-RECEIVED", ()),
    ("003", "NAR-T4-", ()),
    ("003", "TBL3-COL", ()),
    ("003", "TBL4-", ()),
    ("003", "CEL-", ()),
    ("003", "DAT-", ()),
    ("003", "PUN-BRACKET", (6,)),
    ("004", "SEC-ORDER", ()),
    ("004", "SEC-DUPLICATE", ()),
    ("004", "SEC-MISS", ()),
    ("004", "PRE-COMPOSITION", ()),
    ("004", "PRE-PERIOD", ()),
    ("004", "FEE-", ()),
    ("004", "NAR-T3-ALLCLOSED", ()),
    ("004", "REQ-S1-ASPECT", ()),
    ("004", "DAT-", ()),
]

pytestmark = needs_corpus


@cache
def found(seed: str, *, every: bool = False) -> list[tuple[int, int, str, str, str]]:
    """
    The findings in a seed: line, column, rule, severity, message; by every rule or those of the default profile.
    """
    (path,) = ROOT.glob(f"seeds/{seed}_*.txt")
    checked = check_bytes(path.read_bytes(), path.name, EVERY_RULE if every else DEFAULT_RULES)
    places = [(checked.source.locate(each.span), each) for each in checked.outcome.diagnostics]
    return [
        (place.line or 0, place.column or 0, each.rule, each.severity, each.message["zh"])
        for place, each in places
    ]


def at(seed: str, lines: tuple[int | None, ...], column: int | None, rules: tuple[str, ...]) -> list[str]:
    """
    The severities of the findings of these rules at this place.
    """
    return [
        severity
        for line, start, rule, severity, _ in found(seed)
        if rule in rules
        and (None in lines or line in lines)
        and (column is None or abs(start - column) <= 12)
    ]


@pytest.mark.parametrize(("seed", "line", "column", "rule", "severity"), CERTAIN)
def test_what_is_certain_is_found(
    seed: str, line: int | None, column: int | None, rule: str, severity: str
) -> None:
    assert at(seed, (line,), column, (rule,)) == [severity], found(seed)


@pytest.mark.parametrize(("seed", "line", "column", "rule"), POINTED_AT)
def test_what_is_said_once_points_at_its_other_places(seed: str, line: int, column: int, rule: str) -> None:
    (path,) = ROOT.glob(f"seeds/{seed}_*.txt")
    checked = check_bytes(path.read_bytes(), path.name, DEFAULT_RULES)
    (finding,) = (each for each in checked.outcome.diagnostics if each.rule == rule and each.related)
    places = [checked.source.locate(each.span) for each in finding.related]
    assert [each.line for each in places if abs((each.column or 0) - column) <= 12] == [line]


@pytest.mark.parametrize(("seed", "lines", "column", "rules"), AGREED)
def test_what_a_reviewer_would_agree_with_is_advised(
    seed: str, lines: tuple[int | None, ...], column: int | None, rules: tuple[str, ...]
) -> None:
    severities = at(seed, lines, column, rules)
    assert severities
    assert set(severities) <= set(ADVICE)


@pytest.mark.parametrize(("seed", "rules", "lines"), TEMPTING)
def test_what_is_tempting_is_not_said(seed: str, rules: str, lines: tuple[int, ...]) -> None:
    # Rules beyond the default profile would not be heard: what they must not say is asked of them.
    profiles = {each.rule.profile for each in PROGRAM.rules if each.rule.id.startswith(rules)}
    assert profiles
    every = "default" not in profiles
    said = [
        each
        for each in found(seed, every=every)
        if each[2].startswith(rules) and (not lines or each[0] in lines)
    ]
    assert said == []


@pytest.mark.parametrize("seed", ["000", "001", "002", "003", "004"])
def test_there_is_no_other_error(seed: str) -> None:
    certain = {
        (line, rule) for name, line, _, rule, severity in CERTAIN if name == seed and severity == ERROR
    }
    assert {(line, rule) for line, _, rule, severity, _ in found(seed) if severity == ERROR} == certain
