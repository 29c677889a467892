"""
Tables whose numbers an extraction put in an order of its own, so that nobody knows which is whose.

Behind many labels stand neither a row's numbers nor those of several; several rows do not end in their sums however they are
read, while no column adds up either, or few can be read and some have too many.  Refuses to say so where bars keep the cells apart: those are the author's.
"""

from collections.abc import Mapping, Sequence

from disclint.editions import Equation, TableForm
from disclint.grammar.cutting import Reading
from disclint.grammar.dealing import Segment
from disclint.grammar.values import Value

# Fewer rows than these an author may get wrong, and no column right.
_FEWEST = 4
# Pages lose or add a number here and there, not in so large a part of the rows.
_PART = 4


def is_jumbled(
    form: TableForm,
    found: Sequence[Segment],
    segments: Sequence[Segment],
    chosen: Mapping[str, Sequence[Reading]],
) -> bool:
    """
    Whether the numbers of these rows, for which there are such readings, are others'; they were `found` behind the labels.
    """
    across = next((each for each in form.equations if each.each == "row" and not each.only), None)
    if len(form.blocks) > 1 or across is None or any(each.cells is not None for each in segments):
        return False
    held = [len(each.values) % each.columns for each in found if each.values]
    if sum(map(bool, held)) * _PART < len(held):
        return False
    columns = [each.id for each in form.columns()]
    wrong = [each for each in segments if _is_wrong(across, columns, each, chosen.get(each.id, ()))]
    settled = {id: ways[0] for id, ways in chosen.items() if len(ways) == 1}
    too_many = [each for each in wrong if len(each.values) > each.columns]
    is_unread = bool(too_many) and len(settled) * 2 < len(segments)
    down = [each for each in form.equations if each.each == "column" and not each.only]
    return is_unread or (
        len(wrong) >= _FEWEST
        and not any(
            _holds(each, {id: row[at] for id, row in settled.items()})
            for each in down
            for at in range(len(columns))
        )
    )


def _is_wrong(equation: Equation, columns: Sequence[str], segment: Segment, ways: Sequence[Reading]) -> bool:
    """
    Whether a row does not add up in any way of reading it.
    """
    if len(segment.values) < segment.columns or any(each.glued for each in segment.values):
        return False
    rows = [dict(zip(columns, each, strict=True)) for each in ways]
    noughts = all(not each.value for each in segment.values)
    return not noughts and not any(None in each.values() or _holds(equation, each) for each in rows)


def _holds(equation: Equation, cells: Mapping[str, Value | None]) -> bool:
    """
    Whether an equation holds for cells by their rows or columns, and not of noughts.
    """
    known = [cells[each] for each in (*equation.left, *equation.right) if each in cells]
    values = [each.value for each in known if each is not None and each.value is not None]
    if len(values) < len(equation.left) + len(equation.right) or not any(values):
        return False
    return sum(values[: len(equation.left)]) == sum(values[len(equation.left) :])
