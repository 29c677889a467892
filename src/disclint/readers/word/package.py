"""
The parts of a Word document that its text depends on, found by the relations between them.
"""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from attrs import frozen

from disclint.readers import archive, relations, xmltree
from disclint.readers.archive import Archive
from disclint.readers.unreadable import Unreadable
from disclint.readers.word import chunks
from disclint.readers.word.chunks import Chunks
from disclint.readers.word.names import W

_MAIN = "word/document.xml"
_STYLE_END = b"</w:style>"
_FORMAT_CHANGE = re.compile(
    rb"<(?:\w+:)?(?:rPrChange|pPrChange|sectPrChange|tblPrChange|tblGridChange|trPrChange|tcPrChange|"
    rb"tblPrExChange|numberingChange)[\s/>]"
)


@frozen
class Document:
    """
    The body, and the roots of the parts beside it; `format_changes` is how many of them are tracked, `chunks` has the documents taken in.
    """

    body: Element
    numbering: Element | None
    styles: Element | None
    comments: Element | None
    format_changes: int
    chunks: Chunks


def opened(data: bytes) -> Document:
    """
    The document in the bytes of a .docx file.  Raises Unreadable.
    """
    file = archive.opened(data)
    main = main_part(file)
    content = file.read(main)
    root = None if content is None else xmltree.parse(content)
    body = None if root is None else root.find(f"{W}body")
    if content is None or body is None:
        raise Unreadable.of("damaged")
    beside = relations.by_type(file, main)
    parts = {name: _part(file, beside.get(name)) for name in ("numbering", "comments")}
    parts["styles"] = _part(file, beside.get("styles"), without_table_styles)
    return Document(
        body, **parts, format_changes=len(_FORMAT_CHANGE.findall(content)), chunks=chunks.of(file, main)
    )


def main_part(file: Archive) -> str:
    """
    The name of the part that has the text.
    """
    return relations.by_type(file, "").get("officedocument", _MAIN)


def without_table_styles(content: bytes) -> bytes:
    """
    The styles without those of tables: nine tenths of what Word writes, and they change no text.
    """
    kept, at = [], 0
    while (start := content.find(b"<w:style ", at)) >= 0:
        end = content.find(_STYLE_END, start)
        if end < 0:
            break
        end += len(_STYLE_END)
        is_table = content.find(b'w:type="table"', start, content.find(b">", start)) >= 0
        kept.append(content[at:start] if is_table else content[at:end])
        at = end
    return b"".join((*kept, content[at:]))


def _part(
    file: Archive, name: str | None, shortened: Callable[[bytes], bytes] | None = None
) -> Element | None:
    # A part beside the text may be broken; the text is read without it.
    try:
        content = None if name is None else file.read(name)
        if content is not None and shortened is not None:
            content = shortened(content)
        return None if content is None else xmltree.parse(content)
    except Unreadable:
        return None
