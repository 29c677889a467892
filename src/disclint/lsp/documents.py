"""
What an editor has open: the text as it stands there, saved or not.
"""

from collections.abc import Iterable
from pathlib import Path

from attrs import frozen
from lsprotocol.types import TextDocumentContentChangeEvent, TextDocumentContentChangePartial
from pygls.uris import to_fs_path

from disclint.lsp.positions import Lines

MARKDOWN = "markdown"
_MARK = "\ufeff"


@frozen(eq=False)
class Document:
    """
    A text that is open; `language` is what the editor takes it for.
    """

    uri: str
    version: int | None
    language: str
    lines: Lines

    @property
    def text(self) -> str:
        """
        All that is written.
        """
        return self.lines.text

    @property
    def path(self) -> Path | None:
        """
        Its file; None if it has none yet.
        """
        return path_of(self.uri)

    @property
    def name(self) -> str:
        """
        What it is called in messages, by which Markdown is told too.
        """
        if self.path is not None:
            return str(self.path)
        return f"{self.uri}.md" if self.language == MARKDOWN else self.uri

    @property
    def shift(self) -> int:
        """
        How many characters stand before those that a `Source` counts: a byte-order mark, if the editor kept it.
        """
        return int(self.text.startswith(_MARK))


def path_of(uri: str) -> Path | None:
    """
    The file of a URI; None where it is no file's.
    """
    found = to_fs_path(uri) if uri.startswith("file:") else None
    return None if found is None else Path(found)


def changed(
    document: Document, version: int | None, changes: Iterable[TextDocumentContentChangeEvent]
) -> Document:
    """
    The document after changes, each of which stands on those before it.
    """
    lines = document.lines
    for each in changes:
        text = each.text
        if isinstance(each, TextDocumentContentChangePartial):
            start, end = lines.offset(each.range.start), lines.offset(each.range.end)
            text = lines.text[:start] + each.text + lines.text[max(start, end) :]
        lines = Lines(text, lines.encoding)
    return Document(document.uri, version, document.language, lines)
