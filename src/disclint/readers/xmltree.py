"""
XML from a stranger as a tree: no document type, hence no entities, and a bounded number of elements.
"""

from xml.etree import ElementTree as ET

from disclint.readers.unreadable import Unreadable

_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
# A report of a hundred pages has some hundred thousand tags.
_MOST_TAGS = 500_000
_MOST_ATTRIBUTES = 1_000_000
# Office documents in the strict form of the standard differ in the names alone.
_STRICT = "http://purl.oclc.org/ooxml/"
_TRANSITIONAL = (
    ("wordprocessingml/main", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("spreadsheetml/main", "http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    ("officeDocument/math", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
    ("officeDocument/relationships", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
)


def parse(data: bytes) -> ET.Element:
    """
    The root element.  Raises Unreadable for what is no XML, and for what no office program writes.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable.of("damaged") from error
    if "<!DOCTYPE" in text:
        raise Unreadable.of("entities")
    if text.count("<") > _MOST_TAGS or text.count("=") > _MOST_ATTRIBUTES:
        raise Unreadable.of("oversized")
    if _STRICT in text:
        for strict, transitional in _TRANSITIONAL:
            text = text.replace(_STRICT + strict, transitional)
    try:
        # Of text the parser believes no declared encoding; without a document type it knows no entity.
        return ET.fromstring(text)  # noqa: S314
    except (ET.ParseError, ValueError) as error:
        raise Unreadable.of("damaged") from error
