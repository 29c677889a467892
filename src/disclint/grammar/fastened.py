"""
Headings in other words than the form's that lost the line end before them.

    fastened := numeral wording      right behind a letter, where the section that it opens is wanting

Refuses what is told in passing: lists, ordinals, words that go on, and all that does not stand between the sections before and behind it.
"""

import re
from collections.abc import Iterator, Sequence

from disclint.editions import Edition, SectionForm
from disclint.grammar import lexemes as lex
from disclint.grammar.naming import Named, named_at
from disclint.grammar.outline import LISTING, LONGEST_TITLE, Mark
from disclint.source import Flow
from disclint.syntax import Heading

# No heading begins behind these: 第三、, 十三、, 申请、三、.
_PARTLY = LISTING | {"第", *lex.HAN_DIGITS}
# So many sections tell where the others belong.
_SOME = 2


def fastened(flow: Flow, edition: Edition, named: Sequence[Heading]) -> list[Mark]:
    """
    The numerals of sections that `named`, the headings of others, lacks.
    """
    starts: dict[str | None, list[int]] = {}
    for each in named:
        starts.setdefault(each.section, []).append(flow.offset(each.span.start))
    if len(starts) < _SOME:
        return []
    found: list[Mark] = []
    for at, section in enumerate(edition.sections):
        if section.id not in starts:
            before = [one for each in edition.sections[:at] for one in starts.get(each.id, ())]
            behind = [one for each in edition.sections[at:] for one in starts.get(each.id, ())]
            start = max(before, default=0)
            limit = min((each for each in behind if each > start), default=len(flow.text))
            found += [*_numerals(flow, edition, section, start, limit)][:1]
    return found


def merged(marks: Sequence[Mark], more: Sequence[Mark]) -> list[Mark]:
    """
    The marks, and more that are not among them.
    """
    there = {each.start for each in marks}
    added = [each for each in more if each.start not in there]
    return sorted([*marks, *added], key=lambda each: each.start)


def _numerals(flow: Flow, edition: Edition, section: SectionForm, start: int, limit: int) -> Iterator[Mark]:
    for numeral in re.finditer(f"{section.numeral}、", flow.text[:limit]):
        at, end = numeral.span()
        if at > start and flow.text[at - 1] not in _PARTLY:
            named = named_at(flow, edition, end, min(limit, end + LONGEST_TITLE))
            if named is not None and _opens(flow, named, section):
                yield Mark(at, end, 1)


def _opens(flow: Flow, named: tuple[Named, int], section: SectionForm) -> bool:
    """
    Whether the wording is the section's and no words go on behind it.
    """
    return named[0].form.id == section.id and (
        flow.opens_chunk(named[1]) or not flow.text[named[1] : named[1] + 1].isalpha()
    )
