"""
Looks for many phrases in one text: a phrase is only tried in sentences that have all the words it needs.

Sets of sentences are numbers with a bit for each.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, reduce
from operator import or_

from disclint.phrases.bits import gathered, numbers
from disclint.phrases.index import Index
from disclint.phrases.match import Match, Phrase
from disclint.phrases.regex import RegexPhrase
from disclint.phrases.sentences import Part, Sentences
from disclint.phrases.sketch import Piece
from disclint.source import Flow

Stretch = tuple[int, int]
# Texts to look in, and how long they are together.
_Looked = tuple[list[Piece], int]
# Stretches and the sentences they are in, with the texts of sentences that were asked for before.
_Parted = tuple[Sequence[Part], int, dict[int, _Looked]]
_NOTHING: tuple[Match, ...] = ()
# Of more sentences the texts are cut again for each phrase, lest long reports take much memory.
_MOST_SHARED = 64


class Finder:
    """
    One text and the sentences in it in which phrases may be; `index` has the words of those asked for before.
    """

    def __init__(self, flow: Flow, index: Index | None = None) -> None:
        self.flow = flow
        self._index = index if index is not None else Index()
        self._of_set: dict[int, int] = {}
        self._of_word: dict[str, int] = {}
        self._spreads: dict[int, int] = {}
        self._parts: dict[Stretch, Part] = {}
        self._parted_alone: dict[Stretch, _Parted] = {}
        self._parted_before: dict[int, tuple[Sequence[Stretch], _Parted]] = {}

    def may_occur(self, phrase: Phrase | RegexPhrase) -> bool:
        """
        Whether some sentence has all words without which the phrase cannot match.
        """
        return self._mask(phrase) != 0

    def heard(self, speakers: Iterable[tuple[Phrase, str]]) -> frozenset[str]:
        """
        Who may be heard, of those who say phrases; of a phrase that was not asked for before nothing is known.
        """
        known = self._places[0]
        return frozenset([who for phrase, who in speakers if known.get(phrase, 1)])

    def possible(self, phrases: Iterable[Phrase]) -> list[Phrase]:
        """
        The phrases that may occur.
        """
        known, mask = self._places[0], self._mask
        return [each for each in phrases if (known[each] if each in known else mask(each))]

    def sentences(self, phrases: Iterable[Phrase]) -> int:
        """
        The sentences in which one of the phrases may occur, a bit for each.
        """
        found = 0
        for each in phrases:
            found |= self._mask(each)
        return found

    def may_be(self, phrase: Phrase | RegexPhrase, sentences: int) -> bool:
        """
        Whether one of some sentences, a bit for each, has those words.
        """
        return self._mask(phrase) & sentences != 0

    def possible_in(
        self, phrases: AbstractSet[Phrase | RegexPhrase], stretch: Stretch
    ) -> set[Phrase | RegexPhrase]:
        """
        The phrases that may be in a stretch of the flow that is some paragraphs.
        """
        first, last, there = self._part(stretch)
        if not there:
            return set()
        _, index, edges, text = self._places, self._index, self._sentences.edges, self.flow.text
        sentences = (text[edges[each] : edges[each + 1]] for each in numbers(there))
        narrow = {phrase for sentence in sentences for phrase in index.had(sentence)}
        found: set[Phrase | RegexPhrase] = {each for each in narrow if each in phrases}
        inside = text[first:last]
        found.update(each for each in phrases - index.narrow if index.may_be(each, inside))
        return found

    def within(self, stretch: Stretch) -> int:
        """
        The sentences that a stretch of the flow is in, a bit for each.
        """
        return self._part(stretch)[2]

    def find(self, phrase: Phrase | RegexPhrase, stretches: Sequence[Stretch]) -> Iterable[Match]:
        """
        The occurrences of a phrase in these stretches of the flow, like `Phrase.find` in each.
        """
        known = self._places[0]
        mask = known[phrase] if phrase in known else self._mask(phrase)
        looked = self._near(phrase, mask, stretches) if mask else None
        if looked is None:
            return _NOTHING
        pieces, length = looked
        pattern = phrase.ready(length)
        return phrase.within(pieces) if pattern is None else self._found(phrase, pattern, pieces)

    def occurs(self, phrase: Phrase | RegexPhrase, stretches: Sequence[Stretch]) -> bool:
        """
        Whether a phrase is in one of these stretches.
        """
        known = self._places[0]
        mask = known[phrase] if phrase in known else self._mask(phrase)
        if not mask:
            return False
        if phrase.plain and len(stretches) == 1:
            start, end = stretches[0]
            # In a stretch that no paragraph ends in, words are there or are not.
            if 0 <= start < end and not self.flow.broken(start, end):
                text = self.flow.text
                return any(text.find(each, start, end) >= 0 for each in phrase.plain)
        looked = self._near(phrase, mask, stretches)
        if looked is None:
            return False
        pieces, length = looked
        pattern = phrase.ready(length)
        if pattern is None:
            return next(phrase.within(pieces), None) is not None
        search = pattern.search
        return any(search(piece, begin, end) for piece, begin, end, _ in pieces)

    def _found(
        self, phrase: Phrase | RegexPhrase, pattern: re.Pattern[str], pieces: Iterable[Piece]
    ) -> Iterator[Match]:
        for piece, begin, end, first in pieces:
            for found in pattern.finditer(piece, begin, end):
                yield phrase.match(found, first)

    def _near(self, phrase: Phrase | RegexPhrase, mask: int, stretches: Sequence[Stretch]) -> _Looked | None:
        """
        The sentences of a mask in some stretches, as far as the phrase may be there.
        """
        parts, whole, before = self._parted(stretches)
        there = mask & whole
        if not there:
            return None
        looked = before.get(there)
        if looked is None:
            looked = _measured(self._sentences.pieces(there, parts))
            if len(looked[0]) <= _MOST_SHARED:
                before[there] = looked
        if not (phrase.begins or phrase.ends or phrase in self._index.wide):
            return looked
        pieces, _ = looked
        if phrase.begins:
            # Behind a paragraph's first sentence there is no beginning, and before its last one no end.
            pieces = [each for each in pieces if not each[1]]
        if phrase.ends:
            pieces = [each for each in pieces if each[2] == len(each[0])]
        if phrase in self._index.wide:
            pieces = list(dict.fromkeys((text, 0, len(text), first) for text, _, _, first in pieces))
        return _measured(pieces) if pieces else None

    def _parted(self, stretches: Sequence[Stretch]) -> _Parted:
        if len(stretches) == 1:
            alone = self._parted_alone.get(stretches[0])
            if alone is None:
                part = self._part(stretches[0])
                alone = self._parted_alone[stretches[0]] = (part,), part[2], {}
            return alone
        # Most are those of a scope, asked for again and again; who holds them cannot take others for them.
        known = self._parted_before.get(id(stretches))
        if known is None:
            parts = [self._part(each) for each in stretches]
            whole = reduce(or_, (each[2] for each in parts), 0)
            known = self._parted_before[id(stretches)] = stretches, (parts, whole, {})
        return known[1]

    def _part(self, stretch: Stretch) -> Part:
        known = self._parts.get(stretch)
        if known is None:
            first, last = max(0, stretch[0]), min(stretch[1], len(self.flow.text))
            there = 0
            if first < last:
                lowest = bisect_right(self._sentences.edges, first) - 1
                there = (1 << bisect_left(self._sentences.edges, last)) - (1 << lowest)
            known = self._parts[stretch] = first, last, there
        return known

    def _mask(self, phrase: Phrase | RegexPhrase) -> int:
        known, _ = self._places
        found = known.get(phrase)
        if found is None:
            needs, found = self._index.needs(phrase), self._all
            for number in needs.sets:
                found &= self._spread(number) if needs.is_wide else self._looked_up(number)
            known[phrase] = found
        return found

    def _looked_up(self, number: int) -> int:
        """
        Where the words of a set are, for a phrase that was entered after the text had been looked through.
        """
        found = self._of_set.get(number)
        if found is None:
            found = self._of_set[number] = reduce(or_, map(self._having, self._index.words(number)), 0)
        return found

    def _having(self, word: str) -> int:
        """
        The sentences in which a word begins; many sets have the same words.
        """
        found = self._of_word.get(word)
        if found is None:
            found = self._of_word[word] = gathered(self._beginnings(word), len(self._sentences.edges))
        return found

    def _beginnings(self, word: str) -> Iterator[int]:
        text, sentences = self.flow.text, self._sentences.edges
        at = text.find(word)
        while at >= 0:
            sentence = bisect_right(sentences, at)
            yield sentence - 1
            at = text.find(word, sentences[sentence])

    def _spread(self, number: int) -> int:
        """
        All sentences of the paragraphs in which a word of a set may be.
        """
        found = self._spreads.get(number)
        if found is None:
            _, sets = self._places
            mask = sets[number] if number in sets else self._looked_up(number)
            found = self._spreads[number] = self._sentences.spread(mask)
        return found

    @cached_property
    def _sentences(self) -> Sentences:
        return Sentences(self.flow)

    @cached_property
    def _all(self) -> int:
        return (1 << (len(self._sentences.edges) - 1)) - 1

    @cached_property
    def _places(self) -> tuple[dict[Phrase | RegexPhrase, int], dict[int, int]]:
        return self._index.places(self.flow.text, self._sentences.edges)


def _measured(pieces: list[Piece]) -> _Looked:
    return pieces, sum([end - begin for _, begin, end, _ in pieces])
