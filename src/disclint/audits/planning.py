"""
An audit of what somebody names: files, folders and patterns, whose reports these are, and what they are compared with.

Refuses to audit what audits write.  Every door plans its audits here.
"""

import os
from collections.abc import Collection, Iterable, Sequence
from os import PathLike
from pathlib import Path

from disclint.audits import folders, rosterfile
from disclint.audits.bench import Terms
from disclint.audits.roster import Roster
from disclint.audits.run import Audit
from disclint.errors import UsageError
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
    if dashboard is not None:
        _ensure_place(dashboard, folder)
    if jobs is not None and jobs < 1:
        raise UsageError(
            f"{jobs} processes do nothing", "give 1 or more", zh=(f"进程数不能是 {jobs}", "请写 1 或更大的数")
        )
    if not folders.is_one(folder) and any(Path(each).absolute() == folder.absolute() for each in paths):
        raise UsageError(
            f"the results cannot go into '{folder}', the folder of the reports",
            "name another folder for them, for instance -o results",
            zh=(
                f"“{folder}”是报告所在的文件夹，结果不能写在里面",
                "请用 -o 另写一个文件夹，例如 -o 审核结果",
            ),
        )
    wanted = Paths(_unwritten(files.listed(paths, configuration.excludes), folder, dashboard))
    if not wanted:
        raise UsageError(
            f"all that is in {', '.join(paths)} was written by an audit",
            "name the folder of the reports; results are not audited",
            zh=(f"{'、'.join(paths)} 里只有审核写出的结果", "请写报告所在的文件夹；结果不再审核"),
        )
    before: Collection[str] = ()
    if previous:
        listed = _unwritten(files.listed(previous, configuration.excludes), folder, dashboard)
        before = Paths(each for each in listed if each not in wanted)
    agencies = rosterfile.read(Path(known)) if known is not None else Roster()
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


def _ensure_place(dashboard: Path, folder: Path) -> None:
    if not dashboard.name or dashboard.is_dir():
        raise UsageError(
            f"'{dashboard}' is a folder, and no file can be written in its place",
            "name a file, for instance --dashboard board.html",
            zh=(f"“{dashboard}”是文件夹，仪表盘要写成文件", "请写文件名，例如 --dashboard 总览.html"),
        )
    parent = dashboard.absolute().parent
    # The folder of the audit is made; a slip in the name of another should not hide the page in a new one.
    if not parent.is_dir() and not parent.is_relative_to(folder.absolute()):
        raise UsageError(
            f"'{dashboard}' cannot be written: there is no folder '{dashboard.parent}'",
            "correct the name of the folder, or make it first",
            zh=(
                f"无法写入“{dashboard}”：没有文件夹“{dashboard.parent}”",
                "请核对文件夹的名称，或者先新建这个文件夹",
            ),
        )


def _unwritten(found: Iterable[str], folder: Path, dashboard: Path | None) -> Iterable[str]:
    """
    Without what audits write: into this folder and this page, and into other folders before.
    """
    theirs: dict[Path, bool] = {}

    def is_theirs(place: Path) -> bool:
        if place not in theirs:
            theirs[place] = folders.is_one(place) or (place.parent != place and is_theirs(place.parent))
        return theirs[place]

    # One may be named from where we are, and the other from the root.
    own = folder.absolute()
    ours = {each.absolute() for each in (dashboard, beside(dashboard))} if dashboard else set()
    for each in found:
        path = Path(each).absolute()
        if not (path.is_relative_to(own) or path in ours or path.parent in ours or is_theirs(path.parent)):
            yield each
