"""
Rows that leave no choice: behind the label stand just as many numbers as the row has columns.

    barred := other* ("|" blank*)+ number ("|" number){columns - 1} ("|" blank*)* line-end
    tabbed := (tab number){columns} line-end
    spaced := blank+ number (blank+ number){columns - 1} blank*         up to the next label
    lined  := bar? line-end (blank | bar)* number ((blank | bar)+ number){columns - 1} (blank | bar)*

Nearly all rows of nearly all reports are such; each is read here by one regular expression, fused from its
grammar.  What is read here the binder would read alike; whatever else a row may be is left to the binder.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest

import pyparsing as pp
from attrs import frozen

from disclint.grammar.fusing import fused
from disclint.grammar.labels import Hit, RowForm
from disclint.grammar.values import Value
from disclint.source import Flow, Span
from disclint.source.light import light
from disclint.syntax import NUMBER, Cell

_NUMBER = pp.Regex(r"[0-9]+(?:\.[0-9]+)?")("number*")
_CELL = pp.Regex(r"[ \u200b]*") + _NUMBER + pp.Regex(r"[ \u200b]*")
_BAR, _TAB = pp.Regex(r"\|"), pp.Regex(r"\t")
_LABEL = pp.Regex(r"[^|\n]*\|[ \u200b|]*")
_PADDING = pp.Regex(r"[ \u200b|]*")
_LINE_END = pp.Regex(r"(?=\n|\Z)")
_APART, _APART_BY_BARS = pp.Regex(r"[\s\u200b]+"), pp.Regex(r"[\s\u200b|]+")
_BELOW = pp.Regex(r"[ \u200b]*\|?[ \u200b]*\n[\s\u200b|]*")
_END = pp.Regex(r"\Z")
# Fewer columns than these may be the cells of the one bar behind a label.
_LINED_FROM = 3


@frozen
class RowGrammar:
    """
    The grammars of what stands behind a row's label, on its line or up to the next label.

    Each has a group for each number.
    """

    barred: pp.ParserElement
    tabbed: pp.ParserElement
    spaced: pp.ParserElement
    lined: pp.ParserElement


@frozen(eq=False)
class _Fused:
    barred: re.Pattern[str]
    tabbed: re.Pattern[str]
    spaced: re.Pattern[str]
    lined: re.Pattern[str]


@light
class PlainRow:
    """
    A row that leaves no choice; `apart` says that bars or tabs keep its cells apart.
    """

    form: RowForm
    hit: Hit
    end: int
    match: re.Match[str]
    apart: bool

    def values(self) -> tuple[Value, ...]:
        """
        Its numbers.
        """
        match = self.match
        return tuple(
            Value(Span(*match.span(at)), match[at], NUMBER, _decimal(match[at]))
            for at in range(1, len(self.form.columns) + 1)
        )

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

    def cells(self) -> tuple[Cell, ...]:
        """
        Its cells, which are certain.
        """
        regs = self.match.regs
        return tuple(
            [
                Cell(address, Span(*place), raw, NUMBER, _decimal(raw))
                for address, place, raw in zip(
                    self.form.addresses, regs[1:], self.match.groups(), strict=True
                )
            ]
        )


@lru_cache(maxsize=64)
def row_grammar(columns: int) -> RowGrammar:
    """
    The grammars of rows with so many columns.
    """
    spaced = _APART + _row(_NUMBER, _APART, columns) + pp.Opt(_APART) + _END
    lined = _BELOW + _row(_NUMBER, _APART_BY_BARS, columns) + pp.Opt(_APART_BY_BARS) + _END
    return RowGrammar(
        *(
            each.leave_whitespace(recursive=True).parse_with_tabs()
            for each in (
                _LABEL + _row(_CELL, _BAR, columns) + _PADDING + _LINE_END,
                _TAB + _row(_CELL, _TAB, columns) + _LINE_END,
                spaced,
                lined if columns >= _LINED_FROM else spaced,
            )
        )
    )


def _row(cell: pp.ParserElement, between: pp.ParserElement, columns: int) -> pp.ParserElement:
    return cell + (between + cell)[columns - 1] if columns > 1 else cell


@lru_cache(maxsize=64)
def _fused(columns: int) -> _Fused:
    grammar = row_grammar(columns)
    return _Fused(fused(grammar.barred), fused(grammar.tabbed), fused(grammar.spaced), fused(grammar.lined))


@lru_cache(maxsize=4096)
def _decimal(raw: str) -> Decimal:
    return Decimal(raw)


def plain_row(flow: Flow, form: RowForm, hit: Hit, following: Hit | None, end: int) -> PlainRow | None:
    """
    The row whose label is `hit` if it leaves no choice; `end` is the flow offset of the next label.
    """
    text = flow.folded
    begin = flow.origin(hit.end - 1) + 1
    last = flow.origin(end)
    grammar = _fused(len(form.columns))
    if (match := grammar.barred.match(text, begin, last)) is None:
        if flow.has_tabs and "\t" in flow.source_text[begin : _line_end(text, begin, last)]:
            match = grammar.tabbed.match(flow.source_text, begin, last)
        else:
            match = grammar.spaced.match(text, begin, last) or grammar.lined.match(text, begin, last)
            return None if match is None else PlainRow(form, hit, end, match, apart=False)
    # A label on the same line says that the line is no row.
    if match is None or (following is not None and match.end() == last):
        return None
    return PlainRow(form, hit, end, match, apart=True)


def _line_end(text: str, begin: int, last: int) -> int:
    end = text.find("\n", begin, last)
    return last if end < 0 else end


def plain_rows(
    flow: Flow, forms: Mapping[str, RowForm], marks: Sequence[Hit], end: int
) -> list[PlainRow | None]:
    """
    For each of the labels of rows and groups, the row that leaves no choice.
    """
    found: list[PlainRow | None] = []
    for mark, following in zip_longest(marks, marks[1:]):
        form = forms.get(mark.row.id) if mark.row else None
        stop = following.start if following else end
        found.append(plain_row(flow, form, mark, following, stop) if form else None)
    return found
