"""
The directory that kept things are in: the user's own, closed to others, and reached through no link.

`DISCLINT_CACHE` is the directory to make it in, or `off`; otherwise `$XDG_CACHE_HOME` or `~/.cache`.
"""

import contextlib
import os
import stat
import time
from collections.abc import Iterator, Mapping

VARIABLE = "DISCLINT_CACHE"
OFF = "off"
_NAME = "disclint"
_PRIVATE = 0o700
_LARGEST = 32_000_000
# Each version of disclint and of Python has files of its own; an hour is long enough to write one.
_MOST_FILES = 12
_ABANDONED = 3600
_TEMPORARY = ".tmp"


def path(environ: Mapping[str, str]) -> str | None:
    """
    Where the directory is to be; None if there is to be none.
    """
    stated = environ.get(VARIABLE)
    if stated == OFF or not hasattr(os, "geteuid"):
        # Where files have no owners nobody can tell whose they are.
        return None
    base = stated or environ.get("XDG_CACHE_HOME") or ""
    if not stated and not os.path.isabs(base):  # noqa: PTH117 - pathlib is slow to import here
        home = environ.get("HOME", "")
        if not os.path.isabs(home):  # noqa: PTH117 - as above
            return None
        base = os.path.join(home, ".cache")  # noqa: PTH118 - as above
    return os.path.join(base, _NAME)  # noqa: PTH118 - as above


@contextlib.contextmanager
def _opened(where: str) -> Iterator[int]:
    """
    The directory as a descriptor.  Raises OSError if there is none, or if it is not the user's alone.
    """
    found = os.open(where, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        _ensure_own(os.fstat(found))
        yield found
    finally:
        os.close(found)


def _ensure_own(status: os.stat_result) -> None:
    if status.st_uid != os.geteuid() or stat.S_IMODE(status.st_mode) & ~_PRIVATE:
        raise PermissionError("not the user's alone")


def read(where: str, name: str) -> bytes:
    """
    The content of a file there; nothing if it cannot be trusted or read.
    """
    try:
        with _opened(where) as directory:
            return _content(directory, name)
    except OSError:
        return b""


def _content(directory: int, name: str) -> bytes:
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    with open(os.open(name, flags, dir_fd=directory), "rb") as file:  # noqa: PTH123 - a descriptor
        status = os.fstat(file.fileno())
        _ensure_own(status)
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
            return b""
        return file.read(_LARGEST)


def problem(where: str) -> OSError | None:
    """
    Why nothing can be kept there; None if it can.
    """
    try:
        os.makedirs(os.path.dirname(where), exist_ok=True)  # noqa: PTH103, PTH120 - as above
        with contextlib.suppress(FileExistsError):
            os.mkdir(where, _PRIVATE)  # noqa: PTH102 - as above
        with _opened(where) as directory:
            name = f"{os.getpid()}{_TEMPORARY}"
            _put(directory, name, b"")
            os.unlink(name, dir_fd=directory)
    except OSError as error:
        return error
    return None


def write(where: str, name: str, content: bytes) -> None:
    """
    Put a file there at once; do nothing if that is not possible.
    """
    with contextlib.suppress(OSError):
        os.makedirs(os.path.dirname(where), exist_ok=True)  # noqa: PTH103, PTH120 - as above
        with contextlib.suppress(FileExistsError):
            os.mkdir(where, _PRIVATE)  # noqa: PTH102 - as above
        with _opened(where) as directory:
            _put(directory, name, content)
            _prune(directory, name)


def _put(directory: int, name: str, content: bytes) -> None:
    temporary = f"{name}.{os.getpid()}-{time.monotonic_ns()}{_TEMPORARY}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        with open(os.open(temporary, flags, 0o600, dir_fd=directory), "wb") as file:  # noqa: PTH123 - a descriptor
            file.write(content)
        os.replace(temporary, name, src_dir_fd=directory, dst_dir_fd=directory)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(temporary, dir_fd=directory)
        raise


def _prune(directory: int, written: str) -> None:
    now, found = time.time(), []
    for name in os.listdir(directory):
        with contextlib.suppress(OSError):
            # How far from now: clocks are set, and what is of the future is no newer for that.
            age = abs(now - os.stat(name, dir_fd=directory, follow_symlinks=False).st_mtime)
            found.append((age, name))
    kept = sorted(each for each in found if not each[1].endswith(_TEMPORARY) and each[1] != written)
    broken = [each for each in found if each[1].endswith(_TEMPORARY) and each[0] > _ABANDONED]
    for _, name in (*kept[_MOST_FILES - 1 :], *broken):
        with contextlib.suppress(OSError):
            os.unlink(name, dir_fd=directory)
