"""
Laws of tables that are completed: the form's equations hold, and what was given is still there.
"""

import time
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from disclint.editions import TableForm
from disclint.rules.completing import _balances, _off, completed
from tests.forms import EDITIONS

REQUESTS = EDITIONS["2021"].tables["requests"]
FORMS = [form for edition in EDITIONS.values() for form in edition.tables.values() if form.equations]


def assert_holds(form: TableForm, table: dict[str, object]) -> None:
    assert list(table) == list(form.addresses())
    numbers = {address: Decimal(str(value)) for address, value in table.items()}
    assert all(each >= 0 for each in numbers.values())
    for balance in _balances(form):
        assert not _off(balance, numbers), balance


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FORMS), st.data())
def test_a_few_cells_of_a_sound_table_are_completed(form: TableForm, data: st.DataObject) -> None:
    numbers = data.draw(st.dictionaries(st.sampled_from(form.addresses()), st.integers(0, 50), max_size=4))
    sound = completed(form, numbers)
    if sound is None:
        return
    assert_holds(form, sound)
    # Some of it alone can be completed again.
    kept = data.draw(st.sets(st.sampled_from(form.addresses()), max_size=6))
    again = completed(form, {each: sound[each] for each in kept})
    if again is not None:
        assert_holds(form, again)
        assert all(again[each] == sound[each] for each in kept)


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"requests/new_received/total": 12},
        {"requests/granted/natural_person": 3},
        {"requests/new_received/total": 12, "requests/granted/natural_person": 3},
        {"requests/carried_forward/total": 7, "requests/disposed_total/total": 20},
        {"requests/deny_third_party/research": 1, "requests/carried_over/commercial": 2},
    ],
)
def test_sparse_cells_are_completed_soon(cells: dict[str, int]) -> None:
    start = time.process_time()
    table = completed(REQUESTS, cells)
    assert table is not None
    assert_holds(REQUESTS, table)
    assert table.items() >= cells.items()
    assert time.process_time() - start < 1


def test_a_wrong_total_stays_and_the_rest_is_sound() -> None:
    row = dict(
        zip(
            _row("new_received"),
            [5, 1, 0, 0, 0, 0, 9],
            strict=True,
        )
    )
    table = completed(REQUESTS, row)
    assert table is not None
    assert table["requests/new_received/total"] == 9
    assert_holds(REQUESTS, {**table, "requests/new_received/total": 6})


def test_an_equation_of_some_rows_binds_no_other() -> None:
    totals = next(each for each in REQUESTS.equations if each.each == "row")
    form = evolve(REQUESTS, equations=(evolve(totals, only=("new_received",)),))
    for row, can_be in (("granted", True), ("new_received", False)):
        table = completed(form, {f"requests/{row}/total": 0, f"requests/{row}/natural_person": 5})
        assert (table is not None) == can_be


def _row(id: str) -> list[str]:
    return [each for each in REQUESTS.addresses() if f"/{id}/" in each]


def test_what_is_no_number_stays() -> None:
    table = completed(REQUESTS, {"requests/granted/total": "/", "requests/granted/natural_person": None})
    assert table is not None
    assert (table["requests/granted/total"], table["requests/granted/natural_person"]) == ("/", None)


def test_cells_that_contradict_one_another_cannot_be_completed() -> None:
    cells = {
        "requests/new_received/total": 0,
        "requests/carried_over/total": 0,
        "requests/granted/natural_person": 5,
    }
    start = time.process_time()
    assert completed(REQUESTS, cells) is None
    assert time.process_time() - start < 1
