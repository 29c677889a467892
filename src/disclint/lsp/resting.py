"""
Garbage is looked for when nobody waits: between checks, not in them.
"""

import gc

# A check makes some ten thousand objects.  One that makes as many as this may be interrupted, for memory is not to grow without bounds.
_MOST = 250_000
# After so many checks what outlived its first rest is looked through, too.
_ALL = 16


class Rest:
    """
    What is done after each check.  The first leaves alone from then on what was made so far: rules and forms stay.
    """

    def __init__(self) -> None:
        self._times = 0

    def tidy(self) -> None:
        """
        Take away what the last check left behind.
        """
        if not self._times:
            gc.set_threshold(_MOST)
            gc.collect()
            gc.freeze()
        elif self._times % _ALL:
            gc.collect(0)
        else:
            gc.collect()
        self._times += 1
