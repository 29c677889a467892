"""
Patterns of rule ids and of paths.

A pattern of paths is relative to a folder.  `*` and `?` stay inside a name, `**` goes through folders.  One without
a slash fits at any depth; one that fits a folder fits all below it.
"""

import os
import re
import unicodedata
from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

_CASE = re.IGNORECASE if os.name == "nt" else 0
# A closing bracket that comes first is one of the characters.
_PIECE = re.compile(r"\*\*/?|[*?]|\[(?>!?)(?>\]?)[^\]/]*\]|.", re.DOTALL)
# A character, or the first and the last of several.
_RANGE = re.compile(r"(.)-(.)|.", re.DOTALL)
# What no name fits: of characters in brackets where there are none.
_NOTHING = r"(?!)"


def stands_for(patterns: Iterable[str], id: str) -> bool:
    """
    Whether one of `patterns` (ids, beginnings of ids, or patterns, in capitals) stands for the rule `id`.
    """
    return any(fnmatchcase(id, each) or id.startswith(_beginning(each)) for each in patterns)


def _beginning(pattern: str) -> str:
    # TBL stands for TBL2, TBL3 and TBL4; behind a hyphen only whole words count, lest an id
    # stand for longer ones.
    return f"{pattern.rstrip('-')}-" if "-" in pattern else pattern


def relative(path: Path, folder: Path) -> str:
    """
    The way from a folder to a file, with slashes; links are not followed.
    """
    try:
        return _even(os.path.relpath(path, folder))
    except ValueError:  # Another drive.
        return _even(os.path.abspath(path))  # noqa: PTH100 - as `relpath`: links are not followed


def fits(patterns: Iterable[str], path: str) -> bool:
    """
    Whether one of the patterns is for a path as `relative` gives it.
    """
    return any(_compiled(each).match(path) for each in patterns)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    even = _even(pattern).removeprefix("./").rstrip("/")
    anywhere = "" if "/" in even else r"(?:.*/)?"
    inside = "".join(_translated(each.group()) for each in _PIECE.finditer(even.removeprefix("/")))
    return re.compile(rf"{anywhere}{inside}(?:/.*)?\Z", re.DOTALL | _CASE)


def _translated(piece: str) -> str:
    if piece == "**/":
        return "(?:.*/)?"
    if piece == "**":
        return ".*"
    if piece in "*?":
        return "[^/]*" if piece == "*" else "[^/]"
    return _class(piece) if len(piece) > 1 else re.escape(piece)


def _class(piece: str) -> str:
    negated = piece[1] == "!"
    ranges = []
    for each in _RANGE.finditer(piece[2 if negated else 1 : -1]):
        first, last = each.groups() if each[1] else (each[0], each[0])
        # As in a shell, there is nothing between one and another that comes before it.
        if first <= last:
            ranges.append(f"{re.escape(first)}-{re.escape(last)}")
    if negated:
        return f"[^/{''.join(ranges)}]"
    return f"[{''.join(ranges)}]" if ranges else _NOTHING


def _even(path: str) -> str:
    # A Mac writes accents apart, Windows turns slashes.
    return unicodedata.normalize("NFC", path.replace("\\", "/"))
