"""
Numbered sentences on documents, decisions, publicity and disputes.
"""

from decimal import Decimal
from random import Random

from bench.reports.draft import Sentence
from bench.reports.facts import Facts
from bench.reports.wording import percent, say

_NORMS = (
    "全年制发行政规范性文件{issued}件，废止{repealed}件，现行有效{in_force}件。",
    "{Y}年共制发行政规范性文件{issued}件，废止行政规范性文件{repealed}件；截至年底，现行有效行政规范性文件{in_force}件。",
    "本年度出台行政规范性文件{issued}件，现行有效的行政规范性文件共{in_force}件，均已在网站公开。",
    "全年印发行政规范性文件{issued}件，现行有效行政规范性文件{in_force}件全部集中公开。",
    "{we}制发行政规范性文件{issued}件，宣布废止{repealed}件，目前现行有效的有{in_force}件。",
    "规范行政规范性文件管理，全年制发{issued}件、废止{repealed}件，现行有效{in_force}件。",
)
_NORMS_ISSUED = (
    "全年制发行政规范性文件{issued}件。",
    "{Y}年，{we}共出台行政规范性文件{issued}件。",
    "本年度印发行政规范性文件{issued}件，并同步公开解读材料。",
    "{we}全年制发行政规范性文件{issued}件，均按程序公开。",
    "{Y}年制定并发布行政规范性文件{issued}件。",
    "年内共制发行政规范性文件{issued}件。",
)
_NORMS_VALID = (
    "截至年底，现行有效的行政规范性文件共{in_force}件。",
    "目前现行有效行政规范性文件{in_force}件，已全部集中公开。",
    "集中公开现行有效行政规范性文件{in_force}件。",
    "规范性文件库收录现行有效行政规范性文件{in_force}件。",
    "截至12月31日，现行有效行政规范性文件{in_force}件。",
    "经清理，现行有效行政规范性文件为{in_force}件。",
)
_NORMS_NONE = (
    "本年度未制发行政规范性文件。",
    "全年未出台行政规范性文件。",
    "{Y}年没有制发行政规范性文件。",
    "{we}年内未制发行政规范性文件。",
    "本年度没有新制发的行政规范性文件。",
    "{Y}年未印发行政规范性文件。",
)
_DECISIONS = (
    "全年作出行政许可决定{licences}件，行政处罚决定{penalties}件。",
    "依法公开行政执法结果，全年办理行政许可{licences}件、行政处罚{penalties}件。",
    "本年度共办理行政许可{licences}件，作出行政处罚{penalties}件。",
    "{Y}年行政许可办理{licences}件，行政处罚办理{penalties}件，结果均按时公示。",
    "{we}全年作出行政许可{licences}件、行政处罚{penalties}件。",
    "行政许可{licences}件、行政处罚{penalties}件的处理决定均已公示。",
)
_PUBLICITY = (
    "全年通过门户网站发布各类信息{whole}条，其中政策文件{a}条、工作动态{b}条。",
    "{Y}年累计公开政府信息{whole}条，其中通知公告{a}条，财政信息{b}条。",
    "全年主动公开信息{whole}条，包括工作动态{a}条、公示公告{b}条、其他信息{c}条。",
    "政府网站全年更新信息{whole}条，其中重点领域信息{a}条，人事信息{b}条。",
    "各平台共发布信息{whole}条，其中门户网站{a}条、微信公众号{b}条。",
    "围绕重点工作主动发布信息{whole}条，其中规划计划{a}条，统计信息{b}条，其余{c}条为动态类信息。",
)
_TRAINING = (
    "全年举办业务培训{n}场，参训{m}人次。",
    "组织政务公开专题培训{n}次，覆盖{m}人次。",
    "召开新闻发布会{n}场，编发工作简报{m}期。",
    "开展政府开放日活动{n}场，邀请群众代表{m}人参加。",
    "制作图解、视频等解读产品{m}个，推出访谈节目{n}期。",
    "编发政府公报{n}期，赠阅{m}册。",
)
_GROWTH_UP = (
    "政务新媒体发布信息由上年的{a}条增加到{b}条，增长{p}%。",
    "解读材料由{last}年的{a}个增加到{b}个，增幅{p}%。",
    "公开的办事指南由上年的{a}条增至{b}条，增长{p}%。",
    "公开的典型案例由{last}年的{a}件增加到{b}件，增幅为{p}%。",
    "专栏信息更新量由上一年的{a}条提高到{b}条，增长{p}%。",
    "政策问答库收录问答由年初的{a}条增加到年末的{b}条，增长{p}%。",
)
_GROWTH_DOWN = (
    "政务新媒体账号由上年的{a}个减少到{b}个，下降{p}%。",
    "栏目由{last}年的{a}个减少到{b}个，降幅{p}%。",
    "季度监测发现的错链由上年的{a}条减少到{b}条，下降{p}%。",
    "重复栏目由年初的{a}个减少到{b}个，减少{p}%。",
    "表述差错由上一年的{a}条降到{b}条，降幅为{p}%。",
    "需要整改的问题由{last}年的{a}件减少到{b}件，下降{p}%。",
)
_DISPUTES = (
    "因政府信息公开工作被申请行政复议{recon}件，被提起行政诉讼{litigation}件。",
    "全年因政府信息公开引发行政复议{recon}件、行政诉讼{litigation}件。",
    "{Y}年，涉及政府信息公开的行政复议{recon}件，行政诉讼{litigation}件。",
    "本年度政府信息公开行政复议案件{recon}件、行政诉讼案件{litigation}件。",
    "政府信息公开类行政复议{recon}件，行政诉讼{litigation}件（其中未经复议直接起诉{direct}件、复议后起诉{after}件）。",
    "以{we}为被申请人的政府信息公开行政复议{recon}件，以{we}为被告的政府信息公开行政诉讼{litigation}件。",
)
_RECON = (
    "因政府信息公开工作被申请行政复议{recon}件。",
    "全年发生政府信息公开行政复议案件{recon}件。",
    "{Y}年，涉及政府信息公开的行政复议{recon}件。",
    "本年度因政府信息公开引发行政复议{recon}件。",
    "政府信息公开行政复议案件共{recon}件。",
    "{we}全年政府信息公开类行政复议{recon}件。",
)
_LITIGATION = (
    "因政府信息公开工作被提起行政诉讼{litigation}件。",
    "全年发生政府信息公开行政诉讼案件{litigation}件。",
    "{Y}年，涉及政府信息公开的行政诉讼{litigation}件。",
    "本年度因政府信息公开引发行政诉讼{litigation}件。",
    "政府信息公开行政诉讼案件共{litigation}件。",
    "{we}全年政府信息公开类行政诉讼{litigation}件。",
)
_NO_DISPUTES = (
    "未发生因政府信息公开工作被申请行政复议、提起行政诉讼的情况。",
    "本年度没有因政府信息公开引发的行政复议和行政诉讼。",
    "{Y}年未发生政府信息公开行政复议、行政诉讼案件。",
    "全年无因政府信息公开被申请行政复议或者提起行政诉讼的情形。",
    "{we}未因政府信息公开被申请行政复议，也未被提起行政诉讼。",
    "年内未发生涉及政府信息公开的行政复议及行政诉讼。",
)


def norms(facts: Facts, random: Random) -> Sentence:
    """
    Normative documents issued, repealed and in force.
    """
    columns = {each: facts.norms(each) for each in ("issued", "repealed", "in_force")}
    if not columns["issued"]:
        return say("norms", _NORMS_NONE, facts, random)
    variants = random.choice((_NORMS, _NORMS, _NORMS_ISSUED, _NORMS_VALID))
    return say("norms", variants, facts, random, **columns)


def norms_issued(facts: Facts, random: Random, number: int) -> Sentence:
    """
    How many normative documents were issued, as someone says.
    """
    return say("norms", _NORMS_ISSUED, facts, random, issued=number)


def norms_valid(facts: Facts, random: Random, number: int) -> Sentence:
    """
    How many normative documents are in force, as someone says.
    """
    return say("norms", _NORMS_VALID, facts, random, in_force=number)


def decisions(facts: Facts, random: Random) -> Sentence:
    """
    Licences and penalties, as in 表二.
    """
    named = ("licences", "penalties")
    numbers = {each: facts.values[f"disclosure/{each}/decisions"] for each in named}
    return say("decisions", _DECISIONS, facts, random, **numbers)


def publicity(facts: Facts, random: Random, excess: int = 0) -> Sentence:
    """
    Items published and some of their kinds; with an excess the parts outgrow the whole.
    """
    a, b, c = random.randint(20, 900), random.randint(10, 600), random.randint(5, 2000)
    whole = a + b - excess if excess else a + b + c
    variants = _PUBLICITY[:2] if excess else _PUBLICITY
    return say("publicity", variants, facts, random, whole=whole, a=a, b=b, c=c)


def training(facts: Facts, random: Random) -> Sentence:
    """
    Counts that no table knows.
    """
    n, m = random.randint(2, 30), random.randint(31, 900)
    return say("training", _TRAINING, facts, random, n=n, m=m)


def growth(facts: Facts, random: Random, off: Decimal = Decimal(0)) -> Sentence:
    """
    From so many to so many, by so much, plus what a fault adds.
    """
    a, change = random.randint(20, 300), random.randint(3, 200)
    places = random.choice((0, 1, 1, 2))
    if random.random() < 0.6:
        p = percent(change, a, places) + off
        return say("growth", _GROWTH_UP, facts, random, a=a, b=a + change, p=p)
    down = min(change, a - 1)
    p = percent(down, a, places) + off
    return say("growth", _GROWTH_DOWN, facts, random, a=a, b=a - down, p=p)


def disputes(facts: Facts, random: Random) -> Sentence:
    """
    Reconsiderations and lawsuits, or that there were none.
    """
    recon, suits = facts.disputed("reconsideration"), facts.disputed("litigation")
    if not recon and not suits:
        return no_disputes(facts, random)
    return say("disputes", _DISPUTES, facts, random)


def reconsiderations(facts: Facts, random: Random) -> Sentence:
    """
    Reconsiderations alone.
    """
    return say("disputes", _RECON, facts, random)


def lawsuits(facts: Facts, random: Random) -> Sentence:
    """
    Lawsuits alone.
    """
    return say("disputes", _LITIGATION, facts, random)


def no_disputes(facts: Facts, random: Random) -> Sentence:
    """
    That nobody went to law.
    """
    return say("disputes", _NO_DISPUTES, facts, random)
