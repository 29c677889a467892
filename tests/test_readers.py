"""
Bytes to sources: what is read, and that every character leads back to the file.
"""

import codecs
import html
import io
import re
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import disclint
from disclint import readers
from disclint.readers import decode
from disclint.source import GridCell, Source, Span

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
GRIDS = {"上海": 3, "江苏宿迁-沭阳县": 3, "浙江杭州型": 3}
SENTENCE = "本机关全年收到申请三十件,均已答复。"


def page(body: str) -> Source:
    source = readers.read_text(f"<html><body>{body}</body></html>")
    assert source.media == "html"
    return source


def lines(source: Source) -> list[str]:
    return source.text.splitlines()


def written(source: Source, span: Span) -> str:
    start, end = source.file_range(span)
    return (source.text if source.file is None else source.file)[start:end]


def shown(markup: str) -> str:
    return re.sub(r"\s+", "", html.unescape(re.sub(r"<[^>]*>|<!--.*?-->", "", markup)))


def span_of(source: Source, value: str) -> Span:
    start = source.text.index(value)
    return Span(start, start + len(value))


def table(source: Source) -> dict[tuple[int, int], str]:
    (grid,) = source.grids
    return {(each.row, each.column): source.slice(each.span) for each in grid.cells}


def spans(source: Source) -> list[tuple[int, int, int, int]]:
    (grid,) = source.grids
    return [(each.row, each.column, each.row_span, each.column_span) for each in grid.cells]


def timed(text: str) -> float:
    # Of the processor, not of the clock: whatever else runs on the machine does not count.
    start = time.process_time()
    readers.read_text(text)
    return time.process_time() - start


def is_read_within(seconds: float, text: str) -> bool:
    # A neighbour on the same core may double what one try takes; what is quadratic is slow each time.
    return any(timed(text) < seconds for _ in range(3))


# Encodings


@pytest.mark.parametrize(
    "data",
    [
        SENTENCE.encode(),
        codecs.BOM_UTF8 + SENTENCE.encode(),
        SENTENCE.encode("gb18030"),
        codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + SENTENCE.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + SENTENCE.encode("utf-32-be"),
    ],
    ids=[
        "utf-8",
        "marked utf-8",
        "gb18030",
        "utf-16-le",
        "utf-16-be",
        "utf-32-le",
        "utf-32-be",
    ],
)
def test_undeclared_text_is_decoded_and_its_mark_is_not_counted(data: bytes) -> None:
    assert readers.read(data).text == SENTENCE


@pytest.mark.parametrize("label", ["gb2312", "GBK", "gb18030", "utf-8", "iso-8859-1", "nonsense"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize(
    "form",
    [
        '<meta charset="{}">',
        "<meta charset={}>",
        "<meta http-equiv='Content-Type' content='text/html; charset={}'>",
        '<?xml version="1.0" encoding="{}"?>',
    ],
)
def test_a_falsely_declared_charset_does_no_harm(form: str, encoding: str, label: str) -> None:
    # 镕 and 䶮 are not in GB2312; the declaration is widened.
    file = f"{form.format(label)}<p>朱镕,龑,{SENTENCE}</p>"
    source = readers.read(file.encode(encoding))
    assert lines(source) == [f"朱镕,龑,{SENTENCE}"]


def test_utf8_that_would_also_do_as_gb18030_is_utf8() -> None:
    file = '<meta charset="gb2312"><p>信息公开年度报告信息</p>'
    assert "信" not in file.encode().decode("gb18030")
    assert lines(readers.read(file.encode())) == ["信息公开年度报告信息"]


def test_declared_big5_is_respected() -> None:
    file = '<meta charset="big5"><p>資訊公開工作年度報告全文如下</p>'
    assert lines(readers.read(file.encode("big5"))) == ["資訊公開工作年度報告全文如下"]


def test_a_file_cut_off_inside_a_character_is_still_utf8() -> None:
    assert decode.decode((SENTENCE * 5).encode()[:-1]).startswith(SENTENCE)
    assert decode.decode((SENTENCE * 5).encode("gb18030") + b"\xff").startswith(SENTENCE)


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=4))
def test_chinese_survives_both_encodings(text: str) -> None:
    assert decode.decode(text.encode()) == text
    assert decode.decode(b"<meta charset=gbk>" + text.encode("gb18030")).endswith(text)


# Files that are no text


def packed(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            # Its own time would be part of the test's name, which two processes have to give alike.
            archive.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (b"PK\x03\x04....word/document.xml", "damaged"),
        (b"PK\x03\x04....xl/workbook.xml", "damaged"),
        (b"PK\x03\x04....OFD.xml", "damaged"),
        (b"PK\x03\x04....xl/worksheets/sheet1.xml", "damaged"),
        (packed({"年报/a.docx": packed({"word/document.xml": b""})}), "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "ole2"),
        (b"%PDF-1.7 ....", "pdf-damaged"),
        (b"{\\rtf1 ....", "rtf"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...." + "WordDocument".encode("utf-16-le"), "doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...." + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...." + "Workbook".encode("utf-16-le"), "xls"),
        (b"PK\x03\x04" + b"." * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text", "odt"),
        (b"ab\x00\x01cd", "binary"),
        (b'<?xml version="1.0"?>\r\n<?mso-application progid="Word.Document"?><w:wordDocument>', "wordml"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package a="">', "damaged"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "sheetml"),
        (codecs.BOM_UTF8 + b'<?xml version="1.0"?><uof:UOF xmlns:uof="x">', "uof"),
        (b'<?xml version="1.0"?><office:document xmlns:office="x">', "fodt"),
        (
            b'<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet">',
            "fods",
        ),
    ],
    ids=repr,
)
def test_what_is_no_text_says_what_it_seems_to_be_and_what_to_do(data: bytes, reason: str) -> None:
    with pytest.raises(readers.Unreadable) as caught:
        readers.read(data, "年报.txt")
    assert caught.value.reason == reason
    assert set(caught.value.message) == {"zh", "en"}
    assert all(caught.value.message.values())


@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", b"ab\x00\x01cd"], ids=repr)
def test_what_only_wps_opens_is_to_be_saved_in_wps(data: bytes) -> None:
    with pytest.raises(readers.Unreadable) as caught:
        readers.read(data, "年报.WPS")
    assert caught.value.reason == "wps"
    assert "另存为" in caught.value.remedy["zh"]
    assert ".docx" in caught.value.remedy["en"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_noughts_in_a_page_are_passed_over_and_told(encoding: str) -> None:
    text = f"<html><meta charset={encoding}><body><p>公\0开信息</p><p>办结12\0\0\x003件\0</p></body></html>"
    source = readers.read(text.encode(encoding) + bytes(5000), "年报.html")
    assert (source.media, lines(source)) == ("html", ["公开信息", "办结123件"])
    assert (source.file or "").rstrip("\0") == text
    assert written(source, span_of(source, "123件")) == "12\0\0\x003件"
    assert source.locate(span_of(source, "件")).column == text.index("件") + 1
    (notice,) = source.notices
    assert (notice.code, notice.values, notice.span) == ("noughts", {"count": 5005}, Span(1, 1))
    (told,) = [
        each
        for each in disclint.check_text(source.file or "", "a.html").diagnostics
        if each.rule == "IO-NOUGHTS"
    ]
    assert "5005个空字符" in told.message["zh"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", ["<html><body><p>公开信息</p></body></html>", "一、总体情况\r\n公开信息12条。\r\n"]
)
def test_text_in_utf_16_needs_no_mark(encoding: str, text: str) -> None:
    source = readers.read(text.encode(encoding), "年报")
    assert source.file == text
    assert not source.notices


@given(st.binary() | st.binary().map(lambda tail: b"<p>" + tail))
def test_any_bytes_give_a_source_or_unreadable(data: bytes) -> None:
    try:
        source = readers.read(data)
    except readers.Unreadable:
        return
    assert not {"\r", "\0"} & set(source.text)


# Which format


@pytest.mark.parametrize(
    ("text", "name", "format"),
    [
        ("<!DOCTYPE html><html><p>年报</p>", "a.txt", "html"),
        ("  <table><tr><td>规章<td>1</table>", "a", "html"),
        ("年报" * 600 + "<tr><td>规章</td><td>1</td></tr>", "a", "html"),
        ("比例 <5%,且 a<b,见 <附件>。", "a", "text"),
        ("见 <span>附件</span>", "a", "text"),
        ("规章 | 1 | 2\n规范性文件 | - | -", "a", "text"),
        ("规章 | 数\n---|---\n甲 | 1", "a.txt", "markdown"),
        ("# 年报\n正文\n## 一、总体情况\n", "a", "markdown"),
        ("# 年报", "a", "text"),
        ("# 年报", "A.MD", "markdown"),
        ("<div align=center>年报</div>\n\n# 年报", "a.md", "markdown"),
        ("<html><p>年报</p>", "a.md", "html"),
    ],
)
def test_the_content_tells_the_format(text: str, name: str, format: str) -> None:
    assert readers.detect(text, name) == format


# Plain text


@given(st.lists(st.sampled_from(["甲", "收到3件", "\n", "\r\n", "\r", " "]), min_size=1))
@example(["\r\n", "甲", "\r\n", "\r", "\r\n"])
def test_every_line_of_plain_text_stands_where_it_stood(parts: list[str]) -> None:
    file = "".join(parts)
    source = readers.read_text(file)
    assert source.text == file.replace("\r\n", "\n").replace("\r", "\n")
    for match in re.finditer(r"[^\n]+", source.text):
        span = Span(*match.span())
        assert written(source, span) == match.group()
        location = source.locate(span)
        line = re.split(r"\r\n|\r|\n", file)[location.line - 1]  # type: ignore[operator]
        assert line[location.column - 1 : location.end_column - 1] == match.group()  # type: ignore[operator]


def test_a_mark_in_decoded_text_is_not_counted() -> None:
    source = readers.read_text("\ufeff甲")
    assert (source.text, source.locate(Span(0, 1)).column) == ("甲", 1)


def test_text_with_lf_ends_needs_no_pieces() -> None:
    source = readers.read_text("甲\n乙\n")
    assert (source.pieces, source.file) == ((), None)


# Markdown


def test_markdown_marks_are_blanked_in_place() -> None:
    text = "## 一、总体情况\r\n**收到**&nbsp;3件\r\n\r\n|项|数|\r\n|:--|---|\r\n|规章|-|\r\n"
    source = readers.read_text(text)
    assert source.text == ("   一、总体情况\n  收到        3件\n\n|项|数|\n" + " " * 9 + "\n|规章|-|\n")
    assert table(source) == {(0, 0): "项", (0, 1): "数", (1, 0): "规章", (1, 1): "-"}
    for cell in source.grids[0].cells:
        assert written(source, cell.span) == source.slice(cell.span)
    assert source.locate(span_of(source, "规章")).line == 6


def test_markdown_tags_and_escapes_in_cells_are_blanked_in_place() -> None:
    text = "| 行 | 数 |\n|---|---|\n| 1\\.本年新收<br>申请 | <span style='color:red'>3</span> |\n| 甲\\|乙 | 2<sup>①</sup> |\n"
    source = readers.read_text(text)
    assert len(source.text) == len(text)
    cells = [source.slice(each.span).split() for each in source.grids[0].cells[2:]]
    assert cells == [["1", ".本年新收", "申请"], ["3"], ["甲\\|乙"], ["2<sup>①</sup>"]]


def test_blank_cells_and_frames_of_pipe_tables_are_told_apart() -> None:
    source = readers.read_text("甲 | 乙 | 丙\n--- | :-: | ---\n1 | | 3\n|  | 5 | |\n\n末", "a.md")
    assert table(source) == {
        (0, 0): "甲", (0, 1): "乙", (0, 2): "丙",
        (1, 0): "1", (1, 1): "", (1, 2): "3",
        (2, 0): "", (2, 1): "5", (2, 2): "",
    }  # fmt: skip


def test_a_row_of_dashes_is_a_row_of_values() -> None:
    source = readers.read_text("甲 | 乙\n---|---\n- | -\n", "a.md")
    assert table(source)[1, 0] == "-"
    assert "- | -" in source.text


def test_html_tables_in_markdown_are_tables() -> None:
    text = "# 年报\n\n第一段\n第二段\n\n<table><tr><td>规章</td>\n<td>1</td></tr></table>\n\n## 三、末\n"
    source = readers.read_text(text, "a.md")
    assert source.media == "markdown"
    assert [each.strip() for each in lines(source) if each.strip()] == [
        "年报", "第一段", "第二段", "规章 | 1", "三、末",
    ]  # fmt: skip
    assert table(source) == {(0, 0): "规章", (0, 1): "1"}
    assert written(source, span_of(source, "第二段")) == "第二段"


# What a page holds: text.


def test_nested_spans_that_split_a_number_read_as_one_number() -> None:
    source = page("<p>截至<span>20</span><b><i>23</i></b>年</p>")
    assert lines(source) == ["截至2023年"]
    assert written(source, span_of(source, "2023")) == "20</span><b><i>23"
    location = source.locate(span_of(source, "2023"))
    assert (location.line, location.column, location.end_column) == (1, 24, 41)


def test_entities_are_one_piece_each() -> None:
    source = page("<p>甲&nbsp;&lt;乙&#x4E19;&#19969;&nbsp2023&bogus;&</p>")
    assert lines(source) == ["甲\xa0<乙丙丁\xa02023&bogus;&"]
    assert written(source, span_of(source, "丙")) == "&#x4E19;"
    assert written(source, span_of(source, "<乙")) == "&lt;乙"
    assert written(source, span_of(source, "2023")) == "2023"


def test_a_paragraph_is_one_line_and_block_ends_are_one_line_end() -> None:
    source = page("<div>\n <div><p>甲\n乙</p></div>\r\n\r\n</div><ul><li>丙<li>丁</ul>戊<br/><br>己")
    assert lines(source) == ["甲 乙", "丙", "丁", "戊", "己"]


def test_preformatted_text_keeps_its_lines() -> None:
    source = page("<pre>甲\r\n乙\n丙</pre>丁\n戊")
    assert [each.rstrip() for each in lines(source)] == ["甲", "乙", "丙", "丁 戊"]


def test_only_what_a_browser_shows_is_text() -> None:
    source = page(
        "<script>if (a<b) '<p>甲</p>'</script><style>p{}</style><!-- 乙 <p> --><!-->"
        "<noscript>丙</noscript><select><option>丁</option></select><template>戊</template>"
        '<div style="color:red; display : NONE">己<div>庚</div>辛</div><p hidden>壬</p>'
        '<p class="a hidden b" style="overflow:hidden" title="hidden" aria-hidden="true">显</p>'
        "<p style='display:none'>藏<p>示</p><input type=hidden><![if !x]>末<![endif]>"
    )
    assert lines(source) == ["显", "示", "末"]


def test_a_stray_angle_bracket_is_text() -> None:
    source = page("<p>占比<5%,且 3 < 4 <</p>")
    assert lines(source) == ["占比<5%,且 3 < 4 <"]
    # The words and the end of their line.
    assert len(source.pieces) == 2


def test_the_page_tells_its_title_date_and_source() -> None:
    source = readers.read_text(
        "<html><head><title> 某局\n年报&amp;附件</title><META NAME=ArticleTitle CONTENT='年报'>"
        "<meta content=\"2024-01-17\" name='pubdate'/><meta name=ContentSource content=某局>"
        "<meta name=keywords content=甲></head><body><p>正文</p>"
    )
    assert [(each.name, each.value) for each in source.tags] == [
        ("title", "某局 年报&附件"), ("title", "年报"), ("published", "2024-01-17"), ("source", "某局"),
    ]  # fmt: skip
    assert source.text == "正文\n"


def test_a_page_filled_by_script_says_so() -> None:
    empty = page("<div id=app></div><script src=app.js></script><p>版权所有</p>")
    assert [(each.code, each.values) for each in empty.notices] == [("empty-body", {"loader": "script"})]
    assert not page("<p>无。</p>").tags
    assert not page(f"<script></script><p>{SENTENCE * 20}</p>").tags


# What a page holds: tables.


def test_a_table_row_is_a_line_and_blank_cells_are_seen() -> None:
    source = page(
        "<table><tr><td> 甲 </td><td></td><td>丙</td></tr><tr><td></td><td>&nbsp;</td><td>3</table>"
    )
    assert [each.replace("\xa0", "") for each in lines(source)] == [
        "甲  |  | 丙",
        " |  | 3",
    ]
    assert table(source) == {
        (0, 0): "甲", (0, 1): "", (0, 2): "丙", (1, 0): "", (1, 1): "", (1, 2): "3",
    }  # fmt: skip


def test_a_blank_cell_is_located_where_it_is() -> None:
    source = page("<table><tr><td>甲</td><td class=x></td><td></td></tr></table>")
    file = source.file or ""
    _, second, third = source.grids[0].cells
    first_end = file.index("</td>")
    second_end = file.index("</td>", first_end + 1)
    assert source.file_range(second.span) == (second_end, second_end)
    assert source.file_range(third.span)[0] == file.index("</td>", second_end + 1)


def test_a_cell_with_blanks_of_its_own_is_located_where_it_is() -> None:
    source = page("<table><tr><td>甲</td><td><p>&nbsp;</p></td><td> &emsp;</td><td>1</td></tr></table>")
    file = source.file or ""
    for bar, blank in (
        (source.text.index("|"), "&nbsp;"),
        (source.text.index("|", source.text.index("|") + 1), "&emsp;"),
    ):
        # Whoever cuts rows at their bars finds nothing right behind one.
        at = Span(bar + 1, bar + 1)
        assert file.startswith(blank, source.file_range(at)[0])
    # Before the words of a cell it is still the end of the cell before.
    last = source.text.rindex("|") + 1
    assert source.file_range(Span(last, last))[0] < file.index("1</td>")


def test_a_rowspan_cell_is_read_once_and_occupies_later_rows() -> None:
    source = page(
        "<table><tr><td rowspan=2>甲</td><td colspan='2'>乙</td></tr>"
        '<tr><td>丙</td><td ROWSPAN="0">丁</td></tr><tr><td>戊</td><td>己</td></tr></table>'
    )
    assert lines(source) == ["甲 | 乙", "丙 | 丁", "戊 | 己"]
    assert spans(source) == [
        (0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 2, 1), (2, 0, 1, 1), (2, 1, 1, 1),
    ]  # fmt: skip


def test_an_empty_row_counts_and_spans_are_clamped() -> None:
    source = page("<table><tr><td rowspan=99999999 colspan=99999999>甲<tr><tr><td>乙</table>")
    assert spans(source) == [(0, 0, 3, 1000), (2, 1000, 1, 1)]
    assert lines(source) == ["甲", "乙"]


def test_end_tags_are_implied() -> None:
    whole = "<table><tbody><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></tbody></table>末"
    assert lines(page(whole)) == ["甲 | 1", "乙 | 2", "末"]
    for body in (
        "<table><tr><td>甲<td>1<tr><td>乙<td>2</table>末",
        "<table><td>甲</td><td>1</td></tr><td>乙<th>2</table></table></td>末",
        "<table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr><p>末</p>",
        "<table></tr></td><tr><td>甲</td></b><td>1</tr><td>乙</td><td <td>2</td></tr></table>末",
    ):
        source = page(body)
        assert lines(source) == ["甲 | 1", "乙 | 2", "末"]
        assert table(source) == {(0, 0): "甲", (0, 1): "1", (1, 0): "乙", (1, 1): "2"}


def test_a_table_that_was_never_closed_ends_where_the_next_begins() -> None:
    source = page("<table><tr><td>甲</td><td>1</td></tr><p>四、</p><table><tr><td>乙</td><td>2</table>")
    assert lines(source) == ["甲 | 1", "四、", "乙 | 2"]
    assert len(source.grids) == 2


def test_blocks_in_a_cell_do_not_end_the_row() -> None:
    source = page(
        "<table><tr><td>\n<p>商业</p>\n<p>企业</p>\n</td><td>本年新<br/>制作数量<br></td></tr></table>"
    )
    assert lines(source) == ["商业 企业 | 本年新 制作数量"]


def test_a_table_around_a_table_is_layout() -> None:
    inner = "<table><tr><td>规章</td><td>1</td></tr></table>"
    source = page(f"<table><tr><td>首页</td><td><p>正文</p>{inner}后</td></tr><tr><td>末</td></tr></table>")
    assert lines(source) == ["首页", "正文", "规章 | 1", "后", "末"]
    assert table(source) == {(0, 0): "规章", (0, 1): "1"}


def test_a_table_of_one_cell_or_around_an_article_is_layout() -> None:
    assert not page("<table><tr><td><p>甲</p><p>乙</p></td></tr></table>").grids
    prose = f"<p>{SENTENCE}</p>" * 100
    source = page(f"<table><tr><td>导航</td><td>{prose}</td></tr></table>")
    assert not source.grids
    assert lines(source) == ["导航", *[SENTENCE] * 100]


def test_captions_and_text_between_cells_come_before_the_table() -> None:
    source = page("<table><caption>表一</caption><tr><td>甲</td>散<td>1</td></tr></table>")
    assert lines(source) == ["表一", "散", "甲 | 1"]
    assert written(source, span_of(source, "散")) == "散"


# What a page holds: laws.

VALUES = st.text(alphabet="甲乙丙0123456789.-、", min_size=1, max_size=6)
WRAPPERS = st.sampled_from(
    [
        "{}",
        "<p>{}</p>",
        "<span>{}</span>",
        "<b><i>{}</i></b>",
        "\n  {}\n",
        "&nbsp;{}&#160;",
        "<!-- x -->{}",
    ]
)


@st.composite
def markup_of(draw: st.DrawFn, value: str) -> str:
    cut = draw(st.integers(0, len(value)))
    joint = draw(st.sampled_from(["", "</span><span>", "<!-- | -->", "<o:p></o:p>"]))
    inside = value[:cut] + joint + value[cut:]
    if draw(st.booleans()):
        inside = "".join(f"&#{ord(each)};" if each in "甲0" else each for each in inside)
    return draw(WRAPPERS).format(inside)


@given(
    st.data(),
    st.lists(st.lists(VALUES | st.just(""), min_size=2, max_size=4), min_size=1, max_size=4),
)
def test_what_was_written_into_cells_is_read_back(data: st.DataObject, rows: list[list[str]]) -> None:
    cells = [[data.draw(markup_of(value)) for value in row] for row in rows]
    ends = data.draw(st.sampled_from(["</td>", ""]))
    body = "".join("<tr>" + "".join(f"<td>{each}{ends}" for each in row) for row in cells)
    source = page(f"<p>前</p><table>{body}</table><p>后</p>")
    assert lines(source)[0] == "前"
    assert lines(source)[-1] == "后"
    assert len(lines(source)) == len(rows) + 2
    read = table(source)
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            assert read[row, column] == value
    for cell in source.grids[0].cells:
        assert shown(written(source, cell.span)) == source.slice(cell.span)


@st.composite
def grids(draw: st.DrawFn) -> list[GridCell]:
    """Tile a grid with cells that do not overlap, each row starting at least one."""
    rows, columns = draw(st.integers(2, 5)), draw(st.integers(2, 5))
    free = {(row, column) for row in range(rows) for column in range(columns)}
    cells = []
    for row, column in sorted(free):
        if (row, column) not in free:
            continue
        high, wide = (
            draw(st.integers(1, rows - row)),
            draw(st.integers(1, columns - column)),
        )
        while not {(row, column + each) for each in range(wide)} <= free:
            wide -= 1
        free -= {(row + down, column + right) for down in range(high) for right in range(wide)}
        cells.append(GridCell(Span(0, 0), row, column, high, wide))
    return cells


@given(grids().filter(lambda cells: len(cells) > 1))
def test_any_tiling_of_a_grid_is_found_again(cells: list[GridCell]) -> None:
    rows = [
        [each for each in cells if each.row == row]
        for row in range(1 + max(each.row + each.row_span - 1 for each in cells))
    ]
    body = "".join(
        "<tr>"
        + "".join(f"<td rowspan={each.row_span} colspan={each.column_span}>数</td>" for each in row)
        + "</tr>"
        for row in rows
    )
    assert spans(page(f"<table>{body}</table>")) == [
        (each.row, each.column, each.row_span, each.column_span) for each in cells
    ]


SCRAPS = st.sampled_from(
    ["<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<td rowspan=3>", "<td colspan=2>", "<p>", "</p>",
     "<br>", "甲", "12", " ", "\r\n", "&nbsp;", "&#0;", "&#x110000;", "<", "&", "<!--", "-->", "<a ='", "'", '"', ">",
     "<pre>", "</pre>", "<title>", "<div hidden>", "</div>", "<caption>", "<script>", "</script>", "|", "\n"]
)  # fmt: skip


@given(st.lists(SCRAPS, max_size=40).map("".join))
def test_any_scraps_of_markup_give_a_source_that_is_whole(scraps: str) -> None:
    source = readers.READERS["html"](scraps, "scraps")
    at = 0
    for piece in source.pieces:
        assert piece.start == at
        assert piece.length > 0
        assert 0 <= piece.file_start <= piece.file_start + piece.file_length <= len(scraps)
        if piece.length == piece.file_length:
            kept = scraps[piece.file_start : piece.file_start + piece.file_length]
            assert re.sub(r"\s", " ", kept) == re.sub(r"\s", " ", source.text[at : at + piece.length])
        at += piece.length
    assert at == len(source.text)
    for grid in source.grids:
        taken = [(each.row, each.column) for each in grid.cells]
        assert len(set(taken)) == len(taken)
        assert all(grid.span.holds(each.span) for each in grid.cells)


# Hostile shapes and speed

HOSTILE = [
    "<", "<a", "<a ", "<!", "<!--", "<!-- ", "</", "<?", "&", "&#", "&#x", "&a", "&#1", "&#x110000;", "&#xD800;",
    '<a ="', "<a ='", '<a ="x" ', "<a =\"'", "<a b='\"' ", "<div>", "<p>", "<span>", "<table>", "<table><tr><td>", "<td>",
    "<tr>", "<tr><td rowspan=1000>", "<td rowspan=99999999 colspan=99999999>", "<table><td>", "</table>",
    "<script>", "<title>", "<textarea>", "<select>", "<p hidden>", "<div style='display:none'>",
    "<td style=display:none>", "<pre>", "<meta name=", "<caption>", "<br>", "\r\n", " ", "|", "|-", "|---|\n", "| \n", "# ",
    "**", "-", "- ", "<table><tr><td>a</td><td>b</td></tr>", "甲|", "\\|",
]  # fmt: skip


@pytest.mark.parametrize("scrap", HOSTILE)
@pytest.mark.parametrize("opening", ["<html>", "<html><table><tr><td>1<td>2", "", "a|b\n---|---\n"])
def test_hostile_shapes_take_linear_time(opening: str, scrap: str) -> None:
    text = opening + scrap * (200_000 // len(scrap))
    assert is_read_within(2, text)
    assert is_read_within(2, text + "x\">'x>-->")


def test_alternating_spans_over_many_rows_take_linear_time() -> None:
    wide = "".join(f"<td rowspan={998 + each % 2}>" for each in range(1000))
    assert is_read_within(2, "<html><table>" + (f"<tr>{wide}" + "<tr><td>" * 990) * 8)


def test_one_report_as_a_page_of_60_kb_is_read_at_once() -> None:
    style = 'style="text-indent: 2em; text-align: justify; font-family: 仿宋_GB2312; line-height: 28pt"'
    row = "<tr>" + f'<td width="43"><p {style}><span>12</span></p></td>' * 7 + "</tr>"
    body = f"<table>{row * 40}</table>" + f"<p {style}>{SENTENCE * 6}</p>" * 120
    text = f"<html><body>{body}</body></html>"
    assert len(text) > 60_000
    # Takes about 6 ms; the limit allows for a busy machine.
    assert min(timed(text) for _ in range(5)) < 0.04


# The corpus


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the corpus of public reports is not at {CORPUS}")
def test_every_file_of_the_corpus_is_read() -> None:
    media = {".html": "html", ".docx": "word", ".pdf": "pdf"}
    for path in sorted(CORPUS.rglob("*.*")):
        source = readers.read(path.read_bytes(), path.name)
        assert media.get(path.suffix) in (None, source.media)
        assert (source.media == "html") == (path.suffix == ".html")
        assert "\ufffd" not in source.text


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the corpus of public reports is not at {CORPUS}")
@pytest.mark.parametrize("prefix", GRIDS)
def test_the_cells_of_the_corpus_lead_back_to_their_markup(prefix: str) -> None:
    (path,) = (CORPUS / "reports").glob(f"{prefix}*.html")
    source = readers.read(path.read_bytes(), path.name)
    assert len(source.grids) == GRIDS[prefix]
    for grid in source.grids:
        for cell in grid.cells:
            value = source.slice(cell.span)
            assert shown(written(source, cell.span)) == re.sub(r"\s+", "", value)
