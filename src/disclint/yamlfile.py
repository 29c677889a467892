"""
YAML files as plain data that remembers its lines.

Refuses what a configuration never needs: tags, duplicate keys, alias bombs, huge or very deep files.
Only `true` and `false` are booleans; a day stays the string it was written as.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from attrs import field, frozen

from disclint.errors import UsageError

# The largest that ships has 14,000; composing this much takes a third of a second and 30 MB.
_LARGEST_FILE = 128_000
_MOST_NODES = 50_000
_MOST_ALIASES = 100
_DEEPEST = 24

_STANDARD = "tag:yaml.org,2002:"
_SEQUENCE, _MAPPING, _STRING = f"{_STANDARD}seq", f"{_STANDARD}map", f"{_STANDARD}str"
# Neither tag nor quotes; what such a word means is told when it is built.
_PLAIN = f"{_STANDARD}plain"
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\Z")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}\Z")
# What begins at the margin is a key, for one, and no comment.
_OUTERMOST = re.compile(r"^[^\s#]", re.MULTILINE)
_NUMERIC = frozenset("+-0123456789")
_CONSTANTS = {
    "true": True,
    "false": False,
    "True": True,
    "False": False,
    "null": None,
    "~": None,
}

NodePath = tuple[str | int, ...]


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """
    Composes nodes, and tries no patterns of numbers and days on every word.
    """

    def resolve(self, kind: type[yaml.Node], _value: str, implicit: Any) -> str:
        if kind is yaml.ScalarNode:
            return _PLAIN if implicit[0] else _STRING
        return _SEQUENCE if kind is yaml.SequenceNode else _MAPPING

    def descend_resolver(self, _node: yaml.Node, _index: Any) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


@frozen
class Document:
    """
    One YAML document: its data, the file it came from, and the line of each of its values.

    What stands under the key `later`, at the document's end, is not among the data unless `whole`.
    """

    data: Any
    where: Path | None
    _text: str = field(default="", repr=False, eq=False)
    # Where values stand that came from another place: the document and the path there, by the path here.
    _origins: "Mapping[NodePath, tuple[Document, NodePath]]" = field(factory=dict, repr=False, eq=False)

    @cached_property
    def _root(self) -> yaml.Node | None:
        # Read again: few documents are asked, and the nodes of all of them would be many.
        root: yaml.Node | None = yaml.compose(self._text, Loader=_Loader)
        return root

    def line_of(self, path: NodePath) -> int | None:
        """
        The line, from 1, of the key or item at `path`; of its nearest ancestor if it is absent.
        """
        document, at = self.origin(path)
        node = document._root  # noqa: SLF001 - another of our own
        if node is None:
            return None
        line = node.start_mark.line + 1
        for step in at:
            found = _child(node, step)
            if found is None:
                break
            node, line = found
        return line

    def error(
        self, problem: str, remedy: str, *path: str | int, zh: tuple[str, str] | None = None
    ) -> UsageError:
        """
        A `UsageError` that points at the value at `path`; `zh` are problem and remedy in Chinese.
        """
        return UsageError(problem, remedy, self.origin(path)[0].where, self.line_of(path), zh)

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
        return Document(data, self.where, self._text, {**self._origins, **origins})

    def seated(self, home: "Document") -> "Document":
        """
        The same data as the content of `home`'s file; what was written elsewhere still stands there.
        """
        places: dict[NodePath, tuple[Document, NodePath]] = {(key,): self.origin((key,)) for key in self.data}
        inner = {path: place for path, place in self._origins.items() if path}
        return Document(self.data, home.where, home._text, {**places, **inner})  # noqa: SLF001 - another of our own

    def part(self, *path: str | int) -> "Document":
        """
        What stands at `path` as a document of its own.
        """
        data = self.data
        for step in path:
            data = data[step]
        return Document(data, self.where, self._text, {(): self.origin(path)})

    def whole(self) -> "Document":
        """
        The document with what was left for later.
        """
        read = load(self._text, self.where)
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
            _line(content, _LARGEST_FILE),
        )
    try:
        text = content if isinstance(content, str) else content.decode("utf-8-sig")
        root = yaml.compose(_before(text, later) if later else text, Loader=_Loader)
    except UnicodeDecodeError as error:
        line = _line(content, error.start)
        raise UsageError("the file is not UTF-8", "save it as UTF-8", where, line) from error
    except RecursionError as error:
        raise _too_deep(where, None) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise UsageError(
            f"this is not YAML: {error.problem or error.context}",
            "correct the indentation, quotes or brackets around this line",
            where,
            None if mark is None else mark.line + 1,
        ) from error
    except yaml.YAMLError as error:
        line = _line(text, getattr(error, "position", 0))
        raise UsageError(f"this is not YAML: {error}", "remove control characters", where, line) from error
    return Document(None if root is None else _Builder(where).value(root, 0), where, text)


def _line(content: bytes | str, at: int) -> int:
    return (content[:at].count("\n") if isinstance(content, str) else content[:at].count(b"\n")) + 1


def _before(text: str, key: str) -> str:
    # Up to the last key of all, if this is it; what is nested stands further right.
    head, found, tail = text.rpartition(f"\n{key}:")
    return head if found and not _OUTERMOST.search(tail) else text


class _Builder:
    """
    Builds plain data from nodes and counts what it builds, for aliases can multiply it.
    """

    def __init__(self, where: Path | None) -> None:
        self.where = where
        self.nodes = 0
        self.aliases = 0
        self.collections: set[int] = set()

    def value(self, node: yaml.Node, depth: int) -> Any:
        self.nodes += 1
        if depth > _DEEPEST:
            raise _too_deep(self.where, node)
        if self.nodes > _MOST_NODES:
            raise self._refused(
                node,
                f"the file unfolds to more than {_MOST_NODES:,} values",
                "use fewer aliases",
            )
        if isinstance(node, yaml.ScalarNode):
            return node.value if node.tag == _STRING else self._scalar(node)
        self._count_alias(node)
        if isinstance(node, yaml.SequenceNode) and node.tag == _SEQUENCE:
            return [self.value(each, depth + 1) for each in node.value]
        if isinstance(node, yaml.MappingNode) and node.tag == _MAPPING:
            return self._mapping(node, depth)
        raise self._tagged(node)

    def _mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node)
            if key in built:
                raise self._refused(key_node, f"the key {key!r} is given twice", "keep one of the two")
            built[key] = self.value(value_node, depth + 1)
        return built

    def _key(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode) or not node.tag.startswith(_STANDARD):
            raise self._refused(node, "a key is not a word", "use plain words as keys")
        key = node.value
        if not node.style and key[:1] in _NUMERIC and (_INTEGER.match(key) or _DECIMAL.match(key)):
            raise self._refused(node, f"the key {key} is a number", f'put it in quotes: "{key}"')
        return str(key)

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        if not node.tag.startswith(_STANDARD) or node.tag.endswith(":binary"):
            raise self._tagged(node)
        written = node.value
        if node.style or node.tag == _STRING:
            return written
        if written in _CONSTANTS:
            return _CONSTANTS[written]
        if written[:1] in _NUMERIC:
            if _INTEGER.match(written):
                return int(written)
            if _DECIMAL.match(written):
                return Decimal(written)
        return written or None

    def _count_alias(self, node: yaml.Node) -> None:
        if id(node) in self.collections:
            self.aliases += 1
        self.collections.add(id(node))
        if self.aliases > _MOST_ALIASES:
            raise self._refused(
                node,
                f"the file has more than {_MOST_ALIASES} aliases",
                "write the values out",
            )

    def _tagged(self, node: yaml.Node) -> UsageError:
        tag = str(node.tag).removeprefix(_STANDARD)
        return self._refused(node, f"the tag {tag!r} is not allowed", "remove the tag")

    def _refused(self, node: yaml.Node, problem: str, remedy: str) -> UsageError:
        return UsageError(problem, remedy, self.where, node.start_mark.line + 1)


def _too_deep(where: Path | None, node: yaml.Node | None) -> UsageError:
    line = None if node is None else node.start_mark.line + 1
    return UsageError(
        f"the file is nested more than {_DEEPEST} levels deep",
        "nest less deeply",
        where,
        line,
    )


def _child(node: yaml.Node, step: str | int) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return value, key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item = node.value[step]
        return item, item.start_mark.line + 1
    return None
