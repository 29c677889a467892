"""
The files of a rule pack as they stand in the editor: which pack they are of, and what is wrong with it.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import frozen

from disclint.errors import UsageError
from disclint.packs import folder
from disclint.packs.kit import Kit
from disclint.rules.documents import CONCEPTS, EDITIONS, GUARDS, HEAD, RULE_FILE
from disclint.session import packs

_SUFFIX = ".yaml"
_DEEPEST = 6


@frozen(eq=False)
class PackState:
    """
    A pack as it stands: `kit` is None where it cannot be used.
    """

    root: Path
    problems: tuple[UsageError, ...]
    notes: tuple[UsageError, ...]
    kit: Kit | None


def root_of(path: Path | None) -> Path | None:
    """
    The folder of the pack that a file belongs to; None if it belongs to none.
    """
    if path is None or path.suffix != _SUFFIX:
        return None
    for at, each in enumerate(path.parents):
        if at > _DEEPEST:
            return None
        if (each / HEAD).is_file():
            return each if _belongs(path.relative_to(each)) else None
    return None


def _belongs(name: Path) -> bool:
    inside = len(name.parts) == 2 and name.parts[0] in (CONCEPTS, EDITIONS)
    return str(name) in (HEAD, GUARDS) or inside or RULE_FILE.match(name.name) is not None


def state(root: Path, texts: Mapping[Path, str], trust: Sequence[str] = ()) -> PackState:
    """
    The pack in a folder with the texts that are open in place of the files.
    """
    with folder.opened({path: text.encode(errors="replace") for path, text in texts.items()}):
        found = packs.check(str(root), trust)
    return PackState(root, found.problems, found.notes, found.kit)


def about(found: PackState, path: Path) -> tuple[list[UsageError], list[UsageError]]:
    """
    What is wrong with a file of a pack, and what may be.
    """
    mine = [each for each in found.problems if _is(each, path)]
    return mine, [each for each in found.notes if _is(each, path)]


def _is(error: UsageError, path: Path) -> bool:
    return error.where is not None and Path.cwd() / error.where == path
