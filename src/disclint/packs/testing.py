"""
A pack's rules on their examples.

Coverage, mutants and figures from many reports begin from the same: rules, their examples, what came of each.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from attrs import evolve, frozen

from disclint.engine.examples import MISSING, NOISY, OUTCOMES, Tried, tried
from disclint.errors import UsageError, did_you_mean, did_you_mean_zh
from disclint.packs.kit import Kit
from disclint.rules.files import EXAMPLES
from disclint.rules.model import Example, Rule

BAD = (NOISY, MISSING)
_OUTSIDE = frozenset(
    (
        "severity",
        "profile",
        "title",
        "message",
        "why",
        "fix",
        "repair",
        "several",
        "basis",
        "rank",
        "final",
        "disabled",
    )
)


@frozen
class Case:
    """
    What came of a rule on one of its examples, and where the example is written.
    """

    rule: Rule
    tried: Tried
    where: Path | None
    line: int | None

    @property
    def is_good(self) -> bool:
        """
        Whether the rule ended as the example says.
        """
        return self.tried.outcome not in BAD


def own_rules(kit: Kit, *, inherited: bool = False) -> tuple[Rule, ...]:
    """
    The rules that the last pack of a chain brings or changes, and that are on; with `inherited` all others, too.
    """
    id = kit.pack.id
    changed = {rule for rule, made in kit.pack.changes.items() if any(each.pack == id for each in made)}
    return tuple(
        each
        for each in sorted(kit.pack.rules, key=lambda each: each.id)
        if each.disabled is None and (inherited or each.pack == id or each.id in changed)
    )


def reshaped(kit: Kit, rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """
    Those of the rules of which a chain's last pack wrote more than how bad findings are and how they are worded.

    What examples notice of all others is the business of the pack that wrote them.
    """
    id = kit.pack.id
    return tuple(
        rule
        for rule in rules
        if rule.pack == id
        or any(
            each.pack == id and each.change.path[0] not in _OUTSIDE
            for each in kit.pack.changes.get(rule.id, ())
        )
    )


def named(rules: Sequence[Rule], ids: Iterable[str]) -> tuple[Rule, ...]:
    """
    The rules with these ids, which may be patterns; all if there are none.  Raises UsageError.
    """
    given = tuple(ids)
    for each in given:
        if not any(fnmatchcase(rule.id, each) for rule in rules):
            known = [rule.id for rule in rules]
            raise UsageError(
                f"there is no rule {each!r} among those that are tested",
                did_you_mean(each, known),
                zh=(f"要测试的规则里没有“{each}”", did_you_mean_zh(each, known)),
            )
    return tuple(rule for rule in rules if not given or any(fnmatchcase(rule.id, each) for each in given))


def cases(kit: Kit, rules: Iterable[Rule]) -> Iterator[Case]:
    """
    What comes of each rule on each of its examples.  Raises UsageError for an example that is no report.
    """
    for rule in rules:
        is_other = any(each.change.path[:1] == ("severity",) for each in kit.pack.changes.get(rule.id, ()))
        for example in rule.examples:
            where, line = _place(rule, example)
            # Who changes a rule's severity changes what its own examples say of it.
            held = evolve(example, severity=None) if is_other and where == rule.where else example
            result = tried(kit.program, rule, held, kit.editions, kit.lexicon)
            yield Case(rule, result, where, line)


def _place(rule: Rule, example: Example) -> tuple[Path | None, int | None]:
    document = rule.document if EXAMPLES in rule.document.data else rule.document.whole()
    path = (EXAMPLES, example.expect, example.index)
    return document.origin(path)[0].where, document.line_of(path)


def counts(found: Iterable[Case]) -> Mapping[str, int]:
    """
    How many examples came to each of the four outcomes.
    """
    told = Counter(each.tried.outcome for each in found)
    return {each: told[each] for each in OUTCOMES}
