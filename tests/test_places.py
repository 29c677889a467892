"""
Places in files that have no lines: paragraphs, cells of tables and sheets, pages.
"""

import json

import jsonschema
import pytest

from disclint.diagnostics import Diagnostic, Related
from disclint.outputs import place
from disclint.outputs.registry import OUTPUTS
from disclint.outputs.view import View
from disclint.resources import schema_path
from disclint.result import Result
from disclint.source import Location, Place, Source, Span

ZH, EN = View(), View(lang="en")
TEXT = "一、总体情况\n（一）予以公开 | 367 |  | 376\n全文"
WORD = Source(
    TEXT,
    media="word",
    places=(
        # The numeral is not in the paragraph's text.
        Place(0, 0, "document", "p14", 0),
        Place(2, 2, "document", "p14", 0),
        Place(4, 2, "document", "p14", 2),
        Place(7, 7, "document", "t2/r3/c2", 0),
        Place(17, 3, "document", "t2/r3/c3", 0),
        Place(23, 0, "document", "t2/r3/c4", 0),
        Place(26, 3, "document", "t2/r3/c5", 0),
        Place(30, 2, "document", "p15", 0),
    ),
)
PAGED = Source(
    "甲乙丙\n丁",
    media="pdf",
    places=(
        Place(0, 1, page=1, box=(10.0, 20.0, 20.0, 30.0)),
        Place(1, 1, page=1, box=(20.0, 18.0, 30.0, 30.0)),
        Place(2, 1, page=2, box=(10.0, 5.0, 20.0, 15.0)),
        Place(4, 1, page=2, box=(10.0, 25.0, 20.0, 35.0)),
    ),
)
SHEET = Source("376", media="workbook", places=(Place(0, 3, "表三", "H12"),))


def word(block: str, column: int, end_column: int) -> Location:
    return Location(None, column, None, end_column, "document", block)


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Span(2, 6), word("p14", 1, 5)),
        (Span(3, 5), word("p14", 2, 4)),
        (Span(0, 6), word("p14", 1, 5)),
        (Span(0, 2), word("p14", 1, 1)),
        (Span(1, 2), word("p14", 1, 1)),
        (Span(6, 6), word("p14", 5, 5)),
        (Span(0, 0), word("p14", 1, 1)),
        (Span(18, 19), word("t2/r3/c3", 2, 3)),
        (Span(23, 23), word("t2/r3/c4", 1, 1)),
        (Span(17, 29), word("t2/r3/c3", 1, 4)),
        (Span(14, 20), word("t2/r3/c3", 1, 4)),
        (Span(15, 16), word("t2/r3/c2", 8, 8)),
        (Span(32, 32), word("p15", 3, 3)),
    ],
)
def test_a_span_stands_in_the_block_where_it_begins(span: Span, expected: Location) -> None:
    assert WORD.locate(span) == expected


def test_a_page_has_the_box_round_all_that_stands_on_it() -> None:
    assert PAGED.locate(Span(0, 2)) == Location(page=1, box=(10.0, 18.0, 30.0, 30.0))
    assert PAGED.locate(Span(1, 5)) == Location(page=1, box=(20.0, 18.0, 30.0, 30.0))
    assert PAGED.locate(Span(2, 5)) == Location(page=2, box=(10.0, 5.0, 20.0, 35.0))
    assert PAGED.locate(Span(3, 4)) == Location(page=2, box=(10.0, 5.0, 20.0, 15.0))


def test_a_sheet_has_its_name_and_the_cell() -> None:
    assert SHEET.locate(Span(1, 2)) == Location(part="表三", block="H12")


@pytest.mark.parametrize(
    ("where", "zh", "en"),
    [
        (Location(3, 4, 3, 5), "3:4", "3:4"),
        (word("p14", 1, 2), "Word 第14段", "Word paragraph 14"),
        (word("t2/r3/c8", 1, 2), "Word 表2 第3行第8列", "Word table 2, row 3, column 8"),
        (word("p14/box1/p2", 1, 2), "Word 第14段文本框1 第2段", "Word paragraph 14, text box 1, paragraph 2"),
        (Location(part="表三", block="H12"), "工作表“表三” H12", "sheet “表三” H12"),
        (Location(page=3, box=(0, 0, 1, 1)), "第3页", "page 3"),
    ],
)
def test_places_have_words_in_both_languages(where: Location, zh: str, en: str) -> None:
    assert place.spot(where, ZH) == zh
    assert place.spot(where, EN) == en


def result(source: Source, span: Span, other: Span) -> Result:
    related = Related(other, "requests/granted/natural_person", {"zh": "自然人: 367", "en": "367"})
    message = {"zh": "不符", "en": "wrong"}
    found = Diagnostic(
        "TBL3-SUM-ROW", "error", span, "document", message, related=(related,), fingerprint="0" * 16
    )
    return Result("报告.docx", "ok", None, source, (found,))


def test_the_frame_has_no_line_numbers_where_the_file_has_none() -> None:
    shown = "".join(OUTPUTS["text"]([result(WORD, Span(26, 29), Span(3, 5))], ZH)).splitlines()
    assert shown[1:5] == [
        "  ┌─ 报告.docx: Word 表2 第3行第5列",
        "  │",
        "  │ （一）予以公开 | 367 |  | 376",
        "  │                           ^^^",
    ]
    assert shown[5] == "  = 对照: Word 第14段  自然人: 367"


def test_machine_formats_have_the_place_too() -> None:
    paged = result(PAGED, Span(1, 2), Span(4, 5))
    assert "".join(OUTPUTS["concise"]([paged], EN)) == "报告.docx: page 1: error[TBL3-SUM-ROW] wrong\n"
    found = result(WORD, Span(26, 29), Span(3, 5)), paged, result(SHEET, Span(0, 3), Span(1, 2))
    written = json.loads("".join(OUTPUTS["json"](found, ZH)))
    jsonschema.validate(written, json.loads(schema_path("output").read_text(encoding="utf-8")))
    places = [each["diagnostics"][0]["location"] for each in written["files"]]
    assert places == [
        {"column": 1, "end_column": 4, "part": "document", "block": "t2/r3/c5"},
        {"page": 1, "box": [20.0, 18.0, 30.0, 30.0]},
        {"part": "表三", "block": "H12"},
    ]
