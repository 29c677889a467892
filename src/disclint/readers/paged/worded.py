"""
Words in the place of a number in a table without any border, which a narrow column wraps: 见附 above 件.
"""

from collections.abc import Sequence

from disclint.readers.paged.blocks import Line, Mark, chunks
from disclint.readers.paged.numbers import VALUES, Body, values

# Lines of one cell are no further apart, in heights; and such words are no longer.
_WRAPPED, _LONGEST = 1.7, 6


def worded(lines: Sequence[Line], body: Body) -> list[Line]:
    """
    The lines of a body, words that stand in the one column for which a row has no number put into that row.
    """
    found: list[Line | None] = list(lines)
    for at, line in enumerate(lines):
        own = values(line)
        if len(own) != len(body.columns) - 1:
            continue
        taken = {over for each in own for over in body.over(each)}
        free = [each for each in range(len(body.columns)) if each not in taken]
        if len(free) != 1:
            continue
        near = [
            (each, piece)
            for each in range(max(0, at - 1), min(len(lines), at + 2))
            if found[each] is not None and abs(lines[each].middle - line.middle) <= _WRAPPED * line.size
            for piece in chunks(lines[each], VALUES)
            if piece not in values(lines[each]) and _is_in(piece, body, free[0])
        ]
        if len({each for each, _ in near}) < 2 or sum(len(piece.marks) for _, piece in near) > _LONGEST:
            # A word that stands on the row alone is there already.
            continue
        word = [mark for _, piece in near for mark in piece.marks]
        for each, piece in near:
            found[each] = _without(found[each], piece)
        found[at] = _with(found[at] or line, word, body.columns[free[0]].end)
    return [each for each in found if each is not None]


def _is_in(piece: Line, body: Body, column: int) -> bool:
    own = body.columns[column]
    last = column == len(body.columns) - 1
    before = body.columns[column - 1].end if column else own.start - 2 * piece.size
    after = own.end + 2 * piece.size if last else body.columns[column + 1].start
    return before < piece.x0 and piece.x1 < after and body.over(piece) == [column]


def _without(line: Line | None, piece: Line) -> Line | None:
    if line is None:
        return None
    gone = {each[5] for each in piece.marks}
    return _line(line, [each for each in line.marks if each[5] not in gone])


def _with(line: Line, word: list[Mark], end: float) -> Line:
    """
    The line with a word before what stands right of its column.
    """
    at = next((index for index, each in enumerate(line.marks) if each[1] > end), len(line.marks))
    made = _line(line, [*line.marks[:at], *word, *line.marks[at:]])
    # Before the first mark and behind the last one there is no gap.
    parted = frozenset(each for each in (at, at + len(word)) if 0 < each < len(line.marks) + len(word))
    inside = frozenset(range(at + 1, at + len(word)))
    return Line(
        made.marks, line.x0, line.y0, line.x1, line.y1, (made.gaps - inside) | parted,
        (made.blanks - inside) | parted, line.page,
    ) if made else line  # fmt: skip


def _line(line: Line, marks: list[Mark]) -> Line | None:
    """
    A line of these marks, apart where those of the line are; None without any.
    """
    gaps, blanks = ({line.marks[each][5] for each in found} for found in (line.gaps, line.blanks))
    if not marks:
        return None
    return Line(
        marks, min(each[1] for each in marks), line.y0, max(each[3] for each in marks), line.y1,
        frozenset(at for at, each in enumerate(marks) if at and each[5] in gaps),
        frozenset(at for at, each in enumerate(marks) if at and each[5] in blanks), line.page,
    )  # fmt: skip
