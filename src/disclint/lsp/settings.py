"""
What an editor sets: the settings of `disclint.toml` by the same names, and some of its own.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen

from disclint.errors import UsageError, did_you_mean, did_you_mean_zh
from disclint.result import LANGUAGES
from disclint.session import config

# How findings reach the editor.  Those that take both ways would show each finding twice.
PUSH, PULL, BOTH = "push", "pull", "both"
_WAYS = (PUSH, PULL, BOTH)
_OWN = ("lang", "config", "reports", "diagnostics", "debounce", "inlay-hints")
_SHARED = ("select", "ignore", "profile", "strict", "severity", "fail-on", "packs", "trust", "baseline")
# What a setting of its own may be, and that in words.
_KINDS: Mapping[str, tuple[type | tuple[type, ...], str, str]] = {
    "config": (str, "the path of a file", "文件的路径"),
    "reports": ((str, list, tuple), "a list of patterns of files", "文件通配符的列表"),
    "inlay-hints": (bool, "true or false", " true 或 false"),
}
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


@frozen
class Settings:
    """
    What an editor wants.

    `given` are settings by their names in `disclint.toml`, which go before it; `lang` is None where the editor's own
    language decides.  `reports` are patterns of files that are reports whatever they hold; `debounce` are
    milliseconds of rest before a check, None for as many as the last check took if that was long.
    """

    given: Mapping[str, Any] = field(factory=dict)
    lang: str | None = None
    config: str | None = None
    reports: tuple[str, ...] = ()
    diagnostics: str = PUSH
    debounce: float | None = None
    inlay_hints: bool = True


def read(written: Any, root: Path | None) -> Settings:
    """
    The settings that an editor sent, its paths relative to `root`; names may be written as `failOn` or `fail-on`.

    Raises UsageError for a setting that there is not, or that cannot have such a value.
    """
    if not isinstance(written, Mapping):
        return Settings()
    named = {_HUMP.sub("-", key).lower(): value for key, value in written.items() if value is not None}
    for key in named:
        if key not in (*_OWN, *_SHARED):
            raise _wrong(
                f"there is no setting 'disclint.{key}'",
                f"没有 disclint.{key} 这个设置",
                key,
                (*_OWN, *_SHARED),
            )
    _ensure_one_of(named, "lang", ("auto", *LANGUAGES))
    _ensure_one_of(named, "diagnostics", _WAYS)
    for key, (kinds, en, zh) in _KINDS.items():
        if key in named and not isinstance(named[key], kinds):
            raise _unfit(key, named[key], en, zh)
    shared = {key: value for key, value in named.items() if key in _SHARED}
    config.of_mapping(shared)
    lang = named.get("lang")
    return Settings(
        given=_beside(shared, root),
        lang=None if lang == "auto" else lang,
        config=_path(named.get("config"), root),
        reports=config.listed(named.get("reports", ())),
        diagnostics=named.get("diagnostics", PUSH),
        debounce=_number(named, "debounce"),
        inlay_hints=named.get("inlay-hints", True),
    )


def _beside(shared: Mapping[str, Any], root: Path | None) -> dict[str, Any]:
    found = {
        key: config.listed(value) if key in ("select", "ignore", "packs", "trust") else value
        for key, value in shared.items()
    }
    if "packs" in found:
        found["packs"] = tuple(_existing(each, root) for each in found["packs"])
    if "baseline" in found:
        found["baseline"] = _path(found["baseline"], root)
    return found


def _existing(pack: str, root: Path | None) -> str:
    # What is no folder is the name of an installed pack.
    return str(root / pack) if root is not None and (root / pack).is_dir() else pack


def _path(written: Any, root: Path | None) -> str | None:
    if not isinstance(written, str) or not written:
        return None
    return str(root / written) if root is not None else written


def _number(named: Mapping[str, Any], key: str) -> float | None:
    value = named.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:
        raise _unfit(key, value, "milliseconds, or null", "毫秒数，或者 null")
    return float(value)


def _unfit(key: str, value: Any, en: str, zh: str) -> UsageError:
    return UsageError(
        f"disclint.{key} cannot be {value!r}",
        f"write {en}",
        zh=(f"disclint.{key} 不能是 {value!r}", f"请写{zh}"),
    )


def _ensure_one_of(named: Mapping[str, Any], key: str, known: tuple[str, ...]) -> None:
    value = named.get(key)
    if value is not None and value not in known:
        raise _wrong(
            f"disclint.{key} cannot be {value!r}", f"disclint.{key} 不能是 {value!r}", str(value), known
        )


def _wrong(en: str, zh: str, written: str, known: tuple[str, ...]) -> UsageError:
    return UsageError(en, did_you_mean(written, known), zh=(zh, did_you_mean_zh(written, known)))
