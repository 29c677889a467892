"""
The cells of real reports, against the numbers that were copied from the page by hand.
"""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from disclint.grammar import parse
from disclint.readers import read
from tests.corpus import files, needs_corpus, truth_for
from tests.forms import EDITIONS, LEXICON

WITH_TRUTH = [each for each in files() if truth_for(each)]


@needs_corpus
@pytest.mark.parametrize("path", WITH_TRUTH, ids=lambda each: each.name)
def test_every_cell_is_read_and_stands_where_it_says(path: Path) -> None:
    truth = json.loads((truth_for(path) or path).read_text("utf-8"), parse_float=Decimal)
    source = read(path.read_bytes(), path.name)
    report = parse(source, EDITIONS, LEXICON).report
    cells = {cell.address: cell for table in report.tables for cell in table.cells()}
    wrong = {}
    for address, number in truth.items():
        cell = cells[address]
        if number is None:
            wrong |= {} if cell.state == "blank" else {address: cell}
            continue
        written = source.file if source.file is not None else source.text
        start, end = source.file_range(cell.span)
        there = written[start:end]
        if cell.value != number or cell.state != "number" or Decimal(there) != number:
            wrong[address] = cell
    assert not wrong


@needs_corpus
@pytest.mark.parametrize("path", files(), ids=lambda each: each.name)
def test_no_number_is_certain_and_wrong(path: Path) -> None:
    """
    A number with confidence 1 is written there, alone: no digit stands next to it.
    """
    source = read(path.read_bytes(), path.name)
    for table in parse(source, EDITIONS, LEXICON).report.tables:
        for cell in table.cells():
            if cell.state != "number" or cell.confidence < 1:
                continue
            before, after = (
                source.text[cell.span.start - 1 : cell.span.start],
                source.text[cell.span.end :][:1],
            )
            assert not before.isdigit()
            assert not after.isdigit()


@needs_corpus
def test_values_that_the_form_leaves_open_are_ambiguous() -> None:
    glued = [each for each in files() if ".glued." in each.name]
    assert glued
    for path in glued:
        report = parse(read(path.read_bytes(), path.name), EDITIONS, LEXICON).report
        if report.status == "declined":
            continue
        table = report.table("disclosure")
        assert table is not None
        states = {cell.address: cell.state for cell in table.cells()}
        rows = [row for row in table.rows if row.id == "normative_documents"]
        assert all(cell.state in {"ambiguous", "number"} for row in rows for cell in row.cells)
        assert "ambiguous" in states.values()
