"""
Tables that were read before an edit which is somewhere else: they are what they were, where they are now.

What a table is depends on its region, on the line before it and the one behind, and on which edition is expected; on nothing else.
"""

from collections.abc import Mapping, Sequence
from operator import is_

from attrs import frozen

from disclint.editions import Edition
from disclint.grammar.regions import Region
from disclint.source import Flow, Shift, Span
from disclint.source.light import light
from disclint.syntax import Cell, Label, Numbers, Problem, Row, Table

_NOWHERE = Span(0, 0)


@light
class Read:
    """
    A table as it was read in a region, and what troubled it.
    """

    region: Region
    table: Table
    problems: Sequence[Problem]


@frozen(eq=False)
class Earlier:
    """
    The tables that were read of the text before its last edit, by the `editions` in their order then.
    """

    flow: Flow
    editions: Sequence[Edition]
    tables: Sequence[Read]

    def read(self, flow: Flow, editions: Sequence[Edition], regions: Sequence[Region]) -> Mapping[str, Read]:
        """
        Those tables that are the same in regions of an edited text, by id.
        """
        same = len(editions) == len(self.editions) and all(map(is_, editions, self.editions))
        if not same or flow.has_tabs != self.flow.has_tabs:
            return {}
        shift = Shift.between(self.flow, flow)
        before = {each.region.id: each for each in self.tables}
        found = {}
        for region in regions:
            known = before.get(region.id)
            if known is None:
                continue
            old, new = (
                (each.span(where.start, where.end), _around(where, each))
                for each, where in ((self.flow, known.region), (flow, region))
            )
            if shift.moved(old[0]) == new[0] and shift.moved(old[1]) == new[1]:
                found[region.id] = _moved(known, region, new[0].start - old[0].start)
        return found


def _around(region: Region, flow: Flow) -> Span:
    """
    The lines of a region, with the one before them and the one behind.
    """
    text = flow.source_text
    first = text.rfind("\n", 0, flow.origin(region.start)) + 1
    last = text.find("\n", flow.origin(region.end - 1))
    following = text.find("\n", last + 1) if last >= 0 else -1
    return Span(text.rfind("\n", 0, max(0, first - 1)) + 1, following if following >= 0 else len(text))


def _moved(known: Read, region: Region, by: int) -> Read:
    if not by:
        return Read(region, known.table, known.problems)
    table = known.table
    moved = Table(
        table.id, table.edition, _placed(table.span, by), table.state, tuple([_row(each, by) for each in table.rows]),
        columns=_labels(table.columns, by), captions=_labels(table.captions, by), notes=_labels(table.notes, by),
        section=table.section, extra=tuple([_placed(each, by) for each in table.extra]), counted=table.counted,
    )  # fmt: skip
    problems = [
        Problem(each.code, _placed(each.span, by), each.address, each.values) for each in known.problems
    ]
    return Read(region, moved, problems)


def _row(row: Row, by: int) -> Row:
    numbers = row.numbers
    if numbers is None:
        cells: tuple[Cell, ...] | Numbers = tuple([_cell(each, by) for each in row.cells])
    else:
        places = tuple([(start + by, end + by) for start, end in numbers.places])
        cells = Numbers(numbers.addresses, numbers.raws, places, numbers.exact)
    return Row(row.id, _placed(row.span, by), None if row.label is None else _label(row.label, by), cells)


def _cell(cell: Cell, by: int) -> Cell:
    span = _placed(cell.span, by)
    return Cell(cell.address, span, cell.raw, cell.state, cell.value, cell.confidence, cell.options)


def _labels(labels: Mapping[str, tuple[Label, ...]], by: int) -> Mapping[str, tuple[Label, ...]]:
    return {id: tuple([_label(each, by) for each in several]) for id, several in labels.items()}


def _label(label: Label, by: int) -> Label:
    return Label(_placed(label.span, by), label.written)


def _placed(span: Span, by: int) -> Span:
    # What is nowhere does not move.
    return span if span == _NOWHERE else Span(span.start + by, span.end + by)
