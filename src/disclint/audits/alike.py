"""
Reports of one year whose sections are nearly the same, found by their marks without comparing each with each.

Needs datasketch (the extra `[audit]`).
"""

from collections.abc import Iterable, Iterator, Mapping
from heapq import nsmallest
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
    parts = [
        _Part({id: one for id, _, _, mark in marks if (one := signatures(mark)[at]) is not None})
        for at in range(len(SECTIONS))
    ]
    found: dict[int, tuple[int, ...]] = {}
    for id, agency in agencies.items():
        # Of one report at a time: where thousands use a template, all pairs are more than fit into memory.
        scores: dict[int, float] = {}
        for part in parts:
            for other, score in part.like(id, agency, agencies):
                scores[other] = max(score, scores.get(other, 0))
        if scores:
            found[id] = tuple(nsmallest(MOST, scores, key=lambda each: (-scores[each], each)))
    return found


class _Part:
    """
    The signatures of one section, by report.
    """

    def __init__(self, signed: dict[int, Any]) -> None:
        from datasketch import MinHashLSH  # noqa: PLC0415 - an extra
        from numpy import array  # noqa: PLC0415 - comes with it

        self._signed = signed
        self._index = MinHashLSH(threshold=_THRESHOLD, num_perm=PERMUTATIONS)
        for id, one in signed.items():
            self._index.insert(id, one)
        # One below the other, to be compared with another all at once.
        self._places = {id: at for at, id in enumerate(signed)}
        self._numbers = array([one.hashvalues for one in signed.values()])

    def like(self, id: int, agency: str, agencies: Mapping[int, str]) -> Iterator[tuple[int, float]]:
        """
        The reports of other agencies that are like one, and how much.
        """
        own = self._signed.get(id)
        near = () if own is None else self._index.query(own)
        others = [each for each in near if agencies[each] != agency]
        if own is None or not others:
            return
        same = self._numbers[[self._places[each] for each in others]] == own.hashvalues
        for other, score in zip(others, same.mean(axis=1).tolist(), strict=True):
            if score >= _THRESHOLD:
                yield other, score
