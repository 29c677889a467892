"""
What every occurrence of a phrase has at least: its words, at most so far apart, and digits.

A number's pattern takes milliseconds to compile, a sketch a tenth of one; most phrases of a pack do
not occur in a report, and their sketches tell.  Refuses to say that a phrase does occur.
"""

import re
from collections.abc import Iterable
from functools import cached_property

from attrs import frozen

from disclint.cache import compiled
from disclint.phrases.anchors import firsts, required
from disclint.phrases.cost import cost
from disclint.phrases.nodes import Choice, Edge, Gap, Item, Sequence, Typed, Words
from disclint.phrases.numbers import OUTLINES

# Steps tried in one text before a sketch is thought to cost more than it saves.
_BUDGET = 100_000
# Without the Chinese full stop, which would make them slow to compile.
_GAPS = {"..": "[^,;:!?0-9]", "~": "[^;!?0-9]", "*": "[^;!?]"}
# Room for 约, for one; at the beginning a later place does as well.
_BEFORE = ".{0,2}?"
_EDGES = {"^": r"\A", "$": r"\Z"}


# A text, the part of it in which an occurrence may be, and the flow offset of the text.
Piece = tuple[str, int, int, int]


@frozen(slots=False)
class Sketch:
    """
    `words` has one word of each set wherever the phrase is, and `pattern` is found there.

    `cost` is what one place of a text may take.
    """

    phrase: Sequence
    words: tuple[frozenset[str], ...]
    cost: int

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """
        The phrase with less than its conditions.
        """
        return compiled(_sequence(self.phrase).removeprefix(_BEFORE), re.DOTALL)

    @cached_property
    def firsts(self) -> frozenset[str]:
        """
        What the pattern begins with; empty if nothing can be said.
        """
        return firsts(self.phrase) or frozenset()

    def may_occur(self, texts: Iterable[Piece]) -> bool:
        """
        Whether the phrase may be in one of the texts; also if finding out would take long.
        """
        return self.is_like(
            each for each in texts if all(any(word in each[0] for word in some) for some in self.words)
        )

    def is_like(self, texts: Iterable[Piece]) -> bool:
        """
        Whether the phrase may be in one of the texts, which have its words.
        """
        for text, begin, end, _ in texts:
            if self._is_dear(text, begin, end) or self.pattern.search(text, begin, end):
                return True
        return False

    def _is_dear(self, text: str, begin: int, end: int) -> bool:
        if (end - begin) * self.cost <= _BUDGET:
            return False
        places = sum(text.count(each, begin, end) for each in self.firsts) if self.firsts else end - begin
        return places * self.cost > _BUDGET


def sketch(phrase: Sequence) -> Sketch | None:
    """
    The sketch of a phrase; None if it has neither words nor values.
    """
    items = _between(phrase)
    if not items:
        return None
    inner = Sequence(phrase.at, items)
    return Sketch(inner, tuple(required(inner)), cost(inner)[0])


def _between(phrase: Sequence) -> tuple[Item, ...]:
    # A gap or an option before the first words or after the last ones tells nothing.
    fixed = [at for at, item in enumerate(phrase.items) if _is_fixed(item)]
    return phrase.items[fixed[0] : fixed[-1] + 1] if fixed else ()


def _is_fixed(item: Item) -> bool:
    return isinstance(item, Words | Edge | Typed) or (isinstance(item, Choice) and not item.optional)


def _sequence(phrase: Sequence) -> str:
    return "".join(_item(each) for each in phrase.items)


def _item(item: Item) -> str:
    match item:
        case Words(text=text):
            return re.escape(text)
        case Gap(kind=kind, reach=reach):
            return f"{_GAPS[kind]}{{0,{reach}}}?"
        case Typed(type=type):
            return _BEFORE + OUTLINES[type]
        case Edge(side=side):
            return _EDGES[side]
        case Choice(options=options, optional=optional):
            inner = "|".join(_sequence(each) for each in options)
            return f"(?:{inner}){'?' if optional else ''}"
        case _:
            # What a guard refuses does not make the phrase occur elsewhere.
            return ""
