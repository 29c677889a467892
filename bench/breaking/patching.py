"""
A change put into functions that have been imported.
"""

import gc
from collections.abc import Iterator
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import CodeType, FunctionType

from bench.breaking.sites import Site


def patched(root: Path, site: Site) -> bool:
    """
    Change all functions that were made of this code; False if that is not enough, since a module has run already.
    """
    file = root / site.path
    sound = file.read_bytes()
    old, new = (compile(each, str(file), "exec", dont_inherit=True) for each in (sound, site.applied(sound)))
    changed = {}
    before, after = dict(_parts(old)), dict(_parts(new))
    for key, code in after.items():
        if key not in before or _own(before[key]) != _own(code):
            if not code.co_flags & CO_OPTIMIZED:
                return False
            changed[key] = code
        elif before[key] != code:
            # What it consists of has changed, or where that stands.
            changed[key] = code
    found = [
        each for each in gc.get_objects() if isinstance(each, FunctionType) and _key(each.__code__) in changed
    ]
    found = [each for each in found if each.__code__.co_filename == str(file)]
    try:
        for each in found:
            each.__code__ = changed[_key(each.__code__)]
    except ValueError:
        return False
    return bool(found)


def _parts(code: CodeType) -> Iterator[tuple[tuple[str, int], CodeType]]:
    yield _key(code), code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from _parts(each)


def _key(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def _own(code: CodeType) -> object:
    constants = [(type(each), each) for each in code.co_consts if not isinstance(each, CodeType)]
    return code.co_code, code.co_names, code.co_varnames, constants
