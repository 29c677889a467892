"""
A third set of wordings, kept away from whoever mended the pack against the second.
"""

from random import Random

from bench.paraphrase.breakdowns import change, drawn, off, several
from bench.paraphrase.kinds import Kind, Known, Universal
from bench.reports.wording import percent

_RECEIVED = (
    "[纵观|盘点]全年，{we}共收到{ASKED}{received:req}。",
    "{ASKED}收件[数|总量]{received:req}，[按月较为均衡|以下半年居多]。",
    "[共计|累计]{received:req}[政府信息公开|]申请[进入办理程序|纳入台账管理|登记在册]。",
    "[社会公众|群众|企业和群众]全年提交{ASKED}{received:req}。",
    "{Y}年度[，|]新增[政府信息公开|]申请{received:req}。",
    "[依申请公开渠道畅通|申请渠道保持畅通]，[年度|全年]收件{received:req}，件件有登记。",
    "{we}[{Y}年度|全年]收到的申请[件|]总数是{received:req}。",
    "政府信息公开申请[新收|接收]量：{received:req}。",
    "{TIME}，申请人向{we}申请公开政府信息{received:req}。",
    "{TIME}受理[的|]依申请公开事项[有|共|计]{received:req}。",
    "（1）收到情况。[全年|{Y}年]收到[政府信息公开|]申请{received:req}。",
    "[今年|{Y}年]以来，{we}收到[政府信息公开|信息公开]申请共计{received:req}。",
)
_CLOSED = (
    "[年度|全年][政府信息公开|]申请办结量{closed:req}。",
    "[全年|年内]申请[已|]办理完成{closed:req}。",
    "[向|对]申请人作出答复[共|]{closed:req}。",
    "（2）办理情况。[全年|共]办结[政府信息公开|]申请{closed:req}。",
    "[政府信息公开|]申请[得到|获得]答复的[有|共]{closed:req}。",
    "{TIME}，{we}办结各类[政府信息公开|信息公开]申请事项{closed:req}，[办理程序规范|无逾期情形]。",
)
_BALANCE = (
    "{closed:req}申请已在年内[答复|办结]，[其余|另]{forward:req}[在办|仍在办理]。",
    "[截至|到]年末，[政府信息公开|]申请办结{closed:req}、在办{forward:req}。",
    "年初结转[申请|]{over:req}，年内新收{received:req}，办结{closed:req}，年末在办{forward:req}。",
    "应办[理|]申请{taken:req}，实际办结{closed:req}。",
    "{TIME}新收[申请件|政府信息公开申请]{received:req}、办结{closed:req}、结转{NEXTYEAR}{forward:req}。",
    "连同{LASTYEAR}结转的{over:req}，{TIME}[需|应]办理的[政府信息公开|]申请[共|]{taken:req}。",
    "{TIME}{we}新收申请{received:req}，与{LASTYEAR}结转的{over:req}合并[计算|统计]，共{taken:req}。",
)
_LEFT = (
    "{forward:req}申请（[均为12月收到|均未到期]）结转{NEXTYEAR}。",
    "[因|由于]征求第三方意见等原因，{forward:req}申请[转入|结转到]{next}年[办理|]。",
    "[尚有|还有]{forward:req}申请[没有办结|未能在年内办结]，[将于|待]{NEXTYEAR}[答复|办理]。",
    "结转到{next}年的申请[有|共|为]{forward:req}。",
    "待{NEXTYEAR}答复的申请[有|共|为|]{forward:req}。",
)
_CAME = (
    "[上一年度|{last}年]未办结[转入|移入]本年的申请{over:req}。",
    "本年度承接的{LASTYEAR}[未办结|在办]申请[为|有|共]{over:req}。",
    "{over:req}申请为{LASTYEAR}结转[件|]。",
    "{LASTYEAR}跨年[度|]结转[的|]申请[计|共]{over:req}。",
)
_RESULTS = (
    "办结的{closed:req}申请：1.予以公开{granted:req}；2.部分公开{partially_granted:req}；3.不予公开{denied:req}；4.无法提供{unable:req}；5.不予处理{refused:req}；6.其他处理{others:req}。",
    "答复[情况|结果]：予以公开{granted:req}，部分公开{partially_granted:req}，不予公开{denied:req}，无法提供{unable:req}，不予处理{refused:req}，其他{others:req}。",
    "{TIME}[答复|办结]的申请中，公开或部分公开[共|]{released:req}，不予公开{denied:req}（均依据《条例》[有关|]规定）。",
    "[办理|答复]结果为无法提供的申请{unable:req}，均已向申请人说明[情况|理由]。",
    "[全年|年内]作出不予公开[决定|答复]的申请{denied:req}，作出不予处理[决定|答复]的申请{refused:req}。",
    "从[结果|答复类型]看，予以公开的申请[共|有]{granted:req}，部分公开的申请[共|有]{partially_granted:req}。",
)
_APPLICANTS = (
    "{TIME}自然人与法人[或|和]其他组织分别提出申请{natural_person:req}和{bodies:req}。",
    "[公民个人|自然人]申请[占了大头|居多]，[有|共]{natural_person:req}，法人和其他组织申请{bodies:req}。",
    "新收的申请[里|中]，{natural_person:req}由自然人提出，{bodies:req}由法人[或|和]其他组织提出。",
    "申请人身份为自然人的[申请|]{natural_person:req}，身份为法人或其他组织的[申请|]{bodies:req}。",
)
_SHARES = (
    "{TIME}办结申请{closed:req}，{granted:req}予以公开，占[已办结申请|办结数|答复数]的{granted_share:%}。",
    "{TIME}办结申请{closed:req}，其中予以公开{granted:req}，比例[为|达]{granted_share:%}。",
    "在{closed:req}已答复申请中，予以公开的{granted:req}，约占{granted_share:%}。",
    "予以公开{granted:req}，占年度办结总数{closed:req}的{granted_share:%}。",
)
_DOWN = (
    "[申请数量|申请量]{received:req}，{LASTYEAR}[为|]{ly:req}，[下降|减少]{rate:%}。",
    "{TIME}收到申请{received:req}，比{LASTYEAR}的{ly:req}[回落|下降]{rate:%}。",
    "{TIME}收到申请{received:req}，{LASTYEAR}收到{ly:req}，同比[减少|下降]{more:req}、降幅{rate:%}。",
    "申请总量从{last}年的{ly:req}[回落至|下降至]{Y}年的{received:req}，[减少|下降]{rate:%}。",
)
_DISPUTES = (
    "{we}因政府信息公开[事项|]应对行政复议{recon:case}、应诉{lit:case}。",
    "政府信息公开行政复议案件[数|数量]{recon:case}，行政诉讼案件[数|数量]{lit:case}。",
    "对政府信息公开答复不服，申请行政复议的{recon:case}，提起行政诉讼的{lit:case}。",
    "{TIME}，{we}涉政府信息公开的行政复议[案件|]{recon:case}，涉政府信息公开的行政诉讼[案件|]{lit:case}。",
)
_NORMS = (
    "行政规范性文件[新增|新制发]{issued:doc}、[现行|继续]有效{in_force:doc}。",
    "{TIME}，{WE}[出台|制发]的行政规范性文件[有|共|为]{issued:doc}，[失效废止|废止]的[有|共|为]{repealed:doc}。",
    "[清理后|经清理]，{WE}继续有效的[行政|]规范性文件[为|共]{in_force:doc}。",
    "{TIME}新出台行政规范性文件{issued:doc}，均[依法|]公开。",
)


def _share(known: Known, random: Random) -> dict[str, object]:
    return {"granted_share": percent(known["granted"], known["closed"], random.choice((1, 2)))}


def _norms(known: Known, _random: Random) -> dict[str, object]:
    return {each: known[f"normative_documents_{each}"] for each in ("issued", "repealed", "in_force")}


def _new(known: Known) -> bool:
    return "normative_documents_issued" in known


_ABOUT = "[政府信息公开|信息公开]"
AIMS: tuple[Kind | Universal, ...] = (
    Kind("received", "requests", _RECEIVED, lambda known: known["received"] > 0, {"received"}),
    Kind("closed", "requests", _CLOSED, lambda known: known["closed"] > 0, {"closed"}),
    Kind("balance", "requests", _BALANCE, lambda known: known["over"] > 0 and known["forward"] > 0 and known["received"] > 0, {"received", "over", "closed", "forward", "taken"}),
    Kind("carried out", "requests", _LEFT, lambda known: known["forward"] > 0, {"forward"}),
    Kind("carried in", "requests", _CAME, lambda known: known["over"] > 0, {"over"}),
    Kind("by result", "requests", _RESULTS, lambda known: several(("granted", "partially_granted", "denied", "unable"), known), {"closed", "granted", "partially_granted", "denied", "unable", "refused", "others", "released"}),
    Kind("by applicant", "requests", _APPLICANTS, lambda known: known["bodies"] > 0 and known["natural_person"] > 0, {"received", "natural_person", "bodies"}),
    Kind("share of a result", "requests", _SHARES, lambda known: 0 < known["granted"] < known["closed"], {"granted_share"}, _share, off("granted_share", "granted")),
    Kind("less than last year", "requests", _DOWN, lambda known: 5 < known["received"] < known["ly"], {"rate"}, change, off("rate")),
    Kind("disputes", "requests", _DISPUTES, lambda known: known["recon"] > 0 and known["lit"] > 0, {"recon", "lit"}),
    Kind("norms", "proactive", _NORMS, lambda known: _new(known) and known["normative_documents_in_force"] > 0, {"issued", "repealed", "in_force"}, _norms),
    Universal(
        "nothing came",
        "requests",
        (
            "{TIME}依申请公开[工作|]为零报告。",
            "{TIME}没有收到[任何单位或个人|群众]的[政府|]信息公开申请。",
            "{TIME}，{we}无依申请公开[事项|办件]。",
            "{TIME}{we}尚未[收到|接到]政府信息公开[方面的|]申请。",
        ),
        lambda known: not known["received"] and not known["over"],
        lambda known: known["received"] > 0,
    ),
    Universal(
        "nothing left",
        "requests",
        (
            "没有一件申请[跨年|结转到{next}年]办理。",
            "申请[实现|]零结转。",
            "[年末|年底]没有[在办|正在办理]的[政府信息公开|]申请。",
            "不存在结转{NEXTYEAR}办理的[政府信息公开|]申请。",
        ),
        lambda known: not known["forward"],
        lambda known: known["forward"] > 0,
    ),
    Universal(
        "all closed",
        "requests",
        (
            "收到的[政府信息公开|]申请[年内|当年]全部[答复|办理]完毕。",
            "[政府信息公开|]申请做到了100%办结。",
            "[政府信息公开|]申请当年收到、当年全部办结。",
            "所有[政府信息公开|]申请[皆|都]已依法[答复|办理]完毕。",
        ),
        lambda known: known["received"] > 0 and not known["forward"],
        lambda known: known["received"] > 0 and known["forward"] > 0,
    ),
    Universal(
        "no disputes",
        "requests",
        (
            f"不存在因{_ABOUT}引发的行政复议[和|、]行政诉讼。",
            f"{{TIME}}{{we}}{_ABOUT}工作[未|没有]引发行政复议[或|和]行政诉讼。",
            f"{_ABOUT}行政复议和行政诉讼[件数|数量]均为[零|0]。",
            f"{{TIME}}没有出现{_ABOUT}[类|]行政复议、行政诉讼[案件|]。",
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
            "[专区|服务窗口]全年接待查阅[群众|人员]{n:人次}，提供[现场|]查询{m:次}。",
            "对{n:req}疑难申请开展集体会商，邀请法律顾问参与{m:次}。",
            "一次性告知申请人补正[的|]{n:req}，[申请人|]逾期未补正{m:req}。",
            "{we}代[上级|市政府]拟答复{n:req}。",
            "{last}年结转的申请之外，[近两年|两年来]共[收到|办结]申请{n:req}。",
            "处理信访事项{n:req}，全部按期办结。",
            "[收到|受理]行政执法投诉{n:req}，办结率100%。",
            "[全年|]印发政务公开工作简报{m:期}，刊登经验做法{n:条}。",
            "[受理|办理]不动产登记资料查询申请{n:req}，全部当场办结。",
            "平均答复时限{m:个工作日}，较法定时限压缩{n:%}。",
        ),
        more=drawn,
    ),
)
