"""
The roster of agencies, and which of them a report is of.

A name that is not on the roster is matched only if exactly one name comes near; then the match is said to be doubtful.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from attrs import field, frozen

from disclint.source import fold

_BRACKETS = re.compile(r"\([^()]*\)")
# Behind the name of a place.
_GOVERNMENT = "人民政府"
# How alike two names have to be to be taken for each other, and how much more than the next.
_ALIKE, _AHEAD = 0.8, 0.08
# What is less alike neither is the one nor stands in its way; a little less, for sums of fractions.
_NEAR = _ALIKE - _AHEAD - 0.001


@frozen
class Entry:
    """
    An agency of the roster, and the one above it.
    """

    agency: str
    parent: str | None


@frozen
class Match:
    """
    Whose report one is: the `agency` by its name on the roster, or by its own where there is no roster; `doubt` says why that is not sure.
    """

    agency: str | None
    doubt: str | None = None


@frozen(eq=False)
class Roster:
    """
    The agencies by name, and all their names as they are compared.
    """

    entries: Mapping[str, Entry] = field(factory=dict)
    names: Mapping[str, str] = field(factory=dict, repr=False)
    _found: dict[str, Match] = field(factory=dict, repr=False)

    def __bool__(self) -> bool:
        """
        Whether there is a roster.
        """
        return bool(self.entries)

    def children(self, agency: str) -> Sequence[str]:
        """
        The agencies directly below one.
        """
        return [each.agency for each in self.entries.values() if each.parent == agency]

    def match(self, written: str | None, path: str) -> Match:
        """
        The agency that a report at `path` is of, which calls itself `written`.
        """
        if not self.entries:
            # One year it is 乙县人民政府, and the next 乙县.
            return Match(None if written is None else area(plain(written)))
        if written is None:
            return self._by_path(path)
        if written not in self._found:
            self._found[written] = self._by_name(written)
        return self._found[written]

    def _by_name(self, written: str) -> Match:
        name = plain(written)
        exact = self.names.get(whole(written)) or self.names.get(name) or self.names.get(area(name))
        if exact is not None:
            return Match(exact)
        # The name of a place is left out, or put before.
        ends = {
            id for known, id in self.names.items() if known.endswith(name) or name.endswith(known) if known
        }
        if len(ends) == 1:
            (id,) = ends
            return Match(id, f"{written} ≈ {id}")
        near = sorted(self._alike(name), reverse=True)
        best = [(share, id) for share, id in near if share >= _ALIKE]
        others = [share for share, id in near if best and id != best[0][1]]
        if best and (not others or best[0][0] - others[0] >= _AHEAD):
            return Match(best[0][1], f"{written} ≈ {best[0][1]}")
        return Match(None, f"{written}: not on the roster")

    def _alike(self, name: str) -> Iterator[tuple[float, str]]:
        """
        How alike a name is to each that may be taken for it, or that may stand in the way of one which is.
        """
        matcher = SequenceMatcher()
        matcher.set_seq2(name)
        for known, id in self.names.items():
            matcher.set_seq1(known)
            # These are quick, and never less than what it comes to.
            if matcher.real_quick_ratio() >= _NEAR and matcher.quick_ratio() >= _NEAR:
                yield matcher.ratio(), id

    def _by_path(self, path: str) -> Match:
        folded = plain(path)
        found = sorted(
            {(len(known), id) for known, id in self.names.items() if known in folded}, reverse=True
        )
        # Of a bureau and its county the longer name is meant.
        if found and (len(found) == 1 or found[0][0] > found[1][0]):
            return Match(found[0][1], f"the report names no agency; by its path: {found[0][1]}")
        return Match(None, "the report names no agency")


def worded(doubt: str, lang: str) -> str:
    """
    A doubt in a language.
    """
    if lang == "zh":
        for english, chinese in _DOUBTS:
            doubt = doubt.replace(english, chinese)
    return doubt


_DOUBTS = (
    (": not on the roster", "：不在名册中"),
    ("the report names no agency; by its path: ", "报告没有写明单位，按路径认作 "),
    ("the report names no agency", "报告没有写明单位"),
)


def whole(name: str) -> str:
    """
    A name as names are compared first: widths and blanks do not count.
    """
    return "".join(fold(name).split())


def plain(name: str) -> str:
    """
    A name as names are compared otherwise: what stands in brackets does not count, either.
    """
    return _BRACKETS.sub("", whole(name))


def area(agency: str) -> str:
    """
    The area of a government: its name without 人民政府.
    """
    return agency.removesuffix(_GOVERNMENT)


def of(entries: Iterable[tuple[str, str | None, Iterable[str]]]) -> Roster:
    """
    A roster of agencies, each with the one above it and its other names.
    """
    found: dict[str, Entry] = {}
    names: dict[str, str] = {}
    written: list[tuple[str, str]] = []
    for agency, parent, aliases in entries:
        found[agency] = Entry(agency, parent)
        for each in (agency, *aliases):
            names.setdefault(whole(each), agency)
        written += ((each, agency) for each in (agency, *aliases))
    # 水利局 is not 水利局（本级） where both are on the roster.
    for each, agency in written:
        names.setdefault(plain(each), agency)
    for agency in found:
        names.setdefault(area(plain(agency)), agency)
    return Roster(found, names)
