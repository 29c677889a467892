"""
The pages of a PDF by pdfium: runs in the child process alone.
"""

import ctypes
import math
from typing import Any

import pypdfium2_raw as pdfium

from disclint.native.calls import direct
from disclint.native.drawing import Drawing, View
from disclint.native.wire import FAR, MOST_GLYPHS, MOST_PAGES, Glyph, Refused, Sheet

# What FPDF_GetLastError says of passwords and of protection that pdfium does not know.
_ERRORS = {4: "encrypted", 5: "encrypted"}
# Characters turned by no multiple of a quarter are a stamp or a watermark.
_QUARTER, _ASLANT = math.pi / 2, 0.2
# A box so many times higher or lower than the last ones is compared with its font, than which it may be so much higher.
_LARGE, _EMS, _MEMORY = 1.6, 1.3, 16
_SMALL, _BELOW = 0.6, 0.12
# pdfium's own line ends, and its sign for the hyphen that ends a line.
_LINE_ENDS, _HYPHEN = frozenset((10, 13)), 2
_CONTROL, _NAMELESS = 32, frozenset((0, 0xFFFD, 0xFFFE))
_DAMAGE = "\ufffd"
_HIGH, _LOW, _AFTER, _ASTRAL = 0xD800, 0xDC00, 0xE000, 0x10000

_unicode = direct("FPDFText_GetUnicode", ctypes.c_uint)
_angle = direct("FPDFText_GetCharAngle", ctypes.c_float)
_loose_box = direct("FPDFText_GetLooseCharBox")


def pages(data: bytes) -> list[Sheet]:
    """
    The pages that `data` holds.

    Raises Refused: `damaged`, `encrypted`, `pages` (too many), `crowded` (too much on them).
    """
    document = opened(data)
    try:
        count = pdfium.FPDF_GetPageCount(document)
        if count > MOST_PAGES:
            raise Refused("pages")
        found: list[Sheet] = []
        glyphs = 0
        for number in range(count):
            found.append(sheet(document, number))
            glyphs += len(found[-1].glyphs)
            if glyphs > MOST_GLYPHS:
                raise Refused("crowded")
    finally:
        pdfium.FPDF_CloseDocument(document)
    if not any(each.width for each in found):
        raise Refused("damaged")
    return found


def opened(data: bytes) -> Any:
    """
    The document that `data` is; pdfium needs the bytes as long as it is open.  Raises Refused.
    """
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise Refused(_ERRORS.get(pdfium.FPDF_GetLastError(), "damaged"))
    return document


def sheet(document: Any, number: int) -> Sheet:
    """
    A page of a document.
    """
    page = pdfium.FPDF_LoadPage(document, number)
    if not page:
        # One page that is beyond repair does not hide the others.
        return Sheet()
    try:
        view = View(page)
        drawing = Drawing(page, view)
        text = _Text(page, view)
        area = max(1.0, view.width * view.height)
        # Characters that are not drawn lie over a picture for those who copy text from it.
        recognised = drawing.pictured * 2 > area and drawing.is_unseen()
        return Sheet(view.width, view.height, text.glyphs, drawing.strokes, text.nameless,
                     min(1.0, drawing.pictured / area), recognised, text.turn(view.turn), drawing.pictures)  # fmt: skip
    finally:
        pdfium.FPDF_ClosePage(page)


class _Text:
    """
    The characters of a page; `nameless` are those of which only the shape is known.
    """

    def __init__(self, page: Any, view: View) -> None:
        self.glyphs: list[Glyph] = []
        self.nameless = 0
        self._turned = [0, 0, 0, 0]
        self._high = 0
        text = pdfium.FPDFText_LoadPage(page)
        if not text:
            return
        try:
            count = max(0, pdfium.FPDFText_CountChars(text))
            if count > MOST_GLYPHS:
                raise Refused("crowded")
            self._read(text, count, view)
        finally:
            pdfium.FPDFText_ClosePage(text)

    def turn(self, shown: int) -> int:
        """
        By how many quarters clockwise most characters are turned on the page, which is `shown` turned itself.
        """
        upright = len(self.glyphs) - sum(self._turned)
        most = max(range(4), key=self._turned.__getitem__)
        return (shown + (most if self._turned[most] > upright else 0)) % 4 if self.glyphs else 0

    def _read(self, text: Any, count: int, view: View) -> None:
        rect = pdfium.FS_RECTF()
        pointer = ctypes.byref(rect)
        usual = 0.0
        high: dict[int, bool] = {}
        for index in range(count):
            code = _unicode(text, index)
            char = chr(code) if _CONTROL <= code < _HIGH else self._char(code)
            if not char:
                continue
            angle = _angle(text, index)
            if (angle > 0 and not self._is_straight(angle)) or not _loose_box(text, index, pointer):
                continue
            size = rect.top - rect.bottom
            # Some versions of pdfium give every character the height of all that its font can draw.
            height = int(size * 10)
            if size > _LARGE * usual > 0 or size < _SMALL * usual or high.get(height, True):
                high[height] = _mend(text, index, rect)
                size = rect.top - rect.bottom
            usual += (size - usual) / _MEMORY if usual else size
            x0, y0, x1, y1 = view.box(rect.left, rect.bottom, rect.right, rect.top)
            if -FAR < x0 < x1 < FAR and -FAR < y0 < y1 < FAR:
                self.glyphs.append((char, x0, y0, x1, y1))

    def _char(self, code: int) -> str:
        """
        The character of an unusual code; nothing for line ends and for the first half of one that comes in two.
        """
        if code >= _AFTER and code not in _NAMELESS:
            return chr(code)
        if code in _LINE_ENDS:
            return ""
        if code == _HYPHEN:
            return "-"
        if _HIGH <= code < _LOW:
            self._high = code
            return ""
        if _LOW <= code < _AFTER and self._high:
            code, self._high = _ASTRAL + ((self._high - _HIGH) << 10) + code - _LOW, 0
            return chr(code)
        self.nameless += 1
        return _DAMAGE

    def _is_straight(self, angle: float) -> bool:
        quarters, rest = divmod(angle + _ASLANT, _QUARTER)
        self._turned[int(quarters) % 4] += rest <= 2 * _ASLANT and int(quarters) % 4 > 0
        return rest <= 2 * _ASLANT


def _mend(text: Any, index: int, rect: Any) -> bool:
    """
    Mend a box that is much higher or lower than its font; whether it was higher.

    pdfium forgets to scale the boxes of fonts for vertical writing, and gives some characters of fonts made of
    drawings the box of the drawing: a level stroke, say.
    """
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text, index, matrix):
        return False
    em = pdfium.FPDFText_GetFontSize(text, index) * max(
        math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
    )
    height = rect.top - rect.bottom
    if _SMALL * em < height <= _EMS * em:
        return False
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top):
        return False
    is_high = bool(height > em)
    if is_high:
        rect.bottom, rect.top = bottom.value, top.value
        if rect.right - rect.left > _EMS * em:
            rect.left, rect.right = left.value, right.value
    x, y = ctypes.c_double(), ctypes.c_double()
    if matrix.b == 0 and pdfium.FPDFText_GetCharOrigin(text, index, x, y):
        # Most characters reach a little below the line on which they stand.
        rect.bottom, rect.top = (
            min(y.value - _BELOW * em, rect.bottom),
            max(y.value + (1 - _BELOW) * em, rect.top),
        )
    return is_high
