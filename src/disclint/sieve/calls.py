"""
Calls of functions as Python source.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from attrs import evolve

from disclint.rules import evaluation, literals
from disclint.rules.nodes import OF, Address, Call, Name, Node, Property, names, parts
from disclint.rules.vocabulary import FUNCTION_TYPES, NUMBER, OTHERS, PROPERTIES, TEXT, TRUTH, element
from disclint.sieve import support
from disclint.sieve.names import FOUND, Code, Unwritten

if TYPE_CHECKING:
    from disclint.sieve.writing import Writer

_LISTED = (
    "headings", "citations", "paragraphs", "sentences", "unpaired", "spaces", "slips", "identifiers", "definitions",
)  # fmt: skip


def call(writer: "Writer", node: Call) -> Code:
    """
    The source of what a function gives.
    """
    make = _CALLED.get(node.function)
    if make is not None:
        return make(writer, node)
    if node.function in _LISTED:
        return _listed(writer, node)
    if node.function in support.ASKED:
        given = ", ".join(writer.write(each).text for each in node.arguments)
        return Code(f"{node.function}({given})", FUNCTION_TYPES[node.function])
    raise Unwritten


def _word(writer: "Writer", call: Call, node: Node) -> str:
    if literals.is_word(call, node) and isinstance(node, Name):
        return writer.names.constant(node.id)
    code = writer.write(node)
    if code.type != TEXT:
        raise Unwritten
    return f"sure({code.text})"


def _cells(writer: "Writer", node: Call) -> Code:
    return Code(f"plain.cells({writer.pattern(literals.pattern(node))})", "cell*")


def _matches(writer: "Writer", node: Call) -> Code:
    where, *given = node.arguments
    phrases = writer.names.constant(writer.phrases(tuple(given)))
    if literals.is_word(node, where) and isinstance(where, Name):
        place = writer.names.constant(where.id)
    else:
        place = writer.where(where)
    return Code(f"plain.found({place}, {phrases})", "match*")


def _claims(writer: "Writer", node: Call) -> Code:
    return Code(writer.claims([each.id for each in node.arguments if isinstance(each, Name)]), "claim*")


def _part_of_document(writer: "Writer", node: Call) -> Code:
    function = node.function
    text = f"plain.{function}({_word(writer, node, node.arguments[0])})"
    return Code(text, FUNCTION_TYPES[function], is_open=function == "section")


def _listed(writer: "Writer", node: Call) -> Code:
    word = _word(writer, node, node.arguments[0]) if node.arguments else writer.names.constant("")
    text = f"plain.several({writer.names.constant(node.function)}, {word})"
    return Code(text, FUNCTION_TYPES[node.function])


def _exists(writer: "Writer", node: Call) -> Code:
    (argument,) = node.arguments
    code = writer.write(argument)
    if (code.type or "").endswith("*"):
        return Code(f"some({code.text})", TRUTH)
    if isinstance(argument, Property):
        subject = writer.write(argument.subject)
        if subject.type in FOUND and not subject.is_open and argument.name not in PROPERTIES[subject.type]:
            return Code(f"{subject.text}.has({writer.names.constant(argument.name)})", TRUTH)
    return Code(f"({code.text} is not None)", TRUTH)


def _count(writer: "Writer", node: Call) -> Code:
    code, _ = writer.items(node.arguments[0])
    if code.has_gaps:
        raise Unwritten
    return Code(f"len({code.text})", NUMBER)


def _end(writer: "Writer", node: Call) -> Code:
    code, type = writer.items(node.arguments[0])
    return Code(f"{node.function}({code.text})", type, is_open=True)


def _sum(writer: "Writer", node: Call) -> Code:
    code = writer.write(node.arguments[0])
    if code.type == NUMBER:
        return Code(f"sure({code.text})" if code.is_open else code.text, NUMBER)
    if code.type == f"{NUMBER}*":
        return Code(f"added({code.text})", NUMBER)
    type = element(code.type)
    if type not in FOUND:
        raise Unwritten
    each = writer.names.variable()
    return Code(f"added({each}.value for {each} in {code.text})", NUMBER)


def _extreme(writer: "Writer", node: Call) -> Code:
    given = ", ".join(writer.number(each) for each in node.arguments)
    return Code(f"{'least' if node.function == 'min' else 'greatest'}({given})", NUMBER)


def _abs(writer: "Writer", node: Call) -> Code:
    return Code(f"abs({writer.number(node.arguments[0])})", NUMBER)


def _length(writer: "Writer", node: Call) -> Code:
    code = writer.write(node.arguments[0])
    if code.type in PROPERTIES and "text" in PROPERTIES[code.type or ""]:
        name = writer.names.constant("text")
        inner = f"text_of({code.text}, {name})" if code.type in FOUND else writer.read(code, "text")
        return Code(f"len({inner})", NUMBER)
    if code.type != TEXT:
        raise Unwritten
    return Code(f"len({code.text})", NUMBER)


def _explicable(writer: "Writer", node: Call) -> Code:
    return Code(f"explicable({', '.join(_amount(writer, each) for each in node.arguments)})", TRUTH)


def _amount(writer: "Writer", node: Node) -> str:
    if not isinstance(node, Property):
        raise Unwritten
    subject = writer.write(node.subject)
    if subject.type not in FOUND or subject.is_open or node.name in PROPERTIES[subject.type]:
        raise Unwritten
    return f"{subject.text}.amount({writer.names.constant(node.name)})"


def _repeated(writer: "Writer", node: Call) -> Code:
    code, type = writer.items(node.arguments[0])
    if code.has_gaps or "text" not in PROPERTIES.get(type or "", {}) or type in FOUND:
        raise Unwritten
    return Code(f"repeated({code.text})", code.type)


def _of(writer: "Writer", node: Call) -> Code:
    which, body = node.arguments
    if not isinstance(which, Name) or which.id in writer.scope or OTHERS.get(which.id) != "other":
        raise Unwritten
    report = writer.names.constant(which.id)
    if isinstance(body, Address):
        pattern = parts(body)
        several = any(each[0] in "*@" for each in pattern)
        return Code(f"plain.there({report}, {writer.pattern(pattern)})", f"{NUMBER}*" if several else NUMBER)
    if names(body) & writer.scope.keys():
        raise Unwritten
    # In another report nothing has a place, and little is asked: it is evaluated there, once.
    type = evolve(writer, scope={}, lets={}).write(body).type
    if type is None or type in FOUND or element(type) in FOUND:
        raise Unwritten
    looked = writer.names.constant(evaluation.compiled(body, None))
    return Code(f"plain.abroad({report}, {looked})", type, is_open=True, has_gaps=type.endswith("*"))


_CALLED: Mapping[str, Callable[["Writer", Call], Code]] = {
    "cells": _cells, "matches": _matches, "claims": _claims, "rows": _part_of_document,
    "columns": _part_of_document, "labels": _part_of_document, "table": _part_of_document,
    "section": _part_of_document, "exists": _exists, "count": _count, "first": _end, "last": _end, "sum": _sum,
    "min": _extreme, "max": _extreme, "abs": _abs, "length": _length, "repeated": _repeated,
    "explicable": _explicable, OF: _of,
}  # fmt: skip
