"""
The mark of a report: MinHash signatures of its two sections of prose, by which texts that are nearly the same are found.

Needs datasketch (the extra `[audit]`); without it there are no marks, and no report is like another.
"""

import zlib
from functools import cache
from typing import Any

from disclint.facts.record import Record

SECTIONS = ("overview", "problems")
PERMUTATIONS = 64
_SEED = 1
_SHINGLE = 3
# Shorter sections resemble each other by necessity.
_SHORTEST = 120


def mark(record: Record) -> bytes | None:
    """
    The signatures of both sections, each of `PERMUTATIONS` numbers of four bytes, all nought where a section is short.
    """
    model = _model()
    if model is None:
        return None
    signed = [_signature("".join(record.words.get(each, ())), model) for each in SECTIONS]
    return b"".join(signed) if any(any(each) for each in signed) else None


def _signature(text: str, model: Any) -> bytes:
    if len(text) < _SHORTEST:
        return bytes(4 * PERMUTATIONS)
    pieces = {text[at : at + _SHINGLE].encode() for at in range(len(text) - _SHINGLE + 1)}
    fresh = model.copy()
    fresh.update_batch(sorted(pieces))
    return bytes(fresh.hashvalues.astype("<u4").tobytes())


@cache
def _model() -> Any:
    try:
        from datasketch import MinHash  # noqa: PLC0415 - an extra, slow to import
    except ImportError:
        return None
    return MinHash(num_perm=PERMUTATIONS, seed=_SEED, hashfunc=zlib.crc32)


def signatures(content: bytes) -> list[Any]:
    """
    The signatures in a mark as datasketch takes them, None for a section that is short.
    """
    from datasketch import LeanMinHash  # noqa: PLC0415 - an extra
    from numpy import frombuffer  # noqa: PLC0415 - comes with it

    numbers = frombuffer(content, dtype="<u4").astype(_model().hashvalues.dtype)
    parts = [numbers[at : at + PERMUTATIONS] for at in range(0, len(numbers), PERMUTATIONS)]
    scheme = _model().scheme
    return [LeanMinHash(seed=_SEED, hashvalues=each, scheme=scheme) if each.any() else None for each in parts]
