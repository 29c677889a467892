"""
JSON Schema over plain data; what it refuses is said with its line and a remedy.
"""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from functools import cache as cached
from typing import Any

from disclint import cache
from disclint.cache.bundle import digest
from disclint.errors import UsageError
from disclint.resources import schema_path
from disclint.schemas.keys import all_keys, known_keys
from disclint.yamlfile import Document, NodePath, keeping

__all__ = ["first_refused", "known_keys", "names", "problems", "validate"]

_SHELF = "valid-1"


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
    mark = _mark(document.data, schema)
    if mark is not None and mark[0].get(mark[1]) is not None:
        return []
    refused = _refused(document.data, schema, document.line_of)
    if not refused:
        if mark is not None:
            mark[0].put(mark[1], b"")
        return []
    from disclint.schemas.wordings import worded, worded_zh  # noqa: PLC0415 - few runs need it

    errors = [(worded(each), worded_zh(each)) for each in refused]
    return [document.error(problem, remedy, *path, zh=zh) for (problem, remedy, path), zh in errors]


def _mark(data: Any, schema: str) -> "tuple[cache.Shelf, str] | None":
    """
    Where it is kept that data were found valid, and under what: all that the answer hangs on.
    """
    shelf = cache.shelf(_SHELF)
    if shelf is None:
        return None
    # As data are kept: 1.5 and "1.5" are not the same there.
    return shelf, digest(_digest(), keeping.kept([schema, data])).hex()


@cached
def _digest() -> bytes:
    return digest(*(schema_path(each).read_bytes() for each in names()))


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
    if plain and any(each.validator == "type" and not each.path for each in plain):
        # Nothing else can be said of what is no mapping at all.
        found = [each for each in plain if each.validator == "type"][:1] or found
    elif plain:
        found = [*plain, *(each for each in found if each not in plain and _is_unknown(each))]
    deepest = [_deepest(each) for each in found]
    # One that says what should stand there instead says all.
    told = {tuple(each.absolute_path) for each in deepest if "x-instead" in each.schema}
    return list({_key(each, told): each for each in deepest}.values())


def _key(error: Any, told: Collection[NodePath]) -> object:
    path = tuple(error.absolute_path)
    return path if path in told else id(error)


@cached
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


def _is_unknown(error: Any) -> bool:
    # Whether a key is known to no branch at all, and not merely to none that holds.
    known = set(all_keys(error.schema, error.schema))
    return any(key not in known for key in error.instance)
