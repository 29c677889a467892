"""
What kind of container bytes are, when they are not text.

Looks at the bytes alone: suffixes lie, and `.wps` may be three different things.
"""

import codecs

_MAGIC = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole2"),
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
# Names of members stand uncompressed in a zip archive.
_MEMBERS = ((b"word/document", "docx"), (b"xl/workbook", "xlsx"), (b"OFD.xml", "ofd"))
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_BLANKS = b" \t\r\n\x0b\x0c\x00" + codecs.BOM_UTF8 + codecs.BOM_UTF16_LE
_HEAD = 1024


def container(data: bytes) -> str | None:
    """
    A kind such as `docx`, `pdf`, `empty` or `binary`; None when the bytes may be text.
    """
    if not data.strip(_BLANKS):
        return "empty"
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    head = data[:_HEAD]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((kind for member, kind in _MEMBERS if member in data), "zip")
    if b"%PDF-" in head:
        return "pdf"
    if b"MIME-Version:" in head and b"multipart/related" in head:
        return "mht"
    return "binary" if b"\x00" in data and not data.startswith(_WIDE) else None
