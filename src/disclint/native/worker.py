"""
The child process seen from disclint: started when it is first needed, killed when it takes too long.
"""

import atexit
import os
import subprocess
import sys
from importlib.util import find_spec
from threading import Event, Lock, Timer

from attrs import define, field

from disclint.native import wire
from disclint.native.wire import Refused
from disclint.source import Page

_SIZE = 8
# Seconds that a file may take, by its size in bytes.
_SMALL = 2 * 1024 * 1024
_SHORT, _LONG = 1.7, 8.0
_STARTING = 3.0


def is_installed() -> bool:
    """
    Whether pdfium is there.
    """
    return find_spec("pypdfium2_raw") is not None


def pages(data: bytes) -> list[Page]:
    """
    The pages of a PDF.

    Raises Refused: `damaged`, `encrypted`, `pages` and `crowded` as `native.pdf`, `slow` and `crashed` for what
    became of the child.
    """
    return [
        Page(each.width, each.height, tuple(each.glyphs), tuple(each.strokes), each.unmapped, each.pictured,
             each.recognised, each.turn)
        for each in _worker.ask(data)
    ]  # fmt: skip


@define(eq=False)
class _Worker:
    """
    The one child of this process.
    """

    child: "subprocess.Popen[bytes] | None" = None
    owner: int = 0
    lock: Lock = field(factory=Lock)

    def ask(self, data: bytes) -> list[wire.Sheet]:
        """
        What the child answers; it is another one if the last has gone.
        """
        with self.lock:
            child, fresh = self._started()
            allowed = (_SHORT if len(data) <= _SMALL else _LONG) + (_STARTING if fresh else 0.0)
            late = Event()
            timer = Timer(allowed, _end, (child, late))
            timer.start()
            try:
                answer = _answer(child, data)
                sheets = None if answer is None else wire.unpacked(answer)
            except ValueError:
                sheets = None
            finally:
                timer.cancel()
            if sheets is None:
                self.stop()
                raise Refused("slow" if late.is_set() else "crashed")
            return sheets

    def _started(self) -> "tuple[subprocess.Popen[bytes], bool]":
        # A process that was forked off has its parent's child, whose answers are not for it.
        if self.child is not None and self.owner == os.getpid() and self.child.poll() is None:
            return self.child, False
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}
        self.child = subprocess.Popen(
            [sys.executable, "-P", "-m", "disclint.native.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        self.owner = os.getpid()
        return self.child, True

    def stop(self) -> None:
        """
        End the child.
        """
        child, self.child = self.child, None
        if child is None or self.owner != os.getpid():
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
        child.wait()


def _end(child: "subprocess.Popen[bytes]", late: Event) -> None:
    late.set()
    child.kill()


def _answer(child: "subprocess.Popen[bytes]", data: bytes) -> bytes | None:
    if child.stdin is None or child.stdout is None:
        return None
    try:
        child.stdin.write(len(data).to_bytes(_SIZE, "little"))
        child.stdin.write(data)
        child.stdin.flush()
        size = child.stdout.read(_SIZE)
        if len(size) < _SIZE:
            return None
        length = int.from_bytes(size, "little")
        answer = child.stdout.read(length)
    except (OSError, MemoryError, OverflowError):
        return None
    return answer if len(answer) == length else None


_worker = _Worker()
atexit.register(_worker.stop)
