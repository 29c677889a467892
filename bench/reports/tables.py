"""
The three tables of a report as grids of cells, spans included.
"""

from collections.abc import Mapping
from random import Random

from bench.reports.draft import Cell, Grid
from bench.reports.drawing import Number
from bench.reports.forms import (
    COLUMNS,
    DISPOSITION,
    DISPUTES,
    FORMS,
    NOTE,
    OUTCOMES,
    Block,
    Form,
    Line,
)


def build(values: Mapping[str, Number], edition: str, random: Random) -> dict[str, Grid]:
    """
    The tables by section.
    """
    form = FORMS[edition]
    return {
        "disclosure": disclosure(form, values),
        "requests": requests(form, values),
        "disputes": disputes(values, random),
    }


def disclosure(form: Form, values: Mapping[str, Number]) -> Grid:
    """
    表二, four columns wide.
    """
    return tuple(row for block in form.disclosure for row in _block(block, values))


def requests(form: Form, values: Mapping[str, Number]) -> Grid:
    """
    表三: three columns of labels and seven of values.
    """
    seen: set[str] = set()
    return (
        *_request_header(),
        *(_request_row(form, row, values, seen) for row in form.requests),
    )


def disputes(values: Mapping[str, Number], random: Random) -> Grid:
    """
    表四 with its header in one of the two arrangements in use.
    """
    labels = [Cell(outcome.label) for outcome in OUTCOMES]
    suits = tuple(Cell(row.label, columns=5) for row in DISPUTES[1:])
    top: Grid = ((Cell("行政复议", columns=5), Cell("行政诉讼", columns=10)),)
    numbers = tuple(
        _value(f"disputes/{row.id}/{outcome.id}", values) for row in DISPUTES for outcome in OUTCOMES
    )
    if random.random() < 0.5:
        tall = tuple(Cell(outcome.label, rows=2) for outcome in OUTCOMES)
        return (*top, (*tall, *suits), (*labels, *labels), numbers)
    top = ((Cell("行政复议", rows=2, columns=5), Cell("行政诉讼", columns=10)),)
    return (*top, suits, (*labels, *labels, *labels), numbers)


def _block(block: Block, values: Mapping[str, Number]) -> Grid:
    last = 4 - len(block.columns)
    spans = [1] * (len(block.columns) - 1) + [last]
    titles = tuple(
        Cell(column.label, columns=span) for column, span in zip(block.columns, spans, strict=True)
    )
    rows: list[tuple[Cell, ...]] = [(Cell(block.caption, columns=4),)]
    rows.append((Cell("信息内容"), *titles))
    for row in block.rows:
        numbers = tuple(
            _value(f"disclosure/{row.id}/{column.id}", values, columns=span)
            for column, span in zip(block.columns, spans, strict=True)
        )
        rows.append((Cell(row.label), *numbers))
    return tuple(rows)


def _request_header() -> Grid:
    labels = [column.label for column in COLUMNS]
    return (
        (Cell(NOTE, rows=3, columns=3), Cell("申请人情况", columns=7)),
        (
            Cell(labels[0], rows=2),
            Cell("法人或其他组织", columns=5),
            Cell(labels[6], rows=2),
        ),
        tuple(Cell(label) for label in labels[1:6]),
    )


def _request_row(form: Form, row: Line, values: Mapping[str, Number], seen: set[str]) -> tuple[Cell, ...]:
    numbers = tuple(_value(f"requests/{row.id}/{each.id}", values) for each in COLUMNS)
    return (*_labels(form, row, seen), *numbers)


def _labels(form: Form, row: Line, seen: set[str]) -> tuple[Cell, ...]:
    if not row.group:
        return (Cell(row.label, columns=3),)
    leading = []
    if DISPOSITION not in seen:
        leading.append(Cell(DISPOSITION, rows=len(form.requests) - 3))
    if row.group == DISPOSITION:
        seen.add(DISPOSITION)
        return (*leading, Cell(row.label, columns=2))
    if row.group not in seen:
        members = sum(each.group == row.group for each in form.requests)
        leading.append(Cell(row.group, rows=members))
    seen |= {DISPOSITION, row.group}
    return (*leading, Cell(row.label))


def _value(address: str, values: Mapping[str, Number], columns: int = 1) -> Cell:
    return Cell(f"{values[address]}", address, columns=columns)
