"""
Workflow commands of GitHub Actions: a finding becomes an annotation beside its line.
"""

from collections.abc import Iterable, Iterator

from disclint.diagnostics import ERROR, INFO, WARNING, Diagnostic
from disclint.outputs import ink, names, place
from disclint.outputs.view import View
from disclint.result import DECLINED, Result

_COMMANDS = {ERROR: "error", WARNING: "warning", INFO: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def write(results: Iterable[Result], view: View) -> Iterator[str]:
    """
    A line for each finding, and a notice for each file that was not checked.
    """
    for result in results:
        yield ""
        for each in result.diagnostics:
            yield _finding(result, each, view)
        if result.status == DECLINED:
            title = view.pick("未检查", "not checked")
            yield _command(
                "notice", [("file", _path(result)), ("title", title)], names.declined(result.reason, view)
            )


def _finding(result: Result, each: Diagnostic, view: View) -> str:
    at = result.locate(each.span)
    properties = [("file", _path(result))]
    if at.line is not None:
        properties += [("line", str(at.line)), ("endLine", str(at.end_line or at.line))]
        # Columns are understood within one line only.
        if at.end_line == at.line:
            properties += [("col", str(at.column)), ("endColumn", str(at.end_column))]
    properties.append(("title", f"{names.severity(each.severity, view)}[{each.rule}]"))
    said = [view.say(each.message)]
    if at.line is None:
        said.insert(0, place.spot(at, view))
    if each.suggestion is not None:
        said.append(f"{view.pick('处理', 'fix')}: {view.say(each.suggestion.text)}")
    said += [f"{view.pick('依据', 'basis')}: {view.say(basis)}" for basis in each.basis]
    return _command(_COMMANDS[each.severity], properties, "\n".join(part for part in said if part))


def _command(name: str, properties: Iterable[tuple[str, str]], words: str) -> str:
    given = ",".join(f"{key}={value.translate(_PROPERTY)}" for key, value in properties)
    return f"::{name} {given}::{ink.still(words).translate(_DATA)}\n"


def _path(result: Result) -> str:
    return ink.named(result.path.replace("\\", "/"))
