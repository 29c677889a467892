"""
Which headings are the report's sections, and what stands under each of them.

A table of contents, a list in the preamble and sub-headings worded like a section are not sections.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from attrs import evolve, frozen

from disclint.editions import Edition
from disclint.grammar.outline import digits
from disclint.source import Flow, Span
from disclint.syntax import Heading, Section, Table


@frozen
class Outline:
    """
    The sections found, every heading that remains, and the end of the preamble in the text.
    """

    sections: tuple[Section, ...]
    headings: tuple[Heading, ...]
    preamble_end: int


def named_headings(flow: Flow, headings: Sequence[Heading], edition: Edition) -> list[Heading]:
    """
    The headings that open sections: first level, unless the report numbers its sections `(一)`.
    """
    named = [each for each in headings if each.section]
    first = [each for each in named if each.level == 1]
    if len({each.section for each in first}) >= 2 or len({each.section for each in named}) < 3:
        level = [*first, *_misnumbered(named, first, edition)]
    else:
        level = named
    return without_contents(flow, _likeliest(level, edition))


def _misnumbered(named: Sequence[Heading], first: Sequence[Heading], edition: Edition) -> list[Heading]:
    """
    Headings `(三)` or `3.` in the form's own words and order, of sections that no first-level heading opens.
    """
    starts = {each.section: each.span.start for each in first}
    ids = [each.id for each in edition.sections]
    found = []
    for each in named:
        if each.section in starts or not each.canonical or each.level == 1:
            continue
        at = ids.index(each.section or "")
        before = [starts[id] for id in ids[:at] if id in starts]
        behind = [starts[id] for id in ids[at + 1 :] if id in starts]
        follows = all(start < each.span.start for start in before)
        precedes = all(start > each.span.start for start in behind)
        # In section one the same words head what it tells of requests.
        is_next = at and ids[at - 1] in starts and digits(each) == edition.sections[at].numeral
        # An editor's list makes 1. of what it numbers.
        is_listed = (not at or ids[at - 1] in starts) and (each.numeral or "").rstrip("、.") == str(at + 1)
        if follows and precedes and (is_next or is_listed):
            found.append(each)
    return found


def without_contents(flow: Flow, named: Sequence[Heading]) -> list[Heading]:
    """
    Without a table of contents: headings with nothing but a page number or a mark behind them whose section comes again.
    """
    last = {each.section: index for index, each in enumerate(named)}
    kept: list[Heading] = []
    listed = 0
    for index, each in enumerate(named):
        following = named[index + 1] if index + 1 < len(named) else None
        again = last[each.section] > index
        if again and following is not None and _is_empty(flow, each, following):
            listed += 1
            continue
        # The last entry of the contents has the title and the preamble under it.
        if not (again and listed >= _FEWEST):
            kept.append(each)
        listed = 0
    return kept


# Headings without text that make a table of contents of the next one.
_FEWEST = 2
# What parts the lines of contents from one another, or their names where they stand in one line.
_LEADER = re.compile(r"[.…·\-—_()\d第页;,、。]*")


def _is_empty(flow: Flow, heading: Heading, following: Heading) -> bool:
    between = flow.text[flow.offset(heading.span.end) : flow.offset(following.span.start)]
    return _LEADER.fullmatch(between) is not None


def _likeliest(named: list[Heading], edition: Edition) -> list[Heading]:
    """
    Without sub-headings that share a section's wording but not its numeral.
    """
    numerals = {each.id: each.numeral for each in edition.sections}
    right = [digits(each) == numerals.get(each.section or "") for each in named]
    settled = {each.section for each, is_right in zip(named, right, strict=True) if is_right}
    return [
        each for each, is_right in zip(named, right, strict=True) if is_right or each.section not in settled
    ]


def outline(
    flow: Flow,
    headings: Sequence[Heading],
    named: Sequence[Heading],
    tables: Sequence[Table],
) -> Outline:
    """
    The sections from heading to heading, with the sub-headings in each.
    """
    openers = sorted(named, key=lambda each: each.span.start)
    length = len(flow.source_text)
    ids = {id(each) for each in openers}
    others = [
        evolve(each, section=None) if each.section else each
        for each in headings
        if id(each) not in ids
        and not any(table.span.meets(each.span) for table in tables if table.state == "read")
    ]
    sections: list[Section] = []
    order = sorted(range(len(others)), key=lambda each: others[each].span.start)
    starts = [others[each].span.start for each in order]
    ends = [*(each.span.start for each in openers[1:]), length]
    for opener, end in zip(openers, ends, strict=False):
        under = sorted(order[bisect_left(starts, opener.span.end) : bisect_left(starts, end)])
        inside = tuple([others[each] for each in under])
        sections.append(
            Section(
                opener.section or "",
                Span(opener.span.start, end),
                opener,
                Span(opener.span.end, end),
                inside,
            )
        )
    kept = tuple(sorted([*openers, *others], key=lambda each: each.span.start))
    return Outline(tuple(sections), kept, openers[0].span.start if openers else length)
