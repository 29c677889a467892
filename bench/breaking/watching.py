"""
A plugin of pytest: coverage is told which test runs, so that it is known afterwards which tests run a line.

`python -m coverage run -m pytest -p bench.breaking.watching …`; without coverage it does nothing.  All
parameters of a test count as one.
"""

import os
from collections.abc import Iterator

import coverage
import pytest

# What one test has compiled would spare another the lines that it runs (tests/conftest.py).
os.environ["DISCLINT_CACHE"] = "off"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """
    What runs from here on is run by this test.
    """
    watched = coverage.Coverage.current()
    if watched is not None:
        watched.switch_context(item.nodeid.partition("[")[0])
    return (yield)
