"""
A zip archive with other content in some of its members: the rest is taken over as it is packed.

Nothing else is unpacked, so that pictures stay what they are, and a bomb among them cannot go off here.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO

from attrs import frozen

from disclint.readers.archive import plain
from disclint.readers.unreadable import Unreadable

_LOCAL, _LISTED, _END = struct.Struct("<4s5H3L2H"), struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s4H2LH")
# Sizes follow what they are of; the name is in UTF-8; the member is encrypted.
_STREAMED, _UNICODE, _LOCKED = 0x8, 0x800, 0x1
_VERSION, _EPOCH = 20, 0x21
_MOST = 0xFFFF_FFFE
_DAMAGE = (zipfile.BadZipFile, struct.error, ValueError, OSError, NotImplementedError)


@frozen
class _Member:
    """
    A member as it is packed; `stamp` is its time and date as archives have them.
    """

    name: bytes
    flags: int
    method: int
    stamp: tuple[int, int]
    check: int
    packed: bytes
    size: int
    attributes: int = 0


def repacked(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """
    The archive with these members, by name, changed or added.  Raises Unreadable for one that is not sound.
    """
    left = {plain(name): (name, content) for name, content in changed.items()}
    members = []
    try:
        with zipfile.ZipFile(BytesIO(data)) as file:
            # Members that share their bytes would become as many copies.
            if sum(each.compress_size for each in file.infolist()) > len(data):
                raise Unreadable.of("damaged")
            for each in file.infolist():
                key = plain(each.filename)
                if key in left:
                    members.append(
                        _packed(each.orig_filename, left.pop(key)[1], _stamp(each), each.external_attr)
                    )
                # Of two members of a name the last was read; there is one of each now.
                elif all(plain(name) != key for name in changed):
                    members.append(_taken(data, each))
        members += [_packed(name, content, (0, _EPOCH)) for name, content in left.values()]
    except _DAMAGE as error:
        raise Unreadable.of("damaged") from error
    return b"".join(_written(members))


def _packed(name: str, content: bytes, stamp: tuple[int, int], attributes: int = 0) -> _Member:
    packing = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packing.compress(content) + packing.flush()
    flags = 0 if name.isascii() else _UNICODE
    encoded = name.encode("ascii" if name.isascii() else "utf-8")
    return _Member(
        encoded, flags, zipfile.ZIP_DEFLATED, stamp, zlib.crc32(content), packed, len(content), attributes
    )


def _taken(data: bytes, info: zipfile.ZipInfo) -> _Member:
    name, extra = struct.unpack_from("<2H", data, info.header_offset + _LOCAL.size - 4)
    start = info.header_offset + _LOCAL.size + name + extra
    packed = data[start : start + info.compress_size]
    if len(packed) < info.compress_size or info.file_size > _MOST or info.flag_bits & _LOCKED:
        raise Unreadable.of("damaged")
    encoded = info.orig_filename.encode("utf-8" if info.flag_bits & _UNICODE else "cp437")
    return _Member(
        encoded, info.flag_bits & ~_STREAMED, info.compress_type, _stamp(info), info.CRC, packed, info.file_size,
        info.external_attr,
    )  # fmt: skip


def _stamp(info: zipfile.ZipInfo) -> tuple[int, int]:
    year, month, day, hour, minute, second = info.date_time
    return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day


def _written(members: list[_Member]) -> Iterator[bytes]:
    at = 0
    listed = []
    for each in members:
        sizes = (each.check, len(each.packed), each.size)
        common = (_VERSION, each.flags, each.method, *each.stamp, *sizes, len(each.name), 0)
        yield _LOCAL.pack(b"PK\3\4", *common) + each.name
        yield each.packed
        listed.append(_LISTED.pack(b"PK\1\2", _VERSION, *common, 0, 0, 0, each.attributes, at) + each.name)
        at += _LOCAL.size + len(each.name) + len(each.packed)
    size = sum(map(len, listed))
    yield from listed
    yield _END.pack(b"PK\5\6", 0, 0, len(listed), len(listed), size, at, 0)
