"""
Whose report it is, and whether it is one that the editions are for.

Older reports and look-alikes are declined, with the reason; they are not wrong.
"""

from functools import cache
from itertools import pairwise, takewhile

from attrs import evolve

from disclint.cache import compiled
from disclint.editions.lexicon import Lexicon
from disclint.grammar import front, stated
from disclint.grammar.sections import Outline
from disclint.phrases import Phrase, compile_phrase
from disclint.source import Flow, Source
from disclint.syntax import READ, Report, Title

BEFORE_2019, NOT_A_REPORT = "before-2019", "not-a-report"

_SOURCE_ORG = compiled(
    r"(?:来源|信息来源|发布机构|发布单位|单位|编制机关)[::]([一-龥]{3,30}?)(?=字体|浏览|发布|$|[^一-龥])"
)
# A page tells that in its head, if it does at all.
_HEAD = 200
_ACADEMIC = compiled(r"9月1日(?:起)?(?:至|到|-).{0,6}8月31日|学年")
FIRST_EDITION = 2019


def agency(
    source: Source, flow: Flow, lexicon: Lexicon, title: Title | None, outline: Outline
) -> tuple[str | None, str | None, str | None]:
    """
    The agency's name, kind and scope: by the title, the preamble, section one or the page's own lines.
    """
    name = title.agency if title else None
    end = flow.offset(outline.preamble_end)
    if name is None:
        name = stated.quoted(flow, end)[0] or stated.acting(flow, end, outline.sections)
    if name is None:
        tagged = (each.value for each in source.tags if each.name == "source")
        name = _source(flow, lexicon, max(end, _HEAD)) or next(tagged, None)
    if name is None:
        return None, None, None
    return name, lexicon.kind(name), lexicon.scope(name)


def _source(flow: Flow, lexicon: Lexicon, end: int) -> str | None:
    """
    Who the page says that it is from: a name that ends before something else, or with its line.
    """
    lines = [*takewhile(lambda each: each < end, flow.lines), min(end, len(flow.text))]
    for start, stop in pairwise(lines):
        match = _SOURCE_ORG.search(flow.text, start, stop)
        if match and lexicon.kind(match[1]):
            return match[1]
    return None


def judged(report: Report, flow: Flow, lexicon: Lexicon, *, fragment: bool) -> Report:
    """
    The report with its status: `declined` with a reason where the editions do not apply.
    """
    if fragment:
        return report
    reason = _reason(report, flow, lexicon)
    return report if reason is None else evolve(report, status="declined", reason=reason)


def _reason(report: Report, flow: Flow, lexicon: Lexicon) -> str | None:
    tables = [each for each in report.tables if each.state == READ]
    sections = {each.id for each in report.sections}
    if report.agency and any(each in report.agency for each in lexicon.lookalikes) and len(tables) < 2:
        return NOT_A_REPORT
    if len(tables) < 2 and _ACADEMIC.search(flow.text[:1500]):
        return NOT_A_REPORT
    if report.year is not None and report.year < FIRST_EDITION and not _by_form(report):
        return BEFORE_2019
    if not tables and _legacy(report, lexicon):
        return BEFORE_2019
    named = report.title is not None and not front.is_summary(report.title)
    if not tables and len(sections) < 2 and (not named or len(sections) == 0):
        return NOT_A_REPORT
    return None


def _by_form(report: Report) -> bool:
    """
    Whether all three tables stand there in spite of the year: then the year is the slip.
    """
    return sum(each.state == READ for each in report.tables) >= 3


def _legacy(report: Report, lexicon: Lexicon) -> bool:
    titles = [each.title for each in report.headings if each.level == 1 and not each.section]
    return any(phrase.search(each) for phrase in _phrases(lexicon.legacy_headings) for each in titles)


@cache
def _phrases(words: tuple[str, ...]) -> tuple[Phrase, ...]:
    return tuple(compile_phrase(each) for each in words)
