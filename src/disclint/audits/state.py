"""
What came of each file, kept between runs in one SQLite file, so that only what has changed is read again.

Refuses to know what is in what it keeps: records and results come and go as compressed JSON.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from disclint.audits import statefile
from disclint.audits.kernel import Known, Told
from disclint.audits.statefile import HEAD, spelt

# Number and path of a report, the digest of what it is to be compared with, and what that is, as JSON.
Plan = tuple[int, str, str, str]
# Agency of the roster, the one above it, year, path of its report if there is one, doubt about whose it is.
Submission = tuple[str, str | None, int, str | None, str | None]


class State:
    """
    The state of the audit in a folder; `run` counts the audits that it has seen.

    Raises sqlite3.Error where the file or its disk cannot be used, at any time.
    """

    def __init__(self, folder: Path, *, reads: bool = False) -> None:
        self.base = statefile.opened(statefile.of(folder), reads=reads)
        self.run = int(self._kept("run") or 0)

    def close(self) -> None:
        """
        Let go of the file.
        """
        self.base.close()

    def begin(self) -> None:
        """
        Begin another run: what it does not come to is forgotten at its end.
        """
        self.run += 1
        self.base.execute("INSERT OR REPLACE INTO kept VALUES ('run', ?)", (self.run,))
        self.base.commit()

    def _kept(self, name: str) -> str | None:
        found = self.base.execute("SELECT value FROM kept WHERE name = ?", (name,)).fetchone()
        return found[0] if found else None

    def known(self, paths: Sequence[str]) -> list[Known]:
        """
        What is known of these files, in their order.
        """
        marks = ", ".join(["CAST(? AS TEXT)"] * len(paths))
        found = {
            row[0]: Known(*row)
            for row in self.base.execute(
                f"SELECT path, size, changed, digest, print FROM reports WHERE path IN ({marks})",  # noqa: S608
                list(map(spelt, paths)),
            )
        }
        return [found.get(each) or Known(each) for each in paths]

    def take(self, told: Iterable[tuple[int, Told]]) -> None:
        """
        Keep what came of files, each with its place in the run.
        """
        for place, each in told:
            if each.same:
                touched = (self.run, place, each.size or None, each.changed or None, spelt(each.path))
                self.base.execute(
                    "UPDATE reports SET run = ?, place = ?, size = ifnull(?, size), changed = ifnull(?, changed)"
                    " WHERE path = CAST(? AS TEXT)",
                    touched,
                )
            else:
                self.base.execute(_INSERT, self._row(place, each))
        self.base.commit()

    def _row(self, place: int, each: Told) -> tuple[Any, ...]:
        head = (each.head.get(name) for name in HEAD)
        prints = each.size, each.changed, each.digest, each.print
        return (
            spelt(each.path),
            self.run,
            place,
            *prints,
            *head,
            each.apart,
            each.record,
            each.judged,
            each.mark,
        )

    def end(self) -> None:
        """
        Forget the files that this run did not come to.
        """
        self.base.execute("DELETE FROM reports WHERE run < ?", (self.run,))
        self.base.commit()

    # Whose reports they are.

    def heads(self) -> Iterator[tuple[int, str, str, str | None, str | None, int | None, str | None, int]]:
        """
        Number, path, status, agency, kind, year and digest of each report of this run, and whether it is only compared with, in order.
        """
        yield from self.base.execute(
            "SELECT id, path, status, agency, kind, year, digest, apart FROM reports WHERE run = ? ORDER BY place",
            (self.run,),
        )

    def match(self, matched: Iterable[tuple[str | None, str | None, int]]) -> None:
        """
        Keep whose reports they were taken for: agency, doubt, number.
        """
        self.base.executemany("UPDATE reports SET matched = ?, doubt = ? WHERE id = ?", matched)
        self.base.commit()

    def doubts(self) -> Iterator[tuple[str, str, str | None]]:
        """
        Path, doubt and match of the reports of which it is not sure whose they are, in order.
        """
        yield from self.base.execute(
            "SELECT path, doubt, matched FROM reports WHERE run = ? AND NOT apart AND doubt IS NOT NULL ORDER BY place",
            (self.run,),
        )

    def unread(self) -> Iterator[tuple[str, str, bytes]]:
        """
        Path, reason and findings of the files that could not be read, last those that were to be compared with.
        """
        yield from self.base.execute(
            "SELECT path, ifnull(reason, ''), judged FROM reports WHERE run = ? AND status = 'unreadable' ORDER BY apart, place",
            (self.run,),
        )

    def submissions(self, agencies: Iterable[Submission]) -> None:
        """
        Keep which agencies of the roster have submitted.
        """
        self.base.execute("DELETE FROM missing")
        rows = ((*each[:3], None if each[3] is None else spelt(each[3]), each[4]) for each in agencies)
        self.base.executemany("INSERT INTO missing VALUES (?, ?, ?, CAST(? AS TEXT), ?)", rows)
        self.base.commit()

    def agencies(self) -> Iterator[Submission]:
        """
        The agencies of the roster by year.
        """
        yield from self.base.execute("SELECT * FROM missing ORDER BY year, agency")

    # Comparing.

    def compared_with(self) -> Mapping[int, str]:
        """
        With what each report was compared, as far as it was.
        """
        return dict(self.base.execute("SELECT id, company FROM reports WHERE company IS NOT NULL"))

    def plan(self, rows: Iterable[Plan]) -> None:
        """
        Keep what is to be compared, in place of what was.
        """
        self.base.execute("DELETE FROM plan")
        plans = ((id, spelt(path), print_, others) for id, path, print_, others in rows)
        self.base.executemany("INSERT INTO plan VALUES (?, CAST(? AS TEXT), ?, ?)", plans)
        self.base.commit()

    def planned(self) -> int:
        """
        How many reports are to be compared.
        """
        return int(self.base.execute("SELECT count(*) FROM plan").fetchone()[0])

    def plans(self, size: int) -> Iterator[list[Plan]]:
        """
        What is to be compared, so many at a time.
        """
        last = -1
        while some := self.base.execute(
            "SELECT id, path, print, others FROM plan WHERE id > ? ORDER BY id LIMIT ?", (last, size)
        ).fetchall():
            yield some
            last = some[-1][0]

    def keep_compared(self, rows: Iterable[tuple[str, bytes, int]]) -> None:
        """
        Keep what came of comparing: with what, the result, number.
        """
        self.base.executemany("UPDATE reports SET company = ?, compared = ? WHERE id = ?", rows)
        self.base.commit()

    def digests(self, ids: Sequence[int]) -> dict[int, str | None]:
        """
        The digests of the reports with these numbers, as they were judged.
        """
        query = f"SELECT id, digest FROM reports WHERE id IN {_LISTED}"  # noqa: S608 - words of our own
        return dict(self.base.execute(query, (json.dumps(ids),)))

    def moved(self) -> Iterator[str]:
        """
        The paths of the reports that were to be compared and had changed by then, or were gone.
        """
        rows = self.base.execute(
            "SELECT reports.path FROM plan JOIN reports USING (id) WHERE company IS NOT plan.print ORDER BY place"
        )
        yield from (path for (path,) in rows)

    def forget_compared(self, ids: Iterable[int]) -> None:
        """
        Forget what came of comparing reports that have nothing to be compared with any more.
        """
        gone = ((each,) for each in ids)
        self.base.executemany("UPDATE reports SET company = NULL, compared = NULL WHERE id = ?", gone)
        self.base.commit()

    def records(self, ids: Sequence[int]) -> dict[int, bytes]:
        """
        The records of these reports.
        """
        query = f"SELECT id, record FROM reports WHERE id IN {_LISTED} AND record IS NOT NULL"  # noqa: S608 - as above
        return dict(self.base.execute(query, (json.dumps(ids),)))

    def marks(self) -> Iterator[tuple[int, int, str, bytes]]:
        """
        Number, year, agency and mark of the reports that have one.
        """
        yield from self.base.execute(
            "SELECT id, year, ifnull(matched, path), mark FROM reports"
            " WHERE run = ? AND mark IS NOT NULL AND year IS NOT NULL ORDER BY year, place",
            (self.run,),
        )

    def agency_parts(self) -> Iterator[tuple[str | None, list[int]]]:
        """
        The numbers of the reports of each agency, in order.
        """
        rows = self.base.execute(
            "SELECT ifnull(matched, agency) AS whose, id FROM reports WHERE run = ? AND NOT apart ORDER BY whose, year, place",
            (self.run,),
        )
        for agency, some in groupby(rows, key=lambda each: each[0]):
            yield agency, [id for _, id in some]

    # Results.

    def parts(self, size: int) -> Iterator[tuple[int | None, list[int]]]:
        """
        The numbers of all reports by year and place, no more than `size` at a time.
        """
        found: list[int] = []
        last: int | None = None
        rows = self.base.execute(
            "SELECT id, year FROM reports WHERE run = ? AND NOT apart ORDER BY year, place", (self.run,)
        )
        for id, year in rows:
            if found and (year != last or len(found) == size):
                yield last, found
                found = []
            last = year
            found.append(id)
        if found:
            yield last, found

    def results(self, ids: Sequence[int] | None = None) -> Iterator[Mapping[str, Any]]:
        """
        What came of these reports, or of all in order: head, match, record, judged, compared.
        """
        names = ("id", "path", "digest", *HEAD, "matched", "doubt", "record", "judged", "compared")
        select = f"SELECT {', '.join(names)} FROM reports"  # noqa: S608 - names of our own
        if ids is None:
            rows = self.base.execute(f"{select} WHERE run = ? AND NOT apart ORDER BY place", (self.run,))
        else:
            rows = self.base.execute(f"{select} WHERE id IN {_LISTED} ORDER BY place", (json.dumps(ids),))
        for row in rows:
            yield dict(zip(names, row, strict=True))


# The numbers in a list as JSON, however many there are: SQLite takes some thousands of parameters and no more.
_LISTED = "(SELECT value FROM json_each(?))"
_KEPT = ("run", "place", "size", "changed", "digest", "print", *HEAD, "apart", "record", "judged", "mark")
_INSERT = (
    f"INSERT INTO reports (path, {', '.join(_KEPT)}) VALUES (CAST(? AS TEXT), {', '.join('?' * len(_KEPT))})"  # noqa: S608
    f" ON CONFLICT (path) DO UPDATE SET {', '.join(f'{each} = excluded.{each}' for each in _KEPT)},"
    " company = NULL, compared = NULL, matched = NULL, doubt = NULL"
)
