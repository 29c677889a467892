"""
Documents that Word takes in when it opens this one (`altChunk`): pages and texts are read in their place.

Programs that make a .docx of a page often put the whole page into one.  Documents of other sorts are gaps.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from disclint import readers
from disclint.readers import decode, html, mht, plain, relations, sniff
from disclint.readers.archive import Archive
from disclint.readers.unreadable import Unreadable
from disclint.source import Place, Source, Span

# What the part is called by the document, to what it says; None for what is no page and no text.
Chunks = Callable[[str], Source | None]

_RELATION = "afchunk"
# Nobody puts a report together of more.
_MOST = 20


def of(file: Archive, main: str) -> Chunks:
    """
    The documents that the part `main` of a file takes in.
    """
    named = [each for each in relations.by_id(file, main).items() if each[1][0] == _RELATION]
    return partial(_read, file, {id: name for id, (_, name) in named[:_MOST]})


def _read(file: Archive, names: Mapping[str, str], id: str) -> Source | None:
    try:
        name = names.get(id, "")
        content = file.read(name) if name else None
        return None if content is None else _source(content, name)
    except Unreadable:
        return None


def _source(content: bytes, name: str) -> Source | None:
    kind = sniff.container(content)
    if kind == "mht":
        return mht.read(content, name)
    if kind is not None:
        return None
    text = decode.decode(content)
    if text.count("<") > html.MOST_TAGS:
        return None
    return html.read(text, name) if readers.detect(text) == "html" else plain.read(text, name)


def places(found: Source, part: str, name: str) -> Iterator[Place]:
    """
    Where each line and each cell of what was read stands, as blocks of `name`, in order.
    """
    cells = [
        (cell.span, f"{name}/t{number}/r{cell.row + 1}/c{cell.column + 1}")
        for number, grid in enumerate(found.grids, 1)
        for cell in grid.cells
    ]
    starts = [each.span.start for each in found.grids]
    lines: list[tuple[Span, str]] = []
    at = 0
    for line in found.text.split("\n"):
        before = bisect_right(starts, at) - 1
        if line and (before < 0 or found.grids[before].span.end < at):
            lines.append((Span(at, at + len(line)), f"{name}/p{len(lines) + 1}"))
        at += len(line) + 1
    for span, block in sorted([*cells, *lines], key=lambda each: (each[0].start, each[0].end)):
        yield Place(span.start, span.end - span.start, part, block, 0)
