"""
A number too many, or too few, in a row of a table is told at the row, in whatever way the table is laid out.
"""

from collections.abc import Sequence
from io import BytesIO

import docx
import pytest

import disclint
from disclint.diagnostics import Diagnostic
from tests.forms import REQUESTS

_ZEROS = ["0"] * 7
_VALUES = {
    "new_received": ["5", "1", "0", "0", "0", "0", "6"],
    "granted": ["3", "1", "0", "0", "0", "0", "4"],
    "partially_granted": ["2", "0", "0", "0", "0", "0", "2"],
    "disposed_total": ["5", "1", "0", "0", "0", "0", "6"],
}
_FEW_ROWS = [
    ["第二十条第（一）项"],
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "0", "0", "0"],
    ["行政规范性文件", "2", "1", "14"],
    ["第二十条第（五）项"],
    ["信息内容", "本年处理决定数量"],
    ["行政许可", "31"],
    ["第二十条第（六）项"],
    ["信息内容", "本年处理决定数量"],
    ["行政处罚", "3"],
    ["行政强制", "0"],
    ["第二十条第（八）项"],
    ["信息内容", "本年收费金额（单位：万元）"],
    ["行政事业性收费", "12.5"],
]
_RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
_DISPUTES = ["1", "0", "0", "2", "3", "0", "0", "0", "0", "0", "1", "0", "0", "0", "1"]
_HEADINGS = {
    "disclosure": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "disputes": "四、政府信息公开行政复议、行政诉讼情况",
}
_PARTED = {"bars": " | ", "tabs": "\t", "blanks": " "}
LAYOUTS = pytest.mark.parametrize("layout", [*_PARTED, "html", "word"])

Grid = list[list[str]]


def grids() -> dict[str, Grid]:
    """
    The three tables, sound.
    """
    requests = [[row.label, *_VALUES.get(row.id, _ZEROS)] for row in REQUESTS.rows()]
    head = [
        ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况"],
        ["自然人", "法人或其他组织", "总计"],
        ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"],
    ]
    disputes = [["行政复议", "行政诉讼"], ["未经复议直接起诉", "复议后起诉"], _RESULTS * 3, [*_DISPUTES]]
    return {"disclosure": [[*row] for row in _FEW_ROWS], "requests": [*head, *requests], "disputes": disputes}


def row(tables: dict[str, Grid], label: str) -> list[str]:
    """
    The row with this label, to be changed.
    """
    return next(each for grid in tables.values() for each in grid if each[0] == label)


def findings(tables: dict[str, Grid], layout: str) -> list[Diagnostic]:
    """
    What disclint says of the cells that are there.
    """
    start = ["甲市商务局2024年政府信息公开工作年度报告", "一、总体情况", "2024年公开信息30条。"]
    closing = ["五、存在的主要问题及改进情况", "公开还不够细，下一步细化。", "六、其他需要报告的事项", "无。"]
    if layout == "word":
        found = disclint.check_bytes(_word(start, tables, closing), "report.docx")
    elif layout == "html":
        parts = [f"<p>{each}</p>" for each in start]
        for id, grid in tables.items():
            rows = ("".join(f"<td>{cell}</td>" for cell in each) for each in grid)
            parts += [f"<p>{_HEADINGS[id]}</p><table>", *(f"<tr>{each}</tr>" for each in rows), "</table>"]
        parts += [f"<p>{each}</p>" for each in closing]
        found = disclint.check_text("".join(parts), "report.html")
    else:
        lines = [*start]
        for id, grid in tables.items():
            lines += [_HEADINGS[id], *(_PARTED[layout].join(each) for each in grid)]
        found = disclint.check_text("\n".join([*lines, *closing, ""]), "report.txt")
    return [each for each in found.diagnostics if each.rule == "TBL-SURPLUS" or "CELLCOUNT" in each.rule]


def _word(start: Sequence[str], tables: dict[str, Grid], closing: Sequence[str]) -> bytes:
    document = docx.Document()
    for each in start:
        document.add_paragraph(each)
    for id, grid in tables.items():
        document.add_paragraph(_HEADINGS[id])
        table = document.add_table(rows=len(grid), cols=max(map(len, grid)))
        for at, cells in enumerate(grid):
            for column, cell in enumerate(cells):
                table.cell(at, column).text = cell
    for each in closing:
        document.add_paragraph(each)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


@LAYOUTS
def test_whole_rows_are_not_reported(layout: str) -> None:
    assert findings(grids(), layout) == []


@LAYOUTS
@pytest.mark.parametrize(
    ("label", "at", "told"),
    [
        ("(一)予以公开", 3, "应填 7 个数，写了 8 个"),
        ("(一)予以公开", 8, "应填 7 个数，写了 8 个"),
        ("2.其他法律行政法规禁止公开", 1, "应填 7 个数，写了 8 个"),
        ("四、结转下年度继续办理", 8, "应填 7 个数，写了 8 个"),
        ("行政规范性文件", 4, "应填 3 个数，写了 4 个"),
        ("行政许可", 2, "应填 1 个数，写了 2 个"),
        ("行政事业性收费", 2, "应填 1 个数，写了 2 个"),
        ("1", 15, "表四应填 15 个数，这一行写了 16 个"),
    ],
)
def test_a_number_too_many_is_told_at_its_row(layout: str, label: str, at: int, told: str) -> None:
    tables = grids()
    row(tables, label).insert(at, "7" if at == 8 else "0")
    found = findings(tables, layout)
    assert [each.rule for each in found] == ["TBL-SURPLUS"]
    assert told in found[0].message["zh"]
    assert label == "1" or label in found[0].message["zh"].replace("（", "(")


@LAYOUTS
def test_where_it_cannot_be_told_which_numbers_are_whose_one_finding_says_so(layout: str) -> None:
    tables = grids()
    row(tables, "1").insert(5, "0")
    assert [each.rule for each in findings(tables, layout)] == ["TBL4-CELLCOUNT"]


@pytest.mark.parametrize("layout", ["tabs", "blanks", "html"])
def test_a_number_too_few_in_a_row_of_table_two_is_told_at_its_row(layout: str) -> None:
    tables = grids()
    del row(tables, "行政规范性文件")[2]
    assert [(each.rule, "行政规范性文件" in each.message["zh"]) for each in findings(tables, layout)] == [
        ("TBL2-CELLCOUNT", True)
    ]


@LAYOUTS
@pytest.mark.parametrize("more", ["", "0", "0%", "较上年持平"])
def test_a_column_that_the_form_does_not_have_is_no_number_too_many(layout: str, more: str) -> None:
    tables = grids()
    for each in tables["requests"][3:]:
        each.append(more)
    assert "TBL-SURPLUS" not in [each.rule for each in findings(tables, layout)]


@pytest.mark.parametrize("layout", ["bars", "html", "word"])
def test_a_column_of_shares_leaves_no_cell_in_doubt(layout: str) -> None:
    tables = grids()
    for each in tables["requests"][3:]:
        each.append("66.7%" if each[0] == "(一)予以公开" else "0%")
    assert findings(tables, layout) == []


def test_a_merged_cell_written_once_for_each_column_is_one_number() -> None:
    tables = grids()
    row(tables, "行政许可")[1:] = ["31", "31", "31"]
    assert findings(tables, "bars") == []


def test_a_page_number_below_table_four_is_not_its() -> None:
    tables = grids()
    tables["disputes"].append(["12"])
    assert findings(tables, "blanks") == []


def test_digits_that_blanks_cut_are_no_number_too_many() -> None:
    tables = grids()
    row(tables, "(一)予以公开")[1:] = ["1", "3", "1", "0", "0", "0", "0", "14"]
    assert "TBL-SURPLUS" not in [each.rule for each in findings(tables, "blanks")]
