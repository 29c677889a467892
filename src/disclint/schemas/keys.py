"""
Which keys a schema knows.
"""

from collections.abc import Iterator, Mapping
from typing import Any

_DEEPEST_BRANCH = 6


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


def all_keys(schema: Any, root: Any, depth: int = 0) -> Iterator[str]:
    """
    The keys that it knows in any of its branches; `root` is the whole schema.
    """
    if not isinstance(schema, Mapping) or depth > _DEEPEST_BRANCH:
        return
    yield from schema.get("properties", {})
    if str(schema.get("$ref", "")).startswith("#/$defs/"):
        yield from all_keys(root.get("$defs", {}).get(schema["$ref"].split("/")[-1]), root, depth + 1)
    below = [schema.get(each) for each in ("then", "else")]
    for each in (*below, *(one for key in ("allOf", "anyOf", "oneOf") for one in schema.get(key, ()))):
        yield from all_keys(each, root, depth + 1)
