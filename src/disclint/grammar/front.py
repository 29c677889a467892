"""
The title, and what it says of the agency and the year.

    title  := mark? agency? year? name     in either order, on one line or two
    year   := digit{4} "年"? "度"?
    name   := "政府信息公开" "工作"? ("年度报告" | "年报" | "总结" | …)

Refuses lines that are sentences: a title has no full stop inside and does not quote itself.
"""

import re
from collections import Counter
from functools import lru_cache
from itertools import chain, islice, pairwise, takewhile

import pyparsing as pp
from attrs import evolve

from disclint.cache import compiled
from disclint.grammar.completed import AGENCY_LINE, with_agency_above, with_year_below
from disclint.source import Flow, Source, Span
from disclint.source.light import light
from disclint.syntax import Title

_YEAR = r"(?:(?P<year>(?:19|20)\d\d)年?度?)"
_NAME = (
    r"(?P<name>(?:政府政务|政府信息|政务信息|政府|政务)?(?:信息)?公开(?:工作|[工作](?=年))?(?:(?P<late>(?:19|20)\d\d)年?)?"
    r"(?:情况)?(?:的)?(?:工作)?(?:年度|年)?(?:工作)?(?:告年度报|报告|年报(?:报告)?|度报告|报|总结(?:报告)?))"
)
_TITLE = pp.Regex(compiled(
    r"(?:标题:?|名称:?|\[[^\]]{1,6}\])?(?:关于)?(?P<agency>[^,。;!?《》:\d]{0,40}?)" + _YEAR
    + r"?(?:关于)?(?P<second>[^,。;!?《》:>»›\d]{0,40}?)(?:的)?" + _NAME + r"(?:\((?P<behind>(?:19|20)\d\d)年?度?\)|\([^()]{1,8}\)|\[[^\[\]]{1,40}\]|。|[-_].{1,20}|草案|[一-龥]{1,4}稿)?"
))  # fmt: skip
_TITLE.set_name("title")
_SUMMARY = compiled("总结(?:报告)?$")
# No line ends with these that is complete: 2024|年, 政|府, 政府|信息公开.
_OPEN_END = compiled("(?:[0-9]|政府?)$")
# What is refused stands in most sentences before any of the name's words; it is cheaper to see than a title to try.
_MAY_BE = compiled(r"\[|[^,。;!?《》]*?公开[^,。;!?《》]*?(?:报|总结)")
# What parts the title of a page from the name of its site.
_SITE = re.compile(r"[-_|—–]|\s·\s")
# A title in the middle of a line, behind what the page says around it.
_AMID = compiled(
    r"(?:(?P<year>20\d\d)年度?)?(?P<agency>[一-龥()·]{2,40}?)(?:(?P<after>20\d\d)年?度?)?" + _NAME
)
_CHROME = compiled(r"年度报告|公开年报|信息公开|当前位置|发布日期|公开日期|信息来源|来源|发布机构|索引号")
# What a page says on the line of a title, apart from it: where the reader is.
_WAY = compiled(
    r"(?:[您你]?(?:的)?(?:当前|所在)?(?:的)?位置:?)?"
    r"(?>(?:网站)?首页|(?:政府|政务)?信息公开(?:专栏|年报|目录)?|政务公开|公开年报|年度报告|年报|公开|正文|[>»›]|(?<=[>»›])[^>»›,。;!?《》]{1,24}(?=[>»›]))++"
)
_HEAD, _BEGINS_TEXT = 400, "《,。;"
# The groups of a title's year: before the name, in it, behind it in brackets.
_YEARS = ("year", "late", "behind")
# What the text begins with where nothing keeps it apart from its title.
_OPENINGS = (
    "根据",
    "依据",
    "按照",
    "依照",
    "本报告",
    "本年度报告",
    "为落实",
    "为贯彻",
    "现将",
    "现公布",
    "一、",
    "发布日期",
    "来源",
)
_LOOKED_AT = 40
_LONGEST = 75


@light
class _Line:
    start: int
    end: int


def title(source: Source, flow: Flow, limit: int) -> Title | None:
    """
    The title before flow offset `limit`, else the page's own title.

    Pages name reports of other years in their menus: the year that is named most often is the report's, the
    last of several; `repeated` are the places where the title stands again.
    """
    lines = _lines(flow, limit)
    read = (_read(flow, lines, index) for index in range(len(lines)))
    titles = [each for each in read if each is not None]
    # Menus and neighbours on a page are called so, too; a report's title goes before.
    titles = [each for each in titles if not is_summary(each)] or titles
    page = _of_page(source)
    if len(titles) < 2:
        return titles[0] if titles else page
    years = Counter(each.year for each in (*titles, *([page] if page else [])) if each.year is not None)
    most = max(years.values(), default=0)
    year = next((each.year for each in reversed(titles) if each.year and years[each.year] == most), None)
    of_year = [each for each in titles if each.year == year] or titles
    found = next((each for each in of_year if each.agency), of_year[0])
    repeated = tuple(each.span for each in titles if each is not found and _same(found, each))
    return evolve(found, repeated=repeated) if repeated else found


def is_summary(found: Title) -> bool:
    """
    Whether a title is that of a summary (总结), which may be a report by another name, or none at all.
    """
    return _SUMMARY.search(found.text) is not None


def is_title(flow: Flow, start: int, end: int) -> bool:
    """
    Whether the words between two flow offsets are a report's title.
    """
    return end - start <= _LONGEST and _match(flow.text[start:end]) is not None


def _lines(flow: Flow, limit: int) -> list[_Line]:
    starts = takewhile(lambda each: each < limit, flow.lines)
    return [_Line(*each) for each in islice(pairwise(chain(starts, [limit])), _LOOKED_AT)]


def _read(flow: Flow, lines: list[_Line], index: int) -> Title | None:
    line = lines[index]
    way = _WAY.match(flow.text, line.start, line.end)
    # What looks like the way there may be the title's own words, with a blank between them.
    behind = _Line(way.end(), line.end) if way and flow.opens_chunk(way.end()) else None
    return (behind and _begun(flow, lines, index, behind)) or _begun(flow, lines, index, line)


def _begun(flow: Flow, lines: list[_Line], index: int, line: _Line) -> Title | None:
    length = line.end - line.start
    if length > _LONGEST and not flow.text.startswith(("标题", "名称"), line.start):
        return _inline(flow, line)
    words = flow.text[line.start : line.end]
    match = _match(words)
    if match is not None:
        found = _title(flow, line.start, match)
        if index + 1 < len(lines):
            found = with_year_below(flow, found, (lines[index + 1].start, lines[index + 1].end))
        return (
            with_agency_above(flow, found, (lines[index - 1].start, lines[index - 1].end)) if index else found
        )
    return _broken(flow, line, lines[index + 1] if index + 1 < len(lines) else None)


def _broken(flow: Flow, line: _Line, below: _Line | None) -> Title | None:
    """
    A title that a line end cuts inside a word, so that neither line is one, or the second one without the year.
    """
    if below is None or below.end - line.start > _LONGEST:
        return None
    own, joined = (_match(flow.text[start : below.end]) for start in (below.start, line.start))
    if joined is None or (own is not None and not _is_cut(flow.text[line.start : line.end], own, joined)):
        return None
    return _title(flow, line.start, joined)


def _is_cut(above: str, own: re.Match[str], joined: re.Match[str]) -> bool:
    """
    Whether what looks like a title lacks its year, and the beginning of a word, which stand in the line above.
    """
    alone, together = (any(each[one] for one in _YEARS) for each in (own, joined))
    return together and not alone and _OPEN_END.search(above) is not None


@lru_cache(maxsize=256)
def _match(words: str) -> re.Match[str] | None:
    if _MAY_BE.match(words) is None:
        return None
    # Groups are wanted as spans, which pyparsing does not keep: its compiled pattern is used.
    match: re.Match[str] | None = _TITLE.re.fullmatch(words)
    if match is None or not match["name"].startswith(("政", "信息公开")):
        return None
    if _SUMMARY.search(match["name"]) and "信息公开" not in match["name"]:
        return None
    return match


def _inline(flow: Flow, line: _Line) -> Title | None:
    """
    A title at the head of a report that lost its line ends.
    """
    head = flow.text[line.start : line.start + _LONGEST]
    at = head.find("报告")
    match = _match(head[: at + 2]) if at >= 0 else None
    after = line.start + at + 2
    if match is not None and (flow.opens_chunk(after) or flow.text.startswith(_OPENINGS, after)):
        return _title(flow, line.start, match)
    return _amid(flow, line)


def _amid(flow: Flow, line: _Line) -> Title | None:
    """
    A title that page furniture stands before, on a line that goes on with the first sentence.
    """
    near = flow.text[line.start : min(line.end, line.start + _HEAD)]
    head = "".join(takewhile(lambda each: each not in _BEGINS_TEXT, near))
    for match in _AMID.finditer(head):
        written = match["late"] or match["after"] or match["year"]
        start = _name_start(flow, line.start, match)
        agency = head[start : match.end("agency")]
        if written is None or not AGENCY_LINE.fullmatch(agency):
            continue
        group = next(each for each in ("late", "after", "year") if match[each])
        begin = match.start() if group == "year" and start == match.start("agency") else start
        return Title(
            flow.span(line.start + begin, line.start + match.end()),
            head[begin : match.end()],
            agency,
            flow.span(line.start + start, line.start + match.end("agency")),
            int(written),
            flow.span(line.start + match.start(group), line.start + match.end(group)),
        )
    return None


def _name_start(flow: Flow, offset: int, match: re.Match[str]) -> int:
    # The name is what follows the last piece of furniture, or the last gap in the line.
    start = match.start("agency")
    for found in _CHROME.finditer(match.string, start, match.end("agency")):
        start = found.end()
    gaps = [each for each in range(start, match.end("agency")) if flow.opens_chunk(offset + each)]
    return gaps[-1] if gaps else start


def _title(flow: Flow, offset: int, match: re.Match[str]) -> Title:
    group = "agency" if match["agency"] else "second"
    agency = match[group] or None
    year = next((each for each in _YEARS if match[each]), "year")
    start = match.start("agency") if match["agency"] or match["year"] else match.start("second")
    end = match.end() if match["behind"] else match.end("name")
    return Title(
        flow.span(offset + start, offset + end),
        match.string[start:end],
        _cleaned(agency),
        flow.span(offset + match.start(group), offset + match.end(group)) if agency else None,
        int(match[year]) if match[year] else None,
        flow.span(offset + match.start(year), offset + match.end(year)) if match[year] else None,
    )


def _cleaned(agency: str | None) -> str | None:
    if agency is None:
        return None
    words = re.sub(r"^.*(?:>|»)", "", agency).lstrip("()- ").rstrip("(- ").removesuffix("关于")
    words = words if "(" in words else words.rstrip(")")
    # Both 人民政府 and 政府信息公开 want the two characters between 人民 and 信息公开.
    words = f"{words}政府" if words.endswith("人民") else words
    words = re.sub(r"^[现特](?:面?向社会)?(?:公布|公开|发布|将)", "", words)
    return words or None


def _same(one: Title, other: Title) -> bool:
    return one.text == other.text or (one.year == other.year and one.agency == other.agency)


def _of_page(source: Source) -> Title | None:
    """
    The title that the page gives itself outside its text; its place is the text's beginning.
    """
    for tag in source.tags:
        if tag.name != "title":
            continue
        for words in (tag.value, _SITE.split(tag.value)[0]):
            flow = Flow.of(words)
            match = _match(flow.text)
            if match:
                nowhere = Span(0, 0)
                whole = _title(flow, 0, match)
                return evolve(whole, span=nowhere, agency_span=nowhere, year_span=nowhere)
    return None
