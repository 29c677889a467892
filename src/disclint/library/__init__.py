"""
What the package offers those who import it: a function a task, over the same session as every other door.

Each module is imported when one of its functions is first asked for (`disclint.__getattr__`).  Refuses to decide anything, and to write
anything down: what commands of the same version kept is used, and nothing is added to it.
"""

import os

from disclint import __version__, cache

cache.lent(os.environ, __version__)
