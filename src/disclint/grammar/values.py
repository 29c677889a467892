"""
The values that stand between the labels of a table.

    piece := (number | dash | text)*          between two labels, blank or bar between them
    cells := cell ("|" cell)*                 on one line with bars, or tabs

Refuses to say to which row they belong.
"""

import re
from decimal import Decimal

from disclint.grammar.lexemes import number, reading
from disclint.source import Flow, Span
from disclint.source.light import light
from disclint.syntax import BLANK, DASH, NUMBER, TEXT

_DIGIT = re.compile(r"\d")
_PARTS = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
# Dashes for noughts and digits that ran together; a dash alone before digits is a sign.
_RUN, _DASH_OR_DIGITS = re.compile(r"[-\d]+"), re.compile(r"-|\d+")
# No number of a sentence has so many digits: a whole row of cells ran together.
ROW_OF_DIGITS = 15

_DASHES = frozenset({"-", "--", "/", "无", "N/A"})
_UNITS = re.compile(
    r"[-+]?\d[\d,]*(?:\.\d+)?(?:件|条|个|份|项|次|宗|起|元|万元|亿元|人次|笔)|[增减][加少]?\d+"
)
_MARKED = re.compile(r"\d[\d,.]*(?:[-/*~\\]+\d[\d,.]*)+[-/*~\\]*")
# Letters among digits are digits that a recogniser misread.
_MISREAD = re.compile(r"[A-Za-z]+\d[A-Za-z\d]*")


@light
class Value:
    """
    What may be a cell: its place, its folded words, and how it reads.

    `glued` is set where a run of digits has nothing around it that says it is one number.
    """

    span: Span
    raw: str
    state: str
    value: Decimal | None = None
    glued: bool = False


def stream(flow: Flow, start: int, end: int) -> list[Value]:
    """
    The values between two flow offsets where nothing but blanks and bars parts them.
    """
    found: list[Value] = []
    for piece in flow.pieces(start, end):
        words = piece.group()
        if words.isdigit() and words.isascii():
            found.append(Value(Span(*piece.span()), words, NUMBER, Decimal(words)))
        elif words in _DASHES:
            found.append(Value(Span(*piece.span()), words, DASH))
        elif _DIGIT.search(words):
            found.extend(_mixed(piece.start(), words))
    return found


def marked(flow: Flow, start: int, end: int) -> Value | None:
    """
    The first value between two flow offsets if it is several numbers with marks between them (3///0): for one cell that is no number.
    """
    for piece in flow.pieces(start, end):
        if _DIGIT.search(piece.group()):
            words = piece.group() if _MARKED.fullmatch(piece.group()) else ""
            return Value(Span(*piece.span()), words, TEXT) if words else None
    return None


def _mixed(begin: int, words: str) -> list[Value]:
    if _UNITS.fullmatch(words) or _MISREAD.fullmatch(words):
        return [Value(Span(begin, begin + len(words)), words, TEXT)]
    if _RUN.fullmatch(words) and "--" in words:
        return [_dash_or_digits(begin, each) for each in _DASH_OR_DIGITS.finditer(words)]
    found = []
    for match in _PARTS.finditer(words):
        # Digits in the middle of words belong to the words; after them they are values that lost
        # the blank before them.
        whole = len(match.group()) >= ROW_OF_DIGITS or match.end() == len(words)
        # Right behind a label, what a caption follows that is not the form's.
        whole = whole or (not match.start() and words.startswith("第", match.end()))
        if not whole and not _ends_value(words, match.end()):
            continue
        span = Span(begin + match.start(), begin + match.end())
        alone = match.group() == words
        found.append(Value(span, match.group(), NUMBER, number(match.group()), glued=not alone))
    return found


def _dash_or_digits(begin: int, match: re.Match[str]) -> Value:
    span, raw = Span(begin + match.start(), begin + match.end()), match.group()
    return (
        Value(span, raw, DASH, glued=True)
        if raw == "-"
        else Value(span, raw, NUMBER, number(raw), glued=True)
    )


def _ends_value(words: str, at: int) -> bool:
    return words[at] in "-+元" or words.startswith("万元", at)


def barred(flow: Flow, start: int, stop: int, columns: int) -> list[Value] | None:
    """
    The cells on the rest of the line behind a label that ends at flow offset `start`, up to `stop`.

    None if the line has no bars enough for `columns` cells.  Tabs part cells, too, if they part just as many, or on
    each line as many as on the next: a sheet is pasted with one between two cells, a text is set with as many as it takes.  The
    first number may have no bar before it.
    """
    begin = flow.origin(start - 1) + 1
    line = flow.folded[begin : flow.origin(stop)].partition("\n")[0]
    end = begin + len(line)
    if "|" not in line and _are_of_sheet(flow.source_text, begin, end, columns):
        return barred_line(flow, flow.source_text.index("\t", begin) + 1, end, "\t")
    cells = barred_line(flow, begin + line.index("|") + 1, end) if "|" in line else []
    held = max((at for at, each in enumerate(cells, 1) if each.state != BLANK), default=0)
    # Only where the cells behind the first bar leave room for one.
    if cells and held < columns and (first := cell_of(flow, begin, begin + line.index("|"))).state == NUMBER:
        cells = [first, *cells]
    return cells if len(cells) >= columns else None


def _are_of_sheet(text: str, begin: int, end: int, columns: int) -> bool:
    """
    Whether the tabs between two offsets on a line part a sheet's cells: those of one row, or as many as the lines beside it have.
    """
    tabs = text.count("\t", begin, end)
    if tabs <= columns:
        return tabs == columns
    before, _, start = text[:begin].rpartition("\n")
    above, below = before.rpartition("\n")[2], text[end:].removeprefix("\n").partition("\n")[0]
    return tabs + start.count("\t") in (above.count("\t"), below.count("\t"))


def barred_line(flow: Flow, start: int, end: int, bar: str = "|") -> list[Value]:
    """
    The cells between the bars, or tabs, of a stretch of the text.
    """
    # Folded, a tab is a blank.
    text = flow.folded if bar == "|" else flow.source_text
    cells, at = [], start
    while at <= end:
        stop = text.find(bar, at, end)
        stop = end if stop < 0 else stop
        cells.append(cell_of(flow, at, stop))
        at = stop + 1
    return cells


def cell_of(flow: Flow, start: int, end: int) -> Value:
    """
    What stands between two offsets of the text, as one cell.
    """
    words = flow.folded[start:end]
    inner = words.strip(" \u200b\n")
    if not inner:
        return Value(Span(start, start), "", BLANK)
    first = start + words.index(inner[0])
    state, value = reading(inner, "count")
    return Value(Span(first, first + len(inner)), inner, state, value)
