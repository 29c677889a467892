"""
The SQLite file in which an audit keeps what came of each report: its tables, and how it is opened.
"""

import os
import sqlite3
from pathlib import Path

from disclint import disk

NAME = "state.sqlite"
# Raised whenever the tables change; a file of another version is begun anew.
_VERSION = 4
HEAD = (
    "status", "reason", "agency", "kind", "scope", "year", "edition", "expected_edition", "title",
)  # fmt: skip
_TABLES = f"""
CREATE TABLE reports (
  id INTEGER PRIMARY KEY, path TEXT UNIQUE NOT NULL, run INTEGER NOT NULL, place INTEGER NOT NULL,
  size INTEGER, changed INTEGER, digest TEXT, print TEXT,
  {", ".join(f"{each} {'INTEGER' if each == 'year' else 'TEXT'}" for each in HEAD)},
  apart INTEGER NOT NULL DEFAULT 0, matched TEXT, doubt TEXT,
  record BLOB, judged BLOB, mark BLOB, company TEXT, compared BLOB
);
CREATE INDEX by_place ON reports (run, place);
CREATE TABLE missing (agency TEXT NOT NULL, parent TEXT, year INTEGER NOT NULL, path TEXT, doubt TEXT);
CREATE TABLE plan (id INTEGER PRIMARY KEY, path TEXT NOT NULL, print TEXT NOT NULL, others TEXT NOT NULL);
CREATE TABLE kept (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE drawn (id INTEGER PRIMARY KEY, lang TEXT NOT NULL, firsts TEXT NOT NULL, page BLOB NOT NULL);
-- A drawing shows what came of a report, and is as good as that.
CREATE TRIGGER redrawn AFTER UPDATE OF judged, compared ON reports BEGIN DELETE FROM drawn WHERE id = old.id; END;
CREATE TRIGGER gone AFTER DELETE ON reports BEGIN DELETE FROM drawn WHERE id = old.id; END;
"""  # noqa: S608 - names of our own


def of(folder: Path) -> Path:
    """
    The state's file in the folder of an audit.
    """
    return folder / NAME


def opened(path: Path, *, reads: bool) -> sqlite3.Connection:
    """
    The file, made if there is none; with `reads` nothing in it can be changed.
    """
    if reads:
        return _spelt(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True))
    disk.refuse_link(path)
    # What stands in reports is nobody else's business; the files that belong to it get its permissions.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, disk.PRIVATE))
    base = _spelt(sqlite3.connect(path))
    try:
        return _ready(base)
    except sqlite3.Error:
        base.close()
        raise


def spelt(path: str) -> bytes:
    """
    The path of a report as it is kept, by `CAST(? AS TEXT)`: not every name of a file is text, and SQLite takes no other.
    """
    return path.encode("utf-8", "surrogatepass")


def _spelt(base: sqlite3.Connection) -> sqlite3.Connection:
    base.text_factory = lambda kept: kept.decode("utf-8", "surrogatepass")
    return base


def _ready(base: sqlite3.Connection) -> sqlite3.Connection:
    # Others read while one writes, and an interruption costs no more than what was not committed.
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=NORMAL")
    if base.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
        for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            base.execute(f"DROP TABLE IF EXISTS {name}")
        base.executescript(_TABLES)
        base.execute(f"PRAGMA user_version={_VERSION}")
        base.commit()
    return base


def forget(folder: Path) -> None:
    """
    Forget the state of the audit in a folder.
    """
    for each in (NAME, f"{NAME}-wal", f"{NAME}-shm"):
        (folder / each).unlink(missing_ok=True)
