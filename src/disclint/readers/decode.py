"""
Bytes to characters, believing the bytes more than what they say about themselves.

A byte-order mark decides.  After it: what can only be UTF-16 without one, UTF-8 that holds Chinese, the declared charset,
UTF-8, GB18030, each with a few damaged characters at most, and in the end UTF-8 whatever the damage.
The mark is not part of the text; nothing else is changed.
"""

import codecs
import re

# UTF-32 first: its mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<meta\s[^<>]*?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml\s[^<>]*?encoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096
# Charsets that Chinese pages declare truthfully.  Single-byte ones never fail to decode,
# so a page that declares one tells nothing.
_WIDENED = (("gb", "gb18030"), ("x-gb", "gb18030"), ("cp936", "gb18030"),
            ("windows-936", "gb18030"), ("big5", "big5hkscs"), ("x-x-big5", "big5hkscs"))  # fmt: skip
# A set up to the last code point takes milliseconds to compile; the rest of one does not.
_CHINESE = re.compile("[^\x00-\u2e7f]")
_TOLERATED = 50
# What text in UTF-16 is nearly all of: ASCII, and what Chinese is written with; letters of rare scripts show that it is none.
_LOOKED_AT, _NEARLY = 4096, 0.9
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\ufffe\uffff]")
_WRITTEN = re.compile("[\t\n\r -~\u2010-\u2027\u3000-\u3011\u4e00-\u9fff\uff01-\uff5e]")


def decode(data: bytes, charset: str = "") -> str:
    """
    The text of `data`; never fails.  `charset` is what was said beside a page that declares none itself.
    """
    for mark, encoding in (*_MARKS, (b"", unmarked(data))):
        if encoding is not None and data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    universal = _strictly(data, "utf-8")
    if universal is not None and (universal.isascii() or _CHINESE.search(universal)):
        return universal
    stated = declared(data) or widened(charset)
    for encoding in () if stated is None else (stated,):
        if (text := _nearly(data, encoding)) is not None:
            return text
    if universal is not None:
        return universal
    for encoding in ("utf-8", "gb18030"):
        if (text := _nearly(data, encoding)) is not None:
            return text
    return data.decode("utf-8", "replace")


def unmarked(data: bytes) -> str | None:
    """
    The codec of a text in UTF-16 that says so by no mark, as its characters tell; None for other bytes.
    """
    if b"\x00" not in data:
        return None
    head = data[:_LOOKED_AT]
    for codec in ("utf-16-le", "utf-16-be"):
        text = head.decode(codec, "replace")
        if not _NO_TEXT.search(text) and len(_WRITTEN.findall(text)) > _NEARLY * len(text):
            return codec
    return None


def declared(data: bytes) -> str | None:
    """
    The codec for the charset that a page declares, widened; None when it helps nothing.
    """
    match = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    if match is None:
        return None
    return widened((match[1] or match[2]).decode("ascii", "replace"))


def widened(label: str) -> str | None:
    """
    The codec for a charset that Chinese pages declare truthfully.
    """
    return next((codec for prefix, codec in _WIDENED if label.lower().startswith(prefix)), None)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _nearly(data: bytes, encoding: str) -> str | None:
    # A page cut off inside a character is still what it was; one in a wrong encoding
    # breaks at every other character.
    text = _strictly(data, encoding)
    if text is not None:
        return text
    text = data.decode(encoding, "replace")
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return text if text.count("\ufffd") * _TOLERATED <= foreign else None
