"""
Columns in another order than the form's: whose the numbers are, held against adding up every order that the heads may mean.
"""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from random import Random

import pytest
from attrs import evolve

from disclint.editions import Equation, TableForm
from disclint.editions.model import Block, Line
from disclint.grammar.binder import Bound
from disclint.grammar.found import Found, found
from disclint.grammar.heads import bound_by_heads
from disclint.grammar.labels import normal_flow
from disclint.source import Flow, Span
from disclint.syntax import BLANK, NUMBER, Cell, Label, Row

X, Y, Z, S = Line("x", "城镇"), Line("y", "乡村"), Line("z", "其余"), Line("s", "全部")
U, V, T = Line("u", "件数"), Line("v", "次数"), Line("t", "合计")
ROWS = (Line("a", "甲事"), Line("b", "乙事"), Line("c", "丙事"))
ACROSS = Equation("across", "row", ("x", "y", "z"), ("s",))
# A table with a total; without; with columns that a common head spans; with two blocks.
SIMPLE = TableForm(
    "made", "requests", {"zh": "表"}, "rows", (Block("one", None, (X, Y, Z, S), ROWS),), {}, (ACROSS,)
)
PLAIN = evolve(SIMPLE, equations=())
SPANNED = evolve(
    SIMPLE, blocks=(Block("one", None, (X, evolve(Y, group="小计"), evolve(Z, group="小计"), S), ROWS),)
)
SEVERAL = evolve(
    SIMPLE, blocks=(Block("one", None, (X, Y, Z, S), ROWS[:2]), Block("two", None, (U, V), ROWS[2:]))
)
TWICE = evolve(
    SIMPLE,
    blocks=(Block("one", None, (X, Y, Z, S), ROWS[:2]), Block("two", None, (U, V, T), ROWS[2:])),
    equations=(ACROSS, Equation("too", "row", ("u", "v"), ("t",))),
)
FORMS = {"twice": TWICE, "simple": SIMPLE, "plain": PLAIN, "spanned": SPANNED, "several": SEVERAL}
Numbers = dict[str, list[int | None]]


def adds_up(order: Sequence[str], numbers: Sequence[int | None]) -> bool:
    by_id = dict(zip(order, numbers, strict=True))
    total = next((each for each in "st" if each in by_id), None)
    if total is None or None in numbers:
        return False
    return sum(each or 0 for id, each in by_id.items() if id != total) == by_id[total]


def expected(
    form: TableForm, heads: dict[str, list[str]], numbers: Numbers, *, on_one_line: bool
) -> tuple[dict[str, int | None], bool]:
    """
    The number of each cell, and whether it is certain.
    """
    own = {block.id: [each.id for each in block.columns] for block in form.blocks}
    last = {
        id: order if form is PLAIN else sorted(order, key=lambda each: each in "st")
        for id, order in heads.items()
    }
    ways = [{**own, **heads}, *([{**own, **last}] if last != heads else [])]
    ways = [each for each in ways if each != own]

    def count(way: dict[str, list[str]]) -> int:
        return sum(
            adds_up(way[block.id], numbers[row.id])
            for block in form.blocks
            for row in block.rows
            if form is not PLAIN
        )

    best, most = own, count(own)
    others = [count(each) for each in ways]
    is_sure = True
    if max(others) > most:
        best = ways[others.index(max(others))]
    elif max(others) == most:
        is_sure = False
        # Which columns changed places, but for those that a head of several lines puts anywhere.
        moved = [
            block for block in form.blocks if block.id in heads
            and [each for each in heads[block.id] if is_plain(form, block, each)] != [each for each in own[block.id] if is_plain(form, block, each)]
        ]  # fmt: skip
        if others[0] == most and (on_one_line or moved):
            best = ways[0]
    cells = {
        f"made/{row.id}/{id}": number
        for block in form.blocks
        for row in block.rows
        for id, number in zip(best[block.id], numbers[row.id], strict=True)
    }
    return cells, is_sure


def is_plain(form: TableForm, block: Block, id: str) -> bool:
    column = next(each for each in block.columns if each.id == id)
    is_spanned = any(each.group for each in block.columns)
    return (id not in "st" or form is PLAIN) and (column.group is not None or not is_spanned)


class Binding:
    """
    Numbers that are those of a form's columns in its order.
    """

    def __init__(self, numbers: Numbers) -> None:
        self.numbers = numbers

    def __call__(self, form: TableForm, _labels: Found) -> Bound:
        rows = []
        lines = [(block, row) for block in form.blocks for row in block.rows]
        for number, (block, row) in enumerate(lines):
            cells = tuple(
                Cell(
                    f"made/{row.id}/{column.id}",
                    Span(at, at + 1),
                    str(each),
                    BLANK if each is None else NUMBER,
                    None if each is None else Decimal(each),
                )
                for at, (column, each) in enumerate(zip(block.columns, self.numbers[row.id], strict=True))
            )
            rows.append(
                Row(row.id, Span(number, number + 9), Label(Span(number, number + 1), row.label), cells)
            )
        return Bound(tuple(rows), counted=7)


def drawn_heads(form: TableForm, drawn: Random) -> dict[str, list[str]]:
    heads = dict[str, list[str]]()
    for block in form.blocks:
        order = [each.id for each in block.columns]
        drawn.shuffle(order)
        if drawn.random() < 0.4:
            order.sort(key=lambda each: each in "st")
        heads[block.id] = order
    return heads


@pytest.mark.parametrize("name", sorted(FORMS))
def test_numbers_are_of_the_columns_as_named_unless_rows_add_up_better_otherwise(name: str) -> None:
    form, drawn, seen = FORMS[name], Random(name), Counter[tuple[bool, bool]]()
    labels_of = {each.id: each.label for each in form.columns()}
    for _ in range(700):
        named = drawn_heads(form, drawn)
        between, last = drawn.choice([" ", " ", "\n"]), drawn.choice(["", "", "\n"])
        text = "".join(
            # The last label of a head may be broken.
            between.join(labels_of[each] for each in named[block.id])[:-1]
            + last
            + labels_of[named[block.id][-1]][-1]
            + "\n"
            + "\n".join(each.label for each in block.rows)
            + "\n"
            for block in form.blocks
        )
        flow = Flow.of(text)
        labels = found(form, flow, normal_flow(flow), (0, len(flow.text)))
        heads = {id: list(order) for id, order in labels.wording.heads.items()}
        if not heads:
            continue
        assert all(named[id] == order for id, order in heads.items())
        numbers = Numbers()
        for block in form.blocks:
            meant = drawn.choice([named[block.id], [each.id for each in block.columns], named[block.id]])
            for row in block.rows:
                by_id: dict[str, int | None] = {each.id: drawn.randrange(1, 6) for each in block.columns}
                for total, parts in (("s", "xyz"), ("t", "uv")):
                    if total in by_id:
                        by_id[total] = sum(by_id[each] or 0 for each in parts) + (drawn.random() < 0.3)
                own = [by_id[each] for each in meant]
                if drawn.random() < 0.15:
                    own[drawn.randrange(len(own))] = drawn.choice([None, 0])
                numbers[row.id] = own
        # In a table of several blocks, all columns stand on one line nowhere.
        on_one_line = between == " " and not last and len(form.blocks) == 1
        bind = Binding(numbers)
        result = bound_by_heads(form, flow, labels, bind)
        cells, is_sure = expected(form, heads, numbers, on_one_line=on_one_line)
        assert [each.address for row in result.rows for each in row.cells] == list(form.addresses())
        assert {
            each.address: None if each.value is None else int(each.value)
            for row in result.rows
            for each in row.cells
        } == cells, (text, numbers)
        assert {each.confidence for row in result.rows for each in row.cells} == {1.0 if is_sure else 0.85}
        assert [(row.id, row.span, row.label) for row in result.rows] == [
            (row.id, row.span, row.label) for row in bind(form, labels).rows
        ]
        assert result.counted == 7
        seen[is_sure, [*cells.values()] == [each for row in form.rows() for each in numbers[row.id]]] += 1
    assert sum(seen.values()) > 300
    assert len(seen) > (form is not PLAIN)


def test_what_is_less_than_certain_stays_so() -> None:
    def bind(form: TableForm, labels: Found) -> Bound:
        bound = Binding({each.id: [1, 2, 3, 4] for each in ROWS})(form, labels)
        rows = tuple(
            Row(each.id, each.span, each.label, tuple(evolve(cell, confidence=0.0) for cell in each.cells))
            for each in bound.rows
        )
        return evolve(bound, rows=rows)

    flow = Flow.of("乡村 城镇 其余 全部\n甲事\n乙事\n丙事")
    labels = found(SIMPLE, flow, normal_flow(flow), (0, len(flow.text)))
    result = bound_by_heads(SIMPLE, flow, labels, bind)
    assert {each.confidence for row in result.rows for each in row.cells} == {0.0}
