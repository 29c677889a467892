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
# After so many looks for garbage what outlived its first rest is looked through, too.
_ALL = 16
# So long, in seconds, nobody has typed who reads what was found; and who has only lifted a finger.
PAUSE, BREATH = 0.4, 0.02
# Of somebody who does not even do that so many checks go by before garbage is looked for all the same.
_LATEST = 16
# So many checks more, and rules are written plainly, patterns are compiled and phrases are known.
MORE = 5


class Rest:
    """
    What the thread that checks does between checks.

    What was made up to the first check stays, and nobody looks for garbage in it any more.  In the first pause the last
    document is checked again a few times, and the same holds for what that made.
    """

    def __init__(self, thread: Executor) -> None:
        self._thread = thread
        self._times = 0
        self._untidied = 0
        self._has_begun = self._is_ready = False
        self._pause: asyncio.TimerHandle | None = None
        self._breath: asyncio.TimerHandle | None = None

    def begin(self, again: Callable[[], object]) -> None:
        """
        A check has ended and been told; `again` repeats it.  Called by the loop.
        """
        self.end()
        if not self._has_begun:
            self._has_begun = True
            self._thread.submit(self._keep)
        loop = asyncio.get_running_loop()
        if not self._is_ready:
            self._pause = loop.call_later(PAUSE, self._get_ready, again)
        self._untidied += 1
        if self._untidied >= _LATEST:
            self._take_breath()
        else:
            self._breath = loop.call_later(BREATH, self._take_breath)

    def end(self) -> None:
        """
        Somebody wants something.
        """
        for each in (self._pause, self._breath):
            if each is not None:
                each.cancel()

    def _take_breath(self) -> None:
        self._untidied = 0
        self._thread.submit(self._tidy)

    def _get_ready(self, again: Callable[[], object]) -> None:
        self._is_ready = True
        for each in (*[again] * MORE, self._settle):
            # One by one, so that others come between.
            self._thread.submit(each)

    @staticmethod
    def _keep() -> None:
        gc.set_threshold(_MOST)
        gc.freeze()

    @staticmethod
    def _settle() -> None:
        # What was garbage when nobody had time to look.
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def _tidy(self) -> None:
        self._times += 1
        if self._times % _ALL:
            gc.collect(0)
        else:
            gc.collect()
