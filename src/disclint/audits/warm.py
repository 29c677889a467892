"""
Imported once by the process that all others are forked from: the rules that ship, read and ready.
"""

import gc
import os

from disclint import __version__, cache

# Before anything is made that may have been kept.
cache.lent(os.environ, __version__)

import disclint.audits.work  # noqa: E402, F401
from disclint.session import data  # noqa: E402

# A report leaves so few objects behind that garbage need not be looked for in each.
_OBJECTS = 20_000

data.builtin().program  # noqa: B018 - read now, so that nobody reads it again
# What was read stays: nobody looks for garbage in it, or copies its pages for that.
gc.freeze()
gc.set_threshold(_OBJECTS)
