"""
What differs between two packs in effect: rules added, removed, turned off and on, and values that changed.

Refuses to compare examples: they say how a rule is tested, not what it does.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from disclint.rules.files import EXAMPLES
from disclint.rules.model import Rule
from disclint.rules.pack import Pack
from disclint.yamlfile import Document


@frozen
class Value:
    """
    A value that changed: its path with dots, what it was and what it is; None where it is not there.
    """

    key: str
    old: Any
    new: Any


@frozen
class Change:
    """
    A rule or concept and the values of it that changed.
    """

    id: str
    values: tuple[Value, ...]


@frozen
class Difference:
    """
    What one has to do to a pack to get another one.
    """

    old: Pack
    new: Pack
    added: tuple[Rule, ...]
    removed: tuple[Rule, ...]
    disabled: tuple[Rule, ...]
    enabled: tuple[Rule, ...]
    changed: tuple[Change, ...]
    concepts_added: tuple[str, ...]
    concepts_removed: tuple[str, ...]
    concepts_changed: tuple[Change, ...]


def difference(old: Pack, new: Pack) -> Difference:
    """
    What differs between two packs, each with all that it inherits; by id.
    """
    before, after = ({each.id: each for each in pack.rules} for pack in (old, new))
    both = sorted(before.keys() & after.keys())
    return Difference(
        old,
        new,
        tuple(after[id] for id in sorted(after.keys() - before.keys())),
        tuple(before[id] for id in sorted(before.keys() - after.keys())),
        tuple(after[id] for id in both if after[id].disabled is not None and before[id].disabled is None),
        tuple(after[id] for id in both if after[id].disabled is None and before[id].disabled is not None),
        _changed({id: before[id].document for id in both}, {id: after[id].document for id in both}),
        tuple(sorted(new.concepts.keys() - old.concepts.keys())),
        tuple(sorted(old.concepts.keys() - new.concepts.keys())),
        _changed(old.concepts, new.concepts),
    )


def _changed(before: Mapping[str, Document], after: Mapping[str, Document]) -> tuple[Change, ...]:
    found = []
    for id in sorted(before.keys() & after.keys()):
        if before[id] is after[id]:
            continue
        values = tuple(_values(before[id].data, after[id].data, ""))
        if values:
            found.append(Change(id, values))
    return tuple(found)


def _values(old: Any, new: Any, key: str) -> Iterator[Value]:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for each in [*old, *(one for one in new if one not in old)]:
            if key or each != EXAMPLES:
                yield from _values(old.get(each), new.get(each), f"{key}.{each}" if key else str(each))
    elif old != new:
        yield Value(key, old, new)
