"""
What disclint works out cleverly, worked out again by trying everything: blame, glued tables, percentages.

Nothing here shares code with what it is held against.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from disclint.editions import Equation as FormEquation
from disclint.engine import Settings
from disclint.engine.blame import Cause, causes
from disclint.grammar.readings import choose, readings
from disclint.grammar.values import stream
from disclint.kinds.core import Equation
from disclint.source import Flow, Source
from tests.pack import check

# Values up to which everything is tried, for so many cells at once.
REACH = {1: 60, 2: 24}
Values = Mapping[str, int]


def lines(rows: int, columns: int) -> Iterator[dict[str, int]]:
    """
    The equations of a table with a row and a column of totals, as coefficients by cell; each adds up to nought.
    """
    for row in range(rows + 1):
        yield {**{f"{row},{column}": 1 for column in range(columns)}, f"{row},{columns}": -1}
    for column in range(columns + 1):
        yield {**{f"{row},{column}": 1 for row in range(rows)}, f"{rows},{column}": -1}


def holds(values: Values, equation: Mapping[str, int]) -> bool:
    return sum(weight * values[cell] for cell, weight in equation.items()) == 0


def repairs(values: Values, equations: list[dict[str, int]], size: int) -> set[frozenset[tuple[str, int]]]:
    """
    Every way to change so many cells that all equations hold.
    """
    found = set()
    for cells in combinations(values, size):
        asked = [each for each in equations if not cells or set(cells) & each.keys()]
        if any(not holds(values, each) for each in equations if each not in asked):
            continue
        for new in product(range(REACH[size]), repeat=size):
            changed = {**values, **dict(zip(cells, new, strict=True))}
            if all(values[cell] != changed[cell] for cell in cells) and all(
                holds(changed, each) for each in asked
            ):
                found.add(frozenset(zip(cells, new, strict=True)))
    return found


def blamed(values: Values, equations: list[dict[str, int]]) -> list[Cause]:
    asked = [
        Equation(each, Decimal(sum(weight * values[cell] for cell, weight in each.items())))
        for each in equations
    ]
    return causes(asked, {cell: Decimal(value) for cell, value in values.items()})


@st.composite
def tables(draw: st.DrawFn, most: int, wrong: int) -> tuple[dict[str, int], list[dict[str, int]]]:
    """
    A small table that adds up but for some cells, and its equations.
    """
    rows, columns = draw(st.integers(1, most)), draw(st.integers(2, most))
    inner = [[draw(st.integers(0, 4)) for _ in range(columns)] for _ in range(rows)]
    grid = [[*row, sum(row)] for row in inner]
    grid.append([sum(each) for each in zip(*grid, strict=True)])
    values = {f"{row},{column}": each for row, line in enumerate(grid) for column, each in enumerate(line)}
    for cell in draw(st.lists(st.sampled_from(sorted(values)), min_size=wrong, max_size=wrong, unique=True)):
        values[cell] = draw(st.integers(0, 12).filter(lambda new, was=values[cell]: new != was))
    return values, list(lines(rows, columns))


OFTEN = settings(max_examples=100, deadline=None, derandomize=True)
SELDOM = settings(max_examples=25, deadline=None, derandomize=True)


@OFTEN
@given(tables(3, 1))
def test_one_wrong_cell_is_accused_as_by_trying_every_cell_and_value(
    table: tuple[dict[str, int], list[dict[str, int]]],
) -> None:
    values, equations = table
    single = {repair for each in repairs(values, equations, 1) for repair in each}
    assert single
    told = blamed(values, equations)
    assert len(told) == 1
    if len(single) == 1:
        ((cell, value),) = single
        assert (told[0].cell, told[0].value) == (cell, Decimal(value))
    else:
        assert told[0].cell is None
        assert set(told[0].candidates) == {(cell, Decimal(value)) for cell, value in single}


@SELDOM
@given(tables(2, 2))
def test_nobody_is_accused_whom_another_explanation_clears(
    table: tuple[dict[str, int], list[dict[str, int]]],
) -> None:
    values, equations = table
    assume(any(not holds(values, each) for each in equations))
    smallest = repairs(values, equations, 1) or repairs(values, equations, 2)
    accused = {(each.cell, each.value) for each in blamed(values, equations) if each.cell}
    sure = frozenset.intersection(*smallest)
    assert accused <= {(cell, Decimal(value)) for cell, value in sure}
    # And no wrong cell is forgotten: whatever is told touches every explanation.
    told = {
        cell
        for each in blamed(values, equations)
        for cell in (each.cell, *(name for name, _ in each.candidates))
        if cell
    }
    assert all(told & {cell for cell, _ in each} for each in smallest)


PERCENTAGES = Settings(runs=lambda rule, _profile: rule.startswith("PCT-"))
COLUMNS = 3


def splits(digits: str) -> set[tuple[int, ...]]:
    """
    Every way to cut digits into numbers without leading noughts whose last is the sum of the others.
    """
    found = set()
    for inner in combinations(range(1, len(digits)), COLUMNS - 1):
        way = [digits[start:end] for start, end in pairwise((0, *inner, len(digits)))]
        numbers = tuple(map(int, way))
        if (
            all(str(number) == each for number, each in zip(numbers, way, strict=True))
            and sum(numbers[:-1]) == numbers[-1]
        ):
            found.add(numbers)
    return found


@OFTEN
@given(st.lists(st.tuples(st.integers(0, 130), st.integers(0, 130)), min_size=2, max_size=4))
def test_glued_rows_are_chosen_as_by_trying_every_table(parts: list[tuple[int, int]]) -> None:
    rows = [(*each, sum(each)) for each in parts]
    rows.append(tuple(map(sum, zip(*rows, strict=True))))  # type: ignore[arg-type]
    digits = ["".join(map(str, row)) for row in rows]
    names = [f"row{at}" for at in range(len(rows))]
    tried = [
        way
        for way in product(*map(splits, digits))
        if all(sum(row[column] for row in way[:-1]) == way[-1][column] for column in range(COLUMNS))
    ]
    flows = {name: Flow.of(each) for name, each in zip(names, digits, strict=True)}
    candidates = {
        name: readings(stream(flow, 0, len(flow.text)), COLUMNS, 1, total_last=True)
        for name, flow in flows.items()
    }
    across = FormEquation(id="down", each="column", left=tuple(names[:-1]), right=(names[-1],))
    chosen = choose(candidates, [across], COLUMNS)
    for at, name in enumerate(names):
        found = {
            tuple(int(cell.value) for cell in way if cell and cell.value is not None) for way in chosen[name]
        }
        assert found == {way[at] for way in tried}
        assert rows[at] in found


def written(share: Fraction, places: int) -> str:
    """
    A share of a hundred as a decimal number, cut off.
    """
    scaled = int(share * 100 * 10**places)
    return f"{scaled // 10**places}.{scaled % 10**places:0{places}}" if places else str(scaled)


def ways_to_round(part: int, whole: int, places: int) -> dict[str, str]:
    """
    The percentage cut off, and rounded half up, in exact fractions.
    """
    share = Fraction(part, whole)
    half = Fraction(1, 2 * 100 * 10**places)
    return {"cut": written(share, places), "rounded": written(share + half, places)}


@OFTEN
@given(st.integers(20, 3000), st.data())
def test_shares_are_judged_as_by_exact_fractions(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(1, whole - 1))
    places = data.draw(st.integers(0, 2))
    ways = ways_to_round(part, whole, places)
    exact = Fraction(part * 100, whole)
    step = data.draw(st.sampled_from([0, 0, 1, -1, 3, -3, 7]))
    said = Fraction(ways["rounded"]) + Fraction(step, 10**places)
    assume(0 < said < 100)
    # A tie may be rounded either way.
    assume((exact * 10**places).denominator != 2)
    text = f"{float(said):.{places}f}"
    found = check(
        Source(
            "甲市商务局2024年政府信息公开工作年度报告\n一、总体情况\n"
            f"2024年办结政府信息公开申请{whole}件，其中予以公开{part}件，占{text}%。\n"
            "二、主动公开政府信息情况\n"
        ),
        settings=PERCENTAGES,
    ).outcome.diagnostics
    rules = {each.rule for each in found if each.rule in {"PCT-SHARE", "PCT-TRUNC"}}
    if text == ways["rounded"]:
        assert rules == set()
    elif text == ways["cut"]:
        assert rules == {"PCT-TRUNC"}
    else:
        assert rules == {"PCT-SHARE"}


@OFTEN
@given(st.integers(12, 900), st.integers(12, 900), st.integers(0, 2), st.sampled_from([0, 0, 2, -2, 9]))
def test_rates_are_judged_as_by_exact_fractions(before: int, after: int, places: int, step: int) -> None:
    assume(before != after)
    ways = ways_to_round(abs(after - before), before, places)
    assume((Fraction(abs(after - before) * 100, before) * 10**places).denominator != 2)
    said = Fraction(ways["rounded"]) + Fraction(step, 10**places)
    assume(said > 0)
    text = f"{float(said):.{places}f}"
    verb, noun = ("增加到", "增长") if after > before else ("减少到", "下降")
    found = check(
        Source(
            "甲市商务局2024年政府信息公开工作年度报告\n一、总体情况\n"
            f"公开查阅点由{before}个{verb}{after}个，{noun}{text}%。\n二、主动公开政府信息情况\n"
        ),
        settings=PERCENTAGES,
    ).outcome.diagnostics
    rules = {each.rule for each in found if each.rule.startswith("PCT-GROWTH")}
    if text == ways["rounded"]:
        assert rules == set()
    elif text == ways["cut"]:
        assert rules == {"PCT-GROWTH-TRUNC"}
    else:
        assert rules == {"PCT-GROWTH"}


@pytest.mark.parametrize(
    ("part", "whole", "places", "cut", "rounded"),
    [
        (149, 198, 1, "75.2", "75.3"),
        (35, 198, 1, "17.6", "17.7"),
        (1, 3, 0, "33", "33"),
        (2, 3, 2, "66.66", "66.67"),
    ],
)
def test_the_oracle_of_percentages_can_count(
    part: int, whole: int, places: int, cut: str, rounded: str
) -> None:
    assert ways_to_round(part, whole, places) == {"cut": cut, "rounded": rounded}
