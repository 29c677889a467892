"""
Numbers that stand before their labels, on the line above or on the same one.

    above := (cell{columns} other* row-label)*

The form's equations tell it from a table whose numbers stand behind their labels; where it has none but several
blocks, that numbers follow the heads of blocks and not their last rows, which is less sure.  Refuses to choose where neither speaks for it.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from attrs import evolve

from disclint.editions import Equation, TableForm
from disclint.grammar import readings
from disclint.grammar.dealing import Segment, apart
from disclint.grammar.labels import CAPTION, COLUMN, HEADER, Hit, row_forms
from disclint.grammar.segments import values_between
from disclint.grammar.values import Value, stream
from disclint.source import Flow
from disclint.syntax import BLANK

# So far back numbers before the first label are looked for, for each of them.
_FAR = 12
# One number before the first label may be a year's or a page's.
_FEWEST = 2


def above(
    form: TableForm, flow: Flow, hits: Sequence[Hit], segments: Sequence[Segment]
) -> list[Segment] | None:
    """
    The segments with the values that stand before their labels; None if they stand elsewhere.

    Empty ones where it cannot be told whether they stand before or behind.
    """
    if not segments:
        return None
    if len(form.blocks) > 1:
        return _in_blocks(flow, hits, segments)
    width, count = segments[0].columns, len(segments)
    first = _just_before(flow, segments[0].hit.start, width * count)
    if not any(each.values or each.cells for each in segments) and len(first) >= min(
        width * count, width + 1
    ):
        # Where some of several rows are lost, nobody knows whose the others are.
        return apart(segments, first, width) if len(first) == width * count else _holding_nothing(segments)
    first = first[-width:]
    if len(first) < _FEWEST or not form.equations or _only_numbers(first):
        return None
    shifted = [_holding(segments[0], first)]
    for last, each in pairwise(segments):
        shifted.append(_holding(each, values_between(flow, hits, last.hit.end, each.hit.start)))
    behind, before = _holding_up(form, segments), _holding_up(form, shifted)
    whole = sum(each.whole for each in shifted) - sum(each.whole and bool(each.values) for each in segments)
    if behind == before and whole >= 0 and not (segments[-1].whole and segments[-1].values):
        return _holding_nothing(segments)
    return shifted if before > behind else None


def _in_blocks(flow: Flow, hits: Sequence[Hit], segments: Sequence[Segment]) -> list[Segment] | None:
    """
    The same for blocks with heads of their own: numbers stand between heads and rows then, and none behind a block.
    """
    if segments[-1].values and not _just_before(flow, segments[0].hit.start, segments[0].columns):
        return None
    found: list[Segment] = []
    behind = before = last = 0
    for each in segments:
        heads = [hit for hit in hits if last <= hit.start < each.hit.start and _is_head(hit)]
        values = values_between(flow, hits, heads[-1].end if heads else last, each.hit.start)
        if not found:
            values = _just_before(flow, each.hit.start, each.columns)
            values = () if len(values) < each.columns or _only_numbers(values) else values
        if heads or not found:
            before += bool(values)
            behind += bool(found and values_between(flow, hits, last, heads[0].start))
        found.append(evolve(each, values=values, cells=None, doubtful=True))
        last = each.hit.end
    behind += bool(values_between(flow, hits, last, segments[-1].end))
    return found if before > behind else None


def _is_head(hit: Hit) -> bool:
    return hit.row is None and any(sort in (CAPTION, COLUMN, HEADER) for sort, _ in hit.others)


def _just_before(flow: Flow, at: int, most: int) -> tuple[Value, ...]:
    """
    The values right before a label between which nothing else stands, so many at most.
    """
    found: list[Value] = []
    for begin, end in reversed(flow.chunks(max(0, at - _FAR * most), at)):
        values = stream(flow, begin, end)
        if not values or values[0].raw != flow.text[begin:end] or len(found) == most:
            break
        found.append(values[0])
    return tuple(reversed(found))


def _only_numbers(values: Sequence[Value]) -> bool:
    """
    Whether values do no more than number the columns.
    """
    return len(values) > 1 and [each.value for each in values] == [*range(1, len(values) + 1)]


def _holding(segment: Segment, values: tuple[Value, ...]) -> Segment:
    return evolve(segment, values=values, cells=None)


def _holding_nothing(segments: Sequence[Segment]) -> list[Segment]:
    return [_holding(each, ()) for each in segments]


def _holding_up(form: TableForm, segments: Sequence[Segment]) -> int:
    """
    How many of the form's equations hold if these values are the rows'.
    """
    return holding(form, {each.id: _cells(each) for each in segments})


def _cells(segment: Segment) -> Sequence[Value | None]:
    cells = segment.values if segment.cells is None else segment.cells
    filled = [each for each in cells if each.state != BLANK]
    return filled if len(filled) == segment.columns else ()


def holding(form: TableForm, rows: Mapping[str, Sequence[Value | None]]) -> int:
    """
    How many of the form's equations hold for the cells of rows, by id; a row without cells says nothing.
    """
    forms = row_forms(form)
    held = 0
    for id, cells in rows.items():
        if cells and readings.adds_up(form.equations, [each.id for each in forms[id].columns]):
            held += readings.is_summed([each for each in cells if each is not None])
    width = len(form.columns())
    across = [each for each in form.equations if each.each == "column" and not each.only]
    return held + sum(_balances(each, rows, at) for each in across for at in range(width))


def _balances(equation: Equation, rows: Mapping[str, Sequence[Value | None]], at: int) -> bool:
    sides = []
    for side in (equation.left, equation.right):
        cells = [rows[each][at] if rows.get(each) else None for each in side]
        if any(each is None or each.value is None for each in cells):
            return False
        sides.append(sum((each.value for each in cells if each and each.value is not None), Decimal(0)))
    return sides[0] == sides[1]
