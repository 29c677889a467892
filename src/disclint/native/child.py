"""
The child process: reads requests from standard input, answers on standard output, ends when that closes.

    request := length bytes         length: eight bytes, the least significant first
    answer  := length bytes         the bytes of `wire`
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import BinaryIO

from disclint.native import wire
from disclint.native.wire import Refused, packed, refusal

SIZE = 8
# For all that the child holds beside its code: a file's bytes and what pdfium makes of them; a recogniser has models.
_MEMORY = {"pdf": 256 * 1024 * 1024, "ocr": 3 * 1024 * 1024 * 1024}


def main() -> None:
    """
    Answer requests until there are no more.
    """
    engine = sys.argv[1]
    _confine(_MEMORY[engine])
    # What libraries print must not come between the answers.
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    while data := _request(requests):
        answer = _answer(data, engine)
        answers.write(len(answer).to_bytes(SIZE, "little"))
        answers.write(answer)
        answers.flush()


def _request(stream: BinaryIO) -> bytes:
    size = stream.read(SIZE)
    return stream.read(int.from_bytes(size, "little")) if len(size) == SIZE else b""


def _answer(data: bytes, engine: str) -> bytes:
    try:
        # The confinement comes before the imports.
        reader = import_module(f"disclint.native.{engine}")
        with _timed(0.0 if engine == "ocr" else wire.seconds(len(data))):
            return packed(reader.pages(data))
    except Refused as refused:
        return refusal(refused.reason)
    except (MemoryError, RecursionError):
        return refusal("crowded")


@contextmanager
def _timed(seconds: float) -> Iterator[None]:
    """
    Where the system can, end this process once it has used so many seconds of the processor; 0 is no limit.
    """
    if wire.ENDS_ITSELF:
        signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        if wire.ENDS_ITSELF:
            signal.setitimer(signal.ITIMER_PROF, 0.0)


def _confine(memory: int) -> None:
    """
    Where the system can, let the process have no more memory than a report needs, and leave no core file.
    """
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    for limit, most in ((resource.RLIMIT_DATA, memory), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(limit)
        resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    main()
