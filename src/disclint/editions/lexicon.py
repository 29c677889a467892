"""
The words of the trade that the grammar reads by, as a value.
"""

import re
from collections.abc import Mapping
from functools import cached_property

from attrs import frozen


@frozen
class Lexicon:
    """
    How agencies are called, and how titles, periods and old reports are worded.

    `kinds` pairs the last words of an agency's name with its kind, the longest first.  `scopes` are words for places of
    a level, `open_places` words for places whose level they leave open, `no_places` words that only look like these.
    """

    kinds: tuple[tuple[str, str], ...]
    scopes: Mapping[str, tuple[str, ...]]
    open_places: tuple[str, ...]
    no_places: tuple[str, ...]
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
        How far its power reaches, where the name tells: by the last place in it.
        """
        last = next(
            (each for each in reversed(self._places.findall(agency)) if each not in self.no_places), None
        )
        return next((scope for scope, words in self.scopes.items() if last in words), None)

    @cached_property
    def _places(self) -> re.Pattern[str]:
        words = {
            *self.open_places,
            *self.no_places,
            *(word for each in self.scopes.values() for word in each),
        }
        return re.compile("|".join(sorted(words, key=lambda word: (-len(word), word))))
