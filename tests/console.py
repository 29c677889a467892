"""
Commands that pages show, and what they show below them.
"""

import re
from collections.abc import Iterator


def commands(content: str) -> Iterator[tuple[str, int, list[str]]]:
    """
    Each command with its exit code and the lines that are shown below it.
    """
    for part in re.split(r"^\$ ", content, flags=re.MULTILINE)[1:]:
        command, *shown = part.splitlines()
        command, _, remark = command.partition("    #")
        yield command.strip(), int(re.sub(r" (?:退出码|exit) ", "", remark) or 0), shown


def assert_shown(shown: list[str], output: str) -> None:
    """
    The lines come in this order; `…` stands for some lines, or for the rest of one.
    """
    pattern = "".join(
        r"(?:.*\n)*?" if line == "…" else ".*".join(map(re.escape, line.split("…"))) + r"\n" for line in shown
    )
    assert re.search(f"^{pattern}", output, re.MULTILINE), f"{shown}\n---\n{output}"
