"""
Reports whose sentences with numbers are paraphrases, in pairs: all of it right, and one number or claim wrong.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from random import Random

from attrs import frozen

from bench.paraphrase import (
    asides,
    breakdowns,
    disputes,
    documents,
    fifth,
    fourth,
    long,
    requests,
    second,
    third,
)
from bench.paraphrase.kinds import Kind, Known, Universal
from bench.paraphrase.numerals import APPROXIMATE
from bench.paraphrase.saying import Count, Said, said
from bench.paraphrase.truths import totals, truths
from bench.reports import prose
from bench.reports.draft import Draft, Sentence, adding, without
from bench.reports.drawing import Number
from bench.reports.facts import Facts, sound_facts
from bench.reports.fault import other_number

CLAIMS = (*requests.KINDS, *breakdowns.KINDS, *documents.KINDS, *disputes.KINDS, *long.KINDS)
UNIVERSALS: tuple[Universal, ...] = (*requests.UNIVERSALS, *documents.UNIVERSALS, *disputes.UNIVERSALS)
AIMS: tuple[Kind | Universal, ...] = (*(each for each in CLAIMS if each.checked), *UNIVERSALS)
# What may be wrong, and what else is said, in each set of wordings.
WORDINGS: Mapping[str, tuple[Sequence[Kind | Universal], Sequence[Kind]]] = {
    "first": (AIMS, asides.KINDS),
    "second": (second.AIMS, (*asides.KINDS, *second.ASIDES)),
    "third": (third.AIMS, (*asides.KINDS, *third.ASIDES)),
    "fourth": (fourth.AIMS, (*asides.KINDS, *fourth.ASIDES)),
    "fifth": (fifth.AIMS, (*asides.KINDS, *fifth.ASIDES)),
}
# What generated reports say with numbers of their own.
_TOPICS = (
    "requests",
    "norms",
    "norms-other",
    "decisions",
    "disputes",
    "disputes-other",
    "growth",
    "publicity",
    "training",
    "business",
)
_MOST_SENTENCES = 4
# Beside these, what says how many are left makes of the claim a matter of wording.
_CLASHES = {"all closed": frozenset({"carried", "balance"})}
_TRIES = 400


@frozen
class Pair:
    """
    A sound report, the same report with one thing wrong, and what that is.

    `said` is the sentence that is wrong, `right` the one that it stands for ("" if none does), `number` what is wrong in
    it as written ("" for a claim without a number).
    """

    kind: str
    sound: Draft
    faulty: Draft
    said: str
    right: str
    number: str


def pair(seed: int, wording: str = "first") -> Pair:
    """
    The pair of this seed in one of the `WORDINGS`; the kinds take turns.
    """
    random = Random(f"{seed}/paraphrase")
    aims, others = WORDINGS[wording]
    aim = aims[seed % len(aims)]
    for _ in range(_TRIES):
        facts = sound_facts(random)
        known = truths(facts, random)
        if isinstance(aim, Universal):
            if aim.lies(known):
                return _false_claim(aim, facts, known, random, others)
        elif aim.fits(known):
            made = _false_number(aim, facts, known, random, others)
            if made:
                return made
    message = f"no report can have {aim.name}"
    raise ValueError(message)


def _false_claim(aim: Universal, facts: Facts, known: Known, random: Random, others: Sequence[Kind]) -> Pair:
    lie = said(aim.name, random.choice(aim.templates), known, random)
    base, around = _base(facts, random), list(_around(aim.name, known, random, others))
    half = len(around) // 2
    sound = _with(base, around)
    return Pair(
        aim.name, sound, _with(base, [*around[:half], (lie, aim.part), *around[half:]]), lie.text, "", ""
    )


def _false_number(
    aim: Kind, facts: Facts, known: Known, random: Random, others: Sequence[Kind]
) -> Pair | None:
    more = {**known, **aim.more(known, random)}
    right = _said(aim, more, random)
    twisted = aim.twist(more, random) if aim.twist else None
    slots = [
        at
        for at, piece in enumerate(right.pieces)
        if isinstance(piece, Count) and (piece.name == twisted[0] if twisted else piece.name in aim.checked)
    ]
    if not slots:
        return None
    at = random.choice(slots)
    count = right.pieces[at]
    if isinstance(count, str):
        return None
    wrong = right.wrong(at, twisted[1] if twisted else _other(count, facts, random))
    changed = wrong.pieces[at]
    base, around = _base(facts, random), list(_around(aim.name, known, random, others))
    half = len(around) // 2
    return Pair(
        aim.name,
        _with(base, [*around[:half], (right, aim.part), *around[half:]]),
        _with(base, [*around[:half], (wrong, aim.part), *around[half:]]),
        wrong.text,
        right.text,
        changed if isinstance(changed, str) else changed.text,
    )


def _said(kind: Kind, known: Known, random: Random) -> Said:
    template = kind.templates(known, random) if callable(kind.templates) else random.choice(kind.templates)
    return said(kind.name, template, known, random, loose=kind.loose)


def _other(count: Count, facts: Facts, random: Random) -> Number:
    if isinstance(count.value, Decimal):
        return count.value + random.randint(1, 40) * random.choice((Decimal(1), Decimal("0.1")))
    if count.form in APPROXIMATE:
        return int(count.value) * random.randint(2, 4) + 7
    others = [int(number) for address, number in facts.values.items() if not address.startswith("requests")]
    return other_number(random, int(count.value), *(int(each) for each in totals(facts)), *others)


def _around(name: str, known: Known, random: Random, others: Sequence[Kind]) -> Iterator[tuple[Said, str]]:
    """
    Other sentences of the report, all of them true.
    """
    kinds = [
        each
        for each in CLAIMS
        if each.name.split()[0] not in _CLASHES.get(name, {name.split(maxsplit=1)[0]}) and each.fits(known)
    ]
    for each in random.sample(kinds, min(len(kinds), random.randint(0, _MOST_SENTENCES))):
        yield _said(each, {**known, **each.more(known, random)}, random), each.part
    for aside in random.sample(others, random.randint(0, min(len(others), _MOST_SENTENCES))):
        if aside.fits(known):
            yield _said(aside, {**known, **aside.more(known, random)}, random), aside.part
    for claim in UNIVERSALS:
        if claim.holds(known) and random.random() < 0.3:
            yield said(claim.name, random.choice(claim.templates), known, random), claim.part


def _base(facts: Facts, random: Random) -> Draft:
    return without(prose.compose(facts, random), *_TOPICS)


def _with(draft: Draft, saying: list[tuple[Said, str]]) -> Draft:
    for part in ("proactive", "requests"):
        spoken = [each for each, where in saying if where == part]
        draft = adding(draft, part, *(Sentence(f"paraphrase {each.kind}", each.text) for each in spoken))
    return draft
