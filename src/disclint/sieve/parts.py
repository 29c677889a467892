"""
Paragraphs, headings, sections and cells as plain objects; the others are `Thing`s.
"""

from decimal import Decimal
from functools import cached_property
from typing import Any

from disclint.facts import Facts
from disclint.facts.layout import Placed
from disclint.facts.ranges import FIXED_SCOPES, Range, paragraphs, sentences
from disclint.facts.subjects import numeral_value, written
from disclint.sieve.support import Unsure
from disclint.sieve.things import Where, bare
from disclint.source import Span
from disclint.syntax import ABSENT, NUMBER
from disclint.syntax import Heading as Written


class Piece:
    """
    A paragraph or a sentence.
    """

    def __init__(self, facts: Facts, stretch: Range) -> None:
        self._facts = facts
        self.key = stretch
        self.length = stretch[1] - stretch[0]

    @property
    def at(self) -> Where:
        """
        Where it stands.
        """
        return (self.key,)

    text_at = at

    @cached_property
    def text(self) -> str:
        """
        Its words.
        """
        return self._facts.words.text(self.key).text

    @property
    def folded(self) -> str:
        """
        Its words without blanks, in one width.
        """
        return self._facts.flow.text[slice(*self.key)]

    @cached_property
    def section(self) -> str:
        """
        The id of the section it stands in.
        """
        return self._facts.words.address(self._facts.flow.span(*self.key)).removeprefix("section:")


class Heading:
    """
    A heading; what a rule may ask of it is worked out when it is asked.
    """

    def __init__(
        self,
        facts: Facts,
        written: Written,
        index: int,
        address: str,
        previous: "Heading | None" = None,
        twin: "Heading | None" = None,
    ) -> None:
        self._facts = facts
        self._span = written.span
        self.index = index
        self.within = address.removeprefix("section:")
        self.previous = previous
        self.twin = twin
        self.level = written.level
        self.numeral = written.numeral
        self.title = self.text = written.title
        self.section = written.section
        self.canonical = written.canonical
        self.inline = written.inline

    @property
    def key(self) -> tuple[str, Span]:
        """
        What tells it from others.
        """
        return self.within, self._span

    @property
    def number(self) -> Decimal | None:
        """
        What its numeral is worth.
        """
        return None if self.numeral is None else numeral_value(self.numeral)

    @property
    def numeral_at(self) -> Where | None:
        """
        Its numeral, which has no place of its own.
        """
        return self.numeral

    @property
    def title_at(self) -> Where:
        """
        Where it stands.
        """
        return (self._facts.flow.bounds(self._span),) if self._span else self.title

    text_at = title_at

    @property
    def at(self) -> Where:
        """
        Where words are looked for in it.
        """
        return (self._facts.flow.bounds(self._span),)


class Part:
    """
    A section of the form, whether the report has it or not, or a scope.
    """

    def __init__(self, facts: Facts, id: str, title: str, numeral: str | None, *, exists: bool) -> None:
        self._facts = facts
        self.id = self.key = id
        self.title = title
        self.numeral = numeral
        self.exists = exists
        self.at: Where = facts.ranges.get(id, ())

    @cached_property
    def heading(self) -> Heading | None:
        """
        Its heading.
        """
        section = self._facts.report.section(self.id)
        if section is None or section.heading is None:
            return None
        return Heading(self._facts, section.heading, 0, f"section:{self.id}")

    @property
    def length(self) -> int | None:
        """
        How many characters it has.
        """
        return sum(last - first for first, last in self._stretches) if self.exists else None

    @cached_property
    def text(self) -> str | None:
        """
        Its words.
        """
        words = self._facts.words
        return "".join(words.text(each).text for each in self._stretches) if self.exists else None

    @property
    def _stretches(self) -> tuple[Range, ...]:
        return self._facts.ranges.get(self.id, ())


class Place:
    """
    A cell of the form, and what the report has there.
    """

    __slots__ = ("_facts", "_placed", "address", "key")

    def __init__(self, facts: Facts, address: str, placed: Placed) -> None:
        self._facts = facts
        self._placed = placed
        self.address = self.key = address

    def __getattr__(self, name: str) -> Any:
        """
        What is seldom asked: its table, row and column, and how sure the reading is.
        """
        return getattr(bare(self._facts.tabular.cell(self.address), self._facts), name)

    @property
    def state(self) -> str:
        """
        What is in it.
        """
        if self.address in self._facts.tabular.known and self.address not in self._placed.noughts:
            return NUMBER
        cell = self._placed.cell(self.address)
        return cell.state if cell else ABSENT

    @property
    def value(self) -> Decimal:
        """
        Its number.
        """
        found = self._facts.tabular.known.get(self.address)
        if found is None:
            raise Unsure
        return found

    @property
    def raw(self) -> str:
        """
        What is written in it.
        """
        cell = self._placed.cell(self.address)
        return written(self._facts.source, cell.span) if cell else ""

    @property
    def raw_at(self) -> Where:
        """
        Where that stands.
        """
        cell = self._placed.cell(self.address)
        return (self._facts.flow.bounds(cell.span),) if cell and cell.span else self.raw


def pieces(facts: Facts, function: str, scope: str) -> tuple[Piece, ...]:
    """
    The paragraphs or sentences of a scope.
    """
    cut = paragraphs if function == "paragraphs" else sentences
    stretches = facts.ranges.get(scope, ())
    return tuple([Piece(facts, piece) for each in stretches for piece in cut(facts.flow, each)])


def headings(facts: Facts) -> tuple[Heading, ...]:
    """
    All headings, each with the last of its level before it, and the last with its title.
    """
    found: list[Heading] = []
    last: dict[tuple[str, int], Heading] = {}
    titled: dict[tuple[str, int], Heading] = {}
    for index, each in enumerate(facts.report.headings, 1):
        address = facts.words.address(each.span)
        key, twin = (address, each.level), (each.title, each.level)
        heading = Heading(facts, each, index, address, last.get(key), titled.get(twin))
        last[key] = titled[twin] = heading
        found.append(heading)
    return tuple(found)


def part(facts: Facts, id: str) -> Part | None:
    """
    A section or a scope; None if there is none.
    """
    form = next((each for each in facts.expected.sections if each.id == id), None)
    is_there = facts.report.section(id) is not None
    if not is_there and id not in FIXED_SCOPES and form is not None:
        return Part(facts, id, form.title, form.numeral, exists=False)
    if not is_there and not facts.ranges.get(id):
        return None
    title, numeral = (form.title, form.numeral) if form else (id, None)
    return Part(facts, id, title, numeral, exists=True)
