"""
What written conditions are made of: source, its type, and the constants beside it.
"""

from collections.abc import Mapping
from itertools import count
from typing import Any

from attrs import define, field, frozen

from disclint.rules.vocabulary import Type
from disclint.sieve import support

# Things found in the text, and the texts around them, which are stretches of the flow.
FOUND = ("match", "claim")
STRETCHES = frozenset(("text", "clause", "sentence", "passage", "lead", "rest", "earlier", "before"))
_BUILTINS: Mapping[str, Any] = {each.__name__: each for each in (any, all, len, abs)}
HELPERS = (
    support.sure, support.equal, support.same, support.among, support.some, support.first, support.last,
    support.added, support.least, support.greatest, support.repeated, support.get, support.capture,
    support.text_of, support.at_of, support.shares, support.explicable,
)  # fmt: skip


class Unwritten(Exception):  # noqa: N818 - nothing is wrong
    """
    There is no plain form.
    """


@frozen
class Code:
    """
    Python source of a value, its type, whether it may be None, and whether a list of its type has gaps.
    """

    text: str
    type: Type
    is_open: bool = False
    has_gaps: bool = False


@define(eq=False)
class Names:
    """
    What the source calls its constants and variables.
    """

    space: dict[str, Any] = field(factory=lambda: {
        "__builtins__": _BUILTINS,
        **{each.__name__: each for each in HELPERS},
        **support.ASKED,
    })  # fmt: skip
    _known: dict[Any, str] = field(factory=dict)
    _numbers: Any = field(factory=lambda: count(1))

    def constant(self, value: Any) -> str:
        """
        The name of a constant.
        """
        key = (type(value), value)
        if key not in self._known:
            name = self._known[key] = f"k{next(self._numbers)}"
            self.space[name] = value
        return self._known[key]

    def variable(self) -> str:
        """
        A name that is not taken.
        """
        return f"v{next(self._numbers)}"
