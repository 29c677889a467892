"""
Input that nobody writes in good faith, class by class: a whole command in bounded time and memory, with a clear word.

The classes, what each may take and what is to be said of it are the table in `bench/hostile.py`.
"""

import sys

import pytest
from bench.hostile import CLASSES, MEGABYTES, REFUSED, told


@pytest.mark.skipif(sys.platform != "linux", reason="the units of memory are those of Linux")
@pytest.mark.parametrize("name", CLASSES)
def test_a_class_of_input_is_told_of_in_time(name: str) -> None:
    each = CLASSES[name]
    found = told(each.make(), each.suffix)
    assert found.status == each.comes
    assert each.says in found.words
    assert found.megabytes < MEGABYTES
    assert found.seconds < found.allowed
    assert not found.verdicts["crashed"]
    if each.comes == REFUSED:
        # That is a finding, with what to do.
        assert found.code == 1
        assert all(found.remedies)
    else:
        # Every rule has ended somehow.
        assert sum(found.verdicts.values()) > 200
