"""
What is said around a match: the headings above, the sentences that it goes on from, and the words that stand there.

Claims of one sentence ask for the same words again and again; they are looked for once.
"""

from collections.abc import Iterable, Iterator, Sequence

from attrs import field, frozen

from disclint.facts.concepts import Continuation
from disclint.facts.making import leaves_bracket
from disclint.facts.ranges import Range
from disclint.phrases import Finder, Match, Phrase, sentence
from disclint.syntax import Heading

# So far is looked back over parts of a sentence; the shortest is a character and its full stop.
_FARTHEST, _SHORTEST = 800, 2
_MIRROR = str.maketrans("()", ")(")


@frozen(eq=False)
class Hearing:
    """
    What `finder` hears in one report, whose `headings` stand in their order; `continuations` tell which sentences go on with the one before.
    """

    finder: Finder
    continuations: Sequence[Continuation] = ()
    headings: Sequence[Heading] = ()
    _sentences: dict[int, int] = field(factory=dict)
    _heard: dict[tuple[Phrase, Range], tuple[Match, ...]] = field(factory=dict)
    _contexts: dict[Range, Range] = field(factory=dict)

    def context(self, around: Range) -> Range:
        """
        The sentence around, with those before it that it goes on from.
        """
        found = self._contexts.get(around)
        if found is None:
            found = self._contexts[around] = self._context(around)
        return found

    def _context(self, around: Range) -> Range:
        start, end = around
        text = self.finder.flow.text
        while start >= _SHORTEST and end - start < _FARTHEST:
            earlier = sentence(self.finder.flow, start - _SHORTEST)[0]
            if text[start - 1] != ";" and not self._goes_on(earlier, start, end):
                break
            start = earlier
        return start, end

    def _goes_on(self, earlier: int, start: int, end: int) -> bool:
        """
        Whether a sentence goes on with the one that begins at `earlier`.
        """
        flow, there = self.finder.flow, self.finder.within((start, end))
        return any(
            self.somewhere(each.begins) & there
            and any(phrase.at(flow, start, end) for phrase in each.begins)
            and (not each.after or self.occurs(each.after, earlier, start))
            for each in self.continuations
        )

    def spoken(self, phrases: Sequence[Phrase], stretch: Range, around: Range, of: Match) -> Iterator[Match]:
        """
        The occurrences of phrases, but for those in brackets that the match does not stand in.
        """
        there = self.finder.within(around)
        first, last = stretch
        for phrase in phrases:
            if not self.finder.may_be(phrase, there):
                continue
            for found in self.heard(phrase, around):
                if first <= found.start and found.end <= last and not self._aside(found, of):
                    yield found

    def somewhere(self, phrases: Sequence[Phrase]) -> int:
        """
        The sentences in which one of the phrases may be, a bit for each.
        """
        # Claims are asked about the same phrases, nearly none of which are in their sentence; the pack keeps them.
        found = self._sentences.get(id(phrases))
        if found is None:
            found = self._sentences[id(phrases)] = self.finder.sentences(phrases)
        return found

    def heard(self, phrase: Phrase, around: Range) -> tuple[Match, ...]:
        """
        The occurrences of a phrase in a stretch.
        """
        key = (phrase, around)
        found = self._heard.get(key)
        if found is None:
            found = self._heard[key] = tuple(self.finder.find(phrase, (around,)))
        return found

    def headed(self, phrases: Iterable[Phrase], at: int) -> bool:
        """
        Whether one of the phrases stands in the heading above an offset, or in one that this stands under.
        """
        level, place = None, self.finder.flow.span(at, at + 1).start
        for each in reversed(self.headings):
            if each.span.end > place or (level is not None and each.level >= level):
                continue
            if any(phrase.search(each.title) for phrase in phrases):
                return True
            level = each.level
        return False

    def occurs(self, phrases: Iterable[Phrase], start: int, end: int) -> bool:
        """
        Whether one of the phrases stands there.
        """
        return any(self.finder.occurs(each, [(start, end)]) for each in phrases)

    def _aside(self, found: Match, of: Match) -> bool:
        text = self.finder.flow.text
        if found.end <= of.start:
            return leaves_bracket(text[found.end : of.start])
        if found.start >= of.end:
            return leaves_bracket(text[of.end : found.start].translate(_MIRROR)[::-1])
        return False
