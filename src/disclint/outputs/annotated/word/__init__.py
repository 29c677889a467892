"""
A Word document with a comment at each finding, on the exact characters or in the empty cell.

Its text stays byte for byte as it is: comments are put between its bytes.  Those of others stay, too; its own from an
earlier time make way for the new ones.  Needs nothing but the standard library, so that a browser can do it.
"""

from disclint.errors import UsageError
from disclint.outputs import checklist
from disclint.outputs.annotated import words
from disclint.outputs.annotated.word import comments, package
from disclint.outputs.annotated.word.anchors import Anchors
from disclint.outputs.view import View
from disclint.readers import archive
from disclint.readers.unreadable import Unreadable
from disclint.readers.word.changes import OWN as AUTHOR
from disclint.result import Result

__all__ = ["AUTHOR", "annotated", "suffix"]

# What a document with macros is, by its package.
_MACROS = b"application/vnd.ms-word.document.macroEnabled"


def annotated(content: bytes, result: Result, view: View) -> bytes:
    """
    The document in `content`, from which `result` was made, with comments.

    Raises UsageError for a package that is not sound.
    """
    try:
        return _annotated(content, result, view)
    except Unreadable as error:
        raise UsageError(
            "comments cannot be written into this Word file, which is damaged",
            "save it anew as .docx in Word or WPS, or write a page: -o FILE.html",
            zh=(
                "这个 Word 文件有损坏，不能写批注",
                "请在 Word 或 WPS 里另存为 .docx，或者输出网页: -o 文件.html",
            ),
        ) from error


def suffix(content: bytes) -> str:
    """
    What the name of a document has to end in: Word opens one with macros under no other name than `.docm`.
    """
    try:
        types = archive.opened(content).read(package.TYPES) or b""
    except Unreadable:
        types = b""
    return ".docm" if _MACROS in types else ".docx"


def _annotated(content: bytes, result: Result, view: View) -> bytes:
    opened = package.opened(content)
    text = opened.text
    found = opened.beside("comments")
    written = comments.begun(text.namespace) if found is None else found
    if found is not None:
        comments.clear(found, text, opened.beside("commentsextended"))
    numbers = comments.numbers(written, text, len(result.diagnostics))
    anchors = Anchors.of(text, opened.body)
    said = {}
    for number, each in zip(numbers, result.diagnostics, strict=True):
        anchors.add(number, result, each.span)
        said[number] = checklist.printable("\n".join(words.lines(each, view)))
    known = comments.styles(opened.styles())
    anchors.write(known)
    comments.write(written, said, known)
    if said:
        opened.add_comments(written)
    return opened.written()
