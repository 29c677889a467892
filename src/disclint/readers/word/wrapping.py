"""
Line breaks in a paragraph: most end what a reader takes for a paragraph; some only cut a sentence in two.

Text that was pasted from a PDF or a mail has one at the end of each line.
"""

import re

# A line that somebody wrapped is about as long as the page is wide; titles, addresses and signatures are shorter.
_SHORTEST = 20
_ENDS = frozenset("。！？；：;:!?…”』】")
# What begins a line of its own: a number, a day, a blank that somebody put before it.
_BEGINS = re.compile(
    r"\s|[（(]?(?:[一二三四五六七八九十百]{1,4}|[0-9０-９]{1,2})[)）、.．]|第[一二三四五六七八九十百0-9]{1,4}[条章节部分]|[0-9０-９]{4}年|[①-⑳➢●■□◆·•]"
)


def goes_on(line: str, following: str) -> bool:
    """
    Whether a sentence goes on behind a break: `line` is what stands before it, `following` what begins behind it.
    """
    return (
        len(line) >= _SHORTEST and line[-1:] not in _ENDS and not line[-1:].isspace()
        and _BEGINS.match(following) is None
    )  # fmt: skip
