"""
Numbers that stand around their labels, run together or stand beside others: which of them are whose.
"""

from collections.abc import Mapping
from decimal import Decimal
from random import Random

import pytest

from disclint.grammar.labels import ROW, Hit, Meaning
from disclint.grammar.runs import best_run
from disclint.grammar.values import Value
from disclint.source import Span
from disclint.syntax import NUMBER, Table
from tests.forms import DISPUTES, REQUESTS, read, rows_of, values

REFERENCE = pytest.mark.parametrize("reference", [False, True])
WIDTH = len(REQUESTS.columns())
HEAD = ["申请人情况", "自然人 法人或其他组织 总计", "商业企业 科研机构 社会公益组织 法律服务机构 其他"]


def drawn_rows(drawn: Random, *, least: int = 1, off: int = 0) -> dict[str, int]:
    """
    Numbers for Table 3, the last of each row the sum of the others and so many more.
    """
    found: dict[str, int] = {}
    for row in REQUESTS.rows():
        parts = [drawn.randrange(least, 30) for _ in range(WIDTH - 1)]
        for column, number in zip(REQUESTS.columns(), [*parts, sum(parts) + off], strict=True):
            found[f"requests/{row.id}/{column.id}"] = number
    return found


def certain(found: Table) -> Mapping[str, Decimal | None]:
    return {
        each.address: each.value for each in found.cells() if each.state == NUMBER and each.confidence == 1
    }


def of(row: str, numbers: Mapping[str, int]) -> dict[str, int]:
    return {address: value for address, value in numbers.items() if f"/{row}/" in address}


# Runs of rows.


@REFERENCE
@pytest.mark.parametrize("off", [0, 5])
@pytest.mark.parametrize("seed", range(12))
def test_labels_that_stand_before_the_numbers_of_all_of_them_have_them_in_order(
    seed: int,
    off: int,
    reference: bool,  # noqa: FBT001 - a case
) -> None:
    drawn = Random(seed)
    numbers = drawn_rows(drawn, off=off)
    rows = rows_of(REQUESTS, numbers)
    # Somewhere a number is lost, so that not all can be dealt out from the first to the last.
    short = drawn.randrange(len(rows))
    lines: list[str] = list(HEAD)
    apart: list[str] = []
    at = 0
    while at < len(rows):
        count = 1 if at == short else min(drawn.choice((1, 2, 3)), len(rows) - at)
        count = min(count, short - at) if at < short else count
        run = rows[at : at + count]
        own = [each for _, row in run for each in row]
        if at == short:
            own.pop(drawn.randrange(WIDTH))
        lines += [*(label for label, _ in run[:-1]), f"{run[-1][0]} {' '.join(own)}"]
        apart += [each.id for each in REQUESTS.rows()[at : at + count]] if count > 1 else []
        at += count
    found = read(REQUESTS, lines, reference=reference)
    said, lost = values(found), REQUESTS.rows()[short].id
    for row in REQUESTS.rows():
        if row.id != lost:
            assert {each: said.get(each) for each in of(row.id, numbers)} == of(row.id, numbers)
    assert certain(found).items() <= numbers.items()
    # Only their sums make it certain whose they are.
    sure = {each.split("/")[1] for each in certain(found)}
    assert sure == {each.id for each in REQUESTS.rows()} - {lost} - ({*apart} if off else set())


@REFERENCE
@pytest.mark.parametrize("seed", range(6))
def test_a_row_whose_cells_bars_keep_apart_takes_none_of_the_next(seed: int, reference: bool) -> None:  # noqa: FBT001 - a case
    drawn = Random(seed)
    numbers = drawn_rows(drawn)
    rows = rows_of(REQUESTS, numbers)
    at, blank = drawn.randrange(len(rows) - 1), drawn.randrange(WIDTH - 1)
    lines = [" ".join([label, *row]) for label, row in rows]
    label, row = rows[at]
    lines[at] = " | ".join([label, *row[:blank], "", *row[blank + 1 :]])
    # And a number that belongs to no cell.
    lines[at + 1] += " 1"
    found = read(REQUESTS, [*HEAD, *lines], reference=reference)
    lost = f"requests/{REQUESTS.rows()[at].id}/{REQUESTS.columns()[blank].id}"
    assert values(found) == {id: value for id, value in numbers.items() if id != lost}


# A row that lost a blank.


def cuts(row: list[str]) -> list[list[int]]:
    """
    The ways to cut one of the numbers of a row in two, so that the last is the sum of the others.
    """
    found = []
    for at, word in enumerate(row):
        for end in range(1, len(word)):
            head, tail = word[:end], word[end:]
            way = [*row[:at], head, tail, *row[at + 1 :]]
            numbers = [int(each) for each in way]
            # No number begins with a nought.
            if [*map(str, numbers)] == way and sum(numbers[:-1]) == numbers[-1]:
                found.append(numbers)
    return found


@REFERENCE
@pytest.mark.parametrize("lost", range(WIDTH - 1))
def test_a_number_that_lost_the_blank_before_the_next_is_cut_where_the_row_adds_up(
    lost: int,
    reference: bool,  # noqa: FBT001 - a case
) -> None:
    drawn = Random(lost)
    only = 0
    for row in REQUESTS.rows()[::4]:
        numbers = drawn_rows(drawn)
        rows = dict(rows_of(REQUESTS, numbers))
        own = rows[row.label]
        glued = [*own[:lost], own[lost] + own[lost + 1], *own[lost + 2 :]]
        lines = [f"{label} {' '.join(glued if label == row.label else each)}" for label, each in rows.items()]
        found = read(REQUESTS, [*HEAD, *lines], reference=reference)
        written = of(row.id, numbers)
        said = {each.address: each for each in found.cells() if each.address in written}
        if len(cuts(glued)) == 1:
            only += 1
            assert {id: each.value for id, each in said.items()} == written
            assert all(each.confidence < 1 for each in said.values())
        for address, cell in said.items():
            assert cell.value in (None, written[address])
            assert not cell.options or written[address] in cell.options
    assert only


# The line of Table 4.

GROUPS = [each.id for each in DISPUTES.rows()]
TABLE_FOUR = "行政复议 行政诉讼 未经复议直接起诉 复议后起诉 " + " ".join(
    ["结果维持 结果纠正 其他结果 尚未审结 总计"] * 3
)


def disputes(off: int = 0) -> dict[str, int]:
    """
    Numbers of one digit for Table 4, whose groups add up but for so much.
    """
    found: dict[str, int] = {}
    for number, row in enumerate(DISPUTES.rows()):
        parts = [number, 1, 0, 2]
        for column, each in zip(DISPUTES.columns(), [*parts, sum(parts) + off], strict=True):
            found[f"disputes/{row.id}/{column.id}"] = each
    return found


@pytest.mark.parametrize(
    ("order", "lengths", "taken"),
    [
        ((0, 1, 2), (5, 15, 20), [1]),
        ((2, 0, 1), (3, 15), [1]),
        ((0, 1, 2), (5, 5, 5), [0, 1, 2]),
        ((0, 1, 2), (5, 10), [0, 1]),
        ((0, 1, 2), (10, 5), [0, 1]),
        # Each with a run of its own may be named in any order.
        ((2, 0, 1), (5, 5, 5), [1, 2, 0]),
        ((2, 0, 1), (5, 10), [1]),
        # Where there are too few or too many, where groups are cut or not all named, nobody knows which is whose.
        ((0, 1, 2), (5, 5), [0]),
        ((0, 1, 2), (5, 5, 10), [2]),
        ((0, 1, 2), (5, 5, 5, 5), [0]),
        ((0, 1, 2), (5, 4, 6), [2]),
        ((0, 1), (5, 10), [1]),
        ((), (5, 10), [1]),
        ((0, 1, 2), (), []),
    ],
)
def test_of_runs_of_numbers_in_table_four_one_is_its_line_or_all_are_its_named_groups(
    order: tuple[int, ...], lengths: tuple[int, ...], taken: list[int]
) -> None:
    hits = [Hit(at, at + 1, (Meaning(ROW, GROUPS[id], ""),)) for at, id in enumerate(order)]
    runs = [
        [Value(Span(at, at + 1), str(at), NUMBER, Decimal(at)) for _ in range(count)]
        for at, count in enumerate(lengths)
    ]
    size = len(DISPUTES.columns()), len(GROUPS)
    assert best_run(runs, size, DISPUTES, hits) == [value for each in taken for value in runs[each]]


@REFERENCE
@pytest.mark.parametrize("bar", [" ", "\n"])
@pytest.mark.parametrize(
    "below", ["填表人：甲乙 联系电话：01012345678 01087654321", "联系电话\n01012345678\n01087654321"]
)
def test_longer_numbers_below_table_four_are_none_of_its_cells(bar: str, below: str, reference: bool) -> None:  # noqa: FBT001 - a case
    numbers = disputes()
    cells = [each for _, row in rows_of(DISPUTES, numbers) for each in row]
    found = read(DISPUTES, [TABLE_FOUR, bar.join(cells), below], reference=reference)
    assert values(found) == numbers


@REFERENCE
@pytest.mark.parametrize("lost", range(3))
def test_where_a_group_of_table_four_is_lost_no_number_of_another_is_put_in_its_place(
    lost: int,
    reference: bool,  # noqa: FBT001 - a case
) -> None:
    numbers = disputes()
    rows = [" ".join(row) for _, row in rows_of(DISPUTES, numbers)]
    del rows[lost]
    for between in ("\n小计\n", "\n"):
        found = read(DISPUTES, [TABLE_FOUR, between.join(rows)], reference=reference)
        assert certain(found).items() <= numbers.items()


@pytest.mark.parametrize("bar", ["|", "\t", " ", "\n"])
def test_a_table_four_that_leaves_no_choice_is_read_at_once_and_its_cells_made_when_asked_for(
    bar: str,
) -> None:
    numbers = disputes()
    cells = [each for _, row in rows_of(DISPUTES, numbers) for each in row]
    for head in ([TABLE_FOUR], TABLE_FOUR.split()):
        found = read(DISPUTES, [*head, bar.join(cells)])
        assert all(each.numbers is not None for each in found.rows)
        assert values(found) == numbers


def test_of_two_lines_of_numbers_in_table_four_none_leaves_no_choice() -> None:
    line = "|".join(each for _, row in rows_of(DISPUTES, disputes()) for each in row)
    found = read(DISPUTES, [TABLE_FOUR, line, line.replace("2", "3")])
    assert all(each.numbers is None for each in found.rows)
