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


# What a cell, or a number of the text, was held against: a cell, a number of the text; it may have been judged
# alone, or what it is to be compared with is open; a number may be refused, because it is no total of the report.
TABLE, TEXT, OPEN, ALONE, REFUSED, UNCHECKED = "table", "text", "open", "alone", "refused", "none"


@frozen
class Judgement:
    """
    How a rule ended on one cell or number: `pass`, `fail` or `unknown`.
    """

    rule: str
    outcome: str


@frozen
class AssuredCell:
    """
    A cell of the form, what it holds, what it was `checked` against, and by which rules.

    `span` is None if the report has no such cell; `words` name it.
    """

    address: str
    span: Span | None
    state: str
    raw: str
    words: Words
    checked: str
    judgements: tuple[Judgement, ...] = ()

    @property
    def is_checked(self) -> bool:
        """
        Whether it was held against something else.
        """
        return self.checked in (TABLE, TEXT)


@frozen
class AssuredNumber:
    """
    A number of the text, what it was `checked` against, and by which rules.

    `claims` are the ids of the concepts that it is read as; `refused` says why it is not compared with the tables.
    """

    span: Span
    address: str
    text: str
    checked: str
    judgements: tuple[Judgement, ...] = ()
    claims: tuple[str, ...] = ()
    refused: Words | None = None


@frozen
class Assurance:
    """
    The cells of the tables that were read and the numbers of the text, with what was checked of each.
    """

    cells: tuple[AssuredCell, ...] = ()
    numbers: tuple[AssuredNumber, ...] = ()

    def of_table(self, id: str) -> tuple[AssuredCell, ...]:
        """
        The cells of one table.
        """
        return tuple(each for each in self.cells if each.address.startswith(f"{id}/"))

    def tables(self) -> tuple[str, ...]:
        """
        The ids of the tables that were read.
        """
        return tuple(dict.fromkeys(each.address.split("/", 1)[0] for each in self.cells))

    def counted(self, checked: str) -> int:
        """
        How many numbers of the text were checked so.
        """
        return sum(each.checked == checked for each in self.numbers)
