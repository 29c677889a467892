"""
Tells of most rules on most reports at once that they hold, and leaves all others to the evaluation of `kinds`.

Refuses to say that a rule fails, or why something is not known: what it does say is what `kinds` would.
"""

from disclint.sieve.instances import Passed
from disclint.sieve.shapes import shaped
from disclint.sieve.sifting import sifted

__all__ = ["Passed", "shaped", "sifted"]
