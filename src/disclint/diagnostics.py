"""
What a rule found, as plain values that any output can write down.
"""

from collections.abc import Mapping

from attrs import field, frozen

from disclint.source import Span

ERROR, WARNING, INFO = "error", "warning", "info"
SEVERITIES = (ERROR, WARNING, INFO)

PASS, FAIL, UNKNOWN, NOT_APPLICABLE, VACUOUS, CRASHED = (
    "pass", "fail", "unknown", "not_applicable", "vacuous", "crashed",
)  # fmt: skip
VERDICTS = (PASS, FAIL, UNKNOWN, NOT_APPLICABLE, VACUOUS, CRASHED)

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
class Diagnostic:
    """
    One finding: what is wrong, where, against what, on which basis, and the remedy.

    `folded` are the ids of rules that fail for the same cause.
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
