"""
The grammar of phrases.

    phrase  := item+
    item    := leaf | nested
    leaf    := words | gap | typed | edge | listed
    words   := character+                      anything but "{", "|" and "}"
    gap     := "{" (".." | "~" | "*") number "}"
    typed   := "{" name ":" type "}"
    edge    := "{^}" | "{$}"
    listed  := open words ("|" words)* close   alternatives without braces in them
    nested  := open phrase ("|" phrase)* close
    open    := "{" | "{!" | "{<!"
    close   := "}" | "}?"

A leaf is one expression: most of what phrases are made of, and packs have hundreds of phrases.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pyparsing as pp

from disclint.cache import compiled
from disclint.errors import did_you_mean, did_you_mean_zh
from disclint.phrases.errors import PhraseError
from disclint.phrases.nodes import Choice, Edge, Gap, Guard, Item, Sequence, Typed, Words
from disclint.phrases.numbers import TYPES
from disclint.phrases.shape import BLANK, ensure_shaped
from disclint.source import fold

MAX_REACH = 60
MAX_CAPTURES = 20

_EMPTY = ("花括号里有一项是空的", "写上内容，或者去掉多余的“|”")

# What begins like a construct but is none is a slip, not words.
_SLIP = compiled(
    r"\.\.|[~*!^$]|<!|[A-Za-z_0-9]+:[A-Za-z_]*$|[A-Za-z_][A-Za-z_0-9]*:[A-Za-z_0-9]+$|(?:[A-Za-z_0-9]+:)?@[ A-Za-z_0-9]+$"
)


_LEAF = compiled(
    r"(?P<words>[^{}|]+)"
    r"|\{(?P<kind>\.\.|~|\*)(?P<reach>[0-9]+)\}"
    r"|\{(?P<name>[a-z][a-z_0-9]*):(?P<type>[a-z]+)\}"
    r"|\{(?P<side>[\^$])\}"
    r"|\{(?P<guard><!|!)?(?P<listed>[^{}|]+(?:\|[^{}|]+)*)\}(?P<optional>\??)"
)


_OPENING, _CLOSING = r"\{(?:<!|!)?", r"\}\??"
_TOKEN = compiled(rf"{_LEAF.pattern}|(?P<opening>{_OPENING})|(?P<sign>{_CLOSING}|\|)")


def _grammar() -> pp.ParserElement:
    # Naming the groups for every leaf costs as much as parsing it.
    leaf = pp.Regex(re.sub(r"\?P<\w+>", "?:", _LEAF.pattern)).set_name("words or {…}")
    opening = pp.Regex(_OPENING).set_name("'{'")
    closing = pp.Regex(_CLOSING).set_name("'}'")
    phrase = pp.Forward()
    phrase.set_name("phrase")
    nested = pp.Group(opening + pp.DelimitedList(phrase, "|") + closing).set_name("alternatives")
    # What is left below a forward expression is not reached from above it.
    leaf, nested = (each.leave_whitespace(recursive=True) for each in (leaf, nested))
    phrase <<= pp.Group((leaf | nested)[1, ...])
    whole: pp.ParserElement = phrase + pp.StringEnd()
    return whole.leave_whitespace(recursive=True).parse_with_tabs()


_GRAMMAR = _grammar()


def parse(words: str) -> Sequence:
    """
    The phrase that `words` writes; PhraseError if it writes none.
    """
    folded = fold(words)
    ensure_shaped(folded)
    phrase, _ = _sequence(quick(folded) or parsed(folded), 0)
    captures = list(_captures(phrase))
    if len(captures) > MAX_CAPTURES:
        raise PhraseError(
            f"more than {MAX_CAPTURES} captures",
            "split the phrase",
            captures[MAX_CAPTURES].at,
            (f"一条短语里取出的数多于 {MAX_CAPTURES} 个", "拆成几条短语"),
        )
    return phrase


def quick(folded: str) -> list[Any] | None:
    """
    What the grammar makes of a phrase, in a tenth of the time, for a command waits for hundreds of them.

    None if it is for the grammar to say what is wrong.
    """
    items: list[Any] = []
    around: list[list[Any]] = []
    end = 0
    for found in _TOKEN.finditer(folded):
        if found.start() != end:
            return None
        end = found.end()
        written = found[0]
        if found.lastgroup not in ("opening", "sign"):
            items.append(written)
            continue
        if found.lastgroup == "opening":
            inner: list[Any] = []
            items.append([written, inner])
            around.append(items)
            items = inner
            continue
        if not items or not around:
            return None
        group = around[-1][-1]
        if written == "|":
            items = []
            group.append(items)
        else:
            group.append(written)
            items = around.pop()
    return items if items and not around and end == len(folded) else None


def parsed(folded: str) -> list[Any]:
    """
    What the grammar makes of a phrase; PhraseError if it is none.
    """
    try:
        found: list[Any] = _GRAMMAR.parse_string(folded)[0].as_list()
    except pp.ParseException as error:
        raise _unread(folded, error.loc) from error
    return found


def _unread(folded: str, at: int) -> PhraseError:
    if folded[at : at + 1] in ("|", "}") or folded[at + 1 : at + 2] in ("|", "}"):
        return PhraseError(
            "an alternative is empty",
            "write something in it, or make the group optional: {…}?",
            at,
            (_EMPTY[0], "写上内容；可有可无的写成 {…}?"),
        )
    return _no_phrase(at)


def _no_phrase(at: int) -> PhraseError:
    return PhraseError(
        "this is no phrase", "see `disclint rules --language`, section 4", at,
        ("这不是短语", "见 disclint rules --language 第 4 节"),
    )  # fmt: skip


def _sequence(parts: Iterable[Any], at: int) -> tuple[Sequence, int]:
    """
    The sequence that begins at `at`, and where it ends: nothing is left out of what was parsed.
    """
    items: list[Item] = []
    end = at
    for each in parts:
        item, end = _leaf(each, end) if isinstance(each, str) else _nested(each, end)
        if not (isinstance(item, Words) and not item.text):
            items.append(item)
    if not items:
        raise PhraseError("an alternative is empty", "write something in it", at, _EMPTY)
    return Sequence(items[0].at, tuple(items)), end


def _nested(group: Iterable[Any], at: int) -> tuple[Item, int]:
    opening, *phrases, closing = group
    options = []
    end = at + len(opening)
    for each in phrases:
        option, end = _sequence(each, end)
        options.append(option)
        end += 1
    return _options(at, options, opening[1:], closing == "}?"), end - 1 + len(closing)


def _leaf(written: str, at: int) -> tuple[Item, int]:
    found = _LEAF.fullmatch(written)
    if found is None:
        raise _no_phrase(at)
    end = at + len(written)
    if found["words"]:
        return _words(at, written), end
    if found["kind"]:
        return _gap(at, found["kind"], int(found["reach"])), end
    if found["type"]:
        return _typed(at, found["name"], found["type"]), end
    if found["side"]:
        return Edge(at, found["side"]), end
    options = []
    start = at + found.start("listed")
    for each in found["listed"].split("|"):
        words = _words(start, each)
        if not words.text:
            raise PhraseError("an alternative is empty", "write something in it", start, _EMPTY)
        options.append(Sequence(start, (words,)))
        start += len(each) + 1
    return _options(at, options, found["guard"] or "", found["optional"] == "?"), end


def _options(at: int, options: list[Sequence], guard: str, optional: bool) -> Item:  # noqa: FBT001
    _check_slips(options)
    if not guard:
        return Choice(at, tuple(options), optional)
    if optional:
        raise PhraseError(
            "a guard cannot be optional", "remove the '?'", at,
            ("{!…}、{<!…} 后面不能有“?”", "去掉“?”"),
        )  # fmt: skip
    if any(True for each in options for _ in _captures(each)):
        raise PhraseError(
            "a guard captures nothing", "name no value inside {!…}", at,
            ("{!…}、{<!…} 里不能取数", "去掉其中的 {名称:类型}"),
        )  # fmt: skip
    return Guard(at, tuple(options), guard == "<!")


def _words(at: int, text: str) -> Words:
    if text.isalnum():
        return Words(at, text)
    if "?" in text:
        raise PhraseError(
            "'?' stands behind no group",
            "write {甲}? for what may be missing",
            at + text.index("?"),
            ("“?”前面没有花括号", "可有可无的词写成 {甲}?"),
        )
    return Words(at, BLANK.sub("", text))


def _gap(at: int, kind: str, reach: int) -> Gap:
    if not 1 <= reach <= MAX_REACH:
        raise PhraseError(
            f"a gap of {reach}", f"write a number from 1 to {MAX_REACH}", at,
            (f"间隔不能是 {reach} 个字", f"写 1 到 {MAX_REACH} 之间的数"),
        )  # fmt: skip
    return Gap(at, kind, reach)


def _typed(at: int, name: str, type: str) -> Typed:
    if type not in TYPES:
        known = list(TYPES)
        zh = (f"没有类型“{type}”", did_you_mean_zh(type, known))
        raise PhraseError(f"no type {type!r}", did_you_mean(type, known), at, zh)
    return Typed(at, name, type)


def _check_slips(options: Iterable[Sequence]) -> None:
    for each in options:
        first = each.items[0]
        if isinstance(first, Words) and first.text[:1].isascii() and _SLIP.match(first.text):
            if "@" in first.text:
                raise PhraseError(
                    f"{{{first.text}}} names a list of words, which only concepts, groups and continuations can",
                    "write the words out, or look for a concept",
                    first.at - 1,
                    (
                        f"{{{first.text}}} 引用词表，这里不行：只有概念、范围组和接续可以",
                        "把词写出来，或者改用概念",
                    ),
                )
            raise PhraseError(
                f"{{{first.text}}} is no construct of the phrase language",
                "see `disclint rules --language`, section 4",
                first.at - 1,
                (
                    f"短语里没有 {{{first.text}}} 这种写法",
                    "间隔写 {..8}，取数写 {n:count}；见 disclint rules --language 第 4 节",
                ),
            )


def _captures(phrase: Sequence) -> Iterator[Typed]:
    for item in phrase.items:
        if isinstance(item, Typed):
            yield item
        elif isinstance(item, (Choice, Guard)):
            for each in item.options:
                yield from _captures(each)
