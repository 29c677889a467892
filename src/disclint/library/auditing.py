"""
Many reports audited.
"""

import os
import pathlib
from collections.abc import Iterable, Iterator
from os import PathLike

from disclint import audits
from disclint.audits import Audited
from disclint.library.settings import Path, listed
from disclint.session import files


def audit(
    paths: Path | Iterable[Path],
    *,
    folder: Path,
    roster: Path | None = None,
    jobs: int | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    profile: str | None = None,
    packs: Iterable[Path] = (),
    trust: Iterable[str] = (),
    config: bool | Path = True,
) -> Iterator[Audited]:
    """
    Audit many reports, and give what came of each, in the order of the files.

    Each is judged by itself, then compared with last year's report of its agency, with those of the bodies below a
    government, with nearly the same ones of others, and with other copies.  `folder` takes the tables (Parquet and
    DuckDB, docs/audit.md) and the state by which files that have not changed are not read again.  `roster` is a CSV
    file `agency,parent,aliases`; `jobs` the number of processes, by default that of processors.  The other arguments are
    those of `check`; packs are folders or names.  No more than a few results are held at a time.

    Nothing is done before the first result is asked for.  Raises UsageError for what cannot be used.
    """
    given = {
        "select": listed(select),
        "ignore": listed(ignore),
        "profile": profile,
        "packs": tuple(map(str, packs)),
        "trust": listed(trust),
    }
    terms = audits.Terms(
        {key: each for key, each in given.items() if each},
        config if isinstance(config, bool) else str(config),
    )
    named = [paths] if isinstance(paths, str | PathLike) else paths
    found = audits.Paths(files.listed([str(each) for each in named]))
    agencies = audits.read_roster(pathlib.Path(roster)) if roster is not None else audits.Roster()
    whole = audits.Audit(found, pathlib.Path(folder), terms, agencies, jobs or os.cpu_count() or 1)
    whole.run()
    if whole.interrupted:
        raise KeyboardInterrupt
    yield from whole.results()
