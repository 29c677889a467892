"""
What a pack extends, and what that extends: all of them in an order in which each comes after those it extends.

Packs not found, of another version or content than asked for, or in a circle, are errors at the line that names them.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import define, evolve, field

from disclint import schemas, yamlfile
from disclint.errors import UsageError, did_you_mean
from disclint.packs import fitting, folder, installed
from disclint.packs.layer import Builtin, Layer, two_of_one_id
from disclint.rules.documents import HEAD
from disclint.yamlfile import Document

_MOST = 16


def layers(references: Iterable[str], builtin: Builtin) -> tuple[Layer, ...]:
    """
    The packs that these ids and folders stand for, with all that they extend.

    A reference is the id of a pack that ships with disclint or is installed, or a folder, relative to the current
    one.  Raises UsageError.
    """
    chain = _Chain(builtin)
    roots = [root(each, Path(), builtin) for each in references]
    for each in dict.fromkeys(roots):
        chain.know(each)
    for each in dict.fromkeys(roots):
        chain.visit(each, (), None)
    return tuple(chain.found.values())


def joined(chains: Iterable[Sequence[Layer]]) -> tuple[Layer, ...]:
    """
    Several chains as one; UsageError for two packs with one id.
    """
    found: dict[str, Layer] = {}
    for layer in (each for chain in chains for each in chain):
        known = found.setdefault(layer.id, layer)
        if known.digest != layer.digest:
            raise two_of_one_id(known, layer)
    return tuple(found.values())


def is_path(reference: str) -> bool:
    """
    Whether a reference is a folder, and no id.
    """
    return "/" in reference or "\\" in reference or reference.startswith(".") or Path(reference).is_dir()


def root(reference: str, beside: Path, builtin: Builtin) -> Path:
    """
    The folder of the pack that a reference, relative to `beside`, stands for.  Raises UsageError for a name of none.
    """
    path = beside / reference
    if is_path(reference) or path.is_dir():
        return path
    if reference == builtin.id:
        return builtin.root
    found = installed.find(reference)
    if found is not None:
        return found
    known = [builtin.id, *installed.names()]
    raise UsageError(
        f"there is no rule pack or folder {reference!r}",
        f"give its folder; {did_you_mean(reference, known)}",
        zh=(f"没有名为“{reference}”的规则包或文件夹", f"写出它所在的文件夹，或者: {'、'.join(known)}"),
    )


@define
class _Chain:
    """
    The packs found so far, by id.
    """

    builtin: Builtin
    found: dict[str, Layer] = field(factory=dict)
    # Packs that were given by their folders, by id.
    given: dict[str, Path] = field(factory=dict)
    heads: dict[Path, Layer] = field(factory=dict)

    def know(self, root: Path) -> None:
        """
        Take note of a pack that others may extend by its id.
        """
        layer = self._layer(root)
        other = self.given.setdefault(layer.id, root)
        if other.resolve() != root.resolve() and self._layer(other).digest != layer.digest:
            raise two_of_one_id(self._layer(other), layer)

    def visit(self, root: Path, path: tuple[Layer, ...], asked: tuple[Document, int] | None) -> Layer:
        """
        The pack in a folder, with all that it extends before it.
        """
        layer = self._layer(root)
        known = self.found.get(layer.id)
        if known is not None:
            if known.digest != layer.digest:
                raise two_of_one_id(known, layer)
            return known
        if any(each.id == layer.id for each in path) or len(path) > _MOST:
            way = " → ".join(each.id for each in (*path, layer))
            raise _circle(way, asked)
        ancestors = set[str]()
        for index, given in enumerate(layer.head.data.get("extends", ()) if layer.head else ()):
            parent = self._parent(layer, index, given, (*path, layer))
            ancestors |= {parent.id} | parent.ancestors
        made = evolve(layer, ancestors=frozenset(ancestors))
        self.found[layer.id] = made
        return made

    def _parent(self, layer: Layer, index: int, given: Mapping[str, Any], path: tuple[Layer, ...]) -> Layer:
        head = layer.head
        if head is None:
            raise folder.no_pack(layer.root)
        root = self._path(layer, head, index, given)
        if not os.path.isfile(root / HEAD):  # noqa: PTH113 - that of a path fails on a name that is too long
            key = "path" if "path" in given else "pack"
            raise head.error(
                f"there is no pack in '{root}'", "correct the path", "extends", index, key,
                zh=(f"“{root}”里没有规则包", "改正路径"),
            )  # fmt: skip
        parent = self.visit(root, path, (head, index))
        fitting.ensure_fit(head, index, given, parent)
        return parent

    def _path(self, layer: Layer, head: Document, index: int, given: Mapping[str, Any]) -> Path:
        if "path" in given:
            return fitting.within(layer, head, index, str(given["path"]))
        id = str(given["pack"])
        if id in self.given and id != layer.id:
            return self.given[id]
        if id == self.builtin.id:
            return self.builtin.root
        found = installed.find(id)
        if found is None:
            known = [self.builtin.id, *installed.names(), *(each for each in self.given if each != layer.id)]
            raise head.error(
                f"there is no pack {id!r}",
                f"{did_you_mean(id, known)} or write `path:`, or install the package that has it",
                "extends", index, "pack",
                zh=(f"没有名为“{id}”的规则包", f"可以用: {'、'.join(known)}；或者写 path:，或者安装含有它的软件包"),
            )  # fmt: skip
        return found

    def _layer(self, root: Path) -> Layer:
        place = root.resolve()
        if place not in self.heads:
            self.heads[place] = self._read(root)
        return self.heads[place]

    def _read(self, root: Path) -> Layer:
        if root.resolve() == self.builtin.root.resolve():
            return Layer(self.builtin.id, self.builtin.version, self.builtin.root, is_builtin=True)
        found = folder.read(root)
        head = yamlfile.load(found.files[HEAD], root / HEAD)
        schemas.validate(head, "pack")
        about = head.data["pack"]
        return Layer(about["id"], about["version"], root, head=head, folder=found)


def _circle(way: str, asked: tuple[Document, int] | None) -> UsageError:
    problem, remedy = (
        f"packs extend one another in a circle, or too deep: {way}",
        "take out one of these `extends:`",
    )
    zh = (f"规则包循环继承或层次太多: {way}", "去掉其中一处 extends")
    if asked is None:
        return UsageError(problem, remedy, zh=zh)
    head, index = asked
    return head.error(problem, remedy, "extends", index, zh=zh)
