"""
What differs between two packs: lines for people, data for programs.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from disclint.outputs import ink, jsontext
from disclint.outputs.view import View
from disclint.rules.differences import Change, Difference, Value
from disclint.rules.pack import Pack

VERSION = 1
_LONGEST = 60


def text(found: Difference, view: View) -> Iterator[str]:
    """
    A line for each rule, and below it one for each value that changed.
    """
    yield f"{found.old.id} {found.old.version} → {found.new.id} {found.new.version}\n"
    for sign, color, zh, en, rules in (
        ("+", ink.GREEN, "新增", "added", found.added),
        ("-", ink.RED, "没有了", "removed", found.removed),
        ("-", ink.RED, "停用", "off", found.disabled),
        ("+", ink.GREEN, "启用", "on", found.enabled),
    ):
        for each in rules:
            reason = f": {each.disabled}" if each.disabled else ""
            head = ink.paint(f"{sign} {view.pick(zh, en)}", color, color=view.color)
            yield f"{head}  {each.id}  {view.say(each.title)}{reason}\n"
    yield from _changes(found.changed, view)
    for sign, ids in (("+", found.concepts_added), ("-", found.concepts_removed)):
        for id in ids:
            yield f"{sign} {view.pick('概念', 'concept')}  {id}\n"
    yield from _changes(found.concepts_changed, view)
    if is_empty(found):
        yield view.pick("没有差别\n", "no difference\n")


def is_empty(found: Difference) -> bool:
    """
    Whether the two packs do the same.
    """
    parts = (found.added, found.removed, found.disabled, found.enabled, found.changed)
    return not any((*parts, found.concepts_added, found.concepts_removed, found.concepts_changed))


def _changes(changes: Iterable[Change], view: View) -> Iterator[str]:
    for each in changes:
        head = ink.paint(f"~ {view.pick('改动', 'changed')}", ink.YELLOW, color=view.color)
        yield f"{head}  {each.id}\n"
        for value in each.values:
            yield f"    {_line(value, view)}\n"


def _line(value: Value, view: View) -> str:
    if isinstance(value.old, list) and isinstance(value.new, list):
        more = [f"+ {_shown(each)}" for each in value.new if each not in value.old]
        less = [f"- {_shown(each)}" for each in value.old if each not in value.new]
        if more or less:
            return f"{value.key}: {'  '.join([*more, *less])}"
    nothing = view.pick("(无)", "(nothing)")
    old, new = (nothing if each is None else _shown(each) for each in (value.old, value.new))
    return f"{value.key}: {old} → {new}"


def _shown(value: Any) -> str:
    written = value if isinstance(value, str) else jsontext.dumps(value)
    return written if len(written) <= _LONGEST else f"{written[: _LONGEST - 1]}…"


def json(found: Difference, view: View) -> Iterator[str]:
    """
    One object; values are as they are written in the files.
    """
    data = {
        "version": VERSION,
        "from": _pack(found.old),
        "to": _pack(found.new),
        "added": [{"id": each.id, "title": view.say(each.title), "pack": each.pack} for each in found.added],
        "removed": [{"id": each.id, "title": view.say(each.title)} for each in found.removed],
        "disabled": [{"id": each.id, "reason": each.disabled} for each in found.disabled],
        "enabled": [{"id": each.id} for each in found.enabled],
        "changed": [_change(each) for each in found.changed],
        "concepts": {
            "added": list(found.concepts_added),
            "removed": list(found.concepts_removed),
            "changed": [_change(each) for each in found.concepts_changed],
        },
    }
    yield jsontext.spread(data, ascii_only=view.ascii_only) + "\n"


def _pack(pack: Pack) -> dict[str, Any]:
    return {"id": pack.id, "version": pack.version, "rules": len(pack.rules), "lineage": list(pack.lineage)}


def _change(change: Change) -> dict[str, Any]:
    return {
        "id": change.id,
        "keys": [{"key": each.key, "old": each.old, "new": each.new} for each in change.values],
    }


RULE_DIFFS: dict[str, Callable[[Difference, View], Iterator[str]]] = {"text": text, "json": json}
