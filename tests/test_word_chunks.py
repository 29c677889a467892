"""
Documents that a Word document takes in (`altChunk`): pages and texts are read in their place, others are told.
"""

import io
import re
import time
import zipfile
from random import Random

import docx
import pytest
from bench.reports import drafted, opc
from bench.reports.office import run
from bench.reports.opc import package
from bench.reports.render_html import html_nested

import disclint
from disclint import readers
from disclint.outputs.annotated import word
from disclint.outputs.view import View
from disclint.session import data as data_of
from disclint.source import Span
from tests.test_mht import saved
from tests.test_word import REPORTS, assert_the_same, paragraph


def taking_in(data: bytes, suffix: str, *, more: str = "") -> bytes:
    """
    A document that is nothing but another one, as programs write it that make a .docx of a page.
    """
    made = package(f'<w:body>{more}<w:altChunk r:id="c1"/><w:sectPr/></w:body>', styles="<w:style/>")
    relation = (
        f'<Relationship Id="c1" Type="{opc.OFFICE}/aFChunk" Target="/word/a.{suffix}"/></Relationships>'
    )
    made = opc.changed(
        made, "word/_rels/document.xml.rels", lambda each: each.replace("</Relationships>", relation)
    )
    sort = f'<Default Extension="{suffix}" ContentType="application/x"/></Types>'
    stream = io.BytesIO(opc.changed(made, "[Content_Types].xml", lambda each: each.replace("</Types>", sort)))
    with zipfile.ZipFile(stream, "a") as file:
        file.writestr(f"word/a.{suffix}", data)
    return stream.getvalue()


@pytest.mark.parametrize("suffix", ["htm", "mht"])
@pytest.mark.parametrize(("seed", "fault"), REPORTS[:6])
def test_a_page_that_a_document_takes_in_is_read_in_its_place(
    seed: int, fault: str | None, suffix: str
) -> None:
    data = html_nested(drafted(seed, fault), Random(seed)).data
    whole = taking_in(saved(("text/html", data, "base64")) if suffix == "mht" else data, suffix)
    found = assert_the_same(whole, seed, fault)
    assert found.source.gaps == found.source.notices == ()
    cells = [each for table in found.facts.report.tables for each in table.cells()]
    for each in cells:
        assert re.fullmatch(r"chunk1/t\d/r\d+/c\d+", found.source.locate(each.span).block or "")
    result = disclint.check_bytes(whole, "甲.docx")
    commented = docx.Document(io.BytesIO(word.annotated(whole, result, View(editions=data_of.editions()))))
    assert len(list(commented.comments)) == len(result.diagnostics)


def test_what_is_around_a_document_that_is_taken_in_stays_where_it_is() -> None:
    before = paragraph(run("前面的话"))
    source = readers.read(
        taking_in("<html><body><p>一</p><p>二</p></body></html>".encode(), "htm", more=before), "a"
    )
    assert source.text == "前面的话\n一\n二\n"
    assert [each.block for each in source.places] == ["p1", "chunk1/p1", "chunk1/p2"]
    assert readers.read(taking_in("三\n四".encode("gb18030"), "txt"), "a").text == "三\n四\n"


@pytest.mark.parametrize(
    "data", [b"{\\rtf1 x}", package("<w:body/>"), b"\x00\x01", b""], ids=["rtf", "docx", "binary", "empty"]
)
def test_a_document_of_another_sort_that_is_taken_in_is_a_gap(data: bytes) -> None:
    source = readers.read(taking_in(data, "bin"), "a")
    assert [each.what for each in source.gaps] == ["an embedded document"]
    assert [each.code for each in source.notices] == ["unread-parts"]


def test_a_page_of_many_tables_is_taken_in_in_time() -> None:
    page = "<html><body>" + "<table><tr><td>件</td><td>1</td></tr></table><p>一</p>" * 6_000
    began = time.process_time()
    source = readers.read(taking_in(page.encode(), "htm"), "甲.docx")
    assert time.process_time() - began < 2
    assert len(source.grids) == 6_000
    assert source.locate(Span(len(source.text) - 2, len(source.text) - 1)).block == "chunk1/p6000"


def test_a_page_with_more_tags_than_any_has_is_not_taken_in() -> None:
    (gap,) = readers.read(taking_in(b"<p>" + b"<b>x" * 400_001, "htm"), "甲.docx").gaps
    assert gap.what == "an embedded document"
