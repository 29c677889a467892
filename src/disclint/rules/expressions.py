"""
The grammar of expressions, and the tree it makes of them.

    expression := or ("implies" or)?
    or         := and ("or" and)*
    and        := not ("and" not)*
    not        := "not"? comparison
    comparison := sum (("==" | "!=" | "<=" | ">=" | "<" | ">" | "in" | "matches") sum)?
    sum        := product (("+" | "-") product)*
    product    := postfix ("*" postfix)*
    postfix    := atom ("." name)*
    atom       := number | string | "true" | "false" | list | address | quantifier | call | name
                | "(" expression ")"
    quantifier := ("all" | "any" | "count" | "sum" | "filter") "(" name "in" expression ":" expression ")"
    call       := function "(" (expression ("," expression)*)? ")"
    list       := "[" (expression ("," expression)*)? "]"
    address    := part "/" part "/" part       part := word | "@" word | "$" word | "*"

Refuses to know which names and properties there are; that is for whoever compiles the tree.
"""

import re
from decimal import Decimal

import pyparsing as pp

from disclint.errors import did_you_mean, did_you_mean_zh
from disclint.rules.nodes import (
    OF,
    Call,
    Chain,
    Listing,
    Literal,
    Name,
    Node,
    Not,
    Property,
    Quantifier,
    address,
    addresses,
    calls,
    names,
    variables,
)
from disclint.rules.refusals import ExpressionError, unread
from disclint.rules.tokens import LEAF, OPENS_CALL, OPENS_QUANTIFIER, STRING, WORD, unquoted

__all__ = [
    "FUNCTIONS",
    "ExpressionError",
    "Node",
    "addresses",
    "calls",
    "names",
    "parse",
    "variables",
]

MAX_LENGTH = 2_000
MAX_DEPTH = 16
MAX_PROPERTIES = 8

_SPLIT = "用 let 拆成几步"

# How many arguments each function takes, at least and at most.
_MANY = 20
FUNCTIONS = {
    "rows": (1, 1), "columns": (1, 1), "labels": (1, 1), "table": (1, 1), "section": (1, 1), "cells": (1, 1),
    "claims": (1, _MANY), "matches": (2, _MANY), "headings": (0, 0), "citations": (0, 0),
    "paragraphs": (1, 1), "sentences": (1, 1), "unpaired": (1, 1), "spaces": (1, 1), "exists": (1, 1), "count": (1, 1),
    "slips": (1, 1), "identifiers": (1, 1), "definitions": (1, 1), "places": (1, 1),
    "namesakes": (1, 1), "respective": (1, 1),
    "first": (1, 1), "last": (1, 1), "repeated": (1, 1), "sum": (1, 1), "min": (1, _MANY), "max": (1, _MANY), "abs": (1, 1),
    "length": (1, 1), "similarity": (2, 2), "ordinal": (3, 3), "multiple": (2, 2), "explicable": (2, 2),
    OF: (2, 2),
}  # fmt: skip

_LEAF, _QUANTIFIER, _STRING = map(re.compile, (LEAF, OPENS_QUANTIFIER, STRING))


def _grammar() -> pp.ParserElement:
    def operator(pattern: str) -> pp.ParserElement:
        return pp.Regex(pattern).set_name("operator")

    def chain(operand: pp.ParserElement, pattern: str, *, once: bool = False) -> pp.ParserElement:
        # Behind an operator there is no way back, so that an error is reported where it is.
        more = operator(pattern) - operand
        return pp.Group(operand + (pp.Opt(more) if once else more[...]))

    expression = pp.Forward()
    # Naming the groups for every leaf costs as much as parsing it.
    leaf = pp.Group(pp.Located(pp.Regex(re.sub(r"\?P<\w+>", "?:", LEAF)))).set_name("value")
    items = pp.Opt(expression + (pp.Suppress(",") - expression)[...])
    listing = pp.Group(pp.Located(pp.Regex(r"\[")) - pp.Group(items) - pp.Suppress("]"))
    group = pp.Suppress("(") - expression - pp.Suppress(")")
    call = pp.Group(pp.Located(pp.Regex(OPENS_CALL)) - pp.Group(items) - pp.Suppress(")"))
    quantifier = pp.Group(
        pp.Located(pp.Regex(OPENS_QUANTIFIER))
        - (expression + pp.Suppress(":") + expression)
        - pp.Suppress(")")
    )
    # Leaves first: an alternative that fails costs an exception.
    atom = (leaf | quantifier | call | listing | group).set_name("a value")
    postfix = pp.Group(atom + pp.Regex(rf"\.\s*{WORD}").set_name("property")[0, MAX_PROPERTIES])
    product = chain(postfix, r"\*")
    total = chain(product, r"[+-]")
    comparison = chain(total, r"==|!=|<=|>=|<|>|(?:in|matches)\b", once=True)
    denial = pp.Group(pp.Opt(pp.Regex(r"not\b").set_name("not")) + comparison)
    conjunction = chain(denial, r"and\b")
    disjunction = chain(conjunction, r"or\b")
    expression <<= chain(disjunction, r"implies\b", once=True)
    expression.set_name("expression")
    whole: pp.ParserElement = expression + pp.StringEnd().set_name("end")
    return whole.parse_with_tabs()


_GRAMMAR = _grammar()


def parse(text: str) -> Node:
    """
    The tree of an expression; ExpressionError if it is none.
    """
    _check_shape(text)
    try:
        parsed = _GRAMMAR.parse_string(text)
    except pp.ParseBaseException as error:
        raise _unread(text, error) from error
    return _node(parsed[0])


def _check_shape(text: str) -> None:
    # The parser recurses, so that depth is looked at before it runs.
    if len(text) > MAX_LENGTH:
        raise ExpressionError(
            f"longer than {MAX_LENGTH} characters", "split it with `let`", MAX_LENGTH,
            (f"表达式长于 {MAX_LENGTH} 个字符", _SPLIT),
        )  # fmt: skip
    if not text.strip():
        raise ExpressionError("the expression is empty", "write one", 0, ("表达式是空的", "写上表达式"))
    depth = 0
    bare = _STRING.sub(lambda found: " " * len(found.group()), text)
    for at, char in enumerate(bare):
        depth += (char in "([") - (char in ")]")
        if depth > MAX_DEPTH:
            raise ExpressionError(
                f"brackets nest deeper than {MAX_DEPTH}", "split it with `let`", at,
                (f"括号套了 {MAX_DEPTH} 层以上", _SPLIT),
            )  # fmt: skip
    if '"' in bare:
        raise ExpressionError(
            "a string is never closed", "add '\"'", bare.index('"'), ("双引号没有成对", "补上后一个双引号")
        )


def _unread(text: str, error: pp.ParseBaseException) -> ExpressionError:
    at = error.loc + len(text[error.loc :]) - len(text[error.loc :].lstrip())
    return unread(text, at, error.msg.removeprefix("Expected "))


def _node(parsed: pp.ParseResults) -> Node:
    if isinstance(parsed[0], int):
        return _atom(parsed)
    if parsed[0] == "not":
        operand = _node(parsed[1])
        return Not(operand.at, operand)
    node = _node(parsed[0])
    if len(parsed) == 1:
        return node
    if isinstance(parsed[1], str) and parsed[1].startswith("."):
        for each in parsed[1:]:
            node = Property(node.at, node, each[1:].strip())
        return node
    operands = (node, *(_node(each) for each in parsed[2::2]))
    return Chain(node.at, operands, tuple(parsed[1::2]))


def _atom(parsed: pp.ParseResults) -> Node:
    at, written = parsed[0], parsed[1][0]
    if written == "[":
        return Listing(at, _nodes(parsed[3]))
    if written[-1] == "(":
        return _call(at, written, _nodes(parsed[3]))
    opened = _QUANTIFIER.fullmatch(written)
    if opened is not None:
        return Quantifier(at, opened["kind"], opened["bound"], _node(parsed[3]), _node(parsed[4]))
    return _leaf(at, written)


def _nodes(parsed: pp.ParseResults) -> tuple[Node, ...]:
    return tuple(_node(each) for each in parsed)


def _call(at: int, written: str, arguments: tuple[Node, ...]) -> Call:
    function = written[:-1].strip()
    if function not in FUNCTIONS:
        raise ExpressionError(
            f"no function {function!r}", did_you_mean(function, FUNCTIONS), at,
            (f"没有名为“{function}”的函数", did_you_mean_zh(function, FUNCTIONS)),
        )  # fmt: skip
    least, most = FUNCTIONS[function]
    if not least <= len(arguments) <= most:
        number = str(least) if least == most else f"{least} to {most}"
        raise ExpressionError(
            f"{function} takes {number} argument{'s' if number != '1' else ''}",
            "see `disclint rules --language`",
            at,
            (
                f"{function} 要有 {number.replace('to', '到')} 个参数",
                "参数之间用半角逗号；见 disclint rules --language 第 3 节",
            ),
        )
    return Call(at, function, arguments)


def _leaf(at: int, written: str) -> Node:
    found = _LEAF.fullmatch(written)
    if found is None:
        raise ExpressionError(
            f"{written!r} is no value", "see `disclint rules --language`", at,
            (f"“{written}”不是值", "见 disclint rules --language 第 3 节"),
        )  # fmt: skip
    if found["address"]:
        return address(at, written)
    if found["number"]:
        return Literal(at, Decimal(written))
    if found["string"]:
        return Literal(at, unquoted(written))
    if found["truth"]:
        return Literal(at, written == "true")
    return Name(at, written.removeprefix("$"), variable=written.startswith("$"))
