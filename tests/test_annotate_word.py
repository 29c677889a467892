"""
Comments in Word documents, down to the bytes: what is put in, and that nothing else changes.
"""

import functools
import io
import os
import re
import shutil
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from random import Random
from typing import Any
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

import docx
import pypdfium2
import pytest
from attrs import evolve
from bench.reports import drafted, office, opc
from bench.reports.office import ByHand
from bench.reports.opc import OFFICE, changed, member, package
from hypothesis import given
from hypothesis import strategies as st

import disclint
from disclint import Diagnostic, Result
from disclint.outputs.annotated import word
from disclint.outputs.annotated.word import part
from disclint.outputs.view import View
from disclint.readers import xmltree
from disclint.readers.unreadable import Unreadable
from disclint.readers.word.names import W
from disclint.session import data
from disclint.source import Span

ZH = View(editions=data.editions())
MAIN = "word/document.xml"
SEEDS = [(1, "TBL4-SUM-RECON/total"), (3, "CEL-BLANK"), (8, None), (11, "TBL3-SUM-ROW/total")]
needs_office = pytest.mark.skipif(
    not shutil.which("soffice") and not os.environ.get("CI"), reason="no LibreOffice here"
)


def checked(content: bytes) -> Result:
    return disclint.check_bytes(content, "甲.docx")


def commented(content: bytes) -> bytes:
    """
    A document with comments on what is wrong in it.
    """
    return word.annotated(content, checked(content), ZH)


def remarked(content: bytes, *wanted: str | Span) -> tuple[bytes, Result]:
    """
    A document with a comment on each of these words, where they are first, or places; and what it was taken for.
    """
    result = checked(content)
    assert result.source is not None
    text = result.source.text
    spans = [
        each if isinstance(each, Span) else Span(text.index(each), text.index(each) + len(each))
        for each in wanted
    ]
    found = tuple(
        Diagnostic("A-B", "error", each, "document", {"zh": f"甲<乙>&“{at}”"})
        for at, each in enumerate(spans)
    )
    result = evolve(result, diagnostics=found)
    return word.annotated(content, result, ZH), result


def root(content: bytes, name: str = MAIN) -> Element:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return xmltree.parse(file.read(name))


def text(content: bytes) -> str:
    return "".join(each.text or "" for each in root(content).iter(f"{W}t"))


def on(content: bytes) -> dict[str, str]:
    """
    The characters that each comment is on; each has its beginning, its end and its reference, in this order.
    """
    found: dict[str, str] = {}
    steps: dict[str, list[str]] = {}
    for each in root(content).iter():
        name, id = each.tag.removeprefix(W), each.get(f"{W}id", "")
        if name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
            steps.setdefault(id, []).append(name.removeprefix("comment"))
            found.setdefault(id, "")
        elif name == "t":
            for id, done in steps.items():
                if done == ["RangeStart"]:
                    found[id] += each.text or ""
    assert all(each == ["RangeStart", "RangeEnd", "Reference"] for each in steps.values()), steps
    return dict(sorted(found.items(), key=lambda each: int(each[0])))


def said(content: bytes) -> dict[str, tuple[str, str]]:
    """
    Who wrote each comment and what it says.
    """
    return {
        each.get(f"{W}id", ""): (
            each.get(f"{W}author", ""),
            "".join(one.text or "" for one in each.iter(f"{W}t")),
        )
        for each in root(content, "word/comments.xml")
    }


MARKS = (
    r'(?:<w:commentRangeStart w:id="\d+"/>|<w:commentRangeEnd w:id="\d+"/>'
    r'<w:r><w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr><w:commentReference w:id="\d+"/></w:r>)'
)


def without(xml: str) -> str:
    """
    The text part without what was put into it; its runs are told apart by `w:rsidR`.
    """
    split = re.compile(rf'(?:</w:t>)?</w:r>{MARKS}+(<w:r w:rsidR="\w+">)(?:<w:rPr>.*?</w:rPr>)?')
    at = 0
    while found := split.search(xml, at):
        before = xml.rfind("<w:r ", 0, found.start())
        if xml[before:].startswith(found[1]):
            end = found.end()
            if found.group().startswith("</w:t>"):
                end = xml.index(">", end) + 1
            xml = xml[: found.start()] + xml[end:]
            at = before
        else:
            at = found.start() + 1
    return re.sub(MARKS, "", xml)


def numbered(xml: str) -> str:
    """
    The text part with runs that can be told apart.
    """
    numbers = count(1)
    return re.sub(r"<w:r>", lambda _: f'<w:r w:rsidR="{next(numbers):08X}">', xml)


@functools.cache
def document(seed: int, fault: str | None) -> bytes:
    draft = drafted(seed, fault) if fault else drafted(seed)
    return changed(ByHand(draft, Random(seed)).data(), MAIN, numbered)


# What stays.


@pytest.mark.parametrize(("seed", "fault"), SEEDS)
def test_nothing_is_put_in_but_comments_and_all_else_is_the_same_bytes(seed: int, fault: str | None) -> None:
    before = document(seed, fault)
    result = checked(before)
    assert result.source is not None
    # Beside what is wrong, a comment on each of some stretches of the text.
    random = Random(seed)
    size = len(result.source.text)
    starts = [random.randrange(size) for _ in range(60)]
    spans = [Span(each, min(size, each + random.randrange(30))) for each in starts]
    more = tuple(Diagnostic("A-B", "error", each, "document", {"zh": "甲"}) for each in spans)
    result = evolve(result, diagnostics=result.diagnostics + more)
    after = word.annotated(before, result, ZH)
    assert without(member(after, MAIN)) == member(before, MAIN)
    assert text(after) == text(before)
    ranges = on(after)
    assert list(said(after)) == [str(each) for each in range(len(result.diagnostics))]
    assert ranges.keys() == said(after).keys()
    exact = 0
    for id, each in enumerate(result.diagnostics):
        first, last = result.source.file_range(each.span)
        told = (result.source.file or "")[first:last]
        # What lies in a text box or takes in one is around the run of the box.
        assert told in ranges[str(id)]
        exact += told == ranges[str(id)]
    assert exact > len(spans) // 2
    with zipfile.ZipFile(io.BytesIO(before)) as one, zipfile.ZipFile(io.BytesIO(after)) as other:
        assert other.testzip() is None
        assert other.namelist() == [*one.namelist(), "word/comments.xml"]
        for each in set(one.namelist()) - {MAIN, "[Content_Types].xml", "word/_rels/document.xml.rels"}:
            assert one.read(each) == other.read(each)
            assert one.getinfo(each).date_time == other.getinfo(each).date_time


@pytest.mark.parametrize(("seed", "fault"), SEEDS)
@pytest.mark.parametrize("by_hand", [False, True])
def test_annotating_again_changes_nothing(seed: int, fault: str | None, *, by_hand: bool) -> None:
    before = document(seed, fault) if by_hand else office.by_python_docx(drafted(seed, fault or "CEL-BLANK"))
    once = commented(before)
    again = commented(once)
    assert [each.rule for each in checked(once).diagnostics] == [
        each.rule for each in checked(before).diagnostics
    ]
    assert once == again


def test_a_document_without_findings_stays_as_it_is() -> None:
    content = package("<w:body><w:p><w:r><w:t>购物清单</w:t></w:r></w:p></w:body>")
    after, _ = remarked(content)
    assert member(after, MAIN) == member(content, MAIN)
    assert "word/comments.xml" not in zipfile.ZipFile(io.BytesIO(after)).namelist()


# How things are written.

P = "<w:body><w:p>{}</w:p></w:body>"
RUN = '<w:r w:rsidR="00AA"><w:rPr><w:b/></w:rPr>{}</w:r>'


def marked(body: str, *wanted: str) -> tuple[str, list[str]]:
    """
    What a body becomes, and what its comments are on.
    """
    after, _ = remarked(package(body), *wanted)
    xml = member(after, MAIN)
    return xml[xml.index("<w:body>") : xml.rindex("</w:document>")], list(on(after).values())


@pytest.mark.parametrize(
    ("written", "wanted", "cut"),
    [
        ("<w:t>共收到12件</w:t>", "12件", '<w:t xml:space="preserve">共收到</w:t></w:r>'),
        (
            '<w:t xml:space="default" >共收到12件</w:t >',
            "12件",
            '<w:t xml:space="preserve" >共收到</w:t></w:r>',
        ),
        ("<w:t>a&amp;&#20849;b&lt;c</w:t>", "共b", '<w:t xml:space="preserve">a&amp;</w:t></w:r>'),
        (
            "<w:t>甲<![CDATA[乙<丙]]]>丁</w:t>",
            "<丙",
            '<w:t xml:space="preserve">甲<![CDATA[乙]]></w:t></w:r>',
        ),
        (
            "<w:t>甲<![CDATA[乙<丙]]>丁</w:t>",
            "丁",
            '<w:t xml:space="preserve">甲<![CDATA[乙<丙]]></w:t></w:r>',
        ),
        ("<w:t>甲<!-- 乙<丙 -->乙<?x 丙?>丙丁</w:t>", "丙丁", "甲<!-- 乙<丙 -->乙</w:t></w:r>"),
        ("<w:t>甲\U00020000乙丙</w:t>", "乙丙", "甲\U00020000</w:t></w:r>"),
        ("<w:tab/><w:t>甲</w:t><w:br/><w:t>乙</w:t>", "甲", "<w:tab/></w:r>"),
        ("<w:t>甲</w:t><w:tab/>", "甲", "<w:t>甲</w:t></w:r><w:commentRangeEnd"),
    ],
)
def test_a_run_is_split_where_the_words_begin_and_end(written: str, wanted: str, cut: str) -> None:
    before = package(P.format(RUN.format(written)))
    after, _ = remarked(before, wanted)
    assert list(on(after).values()) == [wanted]
    assert text(after) == text(before)
    assert cut in member(after, MAIN)
    runs = [each for each in root(after).iter(f"{W}r") if each.find(f"{W}commentReference") is None]
    assert len(runs) > 1
    assert all(each[0].tag == f"{W}rPr" and each[0][0].tag == f"{W}b" for each in runs)
    assert all(each.get(f"{W}rsidR") == "00AA" for each in runs)


def test_line_ends_of_two_characters_count_as_one() -> None:
    before = changed(
        package(P.format("@")),
        MAIN,
        lambda xml: xml.replace("@", RUN.format("<w:t>甲\r\n乙<![CDATA[丙\r\n丁]]></w:t>")),
    )
    for wanted in ("乙丙", "丁"):
        after, _ = remarked(before, wanted)
        assert list(on(after).values()) == [wanted]
        assert text(after) == text(before)


def test_comments_that_meet_and_overlap_stand_in_order() -> None:
    xml, found = marked(P.format(RUN.format("<w:t>一二三四五</w:t>")), "二三", "三四", "四五", "二三")
    assert found == ["二三", "三四", "四五", "二三"]
    # At one place what ends comes before what begins.
    between = xml[xml.index(">三</w:t>") : xml.index(">四</w:t>")]
    assert between.rindex("commentRangeEnd") < between.index("commentRangeStart")


def test_a_comment_goes_over_runs_controls_and_changes() -> None:
    body = P.format(
        f'{RUN.format("<w:t>甲乙</w:t>")}<w:ins w:id="1" w:author="王"><w:r><w:t>丙</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="王"><w:r><w:delText>丁</w:delText></w:r></w:del>'
        "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>戊己</w:t></w:r></w:sdtContent></w:sdt>"
    )
    xml, found = marked(body, "乙丙戊", "丙")
    assert found == ["乙丙戊", "丙"]
    assert '<w:del w:id="2" w:author="王"><w:r><w:delText>丁</w:delText></w:r></w:del>' in xml


BOX = (
    "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent><w:p>{0}</w:p></w:txbxContent>"
    "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p>{0}</w:p></w:txbxContent>"
    "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
)


def test_what_stands_in_a_box_is_told_at_the_box() -> None:
    box = BOX.format("<w:r><w:t>盒中有字</w:t></w:r>")
    xml, _ = marked(P.format(f"<w:r><w:t>前</w:t></w:r><w:r>{box}</w:r><w:r><w:t>后</w:t></w:r>"), "中有")
    assert f'<w:commentRangeStart w:id="0"/><w:r>{box}</w:r><w:commentRangeEnd w:id="0"/>' in xml
    ruby = "<w:ruby><w:rubyPr/><w:rt><w:r><w:t>yín</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>鄞县</w:t></w:r></w:rubyBase></w:ruby>"
    xml, _ = marked(P.format(f"<w:r>{ruby}</w:r>"), "鄞")
    assert f'<w:commentRangeStart w:id="0"/><w:r>{ruby}</w:r><w:commentRangeEnd w:id="0"/>' in xml


TABLE = (
    "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr>{}</w:tr><w:tr>{}</w:tr></w:tbl>"
)


def cell(inside: str) -> str:
    return f"<w:tc><w:tcPr/>{inside}</w:tc>"


FULL = "<w:p><w:r><w:t>有</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("empty", "then"),
    [
        ("<w:p/>", "<w:p>{}</w:p>"),
        ("<w:p ></w:p >", "<w:p >{}</w:p >"),
        (
            "<w:p><w:pPr><w:jc w:val='center'/></w:pPr></w:p>",
            "<w:p><w:pPr><w:jc w:val='center'/></w:pPr>{}</w:p>",
        ),
        (
            "<w:sdt><w:sdtPr/><w:sdtContent><w:p/></w:sdtContent></w:sdt>",
            "<w:sdtContent><w:p>{}</w:p></w:sdtContent>",
        ),
    ],
)
@pytest.mark.parametrize("nested", [False, True])
def test_an_empty_cell_has_its_comment_in_it(empty: str, then: str, *, nested: bool) -> None:
    table = TABLE.format(cell(FULL) + cell(FULL), cell(FULL) + cell(empty))
    body = f"<w:body>{TABLE.format(cell(FULL), cell(table + '<w:p/>')) if nested else table}</w:body>"
    result = checked(package(body))
    assert result.source is not None
    name = f"{'t1/r2/c1/' if nested else ''}t1/r2/c2"
    at = next(
        (at for at in range(len(result.source.text) + 1) if result.locate(Span(at, at)).block == name), None
    )
    if at is None:
        pytest.skip("a cell within a cell has no place of its own")
    after, _ = remarked(package(body), Span(at, at))
    (begun, ended) = ('<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>')
    assert then.format("{}").partition("{}")[0] + begun + ended in member(after, MAIN)
    assert without(member(after, MAIN)).replace("<w:p></w:p>", "<w:p/>") == member(package(body), MAIN)


def test_what_has_no_place_is_told_at_its_paragraph() -> None:
    whole = "<w:r><w:t>甲县</w:t></w:r><w:r><w:t>年报</w:t></w:r>"
    _, found = marked(
        f"<w:body><w:p/><w:p>{whole}</w:p><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:body>", Span(0, 0)
    )
    assert found == ["甲县年报"]
    after, _ = remarked(package("<w:body/>"), Span(0, 0))
    assert len(list(root(after).iter(f"{W}p"))) == 1
    assert on(after) == {"0": ""}
    after, _ = remarked(package("<w:body><w:p/><w:sectPr/></w:body>"), Span(0, 0))
    assert [each.tag for each in root(after)[0]] == [f"{W}p", f"{W}sectPr"]


# Other ways to write the same.


def prefixed(prefix: str) -> Callable[[str], str]:
    def change(xml: str) -> str:
        return xml.replace("<w:", f"<{prefix}:").replace("</w:", f"</{prefix}:").replace(" w:", f" {prefix}:").replace(
            "xmlns:w=", f"xmlns:{prefix}="
        )  # fmt: skip

    return change


def without_prefix(xml: str) -> str:
    # Attributes need one, which stands for the same.
    bare = xml.replace("<w:", "<").replace("</w:", "</").replace(" w:", " a:")
    return bare.replace("xmlns:w=", f'xmlns="{opc.W}" xmlns:a=')


def hidden_prefix(xml: str) -> str:
    # `w` means something else where the words are.
    return prefixed("x")(xml).replace("<x:p>", '<x:p xmlns:w="urn:else">')


def rebound(xml: str) -> str:
    return xml.replace("<w:p>", f'<x:p xmlns:x="{opc.W}" xmlns:w="urn:else">').replace("</w:p>", "</x:p>").replace(
        "<w:r>", "<x:r>"
    ).replace("</w:r>", "</x:r>").replace("<w:t ", "<x:t ").replace("</w:t>", "</x:t>")  # fmt: skip


def strict(xml: str) -> str:
    return xml.replace(opc.W, "http://purl.oclc.org/ooxml/wordprocessingml/main")


def declared(xml: str) -> str:
    # Whatever it says, the bytes tell.
    return f'<?xml version="1.0" encoding="GB2312"?>\n<!-- 甲<乙 --><?x y?>{xml}\n<!-- 完 -->\n'


NAMINGS = {
    "prefixed": prefixed("x"), "without": without_prefix, "hidden": hidden_prefix, "rebound": rebound,
    "strict": strict, "declared": declared,
}  # fmt: skip


@pytest.mark.parametrize("change", NAMINGS.values(), ids=NAMINGS.keys())
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"])
def test_names_and_encodings_are_kept(change: Callable[[str], str], encoding: str) -> None:
    body = P.format("".join(office.run(each) for each in ("共收到政府", "信息公开申请", "12件")))
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    xml = change(member(package(body), MAIN))
    before = replaced(package(body), MAIN, mark + xml.encode(encoding))
    after, _ = remarked(before, "收到政府信息", "2件", Span(0, 0))
    assert list(on(after).values()) == ["收到政府信息", "2件", "共收到政府信息公开申请12件"]
    assert text(after) == text(before)
    again, _ = remarked(after, "收到政府信息", "2件", Span(0, 0))
    assert again == after
    with zipfile.ZipFile(io.BytesIO(after)) as file:
        written = file.read(MAIN)
    assert written.startswith(mark + xml[:20].encode(encoding))
    if change is strict:
        assert xmltree.decoded(written)[0].count(opc.W) == 0
        assert 'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/comments"' in member(
            after, "word/_rels/document.xml.rels"
        )


def replaced(content: bytes, name: str, new: bytes | None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as file, zipfile.ZipFile(stream, "w") as other:
        for each in file.namelist():
            if each != name or new is not None:
                other.writestr(each, new if each == name and new is not None else file.read(each))
        if name not in file.namelist() and new is not None:
            other.writestr(name, new)
    return stream.getvalue()


# Comments of others.


def comment(id: str, author: str, words: str, more: str = "") -> str:
    return f'<w:comment w:id="{id}" w:author="{author}"><w:p{more}><w:r><w:t>{words}</w:t></w:r></w:p></w:comment>'


W14, W15 = (
    "http://schemas.microsoft.com/office/word/2010/wordml",
    "http://schemas.microsoft.com/office/word/2012/wordml",
)


def of_others(own: str = "disclint") -> bytes:
    mark = '<w:commentRangeStart w:id="{0}"/>{1}<w:commentRangeEnd w:id="{0}"/><w:r><w:rPr/><w:commentReference w:id="{0}"/></w:r>'
    body = (
        mark.format(7, office.run("甲")) + mark.format(2, office.run("乙")) + mark.format(0, office.run("丙"))
    )
    ids = (f' xmlns:w14="{W14}" w14:paraId="{each}"' for each in ("0A", "0B", "0C"))
    comments = (
        comment("7", own, "旧", next(ids))
        + comment("2", "王", "请核", next(ids))
        + comment("0", own, "旧", next(ids))
    )
    content = package(P.format(body), comments=comments)
    extended = "".join(
        f'<w15:commentEx w15:paraId="{id}"{parent} w15:done="0"/>'
        for id, parent in (("0A", ""), ("0B", ' w15:paraIdParent="0A"'), ("0C", ""))
    )
    content = replaced(
        content,
        "word/commentsExtended.xml",
        f'<w15:commentsEx xmlns:w15="{W15}">{extended}</w15:commentsEx>'.encode(),
    )
    return changed(
        content,
        "word/_rels/document.xml.rels",
        lambda xml: xml.replace(
            "</Rel",
            '<Relationship Id="r9" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" Target="commentsExtended.xml"/></Rel',
        ),
    )


def test_own_comments_make_way_and_those_of_others_stay_with_their_answers() -> None:
    after, _ = remarked(of_others(), "丙")
    assert list(said(after).values()) == [("王", "请核"), ("disclint", "错误[A-B] 甲<乙>&“0”")]
    assert on(after) == {"2": "乙", "0": "丙"}
    # The answer to a comment that went is a comment of its own.
    kept = member(after, "word/commentsExtended.xml")
    assert kept.count("<w15:commentEx ") == 1
    assert '<w15:commentEx w15:paraId="0B" w15:done="0"/>' in kept
    assert member(after, "[Content_Types].xml").count("comments.xml") == 1
    nothing, _ = remarked(of_others())
    assert on(nothing) == {"2": "乙"}


def test_a_number_that_others_have_too_is_left_to_them() -> None:
    content = changed(of_others(), "word/comments.xml", lambda xml: xml.replace('w:id="2"', 'w:id="7"'))
    after, _ = remarked(content, "甲")
    assert [author for author, _ in said(after).values()] == ["王", "disclint"]
    assert {"2", "7"} <= on(after).keys()


def test_words_of_others_in_a_run_with_our_reference_stay() -> None:
    content = changed(
        of_others(),
        MAIN,
        lambda xml: xml.replace(
            '<w:commentReference w:id="7"/>', '<w:commentReference w:id="7"/><w:t>丁</w:t>'
        ),
    )
    after, _ = remarked(content)
    assert text(after) == "甲丁乙丙"
    assert on(after).keys() == {"2"}


# Styles.

STYLES = (
    '<w:style w:type="character" w:styleId="a5"><w:name w:val="annotation reference"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="a&quot;6"><w:name w:val="Annotation Text"/></w:style>'
)


def test_styles_are_those_of_the_document_by_their_names() -> None:
    body = P.format(office.run("甲"))
    after, _ = remarked(package(body, styles=STYLES), "甲")
    assert '<w:rStyle w:val="a5"/></w:rPr><w:commentReference' in member(after, MAIN)
    assert '<w:pStyle w:val="a&quot;6"/>' in member(after, "word/comments.xml")
    after, _ = remarked(package(body, styles="<w:style"), "甲")
    assert "Style" not in member(after, MAIN) + member(after, "word/comments.xml")


# Damaged and hostile packages.

TYPES, RELS = "[Content_Types].xml", "word/_rels/document.xml.rels"


def named_elsewhere(content: bytes) -> bytes:
    relation = f'<Relationship Id="rId1" Type="{OFFICE}/comments" Target="/Word/Notes/批注.xml"/></Rel'
    return changed(content, RELS, lambda xml: xml.replace("</Rel", relation))


def with_part(content: bytes) -> bytes:
    # One that nothing names.
    return replaced(content, "word/comments.xml", b"<x/>")


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (lambda content: replaced(content, RELS, None), "word/comments.xml"),
        (lambda content: replaced(content, RELS, b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'/>"), "word/comments.xml"),
        (named_elsewhere, "Word/Notes/批注.xml"),
        (with_part, "word/comments1.xml"),
        (lambda content: changed(content, TYPES, lambda xml: xml.replace("<Types", "<t:Types").replace("<", "<t:").replace("<t:/", "</t:").replace("<t:t:", "<t:").replace("xmlns=", "xmlns:t=")), "word/comments.xml"),
    ],
)  # fmt: skip
def test_the_part_is_made_where_it_belongs(change: Callable[[bytes], bytes], name: str) -> None:
    after, _ = remarked(change(package(P.format(office.run("甲乙")))), "乙")
    assert on(after) == {"0": "乙"}
    document = docx.Document(io.BytesIO(after))
    assert [each.text for each in document.comments] == ["错误[A-B] 甲<乙>&“0”"]
    assert name in zipfile.ZipFile(io.BytesIO(after)).namelist()
    assert len(zipfile.ZipFile(io.BytesIO(after)).namelist()) == len(
        set(zipfile.ZipFile(io.BytesIO(after)).namelist())
    )
    again, _ = remarked(after, "乙")
    assert again == after


def overlapping(content: bytes) -> bytes:
    """
    An archive in which many members are the same bytes.
    """
    content = replaced(content, "word/media/a.bin", bytes(1 << 20))
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        info = file.getinfo("word/media/a.bin")
        start = file.start_dir
        end = content.rindex(b"PK\5\6")
        listed = content[start:end]
        entry = listed[listed.rindex(b"PK\1\2", 0, listed.index(info.filename.encode())) :]
        entry = entry[: 46 + len(info.filename)]
    copies = b"".join(entry.replace(b"a.bin", f"{at:05x}".encode()) for at in range(1000))
    total = len(file.filelist) + 1000
    tail = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, total, total, len(listed) + len(copies), start, 0)
    return content[:end] + copies + tail


@pytest.mark.parametrize(
    "change",
    [
        overlapping,
        lambda content: replaced(content, TYPES, None),
        lambda content: replaced(content, TYPES, b"<Types"),
        lambda content: replaced(content, TYPES, b"<!DOCTYPE x><x/>"),
        lambda content: changed(content, RELS, lambda xml: xml.replace("</Rel", f'<Relationship Id="q" Type="{OFFICE}/comments" Target="styles.xml"/></Rel')),
    ],
)  # fmt: skip
def test_a_package_that_is_not_sound_is_refused_with_a_remedy(change: Callable[[bytes], bytes]) -> None:
    content = change(replaced(package(P.format(office.run("甲"))), "word/styles.xml", b"<a>"))
    with pytest.raises(disclint.UsageError) as caught:
        remarked(content, "甲")
    assert "另存为" in caught.value.to_do("zh")


def test_what_is_no_zip_is_refused() -> None:
    result = checked(package(P.format(office.run("甲"))))
    for content in (b"", b"PK\3\4", package(P.format(""))[:-40]):
        with pytest.raises(disclint.UsageError):
            word.annotated(content, result, ZH)


def test_a_bomb_among_the_pictures_is_not_unpacked() -> None:
    stream = io.BytesIO(package(P.format(office.run("甲"))))
    with (
        zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as file,
        file.open("word/media/a.bin", "w", force_zip64=True) as bomb,
    ):
        for _ in range(300):
            bomb.write(bytes(1 << 20))
    after, _ = remarked(stream.getvalue(), "甲")
    assert len(after) < len(stream.getvalue()) + 4096
    assert zipfile.ZipFile(io.BytesIO(after)).getinfo("word/media/a.bin").file_size == 300 << 20


@pytest.mark.parametrize(
    "body",
    [
        # Words outside any run, runs in runs, a thing without a paragraph, numbers that are none.
        "<w:t>甲</w:t><w:p><w:t>乙</w:t><w:r><w:t>丙</w:t></w:r></w:p>",
        "<w:r><w:t>甲</w:t></w:r><w:p><w:r><w:r><w:t>丙</w:t></w:r></w:r></w:p>",
        '<w:p><w:commentRangeStart/><w:commentRangeEnd w:id="99999999999999999999"/><w:r><w:t>丙</w:t></w:r></w:p>',
        "<w:p><w:r><w:t>丙<w:t>丁</w:t>戊</w:t></w:r></w:p>",
    ],
)
def test_what_nobody_writes_does_no_harm(body: str) -> None:
    before = package(f"<w:body>{body}</w:body>")
    result = checked(before)
    assert result.source is not None
    spans = [
        Span(at, end) for at in range(len(result.source.text)) for end in range(at, len(result.source.text))
    ]
    after, _ = remarked(before, *spans)
    assert text(after) == text(before)
    assert len(said(after)) == len(spans)


def test_a_large_part_takes_little_time() -> None:
    inner = "<w:rPr>" * 30_000 + "<w:t>x</w:t>" + "</w:rPr>" * 30_000
    body = f"<w:p><w:r><w:t>甲{'&amp;' * 900_000}</w:t></w:r></w:p><w:p><w:r><w:t>乙</w:t>{inner}</w:r></w:p>"
    content = package(f"<w:body>{body * 1}</w:body>")
    result = checked(package(P.format(office.run("甲"))))
    found = tuple(
        Diagnostic("A-B", "error", Span(0, each % 2), "document", {"zh": "甲"}) for each in range(300)
    )
    began = time.process_time()
    after = word.annotated(content, evolve(result, diagnostics=found), ZH)
    # A second or two where nothing grows with the square of anything.
    assert time.process_time() - began < 15
    assert len(on(after)) == 300


# Whatever the runs are.

WORDS = st.text(st.sampled_from("甲乙\U00020000<&]> \n12"), max_size=4)
PIECES = st.tuples(WORDS, st.sampled_from(["plain", "cdata", "entities", "tab", "comment"]))


def piece(words: str, manner: str) -> str:
    if manner == "cdata":
        return f"<![CDATA[{words}]]>" if "]]>" not in words and not words.endswith("]") else escape(words)
    if manner == "entities":
        return "".join(f"&#{ord(each)};" for each in words)
    if manner == "comment":
        return f"{escape(words)}<!--{'x' * len(words)}-->"
    return escape(words)


@given(
    st.lists(st.lists(PIECES, max_size=4), min_size=1, max_size=5),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12)), max_size=8),
)
def test_any_runs_can_be_cut_anywhere(
    runs: list[list[tuple[str, str]]], places: list[tuple[int, int]]
) -> None:
    body = ""
    for run in runs:
        inside = "".join(
            "<w:tab/>" if manner == "tab" else f"<w:t>{piece(words, manner)}</w:t>" for words, manner in run
        )
        body += f"<w:r><w:rPr><w:i/></w:rPr>{inside}</w:r>"
    before = package(P.format(body))
    result = checked(before)
    if result.source is None:
        return
    size = len(result.source.text)
    spans = [Span(min(at, size), min(at + long, size)) for at, long in places]
    after, result = remarked(before, *spans)
    assert text(after) == text(before)
    found = on(after)
    assert len(found) == len(spans)
    assert result.source is not None
    for id, each in enumerate(spans):
        first, last = result.source.file_range(each)
        if first < last:
            assert found[str(id)] == (result.source.file or "")[first:last]
    assert remarked(after, *spans)[0] == after


def test_a_part_knows_what_its_bytes_are() -> None:
    read = part.parsed("<a b='>'><c/>甲<d>乙</d ></a>".encode())
    c, d = read.root
    assert [read.raw(each).decode() for each in (read.root, c, d)] == [
        "<a b='>'><c/>甲<d>乙</d ></a>",
        "<c/>",
        "<d>乙</d >",
    ]
    for broken in (b"", b"<a>", b"<a></b>", b"<!DOCTYPE a><a/>", b"\xff<a/>"):
        with pytest.raises(Unreadable):
            part.parsed(broken)


# Other programs.


@needs_office
def test_libreoffice_shows_each_comment_where_it_belongs(tmp_path: Path) -> None:
    before = document(3, "CEL-BLANK")
    result = checked(before)
    (tmp_path / "批注.docx").write_bytes(commented(before))
    options = '{"ExportNotes":{"type":"boolean","value":"true"}}'
    printed(tmp_path, f"pdf:writer_pdf_Export:{options}", tmp_path / "批注.docx")
    with pypdfium2.PdfDocument(tmp_path / "批注.pdf") as pdf:
        shown = [each for page in pdf for each in noted(page)]
    assert sorted(each.splitlines()[0] for each in shown) == sorted(
        f"{'警告' if each.severity == 'warning' else '错误' if each.severity == 'error' else '提示'}[{each.rule}] {each.message['zh']}"
        for each in result.diagnostics
    )
    # What LibreOffice writes is commented again.
    printed(tmp_path, "docx:MS Word 2007 XML", tmp_path / "批注.docx", tmp_path / "再存")
    theirs = (tmp_path / "再存" / "批注.docx").read_bytes()
    after = commented(theirs)
    assert text(after) == text(theirs)
    assert sum(author == "disclint" for author, _ in said(after).values()) == len(checked(theirs).diagnostics)


def printed(folder: Path, kind: str, file: Path, to: Path | None = None) -> None:
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind,
               "--outdir", to or folder, file]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)


def noted(page: Any) -> list[str]:
    """
    What the notes on a page say.
    """
    raw = pypdfium2.raw
    found = []
    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, at)
        if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_TEXT:
            size = raw.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
            buffer = (raw.FPDF_WCHAR * (size // 2))()
            raw.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size)
            found.append(bytes(buffer).decode("utf-16-le").rstrip("\0"))
        raw.FPDFPage_CloseAnnot(annotation)
    return found


@pytest.mark.parametrize(
    ("seed", "fault", "by_hand"), [*((*each, True) for each in SEEDS), (3, "CEL-BLANK", False)]
)
def test_a_validator_of_office_files_finds_nothing_new(
    seed: int, fault: str | None, tmp_path: Path, *, by_hand: bool
) -> None:
    openxml_audit = pytest.importorskip("openxml_audit", reason="pip install -e '.[test]'")
    before = document(seed, fault) if by_hand else office.by_python_docx(drafted(seed, fault or "CEL-BLANK"))
    if by_hand:
        before = replaced(
            before, "word/styles.xml", f'<w:styles xmlns:w="{opc.W}">{STYLES}</w:styles>'.encode()
        )
        relation = f'<Relationship Id="rs" Type="{OFFICE}/styles" Target="styles.xml"/></Rel'
        before = changed(before, RELS, lambda xml: xml.replace("</Rel", relation))
    found = []
    for name, content in (("before", before), ("after", commented(before))):
        (tmp_path / f"{name}.docx").write_bytes(content)
        told = openxml_audit.OpenXmlValidator(max_errors=0).validate(tmp_path / f"{name}.docx")
        found.append(sorted(each.description for each in told.errors))
    assert found[1] == found[0]


def test_nothing_but_the_standard_library_is_needed(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(document(1, "TBL4-SUM-RECON/total"))
    program = (
        "import sys\n"
        "for each in ('docx', 'lxml', 'pikepdf', 'openpyxl'): sys.modules[each] = None\n"
        "from disclint.cli import main\n"
        "main(['annotate', 'a.docx', '-o', 'b.docx', '--isolated'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (1, "有问题，详见 b.docx\n")
    assert (tmp_path / "b.docx").read_bytes() == commented(document(1, "TBL4-SUM-RECON/total"))
