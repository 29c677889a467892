"""
Configuration files: found upwards from a file, read, and held against their schema.

Refuses to decide what they mean for a file; see `configured`.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from attrs import frozen

from disclint import schemas
from disclint.errors import UsageError, did_you_mean, did_you_mean_zh, system_words
from disclint.session import patterns, tomlfile
from disclint.session.reading import missing
from disclint.session.tomlfile import KeyPath, TomlDocument

NAME, PROJECT = "disclint.toml", "pyproject.toml"
_INSIDE = ("tool", "disclint")
# What a section [[paths]] may set, and the whole file too.
BY_PATH = ("profile", "strict", "select", "ignore", "severity", "fail-on")
# What only the whole file may set, though one might wish to set it by path.
OF_WHOLE = ("packs", "trust")


@frozen(slots=False)
class Config:
    """
    One configuration: what is written, where, and the folder that its paths are relative to.
    """

    document: TomlDocument
    folder: Path
    # How the file is called in messages.
    name: str
    # Whether it was found beside the files, not named.
    found: bool = True

    @property
    def data(self) -> Mapping[str, Any]:
        """
        The settings, by name.
        """
        return self.document.data

    def place(self, *path: str | int) -> str:
        """
        Where a key is written, as `path:line`.
        """
        line = self.document.line_of(path) if self.document.text else None
        return self.name if line is None else f"{self.name}:{line}"

    def sections(self, path: str | None) -> list[int]:
        """
        Which sections [[paths]] are for a file, in the order of the file.
        """
        given = self.data.get("paths", ())
        return [
            at
            for at, each in enumerate(given)
            if path is not None and patterns.fits(listed(each["match"]), path)
        ]

    def relative(self, path: Path | None) -> str | None:
        """
        The way to a file from the configuration's folder.
        """
        return None if path is None else patterns.relative(path, self.folder)

    @cached_property
    def excluded(self) -> Sequence[str]:
        """
        The patterns of files that are not looked at.
        """
        return listed(self.data.get("exclude", ()))


def listed(given: Any) -> tuple[str, ...]:
    """
    A list that may have been written as its one item.
    """
    return (given,) if isinstance(given, str) else tuple(given)


def beside(folder: Path) -> Config | None:
    """
    The configuration in a folder, if there is one: `disclint.toml`, else `pyproject.toml` with our table.
    """
    for name, inside in ((NAME, ()), (PROJECT, _INSIDE)):
        path = folder / name
        if _is_file(path):
            found = _read(path, inside, found=True)
            if found is not None:
                return found
    return None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        # Above the report there may be folders that we must not look into.
        return False


def named(path: Path) -> Config:
    """
    The configuration in a file that somebody named.
    """
    if not path.exists():
        raise missing(str(path))
    project = path.name == PROJECT
    found = _read(path, _INSIDE if project else (), found=False)
    if found is None:
        raise UsageError(
            "there is no table [tool.disclint] in it", "add it, or name another file", path,
            zh=("文件里没有 [tool.disclint]", "请加上这个表，或换一个文件"),
        )  # fmt: skip
    return found


def of_mapping(data: Mapping[str, Any]) -> Config:
    """
    The configuration that a program gives, as the TOML file would say it; paths are relative to the current folder.
    """
    document = TomlDocument(data, None)
    _ensure_valid(document)
    return Config(document, Path.cwd(), "config", found=False)


def _read(path: Path, inside: Sequence[str], *, found: bool) -> Config | None:
    shown = Path(patterns.relative(path, Path.cwd()))
    shown = path if shown.parts[:1] == ("..",) else shown
    try:
        content = path.read_bytes()
    except OSError as error:
        why = system_words(error)
        raise UsageError(
            f"the configuration cannot be read: {why['en']}", "check its permissions, or use --isolated", shown,
            zh=(f"无法读取配置文件：{why['zh']}", "请核对文件的权限，或用 --isolated 不读配置"),
        ) from error  # fmt: skip
    # Whatever else is wrong with a project is not ours to say.
    if found and inside and b"disclint" not in content:
        return None
    return _of_content(content, path, shown, inside, found=found)


def of_content(content: bytes, path: Path) -> Config | None:
    """
    The configuration that a file would be if it held `content`; None if it holds none.
    """
    inside = _INSIDE if path.name == PROJECT else ()
    return _of_content(content, path, path, inside, found=True)


def _of_content(
    content: bytes, path: Path, shown: Path, inside: Sequence[str], *, found: bool
) -> Config | None:
    document = tomlfile.load(content, shown, inside)
    if document is None:
        return None
    _ensure_valid(document)
    return Config(document, path.absolute().parent, str(shown), found)


def _ensure_valid(document: TomlDocument) -> None:
    error = schemas.first_refused(document.data, "config", document.line_of)
    if error is not None:
        path: KeyPath = tuple(error.absolute_path)
        raise _WORDINGS.get(error.validator, _wrong_value)(document, error, path)


def _unknown_key(document: TomlDocument, error: Any, path: KeyPath) -> UsageError:
    known = sorted(schemas.known_keys(error.schema))
    key = next(each for each in error.instance if each not in known)
    place = _written(path)
    if path[:1] == ("paths",) and key in OF_WHOLE:
        return document.error(
            f"{place} cannot have '{key}': rules and forms are the same for all files of a configuration",
            f"put a {NAME} of its own with '{key}' into that folder; the nearest one counts", *path, key,
            zh=(
                f"{place} 里不能写 {key}：一份配置的全部文件用同样的规则和版式",
                f"在那个文件夹里另放一份 {NAME}，写上 {key}；每个文件按离它最近的一份",
            ),
        )  # fmt: skip
    return document.error(
        f"there is no setting '{key}'{f' in {place}' if place else ''}", did_you_mean(key, known), *path, key,
        zh=(f"{f'{place} 里' if place else ''}没有“{key}”这个设置", did_you_mean_zh(key, known)),
    )  # fmt: skip


def _missing_key(document: TomlDocument, error: Any, path: KeyPath) -> UsageError:
    key = next(each for each in error.validator_value if each not in error.instance)
    misspelt = [each for each in error.instance if each not in error.schema["properties"]]
    near = next((each for each in misspelt if did_you_mean(each, [key]).startswith("did you")), None)
    if near is not None:
        return document.error(
            f"there is no setting '{near}' in {_written(path)}", f"did you mean '{key}'?", *path, near,
            zh=(f"{_written(path)} 里没有“{near}”这个设置", f"是不是想写 {key}？"),
        )  # fmt: skip
    return document.error(
        f"{_written(path)} has no '{key}'", f'add a line {key} = "…"', *path,
        zh=(f"{_written(path)} 缺少 {key}", f'请加上一行: {key} = "……"'),
    )  # fmt: skip


def _not_one_of(document: TomlDocument, error: Any, path: KeyPath) -> UsageError:
    allowed = [str(each) for each in error.validator_value]
    given = str(error.instance)
    return document.error(
        f"{_written(path)} cannot be {_shown(error.instance)}", did_you_mean(given, allowed), *path,
        zh=(f"{_written(path)} 不能是 {_shown(error.instance)}", did_you_mean_zh(given, allowed)),
    )  # fmt: skip


def _wrong_value(document: TomlDocument, error: Any, path: KeyPath) -> UsageError:
    en, zh = error.schema.get("description"), error.schema.get("x-zh")
    given = _shown(error.instance)
    return document.error(
        f"{_written(path)} cannot be {given}" if path else "these are no settings",
        f"write {en}" if en else f"{error.message}; see docs/configuration.md", *path,
        zh=(f"{_written(path)} 不能是 {given}", f"请写{zh}" if zh else "请见 docs/configuration.md"),
    )  # fmt: skip


_WORDINGS = {"additionalProperties": _unknown_key, "required": _missing_key, "enum": _not_one_of}


def _written(path: KeyPath) -> str:
    """
    The way to a key as a reader of the file would say it: `[[paths]] 2 severity`.
    """
    steps: list[str] = []
    for at, step in enumerate(path):
        if isinstance(step, str):
            nested = at + 1 < len(path) and isinstance(path[at + 1], int) and step in ("paths", "suppress")
            steps.append(f"[[{step}]]" if nested else step)
        else:
            steps.append(str(step + 1))
    return " ".join(steps)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    words = str(value)
    return words if len(words) <= 40 else f"{words[:39]}…"
