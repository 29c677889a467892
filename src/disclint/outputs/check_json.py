"""
The machine-readable forms of `check`: `schemas/output.schema.json`, version 1.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from disclint.diagnostics import Diagnostic, Suggestion, Verdict
from disclint.outputs.jsontext import dumps
from disclint.outputs.view import View
from disclint.result import DECLINED, Result
from disclint.source import Location, Span

VERSION = 1
# Where the span of a cell lies whose table is not there: no place to disagree with.
_NOWHERE = Span(0, 0)


def write(results: Iterable[Result], view: View) -> Iterator[str]:
    """
    One object, a file a line.
    """
    yield f'{{"version": {VERSION}, "files": ['
    separator = "\n"
    for result in results:
        yield separator + dumps(file(result, view), ascii_only=view.ascii_only)
        separator = ",\n"
    yield "\n]}\n"


def write_lines(results: Iterable[Result], view: View) -> Iterator[str]:
    """
    An object a line for each file, each with its `version`: for programs that read as the run goes on.
    """
    for result in results:
        found = {"version": VERSION} | file(result, view)
        yield dumps(found, ascii_only=view.ascii_only) + "\n"


def file(result: Result, view: View) -> dict[str, Any]:
    """
    What came of one file.
    """
    found: dict[str, Any] = {
        "path": result.path,
        "status": result.status,
        "report": _report(result),
        "diagnostics": [diagnostic(result, each, view) for each in ordered(result)],
        "verdicts": result.verdict_counts(),
    }
    if result.assured is not None:
        from disclint.outputs import assurance  # noqa: PLC0415 - it writes places as this room does

        found["assurance"] = assurance.data(result, view)
    return found | ({"rules": [_verdict(each) for each in result.verdicts]} if view.verdicts else {})


def ordered(result: Result) -> list[Diagnostic]:
    """
    The findings of a file, those that are suppressed among them, in the order of the text.
    """
    found = (*result.diagnostics, *result.suppressed)
    return sorted(found, key=lambda each: (each.span, each.rule, each.address))


def _verdict(each: Verdict) -> Mapping[str, Any]:
    return {
        "rule": each.rule,
        "verdict": each.status,
        "checked": each.checked,
        "reasons": list(each.reasons),
    }


def location(where: Location) -> Mapping[str, Any]:
    """
    A place, without what the file's format does not have.
    """
    names = ("line", "column", "end_line", "end_column", "part", "block", "page", "box")
    found = {name: getattr(where, name) for name in names}
    return {name: value for name, value in found.items() if value is not None}


def _report(result: Result) -> Mapping[str, Any]:
    report = result.report
    names = ("year", "agency", "agency_kind", "edition")
    found = {name: getattr(report, name) if report else None for name in names}
    return found | ({"reason": result.reason} if result.status == DECLINED else {})


def diagnostic(result: Result, each: Diagnostic, view: View) -> Mapping[str, Any]:
    """
    A finding.
    """
    found: dict[str, Any] = {
        "rule": each.rule,
        "severity": each.severity,
        "message": view.say(each.message),
        "address": each.address,
        "location": _place(result, each.span),
        "related": [
            {
                "address": related.address,
                "location": _place(result, related.span),
                "message": view.say(related.message),
            }
            for related in each.related
            if related.span != _NOWHERE
        ],
        "basis": view.pick("；", "; ").join(map(view.say, each.basis)),
    }
    if each.suggestion is not None:
        found["suggestion"] = _suggestion(each.suggestion, view)
    found |= {"fingerprint": each.fingerprint, "folded": list(each.folded)}
    if each.suppressed is not None:
        found["suppressed"] = {
            "kind": each.suppressed.kind,
            "reason": each.suppressed.reason,
            "where": each.suppressed.where,
        }
    return found


def _suggestion(suggestion: Suggestion, view: View) -> Mapping[str, str]:
    found = {"text": view.say(suggestion.text)}
    if suggestion.replacement is not None:
        found["replacement"] = suggestion.replacement
    return found


def _place(result: Result, span: Span) -> Mapping[str, Any]:
    return location(result.locate(span))
