"""
Pages saved as one file, and pages that hold nothing themselves.
"""

import base64
import quopri
from random import Random

import pytest
from bench.reports import drafted
from bench.reports.render_html import html

from disclint import readers
from disclint.source import Span
from tests.pack import check_bytes
from tests.test_word import REPORTS, page, told

HEAD = (
    "From: <Saved by Blink>\r\nSubject: =?utf-8?B?5bm05oql?=\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="----B----"\r\n\r\n'
)


def saved(*parts: tuple[str, bytes, str]) -> bytes:
    """
    A page saved as one file: of each part the type, the content and the encoding.
    """
    written = []
    for type_, content, encoding in parts:
        body = base64.encodebytes(content) if encoding == "base64" else quopri.encodestring(content)
        head = (
            f"Content-Type: {type_}\r\nContent-Transfer-Encoding: {encoding}\r\nContent-Location: x\r\n\r\n"
        )
        written.append(b"------B----\r\n" + head.encode() + body + b"\r\n")
    return HEAD.encode() + b"".join(written) + b"------B------\r\n"


@pytest.mark.parametrize(("seed", "fault"), REPORTS[:10])
@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
def test_a_saved_page_says_what_the_page_says(seed: int, fault: str | None, encoding: str) -> None:
    content = html(drafted(seed, fault), Random(seed)).data
    data = saved(("text/html; charset=utf-8", content, encoding), ("image/png", b"\x89PNG", "base64"))
    found = check_bytes(data, "report.mht")
    assert told(found) == told(page(seed, fault))
    source = found.source
    assert source.file is not None
    assert source.file.replace("\r\n", "\n") == content.decode()
    at = source.text.index("年度报告")
    where = source.locate(Span(at, at + 4))
    assert source.file.splitlines()[(where.line or 0) - 1][(where.column or 0) - 1 :].startswith("年度报告")


def test_the_charset_may_stand_beside_the_page() -> None:
    content = "<html><body><p>甲市2024年</p></body></html>".encode("gb18030")
    assert readers.read(saved(("text/html; charset=gb2312", content, "base64")), "a").text == "甲市2024年\n"


def test_what_a_frame_shows_is_read() -> None:
    outer = b'<html><body><iframe src="cid:frame-1@mhtml.blink"></iframe></body></html>'
    inner = f"<html><body><p>{'报告正文' * 100}</p></body></html>".encode()
    source = readers.read(saved(("text/html", outer, "base64"), ("text/html", inner, "base64")), "a")
    assert source.text.startswith("报告正文")
    assert source.notices == ()


@pytest.mark.parametrize(
    ("page_", "loader"),
    [
        ('<html><body><div id="app"></div><script src="app.js"></script></body></html>', "脚本"),
        ('<html><body><iframe src="viewer.html?file=a.pdf"></iframe></body></html>', "框架"),
    ],
)
def test_a_page_that_is_filled_elsewhere_is_said_to_be_empty(page_: str, loader: str) -> None:
    found = check_bytes(page_.encode(), "a.html").outcome.diagnostics
    assert [(each.rule, each.severity) for each in found] == [("IO-EMPTY-BODY", "error")]
    assert loader in found[0].message["zh"]


@pytest.mark.parametrize(
    "data", [HEAD.encode(), saved(("image/png", b"x", "base64")), saved(("text/html", b"", "base64"))]
)
def test_a_file_without_a_page_is_damaged(data: bytes) -> None:
    with pytest.raises(readers.Unreadable) as caught:
        readers.read(data, "a.mht")
    assert caught.value.reason == "damaged"
