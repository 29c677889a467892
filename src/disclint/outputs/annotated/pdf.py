"""
A PDF with its findings as highlights on the exact characters, each with a note; what the pages say stays as it is.

Notes of others stay, too; its own from an earlier time make way for the new ones.

Needs pikepdf (the extra `[pdf]`); it is imported when the first PDF is written.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from attrs import frozen

from disclint.diagnostics import ERROR, INFO, WARNING
from disclint.errors import UsageError
from disclint.outputs import checklist
from disclint.outputs.annotated import appearance, words
from disclint.outputs.annotated.word import AUTHOR
from disclint.outputs.view import View
from disclint.result import Result
from disclint.source import Place, Span

_COLOURS = {ERROR: (1, 0.62, 0.6), WARNING: (1, 0.87, 0.45), INFO: (0.6, 0.83, 1)}
# Printed with the page.
_PRINT = 4
# Points; a note beside an empty place, and the margin that one about the whole report stands in.
_ICON, _LEAST, _MARGIN = 18.0, 8.0, 12.0
_MOST_LINES = 40
# A page that does not say how large it is, as readers have it.
_LETTER = (0.0, 0.0, 612.0, 792.0)

# Left, top, right, bottom in points from the upper left corner of the page as it is shown.
Box = tuple[float, float, float, float]


@frozen
class _Paper:
    """
    A page, and the way from what is shown of it to its own coordinates; `turn` is by quarters clockwise.
    """

    page: Any
    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @classmethod
    def of(cls, page: Any) -> "_Paper":
        """
        The page, as far as it is shown.
        """
        media = _upright(page.mediabox) or list(_LETTER)
        crop = _upright(page.cropbox) or media
        left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
        right, top = min(media[2], crop[2]), min(media[3], crop[3])
        return cls(page, left, bottom, right, top, _turn(page.obj))

    @property
    def width(self) -> float:
        """
        How wide it is as it is shown.
        """
        return self.top - self.bottom if self.turn % 2 else self.right - self.left

    def point(self, x: float, y: float) -> tuple[float, float]:
        """
        A point that is shown, in the page's own coordinates.
        """
        if self.turn == 0:
            return self.left + x, self.top - y
        if self.turn == 1:
            return self.left + y, self.bottom + x
        if self.turn == 2:
            return self.right - x, self.bottom + y
        return self.right - y, self.top - x

    def quad(self, box: Box) -> list[float]:
        """
        The corners of a box: upper left, upper right, lower left, lower right, as a reader sees them.
        """
        left, top, right, bottom = box
        corners = ((left, top), (right, top), (left, bottom), (right, bottom))
        return [each for corner in corners for each in self.point(*corner)]


def annotated(content: bytes, result: Result, view: View) -> bytes:
    """
    The PDF in `content`, from which `result` was made, with highlights.

    Raises UsageError if pikepdf is not there or cannot open the file, and if who made it allows no notes in it.
    """
    pikepdf = _library()
    try:
        document = pikepdf.open(BytesIO(content))
    except pikepdf.PdfError as error:
        raise UsageError(
            f"pikepdf cannot open the file: {error}",
            "write a page instead: -o FILE.html",
            zh=(f"pikepdf 打不开这个文件：{error}", "请改为输出网页: -o 文件.html"),
        ) from error
    with document:
        if document.is_encrypted and not (
            document.allow.modify_annotation or document.owner_password_matched
        ):
            raise UsageError(
                "who made this PDF allows no notes in it (it may be read, but has a password for changes)",
                "annotate the report's Word document, or a PDF without that password; or write a page: -o FILE.html",
                zh=(
                    "这个 PDF 可以看，但设了权限密码，不许添加批注",
                    "请批注报告的 Word 文件，或取消权限密码另存后再批注；也可以改为输出网页: -o 文件.html",
                ),
            )
        papers = [_Paper.of(each) for each in document.pages]
        for paper in papers:
            _clear(paper.page)
        for number, each in enumerate(result.diagnostics, 1):
            told = checklist.printable("\n".join(words.lines(each, view)))
            for page, shape in _shapes(result, each.span, papers).items():
                made = shape | {
                    "/Type": pikepdf.Name("/Annot"),
                    "/Subtype": pikepdf.Name(shape["/Subtype"]),
                    "/Contents": told,
                    "/T": AUTHOR,
                    "/NM": f"{AUTHOR}-{number}-{page}",
                    "/C": list(_COLOURS[each.severity]),
                    "/F": _PRINT,
                }
                made["/AP"] = pikepdf.Dictionary(N=_drawn(document, made))
                _add(document, papers[page].page, pikepdf.Dictionary(made))
        written = BytesIO()
        # What else is not allowed stays so.
        document.save(written, encryption=document.is_encrypted)
    return written.getvalue()


def lines(boxes: Iterable[Box]) -> Iterator[Box]:
    """
    Boxes of characters in their order, those that follow each other on one line made one.
    """
    last: Box | None = None
    for each in boxes:
        if last is not None and _is_next(last, each):
            last = (last[0], min(last[1], each[1]), max(last[2], each[2]), max(last[3], each[3]))
        else:
            if last is not None:
                yield last
            last = each
    if last is not None:
        yield last


def _is_next(last: Box, box: Box) -> bool:
    height = last[3] - last[1]
    overlap = min(last[3], box[3]) - max(last[1], box[1])
    return overlap > height / 2 and -height < box[0] - last[2] < height


def _shapes(result: Result, span: Span, papers: Sequence[_Paper]) -> Mapping[int, dict[str, Any]]:
    """
    By page, from 0, what is drawn: a highlight; a note beside a place without characters, or in the corner of the first page.
    """
    source = result.source
    places = source.met(span) if source is not None and source.places and span != Span(0, 0) else ()
    found: dict[int, list[Box]] = {}
    for each in places:
        if each.page is not None and each.box is not None and each.page <= len(papers):
            found.setdefault(each.page - 1, []).append(each.box)
    if not found:
        return {0: _note(papers[0], (_MARGIN, _MARGIN))} if papers else {}
    if not span:
        page, boxes = next(iter(found.items()))
        return {
            page: _note(papers[page], _corner(boxes[0], places[0], papers[page]), _size(boxes[0], places[0]))
        }
    shown = {page: list(lines(boxes)) for page, boxes in found.items()}
    if sum(map(len, shown.values())) > _MOST_LINES:
        # A page in one colour shows nothing: where all of a table is meant, its beginning will do.
        page, boxes = next(iter(shown.items()))
        shown = {page: boxes[:1]}
    return {page: _highlight(papers[page], boxes) for page, boxes in shown.items()}


def _highlight(paper: _Paper, boxes: Sequence[Box]) -> dict[str, Any]:
    quads = [each for box in boxes for each in paper.quad(box)]
    return {"/Subtype": "/Highlight", "/QuadPoints": quads, "/Rect": _around(quads)}


def _corner(box: Box, place: Place, paper: _Paper) -> tuple[float, float]:
    """
    Where a note about a place without characters begins: in an empty cell or page, behind what is written.
    """
    left, top, right, _ = box
    beside = right if place.length else max(left, right - _size(box, place))
    return min(beside, paper.width - _ICON - _MARGIN), max(top, _MARGIN)


def _size(box: Box, place: Place) -> float:
    # What a note in a cell covers is the cell's alone.
    left, top, right, bottom = box
    return _ICON if place.length else max(_LEAST, min(_ICON, right - left, bottom - top))


def _note(paper: _Paper, corner: tuple[float, float], size: float = _ICON) -> dict[str, Any]:
    x, y = corner
    return {"/Subtype": "/Text", "/Rect": _around(paper.quad((x, y, x + size, y + size)))}


def _drawn(document: Any, made: Mapping[str, Any]) -> Any:
    """
    The drawing of an annotation, with the state that lets the words below it show.
    """
    pikepdf = _library()
    quads = made.get("/QuadPoints")
    rect, colour = made["/Rect"], made["/C"]
    drawing = appearance.note(rect, colour) if quads is None else appearance.highlight(quads, colour)
    seen_through = pikepdf.Dictionary(Type=pikepdf.Name("/ExtGState"), BM=pikepdf.Name("/Multiply"))
    return pikepdf.Stream(
        document, drawing, Type=pikepdf.Name("/XObject"), Subtype=pikepdf.Name("/Form"), BBox=pikepdf.Array(rect),
        Group=pikepdf.Dictionary(S=pikepdf.Name("/Transparency")),
        Resources=pikepdf.Dictionary(ExtGState=pikepdf.Dictionary(M=seen_through)),
    )  # fmt: skip


def _around(points: Sequence[float]) -> list[float]:
    return [min(points[::2]), min(points[1::2]), max(points[::2]), max(points[1::2])]


def _clear(page: Any) -> None:
    """
    Takes away what an earlier `annotated` wrote.
    """
    notes = page.obj.get("/Annots")
    if not isinstance(notes, _library().Array):
        return
    for at in reversed(range(len(notes))):
        name = notes[at].get("/NM") if isinstance(notes[at], _library().Dictionary) else None
        if name is not None and str(name).startswith(f"{AUTHOR}-"):
            del notes[at]


def _add(document: Any, page: Any, annotation: Any) -> None:
    made = document.make_indirect(annotation)
    if isinstance(page.obj.get("/Annots"), _library().Array):
        page.obj.Annots.append(made)
    else:
        page.obj.Annots = document.make_indirect(_library().Array([made]))


def _turn(node: Any) -> int:
    # The turn may stand with the pages above; a circle of pages is nobody's parent.
    for _ in range(50):
        if "/Rotate" in node:
            # What is no number turns nothing, as readers have it.
            return int(turn) // 90 % 4 if (turn := _number(node.Rotate)) is not None else 0
        if "/Parent" not in node:
            break
        node = node.Parent
    return 0


def _upright(box: Iterable[Any]) -> list[float] | None:
    """
    A box as left, bottom, right, top; None for what is none, which readers pass over.
    """
    found = [_number(each) for each in box]
    if len(found) != 4 or None in found:
        return None
    x0, y0, x1, y1 = (float(each or 0) for each in found)
    return [min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)]


def _number(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _library() -> Any:
    try:
        import pikepdf  # noqa: PLC0415 - slow to import, and an extra
    except ImportError as error:
        raise UsageError(
            "writing notes into PDF needs pikepdf, which is not installed",
            "pip install 'disclint[pdf]', or write a page: -o FILE.html",
            zh=(
                "在 PDF 里写批注需要 pikepdf，还没有安装",
                "请运行 pip install 'disclint[pdf]'，或者输出网页: -o 文件.html",
            ),
        ) from error
    return pikepdf
