"""
What comes of an audit, as plain values.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import field, frozen

from disclint.diagnostics import SEVERITIES, Words


@frozen
class Found:
    """
    A finding; `place` is what the file's format has of `line`, `column`, `end_line`, `end_column`, `part`, `block`, `page`.

    `basis` and `fix` are in the same languages as `message`; `suppressed` is the reason somebody gave why it may stay.
    """

    rule: str
    severity: str
    variant: str
    address: str
    message: Words
    place: Mapping[str, Any]
    basis: Words
    fix: Words
    replacement: str | None
    fingerprint: str
    folded: tuple[str, ...] = ()
    suppressed: str | None = None


@frozen
class Audited:
    """
    What came of one file, with the reports it was compared with.

    `status` is `ok`, `declined` or `unreadable`, and `reason` says why it is not `ok`.  `agency` is what the report calls
    itself, `matched` whose report it was taken for, `doubt` why that is not sure.
    """

    path: str
    status: str
    reason: str | None
    agency: str | None
    matched: str | None
    doubt: str | None
    kind: str | None
    year: int | None
    findings: tuple[Found, ...] = ()
    verdicts: Mapping[str, str] = field(factory=dict, repr=False)

    def at_least(self, severity: str) -> Sequence[Found]:
        """
        The findings that count and are as bad as `severity` or worse.
        """
        worst = SEVERITIES[: SEVERITIES.index(severity) + 1]
        return [each for each in self.findings if each.severity in worst and each.suppressed is None]


@frozen
class Agency:
    """
    An agency of the roster in one year: its report's `path`, or None if it has not submitted one.
    """

    agency: str
    parent: str | None
    year: int
    path: str | None
    doubt: str | None = None


@frozen
class Summary:
    """
    A whole audit in figures.

    `statuses` counts files, `severities` findings that count, `rules` findings by rule, the most frequent first.  `kept` are the
    files that had not changed since the last audit, `done` those that were judged at all: fewer than `files` if it was interrupted.
    `unreadable` are files and why, also of those that were only to be compared with; on those in `failed` disclint itself did.
    `crashed` are the rules that did not come to an end, each with a file and why.
    Those that are the `same` as another, byte for byte, stand with it: what is found in them is counted in both.
    Those that `moved` had changed, or were gone, when they were to be compared with others: the next audit does it.
    """

    files: int
    done: int
    kept: int
    statuses: Mapping[str, int]
    severities: Mapping[str, int]
    rules: Mapping[str, int]
    unreadable: tuple[tuple[str, Words], ...]
    doubtful: tuple[tuple[str, str], ...]
    unknown: tuple[tuple[str, str], ...]
    missing: tuple[Agency, ...]
    crashed: Mapping[str, str]
    failed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    same: tuple[tuple[str, str], ...] = ()

    def fails(self, severity: str) -> bool:
        """
        Whether a finding that counts is as bad as `severity`, which may be `never`.
        """
        worst = SEVERITIES[: SEVERITIES.index(severity) + 1] if severity in SEVERITIES else ()
        return any(self.severities.get(each) for each in worst)
