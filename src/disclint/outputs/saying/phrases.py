"""
A phrase as a reader sees it: 共收到〈件数〉 for `{共|共计}{..4}收到{n:count}`.
"""

from collections.abc import Mapping

from disclint.phrases.grammar import parse
from disclint.phrases.nodes import Choice, Edge, Gap, Guard, Item, Sequence, Typed, Words

# A dozen ways to say it are enough to understand what is meant.
_MOST = 10
_KINDS: Mapping[str, tuple[str, str]] = {
    "count": ("件数", "count"),
    "money": ("金额", "amount"),
    "percent": ("百分数", "percentage"),
    "year": ("年份", "year"),
    "day": ("日期", "date"),
    "number": ("数字", "number"),
}


def kind(type: str, lang: str) -> str:
    """
    What a capture of a type is called.
    """
    return _KINDS.get(type, (type, type))[lang != "zh"]


def said(phrase: str, lang: str) -> str:
    """
    The phrase, with alternatives parted by strokes, what may be missing in square brackets, gaps as dots.
    """
    return _sequence(parse(phrase), lang, outermost=True)


def _sequence(sequence: Sequence, lang: str, *, outermost: bool = False) -> str:
    alone = outermost and len(sequence.items) == 1
    return "".join(_item(each, lang, alone=alone) for each in sequence.items)


def _item(item: Item, lang: str, *, alone: bool) -> str:
    match item:
        case Words(text=text):
            return text
        case Gap():
            return "…"
        case Typed(type=type):
            return f"〈{kind(type, lang)}〉"
        case Edge(side=side):
            begins = side == "^"
            return (
                ("〈段首〉" if begins else "〈段末〉")
                if lang == "zh"
                else ("〈begin〉" if begins else "〈end〉")
            )
        case Choice(options=options, optional=optional):
            listed = _listed(options, lang)
            return f"[{listed}]" if optional else listed if alone or len(options) == 1 else f"({listed})"
        case Guard(options=options, before=before):
            where = ("前面不是", "not after ") if before else ("后面不是", "not before ")
            return f"〈{where[lang != 'zh']}{_listed(options, lang)}〉"


def _listed(options: tuple[Sequence, ...], lang: str) -> str:
    shown = [_sequence(each, lang) for each in options[:_MOST]]
    more = [("等" if lang == "zh" else "…")] if len(options) > _MOST else []
    return "/".join([*shown, *more])
