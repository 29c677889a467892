"""
What somebody may ask of a report beyond its outline: as values, and as bits of a number.

Refuses to answer.
"""

from typing import TypeVar

from attrs import define, field, frozen

from disclint.phrases import Phrase, RegexPhrase

# In a pattern of cells: any.
EVERY = "*"

# A table, a row and a column of its form, each by id, or `EVERY`.
Cells = tuple[str, str, str]
Phrased = tuple[str, Phrase | RegexPhrase]

_Key = TypeVar("_Key")


@frozen
class Asked:
    """
    What may be asked.

    That is what stands in `cells`; how tables have their lines, by the tables' ids, or `EVERY`; phrases, each in a scope; the claims
    of concepts; the words of scopes.
    """

    cells: frozenset[Cells] = frozenset()
    lines: frozenset[str] = frozenset()
    phrases: frozenset[Phrased] = frozenset()
    concepts: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()

    def __or__(self, other: "Asked") -> "Asked":
        """
        What either asks.
        """
        return Asked(
            self.cells | other.cells,
            self.lines | other.lines,
            self.phrases | other.phrases,
            self.concepts | other.concepts,
            self.scopes | other.scopes,
        )


@define(eq=False)
class Questions:
    """
    All that some rules may ask, with a bit for each.
    """

    cells: dict[Cells, int] = field(factory=dict)
    lines: dict[str, int] = field(factory=dict)
    # By scope, for each phrase.
    phrases: dict[Phrase | RegexPhrase, dict[tuple[str, ...], int]] = field(factory=dict)
    concepts: dict[str, int] = field(factory=dict)
    scopes: dict[str, int] = field(factory=dict)
    _next: int = 1

    def bits(self, asked: Asked) -> int:
        """
        The bits of what is asked; what nobody asked before gets its own.
        """
        found = 0
        for cells in asked.cells:
            found |= self._bit(self.cells, cells)
        for table in asked.lines:
            found |= self._bit(self.lines, table)
        for concept in asked.concepts:
            found |= self._bit(self.concepts, concept)
        for scope in asked.scopes:
            found |= self._bit(self.scopes, scope)
        for scope, phrase in asked.phrases:
            found |= self._bit(self.phrases.setdefault(phrase, {}), (scope,))
        return found

    def _bit(self, known: dict[_Key, int], each: _Key) -> int:
        bit = known.get(each)
        if bit is None:
            bit = known[each] = self._next
            self._next <<= 1
        return bit
