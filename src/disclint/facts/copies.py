"""
Several copies of one report as one record: where their numbers differ, nobody knows which of them holds.

What was not read in one copy is what the others have.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from attrs import evolve

from disclint.facts.record import Record, Said, number_in, options_in, several


def merged(copies: Sequence[Record]) -> Record:
    """
    The first of the copies (one at least), whose cells hold any of the numbers that they have there.

    Tables that another form lies behind are not looked at in the others.  What they say otherwise of a concept leaves all that is said in doubt.
    """
    first, *others = copies
    cells, tables, states = dict(first.cells), dict(first.tables), dict(first.states)
    for each in others:
        read = {table: form for table, form in each.tables.items() if table not in each.states}
        for table, form in read.items():
            if table in states:
                # This copy has what could not be read before.
                del states[table]
                tables[table] = form
            if tables.get(table) == form:
                own = {address: cell for address, cell in each.cells.items() if _table(address) == table}
                cells |= {address: _either(cells.get(address), cell) for address, cell in own.items()}
    agreed = all(_said(each.claims) == _said(first.claims) for each in others)
    return evolve(first, cells=cells, tables=tables, states=states, claims=first.claims if agreed else None)


def _table(address: str) -> str:
    return address.split("/", 1)[0]


def _either(one: str | None, other: str) -> str:
    numbers = sorted({*_numbers(one), *_numbers(other)})
    if one is None or (numbers and not _numbers(one)):
        return other
    return several(numbers) if len(numbers) > 1 else one


def _numbers(cell: str | None) -> tuple[Decimal, ...]:
    value = None if cell is None else number_in(cell)
    return (value,) if value is not None else options_in(cell or "")


def _said(claims: Mapping[str, Sequence[Said]] | None) -> object:
    """
    The numbers of what is said; the words may differ as their files do.
    """
    if claims is None:
        return None
    return {id: sorted(str(said[:2]) for said in found) for id, found in claims.items()}
