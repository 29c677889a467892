"""
The text of a Word document under construction: where each character stands, and where changes are.

Columns of a block count its code points as Word shows them; a tab, a break and the end of a paragraph
in a cell count one.
"""

from attrs import define, field

from disclint.readers.word import chunks
from disclint.readers.word.wrapping import goes_on
from disclint.readers.writer import Writer
from disclint.source import Place, Source

PART = "document"
TAB, BREAK = "\t", "\n"


@define
class Block:
    """
    A paragraph of the body or a cell: its name, and how many code points of it are written.
    """

    name: str
    column: int = 0


@define
class Page:
    """
    What is written so far; in a cell of a data table all is on one line.
    """

    writer: Writer = field(factory=Writer)
    in_cell: bool = False
    # What the line at hand says, and where in the file it was broken, if what follows may belong to it.
    _line: list[str] = field(factory=list)
    _broken: int | None = None
    _places: list[tuple[int, int, str, int]] = field(factory=list)

    def write(self, block: Block, shown: str, start: int, length: int) -> None:
        """
        Append what `length` characters of the file from `start` show.
        """
        self._settle(shown)
        kept = self.writer.write(shown, start, start + length)
        self._line.append(shown)
        dropped = len(shown) - kept
        if kept:
            self._place(self.writer.length - kept, kept, block.name, block.column + dropped)
        block.column += len(shown)

    def label(self, block: Block, words: str, at: int) -> None:
        """
        Append a number that Word shows before a paragraph whose text does not have it.
        """
        self.end(at)
        kept = self.writer.write(words, at, at)
        self._places.append((self.writer.length - kept, 0, block.name, block.column))

    def tab(self, block: Block, at: int) -> None:
        """
        Append a tab; in a cell a blank, since tabs part cells.
        """
        self.write(block, " " if self.in_cell else TAB, at, 0)

    def end_line(self, block: Block, at: int) -> None:
        """
        End the line for the end of a paragraph or of a page.
        """
        block.column += 1
        self.end(at)

    def break_line(self, block: Block, at: int) -> None:
        """
        End the line for a break, unless what is written next goes on with its sentence.
        """
        block.column += 1
        if self.in_cell or self._broken is not None:
            self.end(at)
        else:
            self._broken = at

    def end(self, at: int) -> None:
        """
        End the line unless nothing is on it; in a cell, part what follows by a blank.
        """
        self._line, self._broken = [], None
        if self.in_cell:
            self.writer.separate()
        else:
            self.writer.end_line(at)

    def _settle(self, following: str) -> None:
        if self._broken is None or not following:
            return
        if goes_on("".join(self._line), following):
            self._line, self._broken = [], None
        else:
            self.end(self._broken)

    def begin_cell(self, block: Block) -> None:
        """
        Begin a cell of a data table; also an empty one is somewhere.
        """
        self.in_cell = True
        self.writer.begin()
        self._places.append((self.writer.length, 0, block.name, 0))

    def end_cell(self) -> None:
        """
        End a cell of a data table.
        """
        self.writer.begin()
        self.in_cell = False

    def take(self, found: Source, name: str, at: int) -> None:
        """
        Append what another document says, as blocks of `name`; of the file it is nothing.
        """
        start = self.writer.length
        self.writer.insert(found.text if found.text.endswith("\n") else f"{found.text}\n", at)
        self.writer.begin()
        for each in chunks.places(found, PART, name):
            self._places.append((start + each.start, each.length, each.block or name, 0))

    @property
    def length(self) -> int:
        """
        How many characters are written.
        """
        return self.writer.length

    def places(self) -> tuple[Place, ...]:
        """
        Where each stretch of the text stands.
        """
        return tuple(Place(start, length, PART, block, at) for start, length, block, at in self._places)

    def _place(self, start: int, length: int, block: str, column: int) -> None:
        if self._places:
            before, long, name, at = self._places[-1]
            if name == block and before + long == start and at + long == column:
                # An empty cell's place becomes that of what is written in it.
                self._places[-1] = (before, long + length, name, at)
                return
        self._places.append((start, length, block, column))
