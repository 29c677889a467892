"""
The words of the trade that the grammar reads by, as a value.
"""

from collections.abc import Mapping

from attrs import frozen


@frozen
class Lexicon:
    """
    How agencies are called, and how titles, periods and old reports are worded.

    `kinds` pairs the last words of an agency's name with its kind, the longest first.
    """

    kinds: tuple[tuple[str, str], ...]
    scopes: Mapping[str, tuple[str, ...]]
    lookalikes: tuple[str, ...]
    legacy_headings: tuple[str, ...]
    period_nouns: tuple[str, ...]

    def kind(self, agency: str) -> str | None:
        """
        What an agency is by the last words of its name, but for what stands in brackets behind it.
        """
        name = agency[: agency.rfind("(")] if agency.endswith(")") and "(" in agency else agency
        return next((kind for ending, kind in self.kinds if name.endswith(ending)), None)

    def scope(self, agency: str) -> str | None:
        """
        How far its power reaches, where the name tells.
        """
        return next(
            (scope for scope, words in self.scopes.items() if any(each in agency[-6:] for each in words)),
            None,
        )
