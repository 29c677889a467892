"""
Sentences on what came in, what was done and what was left.
"""

from bench.paraphrase.kinds import Kind, Universal

_RECEIVED = (
    "{TIME}，{WE}{ALL}{GOT}{ASKED}[共计|总计|合计|||]{received:req}[|，{INTIME}]。",
    "{TIME}，{WE}{ALL}{GOT}[公民、法人和其他组织|社会公众|公民和企业|申请人]的{ASKED}{received:req}。",
    "{TIME}[，|]公民、法人[和|或|及]其他组织[共|累计|]向{we}[提出|提交|递交]{ASKED}{received:req}。",
    "{TIME}{we}{GOT}的{ASKED}[为|有|共|数量为|总数为|共计|共有]{received:req}。",
    "{ASKED}[方面|情况][，|：|。]{TIME}{ALL}[收到|受理]{received:req}。",
    "{TIME}，{WE}{ALL}{GOT}{received:req}{ASKED}。",
    "{TIME}，{ASKED}[收件|受理|新收]量[为|达|达到|共]{received:req}。",
    "{TIME}，共有{received:req}{ASKED}[被|获]{we}受理。",
    "{TIME}，{we}[依法|规范|及时][受理|接收]{ASKED}[共|共计|]{received:req}，[办理过程|答复内容][规范|合法]有据。",
    "{TIME}[我们|]{ALL}{GOT}{ASKED}{received:req}，[件件登记|逐件登记|建立台账][、|，]专人[跟进|跟踪]。",
    "[通过|经由][网络、信函、当面|线上线下|网站、邮寄和现场]等[多种|各种|]渠道，{TIME}{ALL}{GOT}{ASKED}{received:req}。",
    "[据统计|经统计]，{TIME}{we}{ALL}{GOT}{ASKED}{received:req}。",
)
_CARRIED_IN = (
    "{LASTYEAR}结转[过来|][的|]{ASKED}[为|有|共|]{over:req}。",
    "另有{over:req}[申请|]系{LASTYEAR}结转[而来|]。",
    "{last}年[未办结|尚未答复]而结转[至|到][本年|今年|本年度][办理|继续办理|]的[申请|][有|共|]{over:req}。",
    "[此外|同时]，[承接|结转]{LASTYEAR}[申请|未办结申请]{over:req}。",
    "{LASTYEAR}[申请|]结转[至|到]本年[度|]{over:req}[，已全部纳入台账|]。",
    "{LASTYEAR}结转[本年|][继续|]办理[申请|]{over:req}。",
    "从{LASTYEAR}结转[来|]的[申请|政府信息公开申请]{over:req}。",
)
_CLOSED = (
    "[截至{Y}年12月31日|截至年底|截至年末|截至{Y}年底]，[已|共|累计|]{DONE}{ASKED}{closed:req}。",
    "{TIME}{ALL}[依法|按期|]{DONE}[申请|政府信息公开申请|申请人申请]{closed:req}。",
    "{ASKED}[全年|][已|共|]{DONE}{closed:req}。",
    "[全年|本年度|年内]{we}{DONE}{ASKED}{closed:req}[，答复书格式统一|，无一超期|]。",
    "已有{closed:req}申请[办理完毕|得到答复|办结]。",
    "[全年|年内]{DONE}{closed:req}{ASKED}。",
    "[年内|全年|本年度]{DONE}的[申请|政府信息公开申请][共|有|为|共计]{closed:req}。",
    "{closed:req}{ASKED}[年内|]已[办结|答复]。",
)
_CARRIED_OUT = (
    "结转{NEXTYEAR}[继续|]办理[的申请|的|][为|有|共|]{forward:req}。",
    "[尚有|还有|其余|剩余|另有]{forward:req}[申请|]结转[至|到|]{NEXTYEAR}[办理|继续办理|答复|]。",
    "[尚有|还有|另有]{forward:req}[申请|]未到答复期限，[结转|顺延][至|到]{NEXTYEAR}[办理|]。",
    "{forward:req}[申请|]因[年底|12月下旬]收到、尚在[法定|]期限内，结转[至|到]{NEXTYEAR}办理。",
    "{forward:req}被结转[至|到]{NEXTYEAR}[继续|]办理。",
    "[年末|年底|截至12月31日][仍|尚][有|]{forward:req}[申请|][正在办理|在办|未办结]，[将|]结转{NEXTYEAR}。",
    "需结转{NEXTYEAR}[办理|继续办理]的[申请|]{forward:req}。",
    "[转入|转]{NEXTYEAR}[继续|]办理{forward:req}。",
)
_HANDLED = (
    "{TIME}，{WE}{ALL}[办理|处理]{ASKED}{handled:req}。",
    "{TIME}[，|]{we}{ALL}办理{handled:req}{ASKED}。",
    "{ASKED}[方面|]，{TIME}{ALL}办理{handled:req}。",
    "{TIME}{ASKED}办理量[为|达]{handled:req}。",
    "{TIME}[，|]{we}[依法|认真|规范]办理{ASKED}[共|]{handled:req}，[未发生|没有出现]超期[答复|]情况。",
)
_BALANCE = (
    "{TIME}，{WE}[新收|收到]{ASKED}{received:req}，{LASTYEAR}结转{over:req}，{DONE}{closed:req}，结转{NEXTYEAR}{forward:req}。",
    "{TIME}[，|]{we}共[办理|承办]{ASKED}{taken:req}（[其中|含]{last}年结转{over:req}、本年新收{received:req}），[已|共|]{DONE}{closed:req}，[余下|剩余|其余]{forward:req}结转{NEXTYEAR}[办理|]。",
    "{LASTYEAR}结转{over:req}、本年[度|]新收{received:req}，[两项|二者|]合计{taken:req}申请；年内{DONE}{closed:req}，结转{NEXTYEAR}{forward:req}。",
    "{TIME}{ASKED}新收{received:req}、{LASTYEAR}结转{over:req}；[答复|办结]{closed:req}、结转{NEXTYEAR}办理{forward:req}。",
    "{TIME}，{we}{DONE}{ASKED}{closed:req}（[含|包括]{LASTYEAR}结转的{over:req}），[另有|还有]{forward:req}结转{NEXTYEAR}办理。",
    "{TIME}，{WE}{ALL}{GOT}{ASKED}{received:req}，加上{LASTYEAR}结转的{over:req}，[应办理|需办理|共需办理]{taken:req}，[实际|]{DONE}{closed:req}，[其余|剩余]{forward:req}结转[至|]{NEXTYEAR}。",
    "{TIME}新收[政府信息公开|]申请{received:req}，办结{closed:req}[（含{LASTYEAR}结转{over:req}）|]，{forward:req}结转{NEXTYEAR}继续办理。",
    "[依申请公开工作|]{LASTYEAR}结转[申请|]{over:req}，{TIME}新收[申请|]{received:req}，办结[申请|]{closed:req}，结转{NEXTYEAR}[申请|]{forward:req}。",
    "{TIME}{GOT}{ASKED}{received:req}，其中{closed_new:req}[年内|当年][办结|答复]，{forward:req}结转{NEXTYEAR}。",
)

KINDS = (
    Kind("received", "requests", _RECEIVED, lambda known: known["received"] > 0, {"received"}),
    Kind(
        "received about",
        "requests",
        _RECEIVED,
        lambda known: known["received"] >= 20,
        {"received"},
        loose=True,
    ),
    Kind("carried in", "requests", _CARRIED_IN, lambda known: known["over"] > 0, {"over"}),
    Kind("closed", "requests", _CLOSED, lambda known: known["closed"] > 0, {"closed"}),
    Kind("carried out", "requests", _CARRIED_OUT, lambda known: known["forward"] > 0, {"forward"}),
    Kind("handled", "requests", _HANDLED, lambda known: known["closed"] > 0, {"handled"}),
    Kind(
        "balance",
        "requests",
        _BALANCE[:-1],
        lambda known: known["taken"] > 0 and known["over"] > 0 and known["forward"] > 0,
        {"received", "over", "closed", "forward", "taken"},
    ),
    Kind(
        "balance without arrears",
        "requests",
        _BALANCE[-1:],
        lambda known: known["received"] > 0 and not known["over"] and known["forward"] > 0,
        {"received", "closed_new", "forward"},
        lambda known, _random: {"closed_new": known["closed"]},
    ),
)
UNIVERSALS = (
    Universal(
        "nothing came",
        "requests",
        (
            "{TIME}，{WE}[未|没有]{GOT}[过|]{ASKED}。",
            "{TIME}，{WE}[未|没有][收到|接到][任何|公民、法人或其他组织提出的|公民、法人和其他组织的]政府信息公开申请。",
            "{TIME}{we}无{ASKED}。",
            "{TIME}，没有[公民、法人或其他组织|单位和个人|申请人]向{we}提出政府信息公开申请。",
            "{TIME}{GOT}{ASKED}0件。",
            "{TIME}{we}[无|没有]新收[政府信息公开|]申请。",
        ),
        lambda known: not known["received"] and not known["over"],
        lambda known: known["received"] > 0,
    ),
    Universal(
        "nothing left",
        "requests",
        (
            "[无|没有]结转{NEXTYEAR}[继续|]办理的[申请|政府信息公开申请]。",
            "[年末|年底|]无[申请|]结转{NEXTYEAR}的情况。",
            "政府信息公开申请[无|没有]结转{NEXTYEAR}[办理|]的情况。",
            "结转{NEXTYEAR}[继续办理|办理]0件。",
            "没有需要结转[到|至]{NEXTYEAR}[办理|]的申请。",
        ),
        lambda known: not known["forward"],
        lambda known: known["forward"] > 0,
    ),
    Universal(
        "all closed",
        "requests",
        (
            "[收到|受理]的[政府信息公开|]申请[已|均已|]全部[办结|办理完毕|答复完毕]。",
            "[上述|所有|全部]申请[均已|都已|全部][办结|办理完毕|答复完毕]。",
            "[政府信息公开|]申请办结率[达到|达|为|]100%。",
            "对[收到|受理]的政府信息公开申请，[均已|全部][依法|按时|按期|]办结。",
            "[当年|年内]收到的申请年内全部办结。",
            "[以上|上述]政府信息公开申请[均|全部|都]在年内[办结|答复完毕]。",
        ),
        lambda known: known["received"] > 0 and not known["forward"],
        lambda known: known["received"] > 0 and known["forward"] > 0,
    ),
)
