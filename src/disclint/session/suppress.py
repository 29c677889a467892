"""
Which findings are suppressed, and by what: comments in the file first, then the configuration, then the baseline.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from attrs import evolve

from disclint.diagnostics import BASELINE, Diagnostic, Suppressed
from disclint.result import MALFORMED_RULE, OK, Result
from disclint.rules.model import Rule
from disclint.session import notices, remarks
from disclint.session.options import Options, is_known
from disclint.session.patterns import stands_for
from disclint.session.remarks import Malformed
from disclint.session.suppression import Suppression
from disclint.source import Span


def settled(result: Result, options: Options, rules: Sequence[Rule]) -> Result:
    """
    A result whose findings are told apart: those that count and those that are suppressed.

    What is wrong with comments in the file is a finding more.  `rules` are all that there are; those that are final
    can only be suppressed by a baseline.
    """
    source = result.source
    read = remarks.of(source, result.path) if source else []
    comments = [each for each in read if isinstance(each, Suppression)]
    configured = [each for each in options.suppressions if each.concerns(result.report)]
    final = set() if options.allow_final_off else {each.id for each in rules if each.final}
    valid = [each for each in (*comments, *configured) if not _has_expired(each, options)]
    found = [_told(each, result, () if each.rule in final else valid, options) for each in result.diagnostics]
    suppressed = tuple(each for each in found if each.suppressed is not None)
    result = evolve(
        result,
        diagnostics=tuple(each for each in found if each.suppressed is None),
        suppressed=suppressed,
        fail_on=options.fail_on,
    )
    return _with_notices(result, read, options, rules) if read else result


def _has_expired(each: Suppression, options: Options) -> bool:
    return each.until is not None and each.until < options.today


def _told(
    finding: Diagnostic, result: Result, suppressions: Iterable[Suppression], options: Options
) -> Diagnostic:
    by = next((each for each in suppressions if each.suppresses(finding)), None)
    if by is not None:
        return evolve(finding, suppressed=Suppressed(by.kind, by.reason, by.where))
    if options.baseline is None:
        return finding
    entry = options.baseline.entry(result, finding, options.today)
    return (
        finding
        if entry is None
        else evolve(finding, suppressed=Suppressed(BASELINE, entry.reason, entry.where))
    )


def _with_notices(
    result: Result, read: Sequence[Suppression | Malformed], options: Options, rules: Sequence[Rule]
) -> Result:
    if result.source is None:
        return result
    source, spans = notices.with_remarks(result.source, result.source.remarks)
    known = [each.id for each in rules]

    @cache
    def was_asked(rule: str) -> bool:
        # Many comments may name one rule, and there are hundreds of rules to ask.
        return is_known(rule, known) and _has_run(rule, result)

    found = [
        notice
        for each, span in zip(read, spans, strict=True)
        for notice in _notices(each, span, result, options, rules, was_asked)
    ]
    wanted = notices.wanted(found, options)
    if not wanted:
        return result
    return evolve(result, source=source, diagnostics=(*result.diagnostics, *wanted))


def _notices(
    each: Suppression | Malformed,
    span: Span,
    result: Result,
    options: Options,
    rules: Sequence[Rule],
    was_asked: Callable[[str], bool],
) -> Iterator[Diagnostic]:
    if isinstance(each, Malformed):
        message = {
            "zh": f"这条 disclint 注释不起作用：{each.message['zh']}",
            "en": f"this comment to disclint does nothing: {each.message['en']}",
        }
        yield notices.notice(MALFORMED_RULE, span, message, [each.message["en"]])
        return
    yield from notices.misnamed(span, each, rules, options)
    if _has_expired(each, options):
        yield notices.expired(span, each.until or "", each.rules)
        return
    # Of a final rule it has been said that it cannot be suppressed.
    final = set() if options.allow_final_off else {rule.id for rule in rules if rule.final}
    for rule in each.rules:
        if rule not in final and was_asked(rule) and not _is_used(rule, each, result):
            yield notices.unused(span, rule)


def _has_run(rule: str, result: Result) -> bool:
    """
    Whether all that a pattern stands for were asked; of what was not, nobody knows.
    """
    ended = [each for each in result.verdicts if stands_for([rule], each.rule)]
    return result.status == OK and bool(ended) and not result.crashed


def _is_used(rule: str, by: Suppression, result: Result) -> bool:
    # What was folded into another finding has no finding of its own to suppress.
    return any(
        by.where == each.suppressed.where and stands_for([rule], each.rule)
        for each in result.suppressed
        if each.suppressed is not None
    ) or any(stands_for([rule], id) for each in result.diagnostics for id in each.folded)
