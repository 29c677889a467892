"""
How the laws are tried: without a stopwatch, in CI with the same examples each time, and with nothing kept from before.
"""

import gc
import os
import shutil
import tempfile

import pytest
from hypothesis import settings

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")
# Commands find what others of the same run have compiled, unless the code is another one each time (`bench.breaking`).
_ours = None
if os.environ.get("DISCLINT_CACHE") != "off" and "PYTEST_XDIST_WORKER" not in os.environ:
    _ours = os.environ["DISCLINT_CACHE"] = tempfile.mkdtemp(prefix="disclint-tests-")


def pytest_unconfigure() -> None:
    """
    Nothing is left behind; workers use the folder of who started them.
    """
    if _ours is not None:
        shutil.rmtree(_ours, ignore_errors=True)


@pytest.fixture(scope="module", autouse=True)
def _only_what_tests_make_is_collected() -> None:
    # A full collection walks all that a worker ever imported, half a second that a test of time must not pay.
    gc.collect()
    gc.freeze()
