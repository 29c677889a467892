"""
Packs that come with installed Python packages: entry points of the group `disclint.packs`, which name a folder.

    [project.entry-points."disclint.packs"]
    zj-house = "zj_house_rules.pack"

Refuses to import anything: the value is a path with dots, looked up among the files that were installed.
"""

from collections.abc import Iterable
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING

from disclint.errors import UsageError
from disclint.rules.documents import HEAD

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "disclint.packs"


def names() -> tuple[str, ...]:
    """
    The packs that are installed.
    """
    return tuple(sorted({each.name for each in _entries()}))


def find(name: str) -> Path | None:
    """
    The folder of the installed pack called `name`, if there is one.  Raises UsageError if it holds none.
    """
    found = {_folder(each): each for each in _entries() if each.name == name}
    if not found:
        return None
    if len(found) > 1:
        owners = " and ".join(sorted(_owner(each) for each in found.values()))
        raise UsageError(
            f"the pack {name!r} is installed twice, by {owners}",
            "uninstall one of them",
            zh=(f"规则包“{name}”被装了两次: {owners}", "卸载其中一个"),
        )
    ((folder, entry),) = found.items()
    if folder is None:
        raise UsageError(
            f"the package {_owner(entry)} says that the pack {name!r} is in {entry.value!r}, but there is no {HEAD}",
            "ask its makers, or install it again",
            zh=(
                f"软件包 {_owner(entry)} 声称规则包“{name}”在 {entry.value}，但那里没有 {HEAD}",
                "重新安装，或联系制作者",
            ),
        )
    return folder


def _entries() -> "Iterable[EntryPoint]":
    from importlib.metadata import entry_points  # noqa: PLC0415 - slow to import, and most packs extend what ships

    return entry_points(group=GROUP)


def _owner(entry: "EntryPoint") -> str:
    return entry.dist.name if entry.dist is not None else "?"


def _folder(entry: "EntryPoint") -> Path | None:
    parts = entry.value.replace(":", ".").split(".")
    if not all(each.isidentifier() for each in parts) or entry.dist is None:
        return None
    base = Path(str(entry.dist.locate_file("")))
    # A package that is worked on is not where its metadata are; finding it runs nothing of it.
    spec = PathFinder.find_spec(parts[0])
    tops = [base / parts[0], *map(Path, (spec.submodule_search_locations or ()) if spec else ())]
    for top in tops:
        folder = top.joinpath(*parts[1:]).resolve()
        if (folder / HEAD).is_file() and folder.is_relative_to(top.resolve()):
            return folder
    return None
