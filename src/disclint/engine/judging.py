"""
One rule on one report: how it ends by itself.
"""

from attrs import evolve, frozen

from disclint.diagnostics import CRASHED, FAIL, NOT_APPLICABLE, PASS, UNKNOWN, VACUOUS, Verdict
from disclint.engine.applying import why_not
from disclint.engine.program import Compiled
from disclint.errors import UsageError
from disclint.facts import Facts, Inapplicable
from disclint.kinds.core import Tally
from disclint.kinds.problem import NAME as PROBLEM

# No verdict needs more reasons than a reader can look at.
_MOST_REASONS = 20
_EMPTY = Tally()


@frozen(eq=False)
class Judged:
    """
    A rule, how it ended, and what came of it.
    """

    compiled: Compiled
    verdict: Verdict
    tally: Tally = _EMPTY


def judge(compiled: Compiled, facts: Facts) -> Judged:
    """
    How a rule ends on a report by itself.
    """
    rule = compiled.rule
    reason = why_not(rule.applies_to, facts.report, facts.source.media, facts.company)
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
        return Judged(compiled, Verdict(rule.id, CRASHED, (described(error),)))
    if rule.only and tally.findings:
        kept = [each for each in tally.findings if each.variant in rule.only]
        tally = evolve(tally, findings=kept)
    if facts.gaps and rule.kind != PROBLEM:
        tally = _known(tally, facts)
    return Judged(compiled, ended(rule.id, tally), tally)


def _known(tally: Tally, facts: Facts) -> Tally:
    """
    What came of a rule without what lies where the text was cut: nobody knows how that goes on.
    """
    kept, reasons = [], list(tally.reasons)
    for each in tally.findings:
        cut = facts.gaps.cutting(each.place.span)
        if cut is None:
            kept.append(each)
        else:
            reasons.append(cut.reason)
    return evolve(tally, findings=kept, reasons=reasons) if len(kept) < len(tally.findings) else tally


def described(error: Exception) -> str:
    """
    An error in words, for the verdict of a rule that crashed.
    """
    return f"{type(error).__name__}: {error}"


def ended(id: str, tally: Tally) -> Verdict:
    """
    The verdict that a tally comes down to.
    """
    reasons = tuple(dict.fromkeys(tally.reasons))[:_MOST_REASONS]
    if tally.findings:
        variants = tuple(dict.fromkeys(each.variant for each in tally.findings))
        return Verdict(id, FAIL, reasons, variants, tally.checked)
    if reasons:
        return Verdict(id, UNKNOWN, reasons, checked=tally.checked)
    return held(id, tally.checked)


def held(id: str, checked: int) -> Verdict:
    """
    The verdict of a rule that holds wherever it was looked at.
    """
    if not checked:
        return Verdict(id, VACUOUS, ("there is nothing to look at",))
    return Verdict(id, PASS, checked=checked)
