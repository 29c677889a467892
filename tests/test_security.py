"""
What SECURITY.md promises is shown by tests that there are.
"""

import re
from pathlib import Path

HOME = Path(__file__).parent.parent


def test_every_promise_names_tests_that_there_are() -> None:
    text = (HOME / "SECURITY.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ") and "promised" not in line]
    assert len(rows) >= 10
    for row in rows:
        named = re.findall(r"`(tests/\w+\.py)(?:::(\w+))?`", row)
        assert named, row
        for file, test in named:
            written = (HOME / file).read_text(encoding="utf-8")
            assert not test or f"def {test}(" in written, (file, test)
