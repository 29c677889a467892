"""
`disclint.lock`: which packs, in which versions, with which files, a pack was made with.

Whoever loads a pack beside its lock gets exactly these, or an error that says which file differs.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from disclint import schemas, yamlfile
from disclint.errors import UsageError
from disclint.packs import folder
from disclint.packs.layer import Layer
from disclint.rules.documents import HEAD
from disclint.yamlfile import Document

NAME = "disclint.lock"
VERSION = 1
# More names would be read by nobody.
_MOST_NAMED = 5


def written(layers: Sequence[Layer], beside: Path) -> str:
    """
    The lock of a chain of packs; places are told relative to the folder `beside`.
    """
    packs = [
        {
            "id": each.id,
            "version": each.version,
            "source": _source(each, beside),
            "sha256": each.folder.digest,
            "files": dict(each.folder.digests),
        }
        for each in layers
    ]
    return json.dumps({"version": VERSION, "packs": packs}, ensure_ascii=False, indent=1) + "\n"


def _source(layer: Layer, beside: Path) -> str:
    if layer.is_builtin:
        return "disclint"
    place, here = layer.root.resolve(), beside.resolve()
    if place.is_relative_to(here.parent):
        return (
            place.relative_to(here).as_posix()
            if place.is_relative_to(here)
            else f"../{place.relative_to(here.parent).as_posix()}"
        )
    return "installed"


def is_of_configuration(path: Path) -> bool:
    """
    Whether the lock at `path`, which may not be there, is one of a configuration, and none of a pack beside it.
    """
    return path.is_file() and not (path.parent / HEAD).is_file()


def ensure_whole(layers: Sequence[Layer], lock: Path) -> None:
    """
    Raise UsageError if a lock locks something else than these packs, or not all of them.
    """
    _ensure(layers, layers, lock)


def ensure_locked(layers: Sequence[Layer], locks: Iterable[Path]) -> None:
    """
    Raise UsageError if one of the files `locks` that exist locks something else than these packs.
    """
    for path in locks:
        if path.is_symlink() or path.exists():
            _ensure(layers, list(_reached(path.parent, layers)), path)


def _ensure(layers: Sequence[Layer], locked: Sequence[Layer], path: Path) -> None:
    by_id = {each.id: each for each in layers}
    document = yamlfile.load(folder.content_of(path.parent, path.name), path)
    schemas.validate(document, "lock")
    for index, given in enumerate(document.data["packs"]):
        layer = by_id.get(given["id"])
        if layer is None:
            raise _changed(
                document, f"{given['id']} is not used any more", f"已不再使用 {given['id']}", index, "id"
            )
        _ensure_same(document, index, given, layer)
    known = {each["id"] for each in document.data["packs"]}
    for layer in locked:
        if layer.id not in known:
            raise _changed(document, f"{layer.id} is not locked", f"没有锁定 {layer.id}")


def _reached(root: Path, layers: Sequence[Layer]) -> Iterator[Layer]:
    # What the pack beside the lock extends, and itself; other packs of the run are their own business.
    here = root.resolve()
    own = next((each for each in layers if each.root.resolve() == here), None)
    if own is not None:
        yield from (each for each in layers if each.id in own.ancestors or each is own)


def _ensure_same(document: Document, index: int, given: Mapping[str, Any], layer: Layer) -> None:
    if given["version"] != layer.version:
        raise _changed(
            document,
            f"{layer.id} {given['version']} is locked, but this is version {layer.version} ({layer.root})",
            f"锁定的是 {layer.id} {given['version']}，现在是 {layer.version}（{layer.root}）",
            index,
            "version",
        )
    if given["sha256"] == layer.folder.digest:
        return
    locked, found = given["files"], layer.folder.digests
    changed = [f"{name} differs" for name in locked if name in found and found[name] != locked[name]]
    gone = [f"{name} is gone" for name in locked if name not in found]
    new = [f"{name} is new" for name in found if name not in locked]
    differences = [*changed, *gone, *new]
    told = "; ".join(differences[:_MOST_NAMED]) + (" …" if len(differences) > _MOST_NAMED else "")
    zh = told.replace(" differs", " 内容不同").replace(" is gone", " 不见了").replace(" is new", " 是新增的")
    first = next((name for name in locked if found.get(name) != locked[name]), None)
    path = ("files", first) if first is not None else ("sha256",)
    raise _changed(
        document,
        f"{layer.id} {layer.version} ({layer.root}) is not what was locked: {told or 'the hash differs'}",
        f"{layer.id} {layer.version}（{layer.root}）与锁定的内容不同: {zh or '哈希不同'}",
        index,
        *path,
    )


def _changed(document: Document, problem: str, zh: str, *path: str | int) -> UsageError:
    at = ("packs", *path) if path else ("packs",)
    return document.error(
        problem,
        "put the pack back as it was; if the change is meant, run `disclint pack lock` again",
        *at,
        zh=(zh, "恢复原来的文件；确认改动无误后，重新运行 disclint pack lock"),
    )
