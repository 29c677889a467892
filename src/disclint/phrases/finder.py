"""
Looks for many phrases in one text: a phrase is only tried in sentences that have all the words it needs.

Sets of sentences are numbers with a bit for each.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from disclint.phrases.index import Index, Words
from disclint.phrases.match import Match, Phrase, Window
from disclint.phrases.nodes import STOPS
from disclint.phrases.regex import RegexPhrase
from disclint.source import Flow

Stretch = tuple[int, int]
# A stretch and the sentences it is in.
_Part = tuple[int, int, int]
_STOP = re.compile(f"[{''.join(sorted(STOPS))}]")


class Finder:
    """
    One text and the sentences in it in which phrases may be; `index` has the words of those asked for before.
    """

    def __init__(self, flow: Flow, index: Index | None = None) -> None:
        self.flow = flow
        self._index = index if index is not None else Index()
        self._of_phrase: dict[Phrase | RegexPhrase, int] = {}
        self._of_set: dict[int, int] = {}
        self._of_word: dict[str, int] = {}
        self._parts: dict[tuple[Stretch, ...], tuple[_Part, ...]] = {}

    def may_occur(self, phrase: Phrase | RegexPhrase) -> bool:
        """
        Whether some sentence has all words without which the phrase cannot match.
        """
        found = self._of_phrase.get(phrase)
        return (self._mask(phrase) if found is None else found) != 0

    def find(self, phrase: Phrase | RegexPhrase, stretches: Iterable[Stretch]) -> Iterator[Match]:
        """
        The occurrences of a phrase in these stretches of the flow, like `Phrase.find` in each.
        """
        near = self._near(phrase, stretches)
        return phrase.within(self.flow, near) if near else iter(())

    def occurs(self, phrase: Phrase | RegexPhrase, stretches: Iterable[Stretch]) -> bool:
        """
        Whether a phrase is in one of these stretches.
        """
        near = self._near(phrase, stretches)
        return bool(near) and next(phrase.within(self.flow, near), None) is not None

    def _near(self, phrase: Phrase | RegexPhrase, stretches: Iterable[Stretch]) -> list[Window]:
        """
        The parts of the stretches in which the phrase may be.
        """
        mask = self._of_phrase.get(phrase)
        if mask is None:
            mask = self._mask(phrase)
        if not mask:
            return []
        key = tuple(stretches)
        parts = self._parts.get(key)
        if parts is None:
            parts = self._parts[key] = tuple(self._part(each) for each in key)
        found: list[Window] = []
        for first, last, there in parts:
            left = mask & there
            if left:
                found += self._windows(left, first, last, is_wide=self._index.needs(phrase).is_wide)
        return found

    def _windows(self, left: int, first: int, last: int, *, is_wide: bool) -> Iterator[Window]:
        sentences, done = self._sentences, first
        while left:
            lowest = left & -left
            left ^= lowest
            number = lowest.bit_length()
            begin, stop = max(sentences[number - 1], first), min(sentences[number], last)
            if begin < done:
                continue
            start, end = self.flow.paragraph(begin)
            start, end = max(start, first), min(end, last)
            if is_wide:
                begin, stop, done = start, end, end
            yield start, end, begin, stop

    def _part(self, stretch: Stretch) -> _Part:
        first, last = max(0, stretch[0]), min(stretch[1], len(self.flow.text))
        if first >= last:
            return first, last, 0
        lowest, highest = bisect_right(self._sentences, first) - 1, bisect_left(self._sentences, last)
        return first, last, (1 << highest) - (1 << lowest)

    def _mask(self, phrase: Phrase | RegexPhrase) -> int:
        needs, found = self._index.needs(phrase), self._all
        known = self._of_set
        for each in needs.sets:
            mask = known.get(each.number)
            if mask is None:
                mask = self._of_words(each)
            found &= self._spread(mask) if needs.is_wide else mask
            if not found:
                break
        self._of_phrase[phrase] = found
        return found

    def _of_words(self, words: Words) -> int:
        places = self._places
        if words.number < len(places):
            found, left = places[words.number], words.short
        else:
            # The set was entered after the text had been looked through.
            found, left = 0, words.words
        for each in left:
            found |= self._word(each)
        self._of_set[words.number] = found
        return found

    def _spread(self, mask: int) -> int:
        """
        All sentences of the paragraphs of some sentences.
        """
        found, sentences = 0, self._sentences
        while mask:
            number = (mask & -mask).bit_length() - 1
            start, end = self.flow.paragraph(sentences[number])
            last = bisect_left(sentences, end)
            whole = (1 << last) - (1 << bisect_left(sentences, start))
            found |= whole
            mask &= ~whole
        return found

    @cached_property
    def _sentences(self) -> list[int]:
        """
        Where sentences begin, and where the last one ends; none reaches over a paragraph's end.
        """
        text = self.flow.text
        stops = {each.end() for each in _STOP.finditer(text)}
        return sorted(stops.union(self.flow.breaks, (len(text),)))

    @cached_property
    def _all(self) -> int:
        return (1 << (len(self._sentences) - 1)) - 1

    @cached_property
    def _places(self) -> list[int]:
        bits: list[int] = []
        sentences = self._sentences
        for number in range(len(sentences) - 1):
            bits += [1 << number] * (sentences[number + 1] - sentences[number])
        return self._index.places(self.flow.text, bits)

    def _word(self, word: str) -> int:
        found = self._of_word.get(word)
        if found is None:
            text, sentences = self.flow.text, self._sentences
            found, at = 0, text.find(word)
            while at >= 0:
                number = bisect_right(sentences, at)
                found |= 1 << (number - 1)
                at = text.find(word, sentences[number])
            self._of_word[word] = found
        return found
