"""
Plain text: only its line ends are made uniform.
"""

import re

from disclint.source import Piece, Source

_CRLF = re.compile(r"\r\n")


def read(text: str, name: str) -> Source:
    """
    The source of plain text.
    """
    if "\r" not in text:
        return Source(text, name)
    return Source(uniform(text), name, file=text, pieces=pieces(text))


def uniform(text: str) -> str:
    """
    `text` with LF line ends.
    """
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def pieces(text: str) -> tuple[Piece, ...]:
    """
    The way from `uniform(text)` back to `text`; empty when no character moves.

    A piece runs from the LF of one CRLF to before the CR of the next.
    """
    found = []
    start = file_start = 0
    for match in _CRLF.finditer(text):
        length = match.start() - file_start
        if length:
            found.append(Piece(start, length, file_start, length))
        start, file_start = start + length, match.end() - 1
    if not file_start:
        return ()
    found.append(Piece(start, len(text) - file_start, file_start, len(text) - file_start))
    return tuple(found)
