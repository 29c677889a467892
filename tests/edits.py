"""
What somebody does to a report: types, pastes, deletes; and whole lines of it: rows, headings, the title.
"""

from collections.abc import Sequence
from random import Random

# What somebody types, pastes or loses; digits are drawn apart.
PIECES = (
    *"，。；：、（）《》“”|年月日件条一二三 \n", "\n\n", "。\n", "；\n", "其中", "2019年", "同比增长12.5%", "占45.9%",
    "共收到政府信息公开申请12件", "予以公开5件", "结转1件", "行政复议2件", "我局", "（以下简称《条例》）", "一、", "（一）", "1.",
    "此外，", "10件，", "13800138000", "信息处理费300元", "总计", "截至2023年12月31日", "0 ", "１２", "均已办结",
)  # fmt: skip
# Lines that a report has of its own kind.
HEADINGS = (
    "二、主动公开政府信息情况",
    "（二）工作开展情况",
    "三、收到和处理政府信息公开申请情况",
    "七、附件",
)
TITLES = (
    "某某县教育局2022年政府信息公开工作年度报告",
    "政府信息公开工作年度报告",
    "某市人民政府2023年度政府信息公开报告",
)

Change = tuple[int, int, str]


def drawn(dice: Random, text: str) -> Change:
    """
    An edit: where something begins and ends that gives way, and to what.
    """
    at, sort = dice.randrange(len(text)), dice.random()
    if sort < 0.25:
        return at, at, dice.choice(PIECES)
    if sort < 0.4:
        return at, min(len(text), at + dice.randint(1, 3)), ""
    digits = [place for place, each in enumerate(text) if each.isdigit()]
    if sort < 0.6 and digits:
        at = dice.choice(digits)
        return at, at + 1, dice.choice("0123456789")
    if sort < 0.7:
        start = dice.randrange(len(text))
        return at, at, text[start : start + dice.randint(1, 25)]
    if sort < 0.75:
        return at, min(len(text), at + dice.randint(5, 60)), ""
    return _of_lines(dice, text)


def _of_lines(dice: Random, text: str) -> Change:
    """
    A line goes, comes again somewhere, gives way to another or to a heading or a title.
    """
    starts = [0, *(place + 1 for place, each in enumerate(text) if each == "\n" and place + 1 < len(text))]
    line = _line(text, starts, dice.randrange(len(starts)))
    other = text[slice(*_line(text, starts, dice.randrange(len(starts))))]
    sort = dice.random()
    if sort < 0.3:
        return *line, ""
    if sort < 0.5:
        return line[0], line[0], other
    if sort < 0.6:
        return *line, other
    if sort < 0.8:
        return line[0], line[0], f"{dice.choice(HEADINGS)}\n"
    # The title stands in one of the first lines, as far as a text has lines.
    first = _line(text, starts, min(len(starts) - 1, dice.randrange(3)))
    return (
        (*first, f"{dice.choice(TITLES)}\n")
        if dice.random() < 0.5
        else (first[0], first[0], dice.choice(TITLES))
    )


def _line(text: str, starts: Sequence[int], number: int) -> tuple[int, int]:
    """
    Where a line begins, and where the next does.
    """
    return starts[number], starts[number + 1] if number + 1 < len(starts) else len(text)
