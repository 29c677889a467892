"""
Values: whatever lies in the operands, the result lies in the result.
"""

import itertools
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from operator import eq, ge, gt, le, lt, ne

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclint import values
from disclint.values import Leaf, Missing, Number, Subject, Text, Truth, rounding

decimals = st.decimals(-(10**9), 10**9, places=2, allow_nan=False)
OPERATORS = {"==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
TRUTHS = {True: values.TRUE, False: values.FALSE, None: values.unknown("甲")}


@st.composite
def intervals(draw: st.DrawFn) -> tuple[Number, Decimal]:
    """
    A number that may be open, and one of the numbers that it may be.
    """
    low, inside, high = sorted(draw(st.tuples(decimals, decimals, decimals)))
    missing = draw(st.sampled_from([frozenset(), frozenset({"甲"})]))
    return (
        Number(draw(st.sampled_from([low, None])), draw(st.sampled_from([high, None])), missing),
        inside,
    )


def holds(number: Number, value: Decimal) -> bool:
    return (number.low is None or number.low <= value) and (number.high is None or value <= number.high)


@given(intervals(), intervals())
def test_arithmetic_loses_no_possible_result(
    left: tuple[Number, Decimal], right: tuple[Number, Decimal]
) -> None:
    (one, x), (other, y) = left, right
    assert holds(values.add(one, other), x + y)
    assert holds(values.subtract(one, other), x - y)
    assert holds(values.multiply(one, other), x * y)
    assert holds(values.negate(one), -x)
    assert values.add(one, other).missing == one.missing | other.missing


@given(intervals(), intervals(), st.sampled_from(sorted(OPERATORS)))
def test_a_comparison_is_false_only_if_no_completion_helps(
    left: tuple[Number, Decimal], right: tuple[Number, Decimal], operator: str
) -> None:
    (one, x), (other, y) = left, right
    truth = values.compare(one, operator, other)
    if OPERATORS[operator](x, y):
        assert truth.value is not False
    elif one.missing or other.missing:
        assert truth.value is not True
    if truth.value is None:
        assert truth.reasons == one.missing | other.missing


@given(decimals, decimals, st.sampled_from(sorted(OPERATORS)))
def test_exact_numbers_compare_as_numbers(left: Decimal, right: Decimal, operator: str) -> None:
    truth = values.compare(values.number(left), operator, values.number(right))
    assert truth.value is OPERATORS[operator](left, right)


def test_a_blank_cell_is_unknown_until_it_is_impossible() -> None:
    blank = values.Number(Decimal(0), None, frozenset(["requests/new_received/other"]))
    total = values.add(values.number(190), blank)
    assert values.equal(total, values.number(193)).value is None
    assert values.equal(total, values.number(189)).value is False
    assert values.compare(blank, ">=", values.number(0)).value is True
    assert values.compare(blank, "!=", values.number(-1)).value is True


def test_a_multiple_of_nothing_is_nothing() -> None:
    assert values.multiply(values.number(0), Number(None, None)).value == 0


def test_no_digit_is_lost() -> None:
    big = Decimal(10**40 + 1)
    with localcontext(prec=100):
        expected = big * big + Decimal("0.01")
    product = values.multiply(values.number(big), values.number(big))
    assert values.add(product, values.number(Decimal("0.01"))).value == expected


def test_each_leaf_is_kept_once() -> None:
    leaf, other = Leaf("甲", "t/r/c"), Leaf("乙")
    one = values.number(1, leaf)
    assert values.total([one, one, values.number(2, other)]).leaves == (leaf, other)


Kleene = bool | None
KLEENE = list(itertools.product((True, False, None), repeat=2))


def both(left: Kleene, right: Kleene) -> Kleene:
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def opposite(value: Kleene) -> Kleene:
    return None if value is None else not value


@pytest.mark.parametrize(("left", "right"), KLEENE)
def test_connectives_are_kleenes(left: Kleene, right: Kleene) -> None:
    one, other = TRUTHS[left], TRUTHS[right]
    either = opposite(both(opposite(left), opposite(right)))
    assert values.conjunction(one, other).value is both(left, right)
    assert values.disjunction(one, other).value is either
    assert values.implication(one, other).value is opposite(both(left, opposite(right)))
    assert values.negation(one).value is opposite(left)


def test_what_is_unknown_says_why() -> None:
    truth = values.conjunction(values.unknown("甲"), values.TRUE, values.unknown("乙"))
    assert truth.reasons == {"甲", "乙"}
    assert values.conjunction() == values.TRUE
    assert values.disjunction() == values.FALSE


def test_what_decides_says_where() -> None:
    wrong = Truth(value=False, leaves=(Leaf("甲"),))
    right = Truth(value=True, leaves=(Leaf("乙"),))
    assert values.conjunction(right, wrong).leaves == (Leaf("甲"),)
    assert values.conjunction(right, right).leaves == (Leaf("乙"),)


@given(
    st.integers(0, 10**12),
    st.integers(1, 10**8),
    st.integers(0, 4),
    st.sampled_from(
        [
            (rounding.HALF_UP, ROUND_HALF_UP),
            (rounding.HALF_EVEN, ROUND_HALF_EVEN),
            (rounding.TRUNCATE, ROUND_DOWN),
        ]
    ),
)
def test_rounding_is_exact(numerator: int, denominator: int, places: int, mode: tuple[str, str]) -> None:
    ours, theirs = mode
    # Doubling makes ties: a tie is a whole number and a half at the last place.
    denominator *= 2
    with localcontext(prec=60):
        expected = (Decimal(numerator) / denominator).quantize(Decimal(1).scaleb(-places), theirs)
    assert rounding.rounded(numerator, denominator, places, ours) == expected


@pytest.mark.parametrize(
    ("numerator", "denominator", "mode", "expected"),
    [
        (149, 198, rounding.TRUNCATE, "75.2"),
        (149, 198, rounding.HALF_UP, "75.3"),
        (1, 8, rounding.HALF_UP, "12.5"),
        (1, 16, rounding.HALF_EVEN, "6.2"),
        (1, 16, rounding.HALF_UP, "6.3"),
        (35, 198, rounding.TRUNCATE, "17.6"),
    ],
)
def test_shares_are_rounded_as_they_are_printed(
    numerator: int, denominator: int, mode: str, expected: str
) -> None:
    assert rounding.rounded(100 * numerator, denominator, 1, mode) == Decimal(expected)


def test_nothing_is_a_share_of_nothing() -> None:
    assert rounding.rounded(0, 0, 1, rounding.HALF_UP) is None


def test_a_subject_reads_its_fields_when_asked() -> None:
    asked = []

    def text() -> Text:
        asked.append("text")
        return Text("甲")

    subject = Subject("section", fields={"text": text, "length": values.number(1)})
    assert asked == []
    assert subject.read("text") == Text("甲")
    assert subject.read("length") == values.number(1)
    assert subject.read("__class__") == Missing("section.__class__")
    assert [subject.has(each) for each in ("text", "length", "__class__")] == [True, True, False]


def test_a_number_that_is_one_of_several_equals_nothing_between_them() -> None:
    glued = values.Number(
        Decimal(70), Decimal(2470), frozenset(["cell"]), options=(Decimal(70), Decimal(2470))
    )
    assert values.equal(values.number(393), glued).value is False
    assert values.equal(values.number(70), glued).value is None
    assert values.equal(values.add(glued, values.number(0)), values.number(393)).value is None


def test_a_decline_is_rounded_by_its_size() -> None:
    assert rounding.rounded(-125, 1000, 2, rounding.HALF_UP) == Decimal("-0.13")
    assert rounding.rounded(-125, 1000, 2, rounding.TRUNCATE) == Decimal("-0.12")


def test_what_is_decided_twice_names_both_reasons() -> None:
    places = [Leaf(each) for each in "甲乙丙丁"]
    truths = [
        Truth(value, leaves=(place,)) for value, place in zip((True, False, True, False), places, strict=True)
    ]
    assert values.disjunction(*truths) == Truth(value=True, leaves=(places[0], places[2]))
    assert values.conjunction(*truths) == Truth(value=False, leaves=(places[1], places[3]))


def test_numbers_that_are_the_same_do_not_differ_however_they_came_about() -> None:
    made = values.Number(Decimal("5.0"), Decimal(5))
    assert values.compare(made, "!=", values.number(5)).value is False
    assert values.compare(made, "==", values.number(5)).value is True
