"""
What is the same for all reports that one set of rules judges: which rules, for which reports, in which order.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from disclint.diagnostics import NOT_APPLICABLE, Verdict
from disclint.engine.applying import why_not
from disclint.engine.judging import held
from disclint.engine.program import Compiled, Program
from disclint.facts import Facts
from disclint.facts.asked import Questions
from disclint.facts.record import ALONE
from disclint.kinds.ratio import NAME as RATIO
from disclint.rules.model import Applicability

if TYPE_CHECKING:
    from disclint.sieve import Passed

# Most verdicts are the same for most reports, and most reports are of a few sorts.
_MOST_KEPT, _MOST_SORTS = 10_000, 500
# So many ways to choose rules are kept for a program.
_MOST_PLANS = 16
# Writing rules down plainly takes as long as judging so many reports without.
_WORTHWHILE = 4

Runs = Callable[[str, str], bool]


@frozen(eq=False, slots=False)
class Applying:
    """
    The rules that are for reports of one sort, by their number, and the verdicts of the others.
    """

    plan: "Plan"
    numbers: tuple[int, ...]
    others: dict[int, Verdict]

    @cached_property
    def forms(self) -> list[tuple[int, "Passed"]]:
        """
        Those that have a plain form, and their forms, which are written when they are first asked for.
        """
        wanted = self.plan.wanted
        several = ((each, wanted[each].plain()) for each in self.numbers)
        return [(each, passed) for each, passed in several if passed is not None]


@define(eq=False, slots=False)
class Plan:
    """
    The rules that are wanted, by rank, and what was worked out about them.
    """

    wanted: tuple[Compiled, ...]
    _reports: int = 0
    _kept: int = 0
    _told: tuple[dict[int | str, Verdict], ...] = field(init=False)
    _applying: dict[tuple[object, ...], Applying] = field(init=False, factory=dict)
    _asking: dict[tuple[int, bool], int] = field(init=False, factory=dict)

    @_told.default
    def _nothing_told(self) -> tuple[dict[int | str, Verdict], ...]:
        return tuple({} for _ in self.wanted)

    @cached_property
    def _by_id(self) -> tuple[int, ...]:
        return tuple(sorted(range(len(self.wanted)), key=lambda each: self.wanted[each].rule.id))

    @cached_property
    def _groups(self) -> dict[Applicability, list[int]]:
        found: dict[Applicability, list[int]] = {}
        for number, each in enumerate(self.wanted):
            found.setdefault(each.rule.applies_to, []).append(number)
        return found

    @cached_property
    def blaming(self) -> tuple[int, ...]:
        """
        The rules whose equations say together which cell is wrong.
        """
        return tuple(number for number, each in enumerate(self.wanted) if each.blames)

    @cached_property
    def rounding(self) -> tuple[int, ...]:
        """
        The rules that tell how a report rounds.
        """
        return tuple(number for number, each in enumerate(self.wanted) if each.rule.kind == RATIO)

    @cached_property
    def questions(self) -> Questions:
        """
        What the rules may ask of reports.
        """
        return Questions()

    def asking(self, number: int, *, telling: bool) -> int:
        """
        What judging by a rule, or telling of its findings besides, may ask, as bits of `questions`.
        """
        key = (number, telling)
        found = self._asking.get(key)
        if found is None:
            compiled = self.wanted[number]
            asked = compiled.asked_to_tell() if telling else compiled.asked()
            found = self._asking[key] = self.questions.bits(asked)
        return found

    def counts(self) -> bool:
        """
        Take note of one more report: whether the rules' plain forms are worth their while.
        """
        self._reports += 1
        return self._reports > _WORTHWHILE

    def applying(self, facts: Facts) -> Applying:
        """
        The rules that are for a report, and the verdicts of the others.
        """
        if facts.company is not ALONE:
            return self._sorted_out(facts)
        report, media = facts.report, facts.source.media
        # All that `why_not` asks of a report that is compared with none.
        sort = (
            report.status, report.reason, report.year, report.edition, report.expected_edition,
            report.agency_kind, report.agency_scope, media,
        )  # fmt: skip
        found = self._applying.get(sort)
        if found is None:
            if len(self._applying) >= _MOST_SORTS:
                self._applying.clear()
            found = self._applying[sort] = self._sorted_out(facts)
        return found

    def _sorted_out(self, facts: Facts) -> Applying:
        numbers: list[int] = []
        others: dict[int, Verdict] = {}
        for applies, group in self._groups.items():
            reason = why_not(applies, facts.report, facts.source.media, facts.company)
            if reason is None:
                numbers += group
            else:
                others.update((each, self._verdict(each, reason)) for each in group)
        return Applying(self, tuple(numbers), others)

    def told(self, found: dict[int, int | str]) -> dict[int, Verdict]:
        """
        The verdicts of rules of which so many instances hold, all that there are, or that do not apply.
        """
        known, verdict = self._told, self._verdict
        return {
            number: known[number].get(checked) or verdict(number, checked)
            for number, checked in found.items()
        }

    def _verdict(self, number: int, checked: int | str) -> Verdict:
        id, known = self.wanted[number].rule.id, self._told[number]
        found = known.get(checked)
        if found is None:
            found = Verdict(id, NOT_APPLICABLE, (checked,)) if isinstance(checked, str) else held(id, checked)
            if self._kept < _MOST_KEPT:
                self._kept += 1
                known[checked] = found
        return found

    def listed(self, verdicts: dict[int, Verdict]) -> tuple[Verdict, ...]:
        """
        The verdicts by the ids of their rules.
        """
        return tuple([verdicts[each] for each in self._by_id])


def planned(program: Program, runs: Runs) -> Plan:
    """
    The plan for the rules that `runs`, asked by id and profile, wants.
    """
    found = program.plans.get(runs)
    if not isinstance(found, Plan):
        rules = (each for each in program.rules if each.rule.disabled is None)
        wanted = tuple(each for each in rules if runs(each.rule.id, each.rule.profile))
        # Others, such as the options for another file, may want the same.
        same = program.plans.get(wanted)
        found = same if isinstance(same, Plan) else Plan(wanted)
        if len(program.plans) >= _MOST_PLANS:
            program.plans.clear()
        program.plans.update({wanted: found, runs: found})
    return found
