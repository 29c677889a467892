"""
An audit of what somebody names: files, folders and patterns, whose reports these are, and what they are compared with.

Refuses to audit what audits write.  Every door plans its audits here.
"""

import os
from collections.abc import Collection, Iterable, Sequence
from os import PathLike
from pathlib import Path

from disclint.audits import roster
from disclint.audits.bench import Terms
from disclint.audits.run import Audit
from disclint.outputs.dashboard import beside
from disclint.session import files
from disclint.session.configured import Configuration
from disclint.session.paths import Paths


def planned(
    paths: Sequence[str],
    folder: Path,
    configuration: Configuration,
    named: str | bool,  # noqa: FBT001 - as `Terms` has it
    *,
    previous: Sequence[str] = (),
    known: str | PathLike[str] | None = None,
    jobs: int | None = None,
    dashboard: Path | None = None,
) -> Audit:
    """
    The audit of the reports at `paths`, into `folder`; nothing is read yet but the roster `known`.

    `configuration` came of the settings of `Terms` and `named`.  `previous` are files, folders and patterns, too; what is audited is not among them.
    As many processes as processors without `jobs`.  Raises UsageError for what is not there and for a roster that is none.
    """
    wanted = Paths(_unwritten(files.listed(paths, configuration.excludes), folder, dashboard))
    before: Collection[str] = ()
    if previous:
        listed = _unwritten(files.listed(previous, configuration.excludes), folder, dashboard)
        before = Paths(each for each in listed if each not in wanted)
    agencies = roster.read(Path(known)) if known is not None else roster.Roster()
    terms = Terms(configuration.given, named)
    return Audit(
        wanted,
        folder,
        terms,
        agencies,
        jobs or os.cpu_count() or 1,
        previous=before,
        dashboard=dashboard,
    )


def _unwritten(found: Iterable[str], folder: Path, dashboard: Path | None) -> Iterable[str]:
    """
    Without what audits into this folder and this page write.
    """
    ours = {dashboard, beside(dashboard)} if dashboard else set()
    for each in found:
        path = Path(each)
        if not (path.is_relative_to(folder) or path in ours or path.parent in ours):
            yield each
