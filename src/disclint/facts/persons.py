"""
Numbers that belong to persons: of identity cards, mobile telephones and bank cards.

Refuses whatever its check digit does not bear out, and whatever is part of a longer number or code: index
numbers of documents, credit codes and office telephones are none.
"""

import re
from collections.abc import Iterator
from datetime import date

from attrs import frozen

from disclint.facts.ranges import Range
from disclint.source import Flow, Span

MOBILE, IDENTITY, BANK = "mobile", "identity", "bank"

# Its first digit is found at once; that it is long enough, and what stands before it, is looked at then.  Written in one piece, or in groups with single blanks or hyphens between; not what is glued to a label or a unit.
_NUMBER = re.compile(
    r"[1-9](?=[0-9 -]{9})(?<![0-9A-Za-z/._=&-].)(?<![^\W0-9A-Za-z话机号码电拨打系是为与和户卡到入至].)"
    r"[0-9]{2,18}(?:[ -][0-9]{3,8}){0,4}[0-9Xx]?(?![0-9A-Za-z/_*元件条万亿-]|[.,][0-9])"
)
_MOBILE = re.compile("1[3-9][0-9]{9}")
_IDENTITY = re.compile("[1-9][0-9]{16}[0-9X]")
# What bank cards of natural persons begin with in China.
_BANK = re.compile("62[0-9]{14,17}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_EARLIEST = 1900
_SHOWN_FIRST, _SHOWN_LAST = 3, 4


@frozen
class Identifier:
    """
    A person's number: its sort, where it stands, and as much of it as may be shown.
    """

    sort: str
    span: Span
    masked: str


def identifiers(flow: Flow, stretch: Range) -> Iterator[Identifier]:
    """
    The numbers of a stretch that can only be a person's.
    """
    span = flow.span(*stretch)
    for found in _NUMBER.finditer(flow.folded, span.start, span.end):
        digits = re.sub("[ -]", "", found.group()).upper()
        sort = _sort(digits)
        if sort is not None:
            yield Identifier(sort, Span(*found.span()), _masked(digits))


def _sort(digits: str) -> str | None:
    if _MOBILE.fullmatch(digits):
        return MOBILE
    if _IDENTITY.fullmatch(digits):
        return IDENTITY if _is_identity(digits) else None
    return BANK if _BANK.fullmatch(digits) and _adds_up(digits) else None


def _is_identity(digits: str) -> bool:
    year, month, day = int(digits[6:10]), int(digits[10:12]), int(digits[12:14])
    try:
        date(year, month, day)
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:17], _WEIGHTS, strict=True))
    return year >= _EARLIEST and _CHECK[total % 11] == digits[17]


def _adds_up(digits: str) -> bool:
    # Every second digit from the right counts twice, its digits added up.
    doubled = (sum(divmod(2 * int(each), 10)) for each in digits[-2::-2])
    return (sum(doubled) + sum(map(int, digits[::-2]))) % 10 == 0


def _masked(digits: str) -> str:
    hidden = "*" * (len(digits) - _SHOWN_FIRST - _SHOWN_LAST)
    return f"{digits[:_SHOWN_FIRST]}{hidden}{digits[-_SHOWN_LAST:]}"
