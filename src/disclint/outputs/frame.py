"""
A line of the report with marks under it.

```
  ┌─ report.txt:35:49  the way to the cell
35│ (一)予以公开 | 367 | 5 | 376 |
  │                          ^^^ this is wrong
  │                ~~~   ~ these two it disagrees with
```
"""

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from disclint.outputs import ink
from disclint.outputs.view import View
from disclint.source import Source, Span

_GAP = "..."
_LEAST = 40


@frozen
class Mark:
    """
    A stretch to underline, and what to say beside it.
    """

    span: Span
    text: str = ""


@frozen
class Picture:
    """
    The lines of a frame, and the marks that lie outside what it shows.
    """

    lines: tuple[str, ...]
    outside: tuple[Mark, ...]


@frozen
class _Line:
    """
    A line of the text, or the window of it that is shown.
    """

    start: int
    text: str
    before: bool = False
    after: bool = False

    def holds(self, span: Span) -> bool:
        """
        Whether the stretch begins in the window.
        """
        return self.start <= span.start < self.start + max(1, len(self.text))


def number(source: Source, at: int) -> str:
    """
    The number of the line, in the user's file, that a character stands in; nothing where a file has no lines.
    """
    line = source.locate(Span(at, at)).line
    return "" if line is None else str(line)


def picture(
    source: Source, wrong: Sequence[Mark], related: Iterable[Mark], view: View, indent: int
) -> Picture:
    """
    The line that `wrong` marks lie in, they and the related marks in it underlined.
    """
    start = source.text.rfind("\n", 0, wrong[0].span.start) + 1
    end = source.text.find("\n", start)
    whole = _Line(start, source.text[start : len(source.text) if end < 0 else end])
    # In a paragraph of one line what surrounds the finding is all that can be shown.
    line = _window(whole, wrong[0].span, max(_LEAST, view.width - indent - 2))
    inside: list[Mark] = []
    outside: list[Mark] = []
    for mark in related:
        (inside if line.holds(mark.span) else outside).append(mark)
    counted = number(source, wrong[0].span.start).rjust(indent)
    bar = ink.paint("│", ink.BLUE, color=view.color)
    lines = [f"{ink.paint(counted, ink.BLUE, color=view.color)}{bar} {_shown(line)}".rstrip()]
    for marks, sign, style in ((wrong, "^", ink.RED), (inside, "~", ink.BLUE)):
        if marks:
            under = ink.paint(_underline(line, marks, sign), style, color=view.color)
            lines.append(f"{' ' * indent}{bar} {under}")
    return Picture(tuple(lines), tuple(outside))


def visible(text: str) -> str:
    """
    Words of a report as they can be printed on one line.
    """
    return "".join(ink.visible(each) for each in text)


def _underline(line: _Line, marks: Sequence[Mark], sign: str) -> str:
    signs: list[str] = []
    for mark in sorted(marks, key=lambda each: each.span):
        first, last = _columns(line, mark.span)
        signs.extend(" " * (first - len(signs)))
        signs.extend(sign * (max(last, first + 1) - len(signs)))
    # Words for one place would be taken for words about all.
    said = {each.text for each in marks}
    words = visible(said.pop()) if len(said) == 1 else ""
    return f"{''.join(signs)} {words}".rstrip()


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


def _window(line: _Line, span: Span, room: int) -> _Line:
    """
    The part of a long line round a place: about half of the room before it, the rest behind.
    """
    if len(line.text) * 2 <= room or _width(line.text) <= room:
        return line
    room -= 2 * len(_GAP)
    at = min(max(0, span.start - line.start), len(line.text))
    first, left = _backwards(line.text, at, room // 2)
    last, left = _forwards(line.text, at, left + room - room // 2)
    first, _ = _backwards(line.text, first, left)
    return evolve(
        line,
        start=line.start + first,
        text=line.text[first:last],
        before=first > 0,
        after=last < len(line.text),
    )


def _backwards(text: str, at: int, room: int) -> tuple[int, int]:
    while at > 0 and (needed := _width(text[at - 1])) <= room:
        at, room = at - 1, room - needed
    return at, room


def _forwards(text: str, at: int, room: int) -> tuple[int, int]:
    while at < len(text) and (needed := _width(text[at])) <= room:
        at, room = at + 1, room - needed
    return at, room


def _width(text: str) -> int:
    return ink.width(visible(text))


def lines_of(words: str) -> Iterator[str]:
    """
    The lines of a longer text, each as it can be printed.
    """
    return (visible(each) for each in words.splitlines())
