"""
The words that phrases cannot do without: which of them a sentence has is told at once.

Refuses to look for phrases; where it finds nothing there is no phrase, and where it finds something there may be.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import reduce
from operator import add, or_

from attrs import frozen

from disclint.phrases.anchors import required, signs
from disclint.phrases.match import Phrase
from disclint.phrases.nodes import STOPS, looks_over, reaches_over
from disclint.phrases.regex import RegexPhrase

# Reports have most of their sentences, and all labels of tables, in common with others, or with what they were.
_MOST_REMEMBERED = 20_000
_LONGEST_REMEMBERED = 200


@frozen(eq=False)
class Needs:
    """
    What a phrase needs: the numbers of sets of words, the rarest first; `is_wide` if it may reach over a full stop.
    """

    sets: tuple[int, ...]
    is_wide: bool


_ANYTHING = Needs((), is_wide=True)


@frozen(eq=False)
class _Remembered:
    """
    What a sentence has: the phrases whose words it has, and the sets that wide phrases need.
    """

    phrases: tuple[Phrase, ...]
    sets: tuple[int, ...]


class Index:
    """
    The words of the phrases that were asked for, entered when they first were.

    Of each set one word stands in any occurrence of its phrases; those in `wide` may reach or look over a full stop.
    """

    def __init__(self) -> None:
        self._of_phrase: dict[Phrase | RegexPhrase, Needs] = {}
        self.wide: set[Phrase | RegexPhrase] = set()
        # The others, and nought; each is under the words of its rarest set, with all sets that it needs.
        self._narrow: dict[Phrase | RegexPhrase, int] = {}
        self._by_word: dict[str, list[tuple[Phrase, int]]] = {}
        self._of_wide: set[int] = set()
        self._sets: dict[frozenset[str], int] = {}
        self._listed: list[frozenset[str]] = []
        # The sets that each word is in, a bit for each: a sign, or a longer word, which is under its first two signs.
        self._masks: dict[str, int] = {}
        self._by_first: dict[str, list[str]] = {}
        # The sets of each word that reaches over a full stop.
        self._over_stops: dict[str, list[int]] = {}
        self._signs: set[str] = set()
        self._firsts: set[str] = set()
        self._remembered: dict[str, _Remembered] = {}

    def needs(self, phrase: Phrase | RegexPhrase) -> Needs:
        """
        What any occurrence of a phrase has.
        """
        known = self._of_phrase.get(phrase)
        if known is None:
            known = self._of_phrase[phrase] = self._needs(phrase)
            if known.is_wide or (isinstance(phrase, Phrase) and looks_over(phrase.lowered.phrase)):
                self.wide.add(phrase)
        return known

    def _needs(self, phrase: Phrase | RegexPhrase) -> Needs:
        if isinstance(phrase, RegexPhrase):
            # It promises no words.
            return _ANYTHING
        whole = phrase.lowered.phrase
        sets = sorted(dict.fromkeys(required(whole)), key=lambda each: (-min(map(len, each)), len(each)))
        is_wide = reaches_over(whole)
        numbers = tuple(map(self._entered, sets))
        if is_wide:
            self._of_wide.update(numbers)
        else:
            self._enter(phrase, (*numbers, *map(self._entered, signs(whole))))
        self._remembered.clear()
        return Needs(numbers, is_wide)

    def _enter(self, phrase: Phrase, numbers: tuple[int, ...]) -> None:
        if numbers:
            self._narrow[phrase] = 0
            needed = reduce(or_, (1 << each for each in numbers))
            for word in sorted(self._listed[numbers[0]]):
                self._by_word.setdefault(word, []).append((phrase, needed))

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
                self._enter_word(each, known)
        return known

    def _enter_word(self, word: str, number: int) -> None:
        if not STOPS.isdisjoint(word[:-1]):
            # It is in two sentences.
            self._over_stops.setdefault(word, []).append(number)
            return
        if word not in self._masks:
            if len(word) == 1:
                self._signs.add(word)
            else:
                self._firsts.add(word[:2])
                self._by_first.setdefault(word[:2], []).append(word)
        self._masks[word] = self._masks.get(word, 0) | 1 << number

    def places(
        self, text: str, sentences: Sequence[int]
    ) -> tuple[dict[Phrase | RegexPhrase, int], dict[int, int]]:
        """
        Where the phrases that reach over no full stop may be, and where words are of the sets that others need.

        `sentences` are where they begin in the text, and where the last one ends; places have a bit for each.
        """
        phrases = self._narrow.copy()
        sets = dict.fromkeys(self._of_wide, 0)
        remembered, first, bit = self._remembered, 0, 1
        for last in sentences[1:]:
            sentence = text[first:last]
            known = remembered.get(sentence)
            if known is None:
                known = self._within(sentence)
            for phrase in known.phrases:
                phrases[phrase] |= bit
            for number in known.sets:
                sets[number] |= bit
            first = last
            bit <<= 1
        for word, numbers in self._over_stops.items():
            at = text.find(word)
            while at >= 0:
                for number in numbers:
                    sets[number] |= 1 << (bisect_right(sentences, at) - 1)
                at = text.find(word, at + 1)
        return phrases, sets

    def _within(self, sentence: str) -> _Remembered:
        words = [*self._signs.intersection(sentence)]
        # Packs have thousands of words, and nearly all are absent by their first two characters.
        for pair in self._firsts.intersection(map(add, sentence, sentence[1:])):
            words += [word for word in self._by_first[pair] if word in sentence]
        masks, by_word, has = self._masks, self._by_word, 0
        for word in words:
            has |= masks[word]
        phrases = [
            phrase
            for word in words
            if word in by_word
            for phrase, needed in by_word[word]
            if needed & has == needed
        ]
        found = _Remembered(
            tuple(dict.fromkeys(phrases)), tuple([each for each in self._of_wide if has >> each & 1])
        )
        if len(sentence) <= _LONGEST_REMEMBERED:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[sentence] = found
        return found
