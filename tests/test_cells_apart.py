"""
Numbers that stand before their labels, among others, or behind labels of another hand: whose they are, and how certain.
"""

import re
from collections.abc import Callable, Mapping

import pytest

from disclint.editions import TableForm
from disclint.syntax import NUMBER, Table
from tests.forms import DISCLOSURE, DISPUTES, REQUESTS, read, rows_of, values

REFERENCE = pytest.mark.parametrize("reference", [False, True])
WIDTH = len(REQUESTS.columns())


def wrong(found: Table, filled: Mapping[str, int]) -> list[str]:
    """
    The cells that are said to be certain and are not what was written.
    """
    return [
        each.address
        for each in found.cells()
        if each.state == NUMBER and each.confidence == 1 and each.value != filled.get(each.address)
    ]


def filled(form: TableForm) -> dict[str, int]:
    """
    Numbers for all cells; a column of totals adds up.
    """
    found: dict[str, int] = {}
    at = 0
    for block in form.blocks:
        for row in block.rows:
            numbers = [11 + (at * 7 + 3 * number) % 83 for number in range(len(block.columns))]
            at += len(numbers)
            if block.columns[-1].id == "total":
                numbers[-1] = sum(numbers[:-1])
            found |= {
                f"{form.id}/{row.id}/{each.id}": number
                for each, number in zip(block.columns, numbers, strict=True)
            }
    return found


def laid_out(form: TableForm, numbers: Mapping[str, int], line: Callable[[str, list[str]], str]) -> list[str]:
    """
    The lines of a table, those of its rows as `line` writes them.
    """
    rows = iter(rows_of(form, numbers))
    lines = []
    for block in form.blocks:
        if block.caption:
            lines.append(block.caption.label)
        lines.append(" ".join(["信息内容", *(each.label for each in block.columns)]))
        lines += [line(*next(rows)) for _ in block.rows]
    return lines


# Labels of rows by another hand.


def renumbered(label: str, how: str) -> str:
    match = re.match(r"(?P<item>\d)\.|[(（](?P<group>.)[)）]|(?P<part>.)、", label)
    assert match is not None
    words = label[match.end() :]
    if how == "①":
        return chr(0x2460 + int(match["item"]) - 1) + words
    return how.replace("#", match["item"] or match["group"] or match["part"]) + words


@pytest.mark.parametrize(
    "hands",
    [
        {"item": "（#）"},
        {"item": "#）"},
        {"item": "①"},
        {"item": ""},
        {"item": "#）", "group": "#、"},
        {"item": "①", "group": "#）"},
        {"item": "", "group": ""},
        {"item": "", "part": "（#）"},
        {"item": "", "part": ""},
    ],
)
def test_each_sort_of_numeral_may_be_of_another_hand(hands: Mapping[str, str]) -> None:
    marks = {"item": r"\d\.", "group": r"[(（]", "part": r".、"}
    numbers = filled(REQUESTS)
    groups = {each.id: each.label for each in REQUESTS.groups}
    lines = [" | ".join(["申请人情况", *(each.label for each in REQUESTS.columns())])]
    seen: set[str] = set()
    for row in REQUESTS.rows():
        before = [groups[row.group]] if row.group and row.group not in seen else []
        seen.add(row.group or "")
        labels = [
            next((renumbered(each, hands[sort]) for sort in hands if re.match(marks[sort], each)), each)
            for each in (*before, row.label)
        ]
        cells = (str(numbers[f"requests/{row.id}/{each.id}"]) for each in REQUESTS.columns())
        lines.append(" | ".join([*labels, *cells]))
    found = read(REQUESTS, lines)
    assert values(found) == numbers
    assert all(each.label is not None for each in found.rows)


# Numbers before labels.


@REFERENCE
@pytest.mark.parametrize("lost", [*range(len(REQUESTS.rows()))])
def test_numbers_above_a_table_do_not_move_its_rows_where_one_has_none(lost: int, reference: bool) -> None:  # noqa: FBT001 - a case
    numbers, id = filled(REQUESTS), REQUESTS.rows()[lost].id
    rows = rows_of(REQUESTS, numbers)
    lines = [" ".join([label, *(() if at == lost else row)]) for at, (label, row) in enumerate(rows)]
    for above in ("8 15 3 2 4 9 6 47 12", "6 5 4 3 2 1 0", "1 2 3 4 5 6 7"):
        found = read(REQUESTS, [above, *lines], reference=reference)
        assert wrong(found, numbers) == []
        kept = {each: value for each, value in numbers.items() if f"/{id}/" not in each}
        # Behind the last label nothing may mean that all stand before theirs.
        assert values(found) in (kept, {}) if id == REQUESTS.rows()[-1].id else values(found) == kept


LABELS = {each.id: each.label for each in DISCLOSURE.rows()}


@REFERENCE
@pytest.mark.parametrize("lost", [each.id for each in DISCLOSURE.rows()])
def test_a_row_that_lost_its_numbers_leaves_those_before_other_labels_theirs(
    lost: str,
    reference: bool,  # noqa: FBT001 - a case
) -> None:
    numbers = filled(DISCLOSURE)
    lines = laid_out(
        DISCLOSURE,
        numbers,
        lambda label, row: label if label == LABELS[lost] else f"{' '.join(row)}\n{label}",
    )
    found = read(DISCLOSURE, lines, reference=reference)
    assert wrong(found, numbers) == []
    said = values(found)
    if lost != DISCLOSURE.rows()[0].id:
        assert said == {id: each for id, each in numbers.items() if f"/{lost}/" not in id}


@REFERENCE
@pytest.mark.parametrize("lost", [each.id for each in DISCLOSURE.rows()])
def test_a_row_behind_whose_label_nothing_stands_leaves_other_rows_theirs(
    lost: str,
    reference: bool,  # noqa: FBT001 - a case
) -> None:
    numbers = filled(DISCLOSURE)
    lines = laid_out(
        DISCLOSURE,
        numbers,
        lambda label, row: label if label == LABELS[lost] else " ".join([label, *row]),
    )
    found = read(DISCLOSURE, lines, reference=reference)
    assert values(found) == {id: each for id, each in numbers.items() if f"/{lost}/" not in id}
    assert wrong(found, numbers) == []


# Rows of one column.


@REFERENCE
@pytest.mark.parametrize("more", ["4", "4 5 6"])
@pytest.mark.parametrize(
    "row", [each.id for block in DISCLOSURE.blocks if len(block.columns) == 1 for each in block.rows]
)
def test_of_several_numbers_behind_the_label_of_one_column_the_first_is_its_and_not_certain(
    row: str,
    more: str,
    reference: bool,  # noqa: FBT001 - a case
) -> None:
    numbers = filled(DISCLOSURE)
    lines = laid_out(
        DISCLOSURE,
        numbers,
        lambda label, cells: " ".join([label, *cells, *([more] if label == LABELS[row] else [])]),
    )
    found = read(DISCLOSURE, lines, reference=reference)
    assert values(found) == numbers
    assert wrong(found, numbers) == []
    cell = next(each for each in found.cells() if each.address.split("/")[1] == row)
    assert cell.confidence < 1


@REFERENCE
@pytest.mark.parametrize("end", ["", " |", " | |"])
@pytest.mark.parametrize("form", [REQUESTS, DISCLOSURE])
def test_a_first_number_without_a_bar_before_it_is_not_lost(
    form: TableForm,
    end: str,
    reference: bool,  # noqa: FBT001 - a case
) -> None:
    numbers = filled(form)
    lines = laid_out(form, numbers, lambda label, row: f"{label} {' | '.join(row)}{end}")
    found = read(form, lines, reference=reference)
    assert wrong(found, numbers) == []
    if form is REQUESTS:
        assert values(found) == numbers


# The line of Table 4.


HEAD = "行政复议 行政诉讼 未经复议直接起诉 复议后起诉 " + " ".join(
    ["结果维持 结果纠正 其他结果 尚未审结 总计"] * 3
)


@pytest.mark.parametrize("at", range(len(HEAD.split()) + 1))
@pytest.mark.parametrize("stray", ["3", "-", "无", "第2页"])
def test_what_stands_in_the_head_of_table_four_is_none_of_its_numbers(at: int, stray: str) -> None:
    numbers = filled(DISPUTES)
    cells = [each for _, row in rows_of(DISPUTES, numbers) for each in row]
    words = HEAD.split()
    for line in (" ".join(cells), "\n".join(cells)):
        lines = ["\n".join([*words[:at], stray, *words[at:]]), line]
        found, slowly = (read(DISPUTES, lines, reference=each) for each in (False, True))
        assert found == slowly
        assert wrong(found, numbers) == []
        if at < len(words):
            assert values(found) == numbers
