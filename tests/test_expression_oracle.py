"""
Expressions against plain arithmetic and logic: what is certain holds however the missing numbers are filled in.

Each expression is made together with a function that works it out over plain values; neither shares code with
what it is held against.
"""

import operator
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import Any

import pytest
from attrs import field, frozen
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from disclint import values
from disclint.phrases import Phrase
from disclint.rules import expressions
from disclint.rules.checking import check
from disclint.rules.evaluation import Watch, compile_expression
from disclint.rules.nodes import children
from disclint.rules.reading import parse
from disclint.rules.refusals import ExpressionError
from disclint.rules.scope import Pattern
from disclint.rules.telling import telling
from disclint.rules.tracing import Step, part, recorded, walked, watch
from disclint.rules.vocabulary import VOCABULARY
from disclint.source import Span
from disclint.values import Leaf, Number, Subject, Text, Truth, Value

FEW = settings(deadline=None, derandomize=True, phases=(Phase.generate,))
ROWS, COLUMNS = ("a", "b"), ("x", "y")
CELLS = [f"{row}/{column}" for row in ROWS for column in COLUMNS]
TEXTS = ("甲", "甲乙", "乙", "")
VOCAB = VOCABULARY
for name, type_ in {
    "n": "number",
    "m": "number",
    "p": "truth",
    "q": "truth",
    "t": "text",
    "u": "text",
}.items():
    VOCAB = VOCAB.bind(name, type_)
VOCAB = VOCAB.bind("ns", "number*").bind("ts", "text*")

# What a report holds, by slot; what is not known is a tuple of what it can be.
Slots = Mapping[str, Any]
Plain = Callable[[Slots, Mapping[str, Any]], Any]


@frozen
class World:
    """
    A scope over slots.
    """

    slots: Slots

    def value(self, slot: str) -> Value:
        given = self.slots[slot]
        several = given if isinstance(given, tuple) else (given,)
        leaf = Leaf(slot, slot)
        missing = frozenset([slot] if isinstance(given, tuple) else [])
        if isinstance(several[0], bool):
            return Truth(None if missing else given, missing, (leaf,))
        if isinstance(given, str):
            return Text(given, Span(*SPANS[slot]))
        low, high = min(several), max(several)
        return Number(values.number(low).low, values.number(high).low, missing, (leaf,))

    def list(self, name: str) -> tuple[Value, ...]:
        return tuple(self.value(each) for each in sorted(self.slots) if each.startswith(f"{name}."))

    def name(self, id: str) -> Value:
        return self.list(id) if id in ("ns", "ts") else self.value(id)

    def address(self, pattern: Pattern) -> Value:
        _, row, column = pattern
        rows = ROWS if row == "*" else (row,)
        found = tuple(self.value(f"{each}/{column}") for each in rows)
        return found if row == "*" else found[0]

    def cells(self, pattern: Pattern) -> Value:
        raise NotImplementedError(pattern)

    def call(self, function: str, arguments: tuple[Value, ...]) -> Value:
        assert (function, arguments) == ("rows", (Text("requests"),))
        return tuple(
            Subject("row", Span(*SPANS[each]), each, {
                "id": Text(each), "label": self.value(f"{each}label"), "index": self.value(f"{each}index"),
                "found": self.value(f"{each}found"),
            })
            for each in ROWS
        )  # fmt: skip

    def occurrences(self, where: Value, phrases: tuple[Phrase, ...]) -> Value:
        raise NotImplementedError(where)

    def matches(self, where: Value, phrase: Phrase) -> Truth:
        assert isinstance(where, Text)
        return Truth(phrase.search(where.text) is not None)


SPANS = {
    each: (at, at + 1)
    for at, each in enumerate(["t", "u", "alabel", "blabel", *ROWS, *(f"ts.{one}" for one in range(4))])
}
NUMBERS = ["n", "m", *CELLS, *(f"{each}index" for each in ROWS)]
TRUTHS = ["p", "q", *(f"{each}found" for each in ROWS)]


@st.composite
def worlds(draw: st.DrawFn, most: int) -> dict[str, Any]:
    """
    What a report holds, at most so many things of it unknown.
    """
    numbers = [*NUMBERS, *(f"ns.{each}" for each in range(draw(st.integers(0, 3))))]
    texts = ["t", "u", "alabel", "blabel", *(f"ts.{each}" for each in range(draw(st.integers(0, 4))))]
    found: dict[str, Any] = {each: draw(st.integers(-2, 3)) for each in numbers}
    found |= {each: draw(st.booleans()) for each in TRUTHS}
    found |= {each: draw(st.sampled_from(TEXTS)) for each in texts}
    for each in draw(st.lists(st.sampled_from([*numbers, *TRUTHS]), max_size=most, unique=True)):
        is_truth = each in TRUTHS
        found[each] = (False, True) if is_truth else tuple(range(found[each], found[each] + 3))
    return found


def completions(slots: Slots) -> Iterator[dict[str, Any]]:
    """
    Every way to fill in what is not known.
    """
    open_ = [each for each in slots if isinstance(slots[each], tuple)]
    for chosen in product(*(slots[each] for each in open_)):
        yield {**slots, **dict(zip(open_, chosen, strict=True))}


@frozen
class Piece:
    """
    An expression, its type, and what it is worth over plain values.

    It is `simple` if nothing that may be unknown is asked for twice, so that nothing is lost by looking at each
    place by itself; `touched` is what it asks for.
    """

    text: str
    type: str | None
    plain: Plain = field(repr=False)
    touched: frozenset[str] = frozenset()
    simple: bool = True


def joined(text: str, type: str | None, plain: Plain, *below: Piece, simple: bool = True) -> Piece:
    touched = [one for each in below for one in each.touched]
    fine = simple and all(each.simple for each in below) and len(touched) == len(set(touched))
    return Piece(text, type, plain, frozenset(touched), fine)


def constant(text: str, type: str, value: Any) -> Piece:
    return Piece(text, type, lambda _slots, _bound: value)


def listed(slots: Slots, name: str) -> list[Any]:
    return [slots[each] for each in sorted(slots) if each.startswith(f"{name}.")]


BARE = {
    "number": ["n", "m"], "truth": ["p", "q"], "text": ["t", "u"],
}  # fmt: skip
ITEMS = {"number*": "number", "text*": "text", "row*": "row"}
COMPARED: Mapping[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
ADDED: Mapping[str, Callable[[Any, Any], Any]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}


class Maker:
    """
    Makes expressions of a type; `bound` are the names of quantifiers around, with their types.
    """

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.bound: dict[str, str] = {}

    def pick(self, *options: Any) -> Any:
        return self.draw(st.sampled_from(options))

    def of(self, type: str, depth: int) -> Piece:
        made = {"number": self.number, "truth": self.truth, "text": self.text}.get(type)
        return self.list_of(type, depth) if made is None else made(depth)

    def leaf(self, type: str) -> Piece:  # noqa: PLR0911 - one for each way.
        names = [each for each, one in self.bound.items() if one == type]
        rows = [each for each, one in self.bound.items() if one == "row"]
        kind = self.pick(
            "constant",
            "name",
            *["bound"] * 3 * bool(names),
            *["row"] * 3 * bool(rows),
            *["cell"] * (type == "number"),
        )
        if kind == "bound":
            name = self.pick(*names)
            return Piece(name, type, lambda _, bound: bound[name], frozenset([name]))
        if kind == "row":
            name = self.pick(*rows)
            asked = {"number": "index", "truth": "found", "text": "label"}[type]
            if type == "number" and self.draw(st.booleans()):
                return Piece(
                    f"requests/${name}/x",
                    type,
                    lambda slots, bound: slots[f"{bound[name]}/x"],
                    frozenset([name, "x"]),
                )
            return Piece(
                f"{name}.{asked}",
                type,
                lambda slots, bound: slots[f"{bound[name]}{asked}"],
                frozenset([name]),
            )
        if kind == "cell":
            row, column = self.pick(*ROWS), self.pick(*COLUMNS)
            return Piece(
                f"requests/{row}/{column}",
                type,
                lambda slots, _: slots[f"{row}/{column}"],
                frozenset([column]),
            )
        if kind == "name":
            name = self.pick(*BARE[type])
            return Piece(name, type, lambda slots, _: slots[name], frozenset([name]))
        if type == "number":
            value = self.draw(st.integers(0, 4))
            return constant(str(value), type, value)
        if type == "truth":
            value = self.draw(st.booleans())
            return constant(str(value).lower(), type, value)
        word = self.pick(*TEXTS)
        return constant(f'"{word}"', type, word)

    def number(self, depth: int) -> Piece:  # noqa: PLR0911 - one for each way.
        kind = (
            self.pick("sum", "call", "abs", "counted", "quantified", "length", "first", "listed")
            if depth
            else ""
        )
        match kind:
            case "sum":
                sign = self.pick(*ADDED)
                one, other = self.number(depth - 1), self.number(depth - 1)
                return joined(
                    f"({one.text} {sign} {other.text})", "number",
                    lambda slots, bound: ADDED[sign](one.plain(slots, bound), other.plain(slots, bound)),
                    one, other, simple=sign != "*",
                )  # fmt: skip
            case "call":
                several = [self.number(depth - 1) for _ in range(self.draw(st.integers(1, 3)))]
                name = self.pick("min", "max")
                choose = {"min": min, "max": max}[name]
                return joined(
                    f"{name}({', '.join(each.text for each in several)})", "number",
                    lambda slots, bound: choose([each.plain(slots, bound) for each in several]), *several,
                )  # fmt: skip
            case "abs":
                inner = self.number(depth - 1)
                return joined(
                    f"abs({inner.text})", "number", lambda slots, bound: abs(inner.plain(slots, bound)), inner
                )
            case "counted":
                several_ = self.list_of(self.pick(*ITEMS), depth - 1)
                return joined(
                    f"count({several_.text})",
                    "number",
                    lambda slots, bound: len(several_.plain(slots, bound)),
                    several_,
                )
            case "quantified":
                return self.quantified(self.pick("count", "sum"), depth)
            case "length":
                text = self.text(depth - 1)
                return joined(
                    f"length({text.text})", "number", lambda slots, bound: len(text.plain(slots, bound)), text
                )
            case "first":
                several = [self.number(depth - 1) for _ in range(self.draw(st.integers(1, 3)))]
                name, at = self.pick(("first", 0), ("last", -1))
                return joined(
                    f"{name}([{', '.join(each.text for each in several)}])", "number",
                    several[at].plain, *several,
                )  # fmt: skip
            case "listed":
                numbers = self.list_of("number*", depth - 1)
                return joined(
                    f"sum({numbers.text})", "number", lambda slots, bound: sum(numbers.plain(slots, bound)), numbers,
                    simple="filter" not in numbers.text,
                )  # fmt: skip
        return self.leaf("number")

    def text(self, depth: int) -> Piece:
        if depth and self.draw(st.booleans()):
            several = [self.leaf("text") for _ in range(self.draw(st.integers(1, 3)))]
            name, at = self.pick(("first", 0), ("last", -1))
            return joined(
                f"{name}([{', '.join(each.text for each in several)}])", "text",
                several[at].plain, *several,
            )  # fmt: skip
        return self.leaf("text")

    def truth(self, depth: int) -> Piece:  # noqa: C901, PLR0911 - one for each way.
        kind = (
            self.pick(
                "compared",
                "compared",
                "joined",
                "joined",
                "not",
                "quantified",
                "quantified",
                "in",
                "within",
                "exists",
                "matches",
                "lists",
                "same",
            )
            if depth
            else ""
        )
        match kind:
            case "compared":
                type = self.pick("number", "number", "text", "truth")
                sign = self.pick(*(COMPARED if type == "number" else ("==", "!=")))
                one, other = self.of(type, depth - 1), self.of(type, depth - 1)
                return joined(
                    f"({one.text} {sign} {other.text})", "truth",
                    lambda slots, bound: COMPARED[sign](one.plain(slots, bound), other.plain(slots, bound)), one, other,
                )  # fmt: skip
            case "joined":
                return self.connected(depth)
            case "not":
                inner = self.truth(depth - 1)
                return joined(
                    f"(not ({inner.text}))",
                    "truth",
                    lambda slots, bound: not inner.plain(slots, bound),
                    inner,
                )
            case "quantified":
                return self.quantified(self.pick("all", "any"), depth)
            case "in":
                type = self.pick("number", "text", "truth")
                one, several = (
                    self.of(type, depth - 1),
                    [self.of(type, depth - 1) for _ in range(self.draw(st.integers(1, 3)))],
                )
                return joined(
                    f"({one.text} in [{', '.join(each.text for each in several)}])", "truth",
                    lambda slots, bound: one.plain(slots, bound) in [each.plain(slots, bound) for each in several],
                    one, *several, simple=len(several) == 1,
                )  # fmt: skip
            case "within":
                one, other = self.text(depth - 1), self.text(depth - 1)
                return joined(
                    f"({one.text} in {other.text})", "truth",
                    lambda slots, bound: one.plain(slots, bound) in other.plain(slots, bound), one, other,
                )  # fmt: skip
            case "exists":
                type = self.pick(*ITEMS)
                several_ = self.list_of(type, depth - 1)
                return joined(
                    f"exists({several_.text})",
                    "truth",
                    lambda slots, bound: bool(several_.plain(slots, bound)),
                    several_,
                )
            case "matches":
                text = self.text(depth - 1)
                return joined(
                    f'({text.text} matches "乙")',
                    "truth",
                    lambda slots, bound: "乙" in text.plain(slots, bound),
                    text,
                )
            case "lists":
                type, size = self.pick("number", "text", "truth"), self.draw(st.integers(0, 2))
                more = self.draw(st.integers(0, 1)) if size else 0
                one_, other_ = ([self.leaf(type) for _ in range(each)] for each in (size, size + more))
                return joined(
                    f"([{', '.join(each.text for each in one_)}] == [{', '.join(each.text for each in other_)}])", "truth",
                    lambda slots, bound: [each.plain(slots, bound) for each in one_] == [each.plain(slots, bound) for each in other_],
                    *one_, *other_,
                )  # fmt: skip
            case "same":
                row = self.pick(
                    *(each for each, one in self.bound.items() if one == "row"), "first(rows(requests))"
                )
                return Piece(
                    f"({row} == last(rows(requests)))", "truth", lambda _, bound: bound.get(row, "a") == "b"
                )
        return self.leaf("truth")

    def connected(self, depth: int) -> Piece:
        name = self.pick("and", "or", "implies")
        several = [
            self.truth(depth - 1) for _ in range(2 if name == "implies" else self.draw(st.integers(2, 3)))
        ]

        def plain(slots: Slots, bound: Mapping[str, Any]) -> bool:
            found = [each.plain(slots, bound) for each in several]
            if name == "implies":
                return not found[0] or found[1]
            return all(found) if name == "and" else any(found)

        return joined(f"({f' {name} '.join(each.text for each in several)})", "truth", plain, *several)

    def over(self, type: str, depth: int) -> tuple[str, Piece, Piece]:
        """
        A name, a domain for it and a body, whose type is given, in which it is known.
        """
        kind = self.pick(*ITEMS)
        domain = self.list_of(kind, 0)
        name = f"v{len(self.bound)}"
        before = dict(self.bound)
        self.bound[name] = ITEMS[kind]
        body = self.of(type, depth - 1)
        self.bound = before
        return name, domain, body

    def quantified(self, kind: str, depth: int) -> Piece:
        if len(self.bound) == 2:
            return self.leaf("truth" if kind in ("all", "any") else "number")
        name, domain, body = self.over("number" if kind == "sum" else "truth", depth)

        def plain(slots: Slots, bound: Mapping[str, Any]) -> Any:
            found = [body.plain(slots, {**bound, name: each}) for each in domain.plain(slots, bound)]
            return {"all": all, "any": any, "sum": sum, "count": sum}[kind](found)

        return self.around(
            f"{kind}({name} in {domain.text}: {body.text})",
            "truth" if kind in ("all", "any") else "number",
            plain,
            name,
            domain,
            body,
        )

    def around(
        self, text: str, type: str | None, plain: Plain, name: str, domain: Piece, body: Piece
    ) -> Piece:
        # What is asked for each item is asked for several times.
        simple = domain.simple and body.simple and body.touched <= {name, "x"} and "x" not in domain.touched
        return Piece(text, type, plain, (domain.touched | body.touched) - {name}, simple)

    def list_of(self, type: str, depth: int) -> Piece:
        if depth and len(self.bound) < 2 and self.draw(st.booleans()):
            domain = self.list_of(type, 0)
            name, before = f"v{len(self.bound)}", dict(self.bound)
            self.bound[name] = ITEMS[type]
            body = self.truth(depth - 1)
            self.bound = before
            return self.around(
                f"filter({name} in {domain.text}: {body.text})", type,
                lambda slots, bound: [
                    each for each in domain.plain(slots, bound) if body.plain(slots, {**bound, name: each})
                ],
                name, domain, body,
            )  # fmt: skip
        if type == "row*":
            return Piece("rows(requests)", type, lambda _slots, _bound: list(ROWS), frozenset(["rows"]))
        if type == "number*" and self.draw(st.booleans()):
            return Piece(
                "requests/*/y", type, lambda slots, _: [slots[f"{each}/y"] for each in ROWS], frozenset(["y"])
            )
        if self.draw(st.booleans()):
            several = [self.leaf(ITEMS[type]) for _ in range(self.draw(st.integers(1, 3)))]
            return joined(
                f"[{', '.join(each.text for each in several)}]", type,
                lambda slots, bound: [each.plain(slots, bound) for each in several], *several,
            )  # fmt: skip
        if type == "text*" and self.draw(st.booleans()):

            def again(slots: Slots, _: Mapping[str, Any]) -> list[Any]:
                found = listed(slots, "ts")
                return [each for at, each in enumerate(found) if each in found[:at]]

            return Piece("repeated(ts)", type, again)
        name = {"number*": "ns", "text*": "ts"}[type]
        return Piece(name, type, lambda slots, _: listed(slots, name), frozenset([name]))


@st.composite
def pieces(draw: st.DrawFn, type: str) -> Piece:
    return Maker(draw).of(type, draw(st.integers(1, 3)))


def value_of(text: str, slots: Slots, looked: Watch | None = None) -> Value:
    return compile_expression(parse(text), VOCAB, looked)(World(slots))


def is_worth(value: Value, plain: Any) -> bool:
    """
    Whether a value may be what was worked out.
    """
    if isinstance(value, Truth):
        return value.value in (None, plain) and isinstance(plain, bool)
    if isinstance(value, Number):
        return (value.low is None or value.low <= plain) and (value.high is None or plain <= value.high)
    if isinstance(value, Text):
        return value.text == plain
    if isinstance(value, Subject):
        return value.address == plain
    return isinstance(value, tuple)


@settings(FEW, max_examples=150)
@given(
    piece=st.sampled_from(["truth", "number", "text", "number*", "text*", "row*"]).flatmap(pieces),
    slots=worlds(0),
)
def test_what_is_known_is_worth_what_it_is_on_paper(piece: Piece, slots: Slots) -> None:
    assert check(parse(piece.text), VOCAB) == piece.type
    assert expressions.parse(piece.text) == parse(piece.text)
    value, plain = value_of(piece.text, slots), piece.plain(slots, {})
    if isinstance(value, tuple):
        assert len(value) == len(plain)
        assert all(map(is_worth, value, plain))
        return
    assert is_worth(value, plain)
    if isinstance(value, Truth):
        assert value.value is plain
        assert not value.reasons
    if isinstance(value, Number):
        assert value.low == value.high == plain
        assert not value.missing


@settings(FEW, max_examples=150)
@given(piece=st.sampled_from(["truth", "truth", "number"]).flatmap(pieces), slots=worlds(3))
def test_what_is_certain_holds_however_the_rest_is_filled_in(piece: Piece, slots: Slots) -> None:
    value = value_of(piece.text, slots)
    found = {piece.plain(each, {}) for each in completions(slots)}
    assert all(is_worth(value, each) for each in found)
    unknown = {each for each in slots if isinstance(slots[each], tuple)}
    if isinstance(value, Truth):
        assert bool(value.reasons) is (value.value is None)
        assert value.reasons <= unknown
        if piece.simple:
            assert (value.value is None) is (len(found) == 2)
        assert telling(parse(piece.text))(World(slots)) in (None, value.value)
    if isinstance(value, Number):
        assert value.missing <= unknown
        if piece.simple:
            assert (value.low, value.high) == (min(found), max(found))


@settings(FEW, max_examples=100)
@given(piece=pieces("truth"), slots=worlds(2))
def test_the_places_that_decided_are_enough_to_decide(piece: Piece, slots: Slots) -> None:
    value = value_of(piece.text, slots)
    assert isinstance(value, Truth)
    # Of what was counted the places are those of the things, not of the numbers that chose them.
    if value.value is None or any(
        each in piece.text for each in ("count", "filter", "exists", "repeated", "length")
    ):
        return
    told = {each.label for each in value.leaves}
    assert len(set(value.leaves)) == len(value.leaves)
    rest = {
        each: one
        if each in told or isinstance(one, str)
        else (False, True)
        if each in TRUTHS
        else tuple(range(-9, 9, 17))
        for each, one in slots.items()
    }
    again = value_of(piece.text, rest)
    assert isinstance(again, Truth)
    assert again.value is value.value


@settings(FEW, max_examples=80)
@given(piece=st.sampled_from(["truth", "number", "number*"]).flatmap(pieces), slots=worlds(2))
def test_what_is_taken_down_is_what_is_evaluated(piece: Piece, slots: Slots) -> None:
    node = parse(piece.text)
    plain = value_of(piece.text, slots)
    looked = part(("check",), compile_expression(node, VOCAB, watch))
    # Nobody asked for it.
    assert same(looked(World(slots)), plain)
    with recorded() as record:
        assert same(looked(World(slots)), plain)
        record.note({}, "pass")
    (instance,) = record.instances
    (whole,) = instance.parts
    assert (whole.path, whole.step.node) == (("check",), node)
    steps = list(walked(whole.step))
    assert steps[0] is whole.step
    assert len(steps) == 1 + sum(1 + count_below(each) for each in whole.step.steps)
    for each in steps:
        if not any(name in repr(each.node) for name in ("'v0'", "'v1'")):
            assert same(each.value, compile_expression(each.node, VOCAB)(World(slots)))
        # Nothing is told of an expression but what is written in it.
        assert all(below.node in children(each.node) for below in each.steps)


def count_below(step: Step) -> int:
    return sum(1 + count_below(each) for each in step.steps)


def same(one: Value, other: Value) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, Subject) and isinstance(other, Subject):
        return one.address == other.address
    return one == other


def boundaries(text: str) -> Iterator[int]:
    """
    Where one may write between the words of an expression, outside its strings.
    """
    is_open = False
    for at, char in enumerate(text):
        if not is_open and (char in ")],: " or (char in "([" and not (at and text[at - 1].isalnum()))):
            yield at
        is_open ^= char == '"'
        if not is_open and char in "([,: ":
            yield at + 1


@settings(FEW, max_examples=60)
@given(piece=st.sampled_from(["truth", "number", "text*"]).flatmap(pieces), data=st.data())
def test_what_cannot_be_read_is_told_where_it_stands(piece: Piece, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from([*boundaries(piece.text), len(piece.text)]))
    with pytest.raises(ExpressionError) as caught:
        parse(f"{piece.text[:at]}?{piece.text[at:]}")
    assert (caught.value.at, caught.value.problem) == (at, "'?' cannot stand here")


@settings(FEW, max_examples=60)
@given(piece=st.sampled_from(["truth", "number", "text*"]).flatmap(pieces), data=st.data())
def test_an_expression_that_ends_too_soon_is_told_so(piece: Piece, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from([0, *boundaries(piece.text)]))
    begun = piece.text[:at]
    if begun.count("(") + begun.count("[") == begun.count(")") + begun.count("]"):
        return
    with pytest.raises(ExpressionError) as caught:
        parse(begun)
    assert caught.value.at == len(begun)
    assert "ends too soon" in caught.value.problem
