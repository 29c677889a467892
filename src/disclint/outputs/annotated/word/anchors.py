"""
Where comments begin and end: between the characters of runs, which are split there and keep their properties.

A comment cannot lie in a text box, nor in the letters above others: it goes around the run that holds them.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from attrs import define, field

from disclint.outputs.annotated.word.cells import cell_named
from disclint.outputs.annotated.word.comments import Styles
from disclint.outputs.annotated.word.part import Opening, Part
from disclint.readers.word.inline import RUN_PROPERTIES, TEXT
from disclint.readers.word.names import W
from disclint.result import Result
from disclint.source import Span

_RUN, _PARAGRAPH = f"{W}r", f"{W}p"
_SPACE = re.compile(rb"""\sxml:space\s*=\s*(?:"[^"]*"|'[^']*')""")
_PRESERVED = b' xml:space="preserve"'
_BEGIN_SECTION, _END_SECTION = b"<![CDATA[", b"]]>"


@define
class _Marks:
    """
    The numbers of the comments that end at a place, are only there, and begin there.
    """

    ends: list[int] = field(factory=list)
    points: list[int] = field(factory=list)
    starts: list[int] = field(factory=list)


@define(eq=False)
class Anchors:
    """
    The places of comments in the part that has the text; nothing is written before `write`.
    """

    part: Part
    body: Element
    # The `w:t` that a comment can be at, where each begins among the characters of all, and the outermost run around it.
    _texts: Sequence[Element]
    _starts: Sequence[int]
    _runs: Sequence[Element]
    # The paragraph of each of these runs, and the first and the last of its `w:t`, by number.
    _paragraphs: dict[Element, Element | None]
    _reaches: dict[Element, tuple[int, int]]
    _marks: dict[Opening, _Marks] = field(factory=dict)
    # The `w:t` that are cut, with the tags that keep their blanks.
    _cut: dict[Element, bytes] = field(factory=dict)

    @classmethod
    def of(cls, part: Part, body: Element) -> "Anchors":
        """
        Without any comments yet.
        """
        # Parents come before what they hold.
        outermost: dict[Element, Element] = {}
        paragraphs: dict[Element, Element | None] = {}
        texts, starts, at = [], [], 0
        for each in body.iter():
            parent = part.parents[each]
            run = outermost.get(parent, each if each.tag == _RUN else None)
            if run is None:
                paragraphs[each] = each if each.tag == _PARAGRAPH else paragraphs.get(parent)
            else:
                outermost[each] = run
                paragraphs.setdefault(run, paragraphs.get(parent))
            if each.tag == TEXT and each.text:
                if run is not None:
                    texts.append(each)
                    starts.append(at)
                at += len(each.text)
        return cls(part, body, texts, starts, [outermost[each] for each in texts], paragraphs, {})

    def add(self, number: int, result: Result, span: Span) -> None:
        """
        A comment on a place of the text; on what has no characters it is in its cell, or on what stands next to it.
        """
        first, last = result.source.file_range(span) if result.source else (0, 0)
        found = self._between(first, last)
        if found:
            start, end = found[0], found[-1]
            begin = self._before(start, max(0, first - self._starts[start]))
            self._around(number, begin, self._behind(end, last - self._starts[end]))
            return
        block = result.locate(span).block
        cell = cell_named(self.body, block) if block is not None and not span else None
        paragraph = None if cell is None else next(cell.iter(_PARAGRAPH), None)
        if paragraph is not None and not any(each.text for each in paragraph.iter(TEXT)):
            self._at(self.part.within(paragraph)).points.append(number)
        elif self._texts:
            self._beside(number, first)
        else:
            self._at(self._anywhere()).points.append(number)

    def write(self, known: Styles) -> None:
        """
        Put the marks into the part.
        """
        prefix, declared = self.part.naming(qualified=True)
        properties = known.marking(prefix)

        def begun(number: int) -> str:
            return f'<{prefix}commentRangeStart{declared} {prefix}id="{number}"/>'

        def ended(number: int) -> str:
            return (
                f'<{prefix}commentRangeEnd{declared} {prefix}id="{number}"/>'
                f'<{prefix}r{declared}>{properties}<{prefix}commentReference {prefix}id="{number}"/></{prefix}r>'
            )

        for opening, marks in self._marks.items():
            words = [
                *map(ended, marks.ends),
                *(begun(each) + ended(each) for each in marks.points),
                *map(begun, marks.starts),
            ]
            self.part.put(opening, "".join(words))
        for element, tag in self._cut.items():
            self.part.begin_otherwise(element, tag)

    def _at(self, opening: Opening) -> _Marks:
        return self._marks.setdefault(opening, _Marks())

    def _around(self, number: int, begin: Opening, end: Opening) -> None:
        self._at(begin).starts.append(number)
        self._at(end).ends.append(number)

    def _between(self, first: int, last: int) -> range:
        """
        The numbers of the texts that have characters from `first` to `last`.
        """
        if first >= last:
            return range(0)
        start = max(0, bisect_right(self._starts, first) - 1)
        if start < len(self._texts) and self._end(start) <= first:
            start += 1
        return range(start, bisect_right(self._starts, last - 1))

    def _end(self, index: int) -> int:
        return self._starts[index] + len(self._texts[index].text or "")

    def _before(self, index: int, inside: int) -> Opening:
        text, run = self._texts[index], self._runs[index]
        if self.part.parents[text] is not run:
            return self.part.before(run)
        if inside:
            return self._cutting(text, run, inside)
        front = list(run)[: list(run).index(text)]
        if all(each.tag == RUN_PROPERTIES for each in front):
            return self.part.before(run)
        return self._splitting(run, self.part.before(text).start)

    def _behind(self, index: int, inside: int) -> Opening:
        text, run = self._texts[index], self._runs[index]
        if self.part.parents[text] is not run:
            return self.part.behind(run)
        if inside < len(text.text or ""):
            return self._cutting(text, run, inside)
        return self.part.behind(run) if run[-1] is text else self._splitting(run, self.part.end(text))

    def _splitting(self, run: Element, at: int) -> Opening:
        return Opening(at, at, self.part.end_tag(run), self._beginning(run))

    def _cutting(self, text: Element, run: Element, inside: int) -> Opening:
        at, in_section = self.part.character(text, inside)
        tag = self._cut.setdefault(text, _preserving(self.part.start_tag(text)))
        before = (_END_SECTION if in_section else b"") + self.part.end_tag(text) + self.part.end_tag(run)
        after = self._beginning(run) + tag + (_BEGIN_SECTION if in_section else b"")
        return Opening(at, at, before, after)

    def _beginning(self, run: Element) -> bytes:
        properties = run.find(RUN_PROPERTIES)
        return self.part.start_tag(run) + (b"" if properties is None else self.part.raw(properties))

    def _beside(self, number: int, at: int) -> None:
        """
        A comment on the paragraph at an offset, or else behind it, or else in front of it.
        """
        index = max(0, bisect_right(self._starts, at) - 1)
        if at >= self._end(index):
            index = min(index + 1, len(self._texts) - 1)
        run = self._runs[index]
        paragraph = self._paragraphs.get(run)
        if self.part.parents[self._texts[index]] is not run or paragraph is None:
            self._around(number, self.part.before(run), self.part.behind(run))
            return
        if paragraph not in self._reaches:
            first = last = index
            while first and self._paragraphs.get(self._runs[first - 1]) is paragraph:
                first -= 1
            while last + 1 < len(self._runs) and self._paragraphs.get(self._runs[last + 1]) is paragraph:
                last += 1
            self._reaches[paragraph] = first, last
        first, last = self._reaches[paragraph]
        self._around(number, self._before(first, 0), self._behind(last, len(self._texts[last].text or "")))

    def _anywhere(self) -> Opening:
        """
        A place at the beginning of a document that has no words of its own, but takes in another.
        """
        paragraph = self.body.find(_PARAGRAPH)
        if paragraph is not None:
            return self.part.within(paragraph)
        prefix, declared = self.part.naming(qualified=True)
        found = self.part.first_within(self.body)
        begun, ended = f"<{prefix}p{declared}>".encode(), f"</{prefix}p>".encode()
        return Opening(found.start, found.end, found.before + begun, ended + found.after)


def _preserving(tag: bytes) -> bytes:
    """
    The tag of a text that keeps blanks at its ends.
    """
    if _SPACE.search(tag):
        return _SPACE.sub(_PRESERVED, tag)
    name = re.match(rb"<[^\s/>]+", tag)
    at = name.end() if name else 0
    return tag[:at] + _PRESERVED + tag[at:]
