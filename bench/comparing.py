"""
What comparing a report with others costs, step by step: `python -m bench.comparing [AGENCIES]`.

An audit judges every report before it compares any, so that a report is read once more when the others are known.  Beside the steps of that stands
what it would take to keep what was read from the first time: to put it by, and to take it back.  Times are the processor's, milliseconds a report,
all steps in turn on each; what is kept is pickled, and would have to be trusted.
"""

import pickle
import statistics
import sys
import zlib
from collections.abc import Callable, Mapping, Sequence
from time import process_time
from typing import TypeVar

from bench.reports.series import series
from disclint.audits import Terms, kernel, plain
from disclint.audits.bench import Bench
from disclint.facts import Company, Facts, facts_of, record_of
from disclint.facts.record import PREV, Record, written_down
from disclint.grammar import Parsed
from disclint.session import data, reading

_AGENCIES = 60
_YEARS = range(2021, 2025)
_WARM = 5
_NAME = "青溪县水利局"

T = TypeVar("T")


class _Steps:
    """
    The milliseconds that each step took, one after the other.
    """

    def __init__(self) -> None:
        self.found: dict[str, list[float]] = {}

    def timed(self, name: str, action: Callable[[], T]) -> T:
        """
        What an action gives.
        """
        begun = process_time()
        result = action()
        self.found.setdefault(name, []).append((process_time() - begun) * 1000)
        return result

    def told(self, before: int) -> Mapping[str, float]:
        """
        The mean of each step, without the first so many.
        """
        return {name: statistics.mean(each[before:]) for name, each in self.found.items()}


def measured(agencies: int) -> tuple[Mapping[str, float], float]:
    """
    The mean milliseconds of each step, and the kilobytes that what is kept takes.
    """
    bench, steps, sizes = Bench(Terms({}, named=False)), _Steps(), []
    for seed in range(agencies + _WARM):
        last: Record | None = None
        for _, suffix, content in series(60_000 + seed, _NAME, _YEARS):
            parsed = reading.parse_bytes(content, f"report{suffix}", None)
            if last is not None:
                sizes.append(_compared(steps, bench, content, f"report{suffix}", last))
            last = record_of(_facts(parsed), "last.txt")
    counted = _WARM * (len(_YEARS) - 1)
    return steps.told(counted), statistics.mean(sizes[counted:]) / 1000


def _compared(steps: _Steps, bench: Bench, content: bytes, name: str, last: Record) -> int:
    parsed: Parsed = steps.timed("read again", lambda: reading.parse_bytes(content, name, None))
    packed = plain.packed(written_down(last))
    other = steps.timed("record of the other", lambda: plain.recorded(packed))
    company: Company = {PREV: (other,)}
    options = bench.options(name)
    found = steps.timed("rules", lambda: kernel.comparison(bench, options, name, parsed, company))
    steps.timed("packed", lambda: plain.packed({"findings": plain.findings(found), "verdicts": plain.verdicts(found)}))  # fmt: skip
    kept = steps.timed("keep: put by", lambda: zlib.compress(pickle.dumps(parsed, 5), 1))
    steps.timed("keep: taken back", lambda: pickle.loads(zlib.decompress(kept)))  # noqa: S301 - our own
    return len(kept)


def _facts(parsed: Parsed) -> Facts:
    kit = data.builtin()
    return facts_of(parsed.report, parsed.flow, parsed.source, kit.editions, kit.pack.vocabulary)


def main(arguments: Sequence[str] = ()) -> None:
    """
    Print the steps, and what keeping would save.
    """
    found, kilobytes = measured(int(arguments[0]) if arguments else _AGENCIES)
    for name, each in found.items():
        print(f"{name:24}{each:8.2f} ms")
    again, kept = found["read again"], found["keep: put by"] + found["keep: taken back"]
    whole = sum(each for name, each in found.items() if not name.startswith("keep"))
    print(
        f"kept, {kilobytes:.1f} kB a report: {kept:.2f} ms instead of {again:.2f}, {(again - kept) / whole:+.1%} of comparing"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
