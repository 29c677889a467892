"""
A code quality report for GitLab: one JSON array, a finding an object.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from disclint.diagnostics import ERROR, INFO, WARNING, Diagnostic
from disclint.outputs import place
from disclint.outputs.jsontext import dumps
from disclint.outputs.view import View
from disclint.result import Result

_SEVERITIES = {ERROR: "major", WARNING: "minor", INFO: "info"}


def write(results: Iterable[Result], view: View) -> Iterator[str]:
    """
    An object for each finding, a line each.
    """
    yield "["
    separator = "\n"
    for result in results:
        yield ""
        for each in result.diagnostics:
            yield separator + dumps(_finding(result, each, view), ascii_only=view.ascii_only)
            separator = ",\n"
    yield "\n]\n"


def _finding(result: Result, each: Diagnostic, view: View) -> Mapping[str, Any]:
    at = result.locate(each.span)
    path = result.path.replace("\\", "/").removeprefix("./")
    spot = "" if at.line is not None else place.spot(at, view)
    # GitLab knows no pages and paragraphs: what has no lines begins at the first.
    lines = {"begin": at.line or 1, "end": at.end_line or at.line or 1}
    return {
        "description": f"{spot}{': ' if spot else ''}{' '.join(view.say(each.message).split())}",
        "check_name": each.rule,
        # GitLab tells findings apart by this alone, across files.
        "fingerprint": sha256(repr((path, each.fingerprint, each.rule, each.address)).encode()).hexdigest(),
        "severity": _SEVERITIES[each.severity],
        "location": {"path": path, "lines": lines},
    }
