"""
What every kind of rule comes down to: instances that hold, fail or cannot be known.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from attrs import field, frozen

from disclint.facts import Facts
from disclint.phrases import Phrase
from disclint.rules.tracing import ask, recording
from disclint.source import Span
from disclint.source.light import light
from disclint.values import Leaf, Missing, Number, Text, Truth, Value

FAIL = "fail"


class Scope:
    """
    The names that an instance of a rule binds, before those of the document.
    """

    __slots__ = ("_deferred", "facts", "names")

    def __init__(
        self, facts: Facts, names: dict[str, Value], deferred: "Mapping[str, Compiled] | None" = None
    ) -> None:
        self.facts = facts
        self.names = names
        self._deferred = deferred

    def name(self, id: str) -> Value:
        """
        What is called `id` here; a name of `let` is worked out when it is first asked for.
        """
        found = self.names.get(id)
        if found is not None:
            return found
        if self._deferred is not None and id in self._deferred:
            found = self.names[id] = self._deferred[id](self)
            return found
        return self.facts.name(id)

    def address(self, pattern: tuple[str, str, str]) -> Value:
        """
        The numbers at an address.
        """
        return self.facts.address(pattern)

    def cells(self, pattern: tuple[str, str, str]) -> Value:
        """
        The cells at an address.
        """
        return self.facts.cells(pattern)

    def call(self, function: str, arguments: tuple[Value, ...]) -> Value:
        """
        What a function of the document gives.
        """
        if function == "claims":
            ask([each.text for each in arguments if isinstance(each, Text)])
        return self.facts.call(function, arguments)

    def occurrences(self, where: Value, phrases: tuple[Phrase, ...]) -> Value:
        """
        The occurrences of phrases.
        """
        return self.facts.occurrences(where, phrases)

    def matches(self, where: Value, phrase: Phrase) -> Truth:
        """
        Whether a phrase occurs.
        """
        return self.facts.matches(where, phrase)

    def bound(self, **names: Value) -> "Scope":
        """
        The scope with more names.
        """
        return Scope(self.facts, {**self.names, **names}, self._deferred)


Compiled = Callable[[Scope], Value]


@light
class Place:
    """
    A place of the report and its address.
    """

    span: Span
    address: str


@frozen
class Equation:
    """
    An equation of a table of which all operands are known: the weighted sum of its cells is `residual`.
    """

    terms: Mapping[str, int]
    residual: Decimal


@light(eq=False, unsafe_hash=False)
class Finding:
    """
    An instance of a rule that fails: where, against what, and the names that its message may use.
    """

    place: Place
    scope: Scope = field(repr=False)
    variant: str = FAIL
    related: tuple[Place, ...] = ()
    replacement: str | None = None
    equation: Equation | None = None


@frozen(eq=False)
class Rounding:
    """
    A percentage that tells how its report rounds.

    It is written with `decimals`, as the `modes` of `values.rounding` give it.  `finding` is what its rule has to say of it, `truncated` makes the finding that its last digit was cut off.
    """

    leaf: Leaf
    decimals: int
    modes: frozenset[str]
    finding: Finding | None
    truncated: Callable[[], Finding] = field(repr=False)


@light(eq=False, unsafe_hash=False)
class Tally:
    """
    What came of a rule on a report, instance by instance.

    `checked` counts the instances that were decided, `reasons` tells why others were not.
    `equations` are those that hold, `roundings` the percentages that tell how the report rounds.
    """

    findings: Sequence[Finding] = ()
    checked: int = 0
    reasons: Sequence[str] = ()
    equations: Sequence[Equation] = ()
    roundings: Sequence[Rounding] = ()


# A compiled rule: it judges one report.
Judge = Callable[[Facts], Tally]


def note(
    scope: Scope,
    outcome: str,
    truth: Truth | None = None,
    *,
    leaves: Sequence[Leaf] = (),
    reasons: Sequence[str] = (),
    variant: str | None = None,
    by: str | None = None,
) -> None:
    """
    Take down how an instance ended, if somebody keeps a record; `truth` tells why and by what.
    """
    record = recording()
    if record is None:
        return
    if truth is not None:
        leaves = (*leaves, *truth.leaves)
        reasons = (*reasons, *(sorted(truth.reasons) if truth.value is None else ()))
    record.note(scope.names, outcome, leaves=leaves, reasons=reasons, variant=variant, by=by)


def places(value: Value, facts: Facts) -> tuple[Place, ...]:
    """
    The places that a value was read from.
    """
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(place for each in value for place in places(each, facts)))
    if isinstance(value, (Number, Truth)):
        return leaf_places(value.leaves, facts)
    if isinstance(value, Missing) or value.span is None:
        return ()
    if isinstance(value, Text):
        return (Place(value.span, facts.words.address(value.span)),)
    return (Place(value.span, value.address or facts.words.address(value.span)),)


def leaf_places(leaves: Sequence[Leaf], facts: Facts) -> tuple[Place, ...]:
    """
    The places of leaves.
    """
    return tuple(
        Place(each.span, each.address or facts.words.address(each.span))
        for each in leaves
        if each.span is not None
    )


def subject_place(value: Value, facts: Facts) -> Place | None:
    """
    The first place of a value, if it has one.
    """
    return next(iter(places(value, facts)), None)
