"""
A table with one line of numbers under a grouped header (表四).

    table := header-label* cell{columns * rows}
           | (row-label cell{columns}){rows}            its groups as rows (`turned.py`)

The line may be bars, one number a line, blanks, or digits with nothing between them.
"""

import re
from collections.abc import Iterator, Sequence

from disclint.cache import compiled
from disclint.editions import TableForm
from disclint.grammar import readings
from disclint.grammar.binder import Bound
from disclint.grammar.cells import cells_of
from disclint.grammar.cutting import Reading
from disclint.grammar.labels import Hit, row_forms
from disclint.grammar.lexemes import reading
from disclint.grammar.parting import ended, lined, worded
from disclint.grammar.plainrows import LINE, PASTED, RUN, numbers_of, plain_line
from disclint.grammar.runs import best_run, runs_of
from disclint.grammar.surplus import has_ambiguous, surplus_lines
from disclint.grammar.turned import grouped
from disclint.grammar.values import Value, barred_line
from disclint.grammar.wide import widely
from disclint.grammar.windows import starts_of
from disclint.grammar.wording import label_of
from disclint.source import Flow, Span
from disclint.syntax import BLANK, DASH, NUMBER, TEXT, Label, Row

# What may be a value, in the head of the table.
_MAY_BE_VALUE = re.compile(r"[\d/无-]|N/A")
# What a line is by that which parts its cells.
_SORTS = {"|": LINE, "\t": PASTED}
_LINE = compiled(r"[^\n]+")
_LABELLED = compiled(r"[一-龥].*\s([-+]?[\d,]+(?:\.\d+)?)")


def bind_line(
    form: TableForm, flow: Flow, hits: Sequence[Hit], start: int, end: int, *, reference: bool
) -> Bound:
    """
    The groups of the line as rows, in the form's order; with `reference`, without the short ways.
    """
    block = form.blocks[0]
    width, height = len(block.columns), len(block.rows)
    wanted = width * height
    if not reference and (plain := _plainly(flow, hits, (start, end), wanted)):
        return _plainly_bound(form, flow, hits, plain)
    own = grouped(form, flow, hits, end)
    lines = [own] if own else _barred(flow, start, end, (width, height))
    runs = runs_of(flow, hits, end) if not lines else []
    values = lines[0] if lines else best_run(runs, (width, height), form, hits)
    if len(values) > wanted:
        values = list(widely(flow, hits[-1].end, end, wanted) or values)
    if values and len(values) < wanted:
        # One cell a line, a blank one as a lone bar.
        spread = ended(flow, hits[-1].end, end, wanted, more=wanted)
        spread = spread or lined(flow, hits[-1].end, end, wanted)
        spread = spread or worded(flow, hits[-1].end, end, wanted, whole=True)
        values = list(_window(spread or (), width, height)) or values
    total_last = readings.adds_up(form.equations, [each.id for each in block.columns])
    ways = _ways(values, width, height, total_last=total_last)
    at = flow.origin(hits[-1].end - 1) + 1 if hits else flow.origin(start)
    labels = {meaning.id: hit for hit in reversed(hits) for meaning in hit.meanings}
    forms = row_forms(form)
    rows = []
    for index, row in enumerate(block.rows):
        of_row: list[Reading] = [each[index * width : (index + 1) * width] for each in ways]
        cells = cells_of(
            forms[row.id], of_row, Span(at, at), certain=len(values) == wanted, filled=bool(values)
        )
        hit = labels.get(row.id)
        label = label_of(flow, hit) if hit else None
        spans = [each.span for each in cells]
        rows.append(
            Row(
                row.id,
                Span(min(each.start for each in spans), max(each.end for each in spans)),
                label,
                cells,
            )
        )
    more = [value.span for line in lines[1:] for value in line if value.state != BLANK]
    counted = sum(value.state != BLANK for value in values) + len(more)
    # What is ambiguous is told by itself; where a line is whole, others are not the table's.
    is_told = any(map(has_ambiguous, rows)) or any(each.state == NUMBER for line in lines for each in line)
    surplus = () if is_told else surplus_lines(flow, start, end, wanted, width)
    return Bound(tuple(rows), tuple(more), counted, surplus=tuple(
        (Label(Span(begin, stop), flow.source_text[begin:stop]), wanted, count) for begin, stop, count in surplus
    ))  # fmt: skip


def _plainly(flow: Flow, hits: Sequence[Hit], bounds: tuple[int, int], wanted: int) -> re.Match[str] | None:
    """
    The numbers of the table, if there are just as many as are wanted, on one line or in one run behind the labels.
    """
    found = None
    for begin, stop, bar in _lines_of_cells(flow, *bounds, wanted):
        match = plain_line(flow, begin, stop, wanted, sort=_SORTS[bar])
        # What else a line of cells may be is for others to say.
        if match is None or found is not None:
            return None
        found = match
    if found is not None or not hits:
        return found
    # Words without values in them may stand before the run.
    first = _MAY_BE_VALUE.search(flow.text, hits[0].end, bounds[1])
    if first is None or first.start() < hits[-1].end or not flow.opens_chunk(first.start()):
        return None
    begin = flow.origin(first.start() - 1) + 1
    return plain_line(flow, begin, flow.origin(bounds[1]), wanted, sort=RUN)


def _plainly_bound(form: TableForm, flow: Flow, hits: Sequence[Hit], match: re.Match[str]) -> Bound:
    labels = {meaning.id: hit for hit in reversed(hits) for meaning in hit.meanings}
    rows, at = [], 0
    for id, row in row_forms(form).items():
        numbers = numbers_of(flow, row.addresses, match, at)
        at += len(row.addresses)
        span = Span(numbers.places[0][0], numbers.places[-1][1])
        rows.append(Row(id, span, label_of(flow, labels[id]) if id in labels else None, numbers))
    return Bound(tuple(rows), counted=at)


def _lines_of_cells(flow: Flow, start: int, end: int, wanted: int) -> Iterator[tuple[int, int, str]]:
    """
    The lines between two flow offsets that have so many cells, and what parts these.
    """
    for line in _LINE.finditer(flow.folded, flow.origin(start), flow.origin(end)):
        bar = _bar(flow, *line.span(), wanted)
        if bar is not None:
            yield *line.span(), bar


def _ways(values: Sequence[Value], width: int, height: int, *, total_last: bool) -> list[Reading]:
    wanted = width * height
    ways: list[Reading] = (
        [tuple(values)]
        if len(values) == wanted
        else readings.readings(values, width, height, total_last=total_last)
    )
    if len(values) >= wanted or any(each.glued for each in values) or not total_last:
        return ways
    # Numbers that stand apart are cut only where every row adds up then.
    return [
        each for each in ways if all(readings.sums(each[at : at + width]) for at in range(0, wanted, width))
    ]


def _window(cells: Sequence[Value], width: int, height: int) -> Sequence[Value]:
    """
    The cells of the line, without bars that end the header's row or begin this one: where most groups add up.

    Nothing if all that is not blank are more.
    """
    wanted = width * height
    windows = [cells[at : at + wanted] for at in starts_of(cells, wanted)]
    groups = range(0, wanted, width)
    return max(
        windows,
        key=lambda window: sum(_adds_up(window[at : at + width]) for at in groups),
        default=(),
    )


def _adds_up(group: Sequence[Value]) -> bool:
    return group[-1].value is not None and readings.sums(tuple(group))


def _barred(flow: Flow, start: int, end: int, size: tuple[int, int]) -> list[list[Value]]:
    """
    The lines of cells without words; trailing bars beyond the wanted cells are padding.

    A line of cells without numbers counts where no other has one: a form that nobody filled in, or filled with 无.
    """
    found, empty, wanted = [], [], size[0] * size[1]
    for at, line_end, bar in _lines_of_cells(flow, start, end, wanted):
        cells = _behind_label(_fitted(barred_line(flow, at, line_end, bar), *size))
        filled = [each for each in cells if each.state != BLANK]
        numbers = [each for each in filled if any(char.isdigit() for char in each.raw)]
        if len(cells) == wanted and len(numbers) * 2 > len(filled):
            found.append(cells)
        elif len(cells) == wanted and all(each.state == DASH for each in filled):
            empty.append(cells)
    return found or empty[:1]


def _bar(flow: Flow, at: int, end: int, wanted: int) -> str | None:
    """
    What parts the cells of a line, if it has so many: bars, perhaps with padding, or just as many tabs as it takes.
    """
    bars = flow.folded.count("|", at, end)
    if not bars and flow.source_text.count("\t", at, end) == wanted - 1:
        return "\t"
    return "|" if bars >= wanted - 1 else None


def _behind_label(cells: list[Value]) -> list[Value]:
    """
    The cells, the first without the label that a lost line end left before its number.
    """
    found = _LABELLED.fullmatch(cells[0].raw)
    if found is None:
        return cells
    end = cells[0].span.end
    state, value = reading(found[1], "count")
    return [Value(Span(end - len(found[1]), end), found[1], state, value), *cells[1:]]


def _fitted(cells: list[Value], width: int, height: int) -> list[Value]:
    """
    The cells of a line without the bars around it: those at both its ends, or else where most groups add up.
    """
    wanted = width * height
    if len(cells) == wanted + 2 and cells[0].state == cells[-1].state == BLANK:
        return cells[1:-1]
    trimmed = _trimmed(cells, wanted)
    if BLANK not in (trimmed[0].state, trimmed[-1].state):
        return trimmed
    first = next(at for at, each in enumerate(cells) if each is trimmed[0] or each.state == BLANK)
    fitting = list(_window(cells[first:], width, height))
    return fitting if fitting and all(each.state != TEXT for each in fitting) else trimmed


def _trimmed(cells: list[Value], wanted: int) -> list[Value]:
    first, end = 0, len(cells)
    while end > wanted and cells[end - 1].state == BLANK:
        end -= 1
    while end - first > wanted and not any(char.isdigit() for char in cells[first].raw):
        first += 1
    return cells[first:end]
