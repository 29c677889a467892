"""
JSON Schema over plain data; what it refuses is said with its line and a remedy.
"""

import difflib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from disclint.errors import UsageError, did_you_mean, did_you_mean_zh
from disclint.resources import schema_path
from disclint.yamlfile import Document, NodePath

_DEEPEST_BRANCH = 6
_MOST_SHOWN = 40
_TYPES_ZH = {
    "string": "文字", "integer": "整数", "number": "数", "boolean": "true 或 false", "array": "列表 […]",
    "object": "{键: 值}", "null": "空",
}  # fmt: skip


def validate(document: Document, schema: str) -> None:
    """
    Raise a `UsageError` at the first line of `document` that the JSON Schema `schema` refuses.
    """
    for error in problems(document, schema):
        raise error


def problems(document: Document, schema: str) -> list[UsageError]:
    """
    A `UsageError` for each line of `document` that the JSON Schema `schema` refuses, the plainest first.
    """
    refused = _refused(document.data, schema, document.line_of)
    errors = [(_worded(each), _zh(each)) for each in refused]
    return [document.error(problem, remedy, *path, zh=zh) for (problem, remedy, path), zh in errors]


def first_refused(data: Any, schema: str, line_of: Callable[[NodePath], int | None]) -> Any:
    """
    The plainest thing in `data` that the JSON Schema `schema` refuses, as an error of jsonschema; None if it is valid.
    """
    return next(iter(_refused(data, schema, line_of)), None)


def _refused(data: Any, schema: str, line_of: Callable[[NodePath], int | None]) -> list[Any]:
    found = sorted(
        _validator(schema).iter_errors(_jsonable(data)),
        # A key is also unknown to whatever was refused for another reason.
        key=lambda each: (
            each.validator == "unevaluatedProperties",
            line_of(tuple(each.absolute_path)) or 0,
            -len(each.path),
        ),
    )
    plain = [each for each in found if each.validator != "unevaluatedProperties"]
    if plain:
        found = [*plain, *(each for each in found if each not in plain and _is_unknown(each))]
    return [_deepest(each) for each in found]


@cache
def _validator(schema: str) -> Any:
    # Slow to import, and not needed for the rules that ship with disclint.
    from jsonschema import Draft202012Validator  # noqa: PLC0415
    from referencing import Registry, Resource  # noqa: PLC0415

    # A schema may refer to another one that ships, and to nothing else.
    found = {each: json.loads(schema_path(each).read_text(encoding="utf-8")) for each in names()}
    resources = [(each["$id"], Resource.from_contents(each)) for each in found.values()]
    registry: Any = Registry().with_resources(resources)
    return Draft202012Validator(found[schema], registry=registry)


def names() -> tuple[str, ...]:
    """
    What the schemas are called that ship with disclint.
    """
    ending = ".schema.json"
    return tuple(
        sorted(each.name.removesuffix(ending) for each in schema_path("any").parent.glob(f"*{ending}"))
    )


def _jsonable(data: Any) -> Any:
    if isinstance(data, Decimal):
        return float(data)
    if isinstance(data, Mapping):
        return {key: _jsonable(value) for key, value in data.items()}
    if isinstance(data, Sequence) and not isinstance(data, str):
        return [_jsonable(each) for each in data]
    return data


def _deepest(error: Any) -> Any:
    # Of `if/then` and `oneOf`, what went wrong inside the branch that was meant tells more.
    while error.context:
        error = max(error.context, key=lambda each: (len(each.absolute_path), -_vague(each)))
    return error


def _vague(error: Any) -> int:
    return ("const", "enum", "type", "required").count(error.validator)


def _worded(error: Any) -> tuple[str, str, NodePath]:
    path: NodePath = tuple(error.absolute_path)
    return _WORDINGS.get(error.validator, _plainly)(error, path)


def _is_unknown(error: Any) -> bool:
    # Whether a key is known to no branch at all, and not merely to none that holds.
    known = set(_all_keys(error.schema, error.schema, 0))
    return any(key not in known for key in error.instance)


def _all_keys(schema: Any, root: Any, depth: int) -> Iterator[str]:
    if not isinstance(schema, Mapping) or depth > _DEEPEST_BRANCH:
        return
    yield from schema.get("properties", {})
    if str(schema.get("$ref", "")).startswith("#/$defs/"):
        yield from _all_keys(root.get("$defs", {}).get(schema["$ref"].split("/")[-1]), root, depth + 1)
    below = [schema.get(each) for each in ("then", "else")]
    for each in (*below, *(one for key in ("allOf", "anyOf", "oneOf") for one in schema.get(key, ()))):
        yield from _all_keys(each, root, depth + 1)


def _zh(error: Any) -> tuple[str, str] | None:  # noqa: PLR0911 - one for each sort of error
    """
    Problem and remedy in Chinese, for what people get wrong most.
    """
    match error.validator:
        case "unevaluatedProperties" | "additionalProperties":
            key, known = _unknown(error)
            return f"这里没有名为“{key}”的键", did_you_mean_zh(key, known)
        case "required":
            missing = [key for key in error.validator_value if key not in error.instance]
            return f"缺少“{missing[0]}”", f"写上 {missing[0]}:"
        case "enum":
            allowed = [str(each) for each in error.validator_value]
            return f"这里不能写“{error.instance}”", did_you_mean_zh(str(error.instance), allowed)
        case "type":
            return f"“{_short(error.instance)}”的类型不对", f"这里应当是{_types(error.validator_value)}"
        case "pattern":
            return f"“{error.instance}”的写法不对", _said(error)
        case "minItems" | "minLength" | "minProperties":
            return "这里不能是空的", "填上内容，或者删去这个键"
        case _:
            return None


def _short(value: Any) -> str:
    written = str(value).lower() if isinstance(value, bool) else str(value)
    return "(空)" if value is None else written[:_MOST_SHOWN]


def _types(types: Any) -> str:
    return "、".join(_TYPES_ZH[each] for each in ([types] if isinstance(types, str) else types))


def _said(error: Any) -> str:
    says = error.schema.get("description") if isinstance(error.schema, Mapping) else None
    return f"应当是 {says}" if says else f"应当符合 {error.validator_value}"


def _unknown_key(error: Any, path: NodePath) -> tuple[str, str, NodePath]:
    key, known = _unknown(error)
    return f"the key {key!r} is not known here", did_you_mean(key, known), (*path, key)


def _unknown(error: Any) -> tuple[str, list[str]]:
    known = sorted(set(_all_keys(error.schema, error.schema, 0)))
    # One that is known belongs to another branch, to another kind of rule for one.
    direct = set(known_keys(error.schema))
    misplaced = [key for key in error.instance if key not in direct]
    unknown = [key for key in error.instance if key not in known] or misplaced or list(error.instance)
    return str(unknown[0]), known


def _missing_key(error: Any, path: NodePath) -> tuple[str, str, NodePath]:
    missing = [key for key in error.validator_value if key not in error.instance]
    unknown = [key for key in error.instance if key not in error.schema.get("properties", {})]
    for key in missing:
        if near := difflib.get_close_matches(key, unknown, 1, 0.7):
            return f"the key {near[0]!r} is not known here", f"did you mean {key!r}?", (*path, near[0])
    return f"the key {missing[0]!r} is missing", f"add `{missing[0]}:`", path


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
            "write `key: value` lines; see docs/rule-language.md",
            path,
        )
    return _plainly(error, path)


def _plainly(error: Any, path: NodePath) -> tuple[str, str, NodePath]:
    says = error.schema.get("description") if isinstance(error.schema, Mapping) else None
    return error.message, f"give {says}" if says else "see docs/rule-language.md", path


_WORDINGS: dict[str, Callable[[Any, NodePath], tuple[str, str, NodePath]]] = {
    "unevaluatedProperties": _unknown_key,
    "additionalProperties": _unknown_key,
    "required": _missing_key,
    "enum": _not_one_of,
    "type": _of_wrong_type,
}


def known_keys(schema: Any) -> Iterator[str]:
    """
    The keys that a schema of a mapping knows.
    """
    if isinstance(schema, Mapping):
        yield from schema.get("properties", {})
        for branch in ("then", "else"):
            yield from known_keys(schema.get(branch))
        for branches in ("allOf", "anyOf", "oneOf"):
            for each in schema.get(branches, ()):
                yield from known_keys(each)
