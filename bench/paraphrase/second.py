"""
A second set of wordings: written after the pack had been mended against the first, and before anybody looked how it fares with these.
"""

from random import Random

from bench.paraphrase.breakdowns import change, off, several, too_many
from bench.paraphrase.kinds import Kind, Known, Universal
from bench.reports.wording import percent

_RECEIVED = (
    "{Y}年新收政府信息公开申请数量{received:req}，[均已登记|逐件建账]。",
    "{TIME}{we}[共|]接收到申请书{received:req}，[申请公开的信息主要涉及征地和规划等方面|均已登记编号]。",
    "[全年|{Y}年|][共|]收到公开申请{received:req}，[内容集中在征地、规划等领域|申请渠道以线上为主]。",
    "{TIME}，{we}受理依申请公开办件{received:req}。",
    "{we}{TIME}收到信息公开申请件{received:req}。",
    "公众[通过各类渠道|]向{we}提出的政府信息公开申请[达|有|共]{received:req}。",
    "{TIME}{ALL}登记[政府信息公开|]申请{received:req}。",
    "{TIME}[共|累计]收到政府信息依申请公开{received:req}。",
    "{TIME}{we}共收到来自公民、法人[或者|和]其他组织[对政府信息公开的|的][申请|公开申请]{received:req}，专人处理、依法公开。",
    "{Y}年度{we}依申请公开受理[数|数量|总数][为|是]{received:req}。",
    "[全年|本年度|{Y}年][，|][共|]收到{received:req}，[逐件登记|专人办理]。",
)
_BALANCE = (
    "{Y}年新收政府信息公开申请数量{received:req}，上年结转政府信息公开申请数量{over:req}。",
    "{TIME}{GOT}{ASKED}{received:req}，加上{LASTYEAR}结转{over:req}，[共需办理|合计]{taken:req}。",
    "{TIME}{we}[共|]收到[申请|政府信息公开申请]{received:req}、{LASTYEAR}结转{over:req}，已办{closed:req}，结转{next}年{forward:req}。",
    "[共|]完成[政府信息|]依申请公开答复{closed:req}，包括{LASTYEAR}结转[信息公开申请|]{over:req}。",
    "{TIME}共收到申请公开件{received:req}、{LASTYEAR}结转{over:req}。[办结|答复]{closed:req}，结转[下年度|{NEXTYEAR}]继续办理{forward:req}。",
    "{TIME}{GOT}{ASKED}{received:req}，{LASTYEAR}[转入|转来|遗留]{over:req}，[已办结|办结]{closed:req}。",
    "已办结[申请|]{closed:req}，[其中|含]{over:req}系{LASTYEAR}结转。",
)
_CLOSED = (
    "[全年|{Y}年][共|]答复依申请信息公开{closed:req}。",
    "[全年|本年]申请[办结|答复][数|量][为|]{closed:req}。",
    "{we}[当年|年内]完成[政府信息公开|]申请答复{closed:req}。",
    "[对|就]{closed:req}申请[作出|给出]了[书面|]答复。",
    "已[作出|完成]答复的申请[为|有|共]{closed:req}。",
    "{TIME}[政府信息公开|]申请[已|]办理完结{closed:req}。",
)
_OPEN = (
    "{forward:req}结转下一年度继续办理外，其他[申请|]均[在法定时限内|按期]答复。",
    "除{forward:req}结转{NEXTYEAR}外，其余[申请|]均已[答复|办结]。",
    "[剩余|其余]{forward:req}申请尚在答复期内。",
    "[其中|]{forward:req}因收到时间较晚，[转至|延至]{NEXTYEAR}答复。",
    "[年末|年底]未办结[申请|政府信息公开申请]{forward:req}。",
    "留待{NEXTYEAR}办理的[申请|政府信息公开申请]{forward:req}。",
    "有{forward:req}[申请|]需{NEXTYEAR}继续办理。",
    "[截至年底|截至12月31日]，[在办|正在办理中的]申请{forward:req}。",
)
_RESULTS = (
    "{TIME}[共|]办结申请{closed:req}。其中，予以公开{granted:req}，部分公开{partially_granted:req}，不予公开{denied:req}，[本机关|]无法提供{unable:req}，不予处理{refused:req}，其他处理{others:req}，结转下年度继续办理{forward:req}。",
    "[答复|办理]结果中，作出予以公开[决定|答复]{granted:req}，作出部分公开[决定|答复]{partially_granted:req}，作出不予公开[决定|答复]{denied:req}。",
    "已答复的申请中，同意公开{granted:req}、同意部分公开{partially_granted:req}、不同意公开{denied:req}、无法提供{unable:req}。",
    "答复[类型|类别]为：予以公开类{granted:req}，部分公开类{partially_granted:req}，不予公开类{denied:req}，无法提供类{unable:req}。",
    "{TIME}[办结|答复]的申请中，{granted:req}予以公开，{partially_granted:req}部分公开，{denied:req}不予公开，{unable:req}无法提供，{others:req}作其他处理。",
)
_APPLICANTS = (
    "申请人为自然人的{natural_person:req}，为法人或其他组织的{bodies:req}，[均依法受理|均已登记]。",
    "{TIME}[收到|受理]申请中，公民申请公开信息数量{natural_person:req}，法人和其他组织申请公开信息[数量|]{bodies:req}。",
    "{TIME}[收到|受理]{ASKED}{received:req}，个人申请{natural_person:req}，单位申请{bodies:req}。",
    "新收申请{received:req}，[其中|]自然人申请{natural_person:req}，[企业等法人组织|法人及其他组织]申请{bodies:req}。",
)
_CHANNELS = (
    "{TIME}{we}共收到{ASKED}{received:req}：网站受理{online:req}；当面受理{visit:req}；邮寄受理{mail:req}。",
    "{TIME}收到申请{received:req}，[线上|网络]渠道{online:req}，[信件|信函]渠道{mail:req}，[窗口|现场]渠道{visit:req}。",
)
_SHARES = (
    "{TIME}共收到[政府信息依申请公开|政府信息公开申请]{received:req}。其中，通过网络申请{online:req}，占{online_share:%}；通过信函申请{mail:req}，占{mail_share:%}。",
    "{TIME}新收申请{received:req}，网络申请{online:req}，占[总数的|全部申请的|]{online_share:%}，信函申请{mail:req}，占{mail_share:%}。",
)
_UP = (
    "{TIME}共收到{ASKED}{received:req}（{LASTYEAR}{ly:req}），同比[上升|增长]{rate:%}。",
    "{TIME}{ASKED}[受理|接收]量{received:req}，[与|同]{last}年（{ly:req}）相比[上升|增长]{rate:%}。",
    "{last}年[收到|受理]申请{ly:req}，{Y}年[收到|受理]申请{received:req}，[上升|增长]{rate:%}。",
    "{LASTYEAR}[收到|受理]{ly:req}，[今年|本年度|{Y}年][收到|受理]申请{received:req}，[增幅|增长率]为{rate:%}。",
)
_DISPUTES = (
    "因依申请公开引发行政复议{recon:case}、行政诉讼{lit:case}。",
    "{we}作为被申请人的政府信息公开行政复议案件{recon:case}。",
    "[共|]发生涉及政府信息公开的行政诉讼案件{lit:case}，[均已开庭|依法应诉]。",
    "以{we}为被申请人的政府信息公开行政复议{recon:case}，以{we}为被告的政府信息公开行政诉讼{lit:case}。",
    "[当年|{Y}年]因政府信息公开被复议{recon:case}，被诉{lit:case}。",
    "政府信息公开类复议{recon:case}、诉讼{lit:case}。",
)
_NORMS = (
    "{TIME}以{we}名义[印发|制发]的行政规范性文件{issued:doc}。",
    "{TIME}主动公开[新制发|本年度制发]的行政规范性文件{issued:doc}，废止{repealed:doc}。",
    "[现有|目前]有效行政规范性文件{in_force:doc}。",
    "行政规范性文件本年制发件数{issued:doc}、本年废止件数{repealed:doc}、现行有效件数{in_force:doc}。",
    "{TIME}[共|]清理出现行有效[的|]行政规范性文件{in_force:doc}，[宣布|]废止行政规范性文件{repealed:doc}。",
)


def _shares(known: Known, random: Random) -> dict[str, object]:
    places = random.choice((1, 2, 2))
    return {f"{each}_share": percent(known[each], known["received"], places) for each in ("online", "mail")}


def _norms(known: Known, _random: Random) -> dict[str, object]:
    return {each: known[f"normative_documents_{each}"] for each in ("issued", "repealed", "in_force")}


def _new(known: Known) -> bool:
    return "normative_documents_issued" in known


_ABOUT = "[政府信息公开|信息公开]"
AIMS: tuple[Kind | Universal, ...] = (
    Kind("received", "requests", _RECEIVED, lambda known: known["received"] > 0, {"received"}),
    Kind("balance", "requests", _BALANCE, lambda known: known["over"] > 0 and known["forward"] > 0 and known["received"] > 0, {"received", "over", "closed", "forward", "taken"}),
    Kind("closed", "requests", _CLOSED, lambda known: known["closed"] > 0, {"closed"}),
    Kind("carried out", "requests", _OPEN, lambda known: known["forward"] > 0, {"forward"}),
    Kind("by result", "requests", _RESULTS, lambda known: several(("granted", "partially_granted", "denied", "unable"), known), {"closed", "granted", "partially_granted", "denied", "unable", "refused", "others", "forward"}),
    Kind("by applicant", "requests", _APPLICANTS, lambda known: known["bodies"] > 0 and known["natural_person"] > 0, {"received", "natural_person", "bodies"}),
    Kind("by channel", "requests", _CHANNELS, lambda known: known["received"] > 2, {"online", "mail", "visit"}, twist=too_many),
    Kind("share of a channel", "requests", _SHARES, lambda known: 0 < known["online"] < known["received"] and known["mail"] > 0, {"online_share"}, _shares, off("online_share", "online")),
    Kind("more than last year", "requests", _UP, lambda known: known["received"] > known["ly"] > 5, {"rate"}, change, off("rate")),
    Kind("disputes", "requests", _DISPUTES, lambda known: known["recon"] > 0 and known["lit"] > 0, {"recon", "lit"}),
    Kind("norms", "proactive", _NORMS, lambda known: _new(known) and known["normative_documents_in_force"] > 0, {"issued", "repealed", "in_force"}, _norms),
    Universal(
        "nothing came",
        "requests",
        (
            "{TIME}{we}依申请公开受理数为0。",
            "{TIME}无公民、法人[和|或]其他组织[向{we}|]提出[政府信息公开|]申请。",
            "{TIME}，{we}未收到依申请公开事项。",
            "{TIME}{we}未接收到依申请公开[申请|件]。",
            "{TIME}{ASKED}[数量|件数]为[零|0]。",
            "{TIME}，{we}未收到[书面|]申请政府信息公开的情况。",
        ),
        lambda known: not known["received"] and not known["over"],
        lambda known: known["received"] > 0,
    ),
    Universal(
        "nothing left",
        "requests",
        (
            "[年底|年末|]无跨年结转申请。",
            "年底无未办结[的|]申请。",
            "[全年|]没有申请结转{NEXTYEAR}。",
            "无需结转{NEXTYEAR}[办理|]的申请。",
        ),
        lambda known: not known["forward"],
        lambda known: known["forward"] > 0,
    ),
    Universal(
        "all closed",
        "requests",
        (
            "[所有|全部]申请[都|均]已[办理完结|答复完毕]。",
            "收到的申请均已在[年内|年底前]办结。",
            "申请办结率、答复率均[达|为|达到]100%。",
            "上述申请已全部[按时|按期|依法]答复到位。",
            "[收到的|]政府信息公开申请已全部办理完成。",
        ),
        lambda known: known["received"] > 0 and not known["forward"],
        lambda known: known["received"] > 0 and known["forward"] > 0,
    ),
    Universal(
        "no disputes",
        "requests",
        (
            "全年未收到因依申请公开答复而引起的行政复议和[行政|]诉讼。",
            f"{_ABOUT}行政复议、行政诉讼均为0件。",
            f"全年没有因{_ABOUT}申请引起的行政复议和行政诉讼案件。",
            f"无{_ABOUT}类行政复议和行政诉讼情况。",
            f"{{TIME}}未发生{_ABOUT}[方面的|领域的]行政复议、行政诉讼[案件|]。",
        ),
        lambda known: not known["recon"] and not known["lit"],
        lambda known: known["recon"] > 0 or known["lit"] > 0,
    ),
)  # fmt: skip


def _drawn(known: Known, random: Random) -> dict[str, object]:
    size = max(12, known["received"])
    return {
        "n": random.choice((random.randint(2, 9), random.randint(5, size))),
        "m": random.randint(2, 40),
        "big": random.randint(50, 900),
    }


ASIDES = (
    Kind(
        "of other business",
        "requests",
        (
            "受理“12345”热线工单{n:req}，已全部按时核查[并回复完毕|]，办结率[为|达]100%。",
            "“[县长|区长|局长]信箱”共受理有效信件{n:req}，已办结{n:req}，办结率100%。",
            "在线办理群众咨询类及投诉类信息{n:条}。",
            "[局长|领导]信箱收到留言办理{n:条}，其中公开答复数量{m:条}。",
            "出具政府信息公开[答复书|告知书]{n:份}。",
            "电话沟通申请人{m:人次}，[指导|协助]申请人补正{n:req}。",
            "全年产生公文类[政府|]信息{big:条}，其中主动公开{m:条}。",
            "接受群众来电来访、便民窗口咨询、网络咨询共计{n:人次}。",
            "{last}年{we}收到申请{n:req}、办结{m:req}。",
            "办理人大代表建议{n:req}、政协委员提案{m:req}，均按时答复，答复率、满意率均为100%。",
        ),
        more=_drawn,
    ),
)
