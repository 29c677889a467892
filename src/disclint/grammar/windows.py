"""
Which of the cells between bars are a row's, where there are more of them than columns.

    row := padding cell{columns} padding        padding is blank, and of most rows the same
         | (cell cell*)*                        cells that were merged, once for each column that they cover
         | padding cell{columns} remark         words, a share in percent, or a dash where the other rows tell that no column is there

Refuses to leave out a cell in which a number stands.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from disclint.grammar import readings
from disclint.grammar.cutting import Reading
from disclint.grammar.dealing import Segment
from disclint.grammar.values import Value
from disclint.syntax import BLANK, DASH, NUMBER, TEXT


def padding(segments: Sequence[Segment]) -> Mapping[int, int]:
    """
    How many cells stand behind the values of most rows that leave no choice, by the number of columns.
    """
    seen: dict[int, Counter[int]] = {}
    for each in segments:
        starts = [] if each.cells is None else starts_of(each.cells, each.columns)
        if each.cells is not None and len(starts) == 1:
            behind = len(each.cells) - each.columns - starts[0]
            seen.setdefault(each.columns, Counter())[behind] += 1
    return {width: found.most_common(1)[0][0] for width, found in seen.items()}


def windows(cells: Sequence[Value], width: int, behind: int | None, *, total_last: bool) -> list[Reading]:
    """
    The runs of `width` cells that leave out none but blank ones.
    """
    if len(cells) < width:
        return readings.blanks([each for each in cells if each.state != BLANK], width, total_last=total_last)
    starts = starts_of(cells, width)
    if not starts and (remarked := _before_remark(cells, width, behind)):
        return [remarked]
    if not starts:
        filled = [each for each in cells if each.state != BLANK]
        once = None if _is_gapped(cells) else readings.unrepeated(filled, width)
        if once and (not total_last or readings.sums(once)):
            return [once]
        return readings.readings(filled, width, 1, total_last=total_last)
    if behind is not None and len(cells) - width - behind in starts:
        # A blank at either end of the row: the other rows tell where the columns stand.
        starts = [len(cells) - width - behind]
    # Bars that trail are the commonest padding: it is the leftmost window, the only one whose total can be a number.
    return [tuple(cells[starts[0] : starts[0] + width])]


def _before_remark(cells: Sequence[Value], width: int, behind: int | None) -> Reading | None:
    """
    The cells of a row before a column of remarks that the form does not have, where one stands in it.

    What has no digit is no count, nor is a share; a dash may be one, if other rows do not tell.
    """
    held = max(at for at, each in enumerate(cells, 1) if each.state != BLANK)
    last = held - 1 if behind is None else len(cells) - behind
    outside = [*cells[: max(0, last - width)], *cells[last:]]
    remarks = [each for each in outside if each.state != BLANK]
    is_told = behind is not None or all(each.state == NUMBER for each in cells[last - width : last])
    if last < width or not is_told or not all(_is_remark(each, behind) for each in remarks):
        return None
    return tuple(cells[last - width : last])


def _is_remark(cell: Value, behind: int | None) -> bool:
    if cell.state == DASH:
        return behind is not None
    return cell.state == TEXT and (cell.raw.endswith("%") or not any(each.isdigit() for each in cell.raw))


def _is_gapped(cells: Sequence[Value]) -> bool:
    states = "".join(" " if each.state == BLANK else "x" for each in cells)
    return " " in states.strip()


def starts_of(cells: Sequence[Value], width: int) -> Sequence[int]:
    """
    Where so many cells begin beside which nothing stands.
    """
    filled = [index for index, each in enumerate(cells) if each.state != BLANK]
    first, behind = (filled[0], filled[-1] + 1) if filled else (len(cells), 0)
    return range(max(behind - width, 0), min(first, len(cells) - width) + 1)
