"""
What every occurrence of a phrase has at least: its words, at most so far apart, and digits.

A number's pattern takes milliseconds to compile, a sketch a tenth of one; most phrases of a pack do
not occur in a report, and their sketches tell.  Refuses to say that a phrase does occur.
"""

import re
from collections.abc import Iterable

from attrs import frozen

from disclint.phrases.anchors import firsts
from disclint.phrases.cost import cost
from disclint.phrases.nodes import Choice, Edge, Gap, Item, Sequence, Typed, Words
from disclint.phrases.numbers import OUTLINES

# Steps tried in one text before a sketch is thought to cost more than it saves.
_BUDGET = 100_000
# Without the Chinese full stop, which would make them slow to compile.
_GAPS = {"..": "[^,;:!?0-9]", "~": "[^;!?0-9]", "*": "[^;!?]"}
_EDGES = {"^": r"\A", "$": r"\Z"}


@frozen
class Sketch:
    """
    `pattern` is found wherever the phrase is; `cost` is what one place may take, `firsts` begin it.
    """

    pattern: re.Pattern[str]
    cost: int
    firsts: frozenset[str]

    def may_occur(self, texts: Iterable[str]) -> bool:
        """
        Whether the phrase may be in one of the texts; also if finding out would take long.
        """
        for text in texts:
            places = sum(map(text.count, self.firsts)) if self.firsts else len(text)
            if places * self.cost > _BUDGET or self.pattern.search(text):
                return True
        return False


def sketch(phrase: Sequence) -> Sketch | None:
    """
    The sketch of a phrase; None if it has neither words nor values.
    """
    items = _between(phrase)
    if not items:
        return None
    inner = Sequence(phrase.at, items)
    pattern = re.compile(_sequence(inner).removeprefix(".{0,2}?"), re.DOTALL)
    return Sketch(pattern, cost(inner)[0], firsts(inner) or frozenset())


def _between(phrase: Sequence) -> tuple[Item, ...]:
    # A gap or an option before the first words or after the last ones tells nothing.
    fixed = [at for at, item in enumerate(phrase.items) if _is_fixed(item)]
    return phrase.items[fixed[0] : fixed[-1] + 1] if fixed else ()


def _is_fixed(item: Item) -> bool:
    return isinstance(item, Words | Edge | Typed) or (
        isinstance(item, Choice) and not item.optional
    )


def _sequence(phrase: Sequence) -> str:
    return "".join(_item(each) for each in phrase.items)


def _item(item: Item) -> str:
    match item:
        case Words(text=text):
            return re.escape(text)
        case Gap(kind=kind, reach=reach):
            return f"{_GAPS[kind]}{{0,{reach}}}?"
        case Typed(type=type):
            # Behind 约, for one.
            return f".{{0,2}}?{OUTLINES[type]}"
        case Edge(side=side):
            return _EDGES[side]
        case Choice(options=options, optional=optional):
            inner = "|".join(_sequence(each) for each in options)
            return f"(?:{inner}){'?' if optional else ''}"
        case _:
            # What a guard refuses does not make the phrase occur elsewhere.
            return ""
