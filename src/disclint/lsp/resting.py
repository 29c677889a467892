"""
What is done when nobody waits.

Garbage is looked for between checks, not in them, and what the first few checks make and all others use is made before
somebody has to wait for it.
"""

import asyncio
import gc
from collections.abc import Callable
from concurrent.futures import Executor

# A check makes some ten thousand objects.  One that makes as many as this may be interrupted, for memory is not to grow without bounds.
_MOST = 250_000
# After so many checks what outlived its first rest is looked through, too.
_ALL = 16
# So long, in seconds, nobody has typed who reads what was found.
PAUSE = 0.4
# So many checks more, and rules are written plainly, patterns are compiled and phrases are known.
MORE = 5


class Rest:
    """
    What the thread that checks does between checks.

    In the first pause the last document is checked again a few times.  What was made by then stays, and nobody looks
    for garbage in it any more.
    """

    def __init__(self, thread: Executor) -> None:
        self._thread = thread
        self._times = 0
        self._is_ready = False
        self._pause: asyncio.TimerHandle | None = None

    def begin(self, again: Callable[[], object]) -> None:
        """
        A check has ended and been told; `again` repeats it.  Called by the loop.
        """
        if self._is_ready:
            self._thread.submit(self._tidy)
            return
        self.end()
        self._pause = asyncio.get_running_loop().call_later(PAUSE, self._get_ready, again)

    def end(self) -> None:
        """
        Somebody wants something.
        """
        if self._pause is not None:
            self._pause.cancel()

    def _get_ready(self, again: Callable[[], object]) -> None:
        self._is_ready = True
        for each in (*[again] * MORE, self._settle):
            # One by one, so that others come between.
            self._thread.submit(each)

    @staticmethod
    def _settle() -> None:
        gc.set_threshold(_MOST)
        gc.collect()
        gc.freeze()

    def _tidy(self) -> None:
        self._times += 1
        if self._times % _ALL:
            gc.collect(0)
        else:
            gc.collect()
