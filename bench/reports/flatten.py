"""
Ways in which extraction flattens a table to lines of text.
"""

from random import Random

from attrs import evolve

from bench.reports.draft import Cell, Grid

_BROKEN = (
    "商业企业",
    "科研机构",
    "社会公益组织",
    "法律服务机构",
    "结果维持",
    "其他结果",
    "尚未审结",
)


def pipe(grid: Grid, _random: Random) -> list[str]:
    """
    Rows with bars between the cells that are there.
    """
    return [" | ".join(cell.text for cell in row) for row in grid]


def pipe_leading(grid: Grid, _random: Random) -> list[str]:
    """
    Rows with bars all around and an empty cell for every place a span covers.
    """
    return [f"| {' | '.join(row)} |" for row in padded(grid)]


def pipe_ragged(grid: Grid, _random: Random) -> list[str]:
    """
    Rows that end in as many bars as the widest row has cells left.
    """
    widest = max(len(row) for row in grid)
    lines = []
    for row in grid:
        missing = widest - len(row)
        tail = (" |" + "|" * (missing - 1)) if missing else " |"
        lines.append(" | ".join(cell.text for cell in row) + tail)
    return lines


def lines_plain(grid: Grid, _random: Random) -> list[str]:
    """
    One cell per line.
    """
    return [cell.text for row in grid for cell in row]


def lines_bar(grid: Grid, random: Random) -> list[str]:
    """
    One cell per line, ending in a bar, with lines of stray bars.
    """
    lines = []
    for row in grid:
        lines += [f"{cell.text} |" for cell in row]
        if random.random() < 0.4:
            lines.append("|" * random.randint(2, 6))
    return lines


def bars_alternate(grid: Grid, _random: Random) -> list[str]:
    """
    A cell and a bar on alternate lines.
    """
    return [line for row in grid for cell in row for line in (cell.text, "|")]


def header_broken(grid: Grid, random: Random) -> list[str]:
    """
    One cell per line with the labels of the header in two lines.
    """
    del random
    lines = []
    for cell in (cell for row in grid for cell in row):
        if cell.text in _BROKEN:
            lines += [cell.text[: len(cell.text) // 2], cell.text[len(cell.text) // 2 :]]
        else:
            lines.append(cell.text)
    return lines


def spaced(grid: Grid, _random: Random) -> list[str]:
    """
    Rows with a blank between the cells.
    """
    return [" ".join(cell.text for cell in row) for row in grid]


def tabbed(grid: Grid, _random: Random) -> list[str]:
    """
    Rows with a tab between the cells, as sheets and word processors paste them.
    """
    return ["\t".join(cell.text for cell in row) for row in grid]


def glued(grid: Grid, _random: Random) -> list[str]:
    """
    A whole table without any separator.
    """
    return ["".join(cell.text for row in grid for cell in row)]


def markdown(grid: Grid, random: Random) -> list[str]:
    """
    Markdown tables, a new one wherever a 第二十条 caption begins.
    """
    del random
    lines: list[str] = []
    fresh = True
    for row, cells in zip(grid, padded(grid), strict=True):
        if row[0].text.startswith("第二十条"):
            lines += ["", row[0].text, ""]
            fresh = True
            continue
        lines.append(f"| {' | '.join(cells)} |")
        if fresh:
            lines.append("|" + "---|" * len(cells))
            fresh = False
    return [*lines, ""]


def padded(grid: Grid) -> list[list[str]]:
    """
    Rows of equal length: the text where a cell begins, nothing where it extends.
    """
    taken: set[tuple[int, int]] = set()
    texts: dict[tuple[int, int], str] = {}
    for at, row in enumerate(grid):
        column = 0
        for cell in row:
            while (at, column) in taken:
                column += 1
            texts[at, column] = cell.text
            taken |= _covered(at, column, cell)
    width = 1 + max(column for _, column in taken)
    return [[texts.get((at, column), "") for column in range(width)] for at in range(len(grid))]


def _covered(at: int, column: int, cell: Cell) -> set[tuple[int, int]]:
    return {(at + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}


def without_row(grid: Grid, address: str) -> Grid:
    """
    The grid without the row of that address, spans shortened; it must not open a group.
    """
    at = next(index for index, row in enumerate(grid) if any(cell.address == address for cell in row))
    rows = []
    for index, row in enumerate(grid[:at]):
        shorter = (evolve(cell, rows=cell.rows - 1) if index + cell.rows > at else cell for cell in row)
        rows.append(tuple(shorter))
    return (*rows, *grid[at + 1 :])
