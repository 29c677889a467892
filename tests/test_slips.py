"""
A word that a rule misspells is told at its letter, whatever kind of word it is and under whatever key it stands; and what is of a wrong type, under its key.
"""

from collections.abc import Mapping
from typing import Any

import pytest

from disclint.engine.program import compiled
from disclint.rules.model import RuleError
from disclint.rules.vocabulary import OTHERS
from tests.forms import EDITIONS
from tests.pack import PACK
from tests.test_judges import WORDS, rule

# A rule of each kind that takes expressions, each key filled in; what stands for `{}` in one of them is what is tried.
KEYS: Mapping[str, tuple[dict[str, Any], tuple[tuple[str | int, ...], ...]]] = {
    "assert": (
        {
            "foreach": {"x": "rows(requests)", "y": "columns(requests)"}, "let": {"a": "1", "b": "a"}, "where": "1 == 1",
            "when": "1 == 1", "check": "1 == 1", "at": "x", "related": ["x", "y"], "variants": {"v": "1 == 1", "w": "1 == 1"},
            "message": {"fail": WORDS, "v": WORDS, "w": WORDS},
        },
        (
            ("foreach", "x"), ("foreach", "y"), ("let", "a"), ("let", "b"), ("where",), ("when",), ("check",), ("at",),
            ("related", 0), ("related", 1), ("replace",), ("variants", "v"), ("variants", "w"),
        ),
    ),
    "sum": ({"total": "1", "parts": "[1]"}, (("total",), ("parts",))),
    "identity": ({"left": "1", "right": "1"}, (("left",), ("right",))),
    "match": (
        {"claims": ["new_received"], "accept": ["1", "2"]}, (("accept", 0), ("accept", 1)),
    ),
    "ratio": (
        {"numerator": "1", "percent": "1", "base": ["1", "2"], "denominators": ["1", "2"], "adjusted": "1 == 1"},
        (
            ("numerator",), ("percent",), ("base", 0), ("base", 1), ("denominators", 0), ("denominators", 1), ("adjusted",),
        ),
    ),
    "order": ({"of": "rows(requests)", "message": {"early": WORDS, "late": WORDS}}, (("of",),)),
}  # fmt: skip
PLACES = [(kind, path) for kind, (_, paths) in KEYS.items() for path in paths]

# Expressions of any type with a word that is none, which begins at the mark; and what is meant.
SLIPS = {
    "requests/granted/total + ⟦rquests/granted/total": "requests",
    "requests/⟦grnted/total": "granted",
    "requests/granted/⟦totl": "total",
    "$x + requests/$x/⟦totl": "total",
    "requests/*/⟦totl": "total",
    "sum(requests/@unable/⟦totl)": "total",
    "sum(requests/⟦@unabel/total)": "@unable",
    "sum(requests/granted/⟦@applicant)": "@applicants",
    "count(rows(⟦rquests))": "requests",
    "count(columns(⟦rquests))": "requests",
    "count(labels(⟦rquests))": "requests",
    "table(⟦rquests).counted": "requests",
    "count(claims(⟦new_receved))": "new_received",
    "count(claims(new_received, ⟦new_receved))": "new_received",
    "section(⟦overvew).length": "overview",
    "count(sentences(⟦overvew))": "overview",
    "count(paragraphs(⟦overvew))": "overview",
    'count(matches(⟦overvew, "甲"))': "overview",
    'count(matches(overview, "甲⟦{nosuch"))': "",
    "count(slips(⟦overvew))": "overview",
    "count(unpaired(⟦overvew))": "overview",
    "count(spaces(⟦overvew))": "overview",
    "count(identifiers(⟦overvew))": "overview",
    "count(definitions(⟦overvew))": "overview",
    "count(places(⟦overvew))": "overview",
    "count(namesakes(⟦overvew))": "overview",
    "count(respective(⟦prosee))": "prose",
    "1 + ⟦reprt": "report",
    "1 + ⟦+ 1": "",
    "1 + ⟦report.yeer": "year",
}


def put(options: dict[str, Any], path: tuple[str | int, ...], new: Any) -> dict[str, Any]:
    """
    The options with something else under a key, or under a key of what stands there.
    """
    key, *inner = path
    if not inner:
        return {**options, str(key): new}
    old = options[str(key)]
    if isinstance(old, list):
        return {**options, str(key): [new if at == inner[0] else each for at, each in enumerate(old)]}
    return {**options, str(key): {**old, inner[0]: new}}


def refused(options: dict[str, Any]) -> RuleError:
    with pytest.raises(RuleError) as caught:
        compiled(rule(options), PACK, EDITIONS, strict=True)
    return caught.value


@pytest.mark.parametrize("slip", SLIPS)
def test_a_word_that_is_none_is_told_at_its_first_letter(slip: str) -> None:
    at, written, meant = slip.index("⟦"), slip.replace("⟦", ""), SLIPS[slip]
    for kind, path in PLACES:
        error = refused({**put(KEYS[kind][0], path, written), "kind": kind})
        assert (error.path, error.at) == (path, at), written
        assert meant in error.remedy
        assert error.zh is not None
        assert meant in error.zh[1]


@pytest.mark.parametrize(
    ("check", "en", "zh"),
    [
        ("rquests/granted/total > 1", "no table 'rquests'", "名为“rquests”的表"),
        ("requests/grnted/total > 1", "no row 'grnted'", "名为“grnted”的行"),
        ("requests/granted/totl > 1", "no column 'totl'", "名为“totl”的列"),
        ("sum(requests/@unabel/total) > 1", "no group '@unabel'", "名为“@unabel”的组"),
        ("sum(requests/granted/@applicant) > 1", "no group '@applicant'", "名为“@applicant”的组"),
        ("count(claims(new_receved)) > 1", "no concept 'new_receved'", "名为“new_receved”的概念"),
        ("section(overvew).exists", "no scope 'overvew'", "名为“overvew”的范围"),
    ],
)
def test_it_is_told_what_there_is_none_of(check: str, en: str, zh: str) -> None:
    error = refused({"check": check})
    assert en in error.problem
    assert error.zh is not None
    assert zh in error.zh[0]


@pytest.mark.parametrize("kind", sorted(KEYS))
def test_the_same_rule_without_a_slip_is_sound(kind: str) -> None:
    options, _ = KEYS[kind]
    compiled(rule({**options, "kind": kind}), PACK, EDITIONS, strict=True)


# What stands for a truth, a number and a list of numbers.
TYPES = {
    "truth": "1 == 1",
    "number": "1",
    "numbers": "requests/granted/@applicants",
    "text": '"甲"',
    "rows": "rows(requests)",
}
ONE, SOME, TRUE = {"number"}, {"number", "numbers"}, {"truth"}
FIT: Mapping[str, set[str]] = {
    "where": TRUE, "when": TRUE, "check": TRUE, "variants": TRUE, "adjusted": TRUE, "left": ONE, "right": ONE, "total": ONE,
    "numerator": ONE, "percent": ONE, "parts": SOME, "base": SOME, "denominators": SOME, "accept": ONE,
}  # fmt: skip


@pytest.mark.parametrize(("kind", "path"), [each for each in PLACES if each[1][0] in FIT])
def test_an_expression_of_a_wrong_type_is_told_under_its_key(kind: str, path: tuple[str | int, ...]) -> None:
    for type, written in TYPES.items():
        options = {**put(KEYS[kind][0], path, written), "kind": kind}
        if type in FIT[str(path[0])]:
            compiled(rule(options), PACK, EDITIONS, strict=True)
        else:
            assert refused(options).path == path


STATEMENT = {
    "kind": "statement",
    "in": ["overview", "prose"],
    "require": ["甲", "乙"],
    "unless": ["丙"],
    "partial": ["丁"],
}
MATCH = {"kind": "match", "claims": ["new_received", "received_here"]}
DOMAIN = {"kind": "domain", "foreach": {"cell": "cells(requests/*/*)"}, "accept": ["number"]}
SECTION = {"kind": "section", "require": ["overview", "requests"]}
ALONE: tuple[tuple[dict[str, Any], tuple[str | int, ...], int | None, str], ...] = (
    (put(STATEMENT, ("in", 1), "overvew"), ("in", 1), None, "overview"),
    (put(STATEMENT, ("in", 0), "总体情况"), ("in", 0), None, "write overview"),
    (put(STATEMENT, ("require", 1), "甲{nosuch"), ("require", 1), 1, ""),
    (put(STATEMENT, ("require", 0), {"regex": "甲(乙"}), ("require", 0, "regex"), 0, ""),
    (put(STATEMENT, ("unless", 0), "甲{nosuch"), ("unless", 0), 1, ""),
    (put(STATEMENT, ("partial", 0), "甲{nosuch"), ("partial", 0), 1, ""),
    ({**MATCH, "claims": ["new_received", "new_receved"], "accept": ["1"]}, ("claims", 1), None, "new_received"),
    ({**MATCH, "accept": {"new_received": ["1"]}}, ("accept",), None, "received_here"),
    ({**MATCH, "accept": {"new_received": ["1"], "received_here": ["1", "nosuch"]}}, ("accept", "received_here", 1), 0, ""),
    (
        {**MATCH, "accept": {"new_received": ["1"], "received_here": ["1"], "recived_here": ["1"]}}, ("accept", "recived_here"), None,
        "received_here",
    ),
    (put(DOMAIN, ("foreach", "cell"), "rows(requests)"), ("foreach",), None, "cells("),
    (put(DOMAIN, ("foreach", "other"), "cells(requests/*/*)"), ("foreach",), None, "cells("),
    (put(SECTION, ("require", 1), "reqests"), ("require", 1), None, "requests"),
    ({"foreach": {"report": "rows(requests)"}, "check": "1 == 1"}, ("foreach", "report"), None, "another name"),
    ({"foreach": {"x": "rows(requests)"}, "let": {"x": "1"}, "check": "1 == 1"}, ("let", "x"), None, "another name"),
    # What a name stands for has what its kind has.
    ({"foreach": {"x": "rows(requests)"}, "check": 'x.lable == "甲"'}, ("check",), 0, "label"),
    ({"foreach": {"x": "rows(requests)"}, "let": {"y": "x"}, "check": '1 == 1 and y.lable == "甲"'}, ("check",), 11, "label"),
    (
        {"kind": "order", "of": "rows(requests)", "message": {"zh": "“{item.lable}”", "en": "{other.label}"}}, ("message", "zh"), 2,
        "label",
    ),
    (
        {"kind": "order", "of": "rows(requests)", "message": {"zh": "“{item.label}”", "en": "{other.lable}"}}, ("message", "en"), 1,
        "label",
    ),
    # Of other reports speaks only who says so, and of what is kept of them.
    ({"check": "prev.year > 1"}, ("check",), 0, ""),
    ({"check": "of(prev, count(claims(new_receved))) > 1", "needs": ["prev"]}, ("check",), 22, "new_received"),
)  # fmt: skip


@pytest.mark.parametrize(("options", "path", "at", "meant"), ALONE)
def test_what_only_some_kinds_have_is_told_where_it_stands(
    options: dict[str, Any], path: tuple[str | int, ...], at: int | None, meant: str
) -> None:
    error = refused(options)
    assert (error.path, error.at) == (path, at)
    assert meant in error.remedy


@pytest.mark.parametrize(
    "check",
    [
        "sum(*/granted/total) > 1", "sum(requests/*/total) > 1", "sum(requests/granted/*) > 1", "requests/$x/total > 1",
        "requests/granted/$y > 1", "requests/$x/$y > 1", "sum(requests/@unable/@applicants) > 1",
    ],
)  # fmt: skip
def test_what_stands_for_any_table_row_or_column_is_no_slip(check: str) -> None:
    options = {"foreach": {"x": "rows(requests)", "y": "columns(requests)"}, "check": check}
    compiled(rule(options), PACK, EDITIONS, strict=True)


def test_where_a_scope_may_stand_a_name_may() -> None:
    for check in ('count(matches(x, "甲")) > 1', 'count(matches(overview, "甲")) > 1'):
        compiled(
            rule({"foreach": {"x": "paragraphs(overview)"}, "check": check}), PACK, EDITIONS, strict=True
        )
        if "x" in check:
            assert refused({"check": check}).at == check.index("x")


def test_only_claims_that_are_kept_are_asked_of_other_reports() -> None:
    kept = next(id for id, each in PACK.vocabulary.concepts.items() if each.recorded)
    other = next(id for id, each in PACK.vocabulary.concepts.items() if not each.recorded)
    asked = "1 + of(prev, count(claims({}))) + count(claims({})) > 1"
    compiled(rule({"check": asked.format(kept, other), "needs": ["prev"]}), PACK, EDITIONS, strict=True)
    error = refused({"check": asked.format(other, kept), "needs": ["prev"]})
    assert (error.path, error.at) == (("check",), asked.index("{"))
    assert kept in error.remedy
    # Both must be; it is told which is not.
    error = refused({"check": f"of(prev, count(claims({kept}, {other}))) > 1", "needs": ["prev"]})
    assert (error.at, other in error.problem) == (len(f"of(prev, count(claims({kept}, "), True)


def test_who_compares_with_other_reports_names_them() -> None:
    for each in OTHERS:
        check = f"count({each}) > 1" if each not in ("prev", "earlier") else f"{each}.year > 1"
        compiled(rule({"check": check, "needs": [each]}), PACK, EDITIONS, strict=True)
        assert refused({"check": check}).path == ("check",)
        # Who does not, may call something else so.
        compiled(rule({"foreach": {each: "rows(requests)"}, "check": "1 == 1"}), PACK, EDITIONS, strict=True)
        assert refused({"foreach": {each: "rows(requests)"}, "check": "1 == 1", "needs": [each]}).path == (
            "foreach",
            each,
        )


def test_a_place_in_words_is_counted_from_their_beginning() -> None:
    text = "第{x.index}行“{x.label}”，共{x.index}{x.label}{nosuch}"
    for key in ("message", "fix"):
        for lang in ("zh", "en"):
            words = {**WORDS, lang: text}
            error = refused({"foreach": {"x": "rows(requests)"}, "check": "1 == 1", key: words})
            assert (error.path, error.at) == ((key, lang), text.index("nosuch"))
