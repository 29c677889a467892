"""
Rows in which more numbers stand than the form has columns.

    surplus := label number{columns + 1, }      between bars, or by themselves on one line

Refuses to say which of them is too many, and columns that a table has beside the form's (remarks, shares, last year's):
there most rows have more.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from disclint.grammar.dealing import Segment
from disclint.grammar.values import Value
from disclint.source import Flow
from disclint.syntax import AMBIGUOUS, NUMBER, Row

# One row in so many may be wrong by itself.
_FEW = 8
# So many numbers more are another row's.
_MORE = 2
_LINE = re.compile(r"[^\n]+")
_NUMBERS, _DIGITS = re.compile(r"[ |\t]*(?>\d+[ |\t]+)+\d*[ |\t]*"), re.compile(r"\d+")
_LINE_END = re.compile(r"[^\S\n]*+\n")


def surplus_of(flow: Flow, segments: Sequence[Segment], *, total_last: bool) -> list[tuple[Segment, int]]:
    """
    The segments that hold more numbers than columns, and how many; none where many do.
    """
    counts = [
        (each, len(_numbers(flow, each, total_last=total_last, is_last=each is segments[-1])))
        for each in segments
    ]
    found = [(each, count) for each, count in counts if count > each.columns]
    return found if len(found) <= max(1, len(segments) // _FEW) else []


def surplus_lines(
    flow: Flow, start: int, end: int, wanted: int, width: int
) -> Iterator[tuple[int, int, int]]:
    """
    The lines between two flow offsets of nothing but numbers that are a few more than wanted: where they begin and end, and how many.
    """
    for line in _LINE.finditer(flow.folded, flow.origin(start), flow.origin(end)):
        if _NUMBERS.fullmatch(line.group()):
            digits = [*_DIGITS.finditer(line.group())]
            apart = "|" in line.group() or not _were_cut([each[0] for each in digits], wanted, width)
            if wanted < len(digits) <= wanted + _MORE and apart:
                yield line.start() + digits[0].start(), line.start() + digits[-1].end(), len(digits)


def has_ambiguous(row: Row) -> bool:
    """
    Whether a row has a cell of which it cannot be told which number is its.
    """
    return row.numbers is None and any(each.state == AMBIGUOUS for each in row.cells)


def _numbers(flow: Flow, segment: Segment, *, total_last: bool, is_last: bool) -> Sequence[Value]:
    if segment.doubtful:
        return ()
    if segment.cells is not None:
        numbers = [each for each in segment.cells if each.state == NUMBER]
        # A cell that is merged is written by some converters once for each column that it covers.
        return numbers[:1] if segment.columns == 1 and len({each.raw for each in numbers}) == 1 else numbers
    values = [each for each in segment.values if each.state == NUMBER and not each.glued]
    if not segment.columns < len(values) == len(segment.values) <= segment.columns + _MORE:
        return ()
    text, last = flow.folded, values[-1].span.end
    between = {text[one.span.end : two.span.start].strip(" \t") for one, two in pairwise(values)}
    # What else stands on the line is another row, or words to which the last number belongs.
    if not _LINE_END.match(text, last) or not between <= {"", "\n"}:
        return ()
    if between == {""}:
        raws = [each.raw for each in values]
        return () if total_last and _were_cut(raws, segment.columns, segment.columns) else values
    # A number on a line of its own may be a page's or a counter's; a nought between rows is neither.
    return values if total_last and not is_last and _has_nought_more(values) else ()


def _has_nought_more(values: Sequence[Value]) -> bool:
    """
    Whether the numbers add up without one nought, and without no other number.
    """
    left = {
        each.raw
        for at, each in enumerate(values)
        if _is_sum([other.value or Decimal(0) for other in (*values[:at], *values[at + 1 :])])
    }
    return left == {"0"}


def _is_sum(values: Sequence[Decimal]) -> bool:
    return sum(values[:-1]) == values[-1]


def _were_cut(words: Sequence[str], wanted: int, width: int) -> bool:
    """
    Whether the numbers are as many as wanted and add up if two that stand together are one: blanks came between the digits.
    """
    if len(words) != wanted + 1 or not all(map(str.isdigit, words)):
        return False
    for at, (one, two) in enumerate(pairwise(words)):
        joined = [Decimal(each) for each in (*words[:at], one + two, *words[at + 2 :])]
        groups = [joined[first : first + width] for first in range(0, wanted, width)]
        if not one.startswith("0") and all(map(_is_sum, groups)):
            return True
    return False
