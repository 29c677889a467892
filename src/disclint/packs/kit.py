"""
What reports are read and judged by, as one value.

Refuses to load anything itself: the rules come when they are first asked for.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from attrs import field, frozen

from disclint.editions import Edition
from disclint.editions.lexicon import Lexicon
from disclint.rules.pack import Pack

if TYPE_CHECKING:
    from disclint.engine import Program
    from disclint.packs.layer import Layer


@frozen(eq=False)
class Kit:
    """
    What reports are read and judged by: the forms, the words of the trade, the rules.
    """

    editions: Mapping[str, Edition]
    lexicon: Lexicon = field(repr=False)
    _pack: Callable[[], Pack] = field(repr=False)
    _program: "Callable[[], Program]" = field(repr=False)
    layers: "tuple[Layer, ...]" = ()

    @property
    def program(self) -> "Program":
        """
        The rules ready to run.
        """
        return self._program()

    @property
    def pack(self) -> Pack:
        """
        The rules as they are written.
        """
        return self._pack()
