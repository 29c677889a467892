"""
A source with other words in some places, which still leads back to the file that it was read from.

What is new stands, in the file, for what it replaced.  Tables, places, comments and gaps stay where they were.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from attrs import evolve, frozen

from disclint.source.places import Place, Span
from disclint.source.text import Grid, GridCell, Notice, Piece, Source

_NOWHERE = Span(0, 0)


@frozen
class Edit:
    """
    `text` in place of a stretch of another text.
    """

    span: Span
    text: str

    @property
    def growth(self) -> int:
        """
        By how much the whole becomes longer.
        """
        return len(self.text) - (self.span.end - self.span.start)


def edited(source: Source, edits: Sequence[Edit]) -> Source:
    """
    The source with all edits made; they lie apart, in the order of the text, and count in the text as it was.

    Raises ValueError if they do not.
    """
    if not edits:
        return source
    moving = _Moving(source, edits)
    return evolve(
        source,
        text=moving.text(),
        file=source.text if source.file is None else source.file,
        pieces=tuple(moving.pieces()),
        grids=tuple(moving.grid(each) for each in source.grids),
        places=tuple(moving.place(each) for each in source.places),
        remarks=tuple(evolve(each, at=moving.start(each.at)) for each in source.remarks),
        notices=tuple(moving.notice(each) for each in source.notices),
        gaps=tuple(evolve(each, at=moving.start(each.at)) for each in source.gaps),
        pending=frozenset(map(moving.start, source.pending)),
        pictures=tuple(map(moving.start, source.pictures)),
    )


class _Moving:
    """
    Where offsets of a text are after edits.
    """

    def __init__(self, source: Source, edits: Sequence[Edit]) -> None:
        self.source = source
        self.edits = edits
        self._grown = [0, *accumulate(each.growth for each in edits)]
        self._starts = [each.span.start for each in edits]
        ends = [0, *(each.span.end for each in edits)]
        if any(
            not before <= each.span.start <= each.span.end <= len(source.text)
            for before, each in zip(ends, edits, strict=False)
        ):
            raise ValueError("edits overlap, or lie outside of the text")

    def start(self, at: int) -> int:
        """
        Where what begins at an offset begins; inside of what was replaced it is the beginning of that.
        """
        made = bisect_left(self._starts, at)
        last = self._last(made)
        return last.start + self._grown[made - 1] if last.end > at else at + self._grown[made]

    def end(self, at: int) -> int:
        """
        Where what ends at an offset ends; inside of what was replaced it is the end of that.
        """
        made = bisect_left(self._starts, at)
        return max(at, self._last(made).end) + self._grown[made]

    def _last(self, made: int) -> Span:
        """
        What the last of so many edits replaced; nothing if it is none of them.
        """
        return self.edits[made - 1].span if made else _NOWHERE

    def span(self, span: Span) -> Span:
        """
        A stretch, with what was put into it.
        """
        first = self.start(span.start)
        if span:
            return Span(first, self.end(span.end))
        # Nothing becomes something where exactly this nothing was replaced.
        filled = next((each for each in self.edits if each.span == span), None)
        return Span(first, first + len(filled.text) if filled else first)

    def text(self) -> str:
        """
        The text afterwards.
        """
        parts, at = [], 0
        for each in self.edits:
            parts += [self.source.text[at : each.span.start], each.text]
            at = each.span.end
        return "".join([*parts, self.source.text[at:]])

    def pieces(self) -> Iterator[Piece]:
        """
        The way from the text to the file; what is new stands for what it replaced.
        """
        source = self.source
        whole = (Piece(0, len(source.text), 0, len(source.text)),)
        pieces = source.pieces or whole
        at = 0
        for each, grown in zip(self.edits, self._grown, strict=False):
            yield from _between(pieces, at, each.span.start, grown)
            if each.text:
                first, last = source.file_range(each.span)
                yield Piece(each.span.start + grown, len(each.text), first, last - first)
            at = each.span.end
        yield from _between(pieces, at, len(source.text), self._grown[-1])

    def grid(self, grid: Grid) -> Grid:
        """
        A table whose cells hold what they hold now.
        """
        return Grid(self.span(grid.span), tuple(self._cell(each) for each in grid.cells))

    def _cell(self, cell: GridCell) -> GridCell:
        return GridCell(self.span(cell.span), cell.row, cell.column, cell.row_span, cell.column_span)

    def place(self, place: Place) -> Place:
        """
        A place; of several that were replaced together the first has all that is new.
        """
        inside = any(each.span.start < place.start < each.span.end for each in self.edits)
        now = self.span(Span(place.start, place.end))
        start = self.end(place.start) if inside else now.start
        return evolve(place, start=start, length=max(0, now.end - start))

    def notice(self, notice: Notice) -> Notice:
        """
        What was noticed, where it is now.
        """
        return evolve(notice, span=self.span(notice.span))


def _between(pieces: Iterable[Piece], first: int, last: int, grown: int) -> Iterator[Piece]:
    for each in pieces:
        start, end = max(first, each.start), min(last, each.start + each.length)
        if start >= end:
            continue
        if each.length == each.file_length:
            yield Piece(start + grown, end - start, each.file_start + start - each.start, end - start)
        else:
            yield Piece(start + grown, end - start, each.file_start, each.file_length)
