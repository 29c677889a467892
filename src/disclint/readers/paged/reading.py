"""
Pages to a source: margins left out, tables found and joined over page breaks, lines made paragraphs.
"""

from collections.abc import Collection, Iterator, Sequence

from attrs import define, field

from disclint.readers.paged import columns, flowing, heading, joining, margins
from disclint.readers.paged import open as opened
from disclint.readers.paged.blocks import Line, Mark, Table, lines
from disclint.readers.paged.columns import Part
from disclint.readers.paged.flowing import Margins, Paragraph
from disclint.readers.paged.open import Stack
from disclint.readers.paged.ruled import drawn, fill
from disclint.readers.paged.rulings import groups, rulings
from disclint.readers.paged.splitting import split
from disclint.readers.paged.turning import turned
from disclint.readers.paged.writing import Box, Writer
from disclint.source import Gap, Notice, Page, Source, Span

# A cell with more characters than this holds an article: the table is the page's layout.
_ARTICLE = 1500
# How sure one may be of characters that a machine read from a picture.
RECOGNISED = 0.7


@define
class _Sheet:
    """
    A page on the way to its blocks.
    """

    number: int
    height: float
    marks: list[Mark]
    tables: list[Table]
    stacks: list[Stack]
    # How far from the top large pictures begin.
    pictures: list[float] = field(factory=list)
    lines: list[Line] = field(factory=list)
    is_column: bool = False


def read(pages: Sequence[Page], name: str, media: str, unread: Collection[int] = ()) -> Source:
    """
    The source of printed pages; those with the numbers `unread` are pictures that nobody has read.
    """
    boxes: list[tuple[int, Box]] = []
    sheets = [_sheet(page, number, boxes) for number, page in enumerate(pages, start=1)]
    unwanted = margins.furniture([(each.marks, each.height, each.tables) for each in sheets])
    for sheet in sheets:
        sheet.marks = [each for each in sheet.marks if each[5] not in unwanted]
    sheets = _parted(sheets)
    for sheet in sheets:
        _settle(sheet)
    writer = Writer(boxes)
    gaps: list[Gap] = []
    waiting = sorted(unread)
    pictures: list[int] = []
    hanging = sorted((each.number, top) for each in sheets for top in each.pictures)
    for block, page in _blocks([each for each in sheets if each.number not in unread]):
        gaps += [_gap(each, pages, writer) for each in waiting if each < page]
        waiting = [each for each in waiting if each > page]
        place = (page, _top(block if isinstance(block, Table) else block.lines[0]))
        pictures += [writer.length for each in hanging if each < place]
        hanging = [each for each in hanging if each >= place]
        if isinstance(block, Table):
            writer.table(block, page)
        else:
            writer.paragraph(block)
    gaps += [_gap(each, pages, writer) for each in waiting]
    pictures += [writer.length for _ in hanging]
    notices = tuple(_unread(gaps, len(pages)))
    certainty = RECOGNISED if any(each.recognised for each in pages) else 1.0
    return Source(
        writer.text(), name, media, grids=tuple(writer.grids), places=tuple(writer.places),
        certainty=certainty, gaps=tuple(gaps), notices=notices, pictures=tuple(pictures),
    )  # fmt: skip


def _gap(number: int, pages: Sequence[Page], writer: Writer) -> Gap:
    page = pages[number - 1]
    return writer.gap(number, (0.0, 0.0, page.width, page.height))


def _unread(gaps: Sequence[Gap], pages: int) -> Iterator[Notice]:
    if gaps:
        numbers = [int(each.what.removeprefix("page ")) for each in gaps]
        inner = sum(1 < each < pages for each in numbers)
        told = {"pages": tuple(map(str, numbers)), "count": len(numbers), "inner": inner}
        yield Notice("unread-pages", Span(gaps[0].at, gaps[0].at), told)


def _sheet(page: Page, number: int, boxes: list[tuple[int, Box]]) -> _Sheet:
    glyphs, strokes = page.glyphs, page.strokes
    first = len(boxes)
    boxes += [(number, each[1:]) for each in glyphs]
    if page.turn:
        glyphs = tuple((char, *turned((x0, y0, x1, y1), page)) for char, x0, y0, x1, y1 in glyphs)
        strokes = tuple(turned(each, page) for each in strokes)
    # A mirrored character has its right side on the left.
    marks: list[Mark] = [
        (char, x0, y0, x1, y1, at)
        if x0 <= x1 and y0 <= y1
        else (char, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), at)
        for at, (char, x0, y0, x1, y1) in enumerate(glyphs, start=first)
    ]
    level, upright = rulings(strokes)
    tables: list[Table] = []
    used: set[int] = set()
    for group in groups(level, upright):
        table = drawn(group)
        if table is not None:
            tables.append(table)
            used.update(map(id, group.level))
    free = [each for each in level if id(each) not in used]
    stacks = [
        each
        for each in opened.stacks(free)
        if not any(_overlap(opened.extent(each), other) for other in tables)
    ]
    tables = [
        each for each in tables if not any(each is not other and _inside(other, each) for other in tables)
    ]
    height = page.width if page.turn % 2 else page.height
    return _Sheet(number, height, marks, tables, stacks, [turned(each, page)[1] for each in page.pictures])


def _inside(inner: Table, outer: Table) -> bool:
    return (
        outer.xs[0] <= inner.xs[0] and inner.xs[-1] <= outer.xs[-1]
        and outer.ys[0] <= inner.ys[0] and inner.ys[-1] <= outer.ys[-1]
    )  # fmt: skip


def _overlap(box: Box, table: Table) -> bool:
    left, top, right, bottom = box
    return left < table.xs[-1] and table.xs[0] < right and top < table.ys[-1] and table.ys[0] < bottom


def _parted(sheets: Sequence[_Sheet]) -> list[_Sheet]:
    """
    The pages, those with columns as one sheet for each part that is read after another.
    """
    strips = [columns.strip(each.marks, each.tables) for each in sheets]
    usual = next((each for each in strips if each is not None), None)
    if usual is None:
        return list(sheets)
    found = []
    for sheet, own in zip(sheets, strips, strict=True):
        page = Part(sheet.marks, sheet.tables, sheet.stacks)
        white = own or (usual if columns.shares(page, usual) else None)
        parts = [page] if white is None else columns.parts(page, white)
        for at, each in enumerate(parts or [page]):
            pictures = [] if at else sheet.pictures
            found.append(
                _Sheet(
                    sheet.number,
                    sheet.height,
                    each.marks,
                    each.tables,
                    each.stacks,
                    pictures,
                    is_column=each.is_column,
                )
            )
    return found


def _settle(sheet: _Sheet) -> None:
    """
    Put what stands in tables into their cells, and make lines of the rest.
    """
    kept, marks = [], sheet.marks
    for table in [*sheet.tables, *(each for stack in sheet.stacks for each in opened.tables(stack, marks))]:
        rest = fill(table, marks)
        longest = max((sum(len(line.marks) for line in cell.lines) for cell in table.cells), default=0)
        if len(rest) == len(marks) or longest > _ARTICLE:
            continue
        marks = rest
        split(table)
        kept.append(table)
    sheet.tables = kept
    sheet.lines = heading.joined(lines(marks))
    for line in sheet.lines:
        line.page = sheet.number


def _blocks(sheets: Sequence[_Sheet]) -> list[tuple[Paragraph | Table, int]]:
    every = [line for sheet in sheets for line in sheet.lines]
    everywhere = flowing.margins(every) if len(every) >= flowing.FEW else None
    found: list[tuple[Paragraph | Table, int]] = []
    before = 0
    was_column = False
    for sheet in sheets:
        # Nothing goes on behind a page that was not read, nor from a column to what is as wide as the page.
        follows = sheet.number in (before, before + 1) and sheet.is_column == was_column
        before, was_column = sheet.number, sheet.is_column
        own = _margins(sheet.lines, everywhere)
        for number, block in enumerate(_ordered(sheet)):
            last = found[-1][0] if found and (follows or number) else None
            if isinstance(block, Table):
                if number == 0 and isinstance(last, Table) and joining.fits(last, block):
                    found[-1] = (joining.joined(last, block), found[-1][1])
                else:
                    found.append((block, sheet.number))
            elif isinstance(last, Paragraph) and own and flowing.goes_on(last.lines[-1], block, own):
                last.lines.append(block)
            else:
                found.append((Paragraph([block]), sheet.number))
    return found


def _ordered(sheet: _Sheet) -> Iterator[Line | Table]:
    """
    The lines in their order, each table before the first line below its top.
    """
    tables = sorted(sheet.tables, key=_top)
    at = 0
    for line in sheet.lines:
        while at < len(tables) and _top(tables[at]) <= line.middle:
            yield tables[at]
            at += 1
        yield line
    yield from tables[at:]


def _top(block: Line | Table) -> float:
    return block.ys[0] if isinstance(block, Table) else block.middle


def _margins(own: Sequence[Line], everywhere: Margins | None) -> Margins | None:
    return flowing.margins(own) if len(own) >= flowing.FEW else everywhere
