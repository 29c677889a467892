"""
What is said of some requests, of each, of another time or body is no count of the table: no error may rest on it.

The sentences are put together here, from ways to narrow a count down or to deny a part, around verbs and objects of the form.
"""

from collections.abc import Iterator
from random import Random

import pytest
from bench.paraphrase.paragraphs import _base
from bench.paraphrase.score import _judged, _key
from bench.reports.draft import Draft, Sentence, adding
from bench.reports.facts import sound_facts

from disclint.diagnostics import ERROR
from disclint.session import data

VERBS = ("收到", "受理", "办理", "接收", "办结", "答复")
REQUESTS = ("政府信息公开申请", "依申请公开申请", "信息公开申请", "依申请公开件", "申请")
COUNTS = ("3", "三", "两", "1", "一", "5")
# {v} is a verb, {q} what is counted, {n} a count that no cell has.
COUNTED = (
    "每{v}{n}件{q}即登记造册",
    "如{v}{n}件同类{q}，合并办理",
    "平均每月{v}{q}{n}件",
    "{v}{q}{n}件/月",
    "单日最高{v}{q}{n}件",
    "12月31日当天{v}{q}{n}件",
    "12月{v}{q}{n}件",
    "节假日期间{v}{q}{n}件",
    "年底前{v}{q}{n}件",
    "一季度{v}{q}{n}件",
    "上年{v}{q}{n}件",
    "预计明年{v}{q}{n}件",
    "当场{v}{q}{n}件",
    "当日{v}{q}{n}件",
    "延期{v}{q}{n}件",
    "逾期{v}{q}{n}件",
    "提前{v}{q}{n}件",
    "模拟{v}{q}{n}件",
    "转送{v}{q}{n}件",
    "退回{v}{q}{n}件",
    "集体研究{v}{q}{n}件",
    "累计为基层指导{v}{q}{n}件",
    "代市政府{v}{q}{n}件",
    "疑难{q}{v}{n}件",
    "工作日外{v}{q}{n}件",
    "5个工作日内{v}{q}{n}件",
    "做到{v}一件、登记一件{q}",
    "较上年多{v}{q}{n}件",
    "{v}涉及征地的{q}{n}件",
)
RESULTS = ("予以公开", "部分公开", "不予公开", "不予处理", "无法提供")
ANSWERED = (
    "每{r}{n}件申请即回访一次",
    "延期答复后{r}{n}件",
    "讨论{r}申请{n}件",
    "结转的申请中{r}{n}件",
    "涉及征地的申请{r}{n}件",
    "抽查{r}的申请{n}件",
    "上年{r}{n}件",
)
DISPUTES = ("政府信息公开行政复议", "因信息公开引发的行政诉讼")
DISPUTED = (
    "每发生{n}件{d}即复盘",
    "如发生{d}{n}件以上，予以约谈",
    "避免发生{d}{n}件",
    "成功化解{d}{n}件",
    "征地拆迁引发的{d}{n}件",
    "平均每年{d}{n}件",
    "上年{d}{n}件",
)
DENIED = (
    "12月未{v}{q}",
    "上年没有{v}{q}",
    "春节期间未{v}{q}",
    "此后未{v}{q}",
    "除上述情形外，未{v}{q}",
    "因系统故障未{v}{q}",
    "财务领域未{v}{q}",
    "网站未{v}{q}",
    "如未{v}{q}，应当零报告",
    "对未{v}{q}的科室不再发函",
    "未{v}{q}的补正材料",
    "未{v}关于{q}的意见",
    "没有{v}企业{q}",
)
ALL = ("上年结转的{q}", "企业{q}", "交办的{q}", "内容明确的{q}", "重复{q}", "其他{q}", "网上{q}")
NONE = (
    "没有再{v}一件{q}",
    "从未{v}任何一件{q}",
    "未再{v}1件{q}",
    "未曾{v}{q}一件",
)


@pytest.fixture(scope="module")
def busy() -> Draft:
    """
    A sound report whose rows are all far from the counts here.
    """
    for seed in range(950_000, 951_000):
        facts = sound_facts(Random(f"{seed}/d"), kind="department", edition="2021")
        rows = ("new_received", "carried_over", "carried_forward", "granted", "deny_third_party")
        if all(facts.of(each, "total") > 9 for each in rows):
            return _base(facts, Random("busy"))
    raise AssertionError("no such report")


@pytest.fixture(scope="module")
def idle() -> Draft:
    """
    A sound report of an agency that received nothing.
    """
    for seed in range(950_000, 956_000):
        facts = sound_facts(Random(f"{seed}/d"), kind="department", edition="2021")
        if not facts.of("new_received", "total") and not facts.of("carried_over", "total"):
            return _base(facts, Random("idle"))
    raise AssertionError("no such report")


def errors(draft: Draft, sentence: str | None) -> set[tuple[str, str, str]]:
    shown = adding(draft, "requests", Sentence("some", sentence)) if sentence else draft
    found = _judged(shown, "pipe", 1, data.program()).findings
    return {_key(each) for each in found if each.severity == ERROR}


def sentences(patterns: tuple[str, ...], times: int) -> Iterator[str]:
    random = Random(f"{patterns}")
    for pattern in patterns:
        for _ in range(times):
            yield (
                pattern.format(
                    v=random.choice(VERBS[:2] + VERBS[3:4] if patterns in (DENIED, NONE) else VERBS),
                    q=random.choice(REQUESTS),
                    n=random.choice(COUNTS),
                    r=random.choice(RESULTS),
                    d=random.choice(DISPUTES),
                )
                + "。"
            )


@pytest.mark.parametrize("patterns", [COUNTED, ANSWERED, DISPUTED, DENIED])
def test_what_is_said_of_some_is_held_against_no_total(patterns: tuple[str, ...], busy: Draft) -> None:
    before = errors(busy, None)
    told = {each: errors(busy, each) - before for each in sentences(patterns, 2)}
    assert {each: found for each, found in told.items() if found} == {}


@pytest.mark.parametrize("ending", ["全部办结", "均已办结", "全部按期办结"])
def test_all_of_some_are_not_all(ending: str, busy: Draft) -> None:
    before = errors(busy, None)
    told = {each: errors(busy, each.rstrip("。") + ending + "。") - before for each in sentences(ALL, 1)}
    assert {each: found for each, found in told.items() if found} == {}


def test_not_a_single_one_is_none(idle: Draft) -> None:
    before = errors(idle, None)
    told = {each: errors(idle, each) - before for each in sentences(NONE, 4)}
    assert {each: found for each, found in told.items() if found} == {}


def test_the_plain_count_and_denial_are_held_against_the_table(busy: Draft, idle: Draft) -> None:
    before, calm = errors(busy, None), errors(idle, None)
    assert errors(busy, "全年收到政府信息公开申请3件。") - before
    assert errors(busy, "全年未收到政府信息公开申请。") - before
    assert errors(busy, "政府信息公开申请均已办结。") - before
    assert errors(idle, "全年收到政府信息公开申请3件。") - calm
