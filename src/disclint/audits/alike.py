"""
Reports of one year whose sections are nearly the same, found by their marks without comparing each with each.

Needs datasketch (the extra `[audit]`).
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from disclint.audits.marks import PERMUTATIONS, SECTIONS, signatures

# Of texts that share nine in ten pairs of characters, about this share of longer pieces is the same.
_THRESHOLD = 0.5
# A template that a whole county uses is seen from a few.
MOST = 5

Mark = tuple[int, int, str, bytes]


def peers(marks: Iterable[Mark]) -> dict[int, tuple[int, ...]]:
    """
    For each report the most similar ones of other agencies for the same year; `marks` are number, year, agency and mark, by year.
    """
    found: dict[int, tuple[int, ...]] = {}
    for _, some in groupby(marks, key=lambda each: each[1]):
        found |= _of_year(list(some))
    return found


def _of_year(marks: list[Mark]) -> dict[int, tuple[int, ...]]:
    agencies = {id: agency for id, _, agency, _ in marks}
    scores: dict[int, dict[int, float]] = {}
    for part in range(len(SECTIONS)):
        signed = {id: one for id, _, _, mark in marks if (one := signatures(mark)[part]) is not None}
        for id, other, score in _pairs(signed):
            if agencies[id] != agencies[other]:
                known = scores.setdefault(id, {})
                known[other] = max(score, known.get(other, 0))
    return {
        id: tuple(sorted(others, key=lambda each: (-others[each], each))[:MOST])
        for id, others in scores.items()
    }


def _pairs(signed: dict[int, Any]) -> Iterator[tuple[int, int, float]]:
    from datasketch import MinHashLSH  # noqa: PLC0415 - an extra

    index = MinHashLSH(threshold=_THRESHOLD, num_perm=PERMUTATIONS)
    for id, one in signed.items():
        index.insert(id, one)
    for id, one in signed.items():
        for other in index.query(one):
            if other != id:
                score = one.jaccard(signed[other])
                if score >= _THRESHOLD:
                    yield id, other, score
