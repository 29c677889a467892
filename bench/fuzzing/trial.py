"""
One input after the other: what it raises, how long it takes, by how much the process grows.
"""

import os
import re
import resource
import time
import traceback
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from random import Random

from attrs import frozen

from bench.fuzzing.mutating import Change
from bench.fuzzing.targets import Target

# What the shortest input may take, as a part of what the longest may.
_LEAST = 0.4
_TOLD = re.compile(r"/\S+|\d+|'[^']*'")


@frozen
class Limits:
    """
    When a run ends: after so many seconds of the processor, or so many inputs; 0 is no limit.
    """

    seconds: float = 0.0
    inputs: int = 0
    seed: int = 0
    # How many times as long an input may take: on a machine that does other things, too.
    patience: float = 1.0


class Trial:
    """
    Tries inputs, and notes which break a law, take too long, or take too much memory: one for each place, in `failures`.

    `change` changes bytes as the fuzzer would.  Where the time is over, the process ends.
    """

    def __init__(self, target: Target, limits: Limits, failures: Path, change: Change) -> None:
        self.target, self.limits, self.failures, self.change = target, limits, failures, change
        self.began = time.process_time()
        self.known: set[str] = set()
        self.inputs = 0

    def __call__(self, given: bytes) -> None:
        """
        Try one input.
        """
        self.inputs += 1
        error, seconds, grown = measured(self.target.check, given)
        if error is not None:
            self._keep(given, place_of(error), "".join(traceback.format_exception(error)))
        elif seconds > (most := self.limits.patience * allowed(self.target, given)):
            # What is made once is charged to whom it falls on first.
            _, again, _ = measured(self.target.check, given)
            if again > most:
                self._keep(given, "slow", f"{again:.1f} s of the processor for {len(given)} bytes")
        if grown > self.target.megabytes:
            self._keep(given, "large", f"{grown} MB more for {len(given)} bytes")
        if self.limits.seconds and time.process_time() - self.began > self.limits.seconds:
            os.write(2, b"done: inputs %d\n" % self.inputs)
            os._exit(0)

    def mutated(self, given: bytes, longest: int, seed: int) -> bytes:
        """
        Another input made of one.
        """

        def change(data: bytes, most: int) -> bytes:
            return self.change(data, max(1, min(most, longest)))

        made = self.target.mutate(given, Random(seed), change)
        return made[:longest] if made else b"\n"

    def _keep(self, given: bytes, where: str, told: str) -> None:
        if where in self.known:
            return
        self.known.add(where)
        name = sha256(where.encode()).hexdigest()[:12]
        (self.failures / name).write_bytes(given)
        (self.failures / f"{name}.txt").write_text(f"{where}\n{told}", encoding="utf-8", errors="replace")
        os.write(2, f"failed: {where}\n".encode(errors="replace"))


def allowed(target: Target, given: bytes) -> float:
    """
    The seconds of the processor that an input may take, by its length.
    """
    return target.seconds * max(_LEAST, len(given) / target.longest)


def measured(check: Callable[[bytes], None], given: bytes) -> tuple[BaseException | None, float, int]:
    """
    What an input raised, the seconds of the processor that it took, and by how many MB the process has grown.
    """
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    error: BaseException | None = None
    try:
        check(given)
    except KeyboardInterrupt:
        raise
    except BaseException as raised:  # noqa: BLE001 - whatever is raised is what is looked for
        error = raised
    return (
        error,
        time.process_time() - began,
        (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10,
    )


def place_of(error: BaseException) -> str:
    """
    Where something was raised, as far as it tells one failure from another.
    """
    frames = [
        each
        for each in traceback.extract_tb(error.__traceback__)
        if "/disclint/" in each.filename or "/fuzzing/" in each.filename
    ]
    where = "".join(f" {Path(each.filename).name}:{each.lineno}" for each in frames[-2:])
    # What is told of one input is not told of the next: without names of files, and without numbers.
    said = _TOLD.sub("…", str(error)).split("\n")[0][:60] if isinstance(error, AssertionError) else ""
    return f"{type(error).__name__}{where} {said}"
