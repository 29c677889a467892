"""
What reading costs in each layout, the short way and by the definitions: `python -m bench.reading [REPORTS]`.

Both ways take turns on the same reports, REPORTS of each layout; times are the processor's, the best of three.  The last
column says how many times faster the short way is than pyparsing with its own definitions.
"""

import statistics
import sys
import time
from collections.abc import Callable

from bench.reports import STYLES, sound
from disclint.grammar import parse
from disclint.readers import read
from disclint.session import data

_REPORTS = 10
_ROUNDS = 3
_FIRST_SEED = 70_000
WAYS = ("bytes to text", "text to report", "by definition")


def timed(style: str, reports: int) -> list[float]:
    """
    The mean milliseconds that each way takes on a report of a layout.
    """
    found = [_report(style, _FIRST_SEED + seed) for seed in range(reports)]
    return [statistics.mean(each) for each in zip(*found, strict=True)]


def _report(style: str, seed: int) -> list[float]:
    made = sound(seed, style=style)
    name = f"report{made.suffix}"
    source = read(made.data, name)
    editions, lexicon = data.editions(), data.lexicon()
    ways: list[Callable[[], object]] = [
        lambda: read(made.data, name),
        lambda: parse(source, editions, lexicon),
        lambda: parse(source, editions, lexicon, reference=True),
    ]
    best = [float("inf")] * len(ways)
    for _ in range(_ROUNDS):
        for index, way in enumerate(ways):
            start = time.process_time()
            way()
            best[index] = min(best[index], (time.process_time() - start) * 1000)
    return best


def main(reports: int = _REPORTS) -> None:
    """
    Print a line for each layout, and the mean of all.
    """
    for style in STYLES:
        timed(style, 1)  # Expressions are compiled when they are first needed.
    print(f"{'milliseconds':16}" + "".join(f"{each:>16}" for each in (*WAYS, "times")))
    rows = {style: timed(style, reports) for style in sorted(STYLES)}
    rows["mean"] = [statistics.mean(each) for each in zip(*rows.values(), strict=True)]
    for style, times in rows.items():
        _, short, defined = times
        print(f"{style:16}" + "".join(f"{each:16.2f}" for each in (*times, defined / short)))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
