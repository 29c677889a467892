"""
What a sentence says must be what the tables say.

With `among`, only where the numbers beside it do: then words that other reports use of a part may be meant of the whole.
"""

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from disclint import values
from disclint.facts import Facts
from disclint.facts.claims import Claim
from disclint.facts.concepts import REPORT
from disclint.facts.ranges import Range
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
from disclint.rules.tracing import EXCLUDED, PASS, UNKNOWN, ask, recorded
from disclint.values import Number, Truth, leaves_of

NAME = "match"
VARIANTS = frozenset((FAIL,))
NAMES = {"claim": "claim", "accepted": "number"}


def compiled(compiler: Compiler) -> tuple[Judge, Binding]:
    """
    Fails at each claim whose value is none of the accepted ones; `accepted` is the first of them.

    What is accepted may differ from concept to concept.  With `among`, fails only for a number that stands alone in
    its passage: those that are accepted there have at least so many digits, are as many, and no sure claim has read it.
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
    sure = [id for id, each in compiler.concepts.items() if each.scope == REPORT and each.value]
    among = _Among(compiler.option("among"), tuple(sure)) if compiler.option("among") else None
    return lambda facts: _judged(facts, binding, concepts, accepted, among), binding


@frozen
class _Among:
    """
    How many digits have to agree around a number, and the concepts whose claims are sure.
    """

    digits: int
    sure: tuple[str, ...]


def _judged(
    facts: Facts,
    binding: Binding,
    concepts: tuple[str, ...],
    accepted: Mapping[str, tuple[Compiled, ...]],
    among: _Among | None,
) -> Tally:
    findings, checked, reasons = [], 0, list[str]()
    alone: frozenset[tuple[str, int]] | None = None
    ask(concepts)
    for each in facts.claims(*concepts):
        scope = binding.scope(facts, claim=facts.claim(each))
        if not binding.admits(scope, reasons):
            continue
        numbers = [as_number(value(scope)) for value in accepted[each.concept.id]]
        scope.names["accepted"] = numbers[0]
        truth = _agrees(each, numbers, facts)
        if truth.value is None:
            reasons.extend(sorted(truth.reasons))
            note(scope, UNKNOWN, truth)
            continue
        if among is not None and not truth.value:
            if alone is None:
                # What is looked at besides belongs to no instance.
                with recorded():
                    alone = frozenset(_alone(facts, binding, concepts, accepted, among))
            if (each.concept.id, each.match.start) not in alone:
                note(scope, EXCLUDED, truth, by="among")
                continue
        checked += 1
        if truth.value:
            note(scope, PASS, truth)
            continue
        related = leaf_places(leaves_of(*numbers), facts)
        finding = binding.finding(scope, subject_place(facts.claim(each), facts), related=related)
        note(scope, FAIL, truth, variant=finding.variant)
        findings.append(finding)
    return Tally(findings, checked, reasons)


def _alone(
    facts: Facts,
    binding: Binding,
    concepts: tuple[str, ...],
    accepted: Mapping[str, tuple[Compiled, ...]],
    among: _Among,
) -> Iterator[tuple[str, int]]:
    """
    The claims that are wrong beside enough that are right, one for each number: their concepts, and where they begin.
    """
    passages: dict[Range, list[tuple[int, Claim, bool | None]]] = {}
    for each in facts.claims(*concepts):
        scope = binding.scope(facts, claim=facts.claim(each))
        if binding.admits(scope, []):
            numbers = [as_number(value(scope)) for value in accepted[each.concept.id]]
            agrees = _agrees(each, numbers, facts).value
            passages.setdefault(facts.words.passage(each.match.start), []).append((_at(each), each, agrees))
    sure = {_at(each) for each in facts.claims(*among.sure)}
    for several in passages.values():
        right = {at: _digits(each) for at, each, agrees in several if agrees}
        # What may be right is not wrong, and what has been read for certain is judged by others.
        known = sure.union(at for at, _, agrees in several if agrees is not False)
        wrong = {at: each for at, each, _ in reversed(several) if at not in known}
        if sum(right.values()) >= among.digits and len(wrong) <= len(right):
            yield from ((each.concept.id, each.match.start) for each in wrong.values())


def _at(claim: Claim) -> int:
    """
    Where the number of a claim begins.
    """
    return claim.value.start if claim.value else claim.match.start


def _digits(claim: Claim) -> int:
    """
    Of how many digits a number is; that something is nought is said of anything.
    """
    value = claim.value.value if claim.value else 0
    return len(str(int(value))) if value else 0


def _agrees(claim: Claim, numbers: Sequence[Number], facts: Facts) -> Truth:
    value = as_number(facts.claim(claim).read("value"))
    return values.disjunction(*(values.equal(value, each) for each in numbers))
