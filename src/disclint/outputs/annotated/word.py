"""
A Word document with a comment at each finding, on the exact characters or in the empty cell; its text stays as it is.

Comments of others stay, too; its own from an earlier time make way for the new ones.

Needs python-docx (the extra `[word]`); it is imported when the first document is written.
"""

from bisect import bisect_right
from collections.abc import Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any

from attrs import define

from disclint.errors import UsageError
from disclint.outputs import checklist
from disclint.outputs.annotated import words
from disclint.outputs.annotated.cells import cell_named
from disclint.outputs.view import View
from disclint.readers.word.changes import OWN as AUTHOR
from disclint.readers.word.names import W
from disclint.result import Result
from disclint.source import Span

__all__ = ["AUTHOR", "annotated"]

_RUN, _TEXT, _PARAGRAPH, _RUN_PROPERTIES = f"{W}r", f"{W}t", f"{W}p", f"{W}rPr"
_REFERENCE = f"{W}commentReference"
_MARKS = (f"{W}commentRangeStart", f"{W}commentRangeEnd", _REFERENCE)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def annotated(content: bytes, result: Result, view: View) -> bytes:
    """
    The document in `content`, from which `result` was made, with comments.

    Raises UsageError if python-docx is not there or cannot open the document.
    """
    document = _opened(content)
    body = document.element.body
    _clear(document, body)
    texts = _Texts.of(body)
    for each in result.diagnostics:
        ends = _anchor(result, each.span, texts, body)
        told = checklist.printable("\n".join(words.lines(each, view)))
        document.add_comment(
            [_run(each, document) for each in ends], told, author=AUTHOR, initials=AUTHOR[:2]
        )
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _clear(document: Any, body: Any) -> None:
    """
    Takes away what an earlier `annotated` wrote.
    """
    if next(body.iter(_REFERENCE), None) is None:
        return
    own = {str(each.comment_id): each for each in document.comments if each.author == AUTHOR}
    if not own:
        return
    for each in own.values():
        element = each._comment_elm  # noqa: SLF001 - python-docx cannot take a comment away
        element.getparent().remove(element)
    for each in list(body.iter(*_MARKS)):
        if each.get(f"{W}id") in own:
            run = each.getparent()
            run.remove(each)
            # The run that held the reference holds nothing else.
            if each.tag == _REFERENCE and all(other.tag == _RUN_PROPERTIES for other in run):
                run.getparent().remove(run)


@define
class _Texts:
    """
    The `w:t` elements of a document in order, with the offset of each in the text of all.
    """

    elements: list[Any]
    starts: list[int]

    @classmethod
    def of(cls, body: Any) -> "_Texts":
        """
        Those below `body`.
        """
        elements = list(body.iter(_TEXT))
        starts, at = [], 0
        for each in elements:
            starts.append(at)
            at += len(each.text or "")
        return cls(elements, starts)

    def between(self, first: int, last: int) -> Sequence[Any]:
        """
        The elements that are exactly the characters from `first` to `last`: runs are split where these begin and end.
        """
        self._split(first)
        self._split(last)
        return [
            each
            for start, each in zip(self.starts, self.elements, strict=True)
            if each.text and start < last and first < start + len(each.text)
        ]

    def near(self, at: int) -> Any | None:
        """
        The element with characters that is nearest to an offset, the one behind it before the one in front.
        """
        written = [(start, each) for start, each in zip(self.starts, self.elements, strict=True) if each.text]
        behind = next((each for start, each in written if start >= at), None)
        return behind if behind is not None or not written else written[-1][1]

    def _split(self, at: int) -> None:
        index = bisect_right(self.starts, at) - 1
        # Elements without characters begin where the next one does.
        if index < 0 or not self.elements[index].text:
            return
        element, inside = self.elements[index], at - self.starts[index]
        run = element.getparent()
        if inside >= len(element.text) or _outermost(element) is not run:
            return
        before = [each for each in element.itersiblings(preceding=True) if each.tag != _RUN_PROPERTIES]
        if not inside and not before:
            return
        rest = run.makeelement(run.tag, dict(run.attrib), nsmap=run.nsmap)
        properties = run.find(_RUN_PROPERTIES)
        if properties is not None:
            rest.append(deepcopy(properties))
        following = list(element.itersiblings())
        if inside:
            second = deepcopy(element)
            second.text, element.text = element.text[inside:], element.text[:inside]
            for each in (element, second):
                each.set(_SPACE, "preserve")
            self.elements.insert(index + 1, second)
            self.starts.insert(index + 1, at)
            rest.append(second)
        else:
            rest.append(element)
        rest.extend(following)
        run.addnext(rest)


def _anchor(result: Result, span: Span, texts: _Texts, body: Any) -> tuple[Any, Any]:
    """
    The first and the last run of a place; what has no characters is its cell, or what stands next to it.
    """
    first, last = result.source.file_range(span) if result.source else (0, 0)
    found = texts.between(first, last) if first < last else []
    if found:
        return _outermost(found[0]), _outermost(found[-1])
    block = result.locate(span).block
    cell = cell_named(body, block) if block is not None and not span else None
    paragraph = None if cell is None else cell.find(_PARAGRAPH)
    if paragraph is not None and not any(each.text for each in paragraph.iter(_TEXT)):
        run = paragraph.makeelement(_RUN, nsmap=paragraph.nsmap)
        paragraph.append(run)
        return run, run
    near = texts.near(first)
    run = _empty_run(body) if near is None else _outermost(near)
    return run, run


def _empty_run(body: Any) -> Any:
    """
    A run without characters at the beginning of a document that has none of its own, but takes in another.
    """
    paragraph = body.find(_PARAGRAPH)
    if paragraph is None:
        paragraph = body.makeelement(_PARAGRAPH, nsmap=body.nsmap)
        body.insert(0, paragraph)
    run = paragraph.makeelement(_RUN, nsmap=paragraph.nsmap)
    paragraph.append(run)
    return run


def _outermost(element: Any) -> Any:
    # A comment cannot lie in a text box, nor in the letters above others: it goes to the run that holds them.
    return [each for each in element.iterancestors() if each.tag == _RUN][-1]


def _run(element: Any, document: Any) -> Any:
    from docx.text.run import Run  # noqa: PLC0415

    return Run(element, document)


def _opened(content: bytes) -> Any:
    try:
        import docx  # noqa: PLC0415 - slow to import, and an extra
    except ImportError as error:
        raise UsageError(
            "writing comments into Word documents needs python-docx, which is not installed",
            "pip install 'disclint[word]', or write a page: -o FILE.html",
            zh=(
                "在 Word 文件里写批注需要 python-docx，还没有安装",
                "请运行 pip install 'disclint[word]'，或者输出网页: -o 文件.html",
            ),
        ) from error
    try:
        return docx.Document(BytesIO(content))
    except Exception as error:  # python-docx raises whatever it trips over
        raise UsageError(
            f"python-docx cannot open the document: {type(error).__name__}",
            "save it anew as .docx in Word or WPS, or write a page: -o FILE.html",
            zh=(
                f"python-docx 打不开这个文件（{type(error).__name__}）",
                "请在 Word 或 WPS 里另存为 .docx，或者输出网页: -o 文件.html",
            ),
        ) from error
