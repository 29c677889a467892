"""
Numbers for the three tables, drawn so that every equation of the forms holds.
"""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from random import Random
from typing import TypeAlias

from bench.reports.agencies import Agency
from bench.reports.forms import APPLICANTS, DISPUTES, FORMS, OUTCOMES

Number: TypeAlias = int | Decimal

_SIZES: dict[str, tuple[tuple[int, int], ...]] = {
    "government": ((0, 0), (20, 400), (300, 3000), (8000, 40000)),
    "office": ((0, 0), (3, 30), (30, 300), (100, 900)),
    "department": ((0, 0), (1, 9), (5, 60), (60, 800)),
    "township": ((0, 0), (0, 0), (1, 6), (3, 25)),
}
_WEIGHTS = {
    "granted": 40,
    "partially_granted": 8,
    "deny_state_secret": 1,
    "deny_prohibited_by_law": 1,
    "deny_security_stability": 1,
    "deny_third_party": 2,
    "deny_internal_affairs": 3,
    "deny_process_info": 2,
    "deny_enforcement_file": 3,
    "deny_admin_query": 3,
    "unable_not_held": 22,
    "unable_needs_creation": 3,
    "unable_still_unclear": 1,
    "refuse_petition": 4,
    "refuse_duplicate": 3,
    "refuse_publication": 1,
    "refuse_excessive": 1,
    "refuse_reconfirm": 1,
    "other_handling": 5,
    "other_not_corrected": 3,
    "other_fee_unpaid": 1,
    "other_other": 4,
}


def values(random: Random, edition: str, agency: Agency) -> dict[str, Number]:
    """
    A number for every address of the form.
    """
    low, high = random.choice(_SIZES[agency.kind])
    asked = random.randint(low, high)
    requests = _requests(random, edition, asked)
    disclosure = _disclosure_2019 if edition == "2019" else _disclosure_2021
    return {
        **disclosure(random, agency),
        **requests,
        **_disputes(random, int(requests["requests/new_received/total"])),
    }


def disclosure_2019(random: Random, agency: Agency) -> dict[str, Number]:
    """
    Table 2 of the old form alone, for reports that wrongly keep it.
    """
    return _disclosure_2019(random, agency)


def _requests(random: Random, edition: str, asked: int) -> dict[str, Number]:
    while True:
        cells: dict[str, Number] = {}
        for applicant, new in zip(APPLICANTS, _by_applicant(random, asked), strict=True):
            cells |= _column(random, edition, applicant, new)
        rows = [row.id for row in FORMS[edition].requests]
        for row in rows:
            parts = [cells[f"requests/{row}/{each}"] for each in APPLICANTS]
            cells[f"requests/{row}/total"] = sum(parts)
        if not _twins(cells, rows):
            return cells


def _by_applicant(random: Random, asked: int) -> list[int]:
    weights = [random.choice((60, 200, 900))]
    weights += [random.choice((0, 0, 0, 2, 6, 12)) for _ in APPLICANTS[1:]]
    return _split(random, asked, weights)


def _column(random: Random, edition: str, applicant: str, new: int) -> dict[str, Number]:
    over = random.randint(0, new // 8 + 1) if new and random.random() < 0.6 else 0
    forward = random.randint(0, new // 8) if random.random() < 0.6 else 0
    disposed = new + over - forward
    leaves = FORMS[edition].leaves
    weights = [_WEIGHTS[each] * random.choice((0, 1, 1, 2)) for each in leaves]
    weights[0] = max(weights[0], 10)
    cells = dict(zip(leaves, _split(random, disposed, weights), strict=True))
    cells |= {"new_received": new, "carried_over": over}
    cells |= {"disposed_total": disposed, "carried_forward": forward}
    return {f"requests/{row}/{applicant}": number for row, number in cells.items()}


def _twins(cells: Mapping[str, Number], rows: list[str]) -> bool:
    columns = [tuple(cells[f"requests/{row}/{each}"] for row in rows) for each in APPLICANTS]
    busy = [each for each in columns if sum(number > 0 for number in each) >= 5]
    return len(set(busy)) < len(busy)


def _split(random: Random, amount: int, weights: list[int]) -> list[int]:
    if amount < 300:
        drawn = Counter(random.choices(range(len(weights)), weights, k=amount))
        return [drawn[each] for each in range(len(weights))]
    jittered = [weight * random.uniform(0.6, 1.4) for weight in weights]
    parts = [int(amount * each / sum(jittered)) for each in jittered]
    parts[0] += amount - sum(parts)
    return parts


def _disputes(random: Random, received: int) -> dict[str, Number]:
    cells: dict[str, Number] = {}
    for row in DISPUTES:
        most = min(received // 6, 400) if random.random() < 0.6 else 0
        parts = _split(random, random.randint(0, most), [10, 3, 3, 4])
        for outcome, number in zip(OUTCOMES, [*parts, sum(parts)], strict=True):
            cells[f"disputes/{row.id}/{outcome.id}"] = number
    return cells


def _stock(random: Random, most: int) -> tuple[int, int, int]:
    issued, repealed = random.randint(0, most), random.randint(0, most)
    return issued, repealed, issued + random.randint(0, 8 * most)


def _documents(random: Random, agency: Agency) -> tuple[tuple[int, ...], tuple[int, ...]]:
    rules = _stock(random, 4) if agency.makes_rules else (0, 0, 0)
    most = {"government": 60, "office": 25, "department": 8, "township": 1}[agency.kind]
    norms = _stock(random, most) if random.random() < 0.75 else (0, 0, 0)
    return rules, norms


def _decisions(random: Random, agency: Agency) -> int:
    if random.random() < 0.3 or agency.kind == "office":
        return 0
    most = {"government": 6, "department": 4, "township": 2}[agency.kind]
    return random.randint(1, 10 ** random.randint(1, most))


def _disclosure_2021(random: Random, agency: Agency) -> dict[str, Number]:
    rules, norms = _documents(random, agency)
    columns = ("issued", "repealed", "in_force")
    cells = _row("government_rules", columns, rules)
    cells |= _row("normative_documents", columns, norms)
    for row in ("licences", "penalties", "coercive_measures"):
        cells[f"disclosure/{row}/decisions"] = _decisions(random, agency)
    cells["disclosure/administrative_fees/amount"] = _charged(random, agency)
    return cells


def _charged(random: Random, agency: Agency) -> Number:
    if agency.kind in {"office", "township"} or random.random() < 0.4:
        return 0
    most = 90_000 if agency.kind == "government" else 60_000
    return Decimal(random.randint(1, most)) / random.choice((10, 100))


def _disclosure_2019(random: Random, agency: Agency) -> dict[str, Number]:
    cells: dict[str, Number] = {}
    columns = ("newly_made", "newly_disclosed", "total_public")
    named = ("government_rules", "normative_documents")
    for row, (made, _, public) in zip(named, _documents(random, agency), strict=True):
        shown = random.randint(made // 2, made)
        cells |= _row(row, columns, (made, shown, max(public, shown)))
    for row in ("licences", "other_services", "penalties", "coercive_measures"):
        prior, change = _items(random)
        decisions = _decisions(random, agency) if prior else 0
        cells |= _row(row, ("prior_items", "change", "decisions"), (prior, change, decisions))
    cells |= _row("administrative_fees", ("prior_items", "change"), _items(random))
    bought = random.choice((0, random.randint(1, 60)))
    spent = bought * random.randint(1_000, 90_000)
    return cells | _row("procurement", ("projects", "amount"), (bought, spent))


def _items(random: Random) -> tuple[int, int]:
    prior = random.choice((0, random.randint(1, 12), random.randint(20, 300)))
    change = random.choice((0, 0, random.randint(0, 9), -random.randint(0, prior // 2)))
    return prior, change if prior else 0


def _row(row: str, columns: tuple[str, ...], numbers: tuple[int, ...]) -> dict[str, Number]:
    paired = zip(columns, numbers, strict=True)
    return {f"disclosure/{row}/{column}": number for column, number in paired}
