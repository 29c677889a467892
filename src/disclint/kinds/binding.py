"""
What all kinds with instances share: `foreach`, `let`, `where`, `when`, `at`, `related`, `variants`.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from attrs import frozen

from disclint.facts import Facts
from disclint.kinds.compiling import Compiler
from disclint.kinds.conditions import Condition, condition
from disclint.kinds.core import (
    FAIL,
    Compiled,
    Equation,
    Finding,
    Place,
    Scope,
    note,
    places,
    subject_place,
)
from disclint.rules import tracing
from disclint.rules.functions import as_truth, items
from disclint.rules.nodes import Call, Name, Node, names
from disclint.rules.vocabulary import NAMES, Type, element
from disclint.source import Span
from disclint.values import Missing, Subject, Text, Value

NOWHERE = Place(Span(0, 0), "document")

# More instances than this are a mistake in the rule; the largest table has 175 cells.
_MOST_INSTANCES = 5_000
_TOO_MANY = f"only the first {_MOST_INSTANCES} were looked at"


@frozen(eq=False)
class Binding:
    """
    The instances of a rule; `compiler` knows all names that are in scope in them.
    """

    compiler: Compiler
    domains: tuple[tuple[str, Compiled], ...]
    lets: Mapping[str, Compiled]
    where: Condition | None
    # What is the same for all instances is asked first.
    before: Condition | None
    when: Condition | None
    at: Compiled | None
    related: tuple[Compiled, ...]
    replace: Compiled | None
    variants: tuple[tuple[str, Compiled], ...] = ()
    # The name, `row` or `column`, and table of each domain, if nothing else decides on the instances.
    lines: tuple[tuple[str, str, str], ...] | None = None
    # The names of `let` that are the same for all instances.
    common: frozenset[str] = frozenset()

    def instances(self, facts: Facts, reasons: list[str]) -> Iterator[Scope]:
        """
        The instances that count; `reasons` takes up why others may.
        """
        if self.before is not None and not self._holds(self.before, "when", self.scope(facts), reasons):
            return
        if len(self.domains) == 1:
            yield from self._each(facts, reasons)
            return
        named = [name for name, _ in self.domains]
        found = [items(domain(Scope(facts, {}))) for _, domain in self.domains]
        self._begin()
        for count, each in enumerate(product(*found)):
            if count == _MOST_INSTANCES:
                reasons.append(_TOO_MANY)
                return
            gone = [item.reason for item in each if isinstance(item, Missing)]
            if gone:
                reasons.extend(gone)
                note(self.scope(facts), tracing.UNKNOWN, reasons=gone, by="foreach")
                continue
            scope = self.scope(facts, **dict(zip(named, each, strict=True)))
            if self._filters(scope, reasons):
                yield scope

    def _each(self, facts: Facts, reasons: list[str]) -> Iterator[Scope]:
        # Nearly all rules look at one thing after the other.
        ((name, domain),) = self.domains
        free = self.where is None and self.when is None
        found = items(domain(Scope(facts, {})))
        self._begin()
        if len(found) > _MOST_INSTANCES:
            reasons.append(_TOO_MANY)
        known: dict[str, Value] = {}
        for item in found[:_MOST_INSTANCES]:
            if isinstance(item, Missing):
                reasons.append(item.reason)
                note(self.scope(facts), tracing.UNKNOWN, reasons=(item.reason,), by="foreach")
                continue
            scope = Scope(facts, {name: item, **known}, self.lets)
            if free or self._filters(scope, reasons):
                yield scope
            if self.common:
                known = {each: scope.names[each] for each in self.common if each in scope.names}

    def scope(self, facts: Facts, **names: Value) -> Scope:
        """
        The scope of an instance.
        """
        return Scope(facts, names, self.lets)

    def admits(self, scope: Scope, reasons: list[str]) -> bool:
        """
        Whether `where` and `when` hold for an instance.
        """
        return (self.before is None or self._holds(self.before, "when", scope, reasons)) and self._filters(
            scope, reasons
        )

    def _filters(self, scope: Scope, reasons: list[str]) -> bool:
        return (self.where is None or self._holds(self.where, "where", scope, reasons)) and (
            self.when is None or self._holds(self.when, "when", scope, reasons)
        )

    def _holds(self, condition: Condition, key: str, scope: Scope, reasons: list[str]) -> bool:
        known = len(reasons)
        if condition.holds(scope, reasons):
            return True
        open_ = reasons[known:]
        note(scope, tracing.UNKNOWN if open_ else tracing.EXCLUDED, reasons=open_, by=key)
        return False

    def _begin(self) -> None:
        record = tracing.recording()
        if record is not None:
            record.begin()

    def finding(
        self,
        scope: Scope,
        default: Place | None = None,
        variant: str = FAIL,
        *,
        related: Sequence[Place] = (),
        equation: Equation | None = None,
    ) -> Finding:
        """
        The finding that an instance is, where the rule wants it, else at `default`.
        """
        facts = scope.facts
        place = subject_place(self.at(scope), facts) if self.at else None
        place = place or default or self._subject(scope) or NOWHERE
        wanted = [each for value in self.related for each in places(value(scope), facts)]
        others = dict.fromkeys([*wanted, *related])
        others.pop(place, None)
        return Finding(
            place, scope, self._variant(scope) or variant, tuple(others), self._replacement(scope), equation
        )

    def _variant(self, scope: Scope) -> str | None:
        return next((name for name, holds in self.variants if as_truth(holds(scope)).value), None)

    def _subject(self, scope: Scope) -> Place | None:
        for name, _ in reversed(self.domains):
            place = subject_place(scope.names[name], scope.facts)
            if place is not None:
                return place
        return None

    def _replacement(self, scope: Scope) -> str | None:
        value = self.replace(scope) if self.replace else None
        if isinstance(value, Subject):
            value = value.read("text")
        return value.text if isinstance(value, Text) else None


def bind(compiler: Compiler, extra: Mapping[str, Type] | None = None) -> Binding:
    """
    The binding of a rule whose kind gives the names in `extra`.
    """
    domains, lines = [], []
    for name, source in compiler.option("foreach", {}).items():
        node = compiler.node(source, "foreach", name)
        domains.append((name, compiler.compiled(node, "foreach", name)))
        lines += _line_domain(name, node)
        compiler = _named(compiler, name, element(compiler.type(node)), "foreach")
    inner = compiler.bind(**dict(extra or {}))
    outside = frozenset(inner.vocabulary.names) - frozenset(NAMES)
    lets: dict[str, Compiled] = {}
    common: set[str] = set()
    for name, source in compiler.option("let", {}).items():
        node = inner.node(source, "let", name)
        if not _speaks_of(node, outside | (lets.keys() - common)):
            common.add(name)
        lets[name] = inner.compiled(node, "let", name)
        inner = _named(inner, name, inner.type(node), "let")
    replace, when = compiler.option("replace"), condition(inner, "when")
    general = when is not None and not _speaks_of(
        inner.node(compiler.option("when"), "when"), outside | lets.keys()
    )
    filtered = any(compiler.option(each) is not None for each in ("let", "where", "when"))
    return Binding(
        inner,
        tuple(domains),
        lets,
        condition(inner, "where"),
        when if general else None,
        None if general else when,
        inner.expression("at"),
        inner.several("related"),
        None if replace is None else inner.compiled(inner.node(replace, "replace"), "replace"),
        tuple(
            (name, inner.compiled(inner.node(source, "variants", name), "variants", name))
            for name, source in compiler.option("variants", {}).items()
        ),
        tuple(lines) if len(lines) == len(domains) and not filtered else None,
        frozenset(common),
    )


def _speaks_of(node: Node, some: frozenset[str]) -> bool:
    return bool(names(node) & some)


def _line_domain(name: str, node: Node) -> list[tuple[str, str, str]]:
    match node:
        case Call(function="rows" | "columns" as function, arguments=(Name(id=table),)):
            return [(name, function[:-1], table)]
        case _:
            return []


def _named(compiler: Compiler, name: str, type: Type, key: str) -> Compiler:
    if name in compiler.vocabulary.names:
        raise compiler.rule.error(
            f"the name {name!r} is taken", "choose another name", key, name,
            zh=(f"“{name}”已经是别的名称", "换一个名称"),
        )  # fmt: skip
    return compiler.bind(**{name: type})
