"""
Lines to paragraphs: a line that was full goes on in the next one, if that begins at the margin.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from attrs import define, frozen

from disclint.readers.paged.blocks import Line, chunks

# In heights of a line: what counts as indented; how far lines of a paragraph are apart at most.
_INDENT, _PITCH = 1.2, 3.2
# Lines of a paragraph are no further apart than this many times the usual distance.
_WIDER = 1.25
# What remains of a full line is too little for the next word and this much, in heights.
_SLACK = 0.75
_SIZES = 0.8
_LARGER = 1.2
# A line with more stretches than this that stand so far apart, in heights, is the row of a table.
_COLUMNS, _APART = 2, 1.2
# So far, in heights, no two words of a paragraph stand apart.
_HOLE = 3.0
# Behind a sentence's end this begins a heading, however full the line before is.
_STOPS = frozenset("。！？")
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]")
# A page with fewer lines does not show where its margins are.
FEW = 6
# What may not begin a line, so that the character before it goes with it.
_CLOSING = frozenset("，。、；：？！）》」』】〕”’,.;:?!)]}%")


@define
class Paragraph:
    """
    Lines that are one paragraph.
    """

    lines: list[Line]


@frozen
class Margins:
    """
    Where lines begin and end at most, how far they usually are apart, and how high they are.
    """

    left: float
    right: float
    pitch: float
    size: float


def margins(lines: Sequence[Line]) -> Margins | None:
    """
    The margins of the text that the lines are; None if there is none.
    """
    if not lines:
        return None
    lefts = sorted(each.x0 for each in lines)
    # A line that hangs out by itself is no margin.
    left = lefts[min(len(lefts) - 1, len(lefts) // 20)]
    rights = sorted(each.x1 for each in lines)
    right = rights[max(0, len(rights) - 1 - len(rights) // 20)]
    steps = [b.middle - a.middle for a, b in pairwise(lines) if 0 < b.middle - a.middle < _PITCH * b.size]
    sizes = median(each.size for each in lines)
    return Margins(left, right, median(steps) if steps else 0.0, sizes)


def goes_on(before: Line, line: Line, own: Margins) -> bool:
    """
    Whether `line` goes on with the paragraph that `before` is the last line of.
    """
    size = min(before.size, line.size)
    if size < _SIZES * _SIZES * max(before.size, line.size):
        return False
    if before.page == line.page:
        step = line.middle - before.middle
        if step > _PITCH * size or (own.pitch and step > max(_WIDER * own.pitch, 1.6 * size)):
            return False
    if _is_tabular(before) or _is_tabular(line):
        return False
    if before.marks[-1][0] in _STOPS and _HEADING.match("".join(each[0] for each in line.marks[:5])):
        return False
    if line.x0 > own.left + _INDENT * size and not _is_title(before, line, own):
        return False
    return own.right - before.x1 < _first_word(line) + _SLACK * size


def _is_title(before: Line, line: Line, own: Margins) -> bool:
    """
    Whether both are lines of a title: larger than the text, and centred.
    """
    return all(
        each.size > _LARGER * own.size and abs((each.x0 - own.left) - (own.right - each.x1)) < each.size
        for each in (before, line)
    )


def _is_tabular(line: Line) -> bool:
    return (len(line.gaps) >= _COLUMNS and len(chunks(line, _APART)) > _COLUMNS) or _has_hole(line)


def _has_hole(line: Line) -> bool:
    return any(line.marks[each][1] - line.marks[each - 1][3] > _HOLE * line.size for each in line.gaps)


def _first_word(line: Line) -> float:
    """
    How long the stretch at the beginning of a line is that cannot be parted.
    """
    end = 0
    for index, mark in enumerate(line.marks):
        joined = mark[0].isascii() and not mark[0].isspace() and index not in line.blanks
        if index and not joined and mark[0] not in _CLOSING:
            break
        end = index
        if not mark[0].isascii() and (index + 1 == len(line.marks) or line.marks[index + 1][0] not in _CLOSING):  # fmt: skip
            break
    return line.marks[end][3] - line.marks[0][1]


def needs_blank(before: Line, line: Line) -> bool:
    """
    Whether two lines that are joined are parted by a blank: between two words of letters.
    """
    a, b = before.marks[-1][0], line.marks[0][0]
    return a.isascii() and b.isascii() and a.isalnum() and b.isalnum() and not (a.isdigit() and b.isdigit())
