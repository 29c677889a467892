"""
Which report is compared with which: last year's, another copy, those of the bodies below, those that are nearly the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from itertools import islice

from attrs import field, frozen

from disclint.audits.roster import Roster, area
from disclint.facts.record import CHILDREN, PEERS, PREV, TWINS

GOVERNMENT = "government"
# What stands for the bodies that nobody knows of where there is no roster.
UNLISTED = "（名册之外的单位）"
# Where hundreds of reports bear one name, as those of departments that leave their county out, each is held against a few.
MOST_TWINS = 5


@frozen
class Head:
    """
    A report by its number: the agency it is taken for, its kind, year and digest; `agency` None is nobody's.

    One that is `apart` is none of the reports that are audited, but may be last year's of one that is.
    """

    id: int
    agency: str | None
    kind: str | None
    year: int
    digest: str | None
    apart: bool = False


@frozen
class Others:
    """
    The reports that one is compared with, by number; `absent` are the agencies below it that have not submitted theirs.

    Of last year's report and those of the bodies below there may be `copies`, other files of the same agency and year.
    """

    id: int
    year: int
    related: Mapping[str, tuple[int, ...]]
    absent: tuple[str, ...] = ()
    copies: Mapping[int, tuple[int, ...]] = {}

    def print(self, digests: Mapping[int, str | None]) -> str:
        """
        A digest of what it is compared with.
        """
        told = [(name, [digests.get(each) for each in ids]) for name, ids in sorted(self.related.items())]
        own = digests.get(self.id)
        copies = [[digests.get(each) for each in ids] for _, ids in sorted(self.copies.items())]
        return sha256(repr((own, told, self.absent, *copies)).encode()).hexdigest()[:24]


@frozen(eq=False)
class Register:
    """
    The reports by agency and year.
    """

    heads: Sequence[Head]
    roster: Roster
    peers: Mapping[int, tuple[int, ...]] = field(factory=dict)
    _by_agency: Mapping[tuple[str, int], list[Head]] = field(init=False, repr=False)

    @_by_agency.default
    def _sorted(self) -> Mapping[tuple[str, int], list[Head]]:
        found: dict[tuple[str, int], list[Head]] = {}
        for each in self.heads:
            if each.agency is not None:
                found.setdefault((each.agency, each.year), []).append(each)
        return found

    def years(self) -> Sequence[int]:
        """
        The years that there are reports for.
        """
        return sorted({each.year for each in self.heads if not each.apart})

    def of(self, agency: str, year: int) -> Sequence[Head]:
        """
        The reports of an agency for a year that are audited, in their order.
        """
        return [each for each in self._by_agency.get((agency, year), ()) if not each.apart]

    def all(self) -> Iterator[Others]:
        """
        What each report is compared with, as far as it is with any.
        """
        below = self._below()
        for each in self.heads:
            if each.apart:
                continue
            related: dict[str, tuple[int, ...]] = {}
            absent: tuple[str, ...] = ()
            copies: dict[int, tuple[int, ...]] = {}
            if each.agency is not None:
                # What is audited comes before what is only there to be compared with.
                last = sorted(self._by_agency.get((each.agency, each.year - 1), ()), key=_is_apart)
                # Nobody knows which of them counts.
                copies |= _copies([one for one in last if one.apart == last[0].apart])
                few = self._unlike[each.agency, each.year]
                twins = tuple(islice((one.id for one in few if one.digest != each.digest), MOST_TWINS))
                related |= {PREV: tuple(other.id for other in last[:1]), TWINS: twins}
                children, absent = self._children(each, below)
                related[CHILDREN] = children
                for agency in below.get(each.agency, ()) if children else ():
                    copies |= _copies(self.of(agency, each.year))
            related[PEERS] = self.peers.get(each.id, ())
            found = {relation: ids for relation, ids in related.items() if ids}
            if found:
                yield Others(each.id, each.year, found, absent, copies)

    @cached_property
    def _unlike(self) -> Mapping[tuple[str, int], Sequence[Head]]:
        """
        Of the reports of each agency for a year the first few that are not the same file.
        """
        found: dict[tuple[str, int], Sequence[Head]] = {}
        for key, heads in self._by_agency.items():
            firsts = {each.digest: each for each in reversed(heads) if not each.apart}
            found[key] = sorted(firsts.values(), key=lambda each: each.id)[: MOST_TWINS + 1]
        return found

    def _children(
        self, head: Head, below: Mapping[str, Sequence[str]]
    ) -> tuple[tuple[int, ...], tuple[str, ...]]:
        agencies = below.get(head.agency or "", ())
        found = [self.of(each, head.year) for each in agencies]
        present = tuple(each[0].id for each in found if each)
        if not present:
            return (), ()
        if not self.roster:
            # Whether these are all is known to nobody.
            return present, (UNLISTED,)
        return present, tuple(name for name, each in zip(agencies, found, strict=True) if not each)

    def _below(self) -> Mapping[str, Sequence[str]]:
        """
        The agencies directly below each: by the roster, or else those whose names begin with the name of a government's area.
        """
        if self.roster:
            found: dict[str, list[str]] = {}
            for each in self.roster.entries.values():
                if each.parent is not None:
                    found.setdefault(each.parent, []).append(each.agency)
            return found
        kinds = {each.agency: each.kind for each in self.heads if each.agency is not None and not each.apart}
        areas = {area(agency): agency for agency, kind in kinds.items() if kind == GOVERNMENT}
        by_name: dict[str, list[str]] = {}
        for agency in sorted(kinds):
            own = area(agency) if kinds[agency] == GOVERNMENT else None
            above = max(
                (each for each in areas if each and agency.startswith(each) and each != own),
                key=len,
                default=None,
            )
            if above is not None and areas[above] != agency:
                by_name.setdefault(areas[above], []).append(agency)
        return by_name


def _copies(heads: Sequence[Head]) -> Mapping[int, tuple[int, ...]]:
    """
    The first of some reports of one agency for one year, with the others that are not the same file.
    """
    others = {each.digest: each.id for each in reversed(heads) if each.digest != heads[0].digest}
    return {heads[0].id: tuple(sorted(others.values()))} if others else {}


def _is_apart(head: Head) -> bool:
    return head.apart
