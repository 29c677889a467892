"""
Texts taken from printed pages: numbers that narrow columns wrapped are put together, and numbers in nobody's order are nobody's.
"""

import random
from decimal import Decimal

import pytest

import disclint
from disclint.syntax import Cell
from tests.spliced_table import BARS, SOUND, TABLE, with_table


def checked(text: str) -> tuple[dict[str, Cell], set[tuple[str, str | None]]]:
    """
    The cells of Table 3 by address, and the errors with where they are.
    """
    result = disclint.check_text(text)
    assert result.report is not None
    cells = {
        cell.address: cell
        for table in result.report.tables
        if table.id == "requests"
        for cell in table.cells()
    }
    return cells, {(each.rule, each.address) for each in result.diagnostics if each.severity == "error"}


def values(cells: dict[str, Cell]) -> dict[str, Decimal | None]:
    return {address: each.value for address, each in cells.items()}


def cells_of(line: str) -> list[str]:
    return [each.strip() for each in line.split("|")]


def is_row(line: str) -> bool:
    return line[-1:].isdigit() and line.count("|") == BARS


def wrapped(digits: int) -> str:
    """
    The table with a line for each cell, and more where a number has more than so many digits.
    """
    lines = []
    for line in TABLE.splitlines():
        label, *numbers = cells_of(line)
        lines.append(label)
        for each in numbers:
            lines += (
                [each[at : at + digits] for at in range(0, len(each), digits)] if each.isdigit() else [each]
            )
    return "\n".join([*filter(None, lines), ""])


def test_a_number_that_a_narrow_column_wrapped_is_one() -> None:
    written = wrapped(1)
    assert "2\n4\n5\n0\n0\n2\n0\n3\n1\n" in written
    cells, errors = checked(with_table(written))
    assert values(cells) == values(checked(SOUND)[0])
    assert not errors


def spaced(line: str, *, gap: str) -> list[str]:
    """
    A row as a page in narrow columns has it: label and numbers side by side, the label's rest below.
    """
    label, *numbers = cells_of(line)
    if not is_row(line):
        return [gap.join(cells_of(line)).strip()]
    # Labels of parts have the width of three columns.
    width = 10 if label[1] == "、" else 4
    parts = [label[at : at + width] for at in range(0, len(label), width)]
    return [gap.join(["", parts[0], *numbers]), *(gap + each for each in parts[1:])]


@pytest.mark.parametrize("gap", [" ", "    "])
def test_rows_whose_labels_go_on_below_their_numbers_are_read(gap: str) -> None:
    lines = [row for line in TABLE.splitlines() for row in spaced(line, gap=gap)]
    cells, errors = checked(with_table("\n".join([*lines, ""])))
    assert values(cells) == values(checked(SOUND)[0])
    assert not errors


@pytest.mark.parametrize("seed", range(6))
def test_of_numbers_in_nobodys_order_no_sums_are_told(seed: int) -> None:
    chosen = random.Random(seed)
    lines = TABLE.splitlines()
    rows = [cells_of(each) for each in lines if is_row(each)]
    numbers = [each for row in rows for each in row[-BARS:]]
    chosen.shuffle(numbers)
    head = lines[: next(number for number, each in enumerate(lines) if is_row(each))]
    written = [each for line in head for each in cells_of(line) if each]
    while rows:
        # Some labels, and then some numbers: as boxes of text follow each other.
        count = min(len(rows), chosen.randint(1, 4))
        written += [row[0] for row in rows[:count]]
        rows = rows[count:]
        some = len(numbers) if not rows else chosen.randint(0, BARS * count)
        written += numbers[:some]
        numbers = numbers[some:]
    _, errors = checked(with_table("\n".join([*written, ""])))
    assert not {rule for rule, _ in errors if rule.startswith("TBL3-SUM") or rule == "TBL3-BALANCE"}


def test_an_author_who_gets_many_sums_wrong_is_told() -> None:
    written = TABLE
    for right, wrong in (
        ("| 0 | 0 | 2 | 0 | 31\n", "| 0 | 0 | 2 | 0 | 30\n"),
        ("| 0 | 0 | 1 | 0 | 16\n", "| 0 | 0 | 1 | 0 | 15\n"),
        ("2 | 1 | 0 | 0 | 0 | 0 | 3\n", "2 | 1 | 0 | 0 | 0 | 0 | 4\n"),
        ("2 | 0 | 0 | 0 | 0 | 0 | 2\n", "2 | 0 | 0 | 0 | 0 | 0 | 1\n"),
    ):
        assert right in written
        written = written.replace(right, wrong)
    lines = "\n".join(filter(None, (each for line in written.splitlines() for each in cells_of(line))))
    _, errors = checked(with_table(lines + "\n"))
    assert "TBL3-SUM-ROW" in {rule for rule, _ in errors}
