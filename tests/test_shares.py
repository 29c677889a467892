"""
Percentages that are to be shares of numbers: each is judged as by rounding fractions by hand, and tells how it was rounded.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from disclint.diagnostics import FAIL, PASS, UNKNOWN
from disclint.engine.judging import Judged
from disclint.facts import Facts
from disclint.kinds.ratio import MOST
from disclint.values import Number, number
from tests.test_judges import WORDS, facts, judged

OFTEN = settings(max_examples=120, deadline=None, derandomize=True, phases=(Phase.explicit, Phase.generate))
VARIANTS = ("fail", "truncated", "adjusted", "habit")
RULE = {
    "kind": "ratio",
    "foreach": {"m": 'matches(overview, "占{p:percent}")'},
    "percent": "m.p",
    "message": dict.fromkeys(VARIANTS, WORDS),
}


def report(*said: str) -> Facts:
    return facts("一、总体情况\n" + "".join(f"其中公开占{each}%。" for each in said) + "\n")


def shares(*said: str, **options: Any) -> Judged:
    of = report(*said)
    found = judged(of, **RULE, **options)
    for each in found.tally.findings:
        assert of.source.slice(each.place.span).removesuffix("%") in said
    return found


def cut_off(share: Fraction, places: int) -> Fraction:
    return Fraction(share * 10**places // 1, 10**places)


def nearest(share: Fraction, places: int) -> dict[str, Fraction]:
    """
    The share rounded in both ways that are right, which differ where it lies half-way.
    """
    low = cut_off(share, places)
    unit = Fraction(1, 10**places)
    rest = (share - low) / unit
    up, even = low + unit, low if low / unit % 2 == 0 else low + unit
    half = Fraction(1, 2)
    return {
        "half_up": up if rest >= half else low,
        "half_even": even if rest == half else up if rest > half else low,
    }


def expected(  # noqa: PLR0911 - one a way to end
    said: str, part: int, base: Sequence[int], others: Sequence[int], *, moved: bool
) -> tuple[str | None, int | None]:
    """
    How it ends, and the base that it is held against.
    """
    percent, places = Fraction(said), len(said.partition(".")[2])
    ways = {each: nearest(Fraction(100 * part, each), places) for each in {*base, *others} if each}
    cut = {each: cut_off(Fraction(100 * part, each), places) for each in ways}
    first = next((each for each in base if each), None)
    if first is not None and percent in ways[first].values():
        return "", first
    if any(percent in ways[each].values() for each in others if each):
        return "", None
    if first is None:
        return None, None
    if percent == cut[first]:
        return "truncated", first
    if any(percent == cut[each] for each in others if each):
        return None, None
    if moved and abs(percent - ways[first]["half_up"]) == Fraction(1, 10**places):
        return "adjusted", first
    return "fail", first


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, int, list[int], list[int], bool | None]:
    base = draw(st.lists(st.sampled_from([0, 3, 7, 8, 16, 40, 300]), max_size=2))
    others = draw(st.lists(st.sampled_from([0, 6, 9, 11, 16, 70]), max_size=3))
    part, places = draw(st.integers(0, 24)), draw(st.integers(0, 2))
    of = draw(st.sampled_from([each for each in (*base, *others) if each] or [5]))
    share = Fraction(100 * part, of)
    near = draw(st.sampled_from([cut_off(share, places), *nearest(share, places).values()]))
    step = draw(st.sampled_from([0, 0, 0, 1, -1, 2, 100]))
    said = max(Fraction(0), near + Fraction(step, 10**places))
    written = f"{Decimal(said.numerator) / Decimal(said.denominator):.{places}f}"
    return written, part, base, others, draw(st.sampled_from([None, True, False]))


@OFTEN
@given(cases())
@example(("12.5", 1, [8], [], None))
@example(("12", 1, [8], [], None))
@example(("13", 1, [8], [], None))
@example(("38", 3, [8], [], None))
@example(("37", 3, [8], [], None))
@example(("0", 0, [3], [], None))
@example(("0", 2, [300], [], None))
@example(("0", 2, [300], [], True))
@example(("1", 0, [3], [], True))
@example(("34", 1, [3], [], True))
@example(("32", 1, [3], [], True))
@example(("34.3", 1, [3], [], True))
@example(("66", 2, [7], [3], None))
@example(("18", 2, [7], [11], True))
def test_each_share_ends_as_by_rounding_fractions(
    case: tuple[str, int, list[int], list[int], bool | None],
) -> None:
    said, part, base, others, moved = case
    options: dict[str, Any] = {} if moved is None else {"adjusted": "1 == 1" if moved else "1 == 2"}
    found = shares(
        said,
        numerator=str(part),
        base=list(map(str, base)),
        denominators=[str(each) for each in others],
        **options,
    )
    ends, of = expected(said, part, base, others, moved=bool(moved))
    tally = found.tally
    assert [each.variant for each in tally.findings] == ([ends] if ends else [])
    assert found.verdict.status == (UNKNOWN if ends is None else FAIL if ends else PASS)
    assert list(tally.reasons) == (
        ["it is not clear of what the percentage is a share"] if ends is None else []
    )
    for each in tally.findings:
        names = {name: value.value for name, value in each.scope.names.items() if isinstance(value, Number)}
        best = nearest(Fraction(100 * part, of or 1), len(said.partition(".")[2]))["half_up"]
        assert names == {
            "numerator": part,
            "percent": Decimal(said),
            "denominator": of,
            "computed": names["computed"],
        }
        assert Fraction(names["computed"] or 0) == best
    assert_rounding(found, said, part, of if ends is not None else None)


def assert_rounding(found: Judged, said: str, part: int, of: int | None) -> None:
    """
    What a share tells of the way its report rounds: nothing where all ways give the same, or none gives it.
    """
    if of is None:
        assert found.tally.roundings == []
        return
    places = len(said.partition(".")[2])
    share = Fraction(100 * part, of)
    ways = {**nearest(share, places), "truncate": cut_off(share, places)}
    modes = {mode for mode, value in ways.items() if value == Fraction(said)}
    if len(set(ways.values())) == 1 or not modes:
        assert found.tally.roundings == []
        return
    (told,) = found.tally.roundings
    assert (told.modes, told.decimals) == (modes, places)
    assert told.finding is (found.tally.findings[0] if found.tally.findings else None)
    assert told.truncated().variant == "truncated"
    assert told.leaf.span == told.truncated().place.span
    assert told.truncated().scope.names["denominator"] == number(of)


def test_the_oracle_rounds_as_a_clerk_does() -> None:
    third, eighth = Fraction(200, 3), Fraction(25, 2)
    assert nearest(third, 1) == {"half_up": Fraction("66.7"), "half_even": Fraction("66.7")}
    assert cut_off(third, 2) == Fraction("66.66")
    assert nearest(eighth, 0) == {"half_up": 13, "half_even": 12}
    assert nearest(Fraction(75, 2), 0) == {"half_up": 38, "half_even": 38}


def test_each_share_is_judged_by_itself() -> None:
    found = shares(
        "33", "66", "10", "67", "60", numerator="2", base=["3"], denominators=["20", "requests/granted/total"]
    )
    # The third and the last may be shares of something else, but only one is known to be.
    assert [each.variant for each in found.tally.findings] == ["fail", "truncated", "fail"]
    assert found.tally.checked == 5
    assert [sorted(each.modes) for each in found.tally.roundings] == [["truncate"], ["half_even", "half_up"]]


def test_a_share_of_which_it_is_not_clear_what_was_meant_leaves_the_others_as_they_are() -> None:
    # Of seven it would be cut off.
    found = shares("60", "28", "66", "67", numerator="2", base=["3"], denominators=["7"])
    assert [each.variant for each in found.tally.findings] == ["fail", "truncated"]
    assert (found.tally.checked, len(found.tally.reasons)) == (3, 1)


def test_what_is_not_told_makes_no_share_wrong() -> None:
    """
    A number that is missing, a percentage that is only about so much, a whole that nobody names.
    """
    options = {"base": ["3"], "denominators": []}
    gone = shares("66", numerator="requests/granted/total", **options)
    assert (gone.verdict.status, gone.tally.checked) == (UNKNOWN, 0)
    assert "requests/granted/total" in gone.verdict.reasons[0]
    about = facts("一、总体情况\n共约30件，其中公开占50%。\n")
    some = judged(
        about,
        **{**RULE, "foreach": {"m": 'matches(overview, "公开占{p:percent}")'}},
        numerator='first(matches(overview, "共{n:count}")).n',
        **options,
    )
    assert (some.verdict.status, some.verdict.reasons) == (UNKNOWN, ("only about so many are given",))
    nobody = shares(
        "66", numerator="2", base=["requests/granted/total", "0"], denominators=["requests/granted/total"]
    )
    assert (nobody.verdict.status, nobody.tally.checked) == (UNKNOWN, 0)
    # What is not there is passed over, and what is nought.
    assert (
        shares(
            "67", numerator="2", base=["requests/granted/total", "0", "3", "4"], denominators=[]
        ).verdict.status
        == PASS
    )
    assert shares("50", numerator="2", base=["[0, 3, 4]"], denominators=[]).verdict.status == FAIL
    assert shares("50", numerator="2", base=["3"], denominators=["[0, 9, 4]"]).verdict.status == PASS


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("约67%", PASS), ("约66%", UNKNOWN), ("近67%", PASS), ("近80%", UNKNOWN), ("超过60%", PASS), ("超过67%", PASS),
        ("超过68%", UNKNOWN), ("不足70%", PASS), ("不足67%", PASS), ("不足60%", UNKNOWN),
    ],
)  # fmt: skip
def test_a_share_that_is_only_about_so_much_is_right_or_open(said: str, status: str) -> None:
    for options in ({"base": ["3"], "denominators": []}, {"base": [], "denominators": ["3"]}):
        found = judged(report(said.removesuffix("%")), **RULE, numerator="2", **options)
        assert found.verdict.status == status
        assert found.tally.roundings == []


def test_so_many_shares_are_looked_at_and_no_more() -> None:
    said = [*["67"] * (MOST - 1), "66", "60"]
    found = shares(*said, numerator="2", base=["3"], denominators=[])
    assert found.tally.checked == MOST
    assert [each.variant for each in found.tally.findings] == ["truncated"]
    # What is not looked at does not pass.
    assert list(found.tally.reasons) == ["there are more percentages than are looked at"]
