"""
By what files are judged: settings, rules, and a digest of all of it by which what is kept is known to be good.
"""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from disclint import __version__
from disclint.engine import Settings
from disclint.packs.kit import Kit
from disclint.resources import rules_directory
from disclint.session import check, configured, data
from disclint.session.configured import Configuration
from disclint.session.options import Options

# Raised whenever what is kept of a file has another shape.
SHAPE = 3


@frozen
class Terms:
    """
    By what files are judged: settings as of the command line, and where the configuration comes from.

    `named` is as `session.configured.of` takes it, a path as text; packs are paths or ids.
    """

    given: Mapping[str, Any]
    named: str | bool = True


class Bench:
    """
    A process's own configuration, rules and prints; made once from `terms`.
    """

    def __init__(self, terms: Terms) -> None:
        self.configuration: Configuration = configured.of(dict(terms.given), terms.named)
        # By the options themselves: few there are, and they are kept with what was made of them.
        self._prints: dict[int, tuple[Options, str]] = {}
        self._compared: dict[int, tuple[Options, Settings]] = {}

    def options(self, path: str) -> Options:
        """
        What applies to a file.  Raises UsageError.
        """
        return self.configuration.options(Path(path))

    def print(self, options: Options) -> str:
        """
        A digest of all that a result depends on beside the file.
        """
        found = self._prints.get(id(options))
        if found is None:
            # What has run out by now suppresses nothing; otherwise the day does not matter.
            known = options.baseline
            ends = [each.until for each in options.suppressions]
            ends += [one.until for each in known.reports.values() for one in each.values()] if known else []
            day, text = options.today if any(ends) else "", known.text if known else ""
            parts = (SHAPE, __version__, repr(evolve(options, today=day)), text, _rules(options.kit))
            found = self._prints[id(options)] = options, sha256(repr(parts).encode()).hexdigest()[:24]
        return found[1]

    def comparing(self, options: Options) -> Settings:
        """
        The settings under which only rules run that compare reports.
        """
        found = self._compared.get(id(options))
        if found is None:
            rules = check.kit_of(options).pack.rules
            wanted = frozenset(
                each.id for each in rules if each.applies_to.needs and options.runs(each.id, each.profile)
            )
            made = Settings(runs=lambda id, _: id in wanted, severity=options.severity)
            found = self._compared[id(options)] = options, made
        return found[1]


@cache
def _shipped() -> str:
    told = sha256()
    for each in sorted(rules_directory().rglob("*.*")):
        told.update(each.read_bytes())
    return told.hexdigest()


def _rules(kit: Kit | None) -> str:
    # Rules, concepts, guards and forms, those that ship and those of packs, are known by their files.
    if kit is None or kit is data.builtin():
        return _shipped()
    return sha256(repr((_shipped(), [each.digest for each in kit.layers])).encode()).hexdigest()
