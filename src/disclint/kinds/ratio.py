"""
A percentage must be the ratio of two numbers.

What it is a ratio of is rarely said outright: any of the `denominators` excuses a percentage, only its `base` accuses it.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from attrs import frozen

from disclint.facts import Facts
from disclint.kinds.binding import Binding, bind
from disclint.kinds.compiling import Compiler
from disclint.kinds.core import (
    FAIL,
    Compiled,
    Judge,
    Scope,
    Tally,
    leaf_places,
    subject_place,
)
from disclint.rules.functions import as_number, as_truth, decimals, items
from disclint.values import (
    Missing,
    Number,
    Value,
    leaves_of,
    number,
)
from disclint.values.rounding import HALF_EVEN, HALF_UP, TRUNCATE, rounded

NAME = "ratio"
TRUNCATED, ADJUSTED = "truncated", "adjusted"
VARIANTS = frozenset((FAIL, TRUNCATED, ADJUSTED))
NAMES = dict.fromkeys(("numerator", "denominator", "percent", "computed"), "number")

_HUNDRED = 100
# No report has so many percentages, and each is compared with every number around it.
_MOST = 60


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
    The expressions of a rule; `adjusted` tells where the last digit may have been moved to make up 100.
    """

    numerator: Compiled
    denominators: tuple[Compiled, ...]
    base: tuple[Compiled, ...]
    percent: Compiled
    adjusted: Compiled | None


def compiled(compiler: Compiler) -> tuple[Judge, Binding]:
    """
    Fails for each percentage that is no ratio; `truncated` if it is one with its last decimals cut off.
    """
    binding = bind(compiler, NAMES)
    inner = binding.compiler
    ratio = _Ratio(
        inner.needed("numerator"),
        inner.several("denominators"),
        inner.several("base"),
        inner.needed("percent"),
        inner.expression("adjusted"),
    )
    return lambda facts: _judged(facts, binding, ratio), binding


def _judged(facts: Facts, binding: Binding, ratio: _Ratio) -> Tally:
    findings, checked, reasons = [], 0, list[str]()
    for scope in islice(binding.instances(facts, reasons), _MOST):
        percent = as_number(ratio.percent(scope))
        claimed = _Claimed(as_number(ratio.numerator(scope)), percent, decimals(percent))
        variant, base = _judge(scope, ratio, claimed, reasons)
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
    scope: Scope, ratio: _Ratio, claimed: _Claimed, reasons: list[str]
) -> tuple[str | None, Number | None]:
    """
    The variant, "" if all is well, None if it cannot be told; and the base it is measured by.
    """
    part = claimed.numerator.value
    if part is None or claimed.percent.low is None:
        reasons.extend(_why(claimed))
        return None, None
    base = _base(scope, ratio.base)
    if base is not None and _holds(part, base.value, claimed):
        return "", None
    bases = [each for value in ratio.denominators for each in _known(value(scope))]
    if any(_holds(part, each.value, claimed) for each in bases):
        return "", None
    if base is None or claimed.percent.value is None:
        reasons.append("it is not clear of what the percentage is a share")
        return None, None
    variant = _slip(scope, ratio, claimed, base, bases)
    return variant, base if variant else None


def _slip(
    scope: Scope, ratio: _Ratio, claimed: _Claimed, base: Number, bases: Sequence[Number]
) -> str | None:
    """
    How a percentage that is none went wrong; None if it may be right for a reason unseen.
    """
    part = claimed.numerator.value or Decimal(0)
    if _is_cut(part, base, claimed):
        return TRUNCATED
    # Cut off from another base than the obvious one, it is not clear what was meant.
    if any(_is_cut(part, each, claimed) for each in bases):
        return None
    if ratio.adjusted is not None and _is_next(part, base, claimed) and as_truth(ratio.adjusted(scope)).value:
        return ADJUSTED
    return FAIL


def _base(scope: Scope, expressions: Sequence[Compiled]) -> Number | None:
    """
    The first number that one of the expressions gives.
    """
    return next((each for value in expressions for each in _known(value(scope))), None)


def _known(value: Value) -> list[Number]:
    found = [as_number(each) for each in items(value) if not isinstance(each, Missing)]
    return [each for each in found if each.value]


def _is_cut(part: Decimal, base: Number, claimed: _Claimed) -> bool:
    percent = claimed.percent.value or Decimal(0)
    if not _near(part, base.value or Decimal(1), percent):
        return False
    return _computed(part, base, claimed, TRUNCATE) == percent


def _is_next(part: Decimal, base: Number, claimed: _Claimed) -> bool:
    computed = _computed(part, base, claimed, HALF_UP)
    unit = Decimal(1).scaleb(-claimed.decimals)
    return computed is not None and abs(computed - (claimed.percent.value or 0)) == unit


def _holds(part: Decimal, base: Decimal | None, claimed: _Claimed) -> bool:
    low, high = claimed.percent.low, claimed.percent.high
    if not base or low is None or (low == high and not _near(part, base, low)):
        return False
    results = [rounded(part * _HUNDRED, base, claimed.decimals, mode) for mode in (HALF_UP, HALF_EVEN)]
    return any(each is not None and low <= each and (high is None or each <= high) for each in results)


def _near(part: Decimal, base: Decimal, percent: Decimal) -> bool:
    # Rounding moves a percentage by less than a point; exact division costs more than all the rest.
    return abs(part * _HUNDRED - base * percent) <= base


def _computed(part: Decimal, base: Number, claimed: _Claimed, mode: str) -> Decimal | None:
    return rounded(part * _HUNDRED, base.value or 0, claimed.decimals, mode)


def _names(claimed: _Claimed, base: Number) -> Iterator[tuple[str, Number]]:
    computed = _computed(claimed.numerator.value or Decimal(0), base, claimed, HALF_UP)
    yield "numerator", claimed.numerator
    yield "denominator", base
    yield "percent", claimed.percent
    if computed is not None:
        yield "computed", number(computed)


def _why(claimed: _Claimed) -> list[str]:
    found = {*claimed.numerator.missing, *claimed.percent.missing}
    return sorted(found) or ["only about so many are given"]
