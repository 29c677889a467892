"""
Word documents: what they read like, where each word stands, and the same findings as the report as a page.
"""

import base64
import functools
import io
import re
import zipfile
from random import Random

import docx
import pytest
from bench.reports import FAULTS, drafted, office, opc, truth
from bench.reports.office import ByHand, level, run
from bench.reports.opc import package
from bench.reports.render_html import html

from disclint import readers
from disclint.diagnostics import Diagnostic
from disclint.readers import sniff
from disclint.readers.word.numerals import numeral
from disclint.source import Source, Span
from disclint.syntax import NUMBER
from tests.corpus import ROOT, needs_corpus
from tests.pack import EVERY, Checked, check, check_bytes

SEEN = [key for key in FAULTS if "html" not in FAULTS[key].avoid]
REPORTS = [(seed, None if seed % 3 == 0 else SEEN[seed * 7 % len(SEEN)]) for seed in range(60)]


def told(found: Checked) -> list[tuple[object, ...]]:
    return [_told(each) for each in found.outcome.diagnostics if each.rule != "DOC-TRACKED"]


def _told(each: Diagnostic) -> tuple[object, ...]:
    replacement = each.suggestion and each.suggestion.replacement
    related = tuple(other.address for other in each.related)
    return each.rule, each.severity, each.address, each.message["zh"], related, replacement


@functools.cache
def page(seed: int, fault: str | None) -> Checked:
    return check_bytes(html(drafted(seed, fault), Random(seed)).data, "report.html")


def assert_the_same(data: bytes, seed: int, fault: str | None) -> Checked:
    found = check_bytes(data, "report.docx")
    assert told(found) == told(page(seed, fault))
    cells = {each.address: each for table in found.facts.report.tables for each in table.cells()}
    draft = drafted(seed, fault)
    # A table that a fault left out is among the draft's, but on no page.
    shown = {each.section for each in draft.paragraphs if each.kind == "table"}
    for address, number in truth(draft).items():
        if number is not None and address.partition("/")[0] in shown:
            assert (cells[address].state, cells[address].value) == (NUMBER, number)
    return found


@pytest.mark.parametrize(("seed", "fault"), REPORTS)
def test_a_document_that_went_through_many_hands_says_what_the_page_says(
    seed: int, fault: str | None
) -> None:
    by_hand = ByHand(drafted(seed, fault), Random(seed))
    found = assert_the_same(by_hand.data(), seed, fault)
    pending = [each for each in found.outcome.diagnostics if each.rule == "DOC-TRACKED"]
    assert len(pending) == 1
    (notice,) = found.source.notices
    assert notice.values | {"authors": set(notice.values["authors"])} == {
        **by_hand.changes,
        "moved": 0,
        "formatted": 0,
    }


@pytest.mark.parametrize(("seed", "fault"), REPORTS[:: 4 * EVERY])
def test_a_document_of_python_docx_says_what_the_page_says(seed: int, fault: str | None) -> None:
    data = office.by_python_docx(drafted(seed, fault))
    found = assert_the_same(data, seed, fault)
    assert found.source.notices == ()
    as_it_sees(data, found.source)


def as_it_sees(data: bytes, source: Source) -> None:
    # Where nothing is tracked, hidden or boxed, python-docx reads the same.
    document = docx.Document(io.BytesIO(data))
    paragraphs = {f"p{at}": each.text for at, each in enumerate(document.paragraphs, 1)}
    for each in source.places:
        if each.block in paragraphs:
            assert source.text[each.start : each.end] == paragraphs[each.block][each.offset :][: each.length]
    assert len(source.grids) == len(document.tables)
    for grid, table in zip(source.grids, document.tables, strict=True):
        for cell in grid.cells:
            (last_row, last_column) = cell.row + cell.row_span - 1, cell.column + cell.column_span - 1
            theirs = {table.cell(cell.row, cell.column)._tc, table.cell(last_row, last_column)._tc}  # noqa: SLF001
            assert len(theirs) == 1
            assert source.slice(cell.span) == table.cell(cell.row, cell.column).text.strip().replace(
                "\n", " "
            )


def flattened(data: bytes) -> bytes:
    """
    A .docx as Word writes it as one XML file.
    """
    parts = []
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for name in file.namelist():
            content = file.read(name)
            inside = (
                f"<pkg:xmlData>{re.sub(r'^<[?].*?[?]>', '', content.decode())}</pkg:xmlData>"
                if name.endswith((".xml", ".rels"))
                else f"<pkg:binaryData>{base64.encodebytes(content).decode()}</pkg:binaryData>"
            )
            parts.append(f'<pkg:part pkg:name="/{name}" pkg:contentType="x">{inside}</pkg:part>')
    namespace = "http://schemas.microsoft.com/office/2006/xmlPackage"
    head = '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
    return f'{head}<pkg:package xmlns:pkg="{namespace}">{"".join(parts)}</pkg:package>'.encode()


@pytest.mark.parametrize(("seed", "fault"), REPORTS[:8])
def test_a_document_in_one_xml_file_says_what_the_page_says(seed: int, fault: str | None) -> None:
    for data in (
        office.by_python_docx(drafted(seed, fault)),
        ByHand(drafted(seed, fault), Random(seed)).data(),
    ):
        flat = flattened(data)
        assert sniff.container(flat) == "flatopc"
        found = assert_the_same(flat, seed, fault)
        plain = readers.read(data, "report.docx")
        assert [found.source.text, found.source.places, found.source.pieces, found.source.grids] == [
            plain.text, plain.places, plain.pieces, plain.grids,
        ]  # fmt: skip


@pytest.mark.parametrize(
    "part",
    [
        '<pkg:part pkg:name="/word/media/a.png"><pkg:binaryData>图片</pkg:binaryData></pkg:part>',
        f'<pkg:part pkg:name="/{"a" * 70_000}"><pkg:binaryData>AAAA</pkg:binaryData></pkg:part>',
    ],
    ids=["no code", "a long name"],
)
def test_a_part_that_cannot_be_one_makes_a_damaged_document(part: str) -> None:
    whole = flattened(office.by_python_docx(drafted(1))).decode()
    with pytest.raises(readers.Unreadable) as caught:
        readers.read(whole.replace("</pkg:package>", f"{part}</pkg:package>").encode(), "a.xml")
    assert caught.value.reason == "damaged"


@pytest.mark.parametrize("seed", range(8))
def test_every_word_leads_back_to_the_runs_it_stands_in(seed: int) -> None:
    data = ByHand(drafted(seed), Random(seed)).data()
    source = readers.read(data, "a")
    written = re.findall(r"<w:t(?:\s[^>]*)?>([^<]*)</w:t>", opc.member(data, "word/document.xml"))
    assert source.file == "".join(written).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    for each in source.places:
        if each.length:
            start, end = source.file_range(Span(each.start, each.end))
            assert re.sub("9|隐藏|code", "", source.file[start:end]).startswith(
                re.sub("9|隐藏|code", "", source.text[each.start])
            )
            for at in range(each.start, each.end):
                start, end = source.file_range(Span(at, at + 1))
                assert source.file[start:end] == source.text[at]


@needs_corpus
def test_the_blank_form_has_all_its_cells() -> None:
    (path,) = ROOT.glob("reports/*.docx")
    found = check_bytes(path.read_bytes(), path.name)
    tables = {each.id: list(each.cells()) for each in found.facts.report.tables}
    assert {id: len(cells) for id, cells in tables.items()} == {
        "disclosure": 10,
        "requests": 175,
        "disputes": 15,
    }
    assert {each.state for cells in tables.values() for each in cells} == {"blank"}
    as_it_sees(path.read_bytes(), found.source)


# What is read of a paragraph.


def paragraph(*inside: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(inside)}</w:p>"


def read(*blocks: str, **parts: str) -> Source:
    return readers.read(package(f"<w:body>{''.join(blocks)}</w:body>", **parts), "a")


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
DELETED_MARK = '<w:rPr><w:del w:id="1" w:author="甲"/></w:rPr>'
BOX = f"<w:txbxContent>{paragraph(run('框里'))}{paragraph(run('再一段'))}</w:txbxContent>"


@pytest.mark.parametrize(
    ("blocks", "text"),
    [
        ([paragraph(run("甲"), "<w:r><w:br/></w:r>", run("乙"))], "甲\n乙\n"),
        ([paragraph(run("甲"), '<w:r><w:br w:type="page"/></w:r>', run("乙"))], "甲\n乙\n"),
        ([paragraph(run("甲"), "<w:r><w:tab/></w:r>", run("乙"))], "甲\t乙\n"),
        ([paragraph("<w:r><w:tab/></w:r>", run("　乙"))], "　乙\n"),
        ([paragraph(run("甲"), "<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>", run("乙"))], "甲-乙\n"),
        ([paragraph(), paragraph(run("甲")), paragraph()], "甲\n"),
        ([paragraph(run("A&B<C"))], "A&B<C\n"),
        ([paragraph(run("甲"), '<w:del w:id="1">', run("乙", "delText"), "</w:del>")], "甲\n"),
        ([paragraph('<w:ins w:id="1">', run("甲"), "</w:ins>", run("乙"))], "甲乙\n"),
        ([paragraph('<w:moveFrom w:id="1">', run("甲"), "</w:moveFrom>", run("乙"))], "乙\n"),
        ([paragraph('<w:moveTo w:id="1">', run("甲"), "</w:moveTo>", run("乙"))], "甲乙\n"),
        ([paragraph(run("甲"), properties=DELETED_MARK), paragraph(run("乙"))], "甲乙\n"),
        (
            [paragraph('<w:ins w:id="1"><w:del w:id="2">', run("x"), "</w:del></w:ins>", run("乙"))],
            "乙\n",
        ),
        ([paragraph("<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>", run("乙"))], "乙\n"),
        ([paragraph('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>甲</w:t></w:r>')], "甲\n"),
        (
            [
                paragraph(
                    FIELD.format("begin"), run(" PAGE ", "instrText"), run("x"), FIELD.format("separate"),
                    run("12"), FIELD.format("end"), run("页"),
                )
            ],
            "12页\n",
        ),
        # A field that is never closed ends with its paragraph.
        ([paragraph(FIELD.format("begin"), run("x")), paragraph(run("甲"))], "甲\n"),
        ([paragraph('<w:fldSimple w:instr="DATE">', run("2024年"), "</w:fldSimple>")], "2024年\n"),
        ([paragraph("<w:sdt><w:sdtPr/><w:sdtContent>", run("甲"), "</w:sdtContent></w:sdt>")], "甲\n"),
        (["<w:sdt><w:sdtContent>", paragraph(run("甲")), "</w:sdtContent></w:sdt>"], "甲\n"),
        ([paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', run("是"))], "☑是\n"),
        ([paragraph('<w:r><w:sym w:font="x" w:char="F0E0"/><w:sym w:char="zz"/></w:r>', run("是"))], "•是\n"),
        ([paragraph(run("甲"), '<w:r><w:footnoteReference w:id="1"/></w:r>', run("乙"))], "甲乙\n"),
        (
            [
                paragraph(
                    "<w:r><w:ruby><w:rt>", run("jia"), "</w:rt><w:rubyBase>", run("甲"), "</w:rubyBase></w:ruby></w:r>"
                )
            ],
            "甲\n",
        ),
        (
            [
                paragraph(
                    run("前"),
                    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>', BOX, "</w:drawing></mc:Choice>",
                    "<mc:Fallback><w:pict>", BOX, "</w:pict></mc:Fallback></mc:AlternateContent></w:r>", run("后"),
                )
            ],
            "前后\n框里\n再一段\n",
        ),
        ([paragraph("<w:r><w:pict>", BOX, "</w:pict></w:r>")], "框里\n再一段\n"),
        (
            [
                paragraph(
                    '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>50%</m:t></m:r></m:oMath>'
                )
            ],
            "50%\n",
        ),
    ],
)  # fmt: skip
def test_a_paragraph_reads_as_with_all_changes_accepted(blocks: list[str], text: str) -> None:
    assert read(*blocks).text == text


def test_a_style_may_hide_words() -> None:
    styles = (
        '<w:style w:styleId="S" w:type="character"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="T" w:type="character"><w:basedOn w:val="S"/></w:style>'
        '<w:style w:styleId="P" w:type="paragraph"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="table" w:styleId="X"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    hidden = '<w:r><w:rPr><w:rStyle w:val="{}"/></w:rPr><w:t>{}</w:t></w:r>'
    source = read(
        paragraph(hidden.format("T", "x"), hidden.format("X", "甲"), run("乙")),
        paragraph(run("y"), properties='<w:pStyle w:val="P"/>'),
        styles=styles,
    )
    assert source.text == "甲乙\n"


def test_places_are_paragraphs_cells_and_boxes() -> None:
    source = read(
        paragraph(run("甲")),
        table([["一", "二"], ["三", ""]]),
        paragraph(),
        paragraph(run("　　乙"), "<w:r><w:pict>", BOX, "</w:pict></w:r>", run("丙")),
    )
    assert source.text == "甲\n一 | 二\n三 | \n　　乙丙\n框里\n再一段\n"

    def where(words: str) -> tuple[object, ...]:
        at = source.text.index(words)
        found = source.locate(Span(at, at + len(words)))
        return found.block, found.column, found.end_column

    assert where("甲") == ("p1", 1, 2)
    assert where("二") == ("t1/r1/c2", 1, 2)
    assert where("乙丙") == ("p3", 3, 5)
    assert where("再一") == ("p3/box1/p2", 1, 3)
    blank = source.grids[0].cells[3].span
    assert source.locate(blank).block == "t1/r2/c2"


# Tables.


def table(rows: list[list[str]], *, grid: str = "", properties: str = "") -> str:
    found = [
        f"<w:tr>{''.join(each if each.startswith('<w:tc>') else cell(each) for each in row)}</w:tr>"
        for row in rows
    ]
    return f"<w:tbl><w:tblPr/>{grid}{properties}{''.join(found)}</w:tbl>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text)) if text else paragraph()}</w:tc>"


def widths(*columns: int) -> str:
    found = "".join(f'<w:gridCol w:w="{each}"/>' for each in columns)
    return f"<w:tblGrid>{found}</w:tblGrid>"


def shape(source: Source) -> list[tuple[str, int, int, int, int]]:
    return [
        (source.slice(each.span), each.row, each.column, each.row_span, each.column_span)
        for grid in source.grids
        for each in grid.cells
    ]


def test_merged_cells_stand_where_they_begin() -> None:
    down, more = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    wide = '<w:gridSpan w:val="2"/>'
    source = read(
        table(
            [
                [cell("a", down), cell("b", wide)],
                [cell("", more), cell("c"), cell("d", down)],
                [cell("e"), cell("f"), cell("", more)],
            ]
        )
    )
    assert source.text == "a | b\nc | d\ne | f\n"
    assert shape(source) == [
        ("a", 0, 0, 2, 1), ("b", 0, 1, 1, 2), ("c", 1, 1, 1, 1), ("d", 1, 2, 2, 1), ("e", 2, 0, 1, 1), ("f", 2, 1, 1, 1),
    ]  # fmt: skip


def test_a_row_may_begin_further_right() -> None:
    before = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    rows = f"<w:tr>{cell('a')}{cell('b')}</w:tr><w:tr>{before}{cell('c')}</w:tr>"
    assert shape(read(f"<w:tbl>{rows}</w:tbl>")) == [("a", 0, 0, 1, 1), ("b", 0, 1, 1, 1), ("c", 1, 1, 1, 1)]


def test_edges_a_hair_apart_are_one() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    source = read(
        table(
            [[cell("a", wide), cell("b")], [cell("c"), cell("d", wide)], [cell("e"), cell(""), cell("f")]],
            grid=widths(2000, 20, 2000),
        )
    )
    assert [each[2:] for each in shape(source)] == [
        (0, 1, 1), (1, 1, 1), (0, 1, 1), (1, 1, 1), (0, 1, 1), (1, 1, 1),
    ]  # fmt: skip
    assert source.text == "a | b\nc | d\ne | f\n"


def test_deleted_rows_and_cells_are_not_there() -> None:
    gone = f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr>{cell("x")}{cell("y")}</w:tr>'
    rows = f"<w:tr>{cell('a')}{cell('x', '<w:cellDel/>')}{cell('b')}</w:tr>{gone}<w:tr>{cell('c')}{cell('d')}</w:tr>"
    source = read(f"<w:tbl>{rows}</w:tbl>")
    assert source.text == "a | b\nc | d\n"
    (notice,) = source.notices
    assert (notice.values["count"], notice.values["deleted"]) == (2, 2)


def test_a_table_that_was_deleted_as_a_whole_is_not_there() -> None:
    gone = f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr>{cell("x")}{cell("y")}</w:tr>'
    source = read(f"<w:tbl>{widths(5000, 5000)}{gone}{gone}</w:tbl>", paragraph(run("a")))
    assert source.text == "a\n"
    assert source.grids == ()
    (notice,) = source.notices
    assert notice.values["deleted"] == 2


def test_rows_and_cells_in_content_controls_count() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    rows = (
        control.format(f"<w:tr>{cell('a')}{control.format(cell('b'))}</w:tr>")
        + f"<w:tr>{cell('c')}{cell('d')}</w:tr>"
    )
    assert read(f"<w:tbl>{rows}</w:tbl>").text == "a | b\nc | d\n"


def test_a_table_around_tables_and_text_is_layout() -> None:
    inner = table([["a", "b"], ["c", "d"]])
    source = read(
        f"<w:tbl><w:tr><w:tc>{paragraph(run('前'))}{inner}{paragraph(run('后'))}</w:tc></w:tr></w:tbl>"
    )
    assert source.text == "前\na | b\nc | d\n后\n"
    assert [source.locate(each.span).block for each in source.grids[0].cells][:2] == [
        "t1/r1/c1/t1/r1/c1",
        "t1/r1/c1/t1/r1/c2",
    ]
    alone = read(table([["只有一格"]]))
    assert (alone.text, alone.grids) == ("只有一格\n", ())
    article = read(table([["目录", "长" * 1600]]))
    assert article.text.startswith("目录\n长")


def test_paragraphs_of_a_cell_are_one_line() -> None:
    two = f"<w:tc>{paragraph(run('商业'))}{paragraph(run('企业'), '<w:r><w:br/></w:r>', run('数'))}</w:tc>"
    source = read(table([[two, "1"]]))
    assert source.text == "商业 企业 数 | 1\n"
    found = source.locate(Span(source.text.index("企业"), source.text.index("企业") + 2))
    assert (found.block, found.column, found.end_column) == ("t1/r1/c1", 4, 6)


# Numbers before paragraphs.


def numbered(text: str, at: int = 0, list_: int = 1) -> str:
    return paragraph(
        run(text), properties=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{list_}"/></w:numPr>'
    )


def lists(*levels: str, more: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}'
    )


FORM = lists(
    level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3.")
)


def test_headings_have_their_numbers() -> None:
    source = read(
        *(
            numbered(*each)
            for each in [("a",), ("b", 1), ("c", 2), ("2024年", 2), ("d", 1), ("e",), ("f", 1), ("g", 2)]
        ),
        numbering=FORM,
    )
    assert source.text == "一、a\n（一）b\n1. c\n2. 2024年\n（二）d\n二、e\n（一）f\n1. g\n"
    assert source.locate(Span(0, 3)).block == "p1"
    assert source.locate(Span(0, 2)).column == 1


def test_what_libreoffice_loses_behind_a_numeral_in_rtf_is_there_again() -> None:
    forms = lists(level(0, "chineseCountingThousand", "%1?"), level(1, "decimal", "%2?"))
    source = read(numbered("总体情况"), numbered("是否", 1), numbering=forms)
    assert source.text == "一、总体情况\n1? 是否\n"


def test_a_style_may_number() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="C"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    linked = lists(level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", '<w:pStyle w:val="C"/>'))
    styled = [
        paragraph(run(text), properties=f'<w:pStyle w:val="{id}"/>')
        for id, text in ("Aa", "Bb", "Cc", "Ad", "Ce")
    ]
    none = paragraph(run("f"), properties='<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    source = read(*styled, none, numbering=linked, styles=styles)
    assert source.text == "一、a\n二、b\n二.1 c\n三、d\n三.1 e\nf\n"


def test_lists_go_on_together_unless_one_begins_anew() -> None:
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    order = [("a", 1), ("b", 2), ("c", 3), ("d", 3), ("e", 1)]
    source = read(
        *(numbered(text, 0, list_) for text, list_ in order),
        numbering=lists(level(0, "decimal", "%1)"), more=again),
    )
    assert source.text == "1) a\n2) b\n5) c\n6) d\n7) e\n"


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([level(0, "decimal", "%1."), level(1, "decimal", "(%2)", '<w:lvlRestart w:val="0"/>')], "(3) c"),
        ([level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", "<w:isLgl/>")], "2.1 c"),
        ([level(0, "decimal", "%1."), level(1, "bullet", "•")], "c"),
        ([level(0, "decimal", "%1."), level(1, "ideographTraditional", "%2、")], "甲、c"),
        ([level(0, "decimal", "%1."), level(1, "decimal", "第%2条", '<w:suff w:val="nothing"/>')], "第1条c"),
    ],
)
def test_levels_restart_and_are_written_as_they_say(levels: list[str], expected: str) -> None:
    order = [("x", 0), ("a", 1), ("b", 1), ("y", 0), ("c", 1)]
    source = read(*(numbered(text, at) for text, at in order), numbering=lists(*levels))
    assert source.text.splitlines()[-1] == expected


def test_what_was_deleted_is_not_counted() -> None:
    gone = '<w:p><w:pPr><w:rPr><w:del/></w:rPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
    source = read(
        numbered("a"), gone, numbered(""), numbered("b"), numbering=lists(level(0, "decimal", "%1."))
    )
    # Word counts a paragraph that says nothing.
    assert source.text == "1. a\n3. b\n"


@pytest.mark.parametrize(
    ("format_", "number", "expected"),
    [
        ("chineseCounting", 10, "十"), ("chineseCounting", 23, "二十三"), ("chineseCounting", 105, "一〇五"),
        ("chineseCountingThousand", 105, "一百零五"), ("chineseCountingThousand", 12, "十二"),
        ("chineseCountingThousand", 1010, "一千零一十"), ("japaneseCounting", 20, "二十"),
        ("chineseCountingThousand", 20005, "二万零五"), ("chineseCountingThousand", 110, "一百一十"),
        ("chineseLegalSimplified", 12, "壹拾贰"), ("ideographDigital", 20, "二〇"), ("ideographTraditional", 3, "丙"),
        ("ideographTraditional", 11, "11"), ("ideographZodiac", 12, "亥"), ("ideographZodiacTraditional", 60, "癸亥"),
        ("decimalEnclosedCircle", 3, "③"), ("decimalEnclosedParen", 2, "⑵"), ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircleChinese", 21, "21"), ("lowerRoman", 14, "xiv"), ("upperRoman", 4, "IV"),
        ("lowerLetter", 27, "aa"), ("upperLetter", 26, "Z"), ("decimalZero", 3, "03"), ("none", 3, ""),
        ("whatever", 3, "3"), ("chineseCountingThousand", 0, "零"), ("ideographTraditional", 0, "0"),
    ],
)  # fmt: skip
def test_numbers_are_written_in_the_formats_of_word(format_: str, number: int, expected: str) -> None:
    assert numeral(format_, number) == expected


# What an unfinished document still holds.


def test_changes_and_comments_are_findings() -> None:
    comment = '<w:comment w:id="7"><w:p><w:r><w:t>这个数要核对</w:t></w:r></w:p></w:comment>'
    changed = '<w:rPr><w:rPrChange w:id="9"/></w:rPr>'
    source = read(
        paragraph(run("2024年，公开信息")),
        paragraph(
            '<w:commentRangeStart w:id="7"/>', run("30条"), '<w:commentRangeEnd w:id="7"/>',
            '<w:r><w:commentReference w:id="7"/></w:r>', '<w:ins w:author="甲">', run("。"), "</w:ins>",
            f"<w:r>{changed}<w:t>完</w:t></w:r>",
        ),
        comments=comment,
    )  # fmt: skip
    found = {each.rule: each for each in check(source, year=2024).outcome.diagnostics}
    tracked, comments = found["DOC-TRACKED"], found["DOC-COMMENTS"]
    assert tracked.severity == comments.severity == "warning"
    assert source.slice(tracked.span) == "。"
    assert source.slice(comments.span) == "30条"
    assert "2处修订" in tracked.message["zh"]
    assert "格式1" in tracked.message["zh"]
    assert "“这个数要核对”" in comments.message["zh"]


LONG = "全年发出收费通知若干，收到申请的情况如下所述，其中"
BREAK = "<w:r><w:br/></w:r>"


@pytest.mark.parametrize(
    ("line", "following", "joined"),
    [
        (LONG, "自然人3件。", True),
        (LONG, "30条。", True),
        (f"{LONG}。", "自然人3件。", False),
        (f"{LONG}：", "自然人3件。", False),
        (LONG, "二、主动公开", False),
        (LONG, "（二）主动公开", False),
        (LONG, "2025年1月20日", False),
        (LONG, "\u3000\u3000自然人3件。", False),
        ("甲市商务局2024年", "政府信息公开工作年度报告", False),
    ],
)
def test_a_break_inside_a_sentence_ends_no_line(line: str, following: str, *, joined: bool) -> None:
    source = read(paragraph(run(line), BREAK, run(following)), paragraph(run("完")))
    text = f"{line}{'' if joined else chr(10)}{following}\n完\n"
    assert source.text == text
    at = source.text.index(following, len(line))
    # The break counts one column, whatever became of it.
    assert source.locate(Span(at, at + 1)).column == len(line) + 2
    two = read(paragraph(run(line), BREAK, BREAK, run(following)))
    assert two.text == f"{line}\n{following}\n"


def test_a_change_that_begins_with_a_deletion_lies_where_it_was() -> None:
    gone = '<w:del w:author="甲"><w:r><w:delText>旧</w:delText></w:r></w:del>'
    source = read(paragraph(run("第一段。")), paragraph(run("第二段"), gone, run("。")))
    (notice,) = source.notices
    assert source.text[: notice.span.start] == "第一段。\n第二段"
    assert source.locate(notice.span).block == "p2"


def test_a_document_of_pictures_says_so() -> None:
    source = read(paragraph(run("年度报告")), paragraph("<w:r><w:drawing/></w:r>"))
    (found,) = [each for each in check(source).outcome.diagnostics if each.rule == "IO-EMPTY-BODY"]
    assert "只有图片" in found.message["zh"]
    assert read(paragraph(run("字" * 300)), paragraph("<w:r><w:drawing/></w:r>")).notices == ()


def test_the_strict_form_of_the_standard_is_read_too() -> None:
    data = package(f"<w:body>{paragraph(run('甲'))}</w:body>")
    strict = opc.changed(
        data,
        "word/document.xml",
        lambda text: text.replace(opc.W, "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    )
    assert readers.read(strict, "a").text == "甲\n"
