"""
Who reports, and on which year, where no title says it: the preamble, the page, the first sentence.

    announced := agency? year agency? "政府信息公开" … "报告"  |  "现将" … year … "公开" … "如下"
    drawn up  := "由" agency ("编制" | …)  |  ("请与" | "请联系") agency office? ("联系" | …)
    acting    := year "," ("在" … "下,")? agency ("坚持" | "认真" | …)      the subject of section one
    opening   := year ("," | "以来" | …)     the first words of the preamble or of section one

Refuses names that do not end as an agency's does.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from disclint.cache import compiled
from disclint.grammar.completed import AGENCY_LINE
from disclint.source import Flow
from disclint.syntax import Section

# A sentence that announces the report: the year is found first, and what stands before it then.
_QUOTED = compiled(
    r"(?P<year>20\d\d)年?度?(?P<second>[一-龥]{0,30}?)政府信息公开(?:工作)?(?:年度)?(?:工作)?报告"
)
_SHORT_FORM = compiled(r"\((?:以下)?简称[^()]{2,40}\)\Z")
_HAN_BEFORE, _MOST_HAN = compiled(r"[一-龥]*+\Z"), 40
# Who has drawn it up, and whom to ask; the office of a government may write for either.
_NAMED = compiled(
    r"由(?P<by>[一-龥]{4,40}?)(?:按照|根据|依据|负责)?(?:编制|撰写|编写)"
    r"|(?:请与|请联系|请咨询):?(?P<asked>[一-龥]{2,40}?(?:局|委员会|委(?!员)|厅|镇人民政府|乡人民政府|街道办事处))(?:[一-龥]{0,12}(?:办公室|科))?(?:联系|[(,:;。])"
)
_OFFICE = ("办公室", "办", "办公厅", "小组", "中心")
# The office of a body that is small enough to have but one speaks for it.
_BODY_OF_OFFICE = compiled(
    r"(?P<body>[一-龥]{2,30}?(?:[镇乡]人民政府|街道办事处|局|委员会))[一-龥]{0,6}办公室"
)
# What stands around the agency's name where a sentence announces the report.
_ANNOUNCING = compiled(
    r"\A(?:本(?:年度)?(?:报告|年报))?由|现将|现就|现|特|公布|编制|发布|形成|制作|撰写|公开|了|将|有关|规定|要求|如下"
)
# The sentence of a preamble that stands under the heading of section one.
_SELF = compiled(r"本(?:年度)?(?:报告|年报)[^。]{0,120}?由[一-龥]{4,40}?(?:编制|撰写|编写)")
# The subject of the sentence that tells of the year's work.
_ACTING = compiled(
    r"(?:20\d\d年?度?(?:以来)?,?)(?:在[^,。;]{2,40}下,)?(?P<name>[一-龥()]{4,30}?)"
    r"(?=坚持|认真|严格|高度|深入|持续|积极|全面|始终|紧紧|紧扣|切实|坚决|主动公开|共?收到|按照|根据|以习|以提|以公|在区|在市|在县|在省|不断|扎实|贯彻|聚焦|围绕|立足|依托)"
)
# 全市 and 我局 are no names, 各部门 are others.
_NO_NAME = ("全", "我", "各", "本", "在", "为", "按", "根据")
# Whose requirements a report is written by is not who writes it.
_BY_WHOM = ("按照", "根据", "依据", "依照", "遵照", "参照", "对照", "落实")
_TOLD = compiled(
    r"(?:现[将就][^。;《》]{0,20}?(?=20\d\d年?度?[^。;《》]{0,20}?公开[^。;《》]{0,16}?如下)|汇报[我本]?[一-龥]{0,4}?(?=20\d\d年?度?政府信息公开))(?P<year>20\d\d)"
)
_OPENING = compiled(r"(?P<year>20\d\d)年?度?(?:以来|来|,|我|本|全)")
_YEARS = compiled(r"(20\d\d)年(?!度?(?:结转|末|底))")
# Not years that the preamble tells of: those of days, and of lines that the page puts around the title.
_DAYS = compiled(r"20\d\d年\d{1,2}月\d{1,2}日?")
_OF_PAGE = compiled(
    r"首页|当前位置|(?:发布|公开|更新|生成)(?:日期|时间)|索引号|来源:|今天是|星期|(?:浏览|阅读|点击|访问)(?:次数|人次|量|数)|字体|字号"
)
_SO_MUCH, _AGAIN = 600, 2
_MARKS = "。:;"


def quoted(flow: Flow, end: int, start: int = 0) -> tuple[str | None, int | None]:
    """
    The agency and year that the preamble names when it announces the report.
    """
    match = _QUOTED.search(flow.text, start, end)
    # A path or a line of links above the sentence is no part of a name.
    named = (
        [_before(flow.text, max(start, flow.paragraph(match.start())[0]), match.start()), match["second"]]
        if match
        else []
    )
    split = [part for each in named for part in _ANNOUNCING.split(each)]
    parts = [part for part in split if AGENCY_LINE.fullmatch(part) and not part.startswith(_BY_WHOM)]
    name = parts[-1] if parts else _drawn_up_by(flow, start, end)
    # A counter (阅读次数:2023) on the line above a title is no year of it.
    match = next(
        (each for each in _QUOTED.finditer(flow.text, start, end) if _is_whole(flow, *each.span())), None
    )
    match = match or _TOLD.search(flow.text, start, end)
    return name, int(match["year"]) if match else None


def _is_whole(flow: Flow, start: int, end: int) -> bool:
    """
    Whether no line of the page's ends inside a stretch.
    """
    if flow.broken(start, end):
        return False
    if flow.line_end(start, end) == end:
        return True
    line = flow.offset(flow.folded[: flow.origin(start)].rfind("\n"))
    return _OF_PAGE.search(flow.text, line, start) is None


def _before(text: str, start: int, at: int) -> str:
    """
    The Chinese characters before a place, or before the short form in brackets that stands there.
    """
    short = _SHORT_FORM.search(text, start, at)
    at = short.start() if short else at
    found = _HAN_BEFORE.search(text, max(start, at - _MOST_HAN), at)
    return found.group() if found else ""


def _drawn_up_by(flow: Flow, start: int, end: int) -> str | None:
    for match in _NAMED.finditer(flow.text, start, end):
        name = match["by"] or match["asked"]
        office = _BODY_OF_OFFICE.fullmatch(name)
        name = office["body"] if office else name
        if AGENCY_LINE.fullmatch(name) and not name.endswith(_OFFICE):
            return name
    return None


def acting(flow: Flow, preamble_end: int, sections: Sequence[Section]) -> str | None:
    """
    The agency that section one, or else the preamble, tells of in its first sentences.
    """
    begin, stop = _overview(flow, preamble_end, sections)
    announced = _SELF.search(flow.text, begin, min(stop, begin + _SO_MUCH))
    drawn_up = _drawn_up_by(flow, *announced.span()) if announced else None
    if drawn_up is not None:
        return drawn_up
    for start, end in ((begin, stop), (0, preamble_end)):
        for match in _ACTING.finditer(flow.text, start, min(end, start + _SO_MUCH)):
            name, at = match["name"], match.start()
            begins = at == start or flow.opens_line(at) or flow.text[at - 1] in _MARKS
            if begins and AGENCY_LINE.fullmatch(name) and not _is_no_name(name):
                return name
    return None


def _is_no_name(words: str) -> bool:
    return words.startswith(_NO_NAME) or words.endswith("网站")


def spoken_of(flow: Flow, end: int, sections: Sequence[Section]) -> int | None:
    """
    The year that section one names again and again, more often than all others together.

    Else the one that section one or the preamble, up to `end`, begins with or says that it tells of, if others
    are not named as often.
    """
    start, stop = _overview(flow, end, sections)
    named = Counter(int(each) for each in _YEARS.findall(flow.text, start, stop))
    often = (year for year, times in named.items() if times >= _AGAIN and times * 2 > named.total())
    if (year := next(often, None)) is not None:
        return year
    first = (
        _OPENING.match(flow.text, 0, end)
        or _OPENING.match(flow.text, start, stop)
        or _TOLD.search(flow.text, start, min(stop, start + _SO_MUCH))
    )
    if first is None:
        return None
    named.update(_of_preamble(flow, end))
    opening = int(first["year"])
    return opening if named[opening] * 2 > named.total() else None


def _of_preamble(flow: Flow, end: int) -> Iterator[int]:
    """
    The years that the preamble tells of, up to a place.
    """
    lines = [each for each in flow.lines if each < end]
    for first, last in pairwise([*lines, end]):
        if not _OF_PAGE.search(flow.text, first, last):
            yield from (int(each) for each in _YEARS.findall(_DAYS.sub("", flow.text[first:last])))


def _overview(flow: Flow, preamble_end: int, sections: Sequence[Section]) -> tuple[int, int]:
    """
    Where section one begins and ends; it is nothing behind the preamble if it is not there.
    """
    nothing = preamble_end, preamble_end
    return next((flow.bounds(each.body) for each in sections if each.id == "overview"), nothing)
