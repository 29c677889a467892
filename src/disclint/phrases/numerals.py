"""
How numbers are written, and what they are worth.

    arabic  := digits ("," three digits)* ("." digits)?
    chinese := 一百二十 | 十二 | 两万零三百 | 二〇二四
    number  := (arabic | chinese) (余 | 多)? scale? (余 | 多)?
    scale   := 十 | 百 | 千 | 万 | 十万 | 百万 | 千万 | 亿
"""

from decimal import Decimal

_DIGITS = {char: index for index, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "○": 0, "两": 2,
}  # fmt: skip
_UNITS = {"十": 10, "百": 100, "千": 1_000}
_SCALES = {"万": 10_000, "亿": 100_000_000}

_D = "[一二两三四五六七八九]"
_ZERO = "[零〇○]"
ANY = "零〇○一二两三四五六七八九十百千万亿"
_BELOW_WAN = (
    rf"(?=[一二两三四五六七八九十百千])(?:{_D}?千)?(?:{_ZERO}?{_D}?百)?"
    rf"(?:{_ZERO}?{_D}?十)?(?:{_ZERO}?{_D})?"
)
# Not begun inside 1,234 or 12.5 or 123, but possible behind 2023, which groups nothing.
ARABIC_START = (
    r"(?<![0-9])(?<![0-9]\.)(?!(?:(?<=(?<![0-9])[0-9],)|(?<=(?<![0-9])[0-9][0-9],)"
    r"|(?<=(?<![0-9])[0-9][0-9][0-9],))[0-9]{3}(?![0-9]))"
)
_ARABIC = (
    rf"{ARABIC_START}(?:[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,5}}+|[0-9]{{1,15}}+)(?![0-9])"
    # Not `(?:…)?+`, which keeps the point of “1.” before Python 3.11.5.
    r"(?>\.[0-9]{1,8}+(?![0-9]))?+(?!\.[0-9])(?!,[0-9]{3}(?![0-9]))"
)
# 几十, 数十 and 十几 are no numbers, 件数二十八 has one, and 二三十 begins at no place.  亿 comes before 万, and each once; what is
# below is the last, and a nought leads only to it.  Written once, since sets are slow to compile.
_CHINESE = (
    rf"(?<![{ANY}几])(?<!数(?=[十百千万亿]))(?=[{ANY}])(?:{_ZERO}(?![{ANY}])"
    rf"|(?:(?:{_ZERO}(?![{ANY}]*亿))?{_BELOW_WAN}(?:万(?![{ANY}]*[万亿])|亿(?![{ANY}]*亿)|(?![{ANY}]))){{1,3}})(?![{ANY}几])"
)
_SPELT = rf"(?<![{ANY}])[零〇○一二三四五六七八九]{{2,12}}(?![{ANY}])"
_SCALE = "(?:[十百千]?万|[十百千亿])"

FIRST = "0123456789" + ANY
NUMERAL = rf"(?:{_ARABIC}|{_CHINESE}|{_SPELT})"
NUMBER = rf"{NUMERAL}(?:[余多]?{_SCALE})?[余多]?(?![0-9])"
READER = rf"(?P<numeral>{NUMERAL})(?P<inner>[余多]?)(?P<scale>{_SCALE}?)(?P<outer>[余多]?)"


def worth(numeral: str) -> Decimal:
    """
    The value of an Arabic or Chinese numeral, exactly.
    """
    if numeral[0] in "0123456789":
        return Decimal(numeral.replace(",", ""))
    if len(numeral) > 1 and not any(char in _UNITS or char in _SCALES for char in numeral):
        return Decimal("".join(str(_DIGITS[char]) for char in numeral))
    return Decimal(_chinese(numeral))


def scale(written: str) -> int:
    """
    The factor that a scale word stands for; 1 for none.
    """
    factor = 1
    for char in written:
        factor *= _UNITS.get(char) or _SCALES[char]
    return factor


def _chinese(numeral: str) -> int:
    total = section = digit = 0
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            # 十二 and 百余 leave the one out.
            section += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            total += (section + digit) * _SCALES[char]
            section = digit = 0
    return total + section + digit
