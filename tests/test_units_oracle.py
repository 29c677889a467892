"""
Which words are numbers in a cell hangs on what its column counts.
"""

from itertools import product

import pytest

from disclint.editions import TableForm
from disclint.editions.model import Block, Line
from disclint.grammar.cells import cells_of
from disclint.grammar.labels import row_forms
from disclint.grammar.values import Value
from disclint.source import Span
from disclint.syntax import NUMBER, TEXT


@pytest.mark.parametrize("id", ["amount", "count"])
@pytest.mark.parametrize("type", ["count", "change", "amount"])
@pytest.mark.parametrize("unit", [None, "万元"])
def test_an_amount_may_carry_its_unit_where_the_column_has_none_and_a_change_its_word(
    id: str, type: str, unit: str | None
) -> None:
    column = Line(id, "金额", type=type, unit=unit)
    form = TableForm(
        "made",
        "disclosure",
        {"zh": "表"},
        "rows",
        (Block("one", None, (column,), (Line("a", "甲事"),)),),
        {},
        (),
    )
    has_unit = id == "amount" and unit is None
    want = {
        "5万元": 5 if has_unit else None,
        "1,234元": 1234 if has_unit else None,
        "减3": -3 if type == "change" and not has_unit else None,
        "增加3": 3 if type == "change" and not has_unit else None,
        "说明": None,
    }
    for (words, number), certain in product(want.items(), (False, True)):
        (cell,) = cells_of(
            row_forms(form)["a"],
            [(Value(Span(4, 4 + len(words)), words, TEXT),)],
            Span(9, 9),
            certain=certain,
            filled=True,
        )
        assert (cell.state, cell.value, cell.raw) == (TEXT if number is None else NUMBER, number, words)
        assert (cell.span, cell.confidence) == (Span(4, 4 + len(words)), 1.0 if certain else 0.85)
