"""
Claims that were read before an edit which is somewhere else: they say what they said, where they stand now.

Refuses claims of which any part lies in the paragraphs that changed, or around them.
"""

from collections.abc import Callable, Mapping

from attrs import evolve

from disclint.facts.changing import Change
from disclint.facts.claims import Claim
from disclint.facts.ranges import Range
from disclint.phrases import Capture, Match

# Where a stretch of the old flow is in the new one; None if some of it changed.
_Moved = Callable[[Range], Range | None]


def carry(change: Change) -> None:
    """
    Let the new one of two reports know those claims of the old one that nobody reads otherwise now.
    """
    before, now = change.before, change.now
    by = now[1] - before[1]

    def moved(stretch: Range) -> Range | None:
        start, end = stretch
        if end <= before[0]:
            return stretch
        return (start + by, end + by) if start >= before[1] else None

    read = change.old.claims_read
    for id in read.keys() - change.concepts:
        claims = _all_moved(read[id], moved)
        if claims is not None:
            change.new.claims_read[id] = claims


def _all_moved(claims: tuple[Claim, ...], moved: _Moved) -> tuple[Claim, ...] | None:
    found = []
    for each in claims:
        there = _claim(each, moved)
        if there is None:
            return None
        found.append(there)
    return tuple(found)


def _claim(claim: Claim, moved: _Moved) -> Claim | None:
    """
    A claim where it stands now.
    """
    match = claim.match
    place, clause = moved((match.start, match.end)), moved(claim.clause)
    sentence, context = moved(claim.sentence), moved(claim.context)
    if place is None or clause is None or sentence is None or context is None:
        return None
    by = place[0] - match.start
    # What it goes on from stands before it, but not far behind.
    if context[0] - claim.context[0] != by:
        return None
    if not by:
        return claim
    captures = _captures(match.captures, by)
    # The value is one of them, and so it stays.
    value = next((captures[name] for name, each in match.captures.items() if each is claim.value), None)
    return Claim(claim.concept, Match(*place, captures), clause, sentence, context, value, claim.refused)


def _captures(captures: Mapping[str, Capture], by: int) -> dict[str, Capture]:
    return {name: evolve(each, start=each.start + by, end=each.end + by) for name, each in captures.items()}
