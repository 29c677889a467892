"""
Colours of a terminal, and what characters look like in one: widths, tabs, things one cannot see.
"""

from wcwidth import wcwidth

from disclint.diagnostics import ERROR, INFO, WARNING

BOLD, DIM, RED, YELLOW, CYAN, GREEN, BLUE = "1", "2", "31", "33", "36", "32", "34"
BY_SEVERITY = {ERROR: f"{BOLD};{RED}", WARNING: f"{BOLD};{YELLOW}", INFO: f"{BOLD};{CYAN}"}

_TAB = "    "


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
    width = wcwidth(char)
    if width < 0:
        return " "
    return char if width else ""


def width(text: str) -> int:
    """
    The columns that visible text takes.
    """
    return len(text) if text.isascii() else sum(max(0, wcwidth(each)) for each in text)
