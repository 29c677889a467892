"""
Which cells dashes for noughts and digits can be that ran together.

    run  := (dash | digits)+        digits are one number or several
    dash := "-" | "--"              throughout a row the same

Only rows that add up are readings: a dash is a nought.  Knows no negative numbers.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from disclint.grammar import cutting
from disclint.grammar.cutting import MOST, Joined, Reading
from disclint.grammar.values import Value
from disclint.source import Span
from disclint.syntax import DASH

_PIECE, _RUN = re.compile(r"-+|\d+"), re.compile(r"[-\d]+")

# Where it begins, and what it is.
_Piece = tuple[int, str]


def are_glued(values: Sequence[Value]) -> bool:
    """
    Whether dashes ran together with digits: no number that stands apart has a nought behind its sign.
    """
    return any(
        (each.glued and (each.state == DASH or each.raw.startswith("-")))
        or (each.raw.startswith("-0") and len(each.raw) > len("-0"))
        for each in values
    )


def ways(values: Sequence[Value], columns: int, rows: int) -> list[Reading]:
    """
    The ways to read `values` as so many rows of so many cells each of which adds up; none if they are too many to look through.
    """
    if any(not _RUN.fullmatch(each.raw) for each in values):
        return []
    pieces = _pieces(values)
    found: list[Reading] = []
    dashes = [words for _, words in pieces if words[0] == "-"]
    for length in (1, 2) if all(len(each) % 2 == 0 for each in dashes) else (1,):
        every = list(islice(_cells(pieces, length, columns * rows), MOST))
        if len(every) == MOST:
            return []
        found += [each for each in every if _adds_up(each, columns)]
    return found


def _pieces(values: Sequence[Value]) -> list[_Piece]:
    """
    Dashes and digits one behind the other; dashes that nothing parts are one piece.
    """
    found: list[_Piece] = []
    for value in values:
        for match in _PIECE.finditer(value.raw):
            begin, words = value.span.start + match.start(), match.group()
            before, last = found[-1] if found else (begin, "")
            if words[0] == "-" and "-" in last and before + len(last) == begin:
                found[-1] = (before, last + words)
            else:
                found.append((begin, words))
    return found


def _cells(pieces: Sequence[_Piece], length: int, wanted: int) -> Iterator[Reading]:
    """
    So many cells that take all pieces, where a dash has so many signs.
    """
    if not pieces:
        if wanted == 0:
            yield ()
        return
    (begin, words), *others = pieces
    if words[0] == "-":
        starts = range(begin, begin + len(words), length)
        row: Reading = tuple(Value(Span(at, at + length), "-" * length, DASH) for at in starts)
        if len(row) <= wanted:
            yield from (row + rest for rest in _cells(others, length, wanted - len(row)))
        return
    glued = Joined(words, range(begin, begin + len(words)), frozenset((0,)))
    for count in range(1, wanted - len(others) + 1):
        for bounds in cutting.cuts(glued, 0, count):
            row = cutting.cut(glued, bounds)
            yield from (row + rest for rest in _cells(others, length, wanted - count))


def _adds_up(cells: Reading, columns: int) -> bool:
    values = [(each and each.value) or 0 for each in cells]
    return all(
        sum(values[at : at + columns - 1]) == values[at + columns - 1]
        for at in range(0, len(values), columns)
    )
