"""
The sentences of one text, numbered: none reaches over a full stop or a paragraph's end.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from disclint.phrases.bits import FEW, gathered, numbers
from disclint.phrases.nodes import STOPS
from disclint.phrases.sketch import Piece
from disclint.source import Flow

# Where a sentence's paragraph begins and ends, and where the sentence does.
Window = tuple[int, int, int, int]
# A stretch of the flow, and the sentences it is in, a bit for each.
Part = tuple[int, int, int]
_STOP = re.compile(f"[{''.join(sorted(STOPS))}]")


class Sentences:
    """
    The sentences of `flow`.
    """

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._windows: dict[int, Window] = {}

    @cached_property
    def edges(self) -> list[int]:
        """
        Where they begin, and where the last one ends.
        """
        text = self._flow.text
        stops = {each.end() for each in _STOP.finditer(text)}
        return sorted(stops.union(self._flow.breaks, (len(text),)))

    @cached_property
    def _paragraphs(self) -> list[int]:
        return [*self._flow.breaks, len(self._flow.text)]

    def window(self, number: int) -> Window:
        """
        A sentence in its paragraph.
        """
        known = self._windows.get(number)
        if known is None:
            begin, paragraphs = self.edges[number], self._paragraphs
            at = bisect_right(paragraphs, begin)
            known = self._windows[number] = paragraphs[at - 1], paragraphs[at], begin, self.edges[number + 1]
        return known

    def spread(self, mask: int) -> int:
        """
        All sentences of the paragraphs of which one is in a mask.
        """
        if mask.bit_length() > FEW:
            return gathered(self._beside(mask), len(self.edges))
        found = 0
        while mask:
            lowest = mask & -mask
            beside = self._neighbours[lowest.bit_length() - 1]
            found |= beside
            mask &= ~beside
        return found

    def _beside(self, mask: int) -> Iterator[int]:
        behind = 0
        for each in numbers(mask):
            if each >= behind:
                start, end, _, _ = self.window(each)
                behind = bisect_left(self.edges, end)
                yield from range(bisect_left(self.edges, start), behind)

    @cached_property
    def _neighbours(self) -> list[int]:
        """
        The first sentences, each with those of its paragraph, a bit for each.
        """
        found, edges = list[int](), self.edges
        for end in self._paragraphs[1:]:
            first, behind = len(found), bisect_left(edges, end)
            found += [(1 << behind) - (1 << first)] * (behind - first)
            if behind >= FEW:
                break
        return found

    def pieces(self, mask: int, parts: Iterable[Part]) -> list[Piece]:
        """
        The sentences of a mask as far as they lie in some parts, each in its paragraph.
        """
        text, pieces = self._flow.text, list[Piece]()
        cut, paragraph = (-1, -1), ""
        for first, last, there in parts:
            left = mask & there
            for each in _few(left) if left.bit_length() <= FEW else numbers(left):
                start, end, begin, stop = self.window(each)
                if start < first:
                    start, begin = first, max(first, begin)
                if last < end:
                    end, stop = last, min(last, stop)
                if cut != (start, end):
                    # Sentences of one paragraph share its text, which may be long.
                    cut, paragraph = (start, end), text[start:end]
                pieces.append((paragraph, begin - start, stop - start, start))
        return pieces


def _few(mask: int) -> list[int]:
    """
    As `numbers`, quicker where there are few.
    """
    found = []
    while mask:
        lowest = mask & -mask
        mask ^= lowest
        found.append(lowest.bit_length() - 1)
    return found
