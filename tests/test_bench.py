"""
The timing command works; what it says is for people to read, since machines differ.
"""

import pytest
from bench import timing


def test_the_timing_command_tells_every_step(capsys: pytest.CaptureFixture[str]) -> None:
    timing.main(3)
    lines = capsys.readouterr().out.splitlines()
    assert [each.split("  ")[0].strip() for each in lines[1:]] == list(timing.STEPS)
    assert all(float(each.rsplit("max", 1)[1]) < 1000 for each in lines[1:])
