"""
Short forms that the text introduces: （以下简称《条例》）.

Refuses forms that are defined in a way it does not know; a rule about short forms must not guess.
"""

import re
from collections.abc import Iterator
from itertools import islice

from attrs import frozen

from disclint.facts.ranges import Range
from disclint.source import Flow

_DEFINED = re.compile(
    r"(?:简|统|下)称:?为?(?P<short>(?:[\"'《<]{0,2}[^,。;:!?《》<>\"'()]{1,24}[\"'》>]{0,2}))(?=[),。;])"
)
_MARKS = "\"'《》<>"
# The title that is shortened stands right before the bracket: 《…》(国务院令第711号,以下简称《条例》).
_TITLE = re.compile(r"《(?P<full>[^《》]{4,60}(?:《[^《》]{2,60}》[^《》]{0,20})?)》[^《》。;]{0,60}$")
_REACH = 160
# Whoever restates a title so often is shown these.
_MOST = 60


@frozen
class Definition:
    """
    A short form: where it is defined, its words without marks, as it was written, and its full title.

    `uses` counts the form after its definition, `restated` are the places of the full title.
    """

    place: Range
    short: str
    written: str
    full: str | None
    uses: int
    restated: tuple[Range, ...]


def definitions(flow: Flow, stretch: Range) -> Iterator[Definition]:
    """
    The short forms that are defined in a stretch.
    """
    for found in _DEFINED.finditer(flow.text, *stretch):
        yield _definition(flow, found)


def _definition(flow: Flow, found: re.Match[str]) -> Definition:
    text, written = flow.text, found["short"]
    short = written.strip(_MARKS)
    title = _TITLE.search(text[max(0, found.start() - _REACH) : found.start()])
    full = title["full"] if title else None
    place = (found.start("short"), found.end("short"))
    # A form with title marks is used with them.
    used = f"《{short}》" if "《" in written else short
    restated = () if full is None else tuple(islice(_places(text, f"《{full}》", place[1]), _MOST))
    return Definition(place, short, written, full, text.count(used, place[1]), restated)


def _places(text: str, words: str, at: int) -> Iterator[Range]:
    at = text.find(words, at)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + len(words))
