"""
The words that every grammar here is made of, over folded text.

    number  := sign? digits ("," digits)* ("." digits)?
    dash    := "-"+ | "/" | "无" | "N/A"
    numeral := Han-digits "、" | "(" Han-digits ")" | digit "."
"""

import re
from decimal import Decimal

from disclint.syntax import BLANK, DASH, NUMBER, TEXT

HAN_DIGITS = "一二三四五六七八九十"

# A dash that stands for 一 is met in copies.
FIRST_LEVEL = rf"[{HAN_DIGITS}]{{1,3}}[、.,:]|-、|第[{HAN_DIGITS}]{{1,3}}部分[、:,]?"
SECOND_LEVEL = rf"\([{HAN_DIGITS}]{{1,3}}\)[、.,]?"
THIRD_LEVEL = r"[0-9]{1,2}[.、](?![0-9])"

_NUMBER = re.compile(r"[-+]?\d+(?:,\d{3})*(?:\.\d+)?")
_DASH = re.compile(r"[-/~*]+|无|N/?A|nil", re.IGNORECASE)
_AMOUNT = re.compile(r"([-+]?\d+(?:,\d{3})*(?:\.\d+)?)\s*(?:人民币)?(万元|亿元|元)")
_SIGNED = re.compile(r"(减|增|减少|增加)?([-+]?\d+)")


def number(raw: str) -> Decimal | None:
    """
    The number that `raw` (folded, trimmed) is, or None.
    """
    if raw.isdigit() and raw.isascii():
        return Decimal(raw)
    if _NUMBER.fullmatch(raw):
        return Decimal(raw.replace(",", ""))
    return None


def reading(raw: str, type: str) -> tuple[str, Decimal | None]:
    """
    The state and the value of a cell whose folded, trimmed text is `raw`.

    A column of amounts may carry its unit, one of changes a word for its sign.
    """
    if "\u200b" in raw:
        raw = raw.replace("\u200b", "")
    if not raw:
        return BLANK, None
    value = number(raw)
    if value is not None:
        return NUMBER, value
    if _DASH.fullmatch(raw):
        return DASH, None
    if type == "procurement" and (amount := _AMOUNT.fullmatch(raw)):
        return NUMBER, Decimal(amount[1].replace(",", ""))
    if type == "change" and (change := _SIGNED.fullmatch(raw)):
        return NUMBER, -Decimal(change[2]) if change[1] in {"减", "减少"} else Decimal(change[2])
    return TEXT, None
