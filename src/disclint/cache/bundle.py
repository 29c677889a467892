"""
Many small values as one file.

    file   := mark digest(index) length(index) index value*
    index  := JSON: key → [start, length, digest] of its value; the values lie behind one another

Each value has its own digest, so that only those are looked at that are asked for.
"""

import json
from collections.abc import Mapping
from hashlib import blake2b

_MARK = b"disclint cache 1\n"
_DIGEST, _LENGTH = 16, 4
_HEAD = len(_MARK) + _DIGEST + _LENGTH


def digest(*parts: bytes) -> bytes:
    """
    What tells parts from all others.
    """
    made = blake2b(digest_size=_DIGEST)
    for each in parts:
        made.update(len(each).to_bytes(8, "big"))
        made.update(each)
    return made.digest()


def written(values: Mapping[str, bytes]) -> bytes:
    """
    The file of these values.
    """
    index, start = {}, 0
    for key, value in values.items():
        index[key] = [start, len(value), digest(value).hex()]
        start += len(value)
    told = json.dumps(index, separators=(",", ":")).encode()
    return b"".join((_MARK, digest(told), len(told).to_bytes(_LENGTH, "big"), told, *values.values()))


class Bundle:
    """
    The values of a file; whatever is wrong with it, what cannot be trusted is not there.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._index: dict[str, list[object]] = {}
        length = int.from_bytes(content[_HEAD - _LENGTH : _HEAD], "big")
        told = content[_HEAD : _HEAD + length]
        self._start = _HEAD + len(told)
        if content.startswith(_MARK) and content[len(_MARK) : len(_MARK) + _DIGEST] == digest(told):
            self._index = json.loads(told)

    def get(self, key: str) -> bytes | None:
        """
        The value under a key; None if there is none, or if it is damaged.
        """
        match self._index.get(key):
            case [int(start), int(length), str(known)]:
                value = self._content[self._start + start : self._start + start + length]
                return value if digest(value).hex() == known else None
        return None

    def values(self) -> dict[str, bytes]:
        """
        All that are sound.
        """
        return {key: value for key in self._index if (value := self.get(key)) is not None}
