"""
What is remembered of a document between its checks.
"""

from attrs import define, field

from disclint.engine import Memory
from disclint.grammar import Parsed


@define(eq=False)
class Past:
    """
    How a document was read the last time, and how the rules ended.

    It belongs to whoever checks the document again and again, who hands it to each check.
    """

    parsed: Parsed | None = None
    memory: Memory = field(factory=Memory)
