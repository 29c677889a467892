"""
What a pack extends, and what that extends: all of them in an order in which each comes after those it extends.

Packs not found, of another version or content than asked for, or in a circle, are errors at the line that names them.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from attrs import define, evolve, field, frozen

from disclint import schemas, yamlfile
from disclint.errors import UsageError, did_you_mean
from disclint.packs import folder, installed
from disclint.packs.folder import Folder
from disclint.rules.documents import HEAD
from disclint.yamlfile import Document

_MOST = 16


@frozen
class Builtin:
    """
    The pack that ships with disclint; its files are read only if someone asks for them.
    """

    id: str
    version: str
    root: Path


@frozen(eq=False)
class Layer:
    """
    One pack of a chain, and the ids of all packs that it extends.
    """

    id: str
    version: str
    root: Path
    ancestors: frozenset[str] = frozenset()
    is_builtin: bool = False
    head: Document | None = field(default=None, repr=False)
    _folder: Folder | None = field(default=None, repr=False)

    @cached_property
    def folder(self) -> Folder:
        """
        Its files.
        """
        return self._folder or folder.read(self.root)

    @property
    def digest(self) -> str:
        """
        What tells its content from any other.
        """
        return f"{self.id} {self.version}" if self.is_builtin else self.folder.digest


@frozen
class Configured:
    """
    The folders of the packs that a configuration names; the file `lock`, if it is there, locks them.
    """

    roots: tuple[Path, ...]
    lock: Path


def layers(references: Iterable[str], builtin: Builtin, *, beside: Path | None = None) -> tuple[Layer, ...]:
    """
    The packs that these ids and folders stand for, with all that they extend.

    A reference is the id of a pack that ships with disclint or is installed, or a folder, relative to `beside`
    or else to the current one.  Raises UsageError.
    """
    chain = _Chain(builtin)
    roots = [root(each, beside, builtin) for each in references]
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
            raise _two_of_one_id(known, layer)
    return tuple(found.values())


def is_path(reference: str) -> bool:
    """
    Whether a reference is a folder, and no id.
    """
    return "/" in reference or "\\" in reference or reference.startswith(".") or Path(reference).is_dir()


def root(reference: str, beside: Path | None, builtin: Builtin) -> Path:
    """
    The folder of the pack that a reference stands for.  Raises UsageError for a name of none.
    """
    path = (beside or Path()) / reference
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
            raise _two_of_one_id(self._layer(other), layer)

    def visit(self, root: Path, path: tuple[Layer, ...], asked: tuple[Document, int] | None) -> Layer:
        """
        The pack in a folder, with all that it extends before it.
        """
        layer = self._layer(root)
        known = self.found.get(layer.id)
        if known is not None:
            if known.digest != layer.digest:
                raise _two_of_one_id(known, layer)
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
        _ensure_fit(head, index, given, parent)
        return parent

    def _path(self, layer: Layer, head: Document, index: int, given: Mapping[str, Any]) -> Path:
        if "path" in given:
            return _within(layer, head, index, str(given["path"]))
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


def _within(layer: Layer, head: Document, index: int, written: str) -> Path:
    # Inside the pack, or a neighbour; what lies further up is none of its business.
    path = (layer.root / written).resolve()
    around = layer.root.resolve().parent
    is_inside = path.is_relative_to(layer.root.resolve())
    if Path(written).is_absolute() or not (is_inside or path.parent == around):
        raise head.error(
            f"the path {written!r} leads out of the pack",
            "put that pack inside this one or beside it (../NAME), or give both with --pack and write `pack:`",
            "extends", index, "path",
            zh=(
                f"路径“{written}”指向规则包之外",
                "把那个规则包放在本规则包里面或旁边（../名称），或者用 --pack 同时给出两个，这里写 pack: 编号",
            ),
        )  # fmt: skip
    # Without `..` in it, where that leads to the same.
    plain = Path(os.path.normpath(layer.root / written))
    return plain if plain.resolve() == path else path


def _ensure_fit(head: Document, index: int, given: Mapping[str, Any], parent: Layer) -> None:
    wanted = given.get("version")
    if wanted is not None and not _fits(head, index, str(wanted), parent.version):
        raise head.error(
            f"{parent.id} is version {parent.version}, not {wanted}",
            "install a version in this range, or widen it",
            "extends", index, "version",
            zh=(f"{parent.id} 的版本是 {parent.version}，不在 {wanted} 范围内", "安装范围内的版本，或者放宽范围"),
        )  # fmt: skip
    if "sha256" in given and given["sha256"] != parent.folder.digest:
        raise head.error(
            f"the content of {parent.id} {parent.version} is not the one that was meant: its sha256 is {parent.folder.digest}",
            "get the pack that was meant, or write the new hash",
            "extends", index, "sha256",
            zh=(
                f"{parent.id} {parent.version} 的内容与所写的哈希不符，实际为 {parent.folder.digest}",
                "换回原来的规则包，或者核对后写上新的哈希",
            ),
        )  # fmt: skip


def _fits(head: Document, index: int, wanted: str, version: str) -> bool:
    # Only packs that ask for versions need it.
    from packaging.specifiers import InvalidSpecifier, SpecifierSet  # noqa: PLC0415

    try:
        return SpecifierSet(wanted).contains(version, prereleases=True)
    except InvalidSpecifier as error:
        raise head.error(
            f"{wanted!r} is no range of versions",
            "write ~=1.0, >=1.2,<2 or ==1.0.0",
            "extends", index, "version",
            zh=(f"“{wanted}”不是版本范围", "写成 ~=1.0、>=1.2,<2 或 ==1.0.0"),
        ) from error  # fmt: skip


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


def _two_of_one_id(one: Layer, other: Layer) -> UsageError:
    return UsageError(
        f"two packs are called {one.id!r}: {one.root} ({one.version}) and {other.root} ({other.version})",
        "use one of them, or give one another id",
        other.root / HEAD,
        1,
        zh=(
            f"有两个规则包都叫“{one.id}”: {one.root}（{one.version}）和 {other.root}（{other.version}）",
            "只用其中一个，或者改其中一个的 id",
        ),
    )
