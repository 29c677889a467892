"""
What is known of a report beyond its findings: its cells and numbers by their place, and what each is held against.

Worked out when somebody asks, once for a version of a document; what rules hold against each other is read off
their traces, as the assurance map is.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property

from attrs import frozen

from disclint.diagnostics import FAIL, PASS, UNKNOWN
from disclint.engine import assuring, judging, tracing
from disclint.engine.quantities import Quantity, quantities
from disclint.facts import Facts, facts_of
from disclint.grammar import Parsed
from disclint.kinds.core import Equation, Place
from disclint.lsp.checking import Checked
from disclint.session import reading
from disclint.source import Span
from disclint.syntax import Cell

# Offsets in the document.
Stretch = tuple[int, int]
_DECIDED = (PASS, FAIL, UNKNOWN)


@frozen
class Sum:
    """
    Cells that a rule adds up to one: `added` is what they come to, `written` what the one has.
    """

    rule: str
    total: str
    parts: tuple[str, ...]
    added: Decimal
    written: Decimal

    @property
    def residual(self) -> Decimal:
        """
        By how much too much is written.
        """
        return self.written - self.added


@frozen(eq=False)
class Group:
    """
    Places that a rule holds against each other, and how that ended.
    """

    rule: str
    outcome: str
    places: tuple[Place, ...]


@frozen(eq=False, slots=False)
class Insight:
    """
    A checked report, looked at more closely.
    """

    checked: Checked

    @cached_property
    def parsed(self) -> Parsed:
        """
        The report with its flow.
        """
        document = self.checked.document
        return reading.parse_text(document.text, document.name, self.checked.kit)

    @cached_property
    def facts(self) -> Facts:
        """
        The report by address.
        """
        parsed, kit = self.parsed, self.checked.kit
        return facts_of(parsed.report, parsed.flow, parsed.source, kit.editions, kit.pack.vocabulary)

    @cached_property
    def cells(self) -> dict[str, tuple[Cell, Stretch]]:
        """
        The cells that were found, by address, and where they are.
        """
        tables = self.parsed.report.tables
        return {each.address: (each, self.stretch(each.span)) for table in tables for each in table.cells()}

    @cached_property
    def quantities(self) -> tuple[tuple[Quantity, Stretch], ...]:
        """
        The numbers of the text, and where they are.
        """
        return tuple((each, self.stretch(each.span)) for each in quantities(self.facts))

    @cached_property
    def equations(self) -> tuple[tuple[str, Equation], ...]:
        """
        The equations of the tables of which all operands are known, each with its rule.
        """
        found: list[tuple[str, Equation]] = []
        for rule in self.checked.kit.program.rules:
            if rule.blames and rule.rule.id in self._decided:
                tally = judging.judge(rule, self.facts).tally
                found += [(rule.rule.id, each) for each in tally.equations]
                found += [(rule.rule.id, each.equation) for each in tally.findings if each.equation]
        return tuple(found)

    @cached_property
    def sums(self) -> tuple[Sum, ...]:
        """
        Those of the equations in which one cell is the sum of the others.
        """
        values = {address: cell.value for address, (cell, _) in self.cells.items()}
        return tuple(
            Sum(rule, total, parts, written - by, written)
            for rule, equation in self.equations
            for total, parts, by in _totals(equation)
            if (written := values.get(total)) is not None
        )

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """
        What rules hold against each other between the text and the tables, and within the text.
        """
        rules = [each for each in self.checked.kit.program.rules if each.rule.id in self._decided]
        traces = tracing.traces(rules, self.facts)
        return tuple(
            Group(id, outcome, tuple(self._narrowed(each) for each in places))
            for id, outcome, places in assuring.groups(traces, self.facts)
            if len(places) > 1 and not all(_is_cell(each.address) for each in places)
        )

    @property
    def _decided(self) -> frozenset[str]:
        result = self.checked.result
        verdicts = () if result is None else result.verdicts
        return frozenset(each.rule for each in verdicts if each.status in _DECIDED)

    def stretch(self, span: Span) -> Stretch:
        """
        Where a span of the source is in the document.
        """
        start, end = self.parsed.source.file_range(span)
        shift = self.checked.document.shift
        return start + shift, end + shift

    def cell_at(self, offset: int) -> Cell | None:
        """
        The cell at a place.
        """
        return next((cell for cell, stretch in self.cells.values() if touches(stretch, offset)), None)

    def quantity_at(self, offset: int) -> Quantity | None:
        """
        The number of the text at a place.
        """
        return next((each for each, stretch in self.quantities if touches(stretch, offset)), None)

    def sums_with(self, address: str) -> Iterator[Sum]:
        """
        The sums that a cell is in.
        """
        return (each for each in self.sums if address == each.total or address in each.parts)

    def equations_with(self, address: str) -> Iterator[tuple[str, Equation]]:
        """
        The equations that a cell is in.
        """
        return (each for each in self.equations if address in each[1].terms)

    def groups_with(self, place: Place) -> Iterator[Group]:
        """
        What a cell or a number of the text is held against.
        """
        return (each for each in self.groups if place in each.places)

    def place_at(self, offset: int) -> Place | None:
        """
        The cell or the number of the text at a place, as places are told apart.
        """
        cell = self.cell_at(offset)
        if cell is not None:
            return Place(cell.span, cell.address)
        quantity = self.quantity_at(offset)
        return None if quantity is None else self._told(quantity)

    def _told(self, quantity: Quantity) -> Place:
        return Place(quantity.span, self.facts.words.address(quantity.span))

    def _narrowed(self, place: Place) -> Place:
        """
        The one number that a stretch of text holds, for that is what was compared.
        """
        if _is_cell(place.address):
            cell = self.cells.get(place.address)
            return place if cell is None else Place(cell[0].span, place.address)
        inside = [each for each, _ in self.quantities if place.span.holds(each.span)]
        return self._told(inside[0]) if len(inside) == 1 else place


def is_cell(place: Place) -> bool:
    """
    Whether a place is a cell of a table.
    """
    return _is_cell(place.address)


def touches(stretch: Stretch, offset: int) -> bool:
    """
    Whether a place is in a stretch or at its end, where a cursor still points at it.
    """
    return stretch[0] <= offset <= stretch[1]


def _is_cell(address: str) -> bool:
    return address.count("/") == 2


def _totals(equation: Equation) -> Iterable[tuple[str, tuple[str, ...], Decimal]]:
    """
    The cell that stands alone on its side, the others, and by how much it is too large.
    """
    for sign in (1, -1):
        alone = [each for each, weight in equation.terms.items() if weight == sign]
        others = tuple(each for each, weight in equation.terms.items() if weight == -sign)
        if len(alone) == 1 and len(others) > 1 and len(others) + 1 == len(equation.terms):
            yield alone[0], others, equation.residual * sign
