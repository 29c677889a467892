"""
Workbooks: the same findings as the report as a page, cells as a sheet shows them.
"""

import io
from collections.abc import Callable
from decimal import Decimal
from random import Random

import openpyxl
import pytest
from bench.reports import drafted, office, opc
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

import disclint
from disclint import readers
from disclint.readers.workbook.numbers import shown
from disclint.source import Source, Span
from tests.pack import check
from tests.test_word import REPORTS, assert_the_same

LINE = Border(left=Side("thin"), right=Side("thin"), top=Side("thin"), bottom=Side("thin"))


@pytest.mark.parametrize(("seed", "fault"), REPORTS[:50])
def test_a_workbook_says_what_the_page_says(seed: int, fault: str | None) -> None:
    data = office.by_openpyxl(drafted(seed, fault))
    found = assert_the_same(data, seed, fault)
    book = openpyxl.load_workbook(io.BytesIO(data))
    for each in found.source.places:
        theirs = book[each.part][each.block].value
        assert found.source.text[each.start : each.end] == str("" if theirs is None else theirs).strip()
    total = next(
        cell
        for table in found.facts.report.tables
        for cell in table.cells()
        if cell.address == "requests/new_received/total"
    )
    where = found.source.locate(total.span)
    assert (where.line, where.block) == (None, "K6")
    assert where.part is not None
    assert book[where.part]["K6"].value == total.value


def made(*fill: Callable[[Worksheet], object]) -> Source:
    book = openpyxl.Workbook()
    for number, each in enumerate(fill):
        each(book.active if not number else book.create_sheet())
    stream = io.BytesIO()
    book.save(stream)
    return readers.read(stream.getvalue(), "a.xlsx")


def test_rows_of_several_cells_are_tables_and_single_cells_paragraphs() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (
            ["标题"],
            ["第一行\n第二行"],
            [],
            ["项目", "甲", "乙"],
            ["一", 1, None],
            ["二"],
            ["三", 5, 6],
            ["说明"],
        ):
            sheet.append(row)

    source = made(fill)
    assert source.text == "标题\n第一行\n第二行\n项目 | 甲 | 乙\n一 | 1 | \n二 |  | \n三 | 5 | 6\n说明\n"
    (grid,) = source.grids
    assert [(each.row, each.column) for each in grid.cells][-3:] == [(3, 0), (3, 1), (3, 2)]
    blank = source.locate(grid.cells[5].span)
    assert (blank.part, blank.block) == ("Sheet", "C5")


def test_empty_cells_with_lines_around_are_cells() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B2"], sheet["C2"], sheet["B3"] = "甲", "乙", "x"
        for name in ("C3", "B4", "C4"):
            sheet[name].border = LINE

    assert made(fill).text == "甲 | 乙\nx | \n | \n"


def test_merged_cells_stand_where_they_begin() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["C1"], sheet["C2"], sheet["A3"], sheet["B3"], sheet["C3"] = (
            "a",
            "b",
            "c",
            "d",
            "e",
            "f",
        )
        sheet.merge_cells("A1:B2")

    source = made(fill)
    assert source.text == "a | b\nc\nd | e | f\n"
    assert [
        (source.slice(each.span), each.row, each.column, each.row_span, each.column_span)
        for each in source.grids[0].cells
    ] == [
        ("a", 0, 0, 2, 2), ("b", 0, 2, 1, 1), ("c", 1, 2, 1, 1), ("d", 2, 0, 1, 1), ("e", 2, 1, 1, 1), ("f", 2, 2, 1, 1),
    ]  # fmt: skip


def test_what_is_hidden_is_not_read() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (["a", "x", "b"], ["y", "y", "y"], ["c", "x", "d"]):
            sheet.append(row)
        sheet.column_dimensions["B"].hidden = True
        sheet.row_dimensions[2].hidden = True

    def never(sheet: Worksheet) -> None:
        sheet["A1"] = "z"
        sheet.sheet_state = "veryHidden"

    assert made(fill, never).text == "a | b\nc | d\n"


def test_formulas_without_results_are_told() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["甲", 1, "=SUM(B1:B1)"])

    source = made(fill)
    assert source.text == "甲 | 1 | \n"
    (found,) = [
        each for each in check(source, year=2024).outcome.diagnostics if each.rule == "DOC-UNCALCULATED"
    ]
    assert source.locate(found.span).block == "C1"


def test_formulas_without_results_are_not_blank() -> None:
    book = openpyxl.load_workbook(io.BytesIO(office.by_openpyxl(drafted(1, None))))
    sheet = next(each for each in book.worksheets if "申请人情况" in str(list(each.values)))
    told = {"CEL-BLANK", "CEL-BLANK-TOTAL", "DOC-UNCALCULATED"}
    for written, expected in (("=1+1", {"DOC-UNCALCULATED"}), (None, {"CEL-BLANK", "CEL-BLANK-TOTAL"})):
        # Totals at the end of their lines, and a cell in the midst of one.
        for each in ("K8", "K29", "F9"):
            sheet[each] = written
        stream = io.BytesIO()
        book.save(stream)
        found = disclint.check_bytes(stream.getvalue(), "a.xlsx")
        assert told & {each.rule for each in found.diagnostics} == expected


@pytest.mark.parametrize(
    ("written", "format_", "expected"),
    [
        ("376", None, "376"), ("3.5000000000000004", None, "3.5"), ("0", "General", "0"), ("1E+2", None, "100"),
        ("0.1", None, "0.1"), ("3", "0.00", "3.00"), ("1234.5", "#,##0.00", "1,234.50"), ("1234", "#,##0", "1,234"),
        ("0.339", "0.0%", "33.9%"), ("0.5", "0%", "50%"), ("5", '0"件"', "5件"), ("5", "0_ ", "5"),
        ("0", '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"??_ ;_ @_ ', "0"), ("-3", "0;(0)", "(3)"), ("0", "0;-0;;@", "0"), ("0", '0;-0;"无"', "无"), ("-3", "0;;0", ""),
        ("2.345", "0.##", "2.35"), ("2", "0.##", "2"), ("7", "000", "007"), ("-1.5", "0.0", "-1.5"),
        ("45292", "yyyy/m/d", "2024/1/1"), ("45657", 'yyyy"年"m"月"d"日"', "2024年12月31日"),
        ("45292.75", "yyyy-mm-dd hh:mm", "2024-01-01 18:00"), ("5", '[>=3]"多";"少"', "多"), ("x", "0", "x"),
        ("1", "[Red]0", "1"), ("12", "[$¥-804]#,##0", "¥12"), ("1e999", None, "1e999"), ("5", "@", "5"), ("0", "#", "0"),
    ],
)  # fmt: skip
def test_numbers_are_shown_as_their_format_says(written: str, format_: str | None, expected: str) -> None:
    assert shown(written, format_) == expected


def test_any_number_in_any_format_is_shown_somehow() -> None:
    random = Random(1)
    for _ in range(3000):
        format_ = "".join(random.choice('0#?,.%;"\\_*[]@ymdhsEe$-年 ') for _ in range(random.randint(0, 12)))
        number = random.choice(
            ["0", "-1", "1.5", str(Decimal(random.random()).scaleb(random.randint(-40, 40)))]
        )
        assert isinstance(shown(number, format_), str)


NUMBERS = [["甲", "乙", "总计"], *([each, each + 1, 2 * each + 1] for each in range(5))]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<c r="A1"', '<c s="²" r="A1"'),
        ('<c r="A1"', f'<c s="{"9" * 5000}" r="A1"'),
        ('<row r="1"', '<row r="²"'),
        ('<row r="1"', f'<row r="{"1" * 5000}"'),
        ("<sheetData>", '<cols><col min="²" max="3" hidden="1"/></cols><sheetData>'),
        ("<sheetData>", f'<cols><col min="1" max="{"9" * 5000}" hidden="0"/></cols><sheetData>'),
    ],
)
def test_a_number_that_is_none_does_no_harm(old: str, new: str) -> None:
    assert changed(old, new).text == "376\n"


def test_a_cell_that_names_no_string_is_empty() -> None:
    assert changed('<c r="A1"', '<c r="A2" t="s"><v>²</v></c><c r="A1"').text == "376\n"


def changed(old: str, new: str, name: str = "xl/worksheets/sheet1.xml") -> Source:
    """
    A workbook with a number in its first cell, and something of a part written otherwise.
    """
    book = openpyxl.Workbook()
    book.active["A1"] = 376
    stream = io.BytesIO()
    book.save(stream)
    assert old in opc.member(stream.getvalue(), name)
    return readers.read(opc.changed(stream.getvalue(), name, lambda each: each.replace(old, new)), "a.xlsx")


def test_a_sheet_that_is_named_again_is_shown_once() -> None:
    named = f'<sheet xmlns:r="{opc.OFFICE}" name="Sheet" sheetId="1" state="visible" r:id="rId1"/>'
    assert changed("</sheets>", f"{named * 3}</sheets>", "xl/workbook.xml").text == "376\n"


@pytest.mark.parametrize(
    ("written", "since_1904"), [("2958465", True), ("2958465.999999", False), ("2957004", True)]
)
def test_a_day_behind_the_calendar_is_shown_as_a_number(written: str, *, since_1904: bool) -> None:
    assert shown(written, "yyyy-mm-dd", since_1904=since_1904) == written


def test_columns_of_several_stretches_are_hidden_once_and_for_all() -> None:
    stretches = ((3, 16384), (2, 2), (5, 7), (2, 4))
    cols = "".join(f'<col min="{first}" max="{last}" hidden="1"/>' for first, last in stretches)
    cells = "".join(f'<c r="{letter}1"><v>{number}</v></c>' for number, letter in enumerate("BCDEH"))
    source = changed("<sheetData>", f'<cols>{cols}</cols><sheetData><row r="1">{cells}</row>')
    assert source.text == "376\n"


@pytest.mark.parametrize("framed", [True, False])
@pytest.mark.parametrize(
    ("words", "columns"),
    [
        ({"D3": "已核"}, 3), ({"D1": "备注", "D4": "含上年"}, 3), ({"D2": "已核", "E5": "请复核"}, 3),
        ({"D3": "12"}, 4), ({"D1": "总计", "D2": "9", "D3": "无"}, 4), ({"D1": "现行有效件数", "D4": "无"}, 4),
    ],
)  # fmt: skip
def test_words_beside_a_table_are_not_its_cells(words: dict[str, str], columns: int, *, framed: bool) -> None:
    def fill(sheet: Worksheet) -> None:
        for row in NUMBERS:
            sheet.append(row)
        for row in sheet.iter_rows():
            for each in row:
                each.border = LINE if framed else Border()
        for at, each in words.items():
            sheet[at] = each
            sheet[at].border = LINE if framed and columns > 3 else Border()

    source = made(fill)
    (grid,) = source.grids
    assert max(each.column for each in grid.cells) + 1 == columns
    assert all(each in source.text for each in words.values())
    assert {each.block for each in source.places} >= {*words}


def test_the_first_character_leads_to_its_cell() -> None:
    source = made(lambda sheet: sheet.cell(12, 8, 376))
    assert source.locate(Span(0, 1)).block == "H12"
