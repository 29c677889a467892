"""
Which rules to run, and the language that results speak.
"""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from attrs import field, frozen

from disclint.errors import UsageError, did_you_mean
from disclint.result import CRASHED_RULE, LANGUAGES, UNREADABLE_RULE

if TYPE_CHECKING:
    from disclint.packs.kit import Kit
    from disclint.rules.model import Rule

DEFAULT, ALL = "default", "all"
PROFILES = (DEFAULT, ALL)

# A beginning may stand for a whole family; a few of it show what ids look like.
_MOST_NEAR = 3
_MAGIC = frozenset("*?[")


def _split(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(part.strip().upper() for each in given for part in each.split(",") if part.strip())


@frozen
class Options:
    """
    Which rules to run: ids or patterns such as `TBL3-*`, apart or joined by commas.

    The beginning of ids stands for all of them, as `TBL3` does for `TBL3-SUM-ROW`.
    An empty `select` means all rules of the `profile`.  A rule that is selected by its whole id
    runs in any profile; patterns stay inside the profile.  `ignore` has the last word.
    """

    select: tuple[str, ...] = field(default=(), converter=_split)
    ignore: tuple[str, ...] = field(default=(), converter=_split)
    profile: str = DEFAULT
    lang: str = "zh"
    # The rules and forms, if not those that ship: see `session.data.kit`.
    kit: "Kit | None" = field(default=None, eq=False, repr=False)
    # Whether `ignore` may name rules that are final.
    allow_final_off: bool = False

    def runs(self, id: str, profile: str) -> bool:
        """
        Whether the rule `id`, which belongs to `profile`, is to run.
        """
        if self.ignores(id):
            return False
        if id in self.select:
            return True
        in_profile = self.profile == ALL or profile == DEFAULT
        return in_profile and (not self.select or _any(id, self.select))

    def ignores(self, id: str) -> bool:
        """
        Whether findings of the rule `id` are not wanted.
        """
        return _any(id, self.ignore)


def _any(id: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(id, each) or id.startswith(_beginning(each)) for each in patterns)


def _beginning(pattern: str) -> str:
    # TBL stands for TBL2, TBL3 and TBL4; behind a hyphen only whole words count, lest an id
    # stand for longer ones.
    return f"{pattern.rstrip('-')}-" if "-" in pattern else pattern


def ensure_known(options: Options, known: Sequence[str]) -> None:
    """
    Raise UsageError for a profile, a language, an id or a pattern that stands for nothing.
    """
    if options.profile not in PROFILES:
        raise unknown_value("profile", options.profile, PROFILES)
    if options.lang not in LANGUAGES:
        raise unknown_value("lang", options.lang, LANGUAGES)
    for wanted in (*options.select, *options.ignore):
        if not any(_any(each, [wanted]) for each in (*known, UNREADABLE_RULE, CRASHED_RULE)):
            raise _unknown(wanted, known)


def ensure_final_on(options: Options, rules: "Iterable[Rule]") -> None:
    """
    Raise UsageError if a rule is to be ignored that its pack declares final.
    """
    for rule in rules:
        if rule.final and options.ignores(rule.id) and not options.allow_final_off:
            raise UsageError(
                f"{rule.id} is final in pack '{rule.pack}' and cannot be ignored",
                "leave it on, or add --allow-final-off",
                zh=(
                    f"{rule.id} 在规则包 {rule.pack} 中是 final 规则，不能忽略",
                    "保留它；确需忽略时加 --allow-final-off",
                ),
            )


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


def _unknown(wanted: str, known: Sequence[str]) -> UsageError:
    if _MAGIC & set(wanted):
        return UsageError(
            f"no rule matches '{wanted}'",
            "`disclint rules` lists the rules",
            zh=(f"没有规则符合“{wanted}”", "用 disclint rules 查看全部规则"),
        )
    return unknown_rule(wanted, known)


def unknown_rule(wanted: str, known: Sequence[str]) -> UsageError:
    """
    The error for a rule id that does not exist, with the ids that may have been meant.
    """
    family = [each for each in known if each.startswith(wanted.strip().upper())]
    near = (family if wanted.strip() else [])[:_MOST_NEAR] or get_close_matches(wanted.upper(), known, 2, 0.7)
    meant = f"did you mean {' or '.join(near)}? " if near else ""
    meant_zh = f"是不是想写 {' 或 '.join(near)}？" if near else ""
    return UsageError(
        f"there is no rule '{wanted}'",
        f"{meant}`disclint rules` lists the rules",
        zh=(f"没有名为“{wanted}”的规则", f"{meant_zh}用 disclint rules 查看全部规则"),
    )
