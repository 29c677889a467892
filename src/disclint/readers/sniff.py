"""
What kind of container bytes are, when they are not text.

Looks at the bytes alone: suffixes lie, and `.wps` may be three different things.
"""

import codecs
import re

from disclint.readers import compound, decode, locks

_MAGIC = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"Rar!\x1a", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b\x08", "archive"),
)
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams stand in UTF-16; a document may hold a sheet, but seldom the other way round.
_STREAMS = (("EncryptedPackage", "encrypted"), ("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"))
_MAY_BE_LOCKED = frozenset(("doc", "xls", "odt", "ods"))
# The first member of an OpenDocument file is its type, uncompressed.
_OPEN_DOCUMENT = (
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "odt"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "ods"),
)
# Office files that are one XML file, often called .doc or .xls; a page saved by Word is none of them.
_FLAT = (
    (re.compile(rb"<pkg:package\s"), "flatopc"),
    (re.compile(rb"<w:wordDocument[\s>]|progid=.Word\.Document"), "wordml"),
    (
        re.compile(rb"progid=.Excel\.Sheet|<Workbook\s[^>]*urn:schemas-microsoft-com:office:spreadsheet"),
        "sheetml",
    ),
    (re.compile(rb"<uof:UOF[\s>]"), "uof"),
    (re.compile(rb"<office:document\s[^>]*opendocument\.spreadsheet"), "fods"),
    (re.compile(rb"<office:document\s"), "fodt"),
)
FLAT = frozenset(kind for _, kind in _FLAT)
_MIME = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
_PAGES = re.compile(rb"^Content-Type:\s*(?:multipart/|text/html)", re.IGNORECASE | re.MULTILINE)
# Names of members stand uncompressed in a zip archive.
_MEMBERS = ((b"word/document", "docx"), (b"xl/workbook", "xlsx"), (b"OFD.xml", "ofd"))
# The record behind an archive's directory, with the directory's length.
_END = b"PK\x05\x06"
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_BLANKS = b" \t\r\n\x0b\x0c\x00" + codecs.BOM_UTF8 + codecs.BOM_UTF16_LE
_HEAD, _FLAT_HEAD = 1024, 8192
# Text has none of these; DOS ended it by ^Z.
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x19\x1c-\x1f]")


def container(data: bytes) -> str | None:
    """
    A kind such as `docx`, `pdf`, `empty` or `binary`; None when the bytes may be text.
    """
    if not data.strip(_BLANKS):
        return "empty"
    head = data[:_HEAD]
    found = next((kind for magic, kind in _MAGIC if data.startswith(magic)), None) or _office(data, head)
    if found is not None:
        return "encrypted" if found in _MAY_BE_LOCKED and locks.is_locked(data, found) else found
    if b"%PDF-" in head:
        return "pdf"
    if _MIME.search(head) and _PAGES.search(head):
        return "mht"
    if head.lstrip(_BLANKS).startswith(b"<?xml"):
        # Namespaces stand before the type.
        flat = next((kind for pattern, kind in _FLAT if pattern.search(data, 0, _FLAT_HEAD)), None)
        if flat is not None:
            return flat
    return "binary" if b"\x00" in data and not _is_text(data) else None


def _is_text(data: bytes) -> bool:
    """
    Whether bytes with noughts are text in UTF-16, or one that noughts got into.
    """
    if data.startswith(_WIDE) or decode.unmarked(data) is not None:
        return True
    return _CONTROLS.search(data) is None


def _office(data: bytes, head: bytes) -> str | None:
    if head.startswith(_OLE2):
        if not compound.is_whole(data):
            return "damaged"
        return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in data), "ole2")
    if not head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return None
    stated = next((kind for type_, kind in _OPEN_DOCUMENT if type_ in head), None)
    listed = _directory(data)
    found = stated or next((kind for member, kind in _MEMBERS if member in listed), None)
    # Nobody can unpack an archive without its end: half of a document, whose telling members were in the other half.
    return found or ("zip" if _END in data else "damaged")


def _directory(data: bytes) -> bytes:
    """
    The names of an archive's own members, not of those of a document packed in it; all of it, where its end is gone.
    """
    end = data.rfind(_END)
    size = int.from_bytes(data[end + 12 : end + 16], "little") if end >= 0 else 0
    return data[end - size : end] if 0 < size <= end else data
