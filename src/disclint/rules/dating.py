"""
Which rules have a basis in force on a day, by the dates of their sources.

A source begins on the day that it starts, or else was issued, and ends with `until` or when the one begins that takes
its place.  A date of which only the year or month is known leaves the days in question open.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

from attrs import frozen

from disclint.rules.model import Basis, Rule
from disclint.rules.pack import Pack, Reference


@frozen
class Standing:
    """
    A basis of a rule and whether its source is in force; None if its dates do not tell.
    """

    basis: Basis
    source: Reference
    in_force: bool | None


@frozen
class Dated:
    """
    A rule and whether one of its bases is in force; None if their dates do not tell.
    """

    rule: Rule
    bases: tuple[Standing, ...]

    @property
    def in_force(self) -> bool | None:
        """
        True, False or not known.
        """
        found = {each.in_force for each in self.bases}
        return True if True in found else None if None in found else False


def on(pack: Pack, day: date) -> tuple[Dated, ...]:
    """
    The rules of a pack, by id, as they stand on a day.
    """
    followed = {each.earlier: each for each in pack.sources.values() if each.earlier is not None}
    rules = sorted(pack.rules, key=lambda each: each.id)
    return tuple(Dated(each, _bases(each, pack.sources, followed, day)) for each in rules)


def _bases(
    rule: Rule, sources: Mapping[str, Reference], followed: Mapping[str, Reference], day: date
) -> tuple[Standing, ...]:
    found = []
    for basis in rule.basis:
        source = sources[basis.ref]
        state = in_force(source, followed.get(source.id), day)
        found.append(Standing(basis, source, state))
        while state is False and source.earlier is not None:
            # What stood in its place before.
            source = sources[source.earlier]
            state = in_force(source, followed.get(source.id), day)
            found.append(Standing(Basis(source.id, basis.at), source, state))
    return tuple(found)


def in_force(source: Reference, successor: Reference | None, day: date) -> bool | None:
    """
    Whether a source is in force on a day; None if its dates do not tell.
    """
    if source.practice:
        return True
    began = _begins(source, day)
    ended = _ends(source, successor, day)
    if began is False or ended is True:
        return False
    return True if began and ended is False else None


def _begins(source: Reference, day: date) -> bool | None:
    written = source.start or source.issued
    if written is None:
        return None
    first, last = days(written)
    return True if day >= last else False if day < first else None


def _ends(source: Reference, successor: Reference | None, day: date) -> bool | None:
    if source.until is not None:
        first, last = days(source.until)
        return True if day > last else False if day <= first else None
    if successor is None:
        return False
    return _begins(successor, day)


def days(written: str) -> tuple[date, date]:
    """
    The first and last day that `2019`, `2019-05` or `2019-05-15` can mean.
    """
    year, *rest = map(int, written.split("-"))
    if not rest:
        return date(year, 1, 1), date(year + 1, 1, 1) - timedelta(days=1)
    month = rest[0]
    if len(rest) == 1:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, month, rest[1]), date(year, month, rest[1])
