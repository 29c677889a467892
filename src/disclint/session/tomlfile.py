"""
TOML files as plain data that remembers its lines.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import Any

from attrs import field, frozen

from disclint.errors import UsageError

KeyPath = tuple[str | int, ...]

_LARGEST = 1_000_000
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)\Z")
_HEADER = re.compile(r"\s*(\[\[?)\s*(.*?)\s*\]\]?\s*(?:#.*)?\Z")
_KEY_PART = re.compile(r"\s*(?:\"((?:[^\"\\]|\\.)*)\"|'([^']*)'|([A-Za-z0-9_-]+))\s*")
# What is no key: strings over several lines, other strings, comments, brackets.
_TOKEN = re.compile(
    r"\"\"\"(?:[^\\]|\\.)*?\"\"\"|'''.*?'''|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|#[^\n]*|[\[\]{}]|\n|[^\"'#\[\]{}\n]+|.",
    re.DOTALL,
)
# What Python says of broken TOML, by how it begins, in words for who does not read English.
_REASONS = (
    ("Illegal character", "字符串里有换行或看不见的字符，可能漏了引号"),
    ("Unterminated string", "引号没有成对"),
    ('Expected "', "引号没有成对"),
    ("Unclosed array", "方括号没有成对，或者两项之间缺逗号"),
    ("Unclosed inline table", "花括号没有成对，或者两项之间缺逗号"),
    ("Expected ']", "方括号没有成对"),
    ("Unescaped '\\'", "双引号里的反斜杠要写成两个，或者改用单引号"),
    ("Invalid hex value", "反斜杠后面的编码写法不对"),
    ("Escaped character", "反斜杠后面的编码写法不对"),
    ("Invalid value", "等号后面的值写法不对"),
    ("Invalid date", "日期写法不对"),
    ("Expected '='", "名称后面缺等号"),
    ("Invalid initial character", "名称写法不对"),
    ("Invalid statement", "不是“名称 = 值”的写法"),
    ("Expected newline", "值后面有多余的内容"),
    ("Cannot ", "同一个名称写了两次"),
    ("Duplicate", "同一个名称写了两次"),
)
_NO_REASON = "写法不对"
_DEPTHS = {"[": 1, "{": 1, "]": -1, "}": -1}


@frozen
class TomlDocument:
    """
    A TOML file, or the table `inside` of it: its data, where it is, and the line of each of its keys.
    """

    data: Mapping[str, Any]
    where: Path | None
    text: str = field(default="", repr=False, eq=False)
    inside: tuple[str, ...] = ()

    @cached_property
    def _lines(self) -> Mapping[KeyPath, int]:
        found: dict[KeyPath, int] = {}
        for path, line in _keys(self.text):
            for length in range(len(path), 0, -1):
                found.setdefault(path[:length], line)
        return found

    def line_of(self, path: KeyPath) -> int | None:
        """
        The line, from 1, of the key at `path`; of its nearest ancestor if it has none of its own.
        """
        whole = (*self.inside, *path)
        for length in range(len(whole), 0, -1):
            found = self._lines.get(whole[:length])
            if found is None:
                continue
            # An item of a list over several lines.
            item = self._item(path) if length == len(whole) - 1 and isinstance(whole[-1], int) else None
            return found if item is None else self._line_with(item, found)
        return None if not self.text else 1

    def error(
        self, problem: str, remedy: str, *path: str | int, zh: tuple[str, str] | None = None
    ) -> UsageError:
        """
        A `UsageError` that points at the value at `path`.
        """
        return UsageError(problem, remedy, self.where, self.line_of(path), zh)

    def _item(self, path: KeyPath) -> str | None:
        found: Any = self.data
        for step in path:
            found = found[step]
        return found if isinstance(found, str) else None

    def _line_with(self, item: str, first: int) -> int:
        lines = self.text.split("\n")
        quoted = (f'"{item}"', f"'{item}'")
        later = range(first, len(lines) + 1)
        return next((at for at in later if any(each in lines[at - 1] for each in quoted)), first)


def load(content: bytes, where: Path, inside: Sequence[str] = ()) -> TomlDocument | None:
    """
    The document in a file, None if the table `inside` is not in it; a `UsageError` if it is not well-formed TOML.
    """
    if len(content) > _LARGEST:
        raise UsageError(
            f"the file is larger than {_LARGEST:,} bytes", "name another file", where,
            zh=(f"文件大于 {_LARGEST:,} 字节", "请核对是不是选错了文件"),
        )  # fmt: skip
    try:
        text = content.decode("utf-8-sig")
        found: Any = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise UsageError(
            "the file is not UTF-8", "save it as UTF-8", where, content.count(b"\n", 0, error.start) + 1,
            zh=("文件不是 UTF-8 编码", "请用记事本等打开，另存为 UTF-8 编码"),
        ) from error  # fmt: skip
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(error, where, text) from error
    except RecursionError as error:
        raise UsageError(
            "the file is nested too deeply", "nest less deeply", where,
            zh=("文件的嵌套太深", "请减少嵌套"),
        ) from error  # fmt: skip
    for step in inside:
        found = found.get(step) if isinstance(found, Mapping) else None
        if found is None:
            return None
    if not isinstance(found, Mapping):
        raise UsageError(
            f"{'.'.join(inside)} is no table", f"write [{'.'.join(inside)}] above the settings", where,
            zh=(f"{'.'.join(inside)} 不是表", f"请在设置之前写一行 [{'.'.join(inside)}]"),
        )  # fmt: skip
    return TomlDocument(_plain(found), where, text, tuple(inside))


def _plain(value: Any) -> Any:
    """
    Days as they are written.
    """
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, datetime | date | time) else value


def _not_toml(error: tomllib.TOMLDecodeError, where: Path, text: str) -> UsageError:
    words = str(error)
    place = _PLACE.search(words)
    line = int(place[1]) if place and place[1] else text.rstrip("\r\n").count("\n") + 1
    said = _PLACE.sub("", words)
    said_zh = next((each for begins, each in _REASONS if said.startswith(begins)), _NO_REASON)
    return UsageError(
        f"this is not TOML: {said}",
        "correct quotes, brackets and equals signs around this line; words stand in double quotes",
        where,
        line,
        zh=(f"这不是 TOML：{said_zh}", "请核对这一行前后的引号、括号和等号；文字要写在英文双引号里"),
    )


def _keys(text: str) -> Iterator[tuple[KeyPath, int]]:
    """
    The path and the line of each key that begins a line, and of each table.
    """
    table: KeyPath = ()
    counts: dict[KeyPath, int] = {}
    for number, line in _statements(text):
        header = _HEADER.match(line)
        if header is not None and line.lstrip().startswith("["):
            table = _opened(_steps(header[2])[0], counts, repeats=header[1] == "[[")
            yield table, number
            continue
        steps, rest = _steps(line)
        if steps and rest.startswith("="):
            yield (*table, *steps), number


def _opened(steps: KeyPath, counts: dict[KeyPath, int], *, repeats: bool) -> KeyPath:
    path: KeyPath = ()
    for at, step in enumerate(steps):
        path = (*path, step)
        if repeats and at == len(steps) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _steps(written: str) -> tuple[KeyPath, str]:
    """
    A dotted key, and what stands behind it.
    """
    steps: list[str] = []
    at = 0
    while match := _KEY_PART.match(written, at):
        steps.append(match[1] or match[2] or match[3] or "")
        at = match.end()
        if not written.startswith(".", at):
            break
        at += 1
    return tuple(steps), written[at:]


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """
    The first lines of statements, with their numbers: not those inside of brackets and strings.
    """
    number, depth = 1, 0
    begun, first = 1, ""
    for match in _TOKEN.finditer(text):
        written = match.group()
        if written == "\n":
            number += 1
            if not depth:
                yield begun, first
                begun, first = number, ""
            continue
        if number == begun and not written.startswith("#"):
            first += written
        depth = max(0, depth + _DEPTHS.get(written, 0))
        number += written.count("\n")
    yield begun, first
