"""
Templates of sentences, and sentences whose numbers can be written anew.

    template := (text | choice | slot)*     choice := "[" template ("|" template)* "]"
    slot     := "{" name (":" unit)? "}"    in capitals a slot stands for another template (`MACROS`)
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from random import Random
from typing import TypeAlias

from attrs import evolve, frozen

from bench.paraphrase.numerals import FORMS, fitting
from bench.reports.drawing import Number

Words: TypeAlias = Mapping[str, object]

# The innermost choice: it holds no other.
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)(?::([^}]+))?\}")
MACROS: Mapping[str, str] = {
    "TIME": "[{Y}年|{Y}年|{Y}年度|本年度|全年|全年|年内|报告期内|统计期内|一年来|今年|{Y}年全年|{Y}年1月1日至12月31日]",
    "WE": "[{we}|{we}|{we}|]",
    "ALL": "[共|累计|总共|一共|合计||]",
    "ASKED": "[政府信息公开申请|政府信息公开申请|信息公开申请|依申请公开|依申请公开申请|政府信息依申请公开|依申请公开件|公开申请|依申请公开政府信息申请]",
    "GOT": "[收到|受理|接收|接到|新收]",
    "DONE": "[办结|答复|办理完毕|办结|依法办结|回复]",
    "LASTYEAR": "[上年|上年度|上一年度|{last}年|去年]",
    "NEXTYEAR": "[下年|下年度|下一年度|{next}年|次年]",
    "INTIME": "[均在法定期限内作出答复|均在规定时限内予以答复|均于法定期限内答复申请人]",
}
# How what is counted is measured; one measure holds for a sentence.
UNITS: Mapping[str, tuple[str, ...]] = {
    "req": ("件",) * 12 + ("份", "宗", "起", "条"),
    "case": ("件", "件", "起", "起", "宗", "例"),
    "doc": ("件", "件", "件", "份", "个"),
    "dec": ("件", "件", "件", "宗", "起"),
    "info": ("条", "条", "条", "篇", "件"),
}


@frozen
class Count:
    """
    A number of a sentence: what it counts, how it is measured, and the form of `numerals.FORMS` it is written in.
    """

    name: str
    value: Number
    unit: str
    form: str

    @property
    def text(self) -> str:
        """
        As it stands in the sentence.
        """
        return FORMS[self.form](self.value) + self.unit


@frozen
class Said:
    """
    A sentence of a kind.
    """

    kind: str
    pieces: tuple[str | Count, ...]

    @property
    def text(self) -> str:
        """
        The sentence.
        """
        return "".join(each if isinstance(each, str) else each.text for each in self.pieces)

    @property
    def counts(self) -> tuple[Count, ...]:
        """
        Its numbers.
        """
        return tuple(each for each in self.pieces if isinstance(each, Count))

    def wrong(self, at: int, value: Number) -> "Said":
        """
        The sentence with another number in the place of the piece `at`.
        """
        count = self.pieces[at]
        if isinstance(count, str):
            message = "no number there"
            raise TypeError(message)
        form = count.form if fitting(count.form, value) else "plain"
        changed = evolve(count, value=value, form=form)
        return evolve(self, pieces=(*self.pieces[:at], changed, *self.pieces[at + 1 :]))


def spread(template: str, random: Random) -> str:
    """
    The template with every choice made.
    """
    macro = re.compile("|".join(rf"\{{{each}\}}" for each in MACROS))
    while macro.search(template):
        template = macro.sub(lambda found: MACROS[found[0][1:-1]], template)
    while _CHOICE.search(template):
        template = _CHOICE.sub(lambda found: random.choice(found[1].split("|")), template)
    return template


def said(kind: str, template: str, words: Words, random: Random, *, loose: bool = False) -> Said:
    """
    A sentence: words are filled in, numbers are kept apart; `loose` numbers may be approximate.
    """
    text = spread(template, random)
    units = {each: random.choice(of) for each, of in UNITS.items()}
    pieces: list[str | Count] = []
    at = 0
    for slot in _SLOT.finditer(text):
        pieces.append(text[at : slot.start()])
        value, at = words[slot[1]], slot.end()
        if isinstance(value, int | Decimal) and slot[2] is not None:
            unit = units.get(slot[2], slot[2])
            pieces.append(Count(slot[1], value, unit, _form(value, unit, random, loose=loose)))
        else:
            pieces.append(str(value))
    pieces.append(text[at:])
    return Said(kind, tuple(each for each in pieces if each))


def _form(value: Number, unit: str, random: Random, *, loose: bool) -> str:
    if unit in {"%", "％", "元", "万元"}:
        return "plain"
    rare = random.random()
    if loose and rare < 0.4:
        form = random.choice(("nearly", "some", "about", "over", "myriads"))
    else:
        form = "han" if rare < 0.05 else "parted" if rare < 0.35 else "wide" if rare > 0.98 else "plain"
    return form if fitting(form, value) else "plain"
