"""
Where the three statutory tables stand.

    region := opener … the next table's opener, the next section's heading, or the end

They are found by their own words, not by the headings above them, which may be lost.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from attrs import frozen

from disclint.editions import Edition, TableForm
from disclint.editions.model import plain
from disclint.source import Flow

# A label alone may be a sentence's; this many rows of a table together are a table.
_ENOUGH = 3
# 未经复议直接起诉1件、复议后起诉的2件 is what a sentence says, and so is 其中1件未经复议直接起诉.
_COUNT = "[0-9一二三四五六七八九十两]++[件起宗例]"
_COUNTED = re.compile(f"(?:的|行政|诉讼|案件|申请|共|有|为|:){{0,4}}{_COUNT}")
_COUNTED_BEFORE = re.compile(f"{_COUNT}(?:为|是|系|属于|属)?$")
# No count is longer.
_LONGEST_COUNT = 12


@frozen
class Region:
    """
    The stretch of the flow in which a table stands.
    """

    id: str
    start: int
    end: int


def regions(flow: Flow, editions: Sequence[Edition], boundaries: Sequence[int]) -> list[Region]:
    """
    Where the tables stand; `boundaries` are the flow offsets of the sections' headings.
    """
    boundaries = sorted(boundaries)
    starts = []
    for id in dict.fromkeys(id for edition in editions for id in edition.tables):
        forms = tuple(edition.tables[id] for edition in editions if id in edition.tables)
        start = _start(flow.text, forms, boundaries)
        if start is not None:
            starts.append((_head(flow, start, forms), id))
    starts.sort()
    stretches = []
    for (start, id), following in pairwise([*starts, (len(flow.text), "")]):
        forms = tuple(edition.tables[id] for edition in editions if id in edition.tables)
        last = _last_label(flow.text, start, following[0], forms)
        end = min([each for each in boundaries if each > last] + [following[0]])
        stretches.append(Region(id, start, end))
    return stretches


def _start(text: str, forms: tuple[TableForm, ...], boundaries: Sequence[int]) -> int | None:
    first = len(text)
    for opener in _openers(forms):
        # Only what stands before all that was found is of interest.
        at = text.find(opener, 0, first + len(opener) - 1)
        while 0 <= at < first:
            if not _is_said(text, at, at + len(opener)) and _begins(text, at, forms, boundaries):
                first = at
            else:
                at = text.find(opener, at + 1)
    return first if first < len(text) else None


def _is_said(text: str, start: int, end: int) -> bool:
    """
    Whether a sentence counts what has the name of a label.
    """
    return bool(
        _COUNTED.match(text, end) or _COUNTED_BEFORE.search(text[max(0, start - _LONGEST_COUNT) : start])
    )


@lru_cache(maxsize=64)
def _openers(forms: tuple[TableForm, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plain(each) for form in forms for each in form.openers))


def _head(flow: Flow, start: int, forms: tuple[TableForm, ...]) -> int:
    """
    Where the captions and column labels begin that stand right before what a table was recognised by.
    """
    labels, captions = _head_labels(forms)
    text, at, found, captioned = flow.text, start, 0, False
    while text.endswith(labels, 0, at):
        label = next(each for each in labels if text.endswith(each, 0, at))
        at, found, captioned = at - len(label), found + 1, captioned or label in captions
    # A sentence may end with the name of a column, but not with a caption, nor apart before the names of others.
    apart = found > 0 and flow.opens_chunk(at) and text.startswith(labels, start)
    is_head = captioned or found >= _ENOUGH or apart
    return at if is_head else start


@lru_cache(maxsize=64)
def _head_labels(forms: tuple[TableForm, ...]) -> tuple[tuple[str, ...], frozenset[str]]:
    captions = frozenset(
        plain(block.caption.label) for form in forms for block in form.blocks if block.caption
    )
    columns = frozenset(
        plain(each.label)
        for form in forms
        for each in (*form.columns(), *form.header, *(form.rows() if form.layout == "line" else ()))
    )
    return tuple(sorted(captions | columns, key=lambda each: (-len(each), each))), captions


def _begins(text: str, at: int, forms: Sequence[TableForm], boundaries: Sequence[int]) -> bool:
    """
    Whether enough of a table's labels follow soon, before the next heading, so that this is no sentence.
    """
    following = bisect_right(boundaries, at)
    end = min([at + 400, *boundaries[following : following + 1]])
    near = text[at:end]
    return any(_has_labels(near, form, min(_ENOUGH, len(form.rows()))) for form in forms)


def _has_labels(text: str, form: TableForm, fewest: int) -> bool:
    found = 0
    for spellings in _short_labels(form):
        found += any(each in text for each in spellings)
        if found == fewest:
            return True
    return False


@lru_cache(maxsize=16)
def _short_labels(form: TableForm) -> tuple[tuple[str, ...], ...]:
    rows = ((plain(row.key or row.label), plain(row.label)) for row in form.rows())
    columns = ((plain(column.key or column.label),) for column in form.columns())
    return (*rows, *columns)


def _last_label(text: str, start: int, end: int, forms: Sequence[TableForm]) -> int:
    """
    The flow offset behind the last row label, so that headings among the rows end nothing.
    """
    last = start
    for form in forms:
        for spellings in _last_rows(form):
            places = ((text.find(each, start, end), each) for each in spellings)
            found = next(((at, each) for at, each in places if at >= 0), None)
            if found is not None and len(found[1]) > 3:
                last = max(last, found[0] + len(found[1]))
                break
    return last


@lru_cache(maxsize=16)
def _last_rows(form: TableForm) -> tuple[tuple[str, ...], ...]:
    return tuple(row.known() for row in reversed(form.rows()))
