"""
What stands behind each label of a table: its cells, or the numbers that lie there up to the next label.

Refuses to share numbers out among rows (`dealing`) and to choose between readings (`binder`).
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from disclint.editions import Line
from disclint.grammar import readings
from disclint.grammar.dealing import Segment
from disclint.grammar.found import Found
from disclint.grammar.labels import Hit, RowForm
from disclint.grammar.parting import in_place, parted
from disclint.grammar.plainrows import PlainRow
from disclint.grammar.rows import segment_of_plain
from disclint.grammar.turned import told
from disclint.grammar.values import Value, barred, marked, stream
from disclint.grammar.wide import widely
from disclint.source import Flow
from disclint.syntax import BLANK

# The segments, those of groups, those of rows that come again, and of which plain rows segments are.
Segments = tuple[list[Segment], list[Segment], list[Segment], dict[str, tuple[PlainRow, Segment]]]


def segments_of(
    flow: Flow, labels: Found, columns: Mapping[str, tuple[Line, ...]], plain: Sequence[PlainRow | None],
    end: int,
) -> Segments:  # fmt: skip
    """
    What stands between the labels of a table, whose columns are by the ids of its rows, up to flow offset `end`.
    """
    rows: dict[str, Segment] = {}
    groups: list[Segment] = []
    again: list[Segment] = []
    plainly: dict[str, tuple[PlainRow, Segment]] = {}
    hits = labels.hits
    for (number, next, form), short in zip(labels.wording.steps, plain, strict=True):
        mark, following = hits[number], None if next is None else hits[next]
        stop = end if following is None else following.start
        if form is None:
            id = mark.group.id if mark.group else ""
            groups.append(Segment(id, mark, stop, 0, values_between(flow, hits, mark.end, stop)))
            continue
        id = form.row.id
        if short is not None:
            segment = segment_of_plain(short, labels)
        elif said := told(flow, hits, number, form):
            segment = Segment(id, mark, mark.end, len(said), said, said)
        else:
            segment = _segment(flow, hits, mark, following, (form, stop, len(columns[id])))
        known = rows.get(id)
        if known is None or (not known.values and not known.cells):
            rows[id] = segment
            if short is not None and not short.glued:
                plainly[id] = short, segment
        elif segment.whole and known.whole and _begins(flow, mark.start):
            again.append(segment)
    return sorted(rows.values(), key=lambda each: each.hit.start), groups, again, plainly


def _begins(flow: Flow, at: int) -> bool:
    """
    Whether a label can begin at `at`: not in the middle of the words of another one.
    """
    return flow.opens_chunk(at) or not "一" <= flow.text[at - 1] <= "龥"


def values_between(flow: Flow, hits: Sequence[Hit], start: int, end: int) -> tuple[Value, ...]:
    """
    The values between two flow offsets, labels left out.
    """
    found: list[Value] = []
    for hit in hits[bisect_left(hits, start, key=lambda each: each.start) :]:
        if hit.start >= end:
            break
        found.extend(stream(flow, start, hit.start))
        start = hit.end
    found.extend(stream(flow, start, end))
    return tuple(found)


def _segment(
    flow: Flow, hits: Sequence[Hit], mark: Hit, following: Hit | None, row: tuple[RowForm, int, int]
) -> Segment:
    form, stop, width = row
    id = form.row.id
    spread = None
    cells = _cells(flow, mark, following, (stop, width))
    filled = tuple(each for each in cells or () if each.state != BLANK)
    if len(filled) > width // 2:
        return Segment(id, mark, stop, width, filled, cells)
    values = values_between(flow, hits, mark.end, stop)
    if width == 1 and cells is None and (several := marked(flow, mark.end, stop)):
        return Segment(id, mark, stop, width, (several,), doubtful=True)
    if width == 1 and not values and not filled:
        spread = in_place(flow, mark.end, stop)
    elif cells is None and len(values) < width:
        whole = flow.text[mark.start : mark.end] in form.accepted
        spread = parted(flow, mark.end, stop, width, whole=whole)
    if spread:
        return Segment(id, mark, stop, width, values, spread)
    if cells is None and len(values) > width > 1 and (wide := widely(flow, mark.end, stop, width)):
        return Segment(id, mark, stop, width, wide, doubtful=not readings.is_summed(wide))
    # With fewer cells than values, the bars stand at line ends and the values on the lines below.
    return Segment(id, mark, stop, width, values, cells if len(filled) >= len(values) else None)


def _cells(flow: Flow, mark: Hit, following: Hit | None, row: tuple[int, int]) -> tuple[Value, ...] | None:
    cells = barred(flow, mark.end, *row)
    if cells is None:
        return None
    line_end = flow.folded.find("\n", flow.origin(mark.end - 1))
    # A text without line ends is one line.
    if following is not None and (line_end < 0 or flow.origin(following.start) < line_end):
        return None
    return tuple(cells)
