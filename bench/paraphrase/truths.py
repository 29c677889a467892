"""
The numbers that sentences may give, all of them true of the facts.
"""

from random import Random

from bench.reports.drawing import Number
from bench.reports.facts import Facts
from bench.reports.forms import APPLICANTS, FORMS, OUTCOMES
from bench.reports.wording import words as plain

GROUPS = {"denied": "deny_", "unable": "unable_", "refused": "refuse_", "others": "other_"}
BLOCKS = {
    "recon": "reconsideration",
    "direct": "litigation_direct",
    "after": "litigation_after_reconsideration",
}


def truths(facts: Facts, random: Random) -> dict[str, object]:
    """
    Names for templates: words of the agency, and the numbers of the tables.
    """
    found: dict[str, object] = dict(plain(facts))
    found |= {each: facts.of("new_received", each) for each in APPLICANTS}
    found["bodies"] = sum(facts.of("new_received", each) for each in APPLICANTS[1:])
    found |= {row: facts.total(row) for row in FORMS[facts.edition].leaves}
    found |= {name: facts.total(start) for name, start in GROUPS.items()}
    found["released"] = facts.total("granted") + facts.total("partially_granted")
    found["lit"] = facts.disputed("litigation")
    for name, block in BLOCKS.items():
        found |= {f"{name}_{each.id}": facts.values[f"disputes/{block}/{each.id}"] for each in OUTCOMES}
    for address, number in facts.values.items():
        table, row, column = address.split("/")
        if table == "disclosure":
            found[f"{row}_{column}"] = number
    found["online"], found["mail"], found["visit"] = facts.channels
    found["ly"] = facts.last_year
    found["handled"] = random.choice((found["closed"], found["taken"]))
    return found


def totals(facts: Facts) -> frozenset[Number]:
    """
    Every number that a sentence on requests could rightly give, whatever it means by its words.
    """
    rows = [row.id for row in FORMS[facts.edition].requests]
    found = set[Number]()
    for column in (*APPLICANTS, "total"):
        new, over = facts.of("new_received", column), facts.of("carried_over", column)
        done, left = facts.of("disposed_total", column), facts.of("carried_forward", column)
        found |= {new, over, done, left, new + over, done - over, new - left}
    found |= {facts.total(row) for row in rows}
    found |= {facts.total(start) for start in GROUPS.values()}
    bodies = [
        facts.of(row, "total") - facts.of(row, "natural_person")
        for row in ("new_received", "carried_over", "disposed_total")
    ]
    business = facts.of("new_received", "other_org")
    found |= {
        *bodies,
        bodies[0] + bodies[1],
        bodies[0] - business,
        bodies[0] - facts.of("new_received", "commercial"),
    }
    return frozenset(found | {facts.total("granted") + facts.total("partially_granted"), *facts.channels})
