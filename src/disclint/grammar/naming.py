"""
Which section of the form the words behind a numeral name, and how far they go.

    wording := the form's own title | a phrase that the edition accepts

Of several wordings the longest counts.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from attrs import field, frozen

from disclint.cache import compiled
from disclint.editions import Edition, SectionForm
from disclint.editions.model import plain
from disclint.phrases import Phrase, compile_phrase
from disclint.source import Flow

_MOST_NAMELESS = 4096


@frozen(eq=False)
class Named:
    """
    A section as headings are read by it; one of the `keys` is in each of its headings.
    """

    form: SectionForm
    title: str
    keys: tuple[str, ...]
    phrases: tuple[Phrase, ...]


@frozen(eq=False)
class Names:
    """
    How the sections of an edition are called: `titles` are those of the form, `any_key` finds the keys of all.

    `nameless` are words with a key in them that were seen to be no section's: sub-headings are alike in most reports.
    """

    sections: tuple[Named, ...]
    titles: tuple[str, ...]
    any_key: re.Pattern[str]
    nameless: set[str] = field(factory=set)


@lru_cache(maxsize=16)
def names_of(edition: Edition) -> Names:
    """
    How the sections of an edition are called, and what was found not to be any.
    """
    sections = tuple(
        Named(
            each,
            plain(each.title),
            tuple(each.key.split("|")),
            tuple(compile_phrase(also) for also in each.also),
        )
        for each in edition.sections
    )
    keys = sorted({key for section in sections for key in section.keys})
    return Names(sections, tuple(each.title for each in sections), compiled("|".join(map(re.escape, keys))))


def named_at(flow: Flow, edition: Edition, at: int, stop: int) -> tuple[Named, int] | None:
    """
    The section whose wording stands at `at` and ends before `stop`, and where it ends.
    """
    text = flow.text
    near = text[at : min(stop, flow.paragraph(at)[1])]
    known = names_of(edition)
    best: tuple[Named, int] | None = None
    if text.startswith(known.titles, at):
        titled = [each for each in known.sections if text.startswith(each.title, at)]
        longest = max(titled, key=lambda each: len(each.title))
        best = longest, at + len(longest.title)
        # No other wording can be longer than all that is there.
        if best[1] - at >= len(near):
            return best
    elif near in known.nameless or not known.any_key.search(near):
        return None
    is_nameless = not best
    for section in known.sections:
        for end in _wording_ends(flow, section, near, at):
            is_nameless = False
            if _title_ends(flow, end) and (best is None or end > best[1]):
                best = section, end
    if is_nameless and len(known.nameless) < _MOST_NAMELESS:
        known.nameless.add(near)
    return best


def _wording_ends(flow: Flow, section: Named, near: str, at: int) -> Iterator[int]:
    """
    Where wordings of a section end that begin at `at`; `near` is what stands there, as far as a heading may go.
    """
    if any(key in near for key in section.keys):
        for phrase in section.phrases:
            match = phrase.at(flow, at, at + len(near))
            if match is not None:
                yield match.end


def _title_ends(flow: Flow, at: int) -> bool:
    """
    Whether the wording is the whole title, not the beginning of a longer sentence.
    """
    return (
        at >= len(flow.text)
        or flow.opens_chunk(at)
        or not flow.text[at].isalpha()
        or flow.text[at - 1] in "况述项"
    )
