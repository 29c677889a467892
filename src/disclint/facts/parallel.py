"""
Whether what a list counts is named in one form: 政策文件30条、工作动态40条, but not 直接起诉15件，维持12件.

Refuses to know what the names mean: that they look alike tells that they divide up one thing in one way.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from disclint.phrases import Match
from disclint.source import Flow

# What leads to the first part, and what joins the others.
_BEFORE = re.compile(r".*(?:其中|包括|包含|含)|[,、;:()]+|^(?:和|及|以及|与)")
# What may stand between a name and its number.
_BEHIND = re.compile(r"(?:共|为|有|的|是|达|各|约|:)+$")
# Fewer parts are no list, and two names of two characters are of one length by chance.
_LEAST, _CHARACTERS = 2, 6
# One character that ends names of one sort; others are the ends of words (直接起诉, 胜诉).
_SORTS, _ENDING = frozenset("类人型级"), 2


def is_parallel(match: Match, flow: Flow) -> bool:
    """
    Whether the names between the numbers of an occurrence are alike; the first number is the whole.
    """
    counts = sorted(match.captures.values(), key=lambda each: each.start)
    gaps = (flow.text[one.end : other.start] for one, other in pairwise(counts))
    return alike([_name(each) for each in gaps])


def alike(names: Sequence[str]) -> bool:
    """
    Whether two names or more are of one length, or end with the same word.
    """
    if len(names) < _LEAST or not all(names):
        return False
    first = names[0]
    if all(len(each) == len(first) for each in names) and len(first) * len(names) >= _CHARACTERS:
        return True
    ending = first[-1:] if first[-1] in _SORTS else first[-_ENDING:]
    return all(each.endswith(ending) for each in names)


def _name(gap: str) -> str:
    return _BEHIND.sub("", _BEFORE.sub("", gap))
