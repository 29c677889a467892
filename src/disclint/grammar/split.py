"""
A table that is too wide for its page and is set in parts, one below the other, each with some of its columns.

    split := (column-label+ (row-label cell{columns})+)+      all rows in each part, each column in one

The names decide whose a cell is.  Refuses parts of which a column is in two, or that differ in their rows, and tables
of which a row is whole behind one label.
"""

from collections.abc import Mapping
from itertools import pairwise

from attrs import field, frozen

from disclint.editions import TableForm
from disclint.grammar.found import Found
from disclint.grammar.labels import COLUMN
from disclint.grammar.turned import behind, turned
from disclint.grammar.values import Value, stream
from disclint.source import Flow

# So many rows that come again below other columns are no accident.
_SOME = 3


@frozen
class _Part:
    """
    The columns that a part names, and which label is each row's.
    """

    columns: list[str] = field(factory=list)
    rows: dict[str, int] = field(factory=dict)


def elsewhere(form: TableForm, flow: Flow, labels: Found, end: int) -> Mapping[str, tuple[Value, ...]] | None:
    """
    The cells of each row of a table whose numbers stand where names say whose they are; None of any other.

    Empty where it is such a table, but which cell is whose cannot be told.
    """
    found = turned(form, flow, labels, end)
    return _in_parts(form, flow, labels, end) if found is None else found


def _in_parts(form: TableForm, flow: Flow, labels: Found, end: int) -> Mapping[str, tuple[Value, ...]] | None:
    parts = _parts(labels)
    columns = [each.id for each in form.columns()]
    if len(form.blocks) > 1 or len(parts) < 2 or any(set(columns) <= {*each.columns} for each in parts):
        return None
    rows = parts[0].rows
    if len(rows) < _SOME or any(len({*each.rows} & {*rows}) < _SOME for each in parts):
        return None
    if _has_whole_row(flow, labels, len(columns)):
        return None
    if sorted(id for each in parts for id in each.columns) != sorted(columns):
        return {}
    found = {}
    for id in rows:
        cells: dict[str, Value] = {}
        for part in parts:
            own = (
                behind(flow, labels.hits, part.rows[id], end, len(part.columns)) if id in part.rows else None
            )
            cells |= zip(part.columns, own or (), strict=False)
        # A row of which a part is wanting is not read.
        if len(cells) == len(columns):
            found[id] = tuple([cells[each] for each in columns])
    return found


def _has_whole_row(flow: Flow, labels: Found, width: int) -> bool:
    """
    Whether between a row's label and the next one stand as many numbers as the form has columns.
    """
    return any(
        one.row is not None and len(stream(flow, one.end, two.start)) >= width
        for one, two in pairwise(labels.hits)
    )


def _parts(labels: Found) -> list[_Part]:
    parts: list[_Part] = []
    for number, hit in enumerate(labels.hits):
        column = hit.of(COLUMN)
        if hit.row is not None and parts:
            parts[-1].rows.setdefault(hit.row.id, number)
        elif column is not None:
            if not parts or parts[-1].rows:
                parts.append(_Part())
            parts[-1].columns.append(column.id)
    return parts
