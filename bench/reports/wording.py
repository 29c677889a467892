"""
What all sentences share: the words of the facts, exact percentages, a choice of templates.
"""

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from random import Random

from bench.reports.draft import Sentence
from bench.reports.facts import Facts


def words(facts: Facts) -> dict[str, object]:
    """
    The names that templates may use.
    """
    agency = facts.agency
    received, over = facts.total("new_received"), facts.total("carried_over")
    return {
        "Y": facts.year,
        "last": facts.year - 1,
        "next": facts.year + 1,
        "agency": agency.name,
        "we": agency.itself,
        "area": agency.area,
        "place": agency.place,
        "unit": agency.unit,
        "received": received,
        "over": over,
        "taken": received + over,
        "closed": facts.total("disposed_total"),
        "forward": facts.total("carried_forward"),
        "last_year": facts.last_year,
        "recon": facts.disputed("reconsideration"),
        "direct": facts.disputed("litigation_direct"),
        "after": facts.disputed("litigation_after"),
        "litigation": facts.disputed("litigation"),
        "notices": facts.fee.notices,
        "notified": facts.fee.notified_yuan,
        "collected": facts.fee.collected_yuan,
    }


def say(topic: str, variants: Sequence[str], facts: Facts, random: Random, **more: object) -> Sentence:
    """
    One of the templates, filled in.
    """
    return Sentence(topic, random.choice(variants).format(**words(facts), **more))


def percent(part: int, whole: int, places: int) -> Decimal:
    """
    A share of a hundred, rounded half up.
    """
    return _share(part, whole, places, ROUND_HALF_UP)


def cut_percent(part: int, whole: int, places: int) -> Decimal:
    """
    The same, cut off.
    """
    return _share(part, whole, places, ROUND_DOWN)


def _share(part: int, whole: int, places: int, rounding: str) -> Decimal:
    unit = Decimal(1).scaleb(-places)
    return (Decimal(part) * 100 / Decimal(whole)).quantize(unit, rounding)
