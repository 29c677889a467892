"""
What rules could not decide, as findings: what is missing, once for all rules that miss it.
"""

import re
from collections.abc import Iterator, Sequence

from attrs import evolve

from disclint.diagnostics import (
    ERROR,
    INFO,
    SEVERITIES,
    UNKNOWN,
    WARNING,
    Diagnostic,
    Related,
    Suggestion,
    Verdict,
    Words,
    numbered,
)
from disclint.engine import Program
from disclint.engine.program import Compiled
from disclint.facts import Facts
from disclint.outputs import names
from disclint.outputs.view import View
from disclint.result import LANGUAGES, Result
from disclint.session.options import Options
from disclint.source import Span

# The name of the value that tells such a finding from one of the rule's own.
MISSING = "?"

_CELL = re.compile(r"(\w+)/\w+/\w+(?=: )")
_TABLE = re.compile(r"table (\w+) is ")
_SECTION = re.compile(r"(?:heading of|section) (\w+)\Z")
_MOST_SAID = 3
_MOST_RELATED = 10
_REMEDY: Words = {
    "zh": "补全缺少的内容再检查；原报告有而没有读到的，请人工核对这一项。",
    "en": "Fill in what is missing and check again; what the report does say but could not be read, check by hand.",
}


def told(result: Result, program: Program, facts: Facts, options: Options) -> Result:
    """
    The result with a finding for each thing that kept rules from deciding.
    """
    rules = {each.rule.id: each for each in program.rules}
    groups: dict[tuple[str, ...], list[Verdict]] = {}
    for each in result.verdicts:
        if each.status == UNKNOWN:
            groups.setdefault(each.reasons, []).append(each)
    found = [
        _finding(reasons, [rules[each.rule] for each in group], result, facts, options)
        for reasons, group in groups.items()
    ]
    together = sorted([*result.diagnostics, *numbered(found)], key=lambda each: (each.span, each.rule))
    return evolve(result, diagnostics=tuple(together))


def _finding(
    reasons: Sequence[str], rules: Sequence[Compiled], result: Result, facts: Facts, options: Options
) -> Diagnostic:
    first, *others = sorted(rules, key=lambda each: (_badness(each, options), each.rule.rank, each.rule.id))
    places = list(dict.fromkeys(_places(reasons, facts))) or [("document", Span(0, 0))]
    address, span = places[0]
    return Diagnostic(
        rule=first.rule.id,
        severity=_severity(first, options),
        span=span,
        address=address,
        message={lang: _message(reasons, first, len(others), result, facts, lang) for lang in LANGUAGES},
        variant=UNKNOWN,
        related=tuple(
            Related(place, cell, facts.places.words(cell, place))
            for cell, place in places[1 : _MOST_RELATED + 1]
        ),
        basis=tuple(each.said(facts.report.year) for each in first.spoken().cited),
        suggestion=Suggestion(_REMEDY),
        folded=tuple(each.rule.id for each in others),
        values={MISSING: "; ".join(reasons)},
    )


def _severity(compiled: Compiled, options: Options) -> str:
    rule = compiled.rule
    own = WARNING if rule.severity_of("fail") == ERROR else INFO
    return options.severity(rule.id, UNKNOWN) or own


def _badness(compiled: Compiled, options: Options) -> int:
    return SEVERITIES.index(_severity(compiled, options))


def _places(reasons: Sequence[str], facts: Facts) -> Iterator[tuple[str, Span]]:
    for each in reasons:
        if (cell := _CELL.match(each)) and cell[1] in facts.tabular.tables:
            placed = facts.tabular.tables[cell[1]].cells.get(cell[0])
            yield cell[0], placed.span if placed else facts.places.of_table(cell[1])
        elif (table := _TABLE.match(each)) and table[1] in facts.tabular.tables:
            yield table[1], facts.places.of_table(table[1])
        elif section := _SECTION.match(each):
            yield f"section:{section[1]}", facts.places.of_section(section[1])


def _message(
    reasons: Sequence[str], first: Compiled, others: int, result: Result, facts: Facts, lang: str
) -> str:
    view = View(lang=lang, editions=facts.editions)
    title = first.rule.title
    said = [names.reason(each, result, view) for each in reasons[:_MOST_SAID]]
    if len(reasons) > _MOST_SAID:
        said.append(view.pick(f"等 {len(reasons)} 处", f"and {len(reasons) - _MOST_SAID} more"))
    missing = view.pick("；", "; ").join(said)
    more = ""
    if others:
        more = view.pick(
            f"（另有 {others} 条规则因此无法判断）",
            f" ({others} more {'rule' if others == 1 else 'rules'} undecided for it)",
        )
    return view.pick(
        f"无法判断“{title['zh']}”：{missing}{more}",
        f"cannot decide “{title.get('en') or title['zh']}”: {missing}{more}",
    )
