"""
What came of one file, as a value: the report, the findings, and how every rule ended.

Refuses to read files, run rules or write anything down.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from attrs import field, frozen

from disclint.diagnostics import CRASHED, ERROR, SEVERITIES, VERDICTS, Assurance, Diagnostic, Verdict, Words
from disclint.errors import UsageError
from disclint.rules.model import Rule
from disclint.rules.tracing import Step
from disclint.source import Location, Source, Span
from disclint.syntax import Report

OK, DECLINED, UNREADABLE = "ok", "declined", "unreadable"
LANGUAGES = ("zh", "en")
# As the severity that fails a run: none does.
NEVER = "never"

# Findings that need no rule: a file could not be read, or disclint failed on it.
UNREADABLE_RULE, CRASHED_RULE = "IO-UNREADABLE", "IO-CRASHED"
# Findings about what suppresses findings: comments, entries of the configuration and of the baseline.
UNUSED_RULE, UNKNOWN_RULE, MALFORMED_RULE, EXPIRED_RULE, FINAL_RULE, GONE_RULE = (
    "SUP-UNUSED", "SUP-UNKNOWN", "SUP-MALFORMED", "SUP-EXPIRED", "SUP-FINAL", "SUP-GONE",
)  # fmt: skip
PLAIN_RULES = (
    UNREADABLE_RULE, CRASHED_RULE, UNUSED_RULE, UNKNOWN_RULE, MALFORMED_RULE, EXPIRED_RULE, FINAL_RULE,
    GONE_RULE,
)  # fmt: skip


@frozen
class Result:
    """
    What came of one file.

    `status` is `ok`, `declined` (not a report that the forms are for: `reason` says what, and
    only rules that ask for such reports speak) or `unreadable` (no `report` and no `source`; the one finding is
    `IO-UNREADABLE`, or `IO-CRASHED` where disclint itself is to blame).  Spans of findings are code points of `source.text`; `locate` turns
    them into lines and columns.  `lang` is the language that `say` answers in.

    `suppressed` are the findings that someone has suppressed, each with its `suppressed`; they are not among
    the `diagnostics`.  `is_report` tells files that were to be checked from configurations and baselines; whether what
    was checked is a report says `status`.  `assured` is the assurance map, if it was asked for.  `fails` says whether a finding is at or above the severity `fail_on`.  A configuration
    or a baseline with findings is `ok`, has no `report` and is no report (`is_report`).
    """

    path: str
    status: str
    report: Report | None = None
    source: Source | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    reason: str | None = None
    lang: str = "zh"
    suppressed: tuple[Diagnostic, ...] = ()
    fail_on: str = ERROR
    assured: Assurance | None = field(default=None, repr=False)
    is_report: bool = True

    @property
    def fails(self) -> bool:
        """
        Whether a finding is as bad as `fail_on`, which is a severity or `never`.
        """
        return self.fail_on != NEVER and any(self.at_least(self.fail_on))

    @property
    def crashed(self) -> tuple[Verdict, ...]:
        """
        The verdicts of rules that did not come to an end.
        """
        return tuple(each for each in self.verdicts if each.status == CRASHED)

    def say(self, words: Words) -> str:
        """
        The words in the language of this result, in Chinese if there are none.
        """
        return said(words, self.lang)

    def locate(self, span: Span) -> Location:
        """
        Where a place is in the file, in lines and columns from 1; the beginning if the file could not be read.
        """
        return Location(1, 1, 1, 1) if self.source is None else self.source.locate(span)

    def assurance(self) -> Assurance:
        """
        For each cell and each number of the text, the rules that judged it, and against what.

        Raises UsageError if it was not asked for.
        """
        if self.assured is None:
            raise UsageError(
                f"no assurance map was made of {self.path}",
                "ask for it: disclint.check(path, assurance=True)",
                zh=(f"没有为“{self.path}”作核对情况", "请用 disclint.check(path, assurance=True)"),
            )
        return self.assured

    def verdict_counts(self) -> Mapping[str, int]:
        """
        How many rules ended in each verdict, in the fixed order of the verdicts.
        """
        counts = Counter(each.status for each in self.verdicts)
        return {status: counts[status] for status in VERDICTS}

    def at_least(self, severity: str) -> Iterator[Diagnostic]:
        """
        The findings that are as bad as `severity` or worse.
        """
        worst = SEVERITIES[: SEVERITIES.index(severity) + 1]
        return (each for each in self.diagnostics if each.severity in worst)


@frozen
class Evidence:
    """
    Something that a rule looked at: a number in a cell, or what a sentence says.

    `refused` says why a sentence is not compared.
    """

    address: str
    span: Span
    words: Words
    refused: Words | None = None


@frozen
class Formula:
    """
    What a rule demands, in words, and as an equation if it comes down to one.

    `conditions` say what it looks at and when, `definitions` what the letters in it stand for; `messages` are
    its messages by variant, and `fix` what to do, each gap named in `〈…〉`.
    """

    demand: Words
    fix: Words
    equation: Words | None = None
    conditions: tuple[Words, ...] = ()
    definitions: tuple[Words, ...] = ()
    messages: Mapping[str, Words] = field(factory=dict)


@frozen(eq=False)
class Working:
    """
    An expression of a rule as it was evaluated: `key` is where the rule has it, `expression` what it writes.

    `filled` is the expression with its values, `value` what came out.  `read` are the places it was read from,
    `missing` the operands that were not there; `step` is the whole evaluation.
    """

    key: str
    expression: str
    filled: Words
    value: Words
    read: tuple[Evidence, ...]
    missing: tuple[str, ...]
    step: Step


@frozen(eq=False)
class Looked:
    """
    Something that a rule looked at, and how that ended: `pass`, `fail`, `unknown` or `excluded`.

    `by` is the key of the condition that excluded it or left it open, `only` if another rule reports it;
    `reasons` tell what was missing.  `conclusion` is what it came down to.
    """

    what: Words
    outcome: str
    address: str | None = None
    span: Span | None = None
    variant: str | None = None
    by: str | None = None
    reasons: tuple[str, ...] = ()
    workings: tuple[Working, ...] = ()
    conclusion: Words | None = None


@frozen
class Miniature:
    """
    An example of a rule in a few lines, with `given` what they do not say, and `said` what is said of them.

    `expect` is `pass` or `fail`; what is wrong stands in `【】`.
    """

    name: str
    expect: str
    text: str
    given: tuple[Words, ...] = ()
    said: tuple[Words, ...] = ()


@frozen(eq=False)
class Explanation:
    """
    A rule and, where there is a report, how it ended there and on what.

    `sources` are the basis of the rule in words; `diagnostics` its findings, and those of other
    rules that speak for it.  `looked` is what the rule looked at, one by one, as its evaluation did; `before` what it
    evaluated for none of them, such as the lists they come from.
    """

    rule: Rule
    sources: tuple[Words, ...] = ()
    result: Result | None = None
    verdict: Verdict | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    formula: Formula | None = None
    miniatures: tuple[Miniature, ...] = ()
    looked: tuple[Looked, ...] = ()
    before: tuple[Working, ...] = ()


def said(words: Words, lang: str) -> str:
    """
    The words in `lang`, in Chinese if there are none.
    """
    return words.get(lang) or words["zh"]


@frozen
class Renumbered:
    """
    A number that is another one in the newer report: a cell by its address, or what the text says of a concept.

    `old` and `new` are as they are written; None where there is none.  `words` name it.
    """

    address: str
    words: Words
    old: str | None
    new: str | None


@frozen(eq=False)
class Difference:
    """
    What became of the findings of a report in a newer copy of it.

    `mended` are findings of the old copy that are gone, `unclear` those whose rule can no longer decide, or no longer applies, in
    the new one; `remaining` pairs a finding of the old with that of the new, `added` are only in the new.
    """

    old: Result
    new: Result
    mended: tuple[Diagnostic, ...]
    unclear: tuple[Diagnostic, ...]
    remaining: tuple[tuple[Diagnostic, Diagnostic], ...]
    added: tuple[Diagnostic, ...]
    numbers: tuple[Renumbered, ...]

    @property
    def fails(self) -> bool:
        """
        Whether the newer copy has a finding as bad as its `fail_on`.
        """
        return self.new.fails
