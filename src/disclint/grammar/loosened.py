"""
A form whose rows are known by their words where the numerals before them are gone, or are others.

    label := numeral? words          numeral: (1) 1) ① 一、 (一), whichever the form has there

Automatic numerals do not outlive copying, and some authors number in their own way.  Nothing is taken over for the
rows that the form's own labels explain: words alone may be a sentence's.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeVar

from attrs import evolve

from disclint.editions import TableForm
from disclint.editions.model import Named, plain

# So many more rows have to be known by their words than by the form's labels.
MORE = 4
_NUMERAL = re.compile(
    r"(?:(?P<item>\d)\.|\((?P<group>[一二三四五六七八九])\)|(?P<part>[一二三四五六七八九])、)(?P<words>.+)"
)
_CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨"
_AnyName = TypeVar("_AnyName", bound=Named)


@lru_cache(maxsize=16)
def loosened(form: TableForm) -> TableForm:
    """
    The form with labels of rows and groups that may have lost their numerals.
    """
    return evolve(
        form,
        blocks=tuple(evolve(block, rows=tuple(_loose(each) for each in block.rows)) for block in form.blocks),
        groups=tuple(_loose(each) for each in form.groups),
    )


def _loose(name: _AnyName) -> _AnyName:
    more = dict.fromkeys(found for each in (name.label, *name.also) for found in _spellings(plain(each)))
    return evolve(name, seen=(*name.seen, *more))


def _spellings(label: str) -> Iterator[str]:
    match = _NUMERAL.fullmatch(label)
    if match is None:
        return
    words = match["words"]
    yield words
    if match["item"]:
        # A digit alone before the words may be the last value of the row above.
        yield from (f"({match['item']}){words}", f"{match['item']}){words}")
        yield f"{_CIRCLED[int(match['item'])]}{words}"
    elif match["group"]:
        yield from (f"{match['group']}、{words}", f"{match['group']}){words}")
    else:
        yield f"({match['part']}){words}"
