"""
One line a finding, `path:line:column: severity[RULE] message`, for editors and `grep`.

Files without lines have their own place there, as `report.docx: Word 第14段: …`.
"""

from collections.abc import Iterable, Iterator

from disclint.outputs import ink, place
from disclint.outputs.view import View
from disclint.result import Result


def write(results: Iterable[Result], view: View) -> Iterator[str]:
    """
    A line for each finding.
    """
    for result in results:
        yield ""
        for each in result.diagnostics:
            where = place.short(result, each.span, view)
            message = ink.still(" ".join(view.say(each.message).split()))
            yield f"{where}: {each.severity}[{each.rule}] {message}\n"
