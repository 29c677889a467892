"""
A fifth set, put together from lists of words and of orders that do not know of each other: who, when, which verb, which noun, before or behind.
"""

from random import Random

from bench.paraphrase.breakdowns import change, off, several, too_many
from bench.paraphrase.kinds import Kind, Known, Universal
from bench.reports.wording import percent

_WHEN = "[{Y}年，|{Y}年度，|{Y}年全年，|{Y}年|全年|本年度|本年度，|一年来，|年内|报告年度内，|过去一年，|截至{Y}年12月31日，|截至{Y}年底，|{Y}年以来，|{Y}年1—12月，|]"
_WHO = "[{we}|{we}|本机关|本单位|我单位||||]"
_HOW = "[依法|依法依规|严格按照规定|认真|规范|妥善|及时|||||]"
_ALL = "[共|累计|总共|共计|合计|一共||||]"
_GET = "[收到|接收|受理|接到|新收|新收到|新受理|收受|登记受理|接收并登记|收到并受理|收悉]"
_ASKED = "[政府信息公开申请|政府信息公开申请|依申请公开申请|信息公开申请|依申请公开件|政府信息依申请公开|政府信息依申请公开申请|公开申请|依申请公开事项|依申请公开|政府信息公开类申请|政府信息公开申请事项|政务信息公开申请|申请公开政府信息|依申请公开政府信息|政府信息公开申请件|依申请公开政府信息申请|信息公开申请事项|依申请公开办件|政府信息公开的申请]"
_BY = "[公民、法人和其他组织|公民、法人或者其他组织|社会公众|群众|企业和群众|各类申请人|公民|申请人]"
_DONE = "[办结|答复|办理完毕|答复完毕|办理答复|按期办结|按时答复|依法答复|依法依规答复|完成答复|作出答复|予以答复|处理完毕|办理完结|回复|按时办结|规范答复|书面答复|办理并答复]"
_LAST = "[上年|上年度|上一年度|{last}年|{last}年度|去年|上一年]"
_NEXT = "[下年|下年度|下一年度|{next}年|{next}年度|次年|下一年|明年]"
_OVER = "[结转|转结|转入|结转过来|结转至本年度|遗留|跨年结转]"
_FORTH = "[结转至|结转到|结转|转结至|转入|转至|顺延至|延至|结转入|留待]"
_GO = "[继续办理|办理|答复|继续处理|处理|]"
_TAIL = "[，均已依法处理|，均按规定办理|，办理质量稳步提升|，全部登记在册|，做到件件有回音|，较好保障了公众知情权||||]"

_RECEIVED = (
    f"{_WHEN}{_WHO}{_HOW}{_ALL}{_GET}{_ASKED}[|共|共计|合计|总计]{{received:req}}{_TAIL}。",
    f"{_WHEN}{_WHO}{_ALL}{_GET}[了|]{{received:req}}{_ASKED}{_TAIL}。",
    f"{_WHEN}{_WHO}{_ALL}{_GET}{_BY}[提出的|的|提交的|递交的]{_ASKED}{{received:req}}{_TAIL}。",
    f"{_ASKED}[方面|工作方面|办理方面|情况|工作]，{_WHEN}{_WHO}{_ALL}{_GET}[申请|]{{received:req}}{_TAIL}。",
    f"{_WHEN}{_WHO}{_GET}的{_ASKED}[数量|总数|总量|件数|]为{{received:req}}{_TAIL}。",
    f"{_WHEN}[有|共有|累计有]{{received:req}}{_ASKED}[提交到{{we}}|被{{we}}受理|获得受理|进入办理程序]。",
    f"{_WHEN}{_BY}[共|累计|]向{{we}}[提出|提交|递交|提出了]{_ASKED}{{received:req}}{_TAIL}。",
    f"{_WHEN}{_WHO}[收到|受理|接收]{_ASKED}[的|]数量[为|是|达|达到|共]{{received:req}}。",
    f"{_WHO}[通过|经由][信函、网络、当面|线上线下|网站、邮寄、现场][等|等多种|各类|多个]渠道{_ALL}{_GET}{_ASKED}{{received:req}}{_TAIL}。",
    f"{_WHEN}{_WHO}{_HOW}做好{_ASKED}[受理|办理|处理]工作，{_ALL}{_GET}[申请|]{{received:req}}{_TAIL}。",
)
_CARRIED_IN = (
    f"{_LAST}{_OVER}[的|]{_ASKED}[为|有|共|共有|]{{over:req}}。",
    f"[另|此外，|同时，][有|]{_LAST}{_OVER}[的|]申请{{over:req}}[一并办理|]。",
    f"[由|从|自]{_LAST}{_OVER}的{_ASKED}[为|共|]{{over:req}}。",
    f"{_WHEN}办理的申请中，[有|]{{over:req}}[为|系|属于|是]{_LAST}[结转|转结|遗留]。",
    f"{_LAST}[尚未办结|未办结|未办理完毕|尚未答复]、[结转|转入|延续][到|至][本年|本年度|今年][办理|]的[申请|][有|为|共|]{{over:req}}。",
    f"{_LAST}结转{_ASKED}数量[为|是|]{{over:req}}。",
)
_CLOSED = (
    f"{_WHEN}{_WHO}{_HOW}{_ALL}{_DONE}{_ASKED}[|共|共计|合计]{{closed:req}}[，无超期情况|，答复率100%||]。",
    f"{_WHEN}{_WHO}{_ALL}{_DONE}[了|]{{closed:req}}{_ASKED}。",
    f"{_WHEN}{_DONE}的{_ASKED}[为|共|有|共计|数量为]{{closed:req}}。",
    f"{_ASKED}[方面|办理情况|工作]，{_WHEN}{_WHO}{_ALL}{_DONE}[申请|]{{closed:req}}。",
    f"{_WHEN}[已|]{_DONE}[申请|政府信息公开申请|依申请公开件][数量|总数|]{{closed:req}}。",
    f"{_WHEN}{{closed:req}}{_ASKED}[均|]已[依法|按期|]{_DONE}。",
    f"{_WHEN}{_ASKED}[办结|答复]数[为|是|达]{{closed:req}}。",
)
_CARRIED_OUT = (
    f"{_FORTH}{_NEXT}{_GO}的[申请|{_ASKED}|]{{forward:req}}。",
    f"{_FORTH}{_NEXT}{_GO}{{forward:req}}。",
    f"[另有|还有|尚有|其余|剩余|仍有|余下]{{forward:req}}[申请|{_ASKED}|]{_FORTH}{_NEXT}{_GO}。",
    f"{{forward:req}}[申请|{_ASKED}|]因[未到答复期限|处于办理期限内|年末收到|征求第三方意见]，{_FORTH}{_NEXT}{_GO}。",
    f"[截至年底|截至{{Y}}年12月31日|年末|年底]，[尚有|仍有|还有|]{{forward:req}}[申请|]{_FORTH}{_NEXT}{_GO}。",
    f"[截至年底|年末|截至{{Y}}年底]，[尚未办结|未办结|正在办理|尚在办理]的[申请|{_ASKED}]{{forward:req}}，[将|]{_FORTH}{_NEXT}{_GO}。",
    f"{_FORTH}{_NEXT}{_GO}的[申请|]数量[为|是]{{forward:req}}。",
)
_BALANCE = (
    f"{_WHEN}{_WHO}{_ALL}{_GET}{_ASKED}{{received:req}}，{_LAST}{_OVER}{{over:req}}，[已|共|]{_DONE}{{closed:req}}，{_FORTH}{_NEXT}{_GO}{{forward:req}}。",
    f"{_WHEN}{_WHO}{_ALL}{_GET}{_ASKED}{{received:req}}[，|（]{_LAST}{_OVER}{{over:req}}[，|）；]{_WHEN}{_DONE}{{closed:req}}，{{forward:req}}{_FORTH}{_NEXT}{_GO}。",
    f"{_LAST}{_OVER}[申请|]{{over:req}}，{_WHEN}{_GET}[申请|{_ASKED}]{{received:req}}，{_DONE}[申请|]{{closed:req}}，[剩余|其余|尚有|]{{forward:req}}{_FORTH}{_NEXT}{_GO}。",
    f"{_WHEN}{_WHO}{_ALL}[处理|办理|承办]{_ASKED}{{taken:req}}，其中[本年|本年度|当年]新收{{received:req}}，{_LAST}{_OVER}{{over:req}}。[截至年底|年内]，[已|]{_DONE}{{closed:req}}，{_FORTH}{_NEXT}{_GO}{{forward:req}}。",
    f"{_WHEN}{_ALL}{_GET}[申请|{_ASKED}]{{received:req}}、{_LAST}{_OVER}{{over:req}}，[全年|年内|]{_ALL}{_DONE}{{closed:req}}，{_FORTH}{_NEXT}{_GO}的{{forward:req}}。",
    f"{_WHEN}{_WHO}{_DONE}{_ASKED}{{closed:req}}（含{_LAST}{_OVER}{{over:req}}），{_FORTH}{_NEXT}{_GO}{{forward:req}}。",
)
_RESULT_LEAD = f"[{_WHEN}{_WHO}{_ALL}{_DONE}{_ASKED}{{closed:req}}，其中[：|，|]|{_WHEN}{_WHO}{_DONE}{_ASKED}{{closed:req}}。其中，|办理结果[为|如下]：|[按|从]办理结果[看|分|来看|划分]，|[答复|处理]情况[为|：]|{_WHEN}[办结|答复]的{{closed:req}}申请中，|[已办结的申请|所有答复]中，|[从|就]答复[类型|结果]来看，|[具体|答复]情况如下：]"
_RESULT_WAYS = (
    "予以公开{granted:req}M部分公开{partially_granted:req}M不予公开{denied:req}M无法提供{unable:req}",
    "[作出|]予以公开[的|]答复{granted:req}M部分公开[的|]答复{partially_granted:req}M不予公开[的|]答复{denied:req}",
    "[决定|答复]予以公开的{granted:req}M部分公开的{partially_granted:req}M不予公开的{denied:req}M无法提供的{unable:req}",
    "予以公开[有|为|共]{granted:req}M部分公开[有|为|共]{partially_granted:req}M不予公开[有|为|共]{denied:req}M其他处理[有|为|共]{others:req}",
    "{granted:req}予以公开M{partially_granted:req}[予以|]部分公开M{denied:req}不予公开M{unable:req}无法提供",
    "[同意公开|予以公开]{granted:req}M[同意部分公开|部分公开]{partially_granted:req}M[不同意公开|不予公开]{denied:req}M[本机关|]无法提供{unable:req}M不予处理{refused:req}",
    "予以公开类{granted:req}M部分公开类{partially_granted:req}M不予公开类{denied:req}M无法提供类{unable:req}",
    "属于予以公开的{granted:req}M属于部分公开的{partially_granted:req}M属于不予公开的{denied:req}M属于无法提供的{unable:req}",
    "予以公开{granted:req}M部分公开{partially_granted:req}M[因信息不存在等原因|因本机关不掌握等原因|]无法提供{unable:req}M其他处理{others:req}",
)
_TYPE_LEAD = f"[{_WHEN}{_WHO}{_ALL}{_GET}{_ASKED}{{received:req}}[，其中|，|，其中：|。其中，|（其中]|[按|从]申请[人|主体|人类型|人身份|人构成][看|分|来看|划分]，|新收[的|]申请中，|申请[人|主体|人构成]情况：|[{_WHEN}|][收到|受理|新收]的申请中，]"
_TYPE_WAYS = (
    "自然人[申请|]{natural_person:req}M法人[或|和|及|或者]其他组织[申请|]{bodies:req}",
    "自然人[提出|提交|递交][申请|的|]{natural_person:req}M法人[或|和]其他组织[提出|提交|递交][申请|的|]{bodies:req}",
    "{natural_person:req}[为|是|系|属于]自然人[申请|提出|]M{bodies:req}[为|是|系|属于]法人或其他组织[申请|提出|]",
    "自然人[为|有|占|是]{natural_person:req}M法人和其他组织[为|有|占|是]{bodies:req}",
    "申请人为自然人的[有|]{natural_person:req}M为法人[或|和]其他组织的[有|]{bodies:req}",
    "由自然人提出的{natural_person:req}M由法人或其他组织提出的{bodies:req}",
    "自然人申请[数量|量|]为{natural_person:req}M法人或其他组织申请[数量|量|]为{bodies:req}",
)
_MARKS = ("，", "、", "；", "，")
_SHARES = (
    f"{_WHEN}{_WHO}{_DONE}{_ASKED}{{closed:req}}，其中予以公开{{granted:req}}，[占|占比|占比为|占比达|约占]{{granted_share:%}}。",
    f"{_WHEN}{_DONE}[申请|{_ASKED}]{{closed:req}}，予以公开[的|]{{granted:req}}，占[全部办结件|办结申请|总数|答复总量|全部申请|总量]的{{granted_share:%}}。",
    f"{_WHEN}{_DONE}[申请|{_ASKED}]{{closed:req}}，予以公开{{granted:req}}（[占|占比|]{{granted_share:%}}）。",
    f"{_WHEN}{_DONE}的{{closed:req}}申请中，予以公开{{granted:req}}，[公开率|予以公开率][为|达|]{{granted_share:%}}。",
)
_GROWTH = (
    f"{_WHEN}{_WHO}{_ALL}{_GET}{_ASKED}{{received:req}}，[较|比|同|相比]{_LAST}的{{ly:req}}[减少|下降|降低]{{rate:%}}。",
    f"{_WHEN}{_WHO}{_ALL}{_GET}{_ASKED}{{received:req}}（{_LAST}[为|]{{ly:req}}），[同比|][减少|下降|降低]{{rate:%}}。",
    f"{_WHEN}{_WHO}{_ALL}{_GET}{_ASKED}{{received:req}}，{_LAST}[同期|][为|收到|受理]{{ly:req}}，[同比|][减少|下降]{{rate:%}}。",
    f"{_ASKED}[数量|量]由{_LAST}的{{ly:req}}[减少|下降|降]至{{received:req}}，[降幅|降幅为|降幅达|减幅|下降|减少了]{{rate:%}}。",
)
_CASE = "[政府信息公开|信息公开|依申请公开|政府信息公开申请|信息公开答复|政府信息公开工作|依申请公开答复]"
_DISPUTES = (
    f"{_WHEN}[因|由]{_CASE}[引发|引起|产生|发生|被提起|提起]行政复议[案件|]{{recon:case}}[、|，|；]行政诉讼[案件|]{{lit:case}}。",
    f"{_WHEN}{_WHO}{_ALL}[发生|收到|办理|应对|涉及]{_CASE}[行政复议|类行政复议|相关行政复议|方面的行政复议][案件|]{{recon:case}}[、|，][行政诉讼|应诉行政诉讼][案件|]{{lit:case}}。",
    f"{_WHEN}{_WHO}[因|]{_CASE}被申请行政复议{{recon:case}}[、|，|；]被提起行政诉讼{{lit:case}}。",
    f"{_WHEN}[共|]有{{recon:case}}{_CASE}行政复议[案件|]、{{lit:case}}{_CASE}行政诉讼[案件|]。",
    f"{_CASE}[行政复议|引起的行政复议][案件|]{{recon:case}}，{_CASE}[行政诉讼|引起的行政诉讼][案件|]{{lit:case}}。",
    f"{_WHEN}申请人[因|对]{_CASE}[不服|][申请|提起|提出]行政复议{{recon:case}}[、|，][提起|]行政诉讼{{lit:case}}。",
)
_NORM = "[行政规范性文件|规范性文件]"
_MAKE = "[制发|制定|印发|出台|制定印发|制定出台|新制发|新制定|新出台|发布]"
_FORCE = "[现行有效|现行有效的|目前有效|现有效]"
_NORMS = (
    f"{_WHEN}{_WHO}{_ALL}{_MAKE}[了|]{_NORM}[共|]{{issued:doc}}，[废止|宣布废止]{{repealed:doc}}，{_FORCE}{{in_force:doc}}。",
    f"{_WHEN}{_WHO}{_MAKE}{{issued:doc}}{_NORM}，{_FORCE}{_NORM}{{in_force:doc}}。",
    f"{_NORM}[方面|情况|管理方面][，|：]{_WHEN}{_MAKE}{{issued:doc}}[，|、]废止{{repealed:doc}}[，|、]{_FORCE}{{in_force:doc}}。",
    f"{_WHEN}{_NORM}{_MAKE}{{issued:doc}}[，|、]废止{{repealed:doc}}。",
    f"{_WHEN}[共|]有{{in_force:doc}}{_NORM}现行有效。",
    f"[截至目前|截至{{Y}}年底|年末|截至年末]，{_WHO}{_FORCE}{_NORM}[共|共有|为|有|]{{in_force:doc}}。",
)
_ACTS = (
    f"{_WHEN}{_WHO}{_HOW}[作出|办理|实施|办结]行政许可[决定|]{{licences:dec}}[，|、][作出|实施|]行政处罚[决定|]{{penalties:dec}}。",
    f"{_WHEN}{_WHO}{_ALL}[作出|做出][了|]{{penalties:dec}}行政处罚[决定|]。",
    f"{_WHEN}行政处罚[处理|]决定[数量|][为|共|]{{penalties:dec}}。",
    f"{_WHEN}{_WHO}[作出|下达][的|]行政处罚决定[书|]{{penalties:dec}}。",
)


def _list(lead: str, ways: tuple[str, ...], random: Random) -> str:
    line = random.choice(ways).replace("M", random.choice(_MARKS))
    return lead + line + ("）。" if lead.endswith("（其中") else "。")


def _by_result(_known: Known, random: Random) -> str:
    return _list(_RESULT_LEAD, _RESULT_WAYS, random)


def _by_type(_known: Known, random: Random) -> str:
    return _list(_TYPE_LEAD, _TYPE_WAYS, random)


def _share(known: Known, random: Random) -> dict[str, object]:
    return {"granted_share": percent(known["granted"], known["closed"], random.choice((1, 2)))}


def _norms(known: Known, _random: Random) -> dict[str, object]:
    return {each: known[f"normative_documents_{each}"] for each in ("issued", "repealed", "in_force")}


def _acts(known: Known, _random: Random) -> dict[str, object]:
    return {"licences": known["licences_decisions"], "penalties": known["penalties_decisions"]}


def _new(known: Known) -> bool:
    return "normative_documents_issued" in known


_CHANNELS = (
    f"{_WHEN}{_WHO}{_ALL}{_GET}{_ASKED}{{received:req}}，其中[网络|网上|网站|在线|电子邮件]申请{{online:req}}、[信函|邮寄|信件|书面邮寄]申请{{mail:req}}、[当面|现场|窗口|来人]申请{{visit:req}}。",
    f"{_WHEN}{_GET}的申请中，[网络|线上|网站]渠道{{online:req}}，[信函|邮寄]渠道{{mail:req}}，[当面|现场|窗口]渠道{{visit:req}}，[合计|共|共计]{{received:req}}。",
    f"{_WHEN}{_WHO}{_GET}{_ASKED}{{received:req}}（[网络|网上]申请{{online:req}}，[信函|邮寄]申请{{mail:req}}，[当面|现场]申请{{visit:req}}）。",
    f"{_WHEN}{_WHO}{_GET}{_ASKED}{{received:req}}，其中通过[网站|网络|在线平台|电子邮箱]提交{{online:req}}，通过[邮寄|信函|邮政快递]提交{{mail:req}}，[当面提交|现场提交|窗口递交]{{visit:req}}。",
)
AIMS: tuple[Kind | Universal, ...] = (
    Kind("received", "requests", _RECEIVED, lambda known: known["received"] > 0, {"received"}),
    Kind("carried in", "requests", _CARRIED_IN, lambda known: known["over"] > 0, {"over"}),
    Kind("closed", "requests", _CLOSED, lambda known: known["closed"] > 0, {"closed"}),
    Kind("carried out", "requests", _CARRIED_OUT, lambda known: known["forward"] > 0, {"forward"}),
    Kind("balance", "requests", _BALANCE, lambda known: known["over"] > 0 and known["forward"] > 0 and known["received"] > 0, {"received", "over", "closed", "forward", "taken"}),
    Kind("by result", "requests", _by_result, lambda known: several(("granted", "partially_granted", "denied", "unable", "others"), known), {"closed", "granted", "partially_granted", "denied", "unable", "refused", "others"}),
    Kind("by applicant", "requests", _by_type, lambda known: known["bodies"] > 0 and known["natural_person"] > 0, {"received", "natural_person", "bodies"}),
    Kind("by channel", "requests", _CHANNELS, lambda known: known["received"] > 2, {"online", "mail", "visit"}, twist=too_many),
    Kind("share of a result", "requests", _SHARES, lambda known: 0 < known["granted"] < known["closed"], {"granted_share"}, _share, off("granted_share", "granted")),
    Kind("less than last year", "requests", _GROWTH, lambda known: 5 < known["received"] < known["ly"], {"rate"}, change, off("rate")),
    Kind("disputes", "requests", _DISPUTES, lambda known: known["recon"] > 0 and known["lit"] > 0, {"recon", "lit"}),
    Kind("norms", "proactive", _NORMS, lambda known: _new(known) and known["normative_documents_in_force"] > 0, {"issued", "repealed", "in_force"}, _norms),
    Kind("decisions", "proactive", _ACTS, lambda known: _new(known) and known["penalties_decisions"] > 0 and known["licences_decisions"] > 0, {"licences", "penalties"}, _acts),
    Universal(
        "nothing came",
        "requests",
        (
            f"{_WHEN}{_WHO}[未|没有|无]{_GET}{_ASKED}。",
            f"{_WHEN}{_WHO}[未|没有][收到|接到][过|]{_BY}[提出的|的|提交的]{_ASKED}。",
            f"{_WHEN}{_WHO}{_GET}{_ASKED}0件。",
            f"{_WHEN}{_WHO}无{_ASKED}。",
        ),
        lambda known: not known["received"] and not known["over"],
        lambda known: known["received"] > 0,
    ),
    Universal(
        "nothing left",
        "requests",
        (
            f"[无|没有]{_FORTH}{_NEXT}{_GO}的[申请|{_ASKED}|情况]。",
            f"{_FORTH}{_NEXT}{_GO}0件。",
        ),
        lambda known: not known["forward"],
        lambda known: known["forward"] > 0,
    ),
    Universal(
        "no disputes",
        "requests",
        (
            f"{_WHEN}{_WHO}[未|没有][发生|出现|引发|收到]因{_CASE}[引起|引发|产生]的行政复议[、|和|或|及]行政诉讼[案件|情况|]。",
            f"{_WHEN}{_WHO}[无|没有]{_CASE}[相关|引发的|]行政复议[、|和|或]行政诉讼[案件|]。",
            f"{_WHEN}{_WHO}未因{_CASE}被申请行政复议[、|或|和]提起行政诉讼。",
        ),
        lambda known: not known["recon"] and not known["lit"],
        lambda known: known["recon"] > 0 or known["lit"] > 0,
    ),
)  # fmt: skip
ASIDES: tuple[Kind, ...] = ()
