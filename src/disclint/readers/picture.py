"""
Pictures of a report (a scan, a photo), read by the recogniser if it is installed.
"""

from disclint.native import worker
from disclint.native.wire import Refused
from disclint.readers import paged
from disclint.readers.unreadable import Unreadable
from disclint.source import Source

_INSTALL = 'pip install "disclint[ocr]"'
_WITHOUT = {
    "zh": f"请使用报告的可编辑版本或网页版本；只有图片的，请运行 {_INSTALL} 安装文字识别后再检查。",
    "en": f"Use the report's editable or web version; or run {_INSTALL} to have it recognised.",
}


def read(data: bytes, name: str) -> Source:
    """
    The source of a picture; every character is uncertain.

    Raises Unreadable where the recogniser is not installed, and for a picture that it cannot read.
    """
    if not worker.is_installed("ocr"):
        raise Unreadable("image", Unreadable.of("image").message, _WITHOUT)
    try:
        pages = worker.pages(data, "ocr")
    except Refused as refused:
        raise Unreadable.of("image") from refused
    if not any(each.glyphs for each in pages):
        raise Unreadable.of("image")
    return paged.read(pages, name, "image")
