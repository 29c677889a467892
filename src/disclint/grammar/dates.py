"""
Days, the statistical period, the date of publication, and the numbers of documents cited.

    day      := (digit{4} "年")? digit{1,2} "月" digit{1,2} ("日" | "号")? | digit{4} "-" digit{1,2} "-" digit{1,2}
    period   := noun … day … ("至" | "到" | "-") … day
    citation := office "[" digit{4} "]" digit+ "号" | "国务院令" "第" digit+ "号"
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import pyparsing as pp

from disclint.cache import compiled
from disclint.phrases import Phrase, compile_phrase
from disclint.source import Flow, Source, Span
from disclint.syntax import Citation, Day, Period

# Where digits stand before a month without a year, extraction has eaten a 年: 20221月1日.
_DAY = (
    r"(?:(?P<{0}y>\d{{4}})(?:年|(?P<{0}s>[-./]))|(?<!\d))(?P<{0}m>\d{{1,2}})(?({0}s)(?P={0}s)|月)"
    r"(?P<{0}d>\d{{1,2}})(?:[日号]|(?({0}s)(?!\d)|(?=止|至|到|。|,)))"
)
_TO = r"(?:起|始|开始|零时)?[,、]?(?:起)?(?:至|到|-|~|截至|截止到)+(?:当年|同年|本年|本年度|次年)?[,]?"
_RANGE = pp.Regex(_DAY.format("a") + _TO + _DAY.format("b") + "(?:止|期间)?")
_RANGE.set_name("period")
_ONE = compiled(_DAY.format("a"))
_DAMAGED = compiled(r"\d{5,8}[月日]|\d{4}(?:年)?1231|\d{6,}至")
# A day and a time of day on a line of their own below the title.
_STAMPED = compiled(r"(20\d\d)[-/.年](\d{1,2})[-/.月](?P<day>\d{1,2})日?(?=(?:[01]?\d|2[0-3]):[0-5]\d)")
# Digits that changed places make a day of another century: that is for rules to say.
_PUBLISHED = compiled(
    r"(?:发布|公开|发文|成文|生成|公布|发表|印发)(?:日期|时间|于)[::]?[\[(]?"
    r"(?P<y>2\d{3})(?:-|年|/|\.)(?P<m>\d{1,2})(?:-|月|/|\.)(?P<d>\d{1,2})"
    r"|(?<![采集更新访问检索修改止计])(?:日期|时间)[::](?P<y2>2\d{3})(?:-|年|/|\.)(?P<m2>\d{1,2})(?:-|月|/|\.)(?P<d2>\d{1,2}+)"
    # A stretch of days is what the figures are counted for.
    r"(?!日?(?:起|至|到|-|~))"
)
# A day alone, in brackets or not, right below the title.
_BELOW = compiled(r"[(]?(20\d\d)[-/.年](\d{1,2})[-/.月](?P<day>\d{1,2}+)日?[)]?")
_NEAR = 40
_NUMBERED = pp.Regex(
    r"(?P<office>[一-龥]{2,14})[\[(]?(?P<year>20\d\d|19\d\d)[\])](?:第)?(?P<number>\d{1,4})号"
    r"|(?P<order>国务院令|国务院|国令|中华人民共和国国务院令)[,]?(?:\([^()]{0,12}\))?第?(?P<of>\d{2,4})号(?:令)?"
)
_NUMBERED.set_name("document number")
_MARK, _LONGEST = re.compile("号"), 26
_BEFORE_OFFICE = compiled(
    r"^.*(?:根据|依据|依照|按照|以及|关于|落实|执行|和|及|与|照|按|据|由|经|在|对|将|以|的|了|文件|通知|要求|附件)(?=..)"
)
_REACH = 60


@cache
def _nouns(words: tuple[str, ...]) -> tuple[Phrase, ...]:
    return tuple(compile_phrase(each) for each in words)


def period(flow: Flow, nouns: Sequence[str], stretches: Sequence[tuple[int, int]]) -> Period | None:
    """
    The statistical period in these stretches of the flow; without days where extraction ate the digits.
    """
    for start, end in stretches:
        found = _with_noun(flow, nouns, start, end) or _bare(flow, start, end)
        if found is not None:
            return found
    return None


def _with_noun(flow: Flow, nouns: Sequence[str], start: int, end: int) -> Period | None:
    damaged: Period | None = None
    for phrase in _nouns(tuple(nouns)):
        for noun in phrase.find(flow, start, end):
            reach = flow.text[noun.end : min(end, noun.end + _REACH)]
            match = _RANGE.re.search(reach)
            if match is not None and "。" not in reach[: match.start()]:
                return _period(flow, noun.start, noun.end, match)
            one = _ONE.search(reach)
            if one is not None and "。" not in reach[: one.start()] and one["ad"] and one["am"] == "12":
                span = flow.span(noun.start, noun.end + one.end())
                return Period(span, None, _day(flow, noun.end, one, "a"))
            if damaged is None and (found := _DAMAGED.search(reach[:30])):
                damaged = Period(flow.span(noun.start, noun.end + found.end()), None, None)
    return damaged


def _bare(flow: Flow, start: int, end: int) -> Period | None:
    """
    A range of days from a first of January or to an end of December, without the usual noun.
    """
    for match in _RANGE.re.finditer(flow.text, start, end):
        whole_year = (match["am"], match["ad"]) == ("1", "1") or (
            match["bm"],
            match["bd"],
        ) == ("12", "31")
        if whole_year:
            return _period(flow, match.start(), 0, match)
    return None


def _period(flow: Flow, start: int, offset: int, match: re.Match[str]) -> Period:
    first, last = _day(flow, offset, match, "a"), _day(flow, offset, match, "b")
    return Period(flow.span(start, offset + match.end()), first, last)


def _day(flow: Flow, offset: int, match: re.Match[str], which: str) -> Day:
    year = match[f"{which}y"]
    start = match.start(f"{which}y") if year else match.start(f"{which}m")
    end = match.end(f"{which}d")
    if flow.text[offset + end : offset + end + 1] in ("日", "号"):
        end += 1
    return Day(flow.span(offset + start, offset + end), int(year) if year else None,
               int(match[f"{which}m"]), int(match[f"{which}d"]))  # fmt: skip


def published(source: Source, flow: Flow, end: int) -> Day | None:
    """
    The date on which the page says it was published; looked for before the report begins.
    """
    head = flow.text[:end]
    for match in _PUBLISHED.finditer(head):
        more = "" if match["y"] else "2"
        year, month, day = f"y{more}", f"m{more}", f"d{more}"
        span = flow.span(match.start(year), match.end(day))
        return Day(span, int(match[year]), int(match[month]), int(match[day]))
    for match in _STAMPED.finditer(head):
        if flow.opens_line(match.start()) and "报告" in head[: match.start()]:
            return Day(flow.span(match.start(), match.end("day")), *(int(each) for each in match.groups()))
    below = _below(flow, head)
    if below is not None:
        return below
    for tag in source.tags:
        match_tag = (
            re.match(r"\s*(20\d\d)\D(\d{1,2})\D(\d{1,2})", tag.value) if tag.name == "published" else None
        )
        if match_tag:
            return Day(Span(0, 0), *(int(each) for each in match_tag.groups()))
    return None


def _below(flow: Flow, head: str) -> Day | None:
    for match in _BELOW.finditer(head):
        alone = flow.opens_line(match.start()) and (
            match.end() == len(flow.text) or flow.opens_line(match.end())
        )
        if alone and "报告" in head[: match.start()][-_NEAR:]:
            return Day(flow.span(match.start(1), match.end("day")), *(int(each) for each in match.groups()))
    return None


def citations(flow: Flow) -> Iterator[Citation]:
    """
    Every document number in the text.
    """
    for mark in _MARK.finditer(flow.text):
        # A number is short: only what stands before each 号 is looked at.
        near = [*_NUMBERED.re.finditer(flow.text, mark.start() - _LONGEST, mark.end() + len("令"))]
        if near and near[-1].end() >= mark.end():
            yield _citation(flow, near[-1])


def _citation(flow: Flow, match: re.Match[str]) -> Citation:
    if match["order"]:
        span = flow.span(match.start(), match.end())
        return Citation(span, "国务院令", None, int(match["of"]), match.group())
    office = match["office"]
    lead = _BEFORE_OFFICE.match(office)
    start = match.start() + (lead.end() if lead else 0)
    office = office[lead.end() :] if lead else office
    written = flow.text[start : match.end()]
    return Citation(
        flow.span(start, match.end()),
        office,
        int(match["year"]),
        int(match["number"]),
        written,
    )
