"""
What the engine keeps, says and blames, against plain ways to tell the same.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import product
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from attrs import evolve

from disclint.diagnostics import CRASHED, FAIL, NOT_APPLICABLE, PASS, UNKNOWN, VACUOUS, Diagnostic, Verdict
from disclint.engine import Outcome, Program
from disclint.engine.blame import Cause, causes
from disclint.engine.citing import Cited
from disclint.engine.examples import MISSING, NOISY, REPORTED, VALIDATED, Tried, differences
from disclint.engine.folding import Fold, folds
from disclint.engine.planning import Plan
from disclint.engine.program import Spoken
from disclint.facts.record import ALONE
from disclint.kinds.core import Equation, Finding, Place, Scope, Tally
from disclint.rules.examples import Fragment
from disclint.rules.model import Applicability, Example
from disclint.source import Span
from tests.pack import PACK, PROGRAM

ANY: Any = None
RULES = {each.rule.id: each for each in PROGRAM.rules}
FIRST, SECOND, THIRD = (RULES[each] for each in ("TBL3-SUM-ROW", "TBL3-BALANCE", "SEC-ORDER"))
BLAMING = tuple(evolve(each, blames=True, fold=None) for each in (FIRST, SECOND))


# What a plan keeps.


def test_verdicts_are_remembered_but_not_without_end() -> None:
    plan = Plan((FIRST, SECOND))
    first = plan.told({0: 1, 1: "无"})
    assert first == {
        0: Verdict(FIRST.rule.id, PASS, checked=1),
        1: Verdict(SECOND.rule.id, NOT_APPLICABLE, ("无",)),
    }
    assert plan.told({0: 0})[0].status == VACUOUS
    for checked in range(1, 15_000):
        told = plan.told({0: checked})[0]
        assert (told.status, told.checked) == (PASS, checked)
    assert plan.told({0: 1})[0] is first[0]
    assert plan.told({1: "无"})[1] is first[1]
    # What came late is told anew, and is the same.
    assert plan.told({0: 14_999})[0] == told
    assert plan.told({0: 14_999})[0] is not told


def facts(year: int) -> Any:
    report = SimpleNamespace(
        status="ok", reason=None, year=year, edition="2021", expected_edition="2021",
        agency_kind="department", agency_scope="county",
    )  # fmt: skip
    return SimpleNamespace(company=ALONE, report=report, source=SimpleNamespace(media="text"))


def test_sorts_of_reports_are_remembered_but_not_without_end() -> None:
    early = evolve(FIRST, rule=evolve(FIRST.rule, applies_to=Applicability(last_year=2020)))
    late = evolve(SECOND, rule=evolve(SECOND.rule, applies_to=Applicability(first_year=2021)))
    always = evolve(THIRD, rule=evolve(THIRD.rule, applies_to=Applicability()))
    plan = Plan((early, late, always))
    first = plan.applying(facts(1))
    assert plan.applying(facts(1)) is first
    for year in range(1, 4000):
        found = plan.applying(facts(year))
        assert set(found.numbers) == ({0, 2} if year <= 2020 else {1, 2})
        assert set(found.others) == {0, 1, 2} - set(found.numbers)
        (other,) = found.others.values()
        assert other.status == NOT_APPLICABLE
        assert other.reasons == (f"report year {year}",)
        # Whoever asks for a number of sorts in turn is told what is known.
        assert plan.applying(facts(year)) is found
    assert plan.applying(facts(1)) is not first


def test_a_plan_knows_its_rules_by_number() -> None:
    wanted = (THIRD, *BLAMING, *(each for each in PROGRAM.rules if each.rule.kind == "ratio"))
    plan = Plan(wanted)
    assert [wanted[each].blames for each in plan.blaming] == [True, True]
    assert {wanted[each] for each in plan.rounding} == set(wanted[3:])
    verdicts = {number: Verdict(each.rule.id, PASS) for number, each in enumerate(wanted)}
    listed = plan.listed(verdicts)
    assert [each.rule for each in listed] == sorted(each.rule.id for each in wanted)
    for number, each in enumerate(wanted):
        judging, telling = (plan.asking(number, telling=telling) for telling in (False, True))
        assert judging == plan.questions.bits(each.asked())
        assert telling == plan.questions.bits(each.asked_to_tell())
        assert plan.asking(number, telling=False) == judging
        assert judging & ~telling == 0


def test_rules_stand_by_rank_and_id_whatever_order_they_are_given_in() -> None:
    rules = list(PROGRAM.rules)
    Random(1).shuffle(rules)
    found = Program(PACK, tuple(rules)).rules
    assert [each.rule.id for each in found] == [each.rule.id for each in PROGRAM.rules]
    keys = [(each.rule.rank, each.rule.id) for each in found]
    assert keys == sorted(keys)


# What a rule says.


def test_a_finding_has_the_words_of_its_variant_those_of_any_or_the_first() -> None:
    for given in (("early", "late", FAIL), (FAIL, "late"), ("late", "early"), ("early",)):
        messages: Any = {each: SimpleNamespace(words=each) for each in given}
        spoken = Spoken(messages, ANY, None, None, ())
        for asked in ("early", "late", "other", FAIL):
            wanted = asked if asked in given else FAIL if FAIL in given else given[0]
            assert spoken.message(asked) is messages[wanted]


def test_a_basis_is_told_as_it_was_before_its_first_year() -> None:
    now, then = {"zh": "新"}, {"zh": "旧"}
    for year in (None, 2019, 2020, 2021, 2022):
        assert Cited(now).said(year) == now
        assert Cited(now, 2021).said(year) == now
        is_early = year is not None and year < 2021
        assert Cited(now, 2021, then).said(year) == (then if is_early else now)


# Findings that are one.


def finding(start: int, variant: str = FAIL, address: str = "t/a/x", **given: Any) -> Finding:
    return Finding(Place(Span(start, start + 1), address), Scope(ANY, {}), variant, **given)


CELLS = {f"t/{row}/{column}": at for at, (row, column) in enumerate(product("abc", "xyz"))}
TABLES: Any = SimpleNamespace(
    tabular=SimpleNamespace(
        known={each: Decimal(at) for each, at in CELLS.items() if at % 2},
        tables={
            "t": SimpleNamespace(
                cells={each: SimpleNamespace(span=Span(at, at + 1)) for each, at in CELLS.items()}
            )
        },
    )
)


def place(address: str) -> Place:
    return Place(Span(CELLS[address], CELLS[address] + 1), address)


def failing(start: int, *cells: str) -> Finding:
    return finding(
        start,
        address="t/a/x",
        equation=Equation(dict.fromkeys(cells, 1), Decimal(1)),
        related=(place(cells[-1]),),
    )


def folded(judged: Any, found: Sequence[Cause], silent: Any = ()) -> list[Fold]:
    def solved(equations: Sequence[Equation], values: Mapping[str, Decimal]) -> list[Cause]:
        cells = {cell for each in equations for cell in each.terms}
        # What is not known is nothing.
        assert values == {each: Decimal(CELLS[each]) if CELLS[each] % 2 else Decimal(0) for each in cells}
        return list(found)

    return folds(judged, TABLES, silent, solved)


def test_the_cell_that_is_wrong_is_told_once_with_the_totals_that_fail_for_it() -> None:
    first, second = failing(20, "t/a/x", "t/a/y"), failing(30, "t/a/x", "t/b/x")
    judged = [(BLAMING[0], Tally([first], 3)), (BLAMING[1], Tally([second], 3))]
    (one,) = folded(judged, [Cause((0, 1), "t/a/x", Decimal(7))])
    assert (one.compiled, one.finding, one.place) == (BLAMING[0], first, place("t/a/x"))
    assert one.related == (first.place, second.place)
    assert (one.folded, one.repair, one.equations) == ((BLAMING[1].rule.id,), Decimal(7), 2)
    # Where the total itself is wrong, what it is compared with is told.
    total = evolve(first, place=place("t/a/x"))
    (one,) = folded([(BLAMING[0], Tally([total], 3))], [Cause((0,), "t/a/x", Decimal(7))])
    assert one.related == (place("t/a/y"),)
    assert (one.folded, one.equations) == ((), 1)


def test_a_cell_that_is_not_known_is_one_of_those_told() -> None:
    first, second = failing(20, "t/a/x", "t/a/y"), failing(30, "t/a/x", "t/b/x")
    judged = [(BLAMING[0], Tally([first, second], 3))]
    cause = Cause((0, 1), candidates=(("t/b/x", Decimal(1)), ("t/c/x", Decimal(2))))
    (one,) = folded(judged, [cause])
    assert (one.place, one.places) == (first.place, (first.place, second.place))
    assert one.related == (second.place, place("t/b/x"), place("t/c/x"), place("t/a/y"))
    assert (one.repair, one.equations, one.folded) == (None, 2, ())
    (one,) = folded([(BLAMING[0], Tally([first], 3)), (BLAMING[1], Tally([second], 3))], [cause])
    assert (one.places, one.folded) == ((), (BLAMING[1].rule.id,))


@pytest.mark.parametrize("count", range(1, 7))
def test_more_than_three_equations_that_nothing_explains_are_one_finding_a_rule(count: int) -> None:
    several = [failing(20 + at, "t/a/x", "t/a/y") for at in range(count)]
    other = failing(50, "t/b/x", "t/b/y")
    judged = [(BLAMING[0], Tally(several, 9)), (BLAMING[1], Tally([other], 9))]
    told = folded(judged, [Cause((at,)) for at in range(count + 1)])
    mine = [each for each in told if each.compiled is BLAMING[0]]
    assert [each.equations for each in mine] == ([count] if count > 3 else [1] * count)
    assert [each.finding for each in told if each.compiled is BLAMING[1]] == [other]


def test_rules_that_nobody_asked_for_tell_nothing_themselves() -> None:
    first, second = failing(20, "t/a/x", "t/a/y"), failing(30, "t/a/x", "t/b/x")
    asked = [(BLAMING[0], Tally([first], 3))]
    silent = [(BLAMING[1], Tally([second], 3, equations=[Equation({"t/c/x": 1}, Decimal(0))]))]
    # Their equations come first: one that fails, and one that holds.
    (one,) = folded(asked, [Cause((0, 2), "t/a/x", Decimal(7))], silent)
    assert (one.finding, one.folded, one.equations) == (first, (), 1)
    assert folded(asked, [Cause((0,), "t/b/x", Decimal(7))], silent) == []
    # Without a finding of a rule that was asked for nobody looks for a cause.
    assert folds([(BLAMING[0], Tally(checked=3))], TABLES, silent, lambda *_: 1 / 0) == []


def test_what_is_no_equation_is_told_besides() -> None:
    first, other = failing(20, "t/a/x", "t/a/y"), finding(40)
    told = folded([(BLAMING[0], Tally([first, other], 3))], [Cause((0,), "t/a/x", Decimal(7))])
    assert [each.finding for each in told] == [other, first]
    plain = evolve(FIRST, blames=False, fold=None)
    told = folds([(plain, Tally([first, other], 3))], TABLES, (), lambda *_: 1 / 0)
    assert [each.finding for each in told] == [first, other]


# Which cell is wrong.


def made(terms: Sequence[Mapping[str, int]], values: Mapping[str, int]) -> list[Cause]:
    equations = [
        Equation(each, Decimal(sum(weight * values[cell] for cell, weight in each.items()))) for each in terms
    ]
    return causes(equations, {cell: Decimal(each) for cell, each in values.items()})


def single_repairs(terms: Sequence[Mapping[str, int]], values: Mapping[str, int]) -> list[tuple[str, int]]:
    """
    Every other number in one cell with which all equations hold.
    """
    return [
        (cell, other)
        for cell in sorted(values)
        for other in range(60)
        if other != values[cell]
        and not any(
            sum(weight * {**values, cell: other}[each] for each, weight in line.items()) for line in terms
        )
    ]


TABLE = [
    *({f"{row}1": 1, f"{row}2": 1, f"{row}t": -1} for row in "abt"),
    *({f"a{column}": 1, f"b{column}": 1, f"t{column}": -1} for column in "12t"),
]


def sound(dice: Random) -> dict[str, int]:
    values = {f"{row}{column}": dice.randint(0, 9) for row in "ab" for column in "12"}
    for row in "ab":
        values[f"{row}t"] = values[f"{row}1"] + values[f"{row}2"]
    return values | {f"t{column}": values[f"a{column}"] + values[f"b{column}"] for column in "12t"}


@pytest.mark.parametrize("seed", range(120))
def test_one_cell_that_repairs_all_is_accused_and_of_several_none(seed: int) -> None:
    dice = Random(seed)
    # Whichever equations are asked about, some of them linked with all others.
    terms = [each for each in TABLE if dice.random() < 0.7] or TABLE[:1]
    terms += [{"a1": 1, "a2": 2, "b1": -1}] if dice.random() < 0.2 else []
    values = sound(dice)
    values[dice.choice(sorted(values))] += dice.randint(0, 9)
    asked = {cell: values[cell] for each in terms for cell in each}
    wrong = [
        at for at, each in enumerate(terms) if sum(weight * values[cell] for cell, weight in each.items())
    ]
    found = made(terms, asked)
    told = single_repairs(terms, asked) if wrong else []
    assert sorted({at for each in found for at in each.equations}) == wrong
    if len(told) == 1:
        ((cell, value),) = told
        assert found == [Cause(tuple(wrong), cell, Decimal(value))]
    elif told:
        assert found == [Cause(tuple(wrong), candidates=tuple((each, Decimal(at)) for each, at in told))]


@pytest.mark.parametrize("seed", range(40))
def test_tables_that_share_no_cell_are_judged_apart(seed: int) -> None:
    dice = Random(seed)
    one, other = sound(dice), sound(dice)
    for values in (one, other):
        for cell in dice.sample(sorted(values), dice.randint(0, 2)):
            values[cell] = dice.randint(0, 20)
    renamed = [{f"z{cell}": weight for cell, weight in each.items()} for each in TABLE]
    both = made([*TABLE, *renamed], one | {f"z{cell}": value for cell, value in other.items()})
    shifted = [
        evolve(
            each,
            equations=tuple(at + len(TABLE) for at in each.equations),
            cell=each.cell and f"z{each.cell}",
            candidates=tuple((f"z{cell}", value) for cell, value in each.candidates),
        )
        for each in made(TABLE, other)
    ]
    assert both == [*made(TABLE, one), *shifted]
    # Each that is accused is put right by what it should be, if all of them are.
    if both and all(each.cell for each in both):
        right = {each.cell: int(each.value or 0) for each in both if each.cell and each.cell[0] != "z"}
        assert made(TABLE, one | right) == []


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_up_to_three_wrong_cells_of_lines_that_are_linked_are_told(count: int) -> None:
    # Each wrong cell stands in two lines of its own; the last cell links all.
    terms = [{f"c{at}": 1, f"{which}{at}": 1, "link": 1} for at in range(count) for which in ("d", "e")]
    values = {cell: 0 for each in terms for cell in each} | {f"c{at}": at + 1 for at in range(count)}
    found = made(terms, values)
    if count <= 3:
        assert found == [Cause((2 * at, 2 * at + 1), f"c{at}", Decimal(0)) for at in range(count)]
    else:
        assert found == [Cause((at,)) for at in range(2 * count)]


def test_a_wrong_cell_whose_lines_are_those_of_others_is_told_with_them() -> None:
    terms = [{"a": 1, "d": 1}, {"a": 1, "c": 1, "e": 1}, {"b": 1, "c": 1, "f": 1}, {"b": 1, "g": 1}]
    found = made(terms, {**dict.fromkeys("defg", 0), "a": 1, "b": 2, "c": 5})
    assert found == [
        Cause((0, 1), "a", Decimal(0)),
        Cause((1, 2), "c", Decimal(0)),
        Cause((2, 3), "b", Decimal(0)),
    ]


def test_of_too_many_cells_that_may_be_wrong_none_is_told() -> None:
    for count in (3999, 4000, 4001, 4002):
        values = {f"{at:04}": 1 for at in range(count)} | {"0000": 0}
        found = causes(
            [Equation(dict.fromkeys(values, 1), Decimal(-1))],
            {cell: Decimal(each) for cell, each in values.items()},
        )
        candidates = tuple((cell, Decimal(each + 1)) for cell, each in values.items())
        assert found == [Cause((0,), candidates=candidates if count <= 4000 else ())]


# What came of an example.

TEXT = "甲乙丙丁"
MARK, ELSEWHERE = Span(1, 2), Span(2, 3)


def diagnostic(span: Span, **given: Any) -> Diagnostic:
    return Diagnostic(FIRST.rule.id, "error", span, "t/a/x", {"zh": "错", "en": "wrong"}, **given)


def outcomes(
    example: Example, status: str, found: Sequence[Diagnostic] = (), marks: tuple[Span, ...] = ()
) -> list[str]:
    verdict = Verdict(FIRST.rule.id, status)
    told = differences(
        FIRST.rule,
        example,
        Fragment(TEXT, marks),
        Outcome(tuple(found), (Verdict("OTHER", FAIL), verdict)),
    )
    assert all(each.words["zh"] and each.words["en"] for each in told)
    kinds = [each.outcome for each in told]
    worst = MISSING if MISSING in kinds else NOISY
    best = REPORTED if example.expect == FAIL else VALIDATED
    assert Tried(example, verdict, told).outcome == (worst if kinds else best)
    return kinds


STATUSES = (PASS, FAIL, UNKNOWN, VACUOUS, NOT_APPLICABLE, CRASHED)


def test_an_example_ends_as_it_says_or_one_thing_is_complained_of() -> None:
    for expect, named, status in product(("pass", FAIL, UNKNOWN), (None, *STATUSES), STATUSES):
        if named == CRASHED or (expect == FAIL and named not in (None, FAIL)):
            continue
        example = Example("x", expect, verdict=named)
        found = [diagnostic(MARK)] if status == FAIL else []
        marks = (MARK,) if expect == FAIL else ()
        wanted = named or (None if expect == "pass" else expect)
        if status == CRASHED:
            complaints = [MISSING]
        elif wanted is None:
            complaints = [NOISY] if status == FAIL else []
        elif status == wanted:
            complaints = []
        else:
            complaints = [NOISY if status == FAIL else MISSING]
        assert outcomes(example, status, found, marks) == complaints


def test_findings_stand_where_they_were_marked_and_are_as_many() -> None:
    fails = Example("x", FAIL)
    one, two = diagnostic(MARK), diagnostic(ELSEWHERE)
    assert outcomes(fails, FAIL, [one], (MARK,)) == []
    assert outcomes(fails, FAIL, [two, one], (MARK, ELSEWHERE)) == []
    assert outcomes(fails, FAIL, [one, two], (MARK,)) == [NOISY, NOISY]
    assert outcomes(fails, FAIL, [two], (MARK,)) == [MISSING]
    assert outcomes(fails, FAIL, [one], (MARK, ELSEWHERE)) == [MISSING, MISSING]
    assert outcomes(fails, FAIL, [one, one], (MARK,)) == [NOISY]
    assert outcomes(fails, FAIL, [one, two]) == []
    for count in (1, 2, 3):
        several = [] if count == 2 else [NOISY if count < 2 else MISSING]
        assert outcomes(Example("x", FAIL, count=count), FAIL, [one, two]) == several
    # What another rule found for the same cause is this rule's, too; what is another's alone is not.
    folded_in = evolve(one, rule="OTHER", folded=(FIRST.rule.id,))
    assert outcomes(fails, FAIL, [folded_in], (MARK,)) == []
    assert outcomes(fails, FAIL, [one, evolve(two, rule="OTHER")], (MARK,)) == []


@pytest.mark.parametrize(("key", "right"), [("at", "t/a/x"), ("variant", "late"), ("severity", "error")])
def test_one_of_the_findings_is_what_an_example_says(key: str, right: str) -> None:
    found = [diagnostic(MARK, variant="late")]
    for wanted in (None, right, "other"):
        given: dict[str, Any] = {key: wanted}
        complaints = [MISSING] if wanted == "other" else []
        assert outcomes(Example("x", FAIL, **given), FAIL, found) == complaints
