"""
Tables that real pages lay out with more or less than the form has: remarks, blanks between tabs, whole tables twice, years in labels.
"""

from decimal import Decimal

import pytest

import disclint
from disclint.syntax import AMBIGUOUS, BLANK, NUMBER, Cell
from tests.spliced_table import BARS, SOUND, TABLE, with_table


def checked(text: str) -> tuple[dict[str, Cell], set[tuple[str, str | None]]]:
    """
    The cells by address, and the errors with where they are.
    """
    result = disclint.check_text(text)
    assert result.report is not None
    cells = {cell.address: cell for table in result.report.tables for cell in table.cells()}
    return cells, {(each.rule, each.address) for each in result.diagnostics if each.severity == "error"}


def values(cells: dict[str, Cell]) -> dict[str, Decimal | None]:
    return {address: each.value for address, each in cells.items()}


def remarked(line: str, remark: str) -> str:
    return f"{line} | {remark}" if line.count("|") >= BARS else line


@pytest.mark.parametrize("remark", ["含上年结转", "无", "-", ""])
def test_a_column_of_remarks_is_none_of_the_applicants(remark: str) -> None:
    lines = TABLE.splitlines()
    written = [remarked(each, remark if number % 3 == 0 else "") for number, each in enumerate(lines)]
    cells, errors = checked(with_table("\n".join([*written, ""])))
    assert values(cells) == values(checked(SOUND)[0])
    assert not errors


def test_a_dash_in_the_last_column_is_no_remark() -> None:
    row = "1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | "
    assert row in TABLE
    cells, _ = checked(with_table(TABLE.replace(row + "0", row + "-")))
    assert cells["requests/deny_state_secret/other_org"].state == NUMBER
    assert cells["requests/deny_state_secret/total"].value is None


@pytest.mark.parametrize("leading", [0, 2])
def test_tabs_part_blank_cells_where_each_line_has_as_many(leading: int) -> None:
    # As a sheet is pasted: merged labels take cells of their own, and noughts are not written.
    written = []
    for line in TABLE.splitlines():
        label, *numbers = (each.strip() for each in line.split("|"))
        if len(numbers) == BARS:
            label += "\t" * leading
            numbers = ["" if each == "0" else each for each in numbers]
        written.append("\t".join([label, *numbers]))
    cells, errors = checked(with_table("\n".join([*written, ""])))
    assert not errors
    for address, value in values(checked(SOUND)[0]).items():
        if address.startswith("requests/"):
            expected = (NUMBER, value) if value else (BLANK, None)
            assert (cells[address].state, cells[address].value) == expected


def test_a_table_for_wide_and_for_narrow_screens_is_one() -> None:
    cells, errors = checked(with_table(TABLE + TABLE))
    assert values(cells) == values(checked(SOUND)[0])
    assert not errors


def test_a_table_that_comes_again_with_another_number_is_told_of() -> None:
    row = "（一）予以公开 | 12 | 3"
    assert row in TABLE
    result = disclint.check_text(with_table(TABLE + TABLE.replace(row, "（一）予以公开 | 13 | 2")))
    assert ("TBL3-TWICE", "warning", "requests") in {
        (each.rule, each.severity, each.address) for each in result.diagnostics
    }


@pytest.mark.parametrize(("this", "last"), [("（2024）", "（2023）"), ("（2024年）", "（2023年）")])
def test_a_label_may_tell_which_year_it_is_of(this: str, last: str) -> None:
    written = TABLE.replace("一、本年新收", f"一、本年{this}新收").replace(
        "二、上年结转", f"二、上年{last}结转"
    )
    for text in (written, written.replace(" | ", "\n")):
        cells, errors = checked(with_table(text))
        assert values(cells) == values(checked(SOUND)[0])
        assert not errors


@pytest.mark.parametrize("word", ["决定", "决定数", "案件"])
def test_a_row_may_have_a_word_more(word: str) -> None:
    cells, errors = checked(SOUND.replace("行政处罚 | 315", f"行政处罚{word} | 315"))
    assert cells["disclosure/penalties/decisions"].value == 315
    assert not errors


@pytest.mark.parametrize("rules", ["1\n15", "14"])
def test_a_number_is_not_cut_where_others_stand_apart_or_are_too_short(rules: str) -> None:
    rows = "规章 | 0 | 0 | 0\n行政规范性文件 | 3 | 1 | 12\n"
    assert rows in SOUND
    cells, _ = checked(SOUND.replace(rows, f"规章\n{rules}\n行政规范性文件\n231\n"))
    assert cells["disclosure/normative_documents/issued"].state == AMBIGUOUS


def test_the_total_may_be_called_otherwise() -> None:
    cells, errors = checked(SOUND.replace("总计", "合计"))
    assert values(cells) == values(checked(SOUND)[0])
    assert not errors
