"""
HTML: what a browser shows of a page, one line a paragraph and one line a table row.

Cells of data tables stand between bars and are kept as grids too; entities, and what the
reader puts in, are pieces of their own, so that every character leads back to the file.
Runs no script: of a page that is filled by one there is a notice, `empty-body`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from attrs import frozen

from disclint.readers import layout, markup, own
from disclint.readers.markup import RAW, START, TEXT, Token
from disclint.readers.writer import Writer, trimmed
from disclint.source import Grid, GridCell, Notice, Shift, Source, Span, Tag

# A page has some ten thousand tags; each takes a third of a kilobyte while it is read.
MOST_TAGS = 400_000
_BAR = " | "
_META = {
    "articletitle": "title", "title": "title", "pubdate": "published",
    "publishdate": "published", "contentsource": "source", "source": "source",
}  # fmt: skip
_BLANKS = re.compile(r"\s+")
_LOADED = (
    ("script", re.compile(r"<script(?=[\s/>])", re.IGNORECASE)),
    ("frame", re.compile(r"<(?:iframe|frame|embed|object)(?=[\s/>])", re.IGNORECASE)),
)
_ALMOST_NOTHING = 200
# A page that shows more is not filled by a script.
ENOUGH = 10 * _ALMOST_NOTHING
_IMAGE = "<img"
_PICTURE = re.compile(rf"{_IMAGE}(?=[\s/>])[^<>]*", re.IGNORECASE)
# Sides in pixels that a picture of a table has at least; what tells none may be as large.
_LEAST = {"width": 200, "height": 60}
_SIDE = re.compile(r"\s*(\d{1,6})(?:px)?\s*\Z")

# The rows of a table, and where in the text each of their cells begins and ends.
_Written = tuple[tuple[tuple[layout.Cell, ...], ...], list[tuple[int, int]]]


def read(file: str, name: str, *, looked_at: str | None = None, media: str = "html") -> Source:
    """
    The source of an HTML page.

    `looked_at` is the file with marks of another language blanked in place; its line ends are
    kept, because there they mean something.
    """
    page = file if looked_at is None else looked_at
    keeps_lines = looked_at is not None
    tokens = list(markup.shown(page))
    writer = Writer()
    tables = []
    at = 0
    for start, end in layout.data_tables(tokens):
        _write(writer, tokens[at:start], keeps_lines=keeps_lines)
        tables.append(_write_table(writer, tokens, start, end))
        at = end
    _write(writer, tokens[at:], keeps_lines=keeps_lines)
    text = writer.text()
    tags, notices = tuple(_tags(tokens)), tuple(_emptiness(text, page))
    grids = Grids(text, tables)
    pictures = partial(_pictures, page, writer) if _IMAGE in page or _IMAGE.upper() in page else ()
    return Source(text, name, media, file, writer.pieces, grids, tags, notices=notices, pictures=pictures)


def _write(writer: Writer, tokens: Iterable[Token], *, keeps_lines: bool = False) -> None:
    preformatted = 0
    for kind, value, start, end, _ in tokens:
        if kind == TEXT:
            writer.write(value, start, end, keeps_lines=keeps_lines or preformatted > 0)
        elif kind != RAW and value in markup.BLOCKS:
            writer.end_line(start)
            if value == "pre":
                preformatted = max(0, preformatted + (1 if kind == START else -1))


def _write_table(writer: Writer, tokens: Sequence[Token], start: int, end: int) -> _Written:
    table = layout.table(tokens, start, end)
    writer.end_line(_start(tokens, start))
    _write(writer, table.before)
    writer.end_line(_start(tokens, start))
    found = []
    for cells in table.rows:
        stop = -1
        for cell in cells:
            if stop >= 0:
                writer.insert(_BAR, stop)
            first = writer.length
            writer.begin()
            for kind, value, begin, behind, _ in tokens[cell.first : cell.last]:
                if kind == TEXT:
                    writer.write(value, begin, behind)
                elif kind != RAW and value in markup.BLOCKS:
                    writer.separate()
            found.append((first, writer.length))
            stop = _start(tokens, cell.last)
        if cells:
            writer.insert("\n", stop)
            writer.begin()
    _write(writer, table.after)
    writer.end_line(_start(tokens, end))
    return table.rows, found


def _start(tokens: Sequence[Token], index: int) -> int:
    return tokens[min(index, len(tokens) - 1)][2]


@frozen(eq=False)
class Grids:
    """
    The tables of a page, as they were written into a text; the grids are made when somebody asks.
    """

    text: str
    tables: Sequence[_Written]

    def __call__(self) -> tuple[Grid, ...]:
        """
        The grids.
        """
        return tuple(_grid(self.text, *each) for each in self.tables if each[1])

    def __len__(self) -> int:
        """
        How many there are.
        """
        return sum(bool(stretches) for _, stretches in self.tables)

    def moved(self, text: str, shift: Shift) -> "Grids":
        """
        The same tables in an edited text; the edit is inside of a cell or outside of them all.
        """
        end, by = shift.end, shift.by
        moved = [
            (
                rows,
                [
                    (first + by if first >= end else first, last + by if last >= end else last)
                    for first, last in stretches
                ],
            )
            for rows, stretches in self.tables
        ]
        return Grids(text, moved)


def _grid(text: str, rows: Sequence[Sequence[layout.Cell]], stretches: Sequence[tuple[int, int]]) -> Grid:
    places = (each for row in layout.places(rows) for each in row)
    cells = tuple(
        GridCell(trimmed(text, *stretch), *place) for stretch, place in zip(stretches, places, strict=True)
    )
    return Grid(Span(stretches[0][0], stretches[-1][1]), cells)


def _tags(tokens: Iterable[Token]) -> Iterable[Tag]:
    for kind, value, _, _, written in tokens:
        if kind == RAW:
            # Of the elements with a raw inside only the title is not hidden.
            if title := _plain(value):
                yield Tag("title", title)
        elif kind == START and value == "meta":
            yield from _meta(markup.attributes(written))


def _meta(attributes: Mapping[str, str]) -> Iterable[Tag]:
    name = _META.get(attributes.get("name", "").strip().lower())
    value = _plain(attributes.get("content", ""))
    if name and value:
        yield Tag(name, value)


def _plain(written: str) -> str:
    return _BLANKS.sub(" ", markup.unescaped(written)).strip()


def _pictures(page: str, writer: Writer) -> tuple[int, ...]:
    """
    Where in the text pictures stand that may hold a table.
    """
    pieces = writer.pieces()
    starts = [each.file_start for each in pieces]
    found = []
    for match in _PICTURE.finditer(page):
        stated = markup.attributes(match.group()[len(_IMAGE) :])
        sides = {each: _SIDE.match(stated.get(each, "")) for each in _LEAST}
        if all(side is None or int(side[1]) >= _LEAST[name] for name, side in sides.items()):
            at = bisect_right(starts, match.start()) - 1
            piece = pieces[at] if at >= 0 else None
            inside = 0 if piece is None else min(match.start() - piece.file_start, piece.length)
            found.append(0 if piece is None else piece.start + inside)
    return tuple(found)


def _emptiness(text: str, page: str) -> Iterable[Notice]:
    if len(text) > ENOUGH or len(_BLANKS.sub("", text)) >= _ALMOST_NOTHING:
        return
    if own.is_dashboard(page):
        yield Notice("empty-body", values={"loader": "dashboard"})
        return
    for value, loader in _LOADED:
        if loader.search(page):
            yield Notice("empty-body", values={"loader": value})
            return
