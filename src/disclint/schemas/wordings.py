"""
What is said of data that a schema refuses, in English and in Chinese.

A schema's own words come first: `description`, and `x-zh` for the Chinese; `x-instead` says what should stand there
where nothing of what does is meant.
"""

import difflib
from collections.abc import Callable, Mapping
from typing import Any

from disclint.errors import did_you_mean, did_you_mean_zh
from disclint.schemas.keys import all_keys, known_keys
from disclint.yamlfile import NodePath

_MOST_SHOWN = 40
_TYPES_ZH = {
    "string": "文字", "integer": "整数", "number": "数", "boolean": "true 或 false", "array": "列表 […]",
    "object": "{键: 值}", "null": "空",
}  # fmt: skip


# What patterns are for, in English and in Chinese, where no description says it.
_NAME = ("a name of small letters, digits and underscores", "小写字母、数字和下划线，小写字母开头")
_PATTERNS = {
    "^[a-z][a-z0-9_]*$": _NAME,
    "^@?[a-z][a-z0-9_]*$": _NAME,
    "^[a-z][a-z0-9-]*$": (
        "an id of small letters, digits and hyphens",
        "小写字母、数字和连字符，小写字母开头",
    ),
    r"^\d{4}$": ("a year such as 2021, in quotes", '四位数的年份，加引号，例如 "2021"'),
    r"^\d{4}(-\d{2}){0,2}$": ("a day such as 2024-03-31", "日期，例如 2024-03-31"),
    r"^\d{4}-\d{2}-\d{2}$": ("a day such as 2024-03-31", "日期，例如 2024-03-31"),
}
_LANGUAGES = {"zh": "中文的文字", "en": "英文的文字"}
_WIDE_MARKS = "，、；"


def worded(error: Any) -> tuple[str, str, NodePath]:
    """
    Problem, remedy and the place of what is refused.
    """
    path: NodePath = tuple(error.absolute_path)
    if "x-instead" in error.schema:
        return f"{_short(error.instance)!r} cannot stand here", f"give {error.schema['x-instead']}", path
    return _WORDINGS.get(error.validator, _plainly)(error, path)


def worded_zh(error: Any) -> tuple[str, str]:
    """
    Problem and remedy in Chinese.
    """
    if "x-instead" in error.schema:
        return f"“{_short(error.instance)}”不能用在这里", _said(error)
    return _ZH.get(error.validator, _otherwise_zh)(error)


def _unknown_zh(error: Any) -> tuple[str, str]:
    key, known = _unknown(error)
    return f"这里没有名为“{key}”的键", did_you_mean_zh(key, known)


def _missing_zh(error: Any) -> tuple[str, str]:
    missing, near = _missing(error)
    if near is not None:
        return f"这里没有名为“{near}”的键", f"是不是想写 {missing}？"
    said = _says(error.schema.get("properties", {}).get(missing, {}), "x-zh") or _LANGUAGES.get(missing)
    return f"缺少“{missing}”", f"写上 {missing}: {said or '…'}"


def _enum_zh(error: Any) -> tuple[str, str]:
    allowed = [str(each) for each in error.validator_value]
    given = _short(error.instance)
    if any(each in given for each in _WIDE_MARKS):
        return f"这里不能写“{given}”", f"各项之间用半角逗号；可以用: {'、'.join(allowed)}"
    return f"这里不能写“{given}”", did_you_mean_zh(given, allowed)


def _type_zh(error: Any) -> tuple[str, str]:
    if error.instance is None and not error.absolute_path:
        return "文件是空的", "写上内容，或者删去这个文件"
    shown, wanted = _short(error.instance), _types(error.validator_value)
    return f"“{shown}”的类型不对", f"这里应当是 {_says(error.schema, 'x-zh') or wanted}"


def _pattern_zh(error: Any) -> tuple[str, str]:
    return f"“{error.instance}”的写法不对", _said(error)


def _empty_zh(_error: Any) -> tuple[str, str]:
    return "这里不能是空的", "填上内容，或者删去这个键"


def _too_many_zh(error: Any) -> tuple[str, str]:
    unit = "个字" if isinstance(error.instance, str) else "项"
    most, given = error.validator_value, len(error.instance)
    return f"这里写了 {given} {unit}，最多 {most} {unit}", _says(
        error.schema, "x-zh"
    ) or f"减到 {most} {unit}"


def _otherwise_zh(error: Any) -> tuple[str, str]:
    keys = (
        [each["required"][0] for each in error.validator_value if set(each) == {"required"}]
        if isinstance(error.validator_value, list)
        and all(isinstance(each, Mapping) for each in error.validator_value)
        else []
    )
    if keys:
        given = sum(each in error.instance for each in keys)
        listed = "、".join(keys)
        return (
            (f"{listed} 只能写一个", "只留一个") if given > 1 else (f"{listed} 一个也没有写", "写上其中一个")
        )
    return f"“{_short(error.instance)}”不能用在这里", _said(error)


def _short(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{{{'、'.join(f'{key}: …' for key in value)}}}"[:_MOST_SHOWN]
    if isinstance(value, list):
        return "[…]"
    written = str(value).lower() if isinstance(value, bool) else str(value)
    return "(空)" if value is None else written[:_MOST_SHOWN]


def _types(types: Any) -> str:
    return "、".join(_TYPES_ZH[each] for each in ([types] if isinstance(types, str) else types))


def _says(schema: Any, key: str) -> str | None:
    return schema.get(key) if isinstance(schema, Mapping) else None


def _said(error: Any) -> str:
    says = _says(error.schema, "x-zh") or _PATTERNS.get(str(error.validator_value), (None, None))[1]
    return f"应当是 {says}" if says else "见 disclint rules --language"


_ZH: Mapping[str, Callable[[Any], tuple[str, str]]] = {
    "unevaluatedProperties": _unknown_zh, "additionalProperties": _unknown_zh, "required": _missing_zh, "enum": _enum_zh,
    "type": _type_zh, "pattern": _pattern_zh, "minItems": _empty_zh, "minLength": _empty_zh, "minProperties": _empty_zh,
    "maxItems": _too_many_zh, "maxLength": _too_many_zh, "maxProperties": _too_many_zh,
}  # fmt: skip


def _unknown_key(error: Any, path: NodePath) -> tuple[str, str, NodePath]:
    key, known = _unknown(error)
    return f"the key {key!r} is not known here", did_you_mean(key, known), (*path, key)


def _unknown(error: Any) -> tuple[str, list[str]]:
    known = sorted(set(all_keys(error.schema, error.schema)))
    # One that is known belongs to another branch, to another kind of rule for one.
    direct = set(known_keys(error.schema))
    misplaced = [key for key in error.instance if key not in direct]
    unknown = [key for key in error.instance if key not in known] or misplaced or list(error.instance)
    return str(unknown[0]), known


def _missing_key(error: Any, path: NodePath) -> tuple[str, str, NodePath]:
    missing, near = _missing(error)
    if near is not None:
        return f"the key {near!r} is not known here", f"did you mean {missing!r}?", (*path, near)
    return f"the key {missing!r} is missing", f"add `{missing}:`", path


def _missing(error: Any) -> tuple[str, str | None]:
    """
    A key that is missing, and the one that was written for it.
    """
    missing = [key for key in error.validator_value if key not in error.instance]
    unknown = [key for key in error.instance if key not in error.schema.get("properties", {})]
    for key in missing:
        if near := difflib.get_close_matches(key, unknown, 1, 0.7):
            return key, near[0]
    return missing[0], None


def _not_one_of(error: Any, path: NodePath) -> tuple[str, str, NodePath]:
    allowed = [str(each) for each in error.validator_value]
    return (
        f"{error.instance!r} is not allowed here",
        did_you_mean(str(error.instance), allowed),
        path,
    )


def _of_wrong_type(error: Any, path: NodePath) -> tuple[str, str, NodePath]:
    if error.instance is None and not path:
        return "the file is empty", "fill it in, or delete it", path
    if not path and error.validator_value == "object":
        return (
            "this is no mapping of keys to values",
            "write `key: value` lines; see `disclint rules --language`",
            path,
        )
    return _plainly(error, path)


def _too_many(error: Any, path: NodePath) -> tuple[str, str, NodePath]:
    unit = "characters" if isinstance(error.instance, str) else "entries"
    most, given = error.validator_value, len(error.instance)
    return f"{given} {unit} are given here, at most {most} may be", f"leave at most {most} {unit}", path


def _plainly(error: Any, path: NodePath) -> tuple[str, str, NodePath]:
    says = _says(error.schema, "description") or _PATTERNS.get(str(error.validator_value), (None, None))[0]
    return error.message, f"give {says}" if says else "see `disclint rules --language`", path


_WORDINGS: dict[str, Callable[[Any, NodePath], tuple[str, str, NodePath]]] = {
    "unevaluatedProperties": _unknown_key,
    "additionalProperties": _unknown_key,
    "required": _missing_key,
    "enum": _not_one_of,
    "type": _of_wrong_type,
    "maxItems": _too_many,
    "maxLength": _too_many,
    "maxProperties": _too_many,
}
