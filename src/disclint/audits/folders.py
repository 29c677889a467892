"""
The folder of an audit: one audit at a time, nobody's but the user's, its parts replaced as wholes; what the system refuses is told.

Refuses to write through links: the names in it are known, and somebody else may have put one there.
"""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from disclint import disk
from disclint.audits import statefile
from disclint.errors import UsageError, system_words

LOCK = "audit.lock"
NEW, _OLD = ".new", ".old"
_AGAIN = ("run it again: what was done is kept", "再次运行即可：已完成的部分都在")


@contextlib.contextmanager
def held(folder: Path, names: Sequence[str]) -> Iterator[None]:
    """
    Make the folder if there is none, and keep other audits out of it until the block ends, however it does.

    `names` are those of its parts.  Raises UsageError if it cannot be used, is in use, or if one of its parts is a link.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(disk.PRIVATE_FOLDER, exist_ok=True)
        for name in (*names, LOCK):
            for each in (name, f"{name}{NEW}", f"{name}{_OLD}"):
                disk.refuse_link(folder / each)
        # So that nobody else may read it, whoever makes it.
        os.close(os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, disk.PRIVATE))
    except OSError as error:
        raise _unusable(folder, error) from error
    # Whatever becomes of the process, the system lets go of the locks of its databases, and each system has them.
    lock = sqlite3.connect(folder / LOCK, timeout=0, isolation_level=None)
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if _code(error) == sqlite3.SQLITE_BUSY:
                raise _in_use(folder) from error
            raise _refused(folder, error) from error
        yield
    finally:
        lock.close()


def is_one(folder: Path) -> bool:
    """
    Whether this is the folder of an audit.
    """
    return (folder / LOCK).is_file() and (folder / statefile.NAME).is_file()


@contextlib.contextmanager
def told(folder: Path) -> Iterator[None]:
    """
    Raise a UsageError in place of what the system or the database says of the folder.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _refused(folder, error) from error
    except OSError as error:
        why = system_words(error)
        where = os.fspath(error.filename) if isinstance(error.filename, str | os.PathLike) else folder
        raise UsageError(
            f"the audit cannot go on: {why['en']} ('{where}')",
            f"see that '{folder}' may be written to and that its disk has room, then {_AGAIN[0]}",
            zh=(
                f"审核不能继续：{why['zh']}（“{where}”）",
                f"请核对“{folder}”能否写入、磁盘有没有空间，然后{_AGAIN[1]}",
            ),
        ) from error


def fresh(folder: Path, name: str) -> Path:
    """
    An empty folder for a part of the audit in `folder`, which takes its place by `replace`.
    """
    new = folder / f"{name}{NEW}"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(disk.PRIVATE_FOLDER)
    return new


def replace(folder: Path, name: str) -> None:
    """
    Put the part that was begun by `fresh` in the place of the one that was there.
    """
    target, old = folder / name, folder / f"{name}{_OLD}"
    # Libraries write what is in it, by the umask; it may be moved out of the folder that nobody else can enter.
    for above, _, files in os.walk(folder / f"{name}{NEW}"):
        Path(above).chmod(disk.PRIVATE_FOLDER)
        for each in files:
            (Path(above) / each).chmod(disk.PRIVATE)
    shutil.rmtree(old, ignore_errors=True)
    with contextlib.suppress(FileNotFoundError):
        target.rename(old)
    (folder / f"{name}{NEW}").rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _refused(folder: Path, error: sqlite3.Error) -> UsageError:
    """
    What SQLite says, and what is to be done about it.
    """
    en, zh, to_do, to_do_zh = _SAID.get(_code(error), (str(error), str(error), *_BEGIN_ANEW))
    return UsageError(
        f"the state of the audit in '{folder}' cannot be used: {en}",
        to_do.format(folder=folder),
        zh=(f"“{folder}”里审核的状态文件不能使用：{zh}", to_do_zh.format(folder=folder)),
    )


_BEGIN_ANEW = (
    "begin anew with --fresh, or choose another folder with -o",
    "用 --fresh 重新开始，或者用 -o 换一个文件夹",
)
_ELSEWHERE = ("choose a folder with -o that may be written to", "用 -o 换一个可以写入的文件夹")
_ROOM = (f"make room on the disk of '{{folder}}', then {_AGAIN[0]}", f"请在“{{folder}}”所在的磁盘腾出空间，然后{_AGAIN[1]}")  # fmt: skip
_CLOSE = (f"close what has it open, then {_AGAIN[0]}", f"请关闭正在使用它的程序，然后{_AGAIN[1]}")
_SAID = {
    sqlite3.SQLITE_FULL: ("the disk is full", "磁盘已满", *_ROOM),
    sqlite3.SQLITE_READONLY: ("it may not be written to", "不能写入", *_ELSEWHERE),
    sqlite3.SQLITE_PERM: ("permission denied", "没有权限", *_ELSEWHERE),
    sqlite3.SQLITE_CANTOPEN: ("it cannot be opened", "打不开", *_ELSEWHERE),
    sqlite3.SQLITE_BUSY: ("another program uses it", "另一个程序正在使用", *_CLOSE),
    sqlite3.SQLITE_LOCKED: ("another program uses it", "另一个程序正在使用", *_CLOSE),
    sqlite3.SQLITE_IOERR: ("the disk cannot be read or written", "读写磁盘出错", *_ROOM),
    sqlite3.SQLITE_CORRUPT: ("it is damaged", "文件已损坏", *_BEGIN_ANEW),
    sqlite3.SQLITE_NOTADB: ("it is no state of an audit", "不是审核的状态文件", *_BEGIN_ANEW),
}


def _in_use(folder: Path) -> UsageError:
    return UsageError(
        f"another audit is at work in '{folder}'",
        "wait until it has ended, or name another folder with -o",
        zh=(f"另一个审核正在使用“{folder}”", "等它结束，或者用 -o 换一个文件夹"),
    )


def _unusable(folder: Path, error: OSError) -> UsageError:
    why = system_words(error)
    return UsageError(
        f"'{folder}' cannot be used: {why['en']}",
        "name another folder with -o",
        zh=(f"“{folder}”不能使用：{why['zh']}", "用 -o 换一个文件夹"),
    )
