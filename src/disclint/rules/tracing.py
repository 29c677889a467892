"""
What a rule did on a report, taken down while it did it: every expression with its value, every instance.

Nothing here evaluates or decides: `watch` looks at the functions of `rules.evaluation` at work, and the
kinds note how their instances ended.  While nobody records, neither costs anything to speak of.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from attrs import field, frozen

from disclint.diagnostics import Verdict
from disclint.rules.model import Rule
from disclint.rules.nodes import Node
from disclint.rules.scope import Scope
from disclint.values import Leaf, Value

PASS, FAIL, UNKNOWN, EXCLUDED = "pass", "fail", "unknown", "excluded"

Path = tuple[str | int, ...]
Evaluate = Callable[[Scope], Value]

# The items of a list are looked at one by one; so many of them show what was done with the others.
_MOST_STEPS = 400


@frozen(eq=False)
class Step:
    """
    What a node of an expression was worth, and the nodes below it that were evaluated for that.
    """

    node: Node
    value: Value
    steps: "tuple[Step, ...]" = ()


@frozen(eq=False)
class Part:
    """
    An expression of a rule that was evaluated; `path` is the key of the rule, and what is below it.
    """

    path: Path
    step: Step


@frozen(eq=False)
class Instance:
    """
    Something that a rule looked at: what it binds, what was evaluated for it, and how it ended.

    `outcome` is `pass`, `fail`, `unknown` or `excluded`; `by` is the key of the condition that excluded it,
    or left it open.  `leaves` are the places that decided.
    """

    names: Mapping[str, Value]
    outcome: str
    parts: tuple[Part, ...] = ()
    reasons: tuple[str, ...] = ()
    leaves: tuple[Leaf, ...] = ()
    variant: str | None = None
    by: str | None = None


@frozen(eq=False)
class Record:
    """
    What was taken down of one rule on one report, in its order.

    `before` are the expressions that belong to no instance: the domains of `foreach`, a `when` for the report.
    `concepts` are those whose claims were asked for.
    """

    instances: list[Instance] = field(factory=list)
    before: list[Part] = field(factory=list)
    concepts: list[str] = field(factory=list)
    _parts: list[Part] = field(factory=list)
    _open: list[list[Step]] = field(factory=list)

    def note(
        self,
        names: Mapping[str, Value],
        outcome: str,
        *,
        reasons: Sequence[str] = (),
        leaves: Sequence[Leaf] = (),
        variant: str | None = None,
        by: str | None = None,
    ) -> None:
        """
        An instance has ended; whatever was evaluated since the last one ended was for it.
        """
        parts = tuple(self._parts)
        self._parts.clear()
        self.instances.append(
            Instance(dict(names), outcome, parts, tuple(reasons), tuple(leaves), variant, by)
        )

    def begin(self) -> None:
        """
        Whatever was evaluated up to here was for no instance.
        """
        self.before.extend(self._parts)
        self._parts.clear()

    def step(self, node: Node, evaluate: Evaluate, scope: Scope) -> Value:
        """
        What a node is worth, taken down.
        """
        below: list[Step] = []
        self._open.append(below)
        try:
            value = evaluate(scope)
        finally:
            self._open.pop()
        if self._open and len(self._open[-1]) < _MOST_STEPS:
            self._open[-1].append(Step(node, value, tuple(below)))
        return value

    def part(self, path: Path, evaluate: Evaluate, scope: Scope) -> Value:
        """
        What an expression of the rule is worth, taken down.
        """
        below: list[Step] = []
        self._open.append(below)
        try:
            value = evaluate(scope)
        finally:
            self._open.pop()
        if self._open:
            # A name of `let` is worked out where it is first asked for.
            self._open[-1].extend(below)
        elif below:
            self._parts.append(Part(path, below[-1]))
        return value


_RECORD: ContextVar[Record | None] = ContextVar("record", default=None)


def recording() -> Record | None:
    """
    The record that is being kept, if one is.
    """
    return _RECORD.get()


@contextmanager
def recorded() -> Iterator[Record]:
    """
    Keep a record of what is done inside.
    """
    record = Record()
    token = _RECORD.set(record)
    try:
        yield record
    finally:
        _RECORD.reset(token)


def ask(concepts: Sequence[str]) -> None:
    """
    Take down that the claims of some concepts are asked for.
    """
    record = _RECORD.get()
    if record is not None:
        record.concepts.extend(each for each in concepts if each not in record.concepts)


@frozen(eq=False)
class Trace:
    """
    How a rule ended by itself, and how each thing that it looked at did; `before` belongs to none of them.

    `concepts` are those whose claims were asked for.
    """

    rule: Rule
    verdict: Verdict
    instances: tuple[Instance, ...] = ()
    before: tuple[Part, ...] = ()
    concepts: tuple[str, ...] = ()


def walked(step: Step) -> Iterator[Step]:
    """
    The step and all below it.
    """
    yield step
    for each in step.steps:
        yield from walked(each)


def watch(node: Node, evaluate: Evaluate) -> Evaluate:
    """
    The function of a node that is taken down where a record is kept.
    """

    def step(scope: Scope) -> Value:
        record = _RECORD.get()
        return evaluate(scope) if record is None else record.step(node, evaluate, scope)

    return step


def part(path: Path, evaluate: Evaluate) -> Evaluate:
    """
    The function of an expression of a rule that is taken down where a record is kept.
    """

    def whole(scope: Scope) -> Value:
        record = _RECORD.get()
        return evaluate(scope) if record is None else record.part(path, evaluate, scope)

    return whole
