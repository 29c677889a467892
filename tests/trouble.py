"""
Trouble that machines make: disks that are full, folders that may not be written to, clocks that stand wrong.
"""

import contextlib
import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

resource = pytest.importorskip("resource", reason="this system has no limits for processes")

ROOT = Path(__file__).resolve().parents[1]
_DROP_CAPABILITY, _OVERRIDES, _READS_ALL = 24, 1, 2


@contextlib.contextmanager
def room_for(size: int) -> Iterator[None]:
    """
    In this process no file can grow beyond so many bytes: the system then refuses as a full disk does.
    """
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def _obey() -> None:
    # Who is root may write where nobody may.
    libc = ctypes.CDLL(None, use_errno=True)
    for each in (_OVERRIDES, _READS_ALL):
        libc.prctl(_DROP_CAPABILITY, each, 0, 0, 0)


def disclint(
    *arguments: object, folder: Path, environ: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """
    Run a command for whom permissions hold, in a process of its own.
    """
    return subprocess.run(
        [sys.executable, "-m", "disclint", *map(str, arguments)], cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "DISCLINT_LANG": "zh", **(environ or {})}, preexec_fn=_obey,
    )  # fmt: skip


@contextlib.contextmanager
def closed(*folders: Path) -> Iterator[None]:
    """
    Folders that may be read, but not written to.
    """
    for each in folders:
        each.chmod(0o500)
    try:
        yield
    finally:
        for each in folders:
            each.chmod(0o700)


@contextlib.contextmanager
def clock(at: float, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """
    A clock that stands at so many seconds since 1970.
    """
    local = time.localtime
    with monkeypatch.context() as patch:
        patch.setattr(time, "time", lambda: at)
        patch.setattr(time, "time_ns", lambda: int(at * 1e9))
        patch.setattr(time, "localtime", lambda given=None: local(at if given is None else given))
        yield
