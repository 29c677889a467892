"""
A scanned report, read by the recogniser: its tables whole, and nothing in it an error.
"""

import os
import zlib
from importlib.util import find_spec
from typing import Any

import pytest
from bench import prints
from bench.prints import CHROMIUM, Print
from bench.reports import faulty

from disclint import readers
from disclint.diagnostics import ERROR
from disclint.native import worker
from disclint.readers import Unreadable, read
from disclint.session import reading
from disclint.session.check import check_parsed
from disclint.session.options import Options
from tests import drawn

# Set by .ci/run where it has installed the recogniser; README's environment for tests goes without its weight.
DEMANDED = bool(os.environ.get("DISCLINT_OCR"))
pytestmark = pytest.mark.skipif(
    not DEMANDED and (find_spec("rapidocr") is None or CHROMIUM is None),
    reason="the extra [ocr] or chromium is not installed",
)
SCALE = 2.5


def scanned(made: Print, number: int) -> bytes:
    """
    A PDF that holds nothing but the picture of one page of a print.
    """
    pdfium: Any = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(made.pdf)
    picture = document[number].render(scale=SCALE, grayscale=True).to_numpy()
    document.close()
    height, width = picture.shape[:2]
    pixels = zlib.compress(picture.tobytes())
    image = (
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace /DeviceGray"
        b" /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (width, height, len(pixels), pixels)
    )
    return drawn.pdf([b"595 0 0 842 0 0 cm /X1 Do"], resources=b"/XObject << /X1 4 0 R >>", more=[image])


@pytest.fixture(scope="module")
def made() -> Print:
    report = faulty(4, "TBL3-SUM-ROW", style="html", edition="2021", kind="department")
    (found,) = prints.printed([(report, "full")], by="chromium")
    return found


def test_a_scanned_table_is_read_and_is_uncertain(made: Print) -> None:
    printed = reading.parse_bytes(made.pdf, "报告.pdf")
    cells = {
        cell.address: cell
        for table in printed.report.tables
        for cell in table.cells()
        if table.id == "requests"
    }
    pages = {printed.source.locate(cell.span).page for cell in cells.values()}
    number = max(each for each in pages if each) - 1
    there = {key: each for key, each in cells.items() if printed.source.locate(each.span).page == number + 1}
    source = read(scanned(made, number), "扫描.pdf")
    assert source.certainty < 1
    rows = [line.split(" | ") for line in source.text.split("\n") if line.count("|") > 6]
    numbers = [[each for each in row if each.isdigit()] for row in rows]
    by_row: dict[str, list[str]] = {}
    for key, cell in there.items():
        by_row.setdefault(key.split("/")[1], []).append(str(cell.value))
    assert len(by_row) > 3
    assert all(row in numbers for row in by_row.values())
    assert all(each.page == 1 for each in source.places)


def test_what_only_a_machine_has_read_is_no_error(made: Print, monkeypatch: pytest.MonkeyPatch) -> None:
    page = reading.parse_bytes(made.pdf, "报告.pdf")
    certain = check_parsed(page, "报告.pdf", Options()).diagnostics
    assert any(each.rule == "TBL3-SUM-ROW" and each.severity == ERROR for each in certain)
    pages = worker.pages

    def recognised(data: bytes, engine: str = "pdf") -> Any:
        return [
            type(each)(each.width, each.height, each.glyphs, each.strokes, recognised=True)
            for each in pages(data, engine)
        ]

    monkeypatch.setattr(worker, "pages", recognised)
    doubted = reading.parse_bytes(made.pdf, "报告.pdf")
    assert all(cell.confidence < 1 for table in doubted.report.tables for cell in table.cells())
    found = check_parsed(doubted, "报告.pdf", Options()).diagnostics
    assert {(each.rule, each.address) for each in found} == {(each.rule, each.address) for each in certain}
    assert not [each for each in found if each.severity == ERROR]


def test_without_the_recogniser_a_scan_is_said(made: Print, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = worker.is_installed
    monkeypatch.setattr(worker, "is_installed", lambda engine="pdf": engine == "pdf" and installed(engine))
    with pytest.raises(Unreadable) as caught:
        readers.read(scanned(made, 0), "扫描.pdf")
    assert caught.value.reason == "pdf-scanned"
    assert "disclint[ocr]" in caught.value.remedy["zh"]
    with pytest.raises(Unreadable) as caught:
        readers.read(b"\x89PNG\r\n\x1a\n", "扫描.png")
    assert caught.value.reason == "image"
    assert 'pip install "disclint[ocr]"' in caught.value.remedy["zh"]


def test_without_the_extra_the_install_line_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "find_spec", lambda _: None)
    with pytest.raises(Unreadable) as caught:
        readers.read(b"%PDF-1.7", "报告.pdf")
    assert caught.value.reason == "pdf-extra"
    assert 'pip install "disclint[pdf]"' in caught.value.remedy["en"]
