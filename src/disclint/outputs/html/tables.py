"""
The tables of the form as tables, with what adds up, and what does not, at their margins.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from attrs import frozen

from disclint.editions import TableForm
from disclint.editions.model import Block, Equation, Line
from disclint.outputs.html.marking import RELATED, Canvas, Mark, plain, worst
from disclint.outputs.view import View
from disclint.source import Span
from disclint.syntax import ABSENT, AMBIGUOUS, NUMBER, Cell, Label, Table

_LONGEST = 12
_BLANKS = " \t\xa0\u3000"


@frozen
class _Drawing:
    """
    A table of a report while it is drawn: its cells and labels by id, and the marks in it.
    """

    table: Table
    form: TableForm
    canvas: Canvas
    view: View
    cells: Mapping[str, Cell]
    # How many cells are in one place.
    crowds: Mapping[Span, int]

    def label(self, line: Line) -> str:
        """
        A label of the form; as it was written where something is said of it.
        """
        written = self.written(line)
        if written is not None and written.span:
            found = [each for each in self.canvas.meeting(written.span) if each.kind != RELATED]
            if found:
                return self.canvas.marked(written.span, found)
        return plain(line.label)

    def written(self, line: Line) -> Label | None:
        """
        A label as the report has it.
        """
        row = next((each for each in self.table.rows if each.id == line.id), None)
        return row.label if row and row.label else next(iter(self.table.columns.get(line.id, ())), None)

    def place(self, line: Line) -> str:
        """
        The attribute that tells where a label stands.
        """
        written = self.written(line)
        return "" if written is None else self.canvas.place(written.span)

    def is_alone(self, cell: Cell) -> bool:
        """
        Whether a cell has a place of its own; one that is empty has one between bars.
        """
        if cell.state in (ABSENT, AMBIGUOUS) or self.crowds[cell.span] > 1:
            return False
        start, end = cell.span.start, cell.span.end
        around = (self.canvas.text[:start].rstrip(_BLANKS)[-1:], self.canvas.text[end:].lstrip(_BLANKS)[:1])
        return bool(cell.span) or "|" in around

    def span(self, block: Block, at: int) -> str:
        """
        The last column of a block with fewer columns than another is as wide as the rest of them.
        """
        rest = max(len(each.columns) for each in self.form.blocks) - len(block.columns)
        return f' colspan="{rest + 1}"' if rest and at == len(block.columns) - 1 else ""

    def value(self, row: str, column: str) -> Decimal | None:
        """
        The number in a cell, if there is one.
        """
        cell = self.cells.get(f"{self.form.id}/{row}/{column}")
        return cell.value if cell is not None and cell.state == NUMBER else None


def draw(table: Table, form: TableForm, canvas: Canvas, view: View) -> str:
    """
    A table that was read.
    """
    crowds = Counter(each.span for each in table.cells()) if canvas.placed else {}
    drawing = _Drawing(table, form, canvas, view, {each.address: each for each in table.cells()}, crowds)
    name = plain(view.say(form.name))
    blocks = "".join(_block(drawing, each) for each in form.blocks)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{name}">'
        f'<table class="form"><caption>{name}</caption>{blocks}</table></div>'
    )


def _block(drawing: _Drawing, block: Block) -> str:
    across = [each for each in drawing.form.equations if each.each == "row" and _fits(each, block.columns)]
    down = [each for each in drawing.form.equations if each.each == "column" and _fits(each, block.rows)]
    width = 2 if any(each.group for each in block.rows) else 1
    head = "".join(_head(drawing, block, width, across))
    rows = "".join(_rows(drawing, block, width, across))
    foot = "".join(_foot(drawing, block, width, each, len(across)) for each in down)
    return f"<tbody>{head}{rows}{foot}</tbody>"


def _fits(equation: Equation, lines: Sequence[Line]) -> bool:
    return {*equation.left, *equation.right} <= {each.id for each in lines}


def _head(drawing: _Drawing, block: Block, width: int, across: Sequence[Equation]) -> Iterator[str]:
    depth = 2 if any(each.group for each in block.columns) else 1
    if block.caption is not None:
        total = width + max(len(each.columns) for each in drawing.form.blocks) + len(across)
        yield f'<tr><th class="caption" colspan="{total}">{plain(block.caption.label)}</th></tr>'
    yield f'<tr><td class="corner" colspan="{width}" rowspan="{depth}"></td>'
    for group, columns in groupby(block.columns, key=lambda each: each.group):
        listed = list(columns)
        if group is None:
            yield from (
                f'<th scope="col" rowspan="{depth}"{drawing.span(block, block.columns.index(each))}{drawing.place(each)}>'
                f"{drawing.label(each)}</th>"
                for each in listed
            )
        else:
            yield f'<th scope="colgroup" colspan="{len(listed)}">{plain(_named(drawing.form, group))}</th>'
    sums = drawing.view.pick("各列之和", "sum")
    yield "".join(f'<th class="sum" scope="col" rowspan="{depth}">{sums}</th>' for _ in across)
    yield "</tr>"
    if depth > 1:
        grouped = (each for each in block.columns if each.group is not None)
        inner = "".join(
            f'<th scope="col"{drawing.place(each)}>{drawing.label(each)}</th>' for each in grouped
        )
        yield f"<tr>{inner}</tr>"


def _rows(drawing: _Drawing, block: Block, width: int, across: Sequence[Equation]) -> Iterator[str]:
    for group, rows in groupby(block.rows, key=lambda each: each.group):
        listed = list(rows)
        for at, row in enumerate(listed):
            yield "<tr>"
            if group is not None and at == 0:
                label = plain(_named(drawing.form, group))
                yield f'<th class="group" scope="rowgroup" rowspan="{len(listed)}">{label}</th>'
            span = f' colspan="{width}"' if group is None and width > 1 else ""
            yield f'<th scope="row"{span}{drawing.place(row)}>{drawing.label(row)}</th>'
            yield from (
                _cell(drawing, row, column, drawing.span(block, at))
                for at, column in enumerate(block.columns)
            )
            for equation in across:
                values = [[drawing.value(row.id, each) for each in side] for side in _sides(equation)]
                counts = equation.is_for(row.id)
                yield _margin(drawing, values) if counts else '<td class="sum"></td>'
            yield "</tr>"


def _foot(drawing: _Drawing, block: Block, width: int, equation: Equation, across: int) -> str:
    label = plain(_equation(drawing, equation, block.rows))
    cells = []
    for column in block.columns:
        values = [[drawing.value(each, column.id) for each in side] for side in _sides(equation)]
        counts = equation.is_for(column.id)
        cells.append(_margin(drawing, values) if counts else '<td class="sum"></td>')
    rest = '<td class="sum"></td>' * across
    return f'<tr class="sum"><th class="sum" scope="row" colspan="{width}">{label}</th>{"".join(cells)}{rest}</tr>'


def _sides(equation: Equation) -> tuple[Sequence[str], Sequence[str]]:
    return equation.left, equation.right


def _cell(drawing: _Drawing, row: Line, column: Line, span: str) -> str:
    address = f"{drawing.form.id}/{row.id}/{column.id}"
    cell = drawing.cells.get(address)
    canvas = drawing.canvas
    if cell is None:
        found = [each for each in canvas.marks if each.address == address]
        return f'<td class="absent"{span}>{_signed(canvas, "", found)}</td>'
    found = [each for each in canvas.meeting(cell.span) if each.address == address or each.span]
    found += [each for each in canvas.marks if each.address == address and each not in found]
    kind = worst(found)
    classes = f' class="{cell.state}{f" bad {kind}" if kind else ""}"'
    written = cell.raw or (" | ".join(map(str, cell.options)) if cell.state == AMBIGUOUS else "")
    place = canvas.place(cell.span) if canvas.placed and drawing.is_alone(cell) else ""
    return f"<td{classes}{span}{place}>{_signed(canvas, plain(written), found)}</td>"


def _signed(canvas: Canvas, inner: str, marks: Sequence[Mark]) -> str:
    return canvas.linked(inner, marks) if marks else inner


def _margin(drawing: _Drawing, sides: Sequence[Sequence[Decimal | None]]) -> str:
    left, right = (_total(each) for each in sides)
    if left is None or right is None:
        why = drawing.view.pick("缺少数据", "a number is missing")
        return f'<td class="sum unknown" title="{why}">?</td>'
    off = right - left
    if not off:
        return f'<td class="sum">{left:f}</td>'
    label = drawing.view.pick("差", "off by")
    return f'<td class="sum off">{left:f}<br><b>{label}&nbsp;{off:+f}</b></td>'


def _total(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [each for each in values if each is not None]
    return sum(known, Decimal()) if len(known) == len(values) else None


def _equation(drawing: _Drawing, equation: Equation, rows: Sequence[Line]) -> str:
    labels = {each.id: each.label for each in rows}
    named = [[_short(labels[id]) for id in side] for side in _sides(equation)]
    most = drawing.view.pick(f"以上 {len(named[0])} 项之和", f"sum of {len(named[0])} rows")
    left = " + ".join(named[0]) if len(named[0]) <= 2 else most
    return drawing.view.pick(
        f"{left}，应等于 {' + '.join(named[1])}", f"{left}, to equal {' + '.join(named[1])}"
    )


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"


def _named(form: TableForm, id: str) -> str:
    return next((each.label for each in (*form.groups, *form.header) if each.id == id), id)
