"""
Each kind of expression as Python source, but for calls.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

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
from disclint.rules.vocabulary import NAMES, NUMBER, OTHERS, PROPERTIES, TEXT, TRUTH, Type
from disclint.sieve import calls
from disclint.sieve.names import FOUND, STRETCHES, Code, Unwritten

if TYPE_CHECKING:
    from disclint.sieve.writing import Writer

_DAY = ("year", "month", "day", "ordinal")
_ORDER = ("<", "<=", ">", ">=")


def _literal(writer: "Writer", node: Literal) -> Code:
    value = node.value
    if isinstance(value, bool):
        return Code(repr(value), TRUTH)
    return Code(writer.names.constant(value), TEXT if isinstance(value, str) else NUMBER)


def _name(writer: "Writer", node: Name) -> Code:
    type = None if node.id in writer.scope else NAMES.get(node.id) or OTHERS.get(node.id)
    if type is None:
        return writer.called(node.id)
    return Code(f"plain.name({writer.names.constant(node.id)})", type, is_open=node.id != "report")


def _address(writer: "Writer", node: Address) -> Code:
    pattern = parts(node)
    if any(each == "*" or each.startswith("@") for each in pattern):
        return Code(f"plain.numbers({writer.pattern(pattern)})", f"{NUMBER}*")
    if not any(each.startswith("$") for each in pattern):
        return Code(f"plain.known[{writer.names.constant('/'.join(pattern))}]", NUMBER)
    slash = writer.names.constant("/")
    table, row, column = (writer.part(each) for each in pattern)
    return Code(f"plain.known[{table} + {slash} + {row} + {slash} + {column}]", NUMBER)


def _property(writer: "Writer", node: Property) -> Code:
    subject = writer.write(node.subject)
    name = node.name
    if subject.type is None:
        if name not in _DAY:
            raise Unwritten
        return Code(writer.read(subject, name), NUMBER, is_open=True)
    known = PROPERTIES.get(subject.type)
    if known is None:
        raise Unwritten
    if name not in known:
        if subject.type not in FOUND:
            raise Unwritten
        return _called(writer, subject, "capture", name, None)
    if subject.type in FOUND and name in STRETCHES:
        return _called(writer, subject, "text_of", name, TEXT)
    type = known[name]
    certain = type == TRUTH or (type or "").endswith("*")
    return Code(
        writer.read(subject, name),
        type,
        is_open=subject.is_open or not certain,
    )


def _called(writer: "Writer", subject: Code, method: str, name: str, type: Type) -> Code:
    given = writer.names.constant(name)
    text = f"{method}({subject.text}, {given})" if subject.is_open else f"{subject.text}.{method}({given})"
    return Code(text, type, is_open=True)


def _listing(writer: "Writer", node: Listing) -> Code:
    found = [writer.write(each) for each in node.items]
    types = {each.type for each in found}
    # What a phrase captures has no type before there is a report; here it is like the rest.
    types = types - {None} or types
    if len(types) != 1 or any((each.type or "").endswith("*") for each in found):
        raise Unwritten
    (type,) = types
    text = f"({''.join(f'{each.text}, ' for each in found)})"
    return Code(text, f"{type}*" if type else "*", has_gaps=any(each.is_open for each in found))


def _not(writer: "Writer", node: Not) -> Code:
    return Code(f"(not {writer.truth(node.operand)})", TRUTH)


def _quantifier(writer: "Writer", node: Quantifier) -> Code:
    domain, type = writer.items(node.domain)
    each = writer.names.variable()
    inner = writer.bound(node.name, Code(each, type, is_open=domain.has_gaps))
    if node.kind == "sum":
        return Code(f"added({inner.number(node.body)} for {each} in {domain.text})", NUMBER)
    body = inner.truth(node.body)
    if node.kind in ("all", "any"):
        return Code(f"{node.kind}({body} for {each} in {domain.text})", TRUTH)
    gaps = domain.has_gaps and not _demands(node.body, node.name)
    kept = f"[{each} for {each} in {domain.text} if {body}]"
    if node.kind == "filter":
        return Code(kept, domain.type, has_gaps=gaps)
    if gaps:
        raise Unwritten
    return Code(f"len({kept})", NUMBER)


def _demands(node: Node, name: str) -> bool:
    """
    Whether a condition is only met by what there is.
    """
    match node:
        case Call(function="exists", arguments=(Name(id=id),)):
            return id == name
        case Chain(operators=("and", *_), operands=operands):
            return any(_demands(each, name) for each in operands)
        case _:
            return False


def _chain(writer: "Writer", node: Chain) -> Code:
    operator = node.operators[0]
    if operator in ("and", "or"):
        return Code(f"({f' {operator} '.join(writer.truth(each) for each in node.operands)})", TRUTH)
    if operator in ("+", "-", "*"):
        first, *others = (writer.number(each) for each in node.operands)
        steps = "".join(f" {sign} {each}" for sign, each in zip(node.operators, others, strict=True))
        return Code(f"({first}{steps})", NUMBER)
    left, right = node.operands
    if operator == "implies":
        return Code(f"(not {writer.truth(left)} or {writer.truth(right)})", TRUTH)
    if operator == "matches":
        (phrase,) = writer.phrases((right,))
        return Code(f"plain.occurs({writer.where(left)}, {writer.names.constant(phrase)})", TRUTH)
    if operator in _ORDER:
        return Code(f"({writer.number(left)} {operator} {writer.number(right)})", TRUTH)
    return _contained(writer, left, right) if operator == "in" else _compared(writer, node)


def _contained(writer: "Writer", left: Node, right: Node) -> Code:
    one = writer.write(left)
    if one.type != TEXT:
        raise Unwritten
    if isinstance(right, Listing):
        literals = [each.value for each in right.items if isinstance(each, Literal)]
        if len(literals) < len(right.items) or not all(isinstance(each, str) for each in literals):
            raise Unwritten
        return Code(f"among({one.text}, {writer.names.constant(frozenset(literals))})", TRUTH)
    other = writer.write(right)
    if other.type != TEXT:
        raise Unwritten
    return Code(f"({one.text} in {other.text})", TRUTH)


def _compared(writer: "Writer", node: Chain) -> Code:
    one, other = (writer.write(each) for each in node.operands)
    types = {one.type, other.type}
    if types <= {NUMBER, None} or types in ({TEXT}, {TRUTH}):
        compared = f"equal({one.text}, {other.text})"
    elif len(types) == 1 and one.type in PROPERTIES:
        compared = f"same({one.text}, {other.text})"
    else:
        raise Unwritten
    return Code(compared if node.operators[0] == "==" else f"(not {compared})", TRUTH)


WRITTEN: Mapping[type, Callable[["Writer", Any], Code]] = {
    Literal: _literal, Name: _name, Address: _address, Property: _property, Listing: _listing, Not: _not,
    Quantifier: _quantifier, Call: calls.call, Chain: _chain,
}  # fmt: skip
