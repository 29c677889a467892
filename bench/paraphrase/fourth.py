"""
A fourth set of wordings, after reports of police, of development zones and of towns that nobody had looked at before.
"""

from random import Random

from bench.paraphrase.breakdowns import change, drawn, off, several, too_many
from bench.paraphrase.kinds import Kind, Known, Universal
from bench.reports.wording import percent

_RECEIVED = (
    "{TIME}，{we}依申请公开受理[数量|件数|][为|]{received:req}，[均规范答复|逐一回应申请人]。",
    "[2|]依申请公开办理情况：{TIME}[共|]接收[申请|申请表]{received:req}。",
    "{TIME}[共|累计]有{received:req}申请[提交至{we}|经各渠道递交]。",
    "{we}{TIME}收到的[政府信息公开|]申请[合计|总计]{received:req}，[多为个人提出|以个人提出居多]。",
    "{TIME}[群众|公民、法人和其他组织][申请公开|要求公开][的|][政府|]信息共{received:req}。",
    "{Y}年申请[数量|量]：{received:req}。",
    "[在依申请公开方面|依申请公开上]，{we}{TIME}收到{received:req}，[已依法处理|逐一登记办理]。",
    "{TIME}新接[政府信息公开|]申请{received:req}。",
)
_CLOSED = (
    "{TIME}[，|]{we}共答复依申请公开{closed:req}。",
    "其中{closed:req}已按照[相关|有关]要求进行书面回复。",
    "{TIME}办理回复[依申请公开|信息公开申请]事项{closed:req}。",
    "[政府信息公开|]申请[答复|办结]总数[是|为|共]{closed:req}。",
    "{TIME}[向|给]申请人[发出|送达]答复{closed:req}。",
    "{closed:req}[均|]已[作出|完成]答复，[答复内容合法规范|格式统一]。",
)
_BALANCE = (
    "{TIME}{GOT}{ASKED}{received:req}，[与|和]{LASTYEAR}结转的{over:req}一并办理，年内办结{closed:req}。",
    "{TIME}受理申请{received:req}（不含{LASTYEAR}结转{over:req}），办结{closed:req}。",
    "申请[收办|办理]情况：{LASTYEAR}结转{over:req}、新收{received:req}、办结{closed:req}、结转{NEXTYEAR}{forward:req}。",
    "{TIME}共需[办理|处理]申请{taken:req}，其中{LASTYEAR}结转{over:req}、[当年|本年]新收{received:req}。",
    "[截止|截至]{Y}年12月31日，{received:req}新收申请和{over:req}结转申请中已办结{closed:req}，{forward:req}结转{NEXTYEAR}。",
    "办结{closed:req}，尚余{forward:req}[待|留待]{NEXTYEAR}办理。",
)
_LEFT = (
    "{forward:req}结转{NEXTYEAR}继续办理，[原因是|系]年底收到。",
    "[另|还]有{forward:req}[申请|]尚未到期，[转|结转]{NEXTYEAR}[办理|处理]。",
    "{NEXTYEAR}继续办理的[申请|][有|为|]{forward:req}。",
    "[12月|年底前]新收的申请中，{forward:req}结转{NEXTYEAR}。",
    "[办理中|在办中]的[申请|政府信息公开申请]{forward:req}。",
)
_RESULTS = (
    "{TIME}[答复|办结]申请{closed:req}，其中予以公开{granted:req}；部分公开{partially_granted:req}；不予公开{denied:req}；无法提供{unable:req}；不予处理{refused:req}；其他处理{others:req}。",
    "办理结果为：{granted:req}予以公开、{partially_granted:req}部分公开、{denied:req}不予公开、{unable:req}无法提供。",
    "予以公开的申请为{granted:req}，不予公开的申请为{denied:req}，无法提供的申请为{unable:req}。",
    "已办理的申请中有{granted:req}予以公开，有{unable:req}无法提供。",
    "经审查，{granted:req}申请予以公开，{denied:req}申请不予公开，{unable:req}申请无法提供。",
)
_APPLICANTS = (
    "申请人为自然人的{natural_person:req}，法人或者其他组织的{bodies:req}。",
    "{TIME}新收申请{received:req}，{natural_person:req}为自然人申请，{bodies:req}为法人或其他组织申请。",
    "申请主体中，自然人提出[申请|]{natural_person:req}，法人和其他组织提出[申请|]{bodies:req}。",
    "自然人申请量为{natural_person:req}，法人[或|和]其他组织申请量为{bodies:req}。",
)
_CHANNELS = (
    "{TIME}收到申请{received:req}，其中，通过网上接收{online:req}，邮件接收{mail:req}，现场接收{visit:req}。",
    "{TIME}{we}收到申请{received:req}，{online:req}为网络申请，{mail:req}为信件申请，{visit:req}为当面申请。",
)
_SHARES = (
    "办结{closed:req}[申请|]，予以公开率{granted_share:%}（{granted:req}）。",
    "{TIME}办结申请{closed:req}，其中{granted:req}（{granted_share:%}）予以公开。",
    "予以公开{granted:req}，占{closed:req}[办结|已答复]申请的{granted_share:%}。",
    "{TIME}办结申请{closed:req}，予以公开的占{granted_share:%}，为{granted:req}。",
)
_DOWN = (
    "{we}收到信息公开申请{received:req}，比{last}年（{ly:req}）下降{rate:%}。",
    "{TIME}收到申请{received:req}，{LASTYEAR}收到申请{ly:req}，[减幅|降幅][达|为]{rate:%}。",
    "申请量由{ly:req}[降至|减少到]{received:req}，同比[减少|下降]{rate:%}。",
    "相比{last}年的{ly:req}，{Y}年收到申请{received:req}，下降{rate:%}。",
)
_DISPUTES = (
    "[共|]发生{recon:case}有关政府信息公开的行政复议[案件|]。",
    "有关政府信息公开的行政复议{recon:case}，有关政府信息公开的行政诉讼{lit:case}。",
    "{TIME}政府信息公开[方面|领域]新增行政复议{recon:case}、行政诉讼{lit:case}。",
    "因不服政府信息公开答复，申请人提起行政复议{recon:case}、行政诉讼{lit:case}。",
)
_NORMS = (
    "{TIME}，制发规范性文件{issued:doc}，现行有效规范性文件{in_force:doc}，[均在网站公布|全部公开]。",
    "[行政|]规范性文件制发{issued:doc}，废止{repealed:doc}，有效{in_force:doc}。",
    "{TIME}[我们|{we}]出台{issued:doc}行政规范性文件，[同步解读|及时公开]。",
    "截至{Y}年底，行政规范性文件现行有效{in_force:doc}。",
)


def _share(known: Known, random: Random) -> dict[str, object]:
    return {"granted_share": percent(known["granted"], known["closed"], random.choice((1, 2)))}


def _norms(known: Known, _random: Random) -> dict[str, object]:
    return {each: known[f"normative_documents_{each}"] for each in ("issued", "repealed", "in_force")}


def _new(known: Known) -> bool:
    return "normative_documents_issued" in known


AIMS: tuple[Kind | Universal, ...] = (
    Kind("received", "requests", _RECEIVED, lambda known: known["received"] > 0, {"received"}),
    Kind("closed", "requests", _CLOSED, lambda known: known["closed"] > 0, {"closed"}),
    Kind("balance", "requests", _BALANCE, lambda known: known["over"] > 0 and known["forward"] > 0 and known["received"] > 0, {"received", "over", "closed", "forward", "taken"}),
    Kind("carried out", "requests", _LEFT, lambda known: known["forward"] > 0, {"forward"}),
    Kind("by result", "requests", _RESULTS, lambda known: several(("granted", "partially_granted", "denied", "unable"), known), {"closed", "granted", "partially_granted", "denied", "unable", "refused", "others"}),
    Kind("by applicant", "requests", _APPLICANTS, lambda known: known["bodies"] > 0 and known["natural_person"] > 0, {"received", "natural_person", "bodies"}),
    Kind("by channel", "requests", _CHANNELS, lambda known: known["received"] > 2, {"online", "mail", "visit"}, twist=too_many),
    Kind("share of a result", "requests", _SHARES, lambda known: 0 < known["granted"] < known["closed"], {"granted_share"}, _share, off("granted_share", "granted")),
    Kind("less than last year", "requests", _DOWN, lambda known: 5 < known["received"] < known["ly"], {"rate"}, change, off("rate")),
    Kind("disputes", "requests", _DISPUTES, lambda known: known["recon"] > 0 and known["lit"] > 0, {"recon", "lit"}),
    Kind("norms", "proactive", _NORMS, lambda known: _new(known) and known["normative_documents_in_force"] > 0, {"issued", "repealed", "in_force"}, _norms),
    Universal(
        "nothing came",
        "requests",
        (
            "{TIME}未收到[个人、|]法人或者其他组织向{we}申请公开政府信息。",
            "{TIME}{we}未收到政府信息依申请公开。",
            "{TIME}{we}[没有|无]收到依申请公开的[申请|情况]。",
            "{TIME}{we}收到{ASKED}0件，[已办结|办结]0件。",
        ),
        lambda known: not known["received"] and not known["over"],
        lambda known: known["received"] > 0,
    ),
    Universal(
        "nothing left",
        "requests",
        (
            "没有结转{NEXTYEAR}继续办理的情况。",
            "申请均在年内办结，无结转[情况|申请]。",
            "{NEXTYEAR}无继续办理的申请。",
        ),
        lambda known: not known["forward"],
        lambda known: known["forward"] > 0,
    ),
    Universal(
        "all closed",
        "requests",
        (
            "所收申请[已|均已]全部[办结|答复完毕]。",
            "[政府信息公开|]申请[均已|已全部]办结并[书面|]答复申请人。",
            "[截至|到]年底，收到的申请全部[办理完毕|办结]。",
        ),
        lambda known: known["received"] > 0 and not known["forward"],
        lambda known: known["received"] > 0 and known["forward"] > 0,
    ),
    Universal(
        "no disputes",
        "requests",
        (
            "{TIME}{we}未因信息公开[被申请|引起|引发]行政复议和[被提起|]行政诉讼。",
            "{TIME}未发生因政府信息申请引起的行政复议和行政诉讼。",
            "{TIME}{we}没有政府信息公开行政复议、行政诉讼的情况。",
        ),
        lambda known: not known["recon"] and not known["lit"],
        lambda known: known["recon"] > 0 or known["lit"] > 0,
    ),
)  # fmt: skip


ASIDES = (
    Kind(
        "of other business",
        "requests",
        (
            "全年办理政府公开信箱事务{n:req}，办理[市长|区长]公开信箱信访事项{m:req}、电话信访事项{m:req}。",
            "{we}因具体行政行为被提起行政诉讼{m:case}，其中一起因变更被告已移送。",
            "网上答复解决群众诉求{n:req}，为群众提供在线服务{m:人次}。",
            "处理行政许可[共|]{n:项}，[均|全部]按时办结。",
            "收到建议提案{n:req}，公开率达到100%。",
            "[公众号|微信公众号]发布稿件{n:篇}，[总|]阅读量{m:万余次}。",
            "提供政策咨询{n:人次}，[答复|回复]来信{m:封}。",
            "历年累计公开文件{n:份}，全文电子化率100%。",
        ),
        more=drawn,
    ),
)
