"""
Text with marks in it, as HTML: what is marked is a link to its finding, and carries its number.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import accumulate

from attrs import define, field, frozen

from disclint.diagnostics import SEVERITIES, Diagnostic
from disclint.outputs import checklist
from disclint.outputs.view import View
from disclint.result import Result
from disclint.source import Span

RELATED, SUPPRESSED = "related", "suppressed"
# Which of several marks in one place gives its colour.
_ORDER = (*SEVERITIES, SUPPRESSED, RELATED)


@frozen
class Mark:
    """
    A place that the finding `number` speaks of; `kind` is its severity, `suppressed`, or `related`.

    `at` tells which of its places it is: 0 the place itself, then the related ones.
    """

    span: Span
    number: int
    kind: str
    address: str
    at: int = 0
    title: str = ""

    @property
    def is_nowhere(self) -> bool:
        """
        Whether it speaks of the whole document.
        """
        return self.span == Span(0, 0)


@define
class Canvas:
    """
    The text of a report and its marks, while it is being drawn; `prefix` keeps the ids of several reports apart.

    `drawn` are the ids that were given out: a place that is drawn twice is jumped to where it was drawn first.
    One that is `placed` tells of each paragraph and cell where it stands in the text, for pages in which they change.
    """

    text: str
    marks: Sequence[Mark]
    prefix: str
    drawn: set[str] = field(factory=set)
    placed: bool = False
    # The marks by where they begin, each with its number among all, and how far those up to each reach: a page has as many lines and cells as
    # it likes, and each looks for its marks.
    _stretches: list[tuple[int, int, int]] = field(init=False, repr=False)
    _starts: list[int] = field(init=False, repr=False)
    _reaches: list[int] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self._stretches = sorted((each.span.start, each.span.end, at) for at, each in enumerate(self.marks))
        self._starts = [start for start, _, _ in self._stretches]
        self._reaches = list(accumulate((end for _, end, _ in self._stretches), max))

    def place(self, span: Span) -> str:
        """
        The attribute that tells where something stands, if it is to be told.
        """
        return f' data-at="{span.start}-{span.end}"' if self.placed else ""

    def finding_id(self, number: int) -> str:
        """
        The id of a finding in the list.
        """
        return f"{self.prefix}-f{number}"

    def mark_id(self, number: int, at: int = 0) -> str:
        """
        The id of a place in the text.
        """
        return f"{self.prefix}-m{number}-{at}"

    def meeting(self, span: Span) -> list[Mark]:
        """
        The marks that share a character with a stretch, or stand in it without one.
        """
        first, last = span.start, span.end
        found = []
        for number in range(bisect_right(self._starts, last) - 1, -1, -1):
            if self._reaches[number] < first:
                break
            start, end, at = self._stretches[number]
            # A place without a character meets what it stands in, and at the edge of.
            if (first <= start <= last) if start == end else (first < last and start < last and first < end):
                found.append(at)
        return [self.marks[at] for at in sorted(found)]

    def marked(self, span: Span, marks: Iterable[Mark] | None = None) -> str:
        """
        A stretch of the text as HTML.
        """
        found = self.meeting(span) if marks is None else list(marks)
        if not found:
            return plain(self.text[span.start : span.end])
        return "".join(self._pieces(span, found))

    def linked(self, inner: str, marks: Sequence[Mark], ending: Sequence[Mark] | None = None) -> str:
        """
        HTML that is one place, with all marks in it; the worst gives the colour.

        The numbers of those that are `ending` here are told, or all.
        """
        first = min(marks, key=lambda each: (_ORDER.index(each.kind), each.number))
        numbers = dict.fromkeys(each.number for each in sorted(marks, key=lambda each: each.number))
        anchors = "".join(self._anchor(each) for each in marks)
        own = [each for each in (marks if ending is None else ending) if each.kind != RELATED]
        shown = ",".join(map(str, dict.fromkeys(each.number for each in own))) if own else ""
        sup = f"<sup>{shown}</sup>" if shown else ""
        classes = " ".join(dict.fromkeys((first.kind, *(f"n{each}" for each in numbers))))
        return (
            f'{anchors}<a class="m {classes}" href="#{self.finding_id(first.number)}"'
            f' title="{plain(first.title)}">{inner or "<i>&#9647;</i>"}{sup}</a>'
        )

    def _anchor(self, mark: Mark) -> str:
        id = self.mark_id(mark.number, mark.at)
        if id in self.drawn:
            return ""
        self.drawn.add(id)
        return f'<span id="{id}"></span>'

    def _pieces(self, span: Span, marks: Sequence[Mark]) -> Iterator[str]:
        edges = {span.start, span.end}
        for each in marks:
            edges |= {each.span.start, each.span.end}
        stops = sorted(each for each in edges if span.start <= each <= span.end)
        for first, last in zip(stops, [*stops[1:], span.end], strict=True):
            # A place without a character is a sign between two others.
            empty = [each for each in marks if each.span.start == each.span.end == first]
            if empty:
                yield self.linked("", empty)
            active = [each for each in marks if each.span.start <= first and last <= each.span.end]
            words = plain(self.text[first:last])
            active = [each for each in active if each.span]
            # Where another mark lies inside of one, its number is told once.
            ending = [each for each in active if min(each.span.end, span.end) == last]
            yield self.linked(words, active, ending) if active and words else words


def marks(result: Result, findings: Sequence[Diagnostic], view: View) -> list[Mark]:
    """
    The places of findings, which are numbered from 1 in their order.
    """
    found = []
    for number, each in enumerate(findings, 1):
        kind = each.severity if each.suppressed is None else SUPPRESSED
        found.append(Mark(each.span, number, kind, each.address, 0, view.say(each.message)))
        if each.suppressed is None:
            found += [
                Mark(other.span, number, RELATED, other.address, at, view.say(other.message))
                for at, other in enumerate(each.related, 1)
                if other.span
            ]
    size = len(result.source.text) if result.source else 0
    return [each for each in found if each.span.end <= size and not each.is_nowhere]


def worst(marks: Iterable[Mark]) -> str | None:
    """
    The kind that gives the colour.
    """
    kinds = {each.kind for each in marks}
    return next((each for each in _ORDER if each in kinds), None)


def plain(words: str) -> str:
    """
    Words as they can stand in a page, in an attribute, too.
    """
    return escape(checklist.printable(words))
