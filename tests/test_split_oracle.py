"""
Tables set in parts one below the other, each with some of the columns: each cell is read where it was written.
"""

from collections import Counter
from itertools import pairwise
from random import Random

from attrs import field, mutable

from disclint.editions import TableForm
from disclint.editions.model import Block, Line
from disclint.grammar.found import found
from disclint.grammar.labels import normal_flow
from disclint.grammar.split import elsewhere
from disclint.source import Flow

COLUMNS = ["甲子", "乙丑", "丙寅", "丁卯"]
ROWS = ["天玄", "地黄", "宇洪", "宙荒", "日盈"]


def form(*, blocks: int = 1) -> TableForm:
    columns = tuple(Line(each, each) for each in COLUMNS)
    rows = tuple(Line(each, each) for each in ROWS)
    own = (
        [Block("b", None, columns, rows)]
        if blocks == 1
        else [Block("b", None, columns, rows[:3]), Block("c", None, columns, rows[3:])]
    )
    return TableForm("t", "s", {}, "rows", tuple(own), {}, ())


FORM, IN_BLOCKS = form(), form(blocks=2)


@mutable
class Part:
    """
    The columns that a part names, and the numbers behind the labels of its rows.
    """

    columns: list[str]
    rows: dict[str, list[int]] = field(factory=dict)


def drawn_parts(drawn: Random) -> list[Part]:
    columns = drawn.sample(COLUMNS, len(COLUMNS)) if drawn.random() < 0.3 else [*COLUMNS]
    cut = drawn.choice([[2], [1], [3], [1, 2], [1, 2, 3], [2], []])
    if drawn.random() < 0.1:
        columns.insert(drawn.randrange(5), drawn.choice(COLUMNS))
    if drawn.random() < 0.1:
        columns.pop()
    bounds = [0, *[each for each in cut if each < len(columns)], len(columns)]
    parts = [Part(columns[first:last]) for first, last in pairwise(bounds)]
    if drawn.random() < 0.1:
        drawn.choice(parts).columns = [*COLUMNS]
    for part in parts:
        count = drawn.choice([5, 5, 5, 5, 4, 3, 2])
        for row in sorted(drawn.sample(ROWS, count), key=ROWS.index):
            many = min(len(part.columns), 3)
            if drawn.random() < 0.08:
                many = max(0, many + drawn.choice([-1, 1, 2]))
            part.rows[row] = [drawn.randrange(30) for _ in range(many)]
    return parts


def expected(parts: list[Part]) -> dict[str, list[int]] | None:
    """
    The cells of the rows that are whole; None of what is no table in parts.
    """
    rows = [*parts[0].rows]
    if len(parts) < 2 or any({*COLUMNS} <= {*each.columns} for each in parts):
        return None
    if any(len({*each.rows} & {*rows}) < 3 for each in parts):
        return None
    # Between the label of a row and the next label.
    *between, _ = [own for each in parts for own in each.rows.values()]
    if any(len(own) >= len(COLUMNS) for own in between):
        return None
    named = sorted(column for each in parts for column in each.columns)
    if named != sorted(COLUMNS):
        return {}
    cells = {}
    for row in rows:
        own = {
            column: number
            for part in parts
            if len(part.rows.get(row, ())) == len(part.columns)
            for column, number in zip(part.columns, part.rows[row], strict=True)
        }
        if len(own) == len(COLUMNS):
            cells[row] = [own[each] for each in COLUMNS]
    return cells


def test_the_cells_of_a_row_are_found_in_the_parts_that_name_their_columns() -> None:
    drawn, seen = Random(1), Counter[str]()
    for _ in range(1200):
        parts = drawn_parts(drawn)
        bar = drawn.choice([" ", "  ", "\n", "\t"])
        lines = []
        for part in parts:
            lines.append(bar.join(part.columns))
            for row, numbers in part.rows.items():
                lines.append(bar.join([row, *map(str, numbers)]))
        table = "\n".join(lines)
        flow = Flow.of(f"{table}\n12 7")
        end = flow.offset(len(table))
        labels = found(FORM, flow, normal_flow(flow), (0, end))
        said = elsewhere(FORM, flow, labels, end)
        want = expected(parts)
        assert (
            said
            if said is None
            else {row: [int(each.value or 0) for each in own] for row, own in said.items()}
        ) == want, table
        for own in (said or {}).values():
            assert [flow.source_text[each.span.start : each.span.end] for each in own] == [
                each.raw for each in own
            ]
        blocked = found(IN_BLOCKS, flow, normal_flow(flow), (0, end))
        assert elsewhere(IN_BLOCKS, flow, blocked, end) is None
        seen[
            "none"
            if want is None
            else "untold"
            if not want
            else "whole"
            if len(want) == len(ROWS)
            else "some"
        ] += 1
    assert min(seen.values()) > 30
    assert len(seen) == 4


def test_labels_of_rows_above_all_columns_are_of_no_part() -> None:
    # A title may name a row.
    parts = [
        Part(COLUMNS[:2], {row: [1, 2] for row in ROWS}),
        Part(COLUMNS[2:], {row: [3, 4] for row in ROWS}),
    ]
    lines = [
        line
        for each in parts
        for line in (" ".join(each.columns), *(f"{row} {own[0]} {own[1]}" for row, own in each.rows.items()))
    ]
    for before in ([], [ROWS[0]], [ROWS[4], "说明"]):
        flow = Flow.of("\n".join([*before, *lines]))
        labels = found(FORM, flow, normal_flow(flow), (0, len(flow.text)))
        said = elsewhere(FORM, flow, labels, len(flow.text))
        assert said is not None
        assert {row: [each.value for each in own] for row, own in said.items()} == {
            row: [1, 2, 3, 4] for row in ROWS
        }
        assert [*said] == ROWS
        # Where a row comes again in a part, its first numbers count.
        twice = [*before, *lines[:4], f"{ROWS[0]} 7 7", *lines[4:]]
        flow = Flow.of("\n".join(twice))
        labels = found(FORM, flow, normal_flow(flow), (0, len(flow.text)))
        assert [each.value for each in (elsewhere(FORM, flow, labels, len(flow.text)) or {})[ROWS[0]]] == [
            1,
            2,
            3,
            4,
        ]
