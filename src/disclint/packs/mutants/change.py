"""
What a mutant changes, in words.
"""

from attrs import frozen

_LONGEST = 60


@frozen
class Change:
    """
    What is written otherwise: `old` became `new`, or was left out where `new` is None.

    `at` is the column in its expression or phrase, from 0.
    """

    at: int
    old: str
    new: str | None = None

    def moved(self, by: int) -> "Change":
        """
        The change as it is seen from further left.
        """
        return Change(self.at + by, self.old, self.new)

    def __str__(self) -> str:
        """
        Word it as `old → new`, or `- old`, without blanks in excess and not too long.
        """
        old = short(self.old)
        return f"- {old}" if self.new is None else f"{old} → {short(self.new)}"


def short(text: str) -> str:
    """
    The text on one line, cut off where it is long.
    """
    one = " ".join(text.split())
    return one if len(one) <= _LONGEST else f"{one[: _LONGEST - 1]}…"
