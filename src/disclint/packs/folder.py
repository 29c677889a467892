"""
The folder of a pack, read whole: `pack.yaml`, `scopes.yaml`, `concepts/`, `editions/`, and rules named by their ids.

Refuses what leads out of it, what is too much for a pack, and rules that lie where they would be overlooked.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from hashlib import sha256
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from attrs import field, frozen

from disclint.errors import UsageError, system_words
from disclint.rules.documents import CONCEPTS, EDITIONS, GUARDS, HEAD, RULE_FILE

RULES = "rules"
_SUFFIX = ".yaml"
# More than twice what the pack that ships with disclint has.
_MOST_FILES = 2_000
_MOST_BYTES = 4_000_000
_MOST_ENTRIES = 20_000
_DEEPEST = 6
_OPENED: ContextVar[Mapping[Path, bytes]] = ContextVar("opened", default=MappingProxyType({}))


@frozen
class Folder:
    """
    The files of a pack by their paths below `root`, with `/`.
    """

    root: Path
    files: Mapping[str, bytes] = field(repr=False)

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """
        The SHA-256 of each file; line ends do not count, for version control changes them.
        """
        return {
            name: sha256(content.replace(b"\r\n", b"\n")).hexdigest()
            for name, content in sorted(self.files.items())
        }

    @cached_property
    def digest(self) -> str:
        """
        The SHA-256 of the whole pack: of a line `path digest` for each file.
        """
        lines = "".join(f"{name} {digest}\n" for name, digest in self.digests.items())
        return sha256(lines.encode()).hexdigest()

    def given(self) -> list[tuple[Path, bytes]]:
        """
        The files as a loader takes them.
        """
        return [(self.root / name, content) for name, content in self.files.items()]


@contextmanager
def opened(texts: Mapping[Path, bytes]) -> Iterator[None]:
    """
    While it lasts, files of packs hold what an editor has in their place; paths are absolute.
    """
    token = _OPENED.set(texts)
    try:
        yield
    finally:
        _OPENED.reset(token)


def read(root: Path) -> Folder:
    """
    The pack in a folder.  Raises UsageError if it is none, or leads out of the folder.
    """
    if not (root / HEAD).is_file():
        raise no_pack(root)
    files: dict[str, bytes] = {}
    total = 0
    for name in sorted(_names(root)):
        content = content_of(root, name)
        total += len(content)
        if len(files) == _MOST_FILES or total > _MOST_BYTES:
            raise _too_much(root / name)
        files[name] = content
    return Folder(root, files)


def no_pack(root: Path) -> UsageError:
    """
    The error for a folder that holds no pack.
    """
    if not root.is_dir():
        return UsageError(
            f"there is no folder '{root}'",
            "check the spelling and the current folder",
            root,
            zh=(f"没有文件夹“{root}”", "请核对名称和所在的文件夹"),
        )
    return UsageError(
        f"this is no rule pack: it has no {HEAD}",
        f"`disclint pack new {root.name}` begins one",
        root,
        zh=(f"这不是规则包：没有 {HEAD}", f"用 disclint pack new {root.name} 新建一个"),
    )


def _names(root: Path) -> Iterator[str]:
    seen = 0
    stack = [PurePosixPath()]
    while stack:
        here = stack.pop()
        for entry in sorted(_entries(root / here), key=lambda each: each.name):
            seen += 1
            if seen > _MOST_ENTRIES:
                raise _too_much(root / here)
            if entry.name.startswith("."):
                continue
            path = here / entry.name
            if _is_folder(root / path, entry):
                # A folder with a pack of its own is another pack.
                if _is_followed(root, path, entry) and not (root / path / HEAD).exists():
                    stack.append(path)
            elif _belongs(root, path):
                yield str(path)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError as error:
        raise _unreadable(folder, error) from error


def _is_folder(path: Path, entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError as error:
        raise _unreadable(path, error) from error


def _is_followed(root: Path, path: PurePosixPath, entry: os.DirEntry[str]) -> bool:
    if entry.is_symlink():
        raise _leads_out(root / path)
    if len(path.parts) <= _DEEPEST:
        return True
    raise UsageError(
        f"folders nest more than {_DEEPEST} deep",
        "put the rules less deep",
        root / path,
        zh=(f"文件夹层次超过 {_DEEPEST} 层", "减少层次"),
    )


def _belongs(root: Path, path: PurePosixPath) -> bool:
    name = path.name
    if str(path) in (HEAD, GUARDS) or RULE_FILE.match(name):
        return True
    if len(path.parts) == 2 and path.parts[0] in (CONCEPTS, EDITIONS) and name.endswith(_SUFFIX):
        return True
    if path.parts[0] in (RULES, CONCEPTS, EDITIONS) and name.lower().endswith((".yaml", ".yml")):
        # What would be overlooked is said, not skipped.
        raise UsageError(
            "this file is not called as files of a pack are",
            "call a rule's file like its id, such as rules/HOUSE-SIGNED.yaml; concepts/ and editions/ have no subfolders",
            root / path,
            zh=(
                "文件名不符合规则包的约定，不会被读取",
                "规则文件以规则编号命名，如 rules/HOUSE-SIGNED.yaml；concepts/、editions/ 下不再分文件夹",
            ),
        )
    return False


def content_of(root: Path, name: str) -> bytes:
    """
    What is in the file `name` of a pack.  Raises UsageError if it is a link out of the pack, or no file.
    """
    path = root / name
    try:
        if path.is_symlink() and not path.resolve().is_relative_to(root.resolve()):
            raise _leads_out(path)
        if not path.is_file():
            raise UsageError(
                "this is no file", "put the file itself here", path, zh=("这不是普通文件", "放入文件本身")
            )
        if (text := _OPENED.get().get(path.absolute())) is not None:
            return text
        with path.open("rb") as file:
            return file.read(_MOST_BYTES + 1)
    except (OSError, RuntimeError) as error:
        raise _unreadable(path, error) from error


def _leads_out(path: Path) -> UsageError:
    return UsageError(
        "this link leads out of the pack or to a folder",
        "put the files themselves into the pack",
        path,
        zh=("这个链接指向规则包之外，或者指向文件夹", "把文件本身放进规则包"),
    )


def _unreadable(path: Path, error: Exception) -> UsageError:
    why = (
        system_words(error)
        if isinstance(error, OSError)
        else {"zh": "链接指向自身", "en": "a link to itself"}
    )
    return UsageError(
        f"it cannot be read ({why['en']})",
        "check the permissions",
        path,
        zh=(f"读不了（{why['zh']}）", "请核对权限"),
    )


def _too_much(path: Path) -> UsageError:
    return UsageError(
        f"the pack has more than {_MOST_FILES:,} files or {_MOST_BYTES:,} bytes",
        "split it, and take out what is no rule",
        path,
        zh=(f"规则包超过 {_MOST_FILES:,} 个文件或 {_MOST_BYTES:,} 字节", "拆成几个，去掉不是规则的文件"),
    )
