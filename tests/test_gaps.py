"""
What was not read of a file is no absence: the rest is judged, and what depends on the gap is unknown.
"""

import io
import os
import re
from random import Random
from typing import Any

import docx
import pikepdf
import pypdfium2
import pytest
from bench import prints
from bench.prints import CHROMIUM, Print
from bench.reports import drafted, office
from bench.reports.render_html import html
from docx.oxml import parse_xml

from disclint.diagnostics import FAIL, UNKNOWN
from disclint.facts.gaps import Gaps
from disclint.native import worker
from disclint.outputs import names
from disclint.outputs.annotated import pdf
from disclint.outputs.view import View
from disclint.readers import Unreadable, read
from disclint.result import Result
from disclint.session import data
from disclint.session.check import check_bytes, check_parsed, check_text
from disclint.session.options import Options
from disclint.session.reading import parse
from disclint.source import Gap, Source, Span
from tests import drawn

needs_chromium = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"), reason="chromium is not installed"
)
NOTICE = "IO-PAGE-UNREAD"


@pytest.fixture(autouse=True)
def _no_recogniser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "is_installed", lambda engine="pdf": engine == "pdf")


def scanned(content: bytes, *numbers: int) -> bytes:
    """
    The PDF with some of its pages, from 1, as pictures of themselves.
    """
    shown = pypdfium2.PdfDocument(content)
    with pikepdf.open(io.BytesIO(content)) as document:
        for number in numbers:
            picture = shown[number - 1].render(scale=0.5, grayscale=True).to_numpy()
            height, width = picture.shape[:2]
            page = document.pages[number - 1]
            left, bottom, right, top = (float(each) for each in page.mediabox)
            image = pikepdf.Stream(
                document, picture.tobytes(), Type=pikepdf.Name("/XObject"), Subtype=pikepdf.Name("/Image"),
                Width=width, Height=height, BitsPerComponent=8, ColorSpace=pikepdf.Name("/DeviceGray"),
            )  # fmt: skip
            placed = f"{right - left} 0 0 {top - bottom} {left} {bottom} cm /X1 Do"
            page.Contents = pikepdf.Stream(document, placed.encode())
            page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X1=image))
        written = io.BytesIO()
        document.save(written)
    shown.close()
    return written.getvalue()


def checked(content: bytes) -> Result:
    return check_bytes(content, "报告.pdf", Options())


def annotated_pdf(content: bytes, result: Result) -> bytes:
    return pdf.annotated(content, result, View(editions=data.editions()))


def found(result: Result) -> set[tuple[str, str]]:
    return {(each.rule, each.address) for each in result.diagnostics}


@pytest.fixture(scope="module")
def made() -> list[Print]:
    manners = ("open", "headed")
    given = [(prints.report(71_010 + number), manner) for number, manner in enumerate(manners)]
    return list(prints.printed(given, by="chromium"))


@needs_chromium
def test_a_page_that_was_not_read_makes_nothing_wrong(made: list[Print]) -> None:
    undecided, kept = 0, 0
    for each in made:
        whole = checked(each.pdf)
        assert whole.report is not None
        known = {cell.address: cell.value for table in whole.report.tables for cell in table.cells()}
        for number in range(1, len(pypdfium2.PdfDocument(each.pdf)) + 1):
            part = checked(scanned(each.pdf, number))
            assert NOTICE in {rule for rule, _ in found(part)}, number
            assert {rule for rule, _ in found(part)} - {rule for rule, _ in found(whole)} == {NOTICE}
            assert part.report is not None
            assert part.source is not None
            assert [place.length for place in part.source.places if place.page == number] == [0]
            there = {cell.address: cell.value for table in part.report.tables for cell in table.cells()}
            assert all(known[address] == value for address, value in there.items() if value is not None)
            kept += len(found(part) & found(whole))
            undecided += sum(verdict.status == UNKNOWN for verdict in part.verdicts)
    assert undecided > 100
    # What is wrong on the other pages is found.
    assert kept


@needs_chromium
def test_the_page_is_named_and_the_reasons_are_chinese(made: list[Print]) -> None:
    content = made[0].pdf
    middle = checked(scanned(content, 2))
    (notice,) = [each for each in middle.diagnostics if each.rule == NOTICE]
    assert (notice.severity, "第2页" in notice.message["zh"]) == ("error", True)
    assert middle.locate(notice.span).page == 2
    with pikepdf.open(io.BytesIO(annotated_pdf(scanned(content, 2), middle))) as document:
        assert ["第2页" in str(each.Contents) for each in document.pages[1].obj.Annots] == [True]
    first = checked(scanned(content, 1))
    (notice,) = [each for each in first.diagnostics if each.rule == NOTICE]
    assert (notice.severity, "封面" in notice.message["zh"]) == ("info", True)
    reasons = {
        reason for verdict in middle.verdicts if verdict.status == UNKNOWN for reason in verdict.reasons
    }
    assert "page 2 was not read" in reasons
    assert names.reason("page 2 was not read", middle, View(editions=data.editions())) == "第2页没有读到"


@needs_chromium
def test_a_file_of_pictures_alone_cannot_be_read(made: list[Print]) -> None:
    content = made[0].pdf
    with pytest.raises(Unreadable) as caught:
        read(scanned(content, *range(1, len(pypdfium2.PdfDocument(content)) + 1)), "报告.pdf")
    assert caught.value.reason == "pdf-scanned"


WHOLE = "甲市商务局2024年政府信息公开工作年度报告\n一、总体情况\n2024年，公开信息30条。\n{}六、其他需要报告的事项\n无\n"


def with_gap(text: str, mark: str = "@") -> Source:
    at = text.index(mark)
    return Source(text.replace(mark, ""), media="pdf", gaps=(Gap(at, "page 2", cuts=True),))


def verdicts(source: Source) -> dict[str, str]:
    return {each.rule: each.status for each in check_parsed(parse(source), "a", Options()).verdicts}


def test_sections_between_which_a_page_is_missing_are_not_missing() -> None:
    without = verdicts(Source(WHOLE.format("")))
    gap = verdicts(with_gap(WHOLE.format("@")))
    assert [without[f"SEC-MISS-{each}"] for each in (2, 3, 4, 5)] == [FAIL] * 4
    assert [gap[f"SEC-MISS-{each}"] for each in (2, 3, 4, 5)] == [UNKNOWN] * 4
    assert gap["SEC-MISS-1"] == "pass"


def test_a_list_that_goes_on_behind_the_gap_has_no_hole() -> None:
    text = "（一）主动公开。公开信息30条。\n{}（三）监督保障。组织培训1次。\n"
    assert verdicts(Source(WHOLE.format(text.format(""))))["SEC-SUB-SEQ"] == FAIL
    assert verdicts(with_gap(WHOLE.format(text.format("另一段。\n@又一段。\n"))))["SEC-SUB-SEQ"] != FAIL


def test_only_the_lines_at_the_gap_are_cut() -> None:
    source = with_gap("甲\n乙\n@丙\n丁\n")
    gaps = Gaps(data_report(), source, {})
    assert [gaps.cutting(Span(at, at + 1)) is not None for at in (0, 2, 4, 6)] == [False, True, True, False]
    assert gaps.cutting(Span(0, 0)) is None
    # An object stands by itself: nothing goes on in it.
    alone = Source("甲\n乙\n", gaps=(Gap(2, "an embedded object", cuts=False),))
    assert Gaps(data_report(), alone, {}).cutting(Span(0, 1)) is None


def data_report() -> Any:
    result = check_text("甲", "a", Options())
    assert result.report is not None
    return result.report


def with_instead_of_table_three(xml: str) -> Result:
    """
    A Word report with this in place of the table of requests, its longest.
    """
    document = docx.Document(io.BytesIO(office.by_python_docx(drafted(3))))
    table = max(document.tables, key=lambda each: len(each.rows))._tbl  # noqa: SLF001
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    table.addprevious(
        parse_xml(
            f"<w:p {names}><w:r>{xml}</w:r></w:p>" if xml[:5] != "<w:al" else xml.replace("/>", f" {names}/>")
        )
    )
    table.getparent().remove(table)
    written = io.BytesIO()
    document.save(written)
    return check_bytes(written.getvalue(), "报告.docx", Options())


NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "o": "urn:schemas-microsoft-com:office:office",
}
PICTURE = '<w:drawing><wp:inline><wp:extent cx="{}" cy="2400000"/><a:graphic><a:blip/></a:graphic></wp:inline></w:drawing>'
OBJECT = '<w:object><o:OLEObject Type="Embed" ProgID="{}"/></w:object>'


@pytest.mark.parametrize(
    ("xml", "told", "status"),
    [
        ("<w:t>见下</w:t>", "TBL3-MISSING", FAIL),
        (PICTURE.format(5_200_000), "TBL-IMAGE", "pass"),
        (PICTURE.format(300_000), "TBL3-MISSING", FAIL),
        (OBJECT.format("Excel.Sheet.12"), "IO-PART-UNREAD", UNKNOWN),
        (OBJECT.format("Equation.3"), "TBL3-MISSING", FAIL),
        ("<w:altChunk/>", "IO-PART-UNREAD", UNKNOWN),
    ],
)
def test_a_table_that_is_there_but_not_as_a_table_is_not_missing(xml: str, told: str, status: str) -> None:
    result = with_instead_of_table_three(xml)
    rules = {each.rule for each in result.diagnostics}
    assert told in rules
    assert {each.rule: each.status for each in result.verdicts}["TBL3-MISSING"] == status
    assert rules & {"TBL3-MISSING", "TBL-IMAGE", "IO-PART-UNREAD"} == {told}


@pytest.mark.parametrize(
    ("size", "told"), [("", "TBL-IMAGE"), ('width="16"', "TBL3-MISSING"), ('width="700px"', "TBL-IMAGE")]
)
def test_a_picture_in_a_page_may_be_the_table(size: str, told: str) -> None:
    page = html(drafted(3), Random(0)).data.decode()
    tables = [match.span() for match in re.finditer("<table.*?</table>", page, re.DOTALL)]
    first, last = max(tables, key=lambda each: each[1] - each[0])
    content = f'{page[:first]}<p><img {size} src="x.png"></p>{page[last:]}'
    rules = {each.rule for each in check_bytes(content.encode(), "a.html", Options()).diagnostics}
    assert rules & {"TBL3-MISSING", "TBL-IMAGE"} == {told}


@pytest.mark.parametrize(("width", "height", "found"), [(400, 120, 1), (60, 60, 0), (400, 20, 0)])
@pytest.mark.parametrize("turn", ["", "/Rotate 180"])
def test_a_large_picture_on_a_page_stands_between_its_lines(
    width: int, height: int, found: int, turn: str
) -> None:
    above = ((50.0, 700.0 - 20 * at, f"above {at} with some words") for at in range(5))
    below = ((50.0, 300.0 - 20 * at, f"below {at} with some words") for at in range(5))
    picture = b"q %d 0 0 %d 60 400 cm /X1 Do Q\n" % (width, height)
    pixel = (
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>"
        b"\nstream\n\x00\nendstream"
    )
    content = drawn.pdf(
        [drawn.words(*above) + picture + drawn.words(*below)],
        page=turn.encode(),
        resources=b"/XObject << /X1 4 0 R >>",
        more=[pixel],
    )
    source = read(content, "a.pdf")
    assert len(source.pictures) == found
    for at in source.pictures:
        before, after = source.text[:at], source.text[at:]
        # Pages whose text stands on its head are read as it does.
        assert (before.count("above"), before.count("below"), after.count("below")) == (5, 0, 5)
