"""
The numbered headings of a report.

    report  := (heading | other)*
    heading := numeral title
    numeral := "一、" | "(一)" | "1." | "第一部分"
    other   := characters up to the next numeral

It reads the flow, in which a heading may stand behind a sentence on the same line.
"""

from collections.abc import Iterator, Sequence
from functools import cache

import pyparsing as pp
from attrs import evolve

from disclint.editions import Edition, SectionForm
from disclint.editions.model import plain
from disclint.grammar import lexemes as lex
from disclint.phrases import Phrase, compile_phrase
from disclint.source import Flow
from disclint.syntax import Heading

_NUMERAL = pp.Group(
    lex.FIRST_LEVEL("first") | lex.SECOND_LEVEL("second") | lex.THIRD_LEVEL("third")
).set_name("numeral")
_OTHER = pp.Regex(
    rf"(?:[^{lex.HAN_DIGITS}(第\d]++|(?!{lex.FIRST_LEVEL.pattern}|{lex.SECOND_LEVEL.pattern}"
    rf"|{lex.THIRD_LEVEL.pattern})[\s\S])++"
).set_name("other")
_REPORT = (_NUMERAL("numeral*") | _OTHER)[...].leave_whitespace(recursive=True).parse_with_tabs()

_LEVELS = {"first": 1, "second": 2, "third": 3}
_ENDS_SENTENCE = frozenset("。;:!?.)]}#*>”\"'》」』")
_LISTING = frozenset("、,和及与为括含\"“《(")
_ENDS_TITLE = frozenset("。:;!?")
_LONGEST_TITLE = 45
_LOOSE_TITLE = 30


def headings(flow: Flow, editions: Sequence[Edition]) -> list[Heading]:
    """
    Every heading with a numeral, in reading order; those of sections know their section.

    `editions` come with the expected one first.
    """
    titles = tuple(plain(each.title) for each in editions[0].sections)
    marks = [
        mark for mark in _marks(flow) if _stands_free(flow, *mark[:2]) or _glued(flow, titles, *mark)
    ]
    found: list[Heading] = []
    for (start, end, level), following in zip(marks, [*marks[1:], None], strict=True):
        limit = len(flow.text) if following is None else following[0]
        found.append(_heading(flow, editions, start, end, level, limit))
    return found


def _glued(flow: Flow, titles: tuple[str, ...], start: int, end: int, level: int) -> bool:
    """
    Whether a section's own heading stands here, glued to what is no list of headings.
    """
    return level == 1 and flow.text.startswith(titles, end) and flow.text[start - 1] not in _LISTING


def _marks(flow: Flow) -> Iterator[tuple[int, int, int]]:
    at = 0
    for token in _REPORT.parse_string(flow.text, parse_all=True):
        if isinstance(token, str):
            at += len(token)
            continue
        written = token[0]
        yield at, at + len(written), _LEVELS[next(iter(token.as_dict()))]
        at += len(written)


def _stands_free(flow: Flow, start: int, end: int) -> bool:
    """
    Whether a numeral can open a heading: at the start of a line, or behind a sentence or a table.
    """
    if start == 0 or flow.opens_line(start):
        return True
    before = flow.text[start - 1]
    if flow.text[end - 1] == "." or end - start < 2:
        return before in "。;:!?"
    return before in _ENDS_SENTENCE or before.isdigit() or flow.opens_chunk(start)


def _heading(
    flow: Flow, editions: Sequence[Edition], start: int, end: int, level: int, limit: int
) -> Heading:
    numeral = flow.text[start:end]
    named = _section(flow, editions, end, limit)
    stop = named[1] if named else _title_end(flow, end, limit)
    title = flow.text[end:stop]
    inline = stop < len(flow.text) and not flow.opens_line(stop)
    heading = Heading(flow.span(start, stop), level, numeral, title, inline=inline)
    if named is None:
        return heading
    return evolve(heading, section=named[0].id, canonical=title == plain(named[0].title))


def _section(
    flow: Flow, editions: Sequence[Edition], at: int, limit: int
) -> tuple[SectionForm, int] | None:
    """
    The section whose wording stands at `at`, and where the wording ends.
    """
    best: tuple[SectionForm, int] | None = None
    for edition in editions[:1]:
        for section in edition.sections:
            if not any(each in flow.text[at : at + _LONGEST_TITLE] for each in section.key.split("|")):
                continue
            end = _wording_end(flow, section, at, limit)
            if end is not None and (best is None or end > best[1]):
                best = section, end
    return best


def _wording_end(flow: Flow, section: SectionForm, at: int, limit: int) -> int | None:
    canonical = plain(section.title)
    if flow.text.startswith(canonical, at):
        return at + len(canonical)
    for phrase in _phrases(section.also):
        match = next(iter(phrase.find(flow, at, min(limit, at + _LONGEST_TITLE))), None)
        if match is not None and match.start == at and _title_ends(flow, match.end):
            return match.end
    return None


def _title_ends(flow: Flow, at: int) -> bool:
    """
    Whether the wording is the whole title, not the beginning of a longer sentence.
    """
    return at >= len(flow.text) or flow.opens_chunk(at) or not flow.text[at].isalpha() or flow.text[at - 1] in "况述项"


@cache
def _phrases(words: tuple[str, ...]) -> tuple[Phrase, ...]:
    return tuple(compile_phrase(each) for each in words)


def _title_end(flow: Flow, start: int, limit: int) -> int:
    """
    Where a sub-heading's title ends: with its line, its sentence or its colon.
    """
    at = start
    while at < min(limit, start + _LONGEST_TITLE):
        if at > start and flow.opens_line(at):
            break
        if flow.text[at] in _ENDS_TITLE:
            break
        at += 1
    return at


def unnumbered(flow: Flow, editions: Sequence[Edition], found: Sequence[Heading]) -> list[Heading]:
    """
    Headings of sections that stand on a line of their own without a numeral.

    Only for sections that no numbered heading names.
    """
    missing = {each.id for each in editions[0].sections} - {each.section for each in found if each.section}
    added = []
    for section in editions[0].sections:
        if section.id not in missing:
            continue
        at = flow.text.find(plain(section.title))
        while at >= 0:
            end = at + len(plain(section.title))
            alone = end >= len(flow.text) or flow.opens_line(end)
            if flow.opens_line(at) and alone:
                added.append(Heading(flow.span(at, end), 1, None, flow.text[at:end], section.id, canonical=True))
                break
            at = flow.text.find(plain(section.title), end)
    return added


def loosely_named(flow: Flow, edition: Edition, found: Sequence[Heading]) -> list[Heading]:
    """
    `found` with first-level headings taken for a section by their numeral and a key word.

    Only for sections that no heading names in an accepted wording; the wording is then at fault.
    """
    missing = {each.id: each for each in edition.sections}
    for each in found:
        missing.pop(each.section or "", None)
    result = list(found)
    for index, heading in enumerate(found):
        if heading.section or heading.level != 1 or heading.inline or len(heading.title) > _LOOSE_TITLE:
            continue
        for section in list(missing.values()):
            keys = any(each in heading.title for each in section.key.split("|"))
            if keys and (heading.numeral or "").startswith(section.numeral):
                result[index] = evolve(heading, section=section.id)
                missing.pop(section.id)
    return result
