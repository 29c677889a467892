"""
OFD (GB/T 33190): the characters and lines of its pages, made text by `paged`.
"""

from disclint.native.wire import is_scanned
from disclint.readers import archive, paged
from disclint.readers.ofd import package
from disclint.readers.unreadable import Unreadable
from disclint.source import Source

_BY_HAND = {
    "zh": "请使用报告的网页版、Word 版，或从 WPS、Word 另存的 PDF 再检查。",
    "en": "Use the report's web page, its Word file, or a PDF saved from WPS or Word.",
}
_SCANNED = {
    "zh": "这个 OFD 是扫描件，里面只有图片，没有文字",
    "en": "this OFD was scanned: it holds pictures and no text",
}
_EMPTY = {"zh": "这个 OFD 里没有文字", "en": "this OFD holds no text"}
_FEW = 15


def read(data: bytes, name: str) -> Source:
    """
    The source of an OFD document.

    Raises Unreadable for one that is damaged, encrypted, too large, scanned, or without text.
    """
    pages = package.pages(archive.opened(data))
    if sum(len(each.glyphs) for each in pages) < _FEW:
        if any(is_scanned(len(each.glyphs), each.pictured) for each in pages):
            raise Unreadable("ofd-scanned", _SCANNED, _BY_HAND)
        raise Unreadable("ofd-no-text", _EMPTY, _BY_HAND)
    unread = [number for number, each in enumerate(pages, 1) if is_scanned(len(each.glyphs), each.pictured)]
    return paged.read(pages, name, "ofd", unread=unread)
