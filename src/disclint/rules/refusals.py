"""
What is said of an expression that cannot be read, in English and Chinese.

Refuses to parse: it is told where the parser stopped, and says what stands there.
"""

import re

from disclint.errors import LanguageError


class ExpressionError(LanguageError):
    """
    An expression cannot be read.
    """


_LANGUAGE = "disclint rules --language"
_NO_CHAIN = (
    "comparisons do not chain", "join two of them with `and`",
    "比较不能连写", "拆成两个比较，用 and 连接",
)  # fmt: skip
# What stands where the parser stopped: the problem and the remedy, in English and in Chinese.
_NO_SUCH = (
    ("'", "strings stand in double quotes", 'write "…"', "文字要放在双引号里", '写成 "…"'),
    (
        "/", "there is no division", "use a rule of kind ratio; addresses are table/row/column without blanks",
        "没有除法", "算百分比用 kind: ratio；地址写成 表/行/列，三段都写，中间没有空格",
    ),
    (
        "._", "unknown name: properties do not begin with '_'", f"see the properties in `{_LANGUAGE}`, section 3",
        "没有这样的名称：属性不以“_”开头", f"可用的属性见 {_LANGUAGE} 第 3 节",
    ),
    (
        "_", "unknown name: names do not begin with '_'", f"see the names in `{_LANGUAGE}`, section 3",
        "没有这样的名称：名称不以“_”开头", f"可用的名称见 {_LANGUAGE} 第 3 节",
    ),
    (
        "if ", "there are no conditional expressions", "write `condition implies …`",
        "没有条件表达式", "写成“条件 implies …”",
    ),
    (
        "(", "only functions can be called", f"see the functions in {_LANGUAGE}, section 3",
        "只有函数后面才能有括号", f"可用的函数见 {_LANGUAGE} 第 3 节",
    ),
    (
        "[", "there is no indexing", "use first(…), last(…) or a quantifier",
        "不能用方括号取第几个", "用 first(…)、last(…) 或 all、any",
    ),
    *((each, *_NO_CHAIN) for each in ("==", "!=", "<", ">")),
    ("=", "there is no assignment", "to compare, write ==", "没有赋值", "比较是否相等写作 =="),
    (
        "implies", "`implies` does not chain", "put one of them in parentheses",
        "implies 不能连写", "把其中一个放进括号",
    ),
    (
        "not", "`not` cannot stand here", "put it and what it denies in parentheses",
        "这里不能写 not", "把 not 和它否定的内容一起放进括号",
    ),
    ("-", "nothing stands before '-'", "write 0 - x", "“-”前面没有数", "写成 0 - x"),
    (
        "{", "there are no braces in expressions", "phrases stand in double quotes",
        "表达式里没有花括号", "短语放在双引号里；模板和参数的空格写成 ${名称}",
    ),
    ("&", "there is no '&'", "write `and`", "没有“&”", "“并且”写作 and"),
    ("|", "there is no '|' outside phrases", "write `or`", "短语之外没有“|”", "“或者”写作 or"),
    ("!", "there is no '!'", "write `not`", "没有“!”", "“不是”写作 not"),
    ("%", "there are no percentages in expressions", "write the plain number", "表达式里没有百分号", "写成不带百分号的数"),
)  # fmt: skip
# Keyboards that write Chinese write these for what the language has.
_WIDE = dict(zip("，（）：＜＞＝＋－＊．！［］“”‘’", ',():<>=+-*.![]""""', strict=True))
_HAN = re.compile(r"[\u3400-\u9fff]")
_ADDRESS = re.compile(r"([\w@$*]+(?:/[\w@$*]+)*)/?$")
_PART = re.compile(r"[\w@$*/]*")
_MOST_PARTS = 3
_EXPECTED = {
    "a value": "一个值", "operator": "运算符", "property": "属性名", "expression": "表达式",
    "')'": "“)”", "']'": "“]”", "':'": "“:”",
}  # fmt: skip


def unread(text: str, at: int, expected: str) -> ExpressionError:
    """
    What is wrong where a parser that `expected` something stopped.
    """
    rest = text[at:]
    if not rest.strip():
        return ExpressionError(
            "the expression ends too soon", "write what is missing", at,
            ("表达式没有写完", "补上缺少的部分；括号要成对"),
        )  # fmt: skip
    return _wide(rest, at) or _parts(text, at) or _no_such(rest, at) or _plainly(rest, at, expected)


def _wide(rest: str, at: int) -> ExpressionError | None:
    if rest[0] in _WIDE:
        plain = _WIDE[rest[0]]
        return ExpressionError(
            f"{rest[0]!r} is a full-width character", f"write {plain}", at,
            (f"“{rest[0]}”是全角（中文）符号", f"换成半角的 {plain}"),
        )  # fmt: skip
    if _HAN.match(rest):
        word = rest[: len(rest) - len(rest.lstrip("".join(_HAN.findall(rest))))]
        return ExpressionError(
            f"{word!r} stands there without quotes", f'write "{word}"', at,
            (f"“{word}”没有加引号", f'文字要放在双引号里："{word}"'),
        )  # fmt: skip
    return None


def _parts(text: str, at: int) -> ExpressionError | None:
    before = _ADDRESS.search(text[:at])
    if text[at] != "/" or before is None or before.end() != at:
        return None
    behind = _PART.match(text, at)
    written = before[1] + (behind[0] if behind else "")
    parts = written.strip("/").split("/")
    if len(parts) == _MOST_PARTS or "" in parts or len(parts) < 2 or parts[0].isdigit() or parts[1].isdigit():
        return None
    return ExpressionError(
        f"the address {written} has {len(parts)} parts", "write table/row/column, as in requests/granted/total; there is no division",
        before.start(),
        (f"地址 {written} 有 {len(parts)} 段", "写成 表/行/列 三段，例如 requests/granted/total；没有除法"),
    )  # fmt: skip


def _no_such(rest: str, at: int) -> ExpressionError | None:
    for sign, problem, remedy, zh, zh_remedy in _NO_SUCH:
        if rest.startswith(sign):
            return ExpressionError(problem, remedy, at, (zh, zh_remedy))
    return None


def _plainly(rest: str, at: int, expected: str) -> ExpressionError:
    word = re.match(r"\w+|.", rest, re.DOTALL)
    found = word.group() if word else rest[0]
    remedy, zh = f"expected {expected}", f"这里应当是{_EXPECTED.get(expected, expected)}"
    if expected == "end":
        remedy, zh = "take it out, or write an operator before it", "删去它，或者在前面补上运算符"
    return ExpressionError(f"{found!r} cannot stand here", remedy, at, (f"这里不能写“{found}”", zh))
