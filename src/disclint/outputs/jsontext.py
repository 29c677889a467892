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
