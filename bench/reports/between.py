"""
Faults between reports: what does not go on from last year, and what was copied.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from random import Random

from attrs import evolve, frozen

from bench.reports import prose
from bench.reports.draft import Draft, Paragraph, Sentence, adding, without
from bench.reports.drawing import Number
from bench.reports.facts import Facts
from bench.reports.fault import Fault, Unfit
from bench.reports.forms import APPLICANTS
from bench.reports.turns import BETWEEN, Turns
from bench.reports.variety import varied
from bench.reports.wording import percent


@frozen
class Told:
    """
    A report and last year's as they are told, where they are not as they were; another copy of it; what is wrong.
    """

    now: Draft | None = None
    last: Draft | None = None
    copy: Draft | None = None
    fault: Fault | None = None


def composed(facts: Facts, random: Random) -> Draft:
    """
    A report in which all this is true, in words of its own.
    """
    return varied(prose.compose(facts, random), random)


def add(values: dict[str, Number], number: int) -> None:
    """
    So many more were received and granted; the report itself adds up.
    """
    for row in ("new_received", "granted", "disposed_total"):
        for column in (APPLICANTS[0], "total"):
            values[f"requests/{row}/{column}"] = int(values[f"requests/{row}/{column}"]) + number


def _topics(draft: Draft, section: str) -> list[Paragraph]:
    return [
        each for each in draft.paragraphs if each.section == section and each.kind not in ("heading", "table")
    ]


def _section_of(draft: Draft, other: Draft, *sections: str) -> Draft:
    """
    The draft with sections of another in place of its own.
    """
    body: list[Paragraph] = []
    for each in draft.paragraphs:
        if each.section in sections and each.kind not in ("heading", "table"):
            continue
        body.append(each)
        if each.kind == "heading" and each.section in sections:
            body += _topics(other, each.section)
    return evolve(draft, paragraphs=tuple(body))


_BARE = ("requests", "norms", "decisions", "disputes", "growth", "publicity", "training")


def unlike(draft: Draft, last: Draft, random: Random, turns: Turns) -> Told:
    """
    The report and last year's with the fault whose turn it is; as they were where none fits.
    """
    for key in turns.bodies.waiting():
        try:
            told = _copied_of(draft, turns) if key == "PEER-COPY" else _BETWEEN[key](draft, last, random)
        except Unfit:
            continue
        turns.bodies.made(key)
        return evolve(told, fault=Fault(key, "", key, key, BETWEEN[key]))
    return Told()


_Between = Callable[[Draft, Draft, Random], Told]


def _carry(draft: Draft, last: Draft, random: Random) -> Told:
    del last
    values = dict(draft.facts.values)
    more = random.randint(1, 6)
    for row in ("carried_over", "granted", "disposed_total"):
        for column in (APPLICANTS[0], "total"):
            values[f"requests/{row}/{column}"] = int(values[f"requests/{row}/{column}"]) + more
    return Told(composed(evolve(draft.facts, values=values), random))


def _stock(draft: Draft, last: Draft, random: Random) -> Told:
    if draft.facts.edition != last.facts.edition:
        raise Unfit
    values = dict(draft.facts.values)
    address = "disclosure/normative_documents/in_force"
    values[address] = int(values[address]) + random.randint(2, 9)
    return Told(composed(evolve(draft.facts, values=values), random))


def _without_last(draft: Draft) -> Draft:
    # What was said of a year's own numbers would be wrong of another's, and that is another fault.
    return without(draft, *_BARE)


def _dated(draft: Draft, other: Draft) -> Draft:
    old, new = other.facts.year, draft.facts.year
    swap = {str(old): str(new), str(old + 1): str(new + 1), str(old - 1): str(old)}

    def moved(text: str) -> str:
        for was in sorted(swap, reverse=True):
            text = text.replace(was, f"\0{was}\0")
        for was, now in swap.items():
            text = text.replace(f"\0{was}\0", now)
        return text

    paragraphs = tuple(
        evolve(each, sentences=tuple(Sentence(one.topic, moved(one.text)) for one in each.sentences))
        for each in other.paragraphs
    )
    return evolve(other, paragraphs=paragraphs)


def _copied(*sections: str) -> _Between:
    def change(draft: Draft, last: Draft, random: Random) -> Told:
        del random
        bare = _without_last(last)
        return Told(_section_of(_without_last(draft), _dated(draft, bare), *sections), bare)

    return change


def _stale(draft: Draft, last: Draft, random: Random) -> Told:
    old = [
        each
        for one in last.paragraphs
        for each in one.sentences
        if one.section == "overview"
        and each.text.startswith(f"{last.facts.year}年")
        and each.topic in ("lead", "training", "publicity")
    ]
    if not old:
        raise Unfit
    said = random.choice(old)
    first = said.text.split("。", maxsplit=1)[0] + "。"
    if any(each in first for each in "较比至起") or "上年" in first or len(first) < 14:
        raise Unfit
    if not any(each.part == "platform" for each in draft.paragraphs):
        raise Unfit
    kept = without(draft, "training") if said.topic == "training" else draft
    kept = without(kept, "publicity") if said.topic == "publicity" else kept
    return Told(adding(kept, "platform", Sentence("stale", first)))


def _repeated(draft: Draft, last: Draft, random: Random) -> Told:
    facts, before = draft.facts, last.facts
    if facts.edition != before.edition or facts.edition != "2021":
        raise Unfit
    rows = {key.split("/")[1] for key in facts.values if key.startswith("requests/")}
    alike = sum(int(before.values[f"requests/{row}/total"]) >= 10 for row in rows)
    if alike < 7 or any(before.values[f"requests/carried_forward/{each}"] for each in APPLICANTS):
        raise Unfit
    if any(before.values[f"requests/carried_over/{each}"] for each in APPLICANTS):
        raise Unfit
    values = {
        **facts.values,
        **{key: number for key, number in before.values.items() if key.startswith("requests/")},
    }
    if values["requests/other_fee_unpaid/total"]:
        raise Unfit
    changed = evolve(facts, values=values, channels=before.channels, fee=before.fee)
    return Told(composed(changed, random))


def _year_on_year(draft: Draft, last: Draft, random: Random) -> Told:
    now, before = draft.facts.total("new_received"), last.facts.total("new_received")
    if before < 10 or now <= before:
        raise Unfit
    wrong = percent(now - before, before, 1) + random.randint(3, 9)
    said = say_growth(now, wrong)
    return Told(adding(without(draft, "requests"), "requests", said))


def say_growth(now: int, share: Decimal) -> Sentence:
    """
    How many came, and by how much that grew.
    """
    return Sentence("wrong", f"全年收到政府信息公开申请{now}件，比上年增长{share}%。")


def _twice(draft: Draft, last: Draft, random: Random) -> Told:
    del last
    values = dict(draft.facts.values)
    add(values, random.randint(1, 5))
    facts = evolve(draft.facts, values=values, channels=(int(values["requests/new_received/total"]), 0, 0))
    return Told(copy=composed(facts, random))


def _copied_of(draft: Draft, turns: Turns) -> Told:
    other = turns.seen.pop(draft.facts.year, None)
    if (
        other is None
        or other.facts.agency == draft.facts.agency
        or len("".join(each.text for each in _topics(other, "problems"))) < 130
    ):
        raise Unfit
    return Told(_section_of(draft, other, "problems"))


_BETWEEN: Mapping[str, _Between] = {
    "XYR-CARRY": _carry,
    "XYR-NORM-STOCK": _stock,
    "XYR-YEAR-COPY": _copied("overview", "problems"),
    "XYR-SECTION-COPY": _copied("overview"),
    "REQ-S5-COPY": _copied("problems"),
    "XYR-STALE-YEAR": _stale,
    "XYR-NUMBER-REPEAT": _repeated,
    "PCT-YOY-CROSS": _year_on_year,
    "PUB-MULTI": _twice,
}
