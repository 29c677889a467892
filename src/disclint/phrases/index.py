"""
The words that phrases cannot do without, as pairs of neighbouring characters: a text is looked through once for all.

Refuses to look for phrases; where it finds nothing there is no phrase, and where it finds something there may be.
"""

from collections.abc import Iterable, Sequence

from attrs import field, frozen

from disclint.phrases.anchors import required
from disclint.phrases.match import Phrase
from disclint.phrases.nodes import STOPS, words_of
from disclint.phrases.regex import RegexPhrase

# So many bytes are two characters.
_SIZE = 8


@frozen(eq=False)
class Words:
    """
    Words of which one stands in any occurrence of a phrase.

    `short` are those that pairs cannot tell: of one character, or reaching over a full stop.
    """

    number: int
    words: tuple[str, ...]
    short: tuple[str, ...] = field(init=False)

    @short.default
    def _untold(self) -> tuple[str, ...]:
        return tuple(each for each in self.words if _is_untold(each))


@frozen(eq=False)
class Needs:
    """
    What a phrase needs: sets of words, the rarest first; `is_wide` if it may reach over a full stop.
    """

    sets: tuple[Words, ...]
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
    """

    def __init__(self) -> None:
        self._of_phrase: dict[Phrase | RegexPhrase, Needs] = {}
        self._sets: dict[frozenset[str], Words] = {}
        self._words: dict[str, _Word] = {}
        self._pairs: set[int] = set()
        self._by_first: dict[int, list[_Word]] = {}

    def needs(self, phrase: Phrase | RegexPhrase) -> Needs:
        """
        What any occurrence of a phrase has.
        """
        known = self._of_phrase.get(phrase)
        if known is None:
            if isinstance(phrase, RegexPhrase):
                # It promises no words.
                return _ANYTHING
            whole = phrase.lowered.phrase
            sets = [self._entered(each) for each in dict.fromkeys(required(whole))]
            sets.sort(key=lambda each: (len(each.short), len(each.words), each.number))
            is_wide = any(not STOPS.isdisjoint(each) for each in words_of(whole))
            known = self._of_phrase[phrase] = Needs(tuple(sets), is_wide)
        return known

    def _entered(self, words: frozenset[str]) -> Words:
        known = self._sets.get(words)
        if known is None:
            known = self._sets[words] = Words(len(self._sets), tuple(sorted(words)))
            for each in known.words:
                if not _is_untold(each):
                    self._word(each).numbers.append(known.number)
        return known

    def _word(self, text: str) -> _Word:
        known = self._words.get(text)
        if known is None:
            first, *others = (*_pairs(text, 0), *_pairs(text, 1))
            known = self._words[text] = _Word(tuple(others))
            self._pairs.update((first, *others))
            self._by_first.setdefault(first, []).append(known)
        return known

    def places(self, text: str, bits: Sequence[int]) -> list[int]:
        """
        For each set, where in a text one of its words may be that pairs can tell.

        `bits` has a number for each character of the text; places are these numbers together.
        """
        wanted = self._pairs
        pairs: dict[int, int] = {}
        for first in (0, 1):
            for pair, bit in zip(_pairs(text, first), bits[first::2], strict=False):
                if pair in wanted:
                    pairs[pair] = pairs.get(pair, 0) | bit
        found = [0] * len(self._sets)
        for pair, start in pairs.items():
            for word in self._by_first.get(pair, ()):
                there = start
                for other in word.others:
                    there &= pairs.get(other, 0)
                if there:
                    for number in word.numbers:
                        found[number] |= there
        return found


def _is_untold(word: str) -> bool:
    return len(word) == 1 or not STOPS.isdisjoint(word)


def _pairs(text: str, first: int) -> Iterable[int]:
    """
    Two characters at a time, from the first one on, each pair as a number.
    """
    codes = memoryview(text[first:].encode("utf-32-le", "surrogatepass"))
    return codes[: len(codes) // _SIZE * _SIZE].cast("Q")
