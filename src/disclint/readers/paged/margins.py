"""
What is printed in the margins of every page: page numbers, running heads and feet.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import frozen

from disclint.readers.paged.blocks import Line, Mark, Table, lines
from disclint.source import fold

# The part of the height above and below that may be a margin.
_ZONE = 0.13
# Heads and feet stand at the same height on every page, in points.
_SAME_HEIGHT = 5.0
_ENOUGH_PAGES = 3
# A number that says by itself that it is a page's, and one that only its fellows tell.
_CERTAIN = re.compile(
    r"-+(\d{1,4})-+|第(\d{1,4})页(?:[,/]?共\d{1,4}页)?|(?:page|p\.)(\d{1,4})(?:of\d{1,4})?", re.IGNORECASE
)
_BARE = re.compile(r"[·.\[(<]?(\d{1,4})[·.\])>]?(?:/\d{1,4})?")
_DIGITS = re.compile(r"\d+")


@frozen(eq=False)
class _Edge:
    """
    A line in the zone of a margin.
    """

    page: int
    line: Line
    words: str
    in_table: bool
    outermost: bool


def furniture(pages: Sequence[tuple[Sequence[Mark], float, Sequence[Table]]]) -> set[int]:
    """
    The numbers of the characters that belong to margins, of pages given as characters, height and tables.
    """
    edges = [each for number, page in enumerate(pages) for each in _edges(number, *page)]
    found = [*_numbers(edges), *_running(edges, len(pages))]
    return {mark[5] for each in found for mark in each.line.marks}


def _edges(number: int, marks: Sequence[Mark], height: float, tables: Sequence[Table]) -> list[_Edge]:
    top, bottom = height * _ZONE, height * (1 - _ZONE)
    # Lines that go on into the page are not the margin's.
    written = [each for each in marks if not each[0].isspace()]
    zone = [each for each in written if each[4] <= top or each[2] >= bottom]
    highest = min((each[2] for each in written), default=0.0)
    lowest = max((each[4] for each in written), default=0.0)
    found = []
    for line in lines(zone):
        words = fold("".join(mark[0] for mark in line.marks))
        inside = any(table.holds((line.x0 + line.x1) / 2, line.middle) for table in tables)
        outermost = line.y0 <= highest + line.size / 2 or line.y1 >= lowest - line.size / 2
        found.append(_Edge(number, line, words, inside, outermost))
    return found


def _numbers(edges: Iterable[_Edge]) -> list[_Edge]:
    found, bare = [], []
    for each in edges:
        if _CERTAIN.fullmatch(each.words) and (not each.in_table or "-" in each.words):
            found.append(each)
        elif (match := _BARE.fullmatch(each.words)) and each.outermost and not each.in_table:
            bare.append((int(match[1]) - each.page, each))
    counted = Counter(offset for offset, _ in bare)
    return [*found, *(each for offset, each in bare if counted[offset] > 1)]


def _running(edges: Iterable[_Edge], pages: int) -> list[_Edge]:
    groups: dict[tuple[str, int], list[_Edge]] = {}
    for each in edges:
        if not each.in_table:
            key = _DIGITS.sub("#", each.words), round(each.line.middle / _SAME_HEIGHT)
            groups.setdefault(key, []).append(each)
    needed = _ENOUGH_PAGES if pages >= _ENOUGH_PAGES else 2
    return [
        each for group in groups.values() if len({edge.page for edge in group}) >= needed for each in group
    ]
