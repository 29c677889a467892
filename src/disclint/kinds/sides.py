"""
Two numbers that must be equal, and the equation of cells behind them, if there is one.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from itertools import product

from attrs import field, frozen

from disclint import values
from disclint.facts import Facts, Inapplicable
from disclint.facts.layout import Layout
from disclint.kinds.binding import Binding
from disclint.kinds.core import FAIL, Equation, Finding, Judge, Place, Scope, Tally, leaf_places, note
from disclint.kinds.linear import Linear, Terms, difference, linear
from disclint.rules.functions import magnitude
from disclint.rules.nodes import Node
from disclint.rules.tracing import EXCLUDED, PASS, UNKNOWN, recording
from disclint.syntax import ABSENT
from disclint.values import Number, Text

_NOUGHT = Decimal(0)


@frozen(eq=False)
class Sides:
    """
    The sides of an equation.

    `both` evaluates them, the one that findings lie at first, and names them in the scope.
    """

    both: Callable[[Scope], tuple[Number, Number]]
    left: Node
    right: Node
    place: Callable[[Scope], Place | None]


def judge(sides: Sides, binding: Binding) -> Judge:
    """
    The judge that compares the sides of each instance.
    """
    left, right = linear(sides.left), linear(sides.right)
    if left is None or right is None:
        return lambda facts: _compared(facts, sides, binding)
    if binding.lines is None:
        return lambda facts: _summed(facts, sides, binding, (left, right))
    prepared = _Prepared(left, right, binding.lines)
    return lambda facts: _balanced(facts, sides, binding, prepared)


def _compared(facts: Facts, sides: Sides, binding: Binding) -> Tally:
    findings, checked, reasons = [], 0, list[str]()
    for scope in binding.instances(facts, reasons):
        decided, finding = _decided(scope, sides, binding, reasons)
        checked += decided
        findings += finding
    return Tally(findings, checked, reasons)


def _decided(
    scope: Scope,
    sides: Sides,
    binding: Binding,
    reasons: list[str],
    equation: Equation | None = None,
) -> tuple[bool, list[Finding]]:
    first, second = sides.both(scope)
    truth = values.equal(first, second)
    if truth.value is None:
        reasons.extend(sorted(truth.reasons))
        note(scope, UNKNOWN, truth)
        return False, []
    if truth.value:
        note(scope, PASS, truth)
        return True, []
    scope.names["delta"] = magnitude(values.subtract(first, second))
    # A clerk looks at the numbers first, and at the noughts among them last.
    known = scope.facts.tabular.known
    read = leaf_places(truth.leaves, scope.facts)
    related = sorted(read, key=lambda each: known.get(each.address) == 0)
    finding = binding.finding(scope, sides.place(scope), related=related, equation=equation)
    note(scope, FAIL, truth, variant=finding.variant)
    return True, [finding]


def _summed(facts: Facts, sides: Sides, binding: Binding, terms: tuple[Linear, Linear]) -> Tally:
    reasons = list[str]()
    instances = (
        (scope, Equation(difference(terms[0](scope), terms[1](scope)), _NOUGHT))
        for scope in binding.instances(facts, reasons)
    )
    return _tally(instances, facts, sides, binding, reasons)


def _balanced(facts: Facts, sides: Sides, binding: Binding, prepared: "_Prepared") -> Tally:
    return _tally(prepared.instances(facts), facts, sides, binding, [])


_Instance = tuple["Scope | Callable[[], Scope]", Equation]


def _tally(
    instances: Iterator[_Instance],
    facts: Facts,
    sides: Sides,
    binding: Binding,
    reasons: list[str],
) -> Tally:
    findings, equations, checked = list[Finding](), [], 0
    for made, balanced in instances:
        residual = _residual(balanced.terms, facts)
        if residual == 0:
            equations.append(balanced)
            if recording() is None:
                checked += 1
                continue
        scope = made if isinstance(made, Scope) else made()
        if residual is None and _is_absent(balanced.terms, facts):
            # That a row is not there is another rule's finding.
            note(scope, EXCLUDED, reasons=(f"{next(iter(balanced.terms))}: {ABSENT}",), by=ABSENT)
            continue
        known = None if residual is None else Equation(balanced.terms, residual)
        decided, found = _decided(scope, sides, binding, reasons, known)
        checked += decided
        findings += found
    return Tally(findings, checked, reasons, equations)


def _residual(terms: Mapping[str, int], facts: Facts) -> Decimal | None:
    """
    The weighted sum of cells; None if one of them is not known.
    """
    known, residual = facts.tabular.known, _NOUGHT
    for address, weight in terms.items():
        value = known.get(address)
        if value is None:
            return None
        residual += value if weight == 1 else weight * value
    return residual


def _is_absent(terms: Mapping[str, int], facts: Facts) -> bool:
    states = {address: facts.tabular.odd_cells.get(address) for address in terms}
    for table in sorted({each.partition("/")[0] for each in terms}):
        placed = facts.tabular.tables[table]
        if not placed.is_read:
            raise Inapplicable(f"table {table} is {placed.table.state}")
    return all(each == ABSENT for each in states.values())


@frozen(eq=False)
class _Prepared:
    """
    The equations of a rule over whole rows or columns, which are the same for all reports of a form.
    """

    left: Linear
    right: Linear
    lines: tuple[tuple[str, str, str], ...]
    _by_form: dict[tuple[Layout, ...], list[tuple[tuple[str, ...], Equation]]] = field(factory=dict)

    def instances(self, facts: Facts) -> Iterator[_Instance]:
        """
        Each equation with the scope of its instance, which is seldom needed.
        """
        key = tuple(each.layout for each in facts.tabular.tables.values())
        if key not in self._by_form:
            self._by_form[key] = list(self._equations(facts))
        for ids, equation in self._by_form[key]:
            yield partial(self._scope, facts, ids), equation

    def _equations(self, facts: Facts) -> Iterator[tuple[tuple[str, ...], Equation]]:
        names = [name for name, _, _ in self.lines]
        for ids in product(*(self._ids(facts, kind, table) for _, kind, table in self.lines)):
            scope = Scope(facts, {name: Text(id) for name, id in zip(names, ids, strict=True)})
            terms: Terms = difference(self.left(scope), self.right(scope))
            yield ids, Equation(terms, _NOUGHT)

    def _ids(self, facts: Facts, kind: str, table: str) -> tuple[str, ...]:
        layout = facts.tabular.placed(table).layout
        return tuple(layout.rows if kind == "row" else layout.columns)

    def _scope(self, facts: Facts, ids: tuple[str, ...]) -> Scope:
        return Scope(
            facts,
            {
                name: facts.tabular.line(kind, facts.tabular.placed(table), id)
                for (name, kind, table), id in zip(self.lines, ids, strict=True)
            },
        )
