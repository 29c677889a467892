"""
What somebody has changed in a report that is otherwise as it was read: edits that count in the text as it was.

    edits lie apart, in the order of the text; a change of what was changed before becomes one with it
"""

import re
from collections.abc import Sequence

from disclint.errors import UsageError
from disclint.result import Result
from disclint.source import Edit, Source, Span

# A report has some ten thousand characters; nobody types more than this by hand.
MOST_EDITS, LONGEST = 2_000, 100_000
_BLANKS = re.compile(r"\s+")
_LINE_ENDS = re.compile(r"\r\n?")
# A bar parts cells; this one looks the same and does not.
_BAR, _NO_BAR = "|", "｜"


def replaced(text: str, edits: Sequence[Edit], span: Span, new: str) -> tuple[Edit, ...]:
    """
    The edits of `text` after `new` took the place of `span`, which counts in the text as edited so far.

    Raises ValueError if the span lies outside of it.
    """
    now = 0
    before: list[Edit] = []
    touched: list[tuple[Edit, int]] = []
    after: list[Edit] = []
    grown = grown_before = 0
    for each in edits:
        start = each.span.start + grown
        end = start + len(each.text)
        if end < span.start:
            before.append(each)
            grown_before += each.growth
        elif start > span.end:
            after.append(each)
        else:
            touched.append((each, start))
        grown += each.growth
    now = len(text) + grown
    if not 0 <= span.start <= span.end <= now:
        raise ValueError("outside of the text")
    made = _merged(touched, span, new, grown_before)
    kept = [made] if text[made.span.start : made.span.end] != made.text else []
    return (*before, *kept, *after)


def _merged(touched: Sequence[tuple[Edit, int]], span: Span, new: str, grown: int) -> Edit:
    if not touched:
        return Edit(Span(span.start - grown, span.end - grown), new)
    first, at = touched[0]
    last, last_at = touched[-1]
    inner = sum(each.growth for each, _ in touched)
    start = min(span.start - grown, first.span.start)
    end = max(span.end - grown - inner, last.span.end)
    # Of what was new, that which stays stands at the ends.
    head = first.text[: max(0, span.start - at)]
    tail = last.text[max(0, span.end - last_at) :]
    return Edit(Span(start, end), f"{head}{new}{tail}")


def given(written: object, source: Source) -> tuple[Edit, ...]:
    """
    Edits as a page sends them, `[[start, end, text], …]`.  Raises UsageError for anything else.
    """
    if not isinstance(written, list) or len(written) > MOST_EDITS:
        raise refused()
    edits = tuple(_edit(each) for each in written)
    at = 0
    for each in edits:
        if not at <= each.span.start <= each.span.end <= len(source.text):
            raise refused()
        at = each.span.end
    if sum(len(each.text) for each in edits) > LONGEST:
        raise too_long()
    return edits


def _edit(written: object) -> Edit:
    match written:
        case [int(start), int(end), str(text)] if not isinstance(start, bool) and not isinstance(end, bool):
            # Half a character, which JSON can hold, is none.
            return Edit(Span(start, end), text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    raise refused()


def change(written: object, result: Result) -> tuple[Span, str]:
    """
    A change of what `result` was made from, as a page sends it, as it can stand there: in a cell on one line.
    """
    made = _edit(written)
    text = result.source.text if result.source else ""
    if not 0 <= made.span.start <= made.span.end <= len(text):
        raise refused()
    if len(made.text) > LONGEST:
        raise too_long()
    if not _is_in_cell(made.span, result):
        return made.span, _LINE_ENDS.sub("\n", made.text)
    new = _BLANKS.sub(" ", made.text).strip().replace(_BAR, _NO_BAR)
    return made.span, _apart(text, made.span, new)


def refilled(result: Result, edits: Sequence[Edit], span: Span) -> Span:
    """
    Where a change of an empty place belongs: where the words stood that were taken out there, if any were.

    An empty cell between bars may be said to stand at any of its blanks; with its place, emptying and filling it are one change.
    """
    if span or result.source is None:
        return span
    text, grown = result.source.text, 0
    for each in edits:
        at = each.span.start + grown
        grown += each.growth
        if each.span and not each.text and _is_blank_cell(text, min(at, span.start), max(at, span.start)):
            return Span(at, at)
    return span


def _is_blank_cell(text: str, start: int, end: int) -> bool:
    before, after = text[:start].rstrip(" "), text[end:].lstrip(" ")
    edges = (before[-1:], after[:1])
    return (
        not text[start:end].strip(" ") and _BAR in edges and all(each in ("", "\n", _BAR) for each in edges)
    )


def _is_in_cell(span: Span, result: Result) -> bool:
    grids = result.source.grids if result.source else ()
    tables = result.report.tables if result.report else ()
    return any(cell.span.holds(span) for grid in grids for cell in grid.cells) or any(
        cell.span == span for table in tables for cell in table.cells()
    )


def _apart(text: str, span: Span, new: str) -> str:
    # Where nothing but place parts two numbers, they stay two.
    before, after = text[: span.start][-1:], text[span.end : span.end + 1]
    head = " " if new[:1].isdecimal() and before.isdecimal() else ""
    tail = " " if new[-1:].isdecimal() and after.isdecimal() else ""
    return f"{head}{new}{tail}"


def refused() -> UsageError:
    """
    The error for what no page of ours sends.
    """
    return UsageError(
        "the change does not fit the report",
        "open the file again",
        zh=("修改的内容与报告对不上", "请重新打开文件"),
    )


def too_long() -> UsageError:
    """
    The error for more than anybody types.
    """
    return UsageError(
        f"more than {LONGEST:,} characters were changed",
        "change the file itself and open it again",
        zh=(f"修改的内容超过 {LONGEST} 字", "请在原文件里修改后重新打开"),
    )
