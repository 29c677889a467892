"""
The cells of a row by the readings that survived: what all of them agree on is a value.
"""

from collections.abc import Sequence

from disclint.editions import Line
from disclint.grammar.cutting import Reading
from disclint.grammar.labels import RowForm
from disclint.grammar.lexemes import reading as read_cell
from disclint.grammar.values import Value
from disclint.source import Span
from disclint.syntax import ABSENT, AMBIGUOUS, BLANK, NUMBER, Cell

CERTAIN, CHOSEN = 1.0, 0.85


def cells_of(
    row: RowForm, ways: Sequence[Reading], nowhere: Span, *, certain: bool, filled: bool
) -> tuple[Cell, ...]:
    """
    The cells of a row by its surviving readings: what all of them agree on is a value.
    """
    if len(ways) == 1:
        confidence = CERTAIN if certain else CHOSEN
        return tuple(
            [
                _cell(address, piece, column, nowhere, confidence)
                if piece is None or piece.value is None
                else Cell(address, piece.span, piece.raw, NUMBER, piece.value, confidence)
                for address, column, piece in zip(row.addresses, row.columns, ways[0], strict=True)
            ]
        )
    cells = []
    for index, (address, column) in enumerate(zip(row.addresses, row.columns, strict=True)):
        pieces = list(dict.fromkeys(each[index] for each in ways))
        if not pieces:
            cells.append(Cell(address, nowhere, "", AMBIGUOUS if filled else ABSENT, confidence=0.0))
        elif len(pieces) == 1 or _agree(pieces):
            cells.append(_cell(address, pieces[0], column, nowhere, CHOSEN))
        else:
            known = [each.value for each in pieces if each is not None and each.value is not None]
            # A cell that may be blank as well may hold anything.
            options = tuple(sorted(set(known))) if len(known) == len(pieces) else ()
            spans = [each.span for each in pieces if each is not None]
            span = (
                Span(min(each.start for each in spans), max(each.end for each in spans)) if spans else nowhere
            )
            cells.append(Cell(address, span, "", AMBIGUOUS, None, 0.0, options))
    return tuple(cells)


def _agree(pieces: Sequence[Value | None]) -> bool:
    # The same number, wherever each reading finds it.
    values = {None if each is None else each.value for each in pieces}
    return len(values) == 1 and None not in values


def _cell(address: str, piece: Value | None, column: Line, nowhere: Span, confidence: float) -> Cell:
    if piece is None:
        return Cell(address, nowhere, "", BLANK, None, confidence)
    if piece.value is not None:
        return Cell(address, piece.span, piece.raw, NUMBER, piece.value, confidence)
    state, value = read_cell(
        piece.raw,
        "procurement" if column.id == "amount" and column.unit is None else column.type,
    )
    return Cell(address, piece.span, piece.raw, state, value, confidence)
