"""
Whether an office file is protected by a password, as its own header says; what is in it stays unread.

    doc      the file information block at the beginning of a sector has the bit `fEncrypted`
    xls      the record FILEPASS stands among the first of the workbook
    odt, ods the manifest tells how the members are encrypted
"""

from disclint.readers import archive
from disclint.readers.unreadable import Unreadable

_SECTOR = 512
# MS-DOC 2.5.2: wIdent, and a bit of the flags ten bytes behind it; XOR and RC4 alike.
_WORD, _FLAGS, _ENCRYPTED = b"\xec\xa5", 10, 0x0100
# MS-XLS 2.4.21 and 2.4.117: the beginning of a stream, and the record that tells how it is encrypted.
_BEGINS, _FILEPASS, _HEAD = (b"\x09\x08\x10\x00\x00\x06", b"\x09\x08\x08\x00\x00\x05"), 0x2F, 4
_MANIFEST, _KEYS = "META-INF/manifest.xml", b"encryption-data"


def is_locked(data: bytes, kind: str) -> bool:
    """
    Whether bytes of a kind of `sniff.container` cannot be read without a password.
    """
    if kind in ("odt", "ods"):
        try:
            return _KEYS in (archive.opened(data).read(_MANIFEST) or b"")
        except Unreadable:
            return False
    sectors = (data[at : at + _SECTOR] for at in range(_SECTOR, len(data), _SECTOR))
    if kind == "doc":
        first = next((each for each in sectors if each.startswith(_WORD)), b"")
        return bool(int.from_bytes(first[_FLAGS : _FLAGS + 2], "little") & _ENCRYPTED)
    first = next((each for each in sectors if each.startswith(_BEGINS)), b"")
    return kind == "xls" and _FILEPASS in _records(first)


def _records(sector: bytes) -> list[int]:
    """
    The kinds of the records that begin in a sector.
    """
    found, at = [], 0
    while at + _HEAD <= len(sector):
        found.append(int.from_bytes(sector[at : at + 2], "little"))
        at += _HEAD + int.from_bytes(sector[at + 2 : at + _HEAD], "little")
    return found
