"""
Settings from several places made one: which wins, which add up, and where each comes from.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from disclint.errors import UsageError
from disclint.session.config import Config, listed
from disclint.session.options import Change

# Where settings come from that no file holds.
BY_DEFAULT, BY_HAND, ENVIRONMENT = "default", "command line", "environment"
# All outcomes of a rule.
ANY = "*"
_LISTS = ("select", "exclude")
# What is said in several places holds together.
_SUMS = ("ignore", "packs", "trust")
_SCALARS = ("profile", "strict", "fail-on", "lang", "baseline", "output-format", "verdicts")
DEFAULTS: Mapping[str, Any] = {
    "profile": "default",
    "strict": False,
    "select": (),
    "ignore": (),
    "severity": {},
    "fail-on": "error",
    "packs": (),
    "trust": (),
    "exclude": (),
    "baseline": None,
    "lang": "zh",
    "output-format": "text",
    "verdicts": False,
}


@frozen
class Layer:
    """
    Settings from one place; `path` leads to them in the configuration, if they are from it.
    """

    origin: str
    values: Mapping[str, Any]
    config: Config | None = None
    path: tuple[str | int, ...] = ()

    def place(self, *key: str | int) -> str:
        """
        Where a setting comes from.
        """
        return self.origin if self.config is None else self.config.place(*self.path, *key)


@frozen
class Setting:
    """
    A setting as it applies, and where each part of it comes from.
    """

    value: Any
    origins: tuple[str, ...]

    def error(self, error: UsageError) -> UsageError:
        """
        An error about it, pointing at the line that it comes from, if it is from a file.
        """
        file, _, line = self.origins[-1].rpartition(":")
        if not line.isdigit():
            return error
        return UsageError(error.problem, error.remedy, Path(file), int(line), error.zh)


def resolved(layers: Sequence[Layer], *, lifts: bool) -> dict[str, Setting]:
    """
    Every setting, the last layer before the others; with `lifts` no configuration may ignore a rule.
    """
    found = {key: _scalar(key, layers) for key in DEFAULTS if key in (*_SCALARS, *_LISTS)}
    for key in _SUMS:
        found[key] = _added(key, layers)
    if lifts:
        # Who selects rules by hand wants to see these.
        found["ignore"] = _added("ignore", [each for each in layers if each.config is None])
    found["severity"] = _merged(layers)
    return {key: found[key] for key in DEFAULTS}


def _added(key: str, layers: Sequence[Layer]) -> Setting:
    saying = [each for each in layers if each.values.get(key)]
    words = dict.fromkeys(one for each in saying for one in listed(each.values[key]))
    return Setting(tuple(words), tuple(each.place(key) for each in saying) or (BY_DEFAULT,))


def _scalar(key: str, layers: Sequence[Layer]) -> Setting:
    last = next(each for each in reversed(layers) if key in each.values)
    value = last.values[key]
    return Setting(listed(value) if key in _LISTS else value, (last.place(key),))


def _merged(layers: Sequence[Layer]) -> Setting:
    merged: dict[str, Any] = {}
    origins = []
    for layer in layers:
        for rule, severity in layer.values.get("severity", {}).items():
            # The later ones count before the earlier.
            known = merged.pop(rule, {})
            merged[rule] = severity if isinstance(severity, str) else {**_by_outcome(known), **severity}
            origins.append(layer.place("severity", rule))
    return Setting(merged, tuple(origins) or (BY_DEFAULT,))


def _by_outcome(known: Any) -> Mapping[str, str]:
    return {ANY: known} if isinstance(known, str) else known


def changes(severities: Mapping[str, Any]) -> Iterator[Change]:
    """
    The changes that the setting `severity` stands for, in its order.
    """
    for rule, severity in severities.items():
        pattern = rule.strip().upper()
        if isinstance(severity, str):
            yield Change(pattern, severity)
            continue
        for outcome, each in severity.items():
            yield Change(pattern, each, None if outcome == ANY else outcome)
