"""
What Arrow costs beside the work itself: `python -m bench.lakes [DOCUMENTS]`.

Documents are taken out of a batch, and rows put into one, apart from what is done between; microseconds of the processor a document, the
best of seven.  Every document is a different one, in turn in all layouts, half of them with a fault.
"""

import sys
import time
from collections.abc import Callable

import pyarrow as pa
from attrs import frozen

from bench.reports import FAULTS, STYLES, faulty, sound
from disclint.lake import Kernel, documents
from disclint.lake.columns import batch
from disclint.lake.schema import NESTED

_DOCUMENTS = 512
_ROUNDS = 7
_FIRST_SEED = 40_000
KERNELS = {
    "findings": Kernel(),
    "findings, record": Kernel(record=True),
    "findings, verdicts": Kernel(("findings", "verdicts")),
    "all tables, record": Kernel(NESTED, record=True),
}


@frozen
class Overhead:
    """
    Microseconds a document: to take it out of a batch, to judge it and make rows of that, to put the rows into a batch.
    """

    documents: int
    into: float
    work: float
    out: float


def given(count: int) -> pa.RecordBatch:
    """
    A batch of so many documents.
    """
    styles, faults = sorted(STYLES), sorted(FAULTS)
    rows = []
    for seed in range(_FIRST_SEED, _FIRST_SEED + count):
        report = (
            sound(seed, style=styles[seed % len(styles)])
            if seed % 2
            else faulty(seed, faults[seed % len(faults)])
        )
        rows.append({"id": str(seed), "name": f"{seed}{report.suffix}", "content": report.data})
    return pa.RecordBatch.from_pylist(rows)


def overhead(
    count: int, kernel: Kernel = KERNELS["findings"], some: pa.RecordBatch | None = None
) -> Overhead:
    """
    What it costs, by the kernel, for so many documents.
    """
    some = given(count) if some is None else some
    listed = list(documents.of(some))
    kernel.row(listed[0])  # What is loaded once is no document's.
    begun = time.process_time()
    rows = [kernel.row(each) for each in listed]
    worked = time.process_time() - begun
    into = _best(lambda: list(documents.of(some)))
    out = _best(lambda: batch(rows, kernel.schema))
    return Overhead(count, *(each / count * 1e6 for each in (into, worked, out)))


def _best(action: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(_ROUNDS):
        begun = time.process_time()
        action()
        best = min(best, time.process_time() - begun)
    return best


def main(count: int = _DOCUMENTS) -> None:
    """
    Print what each choice of tables costs.
    """
    some = given(count)
    print(f"{count} documents; microseconds of the processor each: in, work, out, Arrow's part")
    for name, kernel in KERNELS.items():
        told = overhead(count, kernel, some)
        arrow = told.into + told.out
        print(
            f"{name:20} {told.into:7.1f} {told.work:9.0f} {told.out:7.1f}   {arrow:7.1f} µs, {arrow / told.work:.2%}"
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
