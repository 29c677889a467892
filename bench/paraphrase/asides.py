"""
Sentences whose numbers are not the report's own totals: other years, bodies, channels, matters, parts and plans.

No table contradicts them, whatever they say; a linter has to leave them alone.
"""

from random import Random

from bench.paraphrase.kinds import Kind, Known

_LAST_YEAR = (
    "{LASTYEAR}[同期|]{GOT}[政府信息公开|]申请{n:req}。",
    "[较|比]{LASTYEAR}[增加|多]{n:req}。",
    "{last}年{we}共[收到|受理]{ASKED}{n:req}，[办结|答复]{m:req}。",
    "申请[量|数量]同比[增加|减少]{n:req}。",
    "[与|同]{LASTYEAR}[同期|]相比，申请量[增加|减少]{n:req}。",
    "{last}年为{n:req}。",
    "[回顾|对比]{last}年，当年[共|]受理{n:req}、办结{m:req}。",
    "[近三年|“十四五”以来|{last}年以来]，{we}累计受理{ASKED}{n:req}。",
)
_BODIES = (
    "其中{unit}[承办|办理|受理]{n:req}。",
    "[申请较为集中的|受理量居前的][单位|部门]为{unit}，[共|全年|]{n:req}。",
    "其中[涉及|反映]{unit}[职责|业务]的[申请|]{n:req}。",
    "{unit}[全年|]收到{ASKED}{n:req}，[办结|答复]{m:req}。",
    "[另|此外]，协助[上级机关|市直部门|省厅]办理[政府信息公开|]申请{n:req}。",
    "由{unit}[牵头|负责]答复{n:req}。",
    "[指导|督促][下级单位|基层单位]办理[政府信息公开|]申请{n:req}。",
)
_CHANNEL = (
    "其中[网上|在线|线上][提交|申请]{n:req}。",
    "通过[政府网站|在线申请平台|门户网站依申请公开栏目][收到|受理][的申请|申请]{n:req}。",
    "[当面|现场]递交的[申请|]有{n:req}。",
    "[以|通过]电子邮件[方式|][收到|提出]申请{n:req}。",
    "网络渠道[占多数|为主]，[共|]{n:req}。",
)
_TOPIC = (
    "[其中|]涉及[征地拆迁|土地征收|房屋征收]的[申请|]{n:req}。",
    "申请内容主要[涉及|集中在][征地补偿|城市规划|项目审批]等方面，[其中|]征地类{n:req}、规划类{m:req}。",
    "[关于|有关][环境保护|社会救助|教育招生]的申请[有|]{n:req}。",
    "[同一申请人|个别申请人][提出|提交]{n:req}。",
    "[征求第三方意见|会商研究][疑难|]申请{n:req}。",
    "[一次性告知补正|要求补正]{n:req}。",
    "[延期答复|经批准延期]{n:req}。",
    "申请人[主动撤回|自愿撤回]{n:req}。",
)
_MONTHS = (
    "[上半年|一季度|前三季度|{Y}年上半年][收到|受理]{ASKED}{n:req}。",
    "[{Y}年|]6月份[收到|受理]申请{n:req}[，为全年最多|]。",
    "[平均每月|月均][受理|收到][申请|]{n:req}。",
    "截至{Y}年[9|10|11]月底，[收到|办结]申请{n:req}。",
)
_BUSINESS = (
    "[全年|{Y}年][办理|答复]人大代表建议{n:req}、政协提案{m:req}，办结率100%。",
    "[受理|办结]12345[政务服务便民|]热线[工单|转办件]{n:req}。",
    "[回复|办结][领导信箱|网民留言|群众来信]{n:info}。",
    "[接待|解答][群众|来访|电话]咨询{m:人次}。",
    "[受理|办结][政务服务|行政审批]事项{n:req}。",
    "[收到|处理]信访[件|事项]{n:req}，均已办结。",
    "[开展|举办|组织][政务公开|信息公开|业务]培训{m:场次}。",
    "[召开|组织][新闻发布会|专题会议]{m:场}，[回应|解答]热点问题{n:个}。",
    "[受理|收到]行政许可申请{n:req}，办结{m:req}。",
    "[受理|办理]法律援助申请{n:req}。",
    "[收到|办结]投诉举报{n:req}。",
    "[办理|审理]行政复议案件{n:case}[，综合纠错率稳步下降|]。",
    "[编发|印发][政务信息|工作简报]{m:期}。",
)
_PLANS = (
    "{next}年，[力争|计划]将[平均|]答复时限压缩到{m:个工作日}[以内|]。",
    "下一步，{we}将[新增|开设]政务公开专区{m:个}。",
    "[计划|拟]于{next}年[举办|组织]培训{m:场}。",
)
_DOCUMENTS = (
    "[审查|合法性审查]行政规范性文件{n:doc}。",
    "[各部门|部门]制发行政规范性文件{n:doc}。",
    "[清理|梳理|评估]规范性文件{n:doc}。",
    "[解读|发布解读]规范性文件{n:doc}。",
    "[印发|制发]各类公文{n:doc}[，主动公开率稳步提高|]。",
    "[公示|公开]行政许可[信息|结果]{n:info}、行政处罚[信息|结果]{m:info}。",
    "[上报|报送]备案[审查|]规范性文件{n:doc}。",
)
_LOOSE = (
    "网站[全年|]访问量[达|超过|]{big:人次}。",
    "政务新媒体[发布|推送]信息{n:info}，[总|]阅读量{big:次}。",
    "[开放|打造]政务公开专区{m:个}，服务群众{n:人次}。",
    "[公开|发布]惠企政策{n:info}，惠及企业{m:家}。",
)


def _drawn(known: Known, random: Random) -> dict[str, object]:
    size = max(12, known["received"])
    return {
        "n": random.choice((random.randint(2, 9), random.randint(5, size), random.randint(30, 900))),
        "m": random.randint(2, 40),
        "big": random.randint(8_000, 900_000),
    }


def _part(known: Known, random: Random) -> dict[str, object]:
    n = random.randint(1, max(1, known["received"] - 1))
    return {"n": n, "m": max(1, n - random.randint(0, 2))}


def _some(known: Known) -> bool:
    return bool(known["received"] > 4)


KINDS = (
    Kind("of last year", "requests", _LAST_YEAR, _some, more=_drawn),
    Kind("of another body", "requests", _BODIES, _some, more=_part),
    Kind("of one channel", "requests", _CHANNEL, _some, more=_part),
    Kind("of one topic", "requests", _TOPIC, _some, more=_part),
    Kind("of some months", "requests", _MONTHS, _some, more=_part),
    Kind("of other business", "requests", _BUSINESS, more=_drawn),
    Kind("of a plan", "requests", _PLANS, more=_drawn),
    Kind("of other documents", "proactive", _DOCUMENTS, more=_drawn),
    Kind("about", "proactive", _LOOSE, more=_drawn, loose=True),
)
