"""
What came of the examples of a pack: a line each for people, data for programs.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from attrs import frozen

from disclint.diagnostics import Words
from disclint.outputs import ink, jsontext
from disclint.outputs.view import View

VERSION = 1

_NAMES: Mapping[str, tuple[str, str]] = {
    "validated": ("未误报", "validated"),
    "reported": ("已报告", "reported"),
    "noisy": ("误报", "noisy"),
    "missing": ("漏报", "missing"),
}
_GOOD = ("validated", "reported")


@frozen
class Case:
    """
    What came of a rule on one of its examples.

    `expect` is how it was to end, `outcome` which of the four it came to; `said` tells how that differs.
    """

    rule: str
    example: str
    expect: str
    outcome: str
    said: Sequence[Words]
    where: Path | None
    line: int | None


def text(pack: str, cases: Sequence[Case], counts: Mapping[str, int], view: View) -> Iterator[str]:
    """
    The examples of each rule with what came of them, and how many came to what.
    """
    for rule, group in groupby(cases, key=lambda each: each.rule):
        yield f"{rule}\n"
        for each in group:
            yield from _lines(each, view)
    told = view.pick("，", ", ").join(f"{_name(each, view)} {number}" for each, number in counts.items())
    yield view.pick(f"\n{pack}：{len(cases)} 个例子，{told}\n", f"\n{pack}: {len(cases)} examples, {told}\n")


def _lines(case: Case, view: View) -> Iterator[str]:
    is_good = case.outcome in _GOOD
    name = ink.paint(_name(case.outcome, view), ink.GREEN if is_good else ink.RED, color=view.color)
    place = "" if is_good or case.where is None else f"  {case.where}:{case.line}"
    yield f"  {name}  {case.expect}: {case.example}{place}\n"
    for words in case.said:
        yield f"      {view.say(words)}\n"


def _name(outcome: str, view: View) -> str:
    return view.pick(*_NAMES[outcome])


def json(pack: str, cases: Sequence[Case], counts: Mapping[str, int], view: View) -> Iterator[str]:
    """
    One object, an example a line.
    """
    found = {
        "version": VERSION,
        "pack": pack,
        "examples": [_data(each, view) for each in cases],
        "counts": dict(counts),
    }
    yield jsontext.spread(found, ascii_only=view.ascii_only) + "\n"


def _data(case: Case, view: View) -> dict[str, Any]:
    return {
        "rule": case.rule,
        "example": case.example,
        "expect": case.expect,
        "outcome": case.outcome,
        "path": None if case.where is None else str(case.where),
        "line": case.line,
        "complaints": [view.say(each) for each in case.said],
    }
