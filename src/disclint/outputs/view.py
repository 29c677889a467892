"""
For whom an output is written: language, width, colour, and the forms whose labels it may print.
"""

from collections.abc import Callable, Mapping

from attrs import field, frozen

from disclint.diagnostics import Words
from disclint.editions import Edition
from disclint.result import said
from disclint.rules.model import Rule

# The width of a page when nobody says.
WIDTH = 100


@frozen
class View:
    """
    For whom an output is written.

    `width` is in terminal columns.  `ascii_only` asks a machine format for escapes, because the
    stream that it goes to cannot hold every character.  `verdicts` asks for every rule's end.
    `version` is that of the program, for logs that name it.
    `rules` gives the rules by id, for formats that describe them; it is called once, when the first needs it.
    """

    lang: str = "zh"
    color: bool = False
    width: int = WIDTH
    ascii_only: bool = False
    verdicts: bool = False
    version: str = ""
    editions: Mapping[str, Edition] = field(factory=dict, repr=False)
    rules: Callable[[], Mapping[str, Rule]] = field(default=dict, eq=False, repr=False)

    def say(self, words: Words) -> str:
        """
        The words in the language of this view.
        """
        return said(words, self.lang)

    def pick(self, zh: str, en: str) -> str:
        """
        One of two wordings.
        """
        return zh if self.lang == "zh" else en
