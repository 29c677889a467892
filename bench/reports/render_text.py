"""
Reports as text files, in all the ways that tables are flattened.
"""

from collections.abc import Callable, Iterator
from random import Random
from typing import TypeAlias

from attrs import evolve, frozen

from bench.reports import chrome, flatten, flatten_pdf
from bench.reports.draft import Draft, Grid

Flatten: TypeAlias = Callable[[Grid, Random], list[str]]


@frozen
class Rendered:
    """
    A file: its bytes, the suffix it should have, the style it was made in.
    """

    data: bytes
    suffix: str
    style: str


Renderer: TypeAlias = Callable[[Draft, Random], Rendered]

_GLUED_GAPS = ("", " ")


def _plain(style: str, way: Flatten, *, gap: str = "\n") -> Renderer:
    def render(draft: Draft, random: Random) -> Rendered:
        lines = [line for block in _blocks(draft, random, way) for line in block]
        return _file(gap.join(lines), style, random)

    return render


def _wide(style: str, way: Flatten) -> Renderer:
    """
    Blank lines between paragraphs and none inside a table.
    """

    def render(draft: Draft, random: Random) -> Rendered:
        blocks = ["\n".join(block) for block in _blocks(draft, random, way)]
        return _file("\n\n".join(blocks), style, random)

    return render


def _encoded(style: str, encoding: str, newline: str = "\n") -> Renderer:
    """
    Any plain style, written in another encoding or with other line ends.
    """

    def render(draft: Draft, random: Random) -> Rendered:
        inner = random.choice(sorted(_PLAIN))
        text = _PLAIN[inner](draft, random).data.decode()
        data = text.replace("\n", newline).encode(encoding)
        return Rendered(data, ".txt", style)

    return render


def glued(draft: Draft, random: Random) -> Rendered:
    """
    The whole report on one line, with no separator in the tables.
    """
    gap = random.choice(_GLUED_GAPS)
    pieces = []
    for kind, block in _parts(draft, random, flatten.glued):
        pieces.append("".join(block) + (gap if kind != "table" else ""))
    return _file("".join(pieces), "glued", random)


def inline(draft: Draft, random: Random) -> Rendered:
    """
    Narrative and headings run together on one line, tables in pipe rows.
    """
    out: list[str] = []
    run: list[str] = []
    for kind, block in _parts(draft, random, flatten.pipe_ragged):
        if kind == "table":
            out += ["".join(run), *block]
            run = []
        elif kind == "title":
            out += [f"{block[0]} {'|' * random.randint(80, 200)}"]
        else:
            run.append("".join(block) + (" " if kind == "heading" else ""))
    return _file("\n".join([*out, "".join(run)]), "inline", random)


def pdf(draft: Draft, random: Random) -> Rendered:
    """
    The text of a PDF: hard lines, page numbers, wrapped labels.
    """
    bare = evolve(draft, chrome=evolve(draft.chrome, index=False))
    lines: list[str] = []
    for kind, block in _parts(bare, random, flatten_pdf.pdf):
        if kind == "table":
            lines += block
        else:
            lines += [each for line in block for each in flatten_pdf.narrative(line)]
    return _file("\n".join(flatten_pdf.paged(lines)), "pdf", random)


def markdown(draft: Draft, random: Random) -> Rendered:
    """
    Markdown with headings and tables.
    """
    marks = {"title": "# ", "heading": "## ", "subheading": "### "}
    blocks = [
        marks.get(kind, "") + "\n".join(block) for kind, block in _parts(draft, random, flatten.markdown)
    ]
    text = "\n\n".join(blocks)
    return Rendered(f"{text}\n".encode(), ".md", "markdown")


def _parts(draft: Draft, random: Random, way: Flatten) -> Iterator[tuple[str, list[str]]]:
    """
    Each paragraph's kind and lines, chrome and tables among them.
    """
    yield from (("chrome", [line]) for line in chrome.before(draft, random))
    dated = False
    for paragraph in draft.paragraphs:
        if paragraph.kind != "title" and not dated:
            yield from (("chrome", [line]) for line in chrome.below_title(draft, random))
            dated = True
        if paragraph.kind == "table":
            yield "table", way(draft.tables[paragraph.section], random)
        else:
            yield paragraph.kind, [paragraph.text]
    yield from (("chrome", [line]) for line in chrome.after(draft, random))


def _blocks(draft: Draft, random: Random, way: Flatten) -> Iterator[list[str]]:
    return (block for _, block in _parts(draft, random, way))


def _file(text: str, style: str, random: Random) -> Rendered:
    end = random.choice(("\n", "\n", ""))
    return Rendered(f"{text}{end}".encode(), ".txt", style)


_PLAIN: dict[str, Renderer] = {
    "pipe": _plain("pipe", flatten.pipe),
    "pipe_leading": _wide("pipe_leading", flatten.pipe_leading),
    "pipe_ragged": _plain("pipe_ragged", flatten.pipe_ragged),
    "lines": _plain("lines", flatten.lines_plain),
    "lines_blank": _plain("lines_blank", flatten.lines_plain, gap="\n\n"),
    "header_broken": _plain("header_broken", flatten.header_broken, gap="\n\n"),
}

TEXT_STYLES: dict[str, Renderer] = {
    **_PLAIN,
    "lines_bar": _plain("lines_bar", flatten.lines_bar),
    "bars_alternate": _plain("bars_alternate", flatten.bars_alternate),
    "spaced": _plain("spaced", flatten.spaced),
    "tabbed": _plain("tabbed", flatten.tabbed),
    "pdf": pdf,
    "glued": glued,
    "glued_tables": _plain("glued_tables", flatten.glued),
    "inline": inline,
    "markdown": markdown,
    "text_bom": _encoded("text_bom", "utf-8-sig"),
    "text_gb18030": _encoded("text_gb18030", "gb18030"),
    "text_crlf": _encoded("text_crlf", "utf-8", "\r\n"),
}
