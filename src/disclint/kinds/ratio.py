"""
A percentage must be the ratio of two numbers.

What it is a ratio of is rarely said outright: any of the `denominators` excuses a percentage, only its `base` accuses it.
How a report rounds is told by all its percentages together (`engine.conventions`); each here tells how it was rounded.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial

from attrs import frozen

from disclint.facts import Facts
from disclint.kinds.binding import Binding, bind
from disclint.kinds.compiling import Compiler
from disclint.kinds.core import (
    FAIL,
    Compiled,
    Finding,
    Judge,
    Rounding,
    Scope,
    Tally,
    leaf_places,
    note,
    subject_place,
)
from disclint.rules.functions import as_number, as_truth, decimals, items
from disclint.rules.tracing import PASS, UNKNOWN
from disclint.values import Number, Value, leaves_of, number
from disclint.values.rounding import HALF_EVEN, HALF_UP, TRUNCATE, rounded

NAME = "ratio"
TRUNCATED, ADJUSTED, HABIT = "truncated", "adjusted", "habit"
VARIANTS = frozenset((FAIL, TRUNCATED, ADJUSTED, HABIT))
# `cut` and `rounded` count the percentages of a report that were cut off and rounded, for `habit`.
NAMES = dict.fromkeys(("numerator", "denominator", "percent", "computed", "cut", "rounded"), "number")

_HUNDRED = 100
_UNCLEAR = "it is not clear of what the percentage is a share"
_MANY = "there are more percentages than are looked at"
# No report has so many percentages, and each is compared with every number around it.
MOST = 60


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

    The variant `habit` stands for all those of a report that cuts off throughout.
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
    findings, checked, reasons, roundings = [], 0, list[str](), list[Rounding]()
    for at, scope in enumerate(binding.instances(facts, reasons)):
        if at == MOST:
            reasons.append(_MANY)
            note(scope, UNKNOWN, leaves=(), reasons=[_MANY])
            break
        percent = as_number(ratio.percent(scope))
        claimed = _Claimed(as_number(ratio.numerator(scope)), percent, decimals(percent))
        known = len(reasons)
        variant, base = _judge(scope, ratio, claimed, reasons)
        scope.names.update(_names(claimed, base))
        leaves = leaves_of(claimed.numerator, claimed.percent, *([] if base is None else [base]))
        if variant is None:
            note(scope, UNKNOWN, leaves=leaves, reasons=reasons[known:])
            continue
        checked += 1
        if base is None:
            note(scope, PASS, leaves=leaves)
            continue
        found = partial(_finding, scope, binding, claimed, base)
        finding = found(variant) if variant else None
        note(scope, FAIL if finding else PASS, leaves=leaves, variant=finding.variant if finding else None)
        if finding is not None:
            findings.append(finding)
        roundings += _rounding(claimed, base, finding, found)
    return Tally(findings, checked, reasons, roundings=roundings)


def _finding(scope: Scope, binding: Binding, claimed: _Claimed, base: Number, variant: str) -> Finding:
    related = leaf_places(leaves_of(claimed.numerator, base), scope.facts)
    return binding.finding(scope, subject_place(claimed.percent, scope.facts), variant, related=related)


def _rounding(
    claimed: _Claimed, base: Number, finding: Finding | None, found: Callable[[str], Finding]
) -> Iterator[Rounding]:
    """
    What a percentage tells of the way its report rounds; nothing if every way gives the same.
    """
    percent, part = claimed.percent, _exact(claimed.numerator)
    ways = {mode: _computed(part, base, claimed, mode) for mode in (HALF_UP, HALF_EVEN, TRUNCATE)}
    if percent.value is None or not percent.leaves or len(set(ways.values())) == 1:
        return
    modes = frozenset(mode for mode, computed in ways.items() if computed == percent.value)
    if modes:
        yield Rounding(percent.leaves[0], claimed.decimals, modes, finding, partial(found, TRUNCATED))


def _judge(
    scope: Scope, ratio: _Ratio, claimed: _Claimed, reasons: list[str]
) -> tuple[str | None, Number | None]:
    """
    The variant, "" if all is well, None if it cannot be told; and the base that it is measured by.
    """
    part = claimed.numerator.value
    if part is None or claimed.percent.low is None:
        reasons.extend(_why(claimed))
        return None, None
    base = _base(scope, ratio.base)
    if base is not None and _holds(part, base.value, claimed):
        return "", base
    bases = [each for value in ratio.denominators for each in _known(value(scope))]
    excuse = next((each for each in bases if _holds(part, each.value, claimed)), None)
    if excuse is not None:
        # It may be a coincidence, and tells nothing of how the report rounds.
        scope.names["excuse"] = excuse
        return "", None
    if base is None or claimed.percent.value is None:
        reasons.append(_UNCLEAR)
        return None, None
    variant = _slip(scope, ratio, claimed, base, bases)
    if variant is None:
        reasons.append(_UNCLEAR)
        return None, None
    return variant, base


def _slip(
    scope: Scope, ratio: _Ratio, claimed: _Claimed, base: Number, bases: Sequence[Number]
) -> str | None:
    """
    How a percentage that is none went wrong; None if it may be right for a reason unseen.
    """
    part = _exact(claimed.numerator)
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
    # What is missing has no value, and of nought nothing is a share.
    return [each for each in map(as_number, items(value)) if each.value]


def _exact(number: Number) -> Decimal:
    """
    The value of a number of which nothing is open.
    """
    return number.value or Decimal(0)


def _is_cut(part: Decimal, base: Number, claimed: _Claimed) -> bool:
    percent = _exact(claimed.percent)
    return _near(part, _exact(base), percent) and _computed(part, base, claimed, TRUNCATE) == percent


def _is_next(part: Decimal, base: Number, claimed: _Claimed) -> bool:
    computed = _computed(part, base, claimed, HALF_UP)
    unit = Decimal(1).scaleb(-claimed.decimals)
    return computed is not None and abs(computed - _exact(claimed.percent)) == unit


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
    return rounded(part * _HUNDRED, _exact(base), claimed.decimals, mode)


def _names(claimed: _Claimed, base: Number | None) -> Iterator[tuple[str, Number]]:
    yield "numerator", claimed.numerator
    yield "percent", claimed.percent
    if base is None:
        return
    yield "denominator", base
    computed = _computed(_exact(claimed.numerator), base, claimed, HALF_UP)
    if computed is not None:
        yield "computed", number(computed)


def _why(claimed: _Claimed) -> list[str]:
    found = {*claimed.numerator.missing, *claimed.percent.missing}
    return sorted(found) or ["only about so many are given"]
