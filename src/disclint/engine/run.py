"""
One report through all rules: verdicts, findings, causes.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from attrs import frozen

from disclint.diagnostics import CRASHED, SEVERITIES, WARNING, Diagnostic, Verdict, numbered
from disclint.engine.blame import causes
from disclint.engine.conventions import matters, settled
from disclint.engine.folding import Fold, folds
from disclint.engine.judging import Judged, described, ended, judge
from disclint.engine.memory import Known, Memory
from disclint.engine.planning import Plan, planned
from disclint.engine.program import Compiled, Program
from disclint.engine.wording import worded
from disclint.facts import Facts
from disclint.kinds.core import Tally
from disclint.kinds.ratio import NAME as RATIO
from disclint.rules.model import DEFAULT


@frozen
class Settings:
    """
    Which rules run, and how bad their findings are.

    `runs` says whether a rule, by id and profile, is wanted; it answers the same whenever it is asked.  `severity` is
    asked with a rule's id and the variant of a finding, and None leaves it to the rule.  With `sieved` what certainly
    holds is told without evaluating it, with None once that is worth its while; nothing else depends on it.  No
    finding is worse than `worst_recognised` where a machine read the report from a picture: the slip may be its.
    """

    runs: Callable[[str, str], bool] = lambda _, profile: profile == DEFAULT
    severity: Callable[[str, str], str | None] = lambda _, __: None
    sieved: bool | None = None
    worst_recognised: str = WARNING


@frozen
class Outcome:
    """
    The findings in the order a reader meets them, and one verdict for each rule that ran.
    """

    diagnostics: tuple[Diagnostic, ...]
    verdicts: tuple[Verdict, ...]


def run(
    program: Program, facts: Facts, settings: Settings | None = None, memory: Memory | None = None
) -> Outcome:
    """
    Judge a report by every wanted rule; with a `memory`, from what came of it before its last edit.
    """
    chosen = settings or Settings()
    plan = planned(program, chosen.runs)
    known = {} if memory is None else memory.recalled(plan, facts)
    judged, told = _judged(plan, facts, chosen, known, frozenset() if memory is None else memory.troubled)
    before = {number: each.judged for number, each in known.items() if each.judged is not None}
    _judge_company(plan, facts, judged, before)
    if memory is not None:
        memory.keep(plan, facts, known, told, before | judged)
    verdicts = plan.applying(facts).others | plan.told(told)
    return _concluded(_Ended(plan, judged, verdicts, memory), program, facts, chosen)


def concluded(
    judged: Sequence[Judged], program: Program, facts: Facts, settings: Settings | None = None
) -> Outcome:
    """
    What follows from how all rules of a program, in its order, ended by themselves.
    """
    found = _Ended(Plan(program.rules), dict(enumerate(judged)), {})
    return _concluded(found, program, facts, settings or Settings())


@frozen(eq=False)
class _Ended:
    """
    The rules that were evaluated, and all verdicts, by the numbers that rules have in the plan.
    """

    plan: Plan
    judged: dict[int, Judged]
    verdicts: dict[int, Verdict]
    memory: Memory | None = None


def _concluded(whole: _Ended, program: Program, facts: Facts, chosen: Settings) -> Outcome:
    plan, judged = whole.plan, whole.judged
    ordered = _settled([judged[each] for each in sorted(judged)], plan, program, facts)
    numbers = {each.compiled.rule.id: number for number, each in judged.items()}
    verdicts = whole.verdicts | {numbers[each.compiled.rule.id]: each.verdict for each in ordered}
    found: list[Diagnostic] = []
    tallies = [(each.compiled, each.tally) for each in ordered]
    memory = whole.memory
    said, solved = (worded, causes) if memory is None else (memory.worded, memory.causes)
    for fold in folds(tallies, facts, _silent(program, plan, facts, ordered), solved):
        severity = _severity(fold, facts, chosen)
        try:
            found.append(said(fold, facts, severity))
        except Exception as error:  # noqa: BLE001 - the others must be heard
            id = fold.compiled.rule.id
            verdicts[numbers[id]] = Verdict(id, CRASHED, (described(error),))
    return Outcome(numbered(sorted(found, key=_order)), plan.listed(verdicts))


def _judged(
    plan: Plan, facts: Facts, settings: Settings, known: Mapping[int, Known], troubled: AbstractSet[int]
) -> tuple[dict[int, Judged], dict[int, int | str]]:
    """
    The rules that were evaluated, and how many instances hold of the others, or why they do not apply; by number.

    What is `known` is not looked at again.  What the sieve tells to hold is not evaluated: neither findings nor reasons
    come of it.  Of what was `troubled` before the last edit it would hardly tell anything now.
    """
    applying = plan.applying(facts)
    is_worthwhile = plan.counts()
    told = {number: each.told for number, each in known.items() if each.told is not None}
    judged = {
        number: each.judged for number, each in known.items() if each.told is None and each.judged is not None
    }
    left: Iterable[int] = [each for each in applying.numbers if each not in known]
    if settings.sieved or (settings.sieved is None and is_worthwhile):
        from disclint.sieve import sifted  # noqa: PLC0415 - who judges one report only does without

        forms = applying.forms
        if known or troubled:
            forms = [each for each in forms if each[0] not in known and each[0] not in troubled]
        told.update(sifted(facts, forms))
        left = [each for each in left if each not in told]
    judged.update((each, judge(plan.wanted[each], facts)) for each in left)
    return judged, told


def _accuses(judged: Iterable[Judged]) -> bool:
    return any(
        each.compiled.blames and any(finding.equation for finding in each.tally.findings) for each in judged
    )


def _judge_company(plan: Plan, facts: Facts, judged: dict[int, Judged], known: Mapping[int, Judged]) -> None:
    """
    Evaluate the rules that hold, but without which others cannot be understood.
    """
    # Which cell is wrong is only known when all equations of its table are.
    accuses = _accuses(judged.values())
    rounds = matters(each.tally for each in judged.values())
    if accuses or rounds:
        for number in (*(plan.blaming if accuses else ()), *(plan.rounding if rounds else ())):
            if number not in judged:
                judged[number] = known.get(number) or judge(plan.wanted[number], facts)


def _silent(
    program: Program, plan: Plan, facts: Facts, judged: Sequence[Judged]
) -> list[tuple[Compiled, Tally]]:
    # So must be those that nobody asked for.
    if not _accuses(judged):
        return []
    chosen = {each.rule.id for each in plan.wanted}
    others = (each for each in program.rules if each.blames and each.rule.id not in chosen)
    return [(each, judge(each, facts).tally) for each in others]


def _settled(judged: Sequence[Judged], plan: Plan, program: Program, facts: Facts) -> Sequence[Judged]:
    """
    The rules with those findings only that break the report's own way to round.
    """
    if not matters(each.tally for each in judged):
        return judged
    chosen = {each.rule.id for each in plan.wanted}
    others = [each for each in program.rules if each.rule.kind == RATIO and each.rule.id not in chosen]
    silent = [(each, judge(each, facts).tally) for each in others]
    tallies = settled([(each.compiled, each.tally) for each in judged], silent)
    return [
        each if tally is each.tally else Judged(each.compiled, ended(each.compiled.rule.id, tally), tally)
        for each, tally in zip(judged, tallies, strict=True)
    ]


def _severity(fold: Fold, facts: Facts, settings: Settings) -> str:
    rule, variant = fold.compiled.rule, fold.finding.variant
    severity = settings.severity(rule.id, variant) or rule.severity_of(variant)
    certain = facts.source.certainty >= 1
    return severity if certain else max(severity, settings.worst_recognised, key=SEVERITIES.index)


def _order(diagnostic: Diagnostic) -> tuple[object, ...]:
    return diagnostic.span, diagnostic.rule, diagnostic.address, diagnostic.variant
