"""
Another id for a rule of a pack: in its file and the file's name, in the rest of the pack, in configurations.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from lsprotocol.types import (
    OptionalVersionedTextDocumentIdentifier,
    RenameFile,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)

from disclint.errors import UsageError
from disclint.lsp.positions import Lines
from disclint.packs import folder
from disclint.packs.kit import Kit
from disclint.rules.documents import RULE_FILE
from disclint.session import config


def own(id: str, root: Path, kit: Kit) -> Path | None:
    """
    The file of a rule that is written in this pack; None of one that is inherited, or is none.
    """
    found = next((each.where for each in kit.pack.rules if each.id == id and each.where), None)
    where = None if found is None else found.absolute()
    return where if where is not None and where.is_relative_to(root.absolute()) else None


def renamed(
    old: str,
    new: str,
    root: Path,
    kit: Kit,
    texts: Mapping[Path, str],
    *,
    encoding: str,
    moves: bool,
) -> WorkspaceEdit:
    """
    The edits that call a rule `new`; with `moves` its file is renamed, too.

    Raises UsageError for what can be no id, is one already, or is a rule of another pack.
    """
    where = own(old, root, kit)
    if where is None:
        raise UsageError(
            f"'{old}' is no rule of this pack", "rename it where it is written",
            zh=(f"“{old}”不是这个规则包里的规则", "请在它所在的规则包里改名"),
        )  # fmt: skip
    if RULE_FILE.match(f"{new}.yaml") is None:
        raise UsageError(
            f"'{new}' can be no id", "use capital letters and hyphens, as HOUSE-SIGNED",
            zh=(f"“{new}”不能作规则编号", "用大写字母、数字和连字符，如 HOUSE-SIGNED"),
        )  # fmt: skip
    if any(each.id == new for each in kit.pack.rules):
        raise UsageError(
            f"there is a rule '{new}' already", "choose another id",
            zh=(f"已经有名为“{new}”的规则", "请换一个编号"),
        )  # fmt: skip
    changes: list[TextDocumentEdit | RenameFile] = [
        TextDocumentEdit(OptionalVersionedTextDocumentIdentifier(path.as_uri()), edits)
        for path, text in _files(root, texts)
        if (edits := list(_edits(old, new, Lines(text, encoding))))
    ]
    if moves:
        changes.append(RenameFile(where.as_uri(), where.with_name(f"{new}.yaml").as_uri()))
    return WorkspaceEdit(document_changes=changes)


def _edits(old: str, new: str, lines: Lines) -> Iterator[TextEdit]:
    whole = re.compile(rf"(?<![A-Za-z0-9-]){re.escape(old)}(?![A-Za-z0-9-])")
    for match in whole.finditer(lines.text):
        yield TextEdit(lines.range(match.start(), match.end()), new)


def _files(root: Path, texts: Mapping[Path, str]) -> Iterator[tuple[Path, str]]:
    for name, content in folder.read(root.absolute()).files.items():
        path = root.absolute() / name
        yield path, texts[path] if path in texts else content.decode("utf-8", "replace")
    for path in _configurations(root.absolute().parents, texts):
        try:
            yield path, texts[path] if path in texts else path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            # What cannot be read is said of it when it is used.
            continue


def _configurations(folders: Iterable[Path], texts: Mapping[Path, str]) -> list[Path]:
    above = [each / name for each in folders for name in (config.NAME, config.PROJECT)]
    open_ = [each for each in texts if each.name in (config.NAME, config.PROJECT)]
    return list(dict.fromkeys([*open_, *(each for each in above if _is_file(each))]))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
