"""
How a report rounds is told by all its percentages, and only what breaks its own way is complained of.
"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import disclint
from disclint.values.rounding import HALF_EVEN, HALF_UP, TRUNCATE, rounded

SENTENCE = "一、总体情况\n全年答复申请{base}件，其中{shares}。\n"
RESULTS = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")


def report(base: int, shares: list[tuple[int, str]]) -> str:
    told = "；".join(
        f"{RESULTS[at % len(RESULTS)]}{part}件，占{percent}%" for at, (part, percent) in enumerate(shares)
    )
    return SENTENCE.format(base=base, shares=told)


def findings(text: str, select: str = "PCT") -> list[tuple[str, str, str, str]]:
    title = "某市教育局2024年政府信息公开工作年度报告\n"
    result = disclint.check_text(title + text, select=[select])
    assert result.source is not None
    return [
        (each.rule, each.variant, each.severity, result.source.slice(each.span))
        for each in result.diagnostics
    ]


def written(parts: list[int], base: int, mode: str, decimals: int = 1) -> list[tuple[int, str]]:
    return [(each, str(rounded(each * 100, base, decimals, mode))) for each in parts]


def is_telling(part: int, base: int) -> bool:
    return rounded(part * 100, base, 1, HALF_UP) != rounded(part * 100, base, 1, TRUNCATE)


def test_one_share_cut_off_among_many_rounded_is_reported_at_its_place() -> None:
    telling = [each for each in range(30, 90) if is_telling(each, 317)]
    shares, cut = written(telling[:4], 317, HALF_UP), written(telling[4:5], 317, TRUNCATE)
    found = findings(report(317, [*shares[:2], *cut, *shares[2:]]))
    assert found == [("PCT-TRUNC", "truncated", "warning", f"{cut[0][1]}%")]


def test_a_report_that_cuts_off_throughout_gets_one_note() -> None:
    parts = [each for each in range(30, 60) if is_telling(each, 317)][:5]
    found = findings(report(317, written(parts, 317, TRUNCATE)))
    assert [each[:3] for each in found] == [("PCT-TRUNC", "habit", "info")]


@pytest.mark.parametrize("number", [1, 2])
def test_a_few_shares_tell_no_habit(number: int) -> None:
    parts = [each for each in range(41, 90) if is_telling(each, 317)][:number]
    found = findings(report(317, written(parts, 317, TRUNCATE)))
    assert [each[:3] for each in found] == [("PCT-TRUNC", "truncated", "warning")] * number


def test_shares_and_rates_of_change_have_one_habit() -> None:
    parts = [each for each in range(41, 90) if is_telling(each, 317)][:2]
    text = report(317, written(parts, 317, TRUNCATE)) + "栏目由3个增加到5个，增幅达66%。\n"
    assert len(findings(text)) == 3, "two shares and a rate of other decimals are no habit yet"
    text += "查阅点由9个增加到14个，增幅达55%。\n"
    assert [each[:3] for each in findings(text)] == [("PCT-TRUNC", "habit", "info")]
    # Whoever asks for one rule is told by all the percentages, too.
    assert [each[:3] for each in findings(text, "PCT-GROWTH-TRUNC")] == [
        ("PCT-GROWTH-TRUNC", "habit", "info")
    ]


@pytest.mark.parametrize("mode", [HALF_UP, HALF_EVEN])
def test_either_way_to_round_the_middle_is_a_way(mode: str) -> None:
    parts = [1, 3, 5, 7, 25, 27]
    assert findings(report(200, written(parts, 200, mode, 0))) == []


def test_the_middle_left_below_where_it_is_rounded_up_is_cut_off() -> None:
    # 12.5% three times rounded up, and once left at the even digit below.
    shares = [(25, "13"), (29, "15"), (33, "17"), (49, "24")]
    assert findings(report(200, shares)) == [("PCT-TRUNC", "truncated", "warning", "24%")]


@given(
    base=st.integers(30, 997),
    seed=st.lists(st.integers(1, 10_000), min_size=4, max_size=6, unique=True),
    decimals=st.integers(0, 2),
    mode=st.sampled_from([HALF_UP, HALF_EVEN]),
)
def test_whoever_rounds_is_never_told_to(base: int, seed: list[int], decimals: int, mode: str) -> None:
    parts = [1 + each % base for each in seed]
    assert findings(report(base, written(parts, base, mode, decimals)), "PCT-TRUNC") == []


@given(st.integers(0, 10**6), st.integers(1, 10**4), st.integers(0, 4))
def test_quotients_are_rounded_exactly(part: int, base: int, decimals: int) -> None:
    exact, unit = Fraction(part, base), Fraction(1, 10**decimals)
    ways = {
        mode: Fraction(rounded(part, base, decimals, mode) or 0) for mode in (HALF_UP, HALF_EVEN, TRUNCATE)
    }
    assert 0 <= exact - ways[TRUNCATE] < unit
    assert -unit / 2 <= exact - ways[HALF_UP] < unit / 2
    assert abs(exact - ways[HALF_EVEN]) <= unit / 2
    if abs(exact - ways[HALF_EVEN]) == unit / 2:
        assert (ways[HALF_EVEN] / unit) % 2 == 0
