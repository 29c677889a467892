"""
What is the same for all reports that one set of rules judges: which rules, for which reports, in which order.
"""

from collections.abc import Callable

from attrs import define, field

from disclint.diagnostics import NOT_APPLICABLE, Verdict
from disclint.engine.applying import why_not
from disclint.engine.judging import held
from disclint.engine.program import Compiled, Program
from disclint.facts import Facts
from disclint.rules.model import Applicability

# Most verdicts are the same for most reports.
_MOST_KEPT = 10_000
# So many ways to choose rules are kept for a program.
_MOST_PLANS = 16
# Writing rules down plainly takes as long as judging so many reports without.
_WORTHWHILE = 4

Runs = Callable[[str, str], bool]


@define(eq=False)
class Plan:
    """
    The rules that are wanted, by rank, and what was worked out about them.
    """

    wanted: tuple[Compiled, ...]
    _reports: int = 0
    _by_id: tuple[int, ...] = field(init=False)
    _groups: dict[Applicability, list[int]] = field(init=False)
    _told: dict[tuple[int, int | str], Verdict] = field(init=False, factory=dict)

    @_by_id.default
    def _sorted(self) -> tuple[int, ...]:
        return tuple(sorted(range(len(self.wanted)), key=lambda each: self.wanted[each].rule.id))

    @_groups.default
    def _grouped(self) -> dict[Applicability, list[int]]:
        found: dict[Applicability, list[int]] = {}
        for number, each in enumerate(self.wanted):
            found.setdefault(each.rule.applies_to, []).append(number)
        return found

    def counts(self) -> bool:
        """
        Take note of one more report: whether the rules' plain forms are worth their while.
        """
        self._reports += 1
        return self._reports > _WORTHWHILE

    def applying(self, facts: Facts) -> tuple[list[int], dict[int, Verdict]]:
        """
        The rules that are for a report, by their number, and the verdicts of the others.
        """
        report, media = facts.report, facts.source.media
        applying: list[int] = []
        others: dict[int, Verdict] = {}
        for applies, numbers in self._groups.items():
            reason = why_not(applies, report, media, facts.company)
            if reason is None:
                applying += numbers
            else:
                others.update((each, self.told(each, reason)) for each in numbers)
        return applying, others

    def told(self, number: int, checked: int | str) -> Verdict:
        """
        The verdict of a rule of which so many instances hold, all that there are, or that does not apply.
        """
        found = self._told.get((number, checked))
        if found is None:
            id = self.wanted[number].rule.id
            found = Verdict(id, NOT_APPLICABLE, (checked,)) if isinstance(checked, str) else held(id, checked)
            if len(self._told) < _MOST_KEPT:
                self._told[number, checked] = found
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
