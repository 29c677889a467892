"""
Expressions read without the grammar, for the sake of those who wait for hundreds of them.

The grammar in `disclint.rules.expressions` says what an expression is, and takes a millisecond for
one.  This makes the same tree in a thirtieth of the time, and refuses to have an opinion: whatever it
does not read at once, right or wrong, it leaves to the grammar, which says what is wrong with it.
"""

import re
from collections.abc import Container
from decimal import Decimal
from functools import lru_cache
from typing import Any

from disclint.rules import expressions
from disclint.rules.expressions import FUNCTIONS, MAX_DEPTH, MAX_LENGTH, MAX_PROPERTIES
from disclint.rules.nodes import (
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
)
from disclint.rules.tokens import LEAF, OPENS_CALL, OPENS_QUANTIFIER, WORD, unquoted

_BLANKS = r"[ \t\r\n]*"
_DENIAL = re.compile(rf"{_BLANKS}not\b")
_OPENING = re.compile(
    rf"{_BLANKS}(?:{LEAF}|(?P<quantifier>{OPENS_QUANTIFIER})"
    rf"|(?P<call>{OPENS_CALL})|(?P<listing>\[)|(?P<group>\())"
)
_PROPERTY = re.compile(rf"{_BLANKS}\.\s*({WORD})")
_CALCULATION = re.compile(rf"{_BLANKS}(==|!=|<=|>=|<|>|[*+-]|(?:in|matches)\b)")
_CONNECTIVE = re.compile(rf"{_BLANKS}(and|or|implies)\b")
_SIGN = re.compile(rf"{_BLANKS}([,:)\]]|\Z)")

# What binds tighter comes first; of the levels with `once` an expression has one operator.
_CALCULATIONS = (
    (("*",), False),
    (("+", "-"), False),
    (("==", "!=", "<=", ">=", "<", ">", "in", "matches"), True),
)
_CONNECTIVES = ((("and",), False), (("or",), False), (("implies",), True))


def spelt(source: Any) -> str:
    """
    An expression in words: YAML gives some of them as numbers and truths.
    """
    return str(source).lower() if isinstance(source, bool) else str(source)


class _LeftToGrammarError(Exception):
    """
    The expression is wrong, or is written in an odd way.
    """


def parse(text: str) -> Node:
    """
    The tree of an expression; ExpressionError if it is none.
    """
    return quick(text) or expressions.parse(text)


@lru_cache(maxsize=4096)
def quick(text: str) -> Node | None:
    """
    The tree that the grammar makes of `text`; None if that is for the grammar to say.
    """
    if len(text) > MAX_LENGTH:
        return None
    reader = _Reader(text)
    try:
        node = reader.expression()
        reader.closed("")
    except _LeftToGrammarError:
        return None
    return node


class _Reader:
    """
    Where in the text one has read to, and how many brackets are open there.
    """

    __slots__ = ("at", "depth", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0

    def expression(self) -> Node:
        operands, operators = [self.denial()], list[str]()
        while (found := _CONNECTIVE.match(self.text, self.at)) is not None:
            self.at = found.end()
            operators.append(found[1])
            operands.append(self.denial())
        for level, once in _CONNECTIVES:
            operands, operators = _joined(operands, operators, level, once=once)
        return operands[0]

    def denial(self) -> Node:
        found = _DENIAL.match(self.text, self.at)
        if found is None:
            return self.calculation()
        self.at = found.end()
        operand = self.calculation()
        return Not(operand.at, operand)

    def calculation(self) -> Node:
        operands, operators = [self.operand()], list[str]()
        while (found := _CALCULATION.match(self.text, self.at)) is not None:
            self.at = found.end()
            operators.append(found[1])
            operands.append(self.operand())
        for level, once in _CALCULATIONS:
            operands, operators = _joined(operands, operators, level, once=once)
        return operands[0]

    def operand(self) -> Node:
        found = _OPENING.match(self.text, self.at)
        if found is None:
            raise _LeftToGrammarError
        self.at = found.end()
        node = self.value(found, str(found.lastgroup))
        properties = 0
        while (found := _PROPERTY.match(self.text, self.at)) is not None:
            self.at = found.end()
            properties += 1
            node = Property(node.at, node, found[1])
        if properties > MAX_PROPERTIES:
            raise _LeftToGrammarError
        return node

    def value(self, found: re.Match[str], kind: str) -> Node:
        written, at = found[kind], found.start(kind)
        match kind:
            case "address":
                return address(at, written)
            case "number":
                return Literal(at, Decimal(written))
            case "string":
                return Literal(at, unquoted(written))
            case "truth":
                return Literal(at, written == "true")
            case "name":
                return Name(at, written.removeprefix("$"), variable=written.startswith("$"))
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _LeftToGrammarError
        match kind:
            case "call":
                node: Node = self.call(at, written)
            case "listing":
                node = Listing(at, self.items("]"))
            case "quantifier":
                domain = self.expression()
                self.closed(":")
                node = Quantifier(at, found["kind"], found["bound"], domain, self.expression())
                self.closed(")")
            case _:
                node = self.expression()
                self.closed(")")
        self.depth -= 1
        return node

    def call(self, at: int, written: str) -> Call:
        function = written[:-1].rstrip()
        if function not in FUNCTIONS:
            raise _LeftToGrammarError
        arguments = self.items(")")
        least, most = FUNCTIONS[function]
        if not least <= len(arguments) <= most:
            raise _LeftToGrammarError
        return Call(at, function, arguments)

    def items(self, bracket: str) -> tuple[Node, ...]:
        found = _SIGN.match(self.text, self.at)
        if found is not None:
            self.closed(bracket)
            return ()
        items = [self.expression()]
        while (found := _SIGN.match(self.text, self.at)) is not None and found[1] == ",":
            self.at = found.end()
            items.append(self.expression())
        self.closed(bracket)
        return tuple(items)

    def closed(self, sign: str) -> None:
        found = _SIGN.match(self.text, self.at)
        if found is None or found[1] != sign:
            raise _LeftToGrammarError
        self.at = found.end()


def _joined(
    operands: list[Node], operators: list[str], level: Container[str], *, once: bool
) -> tuple[list[Node], list[str]]:
    """
    Operands and operators with those of one level made chains.
    """
    if not operators:
        return operands, operators
    joined, others = [], []
    run, signs = [operands[0]], list[str]()
    for operator, operand in zip([*operators, ""], [*operands[1:], None], strict=True):
        if operator in level and operand is not None:
            run.append(operand)
            signs.append(operator)
            continue
        if once and len(signs) > 1:
            raise _LeftToGrammarError
        joined.append(Chain(run[0].at, tuple(run), tuple(signs)) if signs else run[0])
        if operand is not None:
            others.append(operator)
            run, signs = [operand], []
    return joined, others
