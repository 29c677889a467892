"""
What we say when something we were given cannot be used.

A report that is wrong is a diagnostic, never an exception.
"""

from pathlib import Path

from attrs import frozen


@frozen
class UsageError(Exception):
    """
    A pack, a configuration or an argument cannot be used: what, why, where, and what to do.
    """

    problem: str
    remedy: str
    where: Path | None = None
    line: int | None = None

    def __str__(self) -> str:
        """
        Word it as `FILE:LINE: problem` with the remedy on its own line.
        """
        place = "" if self.where is None else f"{self.where}:"
        if place and self.line is not None:
            place += f"{self.line}:"
        return f"{place}{' ' if place else ''}{self.problem}\n  fix: {self.remedy}"
