"""
Rows in which a recogniser put a blank between any two characters, and more of them between cells.

    row  := cell (blank{2,} cell){columns - 1}      the last line before the next label
    cell := digit (blank digit)*

Refuses what has not just as many cells.
"""

from decimal import Decimal

from disclint.cache import compiled
from disclint.grammar.values import Value
from disclint.source import Flow, Span
from disclint.syntax import NUMBER

_LINE = compiled(r"[^\n]+")
_CELL = compiled(r"\d(?: ?\d)*+")
_APART = compiled(r" {2,}")


def widely(flow: Flow, start: int, end: int, columns: int) -> tuple[Value, ...] | None:
    """
    The cells between two flow offsets if wide gaps part just as many, and blanks stand in some of them.
    """
    begin = flow.origin(start - 1) + 1 if start else 0
    stop = flow.origin(end)
    for line in _LINE.finditer(flow.folded, begin, stop):
        words = line.group().strip(" ")
        if not words or not words[0].isdigit() or " " not in words:
            continue
        at = line.start() + line.group().index(words)
        cells = []
        written = _APART.split(words)
        if not any(" " in each for each in written):
            return None
        for each in written:
            at = flow.folded.index(each, at)
            if not _CELL.fullmatch(each):
                return None
            raw = each.replace(" ", "")
            cells.append(Value(Span(at, at + len(each)), raw, NUMBER, Decimal(raw)))
            at += len(each)
        return tuple(cells) if len(cells) == columns else None
    return None
