"""
What explanations are made of: the trace of the evaluation itself, which must end as the engine does.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.reports import faulty, sound

from disclint.diagnostics import FAIL, PASS
from disclint.engine.examples import staged
from disclint.engine.judging import Judged, judge
from disclint.engine.program import Compiled, compiled
from disclint.engine.tracing import traced
from disclint.facts import Facts, facts_of
from disclint.grammar import parse
from disclint.readers import read
from disclint.rules import tracing
from disclint.rules.tracing import Instance, recorded
from disclint.source import Source
from tests.forms import EDITIONS, LEXICON
from tests.pack import PACK, PROGRAM

RULES = {each.rule.id: each for each in PROGRAM.rules}


def facts(source: Source, **given: object) -> Facts:
    parsed = parse(source, EDITIONS, LEXICON, **given)  # type: ignore[arg-type]
    return facts_of(parsed.report, parsed.flow, parsed.source, EDITIONS, PACK.vocabulary)


def ended(judged: Judged) -> object:
    tally = judged.tally
    return (
        judged.verdict,
        [(each.place, each.variant, each.related, each.replacement) for each in tally.findings],
        [(dict(each.terms), each.residual) for each in tally.equations],
    )


def outcomes(instances: Iterator[Instance] | tuple[Instance, ...]) -> list[str]:
    return [each.outcome for each in instances]


def assert_told(rule: Compiled, of: Facts) -> None:
    """
    What is taken down ends as what is not, and tells it.
    """
    plain = judge(rule, of)
    with recorded():
        assert ended(judge(rule, of)) == ended(plain)
    trace = traced(rule.rule, PACK, EDITIONS, of)
    assert trace.verdict == plain.verdict
    told = outcomes(trace.instances)
    assert (tracing.FAIL in told) == (plain.verdict.status == FAIL)
    if plain.verdict.status == PASS:
        assert tracing.PASS in told
        assert tracing.UNKNOWN not in told


@pytest.mark.parametrize("id", sorted(RULES))
def test_a_trace_ends_as_its_rule_does_on_its_examples(id: str) -> None:
    rule = RULES[id]
    for example in rule.rule.examples:
        assert_told(rule, staged(PROGRAM, rule.rule, example, EDITIONS, LEXICON)[1])


@pytest.mark.parametrize("name", ["2019-faulty.txt", "2021-faulty.html", "2021-sound.txt"])
def test_traces_end_as_all_rules_do_on_a_report(name: str) -> None:
    path = Path("examples") / name
    of = facts(read(path.read_bytes(), name))
    for rule in PROGRAM.rules:
        plain = judge(rule, of)
        with recorded():
            assert ended(judge(rule, of)) == ended(plain)


def test_a_trace_shows_each_row_with_its_numbers() -> None:
    report = sound(3)
    trace = traced(RULES["TBL3-SUM-ROW"].rule, PACK, EDITIONS, facts(read(report.data, "x.txt")))
    assert outcomes(trace.instances) == [PASS] * 25
    assert all(len(each.leaves) == 7 for each in trace.instances)
    assert all([part.path[0] for part in each.parts] == ["parts", "total"] for each in trace.instances)


def test_a_trace_tells_which_condition_excluded() -> None:
    rule = RULES["PCT-SHARE"].rule
    of = facts(Source("一、总体情况\n答复申请300件，其中网上申请240件，占180%。"), year=2024)
    (instance,) = [each for each in traced(rule, PACK, EDITIONS, of).instances if each.by]
    assert (instance.outcome, instance.by) == (tracing.EXCLUDED, "where")
    assert [part.path for part in instance.parts] == [("where",)]


def test_nothing_is_taken_down_unless_it_is_asked_for() -> None:
    made = compiled(RULES["TBL3-SUM-ROW"].rule, PACK, EDITIONS, traced=True)
    report = faulty(3, "TBL3-SUM-ROW")
    assert judge(made, facts(read(report.data, "x.txt"))).verdict.status == FAIL
    assert tracing.recording() is None
