"""
The mutants of a rule: where in its data they differ, and the data that they have.

What no example can tell apart has none: words for users, `rank`, `related`, and names that only messages use.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from attrs import field, frozen

from disclint.packs.mutants import expressions, phrases
from disclint.packs.mutants.change import Change
from disclint.rules import files
from disclint.rules.expressions import ExpressionError
from disclint.rules.model import Rule
from disclint.rules.reading import parse, spelt
from disclint.rules.writing import written

Path = tuple[str | int, ...]
_GONE = object()

_CONDITIONS = ("where", "when", "check", "adjusted")
_EXPRESSIONS = (*_CONDITIONS, "at", "replace", "total", "parts", "left", "right", "numerator", "percent")
_LISTED = ("base", "denominators")
# Whole keys that say less where they are left out; whoever leaves out one of the others has no rule.
_GUARDS = ("where", "when", "unless", "partial", "only", "fold", "blame", "denominators", "adjusted")
# Lists of words of which one may be left out.
_WORDS = ("in", "refuse", "only", "claims")
_YEARS = re.compile(r"\d{4}")


@frozen(eq=False)
class Mutant:
    """
    A rule that differs in one place: `path` in the rule's data, by `change`.
    """

    rule: Rule
    path: Path
    change: Change
    data: Mapping[str, Any] = field(repr=False)

    @property
    def id(self) -> str:
        """
        What a rule's file calls it, to say why no example tells it apart.
        """
        return f"{'.'.join(map(str, self.path))}:{self.change.at + 1} {self.change}"

    def made(self) -> Rule:
        """
        The rule that it is, without examples.
        """
        return files.rule(self.rule.document.derived(self.data, {}), self.rule.written, self.rule.pack)


def mutants(rule: Rule) -> tuple[Mutant, ...]:
    """
    All mutants of a rule, in the order of its keys, each once; some may be nothing that can be used.
    """
    found: dict[str, Mutant] = {}
    data = rule.document.data
    for path, change, value in _changes(data):
        new = _set(data, path, value)
        found.setdefault(
            repr((path, value)) if value is not _GONE else repr(path), Mutant(rule, path, change, new)
        )
    return tuple(found.values())


_Found = Iterator[tuple[Path, Change, Any]]


def _changes(data: Mapping[str, Any]) -> _Found:
    for key, value in data.items():
        yield from _of_key(key, value, data)


def _of_key(key: str, value: Any, data: Mapping[str, Any]) -> _Found:
    if key in _GUARDS:
        yield (key,), Change(0, _told(key, value)), _GONE
    if key in _EXPRESSIONS:
        yield from _expression((key,), value, is_condition=key in _CONDITIONS)
    elif key in _LISTED:
        yield from _listed(key, value)
    elif key in _NESTED:
        yield from _NESTED[key](value, data)
    elif key in _WORDS:
        yield from _fewer((key,), value)


def _lets(value: Mapping[str, Any], data: Mapping[str, Any]) -> _Found:
    used = _used(data)
    for name, each in value.items():
        if name in used:
            yield from _expression(("let", name), each)


def _domains(value: Mapping[str, Any], _data: Mapping[str, Any]) -> _Found:
    for name, each in value.items():
        yield from _expression(("foreach", name), each)


def _variants(value: Mapping[str, Any], _data: Mapping[str, Any]) -> _Found:
    for name, each in value.items():
        yield ("variants", name), Change(0, _told(name, each)), _GONE
        yield from _expression(("variants", name), each, is_condition=True)


def _accepted(value: Any, data: Mapping[str, Any]) -> _Found:
    return _listed("accept", value) if data["kind"] == "match" else _fewer(("accept",), value)


def _required(value: Sequence[Any], data: Mapping[str, Any]) -> _Found:
    return _phrases("require", value) if data["kind"] == "statement" else _fewer(("require",), value)


def _severities(value: Any, _data: Mapping[str, Any]) -> _Found:
    if not isinstance(value, Mapping):
        return
    for one, other in combinations(value, 2):
        if value[one] != value[other]:
            swapped = {**value, one: value[other], other: value[one]}
            yield ("severity",), Change(0, _pair(value, one, other), _pair(swapped, one, other)), swapped


def _pair(value: Mapping[str, Any], one: str, other: str) -> str:
    return f"{one}: {value[one]}, {other}: {value[other]}"


_NESTED: Mapping[str, Callable[[Any, Mapping[str, Any]], _Found]] = {
    "applies_to": lambda value, _: _applies(value),
    "severity": _severities,
    "let": _lets,
    "foreach": _domains,
    "variants": _variants,
    "accept": _accepted,
    "require": _required,
    "forbid": lambda value, _: _phrases("forbid", value),
    "unless": lambda value, _: _phrases("unless", value),
    "partial": lambda value, _: _phrases("partial", value),
}


def _expression(path: Path, source: Any, *, is_condition: bool = False) -> _Found:
    try:
        node = parse(spelt(source))
    except ExpressionError:
        return
    opposite = expressions.negated(node) if is_condition else None
    for change, new in (*((opposite,) if opposite else ()), *expressions.variations(node)):
        yield path, change, written(new)


def _listed(key: str, value: Any) -> _Found:
    groups: dict[Path, Sequence[Any]] = {(key,): value} if not isinstance(value, Mapping) else {
        (key, name): each for name, each in value.items()
    }  # fmt: skip
    for path, items in groups.items():
        yield from _fewer(path, items)
        for index, each in enumerate(items):
            yield from _expression((*path, index), each)


def _phrases(key: str, value: Sequence[Any]) -> _Found:
    yield from _fewer((key,), value)
    for index, each in enumerate(value):
        if isinstance(each, str):
            for change, new in phrases.variations(each):
                yield (key, index), change, new


def _fewer(path: Path, items: Sequence[Any]) -> _Found:
    if len(items) > 1:
        for index, each in enumerate(items):
            yield (*path, index), Change(0, str(each)), _GONE


def _applies(value: Mapping[str, Any]) -> _Found:
    for key, given in value.items():
        path: Path = ("applies_to", key)
        yield path, Change(0, _told(key, given)), _GONE
        if key == "year":
            yield from ((path, Change(0, str(given), each), each) for each in _other_years(str(given)))
        elif isinstance(given, list):
            yield from _fewer(path, given)


def _other_years(written: str) -> Iterator[str]:
    for found in _YEARS.finditer(written):
        for by in (-1, 1):
            yield f"{written[: found.start()]}{int(found.group()) + by}{written[found.end() :]}"


def _used(data: Mapping[str, Any]) -> frozenset[str]:
    """
    The names of `let` that decide on verdicts and places, themselves or through others.
    """
    lets = data.get("let", {})
    waiting = [each for key, each in data.items() if key in _DECIDING]
    used = set[str]()
    while waiting:
        text = repr(waiting.pop())
        new = {name for name in lets.keys() - used if re.search(rf"\b{name}\b", text)}
        used |= new
        waiting += [lets[name] for name in sorted(new)]
    return frozenset(used)


_DECIDING = frozenset((*_EXPRESSIONS, *_LISTED, "accept", "variants"))


def _told(key: str, value: Any) -> str:
    if isinstance(value, list):
        return f"{key}: [{', '.join(map(str, value))}]"
    return f"{key}: {value}"


def _set(data: Any, path: Path, value: Any) -> Any:
    """
    The data with another value at `path`, or without it.
    """
    step, *rest = path
    if isinstance(data, Mapping):
        changed = dict(data)
        if rest or value is not _GONE:
            changed[str(step)] = _set(data[str(step)], tuple(rest), value) if rest else value
        else:
            del changed[str(step)]
        return changed
    items = list(data)
    if rest or value is not _GONE:
        items[int(step)] = _set(items[int(step)], tuple(rest), value) if rest else value
    else:
        del items[int(step)]
    return items
