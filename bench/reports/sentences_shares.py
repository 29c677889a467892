"""
Sentences that divide the requests by applicant or by result, with or without shares.
"""

from decimal import Decimal
from random import Random

from bench.reports.draft import Sentence
from bench.reports.facts import Facts
from bench.reports.forms import APPLICANTS, COLUMNS
from bench.reports.sentences_requests import TOPIC
from bench.reports.wording import percent, say

RESULTS = {
    "granted": "予以公开",
    "partially_granted": "部分公开",
    "deny_": "不予公开",
    "unable_": "无法提供",
    "refuse_": "不予处理",
    "other_": "其他处理",
}

_BY_TYPE = (
    "新收申请按申请人分，{parts}。",
    "新收申请中，{parts}。",
    "从新收申请的申请人类型看，{parts}。",
    "新收申请的申请人构成为：{parts}。",
    "本年新收的{received}件申请中，{parts}。",
    "就新收申请的主体而言，{parts}。",
)
_BY_RESULT = (
    "从申请的办理结果看，{parts}。",
    "已办结的{closed}件申请中，{parts}。",
    "按办理结果分，{parts}。",
    "办理结果为：{parts}。",
    "全年办结的申请中，{parts}。",
    "答复类型方面，{parts}。",
)
_RESULT_SHARES = (
    "在办结的{closed}件申请中，{parts}。",
    "全年共办结{closed}件申请，其中{parts}。",
    "办结申请{closed}件，其中{parts}。",
    "本年度答复申请{closed}件，从结果看，{parts}。",
    "按办结总数{closed}件计算，{parts}。",
    "{closed}件已办结的申请里，{parts}。",
)
_TYPE_SHARES = (
    "本年新收申请{received}件，其中{parts}。",
    "在新收的{received}件申请中，{parts}。",
    "新收的{received}件申请里，{parts}。",
    "全年收到申请{received}件，按申请人分，{parts}。",
    "以本年新收{received}件为基数，{parts}。",
    "从新收{received}件申请的申请人看，{parts}。",
)
_SHARE = ("{name}{n}件，占{p}%", "{name}{n}件，占比{p}%", "{name}{n}件（占{p}%）")


def by_type(facts: Facts, random: Random) -> Sentence:
    """
    New requests by kind of applicant.
    """
    parts = "、".join(f"{name}{n}件" for name, n in _types(facts))
    return say(TOPIC, _BY_TYPE, facts, random, parts=parts)


def by_result(facts: Facts, random: Random) -> Sentence:
    """
    Closed requests by result.
    """
    parts = "、".join(f"{name}{n}件" for name, n in results(facts))
    return say(TOPIC, _BY_RESULT, facts, random, parts=parts)


def type_shares(facts: Facts, random: Random) -> Sentence:
    """
    The same with each kind's share of what came.
    """
    whole = facts.total("new_received")
    parts = _shares(_types(facts), whole, random)
    return say(TOPIC, _TYPE_SHARES, facts, random, parts=parts)


def result_shares(facts: Facts, random: Random) -> Sentence:
    """
    The same with each result's share of what was closed.
    """
    whole = facts.total("disposed_total")
    parts = _shares(results(facts), whole, random)
    return say(TOPIC, _RESULT_SHARES, facts, random, parts=parts)


def one_share(facts: Facts, random: Random, name: str, n: int, p: Decimal) -> Sentence:
    """
    One result and the share that someone gives it, right or wrong.
    """
    text = random.choice(_SHARE).format(name=name, n=n, p=p)
    return say(TOPIC, _RESULT_SHARES, facts, random, parts=text)


def results(facts: Facts) -> list[tuple[str, int]]:
    """
    The results that occur, with their numbers.
    """
    counted = ((name, facts.total(row)) for row, name in RESULTS.items())
    return [(name, n) for name, n in counted if n]


def _types(facts: Facts) -> list[tuple[str, int]]:
    labels = {column.id: column.label for column in COLUMNS}
    labels["other_org"] = "其他组织"
    counted = ((labels[each], facts.of("new_received", each)) for each in APPLICANTS)
    return [(name, n) for name, n in counted if n]


def _shares(parts: list[tuple[str, int]], whole: int, random: Random) -> str:
    form, places = random.choice(_SHARE), random.choice((1, 2, 2))
    filled = (form.format(name=name, n=n, p=percent(n, whole, places)) for name, n in parts)
    return "；".join(filled)
