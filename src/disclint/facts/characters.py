"""
Characters as typed, as subjects: brackets, blanks, marks, persons' numbers, and short forms.

Refuses to list more of them than a reader can look at.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from disclint import values
from disclint.facts import abbreviations, persons, typography
from disclint.facts.ranges import Range
from disclint.facts.words import TextFacts
from disclint.values import Missing, Subject, Text, Value

# Who has more of them has another problem.
_MOST = 500


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
    found: list[Subject] = []
    last: dict[str, Subject] = {}
    for stretch in stretches:
        for each in abbreviations.definitions(words.flow, stretch):
            subject = _definition(words, each, last.get(each.short))
            last[each.short] = subject
            found.append(subject)
    return tuple(found[:_MOST])


def _definition(words: TextFacts, of: abbreviations.Definition, twin: Subject | None) -> Subject:
    span = words.flow.span(*of.place)
    return Subject("definition", span, words.address(span), {
        "text": Text(of.written, span),
        "short": Text(of.short),
        "full": Missing("title that is shortened") if of.full is None else Text(of.full),
        "uses": values.number(len(of.uses)),
        "restated": tuple(words.characters(words.flow.span(*each)) for each in of.restated),
        "twin": twin or Missing("earlier definition"),
    })  # fmt: skip


def _limited(found: Iterator[Subject]) -> Value:
    return tuple(islice(found, _MOST))
