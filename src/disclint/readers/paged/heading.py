"""
The heads of tables without any border: labels that go on below, each under its own beginning, and a label beside two rows of others.
"""

from collections.abc import Sequence
from itertools import pairwise

from disclint.readers.paged.blocks import Line, Mark, chunks, is_number

# Labels stand apart by this much of their height; a label goes on no further below than this.
_APART, _PITCH = 0.6, 1.7
_FEWEST = 3
# A label that is centred beside two rows is no further from each.
_NEAR = 0.4


def joined(lines: Sequence[Line]) -> list[Line]:
    """
    The lines in the order in which they are read, those with the rests of labels put to the line above them.
    """
    found: list[Line] = []
    for at, line in enumerate(lines):
        if 0 < at < len(lines) - 1 and _is_beside(line, lines[at - 1], lines[at + 1]):
            found[-1] = _side_by_side(line, found[-1])
            continue
        whole = _whole(found[-1], line) if found else None
        if whole is None:
            found.append(line)
        else:
            found[-1] = whole
    return found


def _is_beside(line: Line, above: Line, below: Line) -> bool:
    near = _NEAR * line.size
    return (
        line.x1 < min(above.x0, below.x0)
        and line.y0 - above.y1 < near and below.y0 - line.y1 < near
    )  # fmt: skip


def _side_by_side(left: Line, right: Line) -> Line:
    behind = len(left.marks)
    gaps, blanks = (
        first | {behind} | {behind + each for each in second}
        for first, second in ((left.gaps, right.gaps), (left.blanks, right.blanks))
    )
    return Line([*left.marks, *right.marks], left.x0, right.y0, right.x1, right.y1, gaps, blanks, right.page)


def _whole(line: Line, rest: Line) -> Line | None:
    """
    The line with each label's rest behind it; None if what stands below is none.
    """
    if rest.middle - line.middle > _PITCH * line.size or len(line.gaps) + 1 < _FEWEST or not rest.gaps:
        return None
    labels, rests = chunks(line, _APART), chunks(rest, _APART)
    if not len(labels) >= _FEWEST or not 1 < len(rests) <= len(labels):
        return None
    if any(is_number(each.text()) for each in (*labels, *rests)):
        return None
    below: dict[int, Line] = {}
    for each in rests:
        over = [at for at, label in enumerate(labels) if label.x0 < each.x1 and each.x0 < label.x1]
        if len(over) != 1 or over[0] in below:
            return None
        below[over[0]] = each
    marks: list[Mark] = []
    starts = []
    for at, label in enumerate(labels):
        starts.append(len(marks))
        marks.extend(label.marks)
        marks.extend(below[at].marks if at in below else ())
    if not all(a.x1 < b.x0 for a, b in pairwise(labels)):
        return None
    gaps = frozenset(starts[1:])
    return Line(marks, min(line.x0, rest.x0), line.y0, max(line.x1, rest.x1), rest.y1, gaps, gaps, line.page)
