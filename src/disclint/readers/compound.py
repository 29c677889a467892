"""
Whether a compound file (OLE2: .doc, .xls, .wps) is whole: all sectors that its own tables count lie in it.

LibreOffice opens what is left of a file that was cut off, and nothing would tell that the rest is missing.
"""

import struct

# MS-CFB 2.2: the sizes of sectors as powers of two, and where the header names the sectors of the table.
_SHIFTS = (9, 12)
_SHIFT_AT, _COUNT_AT, _NAMED_AT, _NAMED = 30, 44, 76, 109
_HEADER = 512
_ENTRY = 4
_FREE = 0xFFFFFFFF
# Of the last sector some programs write only what is needed.
_LEAST = 1


def is_whole(data: bytes) -> bool:
    """
    Whether no sector in use lies behind the end; true for what is no compound file.
    """
    if len(data) < _HEADER:
        return True
    shift: int = struct.unpack_from("<H", data, _SHIFT_AT)[0]
    if shift not in _SHIFTS:
        return True
    count: int = struct.unpack_from("<L", data, _COUNT_AT)[0]
    named = struct.unpack_from(f"<{_NAMED}L", data, _NAMED_AT)[:count]
    size = 1 << shift
    # The header fills the place of a sector.
    if any((each + 1) * size + _LEAST > len(data) for each in named if each != _FREE):
        return False
    last: int = -1
    for number, each in enumerate(named):
        table = data[(each + 1) * size : (each + 2) * size]
        entries = struct.unpack_from(f"<{len(table) // _ENTRY}L", table)
        used = next((at for at in range(len(entries) - 1, -1, -1) if entries[at] != _FREE), -1)
        if used >= 0:
            last = number * (size // _ENTRY) + used
    return (last + 1) * size + _LEAST <= len(data)
