"""
Titles, the legal basis, the period and what else stands before section one.
"""

from random import Random

from bench.reports.draft import Sentence
from bench.reports.facts import Facts
from bench.reports.forms import SECTIONS
from bench.reports.wording import say

LAW = "《中华人民共和国政府信息公开条例》"
FORMATS = {
    "2019": (
        "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》",
        "国办公开办函〔2019〕60号",
    ),
    "2021": (
        "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》",
        "国办公开办函〔2021〕30号",
    ),
}

_TITLES = (
    "{agency}{Y}年政府信息公开工作年度报告",
    "{agency}{Y}年政府信息公开工作年度报告",
    "{agency}{Y}年政府信息公开工作年度报告",
    "{Y}年{agency}政府信息公开工作年度报告",
    "{agency}{Y}年度政府信息公开工作年度报告",
    "{agency}政府信息公开工作{Y}年度报告",
    "{agency} {Y}年政府信息公开工作年度报告",
)

_BASIS = (
    "根据{law}{short}和{title}（{number}）要求，编制本报告。",
    "本报告按照{law}{short}第五十条的规定和{title}（{number}）要求编制。",
    "依据{law}（国务院令第711号）{short}、{title}（{number}），{agency}编制了{Y}年政府信息公开工作年度报告。",
    "按照{law}{short}和{title}（{number}）的有关规定，现公布{agency}{Y}年政府信息公开工作年度报告。",
    "为落实{law}{short}，根据{title}（{number}），特编制本年度报告并向社会公布。",
    "{agency}根据{law}{short}规定，对照{title}（{number}）明确的格式，编制{Y}年政府信息公开工作年度报告。",
    "根据{law}{short}第四十九条、第五十条和{title}（{number}）规定，结合本年度工作实际，编制本报告。",
)

_PERIOD_NOUNS = (
    "本报告所列数据的统计期限",
    "本报告所列数据统计期限",
    "本报告中所列数据的统计时限",
    "本报告使用数据的统计期限",
    "本年度报告中各项数据的统计期限",
    "报告中所列数据的统计时间",
    "本报告所列数据起止时间",
    "本报告数据统计时段",
)
_PERIOD_SPANS = (
    "自{start}起至{end}止",
    "为{start}至{end}",
    "自{start}至{end}",
    "自{start}至{end}止",
    "为{start}起至{end}止",
    "从{start}起至{end}止",
    "从{start}到{end}",
    "为{start}—{end}",
    "为：{start}至{end}",
)

_COMPOSITIONS = (
    "本报告由{parts}等六个部分组成。",
    "全文包括{parts}六个部分。",
    "报告分为六个部分：{parts}。",
    "本报告共六部分，分别为{parts}。",
    "报告内容包括{parts}，共六个部分。",
    "本年度报告由{parts}六部分构成。",
)
_ELECTRONIC = (
    "本报告的电子版可在{agency}门户网站查阅和下载。",
    "社会公众可通过政府网站“政府信息公开年报”栏目下载本报告电子版。",
    "本报告电子版同步在政府信息公开专栏发布。",
    "公众可登录政府门户网站查阅本报告全文。",
    "本报告全文在门户网站政府信息公开年报栏目公开。",
    "需要本报告电子版的，可从政府信息公开平台下载。",
)
_CONTACTS = (
    "如对本报告有疑问，请与{agency}联系（地址：{place}人民路{street}号；电话：0999-{phone}；邮编：{post}）。",
    "如对报告内容有疑问，请与{agency}政府信息公开工作机构联系，联系电话：0999-{phone}。",
    "对本报告有任何疑问，可致电0999-{phone}，或来函至{place}建设路{street}号（邮编{post}）。",
    "联系地址：{place}文化路{street}号，邮编：{post}，电话：0999-{phone}。",
    "如有疑问，请联系{agency}（办公地址：{place}滨河路{street}号，电话：0999-{phone}）。",
    "公众如对本报告有意见建议，请拨打0999-{phone}与{agency}联系。",
)


def title(facts: Facts, random: Random) -> Sentence:
    """
    A statutory or tolerated title.
    """
    if facts.agency.kind == "government" and random.random() < 0.15:
        return say("title", ("{Y}年{place}政府信息公开工作年度报告",), facts, random)
    return say("title", _TITLES, facts, random)


def basis(facts: Facts, random: Random, *, defines: bool, edition: str) -> Sentence:
    """
    The legal basis, citing the format of an edition, with 《条例》 defined or not.
    """
    name, number = FORMATS[edition]
    short = "（以下简称《条例》）" if defines else ""
    return say("basis", _BASIS, facts, random, law=LAW, short=short, title=name, number=number)


def period(facts: Facts, random: Random, *, days: tuple[str, str] = ("1月1日", "12月31日")) -> Sentence:
    """
    The statistical period in one of many right forms.
    """
    start = f"{facts.year}年{days[0]}"
    end = random.choice((f"{facts.year}年", "")) + days[1]
    span = random.choice(_PERIOD_SPANS).format(start=start, end=end)
    return Sentence("period", f"{random.choice(_PERIOD_NOUNS)}{span}。")


def composition(facts: Facts, random: Random) -> Sentence:
    """
    The list of the six sections.
    """
    names = list(SECTIONS.values())
    parts = random.choice(("、", "，", "；")).join(names)
    return say("composition", _COMPOSITIONS, facts, random, parts=parts)


def electronic(facts: Facts, random: Random) -> Sentence:
    """
    Where the report is to be had.
    """
    return say("electronic", _ELECTRONIC, facts, random)


def contact(facts: Facts, random: Random) -> Sentence:
    """
    Whom to ask: office data only.
    """
    return say(
        "contact",
        _CONTACTS,
        facts,
        random,
        street=random.randint(1, 399),
        phone=random.randint(2_000_000, 8_999_999),
        post=random.randint(300_000, 799_999),
    )
