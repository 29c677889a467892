"""
How what stands in a cell is written: plain digits, a number in an odd way, or a text that tells one.

Refuses to say which cells may be written so.
"""

import re

from disclint.syntax import NUMBER, TEXT, Cell, Numbers

NEGATIVE, DECIMAL = "negative", "decimal"
# How a number may be written that is one all the same, and what else a cell of text may hold.
FULLWIDTH, SEPARATED, PADDED = "fullwidth", "separated", "padded"
UNIT, NUMERAL = "unit", "numeral"
ODDLY_WRITTEN = (FULLWIDTH, SEPARATED, PADDED)
CELL_KINDS = (NEGATIVE, DECIMAL, FULLWIDTH, SEPARATED, PADDED, UNIT, NUMERAL)

_UNIT = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?(?:[百千万亿]?元|人次|[件条个份项次宗起笔例万亿])")
_NUMERAL = re.compile(r"[零〇○一二两三四五六七八九十百千万]+|[0-9OoIl]+")
_PADDED = re.compile(r"[-+]?0\d")


def is_plain(cell: Cell, text: str) -> bool:
    """
    Whether a cell is plain digits, written as they are read; nearly all are.
    """
    raw = cell.raw
    return (
        raw.isdigit()
        and (raw[0] != "0" or len(raw) == 1)
        and cell.state == NUMBER
        and text.startswith(raw, cell.span.start)
    )


def are_plain(numbers: Numbers) -> bool:
    """
    Whether the cells of a row that leaves no choice are plain digits.
    """
    raws = numbers.raws
    return numbers.exact and "".join(raws).isdigit() and not [each for each in raws if each[0] == "0" != each]


def told(raw: str) -> str:
    """
    The kind of a cell of text: one that tells a number, or none.
    """
    if _UNIT.fullmatch(raw):
        return UNIT
    return NUMERAL if _NUMERAL.fullmatch(raw) else TEXT


def written(raw: str, words: str) -> str:
    """
    The kind of a number by how it is written.
    """
    if any("０" <= each <= "９" for each in words):
        return FULLWIDTH
    if "," in raw:
        return SEPARATED
    return PADDED if _PADDED.match(raw) else NUMBER
