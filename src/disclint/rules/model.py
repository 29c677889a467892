"""
A rule as a value: as it is written, checked but not yet compiled.

Refuses to judge reports; `disclint.kinds` compiles a rule, `disclint.engine` runs it.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from disclint.errors import UsageError
from disclint.source.light import light
from disclint.yamlfile import Document, NodePath

DEFAULT, ALL = "default", "all"

# Words for users, by language.
Words = Mapping[str, str]


@light
class Basis:
    """
    What a rule rests on: a source of the pack and the place in it.
    """

    ref: str
    at: Words | None = None


@frozen
class Example:
    """
    A report, or a piece of one, and how the rule must end on it.

    `expect` is the name of the list it stands in, `index` its place there; `text` has `⟦…⟧` around the findings.
    Of a `whole` report nothing is given beside its text, so that it may be declined.  The text is read as that
    of a file of its `media`.  With `complete`, what its `cells` leave out is filled in so that the form's equations hold.  `notices` are what
    a reader would tell of the file, by code, each at the first mark.
    """

    name: str
    expect: str
    text: str | None = None
    cells: Mapping[str, Any] = field(factory=dict)
    complete: bool = False
    notices: Mapping[str, Mapping[str, Any]] = field(factory=dict)
    year: int | None = None
    kind: str | None = None
    edition: str | None = None
    whole: bool = False
    media: str = "text"
    at: str | None = None
    # Other reports, by what they are to this one; each is given as the example itself is.
    others: Mapping[str, tuple["Other", ...]] = field(factory=dict)
    variant: str | None = None
    severity: str | None = None
    count: int | None = None
    suggests: str | None = None
    verdict: str | None = None
    index: int = 0


@frozen
class Other:
    """
    Another report that an example is compared with; `status` is `ok`, or `absent` where it was not submitted.
    """

    example: Example
    agency: str | None = None
    path: str | None = None
    status: str = "ok"


@frozen
class RuleError(UsageError):
    """
    A rule cannot be used for what it says at `path`, or for the character `at` of it, from 0.
    """

    path: NodePath = ()
    at: int | None = None


@frozen
class Applicability:
    """
    Which reports a rule is for; a None says nothing.
    """

    first_year: int | None = None
    last_year: int | None = None
    editions: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None
    scopes: tuple[str, ...] | None = None
    media: tuple[str, ...] | None = None
    statuses: tuple[str, ...] = ("ok",)
    # The other reports without which there is nothing to compare: see `facts.record.RELATIONS`.
    needs: tuple[str, ...] = ()


@frozen
class Wording:
    """
    What a rule says to its readers; `message` is by variant, `several` is said of findings folded into one.
    """

    title: Words
    message: Mapping[str, Words]
    why: Words
    fix: Words
    repair: Words | None
    several: Words | None
    basis: tuple[Basis, ...]


@light
class Rule:
    """
    A rule as its file says it.

    `severity` and `message` are by variant; the variant `fail` stands for those not named.
    `options` are the keys that the rule's kind reads.  Words and examples are read when they are first asked for.
    """

    id: str
    kind: str
    severity: Mapping[str, str]
    profile: str
    rank: int
    applies_to: Applicability
    only: tuple[str, ...]
    options: Mapping[str, Any] = field(repr=False)
    read_wording: Callable[[], Wording] = field(repr=False, eq=False)
    read_examples: Callable[[], tuple[Example, ...]] = field(repr=False, eq=False)
    document: Document = field(repr=False, eq=False)
    # The file before its template was filled in, if it has one.
    written: Document | None = field(default=None, repr=False, eq=False)
    # Cannot be turned off or weakened by packs that extend this one.
    final: bool = False
    # Why it is turned off, if it is.
    disabled: str | None = None
    # The pack that it comes from.
    pack: str = ""

    @property
    def title(self) -> Words:
        """
        What it demands, in a few words.
        """
        return self.read_wording().title

    @property
    def message(self) -> Mapping[str, Words]:
        """
        What is said of a finding, by variant.
        """
        return self.read_wording().message

    @property
    def why(self) -> Words:
        """
        What it is good for.
        """
        return self.read_wording().why

    @property
    def fix(self) -> Words:
        """
        What to do.
        """
        return self.read_wording().fix

    @property
    def repair(self) -> Words | None:
        """
        What to do where one cell is to blame.
        """
        return self.read_wording().repair

    @property
    def several(self) -> Words | None:
        """
        What is said of findings that were folded into one.
        """
        return self.read_wording().several

    @property
    def basis(self) -> tuple[Basis, ...]:
        """
        What it rests on.
        """
        return self.read_wording().basis

    @property
    def lacks(self) -> Mapping[str, str]:
        """
        Which outcomes no example can show, each with the reason.
        """
        return self.document.data.get("lacks", {})  # type: ignore[no-any-return]  # says the schema

    @property
    def equivalent(self) -> Mapping[str, str]:
        """
        Which mutants no example can tell apart from the rule, each with the reason.
        """
        return self.document.data.get("equivalent", {})  # type: ignore[no-any-return]  # as above

    def reworded(self, **changes: Any) -> "Rule":
        """
        The rule with other words, by the names of `Wording`.
        """
        new = evolve(self.read_wording(), **changes)
        return evolve(self, read_wording=lambda: new)

    @property
    def examples(self) -> tuple[Example, ...]:
        """
        The examples, as far as they were read; else they are read now.
        """
        return self.read_examples()

    @property
    def plain_message(self) -> Words | None:
        """
        The message, if there is one for all variants.
        """
        return self.message["fail"] if "zh" in self.document.data["message"] else None

    @property
    def where(self) -> Path | None:
        """
        The rule's file.
        """
        return self.document.where

    def error(
        self, problem: str, remedy: str, *path: str | int, zh: tuple[str, str], at: int | None = None
    ) -> "RuleError":
        """
        The error about what the rule says at `path`, or about the character `at` of it, from 0; `zh` are problem and remedy in Chinese.
        """
        told = self.document.error(
            f"{self.id}: {problem}", remedy, *path, zh=(f"{self.id}: {zh[0]}", zh[1]), at=at
        )
        return RuleError(told.problem, told.remedy, told.where, told.line, told.zh, told.column, path, at)

    def severity_of(self, variant: str) -> str:
        """
        How bad a finding of `variant` is.
        """
        return self.severity.get(variant) or self.severity.get("fail") or next(iter(self.severity.values()))
