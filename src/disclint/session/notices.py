"""
Findings about suppressions: those that nothing needs, that have run out, or that cannot be understood.
"""

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from disclint.diagnostics import INFO, WARNING, Diagnostic, Suggestion, Words, numbered
from disclint.errors import did_you_mean, did_you_mean_zh
from disclint.result import EXPIRED_RULE, FINAL_RULE, GONE_RULE, MALFORMED_RULE, UNKNOWN_RULE, UNUSED_RULE
from disclint.rules.model import Rule
from disclint.session.options import Options, is_known
from disclint.session.suppression import Suppression
from disclint.source import Piece, Remark, Source, Span

_SEVERITIES = {UNUSED_RULE: INFO, GONE_RULE: INFO}
_REMEDIES: dict[str, Words] = {
    UNUSED_RULE: {"zh": "问题已经改好的，请删去这一条。", "en": "If it was mended, delete the entry."},
    UNKNOWN_RULE: {
        "zh": "请核对规则编号；用 disclint rules 查看全部规则。",
        "en": "Check the id; `disclint rules` lists the rules.",
    },
    MALFORMED_RULE: {
        "zh": "请写成：disclint: ignore 规则编号 理由：……（整个文件用 ignore-file）。",
        "en": "Write: disclint: ignore RULE reason: ... (ignore-file for the whole file).",
    },
    EXPIRED_RULE: {
        "zh": "请改正报告；确需继续保留的，写明新的期限。",
        "en": "Mend the report, or set another date if it must stay.",
    },
    FINAL_RULE: {
        "zh": "请改正报告；确需忽略的，加 --allow-final-off。",
        "en": "Mend the report, or add --allow-final-off.",
    },
    GONE_RULE: {
        "zh": "用 --update-baseline 更新基线文件。",
        "en": "Bring the baseline up to date with --update-baseline.",
    },
}


def notice(rule: str, span: Span, message: Words, values: Iterable[str] = ()) -> Diagnostic:
    """
    A finding about a suppression; `values` tell it from others of its kind.
    """
    return Diagnostic(
        rule=rule,
        severity=_SEVERITIES.get(rule, WARNING),
        span=span,
        address="document",
        message=message,
        suggestion=Suggestion(_REMEDIES[rule]),
        values={str(index): each for index, each in enumerate(values)},
    )


def unused(span: Span, rule: str) -> Diagnostic:
    """
    Of a suppression that has nothing to suppress.
    """
    message = {
        "zh": f"没有需要忽略的 {rule}：这一条没有用到",
        "en": f"there is no {rule} to suppress: the suppression is unused",
    }
    return notice(UNUSED_RULE, span, message, [rule])


def idle(span: Span, paths: str) -> Diagnostic:
    """
    Of a suppression for files that are not there.
    """
    message = {
        "zh": f"没有符合“{paths}”的文件：这一条没有用到",
        "en": f"no file matches '{paths}': the suppression is unused",
    }
    return notice(UNUSED_RULE, span, message, [paths])


def unknown(span: Span, rule: str, known: Sequence[str]) -> Diagnostic:
    """
    Of a suppression of a rule that does not exist.
    """
    message = {
        "zh": f"没有名为“{rule}”的规则，这一条不起作用",
        "en": f"there is no rule '{rule}': the suppression does nothing",
    }
    found = notice(UNKNOWN_RULE, span, message, [rule])
    meant = did_you_mean(rule, known)
    if not meant.startswith("did you mean"):
        return found
    zh, en = _REMEDIES[UNKNOWN_RULE]["zh"], _REMEDIES[UNKNOWN_RULE]["en"]
    words = {"zh": f"{did_you_mean_zh(rule, known)}{zh}", "en": f"{meant} {en}"}
    return evolve(found, suggestion=Suggestion(words))


def misnamed(
    span: Span, suppression: Suppression, rules: Sequence[Rule], options: Options
) -> Iterator[Diagnostic]:
    """
    Of the names in a suppression those that stand for no rule, or for one that is final.
    """
    known = [each.id for each in rules]
    for name in suppression.rules:
        if not is_known(name, known):
            yield unknown(span, name, known)
    for each in rules:
        if each.final and not options.allow_final_off and each.id in suppression.rules:
            message = {
                "zh": f"{each.id} 在规则包 {each.pack} 中是 final 规则，不能忽略",
                "en": f"{each.id} is final in pack '{each.pack}' and cannot be suppressed",
            }
            yield notice(FINAL_RULE, span, message, [each.id])


def expired(span: Span, until: str, values: Iterable[str]) -> Diagnostic:
    """
    Of a suppression whose day has passed.
    """
    message = {
        "zh": f"期限 {until} 已过，不再忽略",
        "en": f"it ran out on {until} and no longer suppresses anything",
    }
    return notice(EXPIRED_RULE, span, message, values)


def wanted(found: Iterable[Diagnostic], options: Options) -> tuple[Diagnostic, ...]:
    """
    Those that the options ask for, as bad as they say, with their fingerprints.
    """
    return numbered(
        evolve(each, severity=options.severity(each.rule, each.variant) or each.severity)
        for each in found
        if options.runs(each.rule, "default")
    )


def with_remarks(source: Source, remarks: Sequence[Remark]) -> tuple[Source, tuple[Span, ...]]:
    """
    The source with these comments behind its text, so that findings can lie in them, and where they are.
    """
    texts, pieces, spans = [source.text], list(source.pieces), []
    at = len(source.text)
    end, _ = source.file_range(Span(at, at))
    for each in remarks:
        # Line ends count in the file; in the text there is but one kind.
        shown = each.written.replace("\r\n", " \n").replace("\r", "\n")
        start = at + 1
        pieces += [Piece(at, 1, end, 0), Piece(start, len(shown), each.file_start, each.file_length)]
        texts.append(shown)
        at = start + len(shown)
        spans.append(Span(start, at))
    return evolve(source, text="\n".join(texts), pieces=tuple(pieces)), tuple(spans)
