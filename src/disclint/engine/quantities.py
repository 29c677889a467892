"""
The numbers that the text of a report tells: counts, sums of money and percentages, and what they are said to be.

Refuses numbers that tell nothing of the agency's work: days and years, document numbers, articles of law, the
numerals of headings and lists, telephone numbers and addresses; and 一个 and the like, unless a concept reads it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    told = [
        *((each.start, each.end) for phrase in _WANTED for each in facts.words.find(phrase, stretches)),
        *(found.span() for stretch in stretches for found in _LISTED.finditer(flow.text, *stretch)),
    ]
    return tuple(
        _quantity(each, claims, facts)
        for each in sorted(_free(told, _barred(facts, stretches), len(flow.text)))
        if _claims_at(each, claims) or not _SMALL.match(flow.text[each[0] : each[1]])
    )


def _free(told: Iterable[Range], barred: Iterable[Range], length: int) -> Iterator[Range]:
    """
    Those stretches of a text that touch neither what is barred nor one before them.
    """
    taken = bytearray(length)
    for first, last in barred:
        taken[first:last] = b"\1" * (last - first)
    for first, last in told:
        if not any(taken[first:last]):
            taken[first:last] = b"\1" * (last - first)
            yield first, last


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


# The number of a capture among those of all claims, the label of its concept, and why it is not compared.
_Claimed = tuple[int, str, Words | None]
_Claims = Mapping[int, Sequence[_Claimed]]


def _claims(facts: Facts) -> _Claims:
    """
    What is claimed, by each character that it is read from.
    """
    guards = {each.id: each.label for each in facts.vocabulary.guards}
    captures = (
        (value, id, guards.get(claim.refused or ""))
        for id in facts.vocabulary.claimed
        for claim in facts.all_claims(id)
        for value in claim.match.captures.values()
    )
    found: dict[int, list[_Claimed]] = {}
    for number, (value, id, refused) in enumerate(captures):
        for at in range(value.start, value.end):
            found.setdefault(at, []).append((number, id, refused))
    return found


def _claims_at(found: Range, claims: _Claims) -> list[_Claimed]:
    there = {each[0]: each for at in range(*found) for each in claims.get(at, ())}
    return [there[number] for number in sorted(there)]


def _quantity(found: Range, claims: _Claims, facts: Facts) -> Quantity:
    mine = _claims_at(found, claims)
    span = facts.flow.span(*found)
    refused = None if any(each[2] is None for each in mine) else next((each[2] for each in mine), None)
    return Quantity(
        span,
        "".join(facts.source.slice(span).split()),
        tuple(dict.fromkeys(each[1] for each in mine)),
        refused,
    )
