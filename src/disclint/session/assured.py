"""
The assurance map of a report, from the traces of the rules that are wanted.
"""

from functools import lru_cache

from disclint.diagnostics import Assurance
from disclint.engine.assuring import assurance
from disclint.engine.program import Compiled, compiled
from disclint.engine.tracing import traces
from disclint.facts import Facts
from disclint.packs.kit import Kit
from disclint.rules.model import Rule
from disclint.session.options import Options


def assured(kit: Kit, facts: Facts, options: Options) -> Assurance:
    """
    What the rules that `options` want have checked in a report, and what not.
    """
    wanted = [each for each in _traced(kit) if _is_wanted(each.rule, options)]
    return assurance(traces(wanted, facts), facts)


@lru_cache(maxsize=4)
def _traced(kit: Kit) -> tuple[Compiled, ...]:
    return tuple(compiled(each.rule, kit.pack, kit.editions, traced=True) for each in kit.program.rules)


def _is_wanted(rule: Rule, options: Options) -> bool:
    return rule.disabled is None and options.runs(rule.id, rule.profile)
