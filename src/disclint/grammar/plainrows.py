"""
Rows that leave no choice: behind the label stand just as many numbers as the row has columns.

    barred := other* ("|" blank*)+ number ("|" number){columns - 1} ("|" blank*)* line-end
    tabbed := (tab number){columns} line-end
    spaced := blank+ number (blank+ number){columns - 1} blank*         up to the next label
    glued  := blank* digits blank*                                      up to the next label; the cells are to be found
    pasted := blank* number (tab number){cells - 1} blank*
    run    := (blank | bar)+ number ((blank | bar)+ number){cells - 1} (blank | bar)*   the rest of such a table
    line   := blank* number ("|" number){cells - 1} ("|" blank*)*       a line without a label (表四)
    lined  := (blank | bar)* line-end (blank | bar)* number ((blank | bar)+ number){columns - 1} (blank | bar)*

Nearly all rows of nearly all reports are such; each is read here by one regular expression, fused from its
grammar.  What is read here the binder would read alike; whatever else a row may be is left to the binder.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

import pyparsing as pp

from disclint.grammar.found import Found
from disclint.grammar.fusing import fused
from disclint.grammar.labels import RowForm
from disclint.grammar.values import Value
from disclint.source import Flow, Span
from disclint.source.light import light
from disclint.syntax import NUMBER, Numbers

# What stands behind a row's label, on its line or up to the next label, and a line without a label.
SORTS = ("barred", "tabbed", "spaced", "glued", "lined", "line", "pasted", "run")
BARRED, TABBED, SPACED, GLUED, LINED, LINE, PASTED, RUN = SORTS
# What is looked for in the text as it is, where tabs are no blanks yet.
_UNFOLDED = frozenset({TABBED, PASTED})


def _leaf(pattern: str) -> pp.ParserElement:
    return pp.Regex(pattern).leave_whitespace()


# Amounts have decimals, and rows of their own.  Behind a sign stands no number with a nought before it: that may be a dash and digits.
_COUNT = _leaf(r"(?>-(?!0[0-9]))?+[0-9]++")("number*")
_AMOUNT = _leaf(r"(?>-(?!0[0-9]))?+[0-9]++(?>\.[0-9]++)?+")("number*")
_BLANKS = _leaf(r"[ \u200b]*+")
_BAR, _TAB = _leaf(r"\|"), _leaf(r"\t")
_LABEL = _leaf(r"[^|\n]*+") + _BAR
_PADDING = _leaf(r"[ \u200b|]*+")
_APART, _APART_BY_BARS = _leaf(r"[\s\u200b]++"), _leaf(r"[\s\u200b|]++")
_BELOW = _PADDING + _leaf(r"\n")
_DIGITS, _MAYBE_APART = _leaf(r"[0-9]++")("number*"), _leaf(r"[\s\u200b]*+")
_LINE_END, _END = _leaf(r"(?=\n|\Z)"), _leaf(r"\Z")
# Bars and tabs keep cells apart.
_KEPT_APART = frozenset({BARRED, TABBED})
_SEARCHED = (BARRED, SPACED, LINED, GLUED)
# Rows with fewer columns than these may be amounts.
_COUNTS_FROM = 3


@light
class PlainRow:
    """
    A row that leaves no choice, but for where its digits are to be cut if they are `glued`.

    Its label is `number` among those of the table and stands at `place` in the text; `end` is the flow offset of the next one.  `apart` says that bars or
    tabs keep its cells apart.
    """

    form: RowForm
    number: int
    place: Span
    end: int
    match: re.Match[str]
    apart: bool
    glued: bool = False

    def values(self) -> tuple[Value, ...]:
        """
        Its numbers.
        """
        return tuple(_values(self.match))

    @property
    def bars_before(self) -> int:
        """
        How many blank cells bars make between its label and its numbers.
        """
        return max(0, self.match.string.count("|", self.match.start(), self.match.start(1)) - 1)

    @property
    def bars_behind(self) -> int:
        """
        How many blank cells bars make behind its numbers.
        """
        return self.match.string.count("|", self.match.end(len(self.form.columns)), self.match.end())


def row_grammar(sort: str, columns: int) -> pp.ParserElement:
    """
    The grammar of a sort of rows with so many columns; it has a group for each number.
    """
    number = _COUNT if columns >= _COUNTS_FROM else _AMOUNT
    cell = _BLANKS + number + _BLANKS
    if sort == BARRED:
        grammar = _LABEL + _PADDING + _row(cell, _BAR, columns) + _PADDING + _LINE_END
    elif sort == TABBED:
        grammar = _TAB + _row(cell, _TAB, columns) + _LINE_END
    elif sort == LINE:
        grammar = _PADDING + _row(cell, _BAR, columns) + _PADDING + _END
    elif sort == PASTED:
        grammar = _row(cell, _TAB, columns) + _END
    elif sort == RUN:
        grammar = _APART_BY_BARS + _row(number, _APART_BY_BARS, columns) + pp.Opt(_APART_BY_BARS) + _END
    elif sort == GLUED:
        grammar = _BLANKS + _DIGITS + _MAYBE_APART + _END
    elif sort == SPACED:
        # One number needs nothing to keep it from others.
        grammar = (
            (_APART if columns > 1 else _MAYBE_APART) + _row(number, _APART, columns) + pp.Opt(_APART) + _END
        )
    else:
        below = _BELOW + pp.Opt(_APART_BY_BARS)
        grammar = below + _row(number, _APART_BY_BARS, columns) + pp.Opt(_APART_BY_BARS) + _END
    return grammar.parse_with_tabs()


def _row(cell: pp.ParserElement, between: pp.ParserElement, columns: int) -> pp.ParserElement:
    return cell + (between + cell)[columns - 1] if columns > 1 else cell


@lru_cache(maxsize=256)
def _fused(sort: str, columns: int) -> re.Pattern[str]:
    return fused(row_grammar(sort, columns))


@lru_cache(maxsize=4096)
def _decimal(raw: str) -> Decimal:
    return Decimal(raw)


def plain_rows(flow: Flow, labels: Found, end: int) -> Iterator[PlainRow | None]:
    """
    For each of the labels of rows and groups, up to flow offset `end`, the row if it leaves no choice.
    """
    spans, places = labels.spans, labels.places
    for number, following, form in labels.wording.steps:
        # A row that has lost its label is known by its place alone.
        if form is None or spans[number][0] == spans[number][1]:
            yield None
            continue
        place = places[number]
        stop = end if following is None else spans[following][0]
        last = _last(spans[number + 1 : following], stop)
        sort, match = _read(flow, len(form.columns), place.end, flow.origin(last), ends=last == end)
        if match is None or (sort == GLUED and last != stop):
            yield None
            continue
        yield PlainRow(form, number, place, stop, match, sort in _KEPT_APART, sort == GLUED)


def _last(others: Sequence[tuple[int, int]], stop: int) -> int:
    """
    Where a row's values end at the latest: at the labels of others that stand right before the next row's.
    """
    at = stop
    for first, last in reversed(others):
        if last != at:
            return stop
        at = first
    return at


def _read(flow: Flow, columns: int, begin: int, end: int, *, ends: bool) -> tuple[str, re.Match[str] | None]:
    """
    What a label is followed by up to the next, between two offsets of the text, as a sort of row.

    A stretch is of one sort at most.  `ends` says that the table ends there.
    """
    text = flow.folded
    line = text[begin:end].partition("\n")[0]
    has_tabs = flow.has_tabs and "\t" in flow.source_text[begin : begin + len(line)]
    tried = (BARRED, TABBED) if has_tabs else _SEARCHED
    for sort in tried:
        match = _fused(sort, columns).match(flow.source_text if sort in _UNFOLDED else text, begin, end)
        if match is not None:
            # Another label on the same line says that the line is no row.
            is_row = ends or sort not in _KEPT_APART or match.end() != end
            return sort, match if is_row else None
    return "", None


def plain_line(flow: Flow, start: int, end: int, cells: int, *, sort: str = LINE) -> re.Match[str] | None:
    """
    The numbers between two offsets of the text if they are just as many as are wanted, on a line or in a run.
    """
    return _fused(sort, cells).match(flow.source_text if sort in _UNFOLDED else flow.folded, start, end)


def numbers_of(flow: Flow, addresses: tuple[str, ...], match: re.Match[str], start: int = 0) -> Numbers:
    """
    The cells at these addresses, which are certain: the numbers of a match from the one with number `start`.
    """
    begin = match.start()
    exact = flow.source_text.startswith(match.group(), begin)
    raws, places = match.groups(), match.regs[1:]
    if len(raws) != len(addresses):
        raws, places = raws[start : start + len(addresses)], places[start : start + len(addresses)]
    return Numbers(addresses, raws, places, exact)


def _values(match: re.Match[str]) -> Iterator[Value]:
    for number, raw in enumerate(match.groups(), 1):
        yield Value(Span(*match.span(number)), raw, NUMBER, _decimal(raw))
