"""
A text under construction, and the pieces that lead from it to the file.

Pieces that go on where the last one ended, in both, are one piece.
"""

from itertools import starmap

from disclint.source import Piece, Span

_LINE_ENDS = {10: " ", 13: " "}
_INDENT = " \t\n\r\x0c"
_TRIMMED = " \t\n\r\x0b\x0c\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u2060\ufeff"


class Writer:
    """
    Appends what a page shows; drops blanks where a line or a cell begins.
    """

    def __init__(self) -> None:
        self.length = 0
        self._parts: list[str] = []
        self._moves: list[tuple[int, int, int, int]] = []
        # Where in the file the last piece ends, if it stands for the same characters.
        self._goes_on_at = -1
        self._at_start = True
        self._owes_blank = False

    def write(self, shown: str, start: int, end: int, *, keeps_lines: bool = False) -> int:
        """
        Append `shown`, which stands for the file from `start` to `end`; how many characters were kept.
        """
        if "\n" in shown or "\r" in shown:
            shown = _kept(shown) if keeps_lines else shown.translate(_LINE_ENDS)
        if self._at_start or self._owes_blank:
            kept = shown.lstrip(_INDENT)
            if not kept:
                return 0
            if self._owes_blank:
                self._owes_blank = False
                self.insert(" ", start)
            if len(shown) == end - start:
                start += len(shown) - len(kept)
            shown = kept
            self._at_start = False
        self._append(shown, start, end - start)
        return len(shown)

    def insert(self, shown: str, at: int) -> None:
        """
        Append what the file does not hold, at its offset `at`.
        """
        self._append(shown, at, 0)

    def end_line(self, at: int) -> None:
        """
        End the line, unless nothing is on it.
        """
        if not self._at_start:
            self.insert("\n", at)
        self.begin()

    def begin(self) -> None:
        """
        Begin a line or a cell: leading blanks are dropped.
        """
        self._at_start, self._owes_blank = True, False

    def separate(self) -> None:
        """
        Put a blank before what follows in the same cell.
        """
        self._owes_blank = not self._at_start

    def text(self) -> str:
        """
        All that was appended.
        """
        return "".join(self._parts)

    def pieces(self) -> tuple[Piece, ...]:
        """
        The way from the text to the file.
        """
        return tuple(starmap(Piece, self._moves))

    def _append(self, shown: str, file_start: int, file_length: int) -> None:
        length = len(shown)
        self._parts.append(shown)
        if length != file_length:
            self._moves.append((self.length, length, file_start, file_length))
            self._goes_on_at = -1
        elif file_start != self._goes_on_at:
            self._moves.append((self.length, length, file_start, length))
            self._goes_on_at = file_start + length
        else:
            start, before, file_before, _ = self._moves[-1]
            self._moves[-1] = start, before + length, file_before, before + length
            self._goes_on_at += length
        self.length += length


def trimmed(text: str, start: int, end: int) -> Span:
    """
    The stretch of `text` without the blanks of any width at its ends.
    """
    written = text[start:end]
    kept = written.lstrip(_TRIMMED)
    if not kept:
        return Span(start, start)
    first = end - len(kept)
    return Span(first, first + len(kept.rstrip(_TRIMMED)))


def _kept(shown: str) -> str:
    # A blank before the LF keeps the length, so that no piece is needed.
    return shown.replace("\r\n", " \n").replace("\r", "\n")
