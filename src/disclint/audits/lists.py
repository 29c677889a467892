"""
The 整改清单 of an audit, one workbook for each agency and one for all, and its statistics as CSV.

Needs openpyxl (the extra `[audit]`).
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from disclint.audits import database
from disclint.audits.plain import unpacked
from disclint.audits.roster import worded
from disclint.diagnostics import ERROR, INFO, WARNING
from disclint.editions import Edition
from disclint.outputs import checklist, names, place, xlsx
from disclint.outputs.checklist import Entry
from disclint.outputs.csv import harmless
from disclint.outputs.view import View
from disclint.result import DECLINED
from disclint.source import Location

FOLDER, STATISTICS = "整改清单", "statistics"
WHOLE = "全部.xlsx"
_DOUBTFUL = (
    ("文件", "File"),
    ("报告自己写的单位", "Agency as written"),
    ("认作", "Taken for"),
    ("说明", "Why"),
)
_MISSING = (("单位", "Agency"), ("上级", "Above it"), ("年度", "Year"))
# A sheet has 1,048,576 rows.
MOST = 1_000_000
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_LONGEST = 80


def write(
    path: Path,
    results: Iterable[Mapping[str, Any]],
    editions: Mapping[str, Edition],
    lang: str,
    missing: Iterable[tuple[str, str | None, int]] = (),
) -> None:
    """
    Write the workbook of the findings of these results; those that somebody has suppressed are not in it.

    `missing` are the agencies of the roster that have not submitted a report, with the one above and the year.
    """
    view = View(lang=lang, editions=editions)
    rows: list[xlsx.Row] = []
    files: list[xlsx.Row] = []
    doubts: list[list[str | int]] = []
    for each in results:
        found = [one for one in _findings(each) if one["suppressed"] is None]
        counts = [sum(one["severity"] == severity for one in found) for severity in (ERROR, WARNING, INFO)]
        agency, year = each["matched"] or each["agency"] or "", each["year"] or ""
        ended = checklist.ended(each["status"], each["reason"], view)
        if each["doubt"]:
            doubt = worded(each["doubt"], lang)
            doubts.append([each["path"], each["agency"] or "", each["matched"] or "", doubt])
            ended += view.pick(f"；单位存疑：{doubt}", f"; agency not sure: {doubt}")
        files.append(([each["path"], agency, year, ended, *counts], None))
        for one in found[: MOST - len(rows)]:
            rows.append(xlsx.row(_entry(each, one, agency, view), one["severity"], len(rows) + 1, view))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(xlsx.book(rows, files, view, _more(doubts, missing, view)))


def _more(
    doubts: list[list[str | int]], missing: Iterable[tuple[str, str | None, int]], view: View
) -> Iterator[xlsx.Sheet]:
    if doubts:
        head = [view.pick(*each) for each in _DOUBTFUL]
        yield xlsx.Sheet(view.pick("单位存疑", "Agency not sure"), (40, 28, 28, 48), head, doubts)
    absent: list[list[str | int]] = [[agency, above or "", year] for agency, above, year in missing]
    if absent:
        head = [view.pick(*each) for each in _MISSING]
        yield xlsx.Sheet(view.pick("没有提交", "Not submitted"), (36, 36, 8), head, absent)


def _findings(each: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    compared = unpacked(each["compared"])["findings"] if each["compared"] else []
    return [*unpacked(each["judged"])["findings"], *compared]


def _entry(each: Mapping[str, Any], one: Mapping[str, Any], agency: str, view: View) -> Entry:
    edition = view.editions.get(each["edition"] or each["expected_edition"] or "")
    trail = place.way(edition, one["address"], view) if edition else ""
    return Entry(
        file=each["path"],
        agency=agency,
        year=each["year"],
        severity=names.severity(one["severity"], view),
        place=checklist.placed(Location(**one["place"]), trail, view),
        message=" ".join(view.say(one["message"]).split()),
        basis=view.say(one["basis"]),
        fix=" ".join(view.say(one["fix"]).split()),
        rule=one["rule"],
    )


def named(agency: str | None, number: int) -> str:
    """
    The name of an agency's workbook; `number` tells apart those that a file system would take for one.
    """
    plain = _FORBIDDEN.sub("_", agency or "（未署名）").strip(" .")[:_LONGEST] or "_"
    return f"{plain}{f'-{number}' if number else ''}.xlsx"


def statistics(folder: Path, made: Path, lang: str) -> None:
    """
    Write each view of the database of the audit in `folder` as a CSV file into the folder `made`, for workbooks to open.

    Why a file was not checked and why an agency is not sure is said in `lang`.
    """
    view = View(lang=lang)
    for name in database.VIEWS:
        answer = database.asked(folder, f"FROM {name}")
        with (made / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(answer.columns)
            # Nothing but words can be taken for a formula.
            for row in answer.rows:
                told = dict(zip(answer.columns, row, strict=True))
                writer.writerow([harmless(each) for each in _worded(told, view).values()])


def _worded(row: dict[str, Any], view: View) -> dict[str, Any]:
    """
    A row of a view, its reasons and doubts in words for people.
    """
    if row.get("doubt"):
        row["doubt"] = worded(row["doubt"], view.lang)
    if row.get("reason"):
        declined = names.declined(row["reason"], view) if row["status"] == DECLINED else None
        row["message"] = declined or view.pick(row["message"] or row["reason"], row["reason"])
    return row
