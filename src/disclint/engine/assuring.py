"""
The assurance map: for each cell and each number of the text, the rules that judged it, and against what.

It is read off the traces of the rules.  What a rule looks at alone, such as whether a cell is blank, assures
little; what it holds against another place is checked.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import field, frozen

from disclint.diagnostics import (
    ALONE,
    OPEN,
    REFUSED,
    TABLE,
    TEXT,
    UNCHECKED,
    Assurance,
    AssuredCell,
    AssuredNumber,
    Judgement,
)
from disclint.engine.quantities import Quantity, quantities
from disclint.facts import Facts
from disclint.kinds.core import Place, leaf_places, places
from disclint.rules.nodes import Chain
from disclint.rules.tracing import EXCLUDED, FAIL, PASS, UNKNOWN, Instance, Part, Step, Trace, walked
from disclint.source import Span
from disclint.syntax import ABSENT
from disclint.values import Number, Subject, Truth, Value

# Rules of these kinds hold all that they read against each other.
_WHOLE = frozenset(("sum", "identity", "match", "ratio"))
_COMPARED = frozenset(("==", "!=", "<", "<=", ">", ">=", "implies"))
# Rows and tables are not read, what stands in them is.
_NO_PLACES = frozenset(("row", "column", "table", "report", "words", "section", "paragraph"))
_WORST = (FAIL, UNKNOWN, PASS)


@frozen(eq=False)
class _Seen:
    """
    What is known of a cell or of a number: how each rule ended there, and what it was held against.
    """

    outcomes: dict[str, str] = field(factory=dict)
    with_cells: set[str] = field(factory=set)
    with_text: set[str] = field(factory=set)

    def add(self, rule: str, outcome: str) -> None:
        known = self.outcomes.get(rule)
        if known is None or _WORST.index(outcome) < _WORST.index(known):
            self.outcomes[rule] = outcome

    def judgements(self) -> tuple[Judgement, ...]:
        return tuple(Judgement(rule, outcome) for rule, outcome in sorted(self.outcomes.items()))

    def is_open(self) -> bool:
        return UNKNOWN in self.outcomes.values()


def assurance(traces: Iterable[Trace], facts: Facts) -> Assurance:
    """
    What the rules whose traces these are have checked, and what not.
    """
    told = quantities(facts)
    cells = {each: _Seen() for each in _addresses(facts)}
    numbers = {each: _Seen() for each in told}
    within = _Within(told)
    for trace in traces:
        for instance in trace.instances:
            if instance.outcome != EXCLUDED:
                _enter(trace, instance, cells, numbers, within, facts)
    return Assurance(
        tuple(_cell(address, seen, facts) for address, seen in cells.items()),
        tuple(_number(each, seen, facts) for each, seen in numbers.items()),
    )


def groups(traces: Iterable[Trace], facts: Facts) -> Iterator[tuple[str, str, list[Place]]]:
    """
    The places that rules hold against each other: the rule, how it ended there, and the places.
    """
    for trace in traces:
        for instance in trace.instances:
            if instance.outcome != EXCLUDED:
                for group in _groups(trace, instance, facts):
                    yield trace.rule.id, instance.outcome, group


@frozen(eq=False)
class _Within:
    """
    Looks up which numbers of the text, which are in their order, a place holds.
    """

    told: Sequence[Quantity]
    starts: Sequence[int] = field(init=False)
    _known: dict[Span, tuple[Quantity, ...]] = field(factory=dict, init=False)

    @starts.default
    def _begun(self) -> Sequence[int]:
        return [each.span.start for each in self.told]

    def of(self, place: Place) -> tuple[Quantity, ...]:
        span = place.span
        found = self._known.get(span)
        if found is None:
            some = self.told[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]
            found = self._known[span] = tuple(each for each in some if each.span.end <= span.end)
        return found


def _addresses(facts: Facts) -> Iterator[str]:
    for each in facts.tabular.tables.values():
        if each.is_read:
            yield from each.layout.form.addresses()


def _enter(
    trace: Trace,
    instance: Instance,
    cells: Mapping[str, _Seen],
    numbers: Mapping[Quantity, _Seen],
    within: _Within,
    facts: Facts,
) -> None:
    id = trace.rule.id
    for group in _groups(trace, instance, facts):
        held = [each.address for each in group if each.address in cells]
        others = [each for each in group if each.address not in cells]
        said = {number for each in others for number in _narrow(each, within)}
        for address in held:
            seen = cells[address]
            seen.add(id, instance.outcome)
            if instance.outcome != UNKNOWN:
                seen.with_cells.update([id] if len(held) > 1 else [])
                seen.with_text.update([id] if others else [])
        for number in said:
            seen = numbers[number]
            seen.add(id, instance.outcome)
            if instance.outcome != UNKNOWN:
                seen.with_cells.update([id] if held else [])
                seen.with_text.update([id] if len(said) > 1 else [])


def _narrow(place: Place, within: _Within) -> tuple[Quantity, ...]:
    # Of a whole sentence it is not known which of its numbers was meant.
    found = within.of(place)
    return found if len(found) == 1 else ()


def _groups(trace: Trace, instance: Instance, facts: Facts) -> list[list[Place]]:
    """
    The places that an instance holds against each other; what it looks at alone is a group of one.
    """
    if "among" in trace.rule.options:
        # Words that agree with those around are no check.
        return []
    decided = list(leaf_places(instance.leaves, facts))
    about = [place for value in instance.names.values() for place in _stands(value, facts)]
    if trace.rule.kind in _WHOLE:
        return [list(dict.fromkeys([*decided, *(each for each in about if "/" not in each.address)]))]
    when = [
        place
        for part in (*trace.before, *instance.parts)
        if part.path[0] == "when"
        for place in _truth_places(part.step.value, facts)
    ]
    groups = [
        list(dict.fromkeys(each))
        for part in instance.parts
        if part.path[0] == "check"
        for each in _comparisons(part, set(decided), facts)
    ]
    given = list(dict.fromkeys([*when, *about]))
    if given and decided and set(given) != set(decided):
        groups.append(list(dict.fromkeys([*given, *decided])))
    known = {place for group in groups for place in group}
    return [*groups, *([each] for each in dict.fromkeys([*about, *decided]) if each not in known)]


def _comparisons(part: Part, decided: set[Place], facts: Facts) -> Iterator[list[Place]]:
    for step in walked(part.step):
        node = step.node
        if not isinstance(node, Chain) or node.operators[0] not in _COMPARED or len(step.steps) < 2:
            continue
        left, right = (_step_places(each, facts) for each in step.steps[:2])
        if left and right and decided & {*left, *right}:
            yield [*left, *right]


def _step_places(step: Step, facts: Facts) -> list[Place]:
    value = step.value
    if isinstance(value, Number | Truth):
        return list(leaf_places(value.leaves, facts))
    return []


def _truth_places(value: Value, facts: Facts) -> list[Place]:
    return list(leaf_places(value.leaves, facts)) if isinstance(value, Truth) else []


def _stands(value: Value, facts: Facts) -> Sequence[Place]:
    if isinstance(value, Subject) and value.kind not in _NO_PLACES:
        if value.has("value"):
            number = value.read("value")
            found = leaf_places(number.leaves, facts) if isinstance(number, Number) else ()
            return found or places(value, facts)
        return places(value, facts)
    return ()


def _cell(address: str, seen: _Seen, facts: Facts) -> AssuredCell:
    placed = facts.tabular.tables[address.split("/", 1)[0]]
    cell = placed.cell(address)
    span = cell.span if cell else None
    checked = (
        TABLE if seen.with_cells else TEXT if seen.with_text else OPEN if seen.is_open()
        else ALONE if seen.outcomes else UNCHECKED
    )  # fmt: skip
    words = facts.places.words(address, span or placed.table.span)
    return AssuredCell(
        address,
        span,
        cell.state if cell else ABSENT,
        cell.raw if cell else "",
        words,
        checked,
        seen.judgements(),
    )


def _number(number: Quantity, seen: _Seen, facts: Facts) -> AssuredNumber:
    refused = number.refused if not seen.outcomes else None
    checked = (
        TABLE if seen.with_cells else TEXT if seen.with_text else OPEN if seen.is_open()
        else ALONE if seen.outcomes else REFUSED if refused else UNCHECKED
    )  # fmt: skip
    return AssuredNumber(
        number.span,
        facts.words.address(number.span),
        number.text,
        checked,
        seen.judgements(),
        number.claims,
        refused,
    )
