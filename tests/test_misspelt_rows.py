"""
Rows of Table 3 whose labels are worded or numbered as no form has them: their numbers are read, and none is said to be missing.
"""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import disclint

SOUND = (Path(__file__).parent.parent / "examples" / "2021-sound.txt").read_text(encoding="utf-8")
HEADING = "三、收到和处理政府信息公开申请情况\n"
BEFORE, _, BEHIND = SOUND.rpartition(HEADING)
TABLE, _, AFTER = BEHIND.partition("四、政府信息公开行政复议")
NUMERAL = re.compile(r"^(?:\d\.|（[一二三四五六七]）|[一二三四]、)", re.MULTILINE)


def with_table(written: str) -> str:
    return f"{BEFORE}{HEADING}{written}四、政府信息公开行政复议{AFTER}"


def checked(text: str) -> tuple[dict[str, object], set[tuple[str, str | None]]]:
    """
    The numbers of Table 3 by address, and the errors with where they are.
    """
    result = disclint.check_text(text)
    assert result.report is not None
    cells = {
        cell.address: cell.value
        for table in result.report.tables
        if table.id == "requests"
        for cell in table.cells()
    }
    return cells, {(each.rule, each.address) for each in result.diagnostics if each.severity == "error"}


@cache
def sound() -> dict[str, object]:
    return checked(SOUND)[0]


def bare(table: str) -> str:
    return NUMERAL.sub("", table)


def renumbered(pattern: str, by: str) -> Callable[[str], str]:
    return lambda table: re.sub(pattern, by, table, flags=re.MULTILINE)


def reworded(*pairs: tuple[str, str], then: Callable[[str], str] = str) -> Callable[[str], str]:
    def change(table: str) -> str:
        for old, new in pairs:
            assert old in table
            table = table.replace(old, new)
        return then(table)

    return change


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(reworded(("一、本年新收", "一、本年度新收")), id="the first row"),
        pytest.param(reworded(("二、上年结转", "二、上年度结转")), id="the second row"),
        pytest.param(
            reworded(("一、本年新收", "一、年内新收"), ("二、上年结转", "二、上年度结转")), id="the first two"
        ),
        pytest.param(reworded(("予以公开", "同意公开")), id="a row below a group's label"),
        pytest.param(reworded(("四、结转下年度继续", "四、结转到下年继续")), id="the last row"),
        pytest.param(renumbered(r"^（([一-七])）", r"（\1）、"), id="a mark behind brackets"),
        pytest.param(renumbered(r"^（([一-七])）", r"\1、"), id="no brackets"),
        pytest.param(renumbered(r"^([一-四])、", r"\1．"), id="a stop behind parts"),
        pytest.param(
            reworded(
                ("一、本年新收", "一．本年度新收"), ("二、上年结转", "二．上年度结转"), ("四、结转下年度", "四．结转下年")
            ),
            id="a stop, and other words",
        ),
        pytest.param(
            reworded(
                ("申请数量 | 24", "申请数 | 24"), ("属于国家秘密", "涉及国家秘密"), ("保护第三方", "损害第三方"), then=bare
            ),
            id="no numerals, and other words",
        ),
    ],
)  # fmt: skip
def test_a_row_with_a_label_of_its_authors_is_read(change: Callable[[str], str]) -> None:
    cells, errors = checked(with_table(change(TABLE)))
    assert cells == sound()
    assert not errors


@pytest.mark.parametrize("layout", [str, bare])
@pytest.mark.parametrize(
    ("row", "label"),
    [
        ("new_received", "本年新收"),
        ("granted", "予以公开"),
        ("refuse_duplicate", "重复申请"),
        ("disposed_total", "总计"),
        ("carried_forward", "结转下年度"),
    ],
)
def test_a_row_that_is_not_there_is_missing_still(row: str, label: str, layout: Callable[[str], str]) -> None:
    line = next(each for each in TABLE.splitlines(keepends=True) if NUMERAL.sub("", each).startswith(label))
    cells, errors = checked(with_table(layout(TABLE.replace(line, ""))))
    assert ("TBL3-ROW-MISSING", f"requests/{row}") in errors
    assert {address: value for address, value in cells.items() if value is not None} == {
        address: value for address, value in sound().items() if f"/{row}/" not in address
    }


@pytest.mark.parametrize("words", ["法人和其他组织", "法人及其他组织", "法人与其他组织", "法人或者其他组织"])
def test_a_word_of_the_head_over_several_columns_is_no_column(words: str) -> None:
    _, errors = checked(with_table(reworded(("法人或其他组织", words))(TABLE)))
    assert not errors
