"""
The command that times each file format works; how long it takes is for people to read.
"""

import pytest
from bench import formats


def test_the_formats_command_tells_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    formats.main(1)
    lines = capsys.readouterr().out.splitlines()
    assert [each.partition(" mean")[0].strip() for each in lines[1:]] == list(formats.FORMATS)
    assert all(float(each.rsplit("max", 1)[1]) < 1000 for each in lines[1:])
