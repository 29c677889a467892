"""
True sentences whose numbers have another scope than the tables, to lead a reader astray.
"""

from random import Random

from bench.reports.draft import Sentence
from bench.reports.facts import Facts
from bench.reports.sentences_requests import TOPIC
from bench.reports.wording import percent, say

_OTHER_NORMS = (
    "全年备案审查部门行政规范性文件{n}件。",
    "对各部门报送的{n}件行政规范性文件进行合法性审核。",
    "指导各部门清理部门行政规范性文件{n}件。",
    "督促部门公开部门行政规范性文件{n}件。",
    "完成各部门行政规范性文件备案{n}件。",
    "抽查部门行政规范性文件公开情况，涉及文件{n}件。",
)
_OTHER_DISPUTES = (
    "作为行政复议机关，全年审结各类行政复议案件{n}件。",
    "依法公开行政复议决定书{n}份。",
    "行政复议机构全年受理各类复议申请{n}件，案由涵盖征地、治安等领域。",
    "全年开展行政应诉业务培训，整理典型案例{n}件。",
    "行政复议机构全年调解各类争议{n}件。",
    "网上公开各领域行政复议案件办理情况{n}条。",
)
_MORE = (
    "与{last}年的{last_year}件相比，新收申请量增长{p}%。",
    "新收申请量由{last}年的{last_year}件增加到{received}件，增长{p}%。",
    "本年新收申请{received}件，较上年的{last_year}件增长{p}%。",
    "新收申请由上年的{last_year}件增至{received}件，增幅{p}%。",
    "新收{received}件申请，比{last}年的{last_year}件上升{p}%。",
    "本年新收{received}件，上年新收{last_year}件，同比增长{p}%。",
)
_FEWER = (
    "与{last}年的{last_year}件相比，新收申请量下降{p}%。",
    "新收申请量由{last}年的{last_year}件减少到{received}件，下降{p}%。",
    "本年新收申请{received}件，较上年的{last_year}件下降{p}%。",
    "新收申请由上年的{last_year}件降至{received}件，降幅{p}%。",
    "新收{received}件申请，比{last}年的{last_year}件减少{p}%。",
    "本年新收{received}件，上年新收{last_year}件，同比下降{p}%。",
)


def other_norms(facts: Facts, random: Random) -> Sentence:
    """
    Normative documents of others.
    """
    return say("norms-other", _OTHER_NORMS, facts, random, n=random.randint(3, 90))


def other_disputes(facts: Facts, random: Random) -> Sentence:
    """
    Reconsiderations that are not about information.
    """
    n = random.randint(20, 900)
    return say("disputes-other", _OTHER_DISPUTES, facts, random, n=n)


def year_on_year(facts: Facts, random: Random) -> Sentence:
    """
    New requests of the year against those of the last.
    """
    now, then = facts.total("new_received"), facts.last_year
    variants = _MORE if now >= then else _FEWER
    p = percent(abs(now - then), then, random.choice((1, 2)))
    return say(TOPIC, variants, facts, random, p=p)
