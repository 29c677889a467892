"""
Deals out values that stand around their labels, as they do where a PDF wraps the labels.

    run := (label | value)*      as many values as the labels have cells, both in the form's order
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from attrs import evolve

from disclint.editions import Line, TableForm
from disclint.grammar import readings
from disclint.grammar.labels import Hit
from disclint.grammar.values import Value
from disclint.source import Flow
from disclint.source.light import light


@light
class Segment:
    """
    A label and the values that stand behind it; `cells` where bars keep them apart, `doubtful` if they may be another's.
    """

    id: str
    hit: Hit
    end: int
    columns: int
    values: tuple[Value, ...]
    cells: tuple[Value, ...] | None = None
    doubtful: bool = False

    @property
    def whole(self) -> bool:
        """
        Whether it holds exactly one value for each column.
        """
        return len(self.values) == self.columns if self.cells is None else True

    @property
    def certain(self) -> bool:
        """
        Whether the file itself keeps the values apart.
        """
        return (
            self.whole
            and not self.doubtful
            and not (self.columns > 1 and any(each.glued for each in self.values))
        )


def dealt(
    form: TableForm,
    segments: list[Segment],
    groups: list[Segment],
    columns: Mapping[str, tuple[Line, ...]],
) -> tuple[list[Segment], list[Value]]:
    """
    The segments after values that stand around labels were dealt out in order, if all rows have the same columns.
    """
    if len(alike := {*columns.values()}) > 1 or any(each.cells is not None for each in segments):
        return segments, []
    ids_across = [each.id for each in alike.pop()]
    width = len(ids_across)
    everything = sorted([*segments, *groups], key=lambda each: each.hit.start)
    values = [value for each in everything for value in each.values]
    order = [row.id for row in form.rows()]
    if any(each.glued for each in values):
        return segments, []
    if len(values) == width * len(segments) and not any(each.values for each in segments[:-1]):
        return apart(segments, values, width), []
    total_last = readings.adds_up(form.equations, ids_across)
    there = [each.id for each in segments]
    # Where rows stand in an order of their own, nobody knows where those without a label stand.
    is_in_order = there == [each for each in order if each in there]
    for ids in (there, order) if is_in_order else (there,):
        if len(values) == width * len(ids):
            found = _in_order(segments, ids, values, width)
            adding = sum(readings.is_summed(each.values) for each in found)
            # As many values as cells, and yet most rows do not add up: they stand in another order, if they are these rows' at all.
            return (segments if total_last and adding * 2 < len(ids) else found), []
    return _run_by_run(segments, groups, width, total_last=total_last), []


def apart(segments: Sequence[Segment], values: Sequence[Value], width: int) -> list[Segment]:
    """
    The values of labels that stand one behind the other: row by row, or column by column if the rows add up then.

    They are doubtful where most rows add up in neither way, or as many in either.
    """
    order = [each.id for each in segments]
    by_row = _in_order(segments, order, values, width)
    height = len(segments)
    by_column = _in_order(
        segments, order, [values[at + each] for at in range(height) for each in range(0, len(values), height)], width
    )  # fmt: skip
    adding, others = (sum(readings.is_summed(each.values) for each in way) for way in (by_row, by_column))
    best, most = (by_row, adding) if adding >= others else (by_column, others)
    if (adding == others and by_row != by_column) or most * 2 < height:
        return [evolve(each, doubtful=True) for each in best]
    return best


def unsettled(flow: Flow, segments: Sequence[Segment]) -> list[Segment]:
    """
    The segments, doubtful where their values may be another row's although they are just as many as its cells.

    So they are where words part them that are no label's, and on the lines below two labels of which one has none;
    unless the last is the sum of the others.
    """
    found: list[Segment] = []
    for each in sorted(segments, key=lambda each: each.hit.start):
        loose = each.cells is None and len(each.values) > 1 and not readings.is_summed(each.values)
        last = found[-1] if found else None
        if loose and (_are_parted(flow, each.values) or (last is not None and _are_below(flow, last, each))):
            found.append(evolve(each, doubtful=True))
        else:
            found.append(each)
    return found


def _are_parted(flow: Flow, values: Sequence[Value]) -> bool:
    return any(
        flow.folded[one.span.end : two.span.start].strip(" |\n\u200b") for one, two in pairwise(values)
    )


def _are_below(flow: Flow, last: Segment, segment: Segment) -> bool:
    """
    Whether a row without values stands right before a label whose values stand on the lines below.
    """
    if last.values or last.cells or last.hit.end != segment.hit.start:
        return False
    return "\n" in flow.folded[flow.origin(segment.hit.end - 1) : segment.values[0].span.start]


def _in_order(
    segments: Sequence[Segment], order: Sequence[str], values: Sequence[Value], width: int
) -> list[Segment]:
    by_id = {each.id: each for each in segments}
    dealt = []
    for index, id in enumerate(order):
        own = tuple(values[index * width : (index + 1) * width])
        known = by_id.get(id)
        if known is None:
            place = segments[0].hit
            dealt.append(Segment(id, Hit(place.start, place.start, ()), place.end, width, own))
        else:
            dealt.append(_holding(known, own))
    return dealt


def _run_by_run(
    segments: list[Segment], groups: list[Segment], width: int, *, total_last: bool
) -> list[Segment]:
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
            done.append(_holding(segments[at], tuple(loose[segments[at].id])))
            at += 1
            continue
        cells = [tuple(run[width * index : width * (index + 1)]) for index in range(end - at)]
        # Where blanks vanished, several rows may have as many values as others have cells.
        doubtful = len(cells) > 1 and not (total_last and all(map(readings.is_summed, cells)))
        done.extend(
            evolve(_holding(each, own), doubtful=doubtful)
            for each, own in zip(segments[at:end], cells, strict=True)
        )
        at = end
    return done


def _holding(segment: Segment, values: tuple[Value, ...]) -> Segment:
    """
    The segment with other values; itself if they are the same.
    """
    return segment if values == segment.values else evolve(segment, values=values)
