"""
Which phrases of a list add nothing to the others.

Only phrases that are a few fixed wordings are compared; of gaps and numbers nothing is said, unless two are the same.
"""

from collections.abc import Iterator, Sequence

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
    wordings = [_wordings(each) for each in phrases]
    for index, phrase in enumerate(phrases):
        for other, by in enumerate(phrases):
            if other == index:
                continue
            if phrase == by and other < index:
                yield index, by
                break
            if by_part and _covers(wordings[other], wordings[index], earlier=other < index):
                yield index, by
                break


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
