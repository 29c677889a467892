"""
Places as editors count them: lines from 0, and characters in the units that were agreed on.

Editors count UTF-16 units unless they agree on others; we count code points.  Where a text has no character beyond
the basic plane the two are the same, and nothing has to be encoded to find a place.
"""

import re
from bisect import bisect_right
from functools import cached_property

from attrs import frozen
from lsprotocol.types import Position, PositionEncodingKind, Range

_LINE_END = re.compile(r"\r\n|\n|\r")
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
UTF8, UTF16, UTF32 = PositionEncodingKind.Utf8, PositionEncodingKind.Utf16, PositionEncodingKind.Utf32
# How many bytes a unit has, and the codec that writes them.
_CODECS = {UTF8: ("utf-8", 1), UTF16: ("utf-16-le", 2)}


@frozen(slots=False)
class Lines:
    """
    A text by its lines, in one of the three encodings of positions.
    """

    text: str
    encoding: str = UTF16

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(each.end() for each in _LINE_END.finditer(self.text))]

    @cached_property
    def _is_plain(self) -> bool:
        if self.encoding == UTF32 or self.text.isascii():
            return True
        return self.encoding == UTF16 and _BEYOND.search(self.text) is None

    def __len__(self) -> int:
        """
        How many lines there are; the last may be empty.
        """
        return len(self._starts)

    def line(self, number: int) -> tuple[int, int]:
        """
        The offsets between which a line stands, without its end.
        """
        start = self._starts[number]
        if number + 1 == len(self._starts):
            return start, len(self.text)
        end = self._starts[number + 1]
        return start, end - (2 if self.text.endswith("\r\n", start, end) else 1)

    def position(self, offset: int) -> Position:
        """
        Where an offset in code points is.
        """
        number = bisect_right(self._starts, offset) - 1
        start = self._starts[number]
        if self._is_plain:
            return Position(number, offset - start)
        return Position(number, self._units(self.text[start:offset]))

    def range(self, start: int, end: int) -> Range:
        """
        Where a stretch between two offsets is.
        """
        return Range(self.position(start), self.position(end))

    def offset(self, position: Position) -> int:
        """
        The offset of a place; what lies behind the end of a line or of the text is taken for the end.
        """
        if position.line >= len(self._starts):
            return len(self.text)
        start, end = self.line(position.line)
        if self._is_plain:
            return min(start + position.character, end)
        return start + self._points(self.text[start:end], position.character)

    def _units(self, words: str) -> int:
        codec, size = _CODECS[PositionEncodingKind(self.encoding)]
        return len(words.encode(codec, "surrogatepass")) // size

    def _points(self, words: str, units: int) -> int:
        codec, size = _CODECS[PositionEncodingKind(self.encoding)]
        written = words.encode(codec, "surrogatepass")[: units * size]
        # Half a character, which no editor should ask for, is left out.
        return len(written.decode(codec, "ignore"))
