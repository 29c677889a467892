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

    `zh` are problem and remedy in Chinese, where the error is one that clerks meet.
    """

    problem: str
    remedy: str
    where: Path | None = None
    line: int | None = None
    zh: tuple[str, str] | None = None

    def __str__(self) -> str:
        """
        Word it as `FILE:LINE: problem` with the remedy on its own line.
        """
        return self.worded("en")

    def worded(self, lang: str) -> str:
        """
        The same in `lang`, in English where there is no Chinese.
        """
        place = "" if self.where is None else f"{self.where}:"
        if place and self.line is not None:
            place += f"{self.line}:"
        problem, remedy = (
            self.zh if lang == "zh" and self.zh else (self.problem, self.remedy)
        )
        label = "处理" if lang == "zh" else "fix"
        return f"{place}{' ' if place else ''}{problem}\n  {label}: {remedy}"
