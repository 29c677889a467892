"""
Numbers as Word writes them before paragraphs: 3 as 三, 叁, 丙, ③, iii or C.

`numeral` knows the formats of WordprocessingML (`w:numFmt`) that Chinese documents use; others are written as digits.
"""

from collections.abc import Callable, Mapping

_DIGITS = "〇一二三四五六七八九"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST_ROMAN = 4000
_ALPHABET = 26
_TEN, _TWENTY, _HUNDRED, _THOUSAND, _TEN_THOUSAND = 10, 20, 100, 1000, 10_000
# The digits and the units from ten to ten thousand.
_PLAIN = ("零一二三四五六七八九", "十百千万")
_LEGAL = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟万")
_LEGAL_TRADITIONAL = ("零壹貳參肆伍陸柒捌玖", "拾佰仟萬")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def numeral(format: str, number: int) -> str:
    """
    `number`, from 0, in a format of `w:numFmt`; digits for formats and numbers that have no other writing.
    """
    if format in _NOTHING:
        return ""
    writing = _FORMATS.get(format)
    written = writing(number) if writing is not None and number >= 0 else ""
    return written or str(number)


def _spelled(number: int, letters: tuple[str, str], *, drops_one: bool = True) -> str:
    """
    A number below a hundred million in words; `drops_one`: 十二, not 一十二.
    """
    if number >= _TEN_THOUSAND * _TEN_THOUSAND:
        return ""
    digits, units = letters
    if not number:
        return digits[0]
    high, low = divmod(number, _TEN_THOUSAND)
    words = _four(high, digits, units) + units[3] if high else ""
    if low:
        gap = digits[0] if high and low < _THOUSAND else ""
        words += gap + _four(low, digits, units)
    starts_with_ten = words.startswith(digits[1] + units[0])
    return words[1:] if drops_one and starts_with_ten else words


def _four(number: int, digits: str, units: str) -> str:
    words, owes_zero = "", False
    for place in (3, 2, 1, 0):
        digit = number // _TEN**place % _TEN
        if digit:
            words += digits[0] if owes_zero else ""
            words += digits[digit] + (units[place - 1] if place else "")
            owes_zero = False
        elif words:
            owes_zero = True
    return words


def _counting(number: int) -> str:
    # Up to ninety-nine in words, from there digit by digit.
    return _spelled(number, _PLAIN) if 0 < number < _HUNDRED else _digitwise(number)


def _digitwise(number: int) -> str:
    return "".join(_DIGITS[int(each)] for each in str(number))


def _from_one(letters: str) -> Callable[[int], str]:
    return lambda number: letters[number - 1] if 0 < number <= len(letters) else ""


def _cycle(number: int) -> str:
    at = number - 1
    return _STEMS[at % len(_STEMS)] + _BRANCHES[at % len(_BRANCHES)] if number else ""


def _letters(number: int) -> str:
    # aa follows z, and bb that.
    if not number or number > _ALPHABET * _TEN:
        return ""
    times, at = divmod(number - 1, _ALPHABET)
    return chr(ord("a") + at) * (times + 1)


def _roman(number: int) -> str:
    if not 0 < number < _MOST_ROMAN:
        return ""
    written = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written


def _circled(number: int) -> str:
    return chr(ord("①") + number - 1) if 0 < number <= _TWENTY else ""


_NOTHING = frozenset(("none", "bullet"))
_FORMATS: Mapping[str, Callable[[int], str]] = {
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": lambda number: _spelled(number, _PLAIN),
    "taiwaneseCountingThousand": lambda number: _spelled(number, _PLAIN),
    "japaneseCounting": lambda number: _spelled(number, _PLAIN),
    "koreanDigital2": _digitwise,
    "ideographDigital": _digitwise,
    "japaneseDigitalTenThousand": _digitwise,
    "taiwaneseDigital": _digitwise,
    "chineseLegalSimplified": lambda number: _spelled(number, _LEGAL, drops_one=False),
    "japaneseLegal": lambda number: _spelled(number, _LEGAL_TRADITIONAL, drops_one=False),
    "ideographLegalTraditional": lambda number: _spelled(number, _LEGAL_TRADITIONAL, drops_one=False),
    "ideographTraditional": _from_one(_STEMS),
    "ideographZodiac": _from_one(_BRANCHES),
    "ideographZodiacTraditional": _cycle,
    "ideographEnclosedCircle": _from_one("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _from_one("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "decimalEnclosedParen": _from_one("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
