"""
A page that is what it was but for some letters inside a line of its text: its source, without reading all of it again.

Refuses whatever might mean more than it shows: tags, references, blanks, cells so long that their table may be no
table of data.  Then the page is read.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from attrs import evolve

from disclint.readers.html import ENOUGH, Grids
from disclint.readers.layout import ARTICLE
from disclint.source import Piece, Shift, Source
from disclint.source.shifting import differing

# Letters, digits and marks that show themselves and nothing else.
_PLAIN = re.compile(
    r"[^\s<>&|\x00-\x1f\x7f-\xa0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]*\Z"
)
_MEANS_MORE = re.compile("[<>&]")
_TABLE = re.compile(r"<table(?=[\s/>])", re.IGNORECASE)


def reread(before: Source, file: str) -> Source | None:
    """
    The source of a page by what it was `before`; None if that does not tell.

    Neither file has anything that is cut out before it is read.
    """
    old, drawn = before.file, before._grids  # noqa: SLF001 - what makes them is of the reader
    if old is None or not isinstance(drawn, Grids) or before.remarks or before.notices:
        return None
    shift = differing(old, file)
    put = file[shift.start : shift.end + shift.by]
    if not shift.start or not _PLAIN.match(f"{old[shift.start - 1]}{old[shift.start : shift.end]}{put}"):
        return None
    # Only text in tables, but outside of their cells, stands elsewhere than in the file; it is not found then.
    index = bisect_right(before.pieces, shift.start - 1, key=lambda each: each.file_start) - 1
    if index < 0 or not _is_inside(shift, before.pieces[index], old):
        return None
    piece = before.pieces[index]
    at = piece.start + shift.start - piece.file_start
    moved = Shift(at, at + shift.end - shift.start, shift.by)
    text = f"{before.text[:at]}{put}{before.text[moved.end :]}"
    if min(len(text), len(before.text)) <= ENOUGH or not _keeps_tables(old, before.text, moved, len(drawn)):
        return None
    return evolve(
        before,
        text=text,
        file=file,
        pieces=_pieces(before.pieces, index, shift),
        grids=drawn.moved(text, moved),
        pictures=tuple([each + shift.by if each >= moved.end else each for each in before.pictures]),
    )


def _is_inside(shift: Shift, piece: Piece, file: str) -> bool:
    """
    Whether letters stand in a stretch of text that is shown as it is written, behind one that stays.
    """
    end = piece.file_start + piece.length
    return (
        piece.length == piece.file_length
        and piece.file_start < shift.start
        and shift.end <= end
        and _MEANS_MORE.search(file, piece.file_start, end) is None
    )


def _keeps_tables(file: str, text: str, moved: Shift, count: int) -> bool:
    """
    Whether each table of a page is one of data, and none has so much in a cell that it may no longer be one.
    """
    first, last = text.rfind("\n", 0, moved.start) + 1, text.find("\n", moved.end)
    length = (last if last >= 0 else len(text)) - first + abs(moved.by)
    return length < ARTICLE and sum(1 for _ in _TABLE.finditer(file)) == count


def _pieces(pieces: Sequence[Piece], index: int, shift: Shift) -> tuple[Piece, ...]:
    by, end = shift.by, shift.end
    if not by:
        return tuple(pieces)
    one = pieces[index]
    found = [
        each
        if each.file_start < end
        else Piece(each.start, each.length, each.file_start + by, each.file_length)
        for each in pieces[:index]
    ]
    found.append(Piece(one.start, one.length + by, one.file_start, one.file_length + by))
    found += [
        Piece(
            each.start + by, each.length, each.file_start + by if each.file_start >= end else each.file_start,
            each.file_length,
        )
        for each in pieces[index + 1 :]
    ]  # fmt: skip
    return tuple(found)
