"""
Whether a pack is the one that an entry of `extends` asks for: its place, its version, its content.

Each error stands at the entry, which is the one at `index`.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from disclint.packs.layer import Layer
from disclint.yamlfile import Document


def within(layer: Layer, head: Document, index: int, written: str) -> Path:
    """
    The folder that `path:` leads to: inside the pack, or a neighbour; what lies further up is none of its business.
    """
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


def ensure_fit(head: Document, index: int, given: Mapping[str, Any], parent: Layer) -> None:
    """
    Raise UsageError if a pack that was found is not of the version, or not of the content, that was asked for.
    """
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
