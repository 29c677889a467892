"""
Where a table leaves its noughts out, so that what is blank or a dash in it stands for one.

    proof := a row of the form in which numbers, with blanks or dashes among them, come to its total

Refuses tables in which a nought is written or a cell is unsure, in which few rows prove it or several disprove it,
and blank totals of parts that are not: these were forgotten.
"""

from collections.abc import Mapping
from decimal import Decimal

from disclint.editions import Equation, TableForm
from disclint.syntax import BLANK, DASH, NUMBER, READ, Cell, Table

# A table has one row that proves it at the least, a long one several; one slip for so many proofs may be.
_FEW_ROWS, _PROOFS, _FOR_ONE_SLIP = 3, 2, 2


def left_out(table: Table, form: TableForm) -> frozenset[str]:
    """
    The addresses of the cells that stand for a nought although none is written.
    """
    if table.state != READ or all(each.numbers is not None for each in table.rows):
        return frozenset()
    cells = {each.address: each for each in table.cells()}
    empty = {address for address, each in cells.items() if each.state in (BLANK, DASH)}
    filled = [each for address, each in cells.items() if address not in empty]
    if not empty or any(each.state != NUMBER or each.confidence < 1 or not each.value for each in filled):
        return frozenset()
    sums = [each for each in form.equations if len(each.right) == 1]
    proofs, slips, forgotten = 0, 0, set[str]()
    for equation in sums:
        for parts, total in _lines(form, equation):
            came_to, gaps = _added(cells, parts)
            whole = cells.get(total)
            if whole is None or came_to is None:
                continue
            if whole.state == BLANK:
                forgotten.update((total,) if came_to else ())
            elif equation.each == "row":
                proofs += whole.value == came_to and gaps and came_to > 0
                slips += (whole.value or 0) != came_to
    wanted = 1 if len(form.rows()) <= _FEW_ROWS else _PROOFS
    if proofs < wanted or (proofs < slips * _FOR_ONE_SLIP and (slips > 1 or wanted > 1)):
        return frozenset()
    return frozenset(empty - forgotten)


def _lines(form: TableForm, equation: Equation) -> list[tuple[list[str], str]]:
    """
    The addresses of the parts and of the total in each line that an equation holds for.
    """
    across = equation.each == "row"
    lines = form.rows() if across else form.columns()
    found = []
    for line in lines:
        if not equation.is_for(line.id):
            continue
        made = [
            f"{form.id}/{line.id}/{each}" if across else f"{form.id}/{each}/{line.id}"
            for each in (*equation.left, *equation.right)
        ]
        found.append((made[:-1], made[-1]))
    return found


def _added(cells: Mapping[str, Cell], parts: list[str]) -> tuple[Decimal | None, bool]:
    """
    What the parts come to, None if one of them is not there, and whether there are empty ones among them.
    """
    there = [cells[each] for each in parts if each in cells]
    if len(there) < len(parts):
        return None, False
    values = [each.value for each in there if each.value is not None]
    return sum(values, Decimal(0)), len(values) < len(there)
