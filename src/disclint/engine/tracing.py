"""
How a rule ended on a report, with the trace of what it did there.

The trace is the evaluation itself, taken down; there is no second one that could drift from it.
"""

from collections.abc import Iterable, Mapping

from attrs import evolve

from disclint.editions import Edition
from disclint.engine.judging import judge
from disclint.engine.program import Compiled, compiled
from disclint.facts import Facts
from disclint.rules.model import Rule
from disclint.rules.pack import Pack
from disclint.rules.tracing import FAIL, PASS, Instance, Trace, recorded


def traced(rule: Rule, pack: Pack, editions: Mapping[str, Edition], facts: Facts) -> Trace:
    """
    The trace of a rule, with every expression that it evaluated.
    """
    return _trace(compiled(rule, pack, editions, traced=True), facts)


def traces(rules: Iterable[Compiled], facts: Facts) -> Iterable[Trace]:
    """
    The traces of many rules, without their expressions.
    """
    return (_trace(each, facts) for each in rules)


def _trace(rule: Compiled, facts: Facts) -> Trace:
    with recorded() as record:
        judged = judge(rule, facts)
        # What was evaluated for nothing that was looked at is told with the domains.
        record.begin()
    told = tuple(_meant(each, rule.rule) for each in record.instances)
    return Trace(rule.rule, judged.verdict, told, tuple(record.before), tuple(record.concepts))


def _meant(instance: Instance, rule: Rule) -> Instance:
    if instance.outcome != FAIL or not rule.only or instance.variant in rule.only:
        return instance
    return evolve(instance, outcome=PASS, by="only")
