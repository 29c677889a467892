"""
Data that were read from YAML, as bytes that can be kept; they are JSON, with decimals marked.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from hashlib import blake2b
from typing import Any

# To be changed whenever the same text is read otherwise than before.
READING = 2
SHELF = f"documents-{READING}"
# No YAML has this character.
_DECIMAL = "\0decimal"
_MARK = json.dumps(_DECIMAL)[1:-1]


def key(text: str) -> str:
    """
    What tells a text from all others.
    """
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def kept(data: Any) -> bytes:
    """
    The data as bytes.
    """
    return json.dumps([data], ensure_ascii=False, separators=(",", ":"), default=_marked).encode(
        "utf-8", "surrogatepass"
    )


def _marked(value: Decimal) -> Mapping[str, str]:
    return {_DECIMAL: str(value)}


def restored(stored: bytes) -> list[Any]:
    """
    The data, alone in a list; an empty list if these are none.
    """
    try:
        text = stored.decode("utf-8", "surrogatepass")
        found = json.loads(text, object_hook=_unmarked if _MARK in text else None)
    except ValueError:
        return []
    return found if isinstance(found, list) else []


def _unmarked(found: dict[str, Any]) -> Any:
    return Decimal(found[_DECIMAL]) if _DECIMAL in found else found
