"""
The lines that a web site puts before and after a report.
"""

from random import Random

from bench.reports.draft import Draft

_BREADCRUMBS = (
    "您现在的位置：首页 > 政府信息公开 > 政府信息公开年报",
    "当前位置：首页>政务公开>法定主动公开内容>年度报告",
    "首页 > 信息公开年报 > {year}年",
)
_DATELINES = (
    "发布日期：{date} 浏览次数： 来源：{agency} 字体：[ 大 中 小 ]",
    "发布日期：{date} {clock} 信息来源：{agency}",
    "发布时间：{date} {clock} 来源：{agency} 【字体：大 中 小】",
    "{agency} 发布日期：{date}",
)
_FOOTERS = (
    "【打印本稿】【关闭窗口】",
    "【返回顶部】【打印本稿】",
    "扫一扫在手机打开当前页",
)


def before(draft: Draft, random: Random) -> list[str]:
    """
    Breadcrumb and index, which stand above the title.
    """
    lines = []
    if draft.chrome.breadcrumb:
        lines.append(random.choice(_BREADCRUMBS).format(year=draft.facts.year))
    if draft.chrome.index:
        number = random.randint(1000, 9999)
        lines.append(f"索引号：11{number}-0{random.randint(1, 9)}-{draft.facts.year + 1}")
    return lines


def below_title(draft: Draft, random: Random) -> list[str]:
    """
    The line with the date of publication.
    """
    if not draft.chrome.dateline:
        return []
    clock = f"{random.randint(8, 17):02}:{random.randint(0, 59):02}"
    facts = draft.facts
    words = {"date": facts.published, "clock": clock, "agency": facts.agency.name}
    return [random.choice(_DATELINES).format(**words)]


def after(draft: Draft, random: Random) -> list[str]:
    """
    Buttons, and sometimes a 0 left over from a counter.
    """
    lines = [random.choice(_FOOTERS)] if draft.chrome.footer else []
    return [*lines, "0"] if draft.chrome.lone_zero else lines
