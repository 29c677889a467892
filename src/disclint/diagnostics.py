"""
What a rule found, as plain values that any output can write down.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256

from attrs import evolve, field, frozen

from disclint.source import Span
from disclint.source.fold import fold

ERROR, WARNING, INFO = "error", "warning", "info"
SEVERITIES = (ERROR, WARNING, INFO)

PASS, FAIL, UNKNOWN, NOT_APPLICABLE, VACUOUS, CRASHED = (
    "pass", "fail", "unknown", "not_applicable", "vacuous", "crashed",
)  # fmt: skip
VERDICTS = (PASS, FAIL, UNKNOWN, NOT_APPLICABLE, VACUOUS, CRASHED)

COMMENT, CONFIGURATION, BASELINE = "comment", "configuration", "baseline"
SUPPRESSIONS = (COMMENT, CONFIGURATION, BASELINE)

# What a user reads, by language.
Words = Mapping[str, str]


@frozen
class Related:
    """
    A place that the finding disagrees with, or another place that may be the wrong one.
    """

    span: Span
    address: str
    message: Words


@frozen
class Suggestion:
    """
    What to do; `replacement` is the text that would repair the place, when one is known.
    """

    text: Words
    replacement: str | None = None


@frozen
class Suppressed:
    """
    Why a finding is not shown: a `kind` of `SUPPRESSIONS`, the reason that someone gave, and where, as `path:line`.
    """

    kind: str
    reason: str
    where: str


@frozen
class Diagnostic:
    """
    One finding: what is wrong, where, against what, on which basis, and the remedy.

    `folded` are the ids of rules that fail for the same cause.  The `fingerprint` tells it from the other
    findings of its report, and is the same in every format and layout of the report.
    """

    rule: str
    severity: str
    span: Span
    address: str
    message: Words
    variant: str = "fail"
    related: tuple[Related, ...] = ()
    basis: tuple[Words, ...] = ()
    suggestion: Suggestion | None = None
    folded: tuple[str, ...] = ()
    fingerprint: str = ""
    values: Mapping[str, str] = field(factory=dict)
    suppressed: Suppressed | None = None


@frozen
class Verdict:
    """
    How a rule ended on a report, once for the whole rule; `reasons` say why not `pass` or `fail`.
    """

    rule: str
    status: str
    reasons: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    checked: int = 0


def normal(values: Mapping[str, str]) -> dict[str, str]:
    """
    The values of a finding without what layouts disagree on, which is blanks and widths; in the order of their names.
    """
    return {name: "".join(fold(values[name]).split()) for name in sorted(values)}


def numbered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """
    The findings of a report with their fingerprints: rule, address and values, and the how-manieth of its like it is.
    """
    # The same slip in five places is five findings, and a baseline has to tell them apart.
    seen = Counter[str]()
    found = []
    for each in diagnostics:
        key = repr((each.rule, each.address, list(normal(each.values).items())))
        seen[key] += 1
        fingerprint = sha256(f"{key}{seen[key]}".encode()).hexdigest()[:16]
        found.append(evolve(each, fingerprint=fingerprint))
    return tuple(found)
