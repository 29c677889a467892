"""
Which files a user means: files by name, folders with all below, patterns.

Refuses to open them, but for the first bytes of XML files in a folder, of which few are reports.
"""

import glob
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from disclint.errors import UsageError
from disclint.session.paths import in_order
from disclint.session.reading import is_document, missing

# What a report may come as.  The formats that no reader reads yet are listed too: in a folder of
# reports they are findings, not silence.  A file that is named is read whatever its name.
SUFFIXES = (
    ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".shtml", ".xhtml", ".mht", ".mhtml",
    ".docx", ".docm", ".doc", ".wps", ".rtf", ".odt", ".uot", ".uof", ".fodt", ".pdf", ".ofd", ".xlsx", ".xlsm", ".xls",
    ".et", ".ods", ".fods",
)  # fmt: skip
# What may be anything: looked into.
_DOUBTFUL = ".xml"
# The files that office programs leave beside documents that are open.
_LOCK = "~$"


# Whether a file or folder that nobody named is to be left out.
Excludes = Callable[[Path], bool]


def find(arguments: Iterable[str], excludes: Excludes = lambda _: False) -> tuple[Path, ...]:
    """
    The files that these names, folders and patterns stand for, each once, in a stable order.

    A file that is named is never left out.  Raises UsageError for a name that is not there, and for a folder
    without a report.
    """
    return tuple(map(Path, listed(list(arguments), excludes)))


def listed(arguments: Sequence[str], excludes: Excludes = lambda _: False) -> Iterator[str]:
    """
    The same as text and one after the other, for whoever cannot hold all of them as paths.
    """
    if len(arguments) == 1:
        yield from _meant(arguments[0], excludes)
        return
    found: dict[str, None] = {}
    for argument in arguments:
        found.update(dict.fromkeys(_meant(argument, excludes)))
    yield from found


def _meant(argument: str, excludes: Excludes) -> Iterable[str]:
    if not argument:
        # As from a variable of the shell that nobody set; the path "" would be the current folder.
        raise missing(argument)
    path = Path(argument)
    if path.is_dir():
        return _reports(path, excludes)
    if path.exists() or path.is_symlink():
        return [str(path)]
    # The shell has resolved what it could; quoted patterns and those of Windows arrive whole.
    if not glob.has_magic(argument):
        raise missing(argument)
    matched = [
        Path(each)
        for each in sorted(glob.glob(argument, recursive=True))  # noqa: PTH207 - a whole pattern
        if not Path(each).name.startswith(_LOCK)
    ]
    if not matched:
        raise _unmatched(argument)
    return map(
        str,
        _each_once(
            file
            for each in _each_once(matched)
            if not excludes(each)
            for file in (below(each, excludes) if each.is_dir() else [each])
            if not _waits(file)
        ),
    )


def _each_once(found: Iterable[Path]) -> list[Path]:
    """
    What was found, each by its shortest way: `**` follows links to folders, round in a circle, too.
    """
    shortest: dict[tuple[str, str], Path] = {}
    for each in found:
        where = os.path.realpath(each.parent), each.name
        if where not in shortest or len(each.parts) < len(shortest[where].parts):
            shortest[where] = each
    return sorted(shortest.values())


def _reports(folder: Path, excludes: Excludes) -> Iterator[str]:
    found = _names(str(folder), excludes)
    first = next(found, None)
    if first is not None:
        yield first
        yield from found
    elif not any(below(folder)):
        suffixes = " ".join((*SUFFIXES, _DOUBTFUL))
        raise UsageError(
            f"the folder '{folder}' holds no file to check",
            f"give another folder, or name the files; in folders these are looked at: {suffixes}",
            zh=(
                f"文件夹“{folder}”里没有可以检查的文件",
                f"请换一个文件夹，或直接写出文件名；在文件夹里只查找这些后缀: {suffixes}",
            ),
        )


def below(folder: Path, excludes: Excludes = lambda _: False) -> Iterator[Path]:
    """
    The reports in a folder and all below it, in a stable order.
    """
    return map(Path, _names(str(folder), excludes))


def _names(folder: str, excludes: Excludes) -> Iterator[str]:
    # As text: a hundred thousand paths would fill the memory.
    try:
        with os.scandir(folder) as entries:
            inside = in_order(each.name for each in entries)
    except OSError:
        # Whoever opens it says why, as of any file that cannot be read.
        yield folder
        return
    before = "" if folder == "." else os.path.join(folder, "")  # noqa: PTH118
    for name in inside:
        each = before + name
        if name.startswith((".", _LOCK)) or excludes(Path(each)):
            continue
        if os.path.isdir(each):  # noqa: PTH112
            # A link to a folder may lead round in a circle.
            if not os.path.islink(each):  # noqa: PTH114
                yield from _names(each, excludes)
        elif _may_be_report(each):
            yield each


def _may_be_report(path: str) -> bool:
    suffix = os.path.splitext(path)[1].lower()  # noqa: PTH122
    if suffix == _DOUBTFUL:
        return not _waits(path) and is_document(Path(path))
    return suffix in SUFFIXES and not _waits(path)


def _waits(path: str | Path) -> bool:
    # A pipe or a device that lies in a folder is no report, and who opens it waits for ever; one may be named, though.
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116
    except OSError:
        return False
    return not stat.S_ISREG(mode)


def _unmatched(argument: str) -> UsageError:
    return UsageError(
        f"no file matches '{argument}'",
        "check the pattern; ** stands for folders at any depth",
        zh=(
            f"没有文件符合“{argument}”",
            "请核对通配符；** 表示任意层文件夹",
        ),
    )
