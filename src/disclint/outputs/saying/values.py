"""
Values as a reader sees them, and expressions with their values filled in.
"""

from collections.abc import Mapping
from datetime import date

from disclint.kinds.messages import rendered
from disclint.outputs.saying import phrases, words
from disclint.rules.nodes import Call, Chain, Literal, Node, Not, Property
from disclint.rules.tracing import Step
from disclint.rules.writing import strength
from disclint.values import Missing, Number, Subject, Truth, Value

_TRUTHS: Mapping[bool | None, words.Pair] = {
    True: ("成立", "true"),
    False: ("不成立", "false"),
    None: ("不能确定", "not known"),
}
# Of a long list the first few tell what it is a list of.
_MOST = 8
_LONGEST = 60


def shown(value: Value, lang: str) -> str:
    """
    A value: a number, words in quotes, whether something holds, a list with its length.
    """
    if isinstance(value, tuple):
        return _listed(value, lang)
    if isinstance(value, Truth):
        return _pick(_TRUTHS[value.value], lang)
    if isinstance(value, Missing):
        return _pick(("缺", "missing"), lang)
    if isinstance(value, Number):
        if value.low is None and value.high is None:
            return "?"
        return rendered(value, lang) + ("?" if value.missing else "")
    return f"“{rendered(value, lang)}”"


def filled(step: Step, lang: str) -> str:
    """
    The expression that was evaluated, with the values of its operands.
    """
    node = step.node
    below = {id(each.node): each for each in step.steps}
    match node:
        case Chain(operators=operators, operands=operands):
            said = [_operand(below.get(id(each)), operators[0], lang) for each in operands]
            if operators[0] == "matches":
                said[1] = _phrase(operands[1], lang)
            signs = [_sign(each, lang) for each in operators]
            return said[0] + "".join(f"{sign}{each}" for sign, each in zip(signs, said[1:], strict=True))
        case Not(operand=Chain() as operand) if id(operand) in below:
            inner = filled(below[id(operand)], lang)
            return _pick((f"并非({inner})", f"not ({inner})"), lang)
        case Call(function="exists", arguments=(argument,)) if id(argument) in below:
            value = below[id(argument)].value
            there = value if isinstance(value, tuple) else () if isinstance(value, Missing) else (value,)
            return (
                _pick((f"有{shown(value, lang)}", f"there is {shown(value, lang)}"), lang)
                if there
                else (_pick(("没有", "there is none"), lang))
            )
        case Call(function="ordinal") | Property(name="ordinal"):
            return _day(step.value, lang)
        case Call(function="sum", arguments=(argument,)) if id(argument) in below:
            value = below[id(argument)].value
            if isinstance(value, tuple) and len(value) > 0:
                added = " + ".join(shown(each, lang) for each in value)
                return f"({added})"
    return shown(step.value, lang)


def _phrase(node: Node, lang: str) -> str:
    if not isinstance(node, Literal) or not isinstance(node.value, str):
        return _pick(("该说法", "the phrase"), lang)
    said = phrases.said(node.value, lang)
    return f"“{said if len(said) <= _LONGEST else f'{said[: _LONGEST - 1]}…'}”"


def _day(value: Value, lang: str) -> str:
    if not isinstance(value, Number) or value.value is None:
        return shown(value, lang)
    day = date.fromordinal(int(value.value))
    return _pick((f"{day.year}年{day.month}月{day.day}日", day.isoformat()), lang)


def _operand(step: Step | None, operator: str, lang: str) -> str:
    if step is None:
        # What decides spares the rest.
        return "…"
    said = filled(step, lang)
    is_looser = isinstance(step.node, Chain) and strength(step.node.operators[0]) <= strength(operator)
    return f"({said})" if is_looser else said


def _sign(operator: str, lang: str) -> str:
    if operator in words.SIGNS:
        return f" {words.SIGNS[operator]} "
    return _pick((f" {words.OPERATORS[operator][0]} ", f" {words.OPERATORS[operator][1]} "), lang)


def _listed(value: tuple[Value, ...], lang: str) -> str:
    if not value:
        return _pick(("没有", "none"), lang)
    said = _pick(("、", ", "), lang).join(shown(each, lang) for each in value[:_MOST])
    left = len(value) - _MOST
    more = _pick((f"等 {len(value)} 个", f" and {left} more"), lang) if left > 0 else ""
    return said + more


def subject(value: Value, lang: str) -> str:
    """
    What an instance is about, without quotes.
    """
    return rendered(value, lang) if isinstance(value, Subject) else shown(value, lang)


def _pick(pair: words.Pair, lang: str) -> str:
    return pair[lang != "zh"]
