"""
Reports read, and not judged.
"""

import pathlib

from disclint.library.settings import Path
from disclint.session import reading
from disclint.syntax import Report


def parse(path: Path) -> Report:
    """
    The report in the file at `path` as a tree: title, period, sections, headings, tables, citations.

    The tree says what was written, not what should have been.  It never fails on what a report says:
    what cannot be read is one of its `problems`, a cell that allows several readings is `ambiguous`.
    A cell has the address `table/row/column`, a `state`, an exact `value` (万元 for amounts, else a
    count) and a `confidence` from 0 to 1.

    Raises UsageError if there is no such file, and Unreadable if it holds no text that we can read.
    """
    where = pathlib.Path(path)
    return reading.parse_bytes(reading.content(where), str(where)).report


def parse_bytes(data: bytes, name: str = "<bytes>") -> Report:
    """
    The report in the bytes of a file, as `parse`.  Raises Unreadable.
    """
    return reading.parse_bytes(data, name).report


def parse_text(text: str, name: str = "<text>") -> Report:
    """
    The report in text that was decoded already, as `parse`.

    Spans are code points of the text that a reader makes of it: for plain text, `text` with LF line
    ends.
    """
    return reading.parse_text(text, name).report
