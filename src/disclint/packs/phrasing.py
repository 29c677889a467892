"""
Which phrases of a list add nothing to the others.

Only phrases that are a few fixed wordings are compared; of gaps and numbers nothing is said, unless two are the same.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from disclint.phrases import PhraseError
from disclint.phrases.grammar import parse
from disclint.phrases.nodes import Choice, Words
from disclint.phrases.nodes import Sequence as Phrase

_MOST = 64


def shadowed(phrases: Sequence[str], *, by_part: bool) -> Iterator[tuple[int, str]]:
    """
    The index of each phrase that another one makes useless, and that one.

    With `by_part` a phrase is useless, too, if another occurs inside all that it can be.
    """
    first = {each: index for index, each in reversed([*enumerate(phrases)])}
    wordings = [_wordings(each) for each in phrases] if by_part else []
    holders = _holders(wordings)
    lengths = sorted({len(each) for each in holders})
    for index, phrase in enumerate(phrases):
        others = {first[phrase]} if first[phrase] < index else set[int]()
        if by_part:
            others.update(
                other
                for other in _inside(next(iter(wordings[index] or ()), ""), holders, lengths)
                if other != index and _covers(wordings[other], wordings[index], earlier=other < index)
            )
        if others:
            yield index, phrases[min(others)]


def _holders(wordings: Sequence[frozenset[str] | None]) -> Mapping[str, Sequence[int]]:
    """
    The first phrases that each wording is one of.
    """
    found: dict[str, list[int]] = {}
    for index, each in enumerate(wordings):
        for wording in each or ():
            holders = found.setdefault(wording, [])
            if len(holders) < _MOST:
                holders.append(index)
    return found


def _inside(wording: str, holders: Mapping[str, Sequence[int]], lengths: Sequence[int]) -> set[int]:
    """
    The phrases one of whose wordings stands in `wording`: all that can cover it.
    """
    fitting = lengths[: bisect_right(lengths, len(wording))]
    if len(wording) * len(fitting) < len(holders):
        parts = (wording[at : at + length] for length in fitting for at in range(len(wording) - length + 1))
    else:
        parts = (each for each in holders if each in wording)
    return {index for each in parts for index in holders.get(each, ())}


def _covers(general: frozenset[str] | None, special: frozenset[str] | None, *, earlier: bool) -> bool:
    if general is None or special is None or (general == special and not earlier):
        return False
    return all(any(each in wording for each in general) for wording in special)


def _wordings(phrase: str) -> frozenset[str] | None:
    try:
        found = _all(parse(phrase))
    except PhraseError:
        return None
    return None if found is None or "" in found else frozenset(found)


def _all(phrase: Phrase) -> list[str] | None:
    found = [""]
    for item in phrase.items:
        if isinstance(item, Words):
            more: list[str] = [item.text]
        elif isinstance(item, Choice):
            inner = [_all(each) for each in item.options]
            if any(each is None for each in inner):
                return None
            more = [one for each in inner if each is not None for one in each]
            more += [""] if item.optional else []
        else:
            return None
        if len(found) * len(more) > _MOST:
            return None
        found = [before + behind for before in found for behind in more]
    return found
