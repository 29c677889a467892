"""
Truth in three values: what is certain stays so whatever else is open.
"""

from disclint.values.types import Truth, leaves_of


def negation(truth: Truth) -> Truth:
    """
    Not `truth`.
    """
    return Truth(None if truth.value is None else not truth.value, truth.reasons, truth.leaves)


def conjunction(*truths: Truth) -> Truth:
    """
    All of `truths`: false if one is, else unknown if one is.
    """
    return _decided(truths, decisive=False)


def disjunction(*truths: Truth) -> Truth:
    """
    One of `truths`: true if one is, else unknown if one is.
    """
    return _decided(truths, decisive=True)


def implication(condition: Truth, consequence: Truth) -> Truth:
    """
    Not the condition, or the consequence.
    """
    return disjunction(negation(condition), consequence)


def _decided(truths: tuple[Truth, ...], *, decisive: bool) -> Truth:
    open_: list[Truth] = []
    for at, each in enumerate(truths):
        if each.value is decisive:
            others = (other for other in truths[at + 1 :] if other.value is decisive)
            return Truth(decisive, leaves=leaves_of(each, *others))
        if each.value is None:
            open_.append(each)
    if open_:
        reasons = frozenset[str]().union(*(each.reasons for each in open_))
        return Truth(None, reasons, leaves_of(*open_))
    return Truth(not decisive, leaves=leaves_of(*truths))
