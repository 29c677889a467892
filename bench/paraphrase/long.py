"""
Longer sentences that say several things at once, as reports of big offices like them.
"""

from decimal import Decimal
from random import Random

from bench.paraphrase.kinds import Kind, Known
from bench.reports.wording import percent

_ANSWERED = (
    "{TIME}{we}[共|]受理{ASKED}{received:req}；答复{ASKED}{closed:req}（含{LASTYEAR}结转申请{over:req}，另有{forward:req}申请[按照《条例》|依照规定|]顺延到{NEXTYEAR}答复）。",
    "{TIME}，{WE}[共|]收到{ASKED}{received:req}，{LASTYEAR}结转{over:req}，[总计|合计]{taken:req}，已按[规定|时限]办结{closed:req}，[未到期的|尚未到期的]{forward:req}结转{NEXTYEAR}。",
    "[依申请公开办理情况|申请办理情况]：[新收|接收]{received:req}，[承接|接续]{LASTYEAR}{over:req}，办结{closed:req}，[转入|结转]{NEXTYEAR}{forward:req}。",
    "{we}{TIME}[依法依规|]办结{ASKED}{closed:req}，[其中|含]{LASTYEAR}结转{over:req}；[年末|年底]尚有{forward:req}[在办|正在办理]，[将|]结转{NEXTYEAR}继续办理。",
    "[在|]{TIME}收到的{received:req}{ASKED}和{LASTYEAR}结转的{over:req}申请[中|里]，[已|]办结{closed:req}，[其余|余下]{forward:req}结转{NEXTYEAR}办理。",
)
_RESULTS = (
    "{TIME}答复的{closed:req}申请中，予以公开{granted:req}、部分公开{partially_granted:req}、不予公开{denied:req}、无法提供{unable:req}、不予处理{refused:req}、其他处理{others:req}。",
    "{TIME}[共|]办结{ASKED}{closed:req}：予以公开{granted:req}；部分公开{partially_granted:req}；不予公开{denied:req}；无法提供{unable:req}；不予处理{refused:req}；其他处理{others:req}。",
    "[办理结果|答复结果]中，予以公开和部分公开[共|合计|]{released:req}，不予公开{denied:req}，[因本机关不掌握等原因|]无法提供{unable:req}，不予处理{refused:req}。",
    "{TIME}[答复|办结][申请|]{closed:req}，[予以公开（含部分公开）|予以公开及部分公开]{released:req}，无法提供{unable:req}，不予公开{denied:req}。",
)
_SHARES = (
    "{TIME}答复{ASKED}{closed:req}。其中，予以公开{granted:req}，占{granted_share:%}；无法提供{unable:req}，占{unable_share:%}。",
    "{TIME}[共|]办结{ASKED}{closed:req}，予以公开的[有|]{granted:req}（{granted_share:%}），无法提供的[有|]{unable:req}（{unable_share:%}）。",
    "从答复结果看，在{closed:req}[办结的|已办结的]申请中，予以公开{granted:req}、占比{granted_share:%}，无法提供{unable:req}、占比{unable_share:%}。",
)
_APPLICANTS = (
    "{TIME}[收到|受理]的{received:req}申请[中|里]，[由自然人提出的|自然人提出的]{natural_person:req}，[由法人或其他组织提出的|法人或其他组织提出的]{bodies:req}。",
    "申请人[方面|情况]：自然人{natural_person:req}，法人或其他组织{bodies:req}[，合计{received:req}|]。",
    "{TIME}新收[政府信息公开|]申请{received:req}，[申请主体以自然人为主|以自然人申请为主]，[共|]{natural_person:req}，法人或其他组织[申请|]{bodies:req}。",
)
_DISPUTES = (
    "{TIME}，因政府信息公开[申请|答复]引起的行政复议{recon:case}，其中[维持|结果维持]{recon_upheld:case}、纠正{recon_corrected:case}、其他{recon_other_outcome:case}、尚未审结{recon_pending:case}；行政诉讼{lit:case}。",
    "政府信息公开[类|]行政复议、行政诉讼[案件|]分别为{recon:case}、{lit:case}。",
    "{TIME}{we}[涉及|发生]政府信息公开行政复议[案件|]{recon:case}，行政诉讼[案件|]{lit:case}（未经复议直接起诉{direct:case}，复议后起诉{after:case}）。",
)
_NORMS = (
    "{TIME}[新|]制定[行政|]规范性文件{issued:doc}、废止{repealed:doc}，[截至年底|年底]现行有效[的行政规范性文件|行政规范性文件|]{in_force:doc}。",
    "[严格规范性文件管理|加强文件管理]，{TIME}制发行政规范性文件{issued:doc}，[全部|均][按规定|及时]公开[并同步解读|]；废止{repealed:doc}。",
    "{TIME}公布现行有效行政规范性文件{in_force:doc}，[其中|含]当年制发{issued:doc}。",
)


def _shares(known: Known, random: Random) -> dict[str, object]:
    places = random.choice((1, 1, 2))
    return {f"{each}_share": percent(known[each], known["closed"], places) for each in ("granted", "unable")}


def _off(known: Known, random: Random) -> tuple[str, Decimal]:
    slot = random.choice(("granted_share", "unable_share"))
    right = Decimal(str(known[slot]))
    bases = [known["received"], known["closed"], known["taken"]]
    taken = [known[slot.split("_", maxsplit=1)[0]] * 100 / base for base in bases if base]
    near = [
        right + step
        for step in range(-40, 41)
        if abs(step) > 2 and all(abs(float(right) + step - one) > 2 for one in taken)
    ]
    fit = [each for each in near if 0 < each < 100] or [right + 7]
    return slot, random.choice(fit)


def _norms(known: Known, _random: Random) -> dict[str, object]:
    return {each: known[f"normative_documents_{each}"] for each in ("issued", "repealed", "in_force")}


def _full(known: Known) -> bool:
    return bool(known["received"] and known["over"] and known["forward"])


def _mixed(known: Known) -> bool:
    return bool(0 < known["granted"] < known["closed"] and known["unable"])


KINDS = (
    Kind("long balance", "requests", _ANSWERED, _full, {"received", "over", "closed", "forward"}),
    Kind("long results", "requests", _RESULTS, _mixed, {"closed", "granted", "partially_granted", "denied", "unable", "refused", "others", "released"}),
    Kind("long shares", "requests", _SHARES, _mixed, {"granted_share", "unable_share"}, _shares, _off),
    Kind("long applicants", "requests", _APPLICANTS, lambda known: known["bodies"] > 0 and known["natural_person"] > 0, {"received", "natural_person", "bodies"}),
    Kind("long disputes", "requests", _DISPUTES, lambda known: known["recon"] > 0 and known["lit"] > 0, {"recon", "lit", "direct", "after", "recon_upheld", "recon_corrected", "recon_other_outcome", "recon_pending"}),
    Kind("long norms", "proactive", _NORMS, lambda known: known.get("normative_documents_in_force", 0) > 0, {"issued", "repealed", "in_force"}, _norms),
)  # fmt: skip
