"""
From bytes to a result: the one room that knows every other, and the only one that reads reports.

Editions, words of the trade and the built-in pack are read once a process.
"""

from disclint.session.check import check_source, check_bytes, check_path, check_text
from disclint.session.files import Found, find
from disclint.session.options import Options
from disclint.session.reading import Reading, read_bytes, read_path, read_text

__all__ = [
    "Found",
    "Options",
    "Reading",
    "check_bytes",
    "check_path",
    "check_source",
    "check_text",
    "find",
    "read_bytes",
    "read_path",
    "read_text",
]
