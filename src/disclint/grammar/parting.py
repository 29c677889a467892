"""
The cells of a row that stand on lines of their own, or have words among them.

    cells := (cell "|")*                     over several lines
           | (cell line-end)*                a line each, blank ones empty
           | number+ word number+            blanks or line ends between, all columns filled
           | word                            of a row with one column, where it can be no label's

Refuses to choose where there is a choice.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from disclint.grammar.values import Value, cell_of
from disclint.source import Flow, Span
from disclint.syntax import BLANK, DASH, NUMBER, TEXT

_DIGIT = re.compile(r"\d")

# What is written in place of a number: 见附件, 详见附表, 无法统计. Some of it can be no part of a label.
_LONGEST_WORD = 6
_IN_PLACE = re.compile(
    r"详?见(?:附件|附表|下表|上表|正文|说明|备注)\d?|若干|不详|不明|未知|同上|未统计|无法统计|待统计|待定|待核|暂无|没有"
)

# A number with a remark, a footnote's mark or a stray stop behind it.
_REMARKED = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?[^\s\d,./|-][^\s|]{0,9}")

# A line of bars only is a layout's, and no row of blank cells.
_PADDING = re.compile(r"\n[ |]*\|[ ]*\|[ |]*(?=\n|\Z)")

_LINE_END = re.compile(r"\n")
_TOKEN, _WORDS = re.compile(r"[^\s\u200b]+"), re.compile(r"[^\s\u200b|]+")
# A text in which no line follows another without an empty line between them is set so throughout.
_LINE_BY_LINE = re.compile(r"[^\s][ ]*\n[ ]*[^\s]")
_AROUND = 300
# How many line ends part two cells, and how many a blank cell between them adds.
_LINE_ENDS = ((2, 1), (2, 2), (1, 1))


def parted(flow: Flow, start: int, end: int, columns: int, *, whole: bool) -> tuple[Value, ...] | None:
    """
    The cells between two flow offsets, behind a label that may be `whole`, in one of the ways that leave no choice.
    """
    return (
        ended(flow, start, end, columns, whole=whole)
        or lined(flow, start, end, columns)
        or worded(flow, start, end, columns, whole=whole)
    )


def ended(
    flow: Flow, start: int, end: int, columns: int, more: int = 0, *, whole: bool = False
) -> tuple[Value, ...] | None:
    """
    The cells between two flow offsets if lines and bars part them, so that nothing between bars is a blank cell.

    None if there are not as many as `columns`, or words among them that may be those of labels; there may be so many `more`.
    """
    text = flow.folded
    stop = flow.origin(end)
    at = text.find("|", flow.origin(start - 1), stop) + 1
    if not at:
        return None
    cells: list[Value] = []
    while len(cells) < columns + more:
        padding = _PADDING.match(text, at, stop)
        if padding is not None:
            at = padding.end()
            continue
        bar = text.find("|", at, stop)
        words = text[at:bar].split()
        if bar == -1 or len(words) > 1:
            break
        first = text.index(words[0], at) if words else at
        cells.append(cell_of(flow, first, first + len(words[0]) if words else at))
        at = bar + 1
    filled = [each for each in cells if each.state != BLANK]
    written = [each for each in filled if each.state == TEXT and not _DIGIT.search(each.raw)]
    # Words among the numbers of a row that is full otherwise are cells.
    plain = not written or (
        len(cells) == len(filled) == columns
        and all(each.state == NUMBER or each in written for each in cells)
        and _are_cells(written, cells, whole=whole)
    )
    # Blank cells alone are a row only if each has its line: other bars are a layout's.
    lined = bool(filled) or text.count("\n|", flow.origin(start - 1), at) >= columns
    return tuple(cells) if len(cells) >= columns and lined and plain else None


def lined(flow: Flow, start: int, end: int, columns: int) -> tuple[Value, ...] | None:
    """
    The cells between two flow offsets if each has a line of its own, so that empty lines are blank cells.

    A cell is parted from the next by one line end or by two, and a blank one is one or two more.  None if they
    are not just as many as `columns` in one of these ways.
    """
    text = flow.folded
    at = flow.origin(start - 1) + 1
    stop = flow.origin(end)
    values: list[Value] = []
    gaps: list[int] = []
    for match in _TOKEN.finditer(text, at, stop):
        gaps.append(text.count("\n", at, match.start()))
        at = match.end()
        value = cell_of(flow, match.start(), match.end())
        if value.state not in (NUMBER, DASH):
            break
        values.append(value)
    else:
        gaps.append(text.count("\n", at, stop))
    inner, last = gaps[:-1], gaps[-1]
    missing = columns - len(values)
    found = []
    spaced = not _LINE_BY_LINE.search(text, max(0, at - _AROUND), stop + _AROUND)
    for apart, blank in _LINE_ENDS[:2] if spaced else _LINE_ENDS:
        spare = [each - apart for each in inner]
        behind = missing - sum(spare) // blank
        # That one line end parts cells is told by a gap of one, if not by the text around.
        fits = all(each >= 0 and each % blank == 0 for each in spare) and (apart > 1 or apart in gaps)
        # Behind a row that ends in a number the table may end.
        if fits and (behind == 0 or (behind > 0 and last - apart == behind * blank)):
            found.append([*(each // blank for each in spare), behind])
    if len(found) != 1 or missing < 0:
        return None
    empty = Value(Span(at, at), "", BLANK)
    cells = [empty] * found[0][0]
    for value, more in zip(values, found[0][1:], strict=True):
        cells += [value, *[empty] * more]
    return tuple(cells)


def worded(
    flow: Flow, start: int, end: int, columns: int, *, whole: bool = False
) -> tuple[Value, ...] | None:
    """
    The cells between two flow offsets if short words stand among the numbers of a row that is full with them.

    They stand on one line or each on its own.  None otherwise: at its ends a word may be
    a label's, but not behind one that is `whole`, and a longer one a line of another page.  A number with something
    behind it (`12*`, `12(注)`) is a cell wherever it stands.
    """
    begin = flow.origin(start - 1) + 1
    stop = flow.origin(end)
    # What is wrapped of the label may stand on other lines.
    lines = [begin, *(each.end() for each in _LINE_END.finditer(flow.folded, begin, stop)), stop]
    for first, last in (*pairwise(lines), (begin, stop)):
        every = [cell_of(flow, *each.span()) for each in _WORDS.finditer(flow.folded, first, last)]
        # Behind a label that is whole its cells come first, and what goes on is another row's.
        for found, others in ((every[-columns:], every[:-columns]), (every[:columns], every[columns:])):
            counted = any(each.state == NUMBER for each in others)
            if not counted and len(found) == columns and _is_worded(found, whole=whole):
                return tuple(found)
            if not whole:
                break
    return None


def in_place(flow: Flow, start: int, end: int) -> tuple[Value, ...] | None:
    """
    The only cell of a row where words that stand in place of a number come first behind its label.
    """
    begin = flow.origin(start - 1) + 1
    stop = flow.origin(end)
    first = next((each for each in _WORDS.finditer(flow.folded, begin, stop)), None)
    return (cell_of(flow, *first.span()),) if first and _IN_PLACE.fullmatch(first.group()) else None


def _is_worded(row: Sequence[Value], *, whole: bool) -> bool:
    """
    Whether short words stand among the numbers of the row, and all of it are cells.
    """
    words = [each for each in row if each.state != NUMBER]
    if not words or any(each.state != TEXT for each in words):
        return False
    if len(words) == 1 and _REMARKED.fullmatch(words[0].raw):
        return True
    short = all(len(each.raw) <= _LONGEST_WORD and not _DIGIT.search(each.raw) for each in words)
    return short and _are_cells(words, row, whole=whole)


def _are_cells(words: Sequence[Value], row: Sequence[Value], *, whole: bool) -> bool:
    """
    Whether the words of a full row are cells: at its ends they may be a label's, unless no label has such words.

    What stands behind a label that is `whole` is none of its words.
    """
    others = [each for each in words if not _IN_PLACE.fullmatch(each.raw)]
    if not others:
        return True
    return len(words) == 1 and others[0] is not row[-1] and (whole or others[0] is not row[0])
