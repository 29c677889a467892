"""
How the laws are tried: without a stopwatch, in CI with the same examples each time, and with nothing kept from before.
"""

import os

from hypothesis import settings

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")
os.environ["DISCLINT_CACHE"] = "off"
