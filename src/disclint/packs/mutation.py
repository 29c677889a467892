"""
Mutants of rules on the examples of their rules: what an example notices is killed, what none notices survives.

A report is read once for all mutants.  A mutant that cannot be compiled is none.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from attrs import field, frozen

from disclint.engine.examples import differences, staged
from disclint.engine.judging import Judged, judge
from disclint.engine.program import Compiled, Program, compiled
from disclint.engine.run import Settings, concluded
from disclint.errors import UsageError
from disclint.facts import Facts
from disclint.kinds.domain import NAME as DOMAIN
from disclint.kinds.ratio import NAME as RATIO
from disclint.packs.kit import Kit
from disclint.packs.mutants import Mutant, mutants
from disclint.rules.examples import Fragment
from disclint.rules.model import Example, Rule

_EVERY = Settings(runs=lambda _id, _profile: True)
# Changes of these may leave a message without the names that it uses.
_NAMING = ("foreach", "let")


@frozen(eq=False)
class Stage:
    """
    An example of a rule, read, and the rules that are heard along with that rule.
    """

    example: Example
    written: Fragment = field(repr=False)
    facts: Facts = field(repr=False)
    others: tuple[Compiled, ...] = field(repr=False)
    kit: Kit = field(repr=False)

    @cached_property
    def _beside(self) -> Sequence[Judged]:
        return [judge(each, self.facts) for each in self.others]

    def notices(self, rule: Compiled) -> bool:
        """
        Whether the rule ends otherwise than the example says.  Raises UsageError for a rule that cannot be used.
        """
        program = Program(self.kit.pack, (rule, *self.others))
        judged = [judge(rule, self.facts), *self._beside]
        judged.sort(key=lambda each: (each.compiled.rule.rank, each.compiled.rule.id))
        outcome = concluded(judged, program, self.facts, _EVERY)
        return bool(differences(rule.rule, self.example, self.written, outcome))


@frozen
class Survivor:
    """
    A change that no example notices, and where the rule says what was changed.
    """

    id: str
    key: str
    change: str
    where: Path | None
    line: int | None


@frozen
class Score:
    """
    What came of the mutants of a rule.

    `spared` are those that the rule's file calls equivalent; `stale` are ids there that no surviving mutant has.
    `failing` are the names of examples that the rule itself does not end on as they say; nothing is told by them.
    """

    rule: Rule
    killed: int
    survivors: tuple[Survivor, ...]
    spared: int = 0
    stale: tuple[str, ...] = ()
    failing: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """
        The mutants that count.
        """
        return self.killed + len(self.survivors)

    @property
    def percent(self) -> float:
        """
        How many of a hundred are killed; all of none.
        """
        return percent(self.killed, self.total)


def percent(killed: int, total: int) -> float:
    """
    A share in percent; all of none.
    """
    return 100 * killed / total if total else 100.0


def stages(kit: Kit, rule: Rule) -> Iterator[Stage]:
    """
    The examples of a rule, those first that notice most.
    """
    others = tuple(
        each for each in kit.program.rules if each.rule.id != rule.id and _is_beside(rule, each.rule)
    )
    for example in sorted(rule.examples, key=lambda each: _ORDER.get(each.expect, 2)):
        written, facts = staged(kit.program, rule, example, kit.editions, kit.lexicon)
        yield Stage(example, written, facts, others, kit)


_ORDER = {"fail": 0, "pass": 1}


def _is_beside(rule: Rule, other: Rule) -> bool:
    # Rules that blame cells of a table, or tell how a report rounds, are only understood together.
    if other.disabled is not None:
        return False
    if rule.options.get("blame"):
        return bool(other.options.get("blame")) or other.kind == DOMAIN
    return rule.kind == other.kind == RATIO


def score(kit: Kit, rule: Rule) -> Score:
    """
    The mutants of a rule on its examples.  Raises UsageError for an example that is no report.
    """
    own = compiled(rule, kit.pack, kit.editions, strict=True)
    found = tuple(stages(kit, rule))
    failing = [each for each in found if each.notices(own)]
    sound = [each for each in found if each not in failing]
    killed, spared, survivors = 0, set[str](), []
    for mutant in mutants(rule):
        is_noticed = _noticed(kit, mutant, sound)
        if is_noticed:
            killed += 1
        elif is_noticed is None:
            continue
        elif mutant.id in rule.equivalent:
            spared.add(mutant.id)
        else:
            survivors.append(_survivor(mutant))
    stale = tuple(each for each in rule.equivalent if each not in spared)
    return Score(
        rule, killed, tuple(survivors), len(spared), stale, tuple(each.example.name for each in failing)
    )


def _noticed(kit: Kit, mutant: Mutant, sound: Iterable[Stage]) -> bool | None:
    """
    Whether an example notices the mutant; None if it is none.
    """
    try:
        rule = compiled(mutant.made(), kit.pack, kit.editions, strict=mutant.path[0] in _NAMING)
        return any(each.notices(rule) for each in sound)
    except UsageError:
        return None


def _survivor(mutant: Mutant) -> Survivor:
    document = mutant.rule.document
    return Survivor(
        mutant.id,
        ".".join(map(str, mutant.path)),
        str(mutant.change),
        document.origin(mutant.path)[0].where,
        document.line_of(mutant.path),
    )


def scores(kit: Kit, rules: Iterable[Rule]) -> Iterator[Score]:
    """
    The score of each rule.
    """
    return (score(kit, each) for each in rules)
