"""
How long reading, parsing and judging a report takes: `python -m bench.timing [REPORTS]`.

Every report is a different one, in turn in all layouts; times are the processor's, the best of three. Garbage is
collected as `disclint check` has it collected.
"""

import statistics
import sys
import time
from collections.abc import Callable
from typing import TypeVar

from bench.reports import STYLES, sound
from disclint.cli import garbage
from disclint.engine import Program, run
from disclint.facts import facts_of
from disclint.grammar import parse
from disclint.readers import read
from disclint.session import data

_REPORTS = 315
_ROUNDS = 3
_FIRST_SEED = 50_000
STEPS = ("read", "parse", "judge", "parse and judge")
_LAYOUTS = sorted(STYLES)

_Result = TypeVar("_Result")


def timed(seed: int, program: Program) -> dict[str, float]:
    """
    The milliseconds that each step takes on a generated report.
    """
    report = sound(seed, style=_LAYOUTS[seed % len(_LAYOUTS)])
    editions, lexicon = data.editions(), data.lexicon()
    source, reading = _best(lambda: read(report.data, f"report{report.suffix}"))
    parsed, parsing = _best(lambda: parse(source, editions, lexicon))
    _, judging = _best(
        lambda: run(
            program, facts_of(parsed.report, parsed.flow, parsed.source, editions, program.pack.vocabulary)
        )
    )
    return dict(zip(STEPS, (reading, parsing, judging, parsing + judging), strict=True))


def _best(step: Callable[[], _Result]) -> tuple[_Result, float]:
    best = float("inf")
    for _ in range(_ROUNDS):
        start = time.process_time()
        result = step()
        best = min(best, time.process_time() - start)
    return result, best * 1000


def main(reports: int = _REPORTS) -> None:
    """
    Print mean, median, 95th percentile and maximum of each step.
    """
    garbage.wait()
    program = data.program()
    for seed in range(_FIRST_SEED - len(_LAYOUTS), _FIRST_SEED):
        timed(seed, program)  # Patterns are compiled when they are first needed.
    garbage.settle()
    times = [timed(seed, program) for seed in range(_FIRST_SEED, _FIRST_SEED + reports)]
    print(f"{reports} reports, {len(program.rules)} rules; milliseconds a report")
    for step in STEPS:
        found = sorted(each[step] for each in times)
        print(
            f"{step:16} mean {statistics.mean(found):6.2f}  median {statistics.median(found):6.2f}"
            f"  p95 {found[int(len(found) * 0.95)]:6.2f}  max {found[-1]:6.2f}"
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
