"""
The roster of agencies, and which of them a report is of.

A name that is not on the roster is matched only if exactly one name comes near; then the match is said to be doubtful.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from attrs import field, frozen

from disclint.errors import UsageError, system_words
from disclint.source import fold

COLUMNS = ("agency", "parent", "aliases")
_BETWEEN = re.compile("[;；、|]")
_BRACKETS = re.compile(r"\([^()]*\)")
# Behind the name of a place.
_GOVERNMENT = "人民政府"
# How alike two names have to be to be taken for each other, and how much more than the next.
_ALIKE, _AHEAD = 0.8, 0.08


@frozen
class Entry:
    """
    An agency of the roster, and the one above it.
    """

    agency: str
    parent: str | None


@frozen
class Match:
    """
    Whose report one is: the `agency` by its name on the roster, or by its own where there is no roster; `doubt` says why that is not sure.
    """

    agency: str | None
    doubt: str | None = None


@frozen(eq=False)
class Roster:
    """
    The agencies by name, and all their names as they are compared.
    """

    entries: Mapping[str, Entry] = field(factory=dict)
    names: Mapping[str, str] = field(factory=dict, repr=False)
    _found: dict[str, Match] = field(factory=dict, repr=False)

    def __bool__(self) -> bool:
        """
        Whether there is a roster.
        """
        return bool(self.entries)

    def children(self, agency: str) -> Sequence[str]:
        """
        The agencies directly below one.
        """
        return [each.agency for each in self.entries.values() if each.parent == agency]

    def match(self, written: str | None, path: str) -> Match:
        """
        The agency that a report at `path` is of, which calls itself `written`.
        """
        if not self.entries:
            # One year it is 乙县人民政府, and the next 乙县.
            return Match(None if written is None else area(plain(written)))
        if written is None:
            return self._by_path(path)
        if written not in self._found:
            self._found[written] = self._by_name(written)
        return self._found[written]

    def _by_name(self, written: str) -> Match:
        name = plain(written)
        exact = self.names.get(name) or self.names.get(area(name))
        if exact is not None:
            return Match(exact)
        # The name of a place is left out, or put before.
        ends = {
            id for known, id in self.names.items() if known.endswith(name) or name.endswith(known) if known
        }
        if len(ends) == 1:
            (id,) = ends
            return Match(id, f"{written} ≈ {id}")
        near = sorted(
            ((SequenceMatcher(None, known, name).ratio(), id) for known, id in self.names.items()),
            reverse=True,
        )
        best = [(share, id) for share, id in near if share >= _ALIKE]
        others = [share for share, id in near if best and id != best[0][1]]
        if best and (not others or best[0][0] - others[0] >= _AHEAD):
            return Match(best[0][1], f"{written} ≈ {best[0][1]}")
        return Match(None, f"{written}: not on the roster")

    def _by_path(self, path: str) -> Match:
        folded = plain(path)
        found = sorted(
            {(len(known), id) for known, id in self.names.items() if known in folded}, reverse=True
        )
        # Of a bureau and its county the longer name is meant.
        if found and (len(found) == 1 or found[0][0] > found[1][0]):
            return Match(found[0][1], f"the report names no agency; by its path: {found[0][1]}")
        return Match(None, "the report names no agency")


def worded(doubt: str, lang: str) -> str:
    """
    A doubt in a language.
    """
    if lang == "zh":
        for english, chinese in _DOUBTS:
            doubt = doubt.replace(english, chinese)
    return doubt


_DOUBTS = (
    (": not on the roster", "：不在名册中"),
    ("the report names no agency; by its path: ", "报告没有写明单位，按路径认作 "),
    ("the report names no agency", "报告没有写明单位"),
)


def plain(name: str) -> str:
    """
    A name as names are compared: widths, blanks and what stands in brackets do not count.
    """
    return _BRACKETS.sub("", "".join(fold(name).split()))


def area(agency: str) -> str:
    """
    The area of a government: its name without 人民政府.
    """
    return agency.removesuffix(_GOVERNMENT)


def of(entries: Iterable[tuple[str, str | None, Iterable[str]]]) -> Roster:
    """
    A roster of agencies, each with the one above it and its other names.
    """
    found: dict[str, Entry] = {}
    names: dict[str, str] = {}
    for agency, parent, aliases in entries:
        found[agency] = Entry(agency, parent)
        for each in (agency, *aliases):
            names.setdefault(plain(each), agency)
    for agency in found:
        names.setdefault(area(plain(agency)), agency)
    return Roster(found, names)


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
    if "agency" not in (rows.fieldnames or ()):
        raise UsageError(
            "this is no roster: its first line has no column 'agency'",
            "write agency,parent,aliases in the first line",
            path,
            1,
            zh=("这不是单位名册：第一行没有 agency 一列", "第一行写 agency,parent,aliases"),
        )
    entries: list[tuple[str, str | None, list[str]]] = []
    seen: dict[str, int] = {}
    for row in rows:
        agency = (row.get("agency") or "").strip()
        if not agency:
            continue
        if agency in seen:
            raise UsageError(
                f"'{agency}' stands in line {seen[agency]} already",
                "take one of the two lines out",
                path,
                rows.line_num,
                zh=(f"“{agency}”在第 {seen[agency]} 行已经有了", "删去其中一行"),
            )
        seen[agency] = rows.line_num
        aliases = [each.strip() for each in _BETWEEN.split(row.get("aliases") or "") if each.strip()]
        entries.append((agency, (row.get("parent") or "").strip() or None, aliases))
    for agency, parent, _ in entries:
        if parent is not None and parent not in seen:
            raise UsageError(
                f"'{parent}', the parent of '{agency}', is not on the roster",
                "add a line for it, or correct its name",
                path,
                seen[agency],
                zh=(f"“{agency}”的上级“{parent}”不在名册中", "给它加一行，或者改正名称"),
            )
    return of(entries)


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
    # Workbooks save CSV in the system's encoding, which in China is GB18030.
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(
        "the roster is neither UTF-8 nor GB18030",
        "save it as UTF-8",
        path,
        zh=("单位名册既不是 UTF-8，也不是 GB18030 编码", "另存为 UTF-8 编码"),
    )
