"""
Kinds of rules: what a rule of a kind looks at and when it fails, one module each.

Refuses to run rules; `disclint.engine` does.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Protocol

from disclint.kinds import (
    assert_,
    domain,
    identity,
    match,
    order,
    problem,
    ratio,
    section,
    statement,
    sum,  # noqa: A004 - the kind is called so
)
from disclint.kinds.binding import Binding
from disclint.kinds.compiling import Compiler
from disclint.kinds.core import Judge

Compile = Callable[[Compiler], tuple[Judge, Binding]]


class Kind(Protocol):
    """
    A kind of rule, which is a module.
    """

    NAME: str
    # The variants its findings come in, for messages and severities.
    VARIANTS: frozenset[str]

    def compiled(self, compiler: Compiler) -> tuple[Judge, Binding]:
        """
        The judge that the rule at hand comes down to, and its instances; UsageError where it is wrong.
        """


_MODULES: tuple[Kind, ...] = (
    section,
    order,
    statement,
    domain,
    sum,
    identity,
    match,
    ratio,
    assert_,
    problem,
)

KINDS: Mapping[str, Compile] = MappingProxyType({each.NAME: each.compiled for each in _MODULES})
VARIANTS: Mapping[str, frozenset[str]] = MappingProxyType({each.NAME: each.VARIANTS for each in _MODULES})

__all__ = ["KINDS", "VARIANTS"]
