"""
The values that stand between the labels of a table.

    piece := (number | dash | text)*          between two labels, blank or bar between them
    cells := cell ("|" cell)*                 on one line with bars, or tabs
           | (cell "|")*                     over several lines
           | (cell line-end)*                a line each, blank ones empty
           | number+ word number+            blanks or line ends between, all columns filled

Refuses to say to which row they belong.
"""

import re
from decimal import Decimal
from itertools import pairwise

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

# What is written in place of a number: 见附件, 详见附表, 无法统计.
_LONGEST_WORD = 6

# A number with a remark, a footnote's mark or a stray stop behind it.
_REMARKED = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?[^\s\d,./|-][^\s|]{0,9}")

# A line of bars only is a layout's, and no row of blank cells.
_PADDING = re.compile(r"\n[ |]*\|[ ]*\|[ |]*(?=\n|\Z)")

_LINE_END = re.compile(r"\n")
_TOKEN = re.compile(r"[^\s\u200b]+")
# A text in which no line follows another without an empty line between them is set so throughout.
_LINE_BY_LINE = re.compile(r"[^\s][ ]*\n[ ]*[^\s]")
_AROUND = 300
# How many line ends part two cells, and how many a blank cell between them adds.
_LINE_ENDS = ((2, 1), (2, 2), (1, 1))

_DASHES = frozenset({"-", "--", "/", "无", "N/A"})
_UNITS = re.compile(
    r"[-+]?\d[\d,]*(?:\.\d+)?(?:件|条|个|份|项|次|宗|起|元|万元|亿元|人次|笔)|[增减][加少]?\d+"
)


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


def _mixed(begin: int, words: str) -> list[Value]:
    if _UNITS.fullmatch(words):
        return [Value(Span(begin, begin + len(words)), words, TEXT)]
    if _RUN.fullmatch(words) and "--" in words:
        return [_dash_or_digits(begin, each) for each in _DASH_OR_DIGITS.finditer(words)]
    found = []
    for match in _PARTS.finditer(words):
        # Digits in the middle of words belong to the words; after them they are values that lost
        # the blank before them.
        whole = len(match.group()) >= ROW_OF_DIGITS or match.end() == len(words)
        if not whole and not _ends_value(words, match.end()):
            continue
        span = Span(begin + match.start(), begin + match.end())
        alone = match.group() == words
        found.append(Value(span, match.group(), NUMBER, number(match.group()), glued=not alone))
    return found


def _dash_or_digits(begin: int, match: re.Match[str]) -> Value:
    span, raw = Span(begin + match.start(), begin + match.end()), match.group()
    return Value(span, raw, DASH) if raw == "-" else Value(span, raw, NUMBER, number(raw), glued=True)


def _ends_value(words: str, at: int) -> bool:
    return words[at] in "-+元" or words.startswith("万元", at)


def barred(flow: Flow, start: int, stop: int, columns: int) -> list[Value] | None:
    """
    The cells on the rest of the line behind a label that ends at flow offset `start`, up to `stop`.

    None if the line has no bars enough for `columns` cells.  Tabs part cells, too, if they part just as many:
    a sheet is pasted with one between two cells, a text is set with as many as it takes.
    """
    begin = flow.origin(start - 1) + 1
    last = flow.origin(stop) if stop < len(flow.text) else len(flow.folded)
    end = flow.folded.find("\n", begin, last)
    end = last if end < 0 else end
    line = flow.folded[begin:end]
    if "|" not in line and flow.source_text.count("\t", begin, end) == columns:
        return barred_line(flow, flow.source_text.index("\t", begin) + 1, end, "\t")
    if line.count("|") < max(1, columns - 1) or "|" not in line:
        return None
    cells = barred_line(flow, begin + line.index("|") + 1, end)
    return cells if len(cells) >= columns else None


def parted(flow: Flow, start: int, end: int, columns: int, *, whole: bool) -> tuple[Value, ...] | None:
    """
    The cells between two flow offsets, behind a label that may be `whole`, in one of the ways that leave no choice.
    """
    return (
        ended(flow, start, end, columns)
        or lined(flow, start, end, columns)
        or worded(flow, start, end, columns, whole=whole)
    )


def ended(flow: Flow, start: int, end: int, columns: int, more: int = 0) -> tuple[Value, ...] | None:
    """
    The cells between two flow offsets if lines and bars part them, so that nothing between bars is a blank cell.

    None if there are not as many as `columns`, or more words among them than one cell of a full row; there may be so many `more`.
    """
    text = flow.folded
    stop = flow.origin(end) if end < len(flow.text) else len(text)
    at = text.find("|", flow.origin(start - 1), stop) + 1
    cells: list[Value] = []
    while 0 < at < stop and len(cells) < columns + more:
        padding = _PADDING.match(text, at, stop)
        if padding is not None:
            at = padding.end()
            continue
        bar = text.find("|", at, stop)
        words = text[at:bar].split()
        if bar < 0 or len(words) > 1:
            break
        first = text.index(words[0], at) if words else at
        cells.append(_cell(flow, first, first + len(words[0]) if words else at))
        at = bar + 1
    filled = [each for each in cells if each.state != BLANK]
    written = [each for each in filled if each.state == TEXT and not _DIGIT.search(each.raw)]
    # Words among the numbers of a row that is full otherwise are a cell; at its ends they may be a label's.
    plain = not written or (
        len(written) == 1
        and len(cells) == len(filled) == columns
        and written[0] not in (cells[0], cells[-1])
        and all(each.state == NUMBER for each in cells if each is not written[0])
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
    stop = flow.origin(end) if end < len(flow.text) else len(text)
    values: list[Value] = []
    gaps: list[int] = []
    for match in _TOKEN.finditer(text, at, stop):
        gaps.append(text.count("\n", at, match.start()))
        at = match.end()
        value = _cell(flow, match.start(), match.end())
        if value.state not in (NUMBER, DASH):
            break
        values.append(value)
    else:
        gaps.append(text.count("\n", at, stop))
    inner, last = gaps[:-1], gaps[-1]
    missing = columns - len(values)
    found = []
    spaced = not _LINE_BY_LINE.search(text, max(0, at - _AROUND), min(len(text), stop + _AROUND))
    for apart, blank in _LINE_ENDS[:2] if spaced else _LINE_ENDS:
        spare = [each - apart for each in inner]
        behind = missing - sum(spare) // blank
        fits = all(each >= 0 and each % blank == 0 for each in spare)
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
    The cells between two flow offsets if a short word stands among the numbers of a row that is full with it.

    They stand on one line or each on its own.  None otherwise: at its ends a word may be
    a label's, but not behind one that is `whole`, and a longer one a line of another page.  A number with something
    behind it (`12*`, `12(注)`) is a cell wherever it stands.
    """
    begin = flow.origin(start - 1) + 1
    stop = flow.origin(end) if end < len(flow.text) else len(flow.folded)
    # What is wrapped of the label may stand on other lines.
    lines = [begin, *(each.end() for each in _LINE_END.finditer(flow.folded, begin, stop)), stop]
    for first, last in (*pairwise(lines), (begin, stop)):
        every = [_cell(flow, *each.span()) for each in _TOKEN.finditer(flow.folded, first, last)]
        found = every[-columns:]
        if any(each.state == NUMBER for each in every[:-columns]):
            continue
        words = [at for at, each in enumerate(found) if each.state != NUMBER]
        if len(found) != columns or len(words) != 1:
            continue
        word = found[words[0]]
        inside = (0 if whole else 1) <= words[0] < columns - 1
        is_word = inside and len(word.raw) <= _LONGEST_WORD and not _DIGIT.search(word.raw)
        if word.state == TEXT and (is_word or _REMARKED.fullmatch(word.raw)):
            return tuple(found)
    return None


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
        cells.append(_cell(flow, at, stop))
        at = stop + 1
    return cells


def _cell(flow: Flow, start: int, end: int) -> Value:
    words = flow.folded[start:end]
    inner = words.strip(" \u200b\n")
    if not inner:
        return Value(Span(start, start), "", BLANK)
    first = start + words.index(inner[0])
    state, value = reading(inner, "count")
    return Value(Span(first, first + len(inner)), inner, state, value)
