"""
How a row's label is worded in the report.

A label may be cut by its own numbers, or have letters of the side header in it; neither is the
author's doing.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection
from functools import lru_cache
from itertools import chain

from disclint.cache import compiled
from disclint.editions import Line, TableForm
from disclint.editions.model import plain
from disclint.grammar.labels import Hit, RowForm, accepted_labels, normal
from disclint.source import Flow
from disclint.syntax import Label

_VALUES = compiled(r"[-\d.,/]+(?:万?元|[件条个份项次宗起笔])?")
_NONE = "无"
# The head of a table takes no more lines than this above the one that it is known by.
_MOST_LINES = 6


def label_of(flow: Flow, hit: Hit) -> Label:
    """
    A label as it stands in the text.
    """
    return Label(flow.span(hit.start, hit.end), flow.text[hit.start : hit.end])


def row_label(
    form: TableForm,
    flow: Flow,
    row: RowForm,
    hit: Hit,
    label_end: Callable[[], int],
    words_of_cells: Collection[str] = (),
) -> Label:
    """
    A row's label with the words that follow what it was recognised by, up to `label_end` at the latest.

    `words_of_cells` are none of them, wherever they stand.
    """
    seen = flow.text[hit.start : hit.end]
    accepted = row.accepted
    if normal(seen) in accepted:
        return Label(flow.span(hit.start, hit.end), seen)
    words, last = _words(flow, hit, label_end(), words_of_cells)
    side = frozenset("".join(plain(each.label) for each in form.groups))
    for each in sorted(accepted, key=len, reverse=True):
        if _holds(normal(words), each, side):
            return Label(flow.span(hit.start, last), each)
    kept = words[: max(len(seen), len(words) - _side_tail(words, side))]
    return Label(flow.span(hit.start, last - len(words) + len(kept)), kept)


def scattered(letters: Counter[str], column: Line, times: int) -> str | None:
    """
    A column's label that can be made `times` of the letters of a stretch, in whatever order lines put them.
    """
    for label in sorted(accepted_labels(column)):
        if all(letters[each] >= number * times for each, number in Counter(label).items()):
            return label
    return None


def head_above(form: TableForm, flow: Flow, start: int) -> int:
    """
    Where the lines begin right above a flow offset that hold nothing but pieces of what the head of the table says.
    """
    lines = list(flow.lines)
    at = bisect_right(lines, start) - 1
    first = start if _are_pieces(form, flow, lines[at], start) else None
    for number in range(at - 1, max(-1, at - 1 - _MOST_LINES), -1):
        if first is None or not _are_pieces(form, flow, lines[number], lines[number + 1]):
            break
        first = lines[number]
    return start if first is None else first


def _are_pieces(form: TableForm, flow: Flow, start: int, end: int) -> bool:
    words = [flow.text[slice(*each)] for each in flow.chunks(start, end)]
    return all(any(each in label for label in _head_words(form)) for each in words)


@lru_cache(maxsize=16)
def _head_words(form: TableForm) -> frozenset[str]:
    columns = form.columns()
    groups = (plain(each.group) for each in columns if each.group)
    named = (each.known() for each in (*form.header, *form.notes))
    return frozenset(
        (*(label for each in columns for label in accepted_labels(each)), *groups, *chain(*named))
    )


def _words(flow: Flow, hit: Hit, end: int, words_of_cells: Collection[str]) -> tuple[str, int]:
    """
    The label's words in the segment without values, and the flow offset where they end.
    """
    words, last = flow.text[hit.start : hit.end], hit.end
    for begin, stop in flow.chunks(hit.end, min(end, hit.end + 120)):
        chunk = flow.text[begin:stop]
        if chunk in words_of_cells:
            continue
        letters = _VALUES.sub("", chunk) if begin > hit.end or _VALUES.match(chunk) is None else chunk
        if not _VALUES.fullmatch(chunk) and letters and chunk != _NONE:
            kept = chunk if not chunk[-1].isdigit() else chunk.rstrip("0123456789.,-")
            words += kept
            last = begin + len(kept)
    return words, last


def _holds(words: str, label: str, side: frozenset[str]) -> bool:
    """
    Whether `words` are the label, but for letters of the side header in between or behind.
    """
    at = 0
    for char in words:
        if at < len(label) and char == label[at]:
            at += 1
        elif char not in side:
            return False
    return at == len(label)


def _side_tail(words: str, side: frozenset[str]) -> int:
    tail = 0
    while tail < len(words) and words[-1 - tail] in side and words[-1 - tail] not in "息事项容":
        tail += 1
    return tail if tail < 3 else 0
