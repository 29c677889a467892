"""
What is told of a phrase before anything looks for it, kept from command to command.

Of a pack's phrases a report has one in twenty, and reading the others takes longer than judging it.  Refuses to keep what
compiles a phrase; what it cannot read again is worked out anew.
"""

import json
from collections.abc import Iterable

from attrs import frozen

from disclint.cache import Shelf, code, shelf
from disclint.phrases.anchors import required
from disclint.phrases.lower import Lowered
from disclint.phrases.nodes import looks_over, reaches_over


@frozen
class Needed:
    """
    `sets`: of each one word stands in any occurrence, the sets that tell most first.

    An occurrence may go on behind a full stop if it `is_wide`; where it `is_looking`, it asks what stands there.
    """

    captures: tuple[tuple[str, str], ...]
    sets: tuple[frozenset[str], ...]
    is_wide: bool
    is_looking: bool


def kept(words: str) -> Needed | None:
    """
    What a former command told of a phrase.
    """
    shelved = _shelf()
    stored = None if shelved is None else shelved.get(_key(words))
    return None if stored is None else _restored(stored)


def told(words: str, lowered: Lowered) -> Needed:
    """
    What is told of a phrase, which is kept.
    """
    whole = lowered.phrase
    sets = sorted(dict.fromkeys(required(whole)), key=lambda each: (-min(map(len, each)), len(each)))
    found = Needed(
        tuple(dict.fromkeys(lowered.captures)), tuple(sets), reaches_over(whole), looks_over(whole)
    )
    shelved = _shelf()
    if shelved is not None:
        shelved.put(_key(words), _written(found))
    return found


def _shelf() -> Shelf | None:
    made_by = code(__file__)
    return shelf(f"phrases-{made_by}") if made_by else None


def _key(words: str) -> str:
    from disclint.cache.bundle import digest  # noqa: PLC0415 - not needed where nothing is kept

    return digest(words.encode("utf-8", "surrogatepass")).hex()


def _written(told: Needed) -> bytes:
    values = [told.captures, [sorted(each) for each in told.sets], told.is_wide, told.is_looking]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _restored(stored: bytes) -> Needed | None:
    try:
        match json.loads(stored.decode("utf-8", "surrogatepass")):
            case [list(captures), list(sets), bool(is_wide), bool(is_looking)]:
                return Needed(
                    tuple((str(name), str(kind)) for name, kind in captures),
                    tuple(map(_words, sets)),
                    is_wide,
                    is_looking,
                )
    except (TypeError, ValueError):
        pass
    return None


def _words(written: Iterable[object]) -> frozenset[str]:
    return frozenset(map(str, written))
