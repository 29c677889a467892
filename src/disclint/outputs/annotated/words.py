"""
What is said of a finding beside a document.
"""

from collections.abc import Iterator

from disclint.diagnostics import Diagnostic
from disclint.outputs import names
from disclint.outputs.view import View


def lines(each: Diagnostic, view: View) -> Iterator[str]:
    """
    The message; what to do; the basis: a line each.
    """
    yield f"{names.severity(each.severity, view)}[{each.rule}] {' '.join(view.say(each.message).split())}"
    if each.suggestion is not None:
        fix = " ".join(view.say(each.suggestion.text).split())
        if each.suggestion.replacement is not None:
            fix += view.pick(
                f"（应为 {each.suggestion.replacement}）", f" (should be {each.suggestion.replacement})"
            )
        yield f"{view.pick('处理', 'fix')}: {fix}"
    for basis in each.basis:
        yield f"{view.pick('依据', 'basis')}: {view.say(basis)}"
