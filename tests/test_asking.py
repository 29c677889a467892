"""
What a rule asks of a report is what its expressions ask, under whatever key they stand; what is only told is asked only then.
"""

from typing import Any

import pytest

from disclint.facts.asked import EVERY, Asked
from disclint.kinds.asking import EVERYTHING, asked, asked_to_tell
from disclint.phrases import compile_phrase, compile_regex
from tests.test_judges import ASKS, WORDS, rule
from tests.test_slips import KEYS, PLACES, put

# Keys that are only looked at when there is a finding.
TOLD = {"at", "related", "replace", "variants"}


def both(options: dict[str, Any]) -> tuple[Asked, Asked]:
    made = rule(options)
    return asked(made), asked_to_tell(made)


@pytest.mark.parametrize(("kind", "path"), PLACES)
def test_an_expression_asks_the_same_under_every_key(kind: str, path: tuple[str | int, ...]) -> None:
    def under(written: str) -> tuple[Asked, Asked]:
        return both({**put(KEYS[kind][0], path, written), "kind": kind})

    nothing = under("1")
    for written, _ in ASKS:
        wanted = asked(rule({"check": written}))
        if path[0] in TOLD:
            assert under(written) == (nothing[0], nothing[1] | wanted)
        else:
            assert under(written) == (nothing[0] | wanted, nothing[1])


def test_words_ask_what_stands_in_their_braces() -> None:
    for written, _ in ASKS:
        wanted = asked(rule({"check": written}))
        said = {"zh": "甲", "en": f"{{1}}{{{written}}}"}
        for key in ("message", "fix", "repair", "several"):
            assert both({"check": "1 == 1", key: said}) == (Asked(), wanted)
    assert both(
        {"check": "1 == 1", "message": {"fail": WORDS, "x": {"zh": "{requests/granted/total}", "en": "A"}}}
    )[1] == Asked(cells=frozenset([("requests", "granted", "total")]))


def test_each_kind_asks_for_what_only_it_has() -> None:
    statement = {
        "kind": "statement",
        "in": ["overview", "requests"],
        "require": ["甲", "乙"],
        "unless": [{"regex": "丙"}],
    }
    phrases = [compile_phrase("甲"), compile_phrase("乙"), compile_regex("丙")]
    wanted = Asked(phrases=frozenset((scope, each) for scope in ("overview", "requests") for each in phrases))
    assert both(statement) == (wanted, Asked())
    plain = {"kind": "statement", "in": ["overview"]}
    for key in ("require", "forbid"):
        assert both({**plain, key: ["甲"]})[0] == Asked(phrases=frozenset([("overview", phrases[0])]))
    more = both({**plain, "forbid": ["甲"], "partial": ["乙"], "when": "requests/granted/total > 1"})[0]
    assert more == Asked(
        cells=frozenset([("requests", "granted", "total")]),
        phrases=frozenset(("overview", each) for each in phrases[:2]),
    )
    # A section, its order and a problem are in the outline.
    assert both({"kind": "section", "require": ["overview", "requests"]}) == (Asked(), Asked())
    assert both({"kind": "order", "of": "sections", "message": {"early": WORDS, "late": WORDS}}) == (
        Asked(),
        Asked(),
    )
    assert both({"kind": "problem", "code": "comments", "fold": "report"}) == (Asked(), Asked())
    cells = {
        "kind": "domain",
        "foreach": {"cell": "cells(requests/*/@applicants)"},
        "refuse": ["blank"],
        "type": "count",
    }
    assert both(cells)[0] == Asked(
        cells=frozenset([("requests", EVERY, EVERY)]), lines=frozenset(["requests"])
    )
    match = {"kind": "match", "claims": ["new_received", "received_here"]}
    concepts = Asked(concepts=frozenset(match["claims"]))
    cell = Asked(cells=frozenset([("requests", "granted", "total")]))
    assert both({**match, "accept": ["1"]})[0] == concepts
    assert (
        both({**match, "accept": {"new_received": ["1"], "received_here": ["2", "requests/granted/total"]}})[
            0
        ]
        == concepts | cell
    )


def test_who_compares_with_other_reports_may_ask_everything() -> None:
    assert asked(rule({"check": "1 == 1", "needs": ["prev"]})) == EVERYTHING
    assert asked_to_tell(rule({"check": "1 == 1", "needs": ["prev"]})) == Asked()
