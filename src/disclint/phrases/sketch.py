"""
What every occurrence of a phrase has at least: its words, at most so far apart.

A number's pattern takes milliseconds to compile, a sketch a tenth of one; most phrases of a pack do
not occur in a report, and their sketches tell.  Refuses to say that a phrase does occur.
"""

import re
from collections.abc import Iterable

from attrs import frozen

from disclint.phrases.anchors import firsts
from disclint.phrases.nodes import Choice, Edge, Gap, Item, Sequence, Typed, Words

# No value is written with more characters.
LONGEST_VALUE = 80

# Places tried in one text before a sketch is thought to cost more than it saves.
_BUDGET = 100_000
_EDGES = {"^": r"\A", "$": r"\Z"}


@frozen
class Sketch:
    """
    `pattern` is found wherever the phrase is; `ways` is what one place may cost, `firsts` begin it.
    """

    pattern: re.Pattern[str]
    ways: int
    firsts: frozenset[str]

    def may_occur(self, texts: Iterable[str]) -> bool:
        """
        Whether the phrase may be in one of the texts; also if finding out would take long.
        """
        for text in texts:
            places = sum(map(text.count, self.firsts)) if self.firsts else len(text)
            if places * self.ways > _BUDGET or self.pattern.search(text):
                return True
        return False


def sketch(phrase: Sequence) -> Sketch | None:
    """
    The sketch of a phrase; None if it has no words.
    """
    items = _between(phrase)
    if not items:
        return None
    inner = Sequence(phrase.at, items)
    pattern = re.compile(_sequence(inner), re.DOTALL)
    return Sketch(pattern, _ways(inner), firsts(inner) or frozenset())


def _between(phrase: Sequence) -> tuple[Item, ...]:
    # What comes before the first words or after the last ones tells nothing.
    fixed = [at for at, item in enumerate(phrase.items) if _is_fixed(item)]
    return phrase.items[fixed[0] : fixed[-1] + 1] if fixed else ()


def _is_fixed(item: Item) -> bool:
    return isinstance(item, Words | Edge) or (
        isinstance(item, Choice) and not item.optional
    )


def _sequence(phrase: Sequence) -> str:
    return "".join(_item(each) for each in phrase.items)


def _item(item: Item) -> str:
    match item:
        case Words(text=text):
            return re.escape(text)
        case Gap(reach=reach):
            return f".{{0,{reach}}}?"
        case Typed():
            return f".{{1,{LONGEST_VALUE}}}?"
        case Edge(side=side):
            return _EDGES[side]
        case Choice(options=options, optional=optional):
            inner = "|".join(_sequence(each) for each in options)
            return f"(?:{inner}){'?' if optional else ''}"
        case _:
            # What a guard refuses does not make the phrase occur elsewhere.
            return ""


def _ways(phrase: Sequence) -> int:
    ways = 1
    for item in phrase.items:
        match item:
            case Gap(reach=reach):
                ways *= reach + 1
            case Typed():
                ways *= LONGEST_VALUE
            case Choice(options=options, optional=optional):
                ways *= sum(_ways(each) for each in options) + optional
    return ways
