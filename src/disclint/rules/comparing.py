"""
Comparison of any two values of an expression.
"""

from disclint import values
from disclint.rules.functions import EvaluationError, describe, text_leaf
from disclint.values import Missing, Number, Subject, Text, Truth, Value


def compare(left: Value, operator: str, right: Value) -> Truth:
    """
    What `left operator right` is, operator being one of `== != < <= > >= in`.
    """
    if operator == "in":
        return _contained(left, right)
    if isinstance(left, Missing) or isinstance(right, Missing):
        return _without(left, right)
    if isinstance(left, Number) and isinstance(right, Number):
        return values.compare(left, operator, right)
    if operator == "==":
        return _same(left, right)
    if operator == "!=":
        return values.negation(_same(left, right))
    raise EvaluationError(f"{describe(left)} {operator} {describe(right)}: only numbers have an order")


def _without(left: Value, right: Value) -> Truth:
    gone = [each.reason for each in (left, right) if isinstance(each, Missing)]
    numbers = [each for each in (left, right) if isinstance(each, Number)]
    leaves = values.leaves_of(*numbers)
    return Truth(None, frozenset(gone).union(*(each.missing for each in numbers)), leaves)


def _same(left: Value, right: Value) -> Truth:
    leaves = tuple(dict.fromkeys(text_leaf(left) + text_leaf(right)))
    if isinstance(left, Text) and isinstance(right, Text):
        return Truth(left.text == right.text, leaves=leaves)
    if isinstance(left, Subject) and isinstance(right, Subject):
        return Truth(_key(left) == _key(right), leaves=leaves)
    if isinstance(left, Truth) and isinstance(right, Truth):
        return _alike(left, right)
    if isinstance(left, tuple) and isinstance(right, tuple):
        if len(left) != len(right):
            return values.FALSE
        return values.conjunction(*map(_equal, left, right))
    raise EvaluationError(f"{describe(left)} and {describe(right)} cannot be equal")


def _equal(left: Value, right: Value) -> Truth:
    return compare(left, "==", right)


def _alike(left: Truth, right: Truth) -> Truth:
    both = values.conjunction(left, right)
    neither = values.conjunction(values.negation(left), values.negation(right))
    return values.disjunction(both, neither)


def _key(subject: Subject) -> object:
    # The same row may have been looked up twice.
    if subject.address is None and subject.span is None:
        return id(subject)
    return subject.kind, subject.address, subject.span


def _contained(left: Value, right: Value) -> Truth:
    if isinstance(right, Missing):
        return values.unknown(right.reason)
    if isinstance(left, Missing) and isinstance(right, Text):
        return values.unknown(left.reason)
    if isinstance(left, Text) and isinstance(right, Text):
        return Truth(left.text in right.text, leaves=text_leaf(right))
    if not isinstance(right, tuple):
        raise EvaluationError(f"nothing is in {describe(right)}")
    return values.disjunction(*(_equal(left, each) for each in right))
