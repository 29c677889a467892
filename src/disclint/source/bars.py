"""
Bars that are no borders of cells: those that make up for blank cells which a converter left out, and those on either side of each cell.

    row := (cell " | ")* cell " | " "||…"      行政许可 | 5 | ||
         | ("|" cell "|"){2,}                  |规章||3||1|      each cell has bars of its own

Where such rows stand, nobody knows which cells were left out, so that no bar may look like a blank cell.
Refuses to change the place of anything: a bar becomes a blank.
"""

import re
from itertools import islice

_MADE_UP = re.compile(r"[^|\s][ ]\|[ ]\|{2,}[ ]*$", re.MULTILINE)
# What stands on a line up to its last word, the bar behind that, and those that make up for cells.
_ROW = re.compile(r"^(.*[^|\s])([ ]\|)((?>[ ]\|++)?+)[ ]*$", re.MULTILINE)
# Another cell of the row on the next line: blank, or a number that is not a label's.
_GOES_ON = re.compile(r"\n[ ]*\|[ ]*(?:[0-9]+[^0-9.、]|[|\n/-]|\Z)")
_WORD = re.compile(r"[一-龥]")
_DOUBLED = re.compile(r"^\|[^|\n]++(?>\|\|[^|\n]++)++\|$", re.MULTILINE)
_SINGLE = re.compile(r"[^|\n]\|[^|\n]")
_SOME = 3
_OF_NUMBERS = frozenset("0123456789/-")
# The label of a row and that of its group have one bar between them.
_CELLS_OF_HEAD = 2


def without_made_up(folded: str) -> str:
    """
    A folded text, character for character, without the bars that stand for no cell where a converter made such.
    """
    if "||" not in folded:
        return folded
    if "| ||" in folded and _MADE_UP.search(folded):
        return _ROW.sub(_cells, folded)
    doubled = sum(1 for _ in islice(_DOUBLED.finditer(folded), _SOME))
    return folded if doubled < _SOME or _SINGLE.search(folded) else _DOUBLED.sub(_apart, folded)


def _apart(match: re.Match[str]) -> str:
    """
    A row of cells that have bars of their own with one bar between two of them.
    """
    return f" {match.group()[1:-1].replace('||', '| ')} "


def _cells(match: re.Match[str]) -> str:
    """
    A row without the bars that make up for blank cells, and without the one behind its last number if it has a line for itself.

    Behind a label alone they stay: all of its cells are blank.
    """
    kept, last, _ = match.groups()
    text, start, end = match.string, match.start(), match.end()
    if kept[-1] in _OF_NUMBERS:
        below_head = text.endswith("||\n", 0, start)
        above = text.rfind("\n", 0, max(0, start - 1)) + 1
        # A line without a label is a row if it does not go on with the one above.
        is_row = _WORD.search(kept) or (
            (below_head or not kept.startswith("|")) and _WORD.search(text, above, start)
        )
        if is_row and "|" in kept and (match[3] or not _GOES_ON.match(text, end)):
            last = " " * len(last)
        if below_head and kept.startswith("|"):
            kept = " " + kept[1:]
    elif kept.count("|") < _CELLS_OF_HEAD:
        return match.group()
    return kept + last + " " * (end - start - len(kept) - len(last))
