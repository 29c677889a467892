"""
The pages of a scanned PDF, or of a picture, read by RapidOCR: runs in a child process of its own alone.

The models come with the package; nothing is fetched.
"""

from typing import Any

import cv2
import numpy as np
import pypdfium2_raw as pdfium
from rapidocr import RapidOCR

from disclint.native.pdf import opened, sheet
from disclint.native.wire import Glyph, Refused, Sheet, Stroke, is_scanned

# Pixels in a point, of pages that are drawn to be read.
_SCALE = 2.5
_MOST_PAGES = 40
_MOST_PIXELS = 40_000_000
# A picture without a size of its own is taken for a page as wide as this, in points.
_PAGE_WIDTH = 595.0
# What the recogniser is less sure of is no character.
_SURE = 0.5
# Dark stretches as long as this, and as thin, in points, are lines.
_LONG, _THIN, _DARK = 16.0, 4.0, 160
# Letters and digits are about so wide in heights of ideographs; text so much higher than wide stands upright.
_NARROW, _UPRIGHT = 0.55, 1.8


def pages(data: bytes) -> list[Sheet]:
    """
    The pages of a PDF, those without text read from their picture; or the one page that a picture is.

    Raises Refused as `native.pdf`, and `pages` beyond forty of them.
    """
    engine = RapidOCR()
    if b"%PDF-" not in data[:1024]:
        picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
        if picture is None:
            raise Refused("damaged")
        if picture.shape[0] * picture.shape[1] > _MOST_PIXELS:
            raise Refused("crowded")
        return [_read(engine, picture, picture.shape[1] / _PAGE_WIDTH)]
    document = opened(data)
    try:
        count = pdfium.FPDF_GetPageCount(document)
        if count > _MOST_PAGES:
            raise Refused("pages")
        found = []
        for number in range(count):
            printed = sheet(document, number)
            scanned = is_scanned(len(printed.glyphs), printed.pictured)
            found.append(_read(engine, _drawn(document, number), _SCALE) if scanned else printed)
    finally:
        pdfium.FPDF_CloseDocument(document)
    return found


def _drawn(document: Any, number: int) -> Any:
    """
    A page as a picture: rows of pixels of blue, green, red.
    """
    page = pdfium.FPDF_LoadPage(document, number)
    try:
        width = int(pdfium.FPDF_GetPageWidthF(page) * _SCALE)
        height = int(pdfium.FPDF_GetPageHeightF(page) * _SCALE)
        if not 0 < width * height <= _MOST_PIXELS:
            raise Refused("crowded")
        picture = np.full((height, width, 3), 255, np.uint8)
        bitmap = pdfium.FPDFBitmap_CreateEx(
            width, height, pdfium.FPDFBitmap_BGR, picture.ctypes.data, width * 3
        )
        try:
            pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, 0)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
    finally:
        pdfium.FPDF_ClosePage(page)
    return picture


def _read(engine: Any, picture: Any, scale: float) -> Sheet:
    found = engine(picture)
    glyphs: list[Glyph] = []
    if found.boxes is not None:
        for corners, text, sure in zip(found.boxes, found.txts, found.scores, strict=True):
            if sure >= _SURE and text:
                xs, ys = corners[:, 0] / scale, corners[:, 1] / scale
                glyphs.extend(
                    _spread(text, float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max()))
                )
    height, width = picture.shape[:2]
    boxes = (
        []
        if found.boxes is None
        else [(*each.min(axis=0), *each.max(axis=0)) for each in found.boxes / scale]
    )
    # The long strokes of large characters are no lines.
    strokes = [each for each in _lines(picture, scale) if not any(_holds(box, each) for box in boxes)]
    return Sheet(width / scale, height / scale, glyphs, strokes, 0, 1.0, recognised=True)


def _holds(box: Stroke, stroke: Stroke) -> bool:
    return bool(box[0] - 1 <= stroke[0] and stroke[2] <= box[2] + 1 and box[1] - 1 <= stroke[1] and stroke[3] <= box[3] + 1)  # fmt: skip


def _spread(text: str, x0: float, y0: float, x1: float, y1: float) -> list[Glyph]:
    """
    The characters of a text side by side in its box, or below each other if it is so much higher than wide.
    """
    weights = [_NARROW if each.isascii() else 1.0 for each in text]
    whole = sum(weights)
    upright = len(text) > 1 and y1 - y0 > _UPRIGHT * (x1 - x0)
    glyphs: list[Glyph] = []
    at = 0.0
    for char, weight in zip(text, weights, strict=True):
        start, end = at / whole, (at + weight) / whole
        if upright:
            glyphs.append((char, x0, y0 + start * (y1 - y0), x1, y0 + end * (y1 - y0)))
        else:
            glyphs.append((char, x0 + start * (x1 - x0), y0, x0 + end * (x1 - x0), y1))
        at += weight
    return glyphs


def _lines(picture: Any, scale: float) -> list[Stroke]:
    """
    The level and upright lines of a picture.
    """
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    dark = (grey < _DARK).astype(np.uint8)
    length = max(3, int(_LONG * scale))
    strokes: list[Stroke] = []
    for level in (True, False):
        kernel = np.ones((1, length) if level else (length, 1), np.uint8)
        kept = cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel)
        _, _, boxes, _ = cv2.connectedComponentsWithStats(kept)
        for x, y, width, height, _ in boxes[1:]:
            if (height if level else width) <= _THIN * scale:
                middle = (y + height / 2) / scale if level else (x + width / 2) / scale
                strokes.append(
                    (x / scale, middle, (x + width) / scale, middle)
                    if level
                    else (middle, y / scale, middle, (y + height) / scale)
                )
    return strokes
