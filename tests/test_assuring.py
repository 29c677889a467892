"""
The assurance map against the laws that it promises, and which places rules hold against each other, rule by rule.
"""

import random
from collections import defaultdict
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from bench.reports import faulty

from disclint.diagnostics import ALONE, OPEN, REFUSED, TABLE, TEXT, UNCHECKED, Assurance, AssuredCell
from disclint.engine.assuring import assurance, groups
from disclint.engine.program import Compiled, compiled
from disclint.engine.quantities import quantities
from disclint.engine.tracing import traces
from disclint.facts import Facts, facts_of
from disclint.grammar import parse
from disclint.readers import read
from disclint.rules import files
from disclint.rules.tracing import EXCLUDED, FAIL, PASS, UNKNOWN, Trace
from disclint.source import Source
from disclint.syntax import ABSENT
from disclint.yamlfile import Document
from tests.forms import EDITIONS, LEXICON
from tests.pack import PACK, PROGRAM

# A few rules of each kind see all that the map tells apart.
RULES = tuple(
    compiled(each.rule, PACK, EDITIONS, traced=True)
    for each in PROGRAM.rules
    if each.rule.id.startswith(("TBL3-SUM", "TBL4", "NAR-T3", "CEL", "PCT-SHARE", "TBL2-"))
)
WORST_FIRST = (FAIL, UNKNOWN, PASS)
# What counts more, first.
RANKS = (TABLE, TEXT, OPEN, ALONE, REFUSED, UNCHECKED)

TEXT_ABOVE = """甲市商务局2024年政府信息公开工作年度报告
一、总体情况
2024年，本机关收到政府信息公开申请6件，其中网上申请4件。2023年，本机关收到政府信息公开申请9件。
三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 申请人情况 |
自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
一、本年新收政府信息公开申请数量 | 5 | 1 | 0 | 0 | 0 | 0 | 6 |
二、上年结转政府信息公开申请数量 | 0 | 0 | | 0 | 0 | 0 | 0 |
（一）予以公开 | 4 | 1 | 0 | 0 | 0 | 0 | 5 |
（七）总计 | 4 | 1 | 0 | 0 | 0 | 0 | 5 |
四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
六、其他需要报告的事项
无。
"""


def facts(source: Source) -> Facts:
    parsed = parse(source, EDITIONS, LEXICON)
    return facts_of(parsed.report, parsed.flow, parsed.source, EDITIONS, PACK.vocabulary)


SMALL = facts(Source(TEXT_ABOVE))


def reports() -> list[Facts]:
    made = [
        faulty(seed, fault, style="pipe")
        for seed, fault in enumerate(["TBL3-SUM-ROW", "NAR-T3-RECEIVED", "CEL-BLANK"])
    ]
    return [SMALL, *(facts(read(each.data, "x.txt")) for each in made)]


REPORTS = reports()


def plainly(told: list[Trace], of: Facts) -> dict[Any, tuple[str, dict[str, str]]]:
    """
    What the map should say: of each cell and number what it was checked against, and how rules ended there.

    Worked out place by place from the groups of places that rules hold against each other.
    """
    tables = [each for each in of.tabular.tables.values() if each.is_read]
    cells = [address for each in tables for address in each.layout.form.addresses()]
    numbers = {each.span: each for each in quantities(of)}
    outcomes: dict[Any, dict[str, list[str]]] = {each: defaultdict(list) for each in (*cells, *numbers)}
    against: dict[Any, set[str]] = {each: set() for each in outcomes}
    for rule, outcome, places in groups(told, of):
        held = {each.address for each in places if each.address in outcomes}
        others = [each for each in places if each.address not in outcomes]
        meant = set()
        for place in others:
            inside = [
                each for each in numbers if place.span.start <= each.start and each.end <= place.span.end
            ]
            meant |= set(inside) if len(inside) == 1 else set()
        for each in (*held, *meant):
            outcomes[each][rule].append(outcome)
        if outcome == UNKNOWN:
            continue
        for each in held:
            against[each] |= ({TABLE} if held - {each} else set()) | ({TEXT} if others else set())
        for each in meant:
            against[each] |= ({TABLE} if held else set()) | ({TEXT} if meant - {each} else set())
    found = {}
    for each, ended in outcomes.items():
        worst = {rule: min(some, key=WORST_FIRST.index) for rule, some in ended.items()}
        refused = each in numbers and numbers[each].refused is not None
        rank = (
            min(against[each], key=RANKS.index) if against[each]
            else OPEN if UNKNOWN in worst.values() else ALONE if worst else REFUSED if refused else UNCHECKED
        )  # fmt: skip
        found[each] = rank, worst
    return found


def shown(found: Assurance) -> dict[Any, tuple[str, dict[str, str]]]:
    return {
        each.address if isinstance(each, AssuredCell) else each.span: (
            each.checked,
            {one.rule: one.outcome for one in each.judgements},
        )
        for each in (*found.cells, *found.numbers)
    }


@pytest.mark.parametrize("number", range(len(REPORTS)))
def test_the_map_is_what_the_groups_of_places_come_down_to(number: int) -> None:
    of = REPORTS[number]
    told = list(traces(RULES, of))
    found = assurance(told, of)
    assert shown(found) == plainly(told, of)
    for each in (*found.cells, *found.numbers):
        assert [one.rule for one in each.judgements] == sorted(one.rule for one in each.judgements)
    # Rules alone, in pairs, and in whatever order tell what they tell together.
    random.Random(number).shuffle(told)
    assert assurance(told, of) == found
    for at in range(0, len(told), 7):
        few = told[at : at + 2]
        assert shown(assurance(few, of)) == plainly(few, of)


@pytest.mark.parametrize("number", range(len(REPORTS)))
def test_cells_and_numbers_are_told_as_they_are_written(number: int) -> None:
    of = REPORTS[number]
    found = assurance([], of)
    read_tables = [id for id, each in of.tabular.tables.items() if each.is_read]
    assert list(found.tables()) == read_tables
    for each in found.cells:
        placed = of.tabular.tables[each.address.split("/")[0]]
        cell = placed.cell(each.address)
        if cell is None:
            assert (each.span, each.state, each.raw) == (None, ABSENT, "")
        else:
            assert (each.span, each.state, each.raw) == (cell.span, cell.state, cell.raw)
        assert each.words["zh"]
    assert len(found.numbers) == len(quantities(of))
    for number_, told in zip(quantities(of), found.numbers, strict=True):
        assert (told.span, told.text, told.claims) == (number_.span, number_.text, number_.claims)
        assert told.refused == number_.refused
        assert told.address == of.words.address(number_.span)
    assert {each.checked for each in (*found.cells, *found.numbers)} <= {UNCHECKED, REFUSED}


def test_why_a_number_is_not_compared_is_not_told_of_one_that_is() -> None:
    (refused,) = [each for each in assurance([], SMALL).numbers if each.refused]
    assert (refused.text, refused.checked) == ("9件", REFUSED)
    trace = list(traces([made({"foreach": {"x": "claims(new_received)"}, "check": "x.value > 0"})], SMALL))
    (told,) = [each for each in assurance(trace, SMALL).numbers if each.text == "6件"]
    assert (told.checked, told.refused) == (ALONE, None)


def made(options: dict[str, Any]) -> Compiled:
    words = {"zh": "不成立", "en": "it does not hold"}
    data = {
        "id": "HOUSE-MADE", "title": words, "kind": "assert", "severity": "error", "message": words, "why": words,
        "fix": words, "basis": [], **options,
    }  # fmt: skip
    rule = files.rule(Document(data, None))
    return compiled(rule, evolve(PACK, rules=(rule,)), EDITIONS, traced=True)


def held(told: list[Trace]) -> list[tuple[str, list[str]]]:
    """
    The groups of places, each as addresses or as words of the text, and how their instances ended.
    """
    return [
        (
            outcome,
            [each.address if "/" in each.address else SMALL.source.slice(each.span) for each in places],
        )
        for _, outcome, places in groups(told, SMALL)
    ]


A, B, C = "requests/new_received/total", "requests/granted/total", "requests/carried_forward/total"
BLANK = "requests/carried_over/research"
CLAIM = {"foreach": {"x": "claims(new_received)"}}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        # What is compared with a number is looked at alone, what is compared with another place is held against it.
        ({"check": f"{A} > 3"}, [(PASS, [[A]])]),
        ({"check": f"{A} > {B}"}, [(PASS, [[A, B]])]),
        ({"check": f"{A} < {B}"}, [(FAIL, [[A, B]])]),
        ({"check": f"{A} == {B} + {C}"}, [(PASS, [[A, B, C]])]),
        ({"check": f"{A} > 3 and {B} > 3"}, [(PASS, [[A], [B]])]),
        ({"check": f"{A} > {B} and {C} == 1"}, [(PASS, [[A, B], [C]])]),
        ({"check": f"{A} > 0 implies {B} > 0"}, [(PASS, [[A, B]])]),
        ({"check": f"{A} in [6, 7]"}, [(PASS, [[A]])]),
        ({"check": f"not ({A} <= {B})"}, [(PASS, [[A, B]])]),
        # One of the numbers is not there.
        ({"check": f"{A} > {BLANK}"}, [(UNKNOWN, [[A, BLANK]])]),
        # A condition is held against what it is a condition of.
        ({"when": f"{C} > 0", "check": f"{A} > 3"}, [(PASS, [[C, A]])]),
        ({"when": f"{C} > 0", "check": f"{A} > {B}"}, [(PASS, [[A, B], [C, A, B]])]),
        ({"when": f"{A} > 0", "check": f"{A} > 3"}, [(PASS, [[A]])]),
        ({"when": f"{C} > 7", "check": f"{A} > 3"}, []),
        # Of a claim the number is the place; what it is held against comes behind it.
        ({**CLAIM, "check": "x.value > 3"}, [(PASS, [["6件"]])]),
        ({**CLAIM, "check": f"x.value == {A}"}, [(PASS, [["6件", A]])]),
        ({**CLAIM, "check": f"{A} > 5"}, [(PASS, [["6件", A]])]),
        ({**CLAIM, "where": "x.value > 6", "check": f"x.value == {A}"}, []),
        ({**CLAIM, "when": f"{C} > 0", "check": "x.value > 3"}, [(PASS, [[C, "6件"]])]),
        # Rows and tables are not read, cells are.
        ({"foreach": {"x": "rows(requests)"}, "where": 'x.id == "granted"', "check": "requests/$x/total > 3"}, [(PASS, [[B]])]),
        ({"foreach": {"x": f"cells({A})"}, "check": 'x.state == "number"'}, [(PASS, [[A]])]),
        ({"foreach": {"x": f"cells({A})"}, "check": f"x.value > {B}"}, [(PASS, [[A, B]])]),
        # Some kinds hold all that they read against each other.
        ({"kind": "identity", "left": A, "right": f"{B} + {C}"}, [(PASS, [[A, B, C]])]),
        ({"kind": "identity", "left": A, "right": B}, [(FAIL, [[A, B]])]),
        ({"kind": "identity", "foreach": {"x": f"cells({C})"}, "left": A, "right": B}, [(FAIL, [[A, B]])]),
        ({"kind": "identity", **CLAIM, "left": A, "right": B}, [(FAIL, [["6件", A, B]])]),
        ({"kind": "match", "claims": ["new_received"], "accept": [A]}, [(PASS, [["6件", A]])]),
        ({"kind": "match", "claims": ["new_received"], "accept": [B]}, [(FAIL, [["6件", B]])]),
        ({"kind": "match", "claims": ["new_received"], "accept": [BLANK]}, [(UNKNOWN, [["6件", BLANK]])]),
    ],
)  # fmt: skip
def test_what_a_rule_holds_against_each_other(
    options: dict[str, Any], expected: list[tuple[str, list[list[str]]]]
) -> None:
    found: dict[str, set[tuple[str, ...]]] = {}
    told = list(traces([made(options)], SMALL))
    assert shown(assurance(told, SMALL)) == plainly(told, SMALL)
    for outcome, places in held(told):
        assert len(set(places)) == len(places)
        found.setdefault(outcome, set()).add(tuple(sorted(places)))
    assert found == {outcome: {tuple(sorted(each)) for each in some} for outcome, some in expected}


def test_what_was_excluded_is_no_group() -> None:
    trace = next(iter(traces([made({**CLAIM, "where": f"{A} > 7", "check": f"x.value == {A}"})], SMALL)))
    assert [each.outcome for each in trace.instances] == [EXCLUDED]
    assert list(groups([trace], SMALL)) == []
    assert assurance([trace], SMALL) == assurance([], SMALL)


def test_the_value_of_a_number_is_what_stands_there() -> None:
    (told,) = [each for each in assurance([], SMALL).cells if each.address == A]
    assert Decimal(told.raw) == 6
