"""
Numbers as a sheet shows them: number formats of SpreadsheetML.

Knows digits, groups, percent, literals, sections for signs, and dates; what it does not know is shown plainly.
"""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext

_BUILT_IN: Mapping[int, str] = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy/m/d", 15: "d-mmm-yy",
    16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"',
    43: '#,##0.00;-#,##0.00;"-"', 44: '#,##0.00;-#,##0.00;"-"', 49: "@", 50: 'yyyy"年"m"月"',
    57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<skipped>[_*].)|\[\$(?P<currency>[^\]-]*)[^\]]*\]|'
    r"(?P<bracket>\[[^\]]*\])|(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+)|(?P<date>[yYmMdDhHsS]+|AM/PM|上午/下午)|"
    r"(?P<general>[Gg]eneral)|(?P<plain>.)",
    re.DOTALL,
)
_CONDITION = re.compile(r"\[([<>=]+)(-?[0-9.]+)\]")
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - sheets know no zone
_LAST_DAY = 2_958_466
# What a sheet keeps of a number.
_PRECISION = 15
_MOST_PLACES = 30


def shown(written: str, format: str | None, *, since_1904: bool = False) -> str:
    """
    The number that a cell holds as its sheet shows it, a nought always as a digit; `written` as it is for what is no number.
    """
    try:
        number = Decimal(written)
    except InvalidOperation:
        return written
    if not number.is_finite() or abs(number.adjusted()) > _MOST_PLACES:
        return written
    with localcontext() as context:
        context.prec = _PRECISION
        number = +number
    if format is None or format.lower() == "general" or format == "@":
        return _plain(number)
    text = _formatted(number, format, since_1904=since_1904)
    # A format may draw a dash for nought, or nothing; the cell holds a number all the same.
    return text if number or any(each.isalnum() for each in text) else "0"


def built_in(id: int) -> str | None:
    """
    The format of one of the numbers that need not be declared.
    """
    return _BUILT_IN.get(id)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _formatted(number: Decimal, format: str, *, since_1904: bool) -> str:
    section, number = _section(format, number)
    tokens = [(each.lastgroup or "", each.group(each.lastgroup or 0)) for each in _TOKEN.finditer(section)]
    kinds = {kind for kind, _ in tokens}
    if "date" in kinds and "digits" not in kinds:
        return _date(number, tokens, since_1904=since_1904)
    percents = sum(kind == "plain" and text == "%" for kind, text in tokens)
    number *= Decimal(100) ** min(percents, 2)
    parts, placed = [], False
    for kind, text in tokens:
        if kind in ("quoted", "escaped", "currency", "plain"):
            parts.append(text)
        elif kind == "general":
            parts.append(_plain(number))
        elif kind == "digits" and not placed:
            parts.append(_digits(number, text))
            placed = True
        elif kind == "skipped" and text.startswith("_"):
            parts.append(" ")
    return "".join(parts).strip()


def _section(format: str, number: Decimal) -> tuple[str, Decimal]:
    """
    The section of a format that is for a number, and the number without the sign that the section stands for.
    """
    parts = _split(format)
    for each in parts[:2]:
        condition = _CONDITION.search(each)
        if condition is not None and _holds(number, condition[1], condition[2]):
            return each, number
    if any(_CONDITION.search(each) for each in parts[:2]):
        return parts[-1], number
    if number < 0 and len(parts) > 1:
        return parts[1], -number
    if not number and len(parts) > 2:
        return parts[2], number
    return parts[0], number


def _split(format: str) -> list[str]:
    parts, quoted, escaped = [""], False, False
    for char in format:
        if char == ";" and not quoted and not escaped:
            parts.append("")
            continue
        if char == '"' and not escaped:
            quoted = not quoted
        escaped = char == "\\" and not escaped and not quoted
        parts[-1] += char
    return parts


def _holds(number: Decimal, sign: str, limit: str) -> bool:
    try:
        bound = Decimal(limit)
    except InvalidOperation:
        return False
    return {
        "<": number < bound, ">": number > bound, "=": number == bound,
        "<=": number <= bound, ">=": number >= bound, "<>": number != bound,
    }.get(sign, False)  # fmt: skip


def _digits(number: Decimal, pattern: str) -> str:
    whole, _, places = pattern.partition(".")
    thousands = len(whole) - len(whole.rstrip(","))
    whole = whole.rstrip(",")
    with localcontext() as context:
        context.prec = 4 * _MOST_PLACES
        number = number / Decimal(1000) ** min(thousands, 4)
        rounded = number.quantize(Decimal(1).scaleb(-min(len(places), _MOST_PLACES)), ROUND_HALF_UP)
    head, _, tail = f"{abs(rounded):f}".partition(".")
    required = places.rstrip("#?")
    while len(tail) > len(required) and tail.endswith("0"):
        tail = tail[:-1]
    least = whole.count("0")
    head = head.lstrip("0").rjust(least, "0") if least else head.lstrip("0")
    if "," in whole:
        head = f"{int(head or '0'):,}" if head else head
    sign = "-" if rounded < 0 else ""
    return f"{sign}{head}.{tail}" if tail else f"{sign}{head}"


def _date(number: Decimal, tokens: list[tuple[str, str]], *, since_1904: bool) -> str:
    if not 0 <= number < _LAST_DAY:
        return _plain(number)
    epoch = _EPOCH_1904 if since_1904 else _EPOCH
    try:
        moment = epoch + timedelta(days=int(number), seconds=round(float(number % 1) * 86400))
    except OverflowError:
        # The last days of sheets that count from 1904, and what is rounded up to the year 10,000.
        return _plain(number)
    parts, after_hour = [], False
    for kind, text in tokens:
        if kind == "date":
            parts.append(_unit(moment, text.lower(), minutes=after_hour))
            after_hour = text[:1].lower() == "h"
        elif kind in ("quoted", "escaped", "plain"):
            parts.append(text)
    return "".join(parts).strip()


def _unit(moment: datetime, unit: str, *, minutes: bool) -> str:
    if unit[0] == "m" and minutes:
        return f"{moment.minute:02d}"
    values = {"y": moment.year, "m": moment.month, "d": moment.day, "h": moment.hour, "s": moment.second}
    value = values.get(unit[0])
    if value is None:
        return ""
    if unit[0] == "y":
        return f"{value:04d}" if len(unit) > 2 else f"{value % 100:02d}"
    return f"{value:02d}" if len(unit) == 2 else str(value)
