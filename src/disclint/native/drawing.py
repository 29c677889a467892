"""
The straight lines of a PDF page by pdfium, and how it is turned to be shown: runs in the child process alone.
"""

import ctypes
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

import pypdfium2_raw as pdfium

from disclint.native.calls import Handle, direct
from disclint.native.dots import THIN, Lengths, is_dashed
from disclint.native.wire import FAR, MOST_PICTURES, MOST_STROKES, Refused, Stroke, is_large

# A level line may be this much askew, in points and of its length.
_ASKEW, _SLOPE = 0.6, 0.01
# Forms in forms, as deep as these.
_DEEPEST = 8
_INVISIBLE = 3
# A path with no more points is a line or a rectangle.
_RECTANGLE = 6
_WHITE = 250
_TEXT, _PATH, _MOVE = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_SEGMENT_MOVETO

_object = direct("FPDFPage_GetObject", Handle)
_form_object = direct("FPDFFormObj_GetObject", Handle)
_form_objects = direct("FPDFFormObj_CountObjects")
_kind = direct("FPDFPageObj_GetType")
_render_mode = direct("FPDFTextObj_GetTextRenderMode")
_bounds = direct("FPDFPageObj_GetBounds")
_matrix = direct("FPDFPageObj_GetMatrix")
_mode = direct("FPDFPath_GetDrawMode")
_stroke_colour = direct("FPDFPageObj_GetStrokeColor")
_fill_colour = direct("FPDFPageObj_GetFillColor")
_points = direct("FPDFPath_CountSegments")
_segment = direct("FPDFPath_GetPathSegment", Handle)
_point = direct("FPDFPathSegment_GetPoint")
_sort = direct("FPDFPathSegment_GetType")
_closes = direct("FPDFPathSegment_GetClose")

# a, b, c, d, e, f of x' = ax + cy + e, y' = bx + dy + f.
_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class View:
    """
    From the coordinates of the page to those of the page as it is shown.
    """

    def __init__(self, page: Any) -> None:
        box = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, box)
        self.left, self.top, self.right, self.bottom = box.left, box.top, box.right, box.bottom
        self.turn = pdfium.FPDFPage_GetRotation(page) % 4
        self.width = float(pdfium.FPDF_GetPageWidthF(page))
        self.height = float(pdfium.FPDF_GetPageHeightF(page))

    def point(self, x: float, y: float) -> tuple[float, float]:
        """
        A point as it is shown.
        """
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Stroke:
        """
        A box as it is shown: left, top, right, bottom.
        """
        if self.turn == 0 and x0 <= x1 and y0 <= y1:
            return x0 - self.left, self.top - y1, x1 - self.left, self.top - y0
        first, second = self.point(x0, y0), self.point(x1, y1)
        return (
            min(first[0], second[0]), min(first[1], second[1]),
            max(first[0], second[0]), max(first[1], second[1]),
        )  # fmt: skip


class Drawing:
    """
    The straight lines of a page, how much of it pictures cover, and where the large ones are.
    """

    def __init__(self, page: Any, view: View) -> None:
        self.strokes: list[Stroke] = []
        self.pictured = 0.0
        self.pictures: list[Stroke] = []
        self._texts: list[Handle] = []
        self._view = view
        self._floats = (ctypes.c_float * 4)()
        self._matrix = pdfium.FS_MATRIX()
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._modes = [ctypes.c_int() for _ in range(2)]
        # Each by itself, for the browser's pdfium cannot be told a place inside of something.
        self._to_floats = tuple(
            ctypes.byref(ctypes.c_float.from_buffer(self._floats, 4 * each)) for each in range(4)
        )
        self._to_colour, self._to_modes = (
            tuple(map(ctypes.byref, each)) for each in (self._colour, self._modes)
        )
        self._to_matrix = ctypes.byref(self._matrix)
        self._lengths = Lengths()
        self._walk(partial(_object, page), pdfium.FPDFPage_CountObjects(page), _IDENTITY, 0)

    def is_unseen(self) -> bool:
        """
        Whether most texts are not drawn; only while the page is open.
        """
        unseen: int = sum(_render_mode(each) == _INVISIBLE for each in self._texts)
        return unseen * 2 > len(self._texts)

    def _walk(self, objects: Callable[[int], Any], count: int, within: _Matrix, depth: int) -> None:
        # The last object that was asked for its box: mostly it is the next one.
        asked, known, its = -1, Handle(), (0.0, 0.0, 0.0, 0.0)

        def boundary(at: int) -> Stroke:
            nonlocal asked, known, its
            asked, known = at, objects(at)
            its = self._boundary(known)
            return its

        texts = self._texts
        index = 0
        while index < count:
            each, box = (known, its) if index == asked else (objects(index), None)
            index += 1
            kind = _kind(each)
            if kind == _TEXT:
                texts.append(each)
            elif kind == _PATH:
                dot = self._path(each, within, box)
                if dot is not None:
                    box, index = self._lengths.line(dot, boundary, index, count)
                    self._surface(self._shown(box, within))
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._picture(*self._placed(each, within))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                inside = partial(_form_object, each)
                self._walk(inside, _form_objects(each), self._placed(each, within), depth + 1)

    def _picture(self, a: float, b: float, c: float, d: float, e: float, f: float) -> None:
        self.pictured += abs(a * d - b * c)
        box = self._view.box(
            e + min(a, 0.0) + min(c, 0.0), f + min(b, 0.0) + min(d, 0.0),
            e + max(a, 0.0) + max(c, 0.0), f + max(b, 0.0) + max(d, 0.0),
        )  # fmt: skip
        if is_large(box) and len(self.pictures) < MOST_PICTURES:
            self.pictures.append(box)

    def _placed(self, object_: Any, within: _Matrix) -> _Matrix:
        if not _matrix(object_, self._to_matrix):
            return within
        m = self._matrix
        a, b, c, d, e, f = within
        return (
            a * m.a + c * m.b, b * m.a + d * m.b, a * m.c + c * m.d, b * m.c + d * m.d,
            a * m.e + c * m.f + e, b * m.e + d * m.f + f,
        )  # fmt: skip

    def _path(self, path: Any, within: _Matrix, box: Stroke | None) -> Stroke | None:
        """
        Take down the lines of a path, whose box may be known; the box of one that is a dot comes back.
        """
        if len(self.strokes) > MOST_STROKES:
            raise Refused("crowded")
        fill, stroke = self._modes
        _mode(path, *self._to_modes)
        if stroke.value and self._is_seen(path, _stroke_colour):
            for outline in self._outlines(path, self._placed(path, within)):
                for first, second in pairwise(outline):
                    self._line(first, second)
        elif fill.value and self._is_seen(path, _fill_colour):
            box = box or self._boundary(path)
            if box[2] - box[0] <= THIN and box[3] - box[1] <= THIN:
                return box
            count = _points(path)
            if count <= _RECTANGLE or (
                min(box[2] - box[0], box[3] - box[1]) <= THIN and self._is_dashed(path, box, count)
            ):
                self._surface(self._shown(box, within))
            else:
                self._surfaces(self._outlines(path, self._placed(path, within)))
        if len(self.strokes) > MOST_STROKES:
            raise Refused("crowded")
        return None

    def _boundary(self, object_: Any) -> Stroke:
        """
        Left, bottom, right and top of an object, before what it is in is placed.
        """
        _bounds(object_, *self._to_floats)
        left, bottom, right, top = self._floats[:]
        return left, bottom, right, top

    def _shown(self, box: Stroke, within: _Matrix) -> Stroke:
        if within is _IDENTITY:
            return self._view.box(*box)
        a, b, c, d, e, f = within
        x0, y0, x1, y1 = box
        return self._view.box(
            a * x0 + c * y0 + e, b * x0 + d * y0 + f, a * x1 + c * y1 + e, b * x1 + d * y1 + f
        )

    def _is_seen(self, path: Any, colour: Any) -> bool:
        red, green, blue, alpha = self._colour
        if not colour(path, *self._to_colour):
            return True
        return alpha.value > 0 and (red.value < _WHITE or green.value < _WHITE or blue.value < _WHITE)

    def _is_dashed(self, path: Any, box: Stroke, count: int) -> bool:
        """
        Whether the outlines of a path in a box are the dashes of a line.
        """
        a, b, c, d, e, f = self._placed(path, _IDENTITY)
        to_x, to_y = self._to_floats[:2]

        def begins(index: int) -> tuple[float, float] | None:
            segment = _segment(path, index)
            if _sort(segment) != _MOVE or not _point(segment, to_x, to_y):
                return None
            x, y = self._floats[:2]
            return a * x + c * y + e, b * x + d * y + f

        return is_dashed(box[2] - box[0], box[3] - box[1], count, begins)

    def _outlines(self, path: Any, matrix: _Matrix) -> list[list[tuple[float, float]]]:
        a, b, c, d, e, f = matrix
        floats = self._floats
        found: list[list[tuple[float, float]]] = []
        to_x, to_y = self._to_floats[:2]
        count = _points(path)
        if count > MOST_STROKES:
            raise Refused("crowded")
        for index in range(count):
            segment = _segment(path, index)
            if not _point(segment, to_x, to_y):
                continue
            point = self._view.point(a * floats[0] + c * floats[1] + e, b * floats[0] + d * floats[1] + f)
            if _sort(segment) == _MOVE or not found:
                found.append([])
            found[-1].append(point)
            if _closes(segment) and found[-1][0] != point:
                found[-1].append(found[-1][0])
        return found

    def _surfaces(self, outlines: list[list[tuple[float, float]]]) -> None:
        boxes = []
        for outline in outlines:
            xs, ys = [x for x, _ in outline], [y for _, y in outline]
            boxes.append((min(xs), min(ys), max(xs), max(ys)))
        for box in boxes:
            if not self._surface(box) and any(_frames(box, other) for other in boxes):
                # A frame that is the surface between two rectangles.
                x0, y0, x1, y1 = box
                for line in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
                    self._add(*line)

    def _surface(self, box: Stroke) -> bool:
        """
        Whether a surface is so thin that it is a line; a dot may be a piece of a level and of an upright one.
        """
        x0, y0, x1, y1 = box
        width, height = x1 - x0, y1 - y0
        if min(width, height) > THIN:
            return False
        if height <= THIN and width * 2 > height:
            self._add(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
        if width <= THIN and height * 2 > width:
            self._add((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
        return True

    def _line(self, first: tuple[float, float], second: tuple[float, float]) -> None:
        x0, x1 = min(first[0], second[0]), max(first[0], second[0])
        y0, y1 = min(first[1], second[1]), max(first[1], second[1])
        if y1 - y0 <= max(_ASKEW, (x1 - x0) * _SLOPE):
            self._add(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
        elif x1 - x0 <= max(_ASKEW, (y1 - y0) * _SLOPE):
            self._add((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)

    def _add(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if x0 > -FAR and x1 < FAR and y0 > -FAR and y1 < FAR:
            self.strokes.append((x0, y0, x1, y1))


def _frames(outer: Stroke, inner: Stroke) -> bool:
    gaps = (inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])
    return outer != inner and all(0 <= gap <= THIN for gap in gaps)
