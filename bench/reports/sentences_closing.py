"""
Sections five and six: problems with their measures, the fee, nothing else to report.
"""

from random import Random

from bench.reports.draft import Sentence
from bench.reports.facts import Facts
from bench.reports.wording import say

_PAIRS = (
    ("政策解读形式还不够丰富", "丰富解读形式，更多运用图表和短视频讲清政策要点"),
    ("部分栏目更新不够及时", "明确栏目责任人，建立定期提醒和巡查制度"),
    ("工作人员业务能力有待提高", "加强培训和交流，提升工作人员的业务水平"),
    ("依申请公开答复的规范性还需加强", "完善答复文书范本，强化合法性审核"),
    ("主动公开的深度和广度还有差距", "细化公开目录，拓展重点领域公开内容"),
    ("与公众互动不够充分", "拓宽互动渠道，认真办理群众意见建议"),
    ("基层公开基础较为薄弱", "加强对基层的指导，推动标准化规范化"),
    ("信息检索的便利程度还有不足", "优化网站检索功能，提升查询体验"),
    ("部门之间协同不够紧密", "健全协调机制，定期会商重点难点问题"),
)
_PROBLEMS = (
    "{Y}年，{we}政府信息公开工作取得了一定成效，但仍存在一些问题：{problems}。",
    "对照上级要求和群众期待，{we}的工作还存在不足，主要是：{problems}。",
    "当前存在的主要问题有：{problems}。",
    "回顾一年来的工作，仍有短板需要补齐，主要表现在：{problems}。",
    "在肯定成绩的同时，也应看到存在的问题：{problems}。",
    "政府信息公开工作仍存在以下不足：{problems}。",
)
_MEASURES = (
    "下一步，{we}将从以下方面改进：{measures}。",
    "{next}年，{we}将采取以下措施加以改进：{measures}。",
    "针对上述问题，将重点做好以下工作：{measures}。",
    "今后，{we}将坚持问题导向，{measures}。",
    "下一步改进措施：{measures}。",
    "为此，{we}将持续改进工作：{measures}。",
)

_FEE_NONE = (
    "{Y}年，{we}发出信息处理费收费通知0件，通知收取金额0元，实际收取金额0元。",
    "本年度信息处理费通知收取0件，通知收取总金额0元，实际收取总金额0元。",
    "{we}本年度未收取信息处理费。",
    "{Y}年未收取政府信息公开信息处理费。",
    "全年未向申请人收取信息处理费。",
    "本年度没有收取信息处理费的情况。",
    "全年未发出信息处理费收费通知，通知收取金额0元，实际收取金额0元。",
    "依申请提供政府信息未收取信息处理费，收费通知0件，总金额0元，实际收取0元。",
)
_FEE = (
    "{Y}年，{we}发出信息处理费收费通知{notices}件，通知收取总金额{notified}元，实际收取总金额{collected}元。",
    "本年度信息处理费通知收取{notices}件，通知收取金额{notified}元，实际收取金额{collected}元。",
    "全年共发出信息处理费收费通知{notices}件，总金额{notified}元，实际收取{collected}元。",
    "按照《政府信息公开信息处理费管理办法》，发出收费通知{notices}件，通知金额{notified}元，实际收取信息处理费{collected}元。",
    "信息处理费方面：收费通知{notices}件，通知收取{notified}元，实收{collected}元。",
    "{we}年内就信息处理费发出收费通知{notices}件，涉及金额{notified}元，实际收取总金额{collected}元。",
)
_FEE_SHORT = (
    "{Y}年共收取信息处理费{collected}元。",
    "本年度实际收取信息处理费{collected}元。",
    "全年信息处理费实收{collected}元。",
    "{we}全年收取政府信息公开信息处理费{collected}元。",
    "依法收取信息处理费共计{collected}元。",
    "年内收取信息处理费{collected}元，已上缴国库。",
)
_NOTHING = (
    "无其他需要报告的事项。",
    "本年度无其他需要报告的事项。",
    "{we}无其他需要报告的事项。",
    "除上述情况外，没有其他需要报告的事项。",
    "{Y}年没有其他需要报告的事项。",
    "其他事项无需要报告的内容。",
)
_ORDINALS = "一二三四五"


def problems(facts: Facts, random: Random) -> list[Sentence]:
    """
    Problems, and as many measures.
    """
    pairs = random.sample(_PAIRS, random.choice((2, 2, 3)))
    found = "；".join(f"{_ORDINALS[at]}是{bad}" for at, (bad, _) in enumerate(pairs))
    planned = "；".join(f"{_ORDINALS[at]}是{good}" for at, (_, good) in enumerate(pairs))
    return [
        say("problems", _PROBLEMS, facts, random, problems=found),
        say("measures", _MEASURES, facts, random, measures=planned),
    ]


def fee(facts: Facts, random: Random) -> Sentence:
    """
    Notices, amount asked for and amount collected; or that nothing was charged.
    """
    return say("fee", _FEE if facts.fee.notices else _FEE_NONE, facts, random)


def fee_short(facts: Facts, random: Random) -> Sentence:
    """
    The amount collected, without the notices behind it.
    """
    return say("fee", _FEE_SHORT, facts, random)


def nothing(facts: Facts, random: Random) -> Sentence:
    """
    That there is nothing else.
    """
    return say("nothing", _NOTHING, facts, random)
