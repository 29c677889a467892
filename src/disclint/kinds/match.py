"""
What a sentence says must be what the tables say.
"""

from collections.abc import Mapping, Sequence

from disclint import values
from disclint.facts import Facts
from disclint.kinds.binding import Binding, bind
from disclint.kinds.compiling import Compiler
from disclint.kinds.core import (
    FAIL,
    Compiled,
    Judge,
    Tally,
    leaf_places,
    note,
    subject_place,
)
from disclint.rules.functions import as_number
from disclint.rules.tracing import PASS, UNKNOWN, ask
from disclint.values import Number, Subject, Truth, leaves_of

NAME = "match"
VARIANTS = frozenset((FAIL,))
NAMES = {"claim": "claim", "accepted": "number"}


def compiled(compiler: Compiler) -> tuple[Judge, Binding]:
    """
    Fails at each claim whose value is none of the accepted ones; `accepted` is the first of them.

    What is accepted may differ from concept to concept.
    """
    concepts = tuple(
        compiler.known(each, "concept", sorted(compiler.concepts), "claims", index)
        for index, each in enumerate(compiler.option("claims"))
    )
    for index, each in enumerate(concepts):
        if compiler.concepts[each].value is None:
            raise compiler.rule.error(
                f"claims of {each!r} have no value", "give the concept a `value`", "claims", index,
                zh=(f"概念“{each}”没有值", "在概念里写上 value:"),
            )  # fmt: skip
    binding = bind(compiler, NAMES)
    inner = binding.compiler
    given = compiler.option("accept")
    if isinstance(given, Mapping):
        missing = next((each for each in concepts if each not in given), None)
        if missing is not None:
            raise compiler.rule.error(
                f"nothing is accepted for {missing!r}", f"add {missing}: [...]", "accept",
                zh=(f"没有写明“{missing}”应当等于什么", f"加上 {missing}: [...]"),
            )  # fmt: skip
        accepted = {
            each: inner.several("accept", compiler.known(each, "claim", concepts, "accept", each))
            for each in given
        }
    else:
        accepted = dict.fromkeys(concepts, inner.several("accept"))
    return lambda facts: _judged(facts, binding, concepts, accepted), binding


def _judged(
    facts: Facts,
    binding: Binding,
    concepts: tuple[str, ...],
    accepted: Mapping[str, tuple[Compiled, ...]],
) -> Tally:
    findings, checked, reasons = [], 0, list[str]()
    ask(concepts)
    for each in facts.claims(*concepts):
        claim = facts.claim(each)
        scope = binding.scope(facts, claim=claim)
        if not binding.admits(scope, reasons):
            continue
        numbers = [as_number(value(scope)) for value in accepted[each.concept.id]]
        scope.names["accepted"] = numbers[0]
        truth = _agrees(claim, numbers)
        if truth.value is None:
            reasons.extend(sorted(truth.reasons))
            note(scope, UNKNOWN, truth)
            continue
        checked += 1
        if truth.value:
            note(scope, PASS, truth)
            continue
        related = leaf_places(leaves_of(*numbers), facts)
        finding = binding.finding(scope, subject_place(claim, facts), related=related)
        note(scope, FAIL, truth, variant=finding.variant)
        findings.append(finding)
    return Tally(findings, checked, reasons)


def _agrees(claim: Subject, numbers: Sequence[Number]) -> Truth:
    value = as_number(claim.read("value"))
    return values.disjunction(*(values.equal(value, each) for each in numbers))
