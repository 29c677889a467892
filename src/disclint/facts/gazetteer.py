"""
Places that a text names: provinces, cities and counties.

Refuses short names and common nouns, which the list does not have, and names that go on as another word.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from attrs import frozen

from disclint.facts.ranges import Range
from disclint.resources import places_file
from disclint.source import Flow

PROVINCE, CITY, COUNTY = "province", "city", "county"
_SUFFIX = re.compile("[省市区县旗盟州](?![场域级民容政委])")
_SHORTEST, _LONGEST = 3, 15
_ENTRY = re.compile(r"(\d{6})(\S+)")


@frozen
class Named:
    """
    A name in the text and the codes of the places that are called so.
    """

    place: Range
    name: str
    codes: tuple[str, ...]


def level(code: str) -> str:
    """
    Whether a code is a province's, a city's or a county's.
    """
    return PROVINCE if code.endswith("0000") else CITY if code.endswith("00") else COUNTY


def named(flow: Flow, stretch: Range) -> Iterator[Named]:
    """
    The places that a stretch names, left to right, the longest name at each place.
    """
    text, known = flow.text, _known()
    for found in _SUFFIX.finditer(text, *stretch):
        end = found.end()
        for start in range(max(stretch[0], end - _LONGEST), end - _SHORTEST + 1):
            codes = known.get(text[start:end])
            if codes is not None:
                yield Named((start, end), text[start:end], codes)
                break


def codes_in(name: str) -> frozenset[str]:
    """
    The codes of the places that an agency's name has in it, without those that lie above others of them.
    """
    found = {code for each in named(Flow.of(name), (0, len(name))) for code in each.codes}
    lowest = {each for each in found if not any(_lies_in(other, each) for other in found - {each})}
    # 甲省和平区: of several that are called so, those in a place that is named, too.
    inside = {each for each in lowest if any(_lies_in(each, other) for other in found - {each})}
    return frozenset(inside or lowest)


def are_kin(one: str, other: str) -> bool:
    """
    Whether one of two places is the other, or lies in it.
    """
    return one == other or _lies_in(one, other) or _lies_in(other, one)


def _lies_in(inner: str, outer: str) -> bool:
    reach = {PROVINCE: 2, CITY: 4}.get(level(outer), 6)
    return inner != outer and inner[:reach] == outer[:reach]


@cache
def _known() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in places_file().read_text("utf-8").splitlines():
        if not line.startswith("#"):
            for code, name in _ENTRY.findall(line):
                found[name] = (*found.get(name, ()), code)
    return found
