"""
Faults in what the text says of the tables, and in its own arithmetic.
"""

from collections.abc import Callable
from decimal import Decimal
from random import Random

from attrs import evolve

from bench.reports import sentences_counts as counts
from bench.reports import sentences_requests as requests
from bench.reports import sentences_shares as shares
from bench.reports.draft import Draft, Sentence, adding, without
from bench.reports.facts import Facts
from bench.reports.fault import (
    Change,
    Fault,
    Injection,
    claim,
    fit,
    lying,
    other_number,
)
from bench.reports.wording import cut_percent, percent

_HERE = "section:overview"


def _totals(facts: Facts) -> tuple[int, ...]:
    """
    Every number that a sentence on requests could rightly give.
    """
    new, over = facts.total("new_received"), facts.total("carried_over")
    done, left = facts.total("disposed_total"), facts.total("carried_forward")
    return new, over, done, left, new + over, done - over, new - left


def _miscounted(rule: str, row: str, saying: Callable[[Facts, Random], Sentence]) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        facts = draft.facts
        fit(facts.total("disposed_total") > 0)
        right = facts.total(row)
        wrong = other_number(random, right, *_totals(facts))
        said = saying(lying(facts, **{row: wrong}), random)
        fault = Fault(rule, _HERE, f"says {wrong}", f"requests/{row}/total is {right}")
        return claim(draft, "requests", said), fault

    return change


def _handled(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    facts = draft.facts
    fit(facts.total("disposed_total") > 0)
    wrong = other_number(random, facts.total("disposed_total"), *_totals(facts))
    said = requests.handled(facts, random, wrong)
    return claim(draft, "requests", said), Fault("NAR-T3-HANDLED", _HERE, f"says {wrong}")


def _all_closed(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    left = draft.facts.total("carried_forward")
    fit(left > 0)
    said = (
        requests.received(draft.facts, random),
        requests.all_closed(draft.facts, random),
    )
    fault = Fault("NAR-T3-ALLCLOSED", _HERE, f"all closed, though {left} are left")
    return claim(draft, "requests", *said), fault


def _none(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    received = draft.facts.total("new_received")
    fit(received > 0)
    said = requests.none(draft.facts, random)
    fit("0件" not in said.text)
    also = ("NAR-T3-RECEIVED", "NAR-T3-CLOSED", "NAR-T3-NOCARRY", "NAR-T3-CARRYIN")
    fault = Fault("NAR-T3-NONE", _HERE, f"none, though {received} came", also=also)
    return claim(draft, "requests", said), fault


def _disputed(rule: str, row: str, saying: Callable[[Facts, Random], Sentence]) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        facts = draft.facts
        blocks = ("reconsideration", "litigation", "litigation_direct", "litigation_after")
        right = facts.disputed(row)
        recon, *suits = (facts.disputed(each) for each in blocks)
        wrong = other_number(random, right, recon, *suits, recon + suits[0])
        cell = "disputes/" + row.replace("litigation", "litigation_direct") + "/total"
        more = int(facts.values[cell]) + wrong - right
        lie = evolve(facts, values={**facts.values, cell: more})
        fault = Fault(rule, _HERE, f"says {wrong}", f"disputes/{row} is {right}")
        return claim(draft, "disputes", saying(lie, random)), fault

    return change


def _no_disputes(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    facts = draft.facts
    number = facts.disputed("reconsideration") + facts.disputed("litigation")
    fit(number)
    fault = Fault("NAR-T4-NONE", _HERE, f"none, though there were {number}")
    return claim(draft, "disputes", counts.no_disputes(facts, random)), fault


def _norms(rule: str, column: str, saying: Callable[[Facts, Random, int], Sentence]) -> Change:
    def change(draft: Draft, random: Random) -> tuple[Draft, Fault]:
        facts = draft.facts
        fit(facts.edition == "2021")
        true = [facts.norms(each) for each in ("issued", "repealed", "in_force")]
        true += [
            int(number)
            for address, number in facts.values.items()
            if address.startswith("disclosure/government_rules")
        ]
        wrong = other_number(random, facts.norms(column), *true)
        said = saying(facts, random, wrong)
        note = f"disclosure/normative_documents/{column} is {facts.norms(column)}"
        changed = adding(without(draft, "norms"), "proactive", said)
        return changed, Fault(rule, _HERE, f"says {wrong}", note)

    return change


def _share(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    facts = draft.facts
    name, part, whole = _a_result(facts, random)
    right = percent(part, whole, 1)
    bases = {
        facts.total("new_received"),
        facts.total("new_received") + facts.total("carried_over"),
    }
    taken = {right, *(percent(part, base, 1) for base in bases if base)}
    near = [right + Decimal(step) / 10 for step in range(-190, 200, 7) if abs(step) > 20]
    wrong = [p for p in near if 0 < p < 100 and all(abs(p - each) > 1 for each in taken)]
    fit(wrong)
    said = shares.one_share(facts, random, name, part, random.choice(wrong))
    fault = Fault("PCT-SHARE", _HERE, said.text, f"{part}/{whole} is {right}%")
    return claim(draft, "requests", said), fault


def _truncated(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    name, part, whole = _a_result(draft.facts, random)
    places = random.choice((1, 2))
    right, wrong = percent(part, whole, places), cut_percent(part, whole, places)
    fit(right != wrong and wrong)
    said = shares.one_share(draft.facts, random, name, part, wrong)
    fault = Fault("PCT-TRUNC", _HERE, said.text, f"{part}/{whole} is {right}%")
    return claim(draft, "requests", said), fault


def _a_result(facts: Facts, random: Random) -> tuple[str, int, int]:
    whole = facts.total("disposed_total")
    partial = [(name, n) for name, n in shares.results(facts) if n < whole]
    fit(partial)
    return (*random.choice(partial), whole)


def _growth(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    off = Decimal(random.randint(3, 9))
    said = counts.growth(draft.facts, random, off)
    changed = adding(without(draft, "growth"), "platform", said)
    return changed, Fault("PCT-GROWTH", _HERE, said.text, f"{off} too much")


def _parts_exceed(draft: Draft, random: Random) -> tuple[Draft, Fault]:
    said = counts.publicity(draft.facts, random, random.randint(5, 25))
    changed = adding(without(draft, "publicity"), "proactive", said)
    return changed, Fault("NUM-PARTS-EXCEED", _HERE, said.text)


CLAIM_FAULTS: dict[str, Injection] = {
    key: Injection(change)
    for key, change in {
        "NAR-T3-RECEIVED": _miscounted("NAR-T3-RECEIVED", "new_received", requests.received),
        "NAR-T3-CLOSED": _miscounted("NAR-T3-CLOSED", "disposed_total", requests.closed),
        "NAR-T3-CARRYIN": _miscounted("NAR-T3-CARRYIN", "carried_over", requests.carried_in),
        "NAR-T3-CARRYOUT": _miscounted("NAR-T3-CARRYOUT", "carried_forward", requests.carried_out),
        "NAR-T3-HANDLED": _handled,
        "NAR-T3-ALLCLOSED": _all_closed,
        "NAR-T3-NONE": _none,
        "NAR-T4-RECON": _disputed("NAR-T4-RECON", "reconsideration", counts.reconsiderations),
        "NAR-T4-LITIG": _disputed("NAR-T4-LITIG", "litigation", counts.lawsuits),
        "NAR-T4-NONE": _no_disputes,
        "NAR-T2-NORM-ISSUED": _norms("NAR-T2-NORM-ISSUED", "issued", counts.norms_issued),
        "NAR-T2-NORM-VALID": _norms("NAR-T2-NORM-VALID", "in_force", counts.norms_valid),
        "PCT-SHARE": _share,
        "PCT-TRUNC": _truncated,
        "PCT-GROWTH": _growth,
        "NUM-PARTS-EXCEED": _parts_exceed,
    }.items()
}
