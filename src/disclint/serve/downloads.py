"""
What can be taken away: the user's own file with comments, the report as a page with marks, the list of what to put right.

Comments go into the file as it was opened, and are about what it says; page and list are about the report as it is now.
"""

from collections.abc import Callable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import PurePath

from attrs import frozen

from disclint.errors import UsageError
from disclint.outputs.registry import OUTPUTS
from disclint.outputs.view import View
from disclint.readers import sniff
from disclint.result import Result

WORD, PDF, PAGE, WORKBOOK, LIST = "word", "pdf", "page", "xlsx", "csv"
# Those that are written into the file that was opened.
OF_THE_FILE = frozenset((WORD, PDF))
_MEDIA = {
    WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PDF: "application/pdf",
    PAGE: "text/html; charset=utf-8",
    WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    LIST: "text/csv; charset=utf-8",
}
_NAMED = {
    WORD: ("批注.docx", "comments.docx"),
    PDF: ("批注.pdf", "comments.pdf"),
    PAGE: ("标注.html", "marked.html"),
    WORKBOOK: ("整改清单.xlsx", "findings.xlsx"),
    LIST: ("整改清单.csv", "findings.csv"),
}


@frozen
class Download:
    """
    A file as it is to be saved.
    """

    name: str
    media: str
    content: bytes


def kinds(content: bytes, result: Result) -> list[str]:
    """
    What can be made of a file here, the best first.
    """
    media = result.source.media if result.source else ""
    found = []
    # An old .doc was converted to be read, and is not what comments can be written into.
    if media == "word" and sniff.container(content) == "docx":
        found.append(WORD)
    if media == "pdf" and sniff.container(content) == "pdf" and _has("pikepdf"):
        found.append(PDF)
    return [*found, PAGE, WORKBOOK if _has("openpyxl") else LIST]


def made(kind: str, content: bytes, result: Result, view: View) -> Download:
    """
    The file; `content` is the one that was opened.  Raises UsageError for a kind that cannot be made of it.
    """
    if kind not in kinds(content, result):
        raise UsageError(
            f"'{kind}' cannot be made of this file",
            "choose another download",
            zh=("这个文件不能输出这种格式", "请选择其他下载"),
        )
    write = _WRITERS.get(kind)
    written = write(content, result, view) if write else _output(kind, result, view)
    name = f"{PurePath(result.path).stem}-{view.pick(*_NAMED[kind])}"
    if kind == WORD:
        name = str(PurePath(name).with_suffix(_suffix(content)))
    return Download(name, _MEDIA[kind], written)


def _suffix(content: bytes) -> str:
    from disclint.outputs.annotated import word  # noqa: PLC0415 - as below

    return word.suffix(content)


def _word(content: bytes, result: Result, view: View) -> bytes:
    from disclint.outputs.annotated import word  # noqa: PLC0415 - slow to import, and seldom asked for

    return word.annotated(content, result, view)


def _pdf(content: bytes, result: Result, view: View) -> bytes:
    from disclint.outputs.annotated import pdf  # noqa: PLC0415 - as above

    return pdf.annotated(content, result, view)


_WRITERS: Mapping[str, Callable[[bytes, Result, View], bytes]] = {WORD: _word, PDF: _pdf}


def _output(kind: str, result: Result, view: View) -> bytes:
    pieces = OUTPUTS["html" if kind == PAGE else kind]([result], view)
    return b"".join(each if isinstance(each, bytes) else each.encode("utf-8", "replace") for each in pieces)


@cache
def _has(module: str) -> bool:
    return find_spec(module) is not None
