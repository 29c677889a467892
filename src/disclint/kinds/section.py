"""
A section of the form must be there.
"""

from disclint.facts import Facts
from disclint.kinds.binding import Binding, bind
from disclint.kinds.compiling import Compiler
from disclint.kinds.core import FAIL, Judge, Place, Tally, note
from disclint.rules.tracing import PASS, UNKNOWN
from disclint.values import Subject, Text

NAME = "section"
LOST = "lost"
VARIANTS = frozenset((FAIL, LOST))
NAMES = {"missing": "section"}


def compiled(compiler: Compiler) -> tuple[Judge, Binding]:
    """
    Fails at the place of each required section that has no heading.
    """
    required = tuple(
        compiler.known(each, "section", compiler.section_ids(), "require", index)
        for index, each in enumerate(compiler.option("require"))
    )
    binding = bind(compiler, NAMES)
    return lambda facts: _judged(facts, required, binding), binding


def _judged(facts: Facts, required: tuple[str, ...], binding: Binding) -> Tally:
    demanded = {each.id for each in facts.expected.sections}
    checked = [each for each in required if each in demanded]
    findings, reasons, unsure = [], list[str](), 0
    if not binding.admits(binding.scope(facts), reasons):
        return Tally(reasons=reasons)
    for id in checked:
        section = facts.report.section(id)
        missing = facts.call("section", (Text(id),))
        if section is not None and section.heading is not None:
            note(binding.scope(facts, section=missing), PASS)
            continue
        if unread := facts.gaps.missing([id]):
            unsure += 1
            reasons += [each.reason for each in unread]
            note(binding.scope(facts, section=missing), UNKNOWN, reasons=reasons[-1:])
        elif isinstance(missing, Subject):
            place = Place(facts.places.of_section(id), f"section:{id}")
            variant = LOST if facts.tabular.are_damaged else FAIL
            scope = binding.scope(facts, missing=missing)
            findings.append(binding.finding(scope, place, variant))
            note(scope, FAIL, variant=findings[-1].variant)
    return Tally(findings, len(checked) - unsure, reasons)
