"""
What can be done about a finding: put the suggested value there, suppress it with a reason, read why, open the rule.

What is suggested replaces exactly the words that are wrong; where tags stand between them nothing is offered.
"""

import html
from collections.abc import Iterator, Sequence

from attrs import frozen
from lsprotocol.types import (
    CodeAction,
    CodeActionKind,
    Command,
    Range,
    TextEdit,
    WorkspaceEdit,
)
from lsprotocol.types import Diagnostic as Shown

from disclint.diagnostics import Diagnostic
from disclint.lsp.checking import Checked
from disclint.lsp.publishing import place
from disclint.result import PLAIN_RULES
from disclint.source import Source, Span

EXPLAIN, OPEN = "disclint.explain", "disclint.openRule"
_WORDS = {
    "zh": {
        "apply": "改为“{}”",
        "fill": "填入“{}”",
        "here": "已核对，在此处忽略 {}（注明理由）",
        "file": "已核对，在整个文件忽略 {}（注明理由）",
        "explain": "说明 {}：为什么报告这个问题",
        "open": "打开规则 {}",
        "reason": "已核对，确需保留",
        "separator": "理由：",
    },
    "en": {
        "apply": "Change it to “{}”",
        "fill": "Fill in “{}”",
        "here": "Checked: suppress {} here (with a reason)",
        "file": "Checked: suppress {} in the whole file (with a reason)",
        "explain": "Explain {}: why it is reported",
        "open": "Open the rule {}",
        "reason": "checked, has to stay",
        "separator": "reason: ",
    },
}


@frozen
class _Asked:
    checked: Checked
    source: Source
    finding: Diagnostic
    shown: Sequence[Shown]

    @property
    def words(self) -> dict[str, str]:
        return _WORDS[self.checked.lang]

    @property
    def stretch(self) -> tuple[int, int]:
        start, end = self.source.file_range(self.finding.span)
        return start + self.checked.document.shift, end + self.checked.document.shift


def actions(
    checked: Checked, within: Range, shown: Sequence[Shown] = (), only: Sequence[str] | None = None
) -> list[CodeAction]:
    """
    The actions for the findings that meet a range; `shown` are the diagnostics that the editor has there.
    """
    result = checked.result
    if result is None or result.source is None or not _wanted(only):
        return []
    lines = checked.document.lines
    first, last = lines.offset(within.start), lines.offset(within.end)
    found: list[CodeAction] = []
    for finding in result.diagnostics:
        there = place(finding.span, checked)
        asked = _Asked(
            checked,
            result.source,
            finding,
            [each for each in shown if each.code == finding.rule and each.range == there],
        )
        start, end = asked.stretch
        if start <= last and first <= end:
            found += _about(asked)
    return sorted(found, key=lambda each: not each.is_preferred)


def _wanted(only: Sequence[str] | None) -> bool:
    kind = CodeActionKind.QuickFix.value
    return not only or any(kind == each or kind.startswith(f"{each}.") for each in only)


def _about(asked: _Asked) -> Iterator[CodeAction]:
    yield from _repair(asked)
    rule, words = asked.finding.rule, asked.words
    if rule not in PLAIN_RULES and not _is_final(asked):
        yield _edit(asked, words["here"].format(rule), *_remark(asked))
        yield _edit(asked, words["file"].format(rule), *_remark_on_file(asked))
    uri = asked.checked.document.uri
    for command in (EXPLAIN, OPEN) if rule not in PLAIN_RULES else (EXPLAIN,):
        title = words["explain" if command == EXPLAIN else "open"].format(rule)
        yield CodeAction(
            title,
            CodeActionKind.QuickFix,
            diagnostics=list(asked.shown) or None,
            command=Command(title, command, arguments=[rule, uri]),
        )


def _is_final(asked: _Asked) -> bool:
    return any(each.id == asked.finding.rule and each.final for each in asked.checked.kit.pack.rules)


def _repair(asked: _Asked) -> Iterator[CodeAction]:
    suggestion = asked.finding.suggestion
    if suggestion is None or suggestion.replacement is None:
        return
    start, end = asked.stretch
    written = asked.checked.document.text[start:end]
    plain = asked.source.slice(asked.finding.span)
    is_page = asked.source.media == "html"
    if written != plain and not (is_page and html.unescape(written) == plain and "<" not in written):
        return
    new = html.escape(suggestion.replacement, quote=False) if is_page else suggestion.replacement
    title = asked.words["apply" if written else "fill"].format(suggestion.replacement)
    yield _edit(asked, title, start, end, new, preferred=True)


def _edit(
    asked: _Asked, title: str, start: int, end: int, new: str, *, preferred: bool = False
) -> CodeAction:
    document = asked.checked.document
    change = TextEdit(document.lines.range(start, end), new)
    return CodeAction(
        title,
        CodeActionKind.QuickFix,
        diagnostics=list(asked.shown) or None,
        is_preferred=preferred or None,
        edit=WorkspaceEdit({document.uri: [change]}),
    )


def _remark(asked: _Asked) -> tuple[int, int, str]:
    """
    Where a comment goes that covers a finding's line, and what it says: in text above it, else behind what is wrong.
    """
    lines = asked.checked.document.lines
    start, _ = asked.stretch
    directive = f"ignore {asked.finding.rule}"
    if asked.source.media == "text":
        above, _ = lines.line(lines.position(start).line)
        above = max(above, asked.checked.document.shift)
        return above, above, f"# disclint: {directive}：{asked.words['reason']}{_line_end(asked)}"
    remark = f"<!-- disclint: {directive} {asked.words['separator']}{asked.words['reason']} -->"
    end = _end_of_first_line(asked)
    return end, end, f" {remark}" if asked.source.media == "markdown" else remark


def _end_of_first_line(asked: _Asked) -> int:
    # A comment covers what begins in its line.
    text, span = asked.source.text, asked.finding.span
    line_end = text.find("\n", span.start)
    end = span.end if line_end < 0 else max(span.start, min(span.end, line_end))
    return asked.source.file_range(Span(span.start, end))[1] + asked.checked.document.shift


def _remark_on_file(asked: _Asked) -> tuple[int, int, str]:
    directive, at = f"ignore-file {asked.finding.rule}", asked.checked.document.shift
    if asked.source.media == "text":
        return at, at, f"# disclint: {directive}：{asked.words['reason']}{_line_end(asked)}"
    remark = f"<!-- disclint: {directive} {asked.words['separator']}{asked.words['reason']} -->"
    return at, at, f"{remark}{_line_end(asked)}"


def _line_end(asked: _Asked) -> str:
    text = asked.checked.document.text
    return "\r\n" if "\r\n" in text else "\n"
