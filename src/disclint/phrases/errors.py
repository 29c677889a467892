"""
What is said of a phrase that cannot be compiled.
"""

from attrs import frozen


@frozen
class PhraseError(ValueError):
    """
    A phrase cannot be used: what is wrong, at which character (from 0), and what to do; `zh` are both in Chinese.
    """

    problem: str
    remedy: str
    at: int
    zh: tuple[str, str]

    def __str__(self) -> str:
        """
        Word it as `column N: problem; remedy`, columns from 1.
        """
        return f"column {self.at + 1}: {self.problem}; {self.remedy}"
