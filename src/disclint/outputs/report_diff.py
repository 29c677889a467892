"""
What became of the findings of a report in a newer copy: lines for people, data for programs.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from disclint.diagnostics import Diagnostic
from disclint.outputs import check_json, ink, jsontext, names, place
from disclint.outputs.view import View
from disclint.result import Difference, Renumbered, Result

VERSION = 1


def text(found: Difference, view: View) -> Iterator[str]:
    """
    The findings under what became of them, then the numbers that changed.
    """
    yield f"{ink.named(found.old.path)} → {ink.named(found.new.path)}\n"
    yield from _doubts(found, view)
    remaining = [new for _, new in found.remaining]
    for color, zh, en, result, listed in (
        (ink.GREEN, "已整改", "mended", found.old, found.mended),
        (ink.YELLOW, "仍存在", "remaining", found.new, remaining),
        (ink.RED, "新出现", "new", found.new, found.added),
        (ink.YELLOW, "无法判断是否整改", "cannot be told", found.old, found.unclear),
    ):
        yield ink.paint(f"{view.pick(zh, en)} {len(listed)}", color, color=view.color) + "\n"
        for each in listed:
            yield f"  {_line(result, each, view)}\n"
    yield f"{view.pick('改动的数字', 'numbers that changed')} {len(found.numbers)}\n"
    for number in found.numbers:
        yield f"  {_number(number, view)}\n"


def _doubts(found: Difference, view: View) -> Iterator[str]:
    old, new = found.old.report, found.new.report
    if old is None or new is None:
        return
    for zh, en, one, other in (
        ("单位", "agency", old.agency, new.agency),
        ("年度", "year", old.year, new.year),
    ):
        if one != other:
            first, second = (ink.still(str(each or "?")) for each in (one, other))
            yield view.pick(
                f"注意：两份报告的{zh}不同（{first}、{second}）\n",
                f"Note: the two differ in {en} ({first}, {second})\n",
            )


def _line(result: Result, each: Diagnostic, view: View) -> str:
    where = place.spot(result.locate(each.span), view)
    return f"{where}  {names.severity(each.severity, view)}  {each.rule}  {ink.still(view.say(each.message))}"


def _number(each: Renumbered, view: View) -> str:
    nothing = view.pick("(无)", "(none)")
    old, new = (
        (nothing if one is None else one or view.pick("(空)", "(blank)")) for one in (each.old, each.new)
    )
    return ink.still(f"{view.say(each.words)}: {old} → {new}")


def json(found: Difference, view: View) -> Iterator[str]:
    """
    One object; findings are as `check` writes them.
    """
    data = {
        "version": VERSION,
        "old": _file(found.old),
        "new": _file(found.new),
        "mended": _findings(found.old, found.mended, view),
        "remaining": _findings(found.new, [new for _, new in found.remaining], view),
        "added": _findings(found.new, found.added, view),
        "unclear": _findings(found.old, found.unclear, view),
        "numbers": [
            {"address": each.address, "name": view.say(each.words), "old": each.old, "new": each.new}
            for each in found.numbers
        ],
    }
    yield jsontext.spread(data, ascii_only=view.ascii_only) + "\n"


def _file(result: Result) -> Mapping[str, Any]:
    report = result.report
    return {
        "path": result.path,
        "agency": report.agency if report else None,
        "year": report.year if report else None,
    }


def _findings(result: Result, found: Sequence[Diagnostic], view: View) -> list[Mapping[str, Any]]:
    return [check_json.diagnostic(result, each, view) for each in found]


REPORT_DIFFS: dict[str, Callable[[Difference, View], Iterator[str]]] = {"text": text, "json": json}
