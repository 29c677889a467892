"""
PDF: real reports whole, each character where it is printed; what cannot be read is said.
"""

import json
from decimal import Decimal
from pathlib import Path

import pdfplumber
import pytest

from disclint.diagnostics import ERROR
from disclint.grammar import parse
from disclint.readers import read
from disclint.source import Source
from tests.corpus import needs_corpus, prints, truth_for
from tests.forms import EDITIONS, LEXICON
from tests.pack import DEFAULT_RULES, check_bytes

# 表二 as it is printed on the page, in the form's order.
DISCLOSURE = {
    "江苏淮安-洪泽区人民政府-2023.pdf": ["0", "0", "0", "0", "5", "5", "550", "4119", "195", "7730.28"],
    "江苏淮安-淮安市人民政府-2024.pdf": [
        "1",
        "0",
        "11",
        "8",
        "26",
        "66",
        "447228",
        "3985758",
        "88283",
        "96171.6",
    ],
}
ERRORS = {
    # (六)其他处理 is one row as in the form of 2019; the totals of 表四 say 0 where the results are 10+1 and 5+0.
    "江苏淮安-洪泽区人民政府-2023.pdf": {
        ("FMT-EDITION-TABLE3", "requests"),
        ("TBL4-SUM-RECON", "disputes/reconsideration/total"),
        ("TBL4-SUM-AFTER", "disputes/litigation_after_reconsideration/total"),
    },
    "江苏淮安-淮安市人民政府-2024.pdf": set(),
}
by_name = pytest.mark.parametrize("path", prints(), ids=lambda each: each.name)


def source_of(path: Path) -> Source:
    return read(path.read_bytes(), path.name)


@needs_corpus
@by_name
def test_every_cell_of_a_real_pdf_is_read(path: Path) -> None:
    truth = json.loads((truth_for(path) or path).read_text("utf-8"), parse_float=Decimal)
    report = parse(source_of(path), EDITIONS, LEXICON).report
    cells = {cell.address: cell for table in report.tables for cell in table.cells()}
    assert len(truth) in {175 + 15, 161 + 15}
    assert {each: cells[each].value for each in truth} == truth
    disclosure = report.table("disclosure")
    assert disclosure is not None
    assert [str(cell.value) for cell in disclosure.cells()] == DISCLOSURE[path.name]
    assert {cell.confidence for cell in cells.values()} == {1.0}


@needs_corpus
@by_name
def test_the_errors_of_a_real_pdf_are_its_own(path: Path) -> None:
    found = check_bytes(path.read_bytes(), path.name, DEFAULT_RULES).outcome.diagnostics
    assert {(each.rule, each.address) for each in found if each.severity == ERROR} == ERRORS[path.name]


@needs_corpus
@by_name
def test_a_cell_stands_on_the_page_where_it_says(path: Path) -> None:
    """
    What pdfplumber finds in the box of a cell is the cell's number.
    """
    source = source_of(path)
    report = parse(source, EDITIONS, LEXICON).report
    with pdfplumber.open(path) as pdf:
        pages = pdf.pages
        for table in report.tables:
            for cell in table.cells():
                place = source.locate(cell.span)
                assert place.page is not None
                assert place.box is not None
                left, top, right, bottom = place.box
                within = pages[place.page - 1].crop((left - 1, top - 1, right + 1, bottom + 1), strict=False)
                assert within.extract_text().replace(" ", "") == cell.raw


@needs_corpus
@by_name
def test_pdfplumber_sees_the_same_cells(path: Path) -> None:
    """
    Every row of numbers that pdfplumber's own reading of the ruled lines finds is a row of ours.
    """
    source = source_of(path)
    rows = {
        tuple(each.strip() for each in line.split("|") if each.strip().replace(".", "").isdigit())
        for line in source.text.split("\n")
        if "|" in line
    }
    seen = 0
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            for table in page.extract_tables():
                for row in table:
                    numbers = tuple(each for each in row if each and each.replace(".", "").isdigit())
                    if len(numbers) > 6:
                        seen += 1
                        assert numbers in rows
    assert seen >= 20


@needs_corpus
@by_name
def test_page_numbers_are_no_text(path: Path) -> None:
    assert not [line for line in source_of(path).text.split("\n") if line.strip("-— ").isdigit()]


@needs_corpus
@by_name
def test_the_places_stand_in_order_and_cover_all_that_is_printed(path: Path) -> None:
    source = source_of(path)
    assert [each.start for each in source.places] == sorted(each.start for each in source.places)
    placed = {at for each in source.places for at in range(each.start, each.end)}
    unplaced = {char for at, char in enumerate(source.text) if at not in placed}
    assert unplaced <= {" ", "|", "\n"}
