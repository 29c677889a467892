"""
The child process seen from disclint: started when it is first needed, killed when it takes too long.
"""

import atexit
import os
import subprocess
import sys
from contextlib import suppress
from importlib.util import find_spec
from threading import Event, Lock, Timer

from attrs import define, field

from disclint.native import wire
from disclint.native.wire import Refused
from disclint.source import Page

_SIZE = 8
_STARTING = 3.0
# Reading pictures takes some seconds a page.
_RECOGNISING = 300.0
# Where the child watches its processor's time itself, a busy machine may take so many times as long.
_BUSY = 6.0
_NEEDS = {
    "pdf": ("pypdfium2_raw",),
    "ocr": ("pypdfium2_raw", "rapidocr", "onnxruntime", "cv2", "numpy"),
}


def is_installed(engine: str = "pdf") -> bool:
    """
    Whether an engine is there: `pdf` (pdfium), or `ocr` (pdfium and RapidOCR with its runtime).
    """
    return all(find_spec(each) is not None for each in _NEEDS[engine])


def pages(data: bytes, engine: str = "pdf") -> list[Page]:
    """
    The pages of a PDF; by `ocr`, which also takes pictures, those without text are read from their picture.

    Raises Refused: `damaged`, `encrypted`, `pages` and `crowded` as `native.pdf`, `slow` and `crashed` for what
    became of the child.
    """
    if sys.platform == "emscripten":
        from disclint.native import inside  # noqa: PLC0415 - there are no processes there

        return [page(each) for each in inside.sheets(data)]
    return [page(each) for each in _WORKERS[engine].ask(data)]


def page(sheet: wire.Sheet) -> Page:
    """
    The page that the child sent as plain values.
    """
    return Page(
        sheet.width, sheet.height, tuple(sheet.glyphs), tuple(sheet.strokes), sheet.unmapped, sheet.pictured,
        sheet.recognised, sheet.turn, tuple(sheet.pictures),
    )  # fmt: skip


@define(eq=False)
class _Worker:
    """
    The one child of this process with its engine.
    """

    engine: str
    child: "subprocess.Popen[bytes] | None" = None
    owner: int = 0
    lock: Lock = field(factory=Lock)

    def ask(self, data: bytes) -> list[wire.Sheet]:
        """
        What the child answers; it is another one if the last has gone.
        """
        with self.lock:
            child, fresh = self._started()
            allowed = _RECOGNISING if self.engine == "ocr" else wire.seconds(len(data))
            if wire.ENDS_ITSELF and self.engine != "ocr":
                allowed *= _BUSY
            allowed += _STARTING if fresh else 0.0
            late = Event()
            timer = Timer(allowed, _end, (child, late))
            timer.start()
            try:
                answer = _answer(child, data)
                sheets = None if answer is None else wire.unpacked(answer)
            except ValueError:
                sheets = None
            except Refused:
                raise
            except BaseException:
                # Whoever interrupts leaves an answer behind that is not for the next one who asks.
                self.stop()
                raise
            finally:
                timer.cancel()
            if sheets is None:
                slow = late.is_set() or _ran_out(child)
                self.stop()
                raise Refused("slow" if slow else "crashed")
            return sheets

    def _started(self) -> "tuple[subprocess.Popen[bytes], bool]":
        # A process that was forked off has its parent's child, whose answers are not for it.
        if self.child is not None and self.owner == os.getpid() and self.child.poll() is None:
            return self.child, False
        self.stop()
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}
        self.child = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-P", "-m", "disclint.native.child", self.engine],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        self.owner = os.getpid()
        return self.child, True

    def stop(self) -> None:
        """
        End the child; one of a process that this one was forked off lives on there.
        """
        child, self.child = self.child, None
        if child is None:
            return
        mine = self.owner == os.getpid()
        if mine:
            child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        if mine:
            child.wait()
        else:
            # Nobody here may wait for it, and Popen would complain.
            child.returncode = 0


def _end(child: "subprocess.Popen[bytes]", late: Event) -> None:
    late.set()
    child.kill()


def _ran_out(child: "subprocess.Popen[bytes]") -> bool:
    """
    Whether the child ended because its processor's time was over.
    """
    try:
        return -child.wait(1.0) == wire.ENDS_ITSELF
    except subprocess.TimeoutExpired:
        return False


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


_WORKERS = {engine: _Worker(engine) for engine in _NEEDS}
for _each in _WORKERS.values():
    atexit.register(_each.stop)
