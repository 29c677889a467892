"""
Causes put into words: a diagnostic is all that an output needs.
"""

from disclint import values
from disclint.diagnostics import Diagnostic, Related, Suggestion
from disclint.engine.folding import Fold
from disclint.facts import Facts
from disclint.kinds.core import Scope
from disclint.kinds.messages import plain
from disclint.values import Subject, Text

# As many places as a sentence can name.
_MOST_LISTED = 4


def worded(fold: Fold, facts: Facts, severity: str) -> Diagnostic:
    """
    The diagnostic of a cause.
    """
    spoken, finding = fold.compiled.spoken(), fold.finding
    message, scope = spoken.message(finding.variant), finding.scope
    if len(fold.places) > 1 and spoken.several is not None:
        message, scope = spoken.several, _listing(fold, facts)
    said, worth = message.told(scope)
    return Diagnostic(
        rule=fold.compiled.rule.id,
        severity=severity,
        span=fold.place.span,
        address=fold.place.address,
        message=said,
        variant=finding.variant,
        related=tuple(
            Related(each.span, each.address, facts.places.words(each.address, each.span))
            for each in fold.related
        ),
        basis=tuple(each.said(facts.report.year) for each in spoken.cited),
        suggestion=_suggestion(fold),
        folded=fold.folded,
        values=worth,
    )


def _listing(fold: Fold, facts: Facts) -> Scope:
    named = [facts.places.words(each.address, each.span) for each in fold.places[:_MOST_LISTED]]
    more = [{"zh": "……", "en": "…"}] if len(fold.places) > _MOST_LISTED else []
    listed = tuple(
        Subject("words", fields={lang: Text(said) for lang, said in each.items()}) for each in (*named, *more)
    )
    return fold.finding.scope.bound(number=values.number(len(fold.places)), listed=listed)


def _suggestion(fold: Fold) -> Suggestion:
    spoken, finding = fold.compiled.spoken(), fold.finding
    if fold.repair is None:
        return Suggestion(spoken.fix.said(finding.scope), finding.replacement)
    scope = finding.scope.bound(repair=values.number(fold.repair), equations=values.number(fold.equations))
    return Suggestion((spoken.repair or spoken.fix).said(scope), plain(fold.repair))
