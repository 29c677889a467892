"""
Tables that are completed, against trying every table.
"""

from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclint.editions import Equation, TableForm
from disclint.editions.model import Block, Line
from disclint.rules.completing import completed

MOST = 3
WORDS = {"zh": "甲", "en": "A"}


def line(id: str) -> Line:
    return Line(id, id)


def form(*equations: Equation, rows: str = "ab", columns: str = "xyt") -> TableForm:
    block = Block("all", None, tuple(map(line, columns)), tuple(map(line, rows)))
    return TableForm("t", "requests", WORDS, "rows", (block,), {}, equations)


# Each row adds up, each column of two rows adds up to a third; one without equations.
ROWS = form(Equation("across", "row", ("x", "y"), ("t",)))
WHOLE = form(
    Equation("across", "row", ("x", "y"), ("t",)),
    Equation("down", "column", ("a", "b"), ("s",)),
    rows="abs",
)
BOTH = form(Equation("both", "column", ("a", "b"), ("c", "d")), rows="abcd", columns="x")
FREE = form()
# Of an equation with a row that there is not nothing follows.
STRANGE = form(Equation("down", "column", ("a", "nosuch"), ("b",)))
FORMS = {"rows": ROWS, "whole": WHOLE, "both": BOTH, "free": FREE, "strange": STRANGE}


def sides(of: TableForm) -> list[tuple[list[str], list[str]]]:
    found = []
    for each in of.equations:
        for other in of.rows() if each.each == "row" else of.columns():
            left, right = (
                [f"t/{other.id}/{id}" if each.each == "row" else f"t/{id}/{other.id}" for id in side]
                for side in (each.left, each.right)
            )
            if set(left + right) <= set(of.addresses()):
                found.append((left, right))
    return found


def holds(table: dict[str, Any], equations: list[tuple[list[str], list[str]]]) -> bool:
    return all(
        sum(table[each] for each in left) == sum(table[each] for each in right) for left, right in equations
    )


def fits(of: TableForm, given: dict[str, int]) -> bool:
    """
    Whether any table with these numbers, and small ones beside them, adds up.
    """
    most = sum(given.values()) or MOST
    free = [each for each in of.addresses() if each not in given]
    return any(
        holds({**given, **dict(zip(free, numbers, strict=True))}, sides(of))
        for numbers in product(range(most + 1), repeat=len(free))
    )


@pytest.mark.parametrize("name", sorted(FORMS))
@settings(max_examples=40, deadline=None, derandomize=True)
@given(data=st.data())
def test_a_table_is_completed_if_any_table_fits(name: str, data: st.DataObject) -> None:
    of = FORMS[name]
    addresses = of.addresses()
    size = data.draw(st.integers(max(0, len(addresses) - 4), len(addresses)))
    chosen = data.draw(st.permutations(addresses))[:size]
    given = {each: data.draw(st.integers(0, MOST)) for each in chosen}
    equations = sides(of)
    # Of a row that is given whole the total may be wrong on purpose.
    wrong = [
        (left, right)
        for left, right in equations
        if len(right) == 1
        and {*left, *right} <= given.keys()
        and sum(given[each] for each in left) != sum(given[each] for each in right)
    ]
    table = completed(of, given)
    if table is not None:
        assert list(table) == list(addresses)
        assert all(table[each] == value for each, value in given.items())
        assert all(isinstance(each, int) and each >= 0 for each in table.values())
    if wrong:
        return
    assert (table is not None) == fits(of, given)
    if table is not None:
        assert holds(table, equations)


def test_what_nothing_forces_is_nought() -> None:
    for each in FORMS.values():
        assert completed(each, {}) == dict.fromkeys(each.addresses(), 0)
    assert completed(ROWS, {"t/a/x": 2}) == {
        "t/a/x": 2, "t/a/y": 0, "t/a/t": 2, "t/b/x": 0, "t/b/y": 0, "t/b/t": 0,
    }  # fmt: skip


def test_a_wrong_total_stays_and_what_is_above_it_is_as_if_it_were_right() -> None:
    table = completed(WHOLE, {"t/a/x": 1, "t/a/y": 1, "t/a/t": 5})
    assert table is not None
    assert table["t/a/t"] == 5
    assert holds({**table, "t/a/t": 2}, sides(WHOLE))


@pytest.mark.parametrize(
    ("given", "value", "total"),
    [
        # What is a count may be written as text, with commas.
        ("1,200", "1,200", 1201),
        ("1.5", "1.5", Decimal("2.5")),
        (Decimal("1.5"), Decimal("1.5"), Decimal("2.5")),
        (7, 7, 8),
        # What is none stays, and nothing follows from it.
        ("/", "/", 0),
        ("", "", 0),
        ("1.2.3", "1.2.3", 0),
        ("-1", "-1", 0),
        ("１", "１", 0),
        (None, None, 0),
        (True, True, 0),
        ([1], [1], 0),
    ],
)
def test_what_is_a_count(given: Any, value: Any, total: Any) -> None:
    table = completed(ROWS, {"t/a/x": given, "t/a/y": 1})
    assert table is not None
    assert table["t/a/x"] == value
    assert (table["t/a/y"], table["t/a/t"]) == (1, total)
    assert [table[each] for each in table if "/b/" in each] == [0, 0, 0]


def test_numbers_with_decimals_stay_exact_and_others_are_whole() -> None:
    table = completed(ROWS, {"t/a/x": "0.5", "t/a/y": "0.5"})
    assert table is not None
    assert (table["t/a/t"], type(table["t/a/t"])) == (1, int)
