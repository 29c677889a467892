"""
What looking for a phrase costs at one place of a text, at most.
"""

from itertools import pairwise

from disclint.phrases.nodes import Choice, Gap, Guard, Item, Sequence, Typed, Words, plain
from disclint.phrases.numbers import shortest

# What reading a number costs, in steps.
_READING = 12


def cost(phrase: Sequence) -> tuple[int, int]:
    """
    The steps that one place of a text may cost, and the readings that are left behind it.
    """
    cost, ways = 0, 1
    for at, item in enumerate(phrase.items):
        if isinstance(item, Gap):
            steps, more = item.reach, item.reach // _spacing(phrase.items[at + 1 :]) + 1
        else:
            steps, more = _cost_item(item)
        cost += ways * steps
        ways *= more
    return cost, ways


def _spacing(behind: tuple[Item, ...]) -> int:
    # What follows a gap cannot overlap itself, so that it fits in only so often; numbers less
    # often still, since most gaps hold no digits.
    for item in behind:
        if isinstance(item, Typed):
            return 6
        if length := shortest_item(item):
            return length
    return 1


def _cost_item(item: Item) -> tuple[int, int]:
    match item:
        case Typed():
            return _READING, 1
        case Choice(options=options, optional=optional):
            if words := plain(options):
                return len(words), (1 if _are_distinct(words) else 2) + optional
            costs = [cost(each) for each in options]
            ways = sum(ways for _, ways in costs)
            return sum(cost for cost, _ in costs), ways + optional
        case Guard(options=options, before=False):
            return sum(cost(each)[0] for each in options), 1
        case _:
            return 1, 1


def _are_distinct(words: list[str]) -> bool:
    return not any(second.startswith(first) for first, second in pairwise(sorted(words)))


def shortest_of(phrase: Sequence) -> int:
    """
    The fewest characters a phrase takes.
    """
    return sum(shortest_item(each) for each in phrase.items)


def shortest_item(item: Item) -> int:
    """
    The fewest characters a part of a phrase takes.
    """
    match item:
        case Words(text=text):
            return len(text)
        case Typed(type=type):
            return shortest(type)
        case Choice(options=options, optional=False):
            if words := plain(options):
                return min(map(len, words))
            return min(shortest_of(each) for each in options)
        case _:
            return 0
