"""
The numbered headings of a report.

    report  := (other numeral)*
    numeral := "一、" | "(一)" | "1." | "第一部分"
    other   := characters up to the next numeral

It reads the flow, in which a heading may stand behind a sentence on the same line.
"""

import math
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

import pyparsing as pp
from attrs import evolve

from disclint.editions import Edition
from disclint.editions.model import SectionForm, plain
from disclint.grammar import lexemes as lex
from disclint.grammar.fusing import fused
from disclint.grammar.naming import Named, named_at, names_of
from disclint.source import Flow
from disclint.source.light import light
from disclint.syntax import Heading

NUMERAL = pp.Regex(rf"{lex.FIRST_LEVEL}|{lex.SECOND_LEVEL}|{lex.THIRD_LEVEL}", as_match=True)
_OTHER = (
    pp.Regex(rf"[^{lex.HAN_DIGITS}(第0-9-]++")
    # Digits that no mark follows are the cells of a table, or of a number; most else is refused by what follows it.
    | pp.Regex(rf"[0-9]++(?![.、])|[{lex.HAN_DIGITS}]++(?![、.,:])|[(第](?![{lex.HAN_DIGITS}])|-(?!、)")
    | ~NUMERAL + pp.Regex(r"[\s\S]")
)
_REPORT = (_OTHER.suppress() | NUMERAL)[...].leave_whitespace(recursive=True).parse_with_tabs()
# From one numeral to the next, and from the last one to the end.
_NEXT = fused((_OTHER[...] + (NUMERAL("numeral") | pp.StringEnd())).leave_whitespace(recursive=True))

_ENDS_SENTENCE = frozenset("。;:!?.)]}#*>”\"'》」』")
LISTING = frozenset('、,和及与为括含"“《(')
_TITLE = re.compile(r"[^。:;!?]*")
LONGEST_TITLE = 45
# What may stand around the title of a section on its line, where hardly a section has a numeral of the form's.
_LEAD = re.compile(
    rf"[#*■□●○◆◇▪•·★▶>\[(\"'《]*+(?>第[{lex.HAN_DIGITS}]部分|[0-9]{{1,2}}(?![0-9年])|[①-⑩Ⅰ-Ⅹ{lex.HAN_DIGITS}])?+[、.:;·｡)\]-]*+"
)
# A numeral of the form's whose mark was forgotten, or is another, or a mark whose numeral is lost.
_UNMARKED = re.compile(rf"[{lex.HAN_DIGITS}][;:,.·｡-]?|、")
_TAIL = re.compile(r"[\]:*#)\"'。》]*+")
# So many sections with numerals, and the others would have them, too; so many lines with nothing between are a table of contents.
_SOME, _CONTENTS = 2, 3
_LOOSE_TITLE = 30


@light
class Mark:
    """
    A numeral that may open a heading, in offsets of the flow.
    """

    start: int
    end: int
    level: int


# A report has some dozens of headings; behind so many stands no more than text.
_MOST = 10_000
# The section whose wording stands at a flow offset, and where it ends, by edition, offset and limit.
Known: TypeAlias = dict[tuple[str, int, int], tuple[Named, int] | None]


def marks(flow: Flow, edition: Edition, *, reference: bool = False) -> list[Mark]:
    """
    The numerals that stand where a heading can begin, at most ten thousand; with `reference`, by the definition itself.
    """
    titles = names_of(edition).titles
    found = []
    text, lines = flow.text, flow.lines
    for begin, end in numerals(text, reference=reference):
        # A number of a table above a mark that lost its numeral.
        if end - 1 in lines and text[end - 2 : end - 1].isdigit():
            continue
        # The last value of a table and the digit of a heading below it stand side by side in the flow.
        start = end - 2 if text[end - 2].isdigit() and flow.opens_chunk(end - 2) else begin
        if _stands_free(flow, start, end) or _glued(flow, titles, start, end):
            found.append(Mark(start, end, _level(text[begin])))
            if len(found) == _MOST:
                break
    return found


def numerals(text: str, *, reference: bool = False) -> list[tuple[int, int]]:
    """
    Where the numerals stand in a flow, free or not.
    """
    if reference:
        return [each.span() for each in _REPORT.parse_string(text)]
    return [each.span(1) for each in _NEXT.finditer(text) if each.lastindex]


def _level(first: str) -> int:
    if first == "(":
        return 2
    return 3 if first.isdigit() else 1


def headings(
    flow: Flow, edition: Edition, found: Sequence[Mark], known: Known | None = None
) -> list[Heading]:
    """
    The headings that the marks open; those of sections know their section.

    What the marks of `flow` were found to name is kept in `known`, if it is given.
    """
    known = {} if known is None else known
    limits = [*(each.start for each in found[1:]), len(flow.text)]
    return [_heading(flow, edition, mark, limit, known) for mark, limit in zip(found, limits, strict=False)]


def _glued(flow: Flow, titles: tuple[str, ...], start: int, end: int) -> bool:
    """
    Whether a section's own heading stands here, glued to what is no list of headings; a digit has to be apart from it.
    """
    return (
        flow.text.startswith(titles, end)
        and (_level(flow.text[start]) == 1 or (flow.text[start].isdigit() and flow.opens_chunk(start)))
        and flow.text[start - 1] not in LISTING
    )


def _stands_free(flow: Flow, start: int, end: int) -> bool:
    """
    Whether a numeral can open a heading: at the start of a line, or behind a sentence or a table.
    """
    before = flow.text[start - 1] if start else ""
    if before == "第":
        # 第(五)项 of an article, whose line was cut.
        return False
    if flow.opens_line(start):
        return True
    if flow.text[end - 1] == ".":
        return before in "。;:!?"
    return before in _ENDS_SENTENCE or before.isdigit() or flow.opens_chunk(start)


def _heading(flow: Flow, edition: Edition, mark: Mark, limit: int, known: Known) -> Heading:
    text, at = flow.text, mark.end
    last = min(limit, at + LONGEST_TITLE)
    key = edition.id, at, last
    if key not in known:
        known[key] = named_at(flow, edition, at, last)
    named = known[key]
    stop = named[1] if named else _title_end(flow, at, limit)
    title = text[at:stop]
    inline = stop < len(text) and not flow.opens_line(stop)
    section, canonical = (named[0].form.id, title == named[0].title) if named else (None, False)
    return Heading(
        flow.span(mark.start, stop), mark.level, text[mark.start : at], title, section, canonical, inline
    )


def _title_end(flow: Flow, start: int, limit: int) -> int:
    """
    Where a sub-heading's title ends: with its line, its sentence or its colon.
    """
    match = _TITLE.match(flow.text, start, min(limit, start + LONGEST_TITLE))
    return flow.line_end(start, match.end() if match else start)


def unnumbered(flow: Flow, edition: Edition, found: Sequence[Heading]) -> list[Heading]:
    """
    Headings of sections that stand on a line of their own without a numeral, or with one that lost its mark.

    Only for sections that no numbered heading names; other wordings than the form's only if hardly any is numbered.
    """
    missing = [each for each in edition.sections if each.id not in {one.section for one in found}]
    if not missing:
        return []
    loosely = len(edition.sections) - len(missing) < _SOME
    lines = _named_lines(flow, edition, {each.id: each for each in missing}, loosely=loosely)
    added: list[Heading] = []
    last = 0
    for section in missing:
        own = [each for each in lines if each.section == section.id]
        behind = [each for each in own if each.span.start >= last] or own
        best = next((each for each in behind if each.canonical), behind[0] if behind else None)
        if best is not None:
            added.append(best)
            last = best.span.end
    return added


def _named_lines(
    flow: Flow, edition: Edition, missing: Mapping[str, SectionForm], *, loosely: bool
) -> list[Heading]:
    """
    The lines that are titles of these sections and nothing else; with `loosely`, in other words or between marks, too.

    Not those of a table of contents, which follow one another.
    """
    titles = {id: plain(each.title) for id, each in missing.items()}
    # Some extractions lose what stands alone in its font: numerals, and marks among words.
    numerals = {_without_marks(titles[id]): f"{each.numeral}、" for id, each in missing.items()}
    runs: list[list[Heading]] = []
    ended: int | None = None
    for start, end in pairwise([*flow.lines, len(flow.text)]):
        if end - start > LONGEST_TITLE:
            continue
        lead = (_LEAD if loosely else _UNMARKED).match(flow.text, start, end)
        at = lead.end() if lead else start
        numeral = numerals.get(_without_marks(flow.text[at:end]))
        if not loosely and (numeral is None or flow.text[start:at][:1] not in numeral):
            continue
        named = named_at(flow, edition, at, end)
        if named is None or named[0].form.id not in titles or not _TAIL.fullmatch(flow.text, named[1], end):
            continue
        title, section = flow.text[at : named[1]], named[0].form.id
        span = flow.span(at, named[1])
        if start != ended:
            runs.append([])
        runs[-1].append(Heading(span, 1, None, title, section, canonical=title == titles[section]))
        ended = end
    return [each for run in runs for each in (run if len(run) < _CONTENTS else _behind_contents(run))]


def _without_marks(title: str) -> str:
    return title.replace("、", "")


def _behind_contents(run: Sequence[Heading]) -> Sequence[Heading]:
    """
    The heading right behind a table of contents: what it names was named there.
    """
    return run[-1:] if run[-1].section in {each.section for each in run[:-1]} else ()


def digits(heading: Heading) -> str:
    """
    The Chinese digits of a heading's numeral: 五 of 五、 and of 第五部分.
    """
    return "".join(each for each in heading.numeral or "" if each in lex.HAN_DIGITS)


def loosely_named(edition: Edition, found: Sequence[Heading]) -> list[Heading]:
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
            if keys and digits(heading) == section.numeral:
                result[index] = evolve(heading, section=section.id)
                missing.pop(section.id)
    return _placed(edition, result)


def _placed(edition: Edition, found: Sequence[Heading]) -> list[Heading]:
    """
    `found` with first-level headings taken for a section that is still missing: by its numeral, its place and a word.

    Between two sections that are there, or before or behind all of them; not what has the key word of another one.
    """
    result = list(found)
    ids = [each.id for each in edition.sections]
    for at, section in enumerate(edition.sections):
        there = [(ids.index(each.section), each.span.start) for each in result if each.section]
        known = {each for each, _ in there}
        if at in known or len(known) < _SOME or not section.hint:
            continue
        first = max((start for each, start in there if each < at), default=-1)
        last = min((start for each, start in there if each > at), default=math.inf)
        others = [key for each in edition.sections if each is not section for key in each.key.split("|")]
        for index, each in enumerate(result):
            if (
                not each.section
                and each.level == 1
                and not each.inline
                and len(each.title) <= _LOOSE_TITLE
                and digits(each) == section.numeral
                and first < each.span.start < last
                and any(hint in each.title for hint in section.hint.split("|"))
                and not any(key in each.title for key in others)
            ):
                result[index] = evolve(each, section=section.id)
                break
    return result
