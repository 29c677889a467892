"""
The roster of agencies as people write it: a CSV file with the columns `agency,parent,aliases`.

Refuses what would leave an agency without its report, or give it another's, and says in which line.
"""

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from disclint.audits.roster import Roster, of, plain, whole
from disclint.errors import UsageError, system_words

COLUMNS = ("agency", "parent", "aliases")
# What else the columns may be called.
_COLUMNS = {
    "单位": "agency", "单位名称": "agency", "上级": "parent", "上级单位": "parent", "别名": "aliases", "其他名称": "aliases",
}  # fmt: skip
# How alike a name is to one of these to be taken for a slip.
_NEARLY = 0.75
_BETWEEN = re.compile("[;；、|]")
# How XLSX and XLS begin.
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def read(path: Path) -> Roster:
    """
    The roster in a CSV file with the columns `agency,parent,aliases`; several aliases stand between `;`.

    Raises UsageError, with the line, for what is no roster.
    """
    rows = csv.DictReader(io.StringIO(_text(path), newline=""))
    try:
        return _read(rows, path)
    except csv.Error as error:
        raise UsageError(
            f"this is no CSV: {error}",
            "save it as CSV anew; a name is as long as a name, and quotes stand in pairs",
            path,
            rows.line_num or 1,
            zh=(f"这不是 CSV：{error}", "请重新另存为 CSV；引号要成对，单位名称不会这么长"),
        ) from error


def _read(rows: "csv.DictReader[str]", path: Path) -> Roster:
    first = rows.fieldnames or ()
    rows.fieldnames = [_COLUMNS.get(each, each) for each in (plain(one).casefold() for one in first)]
    if "agency" not in rows.fieldnames:
        said = f"“{','.join(first)[:60]}”，" if first else ""
        raise UsageError(
            "this is no roster: its first line has no column 'agency'",
            "write agency,parent,aliases in the first line, with commas between them",
            path,
            1,
            zh=(
                f"这不是单位名册：第一行{f'是{said}' if said else ''}没有 agency（单位）一列",
                "第一行写 agency,parent,aliases（或者 单位,上级,别名），用逗号隔开",
            ),
        )
    for each in rows.fieldnames:
        _ensure_no_slip(each, rows.fieldnames, path)
    entries: list[tuple[str, str | None, list[str]]] = []
    # Of each agency and each other name the line that has it.
    lines: dict[str, int] = {}
    seen: dict[str, int] = {}
    for row in rows:
        entry = _entry(row, path, rows.line_num)
        if entry is None:
            continue
        first_line = seen.setdefault(whole(entry[0]), rows.line_num)
        if first_line != rows.line_num:
            raise UsageError(
                f"'{entry[0]}' stands in line {first_line} already",
                "take one of the two lines out",
                path,
                rows.line_num,
                zh=(f"“{entry[0]}”在第 {first_line} 行已经有了", "删去其中一行"),
            )
        lines[entry[0]] = rows.line_num
        entries.append(entry)
    if not entries:
        raise UsageError(
            "no agency is on this roster",
            "write a line for each agency below the first line",
            path,
            1,
            zh=("这个单位名册里没有单位", "在第一行下面，每个单位写一行"),
        )
    _ensure_told_apart(entries, path, lines)
    _ensure_tree({agency: parent for agency, parent, _ in entries}, path, lines)
    return of(entries)


def _ensure_no_slip(column: str, columns: Collection[str], path: Path) -> None:
    """
    Raise UsageError for a column that is nearly one of ours, which is not there: nothing in it would count.
    """
    names = {each: each for each in COLUMNS} | _COLUMNS
    near = get_close_matches(column, names, n=1, cutoff=_NEARLY) if column not in COLUMNS else []
    if near and names[near[0]] not in columns:
        raise UsageError(
            f"there is no column '{column}'",
            f"did you mean '{near[0]}'? other columns may be there under names that are less alike",
            path,
            1,
            zh=(f"没有“{column}”这一列", f"是不是想写“{near[0]}”？其他的列也可以有，名称不要太像"),
        )


def _entry(row: Mapping[str | None, Any], path: Path, line: int) -> tuple[str, str | None, list[str]] | None:
    """
    The agency of a line, the one above it and its other names; None for a blank line.
    """
    if any(row.get(None) or ()):
        raise UsageError(
            "this line has more cells than the first line",
            "put `;` between aliases, not a comma",
            path,
            line,
            zh=("这一行的格比第一行的列多", "几个别名之间用分号隔开，不用逗号"),
        )
    agency, parent, aliases = ((row.get(each) or "").strip() for each in COLUMNS)
    if not agency and (parent or aliases):
        raise UsageError(
            "this line names no agency",
            "write its name in the column 'agency', or take the line out",
            path,
            line,
            zh=("这一行没有写单位名称", "在 agency（单位）一列写上名称，或者删去这一行"),
        )
    others = [each.strip() for each in _BETWEEN.split(aliases) if each.strip()]
    return (agency, parent or None, others) if agency else None


def _ensure_told_apart(
    entries: Iterable[tuple[str, str | None, Iterable[str]]], path: Path, lines: Mapping[str, int]
) -> None:
    """
    Raise UsageError where two agencies have a name in common: whose report bears it nobody can tell.
    """
    known: dict[str, str] = {whole(each): each for each in lines}
    for agency, _, aliases in entries:
        for each in aliases:
            other = known.setdefault(whole(each), agency)
            if other != agency:
                raise UsageError(
                    f"'{each}', another name of '{agency}', is one of '{other}' (line {lines[other]}), too",
                    "leave it to one of the two",
                    path,
                    lines[agency],
                    zh=(
                        f"“{agency}”的别名“{each}”也是“{other}”（第 {lines[other]} 行）的名称",
                        "只留给其中一个单位",
                    ),
                )


def _ensure_tree(parents: Mapping[str, str | None], path: Path, lines: Mapping[str, int]) -> None:
    """
    Raise UsageError for an agency whose parent is not on the roster, or is below it.
    """
    for agency, parent in parents.items():
        if parent is not None and parent not in parents:
            raise UsageError(
                f"'{parent}', the parent of '{agency}', is not on the roster",
                "add a line for it, or correct its name",
                path,
                lines[agency],
                zh=(f"“{agency}”的上级“{parent}”不在名册中", "给它加一行，或者改正名称"),
            )
        seen = {agency}
        while parent is not None and parent not in seen:
            seen.add(parent)
            parent = parents.get(parent)  # noqa: PLW2901 - one step up
        if parent == agency:
            raise UsageError(
                f"'{agency}' is above itself",
                "correct its parent, or that of one of those above it; who has none above leaves it blank",
                path,
                lines[agency],
                zh=(f"“{agency}”成了自己的上级", "改正它或者它上级的 parent（上级）一列；没有上级的留空"),
            )


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        why = system_words(error)
        raise UsageError(
            f"the roster cannot be read: {why['en']}",
            "name a CSV file with the columns agency,parent,aliases",
            path,
            zh=(
                f"单位名册读不出来：{why['zh']}",
                "请给出一个 CSV 文件，有 agency、parent、aliases 三列",
            ),
        ) from error
    if content.startswith(_WORKBOOKS):
        raise UsageError(
            "this is a workbook, no CSV",
            "save it as CSV in Excel or WPS, and name that file",
            path,
            zh=("这是工作簿，不是 CSV", "在 Excel 或 WPS 里另存为 CSV，再写那个文件"),
        )
    # Workbooks save CSV in the system's encoding, which in China is GB18030.
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(
        "the roster is neither UTF-8 nor GB18030",
        "save it as CSV in UTF-8",
        path,
        zh=("单位名册既不是 UTF-8，也不是 GB18030 编码", "另存为 UTF-8 编码的 CSV"),
    )
