"""
Runs the examples of rules through the real grammar, and says what came out differently.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from disclint.diagnostics import CRASHED, FAIL, Diagnostic
from disclint.editions import Edition
from disclint.editions.lexicon import Lexicon
from disclint.engine.program import Program
from disclint.engine.run import Outcome, Settings, run
from disclint.facts import Facts, facts_of
from disclint.grammar import parse
from disclint.rules.examples import Fragment, fragment
from disclint.rules.model import Example, Rule
from disclint.source import Source

DEFAULT_YEAR, DEFAULT_KIND = 2024, "department"


def complaints(
    program: Program,
    rule: Rule,
    example: Example,
    editions: Mapping[str, Edition],
    lexicon: Lexicon,
) -> list[str]:
    """
    How the rule's end on its example differs from what is expected; empty if it does not.
    """
    written, facts = staged(program, rule, example, editions, lexicon)
    # Rules that blame a table together can only be judged together.
    outcome = run(program, facts, Settings(runs=lambda _id, _profile: True))
    return list(_differences(rule, example, written, outcome))


def staged(
    program: Program,
    rule: Rule,
    example: Example,
    editions: Mapping[str, Edition],
    lexicon: Lexicon,
) -> tuple[Fragment, Facts]:
    """
    An example as text with its marks, and as the report that rules judge.
    """
    year = example.year or DEFAULT_YEAR
    form = editions.get(example.edition or "") or next(
        (each for each in editions.values() if each.covers(year)), next(iter(editions.values()))
    )
    written = fragment(rule, example, form)
    given: dict[str, Any] = {"year": year, "kind": example.kind or DEFAULT_KIND, "edition": example.edition}
    source = Source(written.text, media=example.media)
    parsed = parse(source, editions, lexicon, **({} if example.whole else given))
    return written, facts_of(parsed.report, parsed.flow, parsed.source, editions, program.pack.vocabulary)


def _differences(rule: Rule, example: Example, written: Fragment, outcome: Outcome) -> Iterator[str]:
    verdict = next(each for each in outcome.verdicts if each.rule == rule.id)
    found = [each for each in outcome.diagnostics if each.rule == rule.id or rule.id in each.folded]
    shown = f"{verdict.status} ({'; '.join(verdict.reasons) or '-'})"
    if verdict.status == CRASHED:
        yield f"the rule crashed: {shown}"
        return
    wanted = example.verdict or (None if example.expect == "pass" else example.expect)
    if wanted is not None and verdict.status != wanted:
        yield f"ends in {shown}, not {wanted}"
    if wanted is None and verdict.status == FAIL:
        yield f"finds {_listed(found)}"
    if example.expect == FAIL and verdict.status == FAIL:
        yield from _wrong(example, written, found)


def _wrong(example: Example, written: Fragment, found: list[Diagnostic]) -> Iterator[str]:
    places = sorted({each.span for each in found})
    if written.marks and tuple(places) != written.marks:
        yield (
            f"lies at {[written.text[each.start : each.end] for each in places]},"
            f" marked is {[written.text[each.start : each.end] for each in written.marks]}"
        )
    count = example.count or (None if not written.marks else len(written.marks))
    if count is not None and len(found) != count:
        yield f"finds {len(found)} instead of {count}: {_listed(found)}"
    for wanted, has in (
        (example.at, [each.address for each in found]),
        (example.variant, [each.variant for each in found]),
        (example.suggests, [each.suggestion.replacement for each in found if each.suggestion]),
    ):
        if wanted is not None and wanted not in has:
            yield f"there is {has}, not {wanted!r}"


def _listed(found: list[Diagnostic]) -> str:
    return "; ".join(f"{each.address} {each.message['zh']}" for each in found) or "nothing"
