"""
Packs before they are loaded, as values: where each lies, what it is called, which packs it extends.

Refuses to look for packs: `disclint.packs.chain` does.
"""

from functools import cached_property
from pathlib import Path

from attrs import field, frozen

from disclint.errors import UsageError
from disclint.packs import folder
from disclint.packs.folder import Folder
from disclint.rules.documents import HEAD
from disclint.yamlfile import Document


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


def two_of_one_id(one: Layer, other: Layer) -> UsageError:
    """
    The error about two packs with one id.
    """
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
