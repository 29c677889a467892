"""
A piece of the report with marks under it.

```
  +- report.txt:35:49  the way to the cell
35| (一)予以公开 | 367 | 5 | 376 |
  |                          ^^^ this is wrong
  |                ~~~~~~~ these two it disagrees with
```
"""

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from disclint.outputs import ink
from disclint.outputs.view import View
from disclint.source import Source, Span

# How much of a long line is shown before its mark, in columns.
_BEFORE = 0.5
_GAP = "..."
_LEAST = 40


@frozen
class Mark:
    """
    A stretch to underline, and what to say beside it; `main` marks are what is wrong.
    """

    span: Span
    text: str = ""
    main: bool = False


@frozen
class _Line:
    """
    A line of the text, or the window of it that is shown, and its number in the user's file.
    """

    number: int
    start: int
    text: str
    before: bool = False
    after: bool = False


def gutter(source: Source, marks: Iterable[Mark]) -> int:
    """
    The columns that the line numbers need.
    """
    return max((len(str(_number(source, each.span.start))) for each in marks), default=1)


def lines(source: Source, marks: Sequence[Mark], view: View, indent: int) -> Iterator[str]:
    """
    The lines that hold the marks, in the order of the text, each with its marks underneath.
    """
    by_line: dict[int, list[Mark]] = {}
    for mark in marks:
        by_line.setdefault(_line_start(source, mark.span.start), []).append(mark)
    for at, (start, here) in enumerate(sorted(by_line.items())):
        if at:
            yield f"{' ' * indent}:"
        yield from _framed(source, start, here, view, indent)


def _framed(
    source: Source, start: int, marks: Sequence[Mark], view: View, indent: int
) -> Iterator[str]:
    end = source.text.find("\n", start)
    whole = source.text[start : len(source.text) if end < 0 else end]
    marks = sorted(marks, key=lambda each: (not each.main, each.span))
    line = _Line(_number(source, marks[0].span.start), start, whole)
    room = max(_LEAST, view.width - indent - 2)
    line = _window(line, marks, room)
    number = ink.paint(str(line.number).rjust(indent), ink.BLUE, color=view.color)
    bar = ink.paint("│", ink.BLUE, color=view.color)
    yield f"{number}{bar} {_shown(line)}".rstrip()
    for group in _together(marks):
        yield f"{' ' * indent}{bar} {_underline(line, group, view)}"


def _together(marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    """
    Marks that say the same share one line under the text.
    """
    groups: dict[tuple[bool, str], list[Mark]] = {}
    for each in marks:
        groups.setdefault((each.main, each.text), []).append(each)
    yield from groups.values()


def _underline(line: _Line, marks: Sequence[Mark], view: View) -> str:
    signs: list[str] = []
    sign = "^" if marks[0].main else "~"
    for mark in sorted(marks, key=lambda each: each.span):
        first, last = _columns(line, mark.span)
        signs.extend(" " * (first - len(signs)))
        signs.extend(sign * (max(last, first + 1) - len(signs)))
    style = ink.RED if marks[0].main else ink.BLUE
    words = visible(marks[0].text)
    return ink.paint(f"{''.join(signs)} {words}".rstrip(), style, color=view.color)


def _columns(line: _Line, span: Span) -> tuple[int, int]:
    """
    The columns from and to which a span is underlined; what lies outside the window is cut.
    """
    offset = len(_GAP) if line.before else 0
    first = min(max(0, span.start - line.start), len(line.text))
    last = min(max(first, span.end - line.start), len(line.text))
    return offset + _width(line.text[:first]), offset + _width(line.text[:last])


def _shown(line: _Line) -> str:
    return f"{_GAP if line.before else ''}{visible(line.text)}{_GAP if line.after else ''}"


def _window(line: _Line, marks: Sequence[Mark], room: int) -> _Line:
    """
    The part of a long line round its first mark, and as many of the others as fit.
    """
    if len(line.text) * 2 <= room or _width(line.text) <= room:
        return line
    room -= 2 * len(_GAP)
    centre = min(max(0, marks[0].span.start - line.start), len(line.text))
    first = centre
    while first > 0 and _width(line.text[first - 1 : centre]) <= room * _BEFORE:
        first -= 1
    last = first
    left = room
    while last < len(line.text) and left > 0:
        left -= _width(line.text[last])
        last += 1
    while first > 0 and left > 0:
        first -= 1
        left -= _width(line.text[first])
    return evolve(
        line,
        start=line.start + first,
        text=line.text[first:last],
        before=first > 0,
        after=last < len(line.text),
    )


def visible(text: str) -> str:
    """
    Words of a report as they can be printed on one line.
    """
    return "".join(ink.visible(each) for each in text)


def _width(text: str) -> int:
    return ink.width(visible(text))


def _number(source: Source, at: int) -> int:
    return source.locate(Span(at, at)).line or 1


def _line_start(source: Source, at: int) -> int:
    return source.text.rfind("\n", 0, at) + 1
