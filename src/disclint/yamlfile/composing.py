"""
YAML text as nodes, and nodes as plain data.

Apart from `disclint.yamlfile`, for what was read before needs no YAML, and importing it takes as long as reading much.
"""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from disclint.errors import UsageError
from disclint.yamlfile.unreadable import unreadable

_MOST_NODES = 50_000
_MOST_ALIASES = 100
_DEEPEST = 24

_STANDARD = "tag:yaml.org,2002:"
_SEQUENCE, _MAPPING, _STRING = f"{_STANDARD}seq", f"{_STANDARD}map", f"{_STANDARD}str"
# Neither tag nor quotes; what such a word means is told when it is built.
_PLAIN = f"{_STANDARD}plain"
# Those that say no more than the word itself.
_IDLE = frozenset((_PLAIN, *(f"{_STANDARD}{each}" for each in ("str", "int", "float", "bool", "null"))))
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\Z")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}\Z")
# YAML reads none that stand for themselves; escaped they would steer the terminal that shows a rule.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# They make what follows look as if it stood elsewhere, also to whoever reads the file.
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_EXAMPLES = "examples"
# They end a line to YAML and to no editor, so that all lines behind them would be told wrongly.
_ODD_ENDS = re.compile("[\x85\u2028\u2029]")
# A call of an expression without its end, which is what a comma leaves of one in `{…}` and `[…]`.
_BROKEN_CALL = re.compile(r"(?:[^\s()]+ )*[^\s()]*\b[a-z]+\([^()]*\Z", re.ASCII)
_NUMERIC = frozenset("+-0123456789")
_CONSTANTS = {
    "true": True,
    "false": False,
    "True": True,
    "False": False,
    "null": None,
    "~": None,
}


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


def composed(text: str) -> yaml.Node | None:
    """
    The nodes of the one document in a text; YAMLError or RecursionError if it is none.
    """
    root: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    return root


def loaded(text: str, whole: str, where: Path | None) -> Any:
    """
    The data in `text`, which is `whole` or the beginning of it.  Raises UsageError.
    """
    turned = _TURNS.search(text)
    if turned is not None:
        raise UsageError(
            f"the character U+{ord(turned[0]):04X} turns the direction of writing, so that text reads otherwise than it is",
            "delete it; editors may not show it", where, text.count("\n", 0, turned.start()) + 1,
            (f"有改变书写方向的字符 U+{ord(turned[0]):04X}，看到的文字和实际的不一样", "删去这个字符（编辑器里可能看不见，多是粘贴带来的）"),
        )  # fmt: skip
    odd = _ODD_ENDS.search(text)
    if odd is not None:
        raise UsageError(
            f"the character U+{ord(odd[0]):04X} ends a line, but editors do not show it so",
            "delete it, or begin a new line", where, text.count("\n", 0, odd.start()) + 1,
            (f"有编辑器里看不出来的换行字符 U+{ord(odd[0]):04X}", "删去这个字符（多是粘贴带来的），或者换成普通的换行"),
        )  # fmt: skip
    try:
        root = composed(text)
    except RecursionError as error:
        raise _too_deep(where, None) from error
    except yaml.MarkedYAMLError as error:
        line, remedy, zh = unreadable(text, error)
        said = error.problem or error.context
        raise UsageError(f"this is not YAML: {said}", remedy, where, line, zh) from error
    except yaml.YAMLError as error:
        line = whole[: getattr(error, "position", 0)].count("\n") + 1
        raise UsageError(
            f"this is not YAML: {error}", "remove control characters", where, line,
            ("这不是 YAML：有不能显示的控制字符", "删去这一行的控制字符（多是粘贴带来的）"),
        ) from error  # fmt: skip
    return None if root is None else _Builder(where).value(root, 0)


class _Builder:
    """
    Builds plain data from nodes and counts what it builds, for aliases can multiply it.
    """

    def __init__(self, where: Path | None) -> None:
        self.where = where
        self.nodes = 0
        self.aliases = 0
        self.collections: set[int] = set()
        # Reports that a rule is tried on may have what is found fault with; nothing else of a file may.
        self.in_examples = False

    def value(self, node: yaml.Node, depth: int) -> Any:
        self.nodes += 1
        if depth > _DEEPEST:
            raise _too_deep(self.where, node)
        if self.nodes > _MOST_NODES:
            raise self._refused(
                node,
                f"the file unfolds to more than {_MOST_NODES:,} values",
                "use fewer aliases",
                (f"文件展开后多于 {_MOST_NODES:,} 个值", "少用别名（*名称）"),
            )
        if isinstance(node, yaml.ScalarNode):
            self._ensure_visible(node)
            return node.value if node.tag == _STRING else self._scalar(node)
        self._count_alias(node)
        if isinstance(node, yaml.SequenceNode) and node.tag == _SEQUENCE:
            if node.flow_style:
                self._ensure_whole(node.value[:-1])
            return [self.value(each, depth + 1) for each in node.value]
        if isinstance(node, yaml.MappingNode) and node.tag == _MAPPING:
            return self._mapping(node, depth)
        raise self._tagged(node)

    def _mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Any]:
        built: dict[str, Any] = {}
        if node.flow_style:
            self._ensure_whole([value for _, value in node.value[:-1]])
        for key_node, value_node in node.value:
            key = self._key(key_node)
            if key in built:
                raise self._refused(
                    key_node, f"the key {key!r} is given twice", "keep one of the two",
                    (f"键“{key}”写了两次", "只留一个"),
                )  # fmt: skip
            outside, self.in_examples = self.in_examples, self.in_examples or key == _EXAMPLES
            built[key] = self.value(value_node, depth + 1)
            self.in_examples = outside
        return built

    def _key(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode) or node.tag not in _IDLE:
            raise self._refused(
                node, "a key is not a word", "use plain words as keys",
                ("键不是一个词", "键写成普通的词；花括号开头的文字要加引号"),
            )  # fmt: skip
        self._ensure_visible(node)
        key = node.value
        if not node.style and key[:1] in _NUMERIC and (_INTEGER.match(key) or _DECIMAL.match(key)):
            raise self._refused(
                node, f"the key {key} is a number", f'put it in quotes: "{key}"',
                (f"键 {key} 是数", f'加上引号："{key}"'),
            )  # fmt: skip
        return str(key)

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        if node.tag not in _IDLE:
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

    def _ensure_whole(self, nodes: list[yaml.Node]) -> None:
        for each in nodes:
            if isinstance(each, yaml.ScalarNode) and not each.style and _BROKEN_CALL.match(each.value):
                raise self._refused(
                    each, f"the comma after {each.value!r} ends the value here", "put the whole expression in quotes: 'max(1, 2)'",
                    (f"“{each.value}”后面的逗号在这里把一个值分成了两个", "给整个表达式加上引号，例如 'max(1, 2)'"),
                )  # fmt: skip

    def _ensure_visible(self, node: yaml.ScalarNode) -> None:
        turns = not self.in_examples and _TURNS.search(node.value)
        if node.style == '"' and (turns or _CONTROL.search(node.value)):
            raise self._refused(
                node, "there is a control character in this text", "take its escape out",
                ("文字里有不能显示的控制字符", "删去双引号里 \\e、\\0、\\u202E 这样的转义"),
            )  # fmt: skip

    def _count_alias(self, node: yaml.Node) -> None:
        if id(node) in self.collections:
            self.aliases += 1
        self.collections.add(id(node))
        if self.aliases > _MOST_ALIASES:
            raise self._refused(
                node,
                f"the file has more than {_MOST_ALIASES} aliases",
                "write the values out",
                (f"文件里的别名多于 {_MOST_ALIASES} 处", "直接写出这些值"),
            )

    def _tagged(self, node: yaml.Node) -> UsageError:
        tag = str(node.tag).removeprefix(_STANDARD)
        return self._refused(
            node, f"the tag {tag!r} is not allowed", "remove the tag",
            (f"不能使用标签“{tag}”", "删去它；文字以 ! 开头的要加引号"),
        )  # fmt: skip

    def _refused(self, node: yaml.Node, problem: str, remedy: str, zh: tuple[str, str]) -> UsageError:
        return UsageError(problem, remedy, self.where, node.start_mark.line + 1, zh)


def _too_deep(where: Path | None, node: yaml.Node | None) -> UsageError:
    line = None if node is None else node.start_mark.line + 1
    return UsageError(
        f"the file is nested more than {_DEEPEST} levels deep",
        "nest less deeply",
        where,
        line,
        (f"文件嵌套多于 {_DEEPEST} 层", "少套几层"),
    )


def child(node: yaml.Node, step: str | int) -> tuple[yaml.Node, int] | None:
    """
    The value under a key, or the item at an index, and the line of the key or the item; None if there is none.
    """
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return value, key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item = node.value[step]
        return item, item.start_mark.line + 1
    return None


def placed(text: str, node: yaml.Node, value: Any, at: int) -> tuple[int, int] | None:
    """
    The line and the column, from 1, of the character at `at`, from 0, of a value that `node` of the text writes.

    None if it writes another value, or writes it with escapes.
    """
    if not isinstance(node, yaml.ScalarNode) or node.value != value:
        return None
    offset = node.start_mark.index
    found = offset
    for number, char in enumerate(node.value):
        # Blanks may be line ends and indentation there; quotes and marks of blocks are passed over.
        if char.isspace():
            continue
        offset = text.find(char, offset, node.end_mark.index)
        if offset < 0:
            return None
        if number <= at:
            found = offset + at - number
        offset += 1
    return text.count("\n", 0, found) + 1, found - text.rfind("\n", 0, found)
