"""
What expressions are evaluated in.
"""

from typing import Protocol

from attrs import frozen

from disclint.phrases import Phrase
from disclint.values import Truth, Value

Pattern = tuple[str, str, str]


class Scope(Protocol):
    """
    What expressions are evaluated in.  Patterns hold ids, `@group` and `*`, no variables.
    """

    def name(self, id: str) -> Value:
        """
        The variable, `let` or part of the document called `id`.
        """

    def address(self, pattern: Pattern) -> Value:
        """
        The number in a cell, or a tuple of them if the pattern has `@` or `*`.
        """

    def cells(self, pattern: Pattern) -> Value:
        """
        A tuple of cells, as subjects.
        """

    def call(self, function: str, arguments: tuple[Value, ...]) -> Value:
        """
        What a function of the document gives; words such as a table's id come as `Text`.
        """

    def occurrences(self, where: Value, phrases: tuple[Phrase, ...]) -> Value:
        """
        A tuple of occurrences in the scope that `where` names, or in a subject's text.
        """

    def matches(self, where: Value, phrase: Phrase) -> Truth:
        """
        Whether the phrase occurs in a text or in a subject's text.
        """


@frozen
class Within:
    """
    A scope with one more name, for the body of a quantifier.
    """

    outer: Scope
    bound: str
    item: Value

    def name(self, id: str) -> Value:
        """
        The item, or what the outer scope calls so.
        """
        return self.item if id == self.bound else self.outer.name(id)

    def address(self, pattern: Pattern) -> Value:
        """
        What the outer scope has there.
        """
        return self.outer.address(pattern)

    def cells(self, pattern: Pattern) -> Value:
        """
        What the outer scope has there.
        """
        return self.outer.cells(pattern)

    def call(self, function: str, arguments: tuple[Value, ...]) -> Value:
        """
        What the outer scope gives.
        """
        return self.outer.call(function, arguments)

    def occurrences(self, where: Value, phrases: tuple[Phrase, ...]) -> Value:
        """
        What the outer scope finds.
        """
        return self.outer.occurrences(where, phrases)

    def matches(self, where: Value, phrase: Phrase) -> Truth:
        """
        What the outer scope finds.
        """
        return self.outer.matches(where, phrase)


@frozen
class Abroad:
    """
    Another report as a scope, with the names that are bound around it.
    """

    outer: Scope
    other: Scope

    def name(self, id: str) -> Value:
        """
        The other report and its title; whatever else has a name has it outside.
        """
        return self.other.name(id) if id in ("report", "title") else self.outer.name(id)

    def address(self, pattern: Pattern) -> Value:
        """
        What the other report has there.
        """
        return self.other.address(pattern)

    def cells(self, pattern: Pattern) -> Value:
        """
        What the other report has there.
        """
        return self.other.cells(pattern)

    def call(self, function: str, arguments: tuple[Value, ...]) -> Value:
        """
        What the other report gives.
        """
        return self.other.call(function, arguments)

    def occurrences(self, where: Value, phrases: tuple[Phrase, ...]) -> Value:
        """
        What the other report finds.
        """
        return self.other.occurrences(where, phrases)

    def matches(self, where: Value, phrase: Phrase) -> Truth:
        """
        What the other report finds.
        """
        return self.other.matches(where, phrase)
