"""
The words that phrases cannot do without, as pairs of neighbouring characters: a text is looked through once for all.

Refuses to look for phrases; where it finds nothing there is no phrase, and where it finds something there may be.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from attrs import field, frozen

from disclint.phrases.anchors import required
from disclint.phrases.match import Phrase
from disclint.phrases.nodes import STOPS, words_of
from disclint.phrases.regex import RegexPhrase

# So many bytes are two characters.
_SIZE = 8


@frozen(eq=False)
class Needs:
    """
    What a phrase needs: the numbers of sets of words, the rarest first; `is_wide` if it may reach over a full stop.
    """

    sets: tuple[int, ...]
    is_wide: bool


_ANYTHING = Needs((), is_wide=True)


@frozen(eq=False)
class _Word:
    """
    The pairs of a word but for its first, and the numbers of the sets that it is in.
    """

    others: tuple[int, ...]
    numbers: list[int] = field(factory=list)


class Index:
    """
    The words of the phrases that were asked for, entered when they first were.

    Of each set one word stands in any occurrence of its phrases.
    """

    def __init__(self) -> None:
        self._of_phrase: dict[Phrase | RegexPhrase, Needs] = {}
        self._sets: dict[frozenset[str], int] = {}
        self._listed: list[frozenset[str]] = []
        self._words: dict[str, _Word] = {}
        self._pairs: set[int] = set()
        self._by_first: dict[int, list[_Word]] = {}
        self._by_sign: dict[str, list[int]] = {}
        self._over_stops: dict[str, list[int]] = {}

    def needs(self, phrase: Phrase | RegexPhrase) -> Needs:
        """
        What any occurrence of a phrase has.
        """
        known = self._of_phrase.get(phrase)
        if known is None:
            known = self._of_phrase[phrase] = self._needs(phrase)
        return known

    def _needs(self, phrase: Phrase | RegexPhrase) -> Needs:
        if isinstance(phrase, RegexPhrase):
            # It promises no words.
            return _ANYTHING
        whole = phrase.lowered.phrase
        sets = sorted(dict.fromkeys(required(whole)), key=lambda each: (-min(map(len, each)), len(each)))
        is_wide = any(not STOPS.isdisjoint(each) for each in words_of(whole))
        return Needs(tuple(map(self._entered, sets)), is_wide)

    def words(self, number: int) -> frozenset[str]:
        """
        The words of a set.
        """
        return self._listed[number]

    def _entered(self, words: frozenset[str]) -> int:
        known = self._sets.get(words)
        if known is None:
            known = self._sets[words] = len(self._sets)
            self._listed.append(words)
            for each in sorted(words):
                self._numbers(each).append(known)
        return known

    def _numbers(self, word: str) -> list[int]:
        if len(word) == 1:
            return self._by_sign.setdefault(word, [])
        if not STOPS.isdisjoint(word):
            # It is in two sentences.
            return self._over_stops.setdefault(word, [])
        known = self._words.get(word)
        if known is None:
            first, *others = (*_pairs(word, 0), *_pairs(word, 1))
            known = self._words[word] = _Word(tuple(others))
            self._pairs.update((first, *others))
            self._by_first.setdefault(first, []).append(known)
        return known.numbers

    def places(self, text: str, sentences: Sequence[int]) -> list[int]:
        """
        For each set, the sentences in which one of its words may be, a bit for each.

        `sentences` are where they begin in the text, and where the last one ends.
        """
        found = [0] * len(self._listed)
        bits: list[int] = []
        for number, (first, last) in enumerate(pairwise(sentences)):
            bits += [1 << number] * (last - first)
        signs: dict[str, int] = {}
        wanted = self._by_sign
        for sign, bit in zip(text, bits, strict=True):
            if sign in wanted:
                signs[sign] = signs.get(sign, 0) | bit
        for sign, there in signs.items():
            for number in self._by_sign[sign]:
                found[number] |= there
        for word, numbers in self._over_stops.items():
            at = text.find(word)
            while at >= 0:
                for number in numbers:
                    found[number] |= 1 << (bisect_right(sentences, at) - 1)
                at = text.find(word, at + 1)
        self._place_words(text, bits, found)
        return found

    def _place_words(self, text: str, bits: Sequence[int], found: list[int]) -> None:
        pairs: dict[int, int] = {}
        wanted = self._pairs
        for first in (0, 1):
            for pair, bit in zip(_pairs(text, first), bits[first::2], strict=False):
                if pair in wanted:
                    pairs[pair] = pairs.get(pair, 0) | bit
        by_first = self._by_first
        for pair in pairs.keys() & by_first.keys():
            for word in by_first[pair]:
                there = pairs[pair]
                for other in word.others:
                    there &= pairs.get(other, 0)
                if there:
                    for number in word.numbers:
                        found[number] |= there


def _pairs(text: str, first: int) -> Iterable[int]:
    """
    Two characters at a time, from the first one on, each pair as a number.
    """
    codes = memoryview(text[first:].encode("utf-32-le", "surrogatepass"))
    return codes[: len(codes) // _SIZE * _SIZE].cast("Q")
