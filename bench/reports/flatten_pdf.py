"""
How a PDF comes apart: labels wrapped around their numbers, headers down the side.
"""

import re
from random import Random

from bench.reports.draft import Cell, Grid
from bench.reports.forms import DISPOSITION

_WIDTH = 34
_LABEL = 15
_PAGE = 26
_NUMBER = re.compile(r"(?<=[一-鿿])(\d+)(?=[年月日件条个场期])")


def pdf(grid: Grid, random: Random) -> list[str]:
    """
    Rows with blanks between the cells, in the shape of their table.
    """
    del random
    if len(grid[-1]) == 15:
        return _disputes(grid)
    if grid[0][0].rows == 3:
        return _requests(grid)
    return [" ".join(cell.text for cell in row) for row in grid]


def narrative(text: str) -> list[str]:
    """
    A paragraph in lines of a page's width, with blanks around its numbers.
    """
    roomy = _NUMBER.sub(r" \1 ", text)
    return wrapped(roomy, _WIDTH)


def paged(lines: list[str]) -> list[str]:
    """
    The lines with a page number after every page.
    """
    numbered = []
    for at, text in enumerate(lines, 1):
        numbered.append(text)
        if at % _PAGE == 0:
            numbered.append(f"- {at // _PAGE} -")
    return numbered


def wrapped(text: str, width: int) -> list[str]:
    """
    A text cut into lines, never inside a number.
    """
    lines = []
    while len(text) > width:
        cut = width
        while cut > 1 and text[cut - 1].isascii() and text[cut].isascii():
            cut -= 1
        cut += text[cut] in "，。；：、）》”"
        lines.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*lines, text] if text else lines


def _requests(grid: Grid) -> list[str]:
    note = wrapped(grid[0][0].text, 20)
    labels = [cell.text for cell in grid[2]]
    lines = ["申请人情况", f"{note[0]} 法人或其他组织", *note[1:]]
    lines.append(f"{grid[1][0].text} {grid[1][-1].text}")
    lines += _wrapped_header(labels)
    side = _side_header(len(grid) - 3)
    group: list[str] = []
    for at, row in enumerate(grid[3:]):
        names = [cell for cell in row if not cell.address and cell.text != DISPOSITION]
        if len(names) == 2:
            group = _group(names[0], group)
        body = _row_lines(names[-1].text, [cell.text for cell in row if cell.address])
        if group and group[0] == "":
            group.pop(0)
        elif group:
            body[0] = f"{group.pop(0)} {body[0]}"
            body += [group.pop(0)] if group else []
        lines += side.get(at, [])
        lines += body
    return lines


def _group(cell: Cell, _before: list[str]) -> list[str]:
    """
    The two halves of a group's label, due half-way down the group.
    """
    halves = [cell.text[:4], cell.text[4:]]
    return [""] * ((cell.rows - 1) // 2) + halves


def _side_header(rows: int) -> dict[int, list[str]]:
    pieces = ["三、", *DISPOSITION[2:]]
    first = max(rows // 2 - len(pieces) // 2, 3)
    return {first + at: [piece] for at, piece in enumerate(pieces)}


def _row_lines(label: str, numbers: list[str]) -> list[str]:
    pieces = wrapped(label, _LABEL) if len(label) > _LABEL + 4 else [label]
    joined = " ".join(each for each in numbers if each)
    if len(pieces) == 1:
        return [f"{label} {joined}"]
    if len(pieces) == 2:
        return [pieces[0], joined, pieces[1]]
    middle = len(pieces) // 2
    pieces[middle] += f" {joined}"
    return pieces


def _wrapped_header(labels: list[str]) -> list[str]:
    heads = [label[:-2] for label in labels if len(label) > 2]
    tails = [label[-2:] for label in labels if len(label) > 2]
    return [" ".join(heads), labels[-1], " ".join(tails)]


def _disputes(grid: Grid) -> list[str]:
    lines = ["行政复议 行政诉讼", "未经复议直接起诉 复议后起诉"]
    labels = [cell.text for row in grid[1:-1] for cell in row if cell.columns == 1]
    lines.append(" ".join(label[:2] for label in labels if label != "总计"))
    lines.append("总计 总计 总计")
    lines.append(" ".join(label[2:] for label in labels if label != "总计"))
    return [*lines, " ".join(cell.text for cell in grid[-1])]
