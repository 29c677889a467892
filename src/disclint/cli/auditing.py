"""
What `disclint audit` says: how far it is, what came of it, answers to questions.
"""

import csv
import io
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from disclint.cli import streams
from disclint.cli.speech import Speech
from disclint.outputs import ink

if TYPE_CHECKING:
    from disclint.audits import Summary

_STAGES = {
    "judging": ("检查", "checking"), "comparing": ("比对", "comparing"), "writing": ("写出", "writing"),
    "listing": ("整改清单", "listing"), "drawing": ("画图", "drawing"),
}  # fmt: skip
_SEVERITIES = {"error": ("错误", "errors"), "warning": ("警告", "warnings"), "info": ("提示", "hints")}
_STATUSES = {
    "ok": ("已检查", "checked"), "declined": ("不在检查范围", "not for these forms"), "unreadable": ("读不出", "unreadable"),
}  # fmt: skip
# How often the line is written: on a screen, and into a log.
_OFTEN, _SELDOM = 0.2, 15.0
_MOST_RULES, _MOST_LISTED = 10, 20


class Progress:
    """
    A line at standard error: how many of how many, how many a second, how long it will take.
    """

    def __init__(self, speech: Speech, clock: Callable[[], float] = time.monotonic) -> None:
        self.speech = speech
        self.clock = clock
        self._stage = ""
        self._begun = self._said = 0.0
        self._first = 0
        self._shown = 0

    def heard(self, stage: str, done: int, all_: int, kept: int) -> None:
        """
        Take note of how far it is.
        """
        now = self.clock()
        if stage != self._stage:
            self._stage, self._begun, self._said, self._first = stage, now, float("-inf"), done
        on_screen = streams.is_screen(streams.errors())
        if not all_ or (done < all_ and now - self._said < (_OFTEN if on_screen else _SELDOM)):
            return
        self._said = now
        words = self._words(done, all_, kept, now - self._begun)
        if on_screen:
            width = ink.width(words)
            streams.draw(f"\r{words}{' ' * (self._shown - width)}")
            self._shown = width
        else:
            streams.note(words)

    def _words(self, done: int, all_: int, kept: int, seconds: float) -> str:
        speech, fresh = self.speech, done - self._first
        said = f"{speech(*_STAGES[self._stage])} {done:,}/{all_:,} ({done * 100 // all_}%)"
        if fresh > 0 and seconds > 0:
            rate = fresh / seconds
            left = int((all_ - done) / rate)
            said += speech(f" {rate:,.0f} 份/秒", f" {rate:,.0f}/s")
            if done < all_:
                said += speech(f" 剩余 {left // 60}:{left % 60:02}", f" {left // 60}:{left % 60:02} left")
        return said + (speech(f" 未变化 {kept:,}", f" {kept:,} unchanged") if kept else "")

    def end(self) -> None:
        """
        Leave the line.
        """
        if self._shown:
            streams.draw("\n")
            self._shown = 0


def text(summary: "Summary", folder: str, speech: Speech, *, interrupted: bool) -> Iterator[str]:
    """
    The summary for people.
    """
    from disclint.audits.roster import worded  # noqa: PLC0415 - after an audit it is there

    if interrupted:
        yield speech(
            f"已中断：完成 {summary.done:,}/{summary.files:,} 份，没有全部与其他报告比对。再次运行时接着做。\n",
            f"Interrupted: {summary.done:,} of {summary.files:,} done, not all compared.  Run it again to go on.\n",
        )
    statuses = speech("，", ", ").join(
        f"{speech(*_STATUSES[each])} {number:,}" for each, number in summary.statuses.items()
    )
    kept = speech(f"，其中未变化 {summary.kept:,}", f", {summary.kept:,} of them unchanged")
    yield (
        speech(f"共 {summary.done:,} 份文件", f"{summary.done:,} files")
        + (kept if summary.kept else "")
        + (speech("：", ": ") + statuses if statuses else "")
        + "\n"
    )
    yield (
        speech("，", ", ").join(
            f"{speech(*words)} {summary.severities.get(each, 0):,}" for each, words in _SEVERITIES.items()
        )
        + "\n"
    )
    for rule, number in list(summary.rules.items())[:_MOST_RULES]:
        yield f"  {number:>8,}  {rule}\n"
    yield from _listed(
        speech("没有提交报告的单位", "agencies that have not submitted"),
        [f"{each.year} {each.agency}" for each in summary.missing],
        speech,
    )
    yield from _listed(
        speech("单位名称存疑", "agencies that are not sure"),
        [f"{path}: {worded(doubt, speech.lang)}" for path, doubt in summary.doubtful],
        speech,
    )
    yield from _listed(
        speech("不在名册中", "not on the roster"),
        [f"{path}: {worded(doubt, speech.lang)}" for path, doubt in summary.unknown],
        speech,
    )
    yield from _listed(
        speech("读不出的文件", "unreadable files"),
        [f"{path}: {why[speech.lang]}" for path, why in summary.unreadable],
        speech,
    )
    yield from _listed(
        speech(
            "与另一份完全相同的文件，问题两份都计入",
            "files that are the same as another; what is found counts in both",
        ),
        [f"{path} = {other}" for path, other in summary.same],
        speech,
    )
    yield from _listed(
        speech(
            "没有与其他报告比对：审核时改动过、移走了，或者读不下去，请再运行一次",
            "not compared with others, as they changed, went or could not be read meanwhile; run it again",
        ),
        summary.moved,
        speech,
    )
    for rule, where in summary.crashed.items():
        from disclint.rules import reasons  # noqa: PLC0415 - it hardly ever happens

        path, _, reason = where.partition(": ")
        told = f"{ink.named(path)}: {reasons.said(reason, speech.lang)}"
        yield speech(f"规则 {rule} 运行出错: {told}\n", f"rule {rule} crashed: {told}\n")
    yield speech(f"结果: {ink.named(folder)}\n", f"Results: {ink.named(folder)}\n")


def _listed(heading: str, found: Sequence[str], speech: Speech) -> Iterator[str]:
    if not found:
        return
    yield f"{heading} ({len(found):,})\n"
    for each in found[:_MOST_LISTED]:
        yield f"  {ink.named(each)}\n"
    if len(found) > _MOST_LISTED:
        more = len(found) - _MOST_LISTED
        yield speech(f"  …还有 {more:,} 个，见结果\n", f"  …and {more:,} more, see the results\n")


def as_json(summary: "Summary", folder: str, speech: Speech, *, interrupted: bool) -> Iterator[str]:
    """
    The summary for programs.
    """
    found = {
        "version": 1,
        "folder": folder,
        "interrupted": interrupted,
        "files": summary.files,
        "done": summary.done,
        "unchanged": summary.kept,
        "statuses": dict(summary.statuses),
        "severities": dict(summary.severities),
        "rules": dict(summary.rules),
        "missing": [
            {"agency": each.agency, "parent": each.parent, "year": each.year} for each in summary.missing
        ],
        "doubtful": [{"path": path, "doubt": doubt} for path, doubt in summary.doubtful],
        "unknown": [{"path": path, "doubt": doubt} for path, doubt in summary.unknown],
        "unreadable": [{"path": path, "reason": why[speech.lang]} for path, why in summary.unreadable],
        "same": [{"path": path, "as": other} for path, other in summary.same],
        "crashed": dict(summary.crashed),
        "failed": list(summary.failed),
        "moved": list(summary.moved),
    }
    yield json.dumps(found, ensure_ascii=False, indent=1) + "\n"


SUMMARIES: Mapping[str, Callable[..., Iterator[str]]] = {"text": text, "json": as_json}


def _shown(value: Any) -> str:
    return "" if value is None else str(value)


def _plain_answer(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    yield "\t".join(columns) + "\n"
    for row in rows:
        yield "\t".join(ink.still(" ".join(_shown(each).split())) for each in row) + "\n"


def _json_answer(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    for row in rows:
        found = dict(zip(columns, row, strict=True))
        yield json.dumps(found, ensure_ascii=False, default=_shown) + "\n"


def _csv_answer(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    for row in (columns, *rows):
        line = io.StringIO()
        csv.writer(line, lineterminator="\r\n").writerow([ink.still(_shown(each)) for each in row])
        yield line.getvalue()


ANSWERS: Mapping[str, Callable[[Sequence[str], Iterable[Sequence[Any]]], Iterator[str]]] = {
    "text": _plain_answer,
    "json": _json_answer,
    "csv": _csv_answer,
}
