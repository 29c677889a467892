"""
What ships with disclint, read once a process: the forms, the words of the trade, the rules.
"""

import gc
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from disclint import schemas, yamlfile
from disclint.editions import Edition
from disclint.editions import load as editions_load
from disclint.editions.lexicon import Lexicon
from disclint.facts import Vocabulary
from disclint.resources import rules_directory
from disclint.rules import load as rules_load
from disclint.rules.documents import purpose
from disclint.rules.files import APART, EXAMPLES
from disclint.rules.pack import Pack
from disclint.yamlfile import several

if TYPE_CHECKING:
    from disclint.engine import Program
    from disclint.packs.kit import Kit
    from disclint.packs.layer import Builtin, Configured
    from disclint.packs.loading import LoadedPack
    from disclint.rules.documents import Refuse

_PACK = "annual-report"
# What loading files trips over that do not keep to their schema.  The schemas are asked only then: the
# files were held against them when they were tested, and it takes a second.
_NONSENSE = (KeyError, TypeError, AttributeError, ValueError)


@cache
def editions() -> Mapping[str, Edition]:
    """
    The forms, by id, the newest first.
    """
    files = sorted(rules_directory().glob("editions/*.yaml"))
    given = [(each, each.read_bytes()) for each in files]
    try:
        return editions_load.editions(given)
    except _NONSENSE:
        for path, content in given:
            schemas.validate(yamlfile.load(content, path), "edition")
        raise


@cache
def lexicon() -> Lexicon:
    """
    The words that the grammar reads by.
    """
    path = rules_directory() / "lexicon.yaml"
    return editions_load.lexicon(path.read_bytes(), path)


@cache
def vocabulary() -> Vocabulary:
    """
    What sentences may be read as, for those who want no rules.
    """
    return _pack(("scopes", "concept")).vocabulary


@cache
def pack() -> Pack:
    """
    The built-in rules as they are written.
    """
    return _pack()


@cache
def program() -> "Program":
    """
    The built-in rules ready to run.
    """
    from disclint.engine import compile_pack  # noqa: PLC0415 - `parse` does without

    try:
        return compile_pack(pack(), editions(), strict=False)
    except _NONSENSE:
        _ensure_valid()
        raise


@cache
def builtin() -> "Kit":
    """
    What ships with disclint, to read and judge reports by; the rules are read when they are first asked for.
    """
    from disclint.packs.kit import Kit  # noqa: PLC0415 - `parse` does without rules

    # By their names, for that is how tests take them away.
    return Kit(editions(), lexicon(), lambda: pack(), lambda: program())  # noqa: PLW0108


def read_again() -> None:
    """
    Read all that ships once more, for whoever keeps what is read (`cache.carried`).
    """
    for each in (editions, lexicon, vocabulary, pack):
        each.__wrapped__()


def shipped() -> "Builtin":
    """
    The pack that ships with disclint, as others extend it.
    """
    from disclint.packs.layer import Builtin  # noqa: PLC0415 - most runs use none

    return Builtin(_PACK, pack().version, rules_directory() / _PACK)


def kit(
    packs: "Iterable[str | PathLike[str] | LoadedPack]" = (),
    *,
    trust: Iterable[str] = (),
    allow_final_off: bool = False,
    configured: "Configured | None" = None,
    refuse: "Refuse | None" = None,
) -> "Kit":
    """
    What reports are read and judged by where these packs are used; without any, what ships.

    A pack is a folder, the id of one that ships or is installed, or one that was loaded; those that a configuration
    names come before them.  Packs whose ids are in `trust` may use `regex:`; `allow_final_off` lets packs turn off rules that are `final`.
    A pack's own `disclint.lock`, and that of the configuration, must fit.  Raises the first UsageError, or gives each to
    `refuse` and leaves out what it is about.  What was loaded once is not loaded again while its files are the same.
    """
    given = tuple(packs)
    if not given and configured is None:
        return builtin()
    from disclint.packs import loading  # noqa: PLC0415 - most runs use none

    return loading.kit_of(
        given,
        builtin(),
        shipped(),
        loading.Terms(frozenset(trust), allow_final_off),
        configured=configured,
        refuse=refuse,
    )


def _files() -> Mapping[str, several.Stamp]:
    return several.files(rules_directory() / _PACK)


@contextmanager
def _undisturbed() -> Iterator[None]:
    # All that is made stays, and looking through it for garbage doubles the time, be it at the end only.  What was frozen and
    # is thawed is old, and is looked through when all is; what others froze stays so.
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def _pack(wanted: Container[str] | None = None) -> Pack:
    """
    The pack, or what files of some purposes make of it.
    """
    try:
        return _made(wanted)
    except _NONSENSE:
        # The files, or what was kept of them.
        _ensure_valid()
        return _made(wanted, anew=True)


def _made(wanted: Container[str] | None, *, anew: bool = False) -> Pack:
    with _undisturbed():
        files = _files()
        given = files if wanted is None else {each: files[each] for each in files if purpose(each) in wanted}
        read = several.documents(given, EXAMPLES, APART, anew=anew)
        written = zip(map(purpose, given), read.documents, strict=True)
        found = rules_load.shipped(written, _sections(), is_new=not read.is_kept)
        if not read.is_kept:
            if wanted is None:
                _ensure_speaking(found)
            read.keep()
        return found


def _ensure_speaking(found: Pack) -> None:
    # What is read for the first time may have been edited by hand.
    from disclint.engine import compile_pack  # noqa: PLC0415 - `parse` does without

    for each in compile_pack(found, editions(), strict=False).rules:
        each.spoken()


def _ensure_valid() -> None:
    """
    Raise UsageError, with file and line, if one of the files has been edited into nonsense.
    """
    rules_load.pack([(each, each.read_bytes()) for each in map(Path, _files())], _sections())


def _sections() -> list[str]:
    return list(dict.fromkeys(each.id for form in editions().values() for each in form.sections))
