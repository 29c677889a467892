"""
Quotients rounded exactly, in the ways that people round.
"""

from decimal import Decimal
from fractions import Fraction

HALF_UP, HALF_EVEN, TRUNCATE = "half_up", "half_even", "truncate"


def rounded(numerator: Decimal | int, denominator: Decimal | int, decimals: int, mode: str) -> Decimal | None:
    """
    The quotient to `decimals` places, exactly by `mode`; None if the denominator is zero.
    """
    if not denominator:
        return None
    scaled = Fraction(numerator) / Fraction(denominator) * 10**decimals
    sign = -1 if scaled < 0 else 1
    whole, rest = divmod(abs(scaled), 1)
    half = Fraction(1, 2)
    up = rest > half or (rest == half and (mode == HALF_UP or (mode == HALF_EVEN and whole % 2)))
    return Decimal(sign * (whole + (1 if up and mode != TRUNCATE else 0))).scaleb(-decimals)
