"""
Ways to write a number: digits, Chinese numerals, and approximations of it.
"""

from collections.abc import Callable, Mapping
from decimal import ROUND_DOWN, Decimal

from bench.reports.drawing import Number

_DIGITS = "零一二三四五六七八九"
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_LARGEST_HAN = 999
_MYRIAD = 10_000


def han(number: Number) -> str:
    """
    A whole number below a thousand in Chinese numerals; two things are 两.
    """
    whole = int(number)
    if whole == 2:
        return "两"
    hundreds, rest = divmod(whole, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "") or "零"


def step(number: Number) -> int:
    """
    What numbers of this size are rounded to.
    """
    size = len(str(int(number)))
    return int("1" + "0" * max(size - 2, 1))


def _down(number: Number) -> int:
    return int(number) // step(number) * step(number)


def _nearest(number: Number) -> int:
    return (int(number) + step(number) // 2) // step(number) * step(number)


def _myriads(number: Number) -> str:
    shown = (Decimal(number) / _MYRIAD).quantize(Decimal("0.01"), ROUND_DOWN)
    return f"{shown.normalize():f}万余"


FORMS: Mapping[str, Callable[[Number], str]] = {
    "plain": str,
    "parted": lambda number: f"{number:,}",
    "wide": lambda number: str(number).translate(_WIDE),
    "han": han,
    "nearly": lambda number: f"近{_down(number) + step(number)}",
    "some": lambda number: f"{_down(number)}余",
    "about": lambda number: f"约{_nearest(number)}",
    "over": lambda number: f"超{_down(number)}",
    "myriads": _myriads,
}
APPROXIMATE = frozenset({"nearly", "some", "about", "over", "myriads"})


def fitting(form: str, number: Number) -> bool:
    """
    Whether somebody would write the number so.
    """
    if form == "plain":
        return True
    if number != int(number) or number < 0:
        return False
    if form == "han":
        return number <= _LARGEST_HAN
    if form == "parted":
        return number >= 1000
    if form == "myriads":
        return number >= _MYRIAD and number % 100 != 0
    return form == "wide" or (number >= 20 and number % step(number) != 0)
