"""
The rows of a table from what was bound to their labels.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import partial

from disclint.editions import TableForm
from disclint.grammar.cells import cells_of
from disclint.grammar.cutting import Reading
from disclint.grammar.dealing import Segment
from disclint.grammar.found import Found
from disclint.grammar.labels import CAPTION, HEADER, RowForm
from disclint.grammar.plainrows import PlainRow, numbers_of
from disclint.grammar.values import Value
from disclint.grammar.wording import row_label
from disclint.source import Flow, Span
from disclint.syntax import ABSENT, BLANK, Cell, Label, Row


def row_of(
    form: TableForm, flow: Flow, segment: Segment | None, ways: Sequence[Reading] | None, line: RowForm,
    *, labels: Found,
) -> Row:  # fmt: skip
    """
    The row of a line of the form by its segment and the readings that survived; absent without a segment.
    """
    if segment is None:
        return absent(line)
    words = [each.raw for each in segment.cells or ()]
    label = (
        row_label(form, flow, line, segment.hit, partial(_label_end, flow, segment, labels), words)
        if segment.hit.meanings
        else None
    )
    place = flow.span(segment.hit.start, segment.hit.end)
    # Without its label a row is known by its place alone.
    certain = segment.certain and bool(segment.hit.meanings)
    cells = cells_of(line, ways or (), Span(place.end, place.end), certain=certain,
                     filled=bool(segment.values))  # fmt: skip
    ends = [place.end, *(each.span.end for each in cells)]
    starts = [place.start, *(each.span.start for each in cells if each.raw)]
    return Row(line.row.id, Span(min(starts), max(ends)), label, cells)


def absent(line: RowForm) -> Row:
    """
    The row of a line of the form that is not there.
    """
    nowhere = Span(0, 0)
    return Row(line.row.id, nowhere, None, tuple(Cell(each, nowhere, "", ABSENT) for each in line.addresses))


def row_of_plain(form: TableForm, flow: Flow, plain: PlainRow, labels: Found) -> Row:
    """
    The row that leaves no choice.
    """
    start, end = labels.spans[plain.number]
    seen = flow.text[start:end]
    if seen in plain.form.accepted:
        label = Label(plain.place, seen)
    else:
        segment = segment_of_plain(plain, labels)
        label = row_label(form, flow, plain.form, segment.hit, partial(_label_end, flow, segment, labels))
    numbers = numbers_of(flow, plain.form.addresses, plain.match)
    return Row(plain.form.row.id, Span(label.span.start, numbers.places[-1][1]), label, numbers)


def segment_of_plain(plain: PlainRow, labels: Found) -> Segment:
    """
    What the binder makes of a row that leaves no choice, for tables in which others do.
    """
    hit, values = labels.hits[plain.number], plain.values()
    cells = (*_blank(plain.bars_before), *values, *_blank(plain.bars_behind)) if plain.apart else None
    return Segment(plain.form.row.id, hit, plain.end, len(plain.form.columns), values, cells)


def _blank(count: int) -> tuple[Value, ...]:
    return (Value(Span(0, 0), "", BLANK),) * count


def _label_end(flow: Flow, segment: Segment, labels: Found) -> int:
    """
    Where the label of a row has ended at the latest.

    That is at a caption or the head of the next block, or at the bar of its cell; a short column label may
    be a word of it.
    """
    hits = labels.hits
    at = bisect_left(hits, segment.hit.end, key=lambda each: each.start)
    heads = (each.start for each in hits[at:] if each.of(CAPTION) or each.of(HEADER))
    end = min(segment.end, next(heads, segment.end))
    if segment.cells is None:
        return end
    bar = flow.folded.find("|", flow.origin(segment.hit.end - 1))
    return end if bar < 0 else max(segment.hit.end, min(end, flow.offset(bar)))
