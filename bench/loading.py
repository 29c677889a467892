"""
What it costs to begin: `python -m bench.loading` prints it in milliseconds, the best of several runs.

Each run is a process of its own, for what is read once a process is warm ever after; the first is
not counted, for it compiles Python.  CPU time is what it takes on a quiet machine.  Everything is timed twice: `off` keeps
nothing between runs, `kept` has what `disclint.cache` kept of the run before.
"""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter

from bench.reports import sound

RUNS = 9

# Prints `name seconds` for each step, of which each needs the ones before.
_STEPS = """
from time import process_time
last = process_time()
def step(name):
    global last
    now = process_time()
    print(name, now - last)
    last = process_time()
step("python")
import os
from disclint import cache
kept = cache.used(os.environ, "bench")
kept.__enter__()
from disclint.session import check, data
from disclint.kinds import KINDS
from disclint.kinds.compiling import Compiler
from disclint.engine import compile_pack
step("import")
editions = data.editions()
step("editions")
pack = data.pack()
step("load")
for rule in pack.rules:
    KINDS[rule.kind](Compiler(rule, editions, pack.vocabulary.concepts))
step("compile")
compile_pack(pack, editions, strict=True)
step("messages")
kept.__exit__(None, None, None)
"""

_COMMANDS = {
    "--version": ["--version"],
    "rules": ["rules"],
    "explain": ["explain", "TBL3-SUM-ROW"],
    "parse": ["parse", "REPORT"],
    "check": ["check", "REPORT"],
}


def environment(folder: str, kept: str) -> dict[str, str]:
    """
    Ours, with a place for bytecode, as those who install disclint have one, and `kept` as `DISCLINT_CACHE`.
    """
    ours = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return ours | {"PYTHONPYCACHEPREFIX": folder, "DISCLINT_CACHE": kept}


def steps(env: Mapping[str, str]) -> Mapping[str, float]:
    """
    The CPU seconds of each step in a new process.
    """
    done = subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, "-c", _STEPS], capture_output=True, check=True, text=True, env=env
    )
    return {name: float(seconds) for name, seconds in (line.split() for line in done.stdout.splitlines())}


def command(arguments: Sequence[str], env: Mapping[str, str]) -> tuple[float, float]:
    """
    The CPU and wall seconds of `disclint` with these arguments.
    """
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, "-m", "disclint", *arguments],
        capture_output=True,
        check=False,
        env=env,
    )
    wall, after = perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def told(env: Mapping[str, str], report: Path) -> dict[str, str]:
    """
    All figures, by what they are of.
    """
    steps(env)
    found = [steps(env) for _ in range(RUNS)]
    best = {name: min(each[name] for each in found) for name in found[0]}
    best["load + compile"] = min(each["load"] + each["compile"] for each in found)
    lines = {name: f"{seconds * 1000:8.1f} ms CPU" for name, seconds in best.items()}
    for name, arguments in _COMMANDS.items():
        given = [str(report) if each == "REPORT" else each for each in arguments]
        command(given, env)
        runs = [command(given, env) for _ in range(RUNS)]
        cpu, wall = min(each[0] for each in runs), min(each[1] for each in runs)
        lines[name] = f"{cpu * 1000:8.1f} ms CPU {wall * 1000:8.1f} ms wall"
    return lines


def main() -> None:
    """
    Print all figures.
    """
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.html"
        report.write_bytes(sound(1, style="html_layout").data)
        for name, kept in (("off", "off"), ("kept", folder)):
            for what, figures in told(environment(folder, kept), report).items():
                print(f"{name:<6}{what:<16}{figures}")


if __name__ == "__main__":
    main()
