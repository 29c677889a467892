"""
Markdown: text whose marks are blanked in place, so that no character moves.

Pipe tables stay pipe tables, and become grids where they have a header and a separator.
Refuses to render: lists, links and emphasis other than bold stay as they are written.
"""

import re

from disclint.readers import html, plain
from disclint.source import Grid, GridCell, Piece, Source, Span

_RULE_LIKE = re.compile(r"^[|:\- \t]+(?=\r?$)", re.MULTILINE)
# One or two dashes alone are a value (“无”), not a rule between header and rows.
_RULE_CELL = re.compile(r":-+:?|-+:|-{3,}")
_MARK = re.compile(
    r"^[ \t]{0,3}#{1,6}(?=[ \t])|\*\*|&(?:nbsp|ensp|emsp|thinsp|#160|#12288|#x[aA]0|#x3000);"
    # Cells are broken and coloured by tags, and converters put a backslash before what might be a mark.
    r"|</?(?:br|b|strong|i|em|u|span|font|center|div|p)\b[^<>]{0,200}>|\\(?=[.*_#()+~\[\]-])",
    re.MULTILINE | re.IGNORECASE,
)
_HEADING = re.compile(r"^#{1,6} +\S", re.MULTILINE)
_BAR = re.compile(r"(?<!\\)\|")
_TABLE_TAG = re.compile(r"<table(?:\s[^<>]*)?>", re.IGNORECASE)


def read(text: str, name: str) -> Source:
    """
    The source of Markdown; tables written as HTML in it are read as HTML.
    """
    if _TABLE_TAG.search(text):
        return html.read(text, name, looked_at=blanked(text), media="markdown")
    written = plain.uniform(text)
    shown = blanked(written)
    moved: tuple[Piece, ...] = plain.pieces(text) if "\r" in text else ()
    file = None if shown == text else text
    return Source(shown, name, "markdown", file, moved, _grids(written))


def is_likely(text: str) -> bool:
    """
    Whether text that nobody calls Markdown has a table separator or several headings.
    """
    if _may_be_ruled(text) and any(_columns_ruled(each.group()) for each in _RULE_LIKE.finditer(text)):
        return True
    return "# " in text and len(_HEADING.findall(text)) > 1


def blanked(text: str) -> str:
    """
    `text` with separators, heading and bold marks and written-out blanks made spaces.
    """
    if _may_be_ruled(text):
        text = _RULE_LIKE.sub(_spaces_for_rule, text)
    return _MARK.sub(_spaces, text)


def _may_be_ruled(text: str) -> bool:
    return "|" in text and any(each in text for each in ("---", ":-", "-:"))


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _spaces_for_rule(match: re.Match[str]) -> str:
    return _spaces(match) if _columns_ruled(match.group()) else match.group()


def _columns_ruled(line: str) -> int:
    """
    How many columns a separator has; 0 for a line that is none.
    """
    ruled = line.strip()
    if "|" not in ruled or "-" not in ruled:
        return 0
    cells = ruled.removeprefix("|").removesuffix("|").split("|")
    return len(cells) if all(_RULE_CELL.fullmatch(each.strip()) for each in cells) else 0


def _grids(text: str) -> tuple[Grid, ...]:
    if not _may_be_ruled(text):
        return ()
    lines = _lines(text)
    found = []
    at = 1
    while at < len(lines):
        columns = _columns_ruled(_written(text, lines[at]))
        rows = [_cells(text, lines[at - 1])] if columns else []
        at += 1
        if not columns or len(rows[0]) != columns:
            continue
        while at < len(lines) and (row := _cells(text, lines[at])):
            if not _columns_ruled(_written(text, lines[at])):
                rows.append(row)
            at += 1
        found.append(_grid(rows))
    return tuple(found)


def _grid(rows: list[list[Span]]) -> Grid:
    cells = [
        GridCell(span, row, column) for row, spans in enumerate(rows) for column, span in enumerate(spans)
    ]
    return Grid(Span(cells[0].span.start, cells[-1].span.end), tuple(cells))


def _lines(text: str) -> list[Span]:
    ends = [match.start() for match in re.finditer("\n", text)]
    starts = [0, *(each + 1 for each in ends)]
    return [Span(start, end) for start, end in zip(starts, [*ends, len(text)], strict=True)]


def _written(text: str, line: Span) -> str:
    return text[line.start : line.end]


def _cells(text: str, line: Span) -> list[Span]:
    """
    The trimmed spans of a pipe row's cells; none for a line that is no pipe row.
    """
    shown = _written(text, line)
    bars = [match.start() for match in _BAR.finditer(shown)]
    if not bars:
        return []
    starts = [0, *(each + 1 for each in bars)]
    ends = [*bars, len(shown)]
    # A bar at the row's edge is its frame; any other stands between two cells.
    first = 0 if shown[: bars[0]].strip() else 1
    last = len(starts) if shown[bars[-1] + 1 :].strip() else -1
    if len(bars) == 1 and first and last < 0:
        return []
    edges = zip(starts[first:last], ends[first:last], strict=True)
    return [_trimmed(shown, line.start, start, end) for start, end in edges]


def _trimmed(shown: str, offset: int, start: int, end: int) -> Span:
    kept = shown[start:end]
    first = start + len(kept) - len(kept.lstrip())
    if first >= end:
        return Span(offset + start, offset + start)
    return Span(offset + first, offset + start + len(kept.rstrip()))
