"""
Which number belongs to which cell of a table whose rows have labels.

    segment := label values          in a text; the values may also stand around the label
    row     := label ("|" cell)*     where bars keep the cells apart

Labels and order vote; where cells are not kept apart, readings are enumerated and the form's own
equations choose.  Refuses to guess.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise

from attrs import evolve, field, frozen

from disclint.editions import Line, TableForm
from disclint.grammar import readings
from disclint.grammar.labels import GROUP, ROW, Hit
from disclint.grammar.wording import label_of, row_label
from disclint.grammar.lexemes import reading as read_cell
from disclint.grammar.readings import Piece, Reading
from disclint.grammar.values import Value, barred, stream
from disclint.source import Flow, Span
from disclint.syntax import ABSENT, AMBIGUOUS, BLANK, NUMBER, Cell, Label, Row

CERTAIN, CHOSEN = 1.0, 0.85


@frozen
class Segment:
    """
    A label and the values that stand behind it; `cells` where bars keep them apart.
    """

    id: str
    hit: Hit
    end: int
    columns: int
    values: tuple[Value, ...]
    cells: tuple[Value, ...] | None = None

    @property
    def whole(self) -> bool:
        """
        Whether it holds exactly one value for each column.
        """
        return len(self.values) == self.columns if self.cells is None else True


@frozen
class Bound:
    """
    The rows of a table, the numbers that fit no cell, and whether the cells were lost.
    """

    rows: tuple[Row, ...]
    extra: tuple[Span, ...] = ()
    counted: int = 0
    lost: bool = False
    subtotals: tuple[Label, ...] = field(factory=tuple)


def bind_rows(form: TableForm, flow: Flow, hits: Sequence[Hit], end: int) -> Bound:
    """
    The rows of `form` found among `hits`, up to flow offset `end`.
    """
    columns = {row.id: block.columns for block in form.blocks for row in block.rows}
    segments, groups = _segments(flow, hits, end, columns)
    whole = [each for each in segments if each.whole]
    subtotals = ()
    if len(whole) == len(segments):
        extra = [value for group in groups for value in group.values]
        subtotals = tuple(label_of(flow, group.hit) for group in groups if group.values)
    else:
        segments, extra = _placed(form, segments, groups, columns)
    candidates = {each.id: _candidates(form, each, columns[each.id]) for each in segments}
    chosen = _chosen(form, candidates)
    by_id = {each.id: each for each in segments}
    rows = tuple(_row(form, flow, by_id.get(row.id), chosen.get(row.id), row, columns[row.id]) for row in form.rows())
    values = [value for each in segments for value in (each.cells or each.values) if value.state != BLANK]
    return Bound(rows, tuple(each.span for each in extra), len(values) + len(extra),
                 _lost(segments, columns), subtotals)  # fmt: skip


def _segments(
    flow: Flow, hits: Sequence[Hit], end: int, columns: Mapping[str, tuple[Line, ...]]
) -> tuple[list[Segment], list[Segment]]:
    marks = [each for each in hits if each.of(ROW) or each.of(GROUP)]
    rows: dict[str, Segment] = {}
    groups: list[Segment] = []
    for mark, following in pairwise([*marks, None]):
        if mark is None:
            continue
        stop = end if following is None else following.start
        row = mark.of(ROW)
        if row is None:
            group = mark.of(GROUP)
            id = group.id if group else ""
            groups.append(Segment(id, mark, stop, 0, _values(flow, hits, mark.end, stop)))
            continue
        width = len(columns[row.id])
        values = _values(flow, hits, mark.end, stop)
        cells = _cells(flow, mark, following, width, values)
        segment = Segment(row.id, mark, stop, width, values, cells)
        known = rows.get(row.id)
        if known is None or (not known.values and not known.cells):
            rows[row.id] = segment
    return sorted(rows.values(), key=lambda each: each.hit.start), groups


def _values(flow: Flow, hits: Sequence[Hit], start: int, end: int) -> tuple[Value, ...]:
    """
    The values of a stretch, other labels in it left out.
    """
    found: list[Value] = []
    for hit in hits[bisect_left(hits, start, key=lambda each: each.start) :]:
        if hit.start >= end:
            break
        found.extend(stream(flow, start, hit.start))
        start = hit.end
    found.extend(stream(flow, start, end))
    return tuple(found)


def _cells(
    flow: Flow, mark: Hit, following: Hit | None, width: int, values: tuple[Value, ...]
) -> tuple[Value, ...] | None:
    cells = barred(flow, mark.end, width)
    if cells is None:
        return None
    line_end = flow.folded.find("\n", flow.origin(mark.end - 1))
    if following is not None and 0 <= line_end and flow.origin(following.start) < line_end:
        return None
    filled = [each for each in cells if each.state != BLANK]
    if len(filled) < len(values) and not len(filled) > width // 2:
        # The bars stand at line ends; the values are on the lines below.
        return None
    return tuple(cells)


def _placed(
    form: TableForm, segments: list[Segment], groups: list[Segment], columns: Mapping[str, tuple[Line, ...]]
) -> tuple[list[Segment], list[Value]]:
    """
    The segments after values that stand around labels were dealt out in order.
    """
    widths = {len(each) for each in columns.values()}
    if len(widths) > 1 or any(each.cells is not None for each in segments):
        return segments, []
    width = widths.pop()
    everything = sorted([*segments, *groups], key=lambda each: each.hit.start)
    values = [value for each in everything for value in each.values]
    order = [row.id for row in form.rows()]
    if any(each.glued for each in values):
        return segments, []
    if len(values) == width * len(segments):
        return _dealt(segments, [each.id for each in segments], values, width), []
    if len(values) == width * len(order):
        return _dealt(segments, order, values, width), []
    return _dealt_locally(segments, groups, width), []


def _dealt(segments: list[Segment], order: Sequence[str], values: list[Value], width: int) -> list[Segment]:
    by_id = {each.id: each for each in segments}
    dealt = []
    for index, id in enumerate(order):
        own = tuple(values[index * width : (index + 1) * width])
        known = by_id.get(id)
        if known is None:
            place = segments[0].hit
            dealt.append(Segment(id, Hit(place.start, place.start, ()), place.end, width, own))
        else:
            dealt.append(evolve(known, values=own))
    return dealt


def _dealt_locally(segments: list[Segment], groups: list[Segment], width: int) -> list[Segment]:
    """
    Runs of neighbouring rows whose values together are as many as their cells, dealt out in order.
    """
    loose: dict[str, list[Value]] = {each.id: list(each.values) for each in segments}
    for group in groups:
        before = [each for each in segments if each.hit.start < group.hit.start]
        if before:
            loose[before[-1].id].extend(group.values)
    done: list[Segment] = []
    at = 0
    while at < len(segments):
        run, end = [], at
        while end < len(segments):
            run.extend(loose[segments[end].id])
            end += 1
            if len(run) == width * (end - at):
                break
        else:
            done.append(evolve(segments[at], values=tuple(loose[segments[at].id])))
            at += 1
            continue
        done.extend(
            evolve(each, values=tuple(run[width * index : width * (index + 1)]))
            for index, each in enumerate(segments[at:end])
        )
        at = end
    return done


def _candidates(form: TableForm, segment: Segment, columns: Sequence[Line]) -> list[Reading]:
    total_last = readings.adds_up(form.equations, [each.id for each in columns])
    width = len(columns)
    if segment.cells is not None:
        return _windows(segment.cells, width, total_last=total_last)
    values = segment.values
    if not values:
        return []
    if width == 1:
        return [readings.as_read(values[:1])]
    if len(values) >= width:
        return readings.readings(values, width, 1, total_last=total_last)
    ways = readings.readings(values, width, 1, total_last=total_last) if _glued(values) else []
    if total_last and len(ways) == 1:
        return ways
    if any(_padded(each) for each in values) or len(values) == 1:
        return ways
    return [*ways, *readings.blanks(values, width, total_last=total_last)]


def _glued(values: Sequence[Value]) -> bool:
    return all(each.raw.isdigit() for each in values)


def _padded(value: Value) -> bool:
    return len(value.raw) > 1 and value.raw.startswith("0") and value.raw.isdigit()


def _windows(cells: Sequence[Value], width: int, *, total_last: bool) -> list[Reading]:
    """
    The runs of `width` cells that leave out none but blank ones.
    """
    if len(cells) < width:
        return readings.blanks([each for each in cells if each.state != BLANK], width, total_last=total_last)
    filled = [index for index, each in enumerate(cells) if each.state != BLANK]
    first, last = (filled[0], filled[-1]) if filled else (0, 0)
    starts = [at for at in range(len(cells) - width + 1) if at <= first and last < at + width]
    if not starts:
        return readings.readings([cells[at] for at in filled], width, 1, total_last=total_last)
    # Bars that trail are the commonest padding: the leftmost window is tried first.
    ways = [readings.as_read(cells[at : at + width]) for at in starts]
    summing = [each for each in ways if readings.sums(each) and each[-1] is not None and each[-1].value is not None]
    return summing[:1] if total_last and summing else ways[:1]


def _chosen(form: TableForm, candidates: Mapping[str, list[Reading]]) -> Mapping[str, Sequence[Reading]]:
    widths = {len(found[0]) for found in candidates.values() if found}
    if len(widths) != 1:
        return candidates
    return readings.choose(
        {row: found for row, found in candidates.items() if found}, form.equations, widths.pop()
    )


def _row(
    form: TableForm, flow: Flow, segment: Segment | None, ways: Sequence[Reading] | None, row: Line, columns: Sequence[Line]
) -> Row:  # fmt: skip
    if segment is None:
        nowhere = Span(0, 0)
        absent = tuple(Cell(f"{form.id}/{row.id}/{each.id}", nowhere, "", ABSENT) for each in columns)
        return Row(row.id, nowhere, None, absent)
    label = row_label(form, flow, row, segment.hit, segment.end) if segment.hit.meanings else None
    place = flow.span(segment.hit.start, segment.hit.end)
    cells = cells_of(form.id, row.id, columns, ways or (), Span(place.end, place.end), certain=segment.whole,
                     filled=bool(segment.values))  # fmt: skip
    ends = [place.end, *(each.span.end for each in cells)]
    starts = [place.start, *(each.span.start for each in cells if each.raw)]
    return Row(row.id, Span(min(starts), max(ends)), label, cells)


def cells_of(
    table: str, row: str, columns: Sequence[Line], ways: Sequence[Reading], nowhere: Span, *, certain: bool, filled: bool
) -> tuple[Cell, ...]:  # fmt: skip
    """
    The cells of a row by its surviving readings: what all of them agree on is a value.
    """
    if len(ways) == 1:
        confidence = CERTAIN if certain else CHOSEN
        return tuple(
            _cell(f"{table}/{row}/{column.id}", piece, column, nowhere, confidence)
            for column, piece in zip(columns, ways[0], strict=True)
        )
    cells = []
    for index, column in enumerate(columns):
        address = f"{table}/{row}/{column.id}"
        pieces = list(dict.fromkeys(each[index] for each in ways))
        if not pieces:
            cells.append(Cell(address, nowhere, "", AMBIGUOUS if filled else ABSENT, confidence=0.0))
        elif len(pieces) == 1:
            cells.append(_cell(address, pieces[0], column, nowhere, CHOSEN))
        else:
            options = tuple(sorted({each.value for each in pieces if each is not None and each.value is not None}))
            spans = [each.span for each in pieces if each is not None]
            span = Span(min(each.start for each in spans), max(each.end for each in spans)) if spans else nowhere
            cells.append(Cell(address, span, "", AMBIGUOUS, None, 0.0, options))
    return tuple(cells)


def _cell(address: str, piece: Piece | None, column: Line, nowhere: Span, confidence: float) -> Cell:
    if piece is None:
        return Cell(address, nowhere, "", BLANK, None, confidence)
    if piece.value is not None:
        return Cell(address, piece.span, piece.raw, NUMBER, piece.value, confidence)
    state, value = read_cell(piece.raw, "procurement" if column.id == "amount" and column.unit is None else column.type)
    return Cell(address, piece.span, piece.raw, state, value if state == NUMBER else None, confidence)


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
    held = sum(len(each.values) for each in segments)
    return held < sum(each.columns for each in segments) / 3
