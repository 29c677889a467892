"""
Many reports audited.
"""

import pathlib
from collections.abc import Iterable, Iterator
from os import PathLike

from disclint import audits
from disclint.audits import Audited
from disclint.library.settings import Path, several
from disclint.session import configured
from disclint.session.config import listed


def audit(
    paths: Path | Iterable[Path],
    *,
    folder: Path,
    roster: Path | None = None,
    previous: Path | Iterable[Path] = (),
    jobs: int | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    profile: str | None = None,
    strict: bool = False,
    baseline: Path | None = None,
    packs: Path | Iterable[Path] = (),
    trust: Iterable[str] = (),
    config: bool | Path = True,
) -> Iterator[Audited]:
    """
    Audit many reports, and give what came of each, in the order of the files.

    Each is judged by itself, then compared with last year's report of its agency, with those of the bodies below a
    government, with nearly the same ones of others, and with other copies.  `paths` are files, folders and patterns; `folder` takes the tables (Parquet and
    DuckDB, docs/audit.md) and the state by which files that have not changed are not read again.  `roster` is a CSV
    file `agency,parent,aliases`; `previous` are files and folders with last year's reports, which are compared with and get no result;
    `jobs` is the number of processes, by default that of processors.

    With `strict` a rule that could not decide is a finding (its `variant` is `unknown`).  What the file `baseline` knows
    (`disclint check --update-baseline` writes one) is found with the reason in `suppressed`, as is what comments and the configuration suppress, and
    `Audited.at_least` leaves it out.  Both are as the configuration says where they are not given.  The other arguments are
    those of `check`; packs are folders or names.  No more than a few results are held at a time.

    It does what `disclint audit` does, with the same results.  Nothing is done before the first result is asked for.  Raises UsageError for what cannot be used, and
    KeyboardInterrupt where it was interrupted: what had been done by then is kept, and the next call goes on from there.
    """
    given = {
        "select": listed(select),
        "ignore": listed(ignore),
        "profile": profile,
        "strict": strict,
        "baseline": None if baseline is None else str(baseline),
        "packs": tuple(map(str, several(packs))),
        "trust": listed(trust),
    }
    named = config if isinstance(config, bool) else str(config)
    configuration = configured.of({key: each for key, each in given.items() if each}, named)
    whole = audits.planned(
        _named(paths), pathlib.Path(folder), configuration, named, previous=_named(previous), known=roster,
        jobs=jobs,
    )  # fmt: skip
    whole.run()
    if whole.interrupted:
        raise KeyboardInterrupt
    yield from whole.results()


def _named(paths: Path | Iterable[Path]) -> list[str]:
    return [str(each) for each in ([paths] if isinstance(paths, str | PathLike) else paths)]
