"""
Sentences that divide the requests: by applicant, by channel, by result, by ground; shares and rates of change.
"""

from collections.abc import Sequence
from decimal import Decimal
from random import Random

from bench.paraphrase.kinds import Kind, Known, Twist
from bench.reports.wording import percent

_APPLICANTS = {
    "natural_person": "[自然人|自然人|公民|公民个人]",
    "commercial": "[商业企业|商业企业|企业]",
    "research": "科研机构",
    "public_welfare": "社会公益组织",
    "legal_service": "法律服务机构",
    "other_org": "[其他|其他组织]",
}
_RESULTS = {
    "granted": "予以公开",
    "partially_granted": "部分公开",
    "denied": "不予公开",
    "unable": "无法提供",
    "refused": "不予处理",
    "others": "[其他处理|其他处理|作其他处理]",
}
_GROUNDS = {
    "deny_state_secret": "属于国家秘密",
    "deny_third_party": "[保护第三方合法权益|涉及第三方合法权益]",
    "deny_internal_affairs": "属于[三类|]内部事务信息",
    "deny_process_info": "属于[四类|]过程性信息",
    "deny_enforcement_file": "属于行政执法案卷",
    "deny_admin_query": "属于行政查询事项",
    "unable_not_held": "本机关不掌握相关政府信息",
    "unable_needs_creation": "没有现成信息需要另行制作",
    "unable_still_unclear": "补正后申请内容仍不明确",
    "refuse_petition": "信访举报投诉类申请",
    "refuse_duplicate": "重复申请",
    "refuse_publication": "要求提供公开出版物",
    "refuse_excessive": "无正当理由大量反复申请",
}
_TYPE_LEADS = (
    "按申请人[类型|身份|主体|][分|划分]，",
    "从申请[主体|人][构成|类型|情况|][看|来看]，",
    "新收的{received:req}申请[中|里]，",
    "{TIME}{WE}{GOT}{ASKED}{received:req}，其中",
    "{TIME}{ALL}{GOT}{ASKED}{received:req}。其中，",
    "[新收|收到的]申请中，",
    "申请人[构成|类型]方面，",
    "{TIME}{GOT}{ASKED}{received:req}，[包括|含]",
)
_RESULT_LEADS = (
    "{TIME}{DONE}的{closed:req}申请[中|里]，",
    "从[答复|办理|处理][结果|情况]看，",
    "[按|从]答复[类型|结果|情形][分|划分|来看]，",
    "{TIME}[共|]{DONE}{ASKED}{closed:req}，其中",
    "{TIME}[共|累计][办结|答复]{ASKED}{closed:req}。其中，",
    "申请[办理|处理|答复]结果为：",
    "已[办结|答复]的申请中，",
)


def _listed(names: dict[str, str], known: Known, random: Random, ways: Sequence[str]) -> str:
    way = random.choice(ways)
    mark = random.choice(("、", "，", "；" if "，" in way else "，"))
    there = [each for each in names if known.get(each) or (random.random() < 0.25 and each in known)]
    items = [way.replace("NAME", names[each]).replace("NUMBER", f"{{{each}:req}}") for each in there]
    if len(items) > 1 and mark == "、" and not way.startswith("NUMBER") and random.random() < 0.3:
        return "、".join(items[:-1]) + "和" + items[-1]
    return mark.join(items)


def _by_type(known: Known, random: Random) -> str:
    ways = (
        "NAMENUMBER",
        "NAMENUMBER",
        "NAME[提出|提交|申请]NUMBER",
        "NAME申请NUMBER",
        "来自NAME的NUMBER",
        "NAME提出的申请NUMBER",
        "NAME为NUMBER",
        "NUMBER由NAME提出",
    )
    return random.choice(_TYPE_LEADS) + _listed(_APPLICANTS, known, random, ways) + "。"


def _two_types(known: Known, random: Random) -> str:
    ways = ("NAMENUMBER", "NAME申请NUMBER", "NAME提出NUMBER", "NAME的申请NUMBER")
    names = {"natural_person": "自然人", "bodies": "[法人或其他组织|法人或者其他组织|法人和其他组织]"}
    return random.choice(_TYPE_LEADS) + _listed(names, known, random, ways) + "。"


def _by_result(known: Known, random: Random) -> str:
    ways = (
        "NAMENUMBER", "NAMENUMBER", "NAME的NUMBER", "NAME的有NUMBER", "决定NAMENUMBER", "[作出|]NAME[决定|答复]NUMBER", "NUMBERNAME",
        "NAME申请NUMBER", "“NAME”NUMBER", "NAME类NUMBER", "NUMBER为NAME",
    )  # fmt: skip
    items = list(_RESULTS.items())
    if random.random() < 0.2:
        random.shuffle(items)
    return random.choice(_RESULT_LEADS) + _listed(dict(items), known, random, ways) + "。"


def _by_ground(known: Known, random: Random) -> str:
    there = [each for each in _GROUNDS if known.get(each)]
    chosen = sorted(random.sample(there, min(len(there), random.randint(1, 3))), key=list(_GROUNDS).index)
    group = {
        "deny": ("denied", "不予公开"),
        "unabl": ("unable", "无法提供"),
        "refus": ("refused", "不予处理"),
    }
    of = random.choice(chosen)
    name, word = next(value for start, value in group.items() if of.startswith(start))
    mine = {each: _GROUNDS[each] for each in chosen if each.split("_")[0] == of.split("_")[0]}
    lead = random.choice((
        f"{{TIME}}{{DONE}}的申请中，{word}{{{name}:req}}，其中[因|]",
        f"[答复|办理]结果中，{word}[的|]{{{name}:req}}，[包括|其中]",
        f"{word}的{{{name}:req}}申请中，",
    ))  # fmt: skip
    ways = ("NAMENUMBER", "NAME的NUMBER", "NAME[有|为]NUMBER", "[因|]NAMENUMBER")
    return lead + _listed(mine, known, random, ways) + "。"


_CHANNELS = (
    "{TIME}{ALL}{GOT}{ASKED}{received:req}，其中[网络|网上|在线|线上]申请{online:req}、[信函|邮寄|书面]申请{mail:req}、[当面|现场|窗口]申请{visit:req}。",
    "{TIME}{GOT}{ASKED}{received:req}。按[申请|提交|受理][方式|渠道|途径][分|划分|看]，[网络|在线平台|互联网]{online:req}，[信函|邮寄|邮政寄递]{mail:req}，[当面|现场|窗口]{visit:req}。",
    "新收的{received:req}申请中，通过[网络|网上平台|政府网站]提交{online:req}，通过[信函|邮寄]提交{mail:req}，[当面|现场]提交{visit:req}。",
    "{TIME}{we}{GOT}{ASKED}{received:req}（[网络|网站]{online:req}、[信函|邮寄]{mail:req}、[当面|窗口]{visit:req}）。",
    "{received:req}申请的[提交|来源]渠道为：网上提交{online:req}、信函寄送{mail:req}、当面递交{visit:req}。",
)


def too_many(known: Known, random: Random) -> tuple[str, int]:
    """
    A channel with more than all of them leave.
    """
    # A list may leave some out; it cannot be more than all.
    slot = random.choice(("online", "mail", "visit"))
    return slot, known[slot] + random.randint(1, 30)


def _share(known: Known, random: Random) -> dict[str, object]:
    places = random.choice((0, 1, 1, 2, 2))
    results = [each for each in _RESULTS if 0 < known[each] < known["closed"]]
    types = [each for each in ("natural_person", "commercial") if 0 < known[each] < known["received"]]
    result, type_ = random.choice(results or ["granted"]), random.choice(types or ["natural_person"])
    return {
        "result": known[result],
        "result_name": {**_RESULTS, "others": "其他处理"}[result],
        "type": known[type_],
        "type_name": {"natural_person": "自然人", "commercial": "商业企业"}[type_],
        "result_share": percent(known[result], known["closed"], places),
        "type_share": percent(known[type_], known["received"] or 1, places),
    }


_RESULT_SHARES = (
    "{TIME}[共|]{DONE}{ASKED}{closed:req}，其中{result_name}{result:req}，占[比|]{result_share:%}。",
    "{TIME}[共|][办结|答复]申请{closed:req}，{result_name}的{result:req}，占[总数的|全部答复的|答复总量的|办结总数的|答复总数的]{result_share:%}。",
    "在[办结|答复]的{closed:req}申请中，{result_name}{result:req}（[占|占比]{result_share:%}）。",
    "{TIME}[办结|答复]{ASKED}{closed:req}，其中{result_name}{result:req}，占[办结|答复][总数|总量|数]的{result_share:%}。",
    "{result_name}[的|]申请{result:req}，占[全年|][办结|答复]申请{closed:req}的{result_share:%}。",
)
_TYPE_SHARES = (
    "{TIME}{GOT}{ASKED}{received:req}，其中{type_name}[申请|提出|]{type:req}，占[比|]{type_share:%}。",
    "{TIME}新收的{received:req}申请中，{type_name}{type:req}，占[总数的|新收申请的|申请总量的]{type_share:%}。",
    "{TIME}{GOT}申请{received:req}，{type_name}申请{type:req}（{type_share:%}）。",
)


def change(known: Known, random: Random) -> dict[str, object]:
    """
    How many more or less came than last year, and how many percent that is.
    """
    more = known["received"] - known["ly"]
    places = random.choice((0, 1, 1, 2))
    rate = percent(abs(more), known["ly"] or 1, places)
    return {"more": abs(more), "rate": rate}


_UP = (
    "{TIME}{WE}{GOT}{ASKED}{received:req}，[较|比]{LASTYEAR}的{ly:req}增加{more:req}，[增长|增幅|增幅为]{rate:%}。",
    "{TIME}{WE}{GOT}{ASKED}{received:req}，[较|比]{last}年（{ly:req}）[增长|上升|增加]{rate:%}。",
    "[新收|]申请[量|数量|]由{LASTYEAR}的{ly:req}[增加到|上升到|增至]{received:req}，[增长|增幅|增幅达|同比增长]{rate:%}。",
    "{TIME}{GOT}{ASKED}{received:req}，{LASTYEAR}为{ly:req}，[同比|]增长{rate:%}。",
    "[与|同]{last}年的{ly:req}相比，{TIME}{GOT}的申请[增至|增加到]{received:req}，[增长|上升]{rate:%}。",
)
_DOWN = (
    "{TIME}{WE}{GOT}{ASKED}{received:req}，[较|比]{LASTYEAR}的{ly:req}减少{more:req}，[下降|降幅|降幅为]{rate:%}。",
    "{TIME}{WE}{GOT}{ASKED}{received:req}，[较|比]{last}年（{ly:req}）[下降|减少]{rate:%}。",
    "[新收|]申请[量|数量|]由{LASTYEAR}的{ly:req}[减少到|下降到|降至]{received:req}，[下降|降幅|降幅达|同比下降]{rate:%}。",
    "{TIME}{GOT}{ASKED}{received:req}，{LASTYEAR}为{ly:req}，[同比|]下降{rate:%}。",
)


def off(slot: str, *parts: str) -> Twist:
    """
    What makes a percentage one that is no share of `parts` in any whole.
    """

    def twist(known: Known, random: Random) -> tuple[str, Decimal]:
        right = Decimal(str(known[slot]))
        bases = [known["received"], known["closed"], known["taken"], known["received"] + known["forward"]]
        taken = [Decimal(known[part]) * 100 / base for part in parts for base in bases if base]
        steps = [Decimal(each) for each in range(-40, 41) if abs(each) > 2]
        near = [right + each for each in steps if all(abs(right + each - one) > 2 for one in taken)]
        fit = [each for each in near if 0 < each < 100] or [right + 7]
        return slot, random.choice(fit)

    return twist


def drawn(known: Known, random: Random) -> dict[str, object]:
    """
    Numbers of other things: such as a report has, and some as large as its requests.
    """
    size = max(12, known["received"])
    return {"n": random.choice((random.randint(2, 9), random.randint(5, size))), "m": random.randint(2, 40)}


def several(names: Sequence[str], known: Known) -> bool:
    """
    Whether more than one of these numbers is not nought.
    """
    return len([each for each in names if known[each]]) > 1


KINDS = (
    Kind("by applicant", "requests", _by_type, lambda known: known["received"] > 3, {"received", *_APPLICANTS}),
    Kind("by two kinds of applicants", "requests", _two_types, lambda known: known["bodies"] > 0 and known["natural_person"] > 0, {"received", "natural_person", "bodies"}),
    Kind("by result", "requests", _by_result, lambda known: several(tuple(_RESULTS), known), {"closed", *_RESULTS}),
    Kind("by ground", "requests", _by_ground, lambda known: any(known.get(each) for each in _GROUNDS), {"denied", "unable", "refused", *_GROUNDS}),
    Kind("by channel", "requests", _CHANNELS, lambda known: known["received"] > 2, {"online", "mail", "visit"}, twist=too_many),
    Kind("share of a result", "requests", _RESULT_SHARES, lambda known: known["closed"] > 1 and any(0 < known[each] < known["closed"] for each in _RESULTS), {"result_share"}, _share, off("result_share", "result")),
    Kind("share of an applicant", "requests", _TYPE_SHARES, lambda known: any(0 < known[each] < known["received"] for each in ("natural_person", "commercial")), {"type_share"}, _share, off("type_share", "type")),
    Kind("more than last year", "requests", _UP, lambda known: known["received"] > known["ly"] > 5, {"rate"}, change, off("rate")),
    Kind("less than last year", "requests", _DOWN, lambda known: 5 < known["received"] < known["ly"], {"rate"}, change, off("rate")),
)  # fmt: skip
