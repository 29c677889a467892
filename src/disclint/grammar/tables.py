"""
The three statutory tables: where each stands, by which edition's form it is drawn up, and its rows.

    region := opener … the next table's opener, the next section's heading, or the end

Tables are found by their own words, not by the headings above them, which may be lost.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from attrs import frozen

from disclint.editions import Edition, TableForm
from disclint.editions.model import plain
from disclint.grammar.binder import Bound, bind_rows
from disclint.grammar.found import Found, found
from disclint.grammar.labels import CAPTION, COLUMN, GROUP, HEADER, NOTE
from disclint.grammar.line import bind_line
from disclint.grammar.wording import recovered, scattered
from disclint.source import Flow, Span
from disclint.syntax import LOST, READ, Label, Problem, Table

# A label alone may be a sentence's; this many rows of a table together are a table.
_ENOUGH = 3
# What stands beside a word in an enumeration, never beside a label.
_LISTED = frozenset("、含及和")
# 未经复议直接起诉1件、复议后起诉2件 is what a sentence says.
_COUNTED = re.compile("[0-9]+[件起宗例]")
# 现行有效件数(历史累计): what the author added to a label.
_REMARK = re.compile(r"\([一-龥]{2,10}\)")
# A numeral two characters before a label, or at its own beginning.
_NUMBERED = re.compile(r"[一二三四]、|..(?:[1-8]\.|\([一二三四五六七]\))")


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
            starts.append((_head(flow.text, start, forms), id))
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
            sentence = _COUNTED.match(text, at + len(opener))
            if not sentence and _begins(text, at, forms, boundaries):
                first = at
                break
            at = text.find(opener, at + 1)
    return first if first < len(text) else None


@lru_cache(maxsize=64)
def _openers(forms: tuple[TableForm, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plain(each) for form in forms for each in form.openers))


def _head(text: str, start: int, forms: tuple[TableForm, ...]) -> int:
    """
    Where the captions and column labels begin that stand right before what a table was recognised by.
    """
    labels, captions = _head_labels(forms)
    at, found, captioned = start, 0, False
    while text.endswith(labels, 0, at):
        label = next(each for each in labels if text.endswith(each, 0, at))
        at, found, captioned = at - len(label), found + 1, captioned or label in captions
    # A sentence may end with the name of a column, but not with a caption.
    return at if captioned or found >= _ENOUGH else start


@lru_cache(maxsize=64)
def _head_labels(forms: tuple[TableForm, ...]) -> tuple[tuple[str, ...], frozenset[str]]:
    captions = frozenset(
        plain(block.caption.label) for form in forms for block in form.blocks if block.caption
    )
    columns = frozenset(plain(each.label) for form in forms for each in (*form.columns(), *form.header))
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


def read_table(
    flow: Flow, region: Region, editions: Sequence[Edition], words: str, *, reference: bool = False
) -> tuple[Table, list[Problem]]:
    """
    The table in a region, by the form of the edition whose labels explain it best; `words` is the normal flow.

    `editions` come with the expected one first, which wins where the forms do not differ.  With `reference`,
    by the definitions themselves instead of what is fused from them.
    """
    best: tuple[Edition, Found] | None = None
    forms = [each for each in editions if region.id in each.tables]
    most = max((len(each.tables[region.id].rows()) for each in forms), default=0)
    for edition in forms:
        form = edition.tables[region.id]
        labels = found(form, flow, words, (region.start, region.end), reference=reference)
        if best is None or labels.wording.score > best[1].wording.score:
            best = (edition, labels)
        # A form with fewer rows can be whole inside a richer one.
        if labels.wording.whole and len(form.rows()) == most:
            break
    if best is None:
        return Table(region.id, "", flow.span(region.start, region.end), LOST), []
    return _table(*best, flow, region, reference=reference)


def _table(
    edition: Edition, labels: Found, flow: Flow, region: Region, *, reference: bool
) -> tuple[Table, list[Problem]]:
    form = edition.tables[region.id]
    span = flow.span(region.start, region.end)
    written = _labels(flow, labels)
    columns = _column_labels(form, flow, region, labels, written[COLUMN])
    if form.layout == "line":
        bound = bind_line(form, flow, labels.hits, region.start, region.end, reference=reference)
    else:
        labels = _followed(form, flow, recovered(form, flow, labels, region.end))
        bound = bind_rows(form, flow, labels, region.end, reference=reference)
    absent = all(each.is_absent for each in bound.rows)
    spans = [each.span for each in bound.rows if each.span.end > each.span.start]
    if spans:
        first = min([each.start for each in spans]) if len(spans) > 1 else span.start
        span = Span(min(span.start, first), max([each.end for each in spans]))
    table = Table(
        form.id, edition.id, span, LOST if bound.lost or absent else READ,
        rows=bound.rows, columns=columns, captions=written[CAPTION],
        notes={**written[NOTE], **written[HEADER], **written[GROUP]},
        extra=bound.extra, counted=bound.counted,
    )  # fmt: skip
    return table, _problems(form, bound)


def _problems(form: TableForm, bound: Bound) -> list[Problem]:
    return [
        Problem(code, label.span, form.id, {"label": label.written})
        for code, labels in (("subtotal-row", bound.subtotals), ("repeated-row", bound.repeated))
        for label in labels
    ]


def _labels(flow: Flow, labels: Found) -> Mapping[str, Mapping[str, tuple[Label, ...]]]:
    """
    The labels of each sort but the rows', by id.
    """
    text, spans, places = flow.text, labels.spans, labels.places
    written = {}
    by_sort = labels.wording.others
    for number in labels.wording.unlike_rows:
        start, end = spans[number]
        written[number] = Label(places[number], text[start:end])
    for numbers in by_sort.get(COLUMN, {}).values():
        for number in numbers:
            behind = _remark_end(text, spans, number)
            if behind is not None:
                start = spans[number][0]
                written[number] = Label(flow.span(start, behind), text[start:behind])
    return {
        sort: {
            id: tuple([written[each] for each in numbers]) for id, numbers in by_sort.get(sort, {}).items()
        }
        for sort in (COLUMN, CAPTION, NOTE, HEADER, GROUP)
    }


def _remark_end(text: str, spans: Sequence[tuple[int, int]], number: int) -> int | None:
    """
    Where a remark in brackets ends that an author put behind a label, if no label of the form's begins in it.
    """
    end = spans[number][1]
    remark = _REMARK.match(text, end) if text.startswith("(", end) else None
    if remark is None or (number + 1 < len(spans) and spans[number + 1][0] < remark.end()):
        return None
    return remark.end()


def _column_labels(
    form: TableForm, flow: Flow, region: Region, labels: Found, written: Mapping[str, tuple[Label, ...]]
) -> Mapping[str, tuple[Label, ...]]:
    """
    The column labels, also those whose letters stand in the head of the table parted by other labels' lines.
    """
    lined = form.layout == "line"
    times = len(form.rows()) if lined else 1
    if times == 1 and labels.wording.has_all_columns:
        return written
    added = dict(written)
    end = next((each.start for each in labels.hits if each.row and not lined), region.end)
    wanting = [each for each in form.columns() if len(added.get(each.id, ())) < times]
    letters = Counter(flow.text[region.start : end]) if wanting else Counter()
    for column in wanting:
        words = scattered(letters, column, times)
        if words is not None:
            added[column.id] = (Label(flow.span(region.start, end), words),) * times
    return added


def _followed(form: TableForm, flow: Flow, labels: Found) -> Found:
    """
    Without the short row labels that are part of a sentence (`规章制度`) or of an enumeration.
    """
    words = [each for each in labels.wording.short if _is_word(flow, labels.spans, each)]
    if not words:
        return labels
    return Found.of(form, flow, [hit for number, hit in enumerate(labels.hits) if number not in words])


def _is_word(flow: Flow, spans: Sequence[tuple[int, int]], number: int) -> bool:
    """
    Whether a short label is a word of a sentence.
    """
    start, end = spans[number]
    text = flow.text
    # With its numeral it is a label, however the rest of it is cut.
    if _NUMBERED.match(text, max(0, start - 2)):
        return False
    if _enumerated(text, start, end):
        return True
    if number + 1 < len(spans) and spans[number + 1][0] == end:
        return False
    return text[end : end + 1].isalpha() and not flow.opens_chunk(end)


def _enumerated(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return before in _LISTED or after in _LISTED if before and after else False
