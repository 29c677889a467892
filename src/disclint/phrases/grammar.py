"""
The grammar of phrases.

    phrase  := item+
    item    := words | gap | typed | edge | guard | choice
    words   := character+                      anything but "{", "|" and "}"
    gap     := "{" (".." | "~" | "*") number "}"
    typed   := "{" name ":" type "}"
    edge    := "{^}" | "{$}"
    guard   := "{" ("!" | "<!") options "}"
    choice  := "{" options "}" "?"?
    options := phrase ("|" phrase)*
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches

import pyparsing as pp

from disclint.phrases.errors import PhraseError
from disclint.phrases.nodes import Choice, Edge, Gap, Guard, Item, Sequence, Typed, Words
from disclint.phrases.numbers import TYPES
from disclint.source import fold

MAX_LENGTH = 2_000
MAX_DEPTH = 16
MAX_REACH = 60
MAX_CAPTURES = 20

_BLANK = re.compile(r"[\s\u200b]+")
# What begins like a construct but is none is a slip, not words.
_SLIP = re.compile(r"\.\.|[~*!^$]|<!|[A-Za-z_0-9]+:[A-Za-z_]*$")


def _grammar() -> pp.ParserElement:
    words = pp.Regex(r"[^{}|]+").set_name("words")
    gap = pp.Regex(r"\{(?P<kind>\.\.|~|\*)(?P<reach>[0-9]+)\}").set_name("gap")
    typed = pp.Regex(r"\{(?P<name>[a-z][a-z_0-9]*):(?P<type>[a-z]+)\}").set_name("capture")
    edge = pp.Regex(r"\{(?P<side>[\^$])\}").set_name("paragraph edge")
    phrase = pp.Forward().set_name("phrase")
    options = (phrase + (pp.Suppress("|") + phrase)[...])("options").set_name("alternatives")
    guard = pp.Regex(r"\{(?P<guard><!|!)") + options + pp.Suppress("}")
    choice = pp.Suppress("{") + options + pp.Suppress("}") + pp.Opt("?")("optional")
    item = pp.MatchFirst(
        [
            pp.Group(pp.Located(element.set_name(kind)))(f"{kind}")
            for kind, element in (
                ("words", pp.Group(words("text"))),
                ("gap", pp.Group(gap)),
                ("typed", pp.Group(typed)),
                ("edge", pp.Group(edge)),
                ("guard", pp.Group(guard)),
                ("choice", pp.Group(choice)),
            )
        ]
    ).set_name("words or {…}")
    phrase <<= pp.Group(item[1, ...])
    whole: pp.ParserElement = phrase + pp.StringEnd()
    return whole.leave_whitespace(recursive=True).parse_with_tabs()


_GRAMMAR = _grammar()


def parse(words: str) -> Sequence:
    """
    The phrase that `words` writes; PhraseError if it writes none.
    """
    folded = fold(words)
    _check_shape(folded)
    try:
        parsed = _GRAMMAR.parse_string(folded)
    except pp.ParseException as error:
        raise _unread(folded, error.loc) from error
    phrase = _sequence(parsed[0], 0)
    captures = list(_captures(phrase))
    if len(captures) > MAX_CAPTURES:
        raise PhraseError(
            f"more than {MAX_CAPTURES} captures", "split the phrase", captures[MAX_CAPTURES].at
        )
    return phrase


def _check_shape(folded: str) -> None:
    # The parser recurses, so that depth is looked at before it runs.
    if len(folded) > MAX_LENGTH:
        raise PhraseError(f"longer than {MAX_LENGTH} characters", "split the phrase", MAX_LENGTH)
    if not _BLANK.sub("", folded):
        raise PhraseError("the phrase is empty", "write the words to look for", 0)
    opened: list[int] = []
    for at, char in enumerate(folded):
        if char == "{":
            opened.append(at)
            if len(opened) > MAX_DEPTH:
                raise PhraseError(f"braces nest deeper than {MAX_DEPTH}", "flatten the phrase", at)
        elif char == "}":
            if not opened:
                raise PhraseError("'}' without '{'", "remove it or open the brace", at)
            opened.pop()
        elif char == "|" and not opened:
            raise PhraseError("'|' outside braces", "write the alternatives as {甲|乙}", at)
    if opened:
        raise PhraseError("'{' is never closed", "add '}'", opened[-1])


def _unread(folded: str, at: int) -> PhraseError:
    if folded[at : at + 1] in ("|", "}") or folded[at + 1 : at + 2] in ("|", "}"):
        return PhraseError(
            "an alternative is empty", "write something in it, or make the group optional: {…}?", at
        )
    return PhraseError("this is no phrase", "see docs/rule-language.md, section 4", at)


def _sequence(parsed: pp.ParseResults, at: int) -> Sequence:
    items = [_item(each) for each in parsed]
    kept = tuple(each for each in items if not (isinstance(each, Words) and not each.text))
    if not kept:
        raise PhraseError("an alternative is empty", "write something in it", at)
    return Sequence(kept[0].at, kept)


def _item(located: pp.ParseResults) -> Item:
    at, found = located["locn_start"], located["value"][0]
    if "text" in found:
        return Words(at, _BLANK.sub("", found["text"]))
    if "kind" in found:
        return _gap(at, found)
    if "type" in found:
        return _typed(at, found)
    if "side" in found:
        return Edge(at, found["side"])
    options = tuple(_sequence(each, at + 1) for each in found["options"])
    if "guard" in found:
        return _guard(at, options, found["guard"] == "<!")
    _check_slips(options)
    return Choice(at, options, "optional" in found)


def _gap(at: int, found: pp.ParseResults) -> Gap:
    reach = int(found["reach"])
    if not 1 <= reach <= MAX_REACH:
        raise PhraseError(f"a gap of {reach}", f"write a number from 1 to {MAX_REACH}", at)
    return Gap(at, found["kind"], reach)


def _typed(at: int, found: pp.ParseResults) -> Typed:
    if found["type"] not in TYPES:
        close = get_close_matches(found["type"], TYPES, 1)
        meant = f"did you mean {close[0]!r}?" if close else f"use one of {', '.join(TYPES)}"
        raise PhraseError(f"no type {found['type']!r}", meant, at)
    return Typed(at, found["name"], found["type"])


def _guard(at: int, options: tuple[Sequence, ...], before: bool) -> Guard:  # noqa: FBT001
    if any(True for each in options for _ in _captures(each)):
        raise PhraseError("a guard captures nothing", "name no value inside {!…}", at)
    return Guard(at, options, before)


def _check_slips(options: tuple[Sequence, ...]) -> None:
    for each in options:
        first = each.items[0]
        if isinstance(first, Words) and _SLIP.match(first.text):
            raise PhraseError(
                f"{{{first.text}}} is no construct of the phrase language",
                "see docs/rule-language.md, section 4",
                first.at - 1,
            )


def _captures(phrase: Sequence) -> Iterator[Typed]:
    for item in phrase.items:
        if isinstance(item, Typed):
            yield item
        elif isinstance(item, (Choice, Guard)):
            for each in item.options:
                yield from _captures(each)
