"""
The sound example with another Table 3.
"""

from pathlib import Path

SOUND = (Path(__file__).parent.parent / "examples" / "2021-sound.txt").read_text(encoding="utf-8")
_HEADING, _NEXT = "三、收到和处理政府信息公开申请情况\n", "四、政府信息公开行政复议"
_BEFORE, _, _BEHIND = SOUND.rpartition(_HEADING)
TABLE, _, _AFTER = _BEHIND.partition(_NEXT)
# The bars in a row of it.
BARS = 7


def with_table(written: str) -> str:
    return f"{_BEFORE}{_HEADING}{written}{_NEXT}{_AFTER}"
