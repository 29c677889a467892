"""
Many paths in little memory: those of a hundred thousand reports would fill what a process may take.

They lie in a database without a name, which the system removes with the process.
"""

import errno
import os
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, islice

from disclint import disk

# So many names are sorted in memory, which a database need not be opened for.
_SOME = 4096
# In KiB.
_MEMORY = 512


class Paths(Collection[str]):
    """
    Paths in the order in which they came, on disk.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        import sqlite3  # noqa: PLC0415 - few files do without

        self._base = sqlite3.connect("")
        self._base.execute(f"PRAGMA cache_size = -{_MEMORY}")
        try:
            self._base.execute("CREATE TABLE paths (path BLOB NOT NULL)")
            # Not every name of a file is text.
            self._base.executemany("INSERT INTO paths VALUES (?)", ((os.fsencode(each),) for each in paths))
            self._base.commit()
        except sqlite3.OperationalError as error:
            raise disk.no_room(OSError(errno.ENOSPC, str(error))) from error

    def __len__(self) -> int:
        """
        How many there are.
        """
        return int(self._base.execute("SELECT count(*) FROM paths").fetchone()[0])

    def __iter__(self) -> Iterator[str]:
        """
        One after the other.
        """
        return self._listed("rowid")

    def __contains__(self, path: object) -> bool:
        """
        Whether one is among them.
        """
        if not isinstance(path, str):
            return False
        self._base.execute("CREATE INDEX IF NOT EXISTS by_path ON paths (path)")
        return (
            self._base.execute("SELECT 1 FROM paths WHERE path = ?", (os.fsencode(path),)).fetchone()
            is not None
        )

    def in_order(self) -> Iterator[str]:
        """
        One after the other by their code points.
        """
        return self._listed("path")

    def _listed(self, by: str) -> Iterator[str]:
        for (each,) in self._base.execute(f"SELECT path FROM paths ORDER BY {by}"):  # noqa: S608 - a name of our own
            yield os.fsdecode(each)


def in_order(names: Iterable[str]) -> Iterator[str]:
    """
    Names in their order, of which no more than a few thousand are held at a time.
    """
    left = iter(names)
    first = list(islice(left, _SOME))
    if len(first) < _SOME:
        return iter(sorted(first))
    return Paths(chain(first, left)).in_order()
