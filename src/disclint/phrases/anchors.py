"""
The words that betray where a phrase may occur, so that most places need not be looked at.
"""

from collections.abc import Iterator
from itertools import pairwise

from disclint.phrases.nodes import Choice, Edge, Guard, Item, Sequence, Typed, Words, plain
from disclint.phrases.numbers import SIGNS, STARTS
from disclint.phrases.numerals import FIRST

# What a number may end with.
_LAST = f"{FIRST}余多"


def anchors(phrase: Sequence) -> frozenset[str] | None:
    """
    Words of which any occurrence has one: the longest and fewest; None if nothing can be said.
    """
    found = required(phrase)
    if not found:
        return None
    worth = [(-min(map(len, each)), len(each)) for each in found]
    most = min(worth)
    best = [each for each, here in zip(found, worth, strict=True) if here == most]
    return best[0] if len(best) == 1 else min(best, key=sorted)


def required(phrase: Sequence) -> list[frozenset[str]]:
    """
    Words of which any occurrence has one, and one of the next, and so on.
    """
    return [each for item in phrase.items if (each := _anchors_of(item))]


def signs(phrase: Sequence) -> list[frozenset[str]]:
    """
    Of each of these one is in any occurrence as well, for the values it has; they are many, and quick to tell.
    """
    found = [SIGNS[item.type] for item in phrase.items if isinstance(item, Typed) and item.type in SIGNS]
    return [*found, *_ended(phrase)]


def _ended(phrase: Sequence) -> Iterator[frozenset[str]]:
    # A bare number is anywhere, but hardly ever right before a comma: 收到申请15,
    for item, following in pairwise(phrase.items):
        match item, following:
            case Typed(type="number"), Choice(options=options, optional=False) if words := plain(options):
                yield frozenset(last + word for last in _LAST for word in words)


def _anchors_of(item: Item) -> frozenset[str] | None:
    match item:
        case Words(text=text):
            return frozenset([text])
        case Typed(type="money"):
            return frozenset("元")
        case Typed(type="percent"):
            return frozenset(["%", "﹪", "百分之"])
        case Choice(options=options, optional=False):
            if words := plain(options):
                return _shortened(set(words))
            found = [anchors(each) for each in options]
            if all(found):
                return _shortened({each for some in found for each in some or ()})
    return None


def _shortened(words: set[str]) -> frozenset[str]:
    # Who finds 申请 finds 依申请公开.
    lengths = {len(each) for each in words}
    return frozenset(each for each in words if not _holds(each, words, lengths))


def _holds(word: str, others: set[str], lengths: set[int]) -> bool:
    longest = len(word)
    return any(
        word[at : at + length] in others
        for length in lengths
        if length < longest
        for at in range(longest - length + 1)
    )


def firsts(phrase: Sequence) -> frozenset[str] | None:
    """
    What an occurrence may begin with; None if nothing can be said.
    """
    found: frozenset[str] = frozenset()
    for item in phrase.items:
        match item:
            case Words(text=text):
                return found | {text}
            case Typed(type=type) if type != "percent":
                return found | frozenset(STARTS)
            case Choice(options=options, optional=optional):
                inner = [firsts(each) for each in options]
                if not all(inner):
                    return None
                found |= frozenset(each for some in inner for each in some or ())
                if not optional:
                    return found
            case Edge() | Guard():
                continue
            case _:
                return None
    return None
