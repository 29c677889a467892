"""
Tables whose columns stand in another order than the form's, where their heads say so.

    head := column-label{columns}        the last before the rows of a block; in 表四 again for each group

The names decide, unless the rows add up better in the form's order; where sums cannot tell, no cell is certain.  A head
of several lines puts the labels that span them anywhere: if only those are moved, they decide on one line.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from attrs import evolve

from disclint.editions import Block, TableForm
from disclint.grammar import readings
from disclint.grammar.binder import Bound
from disclint.grammar.cells import CHOSEN
from disclint.grammar.found import Found
from disclint.grammar.labels import COLUMN
from disclint.source import Flow
from disclint.syntax import NUMBER, Row

Bind = Callable[[TableForm, Found], Bound]


def bound_by_heads(form: TableForm, flow: Flow, labels: Found, bind: Bind) -> Bound:
    """
    What `bind` makes of the labels, by the form or by the order in which the heads name its columns.
    """
    own, heads = bind(form, labels), labels.wording.heads
    best, sums = own, _summing(form, own.rows)
    proven = True
    surely = _is_one_line(flow, labels) or any(_differs(form, each, heads) for each in form.blocks)
    for number, way in enumerate(_ways(form, heads)):
        moved = _reordered(form, way)
        tried = bind(moved, Found.of(moved, flow, labels.hits))
        added = _summing(form, tried.rows)
        if added > sums or (added == sums and best is own and surely and not number):
            best, proven, sums = tried, added > sums, added
        elif added == sums:
            proven = False
    return evolve(best, rows=tuple([_restored(form, each, proven=proven) for each in best.rows]))


def _ways(form: TableForm, heads: Mapping[str, Sequence[str]]) -> list[Mapping[str, Sequence[str]]]:
    """
    The orders that the heads may mean: as they stand, and with the totals last.
    """
    ids = {block.id: [each.id for each in block.columns] for block in form.blocks}
    totals = {
        block.id: total for block in form.blocks if block.id in heads and (total := _total(form, block))
    }
    last = {id: [*(each for each in heads[id] if each != total), total] for id, total in totals.items()}
    ways = (
        [heads, {**heads, **last}] if any(list(heads[id]) != order for id, order in last.items()) else [heads]
    )
    return [way for way in ways if any(list(order) != ids[id] for id, order in way.items())]


def _total(form: TableForm, block: Block) -> str | None:
    """
    The column that is the sum of the others.
    """
    ids = [each.id for each in block.columns]
    return ids[-1] if readings.adds_up(form.equations, ids) else None


def _differs(form: TableForm, block: Block, heads: Mapping[str, Sequence[str]]) -> bool:
    """
    Whether columns changed places that no head of several lines puts elsewhere.
    """
    grouped = any(each.group for each in block.columns)
    own = [
        each.id for each in block.columns if (each.group or not grouped) and each.id != _total(form, block)
    ]
    return block.id in heads and [each for each in heads[block.id] if each in own] != own


def _is_one_line(flow: Flow, labels: Found) -> bool:
    """
    Whether all columns are named on one line.
    """
    numbers = [each for found in labels.wording.others.get(COLUMN, {}).values() for each in found]
    first, last = labels.spans[min(numbers)][0], labels.spans[max(numbers)][1]
    return "\n" not in flow.folded[flow.origin(first) : flow.origin(last - 1)]


def _reordered(form: TableForm, heads: Mapping[str, Sequence[str]]) -> TableForm:
    blocks = [
        evolve(block, columns=tuple(sorted(block.columns, key=lambda each: heads[block.id].index(each.id))))
        if block.id in heads
        else block
        for block in form.blocks
    ]
    return evolve(form, blocks=tuple(blocks))


def _summing(form: TableForm, rows: Sequence[Row]) -> int:
    """
    How many rows of numbers add up to their totals.
    """
    totals = {each.id: _total(form, block) for block in form.blocks for each in block.rows}
    return sum(_adds_up(each, totals[each.id]) for each in rows)


def _adds_up(row: Row, total: str | None) -> bool:
    known = {each.address.rpartition("/")[2]: each.value for each in row.cells if each.state == NUMBER}
    parts = [value for id, value in known.items() if id != total and value is not None]
    is_whole = len(known) == len(row.cells)
    return is_whole and total in known and sum(parts, Decimal(0)) == known[total]


def _restored(form: TableForm, row: Row, *, proven: bool) -> Row:
    """
    The row with its cells in the form's order; none of them certain if sums did not prove whose they are.
    """
    places = {address: at for at, address in enumerate(form.addresses())}
    cells = sorted(row.cells, key=lambda each: places[each.address])
    if not proven:
        cells = [evolve(each, confidence=min(each.confidence, CHOSEN)) for each in cells]
    return Row(row.id, row.span, row.label, tuple(cells))
