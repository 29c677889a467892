"""
The clause and the sentence around a place.

A clause ends at `,。;:!?`, at a bracket it stands in and at its paragraph's end; a sentence
at `。;!?`.  A comma or colon between digits ends nothing, and what is put in brackets
belongs to the clause around it, commas and all.
"""

import re
from bisect import bisect_right

from disclint.source import Flow

# No clause of a report is this long; without a bound, hostile text makes each look-up long.
_FARTHEST = 400
_FARTHEST_SENTENCE = 1_000
_CLAUSE_MARK = re.compile(r"[。;!?()]|(?<![0-9])[,:]|[,:](?![0-9])")
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
    start = first
    for mark in _SENTENCE_MARK.finditer(flow.text, first, at):
        start = mark.end()
    found = _SENTENCE_MARK.search(flow.text, at, last)
    return start, last if found is None else found.start()


def _paragraph(flow: Flow, at: int, farthest: int) -> tuple[int, int]:
    breaks = flow.breaks
    index = bisect_right(breaks, at)
    last = breaks[index] if index < len(breaks) else len(flow.text)
    return max(breaks[index - 1], at - farthest), min(last, at + farthest)


def _start(text: str, first: int, at: int, *, brackets: bool) -> int | None:
    depth = 0
    # One character more, so that a comma's neighbour behind `at` is seen.
    for mark in reversed([each for each in _CLAUSE_MARK.finditer(text, first, at + 1) if each.start() < at]):
        char = mark.group()
        if char in "()":
            if not brackets:
                continue
            depth += 1 if char == ")" else -1
            if depth < 0:
                return mark.end()
        elif depth == 0:
            return mark.end()
    return first if depth == 0 else None


def _end(text: str, at: int, last: int, *, brackets: bool) -> int | None:
    depth = 0
    for mark in _CLAUSE_MARK.finditer(text, at):
        if mark.start() >= last:
            break
        char = mark.group()
        if char in "()":
            if not brackets:
                continue
            depth += 1 if char == "(" else -1
            if depth < 0:
                return mark.start()
        elif depth == 0:
            return mark.start()
    return last if depth == 0 else None
