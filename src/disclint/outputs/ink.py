"""
Colours of a terminal, and what characters look like in one: widths, tabs, things one cannot see.
"""

import re
from functools import cache

from disclint.diagnostics import ERROR, INFO, WARNING

BOLD, DIM, RED, YELLOW, CYAN, GREEN, BLUE = "1", "2", "31", "33", "36", "32", "34"
BY_SEVERITY = {ERROR: f"{BOLD};{RED}", WARNING: f"{BOLD};{YELLOW}", INFO: f"{BOLD};{CYAN}"}

_TAB = "    "
_TURNS = "\u202a-\u202e\u2066-\u2069"
_CONTROL = re.compile(rf"[\0-\x1f\x7f-\x9f{_TURNS}]")
# Line ends and tabs are left to the format.
_MOVES, _TURN = re.compile(r"[\0-\x08\x0b-\x1f\x7f-\x9f]"), re.compile(f"[{_TURNS}]")
# What nearly all of a report is written in, whose width is known without the tables, which take long to import:
# Chinese characters, and full-width letters and marks.
_WIDE = (("\u4e00", "\u9fff"), ("\u3000", "\u3029"), ("\uff01", "\uff60"))
_NARROW = ((" ", "~"), ("\u2010", "\u2027"))


def paint(text: str, style: str, *, color: bool) -> str:
    """
    `text` in a style, if there are colours.
    """
    return f"\x1b[{style}m{text}\x1b[0m" if color and text else text


def visible(char: str) -> str:
    """
    What to print for a character, so that nothing in a report can move the cursor.
    """
    if char == "\t":
        return _TAB
    columns = _columns(char)
    # A console may have no letter for a blank that does not break.
    if columns < 0 or (columns == 1 and char.isspace()):
        return " "
    return char if columns else ""


def named(path: str) -> str:
    """
    The name of a file as `ls` shows it: what moves the cursor may stand in it, too.
    """
    return _CONTROL.sub("?", path)


def still(words: str) -> str:
    """
    Words that may quote a report, without what moves the cursor or shows them in another order.
    """
    return _TURN.sub("", _MOVES.sub(" ", words))


def width(text: str) -> int:
    """
    The columns that visible text takes.
    """
    return len(text) if text.isascii() else sum(max(0, _columns(each)) for each in text)


@cache
def _columns(char: str) -> int:
    # Below nought for what moves the cursor.
    if any(first <= char <= last for first, last in _WIDE):
        return 2
    if any(first <= char <= last for first, last in _NARROW):
        return 1
    from wcwidth import wcwidth  # noqa: PLC0415 - see above

    return wcwidth(char)
