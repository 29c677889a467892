"""
One report through all rules: verdicts, findings, causes.
"""

from collections.abc import Callable, Sequence

from attrs import evolve, frozen

from disclint.diagnostics import (
    CRASHED,
    FAIL,
    NOT_APPLICABLE,
    PASS,
    UNKNOWN,
    VACUOUS,
    Diagnostic,
    Verdict,
    numbered,
)
from disclint.engine.applying import why_not
from disclint.engine.conventions import settled
from disclint.engine.folding import Fold, folds
from disclint.engine.program import Compiled, Program
from disclint.engine.wording import worded
from disclint.errors import UsageError
from disclint.facts import Facts, Inapplicable
from disclint.kinds.core import Tally
from disclint.kinds.ratio import NAME as RATIO
from disclint.rules.model import DEFAULT, Rule

# No verdict needs more reasons than a reader can look at.
_MOST_REASONS = 20


@frozen
class Settings:
    """
    Which rules run, and how bad their findings are.

    `runs` says whether a rule, by id and profile, is wanted; `severity` is asked with a rule's id and the
    variant of a finding, and None leaves it to the rule.
    """

    runs: Callable[[str, str], bool] = lambda _, profile: profile == DEFAULT
    severity: Callable[[str, str], str | None] = lambda _, __: None


@frozen
class Outcome:
    """
    The findings in the order a reader meets them, and one verdict for each rule that ran.
    """

    diagnostics: tuple[Diagnostic, ...]
    verdicts: tuple[Verdict, ...]


_EMPTY = Tally()


@frozen(eq=False)
class Judged:
    """
    A rule, how it ended, and what came of it.
    """

    compiled: Compiled
    verdict: Verdict
    tally: Tally = _EMPTY


def run(program: Program, facts: Facts, settings: Settings | None = None) -> Outcome:
    """
    Judge a report by every wanted rule.
    """
    chosen = settings or Settings()
    wanted = [each for each in program.rules if _is_wanted(each.rule, chosen)]
    judged = _settled([judge(each, facts) for each in wanted], program, facts)
    verdicts = {each.compiled.rule.id: each.verdict for each in judged}
    found: list[Diagnostic] = []
    told = [(each.compiled, each.tally) for each in judged]
    for fold in folds(told, facts, _silent(program, wanted, facts)):
        severity = _severity(fold, chosen)
        try:
            found.append(worded(fold, facts, severity))
        except Exception as error:  # noqa: BLE001 - the others must be heard
            id = fold.compiled.rule.id
            verdicts[id] = Verdict(id, CRASHED, (_told(error),))
    return Outcome(numbered(sorted(found, key=_order)), tuple(verdicts[id] for id in sorted(verdicts)))


def _settled(judged: Sequence[Judged], program: Program, facts: Facts) -> list[Judged]:
    """
    The rules with those findings only that break the report's own way to round.
    """
    if not any(each.tally.roundings for each in judged):
        return list(judged)
    chosen = {each.compiled.rule.id for each in judged}
    others = [each for each in program.rules if each.rule.kind == RATIO and each.rule.id not in chosen]
    silent = [(each, judge(each, facts).tally) for each in others]
    tallies = settled([(each.compiled, each.tally) for each in judged], silent)
    return [
        each if tally is each.tally else Judged(each.compiled, _verdict(each.compiled.rule.id, tally), tally)
        for each, tally in zip(judged, tallies, strict=True)
    ]


def _silent(program: Program, wanted: Sequence[Compiled], facts: Facts) -> list[tuple[Compiled, Tally]]:
    # Which cell is wrong is only known when all equations of its table are.
    if not any(each.blames for each in wanted) or len(wanted) == len(program.rules):
        return []
    chosen = {each.rule.id for each in wanted}
    others = (each for each in program.rules if each.blames and each.rule.id not in chosen)
    return [(each, judge(each, facts).tally) for each in others]


def _is_wanted(rule: Rule, settings: Settings) -> bool:
    return rule.disabled is None and settings.runs(rule.id, rule.profile)


def _severity(fold: Fold, settings: Settings) -> str:
    rule, variant = fold.compiled.rule, fold.finding.variant
    return settings.severity(rule.id, variant) or rule.severity_of(variant)


def judge(compiled: Compiled, facts: Facts) -> Judged:
    """
    How a rule ends on a report by itself.
    """
    rule = compiled.rule
    reason = why_not(rule.applies_to, facts.report, facts.source.media)
    if reason is not None:
        return Judged(compiled, Verdict(rule.id, NOT_APPLICABLE, (reason,)))
    try:
        tally = compiled.judge(facts)
    except Inapplicable as inapplicable:
        return Judged(compiled, Verdict(rule.id, NOT_APPLICABLE, (inapplicable.reason,)))
    except UsageError:
        # Rules that ship are compiled when they first judge; one that cannot be used is no report's fault.
        raise
    except Exception as error:  # noqa: BLE001 - the others must be heard
        return Judged(compiled, Verdict(rule.id, CRASHED, (_told(error),)))
    if rule.only and tally.findings:
        kept = [each for each in tally.findings if each.variant in rule.only]
        tally = evolve(tally, findings=kept)
    return Judged(compiled, _verdict(rule.id, tally), tally)


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _verdict(id: str, tally: Tally) -> Verdict:
    reasons = tuple(dict.fromkeys(tally.reasons))[:_MOST_REASONS]
    if tally.findings:
        variants = tuple(dict.fromkeys(each.variant for each in tally.findings))
        return Verdict(id, FAIL, reasons, variants, tally.checked)
    if reasons:
        return Verdict(id, UNKNOWN, reasons, checked=tally.checked)
    if not tally.checked:
        return Verdict(id, VACUOUS, ("there is nothing to look at",))
    return Verdict(id, PASS, checked=tally.checked)


def _order(diagnostic: Diagnostic) -> tuple[object, ...]:
    return diagnostic.span, diagnostic.rule, diagnostic.address, diagnostic.variant
