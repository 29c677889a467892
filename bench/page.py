"""
How long the page takes in headless Chromium: until it is ready, and from a change to its findings.

    python -m bench.page                     the server
    python -m bench.page --pyodide DIR       the folder of files, with the npm package pyodide

Times are of whoever waits: from the page's question to its answer, without drawing.  Needs Playwright and chromium.
"""

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.reports import drafted, office
from disclint.serve import bundling

_READY, _CHANGES = 5, 60
_FAULT = "TBL3-SUM-ROW"
# Another cell each time, in the report as it was: somebody who changes ten at random makes fifty findings, and waits for those.
_ASK = """async ([bytes, changes]) => {
  const backend = await import("./backend.js");
  const answer = await backend.open(new Uint8Array(bytes), "x.docx", "zh");
  const cells = [...answer.html.matchAll(/<td class="number[^>]*data-at="(\\d+)-(\\d+)"/g)];
  const taken = [];
  for (let at = 0; at < changes; at++) {
    const cell = cells[(at * 7) % cells.length];
    const began = performance.now();
    await backend.check({ id: answer.id, lang: "zh", edits: [], change: [+cell[1], +cell[2], String(at)] });
    taken.push(performance.now() - began);
  }
  backend.close(answer.id);
  return taken;
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def _served() -> Iterator[str]:
    command = [sys.executable, "-m", "disclint", "serve", "--no-browser", "--isolated"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as server:  # noqa: S603 - ourselves
        line = server.stderr.readline().decode() if server.stderr else ""
        found = re.search(r"http://\S+", line)
        assert found, line  # noqa: S101 - there is nothing to time
        yield found.group()
        server.terminate()


@contextmanager
def _bundled(pyodide: Path) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        bundling.write(out, pyodide)
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(out))) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_address[1]}/"
            server.shutdown()


def timed(browser: Browser, address: str) -> tuple[float, list[float]]:
    """
    Seconds until a new visitor's page is ready, and milliseconds of each change.
    """
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(120_000)
    began = time.perf_counter()
    page.goto(address)
    page.wait_for_selector("body[data-state=start]")
    ready = time.perf_counter() - began
    content = office.by_python_docx(drafted(1, _FAULT))
    taken: list[float] = page.evaluate(_ASK, [list(content), _CHANGES])
    context.close()
    return ready, taken


def main(arguments: Sequence[str] | None = None) -> None:
    """
    Print what was timed.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("--pyodide", type=Path)
    given = parser.parse_args(arguments)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with _bundled(given.pyodide) if given.pyodide else _served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        found = [timed(browser, address) for _ in range(_READY)]
        browser.close()
    ready = sorted(each for each, _ in found)
    changes = sorted(each for _, taken in found for each in taken)
    print(
        f"ready: {ready[0]:.2f} s at best, {statistics.median(ready):.2f} s in the middle, {ready[-1]:.2f} s at worst"
    )
    p95 = changes[int(len(changes) * 0.95)]
    print(
        f"a change: p50 {statistics.median(changes):.0f} ms, p95 {p95:.0f} ms, worst {changes[-1]:.0f} ms ({len(changes)})"
    )


if __name__ == "__main__":
    main()
