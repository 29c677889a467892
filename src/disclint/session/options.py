"""
Which rules to run, and the language that results speak.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from attrs import field, frozen

from disclint.diagnostics import ERROR, SEVERITIES
from disclint.errors import UsageError, did_you_mean
from disclint.facts.record import ALONE
from disclint.result import LANGUAGES, PLAIN_RULES
from disclint.session.baseline import Baseline
from disclint.session.patterns import stands_for
from disclint.session.suppression import Suppression

if TYPE_CHECKING:
    from disclint.facts import Company
    from disclint.packs.kit import Kit
    from disclint.rules.model import Rule

DEFAULT, STRICT, ALL = "default", "strict", "all"
PROFILES = (DEFAULT, STRICT, ALL)

# A beginning may stand for a whole family; a few of it show what ids look like.
_MOST_NEAR = 3
_MAGIC = frozenset("*?[")


def _split(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(part.strip().upper() for each in given for part in each.split(",") if part.strip())


def _today() -> str:
    return date.today().isoformat()  # noqa: DTZ011 - the user's own day


@frozen
class Change:
    """
    A severity for the findings of the rules that `pattern` stands for; for one variant, or for all.
    """

    pattern: str
    severity: str
    variant: str | None = None

    def fits(self, id: str, variant: str) -> bool:
        """
        Whether it is about such findings of the rule `id`.
        """
        return self.variant in (None, variant) and stands_for([self.pattern], id)


@frozen
class Choice:
    """
    Which rules run, as a value: whoever wants the same rules again finds what was worked out about them.
    """

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    profile: str

    def __call__(self, id: str, profile: str) -> bool:
        """
        Whether the rule `id`, which belongs to `profile`, is to run.
        """
        if stands_for(self.ignore, id):
            return False
        if id in self.select:
            return True
        in_profile = self.profile == ALL or profile == DEFAULT
        return in_profile and (not self.select or stands_for(self.select, id))


@frozen
class Options:
    """
    Which rules to run: ids or patterns such as `TBL3-*`, apart or joined by commas.

    The beginning of ids stands for all of them, as `TBL3` does for `TBL3-SUM-ROW`.
    An empty `select` means all rules of the `profile`.  A rule that is selected by its whole id
    runs in any profile; patterns stay inside the profile.  `ignore` has the last word.

    `strict`, and the profile of that name, make findings of rules that could not decide.  `changes` are severities, the
    later ones before the earlier, and a whole id before patterns.  `today` (an ISO date) decides what has expired.
    """

    select: tuple[str, ...] = field(default=(), converter=_split)
    ignore: tuple[str, ...] = field(default=(), converter=_split)
    profile: str = DEFAULT
    lang: str = "zh"
    strict: bool = False
    fail_on: str = ERROR
    changes: tuple[Change, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    baseline: Baseline | None = None
    today: str = field(factory=_today)
    # The rules and forms, if not those that ship: see `session.data.kit`.
    kit: "Kit | None" = field(default=None, eq=False, repr=False)
    # Whether to tell which cells and numbers were checked against what.
    assurance: bool = False
    # The other reports that the report is compared with.
    company: "Company" = field(default=ALONE, eq=False, repr=False)
    # Whether rules that are final may be ignored, weakened or suppressed.
    allow_final_off: bool = False

    @property
    def tells_unknown(self) -> bool:
        """
        Whether a rule that could not decide is a finding.
        """
        return self.strict or self.profile == STRICT

    def severity(self, id: str, variant: str) -> str | None:
        """
        How bad a finding of the rule `id` is to be; None if it is as bad as the rule says.
        """
        fitting = [each for each in self.changes if each.fits(id, variant)]
        exact = [each for each in fitting if each.pattern == id]
        return next((each.severity for each in reversed(exact or fitting)), None)

    @property
    def runs(self) -> Choice:
        """
        Whether a rule, by id and profile, is to run.
        """
        return Choice(self.select, self.ignore, self.profile)

    def ignores(self, id: str) -> bool:
        """
        Whether findings of the rule `id` are not wanted.
        """
        return stands_for(self.ignore, id)


def ensure_known(options: Options, known: Sequence[str]) -> None:
    """
    Raise UsageError for a profile, a language, an id or a pattern that stands for nothing.
    """
    if options.profile not in PROFILES:
        raise unknown_value("profile", options.profile, PROFILES)
    if options.lang not in LANGUAGES:
        raise unknown_value("lang", options.lang, LANGUAGES)
    for wanted in (*options.select, *options.ignore):
        if not is_known(wanted, known):
            raise unknown_pattern(wanted, known)


def ensure_some(options: Options, rules: "Iterable[Rule]") -> None:
    """
    Raise UsageError if what is selected leaves no rule to run.
    """
    of_files = any(stands_for(options.select, each) and not options.ignores(each) for each in PLAIN_RULES)
    if not of_files and not any(options.runs(each.id, each.profile) for each in rules):
        raise UsageError(
            f"no rule is left of what is selected ({', '.join(options.select)})",
            "take out what ignores it; rules outside the profile need their whole id, or --profile all",
            zh=(
                f"所选的规则（{'、'.join(options.select)}）一条也不剩",
                "去掉忽略它们的选项；不在默认范围里的规则要写全编号，或者加 --profile all",
            ),
        )


def is_known(pattern: str, known: Iterable[str]) -> bool:
    """
    Whether an id, a beginning or a pattern stands for one of the `known` rules, or of those without a file.
    """
    every = (*known, *PLAIN_RULES)
    return pattern in every or any(stands_for([pattern], each) for each in every)


def ensure_final_on(options: Options, rules: "Iterable[Rule]") -> None:
    """
    Raise UsageError if a rule is to be ignored, or made milder, that its pack declares final.
    """
    for rule in () if options.allow_final_off else rules:
        if rule.final and any(_is_milder(options, rule, variant) for variant in rule.severity):
            raise UsageError(
                f"{rule.id} is final in pack '{rule.pack}' and cannot be made milder",
                "leave its severity, or add --allow-final-off",
                zh=(
                    f"{rule.id} 在规则包 {rule.pack} 中是 final 规则，不能降低级别",
                    "保留它的级别；确需降低时加 --allow-final-off",
                ),
            )
        if rule.final and options.ignores(rule.id):
            raise UsageError(
                f"{rule.id} is final in pack '{rule.pack}' and cannot be ignored",
                "leave it on, or add --allow-final-off",
                zh=(
                    f"{rule.id} 在规则包 {rule.pack} 中是 final 规则，不能忽略",
                    "保留它；确需忽略时加 --allow-final-off",
                ),
            )


def _is_milder(options: Options, rule: "Rule", variant: str) -> bool:
    wanted = options.severity(rule.id, variant)
    return wanted is not None and SEVERITIES.index(wanted) > SEVERITIES.index(rule.severity_of(variant))


def unknown_value(name: str, given: str, known: Sequence[str]) -> UsageError:
    """
    The error for a value that an option does not have.
    """
    near = get_close_matches(given.lower(), known, 1, 0.6)
    listed = "、".join(known)
    return UsageError(
        f"{name} cannot be '{given}'",
        did_you_mean(given, known),
        zh=(
            f"{name} 不能是“{given}”",
            f"是不是想写 {near[0]}？可以用: {listed}" if near else f"可以用: {listed}",
        ),
    )


def unknown_pattern(wanted: str, known: Sequence[str]) -> UsageError:
    """
    The error for an id or a pattern that stands for no rule.
    """
    if _MAGIC & set(wanted):
        return UsageError(
            f"no rule matches '{wanted}'",
            "`disclint rules` lists the rules",
            zh=(f"没有规则符合“{wanted}”", "用 disclint rules 查看全部规则"),
        )
    families = sorted({each.partition("-")[0] for each in known})
    return unknown_rule(wanted, known, get_close_matches(wanted.upper(), families, 2, 0.6))


def unknown_rule(wanted: str, known: Sequence[str], others: Sequence[str] = ()) -> UsageError:
    """
    The error for a rule id that does not exist, with the ids that may have been meant, or else `others`.
    """
    family = [each for each in known if each.startswith(wanted.strip().upper())]
    near = (
        (family if wanted.strip() else [])[:_MOST_NEAR]
        or get_close_matches(wanted.upper(), known, 2, 0.7)
        or others
    )
    meant = f"did you mean {' or '.join(near)}? " if near else ""
    meant_zh = f"是不是想写 {' 或 '.join(near)}？" if near else ""
    return UsageError(
        f"there is no rule '{wanted}'",
        f"{meant}`disclint rules` lists the rules",
        zh=(f"没有名为“{wanted}”的规则", f"{meant_zh}用 disclint rules 查看全部规则"),
    )
