"""
Tables whose cells marks of punctuation part, as in a file of comma-separated values.

    line := cell (mark cell)+         the same mark throughout: "," ";" "、" "/"
          | label (":" | blank) value (mark value)+
    cell := value | label | nothing, perhaps in quotation marks, in which no mark parts anything

Such marks become bars, one character for one, so that the grammar need not know.  Refuses sentences, and marks between labels
that may belong to one.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from disclint.cache import compiled
from disclint.source import Flow
from disclint.syntax import Report

# Half-width marks are not the ones that labels and sentences have.
_OF_FILES = (",", ";")
_MARKS = (*_OF_FILES, "，", "；", "、", "/")
# A number or nothing between a mark and the next; it is there so many times at the least.
_CELLS = {each: compiled(rf'{each}[ "]*+(?>-?\d[\d.]*+)?+[ "]*+(?={each})') for each in _MARKS}
# Apart from numbers a stroke is a cell of its own, for none.
_CELLS["/"] = compiled(r"(?<=\d)/\d[\d.]*+(?=/\d)")
_FEWEST = 3
_VALUE = compiled(r"[ \"]*+(?>[-+]?\d[\d,.]*(?>件|条|个|份|万?元)?+|[-—－/]|无)?+[ \"]*+")
_SENTENCE = compiled(r"[。！？]")
# What may stand between a label and the first value.
_FIRST = compiled(r"(?<=[一-龥)）”\"])[:： ](?= *+-?\d[\d.]*+ *+\Z)")
_LONGEST = 60
# So many names of columns are a head.
_HEAD, _LONGEST_NAME = 4, 12


def separated(flow: Flow, report: Report) -> str | None:
    """
    The text with bars for the marks that part the cells of its tables; None if none do.
    """
    text = flow.source_text
    stretches = sorted(_stretches(text, report))
    mark = next((each for each in _MARKS if _parts_cells(text, stretches, each)), None)
    if mark is None:
        return None
    parts, at = [], 0
    for first, end in stretches:
        start = max(at, first)
        parts += [text[at:start], "\n".join(_barred(each, mark) for each in text[start:end].split("\n"))]
        at = max(at, end)
    return "".join([*parts, text[at:]])


def _parts_cells(text: str, stretches: Sequence[tuple[int, int]], mark: str) -> bool:
    if sum(text.count(mark, *each) for each in stretches) < _FEWEST:
        return False
    found = (match.start() for each in stretches for match in _CELLS[mark].finditer(text, *each))
    # Between the digits of a number a comma parts thousands: the first one of a line stands behind a label.
    return len([*islice(_labelled(text, found) if mark == "," else found, _FEWEST)]) == _FEWEST


def _labelled(text: str, commas: Iterable[int]) -> Iterator[int]:
    """
    Those commas before the first of which, on their line, stands no digit.
    """
    start, end, is_labelled = 0, -1, False
    for at in commas:
        # Stretches may share lines.
        if not start <= at <= end:
            start = text.rfind("\n", 0, at) + 1
            first = text[start : text.index(",", start)].rstrip(' "')
            end, is_labelled = text.find("\n", at), not first[-1:].isdigit()
            end = len(text) if end < 0 else end
        if is_labelled:
            yield at


def _stretches(text: str, report: Report) -> Iterator[tuple[int, int]]:
    """
    The lines of each table and those of its head that may stand before what it was recognised by; of one that was not, its section's.
    """
    for table in report.tables:
        section = next((each for each in report.sections if each.id == table.section), None)
        if table.rows:
            start, end = table.span.start, text.find("\n", table.span.end)
            for _ in range(2):
                start = text.rfind("\n", 0, max(0, start - 1)) + 1
            yield start, len(text) if end < 0 else end
        elif section is not None:
            yield section.body.start, section.body.end


def _barred(line: str, mark: str) -> str:
    """
    A line with bars for marks next to a value or an empty cell; everywhere in a head, or where a file's mark parts cells.
    """
    places = _marks(line, mark)
    if not places or _SENTENCE.search(line):
        return line
    bounds = [-1, *places, len(line)]
    cells = [line[first + 1 : last] for first, last in pairwise(bounds)]
    if any(len(each) > _LONGEST for each in cells):
        return line
    values = [_VALUE.fullmatch(each) is not None for each in cells]
    is_head = (
        len(cells) >= _HEAD and max(map(len, cells)) <= _LONGEST_NAME and not any(map(str.isdigit, line))
    )
    everywhere = mark in _OF_FILES or is_head
    chars = list(line)
    for number, place in enumerate(places):
        if values[number] or values[number + 1] or everywhere:
            chars[place] = "|"
        if values[number + 1] and (first := _FIRST.search(cells[number])):
            chars[place - len(cells[number]) + first.start()] = "|"
    if mark in _OF_FILES:
        chars = [" " if each == '"' else each for each in chars]
    return "".join(chars)


def _marks(line: str, mark: str) -> list[int]:
    """
    Where marks stand that no quotation marks enclose.
    """
    quoted, found = False, []
    for at, char in enumerate(line):
        if char == '"':
            quoted = not quoted
        elif char == mark and not quoted:
            found.append(at)
    return found
