"""
Spellings that mean the same made the same, one code point to one code point.

Folding moves nothing: a span of the folded text is a span of the text.
"""

import re
import unicodedata

from disclint.source.traditional import SIMPLIFIED, TRADITIONAL

# CJK radicals that text layers of PDFs put in place of the characters they look like.
# NFKC knows the Kangxi block and two of these; the rest is Unicode's
# EquivalentUnifiedIdeograph property, for the forms that occur in simplified text.
_RADICALS = {
    "⺀": "冫", "⺁": "厂", "⺃": "乚", "⺄": "乙", "⺅": "亻", "⺆": "冂", "⺇": "几",
    "⺈": "刀", "⺉": "刂", "⺊": "卜", "⺋": "卩", "⺌": "小", "⺍": "小", "⺎": "兀",
    "⺏": "尣", "⺐": "尢", "⺑": "尢", "⺒": "巳", "⺓": "幺", "⺔": "彑", "⺕": "彐",
    "⺖": "忄", "⺗": "心", "⺘": "扌", "⺙": "攵", "⺛": "旡", "⺜": "日", "⺝": "月",
    "⺞": "歹", "⺟": "母", "⺠": "民", "⺡": "氵", "⺢": "水", "⺣": "灬", "⺤": "爫",
    "⺥": "爫", "⺦": "丬", "⺧": "牛", "⺨": "犭", "⺩": "王", "⺪": "疋", "⺫": "罒",
    "⺬": "示", "⺭": "礻", "⺮": "竹", "⺯": "糹", "⺰": "纟", "⺱": "罓", "⺲": "罒",
    "⺳": "网", "⺴": "网", "⺵": "网", "⺶": "羊", "⺷": "羊", "⺸": "羊", "⺹": "耂",
    "⺺": "肀", "⺻": "聿", "⺼": "肉", "⺽": "臼", "⺾": "艹", "⺿": "艹", "⻀": "艹",
    "⻁": "虎", "⻂": "衤", "⻃": "覀", "⻄": "西", "⻅": "见", "⻆": "角", "⻇": "角",
    "⻈": "讠", "⻉": "贝", "⻊": "足", "⻋": "车", "⻌": "辶", "⻍": "辶", "⻎": "辶",
    "⻏": "邑", "⻐": "钅", "⻑": "長", "⻒": "镸", "⻓": "长", "⻔": "门", "⻕": "阜",
    "⻖": "阝", "⻗": "雨", "⻘": "青", "⻙": "韦", "⻚": "页", "⻛": "风", "⻜": "飞",
    "⻝": "食", "⻞": "食", "⻟": "食", "⻠": "饣", "⻡": "首", "⻢": "马", "⻣": "骨",
    "⻤": "鬼", "⻥": "鱼", "⻦": "鸟", "⻧": "卤", "⻨": "麦", "⻩": "黄", "⻪": "黾",
    "⻫": "斉", "⻬": "齐", "⻭": "歯", "⻮": "齿", "⻯": "竜", "⻰": "龙", "⻱": "龜",
    "⻲": "亀", "⻳": "龟",
}  # fmt: skip

# What characters that take no room become: marks of direction, soft hyphens, selectors of a form, and controls that no screen shows,
# which stand where a PDF had hyphens, or so that a number is not found.
NO_WIDTH = "\u200b"
_CONTROLS = "".join(
    map(chr, (*range(0x01, 0x09), *range(0x0E, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0)))
)
_SELECTORS = "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
_ALIKE = {
    '"': "“”„‟〝〞〟＂",
    "'": "‘’‚‛＇",
    "-": "‐‑‒–—―−－─━﹣",
    "[": "〔﹝［【〖",
    "]": "〕﹞］】〗",
    "<": "〈＜",
    ">": "〉＞",
    "|": "｜│┃",
    "~": "～〜∼",
    ".": "．",
    "/": "／",
    "出": "岀",
    "、": "丶､﹑",
    NO_WIDTH: f"{_CONTROLS}{_SELECTORS}\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\u00ad\u180e\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    " ": "\t\u000b\u000c\u001c\u001d\u001e\u001f\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\r",
}


def _table() -> dict[int, str]:
    table = {ord(written): meant for written, meant in zip(TRADITIONAL, SIMPLIFIED, strict=True)}
    for meant, spellings in _ALIKE.items():
        table |= {ord(written): meant for written in spellings}
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00), *range(0xFF01, 0xFF5F)):
        folded = unicodedata.normalize("NFKC", chr(code))
        if len(folded) == 1 and folded != chr(code):
            table[code] = table.get(ord(folded), folded)
    table |= {ord(written): table.get(ord(meant), meant) for written, meant in _RADICALS.items()}
    return table


_BASIC = "\uffff"
_TABLE = _table()
_FOLDED = {chr(code): folded for code, folded in _TABLE.items()}
# A class of thousands is looked up at once only where none of them is beyond the basic plane; those beyond are few.
_FOLDABLE = re.compile(f"[{''.join(re.escape(each) for each in _FOLDED if each <= _BASIC)}]")
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
# A text has a dozen of them: to replace one after the other takes a tenth of the time that looking up each
# character does.
_FEW = 40


def fold(text: str) -> str:
    """
    `text` with widths, quotes, dashes, blanks, characters without a width, CJK radicals and traditional characters made uniform.

    Its length is unchanged.
    """
    written = {*_FOLDABLE.findall(text), *(_FOLDED.keys() & _BEYOND.findall(text))}
    if len(written) > _FEW:
        return text.translate(_TABLE)
    for each in written:
        text = text.replace(each, _FOLDED[each])
    return text
