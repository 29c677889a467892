"""
Mutants of rules: each differs from its rule in one slip that an author might make in its data.

Refuses to run them; `disclint.packs.mutation` does.
"""

from disclint.packs.mutants.change import Change
from disclint.packs.mutants.made import Mutant, mutants

__all__ = ["Change", "Mutant", "mutants"]
