"""
Bytes to a `Source`: text that remembers where each of its characters stands in the file.

The format is found in the content, not in the file's name.  Refuses to judge what the text
says, to run what a page loads, and to open files: bytes come in, a value goes out.
"""

import re
from collections.abc import Callable
from importlib import import_module

from disclint.readers import decode, html, markdown, plain, remarks, rereading, sniff
from disclint.readers.unreadable import Unreadable
from disclint.source import Source

__all__ = ["CONTAINERS", "READERS", "Unreadable", "detect", "read", "read_text"]

# Formats that are text once decoded: (decoded file, name) to a source.
READERS: dict[str, Callable[[str, str], Source]] = {
    "html": html.read,
    "markdown": markdown.read,
    "text": plain.read,
}


def _late(module: str) -> Callable[[bytes, str], Source]:
    """
    The `read` of a module that is imported when it is first needed.
    """

    def read(data: bytes, name: str) -> Source:
        found: Source = import_module(f"disclint.readers.{module}").read(data, name)
        return found

    return read


# Formats that are not text, by the kinds of `sniff.container`: (bytes, name) to a source.
CONTAINERS: dict[str, Callable[[bytes, str], Source]] = {
    "image": _late("picture"),
    "ofd": _late("ofd"),
    "pdf": _late("pdf"),
    "docx": _late("word"),
    "flatopc": _late("flat"),
    "xlsx": _late("workbook"),
    "mht": _late("mht"),
}

# Suffixes of WPS, and kinds of bytes that nothing else opens under them.
_OF_WPS = (".wps", ".wpt", ".et", ".ett")
_PRIVATE = frozenset(("ole2", "binary"))
_HEAD = 1000
_DAMAGE = "\ufffd"
# A text in a wrong encoding still has its ASCII; where one character in five is none, it is no text.
_DAMAGED_FROM = 5
_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html|head|body)(?=[\s>])", re.IGNORECASE)
_BLOCK_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|h[1-6]|article|section|center)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(
    r"</?(?:table|tbody|tr|td|th|div|p|span|h[1-6]|article|section|ul|li|font|strong)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_SEVERAL = 5


def read(data: bytes, name: str = "<bytes>") -> Source:
    """
    The source that `data` holds.

    Raises `Unreadable` for bytes that are no text or a format that no reader knows.
    """
    kind = sniff.container(data)
    if kind is None:
        text = decode.decode(data)
        if text.count(_DAMAGE) * _DAMAGED_FROM > len(text):
            raise Unreadable.of("binary")
        if text.count("<") > html.MOST_TAGS:
            raise Unreadable.of("oversized")
        return read_text(text, name)
    if kind not in CONTAINERS:
        private = kind in _PRIVATE and name.lower().endswith(_OF_WPS)
        raise Unreadable.of("wps" if private else kind)
    try:
        return CONTAINERS[kind](data, name)
    except Unreadable as error:
        raise error.seen_as(kind) from error


def read_text(text: str, name: str = "<text>", before: Source | None = None) -> Source:
    """
    The source that already decoded text holds; locations count in `text` without a mark.

    `before` is the source of the same document before its last edit, and makes no difference but in time.
    """
    text = text.removeprefix("\ufeff")
    kept, cuts = remarks.cut(text)
    kind = detect(kept, name)
    if before is not None and before.name == name and kind == before.media == "html" and not cuts:
        known = rereading.reread(before, kept)
        if known is not None:
            return known
    source = READERS[kind](kept, name)
    return remarks.restored(source, text, cuts) if cuts else source


def detect(text: str, name: str = "<text>") -> str:
    """
    The key in `READERS` of the format that `text` is written in.

    The suffix of `name` decides only between Markdown and what Markdown may contain.
    """
    if name.lower().endswith((".md", ".markdown")):
        return "html" if _PAGE.match(text) else "markdown"
    if "<" in text and (_BLOCK_TAG.search(text, 0, _HEAD) or _tagged(text)):
        return "html"
    return "markdown" if markdown.is_likely(text) else "text"


def _tagged(text: str) -> bool:
    return sum(1 for _ in zip(range(_SEVERAL), _ANY_TAG.finditer(text), strict=False)) == _SEVERAL
