"""
Tables whose numbers stand elsewhere than the form has them, but behind names that leave no choice.

    turned  := (row-label+ (column-label cell{rows}){columns})+    rows and columns changed places, in each block
    told    := row-label (column-label number mark?){columns}      a row as a sentence: 自然人12件,商业企业3件
    grouped := (row-label cell{columns}){rows}                     the groups of a line (表四) each on its own

Refuses what is not whole: each label stands there once, and behind it just as many cells as it takes.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TypeGuard

from disclint.editions import TableForm
from disclint.grammar.found import Found
from disclint.grammar.labels import CAPTION, COLUMN, ROW, Hit, RowForm, row_forms
from disclint.grammar.values import Value, barred, stream
from disclint.source import Flow, Span
from disclint.syntax import BLANK, NUMBER

# Rows whose labels stand side by side, nothing between them, are the head of a turned table; fewer happen to.
_SOME = 3
# No turned table has so many labels behind those of its rows, for each of its columns.
_MOST = 10
_TOLD = re.compile(
    # A mark that a digit follows parts no numbers: 1,234.
    r"[:为是=]?(?P<number>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?:[件条份宗起项]|万元)?(?:[,、;。.](?!\d)|(?=[^\d.,])|\Z)"
)


def turned(form: TableForm, flow: Flow, labels: Found, end: int) -> Mapping[str, tuple[Value, ...]] | None:
    """
    The cells of each row, by its id, of a table whose rows and columns changed places; None if they did not.

    Empty where it is such a table, but which cell is whose cannot be told.
    """
    hits = labels.hits
    rows = [(number, row) for number, _, row in labels.wording.steps if row]
    if len(form.blocks) > 1:
        return _in_blocks(flow, hits, rows, end)
    if len(rows) < _SOME or _interrupted(flow, hits, rows[0][0], rows[-1][0]):
        return None
    if len(hits) - rows[-1][0] > _MOST * len(form.columns()):
        return None
    found: list[tuple[str, tuple[Value, ...] | None]] = []
    filled = 0
    for number in range(rows[-1][0] + 1, len(hits)):
        column = hits[number].of(COLUMN)
        if column is not None:
            found.append((column.id, behind(flow, hits, number, end, len(rows))))
            stop = hits[number + 1].start if number + 1 < len(hits) else end
            filled += len(stream(flow, hits[number].end, stop)) >= _SOME
    if filled * 2 <= len(form.columns()):
        return None
    columns = {id: cells for id, cells in found if cells is not None}
    ids = {row.row.id for _, row in rows}
    if not len(columns) == len(found) == len(form.columns()) or len(ids) < len(rows):
        return {}
    return {
        row.row.id: tuple([columns[each.id][index] for each in row.columns])
        for index, (_, row) in enumerate(rows)
    }


def _in_blocks(
    flow: Flow, hits: Sequence[Hit], rows: Sequence[tuple[int, RowForm]], end: int
) -> Mapping[str, tuple[Value, ...]] | None:
    """
    The cells of each row of a table of several blocks in which rows and columns changed places, but for blocks that are not whole.

    Others may stand as the form has them.
    """
    found: dict[str, tuple[Value, ...]] = {}
    blocks = [[*each] for _, each in groupby(rows, key=lambda each: each[1].block)]
    if not blocks or len({own[0][1].block for own in blocks}) < len(blocks):
        return None
    is_turned = False
    stops = [*(each[0][0] for each in blocks[1:]), len(hits)]
    for own, stop in zip(blocks, stops, strict=True):
        cells = _turned(flow, hits, own, (stop, end))
        is_turned = is_turned or (bool(cells) and len(own) > 1)
        if cells:
            found |= {row.row.id: each for (_, row), each in zip(own, cells, strict=True)}
        else:
            straight = ((row, behind(flow, hits, number, end, len(row.columns))) for number, row in own)
            found |= {row.row.id: each for row, each in straight if each}
    return found if is_turned else None


def _turned(
    flow: Flow, hits: Sequence[Hit], rows: Sequence[tuple[int, RowForm]], ends: tuple[int, int]
) -> Sequence[tuple[Value, ...]]:
    """
    The cells of the rows of a block, which stand side by side before the labels of its columns; none if they do not.
    """
    wanted = rows[0][1].columns
    named: dict[str, int] = {}
    for number in range(rows[-1][0] + 1, ends[0]):
        if hits[number].of(CAPTION):
            # What follows is the next block's head.
            break
        column = hits[number].of(COLUMN)
        if column is not None and named.setdefault(column.id, number) != number:
            return ()
    if {*named} != {each.id for each in wanted} or _interrupted(flow, hits, rows[0][0], min(named.values())):
        return ()
    columns = [behind(flow, hits, named[each.id], ends[1], len(rows)) for each in wanted]
    filled = [each for each in columns if _is_filled(each)]
    return [*zip(*filled, strict=True)] if len(filled) == len(columns) else ()


def _interrupted(flow: Flow, hits: Sequence[Hit], first: int, last: int) -> bool:
    """
    Whether values stand between two labels, other labels left out.
    """
    return any(stream(flow, hits[at].end, hits[at + 1].start) for at in range(first, last))


def told(flow: Flow, hits: Sequence[Hit], number: int, row: RowForm) -> tuple[Value, ...] | None:
    """
    The cells of the row whose label is `number` among `hits`, if each stands behind the name of its column.
    """
    wanted = [each.id for each in row.columns]
    found: dict[str, Value] = {}
    # Right behind the label of another row stands the head of a turned table.
    if hits[number - 1].of(ROW) and hits[number - 1].end == hits[number].start:
        return None
    for at in range(number + 1, min(len(hits), number + 1 + len(wanted))):
        id = next((each.id for each in hits[at].meanings if each.sort == COLUMN and each.id in wanted), "")
        stop = hits[at + 1].start if at + 1 < len(hits) else len(flow.text)
        match = _TOLD.match(flow.text, hits[at].end, stop)
        if match is None or not id or id in found:
            return None
        start, last = flow.origin(match.start("number")), flow.origin(match.end("number") - 1) + 1
        if last - start != len(match["number"]):
            return None
        raw = match["number"]
        found[id] = Value(Span(start, last), raw, NUMBER, Decimal(raw.replace(",", "")))
    return tuple(found[id] for id in wanted) if len(found) == len(wanted) else None


def grouped(form: TableForm, flow: Flow, hits: Sequence[Hit], end: int) -> list[Value] | None:
    """
    The cells of a line, in the form's order, whose groups stand each behind its own label, or as columns.
    """
    rows, columns = row_forms(form), form.columns()
    by_row: dict[str, tuple[Value, ...]] = {}
    by_column: dict[str, tuple[Value, ...]] = {}
    cells: tuple[Value, ...] | None
    for number, hit in enumerate(hits):
        if number + 1 < len(hits) and hits[number + 1].start == hit.end:
            # Nothing but bars stands between two labels of the head.
            continue
        row, column = hit.of(ROW), hit.of(COLUMN)
        if row is not None and row.id not in by_row:
            cells = told(flow, hits, number, rows[row.id])
            cells = cells or behind(flow, hits, number, end, len(columns))
            if _is_filled(cells):
                by_row[row.id] = cells
        elif column is not None and column.id not in by_column:
            cells = behind(flow, hits, number, end, len(rows))
            if _is_filled(cells):
                by_column[column.id] = cells
    if len(by_row) == len(rows):
        return [cell for id in rows for cell in by_row[id]]
    if len(by_column) == len(columns):
        return [by_column[each.id][at] for at in range(len(rows)) for each in columns]
    return None


def _is_filled(cells: tuple[Value, ...] | None) -> TypeGuard[tuple[Value, ...]]:
    """
    Whether something stands in these cells: bars behind a label of the head part no cells.
    """
    return cells is not None and any(each.state != BLANK for each in cells)


def behind(flow: Flow, hits: Sequence[Hit], number: int, end: int, count: int) -> tuple[Value, ...] | None:
    """
    The cells behind a label, up to the next one, if they are just so many; they may end with its line.
    """
    start = hits[number].end
    stop = hits[number + 1].start if number + 1 < len(hits) else end
    cells = barred(flow, start, stop, count)
    if cells is not None:
        # The leftmost run that leaves out none but blank cells: bars that trail are the commonest padding.
        held = max([count, *(at for at, each in enumerate(cells, 1) if each.state != BLANK)])
        is_whole = all(each.state == BLANK for each in cells[: held - count])
        return tuple(cells[held - count : held]) if is_whole else None
    for last in (flow.line_end(start - 1, stop), stop):
        values = stream(flow, start, last)
        if len(values) == count and not any(each.glued for each in values):
            return tuple(values)
    return None
