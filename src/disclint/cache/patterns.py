"""
Compiled patterns: compiling takes a millisecond or two where Chinese characters stand in sets, and packs have hundreds.

What is kept is the program of Python's own engine, which checks it before it takes it; a pattern that is made of it
equals one that was compiled.  Another version of Python has other programs, and does not find these.

Where nothing is kept, the sets of characters at least are prepared once: the same few hundred stand in most patterns, and preparing
one takes Python a third of the time.
"""

import json
import re
import sys
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from disclint.cache.shelves import shelf

try:
    import _sre  # type: ignore[import-not-found]
    from re import _compiler, _parser  # type: ignore[attr-defined]

    _NAME = f"patterns-{sys.implementation.cache_tag}-{sys.hexversion:x}-{_sre.MAGIC}-{_sre.CODESIZE}-{sys.byteorder}"
    _IS_KNOWN = (_sre.CODESIZE, array("I").itemsize) == (4, 4)
    _set_of = _compiler._optimize_charset  # noqa: SLF001 - see above
except (ImportError, AttributeError):  # another Python
    _NAME, _IS_KNOWN, _set_of = "", False, None

_MOST_SETS = 1024


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """
    As `re.compile`.
    """
    kept = shelf(_NAME) if _IS_KNOWN else None
    if kept is None:
        with _sets_prepared():
            return re.compile(pattern, flags)
    from disclint.cache.bundle import digest  # noqa: PLC0415 - not needed where nothing is kept

    key = digest(pattern.encode("utf-8", "surrogatepass"), b"%d" % flags).hex()
    stored = kept.get(key)
    found = None if stored is None else _restored(pattern, stored)
    if found is None:
        with _sets_prepared():
            program = _program(pattern, flags)
        found = None if program is None else _restored(pattern, program)
        if program is None or found is None:
            return re.compile(pattern, flags)
        kept.put(key, program)
    return found


@contextmanager
def _sets_prepared() -> Iterator[None]:
    # Another thread that compiles meanwhile gets the same sets.
    if _set_of is None:
        yield
        return
    _compiler._optimize_charset = _set  # noqa: SLF001 - see above
    try:
        yield
    finally:
        _compiler._optimize_charset = _set_of  # noqa: SLF001 - see above


def _set(signs: list[tuple[object, object]], *cases: object) -> object:
    # Where case is to be ignored, the others say how.
    return _set_of(signs, *cases) if any(cases) else _prepared(tuple(signs))


@lru_cache(_MOST_SETS)
def _prepared(signs: tuple[tuple[object, object], ...]) -> object:
    return _set_of(signs)


def _program(pattern: str, flags: int) -> bytes | None:
    try:
        parsed = _parser.parse(pattern, int(flags))
        state = parsed.state
        code = _compiler._code(parsed, int(flags))  # noqa: SLF001 - see above
        names = json.dumps(state.groupdict, ensure_ascii=False).encode()
        return names + b"\n" + array("I", [flags | state.flags, state.groups - 1, *code]).tobytes()
    except (AttributeError, TypeError, ValueError):
        return None


def _restored(pattern: str, stored: bytes) -> re.Pattern[str] | None:
    names, _, program = stored.partition(b"\n")
    words = array("I")
    try:
        words.frombytes(program)
        flags, groups, *code = words.tolist()
        by_name = json.loads(names)
        if groups > len(code):
            return None
        by_index: list[str | None] = [None] * (groups + 1)
        for name, index in by_name.items():
            by_index[index] = name
        found: re.Pattern[str] = _sre.compile(pattern, flags, code, groups, by_name, tuple(by_index))
    except (AttributeError, IndexError, TypeError, ValueError, RuntimeError, OverflowError):
        return None
    return found
