"""
Characters as subjects: brackets, blanks, marks, persons' numbers, short forms, names of places.

Refuses to list more of them than a reader can look at.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice

from disclint import values
from disclint.facts import abbreviations, gazetteer, namesakes, persons, typography
from disclint.facts.ranges import Range
from disclint.facts.subjects import truth
from disclint.facts.words import TextFacts
from disclint.phrases import sentence
from disclint.values import Missing, Subject, Text, Value

# Who has more of them has another problem.
_MOST = 500
# So many characters tell what a place does, and what is done to it.
_BEHIND = 12


def unpaired(words: TextFacts, stretches: Sequence[Range]) -> Value:
    """
    Brackets without a partner.
    """
    return _limited(
        words.characters(span)
        for each in stretches
        for span in typography.unpaired(words.source, words.flow, each)
    )


def spaces(words: TextFacts, stretches: Sequence[Range]) -> Value:
    """
    Blanks before punctuation.
    """
    return _limited(
        words.characters(span) for each in stretches for span in typography.spaces(words.flow, each)
    )


def slips(words: TextFacts, stretches: Sequence[Range]) -> Value:
    """
    Marks typed otherwise than the norms have them.
    """
    return _limited(
        words.characters(each.span, sort=Text(each.sort))
        for each in typography.slips(words.source, words.flow, stretches)
    )


def identifiers(words: TextFacts, stretches: Sequence[Range]) -> Value:
    """
    Numbers that can only be a person's.
    """
    return _limited(
        words.characters(found.span, sort=Text(found.sort), masked=Text(found.masked))
        for each in stretches
        for found in persons.identifiers(words.flow, each)
    )


def definitions(words: TextFacts, stretches: Sequence[Range]) -> Value:
    """
    Short forms where they are defined, each with the definition of the same form before it.
    """
    return _limited(_definitions(words, stretches))


def _definitions(words: TextFacts, stretches: Sequence[Range]) -> Iterator[Subject]:
    last: dict[str, Subject] = {}
    for stretch in stretches:
        for each in abbreviations.definitions(words.flow, stretch):
            last[each.short] = _definition(words, each, last.get(each.short))
            yield last[each.short]


def _definition(words: TextFacts, of: abbreviations.Definition, twin: Subject | None) -> Subject:
    span = words.flow.span(*of.place)
    return Subject("definition", span, words.address(span), {
        "text": Text(of.written, span),
        "short": Text(of.short),
        "full": Missing("title that is shortened") if of.full is None else Text(of.full),
        "uses": values.number(of.uses),
        "restated": tuple(words.characters(words.flow.span(*each)) for each in of.restated),
        "twin": twin or Missing("earlier definition"),
    })  # fmt: skip


def places(words: TextFacts, stretches: Sequence[Range]) -> Value:
    """
    Places that are named where the agency's own place is known: whether they are of its level, and kin to it.
    """
    own = gazetteer.codes_in(words.report.agency or "")
    if not own:
        return ()
    levels = {gazetteer.level(each) for each in own}
    return _limited(
        _place(words, found, own, levels) for each in stretches for found in gazetteer.named(words.flow, each)
    )


def _place(
    words: TextFacts, found: gazetteer.Named, own: AbstractSet[str], levels: AbstractSet[str]
) -> Subject:
    end = found.place[1]
    kin = any(gazetteer.are_kin(code, each) for code in found.codes for each in own)
    return words.characters(
        words.flow.span(*found.place),
        rest=words.text((end, min(len(words.flow.text), end + _BEHIND))),
        sentence=words.text(sentence(words.flow, found.place[0])),
        same=truth(levels & {gazetteer.level(each) for each in found.codes} != set()),
        kin=truth(kin or found.name in (words.report.agency or "")),
    )


def likenesses(words: TextFacts, stretches: Sequence[Range]) -> Value:
    """
    Names that are the agency's own but for one letter, left to right.
    """
    agency = words.report.agency or ""
    found = sorted({place for each in stretches for place in namesakes.found(words.flow, each, agency)})
    return _limited(_likeness(words, *place) for place in found)


def _likeness(words: TextFacts, start: int, end: int) -> Subject:
    return words.characters(
        words.flow.span(start, end),
        lead=words.text((max(0, start - _BEHIND), start)),
        rest=words.text((end, min(len(words.flow.text), end + _BEHIND))),
        sentence=words.text(sentence(words.flow, start)),
    )


def _limited(found: Iterator[Subject]) -> Value:
    return tuple(islice(found, _MOST))
