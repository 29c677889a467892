"""
The typed captures of phrases: where a count, a sum, a share, a year or a day stands, and its value.

    count   := before? number measure after?
    money   := before? number "元" after?
    percent := before? ("百分之" number | number "%") after?
    number  := before? number
    year    := digits ("年度" | "年")?   not before a measure: 1933件 is no year
    day     := (year "年")? month "月" day ("日" | "号") | year "-" month "-" day
    before  := 约 | 近 | 超 | 逾 | …           after := 以上 | 左右 | …
"""

import re
from decimal import Decimal
from functools import cache, lru_cache

from disclint.cache import compiled
from disclint.phrases.numerals import ANY, FIRST, NUMBER, NUMERAL, READER, scale, worth
from disclint.source.light import light

TYPES = ("count", "money", "percent", "year", "day", "number")

_ABOUT, _BELOW, _ABOVE = "about", "below", "above"
_BEFORE = {
    "大约": _ABOUT, "大概": _ABOUT, "约": _ABOUT, "将近": _BELOW, "接近": _BELOW, "近": _BELOW,
    "不到": _BELOW, "不足": _BELOW, "超过": _ABOVE, "超": _ABOVE, "逾": _ABOVE, "上": _ABOVE,
}  # fmt: skip
# 不足200 may be far from it, as 近200 may not.
_LOOSE = ("不到", "不足", "以下", "以内")
_AFTER = {"以上": _ABOVE, "左右": _ABOUT, "上下": _ABOUT, "以下": _BELOW, "以内": _BELOW}


def _one_by_one(pattern: str) -> str:
    # A set of Chinese characters takes a tenth of a millisecond to compile, and phrases have dozens.
    return re.sub(
        r"\((\?<?!)\[(\w+)\](\w*)\)",
        lambda found: "".join(f"({found[1]}{char}{found[3]})" for char in found[2]),
        pattern,
    )


# 预约3次 and 附近3家 approximate nothing; only 上百 and 上千 do.
_GUARDED = {
    "约": _one_by_one("约(?<![预节公合契签大]约)"),
    "近": _one_by_one("近(?<![最附邻将接]近)"),
    "上": "上(?=[百千])",
}
_BEFORE_PATTERN = f"(?:{'|'.join(_GUARDED.get(each, each) for each in _BEFORE)})"
_AFTER_PATTERN = rf"(?:{'|'.join(_AFTER)})"

# What a measure word is part of when it measures nothing: 一次性, 一部分, 3个月.
_MEASURES = "[人件份条部次个期名家起批户处封只页场宗种项本卷套册例笔篇张幅]"
_MEASURE = _one_by_one(
    rf"(?={_MEASURES})(?:[人件份条]次|部(?![门分委队])|次(?![性数日])|个(?!月|工作日|自然日|百分|小时|交易日|星期|年|方面|别)"
    r"|期(?![间限])|人(?!员|民|均|大|数)|名(?![称录单])|家(?![庭长])|起(?![来草到])|批(?![复准示评])|条(?!例|件|款)"
    r"|件(?![数多])(?!均(?!在|已|按|为|予|依|被|无|未|系|由|于|以|属|得|获|可|能|办|答))|户(?!籍)|处(?![理长室置])|封(?!闭)|只(?![有是能])|页(?!面)|场(?!所)|份(?!额)"
    r"|宗(?!旨)|种(?![植子])|项(?!目)|本(?![级年机单部局报府市区县镇行])|卷(?!宗)|套(?!用)|册|例|笔|篇|张|幅)"
)
_COUNT_TAIL = rf"{_MEASURE}(?:\([次个项条件]\))?"
_YEAR = r"(?:(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])|(?<![〇零○一二三四五六七八九])[一二][〇零○九][〇零○一二三四五六七八九]{2}(?![〇零○一二三四五六七八九]))"
_SMALL = r"(?:(?<![0-9])[0-9]{1,2}(?![0-9])|(?<![一二三四五六七八九十])(?:[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?![一二三四五六七八九十]))"

# 无一件结转 and 没有1起诉讼 say that there is none.
_NOT_ONE = "(?!(?:(?<=无)|(?<=没有)|(?<=未有)|(?<=未发生)|(?<=未出现)|(?<=未见)|(?<=任何))[一1](?![0-9一二三四五六七八九十百千万〇零.,]))"

# A year gives up its 年 if the phrase goes on with one; an approximation is part of its number, and begins it.
STARTS = FIRST + "".join(dict.fromkeys(each[0] for each in _BEFORE))
_FIRST = f"(?=[{STARTS}])"
PATTERNS = {
    "count": rf"{_FIRST}{_BEFORE_PATTERN}?(?<!第){_NOT_ONE}{NUMBER}{_COUNT_TAIL}{_AFTER_PATTERN}?",
    "money": rf"{_FIRST}{_BEFORE_PATTERN}?{NUMBER}元整?{_AFTER_PATTERN}?",
    "percent": rf"{_FIRST}{_BEFORE_PATTERN}?(?:百分之{NUMERAL}|{NUMBER}[%﹪]){_AFTER_PATTERN}?",
    "number": rf"{_FIRST}{_BEFORE_PATTERN}?{NUMBER}",
    "year": rf"(?=[12一二]){_YEAR}(?:年度|年|(?![余多万亿元%﹪]|{_MEASURE}))",
    "day": rf"(?=[{FIRST}])(?:(?:{_YEAR}年)?{_SMALL}月{_SMALL}[日号]"
    r"|(?<![0-9])(?:19|20)[0-9]{2}(?:-[0-9]{1,2}-|\.[0-9]{1,2}\.|/[0-9]{1,2}/)"
    # Without blanks, the time of day stands right behind it.
    r"(?:[0-9]{1,2}(?![0-9])|[0-9]{2}(?=(?:[01][0-9]|2[0-3]):[0-5][0-9])))",
}
# Of these one is in whatever a pattern matches: the end of a count's number with its measure, a year's first half.
SIGNS = {
    "count": frozenset(number + measure for number in f"{FIRST}余多" for measure in _MEASURES.strip("[]")),
    "year": frozenset(["19", "20", *(first + second for first in "一二" for second in "〇零○九")]),
    "day": frozenset(["19", "20", "月"]),
}
# What each pattern's matches look like at least, behind an approximation: these compile in no time.
_NUMERIC = rf"(?:[0-9]++(?:[,.][0-9]++){{0,6}}?|[{ANY}]++)[余多]?\w{{0,2}}?[余多]?"
OUTLINES = {
    "count": rf"{_NUMERIC}{_MEASURES}次?(?:\(.\))?{_AFTER_PATTERN}?",
    "money": rf"{_NUMERIC}元整?{_AFTER_PATTERN}?",
    "percent": rf"(?:百分之)?{_NUMERIC}[%﹪]?{_AFTER_PATTERN}?",
    "number": _NUMERIC,
    "year": rf"(?:[0-9]{{4}}|[{ANY}]{{4}})(?:年度|年)?",
    "day": rf"[{FIRST}][{FIRST}年月./-]{{2,20}}?[日号0-9]",
}
# Arabic or Chinese, and nothing before it but an approximation.
_SHORTEST = {"count": 2, "money": 2, "percent": 2, "number": 1, "year": 4, "day": 4}
_QUANTITY = rf"(?P<before>{_BEFORE_PATTERN}?)(?P<hundredths>(?:百分之)?){READER}(?P<unit>.*?)(?P<after>{_AFTER_PATTERN}?)"
_PARTS = re.compile(r"[0-9]+|[〇零○一二三四五六七八九十]+")

# Tables have sums in 万元, which is therefore not rounded to.
_TABLE_UNIT = 10_000


@light
class Capture:
    """
    A value read from text, and where it stands: offsets as in `Match`.

    `value` is exact, in 元 for money, in hundredths for percent, None for a day; `low` and `high` are
    what it may stand for, `high` None without bound.  `decimals` counts the written digits behind
    the point, `step` is what the last of them is worth.  `parts` is a day's year, month and day.
    """

    kind: str
    start: int
    end: int
    value: Decimal | None
    unit: str | None = None
    approximation: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    decimals: int = 0
    step: Decimal = Decimal(1)
    parts: tuple[int | None, int, int] | None = None


def shortest(kind: str) -> int:
    """
    The fewest characters a value of `kind` takes.
    """
    return _SHORTEST[kind]


def read(kind: str, written: str, start: int) -> Capture:
    """
    The value that `written`, found by the pattern of `kind` at `start`, stands for.
    """
    end = start + len(written)
    if kind == "year":
        year = _year(written[:4])
        return Capture(kind, start, end, year, "年", low=year, high=year)
    if kind == "day":
        return Capture(kind, start, end, None, parts=_day(written))
    return _quantity(kind, written, start)


@lru_cache(maxsize=512)
def _year(written: str) -> Decimal:
    return Decimal(worth(written))


def _day(written: str) -> tuple[int | None, int, int]:
    *year, month, day = (int(worth(each)) for each in _PARTS.findall(written))
    return (year[0] if year else None), month, day


def _quantity(kind: str, written: str, start: int) -> Capture:
    return Capture(kind, start, start + len(written), *_worth(kind, written))


_Worth = tuple[Decimal, str | None, str | None, Decimal | None, Decimal | None, int, Decimal]


@cache
def _quantity_pattern() -> re.Pattern[str]:
    return compiled(_QUANTITY)


@lru_cache(maxsize=4096)
def _worth(kind: str, written: str) -> _Worth:
    found = _quantity_pattern().fullmatch(written)
    if found is None:
        raise ValueError(f"not a {kind}: {written!r}")
    factor = scale(found["scale"])
    numeral = worth(found["numeral"])
    value = _plain(numeral * factor)
    point = found["numeral"].find(".")
    decimals = 0 if point < 0 else len(found["numeral"]) - point - 1
    bounded = bool(found["inner"] or found["outer"])
    approximation = _ABOVE if bounded else _BEFORE.get(found["before"]) or _AFTER.get(found["after"])
    if approximation is None and found["numeral"] in ("百", "千"):
        # Nobody counts a bare hundred.
        approximation = _ABOUT
    loose = found["before"] in _LOOSE or found["after"] in _LOOSE
    low, high = _bounds(value, approximation, bounded=bounded, loose=loose)
    step = _plain(Decimal(factor).scaleb(-decimals))
    if approximation is None and factor > (_TABLE_UNIT if kind == "money" else 1):
        # 156.3万件 is rounded, or cut off, to its last digit.
        low, high = value - step / 2, value + step
    unit = "元" if kind == "money" else "%" if kind == "percent" else found["unit"] or None
    return value, unit, approximation, low, high, decimals, step


def _bounds(
    value: Decimal, approximation: str | None, *, bounded: bool, loose: bool
) -> tuple[Decimal, Decimal | None]:
    # 200余 stays below 300: what is left open is the last digit that is not nought.
    if approximation is None:
        return value, value
    digit = _last_digit(value)
    if approximation == _ABOVE:
        return value, value + digit if bounded else None
    if approximation == _BELOW:
        return (Decimal(0) if loose else value - digit if value > digit else value / 2), value
    return max(Decimal(0), value - digit / 2), value + digit / 2


def _plain(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _last_digit(value: Decimal) -> Decimal:
    if not value:
        return Decimal(1)
    _, digits, exponent = value.as_tuple()
    noughts = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    return Decimal(1).scaleb(int(exponent) + noughts)
