"""
A text without its blanks: what remains when one looks through layout.

Blanks, line ends, bars, drawn lines (+---+), page numbers (-2-, 第2页) and pronunciations are where extractions differ, so
labels, headings and phrases are looked for in the flow, and found spans lead back to the text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate

from attrs import frozen

from disclint.source.bars import without_made_up
from disclint.source.fold import fold
from disclint.source.places import Span
from disclint.source.traditional import TONES, in_our_words

_CHUNK = re.compile(r"[^\s|\u200b]+")
# All that stands on its line; what stands before it is looked at when it is found.
_PAGE_NUMBER = re.compile(r"-[ ]?\d{1,4}[ ]?-[ \u200b]*$", re.MULTILINE)
_PAGE_COUNT = re.compile(
    r"^[ \u200b]*第[ ]?\d{1,4}[ ]?页[ ]?(?:[,/]?[ ]?共[ ]?\d{1,4}[ ]?页)?[ \u200b]*$", re.MULTILINE
)
# What draws the lines of a table with characters: +-----+-----+, and the same in double strokes.
_DRAWN = re.compile(r"^[ |]*\+[-=]{2}[-=+: ]*\+[ |]*$", re.MULTILINE)
_PRONUNCIATION = re.compile(rf"(?<=[一-鿿])\([a-z{TONES}]{{1,7}}\)")
_DIGIT = re.compile(r"\d")
_PARAGRAPH_END = frozenset("。;:!?.;:」』)")
# A line at least this long that stops without a full stop was wrapped, not ended.
_WRAPPED_FROM = 18
# So many line ends around a page number may be inside a sentence.
_AROUND_PAGE_NUMBER = 4
_OPENS_PARAGRAPH = re.compile(
    r"#*(?:[一二三四五六七八九十]{1,3}[、.,]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、](?!\d)|第[一二三四五六七八九十]+[条章部])"
)


@frozen(slots=False)
class Flow:
    """
    The folded text without blanks and bars, and the way back to the text.

    `folded` has a blank for each character of a drawn line, a page number or a pronunciation, and for bars that border no cell.  `lines` are the flow offsets of the
    first characters of lines, in order, each with the number of its chunk; `breaks` those at which a new paragraph begins.
    """

    source_text: str
    folded: str
    text: str
    _starts: list[int]
    _origins: list[int]
    _lengths: list[int]
    lines: Mapping[int, int]
    _hard_wrapped: bool

    @classmethod
    def of(cls, text: str, *, hard_wrapped: bool = True) -> "Flow":
        """
        The flow of `text`; with `hard_wrapped`, a line may end inside a sentence.
        """
        folded = fold(in_our_words(text))
        looked_at = _without_page_numbers(folded) if "-" in folded else folded
        if "页\n" in folded or "页 " in folded or folded.endswith("页"):
            looked_at = _PAGE_COUNT.sub(_blanked, looked_at)
        if "+-" in folded or "+=" in folded:
            looked_at = _DRAWN.sub(_blanked, looked_at)
        looked_at = without_made_up(looked_at)
        if any(each in folded for each in TONES):
            looked_at = _PRONUNCIATION.sub(_blanked, looked_at)
        chunks, origins, firsts = _chunks(looked_at.replace("|", " ").replace("\u200b", " "))
        lengths = list(map(len, chunks))
        starts = list(accumulate(lengths, initial=0))
        lines = {starts[each]: each for each in firsts}
        return cls(text, looked_at, "".join(chunks), starts[:-1], origins, lengths, lines, hard_wrapped)

    def origin(self, at: int) -> int:
        """
        The offset in the text of the character at flow offset `at`.
        """
        if at >= len(self.text):
            return len(self.source_text)
        index = bisect_right(self._starts, at) - 1
        return self._origins[index] + at - self._starts[index]

    def span(self, start: int, end: int) -> Span:
        """
        The stretch of the text from the first to the last character of a stretch of the flow.
        """
        if end <= start:
            first = self.origin(start)
            return Span(first, first)
        index = bisect_right(self._starts, start) - 1
        origin, begin = self._origins[index], self._starts[index]
        last = end - begin
        return Span(origin + start - begin,
                    origin + last if last <= self._lengths[index] else self.origin(end - 1) + 1)  # fmt: skip

    def spans(self, stretches: Iterable[tuple[int, int]]) -> list[Span]:
        """
        The stretches of the text of many of the flow, none of them empty.
        """
        starts, origins, lengths = self._starts, self._origins, self._lengths
        found = []
        for start, end in stretches:
            index = bisect_right(starts, start) - 1
            begin = starts[index]
            shift = origins[index] - begin
            last = end + shift if end - begin <= lengths[index] else self.origin(end - 1) + 1
            found.append(Span(start + shift, last))
        return found

    def offset(self, origin: int) -> int:
        """
        The flow offset of the first kept character at or after a text offset.
        """
        index = bisect_right(self._origins, origin) - 1
        if index < 0:
            return 0
        length = self._lengths[index]
        return self._starts[index] + min(origin - self._origins[index], length)

    def bounds(self, span: Span) -> tuple[int, int]:
        """
        The stretch of the flow that lies inside `span`.
        """
        return self.offset(span.start), self.offset(span.end)

    def pieces(self, start: int, end: int) -> Iterator[re.Match[str]]:
        """
        The words of the same stretches as matches in `folded`, whose places are those of the text.
        """
        if end <= start:
            return iter(())
        return _CHUNK.finditer(self.folded, self.origin(start), self.origin(end - 1) + 1)

    def chunks(self, start: int, end: int) -> list[tuple[int, int]]:
        """
        The stretches between `start` and `end` that nothing interrupts in the text.
        """
        # From one on: nothing stands before the first, and there may be none.
        first = bisect_right(self._starts, start, 1) - 1
        found = []
        for index in range(first, len(self._starts)):
            begin = self._starts[index]
            if begin >= end:
                break
            stretch = max(begin, start), min(begin + self._lengths[index], end)
            if stretch[0] < stretch[1]:
                found.append(stretch)
        return found

    def between(self, left: int, right: int) -> str:
        """
        What was left out of the flow between its characters `left` and `right`.
        """
        return self.folded[self.origin(left) + 1 : self.origin(right)]

    def opens_chunk(self, at: int) -> bool:
        """
        Whether a blank, a bar or a line end stands before the character at `at`.
        """
        index = bisect_left(self._starts, at)
        return index < len(self._starts) and self._starts[index] == at

    def opens_line(self, at: int) -> bool:
        """
        Whether the character at `at` is the first of its line.
        """
        return at in self.lines

    def line_end(self, start: int, end: int) -> int:
        """
        The flow offset at which the line of the character at `start` ends; `end` if that is further on.
        """
        if end <= start:
            return end
        found = self.folded.find("\n", self.origin(start), self.origin(end - 1))
        return end if found < 0 else self.offset(found)

    @cached_property
    def has_tabs(self) -> bool:
        """
        Whether there are tabs in the text, which folding makes blanks.
        """
        return "\t" in self.source_text

    @cached_property
    def breaks(self) -> tuple[int, ...]:
        """
        The flow offsets at which paragraphs begin: line ends that are not a wrapped line's.
        """
        lines = self.lines
        if not self._hard_wrapped:
            return tuple(lines)
        found = [0]
        line_start = 0
        for start, index in lines.items():
            # Most lines are too short to have been wrapped.
            if start and (start - line_start < _WRAPPED_FROM or not self._wrapped(start, index)):
                found.append(start)
            line_start = start
        return tuple(found)

    def paragraph(self, at: int) -> tuple[int, int]:
        """
        The stretch of the flow of the paragraph around `at`.
        """
        index = bisect_right(self.breaks, at)
        end = self.breaks[index] if index < len(self.breaks) else len(self.text)
        return self.breaks[index - 1], end

    def broken(self, start: int, end: int) -> bool:
        """
        Whether a paragraph ends strictly inside the stretch.
        """
        index = bisect_right(self.breaks, start)
        return index < len(self.breaks) and self.breaks[index] < end

    def _wrapped(self, start: int, index: int) -> bool:
        left, right = self._origins[index - 1] + self._lengths[index - 1], self._origins[index]
        gap = self.folded[left:right]
        if "|" in gap:
            return False
        ends = gap.count("\n")
        # Of a page number only blanks are left in `folded`.
        if ends > _AROUND_PAGE_NUMBER or (ends > 1 and _DIGIT.search(self.source_text, left, right) is None):
            return False
        if self.text[start - 1] in _PARAGRAPH_END:
            return False
        return _OPENS_PARAGRAPH.match(self.text, start) is None


def _blanked(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _without_page_numbers(folded: str) -> str:
    """
    `folded` with the lines blanked that hold nothing but a page number between dashes.
    """
    parts, at = [], 0
    for match in _PAGE_NUMBER.finditer(folded):
        begin = folded.rfind("\n", 0, match.start()) + 1
        if not folded[begin : match.start()].strip(" \u200b"):
            parts += [folded[at:begin], " " * (match.end() - begin)]
            at = match.end()
    return "".join([*parts, folded[at:]]) if parts else folded


def _chunks(text: str) -> tuple[list[str], list[int], list[int]]:
    """
    What blanks and line ends part, where each begins, and the numbers of those that begin lines.
    """
    chunks: list[str] = []
    origins: list[int] = []
    lines = [0]
    at = 0
    for line in text.split("\n"):
        first = len(chunks)
        if " " not in line:
            if line:
                chunks.append(line)
                origins.append(at)
            at += len(line) + 1
        else:
            for chunk in line.split(" "):
                if chunk:
                    chunks.append(chunk)
                    origins.append(at)
                at += len(chunk) + 1
        if 0 < first < len(chunks):
            lines.append(first)
    return chunks, origins, lines
