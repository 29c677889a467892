"""
What phrases are made of.
"""

from collections.abc import Iterator

from attrs import frozen

# What ends a sentence; no gap reaches over it.
STOPS = frozenset("。;!?")


@frozen
class Words:
    """
    These characters, folded and without blanks.
    """

    at: int
    text: str


@frozen
class Gap:
    """
    Up to `reach` characters: `..` of the clause, `~` of the sentence, `*` also digits.
    """

    at: int
    kind: str
    reach: int


@frozen
class Typed:
    """
    A value of type `type`, known as `name`.
    """

    at: int
    name: str
    type: str


@frozen
class Edge:
    """
    A paragraph's begin (`^`) or end (`$`).
    """

    at: int
    side: str


@frozen
class Choice:
    """
    One of several sequences, or none of them if `optional`.
    """

    at: int
    options: "tuple[Sequence, ...]"
    optional: bool


@frozen
class Guard:
    """
    None of the sequences stands behind here, or before here if `before`.
    """

    at: int
    options: "tuple[Sequence, ...]"
    before: bool


@frozen
class Sequence:
    """
    One thing after the other.
    """

    at: int
    items: "tuple[Words | Gap | Typed | Edge | Choice | Guard, ...]"


Item = Words | Gap | Typed | Edge | Choice | Guard


def plain(options: tuple[Sequence, ...]) -> list[str] | None:
    """
    The alternatives, if each is nothing but words, as most are.
    """
    found = []
    for each in options:
        if len(each.items) != 1 or not isinstance(words := each.items[0], Words):
            return None
        found.append(words.text)
    return found


def words_of(phrase: Sequence) -> Iterator[str]:
    """
    All words in a phrase, those of its guards, too.
    """
    for item in phrase.items:
        if isinstance(item, Words):
            yield item.text
        elif isinstance(item, Choice | Guard):
            for each in item.options:
                yield from words_of(each)
