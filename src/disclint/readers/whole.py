"""
Whether a file that another program reads for us is whole, as far as its bytes tell by themselves.

Says no only of what no program opens: an archive without its directory, text that is no XML, groups that nothing closes.
"""

import re
from xml.parsers import expat

from disclint.readers import archive
from disclint.readers.unreadable import Unreadable

# What counts in RTF: bytes that are no text, signs that are meant as such, two bytes that are one character, groups.
_COUNTED = re.compile(rb"\\bin(\d{1,9}) ?|\\[^a-zA-Z]|[\x81-\xfe][\x40-\xfe]|[{}]")
_COUNTED_SINGLE = re.compile(rb"\\bin(\d{1,9}) ?|\\[^a-zA-Z]|[{}]")
_CONTENT = "content.xml"


def broken(data: bytes, kind: str) -> Unreadable | None:
    """
    What is wrong with the bytes of a file of a kind of `sniff.container`; None if nothing is, or nobody can say.
    """
    if kind == "rtf":
        is_open = _is_open(data, _COUNTED) and _is_open(data, _COUNTED_SINGLE)
        return Unreadable.of("damaged").seen_as(kind) if is_open else None
    if kind in ("odt", "ods"):
        try:
            content = archive.opened(data).read(_CONTENT)
        except Unreadable as error:
            return error.seen_as(kind)
        if content is None or not _is_xml(content):
            return Unreadable.of("damaged").seen_as(kind)
    elif kind in ("wordml", "sheetml", "uof", "fodt", "fods") and not _is_xml(data):
        return Unreadable.of("damaged").seen_as(kind)
    return None


def _is_open(data: bytes, counted: re.Pattern[bytes]) -> bool:
    """
    Whether a group of RTF is open at the end.
    """
    depth = at = 0
    while (match := counted.search(data, at)) is not None:
        at = match.end()
        if match[1] is not None:
            at += int(match[1])
        elif match[0] in b"{}":
            depth += 1 if match[0] == b"{" else -1
            if depth == 0:
                # What stands behind the document is no part of it.
                return False
    return True


class _Told(Exception):  # noqa: N818
    """
    A document type, which is for the other program to refuse.
    """


def _is_xml(data: bytes) -> bool:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _tell
    try:
        parser.Parse(data, True)  # noqa: FBT003 - the parser takes nothing by name
    except expat.ExpatError as error:
        # What encodings the other program knows is not ours to say.
        return error.code == expat.errors.codes[expat.errors.XML_ERROR_UNKNOWN_ENCODING]
    except _Told:
        pass
    return True


def _tell(*_: object) -> None:
    raise _Told
