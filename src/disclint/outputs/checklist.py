"""
The 整改清单, the list of what is to be put right, as rows that tables of several formats share.

Findings that somebody has suppressed are not on it: that they may stay was decided.
"""

import re
from collections.abc import Iterator

from attrs import frozen

from disclint.diagnostics import Diagnostic
from disclint.outputs import ink, names, place
from disclint.outputs.view import View
from disclint.result import DECLINED, OK, Result
from disclint.source import Location

# What a row's state may be; the first is what it begins with.
STATES = (("待整改", "open"), ("已整改", "done"), ("无需整改", "no change needed"), ("误报", "false alarm"))
_HEAD = (
    ("序号", "No."),
    ("文件", "File"),
    ("单位", "Agency"),
    ("年度", "Year"),
    ("级别", "Severity"),
    ("位置", "Place"),
    ("问题", "Problem"),
    ("依据", "Basis"),
    ("修改建议", "What to do"),
    ("规则", "Rule"),
    ("状态", "State"),
)
# What `is_printable` is not.
_UNPRINTABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_STATUSES = {OK: ("已检查", "checked"), DECLINED: ("未检查", "not checked")}


@frozen
class Entry:
    """
    A finding as a row: words in the language of the view, `year` as a number.
    """

    file: str
    agency: str
    year: int | None
    severity: str
    place: str
    message: str
    basis: str
    fix: str
    rule: str

    def cells(self, number: int, view: View) -> list[str | int]:
        """
        The row under the `head`, as the `number`th, without what would move a cursor or turn what is shown.
        """
        return [
            number, ink.named(self.file), ink.still(self.agency), self.year or "", self.severity, ink.still(self.place),
            ink.still(self.message), self.basis, ink.still(self.fix), self.rule, states(view)[0],
        ]  # fmt: skip


def head(view: View) -> list[str]:
    """
    What the columns are called.
    """
    return [view.pick(*each) for each in _HEAD]


def states(view: View) -> list[str]:
    """
    What a row's state may be.
    """
    return [view.pick(*each) for each in STATES]


def entries(result: Result, view: View) -> Iterator[Entry]:
    """
    A row for each finding of a file.
    """
    report = result.report
    for each in result.diagnostics:
        yield Entry(
            file=result.path,
            agency=(report.agency or "") if report else "",
            year=report.year if report else None,
            severity=names.severity(each.severity, view),
            place=where(result, each, view),
            message=_line(view.say(each.message)),
            basis="\n".join(map(view.say, each.basis)),
            fix=_line(view.say(each.suggestion.text)) if each.suggestion else "",
            rule=each.rule,
        )


def where(result: Result, each: Diagnostic, view: View) -> str:
    """
    The place in the file and, behind it, the way through the form.
    """
    return placed(result.locate(each.span), place.trail(result, each.address, view), view)


def placed(at: Location, trail: str, view: View) -> str:
    """
    A place in a file and the way through the form, in words.
    """
    return " ".join(part for part in (spot(at, view), trail) if part)


def spot(at: Location, view: View) -> str:
    """
    A place in a file, in words.
    """
    if at.line is None:
        return place.spot(at, view)
    return view.pick(f"第{at.line}行第{at.column}字", f"line {at.line}, column {at.column}")


def status(result: Result, view: View) -> str:
    """
    Whether a file was checked; why not, if it was not.
    """
    return ended(result.status, result.reason, view)


def ended(status: str, reason: str | None, view: View) -> str:
    """
    A status in words.
    """
    said = view.pick(*_STATUSES.get(status, ("无法读取", "unreadable")))
    if status != DECLINED:
        return said
    return f"{said}{view.pick('：', ': ')}{names.declined(reason, view)}"


def printable(words: str) -> str:
    """
    Words without characters that XML cannot hold; those that stand for bytes of a file's name become `?`.
    """
    if _UNPRINTABLE.search(words) is None:
        return words
    return "".join(each if is_printable(each) else "?" if each >= "\ud800" else " " for each in words)


def is_printable(char: str) -> bool:
    """
    Whether XML can hold a character.
    """
    return " " <= char <= "\ud7ff" or char in "\t\n\r" or "\ue000" <= char <= "\ufffd" or char >= "\U00010000"


def _line(words: str) -> str:
    return " ".join(words.split())
