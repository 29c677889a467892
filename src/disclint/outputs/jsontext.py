"""
Values as JSON text, with exact numbers: the standard encoder would turn decimals into floats.
"""

from collections.abc import Mapping
from decimal import Decimal
from json.encoder import encode_basestring, encode_basestring_ascii
from typing import Any


def dumps(value: Any, *, ascii_only: bool = False) -> str:
    """
    JSON for mappings, sequences, strings, numbers, true, false and null.
    """
    if isinstance(value, str):
        return encode_basestring_ascii(value) if ascii_only else encode_basestring(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, Mapping):
        pairs = (
            f"{dumps(str(key), ascii_only=ascii_only)}: {dumps(each, ascii_only=ascii_only)}"
            for key, each in value.items()
        )
        return f"{{{', '.join(pairs)}}}"
    return f"[{', '.join(dumps(each, ascii_only=ascii_only) for each in value)}]"


def spread(value: Mapping[str, Any], *, depth: int = 2, ascii_only: bool = False) -> str:
    """
    JSON for a mapping that people read, too: what lies less than `depth` levels deep begins a line.
    """
    return _spread(value, "", depth, ascii_only=ascii_only)


def _spread(value: Any, margin: str, depth: int, *, ascii_only: bool) -> str:
    if not depth or not _is_nested(value):
        return dumps(value, ascii_only=ascii_only)
    inner = f"{margin}  "
    if isinstance(value, Mapping):
        opening, closing = "{", "}"
        pairs = [(f"{dumps(str(key), ascii_only=ascii_only)}: ", each) for key, each in value.items()]
    else:
        opening, closing = "[", "]"
        pairs = [("", each) for each in value]
    lines = (f"{inner}{key}{_spread(each, inner, depth - 1, ascii_only=ascii_only)}" for key, each in pairs)
    body = ",\n".join(lines)
    return f"{opening}\n{body}\n{margin}{closing}"


def _is_nested(value: Any) -> bool:
    inner = value.values() if isinstance(value, Mapping) else value
    return isinstance(value, Mapping | list | tuple) and any(
        isinstance(each, Mapping | list | tuple) for each in inner
    )
