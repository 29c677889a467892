"""
Values for parameters of templates and rules: of which types they may be.
"""

import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from disclint.errors import did_you_mean, did_you_mean_zh
from disclint.yamlfile import Document, NodePath

# Percentages may be written with their sign.
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%\Z")
# Names of these types exist, or are variables, groups and `*`.
_NAMED = ("table", "row", "column", "section", "concept")

# What exists, by the type of a parameter that may name it.
Known = Mapping[str, Collection[str]]
# What the types are called.
_CALLED = {
    "table": "表", "row": "行", "column": "列", "section": "部分", "concept": "概念", "text": "文字", "expression": "表达式",
    "address": "地址", "phrase": "短语", "number": "数", "count": "不小于 0 的整数", "percent": "百分数（如 40%）",
    "list": "列表 […]", "phrases": "短语的列表 […]", "boolean": "true 或 false", "words": "{zh: 中文, en: 英文}",
}  # fmt: skip
_PLAIN = {"phrases": "list", "boolean": "truth value", "words": "{zh: …, en: …}"}


def ensured(about: Mapping[str, Any], value: Any, words: Known, user: Document, path: NodePath) -> Any:
    """
    The value of a parameter that is declared as `about` says.  Raises UsageError for one that it cannot have.
    """
    kind = about["type"]
    problem = _misfit(kind, value, words)
    if kind == "percent" and isinstance(value, str) and (found := _PERCENT.match(value)):
        value = Decimal(found[1])
        value = int(value) if value == int(value) else value
    if problem is None and "one_of" in about and value not in about["one_of"]:
        known = list(map(str, about["one_of"]))
        problem = (
            f"{value!r} is none of {', '.join(known)}",
            f"“{value}”不在可选的值之中",
            f"可以用: {'、'.join(known)}",
        )
    if problem is None and isinstance(value, int | Decimal):
        least, most = about.get("min"), about.get("max")
        if (least is not None and value < least) or (most is not None and value > most):
            low, high = "-∞" if least is None else least, "∞" if most is None else most
            problem = (
                f"{value} is not between {low} and {high}",
                f"{value} 不在范围内",
                f"写 {low} 到 {high} 之间的数",
            )
    if problem is None:
        return value
    en, zh, remedy = problem
    near = did_you_mean(str(value), sorted(words.get(kind, ()))) if kind in words else f"give a {kind}"
    name = next(each for each in reversed(path) if each != "default")
    raise user.error(en, near, *path, zh=(f"参数“{name}”的值不对: {zh}", remedy))


def _misfit(kind: str, value: Any, words: Known) -> tuple[str, str, str] | None:
    """
    What is wrong with a value of a parameter, in English and in Chinese, and the remedy in Chinese.
    """
    called = _CALLED.get(kind, kind)
    if kind in _NAMED and isinstance(value, str):
        is_open = value[:1] in ("$", "@", "*") or kind not in words
        if is_open or value in words[kind]:
            return None
        return (
            f"there is no {kind} {value!r}",
            f"没有名为“{value}”的{called}",
            did_you_mean_zh(value, words[kind]),
        )
    if _is_of(kind, value):
        return None
    shown = f"“{value}”" if isinstance(value, str | int | Decimal) else "它"
    return f"{value!r} is no {_PLAIN.get(kind, kind)}", f"{shown}不是{called}", f"这里要写{called}"


def _is_of(kind: str, value: Any) -> bool:
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return {
        "list": isinstance(value, list) and bool(value),
        "phrases": isinstance(value, list) and bool(value),
        "words": isinstance(value, Mapping) and {"zh", "en"} <= value.keys(),
        "boolean": isinstance(value, bool),
        "percent": is_number or (isinstance(value, str) and bool(_PERCENT.match(value))),
        "number": is_number,
        "count": is_number and isinstance(value, int) and value >= 0,
        **dict.fromkeys(_NAMED, False),
    }.get(kind, isinstance(value, str | int | Decimal))
