"""
Laws of the engine: every rule ends in one verdict on any text, and nothing hangs on the order of rules.
"""

import random

import pytest
from attrs import evolve
from bench.reports import STYLES, faulty, sound
from hypothesis import given, settings
from hypothesis import strategies as st

from disclint.diagnostics import CRASHED, FAIL, SEVERITIES, UNKNOWN, VERDICTS
from disclint.engine import Program
from disclint.facts import Facts
from disclint.kinds.core import Tally
from disclint.readers import read
from disclint.source import Source
from tests.pack import EVERY_RULE, PROGRAM, check

RULES = sorted(each.rule.id for each in PROGRAM.rules)
FAULT = "TBL3-SUM-DISPOSED"

# Pieces of reports, and what reports are not made of.
WORDS = st.sampled_from(
    ["一、总体情况\n", "三、收到和处理政府信息公开申请情况\n", "2024年", "政府信息公开工作年度报告\n", "共收到申请", "12件",
     "，占", "50.5%", "。", "|", "\n", "(七)总计", "0", " ", "《条例》", "行政复议", "其中", "收取信息处理费", "万元", "（", "1月1日",
     "四、结转下年度继续办理", "零", "①", "\x00", "\u3000", "-", "〔2021〕30号", "第二十条第（一）项", "现行有效件数", "规章"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=80).map("".join))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_gives_one_verdict_for_each_rule(text: str) -> None:
    outcome = check(Source(text)).outcome
    assert [each.rule for each in outcome.verdicts] == RULES
    assert {each.status for each in outcome.verdicts} <= set(VERDICTS) - {CRASHED}
    for each in outcome.diagnostics:
        assert each.severity in SEVERITIES
        assert 0 <= each.span.start <= each.span.end <= len(text)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.data())
def test_a_report_cut_or_mixed_up_anywhere_is_judged(seed: int, data: st.DataObject) -> None:
    report = sound(seed, style=data.draw(st.sampled_from(sorted(STYLES))))
    text = read(report.data, f"x{report.suffix}").text
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    for piece in (text[first:last], text[last:] + text[:first]):
        outcome = check(Source(piece)).outcome
        assert [each.rule for each in outcome.verdicts] == RULES
        assert not [each for each in outcome.verdicts if each.status == CRASHED]


@pytest.mark.parametrize("seed", range(4))
def test_nothing_hangs_on_the_order_of_rules(seed: int) -> None:
    report = faulty(seed, FAULT)
    source = read(report.data, f"x{report.suffix}")
    rules = list(PROGRAM.rules)
    random.Random(seed).shuffle(rules)
    assert check(source).outcome == check(source, program=Program(PROGRAM.pack, tuple(rules))).outcome


def test_a_rule_that_breaks_ends_as_crashed_and_the_others_are_heard() -> None:
    def broken(_: Facts) -> Tally:
        message = "no such thing"
        raise KeyError(message)

    report = faulty(1, FAULT)
    source = read(report.data, f"x{report.suffix}")
    whole = check(source).outcome
    victim = next(each for each in PROGRAM.rules if each.rule.id == "SEC-ORDER")
    rules = tuple(evolve(each, judge=broken) if each is victim else each for each in PROGRAM.rules)
    outcome = check(source, program=Program(PROGRAM.pack, rules)).outcome
    verdict = next(each for each in outcome.verdicts if each.rule == "SEC-ORDER")
    assert (verdict.status, verdict.reasons) == (CRASHED, ("KeyError: 'no such thing'",))
    assert outcome.diagnostics == whole.diagnostics


def test_a_verdict_of_fail_has_a_finding_and_no_other_has() -> None:
    for seed in range(12):
        report = faulty(seed, FAULT)
        outcome = check(read(report.data, f"x{report.suffix}")).outcome
        spoken = {each.rule for each in outcome.diagnostics} | {
            rule for each in outcome.diagnostics for rule in each.folded
        }
        assert {each.rule for each in outcome.verdicts if each.status == FAIL} == spoken


def test_fingerprints_outlive_a_shift_of_lines() -> None:
    report = faulty(3, FAULT)
    source = read(report.data, f"x{report.suffix}")
    shifted = Source("\n\n\n" + source.text)
    before = check(Source(source.text)).outcome.diagnostics
    assert [each.fingerprint for each in before] == [
        each.fingerprint for each in check(shifted).outcome.diagnostics
    ]
    assert len({each.fingerprint for each in before}) == len(before)


def test_what_is_not_known_of_a_report_decides_nothing() -> None:
    outcome = check(
        Source("一、总体情况\n本机关认真做好政府信息公开工作。\n六、其他需要报告的事项\n无\n")
    ).outcome
    verdict = next(each for each in outcome.verdicts if each.rule == "FEE-MISSING")
    assert verdict.status not in (FAIL, UNKNOWN)
    assert "report year" in verdict.reasons[0]


def test_rules_that_are_not_wanted_have_no_verdict() -> None:
    report = sound(5)
    source = read(report.data, f"x{report.suffix}")
    chosen = evolve(EVERY_RULE, runs=lambda id, _: id.startswith("TBL4"))
    outcome = check(source, settings=chosen).outcome
    assert [each.rule for each in outcome.verdicts] == [each for each in RULES if each.startswith("TBL4")]
