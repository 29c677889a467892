"""
What a rule may ask of a report, read off how it is written: tables, phrases, concepts, the words of scopes.

Refuses to guess: whoever does something that is not known here may ask for everything.  What the document has one of
or lists (its title, its headings, its form) every rule may ask for, and is not told.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from disclint.facts.asked import EVERY, Asked, Cells
from disclint.facts.ranges import WHOLE
from disclint.kinds import match, order, section, statement
from disclint.kinds.messages import placeholders
from disclint.phrases import Phrase, RegexPhrase, compile_phrase, compile_regex
from disclint.rules import literals
from disclint.rules.functions import FUNCTIONS
from disclint.rules.model import Rule
from disclint.rules.nodes import Address, Call, Chain, Name, Node, Property, addresses, parts
from disclint.rules.nodes import children as below
from disclint.rules.reading import parse, spelt

# What a section is called, and whether it is there, the outline tells.
_OF_OUTLINE = frozenset(("id", "title", "numeral", "exists", "heading"))
# What stands before an occurrence in whatever paragraph; all else that an occurrence has is in its own.
_FAR = "before"
# The first cell of a line.
_FIRST = "first"
# What is only asked once there is a finding.
_TELLING_KEYS = frozenset(("at", "related", "replace", "variants"))
# Keys of rules that hold no expressions.
_PLAIN_KEYS = frozenset(("in", "fold", "blame", "code", "refuse", "type"))
_PHRASE_KEYS = frozenset(("require", "forbid", "unless", "partial"))

_CELLS = frozenset([(EVERY, EVERY, EVERY)])
EVERYTHING = Asked(_CELLS, frozenset([EVERY]), scopes=frozenset([WHOLE]))


def asked(rule: Rule) -> Asked:
    """
    What judging a report by a rule may ask, as long as nothing is found.
    """
    needed = EVERYTHING if rule.applies_to.needs else Asked()
    several = (_of_key(rule, key, value) for key, value in rule.options.items() if key not in _TELLING_KEYS)
    return _joined([needed, *several])


def asked_to_tell(rule: Rule) -> Asked:
    """
    What may be asked besides of what is found: where it is, and the words about it.
    """
    places = (_of_key(rule, key, value) for key, value in rule.options.items() if key in _TELLING_KEYS)
    several = (*rule.message.values(), rule.fix, rule.repair or {}, rule.several or {})
    words = (_of_node(parse(each)) for words in several for each in placeholders(words))
    return _joined([*places, *words])


def _joined(several: Iterable[Asked]) -> Asked:
    found = Asked()
    for each in several:
        found |= each
    return found


def _of_key(rule: Rule, key: str, value: Any) -> Asked:
    if key in _PLAIN_KEYS or (rule.kind == section.NAME and key == "require"):
        return Asked()
    if rule.kind == order.NAME and value == order.SECTIONS:
        return Asked()
    if rule.kind == statement.NAME and key in _PHRASE_KEYS:
        phrases = list(map(_phrase, value))
        return Asked(phrases=frozenset((scope, each) for scope in rule.options["in"] for each in phrases))
    if rule.kind == match.NAME and key == "among":
        # The words around a claim decide, and whatever else is claimed there.
        return EVERYTHING
    if rule.kind == match.NAME and key == "claims":
        return Asked(concepts=frozenset(value))
    return _joined(_of_node(parse(each)) for each in _expressions(value))


def _phrase(written: str | Mapping[str, str]) -> Phrase | RegexPhrase:
    return compile_phrase(written) if isinstance(written, str) else compile_regex(written["regex"])


def _expressions(value: Any) -> Iterator[str]:
    """
    The expressions under a key: one, a list of them, some by name, or lists by name.
    """
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for each in value:
            yield from _expressions(each)
    else:
        yield spelt(value)


def _of_node(node: Node) -> Asked:
    match node:
        case Address():
            return Asked(frozenset([_cells(node)]))
        case Property():
            return _of_property(node)
        case Call():
            return _of_arguments(node) | _OF_CALLS.get(node.function, _of_any)(node)
        case Chain(operators=("matches",), operands=(where, _)):
            # In words that something else has: whoever has them was asked for them.
            return _of_node(where)
        case _:
            return _joined(map(_of_node, below(node)))


def _of_property(node: Property) -> Asked:
    subject = node.subject
    if isinstance(subject, Call) and subject.function == "section" and node.name in _OF_OUTLINE:
        return _of_arguments(subject)
    if node.name == _FAR:
        return EVERYTHING
    return _of_node(subject) | Asked(_CELLS if node.name == _FIRST else frozenset())


def _of_lines(call: Call) -> Asked:
    return Asked(lines=frozenset([_word(call) or EVERY]))


def _of_table(call: Call) -> Asked:
    table = _word(call) or EVERY
    return Asked(frozenset([(table, EVERY, EVERY)]), frozenset([table]))


def _of_cells(call: Call) -> Asked:
    # A cell knows its row and its column.
    return Asked(
        lines=frozenset(each.table if each.table[0] not in "$*" else EVERY for each in addresses(call))
    )


def _of_scope(call: Call) -> Asked:
    return Asked(scopes=frozenset([_word(call) or WHOLE]))


def _of_matches(call: Call) -> Asked:
    scope = _word(call)
    # Where the words are not those of a scope, whoever has them was asked for them.
    phrases = () if scope is None else literals.phrases(call.arguments[1:])
    return Asked(phrases=frozenset((scope or WHOLE, each) for each in phrases))


def _of_claims(call: Call) -> Asked:
    return Asked(concepts=frozenset(each.id for each in call.arguments if isinstance(each, Name)))


def _of_none(_: Call) -> Asked:
    return Asked()


def _of_any(_: Call) -> Asked:
    # Other reports; and characters, which are looked at with what stands around them, wherever that is.
    return EVERYTHING


_OF_CALLS: Mapping[str, Callable[[Call], Asked]] = {
    **dict.fromkeys(("rows", "columns", "labels"), _of_lines), "table": _of_table, "cells": _of_cells,
    **dict.fromkeys(("section", "paragraphs", "sentences"), _of_scope), "matches": _of_matches, "claims": _of_claims,
    **dict.fromkeys(("headings", "citations", *FUNCTIONS), _of_none),
}  # fmt: skip


def _of_arguments(call: Call) -> Asked:
    # Words ask nothing: what they are for is known of whoever is given them.
    return _joined(map(_of_node, call.arguments))


def _cells(address: Address) -> Cells:
    table, row, column = (EVERY if each[0] in "@$*" else each for each in parts(address))
    return table, row, column


def _word(call: Call) -> str | None:
    first = call.arguments[0] if call.arguments else None
    return first.id if isinstance(first, Name) and literals.is_word(call, first) else None
