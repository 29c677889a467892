"""
How the laws are tried: without a stopwatch, in CI with the same examples each time, and with nothing kept from before.
"""

import gc
import os

import pytest
from hypothesis import settings

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")
os.environ["DISCLINT_CACHE"] = "off"


@pytest.fixture(scope="module", autouse=True)
def _only_what_tests_make_is_collected() -> None:
    # A full collection walks all that a worker ever imported, half a second that a test of time must not pay.
    gc.collect()
    gc.freeze()
