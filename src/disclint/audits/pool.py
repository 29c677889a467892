"""
Work done in several processes, its results in the order of the work.

Refuses to hold more than a few pieces of work at a time.  A process that ends unexpectedly costs the piece of work that ended it, and nothing else.
"""

import os
import signal
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from multiprocessing.util import Finalize
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Generic, TypeVar

from disclint import cache

T = TypeVar("T")
R = TypeVar("R")

# So many pieces wait for each process.
_WAITING = 3
# In seconds, for processes that are to end.
_PATIENCE = 2


class Pool(Generic[T, R]):
    """
    Processes that each do `begin` once and then `work` for each piece; with one job all is done in this process.

    A process that is to end at once does `end` first, which stops what it has started.  `split` takes a piece apart, for when one brings a process down; `lost` is what comes of a piece that does so by itself.
    """

    def __init__(
        self,
        jobs: int,
        begin: Callable[[], object],
        work: Callable[[T], R],
        split: Callable[[T], Iterable[T]],
        lost: Callable[[T], R],
        end: Callable[[], None],
    ) -> None:
        self.jobs = jobs
        self.begin = begin
        self.work = work
        self.split = split
        self.lost = lost
        self.end = end
        # What processes leave among temporary files goes when they do, however they end.
        self._left: TemporaryDirectory[str] | None = None
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> "Pool[T, R]":
        """
        Begin; processes are started when there is work.
        """
        if self.jobs == 1:
            self.begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """
        End the processes, at once if something went wrong.
        """
        self._stop(at_once=kind is not None)

    def ordered(self, pieces: Iterable[T]) -> Iterator[R]:
        """
        What comes of each piece, in order.
        """
        if self.jobs == 1:
            yield from map(self.work, pieces)
            return
        waiting: deque[tuple[T, Future[R]]] = deque()
        for each in pieces:
            waiting.append((each, self._submitted(each)))
            if len(waiting) >= self.jobs * _WAITING:
                yield from self._first(waiting)
        while waiting:
            yield from self._first(waiting)

    def _first(self, waiting: deque[tuple[T, Future[R]]]) -> Iterator[R]:
        piece, future = waiting.popleft()
        try:
            yield future.result()
        except BrokenProcessPool:
            others = [each for each, _ in waiting]
            waiting.clear()
            self._stop(at_once=True)
            # Which of them brought it down is seen when they are done one by one.
            for each in (piece, *others):
                for part in self.split(each):
                    yield self._alone(part)

    def _alone(self, piece: T) -> R:
        try:
            return self._submitted(piece).result()
        except BrokenProcessPool:
            self._stop(at_once=True)
            return self.lost(piece)

    def _submitted(self, piece: T) -> "Future[R]":
        if self._executor is None:
            self._left = TemporaryDirectory(prefix="disclint-", ignore_cleanup_errors=True)
            begun = partial(_begun, self.begin, self.end, cache.standing(), self._left.name)
            self._executor = ProcessPoolExecutor(self.jobs, mp_context=_context(), initializer=begun)
        try:
            with _by_themselves():
                return self._executor.submit(self.work, piece)
        except BrokenProcessPool:
            self._stop(at_once=True)
            return self._submitted(piece)

    def _stop(self, *, at_once: bool) -> None:
        executor, self._executor = self._executor, None
        if executor is None:
            return
        processes = list((executor._processes or {}).values())  # noqa: SLF001 - there is no other way to end them at once
        executor.shutdown(wait=not at_once, cancel_futures=at_once)
        if at_once:
            _end(processes)
        if self._left is not None:
            self._left.cleanup()


@contextmanager
def _by_themselves() -> Iterator[None]:
    """
    Start processes without the script that runs this one: they need nothing of it, and unguarded it would do in each all that it does.
    """
    main = vars(sys.modules["__main__"])
    kept: dict[str, Any] = {each: main[each] for each in ("__spec__", "__file__") if each in main}
    main["__spec__"] = None
    main.pop("__file__", None)
    try:
        yield
    finally:
        main.update(kept)


def _end(processes: Sequence[BaseProcess]) -> None:
    for each in processes:
        each.terminate()
    until = time.monotonic() + _PATIENCE
    for each in processes:
        each.join(max(0, until - time.monotonic()))
        each.kill()
        each.join()


def _context() -> BaseContext:
    try:
        context = get_context("forkserver")
    except ValueError:
        # As on Windows.
        return get_context("spawn")
    # What every process needs is imported once, and the processes share it.
    context.set_forkserver_preload(["disclint.audits.warm"])
    return context


def _begun(
    begin: Callable[[], object],
    end: Callable[[], None],
    standing: tuple[str | None, str, bool],
    left: str,
) -> None:
    def ended(_signal: int, _frame: object) -> None:
        try:
            end()
        finally:
            os._exit(1)

    signal.signal(signal.SIGTERM, ended)
    tempfile.tempdir = left
    # Whoever runs the audit is told of the interruption, and ends the processes.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What one had to make, the others and those of the next audit find.
    cache.stand(*standing)
    Finalize(None, cache.save, exitpriority=0)
    begin()
