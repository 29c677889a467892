"""
Reports that do not resemble each other: sentences put together from many parts, in place of the few that single reports are made from.

Of thousands of agencies no two say the same of their problems, and what one says in a year it does not say again in the next.
"""

from random import Random

from attrs import evolve

from bench.reports.draft import Draft, Paragraph, Sentence
from bench.reports.facts import Facts
from bench.reports.wording import say

_FIELDS = (
    "财政预决算", "重大建设项目", "公共资源交易", "义务教育", "社会救助", "养老服务", "就业创业", "医疗卫生", "食品药品安全",
    "生态环境", "安全生产", "城市更新", "农村公路", "河湖治理", "农田水利", "营商环境", "科技创新", "文化惠民", "住房保障",
    "户籍办理", "交通出行", "税费优惠", "惠农补贴", "残疾人服务", "儿童福利", "消费维权", "知识产权", "应急避险", "防汛抗旱",
    "森林防火", "物业服务", "垃圾分类", "供水供气", "老旧小区改造", "乡村旅游", "招商引资", "统计数据", "法律援助", "公证服务", "退役军人服务",
)  # fmt: skip
_WEAK = (
    "方面的解读形式还比较单一", "信息的更新有时不够及时", "内容的公开深度还有差距", "政策的宣传覆盖面有待扩大", "信息的查找不够方便",
    "答疑的针对性还需增强", "方面的互动回应不够充分", "资料的通俗程度有待提高", "办事指引的细化程度还有不足", "公开的主动性有待加强",
)  # fmt: skip
_MENDS = (
    "围绕{field}多做图解和问答，讲清群众关心的要点", "对{field}信息实行专人维护、每月核对", "细化{field}公开事项，把群众常问的内容写清楚",
    "组织{field}政策进社区、进企业、进乡村宣讲", "在首页增设{field}查询入口，缩短查找路径", "收集{field}常见疑问，编成问答并及时增补",
    "对{field}方面的来信来电限期回应并公布结果", "请群众代表试读{field}材料，改到读得懂为止", "把{field}办理流程逐步拆解，配上样表样图", "会同有关科室提前研究{field}公开要点",
)  # fmt: skip
_WAYS = (
    "围绕{field}，{how}，{good}。", "在{field}方面，{how}，{good}。", "突出{field}，{how}，{good}。", "聚焦{field}，{how}，{good}。",
    "立足{field}，{how}，{good}。", "结合{field}工作，{how}，{good}。",
)  # fmt: skip
_HOW = {
    "proactive": (
        "及时公开办理依据和结果",
        "把政策与解读一并公开",
        "主动公开进展情况",
        "公开办事条件和时限",
        "公开资金安排和使用情况",
        "集中公开标准和目录",
    ),
    "requests": (
        "耐心了解申请人的真实需要",
        "指导申请人写清所需内容",
        "对疑难申请开展会商",
        "做好申请登记和归档",
        "统一申请答复口径",
        "提前告知申请办理进度",
    ),
    "management": (
        "严格发布前的审查",
        "完善信息管理责任",
        "及时清理失效内容",
        "规范信息分类和归档",
        "做好隐私保护",
        "查验信息是否准确",
    ),
    "platform": (
        "优化网站检索和分类",
        "用好政务新媒体",
        "完善平台查询功能",
        "改进网站页面布局",
        "统一平台入口",
        "丰富专栏内容",
    ),
    "supervision": (
        "开展专项检查",
        "组织业务学习",
        "落实监督责任",
        "听取群众意见",
        "通报检查情况",
        "压实监督保障措施",
    ),
}
_GOOD = (
    "方便群众办事", "减少了重复咨询", "群众反映良好", "办事更加顺畅", "内容更加完整", "口径更加统一", "查找更加省时", "表述更加清楚",
    "企业和群众少跑路", "疑问明显减少", "服务更加贴心", "运行更加平稳",
)  # fmt: skip
_ORDINALS = "一二三四五"
_LEAST, _MOST = 2, 3


def varied(draft: Draft, random: Random) -> Draft:
    """
    The draft with other sentences wherever it says what any report might.
    """
    facts = draft.facts
    pairs = [
        (field, random.randrange(len(_WEAK)))
        for field in random.sample(_FIELDS, random.randint(_LEAST, _MOST))
    ]
    weak = "；".join(f"{_ORDINALS[at]}是{field}{_WEAK[one]}" for at, (field, one) in enumerate(pairs))
    mends = "；".join(
        f"{_ORDINALS[at]}是{_MENDS[one].format(field=field)}" for at, (field, one) in enumerate(pairs)
    )
    said = {
        "problems": say("problems", _PROBLEMS, facts, random, problems=weak),
        "measures": say("measures", _MEASURES, facts, random, measures=mends),
    }

    def swap(paragraph: Paragraph) -> Paragraph:
        every: list[Sentence] = []
        for each in paragraph.sentences:
            if each.topic == "filler":
                every += [_filler(facts, random, paragraph.part) for _ in range(random.randint(1, 2))]
            elif each.topic == "lead":
                every += [each, _filler(facts, random, "proactive")]
            else:
                every.append(said.get(each.topic, each))
        return evolve(paragraph, sentences=tuple(every))

    return evolve(draft, paragraphs=tuple(map(swap, draft.paragraphs)))


_PROBLEMS = (
    "{we}的工作还存在以下问题：{problems}。",
    "主要存在的问题：{problems}。",
    "与群众期待相比还有不足：{problems}。",
    "{Y}年的工作仍有短板：{problems}。",
)
_MEASURES = (
    "下一步改进措施：{measures}。",
    "{next}年，{we}将采取以下措施改进：{measures}。",
    "针对上述问题，将从以下方面改进：{measures}。",
    "今后将逐项改进：{measures}。",
)


def _filler(facts: Facts, random: Random, part: str) -> Sentence:
    how = random.choice(_HOW.get(part, _HOW["proactive"]))
    return say(
        "filler", _WAYS, facts, random, field=random.choice(_FIELDS), how=how, good=random.choice(_GOOD)
    )
