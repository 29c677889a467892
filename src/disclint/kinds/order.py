"""
Sections, rows or columns must stand in the form's order.
"""

from collections.abc import Sequence

from disclint.facts import Facts, Inapplicable
from disclint.kinds.binding import Binding, bind
from disclint.kinds.compiling import Compiler
from disclint.kinds.core import FAIL, Compiled, Judge, Place, Scope, Tally, note
from disclint.rules.functions import items
from disclint.rules.tracing import PASS
from disclint.rules.vocabulary import element
from disclint.source import Span
from disclint.values import TRUE, Subject, Text

NAME = "order"
EARLY, LATE = "early", "late"
VARIANTS = frozenset((EARLY, LATE))

SECTIONS = "sections"


def compiled(compiler: Compiler) -> tuple[Judge, Binding]:
    """
    Fails at each item that has to be moved: `early` ones belong behind `other`, `late` ones before it.
    """
    source = compiler.option("of")
    if source == SECTIONS:
        binding = bind(compiler, {"item": "section", "other": "section"})
        return lambda facts: _judged(_sections(facts), facts, binding), binding
    node = compiler.node(source, "of")
    domain = compiler.compiled(node, "of")
    kind = element(compiler.type(node))
    binding = bind(compiler, {"item": kind, "other": kind})
    return lambda facts: _judged(_lines(facts, domain), facts, binding), binding


def _sections(facts: Facts) -> list[tuple[Subject, int]]:
    order = {each.id: index for index, each in enumerate(facts.expected.sections)}
    found = []
    for section in facts.report.sections:
        if section.id in order and section is facts.report.section(section.id):
            subject = facts.call("section", (Text(section.id),))
            if isinstance(subject, Subject):
                found.append((subject, order[section.id]))
    return found


def _lines(facts: Facts, domain: Compiled) -> list[tuple[Subject, int]]:
    lines = [each for each in items(domain(Scope(facts, {}))) if isinstance(each, Subject)]
    found = [
        (each.span, each, index)
        for index, each in enumerate(lines)
        if each.span and each.read("found") == TRUE and not _is_spread(each.span, each, lines)
    ]
    return [(each, index) for _, each, index in sorted(found, key=lambda each: each[0])]


def _is_spread(span: Span, item: Subject, lines: Sequence[Subject]) -> bool:
    """
    Whether an item stands all around another, as a label does whose letters an extraction parted: it has no place in an order.
    """
    places = [each.span for each in lines if each is not item and each.span]
    return any(span.holds(each) for each in places)


def _judged(found: Sequence[tuple[Subject, int]], facts: Facts, binding: Binding) -> Tally:
    if len(found) < 2:
        raise Inapplicable("fewer than two of them were found")
    indexes = [index for _, index in found]
    if indexes == sorted(indexes):
        for item, _ in found:
            note(binding.scope(facts, item=item), PASS)
        return Tally([], len(found))
    kept = _longest_rising(indexes)
    findings = []
    for at, (item, index) in enumerate(found):
        if at in kept:
            note(binding.scope(facts, item=item), PASS)
            continue
        before = [found[each] for each in kept if each < at and found[each][1] > index]
        after = [found[each] for each in kept if each > at and found[each][1] < index]
        # What it has to change places with: the farthest item on the wrong side of it.
        variant, other = (LATE, before[0][0]) if before else (EARLY, after[-1][0])
        scope = binding.scope(facts, item=item, other=other)
        place = Place(item.span, item.address) if item.span and item.address else None
        findings.append(binding.finding(scope, place, variant))
        note(scope, FAIL, variant=findings[-1].variant)
    return Tally(findings, len(found))


def _longest_rising(indexes: Sequence[int]) -> list[int]:
    # The most items that stand right among themselves; of equally many the latest, so that what is
    # named is what a reader first finds out of place.
    best: list[list[int]] = []
    for at, index in enumerate(indexes):
        longest = max((each for each in reversed(best) if indexes[each[-1]] < index), key=len, default=[])
        best.append([*longest, at])
    return max(reversed(best), key=len)
