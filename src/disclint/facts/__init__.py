"""
A report by address: cells, rows, sections, claims, each looked up once and only when asked for.

Refuses to judge; it knows neither rules nor what they expect.
"""

from disclint.facts.claims import Claim
from disclint.facts.concepts import Concept, Guard, Vocabulary
from disclint.facts.facts import Facts, facts_of
from disclint.facts.layout import Inapplicable

__all__ = ["Claim", "Concept", "Facts", "Guard", "Inapplicable", "Vocabulary", "facts_of"]
