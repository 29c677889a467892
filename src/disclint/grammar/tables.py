"""
The three statutory tables: by which edition's form each is drawn up, and its rows.

    table := label* row*         in the region where it stands (`regions.py`)
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from disclint.editions import Edition, TableForm
from disclint.grammar.binder import Bound, bind_rows
from disclint.grammar.found import Found, found
from disclint.grammar.heads import bound_by_heads
from disclint.grammar.labels import CAPTION, COLUMN, GROUP, HEADER, NOTE, ROW, Hit
from disclint.grammar.line import bind_line
from disclint.grammar.loosened import MORE, loosened
from disclint.grammar.recovering import recovered
from disclint.grammar.regions import Region
from disclint.grammar.wording import head_above, scattered
from disclint.source import Flow, Span
from disclint.syntax import LOST, READ, Label, Problem, Table

# What stands beside a word in an enumeration, never beside a label.
_LISTED = frozenset("、含及和")
# 行政强制措施 is 行政强制 with a word more; 3 件 is a sentence's.
_LONGER, _LONGEST_NUMBER = 3, 10
_UNITS = frozenset("件个项条次份部起宗")
# No table has so many labels and sentences with words of labels.
_MOST = 1000
# 现行有效件数(历史累计): what the author added to a label.
_REMARK = re.compile(r"\([一-龥]{2,10}\)")
# A numeral two characters before a label, or at its own beginning.
_NUMBERED = re.compile(r"[一二三四]、|..(?:[1-8]\.|\([一二三四五六七]\))")


def read_table(
    flow: Flow, region: Region, editions: Sequence[Edition], words: str, *, reference: bool = False
) -> tuple[Table, list[Problem]]:
    """
    The table in a region, by the form of the edition whose labels explain it best; `words` is the normal flow.

    `editions` come with the expected one first, which wins where the forms do not differ.  With `reference`,
    by the definitions themselves instead of what is fused from them.
    """
    tried = _tried(
        flow, region, [each for each in editions if region.id in each.tables], words, reference=reference
    )
    best = max(tried, key=lambda each: each[2].wording.score, default=None)
    if best is None:
        return Table(region.id, "", flow.span(region.start, region.end), LOST), []
    if len(best[1].rows()) - best[2].wording.score[1] >= MORE:
        best = _loosely(best, flow, words, region, editions, reference=reference)
    return _table(*best, flow, region, reference=reference)


def _tried(
    flow: Flow, region: Region, editions: Sequence[Edition], words: str, *, reference: bool
) -> Iterator[tuple[Edition, TableForm, Found]]:
    """
    What each edition's form finds in a region, up to the first that explains all.
    """
    forms = [each.tables[region.id] for each in editions]
    most = [len(each.rows()) for each in forms]
    for edition, form in zip(editions, forms, strict=True):
        labels = found(form, flow, words, (region.start, region.end), reference=reference)
        yield edition, form, labels
        # A form with fewer rows can be whole inside a richer one.
        if labels.wording.whole and len(form.rows()) == max(most):
            return


def _loosely(
    best: tuple[Edition, TableForm, Found], flow: Flow, words: str, region: Region, forms: Sequence[Edition],
    *, reference: bool,
) -> tuple[Edition, TableForm, Found]:  # fmt: skip
    """
    The same with rows known by their words, if that makes many more of them.
    """
    fewest = best[2].wording.score[1] + MORE
    for edition in forms:
        if region.id not in edition.tables:
            continue
        form = loosened(edition.tables[region.id])
        labels = found(form, flow, words, (region.start, region.end), reference=reference)
        if (
            len(labels.spans) <= _MOST
            and labels.wording.score[1] >= fewest
            and labels.wording.score > best[2].wording.score
        ):
            best = (edition, form, labels)
    return best


def _table(
    edition: Edition, form: TableForm, labels: Found, flow: Flow, region: Region, *, reference: bool
) -> tuple[Table, list[Problem]]:
    span = flow.span(region.start, region.end)
    written = _labels(flow, labels)
    if form.layout != "line":
        labels = _followed(form, flow, labels)
    columns = _column_labels(form, flow, region, labels, written[COLUMN])
    if form.layout != "line":
        labels = recovered(form, flow, labels, (region.start, region.end))
    bind = partial(_bound, flow=flow, region=region, reference=reference)
    bound = bound_by_heads(form, flow, labels, bind) if labels.wording.heads else bind(form, labels)
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


def _bound(form: TableForm, labels: Found, *, flow: Flow, region: Region, reference: bool) -> Bound:
    if form.layout == "line":
        return bind_line(form, flow, labels.hits, region.start, region.end, reference=reference)
    return bind_rows(form, flow, labels, region.end, reference=reference)


def _problems(form: TableForm, bound: Bound) -> list[Problem]:
    surplus = [
        Problem("surplus-cells", label.span, form.id, {
            "label": label.written, "table": form.id, "columns": columns, "counted": counted,
        })
        for label, columns, counted in bound.surplus
    ]  # fmt: skip
    # With most of the rows it is the table that is there again, with other numbers.
    twice = len(bound.repeated) * 2 > len(form.rows())
    again = ("repeated-table", bound.repeated[:1]) if twice else ("repeated-row", bound.repeated)
    return surplus + [
        Problem(code, label.span, form.id, {"label": label.written})
        for code, labels in (("subtotal-row", bound.subtotals), again)
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
    start = region.start
    letters = Counter(flow.text[start:end]) if wanting else Counter()
    spread = {each.id: scattered(letters, each, times) for each in wanting}
    if None in spread.values() and not lined:
        # What a narrow column wraps may begin above the line that the table is known by.
        start = head_above(form, flow, start)
        letters = Counter(flow.text[start:end])
        whole = {each.id: scattered(letters, each, times) for each in wanting}
        start, spread = (region.start, spread) if None in whole.values() else (start, whole)
    for id, words in spread.items():
        if words is not None:
            added[id] = (Label(flow.span(start, end), words),) * times
    return added


def _followed(form: TableForm, flow: Flow, labels: Found) -> Found:
    """
    Without the short row labels that are part of a sentence (`规章制度`) or of an enumeration; in the head, such a label is a column's.
    """
    words = [each for each in labels.wording.short if _is_word(flow, labels.spans, each)]
    heads = _in_head(labels)
    if not words and not heads:
        return labels
    hits = [
        each if number not in heads else _of_column(each)
        for number, each in enumerate(labels.hits)
        if number not in words
    ]
    return Found.of(form, flow, hits)


def _in_head(labels: Found) -> frozenset[int]:
    """
    The short labels of rows that are a column's as well and stand before all others: without its numeral (七)总计 is 总计.
    """
    meant, short = labels.wording.meant, labels.wording.short
    both = [each for each in short if any(sort == COLUMN for sort, _ in meant[each][3])]
    first = next((each for each, (_, row, _, _) in enumerate(meant) if row and each not in both), 0)
    return frozenset(each for each in both if each < first)


def _of_column(hit: Hit) -> Hit:
    meanings = tuple(each for each in hit.meanings if each.sort != ROW)
    return Hit(hit.start, hit.end, meanings, None, hit.group, hit.others)


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
    if flow.opens_chunk(end) or not text[end : end + 1].isalpha():
        return False
    return not _is_longer(flow, start, end)


def _is_longer(flow: Flow, start: int, end: int) -> bool:
    """
    Whether a label with a word more has its number behind it, and nothing else: 行政强制措施 | 3.
    """
    words, *behind = flow.chunks(start, min(len(flow.text), end + _LONGER + _LONGEST_NUMBER))
    if not flow.opens_chunk(start) or not end < words[1] <= end + _LONGER or len(behind) < 1:
        return False
    counted = flow.text[slice(*behind[0])]
    return counted.isdigit() and flow.text[behind[0][1] : behind[0][1] + 1] not in _UNITS


def _enumerated(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return before in _LISTED or after in _LISTED if before and after else False
