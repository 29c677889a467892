"""
How long an editor waits: from a change of a document to its findings, and what of it is the server's own.

    python -m bench.editing [CHANGES]

Prints milliseconds as the median and the 95th of 100: through the server over pipes, with the same document checked by
the library in this process, and what the processor's time for the server comes to for a change.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from disclint.session import check
from disclint.session.options import Options

EXAMPLE = Path(__file__).parent.parent / "examples" / "2021-faulty.html"
# What programs are allowed to learn a report by; the first checks write the rules plainly.
_WARM = 20


class _Server:
    """
    A server at the other end of two pipes.
    """

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "disclint", "lsp"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.send("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, id=1)
        self.message()
        self.send("initialized", {})

    def send(self, method: str, params: object, **more: object) -> None:
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **more}).encode()
        if self.process.stdin is not None:
            self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
            self.process.stdin.flush()

    def message(self) -> dict[str, Any]:
        stream = self.process.stdout
        if stream is None:
            return {}
        length = 0
        while line := stream.readline().strip():
            length = int(line.rpartition(b":")[2]) if line.lower().startswith(b"content-length") else length
        found: dict[str, Any] = json.loads(stream.read(length))
        return found

    def spent(self) -> float:
        """
        The processor's time of the server so far, in seconds.
        """
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """
    Print the table.
    """
    changes = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    text, uri = EXAMPLE.read_text(encoding="utf-8"), EXAMPLE.as_uri()
    server = _Server()
    opened = {"uri": uri, "languageId": "html", "version": 0, "text": text}
    server.send("textDocument/didOpen", {"textDocument": opened})
    server.message()
    walls: list[float] = []
    spent = 0.0
    for version in range(1, changes + _WARM + 1):
        if version == _WARM:
            spent = server.spent()
        began = time.perf_counter()
        server.send("textDocument/didChange", _change(uri, version))
        server.message()
        walls.append(time.perf_counter() - began)
    per_change = (server.spent() - spent) / (changes + 1)
    server.process.terminate()
    print(f"{EXAMPLE.name}, {len(text):,} characters, {changes} changes; milliseconds")
    _print("didChange to publishDiagnostics", walls[_WARM:])
    walls, processor = _library(text, changes)
    _print("the library on the same texts", walls[_WARM:])
    mean = sum(processor[_WARM:]) / changes
    print(
        f"processor's time a change   server {per_change * 1e3:.2f}   library {mean * 1e3:.2f}   difference {(per_change - mean) * 1e3:.2f}"
    )


def _change(uri: str, version: int) -> dict[str, Any]:
    # A digit of a table's total comes and goes.
    place = {"line": 41, "character": 153}
    if version % 2:
        change = {"range": {"start": place, "end": place}, "text": "1"}
    else:
        change = {"range": {"start": place, "end": {"line": 41, "character": 154}}, "text": ""}
    return {"textDocument": {"uri": uri, "version": version}, "contentChanges": [change]}


def _library(text: str, changes: int) -> tuple[list[float], list[float]]:
    lines = text.splitlines(keepends=True)
    lines[41] = f"{lines[41][:153]}1{lines[41][153:]}"
    texts, options = (text, "".join(lines)), Options()
    walls, processor = [], []
    for at in range(changes + _WARM):
        began, spent = time.perf_counter(), time.process_time()
        check.check_text(texts[(at + 1) % 2], str(EXAMPLE), options)
        walls.append(time.perf_counter() - began)
        processor.append(time.process_time() - spent)
    return walls, processor


def _print(what: str, seconds: list[float]) -> None:
    ordered = sorted(seconds)
    median, late = ordered[len(ordered) // 2], ordered[len(ordered) * 95 // 100]
    print(f"{what:34} p50 {median * 1e3:7.2f}   p95 {late * 1e3:7.2f}")


if __name__ == "__main__":
    main()
