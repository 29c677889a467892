"""
What disclint itself wrote into a page that it annotated: cut out like its comments, for it is no part of the report.

```
own := "<mark class=disclint-m …>" words "<sup>" numbers "</sup></mark>"     the words stay
     | "<mark class=disclint-m …>" "▯" "<sup>" numbers "</sup></mark>"        in an empty cell
     | "<span id=disclint-m…></span>" | "<aside class=disclint-list …>" … "</aside>"
     | "<style class=disclint-style>" … "</style>"
```

The dashboard of an audit is none of it either.

A browser that saves the page may write attributes and characters in another way.
"""

import re
from collections.abc import Iterator

_OPENS = r"<mark\b(?=[^<>]*\bdisclint-m\b)[^<>]*>"
_NUMBERS = r"<sup>[0-9,]{1,200}</sup></mark>"
_OWN = re.compile(
    rf"(?P<blank>{_OPENS}(?:&#9647;|▯){_NUMBERS})"
    rf"|(?P<opens>{_OPENS})(?=[^<]*{_NUMBERS})"
    rf"|(?P<closes>{_NUMBERS})"
    r'|<span id="?disclint-m[0-9]{1,9}"?></span>'
    r'|<aside\b(?=[^<>]*\bdisclint-list\b)(?:(?!</?aside\b).)*</aside>\n?'
    r'|<style class="?disclint-style"?>[^<]*</style>',
    re.DOTALL,
)  # fmt: skip
_MARK = "disclint-m"


# What the page of an audit shows is drawn in these by its script.
_BOARD = ('<main id="board"></main>', '<dialog id="sheet" aria-labelledby="sheet-name">')


def is_dashboard(file: str) -> bool:
    """
    Whether a decoded page is the dashboard of an audit.
    """
    return all(each in file for each in _BOARD)


def stretches(file: str) -> Iterator[tuple[int, int]]:
    """
    Where in a decoded page that stands which `annotate` wrote, in order.
    """
    if _MARK not in file:
        return
    opened = False
    for match in _OWN.finditer(file):
        if match["closes"] is not None and not opened:
            # An end that belongs to no mark of ours is the page's.
            continue
        opened = match["opens"] is not None
        yield match.span()
