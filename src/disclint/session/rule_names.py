"""
Whether the rules and outcomes that a configuration names are there.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from disclint.diagnostics import UNKNOWN
from disclint.errors import did_you_mean, did_you_mean_zh
from disclint.rules.model import Rule
from disclint.session.config import Config, listed
from disclint.session.layering import ANY
from disclint.session.options import is_known, unknown_pattern
from disclint.session.patterns import stands_for
from disclint.session.tomlfile import KeyPath, TomlDocument


def ensure_known_rules(found: Config, rules: Sequence[Rule]) -> None:
    """
    Raise UsageError, with file and line, for rules and outcomes that do not exist.
    """
    known = sorted(each.id for each in rules)
    places: list[tuple[KeyPath, Mapping[str, Any]]] = [((), found.data)]
    places += [(("paths", at), each) for at, each in enumerate(found.data.get("paths", ()))]
    for path, settings in places:
        for key in ("select", "ignore"):
            _ensure_known(found.document, settings.get(key, ()), known, (*path, key))
        for rule, severity in settings.get("severity", {}).items():
            _ensure_known(found.document, [rule], known, (*path, "severity", rule), of_list=False)
            if isinstance(severity, Mapping):
                _ensure_outcomes(
                    found.document, rules, rule.strip().upper(), severity, (*path, "severity", rule)
                )


def _ensure_known(
    document: TomlDocument,
    rules: Any,
    known: Sequence[str],
    path: KeyPath,
    *,
    of_list: bool = True,
) -> None:
    for at, rule in enumerate(listed(rules)):
        for each in rule.split(","):
            wanted = each.strip().upper()
            if wanted and not is_known(wanted, known):
                error = unknown_pattern(wanted, known)
                place = (*path, at) if of_list and not isinstance(rules, str) else path
                raise document.error(error.problem, error.remedy, *place, zh=error.zh)


def _ensure_outcomes(
    document: TomlDocument, rules: Sequence[Rule], pattern: str, given: Mapping[str, str], path: KeyPath
) -> None:
    from disclint.kinds import VARIANTS  # noqa: PLC0415 - only some configurations need them

    known = {UNKNOWN, "fail", ANY}
    for rule in rules:
        if stands_for([pattern], rule.id):
            known |= {*VARIANTS[rule.kind], *rule.options.get("variants", ()), *rule.severity}
    for outcome in given:
        if outcome not in known:
            listed = sorted(known)
            raise document.error(
                f"{pattern} has no outcome '{outcome}'", did_you_mean(outcome, listed), *path, outcome,
                zh=(f"{pattern} 没有“{outcome}”这种结果", did_you_mean_zh(outcome, listed)),
            )  # fmt: skip
