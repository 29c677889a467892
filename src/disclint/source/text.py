"""
A document as text that remembers the offset of every character in the file it came from.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from functools import cached_property

from attrs import field, frozen

from disclint.source.light import light
from disclint.source.places import Location, Place, Span, joined, meets

_LINE_END = re.compile(r"\r\n|\n|\r")
# The media whose lines are paragraphs; only plain text and pages have lines that somebody cut.
_PARAGRAPHS = frozenset(("html", "word", "workbook"))
_BEGINNING = Span(0, 0)


@light
class Piece:
    """
    A stretch of the text and the stretch of the file that it stands for.

    Equal lengths mean the same characters; otherwise the piece is indivisible (an entity).
    A piece with `file_length` 0 was put in by the reader (the bar between two cells).
    """

    start: int
    length: int
    file_start: int
    file_length: int


@light
class GridCell:
    """
    A cell of a table that the file itself declares: rows and columns from 0.
    """

    span: Span
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@frozen
class Grid:
    """
    A table that the file itself declares, in reading order.
    """

    span: Span
    cells: tuple[GridCell, ...]


@frozen
class Tag:
    """
    Something the file says about itself outside its text: `title`, `published`.
    """

    name: str
    value: str


@frozen
class Remark:
    """
    A comment in the file that is meant for disclint; it is no part of the text.

    `at` is the offset in the text at which it stood, `file_start` and `file_length` are where it is in the file.
    """

    at: int
    file_start: int
    file_length: int
    written: str


@frozen
class Notice:
    """
    Something about the file itself that a reader noticed, for a rule of kind `problem` to word.

    `values` are what the rule may tell: numbers, words, tuples of words.
    """

    code: str
    span: Span = _BEGINNING
    values: Mapping[str, object] = field(factory=dict)


@frozen
class Gap:
    """
    Something of the file that was not read, and the offset in the text where it would stand; `what` is such as `page 3`.

    With `cuts` what stands right before and behind it may go on in it.
    """

    at: int
    what: str
    cuts: bool


@frozen(slots=False)
class Source:
    """
    What a reader makes of a file.

    `text` has LF line ends.  `file` is the decoded file, without a byte-order mark, in which
    locations count; `pieces` leads from one to the other and is empty where both are the same.
    Files without lines have `places` instead, and locations are found there.  Pieces and grids may be given as
    what makes them, since most sources are never asked for them.  `certainty` is below 1 where a machine read
    the characters from a picture.  What the file holds beyond the text is in `gaps`; `pending` are the offsets of
    empty cells that have a formula whose result the file does not hold.
    """

    text: str
    name: str = "<text>"
    media: str = "text"
    file: str | None = None
    _pieces: tuple[Piece, ...] | Callable[[], tuple[Piece, ...]] = field(default=(), repr=False)
    _grids: tuple[Grid, ...] | Callable[[], tuple[Grid, ...]] = field(default=(), repr=False)
    tags: tuple[Tag, ...] = ()
    places: tuple[Place, ...] = field(default=(), repr=False)
    remarks: tuple[Remark, ...] = field(default=(), repr=False)
    notices: tuple[Notice, ...] = ()
    certainty: float = 1.0
    gaps: tuple[Gap, ...] = ()
    pending: frozenset[int] = frozenset()
    _pictures: tuple[int, ...] | Callable[[], tuple[int, ...]] = field(default=(), repr=False)

    def is_pending(self, at: int) -> bool:
        """
        Whether the empty cell at an offset is one of those whose result the file does not hold.
        """
        # Blanks stand around an empty cell; it may be taken to begin before or behind them.
        near = range(at - 2, at + 3) if self.pending else ()
        return any(
            each in self.pending and not self.text[min(at, each) : max(at, each)].strip(" ") for each in near
        )

    @cached_property
    def pictures(self) -> tuple[int, ...]:
        """
        The offsets in the text at which pictures stand that may hold a table.
        """
        return self._pictures() if callable(self._pictures) else self._pictures

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """
        The way from the text to the file.
        """
        return self._pieces() if callable(self._pieces) else self._pieces

    @cached_property
    def grids(self) -> tuple[Grid, ...]:
        """
        The tables that the file itself declares.
        """
        return self._grids() if callable(self._grids) else self._grids

    @property
    def is_wrapped(self) -> bool:
        """
        Whether a line of the text may end inside a sentence; elsewhere a line is a paragraph.
        """
        return self.media not in _PARAGRAPHS

    @cached_property
    def _line_starts(self) -> list[int]:
        written = self.text if self.file is None else self.file
        return [0, *(match.end() for match in _LINE_END.finditer(written))]

    @cached_property
    def _piece_starts(self) -> list[int]:
        return [each.start for each in self.pieces]

    @cached_property
    def _place_starts(self) -> list[int]:
        return [each.start for each in self.places]

    def locate(self, span: Span) -> Location:
        """
        The lines and columns of `span` in the user's file.

        In a file without lines: the block that it begins in, with columns in that block, or the page
        that it begins on, with the box round all that it meets there.  What the reader put in
        (a bar, a line end) stands at the end of the place before it.
        """
        if self.places:
            return joined(self.met(span), span)
        first, last = self.file_range(span)
        line, column = self._line_and_column(first)
        end_line, end_column = self._line_and_column(last)
        return Location(line, column, end_line, end_column)

    def met(self, span: Span) -> tuple[Place, ...]:
        """
        The places that share a character with `span`; the nearest before it if there are none.

        Only for a file without lines.
        """
        span = self._in_its_cell(span)
        first = max(0, bisect_right(self._place_starts, span.start) - 1)
        last = bisect_left(self._place_starts, span.end)
        found = [each for each in self.places[first:last] if meets(each, span)]
        return tuple(found) or self.places[first : first + 1]

    def file_range(self, span: Span) -> tuple[int, int]:
        """
        The offsets in the decoded file that `span` stands for.
        """
        if not self.pieces:
            return span.start, span.end
        span = self._in_its_cell(span)
        first = self._file_start(span.start)
        if span.end <= span.start:
            return first, first
        return first, max(first, self._file_end(span.end - 1))

    def _in_its_cell(self, span: Span) -> Span:
        # Right behind the bar is still the end of the cell before; an empty cell lies before the next bar.
        at = span.start
        if span or self.text[at - 1 : at] != "|":
            return span
        while self.text[at : at + 1] == " ":
            at += 1
        # What looks empty may hold blanks of its own, such as one that does not break.
        end = at
        while (char := self.text[end : end + 1]).isspace() and char != "\n":
            end += 1
        return Span(at, at) if self.text[end : end + 1] in ("|", "\n", "") else span

    def slice(self, span: Span) -> str:
        """
        The characters of the text in `span`.
        """
        return self.text[span.start : span.end]

    def _piece_at(self, at: int) -> Piece:
        return self.pieces[max(0, bisect_right(self._piece_starts, at) - 1)]

    def _file_start(self, at: int) -> int:
        piece = self._piece_at(at)
        if piece.length != piece.file_length:
            return piece.file_start if at < piece.start + piece.length else _end(piece)
        return piece.file_start + min(at - piece.start, piece.length)

    def _file_end(self, at: int) -> int:
        piece = self._piece_at(at)
        if piece.length != piece.file_length:
            return _end(piece)
        return piece.file_start + min(at - piece.start + 1, piece.length)

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1


def _end(piece: Piece) -> int:
    return piece.file_start + piece.file_length
