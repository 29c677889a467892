"""
The words that phrases cannot do without: which of them a sentence has is told at once.

Refuses to look for phrases; where it finds nothing there is no phrase, and where it finds something there may be.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from operator import add

from attrs import frozen

from disclint.phrases.anchors import signs
from disclint.phrases.bits import FEW, gathered
from disclint.phrases.match import Phrase
from disclint.phrases.nodes import STOPS
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
        # The others, and nought; each is under its rarest set, with the sets that it needs besides.
        self._narrow: dict[Phrase | RegexPhrase, int] = {}
        self._by_set: dict[int, list[tuple[Phrase, frozenset[int]]]] = {}
        self._of_wide: set[int] = set()
        self._sets: dict[frozenset[str], int] = {}
        self._listed: list[frozenset[str]] = []
        # The sets of each word: of one sign, by the first two of a longer one, of one that reaches over a full stop.
        self._of_sign: dict[str, list[int]] = {}
        self._of_word: dict[str, list[int]] = {}
        self._by_first: dict[str, list[str]] = {}
        self._over_stops: dict[str, list[int]] = {}
        self._signs: set[str] = set()
        self._firsts: set[str] = set()
        self._remembered: dict[str, _Remembered] = {}
        # What was asked for since sentences are remembered; entering it makes them forgotten.
        self._late: list[tuple[Phrase, Needs]] = []
        self._texts, self._due = 0, 1

    def needs(self, phrase: Phrase | RegexPhrase) -> Needs:
        """
        What any occurrence of a phrase has.
        """
        known = self._of_phrase.get(phrase)
        if known is None:
            known = self._of_phrase[phrase] = self._needs(phrase)
            if known.is_wide or (isinstance(phrase, Phrase) and phrase.needed.is_looking):
                self.wide.add(phrase)
        return known

    def _needs(self, phrase: Phrase | RegexPhrase) -> Needs:
        if isinstance(phrase, RegexPhrase):
            # It promises no words.
            return _ANYTHING
        told = phrase.needed
        found = Needs(tuple(map(self._entered, told.sets)), told.is_wide)
        self._late.append((phrase, found))
        return found

    def _enter_late(self) -> None:
        """
        Enter what was asked for since, after one text, two, four and so on: hardly ever, once all was asked for.
        """
        self._texts += 1
        if not self._late or self._texts < self._due:
            return
        self._due = 2 * self._texts
        for phrase, needs in self._late:
            if needs.is_wide:
                self._of_wide.update(needs.sets)
                continue
            numbers = (*needs.sets, *map(self._entered, signs(phrase.lowered.phrase)))
            if numbers:
                self._narrow[phrase] = 0
                self._by_set.setdefault(numbers[0], []).append((phrase, frozenset(numbers[1:])))
        self._late.clear()
        self._remembered.clear()

    def had(self, sentence: str) -> tuple[Phrase, ...]:
        """
        The phrases of `narrow` that may be in a sentence.
        """
        return (self._remembered.get(sentence) or self._within(sentence)).phrases

    def may_be(self, phrase: Phrase | RegexPhrase, text: str) -> bool:
        """
        Whether a text has all that a phrase needs.
        """
        return all(any(word in text for word in self._listed[each]) for each in self.needs(phrase).sets)

    @property
    def narrow(self) -> AbstractSet[Phrase | RegexPhrase]:
        """
        The phrases that reach over no full stop, as far as they are entered.
        """
        return self._narrow.keys()

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
            self._signs.add(word)
            return self._of_sign.setdefault(word, [])
        if not STOPS.isdisjoint(word[:-1]):
            # It is in two sentences.
            return self._over_stops.setdefault(word, [])
        if word not in self._of_word:
            self._firsts.add(word[:2])
            self._by_first.setdefault(word[:2], []).append(word)
        return self._of_word.setdefault(word, [])

    def places(
        self, text: str, sentences: Sequence[int]
    ) -> tuple[dict[Phrase | RegexPhrase, int], dict[int, int]]:
        """
        Where the phrases that reach over no full stop may be, and where words are of the sets that others need.

        `sentences` are where they begin in the text, and where the last one ends; places have a bit for each.
        """
        self._enter_late()
        phrases = self._narrow.copy()
        sets = dict.fromkeys(self._of_wide, 0)
        # Of many sentences so many at a time, for a bit costs as much as there are bits before it.
        for begin in range(0, len(sentences) - 1, FEW):
            few = sentences[begin : begin + FEW + 1]
            if not begin:
                self._note(text, few, phrases, sets)
                continue
            more_phrases: dict[Phrase | RegexPhrase, int] = defaultdict(int)
            more_sets: dict[int, int] = defaultdict(int)
            self._note(text, few, more_phrases, more_sets)
            for phrase, bits in more_phrases.items():
                phrases[phrase] |= bits << begin
            for number, bits in more_sets.items():
                sets[number] |= bits << begin
        for word, numbers in self._over_stops.items():
            wanted = sets.keys() & numbers
            found = gathered(_occurrences(text, word, sentences), len(sentences)) if wanted else 0
            for number in wanted:
                sets[number] |= found
        return phrases, sets

    def _note(
        self,
        text: str,
        sentences: Sequence[int],
        phrases: dict[Phrase | RegexPhrase, int],
        sets: dict[int, int],
    ) -> None:
        """
        Note which phrases, and which of the sets, some sentences have: the first has the lowest bit.
        """
        remembered, first, bit = self._remembered, sentences[0], 1
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

    def _within(self, sentence: str) -> _Remembered:
        numbers: set[int] = set()
        for sign in self._signs.intersection(sentence):
            numbers.update(self._of_sign[sign])
        # Packs have thousands of words, and nearly all are absent by their first two characters.
        for pair in self._firsts.intersection(map(add, sentence, sentence[1:])):
            for word in self._by_first[pair]:
                if word in sentence:
                    numbers.update(self._of_word[word])
        phrases = [
            phrase
            for number in self._by_set.keys() & numbers
            for phrase, others in self._by_set[number]
            if others <= numbers
        ]
        found = _Remembered(tuple(phrases), tuple(self._of_wide & numbers))
        if len(sentence) <= _LONGEST_REMEMBERED:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[sentence] = found
        return found


def _occurrences(text: str, word: str, sentences: Sequence[int]) -> Iterator[int]:
    """
    The sentences in which a word begins.
    """
    at = text.find(word)
    while at >= 0:
        yield bisect_right(sentences, at) - 1
        at = text.find(word, at + 1)
