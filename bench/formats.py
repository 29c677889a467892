"""
How long reading a report takes in each file format: `python -m bench.formats [REPORTS]`.

The reader alone: bytes to text with its places.  Times are the processor's, the best of three.
"""

import statistics
import sys
import time
from collections.abc import Callable, Mapping
from random import Random

from bench.reports import drafted, office
from bench.reports.draft import Draft
from bench.reports.render_html import html
from disclint.readers import read

_REPORTS = 20
_ROUNDS = 3
FORMATS: Mapping[str, Callable[[Draft], bytes]] = {
    "html": lambda draft: html(draft, Random(0)).data,
    "docx": office.by_python_docx,
    "docx by hand": lambda draft: office.ByHand(draft, Random(0)).data(),
    "xlsx": office.by_openpyxl,
}


def timed(data: bytes) -> float:
    """
    The milliseconds that reading takes.
    """
    best = float("inf")
    for _ in range(_ROUNDS):
        start = time.process_time()
        read(data, "report")
        best = min(best, time.process_time() - start)
    return best * 1000


def main(reports: int = _REPORTS) -> None:
    """
    Print mean and maximum for each format.
    """
    print(f"{reports} reports; milliseconds a report")
    for name, render in FORMATS.items():
        times = [timed(render(drafted(seed))) for seed in range(reports)]
        print(f"{name:14} mean {statistics.mean(times):6.2f}  max {max(times):6.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
