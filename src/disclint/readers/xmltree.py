"""
XML from a stranger as a tree: no document type, hence no entities, and a bounded number of elements.
"""

from xml.etree import ElementTree as ET

from disclint.readers.unreadable import Unreadable

# What a part may begin with, and how it goes on.
_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))
# A report of a hundred pages has some hundred thousand tags.
_MOST_TAGS = 500_000
_MOST_ATTRIBUTES = 1_000_000
# No count, size or number of a document's parts is longer; Python makes none of thousands of digits.
_LONGEST_NUMBER = 10
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
    text = transitional(decoded(data)[0])
    try:
        # Of text the parser believes no declared encoding; without a document type it knows no entity.
        return ET.fromstring(text)  # noqa: S314
    except (ET.ParseError, ValueError) as error:
        raise Unreadable.of("damaged") from error


def decoded(data: bytes) -> tuple[str, bytes, str]:
    """
    What a part says, the mark that it begins with, and the encoding behind it.  Raises Unreadable as `parse`.
    """
    mark, encoding = next((each for each in _MARKS if data.startswith(each[0])), (b"", "utf-8"))
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable.of("damaged") from error
    if "<!DOCTYPE" in text:
        raise Unreadable.of("entities")
    if text.count("<") > _MOST_TAGS or text.count("=") > _MOST_ATTRIBUTES:
        raise Unreadable.of("oversized")
    return text, mark, encoding


def whole(written: str | None) -> int | None:
    """
    A whole number as attributes have it, of at most ten characters; None for what is none.
    """
    if written is None or len(written) > _LONGEST_NUMBER:
        return None
    digits = written.strip().removeprefix("-")
    return int(written) if digits.isascii() and digits.isdigit() else None


def transitional(text: str) -> str:
    """
    A text, or a name alone, with the names of the strict form written as those that everybody else uses.
    """
    if _STRICT in text:
        for strict, name in _TRANSITIONAL:
            text = text.replace(_STRICT + strict, name)
    return text
