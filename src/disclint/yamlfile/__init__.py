"""
YAML files as plain data that remembers its lines.

Refuses what a configuration never needs: tags, duplicate keys, alias bombs, huge or very deep files.
Only `true` and `false` are booleans; a day stays the string it was written as.
"""

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from attrs import field

from disclint import cache
from disclint.errors import UsageError
from disclint.source.light import light
from disclint.yamlfile import keeping

# The largest that ships has 14,000; composing this much takes a third of a second and 30 MB.
_LARGEST_FILE = 128_000
# What begins at the margin is a key, for one, and no comment.
_OUTERMOST = re.compile(r"^[^\s#]", re.MULTILINE)

NodePath = tuple[str | int, ...]


@light(eq=False, unsafe_hash=False)
class Document:
    """
    One YAML document: its data, the file it came from, and the line of each of its values.

    What stands under the key `later`, at the document's end, is not among the data unless `whole`.  `first` is what
    there is of the data without asking: all of them, or a mapping without what was kept apart (`yamlfile.several`).
    """

    first: Any
    # Hundreds of paths take a while to make.
    _where: Path | str | None
    # Left in the file until somebody asks.
    _text: str | None = field(default="", repr=False)
    # Where values stand that came from another place: the document and the path there, by the path here.
    _origins: "Mapping[NodePath, tuple[Document, NodePath]]" = field(factory=dict, repr=False)
    # Tells all of the data where `first` is not all.
    _whole: Callable[[], Any] | None = field(default=None, repr=False)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Document):
            return NotImplemented
        return str(self._where) == str(other._where) and bool(self.data == other.data)

    __hash__ = None  # type: ignore[assignment]  # what YAML says has none

    @cached_property
    def data(self) -> Any:
        """
        All that it says.
        """
        return self.first if self._whole is None else self._whole()

    @cached_property
    def where(self) -> Path | None:
        """
        Its file, if it has one.
        """
        return None if self._where is None else Path(self._where)

    @cached_property
    def text(self) -> str:
        """
        The document as it is written.
        """
        if self._text is not None or self.where is None:
            return self._text or ""
        return self.where.read_text(encoding="utf-8-sig", errors="replace")

    @cached_property
    def _root(self) -> Any:
        # Read again: few documents are asked, and the nodes of all of them would be many.
        from disclint.yamlfile.composing import composed  # noqa: PLC0415 - see there

        return composed(self.text)

    def line_of(self, path: NodePath) -> int | None:
        """
        The line, from 1, of the key or item at `path`; of its nearest ancestor if it is absent.
        """
        from disclint.yamlfile.composing import child  # noqa: PLC0415 - see there

        document, at = self.origin(path)
        node = document._root  # noqa: SLF001 - another of our own
        if node is None:
            return None
        line: int = node.start_mark.line + 1
        for step in at:
            found = child(node, step)
            if found is None:
                break
            node, line = found
        return line

    def place_of(self, path: NodePath, at: int) -> tuple[int, int] | None:
        """
        The line and the column, from 1, of the character at `at`, from 0, of the words at `path`.

        None if they do not stand in the file as they are among the data.
        """
        from disclint.yamlfile.composing import child, placed  # noqa: PLC0415 - see there

        document, steps = self.origin(path)
        node = document._root  # noqa: SLF001 - another of our own
        for step in steps:
            found = None if node is None else child(node, step)
            if found is None:
                return None
            node, _ = found
        return None if node is None else placed(document.text, node, self._value(path), at)

    def _value(self, path: NodePath) -> Any:
        data = self.data
        for step in path:
            data = data[step]
        return data

    def error(
        self,
        problem: str,
        remedy: str,
        *path: str | int,
        zh: tuple[str, str] | None = None,
        at: int | None = None,
    ) -> UsageError:
        """
        A `UsageError` that points at the value at `path`; `zh` are problem and remedy in Chinese.

        `at` is the character in the words at `path`, from 0, that it is about.
        """
        where, line = self.origin(path)[0].where, self.line_of(path)
        if at is None:
            return UsageError(problem, remedy, where, line, zh)
        place = self.place_of(path, at)
        if place is not None:
            return UsageError(problem, remedy, where, place[0], zh, place[1])
        words = str(self._value(path))
        if zh is not None:
            zh = (f"“{words}”第 {at + 1} 个字符: {zh[0]}", zh[1])
        return UsageError(f"column {at + 1} of {words!r}: {problem}", remedy, where, line, zh)

    @property
    def is_derived(self) -> bool:
        """
        Whether some of the data were written elsewhere than in the file.
        """
        return bool(self._origins)

    def origin(self, path: NodePath) -> "tuple[Document, NodePath]":
        """
        The document that the value at `path` was written in, and its path there.
        """
        for length in range(len(path), -1, -1) if self._origins else ():
            found = self._origins.get(path[:length])
            if found is not None:
                return found[0], (*found[1], *path[length:])
        return self, path

    def derived(self, data: Any, origins: "Mapping[NodePath, tuple[Document, NodePath]]") -> "Document":
        """
        A document with other data; `origins` says where values stand that are not where they were.
        """
        return Document(data, self._where, self._text, {**self._origins, **origins})

    def seated(self, home: "Document") -> "Document":
        """
        The same data as the content of `home`'s file; what was written elsewhere still stands there.
        """
        places: dict[NodePath, tuple[Document, NodePath]] = {(key,): self.origin((key,)) for key in self.data}
        inner = {path: place for path, place in self._origins.items() if path}
        return Document(self.data, home._where, home._text, {**places, **inner})  # noqa: SLF001 - another of our own

    def part(self, *path: str | int) -> "Document":
        """
        What stands at `path` as a document of its own.
        """
        data = self.data
        for step in path:
            data = data[step]
        return Document(data, self._where, self._text, {(): self.origin(path)})

    def whole(self) -> "Document":
        """
        The document with what was left for later.
        """
        read = load(self.text, self.where)
        return read.derived({**read.data, **self.data}, self._origins) if self._origins else read


def load(content: bytes | str, where: Path | None = None, later: str | None = None) -> Document:
    """
    The one document in `content`; a `UsageError` if it is not plain, small, well-formed YAML.
    """
    if len(content) > _LARGEST_FILE:
        raise UsageError(
            f"the file is larger than {_LARGEST_FILE:,} bytes",
            "split it into smaller files",
            where,
            _line_at(content, _LARGEST_FILE),
            (f"文件大于 {_LARGEST_FILE:,} 字节", "拆成几个小文件"),
        )
    try:
        text = content if isinstance(content, str) else content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = _line_at(content, error.start)
        raise UsageError(
            "the file is not UTF-8", "save it as UTF-8", where, line,
            ("文件不是 UTF-8 编码", "请用记事本等打开，另存为 UTF-8 编码"),
        ) from error  # fmt: skip
    return Document(_data(text, where, later), where, text)


def _data(text: str, where: Path | None, later: str | None) -> Any:
    read = _before(text, later) if later else text
    shelf = cache.shelf(keeping.SHELF)
    key = "" if shelf is None else keeping.key(read)
    stored = None if shelf is None else shelf.get(key)
    if stored is not None and (found := keeping.restored(stored)):
        return found[0]
    from disclint.yamlfile.composing import loaded  # noqa: PLC0415 - see there

    data = loaded(read, text, where)
    if shelf is not None:
        shelf.put(key, keeping.kept(data))
    return data


def _line_at(content: bytes | str, at: int) -> int:
    return (content[:at].count("\n") if isinstance(content, str) else content[:at].count(b"\n")) + 1


def _before(text: str, key: str) -> str:
    # Up to the last key of all, if this is it; what is nested stands further right.
    head, found, tail = text.rpartition(f"\n{key}:")
    return head if found and not _OUTERMOST.search(tail) else text
