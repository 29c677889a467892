"""
A cell of a Word document by the name that its reader gave it: `t2/r3/c8`.
"""

import re
from collections.abc import Iterator
from typing import Any

from disclint.readers.word import tables
from disclint.readers.word.inline import ALTERNATIVES, GONE, UNSEEN, chosen
from disclint.readers.word.names import W

_TABLE = f"{W}tbl"
_CELL = re.compile(r"t([0-9]+)/r([0-9]+)/c([0-9]+)(?:/|\Z)")


def cell_named(body: Any, name: str) -> Any | None:
    """
    The element of the cell; None for what is no cell, or lies in a text box.
    """
    found = body
    at = 0
    while at < len(name):
        step = _CELL.match(name, at)
        if step is None:
            return None
        table, row, column = (int(each) for each in step.groups())
        within = list(_tables(found))
        if table > len(within):
            return None
        cells = (each for line in tables.rows(within[table - 1]) for each in line)
        cell = next((each for each in cells if (each.row + 1, each.column + 1) == (row, column)), None)
        if cell is None:
            return None
        found, at = cell.element, step.end()
    return found if found is not body else None


def _tables(parent: Any) -> Iterator[Any]:
    # In the order in which the reader counts them.
    for each in parent:
        if each.tag == _TABLE:
            yield each
        elif each.tag == ALTERNATIVES:
            yield from _tables(chosen(each))
        elif each.tag != f"{W}p" and len(each) and each.tag not in UNSEEN and each.tag not in GONE:
            yield from _tables(each)
