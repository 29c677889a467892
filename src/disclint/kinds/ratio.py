"""
A percentage must be the ratio of two numbers.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import frozen

from disclint.facts import Facts
from disclint.kinds.binding import Binding, bind
from disclint.kinds.compiling import Compiler
from disclint.kinds.core import (
    FAIL,
    Compiled,
    Judge,
    Tally,
    leaf_places,
    subject_place,
)
from disclint.rules.functions import as_number, items
from disclint.values import HALF_EVEN, HALF_UP, TRUNCATE, Number, leaves_of, number, rounded

NAME = "ratio"
TRUNCATED = "truncated"
VARIANTS = frozenset((FAIL, TRUNCATED))
NAMES = dict.fromkeys(("numerator", "denominator", "percent", "computed"), "number")

_HUNDRED = 100


@frozen
class _Claimed:
    """
    What is claimed: the percentage, to how many decimals, of what.
    """

    numerator: Number
    percent: Number
    decimals: int


@frozen(eq=False)
class _Ratio:
    """
    The expressions of a rule; `within` is how many points a percentage may be off and still be meant.
    """

    numerator: Compiled
    denominators: tuple[Compiled, ...]
    percent: Compiled
    within: Decimal | None


def compiled(compiler: Compiler) -> tuple[Judge, Binding]:
    """
    Fails for each percentage that is no ratio; `truncated` if it is one with its last decimals cut off.
    """
    binding = bind(compiler, NAMES)
    inner = binding.compiler
    within = compiler.option("within")
    ratio = _Ratio(
        inner.needed("numerator"),
        inner.several("denominators"),
        inner.needed("percent"),
        None if within is None else Decimal(within),
    )
    return lambda facts: _judged(facts, binding, ratio), binding


def _judged(facts: Facts, binding: Binding, ratio: _Ratio) -> Tally:
    findings, checked, reasons = [], 0, list[str]()
    for scope in binding.instances(facts, reasons):
        percent = as_number(ratio.percent(scope))
        claimed = _Claimed(as_number(ratio.numerator(scope)), percent, _decimals(percent))
        bases = [as_number(each) for value in ratio.denominators for each in items(value(scope))]
        variant, base = _judge(claimed, bases, ratio.within, reasons)
        if variant is None:
            continue
        checked += 1
        if variant and base is not None:
            scope.names.update(_names(claimed, base))
            related = leaf_places(leaves_of(claimed.numerator, base), facts)
            place = subject_place(claimed.percent, facts)
            findings.append(binding.finding(scope, place, variant, related=related))
    return Tally(findings, checked, reasons)


def _judge(
    claimed: _Claimed, bases: Sequence[Number], within: Decimal | None, reasons: list[str]
) -> tuple[str | None, Number | None]:
    """
    The variant, "" if all is well, None if it cannot be told; and the base it is measured by.
    """
    part = claimed.numerator.value
    usable = [base for base in bases if base.value]
    missing = [base for base in bases if base.value is None]
    if part is None or claimed.percent.low is None or not usable:
        reasons.extend(_why(claimed, missing))
        return None, None
    if any(_holds(part, base.value, claimed) for base in usable):
        return "", None
    cut = [base for base in usable if _computed(part, base, claimed, TRUNCATE) == claimed.percent.value]
    if cut:
        return TRUNCATED, cut[0]
    nearest = min(usable, key=lambda base: abs(_exactly(part, base) - (claimed.percent.low or 0)))
    if missing:
        reasons.extend(_why(claimed, missing))
        return None, None
    if within is not None and abs(_exactly(part, nearest) - claimed.percent.low) > within:
        reasons.append("it is not clear of what the percentage is a share")
        return None, None
    return FAIL, nearest


def _holds(part: Decimal, base: Decimal | None, claimed: _Claimed) -> bool:
    low, high = claimed.percent.low, claimed.percent.high
    if not base or low is None:
        return False
    results = [rounded(part * _HUNDRED, base, claimed.decimals, mode) for mode in (HALF_UP, HALF_EVEN)]
    return any(each is not None and low <= each and (high is None or each <= high) for each in results)


def _computed(part: Decimal, base: Number, claimed: _Claimed, mode: str) -> Decimal | None:
    return rounded(part * _HUNDRED, base.value or 0, claimed.decimals, mode)


def _exactly(part: Decimal, base: Number) -> Decimal:
    return rounded(part * _HUNDRED, base.value or 1, 6, HALF_EVEN) or Decimal(0)


def _names(claimed: _Claimed, base: Number) -> Iterator[tuple[str, Number]]:
    computed = _computed(claimed.numerator.value or Decimal(0), base, claimed, HALF_UP)
    yield "numerator", claimed.numerator
    yield "denominator", base
    yield "percent", claimed.percent
    if computed is not None:
        yield "computed", number(computed)


def _why(claimed: _Claimed, missing: Sequence[Number]) -> list[str]:
    found = [*claimed.numerator.missing, *claimed.percent.missing]
    found += [each for base in missing for each in base.missing]
    return sorted(set(found)) or ["there is nothing to divide by"]


def _decimals(percent: Number) -> int:
    # The decimals that were written are only in the words that were read.
    written = percent.leaves[0].label if percent.leaves else ""
    digits = written.replace("．", ".").partition(".")[2]
    return sum(1 for _ in _leading_digits(digits))


def _leading_digits(text: str) -> Iterator[str]:
    for char in text:
        if not char.isdigit():
            return
        yield char
