"""
Changes to a file, laid over it: scalars and lists replace, mappings merge, `key+` appends, `key-` removes.

Refuses to know what the keys mean, but for the few that may be written in a short and a long form.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import define, field, frozen

from disclint.errors import did_you_mean
from disclint.yamlfile import Document, NodePath

APPEND, REMOVE = "+", "-"
# A rule that says this key is made of a template, and these keys are not the template's.
_MADE_BY, _ASIDE = "use", ("with", "params")
# By these an element of a list is known that is a mapping itself.
_NAMES = ("id", "name", "ref")


@frozen
class Change:
    """
    One value that was changed: its path without `+` and `-`, and what was done with it.

    `sign` is `+`, `-` or empty where the value was replaced; `at` is where that is written, `was` the value before.
    """

    path: NodePath
    sign: str
    value: Any
    at: tuple[Document, NodePath] = field(eq=False, repr=False)
    was: Any = field(default=None, eq=False, repr=False)


def merged(base: Document, changes: Document) -> tuple[Document, tuple[Change, ...]]:
    """
    The document with `changes` laid over it, and what that changed.

    Raises UsageError for a `key-` that removes what is not there.
    """
    work = _Work(base, changes)
    data = work.mapping(base.data, changes.data, (), ())
    return base.derived(data, work.origins), tuple(work.changes)


@define
class _Work:
    """
    What is gathered while two documents are joined.
    """

    base: Document
    given: Document
    origins: dict[NodePath, tuple[Document, NodePath]] = field(factory=dict)
    changes: list[Change] = field(factory=list)

    def mapping(
        self, old: Mapping[str, Any], new: Mapping[str, Any], path: NodePath, at: NodePath
    ) -> dict[str, Any]:
        """
        A mapping with another laid over it.
        """
        joined = dict(old)
        for key, value in new.items():
            name, sign = _split(key)
            here, there = (*path, name), (*at, key)
            if sign and name in new:
                raise self.given.error(
                    f"both {name!r} and {key!r} are given",
                    "keep one of the two",
                    *there,
                    zh=(f"“{name}”和“{key}”同时出现", "只保留其中一个"),
                )
            if sign and name not in joined and self._is_of_template(here):
                # The list is the template's, and known only when that is filled in: until then the sign stays.
                joined[key] = self._kept_back(joined.get(key), value, sign, here, there)
            elif sign == APPEND:
                joined[name] = self._appended(joined.get(name), value, here, there)
            elif sign == REMOVE:
                joined[name] = self._without(joined.get(name), value, here, there)
            else:
                joined[name] = self._replaced(joined.get(name), value, here, there)
                for each in (APPEND, REMOVE):
                    joined.pop(f"{name}{each}", None)
        return joined

    def _is_of_template(self, path: NodePath) -> bool:
        return _MADE_BY in self.base.data and path[0] not in _ASIDE

    def _kept_back(self, old: Any, value: Any, sign: str, path: NodePath, at: NodePath) -> Any:
        """
        What a list or a mapping of the template gains or loses, after what it does so already.
        """
        self.changes.append(Change(path, sign, value, self.given.origin(at)))
        key = (*path[:-1], f"{path[-1]}{sign}")
        self.origins[key] = self.given.origin(at)
        if old is None:
            return value
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            return {**old, **value}
        kept = old if isinstance(old, list) else [old]
        added = value if isinstance(value, list) else [value]
        for index in range(len(added)):
            step = (index,) if isinstance(value, list) else ()
            self.origins[*key, len(kept) + index] = self.given.origin((*at, *step))
        return [*kept, *added]

    def _replaced(self, old: Any, value: Any, path: NodePath, at: NodePath) -> Any:
        old = _long(path, old, value)
        if isinstance(old, Mapping) and _is_parameter(path, old, value):
            # A parameter is set by giving its value.
            self._note(Change((*path, "default"), "", value, self.given.origin(at)))
            return {**old, "default": value}
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            return self.mapping(old, value, path, at)
        self._note(Change(path, "", value, self.given.origin(at), old))
        return value

    def _appended(self, old: Any, value: Any, path: NodePath, at: NodePath) -> Any:
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            return self.mapping(old, value, path, at)
        kept = self._listed(old, path, at)
        if old is None:
            self.origins[path] = self.given.origin(at)
        added = value if isinstance(value, list) else [value]
        for index in range(len(added)):
            step = (index,) if isinstance(value, list) else ()
            self.origins[*path, len(kept) + index] = self.given.origin((*at, *step))
        self.changes.append(Change(path, APPEND, value, self.given.origin(at)))
        return [*kept, *added]

    def _without(self, old: Any, value: Any, path: NodePath, at: NodePath) -> Any:
        gone = value if isinstance(value, list) else [value]
        kept: Any = dict(old) if isinstance(old, Mapping) else list(self._listed(old, path, at))
        places = list(range(len(kept)))
        for index, each in enumerate(gone):
            found = _index(kept, each)
            if found is None:
                there = (*at, index) if isinstance(value, list) else at
                raise self._not_there(each, kept, there)
            if isinstance(kept, dict):
                del kept[found]
            else:
                del kept[found], places[found]
        if isinstance(kept, list):
            before = {place: self.base.origin((*path, place)) for place in places}
            self.origins |= {(*path, now): before[place] for now, place in enumerate(places)}
        self.changes.append(Change(path, REMOVE, value, self.given.origin(at)))
        return kept

    def _listed(self, old: Any, path: NodePath, at: NodePath) -> Sequence[Any]:
        if old is None or isinstance(old, list):
            return old or []
        key = path[-1]
        raise self.given.error(
            f"{key!r} is no list",
            f"write `{key}:` to replace it",
            *at,
            zh=(f"“{key}”不是列表", f"要替换它，请写 {key}:"),
        )

    def _not_there(self, each: Any, kept: Any, at: NodePath) -> Exception:
        known = [str(name) for name in (kept if isinstance(kept, dict) else map(_name, kept))]
        remedy = did_you_mean(str(_name(each)), known)
        shown = _name(each)
        return self.given.error(
            f"{shown!r} cannot be removed: it is not there",
            remedy,
            *at,
            zh=(f"要去掉的“{shown}”本来就没有", f"现有: {'、'.join(known) or '(空)'}"),
        )

    def _note(self, change: Change) -> None:
        self.origins[change.path] = change.at
        self.changes.append(change)


def _split(key: str) -> tuple[str, str]:
    return (key[:-1], key[-1]) if len(key) > 1 and key[-1] in (APPEND, REMOVE) else (key, "")


def _index(kept: Any, wanted: Any) -> Any:
    if isinstance(kept, dict):
        return wanted if isinstance(wanted, str) and wanted in kept else None
    places = range(len(kept))
    exact = next((at for at in places if kept[at] == wanted), None)
    return exact if exact is not None else next((at for at in places if _name(kept[at]) == wanted), None)


def _name(element: Any) -> Any:
    if isinstance(element, Mapping):
        return next((element[key] for key in _NAMES if key in element), element)
    return element


def _long(path: NodePath, old: Any, new: Any) -> Any:
    """
    The old value in the long form, where the new one is in it.
    """
    if path == ("severity",) and isinstance(old, str) and isinstance(new, Mapping):
        return {"fail": old}
    if path != ("message",) or not isinstance(old, Mapping) or not isinstance(new, Mapping):
        return old
    is_plain, was_plain = {"zh", "en"} & new.keys(), {"zh", "en"} & old.keys()
    if was_plain and not is_plain:
        return {"fail": old}
    return None if is_plain and not was_plain else old


def _is_parameter(path: NodePath, old: Mapping[str, Any], new: Any) -> bool:
    return len(path) == 2 and path[0] == "params" and "type" in old and not isinstance(new, Mapping)


def touched(changes: Sequence[Change]) -> Iterator[str]:
    """
    The keys of the file that changes are about.
    """
    yield from dict.fromkeys(str(each.path[0]) for each in changes)
