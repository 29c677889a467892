"""
Findings as editors show them.
"""

from collections.abc import Callable, Mapping
from typing import Any

from lsprotocol.types import (
    CodeDescription,
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    DiagnosticTag,
    Location,
    Position,
    Range,
)

from disclint import diagnostics as findings
from disclint.errors import UsageError
from disclint.lsp.checking import Checked
from disclint.result import EXPIRED_RULE, GONE_RULE, UNUSED_RULE, said
from disclint.source import Span

SOURCE = "disclint"
CONFIGURATION, PACK = "CONFIGURATION", "PACK"
_SEVERITIES: Mapping[str, DiagnosticSeverity] = {
    findings.ERROR: DiagnosticSeverity.Error,
    findings.WARNING: DiagnosticSeverity.Warning,
    findings.INFO: DiagnosticSeverity.Information,
}
# What can go without loss is drawn faded.
_NEEDLESS = (UNUSED_RULE, EXPIRED_RULE, GONE_RULE)
# A whole line, whatever its length: editors cut it.
_LINE_LENGTH = 1000

# The address of a rule's page, or None.
Linked = Callable[[str], str | None]


def diagnostics(checked: Checked, linked: Linked = lambda _: None) -> list[Diagnostic]:
    """
    The findings of a document, in the order of the result.
    """
    if checked.result is None:
        return []
    return [_diagnostic(each, checked, linked) for each in checked.result.diagnostics]


def place(span: Span, checked: Checked) -> Range:
    """
    Where a span of the source is in the document.
    """
    lines = checked.document.lines
    source = None if checked.result is None else checked.result.source
    if source is None:
        return lines.range(0, 0)
    start, end = source.file_range(span)
    shift = checked.document.shift
    return lines.range(start + shift, end + shift)


def _diagnostic(finding: findings.Diagnostic, checked: Checked, linked: Linked) -> Diagnostic:
    href = linked(finding.rule)
    uri = checked.document.uri
    return Diagnostic(
        range=place(finding.span, checked),
        message=said(finding.message, checked.lang),
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        code_description=None if href is None else CodeDescription(href),
        source=SOURCE,
        tags=[DiagnosticTag.Unnecessary] if finding.rule in _NEEDLESS else None,
        related_information=[
            DiagnosticRelatedInformation(
                Location(uri, place(each.span, checked)), said(each.message, checked.lang)
            )
            for each in finding.related
        ]
        or None,
        data=_data(finding, checked.lang),
    )


def _data(finding: findings.Diagnostic, lang: str) -> dict[str, Any]:
    """
    What a client, or a later request of one, may want to know of a finding.
    """
    found: dict[str, Any] = {"fingerprint": finding.fingerprint, "address": finding.address}
    if finding.suggestion is not None:
        found["suggestion"] = said(finding.suggestion.text, lang)
        if finding.suggestion.replacement is not None:
            found["replacement"] = finding.suggestion.replacement
    if finding.folded:
        found["folded"] = list(finding.folded)
    return found


def of_checked(checked: Checked) -> list[Diagnostic]:
    """
    What is wrong with a configuration or a part of a pack, and what may be, each at the words of its line.
    """
    lines = checked.document.lines
    code = CONFIGURATION if checked.pack is None else PACK
    found = []
    for severity, errors in (
        (DiagnosticSeverity.Error, checked.errors),
        (DiagnosticSeverity.Warning, checked.notes),
    ):
        for each in errors:
            start, end = lines.line(min(each.line or 1, len(lines)) - 1)
            blank = len(lines.text[start:end]) - len(lines.text[start:end].lstrip())
            first = blank if each.column is None else min(each.column - 1, end - start)
            said = of_error(each, checked.lang, code)
            said.range, said.severity = lines.range(start + first, end), severity
            found.append(said)
    return found


def of_error(error: UsageError, lang: str, code: str = CONFIGURATION) -> Diagnostic:
    """
    What is wrong with a configuration or a pack, at its line.
    """
    line = (error.line or 1) - 1
    label = "处理：" if lang == "zh" else "fix: "
    return Diagnostic(
        Range(Position(line, 0), Position(line, _LINE_LENGTH)),
        f"{error.said(lang)}\n{label}{error.to_do(lang)}",
        DiagnosticSeverity.Error,
        code,
        source=SOURCE,
    )
