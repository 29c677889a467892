"""
The baseline: findings that were there when somebody began to check, by report and by what they say.

A report is known by its agency and year, a finding by its fingerprint: neither lines nor layout matter.
"""

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from attrs import field, frozen

from disclint import disk, schemas
from disclint.diagnostics import Diagnostic, normal
from disclint.errors import UsageError, system_words
from disclint.result import CRASHED_RULE, Result
from disclint.source import fold

VERSION = 1

# Agency and year, or the file's name without its ending where no agency is known.
Identity = tuple[str, int, str]
_NO_YEAR = 0
_RESTORE = (
    "restore the file, or delete it and make a new one with --update-baseline",
    "请恢复该文件，或者删去后用 --update-baseline 重新生成",
)


@frozen
class Entry:
    """
    A finding that is no news; `where` is `path:line`.
    """

    rule: str
    address: str
    fingerprint: str
    values: Mapping[str, str] = field(factory=dict)
    reason: str = ""
    until: str | None = None
    line: int = 1
    where: str = ""

    def has_expired(self, today: str) -> bool:
        """
        Whether its day has passed.
        """
        return self.until is not None and self.until < today


@frozen(eq=False)
class Baseline:
    """
    The entries of a baseline by report; one that is `accepting` has an entry for whatever is found.
    """

    path: Path
    text: str = field(default="", repr=False)
    reports: Mapping[Identity, Mapping[str, Entry]] = field(factory=dict, repr=False)
    accepting: bool = False

    def entry(self, result: Result, finding: Diagnostic, today: str) -> Entry | None:
        """
        The entry for a finding of a report, if it has not expired.
        """
        known = self.reports.get(identity(result), {}).get(finding.fingerprint)
        if known is not None and not known.has_expired(today):
            return known
        if not self.accepting or finding.rule == CRASHED_RULE:
            return None
        reason = known.reason if known else ""
        return Entry(
            finding.rule, finding.address, finding.fingerprint, normal(finding.values), reason,
            where=str(self.path),
        )  # fmt: skip


def identity(result: Result) -> Identity:
    """
    What a report is known by in a baseline.
    """
    report = result.report
    year = (report.year if report else None) or _NO_YEAR
    if report is None or not report.agency:
        return "", year, Path(result.path).stem
    return "".join(fold(report.agency).split()), year, ""


def opened(path: Path, *, accepting: bool) -> Baseline:
    """
    The baseline in a file; one that is `accepting` may have to be made yet.  Raises UsageError.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        if accepting:
            return Baseline(path, accepting=True)
        raise UsageError(
            f"there is no baseline '{path}'", "make it with --update-baseline, or correct its name",
            zh=(f"找不到基线文件“{path}”", "用 --update-baseline 生成，或核对文件名"),
        ) from error  # fmt: skip
    except OSError as error:
        why = system_words(error)
        raise UsageError(
            f"the baseline cannot be read: {why['en']}", "check its permissions", path,
            zh=(f"无法读取基线文件：{why['zh']}", "请核对文件的权限"),
        ) from error  # fmt: skip
    except UnicodeDecodeError as error:
        raise UsageError(
            "the baseline is not UTF-8", _RESTORE[0], path, error.object.count(b"\n", 0, error.start) + 1,
            zh=("基线文件不是 UTF-8 编码", _RESTORE[1]),
        ) from error  # fmt: skip
    return read(path, text, accepting=accepting)


def read(path: Path, text: str, *, accepting: bool = False) -> Baseline:
    """
    The baseline in a file's text.  Raises UsageError if it is none.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise UsageError(
            "the baseline is not JSON",
            _RESTORE[0],
            path,
            line,
            zh=("基线文件不是 JSON", _RESTORE[1]),
        ) from error
    _ensure_valid(data, path, text)
    reports: dict[Identity, dict[str, Entry]] = {}
    ends = [each.start() for each in re.finditer("\n", text)]
    at = -1
    for report in data["reports"]:
        key = (report.get("agency") or "", report.get("year") or _NO_YEAR, report.get("file") or "")
        for each in report["findings"]:
            # Entries are listed in the order of the file, each fingerprint behind the one before, and several reports may have the same.
            at = max(at, text.find(f'"{each["fingerprint"]}"', at + 1))
            line = bisect_left(ends, at) + 1
            entry = Entry(
                each["rule"], each["address"], each["fingerprint"], each.get("values", {}),
                each.get("reason", ""), each.get("until"), line, f"{path}:{line}",
            )  # fmt: skip
            _ensure_day(entry, path)
            reports.setdefault(key, {})[entry.fingerprint] = entry
    return Baseline(path, text, reports, accepting)


def written(reports: Mapping[Identity, Iterable[Entry]]) -> str:
    """
    The file for these entries: sorted, one a line, so that a change is a change of a line.
    """
    listed = [(key, sorted(reports[key], key=_order)) for key in sorted(reports)]
    found = ",".join(_report(key, entries) for key, entries in listed if entries)
    return f'{{\n  "version": {VERSION},\n  "reports": [{found}{_break(found)}]\n}}\n'


def _order(entry: Entry) -> tuple[str, ...]:
    return entry.rule, entry.address, json.dumps(entry.values), entry.fingerprint


def _break(found: str) -> str:
    return "\n  " if found else ""


def _report(key: Identity, entries: Sequence[Entry]) -> str:
    agency, year, file = key
    head = {"file": file} if file else {"agency": agency}
    inside = json.dumps({**head, "year": year or None}, ensure_ascii=False)[1:-1]
    lines = ",\n".join(f"        {json.dumps(dict(_keys(each)), ensure_ascii=False)}" for each in entries)
    return f'\n    {{\n      {inside},\n      "findings": [\n{lines}\n      ]\n    }}'


def _keys(entry: Entry) -> Iterator[tuple[str, Any]]:
    yield "rule", entry.rule
    yield "address", entry.address
    if entry.values:
        yield "values", dict(entry.values)
    if entry.reason:
        yield "reason", entry.reason
    if entry.until:
        yield "until", entry.until
    yield "fingerprint", entry.fingerprint


def save(path: Path, text: str) -> None:
    """
    Put the text in place of the file at once: whoever reads it finds the old one or the new one.
    """
    try:
        # Not every name of a file is text; what is left of it is written as JSON writes it.
        disk.put(path, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        why = system_words(error)
        raise UsageError(
            f"the baseline cannot be written: {why['en']}",
            "check that the folder exists and may be written to",
            path,
            zh=(f"无法写入基线文件：{why['zh']}", "请核对文件夹是否存在、能否写入"),
        ) from error


def _ensure_day(entry: Entry, path: Path) -> None:
    if entry.until is None:
        return
    try:
        date.fromisoformat(entry.until)
    except ValueError as error:
        raise _no_day(path, entry.line, entry.until) from error


def _no_day(path: Path, line: int, written: object) -> UsageError:
    return UsageError(
        f"until is no day: '{written}'",
        "write it as 2026-12-31",
        path,
        line,
        zh=(f"until 写的“{written}”不是日期", "写成 2026-12-31 的样子"),
    )


def _ensure_valid(data: Any, path: Path, text: str) -> None:
    refused = schemas.first_refused(data, "baseline", lambda _: None)
    if refused is not None:
        if list(refused.absolute_path)[-1:] == ["until"]:
            # Written by hand; all else that is refused was damaged.
            before = text.partition(json.dumps(refused.instance, ensure_ascii=False))[0]
            raise _no_day(path, before.count("\n") + 1, refused.instance)
        at = ".".join(str(each) for each in refused.absolute_path) or "/"
        raise UsageError(
            f"this is no baseline: at {at}: {refused.message}",
            _RESTORE[0],
            path,
            _line_of(refused, text),
            zh=(f"这不是基线文件：{at} 处: {refused.message}", _RESTORE[1]),
        )


def _line_of(refused: Any, text: str) -> int:
    """
    The line of the finding that holds what the schema refuses, as far as its fingerprint tells; else the first.
    """
    path = list(refused.absolute_path)
    found: Any = refused.instance
    while not (isinstance(found, Mapping) and isinstance(found.get("fingerprint"), str)):
        if not path:
            return 1
        path.pop()
        found = _at(json.loads(text), path)
    return text.partition(f'"{found["fingerprint"]}"')[0].count("\n") + 1


def _at(data: Any, path: Sequence[str | int]) -> Any:
    for step in path:
        data = data[step]
    return data
