"""
Rules that did not come to an end, as commands tell of them: such a rule has not said that nothing is wrong.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from disclint.cli import streams
from disclint.cli.codes import CLEAN, FAILED, FOUND
from disclint.cli.speech import Speech

if TYPE_CHECKING:
    from disclint.outputs.view import View
    from disclint.result import Result


def crashed(result: "Result", view: "View") -> dict[str, str]:
    """
    By rule, on which file it crashed and why.
    """
    from disclint.outputs import names  # noqa: PLC0415 - slow to import, and it hardly ever happens

    return {
        each.rule: f"{result.path}: {'; '.join(names.reason(one, result, view) for one in each.reasons)}"
        for each in result.crashed
    }


def tell(rules: dict[str, str], speech: Speech) -> None:
    """
    Say of each rule on which file it crashed.
    """
    for rule, reason in rules.items():
        streams.note(speech(f"规则 {rule} 运行出错: {reason}", f"rule {rule} crashed: {reason}"))


def code(results: Iterable["Result"], fails: bool, view: "View", speech: Speech) -> int:  # noqa: FBT001 - whether any of them does
    """
    The exit code after some results; what crashed is said.
    """
    rules: dict[str, str] = {}
    for each in results:
        rules |= crashed(each, view)
    tell(rules, speech)
    return FAILED if rules else FOUND if fails else CLEAN
