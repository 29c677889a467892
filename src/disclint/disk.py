"""
Files that are whole or not there, and nobody's but the user's.

What is written goes to a file beside its target, which takes the target's place in one step when all of it lies on the disk: whoever is
killed half-way, or finds the disk full, leaves the old file as it was.  Nothing is written to a file that is a link, which may lead anywhere.
"""

import contextlib
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from disclint.errors import UsageError, system_words

# Of what is in reports, and of what the user makes for others, as far as the umask lets them.
PRIVATE, SHARED = 0o600, 0o666
PRIVATE_FOLDER = 0o700
# Archives tell time from then on.
_FIRST_YEAR = 1980
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@contextlib.contextmanager
def whole(target: Path, mode: int = PRIVATE, *, sync: bool = True) -> Iterator[IO[bytes]]:
    """
    A new file that takes the place of `target` when the block ends; if anything goes wrong `target` stays as it was.

    It has the permissions of the file that was there, else `mode`; without `sync` it may be lost where the machine loses its power.
    Raises OSError, and UsageError for a link.
    """
    refuse_link(target)
    # Names of files may not be longer than that of the target is, perhaps, already.
    unfinished = target.with_name(f".disclint-{os.getpid()}-{time.monotonic_ns()}.tmp")
    descriptor = os.open(unfinished, _NEW, mode)
    try:
        with _closed(descriptor) as file:
            yield file
            file.flush()
            if sync:
                # Some disks tell only now that they have no room for it.
                os.fsync(file.fileno())
        with contextlib.suppress(FileNotFoundError):
            unfinished.chmod(stat.S_IMODE(target.stat().st_mode))
        unfinished.replace(target)
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink()


@contextlib.contextmanager
def _closed(descriptor: int) -> Iterator[IO[bytes]]:
    file = os.fdopen(descriptor, "wb")
    try:
        yield file
    except BaseException:
        # What is left in it cannot be written either, and that is not what went wrong.
        with contextlib.suppress(OSError):
            file.close()
        raise
    file.close()


def put(target: Path, content: bytes, mode: int = PRIVATE, *, sync: bool = True) -> None:
    """
    Write a file as `whole` does.
    """
    with whole(target, mode, sync=sync) as file:
        file.write(content)


def begin(target: Path, content: bytes) -> None:
    """
    Write a file for others where there is none.  Raises FileExistsError, also for a link that leads nowhere, and OSError; then nothing is left.
    """
    descriptor = os.open(target, _NEW, SHARED)
    try:
        with _closed(descriptor) as file:
            file.write(content)
    except BaseException:
        with contextlib.suppress(OSError):
            target.unlink()
        raise


def refuse_link(target: Path) -> None:
    """
    Raise UsageError if `target` is a link.
    """
    if target.is_symlink():
        to = target.readlink()
        raise UsageError(
            f"'{target}' is a link to '{to}', and nothing is written through links",
            "name the file itself, or take the link away",
            zh=(f"“{target}”是指向“{to}”的链接，不会通过链接写入", "请直接写出文件本身，或者先删去这个链接"),
        )


def refuse_clock() -> None:
    """
    Raise UsageError where the clock stands at a time that office documents, being archives, cannot tell.
    """
    year = time.localtime(time.time()).tm_year
    if year < _FIRST_YEAR:
        raise UsageError(
            f"the clock of this computer says {year}, and no such document can be of a time before {_FIRST_YEAR}",
            "set the clock, or write another format",
            zh=(
                f"这台电脑的时钟显示 {year} 年，早于 {_FIRST_YEAR} 年的时间写不进这种文件",
                "请校准时钟，或者换一种格式",
            ),
        )


def no_room(error: OSError) -> UsageError:
    """
    The error for temporary files that cannot be written.
    """
    why = system_words(error)
    return UsageError(
        f"temporary files cannot be written: {why['en']}",
        "make room in the folder for temporary files, or name another one in TMPDIR",
        zh=(f"临时文件写不了：{why['zh']}", "请腾出临时文件夹的空间，或者用环境变量 TMPDIR 换一个"),
    )


def unwritable(name: str, error: OSError) -> UsageError:
    """
    The error for a file or a folder that cannot be written.
    """
    why = system_words(error)
    return UsageError(
        f"'{name}' cannot be written: {why['en']}",
        "check that the folder exists and may be written to, that the disk has room, and that no program has the file open",
        zh=(
            f"无法写入“{name}”：{why['zh']}",
            "请核对文件夹是否存在、能否写入，磁盘有没有空间，并关闭正在使用该文件的程序",
        ),
    )
