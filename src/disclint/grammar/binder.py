"""
Which number belongs to which cell of a table whose rows have labels.

    segment := label values          in a text; the values may also stand around the label
    row     := label ("|" cell)*     where bars keep the cells apart

Labels and order vote; where cells are not kept apart, readings are enumerated and the form's own
equations choose.  Refuses to guess.
"""

from collections.abc import Mapping, Sequence

from attrs import field, frozen

from disclint.editions import Line, TableForm
from disclint.grammar import readings
from disclint.grammar.above import above
from disclint.grammar.cutting import Reading
from disclint.grammar.dealing import Segment, dealt, unsettled
from disclint.grammar.found import Found
from disclint.grammar.jumbled import is_jumbled
from disclint.grammar.labels import row_forms
from disclint.grammar.plainrows import PlainRow, plain_rows
from disclint.grammar.rows import absent, row_of, row_of_plain
from disclint.grammar.segments import segments_of
from disclint.grammar.split import elsewhere
from disclint.grammar.surplus import has_ambiguous, surplus_of
from disclint.grammar.values import Value
from disclint.grammar.windows import padding, windows
from disclint.grammar.wording import label_of
from disclint.source import Flow, Span
from disclint.syntax import BLANK, Label, Row

_SOME = 4  # So many rows that all end in their sums do not do so by chance.


@frozen
class Bound:
    """
    The rows of a table, the numbers that fit no cell, whether the cells were lost, and the labels of rows that are too many.

    `surplus` are the labels of rows that hold more numbers than columns, with how many there should be and are.
    """

    rows: tuple[Row, ...]
    extra: tuple[Span, ...] = ()
    counted: int = 0
    lost: bool = False
    subtotals: tuple[Label, ...] = field(factory=tuple)
    repeated: tuple[Label, ...] = field(factory=tuple)
    surplus: tuple[tuple[Label, int, int], ...] = field(factory=tuple)


def bind_rows(form: TableForm, flow: Flow, labels: Found, end: int, *, reference: bool) -> Bound:
    """
    The rows of `form` found among `labels`, up to flow offset `end`.

    With `reference`, without the short way for rows that leave no choice.
    """
    if reference:
        return _bound(form, flow, labels, end, [None] * len(labels.wording.steps))
    plain = [*plain_rows(flow, labels, end)]
    return _plainly_bound(form, flow, labels, plain) or _bound(form, flow, labels, end, plain)


def _plainly_bound(
    form: TableForm, flow: Flow, labels: Found, plain: Sequence[PlainRow | None]
) -> Bound | None:
    """
    The rows if each stands there once and leaves no choice, and nothing stands beside the labels of groups.
    """
    spans, steps = labels.spans, labels.wording.steps
    if not labels.wording.is_regular or any(
        row is None and following is not None and spans[number][1] != spans[following][0]
        for number, following, row in steps
    ):
        return None
    rows: dict[str, Row] = {}
    counted = 0
    for short, (_, _, row) in zip(plain, steps, strict=True):
        if short is not None and not short.glued:
            rows[short.form.row.id] = row_of_plain(form, flow, short, labels)
            counted += len(short.form.columns)
        elif row is not None:
            return None
    return Bound(tuple(rows.get(id) or absent(each) for id, each in row_forms(form).items()), counted=counted)


def _bound(form: TableForm, flow: Flow, labels: Found, end: int, plain: Sequence[PlainRow | None]) -> Bound:
    columns = {id: each.columns for id, each in row_forms(form).items()}
    # In a table of one block, a whole row behind its label shows that the numbers stand nowhere else.
    behind = len(form.blocks) == 1 and any(each and not each.glued for each in plain[:-1])
    if not behind and (cells := elsewhere(form, flow, labels, end)) is not None:
        return _turned(form, flow, labels, cells)
    segments, groups, again, plainly = segments_of(flow, labels, columns, plain, end)
    behind_labels, filled = segments, all(each.whole and each.values for each in segments)
    held = segments
    moved = None if filled else above(form, flow, labels.hits, segments)
    if moved is not None:
        segments, groups, again = moved, [], []
    repeated = () if _are_copies(segments, again) else tuple(label_of(flow, each.hit) for each in again)
    subtotals: tuple[Label, ...] = ()
    if all(each.whole for each in segments):
        extra = [value for group in groups for value in group.values]
        # A single number beside a group's label is a page's.
        width = max(map(len, columns.values()))
        subtotals = tuple(label_of(flow, group.hit) for group in groups if len(group.values) >= width)
    else:
        segments, extra = (segments, []) if moved else dealt(form, segments, groups, columns)
    by_id = {each.id: each for each in unsettled(flow, segments)}
    # A row that was dealt other values is no longer what it was.
    short = {id: row for id, (row, segment) in plainly.items() if by_id.get(id) is segment}
    chosen = _chosen(form, segments, columns, short)
    if not filled and is_jumbled(form, behind_labels, segments, chosen):
        return Bound(tuple(absent(each) for each in row_forms(form).values()), lost=True)
    rows = tuple(
        row_of_plain(form, flow, short[id], labels)
        if id in short
        else row_of(form, flow, by_id.get(id), chosen.get(id), each, labels=labels)
        for id, each in row_forms(form).items()
    )
    surplus = () if moved else _surplus(form, flow, held, columns, rows)
    values = [value for each in segments for value in (each.cells or each.values) if value.state != BLANK]
    return Bound(rows, tuple(each.span for each in extra), len(values) + len(extra),
                 _lost(segments, columns), subtotals, repeated, surplus)  # fmt: skip


def _surplus(
    form: TableForm, flow: Flow, segments: Sequence[Segment], columns: Mapping[str, tuple[Line, ...]], rows: Sequence[Row]
) -> tuple[tuple[Label, int, int], ...]:  # fmt: skip
    """
    The rows with more numbers than columns; where sums decide, not those that they leave ambiguous, which is told by itself.
    """
    total_last = any(
        readings.adds_up(form.equations, [line.id for line in each]) for each in columns.values()
    )
    told = {each.id for each in rows if total_last and has_ambiguous(each)}
    return tuple(
        (label_of(flow, each.hit), each.columns, count)
        for each, count in surplus_of(flow, segments, total_last=total_last)
        if each.id not in told
    )


def _are_copies(segments: Sequence[Segment], again: Sequence[Segment]) -> bool:
    """
    Whether the table comes again as a whole with the same numbers: pages show it once for wide and once for narrow screens.
    """
    first = {each.id: [value.raw for value in each.values] for each in segments}
    return {each.id: [value.raw for value in each.values] for each in again} == first


def _turned(form: TableForm, flow: Flow, labels: Found, cells: Mapping[str, tuple[Value, ...]]) -> Bound:
    """
    The rows of a table whose rows and columns changed places; lost if it could not be told which cell is whose.
    """
    hits = {each.row.id: each for each in labels.hits if each.row}
    rows = []
    for id, row in row_forms(form).items():
        own = cells.get(id)
        segment = None if own is None else Segment(id, hits[id], hits[id].end, len(own), own, own)
        if own is None and id in hits:
            # Its numbers stand who knows where; the row is there.
            segment = Segment(id, hits[id], hits[id].end, len(row.columns), ())
        rows.append(row_of(form, flow, segment, [own] if own else None, row, labels=labels))
    return Bound(tuple(rows), counted=sum(map(len, cells.values())), lost=not cells)


def _candidates(
    form: TableForm, segment: Segment, columns: Sequence[Line], behind: int | None, *, gaps: bool,
    noughtless: bool, is_parted: bool,
) -> list[Reading]:  # fmt: skip
    total_last = readings.adds_up(form.equations, [each.id for each in columns])
    width = len(columns)
    if segment.cells is not None:
        return windows(segment.cells, width, behind, total_last=total_last)
    values = segment.values
    if not values:
        return []
    if width == 1:
        return [tuple(values[:1])]
    ways = readings.readings(values, width, 1, total_last=total_last, gaps=gaps, noughtless=noughtless)
    apart = (len(values) > 1 or is_parted) and not any(each.glued or _padded(each) for each in values)
    if len(values) >= width or not apart:
        return ways
    # A number that stands apart is cut only if the row adds up then; a blank is likelier.
    adding = [each for each in ways if not total_last or readings.sums(each)]
    if total_last and len(adding) == 1:
        return adding
    return [*adding, *readings.blanks(values, width, total_last=total_last)]


def _are_parted(segments: Sequence[Segment], columns: int) -> bool:
    """
    Whether rows with so many columns show that numbers which stand together are one: others stand apart, or are too short.
    """
    rows = [each.values for each in segments if each.columns == columns and each.values]
    return any(len(each) > 1 or len(each[0].raw) < columns for each in rows) and not any(
        value.glued or _padded(value) for each in rows for value in each
    )


def _padded(value: Value) -> bool:
    return len(value.raw) > 1 and value.raw.startswith("0") and value.raw.isdigit()


def _chosen(
    form: TableForm, segments: Sequence[Segment], columns: Mapping[str, tuple[Line, ...]],
    plain: Mapping[str, PlainRow],
) -> Mapping[str, Sequence[Reading]]:  # fmt: skip
    """
    The readings of each row that is not plain which the form's equations leave.
    """
    behind = padding(segments)
    gaps = any(not each.values and not each.cells for each in segments)
    lengths = [
        (sum(len(value.raw) for value in each.values), each) for each in segments if each.cells is None
    ]
    noughtless = sum(0 < length < each.columns for length, each in lengths) > 1
    parted = {width: _are_parted(segments, width) for width in {each.columns for each in segments}}
    candidates = {
        each.id: [each.values]
        if each.id in plain
        else _candidates(
            form,
            each,
            columns[each.id],
            behind.get(each.columns),
            gaps=gaps,
            noughtless=noughtless,
            is_parted=parted[each.columns],
        )
        for each in segments
    }
    widths = {len(found[0]) for found in candidates.values() if found}
    if len(widths) != 1:
        return candidates
    return readings.choose(
        {row: found for row, found in candidates.items() if found},
        form.equations,
        widths.pop(),
    )


def _lost(segments: Sequence[Segment], columns: Mapping[str, tuple[Line, ...]]) -> bool:
    """
    Whether so few values are left that blanks cannot explain it (an extraction kept each line once).
    """
    if len(segments) < len(columns) / 2 or any(each.cells is not None for each in segments):
        return False
    if any(value.glued or _padded(value) for each in segments for value in each.values):
        return False
    if any(len(each.values) == 1 and len(each.values[0].raw) >= each.columns > 1 for each in segments):
        return False
    several = [each for each in segments if len(each.values) > 1]
    if len(several) >= _SOME and all(readings.is_summed(each.values) for each in several):
        # Blanks vanished, but each row still ends in its total.
        return False
    held = sum(len(each.values) for each in segments)
    return held < sum(each.columns for each in segments) / 3
