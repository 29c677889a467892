"""
What phrases are made of.
"""

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


def reaches_over(phrase: Sequence, *, is_last: bool = True) -> bool:
    """
    Whether an occurrence may go on behind a full stop, or look there; one may end with a full stop.
    """
    ends = len(phrase.items) - 1
    for at, item in enumerate(phrase.items):
        is_end = is_last and at == ends
        match item:
            case Words(text=text):
                found = not STOPS.isdisjoint(text[:-1] if is_end else text)
            case Choice(options=options):
                found = any(reaches_over(each, is_last=is_end) for each in options)
            case Guard(options=options):
                found = any(reaches_over(each, is_last=False) for each in options)
            case _:
                found = False
        if found:
            return True
    return False
