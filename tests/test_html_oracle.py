"""
An HTML reader from outside agrees on the tables of a page: which cells there are, where, and what stands in them.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from bench.reports import sound
from justhtml import JustHTML

from disclint.readers import read
from disclint.source import Source
from tests.corpus import ROOT, needs_corpus

Cells = dict[tuple[int, int, int, int], str]
_BLANK = re.compile(r"[\s\u200b\ufeff|]+")
_STYLES = ("html", "html_gb", "html_layout", "html_nested")


def _words(text: str) -> str:
    return _BLANK.sub("", text)


def _ours(source: Source) -> list[Cells]:
    return [
        {
            (each.row, each.column, each.row_span, each.column_span): _words(
                source.text[each.span.start : each.span.end]
            )
            for each in grid.cells
        }
        for grid in source.grids
    ]


def _theirs(page: str) -> list[Cells]:
    # Tables of data; one that holds others lays out the page.
    tables = [each for each in JustHTML(page).query("table") if not each.query("table")]
    return [_grid(each) for each in tables]


def _grid(table: Any) -> Cells:
    """
    The cells of a table by row, column and spans, as the standard of HTML places them.
    """
    found: Cells = {}
    taken: set[tuple[int, int]] = set()
    rows = table.query("tr")
    for row, line in enumerate(rows):
        column = 0
        for cell in (each for each in line.children if each.name in ("td", "th")):
            while (row, column) in taken:
                column += 1
            attrs = cell.attrs or {}
            down, across = int(attrs.get("rowspan") or 1), int(attrs.get("colspan") or 1)
            down = min(down or len(rows), len(rows) - row)
            taken |= {(row + y, column + x) for y in range(down) for x in range(across)}
            found[row, column, down, across] = _words(cell.to_text())
            column += across
    return found


def _filled(tables: list[Cells]) -> list[Cells]:
    # What is empty everywhere is no table to read.
    return [each for each in tables if any(each.values())]


@pytest.mark.parametrize("style", _STYLES)
@pytest.mark.parametrize("seed", range(9100, 9108))
def test_another_reader_sees_the_same_cells(seed: int, style: str) -> None:
    report = sound(seed, style=style)
    source = read(report.data, "report.html")
    page = report.data.decode("gb18030" if style == "html_gb" else "utf-8")
    theirs = _filled(_theirs(page))
    assert theirs
    assert _filled(_ours(source)) == theirs


@needs_corpus
@pytest.mark.parametrize("path", sorted((ROOT / "reports").glob("*.html")), ids=lambda each: each.stem)
def test_another_reader_sees_the_same_cells_of_a_real_page(path: Path) -> None:
    data = path.read_bytes()
    theirs = _filled(_theirs(data.decode("utf-8")))
    assert theirs
    assert _filled(_ours(read(data, path.name))) == theirs
