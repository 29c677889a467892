"""
Pictures of a report (a scan, a photo), read by the recogniser if it is installed.
"""

from disclint.native import worker
from disclint.native.wire import Refused
from disclint.readers import paged
from disclint.readers.unreadable import Unreadable
from disclint.source import Source


def read(data: bytes, name: str) -> Source:
    """
    The source of a picture; every character is uncertain.

    Raises Unreadable where the recogniser is not installed, and for a picture that it cannot read.
    """
    if not worker.is_installed("ocr"):
        raise Unreadable.of("image")
    try:
        pages = worker.pages(data, "ocr")
    except Refused as refused:
        raise Unreadable.of("image") from refused
    if not any(each.glyphs for each in pages):
        raise Unreadable.of("image")
    return paged.read(pages, name, "image")
