"""
The shape of JSON, a line for each place: of a schema what it promises, of printed documents which keys they have.

`diagnostics[].address` is the key `address` of each entry of the list `diagnostics`; `cells{}` stands for any key.
"""

from collections.abc import Iterator, Mapping
from typing import Any

Json = Any


def of_schema(schema: Mapping[str, Json]) -> Iterator[str]:
    """
    What each place of documents by `schema` must be; `?` where it may be left out.
    """
    yield from sorted(set(_promised(schema, schema, "$", ())))


def _promised(
    schema: Mapping[str, Json], root: Mapping[str, Json], place: str, above: tuple[str, ...]
) -> Iterator[str]:
    if "$ref" in schema:
        name = schema["$ref"]
        if name in above:
            yield f"{place}: as above ({name.rsplit('/', 1)[-1]})"
            return
        yield from _promised(_referred(root, name), root, place, (*above, name))
    told = _told(schema)
    if told:
        yield f"{place}: {told}"
    for suffix, each in _parts(schema):
        yield from _promised(each, root, place + suffix, above)


def _referred(root: Mapping[str, Json], name: str) -> Mapping[str, Json]:
    found: Json = root
    for part in name.removeprefix("#/").split("/"):
        found = found[part]
    return dict(found)


def _parts(schema: Mapping[str, Json]) -> Iterator[tuple[str, Mapping[str, Json]]]:
    needed = schema.get("required", ())
    for key, value in schema.get("properties", {}).items():
        yield f".{key}" + ("" if key in needed else "?"), value
    for pattern, value in schema.get("patternProperties", {}).items():
        yield f"{{{pattern}}}", value
    for name, suffix in (("items", "[]"), ("additionalProperties", "{}"), ("propertyNames", "{key}")):
        if isinstance(schema.get(name), Mapping):
            yield suffix, schema[name]
    for name, mark in (("oneOf", "|"), ("anyOf", "|"), ("allOf", "")):
        for number, each in enumerate(schema.get(name, ())):
            yield mark and f"{mark}{number}", each


def _told(schema: Mapping[str, Json]) -> str:
    kind = schema.get("type", "")
    words = ["/".join(kind) if isinstance(kind, list) else str(kind)]
    if "const" in schema:
        words.append(f"= {schema['const']}")
    if "enum" in schema:
        words.append("one of " + " ".join(map(str, schema["enum"])))
    words += [
        f"{key} {schema[key]}" for key in ("minimum", "maximum", "minItems", "maxItems") if key in schema
    ]
    if schema.get("additionalProperties") is False:
        words.append("closed")
    return " ".join(each for each in words if each)


def of_documents(documents: list[Json]) -> Iterator[str]:
    """
    The places that one of the documents has, with the types that stand there.
    """
    found: dict[str, set[str]] = {}
    for each in documents:
        for place, kind in _seen(each, "$"):
            found.setdefault(place, set()).add(kind)
    yield from (f"{place}: {' '.join(sorted(kinds))}" for place, kinds in sorted(found.items()))


def _seen(document: Json, place: str) -> Iterator[tuple[str, str]]:
    yield place, _KINDS[type(document)]
    if isinstance(document, dict):
        for key, value in document.items():
            # Addresses are data, not names that somebody promised.
            yield from _seen(
                value, f"{place}{{}}" if "/" in key and key != "disclint/v1" else f"{place}.{key}"
            )
    if isinstance(document, list):
        for value in document:
            yield from _seen(value, f"{place}[]")


_KINDS = {
    dict: "object", list: "array", str: "string", bool: "boolean", int: "number", float: "number", type(None): "null",
}  # fmt: skip
