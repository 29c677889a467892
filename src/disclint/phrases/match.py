"""
Where a phrase occurs in a text, and the values it captures there.

No match crosses a paragraph.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from attrs import field, frozen

from disclint.phrases.grammar import parse
from disclint.phrases.lower import Lowered, lower
from disclint.phrases.needed import Needed, kept, told
from disclint.phrases.nodes import Choice, Edge, Words, plain
from disclint.phrases.numbers import Capture, read
from disclint.phrases.sketch import Piece
from disclint.source import Flow, fold
from disclint.source.light import light

# Readings tried in one text before gaps commit to the nearest place that fits.  A real report costs
# a hundredth of it; a text made to be slow must not succeed.
_BUDGET = 400_000
# A pattern that was asked for so often is compiled, likely or not.
_OFTEN = 10


@light
class Match:
    """
    An occurrence: offsets in the flow, or in the string if a string was searched.

    A capture that an untaken alternative would have made is not there.
    """

    start: int
    end: int
    captures: Mapping[str, Capture] = field(factory=dict)


@frozen(eq=False, slots=False)
class Phrase:
    """
    A phrase, compiled when something is first asked of it.

    One of `anchors` stands in any match; no anchors promise nothing.
    """

    words: str

    @cached_property
    def lowered(self) -> Lowered:
        """
        What it compiles to.  Raises PhraseError if `words` are no phrase.
        """
        return lower(parse(self.words))

    @cached_property
    def needed(self) -> Needed:
        """
        What any match has and may capture, without compiling if that was told before.  Raises PhraseError as `lowered` does.
        """
        return kept(self.words) or told(self.words, self.lowered)

    @cached_property
    def plain(self) -> tuple[str, ...] | None:
        """
        The words, of which each is an occurrence, if there is nothing else to it.
        """
        match self.lowered.phrase.items:
            case [Words(text=text)]:
                return (text,)
            case [Choice(options=options, optional=False)]:
                words = plain(options)
                return None if words is None else tuple(words)
        return None

    @cached_property
    def begins(self) -> bool:
        """
        Whether it is only found where a paragraph begins.
        """
        first = self.lowered.phrase.items[0]
        return isinstance(first, Edge) and first.side == "^"

    @cached_property
    def ends(self) -> bool:
        """
        Whether it is only found where a paragraph ends.
        """
        last = self.lowered.phrase.items[-1]
        return isinstance(last, Edge) and last.side == "$"

    @property
    def anchors(self) -> frozenset[str]:
        """
        Literals of which a text must contain one.
        """
        return self.lowered.anchors

    @property
    def captures(self) -> tuple[tuple[str, str], ...]:
        """
        The names and types of what the phrase may capture, in the order it is written.
        """
        return self.needed.captures

    def find(self, flow: Flow, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """
        The occurrences that lie between two offsets of the flow, left to right, none overlapping.

        What lies outside is not looked at: the stretch begins and ends like a paragraph.
        """
        stop = len(flow.text) if end is None else min(end, len(flow.text))
        found = _stretches(flow, self.anchors, max(0, start), stop)
        return self.within([(flow.text[first:last], 0, last - first, first) for first, last in found])

    def within(self, pieces: Sequence[Piece]) -> Iterator[Match]:
        """
        The occurrences in some texts that have its words, each of one paragraph.
        """
        if not self._may_occur(pieces, has_words=True):
            return
        find = self._pattern(pieces).finditer
        for piece, begin, end, first in pieces:
            for found in find(piece, begin, end):
                yield self.match(found, first)

    def ready(self, length: int) -> re.Pattern[str] | None:
        """
        The pattern for texts of a length, if it is at hand and they are so short that it may try every reading.

        What is asked for often is worth compiling: looking for the sketch takes longer than for the phrase.
        """
        lowered = self.lowered
        pattern: re.Pattern[str] | None = lowered.__dict__.get("exact")
        if (pattern is None and next(lowered.asked) < _OFTEN) or lowered.cost * length > _BUDGET:
            return None
        return pattern or lowered.exact

    def at(self, flow: Flow, start: int, end: int) -> Match | None:
        """
        The occurrence that begins at a flow offset and ends at `end` or before.
        """
        text = flow.text[start : min(end, _paragraph(flow, start)[1])]
        if self.anchors and not any(each in text for each in self.anchors):
            return None
        looked_at = [(text, 0, len(text), start)]
        if not self._may_occur(looked_at):
            return None
        found = self._pattern(looked_at).match(text)
        return None if found is None else self.match(found, start)

    def search(self, text: str) -> Match | None:
        """
        The first occurrence in a text that is no flow; it is folded, but its blanks count.
        """
        folded = fold(text)
        if self.anchors and not any(each in folded for each in self.anchors):
            return None
        looked_at = [(folded, 0, len(folded), 0)]
        if not self._may_occur(looked_at):
            return None
        found = self._pattern(looked_at).search(folded)
        return None if found is None else self.match(found, 0)

    def _may_occur(self, texts: Sequence[Piece], *, has_words: bool = False) -> bool:
        lowered = self.lowered
        if lowered.is_compiled or lowered.sketch is None:
            return True
        return lowered.sketch.is_like(texts) if has_words else lowered.sketch.may_occur(texts)

    def _pattern(self, texts: Sequence[Piece]) -> re.Pattern[str]:
        lowered, length = self.lowered, 0
        for _, begin, end, _ in texts:
            length += end - begin
        if lowered.cost * length <= _BUDGET:
            return lowered.exact
        firsts = lowered.firsts
        if not firsts:
            return lowered.nearest
        starts = 0
        for text, begin, end, _ in texts:
            for each in firsts:
                starts += text.count(each, begin, end)
            if lowered.cost * starts > _BUDGET:
                return lowered.nearest
        return lowered.exact

    def match(self, found: re.Match[str], shift: int) -> Match:
        """
        An occurrence that the pattern found in a text that begins at a flow offset.
        """
        start, end = found.span()
        captures: dict[str, Capture] = {}
        names = self.lowered.captures
        if len(names) == 1:
            if (only := found[1]) is not None:
                name, kind = names[0]
                captures[name] = read(kind, only, found.start(1) + shift)
        elif names:
            for (name, kind), words, (at, _) in zip(names, found.groups(), found.regs[1:], strict=True):
                if words is not None and name not in captures:
                    captures[name] = read(kind, words, at + shift)
        return Match(start + shift, end + shift, captures)


@lru_cache(maxsize=4096)
def phrase(words: str) -> Phrase:
    """
    The phrase that `words` writes, for who knows that they write one.
    """
    return Phrase(words)


def compile_phrase(words: str) -> Phrase:
    """
    The phrase that `words` writes (docs/rule-language.md, section 4); PhraseError if it writes none.
    """
    found = phrase(words)
    _ = found.needed
    return found


def _stretches(flow: Flow, anchors: frozenset[str], start: int, stop: int) -> Iterator[tuple[int, int]]:
    if not anchors:
        yield from paragraphs_of(flow, start, stop)
        return
    text = flow.text
    found: set[tuple[int, int]] = set()
    for anchor in anchors:
        at = text.find(anchor, start, stop)
        while at >= 0:
            first, last = _paragraph(flow, at)
            found.add((max(first, start), min(last, stop)))
            at = text.find(anchor, last, stop)
    yield from sorted(found)


def paragraphs_of(flow: Flow, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """
    The paragraphs, or parts of them, between two offsets of the flow.
    """
    at = start
    while at < stop:
        first, last = _paragraph(flow, at)
        yield max(first, start), min(last, stop)
        at = last


def _paragraph(flow: Flow, at: int) -> tuple[int, int]:
    breaks = flow.breaks
    index = bisect_right(breaks, at)
    return breaks[index - 1], breaks[index] if index < len(breaks) else len(flow.text)
