"""
The clause and the sentence around a place.

A clause ends at `,。;:!?`, at a bracket it stands in and at its paragraph's end; a sentence
at `。;!?`.  A comma or colon between digits ends nothing, and what is put in brackets
belongs to the clause around it, commas and all.
"""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from disclint.source import Flow

# No clause of a report is this long; without a bound, hostile text makes each look-up long.
_FARTHEST = 400
_FARTHEST_SENTENCE = 1_000
# Commas and colons between digits are none.
_CLAUSE_MARK = re.compile(r"[。;!?(),:](?:(?<![,:])|(?<![0-9].)|(?![0-9]))")
_SENTENCE_MARK = re.compile(r"[。;!?]")


def clause(flow: Flow, at: int) -> tuple[int, int]:
    """
    The stretch of the flow of the clause around the character at `at`, without its punctuation.
    """
    return clause_start(flow, at), clause_end(flow, at)


def clause_start(flow: Flow, at: int) -> int:
    """
    Where the clause around the character at `at` begins.
    """
    first, _ = _paragraph(flow, at, _FARTHEST)
    start = _start(flow.text, first, at, brackets=True)
    # A lone bracket, as in `1)`, encloses nothing.
    if start is None:
        start = _start(flow.text, first, at, brackets=False)
    return first if start is None else start


def clause_end(flow: Flow, at: int) -> int:
    """
    Where the clause around the character at `at` ends.
    """
    _, last = _paragraph(flow, at, _FARTHEST)
    end = _end(flow.text, at, last, brackets=True)
    if end is None:
        end = _end(flow.text, at, last, brackets=False)
    return last if end is None else end


def sentence(flow: Flow, at: int) -> tuple[int, int]:
    """
    The stretch of the flow of the sentence around the character at `at`, without its full stop.
    """
    first, last = _paragraph(flow, at, _FARTHEST_SENTENCE)
    stops = _stops(flow.text)
    index = bisect_left(stops, at)
    start = stops[index - 1] + 1 if index else 0
    return max(first, start), min(last, stops[index]) if index < len(stops) else last


# Several places of one text are asked about, one after the other.
@lru_cache(maxsize=2)
def _stops(text: str) -> list[int]:
    """
    Where the marks are that end sentences.
    """
    return [each.start() for each in _SENTENCE_MARK.finditer(text)]


@lru_cache(maxsize=2)
def _marks(text: str) -> list[int]:
    """
    Where the marks are that end clauses, and brackets.
    """
    return [each.start() for each in _CLAUSE_MARK.finditer(text)]


def _paragraph(flow: Flow, at: int, farthest: int) -> tuple[int, int]:
    breaks = flow.breaks
    index = bisect_right(breaks, at)
    last = breaks[index] if index < len(breaks) else len(flow.text)
    return max(breaks[index - 1], at - farthest), min(last, at + farthest)


def _start(text: str, first: int, at: int, *, brackets: bool) -> int | None:
    marks, depth = _marks(text), 0
    index = bisect_left(marks, at) - 1
    while index >= 0 and (mark := marks[index]) >= first:
        index -= 1
        char = text[mark]
        if char in "()":
            if not brackets:
                continue
            depth += 1 if char == ")" else -1
            if depth < 0:
                return mark + 1
        elif depth == 0:
            return mark + 1
    return first if depth == 0 else None


def _end(text: str, at: int, last: int, *, brackets: bool) -> int | None:
    marks, depth = _marks(text), 0
    index = bisect_left(marks, at)
    while index < len(marks) and (mark := marks[index]) < last:
        index += 1
        char = text[mark]
        if char in "()":
            if not brackets:
                continue
            depth += 1 if char == "(" else -1
            if depth < 0:
                return mark
        elif depth == 0:
            return mark
    return last if depth == 0 else None
