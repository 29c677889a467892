"""
Imported once by the process that all others are forked from: the rules that ship, read and ready.
"""

import disclint.audits.work  # noqa: F401
from disclint.session import data

data.builtin().program  # noqa: B018 - read now, so that nobody reads it again
