"""
What is drawn on an OFD page: text objects to characters in boxes, paths to straight lines.

    object := TextObject (TextCode*) | PathObject (AbbreviatedData) | ImageObject | CompositeObject | PageBlock (object*)

Everything is in millimetres from the upper left corner, each object in coordinates of its own: CTM, then Boundary.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TypeAlias
from unicodedata import east_asian_width
from xml.etree import ElementTree as ET

from disclint.native.wire import FAR, MOST_GLYPHS, MOST_PICTURES, MOST_STROKES, is_large
from disclint.readers.ofd.values import (
    IDENTITY,
    POINTS,
    Matrix,
    around,
    at,
    box,
    combined,
    deltas,
    matrix,
    named,
    number,
    numbers,
    tag,
)
from disclint.readers.unreadable import Unreadable
from disclint.source import Glyph, Page, Stroke

Unit: TypeAlias = ET.Element

_DRAWN = frozenset({"TextObject", "PathObject", "ImageObject", "CompositeObject"})
_DEEPEST = 6
_MOST_OBJECTS = 200_000
# How much of a character's height is below the line it stands on; how wide letters are that are not square.
_BELOW, _NARROW = 0.12, 0.5
_WIDE = frozenset("WFA")
# A filled shape as thin as this, in points, is a line.
_THIN = 3.5
_ASKEW = 0.6
_WHITE = 250
_QUARTERS = {90: (0.0, 1.0, -1.0, 0.0), 180: (-1.0, 0.0, 0.0, -1.0), 270: (0.0, -1.0, 1.0, 0.0)}
_PRIVATE = range(0xE000, 0xF900)


class Canvas:
    """
    A page as it is drawn, object by object; `left` and `top` are where the page begins in millimetres.
    """

    def __init__(self, units: Mapping[str, Unit], left: float, top: float) -> None:
        self._units = units
        self._base: Matrix = (POINTS, 0.0, 0.0, POINTS, -left * POINTS, -top * POINTS)
        self._glyphs: list[Glyph] = []
        self._strokes: list[Stroke] = []
        self._pictured = 0.0
        self._unmapped = 0
        self._pictures: list[Stroke] = []
        self._objects = 0
        self._characters = 0

    def draw(self, page: ET.Element) -> None:
        """
        Draw all layers of a page or of a template.  Raises Unreadable for more characters than a document may have.
        """
        for layer in named(page, "Layer"):
            self._draw(layer, self._base, 0)

    def page(self, width: float, height: float) -> Page:
        """
        The page, of a size in millimetres.
        """
        area = max(1.0, width * height * POINTS * POINTS)
        return Page(width * POINTS, height * POINTS, tuple(self._glyphs), tuple(self._strokes), self._unmapped,
                    min(1.0, self._pictured / area), pictures=tuple(self._pictures))  # fmt: skip

    def _draw(self, parent: ET.Element, within: Matrix, depth: int) -> None:
        if depth > _DEEPEST:
            return
        for each in parent:
            self._objects += 1
            if self._objects > _MOST_OBJECTS or len(self._strokes) > MOST_STROKES:
                return
            kind = tag(each)
            if kind == "PageBlock":
                self._draw(each, within, depth + 1)
            elif kind in _DRAWN and each.get("Visible", "true").lower() != "false":
                self._object(each, kind, within, depth)

    def _object(self, drawn: ET.Element, kind: str, within: Matrix, depth: int) -> None:
        boundary = numbers(drawn.get("Boundary"))
        x, y, width, height = boundary if len(boundary) == 4 else (0.0, 0.0, 0.0, 0.0)
        outer = combined(within, (1.0, 0.0, 0.0, 1.0, x, y))
        inner = combined(outer, matrix(drawn.get("CTM")))
        if kind == "TextObject":
            self._text(drawn, inner)
        elif kind == "PathObject":
            self._path(drawn, inner)
        elif kind == "ImageObject":
            x0, y0, x1, y1 = box(outer, 0.0, 0.0, width, height)
            self._pictured += (x1 - x0) * (y1 - y0)
            if is_large((x0, y0, x1, y1)) and len(self._pictures) < MOST_PICTURES:
                self._pictures.append((x0, y0, x1, y1))
        else:
            unit = self._units.get(drawn.get("ResourceID", ""))
            for content in [] if unit is None else unit:
                if tag(content) == "Content":
                    self._draw(content, inner, depth + 1)

    def _text(self, drawn: ET.Element, within: Matrix) -> None:
        size = number(drawn.get("Size"))
        if size <= 0 or drawn.get("Alpha") == "0":
            return
        scale = number(drawn.get("HScale"), 1.0) or 1.0
        reading = _QUARTERS.get(int(number(drawn.get("ReadDirection"))) % 360)
        turned = _QUARTERS.get(int(number(drawn.get("CharDirection"))) % 360)
        # How the letters lie is the same for all of them, and so is the box of those of one width.
        a, b, c, d, _, _ = combined(within, (*(turned or IDENTITY[:4]), 0.0, 0.0))
        measured, around_it = -1.0, (0.0, 0.0, 0.0, 0.0)
        x = y = 0.0
        for code in drawn:
            if tag(code) != "TextCode":
                continue
            x, y = number(code.get("X"), x), number(code.get("Y"), y)
            text = code.text or ""
            self._characters += len(text)
            # Also those that stand beside the page take their time.
            if self._characters > MOST_GLYPHS:
                raise Unreadable.of("oversized")
            right, down = deltas(code.get("DeltaX"), len(text)), deltas(code.get("DeltaY"), len(text))
            for index, char in enumerate(text):
                width = size * scale * (1.0 if east_asian_width(char) in _WIDE else _NARROW)
                ahead = right[index] if index < len(right) else 0.0
                below = down[index] if index < len(down) else 0.0
                # Letters are as wide as the way to the next one, if that is no gap.
                if not below and 0 < ahead <= (max(width, size)):
                    width = ahead
                if width != measured:
                    measured = width
                    around_it = box((a, b, c, d, 0.0, 0.0), 0.0, -(1 - _BELOW) * size, width, _BELOW * size)
                self._char(char, *at(within, x, y), around_it)
                if not ahead and not below and index >= max(len(right), len(down)):
                    ahead = width
                dx, dy = (ahead, below) if reading is None else (
                    reading[0] * ahead + reading[2] * below, reading[1] * ahead + reading[3] * below,
                )  # fmt: skip
                x, y = x + dx, y + dy

    def _char(self, char: str, x: float, y: float, around_it: tuple[float, float, float, float]) -> None:
        if ord(char) in _PRIVATE or char in "\ufffd\x00":
            self._unmapped += 1
        x0, y0, x1, y1 = around_it
        x0, y0, x1, y1 = x0 + x, y0 + y, x1 + x, y1 + y
        if -FAR < x0 < x1 < FAR and -FAR < y0 < y1 < FAR:
            self._glyphs.append((char, x0, y0, x1, y1))

    def _path(self, drawn: ET.Element, within: Matrix) -> None:
        stroked = drawn.get("Stroke", "true").lower() != "false" and _is_seen(drawn, "StrokeColor")
        filled = drawn.get("Fill", "false").lower() == "true" and _is_seen(drawn, "FillColor")
        if not stroked and not filled:
            return
        for data in drawn:
            if tag(data) != "AbbreviatedData":
                continue
            for outline in _outlines(data.text or ""):
                points = [at(within, x, y) for x, y in outline]
                if stroked:
                    for first, second in pairwise(points):
                        self._line(*around((first, second)))
                elif len(points) > 1:
                    x0, y0, x1, y1 = around(points)
                    if min(x1 - x0, y1 - y0) <= _THIN:
                        self._line(x0, y0, x1, y1, thick=_THIN)

    def _line(self, x0: float, y0: float, x1: float, y1: float, *, thick: float = _ASKEW) -> None:
        if min(x0, y0) <= -FAR or max(x1, y1) >= FAR:
            return
        if y1 - y0 <= thick and x1 - x0 >= y1 - y0:
            self._strokes.append((x0, (y0 + y1) / 2, x1, (y0 + y1) / 2))
        elif x1 - x0 <= thick:
            self._strokes.append(((x0 + x1) / 2, y0, (x0 + x1) / 2, y1))


def _is_seen(drawn: ET.Element, name: str) -> bool:
    for each in drawn:
        if tag(each) == name:
            colour = numbers(each.get("Value"))
            return each.get("Alpha") != "0" and not (len(colour) == 3 and min(colour) >= _WHITE)
    return True


# How many numbers follow each operator of a path.
_SIZES = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


def _outlines(data: str) -> Iterator[list[tuple[float, float]]]:
    """
    The outlines of a path; of curves only the ends.
    """
    words = data.split()
    outline: list[tuple[float, float]] = []
    index = 0
    while index < len(words):
        operator = words[index]
        size = _SIZES.get(operator)
        if size is None:
            index += 1
            continue
        values = [number(each) for each in words[index + 1 : index + 1 + size]]
        index += 1 + size
        if operator == "C":
            if outline:
                outline.append(outline[0])
            continue
        if len(values) < size:
            break
        if operator in "SM":
            if outline:
                yield outline
            outline = []
        outline.append((values[-2], values[-1]))
    if outline:
        yield outline
