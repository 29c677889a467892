"""
One report as plain values: what written conditions ask for, worked out once.

Refuses to say why something is missing: a cell without a number, a table that was not read, a scope that is not
there raise, and the whole evaluation tells.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from disclint.facts import Facts
from disclint.facts.layout import Pattern
from disclint.facts.ranges import Range
from disclint.kinds.statement import Looked, stretches
from disclint.phrases import Phrase
from disclint.rules.scope import Abroad, Scope
from disclint.sieve import lines
from disclint.sieve.lines import Line
from disclint.sieve.parts import Place, headings, part, pieces
from disclint.sieve.support import Unsure
from disclint.sieve.things import LONGEST_NUMBER, Found, Where, bare
from disclint.values import Subject, Text, Value


class _Known(dict[str, Decimal]):
    """
    The numbers in cells; of a cell without one it tells whether the report's form has it.
    """

    def __init__(self, facts: Facts) -> None:
        super().__init__(facts.tabular.known)
        self._facts = facts

    def __missing__(self, address: str) -> Decimal:
        """
        Raise what a cell without a number is: Inapplicable if the form has none, else Unsure.
        """
        table, row, column = address.split("/")
        self._facts.tabular.numbers((table, row, column))
        raise Unsure


class Plain:
    """
    A report, and what was asked of it.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.known = _Known(facts)
        self._numbers: dict[Pattern, tuple[Decimal, ...]] = {}
        self._cells: dict[Pattern, tuple[Place, ...]] = {}
        self._lines: dict[tuple[str, str], tuple[Line, ...]] = {}
        self._found: dict[tuple[Where, tuple[Phrase, ...]], tuple[Found, ...]] = {}
        self._occurs: dict[tuple[Where, Phrase], bool] = {}
        self._claims: dict[tuple[str, ...], tuple[Found, ...]] = {}
        self._things: dict[tuple[str, str], Any] = {}
        self._names: dict[str, Any] = {}
        self._sections: dict[str, Any] = {}
        self._there: dict[tuple[str, Any], Any] = {}

    @cached_property
    def is_plain(self) -> bool:
        """
        Whether no number of the tables is so long that counting with it needs care, and nothing is unread.
        """
        if self.facts.gaps:
            return False
        return all(each.longest <= LONGEST_NUMBER for each in self.facts.tabular.tables.values())

    @cached_property
    def demanded(self) -> Mapping[str, int]:
        """
        The sections that the form demands, and their order.
        """
        return {each.id: index for index, each in enumerate(self.facts.expected.sections)}

    # Tables.

    def numbers(self, pattern: Pattern) -> tuple[Decimal, ...]:
        """
        The numbers of a group of cells.
        """
        found = self._numbers.get(pattern)
        if found is None:
            known = self.known
            found = tuple([known[each] for each in self.facts.tabular.addresses(pattern)])
            self._numbers[pattern] = found
        return found

    def cells(self, pattern: Pattern) -> tuple[Place, ...]:
        """
        The cells of a group that are in tables which were read.
        """
        found = self._cells.get(pattern)
        if found is None:
            facts = self.facts
            tables, addresses = facts.tabular.tables, facts.tabular.read_addresses(pattern)
            found = tuple([Place(facts, each, tables[each.split("/", 1)[0]]) for each in addresses])
            self._cells[pattern] = found
        return found

    def rows(self, table: str) -> tuple[Line, ...]:
        """
        The rows of a table that was read.
        """
        return self._of_table("rows", table)

    def columns(self, table: str) -> tuple[Line, ...]:
        """
        The columns of a table that was read.
        """
        return self._of_table("columns", table)

    def labels(self, table: str) -> tuple[Line, ...]:
        """
        Whatever else the form prints in a table that was read.
        """
        return self._of_table("printed", table)

    def _of_table(self, what: str, table: str) -> tuple[Line, ...]:
        key = (what, table)
        found = self._lines.get(key)
        if found is None:
            placed = self.facts.tabular.read(table)
            found = self._lines[key] = getattr(lines, what)(placed, self.facts)
        return found

    def table(self, id: str) -> Any:
        """
        A table.
        """
        return self._once("table", id)

    # Other reports.

    def there(self, relation: str, pattern: Pattern) -> Any:
        """
        The number in a cell of another report, or those in a group.
        """
        key = (relation, pattern)
        if key not in self._there:
            found = bare(self._other(relation).address(pattern), self.facts)
            if any(
                each.adjusted() >= LONGEST_NUMBER
                for each in (found if isinstance(found, tuple) else (found,))
            ):
                raise Unsure
            self._there[key] = found
        return self._there[key]

    def abroad(self, relation: str, looked: Callable[[Scope], Value]) -> Any:
        """
        What an expression is worth in another report; None if there is no such thing.
        """
        key = (relation, looked)
        if key not in self._there:
            self._there[key] = bare(looked(Abroad(self.facts, self._other(relation))), self.facts)
        return self._there[key]

    def _other(self, relation: str) -> Scope:
        report = self.facts.name(relation)
        if not isinstance(report, Subject) or report.of is None:
            raise Unsure
        found: Scope = report.of
        return found

    # Text.

    def section(self, id: str) -> Any:
        """
        A section or a scope; None if there is none.
        """
        known = self._sections
        if id not in known:
            known[id] = part(self.facts, id)
        return known[id]

    def several(self, function: str, word: str) -> tuple[Any, ...]:
        """
        The headings, paragraphs or whatever a function of the document lists.
        """
        key = (function, word)
        found: tuple[Any, ...] | None = self._things.get(key)
        if found is None:
            if function == "headings":
                found = headings(self.facts)
            elif function in ("paragraphs", "sentences"):
                found = pieces(self.facts, function, word)
            else:
                found = self._once(function, word)
            self._things[key] = found
        return found

    def name(self, id: str) -> Any:
        """
        A part of the document; None if there is none.
        """
        known = self._names
        if id not in known:
            known[id] = bare(self.facts.name(id), self.facts)
        return known[id]

    def _once(self, function: str, word: str) -> Any:
        key = (function, word)
        if key not in self._things:
            self._things[key] = bare(self.facts.call(function, (Text(word),)), self.facts)
        return self._things[key]

    def scope(self, id: str) -> tuple[Range, ...]:
        """
        The stretches of a scope; none if it is not there.
        """
        return self.facts.ranges.get(id, ())

    def stretches(self, scopes: tuple[str, ...]) -> tuple[Range, ...]:
        """
        The stretches of several scopes, of which one is there.
        """
        return stretches(self.facts, scopes)

    def found(self, where: Where | None, phrases: tuple[Phrase, ...]) -> tuple[Found, ...]:
        """
        The occurrences of phrases, left to right.
        """
        if where is None:
            return ()
        if isinstance(where, str):
            where = self.scope(where)
        key = (where, phrases)
        known = self._found.get(key)
        if known is None:
            find = self.facts.words.finder.find
            matches = [match for each in phrases for match in find(each, where)]
            matches.sort(key=lambda each: (each.start, each.end))
            listed: list[Found] = []
            previous = None
            for each in matches:
                previous = Found(self.facts, each, previous)
                listed.append(previous)
            known = self._found[key] = tuple(listed)
        return known

    def occurs(self, where: Where | None, phrase: Phrase) -> bool:
        """
        Whether a phrase is somewhere.
        """
        if where is None:
            raise Unsure
        key = (where, phrase)
        known = self._occurs.get(key)
        if known is None:
            if isinstance(where, str):
                known = phrase.search("".join(where.split())) is not None
            else:
                known = self.facts.words.finder.occurs(phrase, where)
            self._occurs[key] = known
        return known

    def lacks(self, stretches: tuple[Range, ...], phrases: Sequence[Looked]) -> bool:
        """
        Whether none of the phrases is anywhere in these stretches.
        """
        finder = self.facts.words.finder
        return not any(finder.occurs(each, stretches) for each in phrases)

    def claims(self, *concepts: str) -> tuple[Found, ...]:
        """
        The claims of these concepts, left to right.
        """
        found = self._claims.get(concepts)
        if found is None:
            found = self._claims[concepts] = tuple(map(self._claim, self.facts.claims(*concepts)))
        return found

    def _claim(self, claim: Any) -> Found:
        key = ("claim", f"{claim.concept.id}/{claim.match.start}")
        if key not in self._things:
            self._things[key] = Found(self.facts, claim.match, claim=claim)
        found: Found = self._things[key]
        return found
