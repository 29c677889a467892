"""
A document as text that remembers the offset of every character in the file it came from.
"""

import re
from bisect import bisect_right
from functools import cached_property

from attrs import field, frozen

_LINE_END = re.compile(r"\r\n|\n|\r")


@frozen(order=True)
class Span:
    """
    A half-open stretch of `Source.text`, in code points.
    """

    start: int
    end: int

    def __bool__(self) -> bool:
        """
        Whether there is a character in it.
        """
        return self.end > self.start

    def holds(self, other: "Span") -> bool:
        """
        Whether `other` lies inside.
        """
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """
        Whether the two share a character.
        """
        return self.start < other.end and other.start < self.end


@frozen
class Location:
    """
    A place as a user looks it up: lines and columns from 1, in code points, end exclusive.

    Formats without lines fill `part` and `block` (Word, a workbook) or `page` and `box`.
    """

    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    part: str | None = None
    block: str | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None


@frozen
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


@frozen
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


@frozen(slots=False)
class Source:
    """
    What a reader makes of a file.

    `text` has LF line ends.  `file` is the decoded file, without a byte-order mark, in which
    locations count; `pieces` leads from one to the other and is empty where both are the same.
    """

    text: str
    name: str = "<text>"
    media: str = "text"
    file: str | None = None
    pieces: tuple[Piece, ...] = field(default=(), repr=False)
    grids: tuple[Grid, ...] = ()
    tags: tuple[Tag, ...] = ()

    @cached_property
    def _line_starts(self) -> list[int]:
        written = self.text if self.file is None else self.file
        return [0, *(match.end() for match in _LINE_END.finditer(written))]

    @cached_property
    def _piece_starts(self) -> list[int]:
        return [each.start for each in self.pieces]

    def locate(self, span: Span) -> Location:
        """
        The lines and columns of `span` in the user's file.
        """
        first, last = self.file_range(span)
        line, column = self._line_and_column(first)
        end_line, end_column = self._line_and_column(last)
        return Location(line, column, end_line, end_column)

    def file_range(self, span: Span) -> tuple[int, int]:
        """
        The offsets in the decoded file that `span` stands for.
        """
        if not self.pieces:
            return span.start, span.end
        first = self._file_start(span.start)
        if span.end <= span.start:
            return first, first
        return first, max(first, self._file_end(span.end - 1))

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
