"""
What the grammar could not read or place, put into words.
"""

from decimal import Decimal

from disclint import values
from disclint.facts import Facts
from disclint.kinds.binding import Binding, bind
from disclint.kinds.compiling import Compiler
from disclint.kinds.core import FAIL, Judge, Place, Tally, note
from disclint.rules.tracing import PASS
from disclint.values import Subject, Text, Value

NAME = "problem"
VARIANTS = frozenset((FAIL,))


def compiled(compiler: Compiler) -> tuple[Judge, Binding]:
    """
    Fails at each problem with the rule's code; what it tells is known by name as `problem.NAME`.
    """
    code = compiler.option("code")
    binding = bind(compiler, {"problem": "problem"})
    return lambda facts: _judged(facts, code, binding), binding


def _judged(facts: Facts, code: str, binding: Binding) -> Tally:
    findings = []
    for problem in facts.report.problems:
        if problem.code == code:
            told = {name: _value(each) for name, each in problem.values.items()}
            subject = Subject("problem", problem.span, problem.address, told)
            place = Place(problem.span, problem.address)
            scope = binding.scope(facts, problem=subject)
            findings.append(binding.finding(scope, place))
            note(scope, FAIL, variant=findings[-1].variant)
    if not findings:
        note(binding.scope(facts), PASS)
    return Tally(findings, max(1, len(findings)))


def _value(told: object) -> Value:
    if isinstance(told, (int, Decimal)):
        return values.number(told)
    if isinstance(told, (tuple, list)):
        return tuple(Text(str(each)) for each in told)
    return Text(str(told))
