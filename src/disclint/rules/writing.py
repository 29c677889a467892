"""
Expressions written down again, as rules write them.
"""

import re

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
    parts,
)

# What a string holds that would end it.
_SPECIAL, _ESCAPED = re.compile(r'(["\\])'), r"\\\1"

_LEVELS = (
    ("implies",),
    ("or",),
    ("and",),
    ("not",),
    ("==", "!=", "<=", ">=", "<", ">", "in", "matches"),
    ("+", "-"),
    ("*",),
)


def strength(operator: str) -> int:
    """
    How tightly an operator binds; more is tighter.
    """
    return next(at for at, level in enumerate(_LEVELS) if operator in level)


def written(node: Node) -> str:  # noqa: C901, PLR0911 - one for each kind of node.
    """
    The expression that a tree is of.
    """
    match node:
        case Literal(value=bool() as truth):
            return str(truth).lower()
        case Literal(value=str() as text):
            return f'"{_SPECIAL.sub(_ESCAPED, text)}"'
        case Literal(value=value):
            return f"{value:f}" if not isinstance(value, str) else value
        case Name(id=id, variable=variable):
            return f"${id}" if variable else id
        case Address():
            return "/".join(parts(node))
        case Property(subject=subject, name=name):
            # 1.5.x would be a number with two points.
            return f"{_inside(subject, Literal)}.{name}"
        case Listing(items=items):
            return f"[{', '.join(map(written, items))}]"
        case Not(operand=operand):
            return f"not {_inside(operand)}"
        case Quantifier(kind=kind, name=name, domain=domain, body=body):
            return f"{kind}({name} in {written(domain)}: {written(body)})"
        case Call(function=function, arguments=arguments):
            return f"{function}({', '.join(map(written, arguments))})"
        case Chain():
            return _chain(node)


def _chain(node: Chain) -> str:
    own = strength(node.operators[0])
    first, *others = (_operand(each, own) for each in node.operands)
    return " ".join([first, *(f"{sign} {each}" for sign, each in zip(node.operators, others, strict=True))])


def _operand(node: Node, own: int) -> str:
    operator = node.operators[0] if isinstance(node, Chain) else "not" if isinstance(node, Not) else None
    is_looser = operator is not None and strength(operator) <= own
    return f"({written(node)})" if is_looser else written(node)


def _inside(node: Node, *more: type[Node]) -> str:
    return f"({written(node)})" if isinstance(node, (Chain, Not, *more)) else written(node)
