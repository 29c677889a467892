"""
A report by address: cells, rows, sections, claims, each looked up once and only when asked for.

Refuses to judge; it knows neither rules nor what they expect.
"""

from disclint.facts.claims import Claim
from disclint.facts.concepts import Concept, Guard, Vocabulary
from disclint.facts.copies import merged
from disclint.facts.facts import Facts, facts_of
from disclint.facts.layout import Inapplicable
from disclint.facts.record import Company, Record, record_of

__all__ = [
    "Claim",
    "Company",
    "Concept",
    "Facts",
    "Guard",
    "Inapplicable",
    "Record",
    "Vocabulary",
    "facts_of",
    "merged",
    "record_of",
]
