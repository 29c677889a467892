"""
Tables of converters that leave out blank cells, and may make up for them by bars at the end of a row: what can be read, and what cannot.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest

from disclint.editions import TableForm
from disclint.grammar import parse
from disclint.source import Flow, Source
from disclint.syntax import AMBIGUOUS, BLANK, NUMBER, Cell
from tests.forms import DISCLOSURE, DISPUTES, EDITIONS, HEADINGS, LEXICON, REQUESTS, read

PEOPLE = ["natural_person", "commercial", "research", "public_welfare", "legal_service", "other_org"]
LABELS = {
    "new_received": ["一、本年新收政府信息公开申请数量"],
    "carried_over": ["二、上年结转政府信息公开申请数量"],
    "granted": ["三、本年度办理结果", "（一）予以公开"],
    "partially_granted": ["（二）部分公开（区分处理的，只计这一情形，不计其他情形）"],
    "deny_state_secret": ["（三）不予公开", "1.属于国家秘密"],
    "deny_prohibited_by_law": ["2.其他法律行政法规禁止公开"],
    "disposed_total": ["（七）总计"],
    "carried_forward": ["四、结转下年度继续办理"],
}
HEAD = [
    ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况"],
    ["自然人", "法人或其他组织", "总计"],
    ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"],
]
FULL = {
    "new_received": "9 4 0 0 0 2 15",
    "carried_over": "1 0 0 0 0 0 1",
    "granted": "6 0 0 0 0 1 7",
    "partially_granted": "0 3 0 0 0 0 3",
    "deny_state_secret": "1 0 0 0 0 0 1",
    "deny_prohibited_by_law": "0 0 0 0 0 1 1",
    "disposed_total": "7 3 0 0 0 2 12",
    "carried_forward": "3 1 0 0 0 0 4",
}


def made_up(rows: Sequence[Sequence[str]], first: str = "") -> str:
    """
    The rows as such a converter writes them: as many bars on each as the widest has cells, but for the last.
    """
    most = max(10, *map(len, rows))
    lines = []
    for number, row in enumerate(rows):
        missing = 0 if number == len(rows) - 1 else most - len(row)
        lines.append(first + " | ".join(row) + " |" + (" " + "|" * missing if missing else ""))
    return "\n".join(lines)


def requests(first: str = "", **other: str) -> str:
    rows = [[*LABELS[id], *numbers.split()] for id, numbers in (FULL | other).items()]
    return made_up([*HEAD, *rows], first)


def cells(text: str, form: TableForm = REQUESTS) -> Mapping[str, Cell]:
    return {cell.address: cell for cell in read(form, text.splitlines()).cells()}


def wrong(found: Mapping[str, Cell], truth: Mapping[str, Sequence[int | None]]) -> list[str]:
    return [
        f"{row}/{column}"
        for row, numbers in truth.items()
        for column, number in zip([*PEOPLE, "total"], numbers, strict=True)
        if (cell := found[f"requests/{row}/{column}"]).value is not None and cell.value != number
    ]


FIRST = pytest.mark.parametrize("first", ["", "| "])


@FIRST
def test_full_rows_are_read_whatever_bars_stand_behind_them(first: str) -> None:
    found = cells(requests(first))
    for row, numbers in FULL.items():
        assert [found[f"requests/{row}/{each}"].value for each in [*PEOPLE, "total"]] == [
            Decimal(each) for each in numbers.split()
        ]
        assert found[f"requests/{row}/total"].confidence == 1


@FIRST
@pytest.mark.parametrize(
    ("row", "left", "whole"),
    [
        ("new_received", "9 4 2 15", [9, 4, None, None, None, 2, 15]),
        ("granted", "6 1 7", [6, None, None, None, None, 1, 7]),
        ("partially_granted", "3 3", [None, 3, None, None, None, None, 3]),
        ("partially_granted", "0 3 0 0 0 3", [0, 3, 0, 0, None, 0, 3]),
        ("carried_forward", "3 1 4", [3, 1, None, None, None, None, 4]),
        ("carried_forward", "3 0 1 0 0 4", [3, None, 0, 1, 0, 0, 4]),
    ],
)
def test_a_row_from_which_cells_are_gone_is_not_shifted(
    first: str, row: str, left: str, whole: Sequence[int | None]
) -> None:
    found = cells(requests(first, **{row: left}))
    # Only 3 1 4 could stand in the first columns, and the equations may tell of it.
    assert not wrong(found, {row: whole})
    total = found[f"requests/{row}/total"]
    assert (total.state, total.value) == (NUMBER, whole[-1])


def test_what_the_sums_do_not_tell_stays_open() -> None:
    found = cells(requests(new_received="9 4 2 15", disposed_total="7 3 2 12", carried_over="1 1"))
    assert found["requests/new_received/public_welfare"].state == AMBIGUOUS


def test_a_row_of_which_nothing_was_written_is_blank() -> None:
    found = cells(requests(deny_state_secret=""))
    assert {found[f"requests/deny_state_secret/{each}"].state for each in [*PEOPLE, "total"]} == {BLANK}


def disclosure(documents: str, first: str = "") -> str:
    return made_up(
        [
            ["第二十条第（一）项"],
            ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
            ["规章", "0", "0", "0"],
            ["行政规范性文件", *documents.split()],
            ["第二十条第（五）项"],
            ["信息内容", "本年处理决定数量"],
            ["行政许可", "31"],
            ["第二十条第（八）项"],
            ["信息内容", "本年收费金额（单位：万元）"],
            ["行政事业性收费", "2.5"],
        ],
        first,
    ).replace("||||||", "")


@FIRST
@pytest.mark.parametrize("left", ["8 21", "21"])
def test_documents_without_their_blank_cells_are_not_shifted(first: str, left: str) -> None:
    found = cells(disclosure(left, first), DISCLOSURE)
    assert {
        found[f"disclosure/normative_documents/{each}"].state for each in ("issued", "repealed", "in_force")
    } == {AMBIGUOUS}
    assert found["disclosure/licences/decisions"].value == 31
    assert found["disclosure/administrative_fees/amount"].value == Decimal("2.5")


@FIRST
def test_outcomes_of_which_one_is_gone_are_not_shifted(first: str) -> None:
    outcomes = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    head = [["行政复议", "行政诉讼"], [*outcomes, "未经复议直接起诉", "复议后起诉"], outcomes * 2]
    numbers = ["1", "0", "0", "1", "2", "0", "1", "0", "0", "1", "0", "0", "1", "1"]
    rows = made_up([*head, ["0"] * 15], first).splitlines()[:-1]
    text = "\n".join([*rows, first + " | ".join(numbers) + " |"])
    states = {cell.state for cell in cells(text, DISPUTES).values()}
    assert states == {AMBIGUOUS}


def doubled(text: str) -> str:
    """
    The same by a converter that draws a bar on either side of each cell, and none for what it left out.
    """
    rows = [[cell.strip() for cell in line.split("|") if cell.strip()] for line in text.splitlines()]
    return "\n".join("".join(f"|{cell}|" for cell in row) for row in rows)


def test_cells_with_bars_of_their_own_have_no_blank_cells_between_them() -> None:
    found = cells(doubled(requests()))
    for row, numbers in FULL.items():
        assert [found[f"requests/{row}/{each}"].value for each in [*PEOPLE, "total"]] == [
            Decimal(each) for each in numbers.split()
        ]


@pytest.mark.parametrize("left", ["8 21", "21"])
def test_what_is_gone_between_cells_with_bars_of_their_own_stays_open(left: str) -> None:
    found = cells(doubled(disclosure(left)), DISCLOSURE)
    assert {
        found[f"disclosure/normative_documents/{each}"].state for each in ("issued", "repealed", "in_force")
    } == {AMBIGUOUS}
    assert found["disclosure/licences/decisions"].value == 31


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("行政许可 | 5 | ||\n行政强制 | 2 | |\n", "行政许可 | 5     \n行政强制 | 2    \n"),
        # Blank cells that were written stay, and so do rows of them.
        ("行政许可 | 5 | ||\n甲 | | 2 | ||\n乙 | |||\n", "行政许可 | 5     \n甲 | | 2     \n乙 | |||\n"),
        # The cells of a row may go on below.
        ("行政许可 | 5 | ||\n甲 | 1 |\n| 2 |\n", "行政许可 | 5     \n甲 | 1 |\n| 2 |\n"),
        ("甲 |\n5 | ||\n乙 |\n7 |", "甲 |\n5 |   \n乙 |\n7 |"),
        # The bars of others: blank cells of their own, a wall of a layout.
        ("甲 | 5 | | |\n乙|3||||\n", "甲 | 5 | | |\n乙|3||||\n"),
        ("标题 |\n||||||\n甲 | 5 | |\n", "标题 |\n||||||\n甲 | 5 | |\n"),
        # Each cell with bars of its own; but a single bar anywhere says that two are a blank cell.
        ("|甲||5||6|\n|乙||7|\n|丙|\n|丁||8|", " 甲| 5| 6 \n 乙| 7 \n|丙|\n 丁| 8 "),
        ("|甲||5||6|\n|乙||7|\n|丁||8|\n|戊|9|", "|甲||5||6|\n|乙||7|\n|丁||8|\n|戊|9|"),
        ("|甲||5||6|\n|乙||7|", "|甲||5||6|\n|乙||7|"),
    ],
)  # fmt: skip
def test_only_bars_that_border_no_cell_are_looked_through(text: str, folded: str) -> None:
    assert Flow.of(text).folded == folded.replace("（", "(").replace("）", ")")


def test_a_total_that_does_not_add_up_is_not_said_to_be_blank() -> None:
    found = cells(requests(new_received="9 4 2 14"))
    assert found["requests/new_received/total"].state == AMBIGUOUS


def test_one_of_two_numbers_on_lines_of_their_own_stands_in_no_column_for_certain() -> None:
    lines = """第二十条第（八）项

信息内容

上一年项目数量

本年增/减

行政事业性收费

6

第二十条第（九）项

信息内容

采购项目数量

采购总金额

政府集中采购

2

40""".splitlines()
    # Where a label is wrapped, one line follows another at once.
    head = "第二十条第（一）项\n\n信息内容\n\n本年新\n制作数量\n\n本年新\n公开数量\n\n对外公开总数量\n\n规章\n\n0\n\n0\n\n0\n\n规范性文件\n\n1\n\n1\n\n4\n".splitlines()
    report = parse(
        Source("\n".join([HEADINGS["disclosure"], *head, *lines, HEADINGS["requests"]])),
        EDITIONS,
        LEXICON,
        year=2020,
    ).report
    table = report.table("disclosure")
    assert table is not None
    found = {each.address: each for each in table.cells()}
    assert found["disclosure/administrative_fees/prior_items"].state == AMBIGUOUS
    assert found["disclosure/administrative_fees/change"].state == AMBIGUOUS
    assert found["disclosure/procurement/projects"].value == 2
