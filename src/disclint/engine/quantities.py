"""
The numbers that the text of a report tells: counts, sums of money and percentages, and what they are said to be.

Refuses numbers that tell nothing of the agency's work: days and years, document numbers, articles of law, the
numerals of headings and lists, telephone numbers and addresses; and 一个 and the like, unless a concept reads it.
"""

import re
from collections.abc import Sequence

from attrs import frozen

from disclint.diagnostics import Words
from disclint.facts import Facts
from disclint.facts.ranges import PROSE, Range
from disclint.phrases import compile_phrase
from disclint.source import Span

_WANTED = tuple(map(compile_phrase, ("{p:percent}", "{m:money}", "{n:count}")))
# Of 分别为5、3、2件 the first two have no measure word of their own.
_LISTED = re.compile(
    r"(?<![0-9.\-/])[0-9]+(?:\.[0-9]+)?(?=[、和,](?:[^0-9。;]{0,6})?[0-9]+(?:\.[0-9]+)?[万亿]?[件份条次个期名起批宗篇元%])"
)
_DAYS = tuple(map(compile_phrase, ("{d:day}", "{y:year}年")))
# 第三十条, 第(一)项, (一), 1.: numbers of things, not how many there are.
_ORDINAL = re.compile(
    r"第\(?[0-9一二三四五六七八九十百]+\)?[条款项章节号届次期批]|(?<=[0-9])个(?:月|工作日|自然日)"
)
_SMALL = re.compile(
    r"[一二两三四五六七八九十几](?:个|次|种|批|项|家|名|人|部|处|件|份|条|场|期|张|页|篇|册)\Z"
)


@frozen(eq=False)
class Quantity:
    """
    A number of the text: where, as it is written, the labels of what it is said to be, and why it is not compared.
    """

    span: Span
    text: str
    claims: tuple[str, ...] = ()
    refused: Words | None = None


def quantities(facts: Facts) -> tuple[Quantity, ...]:
    """
    The numbers of the text outside the tables, in their order.
    """
    flow = facts.flow
    stretches = facts.ranges.get(PROSE, ())
    claims = _claims(facts)
    barred = _barred(facts, stretches)
    taken: list[Range] = []
    for phrase in _WANTED:
        for match in facts.words.find(phrase, stretches):
            _take(taken, (match.start, match.end), barred)
    for first, last in stretches:
        for found in _LISTED.finditer(flow.text, first, last):
            _take(taken, (found.start(), found.end()), barred)
    return tuple(
        _quantity(each, claims, facts)
        for each in sorted(taken)
        if _claims_at(each, claims) or not _SMALL.match(flow.text[each[0] : each[1]])
    )


def _take(taken: list[Range], found: Range, barred: Sequence[Range]) -> None:
    first, last = found
    if not any(start < last and first < end for start, end in (*barred, *taken)):
        taken.append(found)


def _barred(facts: Facts, stretches: Sequence[Range]) -> list[Range]:
    flow, report = facts.flow, facts.report
    found = [(each.start, each.end) for phrase in _DAYS for each in facts.words.find(phrase, stretches)]
    found += [(each.start(), each.end()) for each in _ORDINAL.finditer(flow.text)]
    spans = [each.span for each in report.citations]
    # Of a heading that goes on as a sentence the numeral is all that numbers it.
    spans += [
        Span(each.span.start, each.span.start + len(each.numeral or "")) if each.inline else each.span
        for each in report.headings
    ]
    spans += [report.period.span] if report.period else []
    spans += [report.published.span] if report.published else []
    spans += [report.title.span] if report.title else []
    return found + [flow.bounds(each) for each in spans]


# The capture of a claim, the label of its concept, and why it is not compared.
_Claimed = tuple[Range, str, Words | None]


def _claims(facts: Facts) -> list[_Claimed]:
    guards = {each.id: each.label for each in facts.vocabulary.guards}
    return [
        ((value.start, value.end), id, guards.get(claim.refused or ""))
        for id in facts.vocabulary.concepts
        for claim in facts.all_claims(id)
        for value in claim.match.captures.values()
    ]


def _claims_at(found: Range, claims: Sequence[_Claimed]) -> list[_Claimed]:
    first, last = found
    return [each for each in claims if each[0][0] < last and first < each[0][1]]


def _quantity(found: Range, claims: Sequence[_Claimed], facts: Facts) -> Quantity:
    mine = _claims_at(found, claims)
    span = facts.flow.span(*found)
    refused = None if any(each[2] is None for each in mine) else next((each[2] for each in mine), None)
    return Quantity(
        span,
        "".join(facts.source.slice(span).split()),
        tuple(dict.fromkeys(each[1] for each in mine)),
        refused,
    )
