"""
Sentences on documents, decisions, fees and published information.
"""

from random import Random

from bench.paraphrase.kinds import Kind, Known, Universal
from bench.reports.wording import percent

_NORM = "[行政规范性文件|行政规范性文件|规范性文件]"
_NORMS = (
    f"{{TIME}}，{{WE}}{{ALL}}[制发|制定|印发|出台|制定出台|发布]{_NORM}{{issued:doc}}。",
    f"{{TIME}}[新|][制发|制定|出台]{_NORM}{{issued:doc}}，[废止|宣布废止|清理废止]{{repealed:doc}}，[现行有效|截至年底现行有效|继续有效]{{in_force:doc}}。",
    f"{{TIME}}，{{WE}}[制发|印发]{{issued:doc}}{_NORM}，废止{{repealed:doc}}{_NORM}。",
    f"[截至{{Y}}年12月31日|截至年底|目前]，{{WE}}现行有效[的|]{_NORM}[共|为|有|]{{in_force:doc}}。",
    f"{_NORM}[方面|]，{{TIME}}制发{{issued:doc}}、废止{{repealed:doc}}、现行有效{{in_force:doc}}。",
    f"{{TIME}}[公开|发布][本年|]新制定[的|]{_NORM}{{issued:doc}}。",
    f"{{TIME}}废止{_NORM}{{repealed:doc}}。",
)
_RULES = (
    "{TIME}，{WE}[制定|出台|颁布]政府规章{rules_issued:doc}，废止{rules_repealed:doc}，现行有效{rules_valid:doc}。",
    "[目前|截至年底]，[现行有效|有效]的政府规章[共|为|]{rules_valid:doc}。",
)
_DECISIONS = (
    "{TIME}，{WE}[办理|作出]行政许可[决定|]{licences:dec}、行政处罚[决定|]{penalties:dec}。",
    "{TIME}[共|][作出|办理]行政许可{licences:dec}，[作出|实施]行政处罚{penalties:dec}，[实施|作出]行政强制{coercive:dec}。",
    "{TIME}{we}作出的行政处罚决定[为|共|有]{penalties:dec}。",
    "行政许可[处理决定|决定]{licences:dec}，行政处罚[处理决定|决定]{penalties:dec}。",
)
_FEES = (
    "{TIME}，[收取|征收]行政事业性收费{fees:万元}。",
    "行政事业性收费[金额|总额|][为|共|共计|]{fees:万元}。",
)
_PUBLISHED = (
    "{TIME}，{WE}[主动|]公开[各类|]政府信息{whole:info}，其中[政策文件|政策法规]{a:info}、[工作动态|政务动态]{b:info}、[公告公示|通知公告]{c:info}。",
    "{TIME}{WE}{ALL}[发布|公开][各类|]信息{whole:info}，其中，[规划计划]{a:info}，[财政资金]{b:info}，[民生信息]{c:info}。",
    "{TIME}[通过|在]门户网站[主动|][公开|发布]信息{whole:info}（[其中|包括]政策解读{a:info}、工作动态{b:info}、其他信息{c:info}）。",
    "{TIME}[主动|]公开信息{whole:info}，[包括|含]机构职能{a:info}、政策文件{b:info}、重点领域信息{c:info}。",
)
_TOTALS = (
    "{TIME}，{WE}{ALL}[主动公开|发布|更新][各类|]政府信息{whole:info}。",
    "{TIME}[通过|依托]门户网站、[政务新媒体|微信公众号]等[平台|渠道][公开|发布]信息{whole:info}[，较上年有所增长|，信息质量稳步提升|]。",
)
_CHANGES = (
    "政策解读[材料|]由{last}年的{before:info}增加到{after:info}，[增长|增幅|增幅达|增幅为]{rate:%}。",
    "{TIME}[发布|推送]政策解读{after:info}，[较|比]{last}年的{before:info}[增长|增加]{rate:%}。",
    "门户网站[信息发布|发布信息]量[从|由]{before:info}[提高到|上升到|增至]{after:info}，[增长|提高|增幅]{rate:%}。",
    "{TIME}，发布解读{after:info}，[较|比]{LASTYEAR}（{before:info}）[增长|上升]{rate:%}。",
)


def _published(_known: Known, random: Random) -> dict[str, object]:
    whole = random.randint(40, 6000)
    a, b = random.randint(2, whole // 4), random.randint(2, whole // 4)
    c = random.choice((whole - a - b, random.randint(2, whole // 3)))
    before = random.randint(12, 400)
    more = random.randint(2, before)
    rate = percent(more, before, 1)
    return {"whole": whole, "a": a, "b": b, "c": c, "before": before, "after": before + more, "rate": rate}


def _norms(known: Known, _random: Random) -> dict[str, object]:
    return {
        **{each: known[f"normative_documents_{each}"] for each in ("issued", "repealed", "in_force")},
        "rules_issued": known["government_rules_issued"],
        "rules_repealed": known["government_rules_repealed"],
        "rules_valid": known["government_rules_in_force"],
    }


def _decisions(known: Known, _random: Random) -> dict[str, object]:
    return {
        "licences": known["licences_decisions"],
        "penalties": known["penalties_decisions"],
        "coercive": known["coercive_measures_decisions"],
        "fees": known["administrative_fees_amount"],
    }


def _too_small(known: Known, random: Random) -> tuple[str, int]:
    parts = known["a"] + known["b"] + known["c"]
    if random.random() < 0.5:
        return "whole", max(3, parts - random.randint(1, max(2, parts // 5)))
    return "a", known["a"] + known["whole"] - parts + random.randint(1, 30)


def _new(known: Known) -> bool:
    return "normative_documents_issued" in known


KINDS = (
    Kind("norms", "proactive", _NORMS, lambda known: _new(known) and known["normative_documents_in_force"] > 0, {"issued", "repealed", "in_force"}, _norms),
    Kind("rules", "proactive", _RULES, lambda known: _new(known) and known["government_rules_in_force"] > 0, {"rules_issued", "rules_repealed", "rules_valid"}, _norms),
    Kind("decisions", "proactive", _DECISIONS, lambda known: _new(known) and known["licences_decisions"] > 0 and known["penalties_decisions"] > 0, {"licences", "penalties", "coercive"}, _decisions),
    Kind("administrative fees", "proactive", _FEES, lambda known: _new(known) and known["administrative_fees_amount"] > 0, {"fees"}, _decisions),
    Kind("parts of what was published", "proactive", _PUBLISHED, checked={"whole", "a"}, more=_published, twist=_too_small),
    Kind("how much was published", "proactive", _TOTALS, more=_published, loose=True),
    Kind("rate of change", "proactive", _CHANGES, checked={"rate"}, more=_published, twist=lambda known, random: ("rate", known["rate"] + random.randint(3, 30))),
)  # fmt: skip
UNIVERSALS = (
    Universal(
        "no norms",
        "proactive",
        (
            f"{{TIME}}，{{WE}}[未|没有][制发|制定|出台|印发]{_NORM}。",
            f"{{TIME}}[无|没有]新制发[的|]{_NORM}。",
            f"{{TIME}}{{WE}}制发{_NORM}0件。",
        ),
        lambda known: _new(known) and not known["normative_documents_issued"],
        lambda known: _new(known) and known["normative_documents_issued"] > 0,
    ),
)
