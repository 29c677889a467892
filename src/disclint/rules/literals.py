"""
What functions are given that is more than a value: words, addresses, phrases.
"""

from disclint.phrases import Phrase, PhraseError, compile_phrase
from disclint.rules.nodes import Address, Call, Literal, Name, Node, parts
from disclint.rules.refusals import ExpressionError

# How many arguments are words, not names: ids of tables, sections, scopes and concepts.
WORDS = {
    "rows": 1, "columns": 1, "labels": 1, "table": 1, "section": 1, "claims": 99, "matches": 1, "paragraphs": 1,
    "sentences": 1, "unpaired": 1, "spaces": 1, "slips": 1, "identifiers": 1, "definitions": 1, "places": 1,
    "namesakes": 1, "respective": 1,
}  # fmt: skip


def is_word(call: Call, node: Node) -> bool:
    """
    Whether an argument of `call` is the id of something, written as a bare word.
    """
    if not isinstance(node, Name) or node.variable:
        return False
    return any(node is each for each in call.arguments[: WORDS.get(call.function, 0)])


def pattern(call: Call) -> tuple[str, str, str]:
    """
    The address that `cells(…)` is given.
    """
    (address,) = call.arguments
    if not isinstance(address, Address):
        raise ExpressionError(
            "cells takes an address", "write cells(table/*/*)", call.at,
            ("cells 的参数是地址", "写成 cells(表/行/列)，全部写 *"),
        )  # fmt: skip
    return parts(address)


def phrases(nodes: tuple[Node, ...]) -> tuple[Phrase, ...]:
    """
    The compiled phrases that string literals hold.
    """
    return tuple(_phrase(each) for each in nodes)


def _phrase(node: Node) -> Phrase:
    if not isinstance(node, Literal) or not isinstance(node.value, str):
        raise ExpressionError(
            "a phrase has to be a string",
            'write it out: "…"',
            node.at,
            ("短语要写成文字", '放在双引号里："…"'),
        )
    try:
        return compile_phrase(node.value)
    except PhraseError as error:
        at = node.at + 1 + error.at
        raise ExpressionError(f"phrase: {error.problem}", error.remedy, at, error.zh) from error
