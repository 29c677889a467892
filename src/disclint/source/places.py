"""
Stretches of a text, and where in a file a stretch stands: by lines, by blocks, by pages.
"""

from collections.abc import Sequence

from attrs import frozen

from disclint.source.light import light


@light(order=True)
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


@light
class Place:
    """
    A stretch of the text and where it stands in a file that has no lines.

    Word: `part` (`document`), `block` (`p14`, a paragraph of the body; `t2/r3/c8`, a cell), and
    `offset`, the code points of the block before the stretch.  A workbook: `part` is the sheet's
    name, `block` the cell (`H12`).  PDF and OFD: `page` from 1, and `box` round the stretch: left, top,
    right, bottom in points from the page's upper left corner.  A `Location` tells it to a tenth of a point.

    Length 0 is a place where nothing is written: an empty cell, or the start of a paragraph whose
    number is not in its text.  Places stand in the order of the text and do not overlap.
    """

    start: int
    length: int
    part: str | None = None
    block: str | None = None
    offset: int | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None

    @property
    def end(self) -> int:
        """
        Where the stretch ends.
        """
        return self.start + self.length


def meets(place: Place, span: Span) -> bool:
    """
    Whether a place shares a character with a stretch, or touches it where one of them has none.
    """
    if place.length and span:
        return place.start < span.end and span.start < place.end
    # Where one of the two has no characters, touching is all there can be.
    return place.start <= span.end and span.start <= place.end


def joined(places: Sequence[Place], span: Span) -> Location:
    """
    Where a stretch is that meets these places: in the block or on the page of the first of them.
    """
    first = places[0]
    if first.page is not None:
        boxes = [each.box for each in places if each.page == first.page and each.box is not None]
        return Location(page=first.page, box=_union(boxes) if boxes else None)
    same = [each for each in places if (each.part, each.block) == (first.part, first.block)]
    column = end_column = None
    if first.offset is not None:
        column = _column(first, span.start)
        end_column = max(column, _column(same[-1], max(span.start, span.end)))
    return Location(None, column, None, end_column, first.part, first.block)


def _column(place: Place, at: int) -> int:
    return (place.offset or 0) + min(max(0, at - place.start), place.length) + 1


def _union(boxes: Sequence[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
    left, top, right, bottom = zip(*boxes, strict=True)
    return round(min(left), 1), round(min(top), 1), round(max(right), 1), round(max(bottom), 1)
