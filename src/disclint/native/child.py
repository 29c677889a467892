"""
The child process: reads requests from standard input, answers on standard output, ends when that closes.

    request := length bytes         length: eight bytes, the least significant first
    answer  := length bytes         the bytes of `wire`
"""

import sys
from typing import BinaryIO

from disclint.native.wire import Refused, packed, refusal

SIZE = 8
# For all that the child holds beside its code: a file's bytes and what pdfium makes of them.
_MEMORY = 256 * 1024 * 1024


def main() -> None:
    """
    Answer requests until there are no more.
    """
    _confine()
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    while data := _request(requests):
        answer = _answer(data)
        answers.write(len(answer).to_bytes(SIZE, "little"))
        answers.write(answer)
        answers.flush()


def _request(stream: BinaryIO) -> bytes:
    size = stream.read(SIZE)
    return stream.read(int.from_bytes(size, "little")) if len(size) == SIZE else b""


def _answer(data: bytes) -> bytes:
    from disclint.native import pdf  # noqa: PLC0415 - the confinement comes first

    try:
        return packed(pdf.pages(data))
    except Refused as refused:
        return refusal(refused.reason)
    except (MemoryError, RecursionError):
        return refusal("crowded")


def _confine() -> None:
    """
    Where the system can, let the process have no more memory than a report needs, and leave no core file.
    """
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    for limit, most in ((resource.RLIMIT_DATA, _MEMORY), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(limit)
        resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    main()
