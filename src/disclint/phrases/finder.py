"""
Looks for many phrases in one text: each of their anchors is looked up once.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from operator import add

from disclint.phrases.match import Match, Phrase
from disclint.phrases.regex import RegexPhrase
from disclint.source import Flow

Stretch = tuple[int, int]
Places = Sequence[int]


class Finder:
    """
    One text and the places in it of the words that phrases cannot do without.
    """

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self._places: dict[str, Places] = {}
        self._of_phrase: dict[str, tuple[Places, ...]] = {}

    def may_occur(self, phrase: Phrase) -> bool:
        """
        Whether one of the words without which the phrase cannot match is in the text.
        """
        return not phrase.heads or bool(self._anchors(phrase))

    def find(self, phrase: Phrase | RegexPhrase, stretches: Iterable[Stretch]) -> Iterator[Match]:
        """
        The occurrences of a phrase in these stretches of the flow, like `Phrase.find` in each.
        """
        if not phrase.heads:
            return (each for first, last in stretches for each in phrase.find(self.flow, first, last))
        places = self._of_phrase.get(phrase.words)
        if places is None:
            places = self._anchors(phrase)
        near = (
            [each for stretch in stretches for each in self._paragraphs(places, stretch)] if places else None
        )
        return phrase.within(self.flow, near) if near else iter(())

    def occurs(self, phrase: Phrase, stretches: Iterable[Stretch]) -> bool:
        """
        Whether a phrase is in one of these stretches.
        """
        return next(self.find(phrase, stretches), None) is not None

    def _anchors(self, phrase: Phrase | RegexPhrase) -> tuple[Places, ...]:
        found = self._of_phrase.get(phrase.words)
        if found is None:
            # Packs have thousands of words, and nearly all are absent by their first two letters.
            pairs = self._pairs
            places = [self._of(each) for each, head in phrase.heads if head in pairs]
            found = self._of_phrase[phrase.words] = tuple(each for each in places if each)
        return found

    def _of(self, anchor: str) -> Places:
        found = self._places.get(anchor)
        if found is None:
            found = self._places[anchor] = tuple(self._look_up(anchor))
        return found

    def _look_up(self, anchor: str) -> Iterator[int]:
        text = self.flow.text
        at = text.find(anchor)
        while at >= 0:
            yield at
            at = text.find(anchor, at + 1)

    @cached_property
    def _pairs(self) -> frozenset[str]:
        text = self.flow.text
        return frozenset(map(add, text, text[1:])) | frozenset(text)

    def _paragraphs(self, anchors: tuple[Places, ...], stretch: Stretch) -> list[Stretch]:
        """
        What lies in a stretch of the paragraphs that an anchor stands in.
        """
        first, last = stretch
        found: set[Stretch] = set()
        for places in anchors:
            index = bisect_left(places, first)
            while index < len(places) and places[index] < last:
                start, end = self.flow.paragraph(places[index])
                found.add((max(start, first), min(end, last)))
                if end >= last:
                    break
                index = bisect_left(places, end, index + 1)
        return sorted(found) if len(found) > 1 else list(found)
