"""
Causes put into words: a diagnostic is all that an output needs.
"""

from disclint import values
from disclint.diagnostics import Diagnostic, Related, Suggestion
from disclint.engine.folding import Fold
from disclint.facts import Facts
from disclint.kinds.messages import plain


def worded(fold: Fold, facts: Facts, severity: str) -> Diagnostic:
    """
    The diagnostic of a cause.
    """
    compiled, finding = fold.compiled, fold.finding
    message = compiled.message(finding.variant)
    return Diagnostic(
        rule=compiled.rule.id,
        severity=severity,
        span=fold.place.span,
        address=fold.place.address,
        message=message.said(finding.scope),
        variant=finding.variant,
        related=tuple(
            Related(each.span, each.address, facts.places.words(each.address, each.span))
            for each in fold.related
        ),
        basis=compiled.basis,
        suggestion=_suggestion(fold),
        folded=fold.folded,
        values=message.values(finding.scope),
    )


def _suggestion(fold: Fold) -> Suggestion:
    compiled, finding = fold.compiled, fold.finding
    if fold.repair is None:
        return Suggestion(compiled.fix.said(finding.scope), finding.replacement)
    scope = finding.scope.bound(
        repair=values.number(fold.repair), equations=values.number(fold.equations)
    )
    return Suggestion((compiled.repair or compiled.fix).said(scope), plain(fold.repair))
