"""
The text of a report as a document: headings, paragraphs, the tables of the form, other tables.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby

from disclint.editions import TableForm
from disclint.outputs.html import tables
from disclint.outputs.html.marking import Canvas, plain
from disclint.outputs.view import View
from disclint.result import Result
from disclint.source import Grid, Span
from disclint.syntax import READ, Table


def draw(result: Result, canvas: Canvas, view: View) -> str:
    """
    The whole text of a file that could be read.
    """
    return "".join(_parts(result, canvas, view))


def _parts(result: Result, canvas: Canvas, view: View) -> Iterator[str]:
    source, report = result.source, result.report
    if source is None:
        return
    stops: list[tuple[Span, Table | Grid]] = []
    if report is not None:
        stops += [(each.span, each) for each in report.tables if each.state == READ and _form(each, view)]
    taken = [span for span, _ in stops]
    stops += [(each.span, each) for each in source.grids if not any(each.span.meets(span) for span in taken)]
    headings = _headings(result)
    at = 0
    for span, part in sorted(stops, key=lambda each: each[0]):
        if span.start < at:
            continue
        yield from _lines(Span(at, span.start), canvas, headings)
        form = _form(part, view) if isinstance(part, Table) else None
        if isinstance(part, Table) and form is not None:
            yield tables.draw(part, form, canvas, view)
            yield _written(
                part, canvas, view, is_free=not any(each.span.meets(span) for each in source.grids)
            )
        elif isinstance(part, Grid):
            yield _grid(part, canvas)
        at = span.end
    yield from _lines(Span(at, len(source.text)), canvas, headings)
    # What is missing from a report is missed behind its last line.
    left = [each for each in canvas.marks if canvas.mark_id(each.number, each.at) not in canvas.drawn]
    if left:
        yield f"<p>{canvas.linked('', left)}</p>"


def _form(table: Table, view: View) -> TableForm | None:
    edition = view.editions.get(table.edition)
    return edition.tables.get(table.id) if edition else None


def _headings(result: Result) -> Sequence[tuple[int, int]]:
    """
    Where headings begin in the text, in order, and their levels in HTML; the name of the file is of level 2.
    """
    report = result.report
    if report is None:
        return ()
    # A heading that text goes on behind is the beginning of a paragraph.
    levels = {each.span.start: min(6, each.level + 3) for each in report.headings if not each.inline}
    return sorted((levels | ({report.title.span.start: 3} if report.title else {})).items())


def _lines(span: Span, canvas: Canvas, headings: Sequence[tuple[int, int]]) -> Iterator[str]:
    at = span.start
    while at < span.end:
        end = canvas.text.find("\n", at, span.end)
        end = span.end if end < 0 else end
        line = Span(at, end)
        if canvas.text[at:end].strip() or canvas.meeting(line):
            first = bisect_left(headings, (at, 0))
            begins = first < len(headings) and headings[first][0] < end
            name = f"h{headings[first][1]}" if begins else "p"
            yield f"<{name}{canvas.place(line)}>{canvas.marked(line)}</{name}>"
        at = end + 1


def _written(table: Table, canvas: Canvas, view: View, *, is_free: bool) -> str:
    """
    The table as the file has it: for what stands beside its cells, and open if something is marked there only.

    Lines of one that `is_free` are no cells of a table that the file declares.
    """
    inside = canvas.meeting(table.span)
    left = any(canvas.mark_id(each.number, each.at) not in canvas.drawn for each in inside)
    words = view.pick("表格的原文", "the table as written")
    opened = " open" if left else ""
    inner = _placed_lines(table.span, canvas) if is_free and canvas.placed else canvas.marked(table.span)
    return f"<details{opened}><summary>{words}</summary><pre>{inner}</pre></details>"


def _placed_lines(span: Span, canvas: Canvas) -> str:
    lines, at = [], span.start
    for each in canvas.text[span.start : span.end].split("\n"):
        line = Span(at, at + len(each))
        lines.append(f"<span{canvas.place(line)}>{canvas.marked(line)}</span>")
        at = line.end + 1
    return "\n".join(lines)


def _grid(grid: Grid, canvas: Canvas) -> str:
    rows = []
    for _, cells in groupby(
        sorted(grid.cells, key=lambda each: (each.row, each.column)), key=lambda each: each.row
    ):
        inner = "".join(
            f'<td colspan="{each.column_span}" rowspan="{each.row_span}"{canvas.place(each.span)}>'
            f"{canvas.marked(each.span)}</td>"
            for each in cells
        )
        rows.append(f"<tr>{inner}</tr>")
    return f'<div class="scroll"><table class="other">{"".join(rows)}</table></div>'


def nothing(words: str) -> str:
    """
    A note in place of a document.
    """
    return f'<p class="note">{plain(words)}</p>'
