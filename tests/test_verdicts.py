"""
Verdicts, causes and habits of a report against the words that say what they are.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest
from attrs import evolve
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from disclint.diagnostics import CRASHED, FAIL, NOT_APPLICABLE, PASS, UNKNOWN, VACUOUS
from disclint.engine import Program, Settings, run
from disclint.engine.applying import why_not
from disclint.engine.conventions import convention, matters
from disclint.engine.folding import folds
from disclint.engine.judging import judge
from disclint.engine.planning import Runs, planned
from disclint.engine.program import Compiled
from disclint.facts import Facts, Inapplicable, facts_of
from disclint.facts.record import ALONE
from disclint.grammar import parse
from disclint.kinds.core import Finding, Place, Rounding, Scope, Tally
from disclint.rules.model import Applicability
from disclint.source import Source, Span
from disclint.values import Leaf
from disclint.values.rounding import HALF_EVEN, HALF_UP, TRUNCATE
from tests.forms import EDITIONS, LEXICON
from tests.pack import EVERY_RULE, PACK, PROGRAM

RULE = next(each for each in PROGRAM.rules if each.rule.id == "TBL3-SUM-ROW")
OTHER = next(each for each in PROGRAM.rules if each.rule.id == "SEC-ORDER")
ANY: Any = None


def report(**given: Any) -> Any:
    known = {
        "status": "ok", "reason": None, "year": 2024, "edition": "2021", "expected_edition": "2021",
        "agency_kind": "department", "agency_scope": "county",
    }  # fmt: skip
    return SimpleNamespace(**{**known, **given})


# Which rules are for a report.

YEARS = (None, 2019, 2020, 2021, 2022)


def test_a_rule_is_for_the_reports_of_its_years() -> None:
    for first, last, year in product(YEARS, YEARS, YEARS):
        applies = Applicability(first_year=first, last_year=last)
        found = why_not(applies, report(year=year), "text")
        if first is None and last is None:
            assert found is None
        elif year is None:
            assert found == "scope unknown: report year"
        else:
            is_meant = (first or 0) <= year <= (last or 9999)
            assert found == (None if is_meant else f"report year {year}")


@pytest.mark.parametrize(
    ("key", "attribute", "what"),
    [("editions", "edition", "edition"), ("kinds", "agency_kind", "agency kind"), ("scopes", "agency_scope", "agency scope"), ("media", "", "media")],
)  # fmt: skip
def test_a_rule_is_for_the_reports_that_it_names(key: str, attribute: str, what: str) -> None:
    for wanted, found in product((None, (), ("a",), ("a", "b")), (None, "a", "b", "c")):
        given: dict[str, Any] = {key: wanted}
        applies = Applicability(**given)
        if attribute:
            reason = why_not(applies, report(**{attribute: found, "expected_edition": None}), "text")
        elif found is None:
            continue
        else:
            reason = why_not(applies, report(), found)
        if wanted is None or found in wanted:
            assert reason is None
        else:
            assert reason == (f"scope unknown: {what}" if found is None else f"{what} {found}")
    # Where it is not known by which form a report is made, it is the one that it should be.
    assert why_not(Applicability(editions=("b",)), report(edition=None, expected_edition="b"), "text") is None
    assert (
        why_not(Applicability(editions=("b",)), report(edition="a", expected_edition="b"), "text")
        == "edition a"
    )


def test_of_what_is_no_report_only_rules_that_say_so_are_asked() -> None:
    declined = report(status="declined", reason="无标题")
    assert why_not(Applicability(), declined, "text") == "the report is declined: 无标题"
    assert why_not(Applicability(), report(status="declined"), "text") == "the report is declined: -"
    assert why_not(Applicability(statuses=("declined",)), declined, "text") is None
    # The year is told first.
    both = Applicability(first_year=2030, kinds=("x",))
    assert why_not(both, report(), "text") == "report year 2024"


# How a rule ends.


class Gaps:
    """
    What was not read begins where a place does.
    """

    def __init__(self, *starts: int) -> None:
        self.starts = starts

    def __bool__(self) -> bool:
        return bool(self.starts)

    def cutting(self, span: Span) -> Any:
        return SimpleNamespace(reason="不明") if span.start in self.starts else None


def finding(
    start: int, variant: str = "fail", address: str = "requests/a/b", related: Sequence[Place] = ()
) -> Finding:
    return Finding(Place(Span(start, start + 1), address), Scope(ANY, {}), variant, tuple(related))


def ended(
    tally: Tally | Exception, *gaps: int, only: tuple[str, ...] = (), compiled: Compiled = OTHER
) -> Any:
    def judged(_: Facts) -> Tally:
        if isinstance(tally, Exception):
            raise tally
        return tally

    facts: Any = SimpleNamespace(
        report=report(), source=SimpleNamespace(media="text"), company=ALONE, gaps=Gaps(*gaps)
    )
    rule = evolve(compiled.rule, only=only, applies_to=Applicability())
    found = judge(evolve(compiled, judge=judged, rule=rule), facts)
    verdict = found.verdict
    assert verdict.rule == rule.id
    return (
        verdict.status,
        verdict.reasons,
        verdict.variants,
        verdict.checked,
        [each.place.span.start for each in found.tally.findings],
    )


def test_a_rule_ends_as_what_came_of_it_says() -> None:
    several = [finding(1), finding(2, "late"), finding(3)]
    nothing = ("there is nothing to look at",)
    assert ended(Tally()) == (VACUOUS, nothing, (), 0, [])
    assert ended(Tally(checked=3)) == (PASS, (), (), 3, [])
    assert ended(Tally(checked=3, reasons=["b", "a", "b"])) == (UNKNOWN, ("b", "a"), (), 3, [])
    assert ended(Tally(several, 5, ["a"])) == (FAIL, ("a",), ("fail", "late"), 5, [1, 2, 3])
    # No verdict has more reasons than anybody reads.
    assert ended(Tally(reasons=list(map(str, range(30)))))[1] == tuple(map(str, range(20)))
    assert ended(Inapplicable("没有")) == (NOT_APPLICABLE, ("没有",), (), 0, [])
    assert ended(KeyError("x")) == (CRASHED, ("KeyError: 'x'",), (), 0, [])


def test_only_the_variants_that_a_rule_wants_are_found() -> None:
    several = [finding(1), finding(2, "late"), finding(3, "early")]
    assert ended(Tally(several, 5), only=("late",)) == (FAIL, (), ("late",), 5, [2])
    assert ended(Tally(several, 5), only=("late", "fail")) == (FAIL, (), ("fail", "late"), 5, [1, 2])
    assert ended(Tally(several, 5), only=("other",)) == (PASS, (), (), 5, [])


def test_what_lies_where_the_text_was_cut_is_not_known() -> None:
    several = [finding(1), finding(2), finding(3)]
    assert ended(Tally(several, 5, ["a"]), 9) == (FAIL, ("a",), ("fail",), 5, [1, 2, 3])
    assert ended(Tally(several, 5, ["a"]), 2) == (FAIL, ("a", "不明"), ("fail",), 5, [1, 3])
    assert ended(Tally(several, 5), 1, 2, 3) == (UNKNOWN, ("不明",), (), 5, [])
    # What the text is said to lack is what a problem of reading tells.
    problem = next(each for each in PROGRAM.rules if each.rule.kind == "problem")
    assert ended(Tally(several, 5), 1, 2, 3, compiled=problem) == (FAIL, (), ("fail",), 5, [1, 2, 3])


# Findings that are one.

ADDRESSES = [f"{table}/{row}/{column}" for table in "st" for row in "ab" for column in "xy"]
FINDINGS = st.lists(
    st.builds(
        finding, st.integers(0, 30), st.sampled_from(["fail", "late"]), st.sampled_from(ADDRESSES),
        st.lists(st.builds(lambda at: Place(Span(at, at + 1), "overview"), st.integers(40, 50)), max_size=2),
    ),
    max_size=16,
)  # fmt: skip
COMMON = {
    None: None,
    "row": lambda table, row, _: (table, row),
    "column": lambda table, _, column: (table, column),
    "table": lambda table, *_: table,
    "report": lambda *_: "",
}


@settings(max_examples=60, deadline=None, derandomize=True)
@given(FINDINGS, st.sampled_from(list(COMMON)))
def test_findings_that_have_something_in_common_are_one(found: list[Finding], fold: Any) -> None:
    compiled = evolve(OTHER, fold=fold, blames=False)
    groups: dict[Any, list[Finding]] = {}
    for at, each in enumerate(found):
        common = COMMON[fold]
        key = (each.variant, at if common is None else common(*each.place.address.split("/")))
        groups.setdefault(key, []).append(each)
    told = folds([(compiled, Tally(found, 20))], ANY)
    assert len(told) == len(groups)
    for one, group in zip(told, groups.values(), strict=True):
        ordered = sorted(group, key=lambda each: each.place.span)
        places = list(dict.fromkeys(each.place for each in ordered))
        assert one.finding is ordered[0]
        assert one.place == places[0]
        assert list(one.places) == places
        further = places[1:11] if len(group) > 1 else []
        assert list(one.related) == [*further, *ordered[0].related]
        assert (one.compiled, one.folded, one.repair, one.equations) == (compiled, (), None, 0)


HEAD = """甲市商务局2024年政府信息公开工作年度报告
三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 申请人情况 |
自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
"""
LABELS = {
    "new_received": "一、本年新收政府信息公开申请数量", "carried_over": "二、上年结转政府信息公开申请数量",
    "granted": "三、本年度办理结果 | \n（一）予以公开",
    "disposed_total": "（七）总计", "carried_forward": "四、结转下年度继续办理",
}  # fmt: skip
COLUMNS = [each.id for each in EDITIONS["2021"].tables["requests"].columns()]
SUMS = Settings(runs=lambda id, _profile: id.startswith("TBL3-SUM") or id == "TBL3-BALANCE")


def outcome(rows: dict[str, list[Any]], chosen: Settings) -> Any:
    lines = [f"{label} | {' | '.join(map(str, rows[id]))} |" for id, label in LABELS.items()]
    parsed = parse(Source(HEAD + "\n".join(lines) + "\n"), EDITIONS, LEXICON)
    return run(
        PROGRAM, facts_of(parsed.report, parsed.flow, parsed.source, EDITIONS, PACK.vocabulary), chosen
    )


def sound(new: list[int], over: list[int], forward: list[int]) -> dict[str, list[Any]]:
    disposed = [a + b - d for a, b, d in zip(new, over, forward, strict=True)]
    inner = {
        "new_received": new, "carried_over": over, "granted": disposed, "disposed_total": disposed,
        "carried_forward": forward,
    }  # fmt: skip
    return {id: [*row, sum(row)] for id, row in inner.items()}


def rows(least: int, most: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(least, most), min_size=6, max_size=6)


@settings(max_examples=15, deadline=None, derandomize=True, phases=(Phase.generate,))
@given(rows(4, 9), rows(0, 3), rows(0, 2), st.data())
def test_one_wrong_cell_is_one_finding_there(
    new: list[int], over: list[int], forward: list[int], data: st.DataObject
) -> None:
    table = sound(new, over, forward)
    assert outcome(table, SUMS).diagnostics == ()
    # The other rows stand in equations with rows that this table has not got.
    row = data.draw(st.sampled_from(["new_received", "carried_over", "carried_forward"]))
    at = data.draw(st.integers(0, 6))
    old = table[row][at]
    wrong = {**table, row: [*table[row][:at], old + data.draw(st.integers(1, 40)), *table[row][at + 1 :]]}
    (found,) = outcome(wrong, SUMS).diagnostics
    address = f"requests/{row}/{COLUMNS[at]}"
    assert address in (found.address, *(each.address for each in found.related))
    verdicts = {each.rule for each in outcome(wrong, SUMS).verdicts if each.status == FAIL}
    assert verdicts == {found.rule, *found.folded}
    if found.address == address:
        assert found.suggestion is None or found.suggestion.replacement in (None, str(old))


def test_a_cell_that_cannot_hold_what_it_holds_and_breaks_sums_is_one_finding() -> None:
    table = sound([5] * 6, [0] * 6, [0] * 6)
    table["granted"][1] = "2.5"
    found = [
        each
        for each in outcome(table, EVERY_RULE).diagnostics
        if each.address == "requests/granted/commercial"
    ]
    (one,) = found
    assert {"TBL3-SUM-ROW"} < {one.rule, *one.folded}


# How a report rounds.


def told(*several: tuple[set[str], int]) -> Any:
    return convention(
        Rounding(Leaf(str(at), span=Span(at, at + 1)), decimals, frozenset(modes), None, ANY)
        for at, (modes, decimals) in enumerate(several)
    )


CUT, ROUNDED, UP, EVEN, TIE = {TRUNCATE}, {HALF_UP, HALF_EVEN}, {HALF_UP}, {HALF_EVEN}, {HALF_EVEN, TRUNCATE}


@pytest.mark.parametrize(
    ("several", "mode", "lifts"),
    [
        ([], None, False),
        ([(CUT, 1)] * 2, None, False),
        ([(CUT, 1)] * 3, TRUNCATE, False),
        ([(CUT, 1), (CUT, 1), (CUT, 2)], None, False),
        ([(CUT, 1), (CUT, 1), (CUT, 2), (CUT, 2)], TRUNCATE, False),
        ([*[(CUT, 1)] * 4, (ROUNDED, 1)], TRUNCATE, False),
        ([*[(CUT, 1)] * 3, (ROUNDED, 1)], HALF_UP, False),
        ([*[(CUT, 1)] * 8, *[(ROUNDED, 1)] * 2], TRUNCATE, False),
        ([*[(CUT, 1)] * 7, *[(ROUNDED, 1)] * 2], HALF_UP, False),
        ([(ROUNDED, 1)], HALF_UP, False),
        ([(UP, 1)], HALF_UP, True),
        ([(EVEN, 1)], HALF_EVEN, False),
        ([(TIE, 1)], HALF_EVEN, False),
        ([(UP, 1), (EVEN, 1)], HALF_UP, False),
        ([(UP, 1), (EVEN, 1), (TIE, 1)], HALF_EVEN, False),
        ([(UP, 1), (UP, 1), (TIE, 1)], HALF_UP, True),
    ],
)
def test_a_report_rounds_as_most_of_its_percentages_do(
    several: list[tuple[set[str], int]], mode: str | None, *, lifts: bool
) -> None:
    found = told(*several)
    assert (found.mode, found.lifts) == (mode, lifts)
    assert found == told(*reversed(several))
    assert found.cut == several.count((CUT, 1)) + several.count((CUT, 2))
    assert found.rounded == sum(TRUNCATE not in modes for modes, _ in several)


def test_one_percentage_of_which_two_rules_speak_is_one() -> None:
    one = Rounding(Leaf("1", span=Span(1, 2)), 1, frozenset(CUT), None, ANY)
    assert convention([one] * 5).cut == 1


def test_the_way_matters_where_something_was_cut_off_or_left_below_the_middle() -> None:
    def rounding(modes: set[str], variant: str | None) -> Tally:
        made = None if variant is None else finding(1, variant)
        return Tally(roundings=[Rounding(Leaf("1"), 1, frozenset(modes), made, ANY)])

    quiet = rounding(ROUNDED, None)
    assert not matters([])
    assert not matters([quiet, Tally([finding(1)])])
    assert not matters([rounding(TIE, "fail")])
    for telling in (
        rounding(TIE, None),
        rounding(CUT, "truncated"),
        Tally([finding(2, "truncated"), finding(1)]),
    ):
        assert matters([quiet, telling])
        assert matters([telling, quiet])


# What is worked out once for all reports.


def test_rules_are_written_plainly_once_that_is_worth_their_while() -> None:
    plan = planned(Program(PACK, PROGRAM.rules), lambda _id, _profile: True)
    assert [plan.counts() for _ in range(7)] == [False] * 4 + [True] * 3


def wants(wanted: str) -> Runs:
    return lambda id, _profile: id == wanted


def test_who_wants_the_same_rules_has_the_same_plan_and_not_many_are_kept() -> None:
    program = Program(PACK, PROGRAM.rules)

    def first(id: str, _profile: str) -> bool:
        return id.startswith("TBL3")

    plan = planned(program, first)
    assert planned(program, first) is plan
    assert planned(program, lambda id, _profile: id[:4] == "TBL3") is plan
    assert [each.rule.id for each in plan.wanted] == [
        each.rule.id for each in PROGRAM.rules if each.rule.id[:4] == "TBL3"
    ]
    several = [each.rule.id for each in PROGRAM.rules][:60]
    for wanted in several:
        other = planned(program, wants(wanted))
        assert [each.rule.id for each in other.wanted] == [wanted]
        assert len(program.plans) < 20


def test_rules_that_are_turned_off_are_not_wanted() -> None:
    off = evolve(RULE, rule=evolve(RULE.rule, disabled="无"))
    program = Program(PACK, (off, OTHER))
    assert planned(program, lambda _id, _profile: True).wanted == (OTHER,)


def test_each_sort_of_report_has_its_own_rules_and_all_have_a_verdict() -> None:
    def facts(year: int) -> Facts:
        parsed = parse(Source(HEAD.replace("2024", str(year))), EDITIONS, LEXICON)
        return facts_of(parsed.report, parsed.flow, parsed.source, EDITIONS, PACK.vocabulary)

    plan = planned(Program(PACK, PROGRAM.rules), lambda _id, _profile: True)
    for _ in range(2):
        for year in (2019, 2024):
            of = facts(year)
            found = plan.applying(of)
            assert plan.applying(of) is found
            fits = {
                each.rule.id
                for each in plan.wanted
                if why_not(each.rule.applies_to, of.report, "text") is None
            }
            assert {plan.wanted[each].rule.id for each in found.numbers} == fits
            assert {each.rule for each in found.others.values()} == {
                each.rule.id for each in plan.wanted
            } - fits
            assert {each.status for each in found.others.values()} <= {NOT_APPLICABLE}
            assert all(passed is not None for _, passed in found.forms)
            assert {each for each, _ in found.forms} <= set(found.numbers)
            assert found.forms


def test_what_is_told_of_rules_is_a_verdict() -> None:
    plan = planned(Program(PACK, PROGRAM.rules), lambda _id, _profile: bool(Decimal(1)))
    for _ in range(2):
        found = plan.told({0: 3, 1: 0, 2: "没有"})
        assert [(found[each].status, found[each].checked) for each in range(3)] == [
            (PASS, 3),
            (VACUOUS, 0),
            (NOT_APPLICABLE, 0),
        ]
        assert found[2].reasons == ("没有",)
        assert [found[each].rule for each in range(3)] == [plan.wanted[each].rule.id for each in range(3)]
