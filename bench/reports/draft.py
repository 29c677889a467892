"""
A report as written but not yet laid out: paragraphs of sentences, and tables of cells.
"""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from attrs import evolve, field, frozen

from bench.reports.facts import Facts

_HALF = str.maketrans("，：；（）？！", ",:;()?!")


@frozen
class Sentence:
    """
    A sentence and the topic by which faults find it.
    """

    topic: str
    text: str


@frozen
class Paragraph:
    """
    Kinds: title, preamble, heading, text, table and signature.

    `part` tells the aspects of section one apart; a table stands where a paragraph
    of kind `table` names its section.
    """

    kind: str
    section: str
    sentences: tuple[Sentence, ...] = ()
    part: str = ""

    @property
    def text(self) -> str:
        """
        The words, in one line.
        """
        return "".join(each.text for each in self.sentences)


@frozen
class Cell:
    """
    A cell of a table: a value if it has an address, else a label.
    """

    text: str
    address: str = ""
    rows: int = 1
    columns: int = 1


Grid: TypeAlias = tuple[tuple[Cell, ...], ...]


@frozen
class Chrome:
    """
    What the web site puts around the report.
    """

    breadcrumb: bool = False
    dateline: bool = False
    index: bool = False
    footer: bool = False
    lone_zero: bool = False


@frozen
class Draft:
    """
    All that a renderer needs; `tables` goes by section.
    """

    facts: Facts
    paragraphs: tuple[Paragraph, ...]
    tables: dict[str, Grid]
    chrome: Chrome = field(factory=Chrome)
    half_width: bool = False

    def topics(self) -> frozenset[str]:
        """
        What the text speaks of.
        """
        every = (each for paragraph in self.paragraphs for each in paragraph.sentences)
        return frozenset(each.topic for each in every)


def line(kind: str, section: str, text: str) -> Paragraph:
    """
    A paragraph of one sentence whose topic is its kind.
    """
    return Paragraph(kind, section, (Sentence(kind, text),))


def without(draft: Draft, *topics: str) -> Draft:
    """
    The draft without its sentences on these topics.
    """
    kept = []
    for paragraph in draft.paragraphs:
        rest = tuple(each for each in paragraph.sentences if each.topic not in topics)
        if rest or not paragraph.sentences:
            kept.append(evolve(paragraph, sentences=rest))
    return evolve(draft, paragraphs=tuple(kept))


def adding(draft: Draft, part: str, *sentences: Sentence) -> Draft:
    """
    The draft with sentences at the end of the part of that name.
    """
    return by_paragraph(
        draft,
        lambda paragraph: (
            evolve(paragraph, sentences=(*paragraph.sentences, *sentences))
            if paragraph.part == part
            else paragraph
        ),
    )


def replacing(draft: Draft, topic: str, sentence: Sentence) -> Draft:
    """
    The draft with another sentence wherever it spoke of this topic.
    """

    def swap(paragraph: Paragraph) -> Paragraph:
        every = (sentence if each.topic == topic else each for each in paragraph.sentences)
        return evolve(paragraph, sentences=tuple(every))

    return by_paragraph(draft, swap)


def by_paragraph(draft: Draft, change: Callable[[Paragraph], Paragraph | None]) -> Draft:
    """
    The draft with each paragraph changed, or left out for None.
    """
    kept = (change(each) for each in draft.paragraphs)
    return evolve(draft, paragraphs=tuple(each for each in kept if each is not None))


def recast(draft: Draft, table: str, change: Callable[[Cell], Cell]) -> Draft:
    """
    The draft with each cell of one table changed.
    """
    grid = tuple(tuple(change(cell) for cell in row) for row in draft.tables[table])
    return evolve(draft, tables={**draft.tables, table: grid})


def narrow(draft: Draft) -> Draft:
    """
    The draft in half-width punctuation, as extraction often leaves it.
    """
    thin = by_paragraph(
        draft,
        lambda paragraph: evolve(
            paragraph,
            sentences=tuple(Sentence(each.topic, each.text.translate(_HALF)) for each in paragraph.sentences),
        ),
    )
    for table in draft.tables:
        thin = recast(thin, table, lambda cell: evolve(cell, text=cell.text.translate(_HALF)))
    return thin


def cells(grids: Iterable[Grid]) -> Iterable[Cell]:
    """
    Every cell, in the order of the tables.
    """
    return (cell for grid in grids for row in grid for cell in row)
