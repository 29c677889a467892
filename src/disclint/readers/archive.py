"""
The members of a zip archive that somebody sent: read in memory, bounded in number, size and ratio.

Nothing is unpacked, so that no name in an archive leads anywhere; members are asked for by name.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from attrs import frozen

from disclint.readers.unreadable import Unreadable

# A report with pictures has some dozens of members, and its directory takes a few kilobytes.
_MOST_MEMBERS = 4000
_LARGEST_DIRECTORY = 1 << 20
# The text of a report is below a megabyte of markup.
LARGEST_MEMBER = 16 << 20
_END = b"PK\x05\x06"
_END_SIZE = 22
# Where an archive has more members than the old directory can count.
_WIDE_END = b"PK\x06\x07"
_WIDE_END_SIZE = 20
_ENCRYPTED = 0x1
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError,
    ValueError, OSError, KeyError,
)  # fmt: skip


@frozen
class Archive:
    """
    An opened archive; its members by their names in small letters, with `/` between folders.
    """

    members: Mapping[str, zipfile.ZipInfo]
    _file: zipfile.ZipFile

    def read(self, name: str) -> bytes | None:
        """
        What the member called `name` holds, whatever the case; None if there is none.

        Raises Unreadable if it is damaged, encrypted or too large.
        """
        info = self.members.get(plain(name))
        if info is None:
            return None
        if info.flag_bits & _ENCRYPTED:
            raise Unreadable.of("encrypted")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable.of("damaged")
        if info.file_size > LARGEST_MEMBER:
            raise Unreadable.of("oversized")
        try:
            with self._file.open(info) as member:
                content = member.read(LARGEST_MEMBER + 1)
        except _DAMAGE as error:
            raise Unreadable.of("damaged") from error
        if len(content) > LARGEST_MEMBER:
            raise Unreadable.of("oversized")
        return content


def opened(data: bytes) -> Archive:
    """
    The archive that `data` is.  Raises Unreadable if it is damaged or has too many members.
    """
    end = data.rfind(_END, max(0, len(data) - _END_SIZE - 0xFFFF))
    if end < 0 or len(data) < end + _END_SIZE:
        raise Unreadable.of("damaged")
    if data.startswith(_WIDE_END, end - _WIDE_END_SIZE):
        raise Unreadable.of("oversized")
    count, size = struct.unpack_from("<HL", data, end + 10)
    if count > _MOST_MEMBERS or size > _LARGEST_DIRECTORY:
        raise Unreadable.of("oversized")
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
        return Archive({plain(each.filename): each for each in file.infolist()}, file)
    except _DAMAGE as error:
        raise Unreadable.of("damaged") from error


def plain(name: str) -> str:
    """
    A member's name as it is compared: small letters, `/` between folders and none before.
    """
    return name.replace("\\", "/").lstrip("/").lower()
