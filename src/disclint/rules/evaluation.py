"""
Expressions compiled to functions: what a name, a cell or a call is worth in a scope.

Refuses attribute access of any kind: properties are what `Subject.read` gives and nothing else.
"""

from collections.abc import Callable
from decimal import Decimal

from disclint import values
from disclint.rules import checking, literals
from disclint.rules.comparing import compare
from disclint.rules.functions import FUNCTIONS, EvaluationError, as_number, as_truth, items
from disclint.rules.nodes import (
    OF,
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
    parts,
)
from disclint.rules.scope import Abroad, Pattern, Scope, Within
from disclint.rules.vocabulary import VOCABULARY, Vocabulary
from disclint.values import Missing, Number, Subject, Text, Value

Compiled = Callable[[Scope], Value]
# Makes of a node's function one that is looked at while it works; None leaves all functions as they are.
Watch = Callable[[Node, Compiled], Compiled]


def compile_expression(
    node: Node,
    vocabulary: Vocabulary = VOCABULARY,
    watch: Watch | None = None,
    demanded: frozenset[str] = frozenset(),
) -> Compiled:
    """
    The function that evaluates the expression; `watch` gets hold of it and of the function of each node below.

    ExpressionError for a name, a property or a use of a type that there cannot be, or for another type than those
    that are `demanded`.
    """
    checking.check(node, vocabulary, demanded)
    return compiled(node, watch)


def compiled(node: Node, watch: Watch | None = None) -> Compiled:
    """
    The function that evaluates an expression which has been checked.
    """
    found = _compiled(node, watch)
    return found if watch is None else watch(node, found)


def _compiled(node: Node, watch: Watch | None) -> Compiled:  # noqa: PLR0911 — one for each kind of node.
    match node:
        case Literal(value=value):
            return _constant(_literal(value))
        case Name(id=id):
            return lambda scope: scope.name(id)
        case Address():
            return _address(node)
        case Property(subject=subject, name=name):
            return _property(compiled(subject, watch), name)
        case Listing(items=listed):
            several = tuple(compiled(each, watch) for each in listed)
            return lambda scope: tuple(each(scope) for each in several)
        case Not(operand=operand):
            denied = compiled(operand, watch)
            return lambda scope: values.negation(as_truth(denied(scope)))
        case Quantifier():
            return _quantifier(node, watch)
        case Call():
            return _call(node, watch)
        case Chain():
            return _chain(node, watch)


def _constant(value: Value) -> Compiled:
    return lambda _: value


def _literal(value: Decimal | str | bool) -> Value:  # noqa: FBT001
    if isinstance(value, bool):
        return values.TRUE if value else values.FALSE
    return Text(value) if isinstance(value, str) else values.number(value)


def _address(node: Address) -> Compiled:
    pattern = parts(node)
    if not any(each.startswith("$") for each in pattern):
        return lambda scope: scope.address(pattern)
    return lambda scope: _placed(scope, pattern, scope.address)


def _placed(scope: Scope, pattern: Pattern, look: Callable[[Pattern], Value]) -> Value:
    ids = [_id(scope, each) if each.startswith("$") else each for each in pattern]
    gone = next((each for each in ids if isinstance(each, Missing)), None)
    if gone is not None:
        return gone
    table, row, column = map(str, ids)
    return look((table, row, column))


def _id(scope: Scope, variable: str) -> str | Missing:
    value = scope.name(variable[1:])
    if isinstance(value, Subject):
        value = value.read("id")
    if isinstance(value, Text):
        return value.text
    if isinstance(value, Missing):
        return value
    raise EvaluationError(f"{variable} has no id and cannot stand in an address")


def _property(subject: Compiled, name: str) -> Compiled:
    def read(scope: Scope) -> Value:
        value = subject(scope)
        if isinstance(value, Subject):
            return value.read(name)
        if isinstance(value, Missing):
            return value
        raise EvaluationError(f"no .{name} here: only a subject of the report has properties")

    return read


def _call(node: Call, watch: Watch | None) -> Compiled:
    function = node.function
    if function == "cells":
        pattern = literals.pattern(node)
        return lambda scope: _placed(scope, pattern, scope.cells)
    arguments = tuple(_argument(node, each, watch) for each in node.arguments)
    if function == OF:
        return _of(*arguments)
    if function == "matches":
        where, phrases = arguments[0], literals.phrases(node.arguments[1:])
        return lambda scope: scope.occurrences(where(scope), phrases)
    if function in FUNCTIONS:
        calculate = FUNCTIONS[function]
        return lambda scope: calculate(*(each(scope) for each in arguments))
    return lambda scope: scope.call(function, tuple(each(scope) for each in arguments))


def _of(where: Compiled, body: Compiled) -> Compiled:
    """
    What an expression is worth in another report, or in each of several.
    """

    def look(scope: Scope, report: Value) -> Value:
        if isinstance(report, Subject) and report.kind == "other":
            return body(Abroad(scope, report.of))
        if isinstance(report, Missing):
            return report
        raise EvaluationError("of looks into another report")

    def looked(scope: Scope) -> Value:
        found = where(scope)
        return tuple(look(scope, each) for each in found) if isinstance(found, tuple) else look(scope, found)

    return looked


def _argument(call: Call, node: Node, watch: Watch | None) -> Compiled:
    if literals.is_word(call, node):
        return _constant(Text(node.id if isinstance(node, Name) else ""))
    return compiled(node, watch)


def _quantifier(node: Quantifier, watch: Watch | None) -> Compiled:
    if node.kind in ("filter", "count"):
        return _filter(node, watch)
    domain, body, name = compiled(node.domain, watch), compiled(node.body, watch), node.name

    def each_in(scope: Scope) -> tuple[tuple[Value, Value], ...]:
        found = items(domain(scope))
        return tuple((item, body(Within(scope, name, item))) for item in found)

    reduce = _REDUCED[node.kind]
    return lambda scope: reduce(each_in(scope))


def _filter(node: Quantifier, watch: Watch | None) -> Compiled:
    from disclint.rules.telling import telling  # noqa: PLC0415 - the two rooms need each other

    domain, body, name = compiled(node.domain, watch), compiled(node.body, watch), node.name
    # Who watches wants to see each condition at work.
    told = telling(node.body) if watch is None else _untold

    def kept(scope: Scope) -> Value:
        found: list[Value] = []
        for item in items(domain(scope)):
            within = Within(scope, name, item)
            sure = told(within)
            if sure is None:
                # What may belong to the list is not dropped: it is there as missing.
                truth = as_truth(body(within))
                sure = truth.value
                item = item if sure is not None else Missing(", ".join(sorted(truth.reasons)))  # noqa: PLW2901
            if sure is not False:
                found.append(item)
        return tuple(found)

    return kept if node.kind == "filter" else lambda scope: FUNCTIONS["count"](kept(scope))


def _untold(_: Scope) -> None:
    return None


_Judged = tuple[tuple[Value, Value], ...]


def _all(judged: _Judged) -> Value:
    return values.conjunction(*(as_truth(truth) for _, truth in judged))


def _any(judged: _Judged) -> Value:
    return values.disjunction(*(as_truth(truth) for _, truth in judged))


def _sum(judged: _Judged) -> Value:
    return values.total(as_number(value) for _, value in judged)


_REDUCED: dict[str, Callable[[_Judged], Value]] = {
    "all": _all, "any": _any, "sum": _sum,
}  # fmt: skip


def _chain(node: Chain, watch: Watch | None) -> Compiled:
    operators = node.operators
    if operators[0] == "matches":
        (phrase,) = literals.phrases(node.operands[1:])
        where = compiled(node.operands[0], watch)
        return lambda scope: scope.matches(where(scope), phrase)
    operands = tuple(compiled(each, watch) for each in node.operands)
    if operators[0] in ("and", "or"):
        decisive = operators[0] == "or"
        return lambda scope: _decide(scope, operands, decisive=decisive)
    left, *others = operands
    if operators[0] == "implies":
        return lambda scope: _implied(scope, left, others[0])
    if operators[0] in _ARITHMETIC:
        steps = tuple(zip((_ARITHMETIC[each] for each in operators), others, strict=True))
        return lambda scope: _calculated(scope, left, steps)
    operator = operators[0]
    return lambda scope: compare(left(scope), operator, others[0](scope))


_ARITHMETIC: dict[str, Callable[[Number, Number], Number]] = {
    "+": values.add, "-": values.subtract, "*": values.multiply,
}  # fmt: skip
_Steps = tuple[tuple[Callable[[Number, Number], Number], Compiled], ...]


def _calculated(scope: Scope, first: Compiled, steps: _Steps) -> Value:
    result = as_number(first(scope))
    for calculate, operand in steps:
        result = calculate(result, as_number(operand(scope)))
    return result


def _decide(scope: Scope, operands: tuple[Compiled, ...], *, decisive: bool) -> Value:
    found = []
    for each in operands:
        truth = as_truth(each(scope))
        if truth.value is decisive:
            return truth
        found.append(truth)
    return values.disjunction(*found) if decisive else values.conjunction(*found)


def _implied(scope: Scope, condition: Compiled, consequence: Compiled) -> Value:
    given = as_truth(condition(scope))
    if given.value is False:
        return values.negation(given)
    return values.implication(given, as_truth(consequence(scope)))
