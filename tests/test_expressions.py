"""
Expressions: what is printed parses back, what is wrong is refused before it runs, nothing runs code.
"""

import contextlib
import time
from collections.abc import Iterator, Mapping
from decimal import Decimal

import pytest
from attrs import evolve, field, frozen
from hypothesis import given
from hypothesis import strategies as st

from disclint import values
from disclint.engine.judging import described
from disclint.phrases import Phrase
from disclint.rules import nodes, reading, reasons
from disclint.rules.evaluation import compile_expression
from disclint.rules.expressions import (
    FUNCTIONS,
    MAX_DEPTH,
    MAX_PROPERTIES,
    ExpressionError,
    addresses,
    calls,
    names,
    parse,
    variables,
)
from disclint.rules.functions import EvaluationError
from disclint.rules.model import Rule
from disclint.rules.nodes import (
    Address,
    Call,
    Chain,
    Listing,
    Literal,
    Name,
    Node,
    Not,
    Property,
    Quantifier,
)
from disclint.rules.scope import Pattern
from disclint.rules.vocabulary import VOCABULARY, Vocabulary
from disclint.rules.writing import written
from disclint.source import Span
from disclint.values import Leaf, Missing, Number, Subject, Text, Truth, Value
from tests.pack import PACK

# The layers of the grammar, loosest first; an operand of a looser layer needs parentheses.
LAYERS = [["implies"], ["or"], ["and"], ["not"], ["==", "!=", "<=", ">=", "<", ">", "in", "matches"],
          ["+", "-"], ["*"]]  # fmt: skip
ONCE = ("implies", *LAYERS[4])


def layer(node: Node) -> int:
    if isinstance(node, Not):
        return 3
    if isinstance(node, Chain):
        return next(at for at, each in enumerate(LAYERS) if node.operators[0] in each)
    return len(LAYERS)


def show(node: Node) -> str:  # noqa: C901, PLR0911, PLR0912 — one for each kind of node.
    match node:
        case Literal(value=bool() as value):
            return str(value).lower()
        case Literal(value=str() as value):
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        case Literal(value=value):
            return f"{value:f}"
        case Name(id=id, variable=variable):
            return "$" * variable + id
        case Address():
            return "/".join(nodes.parts(node))
        case Property(subject=Literal() as subject, name=name):
            # 1.5.x would be a number with two points.
            return f"({show(subject)}).{name}"
        case Property(subject=subject, name=name):
            return f"{enclosed(subject, len(LAYERS))}.{name}"
        case Listing(items=items):
            return f"[{', '.join(map(show, items))}]"
        case Call(function=function, arguments=arguments):
            return f"{function}({', '.join(map(show, arguments))})"
        case Quantifier():
            return f"{node.kind}({node.name} in {show(node.domain)}: {show(node.body)})"
        case Not(operand=operand):
            return f"not {enclosed(operand, 4)}"
        case Chain():
            inner = layer(node) + 1
            shown = enclosed(node.operands[0], inner)
            for operator, operand in zip(node.operators, node.operands[1:], strict=True):
                shown += f" {operator} {enclosed(operand, inner)}"
            return shown


def enclosed(node: Node, least: int) -> str:
    return show(node) if layer(node) >= least else f"({show(node)})"


words = st.sampled_from(["row", "claim", "notes", "inside", "order", "year", "alle", "sum1"])
ids = st.sampled_from(["requests", "$row", "@outcomes", "*", "new_received", "total"])
leaves = st.one_of(
    st.decimals(0, 10**6, places=2).map(lambda each: Literal(0, each)),
    st.text('甲{}|:"\\ .8~n', max_size=6).map(lambda each: Literal(0, each)),
    st.booleans().map(lambda each: Literal(0, each)),
    st.builds(Name, st.just(0), words, st.booleans()),
    st.builds(Address, st.just(0), ids, ids, ids),
)


def chains(below: st.SearchStrategy[Node], operators: list[str]) -> st.SearchStrategy[Node]:
    several = st.lists(st.tuples(st.sampled_from(operators), below), min_size=1, max_size=3)
    return st.builds(
        lambda first, rest: Chain(0, (first, *(each for _, each in rest)), tuple(each for each, _ in rest)),
        below,
        several.map(lambda each: each[:1] if each[0][0] in ONCE else each),
    )


def compounds(below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    quantifiers = st.sampled_from(["all", "any", "count", "sum", "filter"])
    listed = st.lists(below, max_size=3).map(tuple)
    return st.one_of(
        *(chains(below, each) for each in LAYERS if each != ["not"]),
        st.builds(Not, st.just(0), below),
        st.builds(Property, st.just(0), below, words).filter(lambda each: chained(each) <= MAX_PROPERTIES),
        st.builds(Listing, st.just(0), listed),
        st.builds(Call, st.just(0), st.sampled_from(["max", "claims", "min"]), listed.filter(bool)),
        st.builds(Quantifier, st.just(0), quantifiers, words, below, below),
    )


def chained(node: Node) -> int:
    return 1 + chained(node.subject) if isinstance(node, Property) else 0


def placeless(node: Node) -> Node:  # noqa: PLR0911 — one for each kind of node.
    """
    The tree without its columns, and with chained properties as the parser makes them.
    """
    match node:
        case Listing(items=items):
            return evolve(node, at=0, items=tuple(map(placeless, items)))
        case Call(arguments=arguments):
            return evolve(node, at=0, arguments=tuple(map(placeless, arguments)))
        case Chain(operands=operands):
            return evolve(node, at=0, operands=tuple(map(placeless, operands)))
        case Property(subject=subject):
            return evolve(node, at=0, subject=placeless(subject))
        case Not(operand=operand):
            return evolve(node, at=0, operand=placeless(operand))
        case Quantifier(domain=domain, body=body):
            return evolve(node, at=0, domain=placeless(domain), body=placeless(body))
        case _:
            return evolve(node, at=0)


@given(st.recursive(leaves, compounds, max_leaves=12))
def test_what_is_printed_parses_back(node: Node) -> None:
    shown = show(node)
    if deepest(shown) <= MAX_DEPTH and len(shown) <= 2_000:
        parsed = parse(shown)
        assert placeless(parsed) == node, shown
        assert reading.quick(shown) == parsed
    again = written(node)
    if deepest(again) <= MAX_DEPTH and len(again) <= 2_000:
        assert placeless(parse(again)) == node, again


def deepest(shown: str) -> int:
    depth = most = 0
    for char in shown:
        depth += (char in "([") - (char in ")]")
        most = max(most, depth)
    return most


def test_a_node_knows_its_column() -> None:
    tree = parse("a == 1 and  requests/$row/total > sum(b)")
    assert isinstance(tree, Chain)
    assert [each.at for each in tree.operands] == [0, 12]
    assert [each.at for each in calls(tree)] == [34]


def test_an_expression_says_what_it_needs() -> None:
    tree = parse("all(g in rows(disputes): disputes/$g/total + $n == x.y implies a/@b/$c > 0)")
    assert names(tree) == {"disputes", "n", "x", "c"}
    assert variables(tree) == {"g", "n", "c"}
    assert [nodes.parts(each)[0] for each in addresses(tree)] == ["disputes", "a"]


def test_words_may_begin_like_operators() -> None:
    assert names(parse("notes and inside or order")) == {"notes", "inside", "order"}


@pytest.mark.parametrize(
    ("text", "problem", "at"),
    [
        ("__import__('os')", "strings stand in double quotes", 11),
        ('__import__("os")', "no function '__import__'", 0),
        ('open("x")', "no function 'open'", 0),
        ("sume(a)", "no function 'sume'", 0),
        ("a.__class__", "unknown name: properties do not begin with '_'", 1),
        ("a.b()", "only functions can be called", 3),
        ("lambda x: x", "'x' cannot stand here", 7),
        ("a if b else c", "there are no conditional expressions", 2),
        ("a / b", "there is no division", 2),
        ("a/b", "the address a/b has 2 parts", 0),
        ("a[0]", "there is no indexing", 1),
        ("a = b", "there is no assignment", 2),
        ("a == b == c", "comparisons do not chain", 7),
        ("not not a", "`not` cannot stand here", 4),
        ("-1", "nothing stands before '-'", 0),
        ("{a}", "there are no braces in expressions", 0),
        ("a and", "the expression ends too soon", 5),
        ("(a", "the expression ends too soon", 2),
        ('"a', "a string is never closed", 0),
        (" ", "the expression is empty", 0),
        ("rows()", "rows takes 1 argument", 0),
        ("[a for a in b]", "'for' cannot stand here", 3),
    ],
)
def test_what_is_no_expression_says_where(text: str, problem: str, at: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert (caught.value.problem, caught.value.at) == (problem, at)
    assert caught.value.remedy


@pytest.mark.parametrize(
    "text",
    [
        "(" * 180 + "1" + ")" * 180, "[" * 1_000, "not " * 490 + "a", "1+" * 999 + "1",
        "a." * 990 + "a", '"' * 1_999, "a in " * 399, "sum(" * 400, "9" * 1_999, "$" * 1_999,
        "a/" * 999, "x" * 100_000, "abs(" * 15 + "1" + ")" * 15, "count(a in " * 16,
    ],
)  # fmt: skip
def test_hostile_text_is_answered_at_once(text: str) -> None:
    # The processor's time, since the machine may have other things to do.
    start = time.process_time()
    with contextlib.suppress(ExpressionError):
        compile_expression(parse(text))
    assert time.process_time() - start < 0.5


@given(st.text("()[]\"'.,:+-*/$@ \n_\\ab1=<>!", max_size=40))
def test_any_text_is_an_expression_or_a_problem(text: str) -> None:
    try:
        parse(text)
    except ExpressionError as error:
        problem = error
    else:
        return
    assert 0 <= problem.at <= len(text)


TOKENS = st.sampled_from([
    "a", "row", "year.x", ".", "requests/$row/total", "*/@g/2", "12", "1.50", "1.", '"甲\\\\\\""', "true", "$a", "not", "and",
    "or", "implies", "in", "matches", "==", "<", "<=", "=", "+", "-", "*", "/", "(", ")", "[", "]", ",", ":", "rows(",
    "max(", "cells (", "ordinal(", "all(a in", "sum( b in", "count(", "\u3000", "é", "not(", "nota", "in(",
])  # fmt: skip


@given(st.lists(st.tuples(TOKENS, st.sampled_from(["", " ", "  ", "\n", "\t"])), max_size=12))
def test_what_is_read_at_once_is_what_the_grammar_reads(tokens: list[tuple[str, str]]) -> None:
    text = "".join(token + blank for token, blank in tokens)
    found = reading.quick(text)
    try:
        parsed = parse(text)
    except ExpressionError:
        assert found is None, text
    else:
        assert found == parsed, text


@pytest.mark.parametrize("rule", PACK.rules, ids=lambda each: each.id)
def test_the_grammar_is_not_asked_for_the_pack(rule: Rule) -> None:
    for text in strings(rule.options):
        with contextlib.suppress(ExpressionError):
            assert reading.quick(text) == parse(text)


def strings(options: object) -> Iterator[str]:
    if isinstance(options, Mapping):
        for each in options.values():
            yield from strings(each)
    elif isinstance(options, list):
        for each in options:
            yield from strings(each)
    elif isinstance(options, str):
        yield options


# What follows evaluates in a small report of its own.


@frozen
class Small:
    """
    A scope with a table of two rows, whose second has a blank.
    """

    known: Mapping[str, Value] = field(factory=dict)

    def name(self, id: str) -> Value:
        return self.known.get(id, Missing(id))

    def address(self, pattern: Pattern) -> Value:
        found = [each for each in CELLS if fits(each, pattern)]
        return tuple(CELLS[each] for each in found) if is_several(pattern) else CELLS[found[0]]

    def cells(self, pattern: Pattern) -> Value:
        return tuple(
            Subject("cell", address="/".join(each), fields={"value": CELLS[each]})
            for each in CELLS
            if fits(each, pattern)
        )

    def call(self, function: str, arguments: tuple[Value, ...]) -> Value:
        assert function in FUNCTIONS
        if function == "rows":
            assert arguments == (Text("requests"),)
            return tuple(Subject("row", fields={"id": Text(each)}) for each in ("first", "second"))
        return Missing(function)

    def occurrences(self, where: Value, phrases: tuple[Phrase, ...]) -> Value:
        assert where == Text("other")
        return tuple(Subject("match", fields={"n": values.number(7)}) for _ in phrases)

    def matches(self, where: Value, phrase: Phrase) -> Truth:
        return Truth(isinstance(where, Text) and phrase.search(where.text) is not None)


def cell(row: str, column: str, value: int | None) -> tuple[Pattern, Number]:
    address = f"requests/{row}/{column}"
    leaf = Leaf(address, address)
    number = (
        values.Number(Decimal(0), None, frozenset([address]), (leaf,))
        if value is None
        else values.number(value, leaf)
    )
    return ("requests", row, column), number


CELLS = dict([
    cell("first", "person", 190), cell("first", "firm", 3), cell("first", "total", 193),
    cell("second", "person", 5), cell("second", "firm", None), cell("second", "total", 4),
])  # fmt: skip
GROUPS = {"@applicants": ("person", "firm")}


def is_several(pattern: Pattern) -> bool:
    return any(each[0] in "*@" for each in pattern)


def fits(address: Pattern, pattern: Pattern) -> bool:
    return all(
        wanted in ("*", has) or has in GROUPS.get(wanted, ())
        for has, wanted in zip(address, pattern, strict=True)
    )


KNOWN: Mapping[str, Value] = {
    "report": Subject("report", fields={"year": values.number(2024), "edition": Text("2021")}),
    "title": Missing("title"),
    "row": Subject("row", fields={"id": Text("first"), "label": Text("甲", Span(0, 1))}),
    "note": Text("本年度收到申请12件。"),
    "year": values.number(2023),
}
VOCAB = VOCABULARY.bind("row", "row").bind("note", "text").bind("year", "number").bind("anything")


def evaluate(text: str, vocabulary: Vocabulary = VOCAB) -> Value:
    return compile_expression(parse(text), vocabulary)(Small(KNOWN))


def truth(text: str) -> bool | None:
    value = evaluate(text)
    assert isinstance(value, Truth)
    return value.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("requests/$row/total == sum(requests/$row/@applicants)", True),
        ("requests/first/total == requests/first/person", False),
        ("requests/second/total == sum(requests/second/@applicants)", False),
        ("requests/second/total + 3 == sum(requests/second/@applicants)", None),
        ("all(r in rows(requests): requests/$r/total > 3)", True),
        ("all(r in rows(requests): requests/$r/firm > 0)", None),
        ("any(r in rows(requests): requests/$r/firm > 0)", True),
        ("count(r in rows(requests): requests/$r/total > 100) == 1", True),
        ("sum(r in rows(requests): requests/$r/total) == 197", True),
        ("exists(filter(r in rows(requests): requests/$r/total > 500))", False),
        ("count(filter(r in rows(requests): requests/$r/firm > 0)) == 1", None),
        ("exists(title)", False),
        ("not exists(title) or title.year == report.year", True),
        ("title.year == report.year", None),
        ("exists(title) implies title.year == report.year", True),
        ("report.year in [2023, 2024]", True),
        ("report.year in [2019, title.year]", None),
        ('report.edition == "2021"', True),
        ('report.edition in ["2019"]', False),
        ('"申请" in note', True),
        ("title.text in note", None),
        ('title.text in ["申请"]', None),
        ("multiple(10000000000000000000, 0.0000000001)", True),
        ("multiple(7, 2)", False),
        ('note matches "收到{..4}{n:count}"', True),
        ('note matches "收到{p:percent}"', False),
        ('first(matches(other, "{n:count}")).n == 7', True),
        ("max(requests/*/total) == 193 and min(1, 2, 0) == 0", True),
        ("min(title.year, 5) == 3", None),
        ("min(title.year, 5) == 6", False),
        ("max(title.year, 5) == 6", None),
        ("max(title.year, 5) == 4", False),
        ("abs(2 - 5) == 3 and abs(requests/second/firm) >= 0", True),
        ("length(note) == 11", True),
        ("similarity(note, note) == 1", True),
        ('count(repeated([note, "收到", note, note])) == 2', True),
        ("ordinal(2024, 3, 1) - ordinal(2024, 2, 1) == 29", True),
        ("ordinal(2023, 2, 29) == 1", None),
        ("count(cells(requests/*/total)) == 2", True),
        ("year + 1 == report.year", True),
        ("2 + 3 * 4 - 5 - 1 == 8", True),
        ("true and false or true", True),
        ("(1 == 1) == true", True),
        ("row == row", True),
    ],
)
def test_an_expression_is_worth(text: str, expected: bool | None) -> None:  # noqa: FBT001
    assert truth(text) is expected


def test_a_value_knows_what_it_was_read_from() -> None:
    value = evaluate("sum(requests/first/@applicants) == requests/first/total")
    assert isinstance(value, Truth)
    assert [each.address for each in value.leaves] == [
        "requests/first/person", "requests/first/firm", "requests/first/total",
    ]  # fmt: skip
    unsure = evaluate("requests/second/firm > 3")
    assert isinstance(unsure, Truth)
    assert unsure.reasons == {"requests/second/firm"}


@pytest.mark.parametrize(
    ("text", "problem", "at"),
    [
        ("raport.year == 1", "nothing is called 'raport'", 0),
        ("report.yaer == 1", "a report has no .yaer", 0),
        ('row.label.text == ""', "a text has no .text", 0),
        ('rows(requests).id == ""', "a list has no .id", 0),
        ('first(rows(requests)).name == ""', "a row has no .name", 0),
        ('all(r in rows(requests): r.idd == "")', "a row has no .idd", 25),
        ("all(row in rows(requests): true)", "'row' is taken", 0),
        ("requests/$column/total > 0", "nothing is called 'column'", 0),
        ("report.year and true", "this is a number, and a truth is needed", 0),
        ("note + 1", "this is a text, and a number is needed", 0),
        ("requests/*/total + 1", "this is a list of numbers, and a number is needed", 0),
        ("note < 1", "this is a text, and a number is needed", 0),
        ('report.year == "2024"', "a number and a text cannot be equal", 0),
        ("1 in 2", "a number is no list", 5),
        ("note matches note", "a phrase has to be a string", 13),
        ('note matches "甲{n:kount}"', "phrase: no type 'kount'", 15),
        ("exists(matches(other, 1))", "a phrase has to be a string", 22),
        ("cells(note)", "cells takes an address", 0),
        ("all(a in [1]: all(b in [1]: all(c in [1]: all(d in [1]: true))))",
         "quantifiers nest deeper than 3", 42),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_before_there_is_a_report(text: str, problem: str, at: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        compile_expression(parse(text), VOCAB)
    assert (caught.value.problem, caught.value.at) == (problem, at)


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        ("anything < word", "数 < 文字：只有数能比大小"),
        ('anything == "甲"', "数与文字不能比较是否相等"),
        ("things == anything", "列表与数不能比较是否相等"),
        ("3 in anything", "数里没有可以包含的东西"),
        ("things + 1 == 2", "列表不是数"),
        ("length(anything) > 1", "数不是文字"),
        ("not anything", "数不是真假（条件）"),
        ("requests/$anything/total > 1", "$anything 没有 id，不能写在地址里"),
        ("anything.label", "这里没有 .label：只有报告里的对象才有属性"),
        ("of(anything, 1)", "of 只能看另一份报告"),
    ],
)
def test_what_goes_wrong_while_evaluating_has_words_in_chinese(text: str, zh: str) -> None:
    # No type is known before, and none is as the rule's author thought.
    scope = Small({"anything": values.number(1), "things": (values.number(1),), "word": Text("甲")})
    vocabulary = VOCABULARY.bind("anything").bind("things").bind("word")
    with pytest.raises(EvaluationError) as caught:
        compile_expression(parse(text), vocabulary)(scope)
    assert reasons.said(described(caught.value), "zh") == zh
    assert reasons.said(described(caught.value), "en").startswith("EvaluationError: ")


def test_a_property_is_never_an_attribute() -> None:
    for text in ("anything.fields", "anything.read", "anything.kind"):
        compiled = compile_expression(parse(text), VOCAB)
        thing = Subject("claim", fields={"value": values.number(Decimal(1))})
        assert isinstance(compiled(Small({"anything": thing})), Missing)
        with pytest.raises(EvaluationError):
            compiled(Small({"anything": Text("甲")}))


def test_what_is_missing_is_only_missed_when_needed() -> None:
    assert truth("1 == 2 and title.year == 1") is False
    assert truth("1 == 1 or title.year == 1") is True
    assert truth("1 == 1 and title.year == 1") is None
