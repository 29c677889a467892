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


def reaches_over(phrase: Sequence) -> bool:
    """
    Whether an occurrence may go on behind a full stop; one may end with a full stop.
    """
    # Nothing follows at a paragraph's end, if that is where every occurrence ends.
    items = phrase.items[:-1] if isinstance(phrase.items[-1], Edge) else phrase.items
    return _goes_on(Sequence(phrase.at, items), is_last=True)


def _goes_on(phrase: Sequence, *, is_last: bool) -> bool:
    for at, item in enumerate(phrase.items):
        is_end = is_last and at == len(phrase.items) - 1
        if isinstance(item, Words):
            found = not STOPS.isdisjoint(item.text[:-1] if is_end else item.text)
        else:
            found = isinstance(item, Choice) and any(_goes_on(each, is_last=is_end) for each in item.options)
        if found:
            return True
    return False


def looks_over(phrase: Sequence, *, is_guard: bool = False) -> bool:
    """
    Whether a guard asks for what stands beyond a full stop.
    """
    return any(
        is_guard and not STOPS.isdisjoint(item.text)
        if isinstance(item, Words)
        else isinstance(item, Choice | Guard)
        and any(looks_over(each, is_guard=is_guard or isinstance(item, Guard)) for each in item.options)
        for item in phrase.items
    )
