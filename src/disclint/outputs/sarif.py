"""
SARIF 2.1.0, the common format of analysers: for code scanning and editors.

Lines and columns count code points.  Files without lines have their place in `properties`, in the words of `Location`.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from os import fsencode
from pathlib import PurePath, PureWindowsPath
from typing import Any
from urllib.parse import quote

from disclint.diagnostics import COMMENT, ERROR, INFO, WARNING, Diagnostic, Words
from disclint.outputs import check_json, names, place
from disclint.outputs.jsontext import dumps
from disclint.outputs.view import View
from disclint.result import CRASHED_RULE, DECLINED, Result, said
from disclint.rules.model import Rule
from disclint.source import Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {ERROR: "error", WARNING: "warning", INFO: "note"}
_KEY = "disclint/v1"


def write(results: Iterable[Result], view: View) -> Iterator[str]:
    """
    One log with one run, a result a line; the rules and files that it speaks of come last.
    """
    yield f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [{{'
    yield f'"columnKind": "unicodeCodePoints", "language": "{view.pick("zh-CN", "en-US")}", "results": ['
    rules: dict[str, int] = {}
    files: list[Mapping[str, Any]] = []
    notes: list[Mapping[str, Any]] = []
    separator = "\n"
    sound = True
    for result in results:
        yield ""
        files.append({"location": {"uri": _uri(result.path)}, "roles": ["analysisTarget"]})
        if result.status == DECLINED:
            notes.append(_note(result, view))
        for each in check_json.ordered(result):
            sound &= each.rule != CRASHED_RULE
            found = _result(result, each, rules.setdefault(each.rule, len(rules)), view)
            yield separator + dumps(found, ascii_only=view.ascii_only)
            separator = ",\n"
    invocation: dict[str, Any] = {"executionSuccessful": sound}
    if notes:
        invocation["toolExecutionNotifications"] = notes
    rest = {"tool": _tool(rules, view), "artifacts": files, "invocations": [invocation]}
    yield "\n], " + dumps(rest, ascii_only=view.ascii_only)[1:] + "]}\n"


def _result(result: Result, each: Diagnostic, index: int, view: View) -> dict[str, Any]:
    found: dict[str, Any] = {
        "ruleId": each.rule,
        "ruleIndex": index,
        "level": _LEVELS[each.severity],
        "message": {"text": _message(each, view)},
        "locations": [_location(result, each.span, each.address, view)],
        "partialFingerprints": {_KEY: each.fingerprint},
        "properties": {"address": each.address, "basis": [view.say(basis) for basis in each.basis]},
    }
    related = [
        {"id": number, "message": {"text": view.say(other.message)}}
        | _location(result, other.span, other.address, view)
        for number, other in enumerate((other for other in each.related if other.span), 1)
    ]
    if related:
        found["relatedLocations"] = related
    if each.folded:
        found["properties"]["folded"] = list(each.folded)
    fix = _fix(result, each, view)
    if fix is not None:
        found["fixes"] = [fix]
    if each.suppressed is not None:
        kind = "inSource" if each.suppressed.kind == COMMENT else "external"
        found["suppressions"] = [
            {"kind": kind, "status": "accepted", "justification": each.suppressed.reason}
            | {"properties": {"by": each.suppressed.kind, "where": each.suppressed.where}}
        ]
    return found


def _message(each: Diagnostic, view: View) -> str:
    message = view.say(each.message)
    return message if each.suggestion is None else f"{message}\n{view.say(each.suggestion.text)}"


def _location(result: Result, span: Span, address: str, view: View) -> dict[str, Any]:
    at = result.locate(span)
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(result.path)}}
    if at.line is not None:
        physical["region"] = _region(result, span)
        snippet = result.source.slice(span) if result.source and span else ""
        if snippet:
            physical["region"]["snippet"] = {"text": snippet}
    else:
        physical["properties"] = dict(check_json.location(at))
    logical = {"fullyQualifiedName": address}
    trail = place.trail(result, address, view)
    if trail:
        logical["name"] = trail
    return {"physicalLocation": physical, "logicalLocations": [logical]}


def _region(result: Result, span: Span) -> dict[str, Any]:
    at = result.locate(span)
    return {
        "startLine": at.line,
        "startColumn": at.column,
        "endLine": at.end_line,
        "endColumn": at.end_column,
    }


def _fix(result: Result, each: Diagnostic, view: View) -> Mapping[str, Any] | None:
    replacement = each.suggestion.replacement if each.suggestion else None
    source = result.source
    if (
        each.suggestion is None
        or replacement is None
        or source is None
        or result.locate(each.span).line is None
    ):
        return None
    inserted = escape(replacement, quote=False) if source.media == "html" else replacement
    change = {
        "artifactLocation": {"uri": _uri(result.path)},
        "replacements": [
            {"deletedRegion": _region(result, each.span), "insertedContent": {"text": inserted}}
        ],
    }
    return {"description": {"text": view.say(each.suggestion.text)}, "artifactChanges": [change]}


def _note(result: Result, view: View) -> Mapping[str, Any]:
    uri = {"physicalLocation": {"artifactLocation": {"uri": _uri(result.path)}}}
    said = f"{view.pick('未检查', 'not checked')}: {names.declined(result.reason, view)}"
    return {"level": "note", "message": {"text": said}, "locations": [uri]}


def _tool(rules: Iterable[str], view: View) -> Mapping[str, Any]:
    known = view.rules()
    return {
        "driver": {
            "name": "disclint",
            **({"semanticVersion": view.version} if view.version else {}),
            "rules": [_rule(each, known.get(each), view) for each in rules],
        }
    }


def _rule(id: str, rule: Rule | None, view: View) -> Mapping[str, Any]:
    if rule is not None:
        parts: tuple[Words, ...] = (rule.title, rule.why, rule.fix)
        level = _LEVELS[rule.severity_of("fail")]
    elif id in names.PLAIN:
        parts = tuple({"zh": zh, "en": en} for zh, en in names.PLAIN[id])
        level = "error"
    else:
        return {"id": id}
    title, why, fix = parts
    told = [f"{said(why, lang).strip()}\n\n{said(fix, lang).strip()}" for lang in ("zh", "en")]
    return {
        "id": id,
        "shortDescription": {"text": view.say(title)},
        "fullDescription": {"text": view.say(why).strip()},
        # One help for all who read the log: in both languages.
        "help": {"text": "\n\n".join(told)},
        "defaultConfiguration": {"level": level},
        "properties": {"tags": [id.split("-", 1)[0]], "title": {"zh": title["zh"], "en": said(title, "en")}},
    }


def _uri(path: str) -> str:
    """
    A path as the reference to a file, whatever its bytes are.
    """
    if PureWindowsPath(path).drive:
        return "file:///" + quote(path.replace("\\", "/"), safe="/:")
    written = quote(fsencode(path.replace("\\", "/")))
    return f"file://{written}" if PurePath(path).is_absolute() else written
